import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseRestoreSurvey } from '../../src/cluster/etcd/restore.ts';
import { lines, nameSecrets, type Script, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, shells } from './shells.ts';

const ID = '20261122T010203Z';
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kubestrap-restore-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (...path: string[]) => join(root, ...path);

function put(path: string, content = path): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
}

const MANIFEST = `spec:
  containers:
  - command:
    - etcd
    - --data-dir=${'/var/lib/kubestrap test'}
    - --initial-advertise-peer-urls=https://10.0.0.11:2380
    - --name=cp-1
    image: registry.k8s.io/etcd:3.6.4-0
`;

describe.each(shells)('a restore in $name', (shell) => {
  /** Runs as a step does, with our directories in the place of the host's. */
  const run = (script: Script, before: Script = sh`:`) => {
    const text = runnable(
      lines([
        sh`set -u`,
        sh`KS_RESTORE=${at('restore')} KS_MANIFESTS=${at('manifests')}`,
        // what is the kubelet's, and systemd's
        sh`unit_running() { :; }`,
        before,
        sh`( set -e; ${script} )`,
      ]),
    );
    return runShell(text.write(nameSecrets), { shell });
  };
  const swapIn = () => run(sh`swap_data ${ID} ${at('data')}`);

  test('puts what was restored in the place of the data, which is kept', () => {
    put('data/member/snap/db', 'old');
    put('data/kubestrap-restore/new/member/snap/db', 'new');
    expect(swapIn()).toMatchObject({ code: 0 });
    expect(readFileSync(at('data/member/snap/db'), 'utf8')).toBe('new');
    expect(readFileSync(at(`data.before-restore-${ID}/member/snap/db`), 'utf8')).toBe('old');
    // a second time there is nothing left to do, and nothing is touched
    expect(swapIn()).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(at('data/member/snap/db'), 'utf8')).toBe('new');
    expect(readdirSync(root).toSorted()).toEqual(['data', `data.before-restore-${ID}`]);
  });

  test('cut off between its two moves, goes on with the second', () => {
    put('data/kubestrap-restore/new/member/snap/db', 'new');
    put(`data.before-restore-${ID}/member/snap/db`, 'old');
    expect(swapIn()).toMatchObject({ code: 0 });
    expect(readFileSync(at('data/member/snap/db'), 'utf8')).toBe('new');
    expect(readFileSync(at(`data.before-restore-${ID}/member/snap/db`), 'utf8')).toBe('old');
  });

  test('never overwrites data that was put aside before', () => {
    put('data/member/snap/db', 'newer');
    put('data/kubestrap-restore/new/member/snap/db', 'new');
    put(`data.before-restore-${ID}/member/snap/db`, 'old');
    expect(swapIn()).toMatchObject({ code: 0 });
    expect(readFileSync(at(`data.before-restore-${ID}/member/snap/db`), 'utf8')).toBe('old');
    expect(readFileSync(at(`data.before-restore-${ID}+/member/snap/db`), 'utf8')).toBe('newer');
  });

  test('says so where there is neither data nor what was restored', () => {
    mkdirSync(at('data'));
    const { code, stderr } = swapIn();
    expect(code).toBe(1);
    expect(stderr).toContain('holds no data, and none that was restored');
  });

  test.runIf(userInfo().uid === 0)(
    'takes a manifest away and brings it back, wherever it was cut off',
    () => {
      put('manifests/etcd.yaml', MANIFEST);
      const away = sh`set_aside etcd --data-dir`;
      const back = sh`bring_back etcd`;
      // no waiting: nothing runs here under that name
      const quick = sh`sleep() { :; }`;
      expect(run(away, quick)).toMatchObject({ code: 0 });
      expect(readdirSync(at('manifests'))).toEqual([]);
      expect(readFileSync(at('restore/manifests/etcd.yaml'), 'utf8')).toBe(MANIFEST);
      expect(run(away, quick)).toMatchObject({ code: 0 });
      // cut off between the copy and the removal: both are there
      put('manifests/etcd.yaml', MANIFEST);
      expect(run(away, quick)).toMatchObject({ code: 0 });
      expect(existsSync(at('manifests/etcd.yaml'))).toBe(false);
      expect(run(back)).toMatchObject({ code: 0 });
      expect(readdirSync(at('manifests'))).toEqual(['etcd.yaml']);
      expect(readdirSync(at('restore/manifests'))).toEqual([]);
      expect(run(back)).toMatchObject({ code: 0 });
      expect(readFileSync(at('manifests/etcd.yaml'), 'utf8')).toBe(MANIFEST);
      rmSync(at('manifests/etcd.yaml'));
      expect(run(back)).toMatchObject({ code: 1 });
    },
  );

  test('finds the Pod wherever its manifest is, and how far it came', () => {
    put('restore/manifests/etcd.yaml', MANIFEST);
    put('restore/state', `${ID} 0123456789abcdef swapped\n`);
    const survey = parseRestoreSurvey(run(sh`restore_says`).stdout);
    expect(survey).toEqual({
      left: { id: ID, fingerprint: '0123456789abcdef', stage: 'swapped' },
      etcd: {
        ...{ name: 'cp-1', dataDir: '/var/lib/kubestrap test', walDir: null },
        ...{ peerUrl: 'https://10.0.0.11:2380', image: 'registry.k8s.io/etcd:3.6.4-0' },
      },
      free: null,
    });
    rmSync(at('restore'), { recursive: true });
    expect(parseRestoreSurvey(run(sh`restore_says`).stdout)).toEqual({ left: null, etcd: null, free: null });
  });

  test('counts objects without those that end by themselves, at the revision asked for', () => {
    const etcd = sh`etcd_ctl() {
  case "$*" in *'--rev=7'*) ;; *) return 1 ;; esac
  case " $* " in
    *' /registry/ '*) echo '{"header":{"revision":7},"kvs":[{"key":"eA=="}],"more":true,"count":20}' ;;
    *' /registry/events/ '*) echo '{"header":{"revision":7},"count":3}' ;;
    *) echo '{"header":{"revision":7}}' ;;
  esac
}`;
    expect(run(sh`count_objects --rev=7`, etcd)).toMatchObject({ code: 0, stdout: '17' });
    expect(run(sh`count_objects`, etcd)).toMatchObject({ code: 1, stdout: '' });
  });
});
