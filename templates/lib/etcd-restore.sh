# save_snapshot PATH: of the etcd here, to a path in its data directory, which its container sees, too; of an etcd elsewhere, to
# a path anywhere. Prints rows: what etcd says of the snapshot, and how many objects there were at its revision.
save_snapshot() {
  ks_dir=${1%/*}
  # what was left by runs that were cut off
  find "$ks_dir" -maxdepth 1 -name 'kubestrap-snapshot-*' -mmin +120 -exec rm -f {} +
  ks_size=$(etcd_number dbSize)
  [ -n "$ks_size" ] || fail "etcd does not say how large its database is: no snapshot was taken"
  ks_need=$((ks_size / 1024 * 5 / 4 + 65536))
  ks_free=$(free_below "$ks_dir")
  [ "$ks_free" -ge "$ks_need" ] || fail "a snapshot needs $((ks_need / 1024)) MiB in $ks_dir, and $((ks_free / 1024)) are free: none was taken, so that this disk does not fill up"
  ( umask 077; etcd_ctl --command-timeout=30m snapshot save "$1" >&2 ) || fail "etcd gave no snapshot"
  ks_status=$(etcd_util snapshot status "$1" -w json) || fail "the snapshot cannot be read again: it was not kept"
  printf 'status %s\n' "$ks_status"
  ks_rev=$(printf '%s' "$ks_status" | sed -n 's/.*"revision":\([0-9]*\).*/\1/p')
  # the revision may be gone by now, where somebody compacts: then nobody knows
  ks_count=$(count_objects --rev="$ks_rev" 2>/dev/null) || ks_count=
  [ -z "$ks_count" ] || printf 'objects %s\n' "$ks_count"
}

# count_keys PREFIX ARGUMENT...: (--count-only came with 3.5, and the count is there without it)
count_keys() {
  ks_prefix=$1; shift
  ks_answer=$(etcd_ctl --command-timeout=60s get "$ks_prefix" --prefix --keys-only --limit=1 -w json "$@") || return 1
  ks_number=$(printf '%s' "$ks_answer" | sed -n 's/.*"count":\([0-9]*\).*/\1/p')
  printf '%s' "${ks_number:-0}"
}

# count_objects ARGUMENT...: of Kubernetes, without those that end by themselves (apiserver storage with a TTL)
count_objects() {
  ks_all=$(count_keys /registry/ "$@") || return 1
  for ks_kind in events masterleases peerserverleases; do
    ks_some=$(count_keys "/registry/$ks_kind/" "$@") || return 1
    ks_all=$((ks_all - ks_some))
  done
  printf '%s' "$ks_all"
}

# free_below DIRECTORY: KiB
free_below() { df -Pk "$1" | awk 'NR == 2 { print $4 }'; }

KS_RESTORE=/var/lib/kubestrap/restore
KS_MANIFESTS=/etc/kubernetes/manifests

# restore_says: rows about etcd's static Pod, wherever its manifest is just now, and how far a restore came here
restore_says() {
  if [ -r "$KS_RESTORE/state" ]; then printf 'state %s\n' "$(head -n 1 "$KS_RESTORE/state")"; fi
  ks_manifest=$KS_MANIFESTS/etcd.yaml; [ -e "$ks_manifest" ] || ks_manifest=$KS_RESTORE/manifests/etcd.yaml
  [ -r "$ks_manifest" ] || return 0
  whole_lines "$ks_manifest" | sed -n \
    -e "s/^ *- ['\"]\{0,1\}--\(name\|data-dir\|wal-dir\|initial-advertise-peer-urls\)=\([^'\"]*\).*/\1 \2/p" \
    -e "s/^ *\(image\): *['\"]\{0,1\}\([^'\" ]*\).*/\1 \2/p"
  ks_data=$(sed -n "s/^ *- ['\"]\{0,1\}--data-dir=\([^'\"]*\).*/\1/p" "$ks_manifest" | head -n 1)
  [ ! -d "$ks_data" ] || printf 'free %s\n' "$(free_below "$ks_data")"
}

# restore_stage ID FINGERPRINT STAGE: how far this host is, for a run that comes after one that was cut off
restore_stage() {
  put_file "$KS_RESTORE/state" 0600 root:root "$1 $2 $3
"
}

# etcd_tool DATA IMAGE ARGUMENT...: etcdutl, else etcdctl, with the data directory at its place: out of the image as
# containerd has it, so that it does not matter whether etcd runs; without ctr out of the container that runs
etcd_tool() {
  ks_data=$1; ks_image=$2; shift 2
  if ! command -v ctr >/dev/null || ! ctr -n k8s.io images ls -q 2>/dev/null | grep -qxF -- "$ks_image"; then
    ks_pid=$(pod_processes etcd "--data-dir=$ks_data" | head -n 1)
    [ -n "$ks_pid" ] || fail "etcd does not run, and containerd has no image $ks_image to take etcdutl from: pull it (ctr -n k8s.io images pull $ks_image)"
    etcd_program "$ks_pid" etcdutl etcdctl -- "$@"
    return
  fi
  ks_mount=/run/kubestrap/etcd-image
  forget_image "$ks_mount"
  mkdir -p "$ks_mount"
  # in a mount namespace of its own, so that whatever ends it leaves no mount behind
  ks_code=0
  unshare -m sh -c '
    set -e
    mount=$1 image=$2 data=$3; shift 3
    for snapshotter in overlayfs native "" ; do
      if ctr -n k8s.io images mount --rw ${snapshotter:+--snapshotter "$snapshotter"} "$image" "$mount" >/dev/null 2>"$mount.log"; then is=mounted; break; fi
    done
    [ -n "${is:-}" ] || { cat "$mount.log" >&2; exit 1; }
    mkdir -p "$mount$data"; mount --bind "$data" "$mount$data"
    for name in etcdutl etcdctl; do
      for dir in /usr/local/bin /usr/bin /bin; do
        if [ -x "$mount$dir/$name" ]; then ETCDCTL_API=3 exec chroot "$mount" "$dir/$name" "$@"; fi
      done
    done
    echo "the image $image has neither etcdutl nor etcdctl" >&2; exit 1
  ' sh "$ks_mount" "$ks_image" "$ks_data" "$@" || ks_code=$?
  forget_image "$ks_mount"
  return "$ks_code"
}

# forget_image MOUNT: what `ctr images mount` keeps under that name
forget_image() {
  for ks_kind in overlayfs native; do ctr -n k8s.io snapshots --snapshotter "$ks_kind" rm "$1" >/dev/null 2>&1 || :; done
  rmdir "$1" 2>/dev/null || :; rm -f "$1.log"
}

# restore_flags DATA IMAGE: of the flags that not every etcd has, those that the one here has
restore_flags() {
  ks_help=$(etcd_tool "$1" "$2" snapshot restore --help 2>&1) || :
  for ks_flag in bump-revision mark-compacted; do case $ks_help in *"--$ks_flag"*) echo "$ks_flag" ;; esac; done
}

# prepare_restore DATA IMAGE FLAG...: a new data directory beside the one in use, out of the snapshot that lies there.
# Nothing that runs is touched.
prepare_restore() {
  ks_work=$1/kubestrap-restore; ks_to=$ks_work/new
  rm -rf "$ks_to"
  ks_at=$1; ks_from=$2; shift 2
  # what is copied out of a data directory has no checksum of etcd's at its end
  [ $(($(wc -c <"$ks_work/snapshot.db") % 512)) -eq 32 ] || set -- "$@" --skip-hash-check
  etcd_tool "$ks_at" "$ks_from" snapshot restore "$ks_work/snapshot.db" --data-dir "$ks_to" "$@"
  [ -s "$ks_to/member/snap/db" ] && [ -d "$ks_to/member/wal" ] || fail "etcd's tool made no data directory in $ks_to"
  chown -R "$(stat -c %u:%g "$ks_at")" "$ks_to"
  chmod 0700 "$ks_to" "$ks_to/member"
  sync
}

# own_snapshot ID DATA: what the member here has, as the snapshot to go on from: from itself if it answers, which it does
# without a quorum, else its database, once it is stopped
own_snapshot() {
  ks_own=$1; shift
  ks_file=$1/kubestrap-restore/snapshot.db
  mkdir -p "${ks_file%/*}"; chmod 0700 "${ks_file%/*}"
  # whole from an earlier run: what was written since cannot be much, and the database may have gone aside
  if [ -s "$ks_file" ] && [ "$(cat "${ks_file%/*}/own" 2>/dev/null)" = "$ks_own" ]; then return 0; fi
  if etcd_ctl endpoint status >/dev/null 2>&1; then
    rm -f "$ks_file.tmp" "$ks_file.tmp.part"
    etcd_ctl --command-timeout=30m snapshot save "$ks_file.tmp"
  else
    echo 'etcd does not answer: it is stopped, and its database is taken as it is'
    set_aside kube-apiserver --advertise-address
    set_aside etcd --data-dir
    cp "$1/member/snap/db" "$ks_file.tmp"
  fi
  chmod 0600 "$ks_file.tmp"; sync; mv -f "$ks_file.tmp" "$ks_file"
  printf '%s' "$ks_own" >"${ks_file%/*}/own"
}

# set_aside NAME FLAG: takes the manifest of a static Pod away, into a place of ours where it is never lost, and waits until
# its process is gone for good. FLAG is one whose value tells its process.
set_aside() {
  ks_from=$KS_MANIFESTS/$1.yaml; ks_to=$KS_RESTORE/manifests/$1.yaml
  mkdir -p "$KS_RESTORE/manifests"; chmod 0700 "$KS_RESTORE" "$KS_RESTORE/manifests"
  if [ -e "$ks_from" ]; then
    ( umask 077; cp "$ks_from" "$ks_to.kubestrap-new" )
    land_file "$ks_to.kubestrap-new" "$ks_to" 0600 root:root
    sync "$KS_RESTORE/manifests" 2>/dev/null || sync
    rm -f "$ks_from"
  fi
  [ -e "$ks_to" ] || { printf '%s has no static Pod here\n' "$1"; return 0; }
  ks_argument=$(sed -n "s/^ *- ['\"]\{0,1\}\($2=[^'\"]*\).*/\1/p" "$ks_to" | head -n 1)
  [ -n "$ks_argument" ] || fail "$ks_to has no $2: it is not as kubeadm writes it"
  ks_begin=$(seconds_up); ks_gone=0
  # the kubelet may start one more before it sees that the manifest is gone
  while [ "$ks_gone" -lt 3 ]; do
    ks_pids=$(pod_processes "$1" "$ks_argument")
    ks_since=$(($(seconds_up) - ks_begin))
    if [ -z "$ks_pids" ]; then ks_gone=$((ks_gone + 1)); else ks_gone=0; fi
    for ks_pid in $ks_pids; do
      if [ "$ks_since" -ge 30 ]; then kill -s KILL "$ks_pid" || :; elif [ "$ks_since" -ge 5 ]; then kill -s TERM "$ks_pid" || :; fi
    done
    [ "$ks_since" -lt 120 ] || fail "$1 still runs two minutes after its manifest was taken away: systemctl status kubelet"
    sleep 1
  done
}

# swap_data ID DATA: the data of before goes aside, what was restored takes its place; either may have happened before
swap_data() {
  ks_new=$2/kubestrap-restore/new/member
  [ -z "$(pod_processes etcd "--data-dir=$2")" ] || fail "etcd runs, and its data cannot be replaced under it: run the same command again"
  if [ -d "$ks_new" ]; then
    ks_up=${2%/*}
    ks_old=$2/before-restore-$1
    # beside the data directory where that is on the same disk, so that it is moved and not copied
    if [ "$(stat -c %d "$2")" = "$(stat -c %d "${ks_up:-/}")" ]; then ks_old=$2.before-restore-$1; fi
    if [ -e "$2/member" ]; then
      while [ -e "$ks_old/member" ]; do ks_old=$ks_old+; done
      mkdir -p "$ks_old"; chmod 0700 "$ks_old"
      mv "$2/member" "$ks_old/member"
      sync
      printf 'the data of before is kept in %s\n' "$ks_old"
    fi
    mv "$ks_new" "$2/member"
    sync
  fi
  [ -d "$2/member/snap" ] || fail "$2 holds no data, and none that was restored: run the same command again"
}

# bring_back NAME: the manifest of a static Pod
bring_back() {
  ks_from=$KS_RESTORE/manifests/$1.yaml; ks_to=$KS_MANIFESTS/$1.yaml
  [ -e "$ks_from" ] || [ -e "$ks_to" ] || fail "the manifest of $1 is neither in $KS_MANIFESTS nor in $KS_RESTORE/manifests"
  if [ ! -e "$ks_to" ]; then
    # the kubelet does not read names that start with a dot
    ( umask 077; cp "$ks_from" "$KS_MANIFESTS/.$1.kubestrap-new" )
    land_file "$KS_MANIFESTS/.$1.kubestrap-new" "$ks_to" 0600 root:root
    sync "$KS_MANIFESTS" 2>/dev/null || sync
  fi
  rm -f "$ks_from"
  unit_running kubelet.service || systemctl start kubelet.service
}

# pod_started NAME FLAG: until its process is there. A kubelet that saw the manifest go and come may hold on to the old Pod:
# it is restarted, once.
pod_started() {
  ks_argument=$(pod_argument "$1" "$2")
  ks_begin=$(seconds_up); ks_restarted=
  until [ -n "$(pod_processes "$1" "$ks_argument")" ]; do
    ks_since=$(($(seconds_up) - ks_begin))
    if [ "$ks_since" -ge 60 ] && [ -z "$ks_restarted" ]; then systemctl restart kubelet.service; ks_restarted=yes; fi
    [ "$ks_since" -lt 360 ] || fail "the kubelet did not start $1 within 6 minutes: journalctl -u kubelet"
    sleep 1
  done
}

# etcd_restored MEMBERS REVISION COUNT: waits for a quorum; then there must be that many members, all started. With COUNT
# `count`, objects are counted before anybody writes.
etcd_restored() {
  pod_started etcd --data-dir
  ks_until=$(($(seconds_up) + 360))
  until etcd_ctl get kubestrap.dev/health >/dev/null 2>&1; do
    [ "$(seconds_up)" -lt "$ks_until" ] || fail "etcd has no quorum 6 minutes after it was started: see its log in /var/log/pods/kube-system_etcd-*"
    sleep 1
  done
  ks_until=$(($(seconds_up) + 60))
  until [ "$(etcd_ctl member list | grep -c ', started, ')" -eq "$1" ]; do
    [ "$(seconds_up)" -lt "$ks_until" ] || fail "etcd should have $1 members that have started: $(etcd_ctl member list)"
    sleep 1
  done
  ks_rev=$(etcd_ctl get kubestrap.dev/health -w json | sed -n 's/.*"revision":\([0-9]*\).*/\1/p')
  [ "$ks_rev" -ge "$2" ] || fail "etcd is at revision $ks_rev, the snapshot at $2"
  [ "$3" = count ] || return 0
  # at one revision: what ends by itself may end between two counts
  ks_objects=$(count_objects --rev="$ks_rev")
  put_file "$KS_RESTORE/objects" 0600 root:root "$ks_objects"
  printf 'etcd has %s objects, at revision %s\n' "$ks_objects" "$ks_rev"
}

# cluster_status: the ClusterStatus that kubeadm up to 1.21 keeps, to the byte; nothing where there is none
cluster_status() { kube -n kube-system get configmap kubeadm-config --ignore-not-found -o 'go-template={{with .data}}{{with .ClusterStatus}}{{.}}{{end}}{{end}}'; }

# refresh_agents: the kubelet and kube-proxy know objects of revisions that may never have been: they ask for all anew
refresh_agents() {
  systemctl restart kubelet.service
  for ks_pid in $(pod_processes kube-proxy --config=/var/lib/kube-proxy/config.conf); do kill -s TERM "$ks_pid" || :; done
}

# finish_restore DATA
finish_restore() { rm -rf "$1/kubestrap-restore"; rmdir "$KS_RESTORE/manifests" 2>/dev/null || :; }
