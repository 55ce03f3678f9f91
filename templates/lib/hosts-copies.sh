# The kubelet writes a copy of /etc/hosts when it starts a container of a Pod with hostNetwork (ensureHostsFile in
# pkg/kubelet/kubelet_pods.go), and mounts it over the container's own. The copies of other Pods begin with another line.
# Containers can write to theirs, so what is larger than 1 MiB is not read. A copy is renewed in place, since the file itself
# is mounted; in one write, and never shorter than it was, so that no reader sees half of it: empty lines at the end make up
# for a block that became shorter. What a container made of its copy may be no block.

KS_POD_LOGS=/var/log/pods

# hosts_copies: paths of the copies of /etc/hosts that Pods with hostNetwork read
hosts_copies() {
  ks_seen=
  kubelet_roots | while IFS= read -r ks_dir; do
    case $ks_dir in /?*) cd -P -- "$ks_dir/pods" 2>/dev/null || continue ;; *) continue ;; esac
    case $ks_seen in *" $PWD "*) continue ;; esac
    ks_seen="$ks_seen $PWD "
    find "$PWD" -mindepth 2 -maxdepth 2 -name etc-hosts -type f -size -2048 -exec grep -LxF -- '# Kubernetes-managed hosts file.' '{}' + || :
  done
}

# pod_of COPY: namespace/name of its Pod, as its directory of logs has them; else its UID
pod_of() {
  ks_uid=${1%/*}; ks_uid=${ks_uid##*/}
  for ks_logs in "$KS_POD_LOGS"/*_"$ks_uid"; do
    if [ -d "$ks_logs" ]; then ks_logs=${ks_logs##*/} ks_logs=${ks_logs%_"$ks_uid"}; printf '%s/%s' "${ks_logs%%_*}" "${ks_logs#*_}"; return 0; fi
  done
  printf '%s' "$ks_uid"
}

# block_of FILE BEGIN END: the lines between the marks, if both are there
block_of() {
  awk -v first="$2" -v last="$3" '
    $0 == first && !on { on = 1; next }
    $0 == last && on { printf "%s", text; exit }
    on { text = text $0 "\n" }' "$1"
}

# copied_blocks BEGIN END: of each copy a row `copy POD`, then the lines between the marks, each after `| `
copied_blocks() {
  ks_copies=$(hosts_copies)
  [ -n "$ks_copies" ] || return 0
  printf '%s\n' "$ks_copies" | while IFS= read -r ks_copy; do
    pod_of "$ks_copy"; printf ' %s\n' "$ks_copy"
  done | awk -v first="$1" -v last="$2" '{
    print "copy " $1
    copy = substr($0, length($1) + 2); on = 0; text = ""
    while ((getline line <copy) > 0) {
      if (line == last && on) { printf "%s", text; break }
      if (line == first && !on) on = 1
      else if (on) text = text "| " line "\n"
    }
    close(copy) }'
}

# renew_copies FILE BEGIN END: puts the file's block into every copy
renew_copies() {
  ks_copies=$(hosts_copies)
  [ -n "$ks_copies" ] || return 0
  ks_block=$(block_of "$1" "$2" "$3"; echo .); ks_block=${ks_block%.}
  mkdir -p /run/kubestrap; chmod 0700 /run/kubestrap
  ks_draft=$(mktemp /run/kubestrap/hosts.XXXXXX)
  printf '%s\n' "$ks_copies" | while IFS= read -r ks_copy; do
    ks_text=$(cat "$ks_copy" 2>/dev/null) || continue # its Pod ended
    printf '%s\n' "$ks_text" >"$ks_draft"
    ( put_block "$ks_draft" "$2" "$3" "$ks_block" ) 2>/dev/null || { printf '%s\n' "$ks_text" | grep -vxF -- "$2" >"$ks_draft"; put_block "$ks_draft" "$2" "$3" "$ks_block"; }
    ks_short=$(($(wc -c <"$ks_copy") - $(wc -c <"$ks_draft")))
    [ "$ks_short" -le 0 ] || printf "%${ks_short}s" '' | tr ' ' '\n' >>"$ks_draft"
    dd if="$ks_draft" of="$ks_copy" bs=2097152 conv=notrunc 2>/dev/null || [ ! -e "$ks_copy" ] || fail "cannot write $ks_copy"
  done
  rm -f "$ks_draft"
}
