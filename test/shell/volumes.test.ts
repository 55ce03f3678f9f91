import { describe, expect, test } from 'vitest';
import { lines, nameSecrets, type Script, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, type Shell, shells } from './shells.ts';

const CSI = 'kubernetes.io/csi/disk.example.org^';

/** Runs a step with a cluster made of rows, on a clock that moves only while the step sleeps. */
function run(shell: Shell, fakes: string, step: Script) {
  const script = runnable(
    lines([
      sh.code('ks_now=$(mktemp); echo 0 >"$ks_now"; seconds_up() { cat "$ks_now"; }'),
      sh.code('sleep() { echo "$(($(cat "$ks_now") + 30))" >"$ks_now"; }'),
      sh.code(fakes),
      sh`( set -e; ${step} )`,
    ]),
  );
  return runShell(script.write(nameSecrets), { shell });
}

describe.each(shells)('volumes at a node in $name', (shell) => {
  test.each<[string, string, string]>([
    ['none', '', ''],
    ['one that the kubelet has mounted', `use ${CSI}v1\n`, `${CSI}v1\n`],
    ['one that is attached, by its PersistentVolume', 'attachment csi-1 pv-1\n', 'pv-1\n'],
    [
      'one without a PersistentVolume, by its VolumeAttachment',
      'attachment csi-1 -\n',
      'VolumeAttachment/csi-1\n',
    ],
    ['each once', `use ${CSI}v1\nuse ${CSI}v1\n`, `${CSI}v1\n`],
    [
      'not that of a DaemonSet, mounted and attached',
      `use ${CSI}v1\nattachment csi-1 pv-1\nstays pv-1 ${CSI}v1\n`,
      '',
    ],
    [
      'not that of a DaemonSet, of a plugin in the tree',
      'use kubernetes.io/aws-ebs/aws://a/vol-1\nstays pv-1 aws://a/vol-1\n',
      '',
    ],
    [
      'one whose name only ends alike',
      `use ${CSI}v11\nattachment csi-2 pv-2\nstays pv-1 v1\n`,
      `${CSI}v11\npv-2\n`,
    ],
    ['all but that of a DaemonSet', `use ${CSI}v1\nuse ${CSI}v2\nstays pv-1 ${CSI}v1\n`, `${CSI}v2\n`],
    ['one beside a claim whose volume says no name', `use ${CSI}v1\nstays pv-9 \n`, `${CSI}v1\n`],
  ])('that evicted Pods hold are listed: %s', (_, rows, held) => {
    const { stdout, stderr } = run(shell, `input() { printf '%s' '${rows}'; }`, sh`input | held_volumes`);
    expect({ stdout, stderr }).toEqual({ stdout: held, stderr: '' });
  });

  const wait = sh`volumes_leave w-1 60`;
  const held = (until: number) =>
    `volume_rows() { [ "$(seconds_up)" -ge ${until} ] || echo 'use ${CSI}v1'; }; staying_volumes() { :; }`;

  test('are waited for, and said', () => {
    const { code, stdout } = run(shell, held(60), wait);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `waiting up to 60 s for volumes of evicted Pods to be detached: ${CSI}v1\n`,
    });
  });

  test('that stay fail the step with their names and the ways to proceed', () => {
    const { code, stderr } = run(shell, held(1000), wait);
    expect(code).toBe(1);
    expect(stderr).toContain(`w-1 still has volumes of evicted Pods after 60 s: ${CSI}v1`);
    expect(stderr).toContain('kubestrap node remove w-1 --ignore-attached-volumes');
  });

  test('are not taken for detached where the API server does not answer', () => {
    const { code, stderr } = run(shell, 'volume_rows() { return 1; }', wait);
    expect([code, stderr]).toEqual([1, expect.stringContaining('the API server does not say')]);
  });

  const empties = sh`node_empties w-1 60`;
  const pods =
    'StatefulSet data/db-0\\nDaemonSet kube-system/kube-proxy-x\\nNode kube-system/etcd-w-1\\n- default/bare\\n';
  test.each<[string, string, number, string]>([
    [
      'Pods that their kubelet would have to end',
      `kube() { printf '${pods}'; }; attachment_rows() { :; }`,
      1,
      'Pod data/db-0, Pod default/bare',
    ],
    ['a volume', "kube() { :; }; attachment_rows() { echo 'attachment csi-1 pv-1'; }", 1, 'pv-1'],
    ['nothing', 'kube() { :; }; attachment_rows() { :; }', 0, ''],
  ])('that is out of service are waited for with its Pods: %s', (_, fakes, code, said) => {
    const outcome = run(shell, `${fakes}; staying_volumes() { :; }`, empties);
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toContain(said);
  });
});
