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

/**
 * How far a host's clock is from this machine's, in seconds, at least: what the question took may all have been on one
 * of its two ways.
 */
export async function offsetBeyondDoubt(lab: Lab, host: string): Promise<number> {
  const before = Date.now();
  const theirs = Number(await on(lab, host, 'date +%s.%N')) * 1000;
  const after = Date.now();
  return Math.max(0, before - theirs, theirs - after) / 1000;
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
