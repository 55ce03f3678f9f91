import { Command, CommanderError } from 'commander';
import { packageVersion } from '../local/package-root.ts';
import type { Phase } from '../phases/phase.ts';
import { safeJson } from '../ui/json.ts';
import { COMMANDS } from './commands/index.ts';
import { EXIT } from './exit-codes.ts';
import { addGlobalOptions, type GlobalOptions } from './options.ts';
import { exitCodeWithOutput, watchOutput } from './output.ts';

function build(phases: readonly Phase[]): Command {
  const program = addGlobalOptions(new Command('kubestrap'))
    .description('Bare Linux hosts to a Kubernetes cluster, with stock kubeadm over SSH')
    .version(packageVersion(), '-V, --version')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(kubestrap --help shows what there is)')
    .exitOverride();
  for (const add of COMMANDS) add(program, { globals: () => program.opts<GlobalOptions>(), phases });
  return program;
}

/** Runs the command line and resolves to the exit code, once all output is out or known to be lost. */
export async function main(argv: readonly string[]): Promise<number> {
  watchOutput();
  return exitCodeWithOutput(await execute(argv));
}

async function execute(argv: readonly string[]): Promise<number> {
  const asksForPhases =
    ['plan', 'apply'].some((command) => argv.includes(command)) &&
    argv.some((word) => ['--help', '-h', 'help'].includes(word));
  const program = build(asksForPhases ? (await import('../phases/index.ts')).APPLY_PHASES : []);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return process.exitCode === undefined ? EXIT.done : Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) {
      const wantsJson = argv.join(' ').match(/(^| )(-o|--output)[ =]?json( |$)/) !== null;
      if (error.exitCode !== 0 && wantsJson) {
        const document = { version: 1, error: { code: 'usage', message: error.message, problems: [] } };
        process.stdout.write(`${safeJson(document)}\n`);
      }
      return error.exitCode === 0 ? EXIT.done : EXIT.invalid;
    }
    const { report } = await import('./report.ts');
    return report(error, program.opts<GlobalOptions>());
  }
}
