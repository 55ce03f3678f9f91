# What steps are made of.

# put_file PATH MODE OWNER CONTENT: lands whole or not at all (temporary file beside it, fsync, rename)
put_file() {
  [ -d "${1%/*}" ] || mkdir -p "${1%/*}"
  rm -f "$1.kubestrap-new"
  ( umask 077; printf '%s' "$4" >"$1.kubestrap-new" )
  land_file "$1.kubestrap-new" "$1" "$2" "$3"
}

# land_file NEW PATH MODE OWNER
land_file() {
  [ ! -d "$2" ] || fail "$2 is a directory: move it away"
  chown "$4" "$1"
  chmod "$3" "$1"
  sync "$1" 2>/dev/null || sync
  mv -f "$1" "$2"
  # SELinux: the label that belongs to the path, not that of the temporary file
  if command -v restorecon >/dev/null 2>&1; then restorecon "$2" || :; fi
}

# remove_file PATH
remove_file() { rm -f "$1"; }

# expect_file PATH SHA256: the precondition of an edit: nobody changed the file since it was read
expect_file() {
  ks_sum=$(sha256sum "$1" 2>/dev/null | cut -d ' ' -f 1)
  [ "$ks_sum" = "$2" ] || fail "$1 changed since it was read; nothing was written: run kubestrap again"
}

# put_block PATH BEGIN END LINES: the lines between the marks, in place or at the end; no lines: the marks go, too.
# Everything else in the file stays, whatever it is by now, and so do its mode and owner.
put_block() {
  ks_path=$(readlink -f "$1" || printf '%s' "$1")
  [ -e "$ks_path" ] || : >"$ks_path"
  ks_from=$(LC_ALL=C grep -nxF -- "$2" "$ks_path" | head -n 1 | cut -d : -f 1)
  if [ -n "$ks_from" ]; then
    ks_to=$(tail -n "+$ks_from" "$ks_path" | LC_ALL=C grep -nxF -- "$3" | head -n 1 | cut -d : -f 1)
    [ -n "$ks_to" ] || fail "$1 has the line '$2' and not '$3' after it: put it back or take the first out"
    ks_to=$((ks_from + ks_to))
  else
    ks_from=$(($(wc -l <"$ks_path") + 1)) ks_to=
    # a last line without an end gets one
    [ -z "$(tail -c 1 "$ks_path")" ] || ks_from=$((ks_from + 1))
  fi
  ks_new=$ks_path.kubestrap-new
  rm -f "$ks_new"; ( umask 077; : >"$ks_new" )
  head -n "$((ks_from - 1))" "$ks_path" >>"$ks_new"
  [ -z "$(tail -c 1 "$ks_new")" ] || echo >>"$ks_new"
  [ -z "$4" ] || printf '%s\n%s%s\n' "$2" "$4" "$3" >>"$ks_new"
  [ -z "$ks_to" ] || tail -n "+$ks_to" "$ks_path" >>"$ks_new"
  land_file "$ks_new" "$ks_path" "$(stat -c %a "$ks_path")" "$(stat -c %u:%g "$ks_path")"
}

# sysctl_set KEY PATH VALUE: sets it in the running kernel and reads it back, as the kernel writes it
sysctl_set() {
  [ -e "$2" ] || fail "sysctl $1 does not exist on this kernel ($(uname -r)): is the module that brings it loaded?"
  printf '%s\n' "$3" >"$2"
  ks_is=$(tr -s '\t ' '  ' <"$2"); ks_want=$(printf '%s' "$3" | tr -s '\t ' '  ')
  [ "$ks_is" = "$ks_want" ] || fail "sysctl $1: wrote '$ks_want', the kernel made it '$ks_is'"
}

# load_module NAME WHY
load_module() {
  modprobe -- "$1" || fail "kernel module $1 cannot be loaded on kernel $(uname -r) ($2). It usually comes with the kernel's own package (linux-modules-extra-$(uname -r) on Ubuntu, kernel-modules-core on RHEL)"
}

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

# long NAME SEEN CLEAN COMMAND...: runs the command as the systemd unit kubestrap-NAME, so that a lost connection does
# not end it; attaches to one that is running already. Follows its output and returns its exit code. The file CLEAN
# is removed at its end. `started` is the marker that says: what is half done here is ours to clean up; SEEN is what
# it said when this was planned (`-`: nothing), so that a run that came in between is never run again.
long() {
  ks_unit=kubestrap-$1.service; ks_run=$KS_RUNS/$1; ks_seen=$2; ks_clean=$3; shift 3
  if ! unit_running "$ks_unit"; then
    ks_was=$(cat "$ks_run/started" 2>/dev/null || echo -)
    [ "$ks_was" = "$ks_seen" ] || fail "$ks_unit ran since this host was looked at: nothing was started; run kubestrap again"
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
  fi
  follow "$ks_unit" "$ks_run"
}

# follow UNIT RUN: its output from the start, until it ends; its exit code. Told to end, it leaves the unit running.
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

# recorded KIND: names of the resources of a kind that the record has; it is written one key a line
recorded() { [ ! -e /var/lib/kubestrap/record.json ] || sed -n "s/^    \"$1 \(.*\)\": {\$/\1/p" /var/lib/kubestrap/record.json; }

# kube COMMAND...: kubectl as the cluster's admin
kube() { kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=30s "$@"; }

# apply_manifest CONTENT: tries again for a while, since a resource may need a definition from the same manifest
apply_manifest() {
  for ks_try in 1 2 3 4 5; do
    if printf '%s' "$1" | kube apply -f -; then return 0; fi
    sleep 3
  done
  return 1
}

# remember KEY VALUE: in ConfigMap kube-system/kubestrap
remember() {
  kube -n kube-system get configmap kubestrap >/dev/null 2>&1 || kube -n kube-system create configmap kubestrap
  kube -n kube-system patch configmap kubestrap --type merge -p "{\"data\":{\"$1\":\"$2\"}}"
}

# take_lock DIRECTORY ID HOLDER STALE: prints `taken`, or `held` and who holds it. Making a directory is atomic.
take_lock() {
  mkdir -p "${1%/*}"; chmod 0700 "${1%/*}"
  for ks_try in 1 2 3; do
    if mkdir -m 0700 "$1" 2>/dev/null; then
      printf '%s\n' "$3" >"$1/holder"; printf '%s\n' "$2" >"$1/id"; : >"$1/beat"
      echo taken; return
    fi
    if [ "$(cat "$1/id")" = "$2" ]; then echo taken; return; fi
    ks_dead=$(cat "$1/id")
    ks_beat=$(stat -c %Y "$1/beat" || stat -c %Y "$1") || continue
    [ $(($(date +%s) - ks_beat)) -gt "$4" ] || break
    # one alone may take a dead lock away; a fresh one, made since it was looked at, has another id
    if mkdir "$1/over" 2>/dev/null; then
      [ "$(cat "$1/id")" = "$ks_dead" ] || { rmdir "$1/over"; break; }
      mv "$1" "$1.dead.$$" && rm -rf "$1.dead.$$"
    elif [ $(($(date +%s) - $(stat -c %Y "$1/over" || date +%s))) -gt "$4" ]; then rmdir "$1/over"; fi
  done
  echo held; cat "$1/holder"
}
