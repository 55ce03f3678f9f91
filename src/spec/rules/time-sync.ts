import type { Problem } from '../../model/problem.ts';
import { type TimeSettings, timeGraph } from '../../model/time-servers.ts';
import { parseDuration } from '../../values/duration.ts';
import { parseIp } from '../../values/ip.ts';
import type { Path } from '../../values/path.ts';
import { appliesTo, type Rule, type RuleContext } from './context.ts';

type Host = RuleContext['hosts'][number];
type Layer = RuleContext['nodeLayers'][number];

/** Longest time that apply waits for a clock; the phase `prepare` ends a host's program after 25 minutes. */
const LONGEST_WAIT = 15 * 60_000;

/** Settings of the program that keeps the clock. */
const OF_THE_CLIENT = ['servers', 'correction', 'wait'] as const;

/** A client that asks nobody, or the distribution's servers, which nobody named and which no closed network reaches. */
export const timeServersAreGiven: Rule = (context) =>
  perHost(context, (host) => {
    const { provider, servers } = settings(host);
    if (provider === 'none' || (servers && servers.length > 0)) return [];
    // what was refused has been reported
    if (servers === undefined && layerOf(context, host, 'servers') !== undefined) return [];
    const hint =
      'name NTP servers, or a host of the inventory, which then serves the others (its own name there: its own clock)';
    return [problem(context, host, ['provider'], `provider ${provider} needs \`servers\``, { hint })];
  });

/** timesyncd sets a clock at once that is off by more than 0.4 s, and has no setting for that (systemd-timesyncd(8)). */
export const slewNeedsChrony: Rule = (context) =>
  perHost(context, (host) => {
    const { provider, correction } = settings(host);
    if (provider !== 'timesyncd' || correction !== 'slew') return [];
    const hint = 'use provider chrony, or leave `correction` out';
    return [problem(context, host, ['correction'], 'timesyncd steps a clock that is off', { hint })];
  });

/** Of the hosts of the inventory, those with chrony can serve: timesyncd asks, and never answers. */
export const timeServersServe: Rule = (context) => {
  const byName = new Map(context.hosts.map((host) => [host.host.name, host]));
  const addressed = addressBook(context.hosts);
  return perHost(context, (host) => {
    const { provider, servers = [] } = settings(host);
    if (provider === 'none') return [];
    return servers.flatMap((server, index) => {
      const other = byName.get(server ?? '');
      const place = ['servers', index];
      if (other !== undefined) {
        const theirs = settings(other).provider;
        if (theirs === 'chrony') return [];
        const hint = 'a host that serves needs provider chrony';
        return [
          problem(context, host, place, `${server} has provider ${theirs}, and serves no time`, { hint }),
        ];
      }
      const meant = addressed(server);
      if (meant === undefined || settings(meant).provider !== 'chrony') return [];
      const hint = `write ${meant.host.name}: a host that is named serves the hosts that name it, and no others`;
      return [problem(context, host, place, `${server} is ${meant.host.name} of the inventory`, { hint })];
    });
  });
};

/** Hosts that keep their own time drift apart from each other, and from those that follow a server outside. */
export const clocksHaveOneOrigin: Rule = (context) => {
  const managed = context.hosts.filter((host) => settings(host).provider !== 'none');
  const graph = timeGraph(managed.flatMap(plain));
  const alone = managed.filter(({ host }) => graph.ownClock(host.name ?? ''));
  const origins = new Set(
    alone.map(({ host: { name = '' } }) => [name, ...graph.inside(name)].sort().join(' ')),
  );
  const outside = managed.find(({ host }) => graph.outside(host.name ?? '').length > 0);
  const [first] = alone;
  if (first === undefined || (origins.size === 1 && outside === undefined)) return [];
  const others =
    outside === undefined
      ? `each of ${alone.map(({ host }) => host.name).join(', ')} keeps a time of its own`
      : `${first.host.name} keeps a time of its own, and ${outside.host.name} follows ${graph.outside(outside.host.name ?? '')[0]}`;
  const hint = 'let all hosts name the same servers; those among them that name each other agree on one time';
  return [problem(context, first, ['servers'], `${others}: their clocks drift apart`, { hint })];
};

export const timeWaitIsBounded: Rule = (context) =>
  perHost(context, (host) => {
    const wait = parseDuration(host.node.timeSync?.wait ?? '');
    if (wait === undefined || wait <= LONGEST_WAIT) return [];
    return [problem(context, host, ['wait'], 'apply waits for a clock for 15m at most')];
  });

/** Nothing is read and then ignored; but a host may turn off what the others have. */
export const timeSettingsHaveAProvider: Rule = (context) =>
  perHost(context, (host) => {
    const off = layerOf(context, host, 'provider');
    // what was refused has been reported
    if (settings(host).provider !== 'none' || (off && !host.node.timeSync?.provider)) return [];
    const below = off === undefined ? -1 : weight(off, host);
    return OF_THE_CLIENT.filter((key) => {
      const layer = host.node.timeSync?.[key] === undefined ? undefined : layerOf(context, host, key);
      return layer !== undefined && weight(layer, host) >= below;
    }).map((key) =>
      problem(context, host, [key], `\`${key}\` has no effect without a provider`, {
        severity: 'warning',
        hint: 'add `provider: chrony`',
      }),
    );
  });

function settings({ node: { timeSync } }: Host) {
  return { ...timeSync, provider: timeSync?.provider ?? ('none' as const) };
}

function plain({ host: { name }, node: { timeSync } }: Host): TimeSettings[] {
  if (name === undefined) return [];
  return [{ name, servers: (timeSync?.servers ?? []).flatMap((server) => server ?? []) }];
}

/** Whose an address is, in the cluster or for SSH. */
function addressBook(hosts: readonly Host[]): (text: string | undefined) => Host | undefined {
  const entries = hosts.flatMap((one) => {
    const own = parseIp(one.host.address ?? '');
    return [...one.internal.ips, ...(own ? [own] : [])].map((ip): [string, Host] => [ip.text, one]);
  });
  const book = new Map(entries);
  return (text) => {
    const ip = parseIp(text ?? '');
    return ip && book.get(ip.text);
  };
}

/** Problems of all hosts; those of settings that hosts share, once. */
function perHost({ hosts }: RuleContext, find: (host: Host) => readonly Problem[]): readonly Problem[] {
  const all = hosts.flatMap(find);
  return [
    ...new Map(all.map((one) => [`${one.file} ${one.line} ${one.column} ${one.message}`, one])).values(),
  ];
}

/** The layer that has the last word about a key of a host's timeSync. */
function layerOf({ nodeLayers }: RuleContext, host: Host, key: string): Layer | undefined {
  return nodeLayers
    .filter((one) => appliesTo(one, host))
    .toSorted((a, b) => weight(a, host) - weight(b, host))
    .findLast(({ document, path }) => document.has([...path, 'timeSync', key]));
}

/** A problem of a host's timeSync, where it is written. */
function problem(
  context: RuleContext,
  host: Host,
  at: Path,
  message: string,
  options: Parameters<typeof context.inventory.problem>[2] = {},
): Problem {
  const layer = layerOf(context, host, String(at[0]));
  return layer === undefined
    ? context.inventory.problem(host.path, message, options)
    : layer.document.problem([...layer.path, 'timeSync', ...at], message, options);
}

/** The order in which layers are merged: the spec's, then the host's groups as it lists them, then its own. */
function weight({ path: [section, name] }: Layer, { host: { groups = [] } }: Host): number {
  if (section === 'spec') return -1;
  return section === 'hosts' ? groups.length : groups.lastIndexOf(String(name));
}
