/** The end state that all tools must reach, and the way back from it. */

import { on } from '../../e2e/hosts.ts';
import type { Lab } from '../../lab/lab.ts';
import { MODULES_FILE, type Project, SYSCTL_FILE } from './project.ts';

const END = 'END-OF-PART';

/** Live values before any tool came, by host: `key=value` lines. */
export type Originals = ReadonlyMap<string, string>;

function pathOf(key: string): string {
  return `/proc/sys/${key.replaceAll('.', '/')}`;
}

export async function readOriginals(lab: Lab, sysctls: Project['sysctls']): Promise<Originals> {
  const lines = sysctls.map(
    ([key]) => `[ ! -e ${pathOf(key)} ] || printf '%s=%s\\n' ${pathOf(key)} "$(cat ${pathOf(key)})"`,
  );
  const read = lab.hosts.map(async ({ name }) => [name, await on(lab, name, lines.join('\n'))] as const);
  return new Map(await Promise.all(read));
}

/** Undoes what the tools do, by no tool's own means. */
export async function makeBare(lab: Lab, originals: Originals): Promise<void> {
  await Promise.all(
    lab.hosts.map(({ name }) =>
      on(
        lab,
        name,
        `systemctl --quiet disable --now containerd 2>/dev/null
rm -f ${MODULES_FILE} ${SYSCTL_FILE}
sed '/^# BEGIN kubestrap/,/^# END kubestrap/d' /etc/hosts >/etc/hosts.bare && cat /etc/hosts.bare >/etc/hosts && rm /etc/hosts.bare
rm -rf /var/lib/kubestrap /run/kubestrap /root/.ansible
while IFS='=' read -r path value; do printf '%s\\n' "$value" >"$path"; done <<'${END}'
${originals.get(name) ?? ''}${END}`,
      ),
    ),
  );
}

/** Throws where a host is not as the project wants it: a tool that does less is no match. */
export async function wantState(lab: Lab, project: Project, whose: string): Promise<void> {
  const keys = project.sysctls.map(([key]) => pathOf(key)).join(' ');
  const look = `cat ${MODULES_FILE}; echo ${END}
cat ${SYSCTL_FILE}; echo ${END}
sed -n '/^# BEGIN kubestrap/,/^# END kubestrap/p' /etc/hosts; echo ${END}
for key in ${keys}; do [ ! -e "$key" ] || printf '%s %s\\n' "$key" "$(cat "$key" | tr '\\t' ' ')"; done; echo ${END}
systemctl is-enabled containerd; systemctl is-active containerd`;
  await Promise.all(
    lab.hosts.map(async ({ name }) => {
      const parts = (await on(lab, name, look)).split(`${END}\n`);
      const [modules, sysctlFile, block, live = '', services] = parts;
      const wanted = new Map(project.sysctls.map(([key, value]) => [pathOf(key), value]));
      const wrong = live
        .trim()
        .split('\n')
        .filter((line) => {
          const [, path = '', value] = /^(\S+) (.*)$/.exec(line) ?? [];
          return wanted.get(path) !== value;
        });
      const isRight =
        modules === project.modules &&
        sysctlFile === project.sysctlFile &&
        block === project.blocks.get(name) &&
        services === 'enabled\nactive\n';
      if (!isRight || wrong.length > 0)
        throw new Error(
          `${whose}: ${name} is not as it should be:\n${wrong.join('\n')}\n${parts.join('\n')}`,
        );
    }),
  );
}
