import type { FileFact } from '../../src/facts/files.ts';
import type { ServiceFact } from '../../src/facts/services.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import { RECORD_PATH } from '../../src/model/record.ts';
import { currentBlock, withBlock } from '../../src/resources/hosts-entry.ts';
import { type Item, isStep } from '../../src/shell/emit.ts';
import { lines, revealSecrets, sh } from '../../src/shell/sh.ts';
import { makeFile, recordOf } from '../fixtures/facts.ts';
import { afterSecurity } from '../fixtures/security.ts';
import { runShell } from '../shell/shells.ts';

const ABSENT: FileFact = { type: 'absent', sha256: '', mode: '', owner: '' };
const COMMANDS = [
  'put_file',
  'put_record',
  'remove_file',
  'put_block',
  'renew_copies',
  'expect_file',
  'sysctl_set',
  'load_module',
  'swapoff',
  'swapon',
  'mask_unit',
  'unmask_unit',
  'set_hostname',
  'systemctl',
  'restart_due',
  'install_package',
  'time_client',
  'wait_chrony',
  'wait_timesyncd',
  'restart_unit',
  'selinux_set',
  'firewalld_set',
  'ufw_rule',
];

/** The commands that steps come to, as a real shell reads them: `[name, argument, …]`. */
export function commandsOf(items: readonly Item[]): string[][] {
  const tape = COMMANDS.map((name) => sh`${sh.code(name)}() { printf '%s\0' "$#" ${name} "$@"; }`);
  const script = lines([...tape, ...items.filter(isStep).map(({ script }) => script)]).write(revealSecrets);
  const words = runShell(script).stdout.split('\0');
  const commands: string[][] = [];
  for (let at = 0; at < words.length - 1; ) {
    const count = Number(words[at]);
    commands.push(words.slice(at + 1, at + 2 + count));
    at += count + 2;
  }
  return commands;
}

/** What a host's facts are after these steps, or after the first `most` of their commands. */
export function simulate(
  facts: HostFacts,
  steps: readonly Item[],
  most = Number.POSITIVE_INFINITY,
): HostFacts {
  return commandsOf(steps).slice(0, most).reduce(after, facts);
}

const OFF: ServiceFact = { load: 'loaded', active: 'inactive', enabled: 'disabled' };

function withTime(facts: HostFacts, unit: string, is: ServiceFact): HostFacts {
  const units = new Map([...facts.timeSync.units, [unit, is]]);
  return { ...facts, timeSync: { ...facts.timeSync, units } };
}

export function after(facts: HostFacts, [command, ...args]: readonly string[]): HostFacts {
  const [first = '', second = '', third = '', fourth = ''] = args;
  const withFile = (path: string, file: FileFact) => ({
    ...facts,
    files: new Map([...facts.files, [path, file]]),
  });
  switch (command) {
    case 'put_file':
      return withFile(first, makeFile(fourth, { mode: second.replace(/^0/, ''), owner: third }));
    case 'put_record':
      if (first !== RECORD_PATH || second !== (facts.recordHash ?? ''))
        throw new Error('the record is not what the plan read');
      return { ...facts, ...recordOf(third) };
    case 'remove_file':
      return withFile(first, ABSENT);
    case 'put_block':
      return withFile(first, makeFile(withBlock(facts.files.get(first)?.content ?? '', fourth)));
    case 'renew_copies':
      return {
        ...facts,
        hostsCopies: facts.hostsCopies.map(({ pod }) => ({
          pod,
          block: currentBlock(facts.files.get(first)?.content ?? ''),
        })),
      };
    case 'expect_file':
      if (facts.files.get(first)?.sha256 !== second) throw new Error(`${first} is not what the plan read`);
      return facts;
    case 'sysctl_set':
      return { ...facts, sysctls: new Map([...facts.sysctls, [first, third]]) };
    case 'load_module':
      return { ...facts, modules: new Map([...facts.modules, [first, 'loaded']]) };
    case 'swapoff':
      return { ...facts, swaps: [] };
    case 'install_package':
      return withTime(facts, second, facts.timeSync.units.get(second) ?? OFF);
    case 'time_client': {
      const is = facts.timeSync.units.get(first);
      if (is === undefined && third === 'inactive') return facts;
      const enabled = second === '-' ? (is?.enabled ?? '') : second;
      return withTime(facts, first, {
        load: second === 'masked' ? 'masked' : 'loaded',
        active: third,
        enabled,
      });
    }
    case 'wait_chrony':
    case 'wait_timesyncd':
      return { ...facts, timeSync: { ...facts.timeSync, synchronised: true, correctionMs: 0 } };
    case 'mask_unit':
    case 'unmask_unit': {
      const is = facts.swapUnits.get(first) ?? { enabled: 'generated', active: 'inactive', source: '' };
      const enabled = command === 'mask_unit' ? 'masked' : 'generated';
      const active = second === 'active' ? 'active' : 'inactive';
      return { ...facts, swapUnits: new Map([...facts.swapUnits, [first, { ...is, enabled, active }]]) };
    }
    case 'set_hostname':
      return {
        ...withFile('/etc/hostname', first === '' ? ABSENT : makeFile(`${first}\n`)),
        hostname: second,
      };
    case 'selinux_set':
    case 'firewalld_set':
    case 'ufw_rule':
      return afterSecurity(facts, command, args);
    case 'restart_due':
      return { ...facts, restarts: new Set([...facts.restarts, first]) };
    case 'restart_unit':
      return { ...facts, restarts: new Set([...facts.restarts].filter((unit) => unit !== first)) };
    case 'systemctl': {
      const unit = args.at(-1) ?? '';
      const is = facts.services.get(unit) ?? { load: 'loaded', active: 'inactive', enabled: 'disabled' };
      const active = args.includes('--now') ? 'active' : is.active;
      return {
        ...facts,
        services: new Map([...facts.services, [unit, { ...is, active, enabled: 'enabled' }]]),
      };
    }
    default:
      return facts;
  }
}
