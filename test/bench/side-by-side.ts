/**
 * kubestrap beside Debian's ansible-core and parallel-ssh, on ten bare lab hosts, to the same end state: the first run and
 * two more, three rounds, medians and ratios; then the same with 50 ms each way. Installs both tools, if they are missing,
 * and Python on the hosts, which only Ansible needs. As root: npx tsx test/bench/side-by-side.ts
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { up } from '../lab/lab.ts';
import { sessionNamespace } from '../lab/paths.ts';
import { session } from '../lab/session.ts';
import { openDoors } from './side-by-side/doors.ts';
import { makeBare, readOriginals, wantState } from './side-by-side/end-state.ts';
import { downloadPython, installPython, installTools } from './side-by-side/packages.ts';
import { writeProject } from './side-by-side/project.ts';
import { byPhase, report, type Sample } from './side-by-side/report.ts';
import { makeTools } from './side-by-side/tools.ts';

/** One control plane: with more, their /etc/hosts is another one once they are members, and that is what `render` has. */
const HOSTS = ['cp-1', ...Array.from({ length: 9 }, (_, index) => `w-${index + 1}`)];
const ROUNDS = 3;
/** Milliseconds each way. */
const DELAYS = [0, 50];

const note = (line: string): void => void process.stderr.write(`${line}\n`);

/** What needs the internet, then the rest in a network of its own, which has none. */
async function outside(): Promise<number> {
  const archives = await mkdtemp(join(tmpdir(), 'kubestrap-side-by-side-'));
  try {
    await installTools(note);
    await downloadPython(archives, note);
    return await session('npx', ['tsx', import.meta.filename, archives]);
  } finally {
    await rm(archives, { recursive: true });
  }
}

async function inside(archives: string): Promise<void> {
  const lab = await up({ name: 'side-by-side', hosts: HOSTS, kube: false, onProgress: note });
  const directory = await mkdtemp(join(tmpdir(), 'kubestrap-side-by-side-'));
  try {
    await installPython(lab, archives, note);
    for (const delay of DELAYS) {
      const doors = await openDoors(lab, delay, directory);
      try {
        const project = await writeProject(lab, doors, directory);
        const originals = await readOriginals(lab, project.sysctls);
        const samples: Sample[] = [];
        for (let round = 1; round <= ROUNDS; round++) {
          for (const tool of await makeTools(project)) {
            await makeBare(lab, originals);
            for (const phase of ['first', 'again', 'again'] as const) {
              samples.push({ tool: tool.name, phase, ...(await tool.run()) });
              await wantState(lab, project, `${tool.name}, ${phase}`);
            }
            note(`${delay} ms, round ${round}: ${tool.name} ${byPhase(samples, tool.name)}`);
          }
        }
        process.stdout.write(report(samples, delay));
        await makeBare(lab, originals);
      } finally {
        await doors.close();
      }
    }
  } finally {
    await rm(directory, { recursive: true });
    await lab.down();
  }
}

const [archives] = process.argv.slice(2);
if (archives !== undefined && sessionNamespace() !== undefined) await inside(archives);
else process.exitCode = await outside();
