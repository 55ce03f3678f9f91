import { quote } from '../program/sh.ts';
import { SAY_BEGUN, SudoPrompt } from './sudo-prompt.ts';

/** Where the run lock lives on a host; the loop removes it when its run ends. */
export const LOCK_DIRECTORY = '/run/kubestrap/lock';

/** Last line of every script on the wire: a body without it was cut off and must not run. */
const TRAILER = '#end';

/**
 * What the controller asks sshd to run, on one line so that it survives any login shell (csh cannot quote a
 * newline) and stays readable in `ps` and in sudo's log. It ignores all input up to `kubestrap NONCE LENGTH`, then
 * evaluates LENGTH bytes: the loop below.
 * `dd` with fullblock is what neither over-reads nor falls short in GNU, busybox and uutils alike; `head -c`
 * over-reads in two of them.
 */
const BOOTSTRAP =
  'until [ "$ks_word" = kubestrap ]; do read -r ks_word ks_nonce ks_size || exit 1; done; ' +
  'eval "$(dd bs="$ks_size" count=1 iflag=fullblock 2>/dev/null)"';

/** How the loop is started: as root directly, or through sudo. */
export type Privilege = 'root' | 'sudo' | 'sudo-with-password';

/**
 * The command string for sshd. The nonce, the loop and the password are not in it: they follow on stdin. With a
 * password nothing may follow before sudo has asked for it, or has passed.
 */
export function channelCommand(privilege: Exclude<Privilege, 'sudo-with-password'> | SudoPrompt): string {
  if (privilege instanceof SudoPrompt) return privilege.command(`sh -c ${quote(SAY_BEGUN + BOOTSTRAP)}`);
  const shell = `sh -c ${quote(BOOTSTRAP)}`;
  // sudo's messages are recognised by their text, so they must be in English
  return privilege === 'sudo' ? `env LC_ALL=C sudo -n -- ${shell}` : shell;
}

/** What the loop is started with on the channel's stdin: its nonce, and itself. */
export function channelPreamble(nonce: string, lockDirectory: string): Buffer {
  const loop = Buffer.from(channelLoop(lockDirectory));
  return Buffer.concat([Buffer.from(`kubestrap ${nonce} ${loop.length}\n`), loop]);
}

/** One script on the wire. Throws on NUL, which no shell can read. */
export function runCommand(id: number, script: string, mustFinish: boolean): Buffer {
  if (script.includes('\0')) throw new TypeError('a script cannot hold a NUL byte');
  const body = Buffer.from(`${script}\n${TRAILER}`);
  return Buffer.concat([Buffer.from(`run ${id} ${body.length} ${mustFinish ? 'must-finish' : '-'}\n`), body]);
}

/**
 * The loop that runs on the host: POSIX sh (dash, bash, busybox ash), and `setsid`, `dd`, `cat`, `sleep`.
 *
 * Input: `run ID LENGTH FLAGS` and LENGTH bytes of script; `stop ID`; `beat`; end of input.
 * Output: `NONCE ready`, `NONCE error WORD`, and around each script `NONCE run ID` and `NONCE exit ID CODE` on
 * stdout, `NONCE run ID` and `NONCE end-run ID` on stderr. Every frame starts a new line by itself.
 */
export function channelLoop(lockDirectory: string): string {
  return `ks_lock=${quote(lockDirectory)}
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
umask 022
cd /

# What a script starts as: nonce and text come from a pipe, never from argv or a file. KS is not exported, and
# the text is complete before its first command runs, with nothing left on stdin to read.
ks_start='unset KS; read -r KS; ks_body=$(cat); exec </dev/null; eval "unset ks_body; $ks_body"'

# The watchdog of one script, in a subshell of its own. The script leads its own session and process group.
ks_watch() {
  ks_stopped=
  trap 'ks_stopped=1' TERM
  printf '\\n%s run %s\\n' "$ks_nonce" "$ks_id"
  printf '\\n%s run %s\\n' "$ks_nonce" "$ks_id" >&2
  printf '%s\\n' "$ks_nonce" "$ks_body" | setsid sh -c "$ks_start" kubestrap &
  ks_group=$!
  # from here on the trap itself ends the group: a flag could be set between a test and the wait
  trap ks_end TERM
  [ -z "$ks_stopped" ] || ks_end
  wait "$ks_group"; ks_code=$?
  if [ -n "$ks_stopped" ]; then wait "$ks_group"; ks_code=143; fi
  trap '' TERM
  printf '\\n%s end-run %s\\n' "$ks_nonce" "$ks_id" >&2
  printf '\\n%s exit %s %s\\n' "$ks_nonce" "$ks_id" "$ks_code"
}

# kill for the script's group, or for its first process alone while setsid has not made the group yet
ks_kill() { kill "$1" "-$ks_group" 2>/dev/null || kill "$1" "$ks_group" 2>/dev/null; }

# TERM to the script's group, KILL to what is left of it after 5 s
ks_end() {
  trap '' TERM
  ks_stopped=1
  ks_tick=0
  ks_kill -TERM
  while ks_kill -0; do
    if [ "$ks_tick" -ge 50 ]; then ks_kill -KILL; break; fi
    if sleep 0.1 2>/dev/null; then ks_tick=$((ks_tick + 1)); else sleep 1; ks_tick=$((ks_tick + 10)); fi
  done
}

# Between a script that must finish and the channel: goes on reading when nobody listens any more, so that the
# script does not die of its own output.
ks_relay() { trap '' PIPE TERM HUP INT; cat 2>/dev/null; cat >/dev/null; }

# A lock is ours when it holds our nonce
ks_owns() { ks_holder=; { read -r ks_holder <"$1/id"; } 2>/dev/null; [ "$ks_holder" = "$ks_nonce" ]; }

# Renamed first, so that nobody sees half a lock; put back if it changed hands in between
ks_release() {
  ks_owns "$ks_lock" || return 0
  ks_gone=$ks_lock.released.$$
  rm -rf "$ks_gone"
  mv "$ks_lock" "$ks_gone" 2>/dev/null || return 0
  if ks_owns "$ks_gone"; then rm -rf "$ks_gone"; else mv "$ks_gone" "$ks_lock"; fi
}

# Tells the watchdog to end its script. The process id may have been reused since the script ended, so it must
# still be our child.
ks_stop() {
  [ -n "$ks_watcher" ] || return 0
  { read -r ks_a ks_b ks_c ks_parent ks_rest <"/proc/$ks_watcher/stat"; } 2>/dev/null || return 0
  [ "$ks_parent" != "$$" ] || kill -TERM "$ks_watcher" 2>/dev/null
}

# End of input, or a signal: the script in hand is ended, or waited for if it must finish; then the lock goes
ks_finish() {
  trap '' HUP INT TERM
  ks_stop
  wait
  ks_release
  exit 0
}

ks_id=; ks_watcher=
trap ks_finish HUP INT TERM
if command -v setsid >/dev/null 2>&1; then printf '\\n%s ready\\n' "$ks_nonce"
else printf '\\n%s error setsid\\n' "$ks_nonce"; exit 1; fi

while read -r ks_word ks_arg ks_size ks_flags; do
  case $ks_word in
    run)
      ks_body=$(dd bs="$ks_size" count=1 iflag=fullblock 2>/dev/null)
      case $ks_body in *'${TRAILER}') ;; *) break ;; esac
      ks_id=$ks_arg
      if [ "$ks_flags" = must-finish ]; then
        # stdout through the outer relay, stderr through the inner one; no watcher, so nothing ends it
        { { ks_watch 2>&1 >&3 3>&- | ks_relay >&2 3>&-; } 3>&1 | ks_relay; } &
        ks_watcher=
      else
        ks_watch &
        ks_watcher=$!
      fi
      ks_body= ;;
    stop) if [ "$ks_arg" = "$ks_id" ]; then ks_stop; fi ;;
    beat) if ks_owns "$ks_lock"; then touch "$ks_lock/beat"; fi ;;
  esac
done
ks_finish
`;
}
