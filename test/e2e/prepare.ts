import type { Plan, PlannedChange } from '../../src/model/plan.ts';
import { kubestrap, type Result } from './cli.ts';
import type { Project } from './project.ts';

/** Applies the phase prepare alone. Throws when it fails. */
export async function prepare(project: Project): Promise<Result> {
  return succeeding(project, 'apply', '-y', '--only', 'prepare');
}

/** What the phase prepare would change, by host. */
export async function toPrepare(
  project: Project,
): Promise<Readonly<Record<string, readonly PlannedChange[]>>> {
  const { stdout } = await succeeding(project, 'apply', '--dry-run', '--only', 'prepare', '-o', 'json');
  const { hosts }: Plan = JSON.parse(stdout);
  return Object.fromEntries(hosts.map(({ name, changes }) => [name, changes]));
}

async function succeeding(project: Project, ...args: string[]): Promise<Result> {
  const result = await kubestrap(project, ...args);
  if (result.code !== 0) {
    const { code, signal, stdout, stderr } = result;
    throw new Error(`kubestrap ${args.join(' ')} ended with ${code ?? signal}:\n${stderr}${stdout}`);
  }
  return result;
}
