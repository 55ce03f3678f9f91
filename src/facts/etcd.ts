import { etcdSays } from '../shell/functions/etcd.ts';
import { sh } from '../shell/sh.ts';
import { parseAnswer, readAlarms, readMembers, readStatus } from './etcd-answers.ts';
import { type EtcdFacts, NO_ETCD } from './etcd-types.ts';
import { type Fact, rows } from './fact.ts';

/** What etcd, and kubestrap's snapshots and restores, put into the data directory (`found_etcd` in templates/lib/leftovers.sh). */
const OWN = /^(member$|kubestrap-restore$|kubestrap-snapshot-|before-restore-|\.kubestrap-doctor$)/;

/** Tagged rows of `etcd_says` (templates/lib/etcd.sh). A cluster without a quorum costs 5 s. */
export const etcd: Fact<EtcdFacts> = {
  name: 'etcd',
  snippet: ({ role, etcdDirectory }) => (role === 'worker' ? sh`:` : etcdSays(etcdDirectory)),
  parse: (output) => {
    const said = rows(output).map((row) => {
      const [tag = '', ...rest] = row.split(' ');
      return { tag, rest: rest.join(' ') };
    });
    const has = (name: string) => said.some(({ tag }) => tag === name);
    const answer = (name: string) => parseAnswer(said.find(({ tag }) => tag === name)?.rest ?? '');
    return {
      ...NO_ETCD,
      manifest: manifest(said.filter(({ tag }) => tag === 'manifest').map(({ rest }) => rest)),
      hasData: has('data'),
      foreignFiles: said.flatMap(({ tag, rest }) => (tag === 'holds' && !OWN.test(rest) ? [rest] : [])),
      isRunning: has('running'),
      status: readStatus(answer('status')),
      members: readMembers(answer('members')),
      isHealthy: has('healthy'),
      alarms: readAlarms(answer('alarms')),
    };
  },
  bare: NO_ETCD,
};

/** `name cp-1`, `data-dir /var/lib/etcd` …; etcd takes several URLs with commas between, kubeadm writes one. */
function manifest(fields: readonly string[]): EtcdFacts['manifest'] {
  if (fields.length === 0) return null;
  const value = (name: string) =>
    fields.find((field) => field.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const url = (name: string) => value(name).split(',')[0] ?? '';
  return {
    name: value('name'),
    dataDir: value('data-dir'),
    peerUrl: url('initial-advertise-peer-urls'),
    clientUrl: url('advertise-client-urls'),
    image: value('image'),
  };
}
