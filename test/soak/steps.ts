import { kubestrap } from '../e2e/cli.ts';
import type { Project } from '../e2e/project.ts';

interface Change {
  readonly phase: string;
  readonly resource: string;
}

/** `phase resource` of every step of a command's plan. */
export async function stepsOf(project: Project, ...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await kubestrap(project, ...args, '--dry-run', '-o', 'json');
  const { plan } = JSON.parse(stdout) as {
    plan: { cluster: { changes: Change[] }; hosts: { changes: Change[] }[] };
  };
  const changes = [...plan.cluster.changes, ...plan.hosts.flatMap((host) => host.changes)];
  if (changes.length === 0) throw new Error(`there is nothing to do: ${stderr}`);
  return changes.map(({ phase, resource }) => `${phase} ${resource}`);
}

/** The line of progress with which a step begins. */
export function beginning(step: string): RegExp {
  const literal = step.replaceAll(/[.*+?^${'$'}{}()|[\]\\]/g, '\\$&').replace(' ', ' +');
  return new RegExp(`^\\[ *[\\d.]+s\\] \\S+ +${literal}$`);
}

export async function must(project: Project, ...args: string[]): Promise<void> {
  const { code, stderr } = await kubestrap(project, ...args);
  if (code !== 0) throw new Error(`${args.join(' ')}: exit ${code}: ${stderr}`);
}
