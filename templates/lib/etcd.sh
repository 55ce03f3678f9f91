# Which etcd the functions here are about: the one in this host's static Pod, unless these say where another is
KS_ETCD_URLS='' KS_ETCD_CA='' KS_ETCD_CERT='' KS_ETCD_KEY=''

# external_etcd ENDPOINTS CA CERT KEY: from now on they are about an etcd that kubeadm does not run: at these URLs (with commas
# between), asked with these files and with the programs of this host, since no image brings any along
external_etcd() { KS_ETCD_URLS=$1 KS_ETCD_CA=$2 KS_ETCD_CERT=$3 KS_ETCD_KEY=$4; }

# etcd_data [DIRECTORY]: where the etcd of this host keeps its data: as its manifest says, else DIRECTORY (the spec's), else
# kubeadm's default
etcd_data() {
  ks_data=
  [ ! -e /etc/kubernetes/manifests/etcd.yaml ] || ks_data=$(sed -n "s/^ *- ['\"]\{0,1\}--data-dir=\([^'\"]*\).*/\1/p" /etc/kubernetes/manifests/etcd.yaml 2>/dev/null | head -n 1)
  printf '%s' "${ks_data:-${1:-/var/lib/etcd}}"
}

# etcd_pid: id of the static Pod's process; nothing where it does not run
etcd_pid() { pod_processes etcd "--data-dir=$(etcd_data)" | head -n 1; }

# etcd_flag PID FLAG: the value that a process runs with
etcd_flag() { tr '\0' '\n' <"/proc/$1/cmdline" | sed -n "s|^--$2=||p" | head -n 1; }

# etcd_here: etcd_pid, or the step ends; nothing for an etcd elsewhere
etcd_here() {
  [ -z "$KS_ETCD_URLS" ] || return 0
  ks_pid=$(etcd_pid)
  [ -n "$ks_pid" ] || fail "etcd does not run on this host: see its log in /var/log/pods/kube-system_etcd-*, and \"journalctl -u kubelet\""
  printf '%s' "$ks_pid"
}

# etcd_program PID NAME... -- ARGUMENT...: runs the first of these programs that the image of the running etcd has, in the
# container's view of the files: its libraries are found there, and paths of the Pod's volumes hold. Without a PID: the first
# that this host has.
etcd_program() {
  ks_root=${1:+/proc/$1/root}; ks_program=; ks_names=; shift
  while [ "$1" != -- ]; do
    if [ -z "$ks_root" ]; then
      [ -n "$ks_program" ] || ks_program=$(command -v "$1") || :
    else
      for ks_bin in /usr/local/bin /usr/bin /bin; do
        if [ -z "$ks_program" ] && [ -x "$ks_root$ks_bin/$1" ]; then ks_program=$ks_bin/$1; fi
      done
    fi
    ks_names="$ks_names $1"; shift
  done
  shift
  if [ -z "$ks_program" ]; then
    [ -n "$ks_root" ] || fail "this host has no$ks_names on its PATH: install it (Debian: etcd-client)"
    fail "the image of the etcd that runs here has no$ks_names: kubestrap needs it, and registry.k8s.io/etcd has it"
  fi
  # it ends where a variable says what an option says, too (etcd's pkg/flags, verifyEnv)
  (
    unset $(env | sed -n 's/^\(ETCDCTL_[A-Z_]*\)=.*/\1/p')
    export ETCDCTL_API=3
    if [ -z "$ks_root" ]; then exec "$ks_program" "$@"; fi
    exec chroot "$ks_root" "$ks_program" "$@"
  )
}

# etcd_ctl ARGUMENT...: etcdctl, connected to etcd. Gives up after 5 s, or as --command-timeout=TIME says;
# --endpoints=URL[,URL] asks others.
etcd_ctl() {
  ks_etcd=$(etcd_here) || exit 1
  case " $* " in *' --endpoints='*) ;; *) set -- "--endpoints=$(etcd_url "$ks_etcd")" "$@" ;; esac
  case " $* " in *' --command-timeout='*) ;; *) set -- --command-timeout=5s "$@" ;; esac
  if [ -n "$KS_ETCD_URLS" ]; then
    set -- "--cacert=$KS_ETCD_CA" "--cert=$KS_ETCD_CERT" "--key=$KS_ETCD_KEY" "$@"
  else
    ks_ca=$(etcd_flag "$ks_etcd" trusted-ca-file)
    if [ -n "$ks_ca" ]; then
      ks_pki=${ks_ca%/*}
      set -- "--cacert=$ks_ca" "--cert=$ks_pki/healthcheck-client.crt" "--key=$ks_pki/healthcheck-client.key" "$@"
    fi
  fi
  etcd_program "$ks_etcd" etcdctl -- --dial-timeout=2s "$@"
}

# etcd_util ARGUMENT...: etcdutl, which has what works on files (`snapshot status`, `snapshot restore`) since 3.5; etcdctl of
# images that do not have it has that itself
etcd_util() {
  ks_etcd=$(etcd_here) || exit 1
  etcd_program "$ks_etcd" etcdutl etcdctl -- "$@"
}

# etcd_url PID: where this etcd answers clients on this host: the first URL it listens on, unless that is a wildcard. Of an
# etcd elsewhere: its endpoints.
etcd_url() {
  if [ -n "$KS_ETCD_URLS" ]; then printf '%s' "$KS_ETCD_URLS"; return 0; fi
  ks_urls=$(etcd_flag "$1" listen-client-urls)
  case $ks_urls in
    *://0.0.0.0:*|*://\[::\]:*|'') ks_urls=$(etcd_flag "$1" advertise-client-urls) ;;
  esac
  printf '%s' "${ks_urls%%,*}"
}

# said_beside TAG COMMAND...: what stdin has, then a row with the tag and what the command printed, if it succeeds. In a
# pipe such commands work at the same time.
said_beside() {
  ks_tag=$1; shift
  ks_said=$("$@" 2>/dev/null </dev/null) && ks_well=yes || ks_well=
  cat
  [ -z "$ks_well" ] || printf '%s %s\n' "$ks_tag" "$(printf '%s' "$ks_said" | tr -d '\n')"
}

# etcd_says [DIRECTORY]: rows about the etcd of this host, and what DIRECTORY holds (the data directory that the spec gives). A
# read of any key is answered only with a quorum.
etcd_says() {
  ks_data=$(etcd_data "${1:-}")
  if [ -e /etc/kubernetes/manifests/etcd.yaml ]; then
    whole_lines /etc/kubernetes/manifests/etcd.yaml | sed -n \
      -e "s/^ *- ['\"]\{0,1\}--\(name\)=\([^'\"]*\).*/manifest \1 \2/p" \
      -e "s/^ *- ['\"]\{0,1\}--\(initial-advertise-peer-urls\)=\([^'\"]*\).*/manifest \1 \2/p" \
      -e "s/^ *- ['\"]\{0,1\}--\(advertise-client-urls\)=\([^'\"]*\).*/manifest \1 \2/p" \
      -e "s/^ *\(image\): *['\"]\{0,1\}\([^'\" ]*\).*/manifest \1 \2/p"
    printf 'manifest data-dir %s\n' "$ks_data"
  fi
  [ ! -d "$ks_data/member" ] || echo data
  [ ! -d "${1:-}" ] || ls -A "$1" 2>/dev/null | head -n 20 | sed 's/^/holds /'
  [ -n "$(etcd_pid)" ] || return 0
  echo running
  : | said_beside status etcd_ctl endpoint status -w json |
    said_beside members etcd_ctl member list -w json |
    said_beside healthy etcd_ctl get kubestrap.dev/health |
    said_beside alarms etcd_ctl alarm list -w json
}

# etcd_measures: rows with what etcd_says leaves out: the quota, how soon each member answers, how fast the disk here is
etcd_measures() {
  ks_pid=$(etcd_pid)
  [ -n "$ks_pid" ] || return 0
  ks_quota=$(etcd_flag "$ks_pid" quota-backend-bytes)
  [ -z "$ks_quota" ] || printf 'quota %s\n' "$ks_quota"
  etcd_metrics "$ks_pid" | sed -n 's/^etcd_disk_\([a-z_]*\)_duration_seconds_bucket{le="\([^"]*\)"} \(.*\)$/metric \1 \2 \3/p'
  : | said_beside health etcd_health
}

# etcd_health: of every member, as seen from here; those that are down are in it
etcd_health() { etcd_ctl endpoint health --cluster -w json || :; }

# etcd_metrics PID: kubeadm lets them be read on the loopback without a certificate, from 1.16 on
etcd_metrics() {
  ks_url=$(etcd_flag "$1" listen-metrics-urls)
  ks_url=${ks_url:-$(etcd_url "$1")}; ks_url=${ks_url%%,*}/metrics
  case $ks_url in
    http:*) curl -sf --noproxy '*' --max-time 5 "$ks_url" || http_proxy='' wget -q -T 5 -O - "$ks_url" ;;
    *)
      ks_ca=$(etcd_flag "$1" trusted-ca-file); ks_pki=${ks_ca%/*}
      curl -sf --noproxy '*' --max-time 5 --cacert "$ks_ca" --cert "$ks_pki/healthcheck-client.crt" --key "$ks_pki/healthcheck-client.key" "$ks_url"
      ;;
  esac
}

# external_etcd_says: rows about the etcd that external_etcd names, or why this host cannot ask it. Endpoints are asked at the
# same time: one that hangs takes none of the others' time.
external_etcd_says() {
  if ! command -v etcdctl >/dev/null 2>&1; then echo no-etcdctl; return 0; fi
  ks_lacks=
  for ks_file in "$KS_ETCD_CA" "$KS_ETCD_CERT" "$KS_ETCD_KEY"; do
    [ -r "$ks_file" ] || { printf 'no-file %s\n' "$ks_file"; ks_lacks=yes; }
  done
  [ -z "$ks_lacks" ] || return 0
  reads_snapshots || echo no-etcdutl
  for ks_url in $(printf '%s' "$KS_ETCD_URLS" | tr ',' ' '); do
    : | said_beside status etcd_ctl "--endpoints=$ks_url" endpoint status -w json |
      said_beside "healthy $ks_url" etcd_answers "$ks_url" &
  done
  : | said_beside members etcd_ctl member list -w json |
    said_beside health external_etcd_health |
    said_beside alarms etcd_ctl alarm list -w json
  wait
}

# external_etcd_health: of every endpoint, those that are down included
external_etcd_health() { etcd_ctl endpoint health -w json || :; }

# reads_snapshots: has this host a program with "snapshot status"? etcdutl has it, and etcdctl before 3.6
# (etcd-io/etcd#13809).
reads_snapshots() {
  ! command -v etcdutl >/dev/null 2>&1 || return 0
  ETCDCTL_API=3 etcdctl snapshot --help 2>&1 | grep -Eq '^[[:space:]]*(snapshot )?status'
}

# etcd_answers URL: does the member there answer a read that needs a quorum? That it may not be read took the quorum, too.
etcd_answers() {
  ks_said=$(etcd_ctl "--endpoints=$1" get kubestrap.dev/health 2>&1) && return 0
  case $ks_said in *'permission denied'*) return 0 ;; esac
  return 1
}

# etcd_ready URL...: each of these members answers a read that needs the quorum, soon, or the step ends
etcd_ready() {
  for ks_member in "$@"; do
    ks_until=$(($(seconds_up) + 30))
    until etcd_answers "$ks_member"; do
      [ "$(seconds_up)" -lt "$ks_until" ] || fail "etcd's member at $ks_member does not answer: nothing was done here. Mend it first; \"kubestrap etcd status\" shows where each stands"
      sleep 1
    done
  done
}

# etcd_number FIELD ARGUMENT...: a number from a member's status: this one's, or that of --endpoints=URL
etcd_number() {
  ks_field=$1; shift
  etcd_ctl endpoint status -w json "$@" | sed -n "s/.*\"$ks_field\":\([0-9]*\).*/\1/p"
}

# etcd_compact: drops the revisions of keys that are not the newest; the space is free within the file then
etcd_compact() {
  ks_revision=$(etcd_number revision)
  [ -n "$ks_revision" ] || fail "etcd does not say its revision"
  ks_code=0; ks_out=$(etcd_ctl --command-timeout=300s compact --physical "$ks_revision" 2>&1) || ks_code=$?
  case $ks_code:$ks_out in
    0:*) printf 'compacted up to revision %s\n' "$ks_revision" ;;
    *'has been compacted'*) printf 'nothing was written since the last compaction, at revision %s\n' "$ks_revision" ;;
    *) printf '%s\n' "$ks_out"; return "$ks_code" ;;
  esac
}

# etcd_defrag: writes this member's database anew, without its free space. It answers nothing meanwhile. The old file stays
# until the new one is whole, so the disk must hold both; the disk of another host is not seen from here.
etcd_defrag() {
  ks_before=$(etcd_number dbSize)
  if [ -z "$KS_ETCD_URLS" ]; then
    ks_room=$(df -Pk "$(etcd_data)" | awk 'NR == 2 { print $4 }')
    ks_needed=$(($(etcd_number dbSizeInUse) / 1024))
    [ "$ks_room" -gt "$ks_needed" ] || fail "the disk of $(etcd_data) has $ks_room KiB free, and a second copy of the database needs $ks_needed KiB: make room first"
  fi
  etcd_ctl --command-timeout=900s defrag
  etcd_ready "$(etcd_url "$(etcd_here)")"
  printf '%s bytes before, %s after\n' "$ks_before" "$(etcd_number dbSize)"
}

# etcd_quota URL: bytes that the database may have: as the process here was told, else as the member says in its status
# (from 3.6 on) or in its metrics; nothing where none does
etcd_quota() {
  if [ -z "$KS_ETCD_URLS" ]; then
    ks_quota=$(etcd_flag "$(etcd_here)" quota-backend-bytes)
    [ "${ks_quota:-0}" != 0 ] || ks_quota=2147483648
  else
    ks_quota=$(etcd_number dbSizeQuota "--endpoints=$1")
    [ -n "$ks_quota" ] || ks_quota=$(curl -sf --noproxy '*' --max-time 5 --cacert "$KS_ETCD_CA" --cert "$KS_ETCD_CERT" --key "$KS_ETCD_KEY" "${1%/}/metrics" |
      awk '$1 == "etcd_server_quota_backend_bytes" { printf "%.0f", $2 }') || ks_quota=
  fi
  printf '%s' "$ks_quota"
}

# etcd_disarm URL...: ends the alarm NOSPACE, if each of these members has a tenth of its quota free again
etcd_disarm() {
  for ks_member in "$@"; do
    ks_size=$(etcd_number dbSize "--endpoints=$ks_member")
    [ -n "$ks_size" ] || fail "etcd does not say how large the database of its member at $ks_member is"
    ks_quota=$(etcd_quota "$ks_member")
    if [ -z "$ks_quota" ]; then
      printf 'nobody here knows the quota of the member at %s: where it has no room, the alarm sounds again with the next write\n' "$ks_member"
      continue
    fi
    [ "$ks_size" -lt $((ks_quota / 10 * 9)) ] || fail "the database of the member at $ks_member still takes $ks_size of $ks_quota bytes, so the alarm stays: delete what fills it, compact (--compact), or raise the quota ($(etcd_quota_option), 8 GiB at most)"
  done
  etcd_ctl alarm disarm
}

# etcd_quota_option: where the quota is set
etcd_quota_option() {
  if [ -n "$KS_ETCD_URLS" ]; then printf '%s' '--quota-backend-bytes of each member, where etcd runs'; return 0; fi
  printf '%s' 'spec.etcd.local.extraArgs: quota-backend-bytes'
}
