import { readFileSync } from 'node:fs';
import { packageFile } from '../local/package-root.ts';
import { quote } from '../shell/sh.ts';
import { SAY_BEGUN, SudoPrompt } from './sudo-prompt.ts';

/** Where the lease of the run lock lives on a host, beside its `guard`; the loop removes it when its run ends. */
export const LOCK_DIRECTORY = '/run/kubestrap/lock';

/** Seconds of a host's uptime without a heartbeat after which a holder counts as dead. Six beats are missed by then. */
export const STALE_SECONDS = 60;

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
  'eval "$(dd bs="$ks_size" count=1 iflag=fullblock 2>/dev/null || echo "exit $?")"';

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

/** Where a loop finds the run lock, and after how many seconds of uptime a beat comes too late to count. */
export interface LockSettings {
  readonly lockDirectory: string;
  readonly staleSeconds?: number;
}

/** What the loop is started with on the channel's stdin: its nonce, and itself. */
export function channelPreamble(nonce: string, lock: LockSettings): Buffer {
  const loop = Buffer.from(channelLoop(lock));
  return Buffer.concat([Buffer.from(`kubestrap ${nonce} ${loop.length}\n`), loop]);
}

/** How the loop runs one script. */
export interface RunMode {
  /** Nothing ends it but itself. */
  readonly mustFinish?: boolean;
  /** It is started only while the lease is this session's, and holds the guard. */
  readonly locked?: boolean;
  /**
   * It is started once no systemd unit of kubestrap's runs any more, but for the one named here, which it attaches to
   * (null: none). Absent: at once.
   */
  readonly afterUnits?: string | null | undefined;
}

/** One script on the wire. Throws on NUL, which no shell can read. */
export function runCommand(id: number, script: string, mode: RunMode): Buffer {
  if (script.includes('\0')) throw new TypeError('a script cannot hold a NUL byte');
  const body = Buffer.from(`${script}\n${TRAILER}`);
  const flags = [
    ...(mode.mustFinish ? ['must-finish'] : []),
    ...(mode.locked ? ['locked'] : []),
    ...(mode.afterUnits === undefined ? [] : ['after-units']),
  ];
  const words = [flags.length > 0 ? flags.join(',') : '-', ...(mode.afterUnits ? [mode.afterUnits] : [])];
  return Buffer.concat([Buffer.from(`run ${id} ${body.length} ${words.join(' ')}\n`), body]);
}

let lockFunctions: string | undefined;

/**
 * The loop that runs on the host: POSIX sh (dash, bash, busybox ash), and `setsid`, `flock`, `dd`, `cat`, `sleep`.
 *
 * Input: `run ID LENGTH FLAGS [UNIT]` and LENGTH bytes of script; `stop ID`; `beat CHALLENGE`; end of input.
 * Output: `NONCE ready CHALLENGE`, `NONCE error WORD`, and around each script `NONCE run ID` and `NONCE exit ID CODE`
 * on stdout, `NONCE run ID` and `NONCE end-run ID` on stderr; in between, for a script that was not started,
 * `NONCE not-started ID WHY`; after each beat `NONCE beat CHALLENGE`; whenever the lease is found to be another's,
 * `NONCE lost HOLDER`. Every frame starts a new line by itself.
 */
export function channelLoop({ lockDirectory, staleSeconds = STALE_SECONDS }: LockSettings): string {
  lockFunctions ??= readFileSync(packageFile('templates', 'lib/lock.sh'), 'utf8');
  return `ks_lock=${quote(lockDirectory)}
ks_guard=\${ks_lock%/*}/guard
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
umask 022
cd /

${lockFunctions}
# What a script starts as: nonce and text come from a pipe, never from argv or a file. KS is not exported, and
# the text is complete before its first command runs, with nothing left on stdin to read.
ks_start='unset KS; read -r KS; ks_body=$(cat); exec </dev/null; eval "unset ks_body; $ks_body"'

# What a locked one, given DIRECTORY and FLAGS, does before that: it notes which process group it is, so that no command
# of it runs that a takeover could not find.
ks_note='read -r ks_line <"/proc/$$/stat"; set -- "$1" "$2" \${ks_line##*) }
printf "%s %s %s\\n" "$$" "\${22}" "$2" >"$1/group.new" && mv -f "$1/group.new" "$1/group" || exit 75
set --; unset ks_line; '

# The watchdog of one script, in a subshell of its own. The script leads its own session and process group.
ks_watch() {
  ks_stopped=
  trap 'ks_stopped=1' TERM
  printf '\\n%s run %s\\n' "$ks_nonce" "$ks_id"
  printf '\\n%s run %s\\n' "$ks_nonce" "$ks_id" >&2
  case $ks_flags in
    *locked*) ks_guarded ;;
    *) ks_script ;;
  esac
  trap '' TERM
  printf '\\n%s end-run %s\\n' "$ks_nonce" "$ks_id" >&2
  printf '\\n%s exit %s %s\\n' "$ks_nonce" "$ks_id" "$ks_code"
}

ks_taken='another run has the lock, or had it'

# The guard is locked first, then the lease looked at: a takeover writes the lease only while it has the guard locked
ks_guarded() {
  ks_code=75
  if ! ks_owned "$ks_lock" "$ks_nonce"; then ks_lost; ks_not_started "$ks_taken"; return; fi
  if ! ( : >>"$ks_guard" ) 2>/dev/null; then ks_not_started "cannot write $ks_guard"; return; fi
  { ks_held_back; } 9>>"$ks_guard"
}

ks_held_back() {
  if ! ks_flock 100; then
    if [ -n "$ks_stopped" ]; then ks_code=143; return; fi
    ks_not_started "$ks_guard is locked by another process: $(ks_guards "$ks_guard" | tr '\\n' ';')"
    return
  fi
  if ! ks_owned "$ks_lock" "$ks_nonce"; then ks_lost; ks_not_started "$ks_taken"
  elif ks_after_units; then
    ks_script "$ks_lock" "$ks_flags"
    # a process that cannot be killed (it waits for a disk) keeps the guard, by inheritance
    if kill -0 "-$ks_group" 2>/dev/null && ks_guards "$ks_guard" | grep -q "^[0-9]* $ks_group "; then return; fi
    rm -f "$ks_lock/group"
  fi
  # not only closed: a daemon may have inherited it
  flock -u 9
}

# What an earlier run started and left behind (kubeadm, packages) ends first, but for the unit that the script attaches to
ks_after_units() {
  ks_told=
  case $ks_flags in *after-units*) ;; *) return 0 ;; esac
  while ks_left=$(ks_units | grep -vxFe "\${ks_attached:--}"); do
    if [ -n "$ks_stopped" ]; then ks_code=143; return 1; fi
    case $ks_flags in
      # nothing would end it while it waits, and then it would begin when nobody is there any more
      *must-finish*) ks_not_started "$ks_left still runs, started by an earlier run"; return 1 ;;
    esac
    [ "$ks_left" = "$ks_told" ] || printf 'waiting for %s, started by an earlier run\\n' "$ks_left" >&2
    ks_told=$ks_left
    sleep 1
  done
}

# ks_script [DIRECTORY FLAGS]: runs $ks_body, under the lease in DIRECTORY
ks_script() {
  printf '%s\\n' "$ks_nonce" "$ks_body" | setsid sh -c "\${1:+$ks_note}$ks_start" kubestrap "$@" &
  ks_group=$!
  # from here on the trap itself ends the group: a flag could be set between a test and the wait
  trap ks_end TERM
  [ -z "$ks_stopped" ] || ks_end
  wait "$ks_group"; ks_code=$?
  if [ -n "$ks_stopped" ]; then wait "$ks_group"; ks_code=143; fi
  [ $# -gt 0 ] || return 0
  # the first process is over: what is left of its group must be, too, before another program may run
  case $2 in
    *must-finish*) while kill -0 "-$ks_group" 2>/dev/null; do ks_nap; done ;;
    *)
      if kill -0 "-$ks_group" 2>/dev/null; then ks_end; fi
      ks_tick=0
      while kill -0 "-$ks_group" 2>/dev/null && [ "$ks_tick" -lt 50 ]; do ks_nap; done ;;
  esac
}

ks_not_started() { printf '\\n%s not-started %s %s\\n' "$ks_nonce" "$ks_id" "$1"; }

# The lease is another's, or gone, which is no less: another run may have come and ended
ks_lost() {
  ks_holder=
  { IFS= read -r ks_holder <"$ks_lock/holder"; } 2>/dev/null
  printf '\\n%s lost %s\\n' "$ks_nonce" "$ks_holder"
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
    ks_nap
  done
}

# Between a script that must finish and the channel: goes on reading when nobody listens any more, so that the
# script does not die of its own output.
ks_relay() { trap '' PIPE TERM HUP INT; cat 2>/dev/null; cat >/dev/null; }

# Under the guard, so that nobody takes it meanwhile. Where a program still has the guard (its watchdog was killed), the
# lease stays and goes stale: whoever takes it over ends that program.
ks_release() {
  ks_owned "$ks_lock" "$ks_nonce" && ( : >>"$ks_guard" ) 2>/dev/null || return 0
  ks_stopped=
  { if ks_flock 100 && ks_owned "$ks_lock" "$ks_nonce"; then
      ks_gone=$ks_lock.released.$$
      rm -rf "$ks_gone"
      if mv "$ks_lock" "$ks_gone" 2>/dev/null; then rm -rf "$ks_gone"; fi
    fi; } 9>>"$ks_guard"
}

# A new challenge: nobody can answer it before it was sent
ks_challenge() {
  ks_clock
  ks_asked=\${ks_up%%.*}
  ks_count=$((ks_count + 1))
  ks_question=$ks_up.$ks_count
}

# ks_beat ANSWER: counts where the lease is ours and the last challenge is answered, and not too late: a beat that was
# under way for long says nothing about whether its sender still lives
ks_beat() {
  if ! ks_owned "$ks_lock" "$ks_nonce"; then ks_lost; return; fi
  ks_clock
  if [ "$1" = "$ks_question" ] && [ "$((\${ks_up%%.*} - ks_asked))" -le ${staleSeconds} ]; then
    printf '%s %s\\n' "$ks_boot" "$ks_up" >"$ks_lock/beat"
  fi
  ks_challenge
  printf '\\n%s beat %s\\n' "$ks_nonce" "$ks_question"
}

# Tells the watchdog to end its script. The process id may have been reused since the script ended, so it must
# still be our child.
ks_stop() {
  [ -n "$ks_watcher" ] || return 0
  { read -r ks_a ks_b ks_c ks_parent ks_rest <"/proc/$ks_watcher/stat"; } 2>/dev/null || return 0
  [ "$ks_parent" != "$$" ] || kill -TERM "$ks_watcher" 2>/dev/null
}

# End of input, or a signal: the script in hand is ended, or waited for if it must finish; then the lease goes
ks_finish() {
  trap '' HUP INT TERM
  ks_stop
  wait
  ks_release
  exit 0
}

ks_id=; ks_watcher=; ks_count=0
trap ks_finish HUP INT TERM
# answers to beats may come when nobody listens; caught, not ignored, so that scripts have the default
trap : PIPE
for ks_word in setsid flock; do
  command -v $ks_word >/dev/null 2>&1 || { printf '\\n%s error %s\\n' "$ks_nonce" "$ks_word"; exit 1; }
done
ks_challenge
printf '\\n%s ready %s\\n' "$ks_nonce" "$ks_question"

while read -r ks_word ks_arg ks_size ks_flags ks_attached; do
  case $ks_word in
    run)
      ks_body=$(dd bs="$ks_size" count=1 iflag=fullblock 2>/dev/null)
      case $ks_body in *'${TRAILER}') ;; *) break ;; esac
      ks_id=$ks_arg
      case $ks_flags in
        *must-finish*)
          # stdout through the outer relay, stderr through the inner one; no watcher, so nothing ends it
          { { ks_watch 2>&1 >&3 3>&- | ks_relay >&2 3>&-; } 3>&1 | ks_relay; } &
          ks_watcher= ;;
        *)
          ks_watch &
          ks_watcher=$! ;;
      esac
      ks_body= ;;
    stop) if [ "$ks_arg" = "$ks_id" ]; then ks_stop; fi ;;
    beat) ks_beat "$ks_arg" ;;
  esac
done
ks_finish
`;
}
