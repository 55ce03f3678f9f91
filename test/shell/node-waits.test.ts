import { describe, expect, test } from 'vitest';
import { nameSecrets, type Script, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, shells } from './shells.ts';

/** kubectl that answers with these lines, one a call, then with the last of them; and a clock without waiting. */
const answering = (answers: readonly string[]) => sh`count=/dev/shm/kubestrap-$$; : >"$count"
kubectl() {
  echo . >>"$count"; set -- ${answers}
  shift "$(($(wc -l <"$count") > $# ? $# - 1 : $(wc -l <"$count") - 1))"; printf '%s' "$1"
}
KS_API_SERVER=/dev/null; own_server() { echo https://192.0.2.1; }
sleep() { :; }
elapsed=/dev/shm/kubestrap-up-$$; : >"$elapsed"
seconds_up() { echo . >>"$elapsed"; wc -l <"$elapsed"; }
trap 'rm -f "$count" "$elapsed"' EXIT`;

describe.each(shells)('a wait in $name', (shell) => {
  const run = (command: Script, answers: readonly string[]) =>
    runShell(
      runnable(sh`${answering(answers)}
${command}`).write(nameSecrets),
      { shell },
    );

  test('for a kubelet that reports ends with the first thing it says', () => {
    expect(run(sh`node_reports w-1 60`, ['', '', '2']).code).toBe(0);
    const { code, stdout } = run(sh`node_reports w-1 60`, ['']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('kubelet of w-1 did not report within 60 s')]);
  });

  test('for a kubelet that comes back ends with a lease that is newer than the first one seen', () => {
    expect(run(sh`node_renews w-1 60`, ['1', '1', '2']).code).toBe(0);
    expect(run(sh`node_renews w-1 60`, ['', '1']).code).toBe(0);
    const { code, stdout } = run(sh`node_renews w-1 60`, ['1']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('has not come back within 60 s')]);
  });
});
