/** How each kind of resource is written in cases: what `desired` takes, and what it makes of it. */

import type { HostFacts } from '../../src/facts/types.ts';
import type { Opening } from '../../src/knowledge/reachable-ports.ts';
import { firewall } from '../../src/node/firewall.ts';
import { file } from '../../src/resources/file.ts';
import { firewalldPort, firewalldSource } from '../../src/resources/firewalld.ts';
import { hostname } from '../../src/resources/hostname.ts';
import { hostsEntries } from '../../src/resources/hosts-entry.ts';
import { kernelModule } from '../../src/resources/kernel-module.ts';
import { packagePresent } from '../../src/resources/package.ts';
import type { Resource } from '../../src/resources/resource.ts';
import { selinux } from '../../src/resources/selinux.ts';
import { service } from '../../src/resources/service.ts';
import { noSwap } from '../../src/resources/swap.ts';
import { maskedSwapUnit } from '../../src/resources/swap-unit.ts';
import { sysctl } from '../../src/resources/sysctl.ts';
import { timeClient } from '../../src/resources/time-client.ts';
import { timeSync } from '../../src/resources/time-sync.ts';
import { ufwNetwork, ufwPort } from '../../src/resources/ufw.ts';
import { makeCluster, makeHost, makeNode, makeWorker } from '../fixtures/cluster.ts';
import {
  all,
  byKey,
  flag,
  list,
  made,
  nullable,
  number,
  object,
  oneOf,
  type Read,
  ReadError,
  text,
} from './read-yaml.ts';

/** Most resources look at facts only when they plan; one that is made for what a host has takes them here. */
type Make = (facts: HostFacts) => readonly Resource[];

const reason = text;
const fileSpec = object(
  { path: text, content: text, mode: text, reason },
  { notifies: text, replaces: oneOf(true) },
);

/** `2379-2380/tcp`. */
const port: Read<Pick<Opening, 'protocol' | 'ports'>> = (value, path) => {
  const [, first, last = first, protocol] =
    /^(\d+)(?:-(\d+))?\/(tcp|udp|sctp)$/.exec(text(value, path)) ?? [];
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp')
    throw new ReadError(path, 'must be a port such as 2379-2380/tcp');
  return { protocol, ports: [Number(first), Number(last)] };
};

/** A port of a component, for some addresses or (`from` left out) for anyone. */
const component = { port, component: text };
const from = { from: list(text) };

function opening(is: {
  port: Pick<Opening, 'protocol' | 'ports'>;
  component: string;
  from?: readonly string[];
}): Opening {
  return { ...is.port, component: is.component, from: is.from ?? [] };
}

/** The ports that others must reach on a host of a cluster of two control planes and a worker. */
function openPorts(role: 'control-plane' | 'worker', manage: boolean): Make {
  const cp2 = makeHost({ name: 'cp-2', address: '10.0.0.12', internalAddresses: ['10.0.0.12'] });
  const cluster = makeCluster({ hosts: [makeHost(), cp2, makeWorker()] });
  const node = makeNode({ firewall: { manage, extraPorts: [] } });
  const host = role === 'worker' ? makeWorker({ node }) : makeHost({ node });
  return (facts) => firewall.resources({ cluster, host, facts, entries: [] });
}

function one<T>(read: Read<T>, make: (desired: T) => Resource): Read<Make> {
  return made(read, (desired) => () => [make(desired)]);
}

function several<T>(read: Read<T>, make: (desired: T) => readonly Resource[]): Read<Make> {
  return made(read, (desired) => () => make(desired));
}

/** By the first word of the id, as in src/resources/index.ts. A new kind is a line here and a file in cases/. */
export const KINDS: Readonly<Record<string, Read<Make>>> = {
  'closed-ports': made(all({ role: oneOf('control-plane', 'worker'), manage: flag }), ({ role, manage }) =>
    openPorts(role, manage),
  ),
  file: one(fileSpec, file),
  firewalld: byKey({
    port: several(object({ zone: text, ...component }, from), ({ zone, ...is }) =>
      firewalldPort(zone, opening(is)),
    ),
    network: one(all({ network: text, reason }), (is) => firewalldSource(is.network, is.reason)),
  }),
  hostname: one(all({ name: text, reason }), (is) => hostname(is.name, is.reason)),
  'hosts-entry': one(object({ entries: list(all({ ip: text, names: list(text) })), reason }, {}), (is) =>
    hostsEntries(is.entries, is.reason),
  ),
  'kernel-module': one(all({ name: text, reason }), kernelModule),
  package: one(object({ name: text, unit: text, reason }, { environment: list(text) }), (is) =>
    packagePresent(is),
  ),
  selinux: one(all({ mode: oneOf('enforcing', 'permissive') }), ({ mode }) => selinux(mode)),
  service: one(all({ unit: text, running: flag, reason }), service),
  swap: one(all({ reason }), (is) => noSwap(is.reason)),
  'swap-unit': one(all({ unit: text, reason }), (is) => maskedSwapUnit(is.unit, is.reason)),
  sysctl: one(object({ key: text, value: text, reason }, { needsModule: text, ours: text }), sysctl),
  'time-client': one(all({ unit: text, on: flag }), timeClient),
  'time-sync': one(
    object(
      {
        provider: oneOf('chrony', 'timesyncd'),
        servers: list(text),
        waitMs: number,
        maxCorrectionMs: nullable(number),
        unit: text,
      },
      { changes: list(made(fileSpec, file)) },
    ),
    (is) => timeSync({ changes: [], ...is }),
  ),
  ufw: byKey({
    port: several(object(component, from), (is) => ufwPort(opening(is))),
    network: several(all({ network: text, reason }), (is) => ufwNetwork(is.network, is.reason)),
  }),
};
