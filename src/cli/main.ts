import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { packageFile } from '../package-root.ts';
import type { Phase } from '../phases/phase.ts';
import { EXIT } from './exit-codes.ts';
import {
  addGlobalOptions,
  countOption,
  type GlobalOptions,
  namesOption,
  secondsOption,
  validityOption,
} from './options.ts';

/** Each command's code is loaded when it runs: `--version` and `--help` stay fast. */
function build(phases: readonly Phase[]): Command {
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
  const program = addGlobalOptions(new Command('kubestrap'))
    .description('Bare Linux hosts to a Kubernetes cluster, with stock kubeadm over SSH')
    .version(version, '-V, --version')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(kubestrap --help shows what there is)')
    .exitOverride();
  const globals = () => program.opts<GlobalOptions>();

  program
    .command('init')
    .argument('[dir]', 'where to write', '.')
    .description('write a commented inventory and spec to start from')
    .action(async (dir: string) => (await import('./init.ts')).run(globals(), dir));
  program
    .command('validate')
    .option('--kubernetes-version <version>', 'what would be wrong if the spec moved to this release')
    .description('check inventory and spec, offline')
    .action(async (options: { kubernetesVersion?: string }) =>
      (await import('./validate.ts')).run(globals(), options),
    );
  program
    .command('render')
    .option('-d, --directory <dir>', 'write files here instead of to stdout')
    .description('every file of every host and the program that makes it a node, offline')
    .action(async (options: { directory?: string }) => (await import('./render.ts')).run(globals(), options));
  program
    .command('plan')
    .option('--detailed-exitcode', 'exit with 3 when there is something to change', false)
    .option('--out <file>', 'save the plan for apply --plan')
    .option('--skip-phases <names>', 'leave these phases out', namesOption)
    .option('--only <names>', 'only these phases', namesOption)
    .description('look at the hosts and show what apply would change; nothing is changed')
    .addHelpText('after', phaseHelp(phases))
    .action(async (options: import('./plan.ts').PlanFlags) =>
      (await import('./plan.ts')).run(globals(), options),
    );
  program
    .command('apply')
    .option('--plan <file>', 'only go on if the plan is still the one saved in this file')
    .option('--dry-run', 'show the plan and stop', false)
    .option('--skip-phases <names>', 'leave these phases out', namesOption)
    .option('--only <names>', 'only these phases', namesOption)
    .option(
      '--accept-no-fault-tolerance',
      'also take a member out of etcd where no more may fail afterwards',
      false,
    )
    .option(
      '--remove-stale-members',
      'remove members of etcd that nobody runs, as the plan lists them',
      false,
    )
    .description('plan, confirm, run, verify')
    .addHelpText('after', phaseHelp(phases))
    .action(async (options: import('./apply.ts').ApplyFlags) =>
      (await import('./apply.ts')).run(globals(), options),
    );
  program
    .command('doctor')
    .option('--only <names>', 'only these checks', namesOption)
    .option('--skip <names>', 'leave these checks out', namesOption)
    .option('--list', 'name the checks and stop; no host is asked', false)
    .description('examine the hosts with named checks, each with its remedy; nothing is changed')
    .action(async (options: import('./doctor.ts').DoctorFlags) =>
      (await import('./doctor.ts')).run(globals(), options),
    );
  program
    .command('kubeconfig')
    .option('--out <file>', 'write it here (0600) instead of to stdout')
    .description("fetch the cluster's admin kubeconfig from a control plane")
    .action(async (options: { out?: string }) => (await import('./kubeconfig.ts')).run(globals(), options));
  const certs = program.command('certs').description('certificates');
  certs
    .command('ingress')
    .option(
      '-d, --directory <dir>',
      'write files here (default: .kubestrap/<cluster>/ingress beside the spec)',
    )
    .option('--only <names>', 'only these certificates', namesOption)
    .option('--renew-before <time>', 'how long before its end a certificate is due', validityOption)
    .option('--dry-run', 'say what would be issued and why, and stop', false)
    .option('--apply', 'put them into the cluster as Secrets, after a plan, instead of into files', false)
    .description('issue the certificates of spec.ingress that are missing, changed or due')
    .action(async (options: import('./certs.ts').IngressFlags) =>
      (await import('./certs.ts')).ingress(globals(), options),
    );
  certs
    .command('status')
    .option('--warn <time>', 'a certificate that ends sooner is a warning (default: 30d)', validityOption)
    .option('--critical <time>', 'a certificate that ends sooner is critical (default: 7d)', validityOption)
    .option('--dir <dir>', 'look at the files of `certs ingress -d DIR`, too')
    .addOption(new Option('--format <format>', 'in place of the table').choices(['prometheus', 'ics']))
    .option('--out <file>', 'write the document here instead of to stdout')
    .description('every certificate of hosts and ingress Secrets: when it ends, and what is wrong with it')
    .action(async (options: import('./certs-status.ts').StatusFlags) =>
      (await import('./certs-status.ts')).status(globals(), options),
    );
  certs
    .command('renew')
    .option(
      '--only <names>',
      "only these, by kubeadm's names (apiserver, etcd-server, admin.conf …)",
      namesOption,
    )
    .option('--dry-run', 'show the plan and stop', false)
    .description("renew kubeadm's certificates and restart what reads them, one control plane at a time")
    .action(async (options: import('./certs-renew.ts').RenewFlags) =>
      (await import('./certs-renew.ts')).run(globals(), options),
    );
  program
    .command('node')
    .description('nodes of the cluster')
    .command('remove')
    .argument('<name>', 'of the host')
    .option(
      '--unreachable',
      'it is lost: take it out through the others, and leave the host itself alone',
      false,
    )
    .option('--accept-no-fault-tolerance', 'also where no member of etcd may fail afterwards', false)
    .option('--replace', 'the same host is to join again: the next apply may', false)
    .option('--drain-timeout <time>', 'how long Pods may take to go (default: 5m)', secondsOption)
    .option('--delete-unmanaged-pods', 'also Pods that nothing makes again elsewhere', false)
    .option('--dry-run', 'show the plan and stop', false)
    .description('drain it, take it out of etcd, clean the host and forget the node')
    .action(async (name: string, options: import('./node-remove.ts').RemoveFlags) =>
      (await import('./node-remove.ts')).run(globals(), name, options),
    );
  const etcd = program
    .command('etcd')
    .description('the etcd of the cluster: on the control planes, or elsewhere');
  etcd
    .command('status')
    .description(
      'the members, how well each is, and how many may fail; exits with 1 where something is wrong',
    )
    .action(async () => (await import('./etcd-status.ts')).run(globals()));
  etcd
    .command('defrag')
    .option('--compact', 'first drop all revisions but the newest', false)
    .option('--dry-run', 'show the plan and stop', false)
    .description('give free space of the databases back, one member at a time, and end the alarm NOSPACE')
    .action(async (options: import('./etcd-defrag.ts').DefragFlags) =>
      (await import('./etcd-defrag.ts')).run(globals(), options),
    );
  etcd
    .command('snapshot')
    .option('--out <file>', 'write it here')
    .option(
      '-d, --directory <dir>',
      'write it here under a name with cluster, time and revision (default: .kubestrap/<cluster>/snapshots beside the spec)',
    )
    .option('--keep <n>', 'afterwards remove the oldest snapshots of this cluster there but n', countOption)
    .option('--key-file <file>', 'encrypt it with what is in this file (default: snapshotKey in spec.etcd)')
    .option('--decrypt <file>', 'take none: write this one in plain text to --out, as etcdutl takes it')
    .description(
      'save what etcd holds to a file here, checked and, with a key, encrypted; nothing is changed',
    )
    .action(async (options: import('./etcd-snapshot.ts').SnapshotFlags) =>
      (await import('./etcd-snapshot.ts')).run(globals(), options),
    );
  etcd
    .command('restore')
    .argument('[file]', 'the snapshot, with its .json beside it')
    .option('--from-member <host>', 'in place of a file: go on from what this control plane has, alone')
    .option(
      '--without <hosts>',
      'control planes that will not be members (names, comma-separated)',
      namesOption,
    )
    .option('--key-file <file>', 'what opens an encrypted snapshot (default: spec.etcd.local.snapshotKey)')
    .option(
      '--accept-unknown-origin',
      'take a snapshot without .json, of which nobody knows the cluster',
      false,
    )
    .option('--yes-lose-data', 'do not ask: what was written after the snapshot is lost', false)
    .option('--dry-run', 'show the plan and stop', false)
    .description('replace what etcd holds, on all control planes, by a snapshot')
    .action(async (file: string | undefined, options: import('./etcd-restore.ts').RestoreFlags) =>
      (await import('./etcd-restore.ts')).run(globals(), file, options),
    );
  program
    .command('reset')
    .option('--destroy-cluster <name>', 'do not ask, also where the cluster of this name answers')
    .option('--include-foreign', 'clean hosts of a cluster that kubestrap did not make, too', false)
    .option('--dry-run', 'show the plan and stop', false)
    .description('take the cluster, its add-ons and kubestrap off all hosts, or off those of --limit')
    .action(async (options: import('./reset.ts').ResetFlags) =>
      (await import('./reset.ts')).run(globals(), options),
    );
  program
    .command('schema')
    .argument('<kind>', 'cluster or inventory')
    .description('print the JSON Schema, for editors')
    .action(async (kind: string) => (await import('./schema.ts')).run(kind));
  return program;
}

/** The names that `--only` and `--skip-phases` take. */
function phaseHelp(phases: readonly Phase[]): string {
  const width = Math.max(0, ...phases.map(({ name }) => name.length));
  return [
    '\nPhases, in order:',
    ...phases.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`),
  ].join('\n');
}

/** Runs the command line and resolves to the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const asksForPhases =
    ['plan', 'apply'].some((command) => argv.includes(command)) &&
    argv.some((word) => ['--help', '-h', 'help'].includes(word));
  const program = build(asksForPhases ? (await import('../phases/index.ts')).APPLY_PHASES : []);
  // the reader of a pipe has seen enough (`kubestrap render | head`)
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return process.exitCode === undefined ? EXIT.done : Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) {
      const wantsJson = argv.join(' ').match(/(^| )(-o|--output)[ =]?json( |$)/) !== null;
      if (error.exitCode !== 0 && wantsJson) {
        const document = { version: 1, error: { code: 'usage', message: error.message, problems: [] } };
        process.stdout.write(`${JSON.stringify(document)}\n`);
      }
      return error.exitCode === 0 ? EXIT.done : EXIT.invalid;
    }
    const { report } = await import('./report.ts');
    return report(error, program.opts<GlobalOptions>());
  }
}
