# unit_running UNIT: also while it starts or stops
unit_running() {
  for ks_try in 1 2 3; do
    case $(systemctl show -p ActiveState -- "$1") in
      ActiveState=inactive|ActiveState=failed) return 1 ;;
      ActiveState=*) return 0 ;;
    esac
    sleep 1
  done
  # systemd does not answer: to take it as running breaks nothing
}

KS_RUNS=/var/lib/kubestrap/runs

# A long command runs as the systemd unit kubestrap-NAME, so that a lost connection does not end it. Its file CLEAN may hold
# secrets: CLEAN.new becomes CLEAN when the command starts, CLEAN is removed at its end, and neither stays when nothing is
# started. `started` is the marker that says: what is half done here is ours to clean up; SEEN is what it said when this was
# planned (`-`: nothing), so that a run that came in between is never run again.

# long NAME SEEN CLEAN COMMAND...: runs the command as a unit, or attaches to one that runs; prints its output, returns its code
long() {
  ks_unit=kubestrap-$1.service; ks_run=$KS_RUNS/$1; ks_seen=$2; ks_clean=$3; shift 3
  trap 'rm -f -- "$ks_clean.new"' EXIT
  if ! unit_running "$ks_unit"; then
    ks_was=$(cat "$ks_run/started" 2>/dev/null || echo -)
    [ "$ks_was" = "$ks_seen" ] || fail "$ks_unit ran since this host was looked at: nothing was started; run kubestrap again"
    [ ! -e "$ks_clean.new" ] || mv -f "$ks_clean.new" "$ks_clean"
    start_unit "$ks_unit" "$ks_run" "$ks_clean" "$@" || { ks_code=$?; rm -f -- "$ks_clean"; return "$ks_code"; }
  fi
  rm -f -- "$ks_clean.new"
  follow "$ks_unit" "$ks_run"
}

# expect_runs INIT JOIN: fails where the runs of kubeadm are not as they were seen, each `STARTED EXIT` or `- -`
expect_runs() {
  for ks_command in init join; do
    ks_run=$KS_RUNS/kubeadm-$ks_command
    ks_exit=$(cat "$ks_run/exit" 2>/dev/null) || ks_exit=-
    case $ks_exit in ''|*[!0-9]*) ks_exit=- ;; esac
    [ "$(cat "$ks_run/started" 2>/dev/null || echo -) $ks_exit" = "$1" ] || fail "kubeadm $ks_command ran since this host was looked at: nothing was reset; run kubestrap again"
    shift
  done
}

# start_unit UNIT RUN CLEAN COMMAND...: as a transient unit, with log, exit code and `started` in the directory RUN
start_unit() {
  ks_unit=$1; ks_run=$2; ks_clean=$3; shift 3
  rm -rf "$ks_run"
  mkdir -p "$ks_run"; chmod 0700 "$KS_RUNS" "$ks_run"
  date -u +%Y-%m-%dT%H:%M:%SZ >"$ks_run/started"; : >"$ks_run/log"
  sync
  systemctl reset-failed "$ks_unit" 2>/dev/null || :
  systemd-run --quiet --collect --unit="$ks_unit" --description="kubestrap: $*" -- /bin/sh -c '
    run=$1; clean=$2; shift 2
    "$@" >"$run/log" 2>&1 </dev/null; code=$?
    rm -f "$clean"
    echo "$code" >"$run/exit.new"; sync; mv "$run/exit.new" "$run/exit"' sh "$ks_run" "$ks_clean" "$@"
}

# Told to end, it leaves the unit running.

# follow UNIT RUN: prints its output until it ends, returns its exit code
follow() {
  trap 'printf "%s goes on without us\n" "$1"; exit 143' TERM
  ks_seen=0 ks_on=yes
  while [ -n "$ks_on" ]; do
    # asked before the log is read, so that the last reading has all of it
    unit_running "$1" || ks_on=
    ks_size=$(wc -c <"$2/log")
    tail -c "+$((ks_seen + 1))" "$2/log" | head -c "$((ks_size - ks_seen))"
    ks_seen=$((ks_size))
    [ -z "$ks_on" ] || sleep 0.3
  done
  [ -e "$2/exit" ] || fail "$1 ended without an exit code (the host restarted, or the unit was killed); see $2/log"
  read -r ks_exit <"$2/exit"
  return "$ks_exit"
}
