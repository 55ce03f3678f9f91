# What a cluster leaves on a host. `found_X` lists it, a row a thing; `clear_X` takes off what `found_X` lists, as often as
# it is called. KS_KUBELET_ROOT is the kubelet's --root-dir where the spec gives one.

# stop_kubelet CA: so that nothing starts Pods again. CA is the cluster's certificate: kept until the host is clean, since
# by it kubeconfigs are known to be of this cluster. `-`: nothing is kept.
stop_kubelet() {
  mkdir -p /var/lib/kubestrap; chmod 0700 /var/lib/kubestrap
  if [ -s "$1" ]; then
    cp "$1" /var/lib/kubestrap/reset-ca.crt.new
    mv -f /var/lib/kubestrap/reset-ca.crt.new /var/lib/kubestrap/reset-ca.crt
  fi
  case $(systemctl show -p LoadState -- kubelet.service) in LoadState=loaded) systemctl stop -- kubelet.service ;; esac
}

# found_pods SOCKET: ids of Pods that the container runtime keeps
found_pods() {
  [ -S "${1#unix://}" ] || return 0
  if command -v crictl >/dev/null; then timeout 60 crictl --runtime-endpoint "$1" pods -q || :
  elif command -v ctr >/dev/null; then timeout 60 ctr -a "${1#unix://}" -n k8s.io containers ls -q 'labels."io.cri-containerd.kind"==sandbox' || :
  fi
}

# found_processes: `PID NAME` of what runs in a control group of the kubelet's
found_processes() {
  for ks_dir in $(grep -ls kubepods /proc/[0-9]*/cgroup); do
    ks_dir=${ks_dir%/cgroup} ks_is=
    { read -r ks_is <"$ks_dir/comm"; } 2>/dev/null || continue
    printf '%s %s\n' "${ks_dir#/proc/}" "$ks_is"
  done
}

# containers_of SOCKET KIND: ids that containerd has of its CRI plugin: `container` or `sandbox`
containers_of() { timeout 60 ctr -a "${1#unix://}" -n k8s.io containers ls -q "labels.\"io.cri-containerd.kind\"==$2"; }

# clear_containers SOCKET: Pods without crictl: containerd ends their processes and forgets them. The plugins of the network are not
# asked; what they keep is found and cleared as theirs. The CRI plugin lists what it has in memory, so it starts anew.
clear_containers() {
  for ks_kind in container sandbox; do
    for ks_id in $(containers_of "$1" "$ks_kind"); do
      ks_net=$(timeout 60 ctr -a "${1#unix://}" -n k8s.io containers info "$ks_id" | sed -n 's|.*"path": *"\(/[a-z/]*/netns/cni-[^"]*\)".*|\1|p' | head -n 1) || ks_net=
      timeout 60 ctr -a "${1#unix://}" -n k8s.io tasks kill -a -s KILL "$ks_id" 2>/dev/null || :
      timeout 60 ctr -a "${1#unix://}" -n k8s.io tasks delete -f "$ks_id" 2>/dev/null || :
      timeout 60 ctr -a "${1#unix://}" -n k8s.io containers delete "$ks_id" || :
      if [ "$ks_kind" = sandbox ] && [ -n "$ks_net" ]; then umount -- "$ks_net" 2>/dev/null || :; rm -f -- "$ks_net"; fi
    done
  done
  case $(systemctl show -p LoadState -- containerd.service) in LoadState=loaded) systemctl restart -- containerd.service ;; esac
}

# clear_pods SOCKET: the container runtime takes them down, with their networks
clear_pods() {
  for ks_round in 1 2 3 4 5; do
    ks_pods=$(found_pods "$1")
    if [ -z "$ks_pods" ] && [ -z "$(found_processes)" ]; then return 0; fi
    if [ -n "$ks_pods" ] && ! command -v crictl >/dev/null; then
      command -v ctr >/dev/null || fail "this host has neither crictl nor ctr to stop Pods with: install crictl"
      clear_containers "$1"; continue
    fi
    for ks_pod in $ks_pods; do
      timeout 120 crictl --runtime-endpoint "$1" stopp "$ks_pod" || :
      timeout 120 crictl --runtime-endpoint "$1" rmp "$ks_pod" || :
    done
    [ "$ks_round" = 1 ] || sleep 2
  done
  fail "Pods of the kubelet still run: $(found_pods "$1" | tr '\n' ' ')$(found_processes | tr '\n' ' '). Does the container runtime run? (systemctl status containerd; crictl pods)"
}

# Arguments of the process, where it runs, and what systemd has of its unit with all drop-ins and environment files. Every look
# at a host asks for this, so it starts few processes.

# kubelet_roots: --root-dir of the spec and of this host
kubelet_roots() {
  printf '%s\n' /var/lib/kubelet "${KS_KUBELET_ROOT:-}"
  ks_told=$(systemctl show -p MainPID -p ExecStart -p Environment -p EnvironmentFiles -- kubelet.service 2>/dev/null) || :
  set -- /var/lib/kubelet/kubeadm-flags.env /etc/default/kubelet /etc/sysconfig/kubelet
  while IFS= read -r ks_line; do
    case $ks_line in
      MainPID=[1-9]*) ks_told="$ks_told $(tr '\0' ' ' <"/proc/${ks_line#*=}/cmdline")" || : ;;
      EnvironmentFiles=*) ks_line=${ks_line#*=}; set -- "$@" ${ks_line% (*} ;;
    esac
  done 2>/dev/null <<END
$ks_told
END
  ks_told="$ks_told $(sed '/^[[:space:]]*[#;]/d' "$@" 2>/dev/null)" || :
  case $ks_told in *--root-dir*) ;; *) return 0 ;; esac
  printf '%s\n' "$ks_told" | tr -s " \t\"'" '\n' | awk '
    follows { print; follows = 0; next }
    /(^|=)--root-dir=/ { sub(/^.*--root-dir=/, ""); print; next }
    /(^|=)--root-dir$/ { follows = 1 }'
}

# More than one, since Pods keep what an earlier kubelet mounted for them. Without symbolic links, as the kernel lists what is
# mounted below.

# kubelet_dirs: where the kubelet keeps Pods and mounts their volumes
kubelet_dirs() {
  kubelet_roots | while IFS= read -r ks_path; do
    case $ks_path in /?*) readlink -f -- "$ks_path" 2>/dev/null || printf '%s\n' "$ks_path" ;; esac
  done | LC_ALL=C sort -u
}

# mounted_at: every mount point of this host, a row each, as paths are written elsewhere
mounted_at() {
  while read -r _ ks_where _; do
    case $ks_where in *\\*) printf '%b\n' "$(printf %s "$ks_where" | sed 's/\\\([0-7]\)/\\0\1/g')" ;; *) printf '%s\n' "$ks_where" ;; esac
  done </proc/self/mounts
}

# found_mounts: what is mounted below the kubelet's directories, the innermost first. A disk at one of them, or at its `pods`, is
# the host's and not a volume.
found_mounts() {
  ks_mounted=$(mounted_at)
  kubelet_dirs | while IFS= read -r ks_dir; do
    printf '%s\n' "$ks_mounted" | while IFS= read -r ks_where; do
      case $ks_where in "$ks_dir/pods") ;; "$ks_dir"/*) printf '%s\n' "$ks_where" ;; esac
    done
  done | LC_ALL=C sort -ru
}

# is_there PATH: is there something to remove? Of a mount point, what is in it counts, but for the file system's own lost+found.
is_there() {
  [ -e "$1" ] || [ -L "$1" ] || return 1
  is_mount "$1" || return 0
  [ -n "$(ls -A "$1" | grep -vxF lost+found)" ]
}

# is_mount PATH
is_mount() { ks_real=$(readlink -f -- "$1") && mounted_at | grep -qxF -- "$ks_real"; }

# remove_tree PATH: a mount point stays, and its lost+found
remove_tree() {
  if is_mount "$1"; then find "$1" -mindepth 1 -maxdepth 1 ! -name lost+found -exec rm -rf -- {} +
  else rm -rf -- "$1"; fi
}

# clear_mounts: before anything below is removed, which would empty volumes
clear_mounts() {
  for ks_round in 1 2 3; do
    found_mounts | while IFS= read -r ks_where; do umount -- "$ks_where" || :; done
    [ -n "$(found_mounts)" ] || return 0
    sleep 1
  done
  fail "still mounted: $(found_mounts | tr '\n' ' '). Nothing below was removed, so that no volume is emptied: see what uses it (fuser -vm PATH), unmount it, run kubestrap again"
}

# reset_kubeadm FLAG...: kubeadm's own cleaning, to its end even without us. Its exit code says little (it warns where it
# could not do something, and fails where nothing is left to do): what is there afterwards counts.
reset_kubeadm() {
  command -v kubeadm >/dev/null || { echo 'there is no kubeadm here: what it would remove is removed without it'; return 0; }
  ks_code=0
  long kubeadm-reset "$(cat "$KS_RUNS/kubeadm-reset/started" 2>/dev/null || echo -)" - kubeadm reset --force "$@" || ks_code=$?
  [ "$ks_code" -eq 0 ] || printf 'kubeadm reset ended with exit code %s: going on, what it left is removed next\n' "$ks_code"
}

# found_files PKI: what makes a host a member, and what lets whoever has it into the cluster
found_files() {
  for ks_path in /etc/kubernetes/admin.conf /etc/kubernetes/super-admin.conf /etc/kubernetes/kubelet.conf /etc/kubernetes/bootstrap-kubelet.conf \
    /etc/kubernetes/controller-manager.conf /etc/kubernetes/scheduler.conf /etc/kubernetes/manifests/etcd.yaml /etc/kubernetes/manifests/kube-*.yaml \
    /etc/kubernetes/tmp "$1"/*.crt "$1"/*.key "$1"/*.pub "$1"/etcd /var/lib/kubelet/pki /var/lib/kubelet/config.yaml /var/lib/kubelet/kubeadm-flags.env \
    /var/lib/kubelet/instance-config.yaml /var/run/kubernetes; do
    if is_there "$ks_path"; then printf '%s\n' "$ks_path"; fi
  done
  # what is decided of CPUs and memory there binds Pods that are gone (--root-dir)
  kubelet_dirs | while IFS= read -r ks_dir; do
    for ks_path in "$ks_dir/pods" "$ks_dir/cpu_manager_state" "$ks_dir/memory_manager_state"; do
      if is_there "$ks_path"; then printf '%s\n' "$ks_path"; fi
    done
  done
}

# clear_files PKI: no mount point goes, and nothing while something is mounted below the kubelet's directory
clear_files() {
  [ -z "$(found_mounts)" ] || clear_mounts
  found_files "$1" | while IFS= read -r ks_path; do remove_tree "$ks_path"; done
  rm -rf /run/kubestrap/pki; rm -f /run/kubestrap/*.yaml
  rmdir -- "$1" 2>/dev/null || :
  [ -z "$(found_files "$1")" ] || fail "cannot be removed: $(found_files "$1" | tr '\n' ' ')"
}

# found_etcd DIRECTORY: its member's data, and what snapshots and restores of kubestrap's left beside it
found_etcd() {
  for ks_path in "$1/member" "$1/kubestrap-restore" "$1"/kubestrap-snapshot-* "$1"/before-restore-* "$1".before-restore-*; do
    if is_there "$ks_path"; then printf '%s\n' "$ks_path"; fi
  done
}

# clear_etcd DIRECTORY: what is found there; the directory itself only where it is empty and no mount point
clear_etcd() {
  for ks_dir in /proc/[0-9]*; do
    ks_words=; { IFS= read -r ks_words <"$ks_dir/cmdline"; } 2>/dev/null || : # without the NULs between them
    case $ks_words in *"--data-dir=$1"*) ;; *) continue ;; esac
    if { tr '\0' '\n' <"$ks_dir/cmdline" | grep -qxF -- "--data-dir=$1"; } 2>/dev/null; then
      fail "etcd (process ${ks_dir#/proc/}) still runs on $1: nothing of it was removed"
    fi
  done
  found_etcd "$1" | while IFS= read -r ks_path; do remove_tree "$ks_path"; done
  rmdir -- "$1" 2>/dev/null || :
}

# first_certificate: of what is on stdin, in one line without the marks
first_certificate() { sed -n '/-BEGIN CERTIFICATE-/,/-END CERTIFICATE-/p' | sed -e '/-END CERTIFICATE-/q' -e 1d | sed '$d' | tr -d '\r\n '; }

# found_kubeconfigs PKI: `own PATH` where the file holds this cluster alone, `shared PATH` where others are in it, too
found_kubeconfigs() {
  ks_ca=$1/ca.crt; [ -s "$ks_ca" ] || ks_ca=/var/lib/kubestrap/reset-ca.crt
  [ -s "$ks_ca" ] || return 0
  ks_ours=$(first_certificate <"$ks_ca")
  for ks_path in /root/.kube/config /home/*/.kube/config "${HOME:-/root}/.kube/config"; do
    [ -f "$ks_path" ] || continue
    ks_mine=0
    for ks_data in $(sed -n 's/^[ -]*certificate-authority-data: *["'\'']\{0,1\}\([A-Za-z0-9+/=]*\).*/\1/p' "$ks_path"); do
      [ "$(printf %s "$ks_data" | base64 -d 2>/dev/null | first_certificate)" != "$ks_ours" ] || ks_mine=$((ks_mine + 1))
    done
    ks_all=$(grep -cE '^[ -]*server:' "$ks_path" || :)
    if [ "$ks_mine" -eq 0 ]; then continue; fi
    if [ "$ks_all" -eq "$ks_mine" ]; then printf 'own %s\n' "$ks_path"; else printf 'shared %s\n' "$ks_path"; fi
  done | LC_ALL=C sort -u
}

# clear_kubeconfigs PKI
clear_kubeconfigs() {
  found_kubeconfigs "$1" | while read -r ks_is ks_path; do
    if [ "$ks_is" = own ]; then rm -f -- "$ks_path"; rmdir -- "${ks_path%/*}" 2>/dev/null || :
    else printf '%s holds other clusters, too: take this one out by hand (kubectl config delete-cluster, delete-user)\n' "$ks_path"; fi
  done
}

# found_cni: configuration of network add-ons that came after kubeadm started here; without a trace of that, files that
# add-ons are known to write
found_cni() {
  for ks_path in /etc/cni/net.d/*; do
    if [ ! -e "$ks_path" ]; then continue; fi
    ks_since=
    for ks_run in "$KS_RUNS/kubeadm-init/started" "$KS_RUNS/kubeadm-join/started"; do
      if [ -e "$ks_run" ] && ! grep -qx unknown "$ks_run"; then ks_since=$ks_since$(find "$ks_path" -prune -newer "$ks_run")-; fi
    done
    case $ks_since in *[!-]*) printf '%s\n' "$ks_path"; continue ;; ?*) continue ;; esac
    case ${ks_path##*/} in *flannel*|*calico*|*cilium*|*weave*|*antrea*|*kuberouter*|*kube-router*|*multus*) printf '%s\n' "$ks_path" ;; esac
  done
}

# found_state: what network add-ons and plugins remember between starts (addresses given away, the node's name), and what
# kubectl, which kubestrap runs on control planes, remembers of API servers
found_state() {
  ks_cache=${HOME:-/root}/.kube/cache; [ -e "$KS_RUNS" ] || ks_cache=
  for ks_path in /var/lib/cni /var/lib/calico /var/lib/weave /run/flannel /run/calico /run/cilium $ks_cache; do
    if [ -n "$(ls -A "$ks_path" 2>/dev/null)" ]; then printf '%s\n' "$ks_path"; fi
  done
}

# clear_cni: configuration of network add-ons
clear_cni() { found_cni | while IFS= read -r ks_path; do rm -rf -- "$ks_path"; done; }

# clear_state: what add-ons and kubectl remember
clear_state() {
  found_state | while IFS= read -r ks_path; do rm -rf -- "$ks_path"; done
  rmdir -- "${HOME:-/root}/.kube" 2>/dev/null || :
}

# found_links: links that kube-proxy, the CNI plugins and add-ons make; never one with hardware behind it.
# kube-ipvs0: kube-proxy (pkg/proxy/ipvs); nodelocaldns: NodeLocal DNSCache; cni0: CNI's bridge plugin; flannel.1 and
# flannel-v6.1: flannel (vxlan); cali and eleven characters, vxlan.calico, wireguard.cali: Calico (Felix); cilium_*,
# lxc_health: Cilium; kube-bridge, kube-dummy-if: kube-router; weave, vxlan-6784: Weave Net; antrea-*: Antrea
found_links() {
  for ks_path in /sys/class/net/*; do
    if [ -e "$ks_path/device" ]; then continue; fi
    case ${ks_path##*/} in
      kube-ipvs0|nodelocaldns|cni0|flannel.[0-9]*|flannel-v6.[0-9]*|flannel-wg|flannel-wg-v6) ;;
      cali???????????|vxlan.calico|vxlan-v6.calico|wireguard.cali|wg-v6.cali|cilium_*|lxc_health) ;;
      kube-bridge|kube-dummy-if|weave|vxlan-6784|antrea-gw0|antrea-tun0) ;;
      # the kernel's own, which Calico uses: it cannot be removed, only be as the kernel makes it
      tunl0) { [ -e /var/lib/calico ] && ip -o -4 addr show dev tunl0 2>/dev/null | grep -q inet; } || continue ;;
      *) continue ;;
    esac
    printf '%s\n' "${ks_path##*/}"
  done
}

# clear_links: one of a pair takes the other along
clear_links() {
  for ks_link in $(found_links); do
    if [ "$ks_link" = tunl0 ]; then ip addr flush dev tunl0; ip link set tunl0 down; continue; fi
    [ ! -e "/sys/class/net/$ks_link" ] || ip link delete "$ks_link" || [ ! -e "/sys/class/net/$ks_link" ]
  done
}

# cluster_rules: of what iptables-save prints, on stdin, what takes the cluster's part out, for iptables-restore --noflush:
# chains by their prefix, and rules elsewhere that lead into one or that Calico and older flannel mark by a comment.
# Nothing where there is no such part. Foreign rules, chains and policies are not named at all.
cluster_rules() {
  awk '
    BEGIN { ours = "^(KUBE-|CNI-|FLANNEL-|cali-|CILIUM_|OLD_CILIUM_|ANTREA-)" }
    /^\*/ { table = $0; flush = ""; unlink = ""; drop = ""; next }
    /^:/ { name = substr($1, 2); if (name ~ ours) { flush = flush ":" name " - [0:0]\n"; drop = drop "-X " name "\n" }; next }
    /^-A / {
      if ($2 ~ ours) next
      bare = $0; gsub(/"([^"\\]|\\.)*"/, "text", bare)
      hit = $0 ~ /--comment "?cali:[A-Za-z0-9_-]+"?( |$)/ || $0 ~ /--comment "flanneld (masq|forward)"/
      size = split(bare, word, " ")
      for (i = 3; i < size; i++) if ((word[i] == "-j" || word[i] == "-g") && word[i + 1] ~ ours) hit = 1
      if (hit) unlink = unlink "-D" substr($0, 3) "\n"
      next
    }
    /^COMMIT/ { if (flush != "" || unlink != "") printf "%s\n%s%s%sCOMMIT\n", table, flush, unlink, drop }'
}

# rule_programs: of both families, one for each of the kernel's two ways to keep such rules; without a suffix where the
# distribution has one way only
rule_programs() {
  for ks_family in iptables ip6tables; do
    ks_any=
    for ks_program in "$ks_family-legacy" "$ks_family-nft" "$ks_family"; do
      case $ks_program,$ks_any in "$ks_family,yes") continue ;; esac
      if command -v "$ks_program-save" >/dev/null; then ks_any=yes; printf '%s\n' "$ks_program"; fi
    done
  done
}

# found_rules: `PROGRAM CHAINS-AND-RULES`
found_rules() {
  for ks_program in $(rule_programs); do
    ks_count=$("$ks_program-save" 2>/dev/null | cluster_rules | grep -cE '^(:|-D )' || :)
    [ "$ks_count" = 0 ] || printf '%s %s\n' "$ks_program" "$ks_count"
  done
}

# clear_rules: table by table at once, or not at all
clear_rules() {
  found_rules | while read -r ks_program _; do
    ks_rules=$("$ks_program-save" | cluster_rules)
    [ -n "$ks_rules" ] || continue
    printf '%s\n' "$ks_rules" | "$ks_program-restore" --noflush -w 10 ||
      printf '%s\n' "$ks_rules" | "$ks_program-restore" --noflush
  done
  [ -z "$(found_rules)" ] || fail "rules of the cluster are still there: $(found_rules | tr '\n' ' ')"
}

# found_tables: `FAMILY NAME` of nftables' tables. kube-proxy: its mode nftables; flannel-ipv4 and -ipv6: flannel with
# EnableNFTables; cni_hostport, cni_plugins_masquerade: the CNI plugins portmap and bridge
found_tables() {
  command -v nft >/dev/null || return 0
  nft list tables 2>/dev/null | sed -n -E 's/^table (ip6? kube-proxy|ip flannel-ipv4|ip6 flannel-ipv6|ip6? cni_hostport|inet cni_plugins_masquerade)$/\1/p'
}

# clear_tables
clear_tables() { found_tables | while read -r ks_family ks_table; do nft delete table "$ks_family" "$ks_table"; done; }

# found_ipsets: kube-proxy's in mode ipvs, Calico's
found_ipsets() {
  command -v ipset >/dev/null || return 0
  ipset list -n 2>/dev/null | grep -E '^(KUBE-|cali[46]0)' || :
}

# clear_ipsets: the kernel lets go of a set a moment after the last rule that names it
clear_ipsets() {
  for ks_round in 1 2 3 4 5; do
    for ks_set in $(found_ipsets); do ipset destroy "$ks_set" 2>/dev/null || :; done
    [ -n "$(found_ipsets)" ] || return 0
    sleep 1
  done
  fail "sets of the cluster are still in use: $(found_ipsets | tr '\n' ' ')"
}

# found_ipvs: `-t ADDRESS:PORT` of virtual services on addresses that kube-proxy keeps on kube-ipvs0; others are not ours
found_ipvs() {
  if [ ! -e /sys/class/net/kube-ipvs0 ] || ! command -v ipvsadm >/dev/null; then return 0; fi
  ks_own=$(ip -o addr show dev kube-ipvs0 | sed -n 's/.* inet6\{0,1\} \([^/ ]*\).*/\1/p')
  ipvsadm -Sn 2>/dev/null | sed -n 's/^-A \(-[tu]\|--[a-z]*-service\) \([^ ]*\).*/\1 \2/p' | while read -r ks_kind ks_service; do
    ks_address=${ks_service%:*}; ks_address=${ks_address#[}
    if printf '%s\n' "$ks_own" | grep -qxF -- "${ks_address%]}"; then printf '%s %s\n' "$ks_kind" "$ks_service"; fi
  done
}

# clear_ipvs
clear_ipvs() { found_ipvs | while read -r ks_kind ks_service; do ipvsadm -D "$ks_kind" "$ks_service"; done; }

# restore_unit UNIT BOOT RUN: disabled or inactive again, where it was before kubestrap
restore_unit() {
  case $(systemctl show -p LoadState -- "$1") in LoadState=loaded) ;; *) return 0 ;; esac
  [ "$2" != disabled ] || systemctl -q disable -- "$1"
  [ "$3" != inactive ] || systemctl stop -- "$1"
}

# said TAG COMMAND...: its rows with the tag before each
said() { ks_tag=$1; shift; "$@" 2>/dev/null | sed "s|^|$ks_tag |"; }

# leftovers PKI ETCD SOCKET: all of it as tagged rows, and `end`. ETCD is `-` where etcd is not this host's.
leftovers() {
  said pod found_pods "$3"
  said process found_processes
  said mount found_mounts
  said file found_files "$1"
  [ "$2" = - ] || said etcd found_etcd "$2"
  found_kubeconfigs "$1" | sed -n -e 's/^own /kubeconfig /p' -e 's/^shared /shared-kubeconfig /p'
  said cni found_cni
  said state found_state
  said link found_links
  said rules found_rules
  said table found_tables
  said ipset found_ipsets
  said ipvs found_ipvs
  if [ -e /var/lib/kubestrap ]; then echo 'notes /var/lib/kubestrap'; fi
  echo end
}

# no_leftovers PKI ETCD SOCKET ROW...: fails with what is still there, but for a kubeconfig that is shared (a person's to edit),
# kubestrap's own notes, and these rows
no_leftovers() {
  ks_left=$(leftovers "$1" "$2" "$3" | grep -vE '^(shared-kubeconfig .*|notes .*|end)$' || :)
  shift 3
  for ks_row in "$@"; do ks_left=$(printf '%s\n' "$ks_left" | grep -vxF -- "$ks_row" || :); done
  [ -z "$ks_left" ] || fail "the host is not clean:
$ks_left"
}

# begin_clean_up: from here on the host counts as half done, so that the next run resumes a clean-up that was cut off. Where no run
# of kubeadm was noted, nobody knows when it was.
begin_clean_up() {
  ks_any=
  for ks_run in "$KS_RUNS/kubeadm-init" "$KS_RUNS/kubeadm-join"; do
    if [ -e "$ks_run/started" ]; then rm -f "$ks_run/exit"; ks_any=yes; fi
  done
  if [ -z "$ks_any" ]; then
    mkdir -p "$KS_RUNS/kubeadm-join"; chmod 0700 "$KS_RUNS" "$KS_RUNS/kubeadm-join"
    echo unknown >"$KS_RUNS/kubeadm-join/started"; : >"$KS_RUNS/kubeadm-join/log"
  fi
  sync
}

# end_clean_up: what says that the host is half done, the last of a clean-up
end_clean_up() { rm -rf "$KS_RUNS/kubeadm-init" "$KS_RUNS/kubeadm-join" "$KS_RUNS/kubeadm-reset"; }

# forget_host: kubestrap's own notes, the very last
forget_host() { rm -rf /var/lib/kubestrap; }
