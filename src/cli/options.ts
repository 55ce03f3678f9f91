import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseValidity } from '../values/validity.ts';

/** The options that every command takes. */
export interface GlobalOptions {
  readonly inventory: string;
  readonly spec: string;
  readonly limit?: readonly string[];
  readonly concurrency: number;
  readonly output: 'text' | 'json';
  readonly logDir?: string;
  readonly yes: boolean;
  readonly verbose: boolean;
  /** False with --no-color. */
  readonly color: boolean;
  readonly acceptNewHostKeys: boolean;
}

function names(value: string): string[] {
  const list = value.split(',').map((name) => name.trim());
  if (list.some((name) => name === '')) throw new InvalidArgumentError('give names separated by commas');
  return list;
}

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('give a whole number from 1 on');
  return number;
}

/** Days or hours, `30d`, for options of single commands; in milliseconds. */
export function validityOption(value: string): number {
  const ms = parseValidity(value);
  if (ms === undefined) throw new InvalidArgumentError('give days or hours, such as 30d or 12h');
  return ms;
}

/** Seconds to an hour, `90s` or `5m`, for options of single commands; in seconds. */
export function secondsOption(value: string): number {
  const [, amount, unit] = /^(\d{1,4})([sm])$/.exec(value) ?? [];
  const seconds = Number(amount) * (unit === 'm' ? 60 : 1);
  if (!(seconds >= 1 && seconds <= 3600))
    throw new InvalidArgumentError('give seconds or minutes up to an hour, such as 90s or 5m');
  return seconds;
}

/** A whole number from 1 on, for options of single commands. */
export const countOption = positive;

/** Of the commands that change control planes. */
export const WITHOUT_MAJORITY = [
  '--without-majority',
  'proceed although most control planes cannot be locked; another run may be at work on them',
  false,
] as const;

/** Comma-separated names, for options of single commands. */
export const namesOption = names;

export function addGlobalOptions(program: Command): Command {
  return program
    .option('-i, --inventory <file>', 'inventory file (-: standard input)', 'inventory.yaml')
    .option('-f, --spec <file>', 'cluster spec file (-: standard input)', 'cluster.yaml')
    .option('--limit <hosts>', 'only change these hosts (names, comma-separated)', names)
    .option('--concurrency <n>', 'hosts worked on at the same time', positive, 32)
    .addOption(new Option('-o, --output <format>', 'output format').choices(['text', 'json']).default('text'))
    .option('--log-dir <dir>', 'write a log of the run and of every host below this directory')
    .option(
      '--accept-new-host-keys',
      'write down the keys of hosts that known_hosts does not have yet',
      false,
    )
    .option('-y, --yes', 'do not ask', false)
    .option('-v, --verbose', 'show everything hosts print, and whole files in plans', false)
    .option('--no-color', 'no colours');
}
