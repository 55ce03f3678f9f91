import type { RunResult } from '../model/transport.ts';
import { section } from '../shell/functions/frames.ts';
import { lines, type Script, sh } from '../shell/sh.ts';
import { apiServer, NO_API_SERVER } from './api-server.ts';
import { bootWriters, NO_BOOT_WRITERS } from './boot-writers.ts';
import { etcd } from './etcd.ts';
import { NO_ETCD } from './etcd-types.ts';
import type { Fact, Wanted } from './fact.ts';
import { files } from './files.ts';
import { firewall, NO_FIREWALL } from './firewall.ts';
import { hostsCopies } from './hosts-copies.ts';
import { ingress, NO_INGRESS } from './ingress.ts';
import { kubernetes } from './kubernetes.ts';
import { live } from './live.ts';
import { machine, NO_MACHINE } from './machine.ts';
import { moduleConfig, NO_MODULE_CONFIG } from './module-config.ts';
import { modules } from './modules.ts';
import { programs } from './programs.ts';
import { NO_RECORD, record } from './record.ts';
import { restarts } from './restarts.ts';
import { acceptRaKey, routerAdvertisements } from './router-advertisements.ts';
import { NO_SECURITY, security } from './security.ts';
import { services } from './services.ts';
import { swap } from './swap.ts';
import { swapUnits } from './swap-units.ts';
import { sysctlFiles } from './sysctl-files.ts';
import { sysctls } from './sysctls.ts';
import { clock, system } from './system.ts';
import { NO_TIME_SYNC, timeSync } from './time-sync.ts';
import type { HostFacts } from './types.ts';

/** Every fact, in the order they are gathered: a new fact is a file beside these and a line here and below. */
const FACTS = [
  clock,
  system,
  files,
  sysctls,
  sysctlFiles,
  bootWriters,
  routerAdvertisements,
  modules,
  moduleConfig,
  swap,
  swapUnits,
  services,
  timeSync,
  security,
  firewall,
  restarts,
  programs,
  machine,
  kubernetes,
  apiServer,
  etcd,
  record,
  live,
  ingress,
  hostsCopies,
] as const;

/** What each fact's part of the output is called. */
export const FACT_NAMES: readonly string[] = FACTS.map(({ name }) => name);

/** The one script that gathers all facts of a host. `before` runs first, after the clock reading. */
export function gatherScript(wanted: Wanted, before?: Script): Script {
  const sections = FACTS.map(
    ({ name, snippet }) => sh`${sh.code(`fact_${name}`)}() {
:
${snippet(wanted)}
}
${section(name, sh`${`fact_${name}`}`)}`,
  );
  const [first, ...rest] = sections;
  return lines([...(first ? [first] : []), ...(before ? [before] : []), ...rest]);
}

/** An answer that reads as if there was nothing, for a fact whose own answer made no sense. */
export function emptyAnswer(fact: string): string {
  return fact === record.name ? NO_RECORD : '';
}

/** A host's answer about one fact that makes no sense. */
export class FactError extends Error {
  readonly fact: string;

  constructor(fact: string, cause: unknown) {
    super(`cannot read the fact "${fact}": ${cause instanceof Error ? cause.message : cause}`, { cause });
    this.fact = fact;
  }
}

/**
 * Facts from what the script printed. Throws an Error (FactError) that names the fact when a host's answer makes no sense:
 * planning on a guess would be worse.
 */
export function parseFacts(result: Pick<RunResult, 'sections' | 'sentAt' | 'firstByteAt'>): HostFacts {
  const read = <T>(fact: Fact<T>): T => {
    const output = result.sections.get(fact.name);
    if (output === undefined) throw new Error(`the host did not answer for "${fact.name}"`);
    try {
      return fact.parse(output);
    } catch (cause) {
      throw new FactError(fact.name, cause);
    }
  };
  const hostTime = read(clock);
  const advertised = read(routerAdvertisements);
  const middle = (result.sentAt + result.firstByteAt) / 2;
  return {
    ...read(system),
    clock:
      hostTime === null
        ? null
        : {
            offsetMs: hostTime.ms - middle,
            uncertaintyMs: hostTime.uncertaintyMs + (result.firstByteAt - result.sentAt) / 2,
          },
    files: read(files),
    sysctls: new Map([
      ...read(sysctls),
      ...advertised.map(({ name, acceptRa }): [string, string] => [acceptRaKey(name), acceptRa]),
    ]),
    sysctlFiles: read(sysctlFiles),
    bootWriters: read(bootWriters),
    routerAdvertisements: advertised,
    modules: read(modules),
    moduleConfig: read(moduleConfig),
    swaps: read(swap),
    swapUnits: read(swapUnits),
    services: read(services),
    timeSync: read(timeSync),
    security: read(security),
    firewall: read(firewall),
    restarts: read(restarts),
    programs: read(programs),
    machine: read(machine),
    kubernetes: read(kubernetes),
    apiServer: read(apiServer),
    etcd: read(etcd),
    ...read(record),
    live: read(live),
    ingress: read(ingress),
    hostsCopies: read(hostsCopies),
  };
}

/** What an installed, otherwise untouched host looks like: what `render` plans against. */
export function bareFacts(): HostFacts {
  return {
    uid: 0,
    hostname: '',
    kernel: '',
    os: '',
    addresses: [],
    clock: null,
    files: new Map(),
    sysctls: new Map(),
    sysctlFiles: [],
    bootWriters: NO_BOOT_WRITERS,
    routerAdvertisements: [],
    modules: new Map(),
    moduleConfig: NO_MODULE_CONFIG,
    swaps: [],
    swapUnits: new Map(),
    services: new Map(),
    timeSync: NO_TIME_SYNC,
    security: NO_SECURITY,
    firewall: NO_FIREWALL,
    restarts: new Set(),
    programs: new Map(),
    machine: NO_MACHINE,
    kubernetes: { present: [], caPin: null, init: null, join: null },
    apiServer: NO_API_SERVER,
    etcd: NO_ETCD,
    record: null,
    live: null,
    ingress: NO_INGRESS,
    hostsCopies: [],
  };
}
