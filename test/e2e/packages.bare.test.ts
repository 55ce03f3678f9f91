import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { start } from './cli.ts';
import { on, until } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { toPrepare } from './prepare.ts';
import { createProject, edited, type Project } from './project.ts';

const HOST = 'w-1';
const BEGUN = '/var/tmp/postinst-begun';

/** A repository of the host's own with a package that takes its time: chrony by name, and a unit of chrony's. */
const REPOSITORY = `set -e
dpkg --purge chrony >/dev/null 2>&1 || :
mkdir -p /srv/repo /srv/build/DEBIAN /srv/build/lib/systemd/system
cat >/srv/build/DEBIAN/control <<'END'
Package: chrony
Version: 99.0
Architecture: all
Maintainer: nobody <nobody@example.org>
Description: takes its time
END
cat >/srv/build/DEBIAN/postinst <<'END'
#!/bin/sh
[ "$1" = configure ] || exit 0
echo begun >>${BEGUN}
sleep 12
END
chmod 755 /srv/build/DEBIAN/postinst
printf '[Service]\\nExecStart=/bin/sleep infinity\\n[Install]\\nWantedBy=multi-user.target\\n' >/srv/build/lib/systemd/system/chrony.service
dpkg-deb -b /srv/build /srv/repo/chrony.deb >/dev/null
{ cat /srv/build/DEBIAN/control
  printf 'Filename: ./chrony.deb\\nSize: %s\\nSHA256: %s\\n' "$(wc -c </srv/repo/chrony.deb)" "$(sha256sum /srv/repo/chrony.deb | cut -d ' ' -f 1)"
} >/srv/repo/Packages
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d
echo 'deb [trusted=yes] file:/srv/repo ./' >/etc/apt/sources.list
apt-get -q update >/dev/null`;

onLab('a package that is being installed', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'packages-e2e', hosts: ['cp-1', HOST], kube: false });
    project = await edited(await createProject(lab), ({ cluster }) => {
      cluster.spec.node = { timeSync: { provider: 'chrony', servers: ['cp-1'], wait: '1s' } };
    });
    await on(lab, HOST, REPOSITORY);
  });
  beforeEach(async () => {
    await on(lab, HOST, `dpkg --purge chrony >/dev/null 2>&1; systemctl daemon-reload; rm -f ${BEGUN}`);
  });
  afterAll(async () => {
    await lab?.down();
  });

  const apply = () => start(project, '--limit', HOST, 'apply', '-y', '--only', 'prepare');
  const begun = () => on(lab, HOST, `cat ${BEGUN} 2>/dev/null || :`);
  const state = () => on(lab, HOST, `dpkg-query -W -f '\${Status}' chrony; dpkg --audit`);

  test('survives an interrupt of the run: dpkg finishes it', async () => {
    const run = apply();
    await until('the package is configured', async () => (await begun()) !== '', 60);
    const at = Date.now();
    expect((await run.end('SIGINT')).code).toBe(130);
    expect(Date.now() - at).toBeLessThan(15_000);
    await until('dpkg is done', async () => (await state()) === 'install ok installed', 60);
    expect(await begun()).toBe('begun\n');
  });

  test('survives the loss of the connection, and the next run waits for it', async () => {
    const run = apply();
    await until('the package is configured', async () => (await begun()) !== '', 60);
    await on(lab, HOST, "pkill -KILL -f '^sshd: root'");
    expect((await run.result).code).toBe(1);
    await apply().result;
    expect(await state()).toBe('install ok installed');
    expect(await begun()).toBe('begun\n');
  });

  test('is finished by the next run where it was cut off, and the plan says so', async () => {
    await on(lab, HOST, 'dpkg --unpack /srv/repo/chrony.deb; systemctl daemon-reload');
    expect(await state()).toContain('install ok unpacked');
    expect((await toPrepare(project))[HOST]).toContainEqual(
      expect.objectContaining({ resource: 'package chrony', action: 'update', before: 'half installed' }),
    );
    await apply().result;
    expect(await state()).toBe('install ok installed');
  });
});
