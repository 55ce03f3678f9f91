import type { UfwFacts } from '../facts/firewall.ts';
import { subtractPorts } from '../knowledge/port-list.ts';
import type { Opening } from '../knowledge/reachable-ports.ts';
import { ufwRule } from '../shell/functions/firewall.ts';
import type { Script } from '../shell/sh.ts';
import { portsOf, portText, sameNetwork, within } from './openings.ts';
import type { Planned, Remover, Resource } from './resource.ts';

/** `kubestrap`, as ufw keeps the comments of its rules. */
const COMMENT = Buffer.from('kubestrap').toString('hex');
const ANY = ['0.0.0.0/0', '::/0'];

/** A rule as ufw keeps it in user.rules: action, protocol, port and address of both ends, direction. */
interface Tuple {
  readonly action: string;
  readonly protocol: string;
  readonly port: string;
  readonly to: string;
  readonly from: string;
  /** Of one interface only: not as wide as ours. */
  readonly narrow: boolean;
  readonly ours: boolean;
}

/** `allow tcp 2379:2380 0.0.0.0/0 any 10.0.0.11 in comment=6b75…`; rules of an application have two words more. */
function tuple(text: string): Tuple {
  const [action = '', protocol = '', port = '', to = '', , from = '', ...rest] = text.split(' ');
  const narrow = rest.some((word) => /^(in|out)_/.test(word)) || rest.includes('out');
  return { action, protocol, port, to, from, narrow, ours: rest.includes(`comment=${COMMENT}`) };
}

/** Rules for a port, as ufw's own words after `ufw`: one for anyone, or one for each address that may connect. */
export function ufwPort(opening: Opening): readonly Resource[] {
  const port = portText(opening, ':');
  if (opening.protocol === 'sctp') return [unsupported(opening)];
  if (opening.from.length === 0) return [item(`allow ${port}`, opening.component)];
  const [ports = '', protocol = ''] = port.split('/');
  return opening.from.map((from) =>
    item(`allow from ${from} to any port ${ports} proto ${protocol}`, `${opening.component} from ${from}`),
  );
}

/** A network whose traffic is let through, and forwarded in both directions. */
export function ufwNetwork(network: string, reason: string): readonly Resource[] {
  return [`allow from ${network}`, `route allow from ${network}`, `route allow to ${network}`].map((rule) =>
    item(rule, reason),
  );
}

function item(rule: string, reason: string): Resource {
  return {
    id: `ufw ${rule}`,
    value: 'added',
    // a remover leaves alone what was let through without us
    original: ({ firewall: { ufw } }) => (ufw !== null && isThere(ufw, rule) ? 'added' : null),
    plan: ({ firewall: { ufw } }): Planned | null => {
      if (ufw === null || !ufw.enabled || isThere(ufw, rule)) return null;
      const against = same(ufw, rule).find(({ action }) => !action.endsWith('allow'));
      if (against === undefined) return planned('create', null, 'let through', reason, set('add', rule));
      const said = `ufw ${rule.replace('allow', against.action.replace('route:', ''))}`;
      const advice = `${reason}; there is a rule against it (${said}), which is not ours to replace: delete it if the port may be open`;
      return planned('update', against.action, 'let through', advice);
    },
  };
}

/** ufw 0.36 has no protocol sctp. */
function unsupported(opening: Opening): Resource {
  const id = portText(opening);
  return {
    id: `ufw ${id}`,
    value: 'not possible',
    original: () => null,
    plan: ({ firewall: { ufw } }) =>
      ufw?.enabled === true
        ? planned(
            'create',
            null,
            'let through',
            `${opening.component}; ufw knows no sctp: add a rule to /etc/ufw/before.rules`,
          )
        : null,
  };
}

function planned(
  action: 'create' | 'update' | 'delete',
  before: string | null,
  after: string | null,
  reason: string,
  script?: Script,
): Planned {
  const change = { action, before, after, reason, disruption: 'none' } as const;
  return script === undefined ? { change } : { change, script };
}

/** What a rule of ours comes to: null for words that are none. */
function wanted(rule: string): Omit<Tuple, 'narrow' | 'ours'> | null {
  const match =
    /^(route )?allow(?: (\d[\d:]*)\/(tcp|udp))?(?: from (\S+))?(?: to (\S+))?(?: port (\S+) proto (\S+))?$/.exec(
      rule,
    );
  if (match === null) return null;
  const [, route, anyPort, anyProtocol, from = 'any', to = 'any', port, protocol] = match;
  return {
    action: route === undefined ? 'allow' : 'route:allow',
    protocol: anyProtocol ?? protocol ?? 'any',
    port: anyPort ?? port ?? 'any',
    from,
    to,
  };
}

/** Rules about exactly the same traffic, whatever they do with it. */
function same({ tuples }: UfwFacts, rule: string): readonly Tuple[] {
  const want = wanted(rule);
  if (want === null) return [];
  const isEnd = (is: string, end: string) => (end === 'any' ? ANY.includes(is) : sameNetwork(is, end));
  return tuples
    .map(tuple)
    .filter(
      (is) =>
        is.action.startsWith('route:') === want.action.startsWith('route:') &&
        !is.narrow &&
        is.protocol === want.protocol &&
        is.port === want.port &&
        isEnd(is.from, want.from) &&
        isEnd(is.to, want.to),
    );
}

/** Does a rule let the traffic through, this one or a wider one? */
function isThere(ufw: UfwFacts, rule: string): boolean {
  const want = wanted(rule);
  if (want === null) return false;
  const isEnd = (is: string, end: string) => ANY.includes(is) || (end !== 'any' && within(end, is));
  return ufw.tuples
    .map(tuple)
    .some(
      (is) =>
        is.action === want.action &&
        !is.narrow &&
        (is.protocol === 'any' || is.protocol === want.protocol) &&
        (is.port === 'any' ||
          (want.port !== 'any' && subtractPorts(portsOf(want.port), portsOf(is.port)).length === 0)) &&
        isEnd(is.from, want.from) &&
        isEnd(is.to, want.to),
    );
}

/** Ours goes; what others had let through before stays, and so does a rule that somebody has made theirs since. */
export const removeUfw: Remover = (rule, { original }, { firewall: { ufw } }): Planned | null => {
  if (original !== null || ufw === null) return null;
  const is = same(ufw, rule).some(({ action, ours }) => ours && action.endsWith('allow'));
  return is ? planned('delete', 'let through', null, 'no longer in the spec', set('delete', rule)) : null;
};

function set(action: 'add' | 'delete', rule: string): Script {
  return ufwRule(action, rule.split(' '));
}
