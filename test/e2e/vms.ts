import type { Lab } from '../lab/lab.ts';
import { on } from './hosts.ts';

/** Puts a host's clock off by some seconds, with nothing on it that would put it right. */
export async function setClock(lab: Lab, host: string, seconds: number): Promise<void> {
  await on(
    lab,
    host,
    `systemctl disable --now chrony.service 2>/dev/null || :; date -s @$(($(date +%s) + ${seconds}))`,
  );
}

/** How far each host's clock is from this machine's, in seconds. */
export async function offsets(lab: Lab): Promise<ReadonlyMap<string, number>> {
  const measured = lab.hosts.map(async ({ name }) => {
    const before = Date.now();
    const theirs = Number(await on(lab, name, 'date +%s.%N'));
    return [name, theirs - (before + Date.now()) / 2000] as const;
  });
  return new Map(await Promise.all(measured));
}

/** Swap that comes with every boot: a file in fstab, and a unit of its own. */
export async function swapAtBoot(lab: Lab, host: string): Promise<void> {
  await on(
    lab,
    host,
    `for file in /swapfile /var/extra.swap; do
  dd if=/dev/zero of=$file bs=1M count=32 status=none; chmod 600 $file; mkswap -q $file
done
echo '/swapfile none swap sw 0 0' >>/etc/fstab
cat >/etc/systemd/system/var-extra.swap.swap <<'END'
[Swap]
What=/var/extra.swap
[Install]
WantedBy=swap.target
END
systemctl daemon-reload
systemctl enable --now var-extra.swap.swap
swapon -a
[ "$(tail -n +2 /proc/swaps | wc -l)" = 2 ]`,
  );
}
