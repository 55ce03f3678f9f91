import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../cli/capture.ts';
import { scratch } from '../support.ts';

const inputs = ['-i', 'inventories/single-node/inventory.yaml', '-f', 'inventories/single-node/cluster.yaml'];
const status = (...args: readonly string[]) => run(...inputs, 'certs', 'status', ...args);

describe('kubestrap certs status', { timeout: 60_000 }, () => {
  it.each([
    [
      'critical is further away than warn',
      ['--warn', '1d', '--critical', '2d'],
      '--critical is longer than --warn',
    ],
    ['two documents at once', ['--format', 'ics', '-o', 'json'], 'are two documents'],
    ['a table into a file', ['--out', 'table.txt'], '--out writes a document'],
    ['a format that there is not', ['--format', 'xml'], 'Allowed choices are prometheus, ics'],
    ['a threshold that is none', ['--warn', '30'], 'give days or hours'],
  ])('%s: exit code 2, and no host is touched', async (_what, args, message) => {
    const { code, stdout, stderr, sockets } = await status(...args);
    expect({ code, sockets }).toEqual({ code: 2, sockets: 0 });
    expect((stderr + stdout).replaceAll(/\s+/g, ' ')).toContain(message);
  });

  it('says of hosts that do not answer that they do not, in every format: exit code 1', async () => {
    const json = await status('-o', 'json');
    expect(json.code).toBe(1);
    const { version, summary, hosts, certificates } = JSON.parse(json.stdout);
    expect([version, summary.unreachable, certificates]).toEqual([1, hosts.length, []]);
    expect(hosts[0]).toMatchObject({ reachable: false, problem: expect.any(String) });
    const file = join(await scratch(), 'kubestrap.prom');
    const metrics = await status('--format', 'prometheus', '--out', file);
    expect([metrics.code, metrics.stdout]).toEqual([1, `Wrote ${file}.\n`]);
    expect(await readFile(file, 'utf8')).toMatch(/^kubestrap_certificate_host_up\{.*\} 0$/m);
  });
});
