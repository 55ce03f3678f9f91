import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { on, until } from './hosts.ts';

/** What happens at a kill point: nothing, or on the host itself, or the run waits there for the test. */
export type Act = 'none' | 'kill-script' | 'kill-sshd' | 'wait';

const DIRECTORY = '/var/lib/kill-points';
/** The programs that steps call; in the pipes of the library no two of them stand side by side. */
const PROGRAMS =
  'chmod chown head mkdir modprobe mv readlink rm sha256sum stat swapoff swapon sync systemctl tr'.split(' ');

// Steps, and nothing else on the host, run with TERM ignored and HUP not (templates/frames.sh): that is how a call
// that belongs to one is told from those of the facts and of the lock.
const SHIM = `#!/bin/sh
name=\${0##*/} PATH=/usr/sbin:/usr/bin:/sbin:/bin
go() { exec "$name" "$@"; }
[ -e ${DIRECTORY}/at ] || go "$@"
while read -r key mask; do [ "$key" != SigIgn: ] || break; done </proc/self/status
case $mask in *[4567cdef]??[02468ace]) ;; *) go "$@" ;; esac
printf '%s %s\\n' "$name" "$*" | head -n 1 >>${DIRECTORY}/calls
read -r at act <${DIRECTORY}/at
[ "$(wc -l <${DIRECTORY}/calls)" -eq "$at" ] || go "$@"
: >${DIRECTORY}/reached
case $act in
  kill-script) kill -KILL 0 ;;
  kill-sshd)
    pid=$$
    until [ "$comm" = '(sshd)' ]; do
      up=$pid
      read -r _ comm _ pid _ <"/proc/$pid/stat"
    done
    kill -KILL "$up"
    sleep 0.5 ;; # the loop has seen it by then, and told the script to end
  wait) until [ -e ${DIRECTORY}/go ]; do sleep 0.02; done ;;
esac
go "$@"
`;

/** Puts the shims in front of the programs, and switches them off. */
export async function installShims(lab: Lab, host: string): Promise<void> {
  const links = PROGRAMS.map((name) => `ln -sf ${DIRECTORY}/shim /usr/local/sbin/${name}`);
  await on(
    lab,
    host,
    `mkdir -p ${DIRECTORY}; cat >${DIRECTORY}/shim <<'END'\n${SHIM}END\nchmod 755 ${DIRECTORY}/shim\n${links.join('\n')}`,
  );
}

/** From now on calls are counted; at number `at` (the first is 1, 0 is never) the act takes place, once. */
export async function arm(lab: Lab, host: string, at: number, act: Act): Promise<void> {
  await on(lab, host, `cd ${DIRECTORY}; rm -f calls reached go; : >calls; echo ${at} ${act} >at`);
}

/** Stops the counting, lets go what waits, and resolves to the calls so far. */
export async function disarm(lab: Lab, host: string): Promise<string[]> {
  const calls = await on(lab, host, `cd ${DIRECTORY}; rm -f at; : >go; cat calls`);
  return calls.trim().split('\n');
}

/** Resolves when the kill point is reached; looks at the host's disk from outside, so that nothing slows it down. */
export async function reached(lab: Lab, host: string): Promise<void> {
  const { root } = lab.host(host);
  if (root === undefined)
    throw new Error(`${host} is no container: its disk cannot be looked at from outside`);
  const marker = join(root, DIRECTORY, 'reached');
  const isThere = () =>
    access(marker).then(
      () => true,
      () => false,
    );
  await until(`${host} reaches the kill point`, isThere, 30, 10);
}
