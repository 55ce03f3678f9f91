/**
 * Processes that the facts of one host cost, by fact: runs the script here, as a host would, under strace. Arguments: a
 * directory with inventory.yaml and cluster.yaml, and the name of a host (default: the first).
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatherScript } from '../../src/facts/gather.ts';
import { wantedFacts } from '../../src/node/index.ts';
import { complete } from '../../src/shell/library.ts';
import { revealSecrets } from '../../src/shell/sh.ts';
import { loadCluster } from '../../src/spec/load.ts';

const KS = 'nonce';

interface Cost {
  forks: number;
  readonly programs: string[];
}

/** What strace saw, by the section that was being written. */
function costs(trace: string): ReadonlyMap<string, Cost> {
  const all = new Map<string, Cost>();
  let section = '(before)';
  for (const line of trace.split('\n')) {
    section = /write\(1, "(?:\\n)?nonce begin (\S+?)\\n/.exec(line)?.[1] ?? section;
    const cost = all.get(section) ?? { forks: 0, programs: [] };
    all.set(section, cost);
    if (/\b(?:clone3?|v?fork)(?:\(| resumed>).* = \d+$/.test(line)) cost.forks++;
    const program = / execve\("([^"]+)"/.exec(line)?.[1];
    if (program !== undefined && !/ = -1 /.test(line)) cost.programs.push(program.replace(/^.*\//, ''));
  }
  return all;
}

const [input = '.', name] = process.argv.slice(2);
const file = (one: string) => join(input, one);
const { cluster } = await loadCluster({
  inventoryFile: file('inventory.yaml'),
  specFile: file('cluster.yaml'),
});
const host = cluster.hosts.find((one) => name === undefined || one.name === name);
if (host === undefined) throw new Error(`the inventory has no host ${name}`);
const directory = mkdtempSync(join(tmpdir(), 'kubestrap-forks-'));
try {
  const [script, trace] = [join(directory, 'script.sh'), join(directory, 'trace')];
  const text = complete(gatherScript(wantedFacts(cluster, host))).write(revealSecrets);
  writeFileSync(script, `KS=${KS}\n${text}`);
  const args = ['-f', '-qq', '-s', '200', '-e', 'trace=process,write', '-o', trace, 'sh', script];
  execFileSync('strace', args, { stdio: 'ignore' });
  const rows = [...costs(readFileSync(trace, 'utf8'))];
  for (const [section, { forks, programs }] of rows) {
    if (forks > 0)
      process.stdout.write(`${section.padEnd(22)} ${String(forks).padStart(4)}  ${programs.join(' ')}\n`);
  }
  const forks = rows.reduce((sum, [, cost]) => sum + cost.forks, 0);
  process.stdout.write(`forks in all: ${forks}; the script has ${Buffer.byteLength(text)} bytes\n`);
} finally {
  rmSync(directory, { recursive: true });
}
