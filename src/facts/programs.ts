import { RUNTIME } from '../knowledge/runtimes.ts';
import { lines, sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

/** Programs bootstrap needs, and how each tells its version; empty: being there is enough. */
const VERSION_COMMANDS: Readonly<Record<string, string>> = {
  [RUNTIME.program]: '',
  kubeadm: 'kubeadm version -o short',
  kubelet: 'kubelet --version',
  kubectl: '',
  crictl: '',
  [RUNTIME.client]: '',
  'systemd-run': '',
};

/** Program → version such as `v1.20.2` (empty: not asked); null: not on the PATH. */
export const programs: Fact<ReadonlyMap<string, string | null>> = {
  name: 'programs',
  snippet: () =>
    lines(
      Object.entries(VERSION_COMMANDS).map(
        ([name, command]) =>
          sh`! command -v ${name} >/dev/null || printf '%s %s\n' ${name} ${command === '' ? '' : sh`"$(sh -c ${command})"`}`,
      ),
    ),
  parse: (output) => {
    const found = rows(output).map((row): [string, string] => [
      row.split(' ')[0] ?? '',
      row.match(/\bv\d+\.\d+\.\d+\S*/)?.[0] ?? '',
    ]);
    const absent = Object.keys(VERSION_COMMANDS).map((name): [string, null] => [name, null]);
    return new Map<string, string | null>([...absent, ...found]);
  },
  bare: new Map(),
};
