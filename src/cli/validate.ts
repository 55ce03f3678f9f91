import type { Version } from '../model/cluster.ts';
import type { Problem } from '../model/problem.ts';
import { parseVersion } from '../model/version.ts';
import { formatProblems } from '../spec/format-problems.ts';
import { InputError } from '../spec/input-error.ts';
import { loadCluster } from '../spec/load.ts';
import type { Source } from '../spec/source.ts';
import { safeJson } from '../ui/json.ts';
import { count } from '../ui/style.ts';
import { detectTerminal } from '../ui/terminal.ts';
import { UsageError } from '../workflow/errors.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { loadInputs } from './run.ts';

/** `kubestrap validate`: both files, offline. Problems are thrown, all at once; of a move they are the result. */
export async function run(
  options: GlobalOptions,
  { kubernetesVersion }: { kubernetesVersion?: string } = {},
): Promise<void> {
  if (kubernetesVersion !== undefined) return move(options, kubernetesVersion);
  const { name, hosts, kubernetesVersion: version } = await loadInputs(options);
  if (options.output === 'json') {
    process.stdout.write(`${safeJson({ version: 1, valid: true, cluster: name, hosts: hosts.length })}\n`);
    return;
  }
  process.stdout.write(
    `Valid: cluster ${name}, Kubernetes ${version.text}, ${count(hosts.length, 'host')}.\n`,
  );
}

interface Findings {
  readonly problems: readonly Problem[];
  readonly sources: readonly Source[];
}

/** What breaks if the spec moves to another release. */
async function move(options: GlobalOptions, text: string): Promise<void> {
  const version = parseVersion(text);
  if (version === undefined) {
    throw new UsageError(`--kubernetes-version takes a whole version such as v1.36.2, not "${text}"`);
  }
  const findings = await findingsAt(options, version);
  const valid = findings.problems.every(({ severity }) => severity !== 'error');
  if (!valid) process.exitCode = EXIT.invalid;
  const { problems } = findings;
  process.stdout.write(
    options.output === 'json'
      ? `${safeJson({ version: 1, valid, kubernetesVersion: version.text, problems })}\n`
      : report(findings, version, options),
  );
}

async function findingsAt(options: GlobalOptions, kubernetesVersion: Version): Promise<Findings> {
  const files = { inventoryFile: options.inventory, specFile: options.spec };
  try {
    const { warnings, sources } = await loadCluster({ ...files, kubernetesVersion });
    return { problems: warnings, sources };
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** Errors, then warnings, each with its code frame, then how many. */
function report({ problems, sources }: Findings, { text }: Version, options: GlobalOptions): string {
  if (problems.length === 0)
    return `No problems found: the spec is valid for Kubernetes ${text}. Hosts were not checked.\n`;
  const { color } = detectTerminal(process.stdout, { noColor: !options.color });
  const groups = (['error', 'warning'] as const).map((severity) =>
    problems.filter((problem) => problem.severity === severity),
  );
  const [errors = [], warnings = []] = groups;
  const section = (title: string, group: readonly Problem[]) =>
    group.length === 0 ? [] : [`${title}\n\n${formatProblems(group, sources, { color })}`];
  return [
    ...section(`What breaks at Kubernetes ${text}:`, errors),
    ...section(
      errors.length === 0 ? `Nothing breaks at Kubernetes ${text}, but:` : 'What to know:',
      warnings,
    ),
    `${count(errors.length, 'error')}, ${count(warnings.length, 'warning')}.\n`,
  ].join('\n');
}
