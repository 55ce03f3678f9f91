import { named } from '../model/change-id.ts';
import { HOSTNAME_FILE, hostname } from '../resources/hostname.ts';
import { BEGIN, hostsEntries } from '../resources/hosts-entry.ts';
import type { Area, Desired, Note } from './area.ts';

const HOSTS_FILE = '/etc/hosts';

/** Who the host is, and the names it knows without DNS. */
export const names: Area = {
  resources: ({ host, entries }) => [
    ...(host.node.hostname === 'managed' ? [hostname(host.name, "the host's name is the node's name")] : []),
    hostsEntries(entries, 'names the node must resolve without DNS'),
  ],
  asks: () => ({ files: [HOSTS_FILE, HOSTNAME_FILE] }),
};

/** Of several lines with a name the first one counts, and ours are the last: a line above them takes the name away. */
export const nameNotes = ({ entries, facts }: Desired): readonly Note[] => {
  const above = (facts.files.get(HOSTS_FILE)?.content ?? '').split(`${BEGIN}\n`, 1).join('').split('\n');
  const ours = new Map<string, string[]>();
  for (const { ip, names } of entries)
    for (const name of names) ours.set(name, [...(ours.get(name) ?? []), ip]);
  return above.flatMap((line, index) => {
    const [ip = '', ...known] = line.replace(/#.*/, '').trim().split(/\s+/);
    return known.flatMap((name): Note[] => {
      const want = ours.get(name.toLowerCase());
      if (want === undefined || want.includes(ip)) return [];
      return [
        {
          ...named('hosts-entry', name),
          action: 'update',
          before: ip,
          after: want.join(', '),
          reason: `line ${index + 1} of ${HOSTS_FILE} comes before the lines of kubestrap and counts: take ${name} out of it`,
          disruption: 'none',
        },
      ];
    });
  });
};
