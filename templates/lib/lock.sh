# The run lock of a host (docs/adr/0010). `guard` is only ever flock()ed and never removed: whoever changes the host holds
# it. Beside it the lease, a directory: `id` (nonce of the holder's session), `holder` (JSON), `beat` (BOOT_ID UPTIME of the
# last beat that counted) and `group` (PGID STARTTIME FLAGS of the program in hand). Time is this host's uptime.

# ks_clock: ks_up is the uptime in seconds, with hundredths; ks_boot tells boots apart
ks_clock() { read -r ks_up ks_rest </proc/uptime; read -r ks_boot </proc/sys/kernel/random/boot_id; }

# ks_nap: a tenth of a second, where sleep can; counts tenths in ks_tick
ks_nap() { if sleep 0.1 2>/dev/null; then ks_tick=$((ks_tick + 1)); else sleep 1; ks_tick=$((ks_tick + 10)); fi; }

# ks_flock TENTHS: locks the guard, open as 9; fails after that time, or once ks_stopped is set. busybox has no flock -w.
ks_flock() {
  ks_tick=0
  until flock -n 9 2>/dev/null; do
    [ -z "${ks_stopped:-}" ] && [ "$ks_tick" -lt "$1" ] || return 1
    ks_nap
  done
}

# ks_owned DIRECTORY ID: is the lease there that of this nonce?
ks_owned() { ks_owner=; { read -r ks_owner <"$1/id"; } 2>/dev/null; [ "$ks_owner" = "$2" ]; }

# ks_lease DIRECTORY: ks_owner is its nonce; ks_age is `none` without a lease, `boot` for one of another boot, else seconds
# since the last beat. An older kubestrap leaves its beat empty and touches it: there alone the wall clock counts.
ks_lease() {
  ks_owner=; ks_b=; ks_u=
  if [ ! -d "$1" ]; then ks_age=none; return; fi
  { read -r ks_owner <"$1/id"; } 2>/dev/null
  { read -r ks_b ks_u ks_rest <"$1/beat"; } 2>/dev/null
  ks_clock
  case ${ks_u%%.*} in
    ''|*[!0-9]*)
      ks_m=$(stat -c %Y "$1/beat" 2>/dev/null || stat -c %Y "$1" 2>/dev/null || date +%s)
      ks_age=$(($(date +%s) - ks_m)) ;;
    *)
      if [ "$ks_b" != "$ks_boot" ] || [ "${ks_u%%.*}" -gt "${ks_up%%.*}" ]; then ks_age=boot
      else ks_age=$((${ks_up%%.*} - ${ks_u%%.*})); fi ;;
  esac
}

# lock_age DIRECTORY: prints the seconds of uptime since the last beat of the lease, `boot` for one of another boot, `none` without
lock_age() { ks_lease "$1"; printf '%s\n' "$ks_age"; }

# ks_live STALE: after ks_lease: has the lease a holder that shows signs of life?
ks_live() { case $ks_age in none|boot) return 1 ;; *) [ "$ks_age" -le "$1" ] ;; esac; }

# ks_stat PID: ks_pgrp and ks_start (ticks since boot) of a process; its name may hold anything (proc(5))
ks_stat() {
  { ks_line=$(cat "/proc/$1/stat"); } 2>/dev/null || return 1
  set -- ${ks_line##*) }
  ks_pgrp=$3 ks_start=${20}
}

# ks_guards GUARD: PID PGRP NAME of each process through which the guard is locked: scripts inherit it as 9
ks_guards() {
  for ks_fd in /proc/[0-9]*/fd/9; do
    [ "$ks_fd" -ef "$1" ] || continue
    ks_pid=${ks_fd#/proc/}; ks_pid=${ks_pid%%/*}
    grep -q FLOCK "/proc/$ks_pid/fdinfo/9" 2>/dev/null && ks_stat "$ks_pid" || continue
    printf '%s %s %s\n' "$ks_pid" "$ks_pgrp" "$(cat "/proc/$ks_pid/comm" 2>/dev/null)"
  done
}

# ks_in_hand DIRECTORY: the program that runs under the lease: ks_pgid, ks_begun, ks_flags; fails where there is none. Numbers
# are used again: it is the one noted when its first process began when noted, or when one of its group holds the guard.
ks_in_hand() {
  ks_pgid=; ks_begun=; ks_flags=
  { read -r ks_pgid ks_begun ks_flags ks_rest <"$1/group"; } 2>/dev/null
  case $ks_pgid in ''|0|1|*[!0-9]*) return 1 ;; esac
  kill -0 "-$ks_pgid" 2>/dev/null || return 1
  if ks_stat "$ks_pgid"; then [ "$ks_start" = "$ks_begun" ]; return; fi
  ks_guards "${1%/*}/guard" | grep -q "^[0-9]* $ks_pgid "
}

# ks_end_group PGID: TERM, and KILL after 5 s
ks_end_group() {
  ks_tick=0
  kill -TERM "-$1" 2>/dev/null
  while kill -0 "-$1" 2>/dev/null; do
    if [ "$ks_tick" -ge 50 ]; then kill -KILL "-$1" 2>/dev/null; break; fi
    ks_nap
  done
}

# ks_units: the units of ours that run (kubeadm, packages), one a line. `systemd` stands for one that does not answer.
ks_units() {
  [ -d /run/systemd/system ] || return 0
  ks_list=$(systemctl list-units --no-legend --plain --state=active,activating,deactivating,reloading 'kubestrap-*.service' 2>/dev/null) ||
    { echo systemd; return; }
  [ -z "$ks_list" ] || printf '%s\n' "$ks_list" | while read -r ks_name ks_rest; do printf '%s\n' "$ks_name"; done
}

# take_lock DIRECTORY ID HOLDER STALE: prints `taken`; `held` and who holds it; `busy` and what keeps it from being taken
# over (`must-finish PGID SECONDS`, `unit NAME SINCE`, `process PID PGRP NAME`); `failed` and why. STALE: seconds of uptime
# without a beat after which a lease may be taken over; a program that still runs under it is ended first.
take_lock() {
  ks_base=${1%/*} ks_stopped=
  if ! command -v flock >/dev/null 2>&1; then printf 'failed\nthe host has no program flock (util-linux)\n'; return; fi
  ks_why=$( { mkdir -p "$ks_base" && chmod 0700 "$ks_base" && : >>"$ks_base/guard"; } 2>&1 ) ||
    { printf 'failed\n%s\n' "$ks_why"; return; }
  { ks_take "$@"; } 9>>"$ks_base/guard"
}

# ks_take DIRECTORY ID HOLDER STALE: take_lock, with the guard open as 9
ks_take() {
  ks_lease "$1"
  if [ "$ks_owner" = "$2" ]; then echo taken; return; fi
  if ks_live "$4"; then ks_held "$1"; return; fi
  if ! ks_flock 0; then
    if [ "$ks_age" != none ]; then
      ks_keeps "$1" && return
      # a beat may have come in between
      ks_lease "$1"
      if ks_live "$4"; then ks_held "$1"; return; fi
      ! ks_in_hand "$1" || ks_end_group "$ks_pgid"
    fi
    # without a program to end it is another run that takes it, or lets it go, in an instant
    if ! ks_flock 50; then
      ks_lease "$1"
      if ks_live "$4"; then ks_held "$1"; return; fi
      echo busy; ks_guards "$ks_base/guard" | while read -r ks_row; do printf 'process %s\n' "$ks_row"; done
      return
    fi
  fi
  # from here on nobody else writes the lease, and no program runs under it
  ks_lease "$1"
  if ks_live "$4"; then ks_held "$1"; return; fi
  if [ "$ks_age" != none ]; then ks_keeps "$1" && return; fi
  ks_claim "$1" "$2" "$3"
}

# ks_held DIRECTORY: another run holds the lease
ks_held() { echo held; cat "$1/holder"; }

# ks_keeps DIRECTORY: what must not be ended keeps the lease, whoever holds it: prints `busy` and what it is
ks_keeps() {
  if ks_in_hand "$1"; then
    case $ks_flags in
      *must-finish*) printf 'busy\nmust-finish %s %s\n' "$ks_pgid" "$((${ks_up%%.*} - ks_begun / 100))"; return 0 ;;
    esac
  fi
  ks_running=$(ks_units)
  [ -n "$ks_running" ] || return 1
  echo busy
  for ks_unit in $ks_running; do
    ks_since=$(systemctl show -p ActiveEnterTimestamp -- "$ks_unit" 2>/dev/null)
    printf 'unit %s %s\n' "$ks_unit" "${ks_since#*=}"
  done
}

# ks_claim DIRECTORY ID HOLDER: everything is written beside first, so that a full disk leaves the lease as it was
ks_claim() {
  ks_new=
  if [ ! -d "$1" ]; then
    # an older kubestrap takes a lock by making the directory
    ks_why=$(mkdir -m 0700 "$1" 2>&1) || {
      if [ -d "$1" ]; then ks_held "$1"; else printf 'failed\n%s\n' "$ks_why"; fi
      return
    }
    ks_new=$1
  fi
  ks_why=$( {
    ks_clock &&
      printf '%s %s\n' "$ks_boot" "$ks_up" >"$1/beat.new" &&
      printf '%s\n' "$3" >"$1/holder.new" && printf '%s\n' "$2" >"$1/id.new" &&
      [ "$(cat "$1/beat.new")" = "$ks_boot $ks_up" ] && [ "$(cat "$1/holder.new")" = "$3" ] &&
      rm -f "$1/group" && mv -f "$1/beat.new" "$1/beat" && mv -f "$1/holder.new" "$1/holder" && mv -f "$1/id.new" "$1/id"
  } 2>&1 )
  if ks_owned "$1" "$2"; then echo taken; return; fi
  rm -f "$1/beat.new" "$1/holder.new" "$1/id.new"
  [ -z "$ks_new" ] || rm -rf "$ks_new"
  printf 'failed\n%s\n' "${ks_why:-what was written to $1 is not there}"
}

# keep_lock DIRECTORY ID: prints `taken` while the lease is still ours, else `lost` and who has it
keep_lock() { if ks_owned "$1" "$2"; then echo taken; else echo lost; cat "$1/holder"; fi; }
