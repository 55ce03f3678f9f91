# drain_node NAME SECONDS ARGUMENT...: cordoned, then emptied by evictions, which PodDisruptionBudgets may forbid. One that
# cannot be emptied is open again afterwards, if it was before.
drain_node() {
  ks_node=$1 ks_seconds=$2; shift 2
  ks_was=$(kube get node "$ks_node" --ignore-not-found -o 'go-template={{if .spec.unschedulable}}cordoned{{else}}open{{end}}')
  [ -n "$ks_was" ] || { printf 'there is no node %s any more\n' "$ks_node"; return 0; }
  [ "$ks_was" = cordoned ] || kube cordon "$ks_node"
  if kube drain "$ks_node" --ignore-daemonsets "--timeout=${ks_seconds}s" "$@"; then return 0; fi
  ks_why=$(budgets_at "$ks_node")
  if [ "$ks_was" = open ]; then kube uncordon "$ks_node" || :; fi
  ks_end="Members of etcd are as they were, and the node $([ "$ks_was" = open ] && printf 'takes Pods again' || printf 'stays cordoned, as it was before')"
  [ -z "$ks_why" ] || fail "$ks_node cannot be drained: $ks_why. $ks_end. Give these Pods another place (more replicas, other nodes) or change the PodDisruptionBudget, then run the same command again"
  fail "$ks_node was not drained in $ks_seconds s: see above which Pods stay and why. $ks_end"
}

# budgets_at NODE: budgets that allow no disruption now, with their Pods on that node, on one line
budgets_at() {
  kube get poddisruptionbudgets --all-namespaces -o 'go-template={{range .items}}{{.metadata.namespace}} {{.metadata.name}} {{.status.disruptionsAllowed}} {{with .spec.selector}}{{range $k, $v := .matchLabels}}{{$k}}={{$v}},{{end}}{{range .matchExpressions}}{{if eq .operator "Exists"}}{{.key}},{{else if eq .operator "DoesNotExist"}}!{{.key}},{{else}}{{.key}} {{if eq .operator "In"}}in{{else}}notin{{end}} ({{range $i, $v := .values}}{{if $i}},{{end}}{{$v}}{{end}}),{{end}}{{end}}{{end}}{{"\n"}}{{end}}' |
    while read -r ks_space ks_name ks_allowed ks_selector; do
      [ "$ks_allowed" = 0 ] || continue
      ks_pods=$(kube -n "$ks_space" get pods -l "${ks_selector%,}" --field-selector "spec.nodeName=$1" -o name | sed 's|^pod/||' | tr '\n' ' ')
      [ -z "$ks_pods" ] || printf 'the PodDisruptionBudget %s/%s allows no disruption now and covers %s; ' "$ks_space" "$ks_name" "${ks_pods% }"
    done | sed 's/; $//'
}

# stop_components SECONDS NAME FLAG...: takes the manifests of static Pods from the kubelet and waits until their processes
# are gone. Kept in /var/lib/kubestrap/leaving, to be put back by hand if the host is to stay after all.
stop_components() {
  ks_seconds=$1; shift
  ks_away=/var/lib/kubestrap/leaving
  mkdir -p "$ks_away"; chmod 0700 "$ks_away"
  while [ $# -gt 0 ]; do
    ks_manifest=/etc/kubernetes/manifests/$1.yaml
    if [ -e "$ks_manifest" ]; then
      ks_argument=$(pod_argument "$1" "$2")
      printf '%s\n' "$ks_argument" >"$ks_away/$1.argument"; sync "$ks_away/$1.argument" 2>/dev/null || sync
      mv -f "$ks_manifest" "$ks_away/$1.yaml"
    fi
    shift 2
  done
  ks_until=$(($(seconds_up) + ks_seconds))
  for ks_file in "$ks_away"/*.argument; do
    [ -e "$ks_file" ] || continue
    ks_name=${ks_file##*/}; ks_name=${ks_name%.argument}; ks_argument=$(cat "$ks_file")
    while ks_pids=$(pod_processes "$ks_name" "$ks_argument") && [ -n "$ks_pids" ]; do
      if [ "$(seconds_up)" -ge "$ks_until" ]; then
        printf '%s still runs without its manifest: it is ended\n' "$ks_name"
        for ks_pid in $ks_pids; do kill -s KILL "$ks_pid" || :; done
      fi
      sleep 0.5
    done
  done
}

# keep_snapshot PATH: of etcd, checked by etcd's own tool
keep_snapshot() {
  mkdir -p "${1%/*}"; chmod 0700 "${1%/*}"
  ks_made=$(etcd_data)/kubestrap-snapshot-kept.db
  rm -f "$ks_made" "$ks_made.part"
  ( umask 077; save_snapshot "$ks_made" )
  mv -f "$ks_made" "$1.kubestrap-new"
  land_file "$1.kubestrap-new" "$1" 0600 root:root
}

# members_meet URL...: the members that stay answer from here, so that they are a quorum without the one that leaves
members_meet() {
  for ks_url in "$@"; do
    etcd_answers "$ks_url" || fail "the member of etcd at $ks_url, which is to stay, does not answer from this host: without the one that leaves they would be no quorum. Nothing was changed: mend what is between them, and run the same command again"
  done
}

# yield_leadership URL TO: if the member at URL leads, the member with the id TO does afterwards
yield_leadership() {
  ks_leads=$(etcd_ctl "--endpoints=$1" endpoint status -w fields | sed -n -e 's/^"Leader" : \([0-9]*\)$/leader \1/p' -e 's/^"MemberID" : \([0-9]*\)$/member \1/p' | sort | tr '\n' ' ')
  set -- "$1" "$2" $ks_leads
  if [ "${4:-}" != "${6:-}" ] || [ -z "${4:-}" ]; then echo 'another member leads'; return 0; fi
  etcd_ctl "--endpoints=$1" move-leader "$2"
}

# member_leave ID MEMBERS URL...: takes a member out of etcd: if there are as many members as when this was planned, and
# those that stay (at URLs) answer. Then waits until it is gone and the others answer: what a command printed is no proof.
member_leave() {
  ks_id=$1 ks_members=$2; shift 2
  ks_list=$(etcd_ctl member list) || fail 'etcd does not list its members: nothing was removed'
  if printf '%s\n' "$ks_list" | grep -q "^$ks_id, "; then
    ks_now=$(printf '%s\n' "$ks_list" | grep -c .)
    [ "$ks_now" = "$ks_members" ] || fail "etcd has $ks_now members, and $ks_members when this was planned: nothing was removed; run the same command again"
    for ks_url in "$@"; do
      etcd_answers "$ks_url" || fail "the member of etcd at $ks_url, which is to stay, does not answer: nothing was removed; mend it first"
    done
    etcd_ctl --command-timeout=30s member remove "$ks_id" || echo 'etcd did not confirm it: the list of members tells'
  fi
  ks_until=$(($(seconds_up) + 60))
  while :; do
    ks_left=
    ks_list=$(etcd_ctl member list) || ks_left='etcd does not list its members'
    if printf '%s\n' "$ks_list" | grep -q "^$ks_id, "; then ks_left='it is still listed'; fi
    for ks_url in "$@"; do etcd_answers "$ks_url" || ks_left="the member at $ks_url does not answer"; done
    [ -n "$ks_left" ] || break
    [ "$(seconds_up)" -lt "$ks_until" ] || fail "the member $ks_id was to leave etcd, and after a minute $ks_left. Nothing else was changed: see \"kubestrap etcd status\""
    sleep 0.5
  done
  printf '%s\n' "$ks_list"
}

# change_cluster_status SHA256 PATCH: of the API servers that kubeadm up to 1.21 notes, if it is still what was read
change_cluster_status() {
  ks_sum=$(kube -n kube-system get configmap kubeadm-config -o 'go-template={{.data.ClusterStatus}}' | sha256sum | cut -d ' ' -f 1)
  [ "$ks_sum" = "$1" ] || fail "ConfigMap kube-system/kubeadm-config changed since it was read; nothing was written: run kubestrap again"
  kube -n kube-system patch configmap kubeadm-config --type merge -p "$2"
}

# delete_node NAME: and sees it gone
delete_node() {
  kube delete node "$1" --ignore-not-found
  [ -z "$(kube get node "$1" --ignore-not-found -o name)" ] || fail "the node $1 is there again after it was deleted: does a kubelet still run under that name? Stop it (systemctl stop kubelet) and run the same command again"
}

# forget KEY: what `remember` noted
forget() { kube -n kube-system patch configmap kubestrap --type merge -p "{\"data\":{\"$1\":null}}"; }
