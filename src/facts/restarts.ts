import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

/** Where `restart_due` (templates/lib/restarts.sh) notes units, a file each. */
const RESTARTS_DIRECTORY = '/var/lib/kubestrap/restart';

/** Units that run with a configuration we have replaced since: a run was cut off before it restarted them. */
export const restarts: Fact<ReadonlySet<string>> = {
  name: 'restarts',
  snippet: () => sh`[ ! -d ${RESTARTS_DIRECTORY} ] || ls ${RESTARTS_DIRECTORY}`,
  parse: (output) => new Set(rows(output)),
  bare: new Set(),
};
