import { formatProblems } from '../src/spec/format-problems.ts';
import { InputError } from '../src/spec/input-error.ts';
import { loadCluster } from '../src/spec/load.ts';

for (const d of process.argv.slice(2))
  try {
    const r = await loadCluster({ inventoryFile: `${d}/inventory.yaml`, specFile: `${d}/cluster.yaml` });
    console.log(d, 'ok', r.cluster.hosts.length);
    console.log(formatProblems(r.warnings, r.sources, { color: false }));
    if (process.env.V) console.dir(r.cluster, { depth: 9 });
  } catch (e) {
    if (e instanceof InputError)
      console.log(e.message + '\n\n' + formatProblems(e.problems, e.sources, { color: false }));
    else throw e;
  }
