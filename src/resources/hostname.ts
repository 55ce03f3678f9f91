import type { HostFacts } from '../facts/types.ts';
import { setHostname } from '../shell/functions/names.ts';
import type { Remover, Resource } from './resource.ts';

export const HOSTNAME_FILE = '/etc/hostname';

/** A host's names as the record keeps them; `static` is null without one in /etc/hostname. */
interface Names {
  readonly static: string | null;
  readonly live: string;
}

/** The name that a host gives itself, at boot (/etc/hostname) and now. */
export function hostname(name: string, reason: string): Resource {
  return {
    id: 'hostname node',
    value: name,
    original: (facts) => JSON.stringify(namesOf(facts)),
    plan: (facts) => {
      const is = namesOf(facts);
      if (is.static === name && is.live === name) return null;
      return {
        change: { action: 'update', before: text(is), after: name, reason, disruption: 'none' },
        script: setHostname(name, name),
      };
    },
  };
}

/** The names before kubestrap come back, unless somebody has given the host another since. */
export const removeHostname: Remover = (_name, { value, original }, facts) => {
  const is = namesOf(facts);
  const was = parse(original);
  if (was === null || (is.static !== value && is.live !== value)) return null;
  if (is.static === was.static && is.live === was.live) return null;
  return {
    change: {
      action: 'update',
      before: text(is),
      after: text(was),
      reason: 'no longer in the spec: back to the name before kubestrap',
      disruption: 'none',
    },
    script: setHostname(was.static ?? '', was.live),
  };
};

/** /etc/hostname is one name; lines that begin with `#` do not count (hostname(5)). */
function namesOf({ hostname, files }: HostFacts): Names {
  const lines = (files.get(HOSTNAME_FILE)?.content ?? '').split('\n').map((line) => line.trim());
  return { static: lines.find((line) => line !== '' && !line.startsWith('#')) ?? null, live: hostname };
}

function text({ static: atBoot, live }: Names): string {
  return atBoot === live ? live : `${live || 'no name'} (at boot ${atBoot ?? 'none of its own'})`;
}

function parse(original: string | null): Names | null {
  if (original === null) return null;
  const { static: atBoot, live } = Object(JSON.parse(original));
  return typeof live === 'string' && live !== ''
    ? { static: typeof atBoot === 'string' ? atBoot : null, live }
    : null;
}
