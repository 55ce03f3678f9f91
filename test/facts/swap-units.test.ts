import { expect, test } from 'vitest';
import { swapUnits } from '../../src/facts/swap-units.ts';

const show = (id: string, load: string, active: string, enabled: string, source = '') =>
  `Id=${id}\nLoadState=${load}\nActiveState=${active}\nUnitFileState=${enabled}\nSourcePath=${source}\n`;

test('swap units as systemd shows them, one block each', () => {
  const output = [
    show('dev-disk-by\\x2duuid-1234.swap', 'loaded', 'active', 'generated', '/etc/fstab'),
    show('dev-zram0.swap', 'masked', 'inactive', 'masked'),
    show('zramswap.service', 'loaded', 'active', 'enabled'),
    show('old.swap', 'not-found', 'inactive', ''),
  ].join('\n');
  expect([...swapUnits.parse(output)]).toEqual([
    ['dev-disk-by\\x2duuid-1234.swap', { enabled: 'generated', active: 'active', source: '/etc/fstab' }],
    ['dev-zram0.swap', { enabled: 'masked', active: 'inactive', source: '' }],
    ['zramswap.service', { enabled: 'enabled', active: 'active', source: '' }],
  ]);
});

test.each(['', '\n', 'Failed to connect to bus\n', 'Id=\n'])('%j has none', (output) => {
  expect([...swapUnits.parse(output)]).toEqual([]);
});
