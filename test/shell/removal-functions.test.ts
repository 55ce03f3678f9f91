import { describe, expect, test } from 'vitest';
import { lines, nameSecrets, type Script, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, type Shell, shells } from './shells.ts';

/** Runs a step with functions in place of those that talk to a cluster. */
function run(shell: Shell, fakes: string, step: Script) {
  const script = runnable(
    lines([
      // nothing here is worth waiting for
      sh.code('ks_now=0; sleep() { ks_now=$((ks_now + 30)); }; seconds_up() { echo "$ks_now"; }'),
      sh.code(fakes),
      sh`( set -e; ${step} )`,
    ]),
  );
  return runShell(script.write(nameSecrets), { shell });
}

const THREE =
  'a1, started, cp-1, https://10.0.0.11:2380, https://10.0.0.11:2379, false\\na2, started, cp-2, p, c, false\\na3, started, cp-3, p, c, false\\n';
const TWO = THREE.replace(/a3.*$/, '');

describe.each(shells)('member_leave in $name', (shell) => {
  const leave = sh`member_leave a3 3 https://10.0.0.11:2379 https://10.0.0.12:2379`;
  /** etcd whose list changes once the member was removed, unless told otherwise. */
  const etcd = ({ before = THREE, after = TWO, answers = 'return 0' } = {}) => `
removed=$(mktemp); rm "$removed"
etcd_ctl() {
  case "$*" in
    *'member list') if [ -e "$removed" ]; then printf '${after}'; else printf '${before}'; fi ;;
    *'member remove'*) : >"$removed"; echo "REMOVED $*" ;;
    *) return 9 ;;
  esac
}
etcd_answers() { ${answers}; }`;

  test('removes it and sees it gone', () => {
    const { code, stderr, stdout } = run(shell, etcd(), leave);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('member remove a3');
  });

  test('one that is gone already is not removed again', () => {
    const { code, stdout } = run(shell, etcd({ before: TWO }), leave);
    expect(code).toBe(0);
    expect(stdout).not.toContain('REMOVED');
  });

  test.each<[string, Parameters<typeof etcd>[0], string, boolean]>([
    [
      'there are more members than when it was planned',
      { before: `${THREE}a4, unstarted, , p, , false\\n` },
      'etcd has 4 members, and 3 when this was planned: nothing was removed',
      false,
    ],
    [
      'one that stays does not answer',
      { answers: '[ "$1" != https://10.0.0.12:2379 ]' },
      'https://10.0.0.12:2379, which is to stay, does not answer: nothing was removed',
      false,
    ],
    ['etcd lists it still', { after: THREE }, 'after a minute it is still listed', true],
    [
      'one that stays is silent afterwards',
      { answers: '[ ! -e "$removed" ]' },
      'after a minute the member at https://10.0.0.12:2379 does not answer',
      true,
    ],
  ])('fails where %s', (_, given, expected, isRemoved) => {
    const { code, stderr, stdout } = run(shell, etcd(given), leave);
    expect(code).toBe(1);
    expect(stderr).toContain(expected);
    expect(stdout.includes('REMOVED')).toBe(isRemoved);
  });
});

describe.each(shells)('yield_leadership in $name', (shell) => {
  const status = (leader: number) => `
etcd_ctl() {
  case "$*" in
    *'endpoint status -w fields') printf '"ClusterID" : 1\\n"MemberID" : 17\\n"Leader" : ${leader}\\n"RaftTerm" : 2\\n' ;;
    *) echo "CALLED $*" ;;
  esac
}`;
  const step = sh`yield_leadership https://10.0.0.13:2379 a1`;

  test('hands it over where the member leads', () => {
    expect(run(shell, status(17), step).stdout).toBe(
      'CALLED --endpoints=https://10.0.0.13:2379 move-leader a1\n',
    );
  });

  test('does nothing where another leads', () => {
    expect(run(shell, status(18), step).stdout).toBe('another member leads\n');
  });
});

describe.each(shells)('drain_node in $name', (shell) => {
  /** `was`: what the node is; `drained`: how the drain ends. */
  const kube = (was: string, drained: number) => `
kube() {
  case "$*" in
    'get node '*) printf '%s' '${was}' ;;
    drain*) echo "CALLED $*"; return ${drained} ;;
    'get poddisruptionbudgets'*) printf 'shop db 0 app=db,tier in (a,b),\\nshop web 1 app=web,\\nshop all 0 \\n' ;;
    *'-l app=db,tier in (a,b) --field-selector spec.nodeName=cp-3 -o name') printf 'pod/db-0\\npod/db-1\\n' ;;
    *'get pods'*) : ;;
    *) echo "CALLED $*" ;;
  esac
}`;
  const step = sh`drain_node cp-3 60 --delete-emptydir-data`;
  const called = (output: string) => output.split('\n').filter((line) => line.startsWith('CALLED'));

  test('cordons and drains', () => {
    const { code, stdout } = run(shell, kube('open', 0), step);
    expect(code).toBe(0);
    expect(called(stdout)).toEqual([
      'CALLED cordon cp-3',
      'CALLED drain cp-3 --ignore-daemonsets --timeout=60s --delete-emptydir-data',
    ]);
  });

  test('a node that is gone needs none', () => {
    expect(called(run(shell, kube('', 0), step).stdout)).toEqual([]);
  });

  test('names the budgets that forbid it with their Pods, and lets the node take Pods again', () => {
    const { code, stdout, stderr } = run(shell, kube('open', 1), step);
    expect(code).toBe(1);
    expect(called(stdout).at(-1)).toBe('CALLED uncordon cp-3');
    expect(stderr).toContain(
      'the PodDisruptionBudget shop/db allows no disruption now and covers db-0 db-1. Members of etcd are as they were, and the node takes Pods again',
    );
    expect(stderr).not.toContain('shop/web');
  });

  test('one that was cordoned before stays so', () => {
    const { stdout, stderr } = run(shell, kube('cordoned', 1), step);
    expect(called(stdout)).toEqual([
      'CALLED drain cp-3 --ignore-daemonsets --timeout=60s --delete-emptydir-data',
    ]);
    expect(stderr).toContain('the node stays cordoned, as it was before');
  });
});
