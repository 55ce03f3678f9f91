import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { each, on, onEach } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { prepare, toPrepare } from './prepare.ts';
import { createProject, edited, type Project } from './project.ts';

const HOSTS = ['cp-1', 'w-1', 'w-2'];
/** The server that all hosts follow; lab hosts share a clock that nobody sets (chronyd -x), so all are right at once. */
const SERVER = 'cp-1';
const CONFIGURATION = '/etc/chrony/chrony.conf';

/** What a host has instead of chrony before: a program of that unit's name is enough. */
const OTHER_CLIENT = `cat >/etc/systemd/system/ntp.service <<'END'
[Service]
ExecStart=/bin/sleep infinity
[Install]
WantedBy=multi-user.target
END
systemctl -q enable --now ntp.service`;

const STATE = `sha256sum ${CONFIGURATION}; stat -c '%a %U:%G' ${CONFIGURATION}
for unit in chrony ntp; do
  printf '%s %s %s\\n' "$unit" "$(systemctl is-enabled $unit.service)" "$(systemctl is-active $unit.service)"
done`;

onLab('time synchronisation', () => {
  let lab: Lab;
  let bare: Project;
  let kept: Project;
  let before: Record<string, string>;

  beforeAll(async () => {
    lab = await up({ name: 'timelab-e2e', hosts: HOSTS, kube: false });
    bare = await createProject(lab);
    kept = await edited(bare, ({ cluster }) => {
      cluster.spec.node = { timeSync: { provider: 'chrony', servers: [SERVER], wait: '40s' } };
    });
    await on(lab, 'w-2', OTHER_CLIENT);
    await prepare(bare);
    before = await onEach(lab, STATE);
    expect(before['w-2']).toContain('chrony disabled inactive\nntp enabled active');
  });

  afterAll(async () => {
    await lab?.down();
  });

  async function tracking(): Promise<Record<string, { source: string; stratum: string; leap: string }>> {
    const rows = Object.entries(await onEach(lab, 'chronyc -n -c tracking'));
    return Object.fromEntries(
      rows.map(([host, row]) => {
        const [reference = '', source = '', stratum = '', ...rest] = row.trim().split(',');
        const leap = rest.at(-1) ?? '';
        return [host, { source: source || reference, stratum, leap }];
      }),
    );
  }

  test('hosts of the inventory serve the others, which are synchronised when apply ends', async () => {
    await prepare(kept);
    const follower = { source: lab.host(SERVER).address, stratum: '11', leap: 'Normal' };
    expect(await tracking()).toEqual({
      [SERVER]: { source: '7F7F0101', stratum: '10', leap: 'Normal' },
      'w-1': follower,
      'w-2': follower,
    });
    expect(await onEach(lab, STATE)).toMatchObject({
      'w-2': expect.stringContaining('chrony enabled active\nntp disabled inactive'),
    });
    expect(await toPrepare(kept)).toEqual(each(HOSTS, []));
  });

  test('only hosts that were named are served', async () => {
    const rows = (await on(lab, SERVER, `grep ^allow ${CONFIGURATION}`)).trim().split('\n');
    expect(rows).toEqual(['w-1', 'w-2'].map((name) => `allow ${lab.host(name).address}`));
  });

  test('a client that somebody stopped is started, and its clock waited for', async () => {
    await on(lab, 'w-1', 'systemctl stop chrony.service');
    const changes = (await toPrepare(kept))['w-1'] ?? [];
    expect(changes.map(({ resource }) => resource)).toEqual([
      'time-client chrony.service',
      'time-sync clock',
    ]);
    await prepare(kept);
    expect((await tracking())['w-1']?.leap).toBe('Normal');
  });

  test('a server that does not answer is named when the wait is over, and what to check', async () => {
    const wrong = await edited(kept, ({ cluster }) => {
      cluster.spec.node = { timeSync: { provider: 'chrony', servers: ['10.77.0.250'], wait: '3s' } };
    });
    await expect(prepare(wrong)).rejects.toThrow(
      /not synchronised with 10\.77\.0\.250 after 3 s[\s\S]*UDP port 123/,
    );
    await prepare(kept);
  });

  test('without a provider all is as it was before, to the byte', async () => {
    await prepare(bare);
    expect(await onEach(lab, STATE)).toEqual(before);
    expect(await toPrepare(bare)).toEqual(each(HOSTS, []));
  });
});
