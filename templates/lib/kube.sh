# recorded KIND: names of the resources of a kind that the record has; it is written one key a line
recorded() { [ ! -e /var/lib/kubestrap/record.json ] || sed -n "s/^    \"$1 \(.*\)\": {\$/\1/p" /var/lib/kubestrap/record.json; }

KS_API_SERVER=/etc/kubernetes/manifests/kube-apiserver.yaml

# api_server_flag NAME: its value in the manifest of this host's API server; nothing where there is none
api_server_flag() { [ ! -r "$KS_API_SERVER" ] || sed -n "s/^ *- ['\"]\{0,1\}--$1=\([^'\"]*\).*/\1/p" "$KS_API_SERVER" | head -n 1; }

# own_server: URL of the API server on this host. kubeadm's certificate always names its advertise address
# (GetAPIServerAltNames, cmd/kubeadm/app/util/pkiutil), so it verifies there.
own_server() {
  ks_at=$(api_server_flag advertise-address) ks_port=$(api_server_flag secure-port)
  [ -n "$ks_at" ] || { echo "$KS_API_SERVER names no advertise address: there is no API server on this host to ask" >&2; return 1; }
  case $ks_at in *:*) ks_at="[$ks_at]" ;; esac
  printf 'https://%s:%s' "$ks_at" "${ks_port:-6443}"
}

# kube COMMAND...: kubectl as the cluster's admin, at this host's own API server: behind the endpoint's name, or a load
# balancer, another control plane could answer for one that is down. A --server of the command's own comes later and counts.
kube() { ks_own=$(own_server) || return; kubectl --kubeconfig /etc/kubernetes/admin.conf --server "$ks_own" --request-timeout=30s "$@"; }

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

# create_node NAME MANIFEST: unless the API server has a Node of that name by now
create_node() { kube get node "$1" >/dev/null 2>&1 || printf '%s' "$2" | kube create -f -; }

# node_reports NAME SECONDS: waits until the kubelet has told the Node what its host has
node_reports() {
  ks_until=$(($(seconds_up) + $2))
  until [ -n "$(kube get node "$1" --ignore-not-found -o 'jsonpath={.status.capacity.cpu}')" ]; do
    if [ "$(seconds_up)" -ge "$ks_until" ]; then
      printf 'the kubelet of %s did not report within %s s: see "journalctl -u kubelet" there. With a certificate that has ended it cannot: "kubestrap certs status"\n' "$1" "$2"
      return 1
    fi
    sleep 1
  done
}

# node_renews NAME SECONDS: waits until the kubelet renews the lease of its Node, from now on
node_renews() {
  ks_until=$(($(seconds_up) + $2)); ks_renewed=-
  while :; do
    ks_now=$(kube -n kube-node-lease get lease "$1" --ignore-not-found -o 'jsonpath={.spec.renewTime}') || ks_now=
    [ "$ks_renewed" != - ] || ks_renewed=$ks_now
    [ -z "$ks_now" ] || [ "$ks_now" = "$ks_renewed" ] || return 0
    if [ "$(seconds_up)" -ge "$ks_until" ]; then
      printf 'the kubelet of %s was restarted, and has not come back within %s s: see "journalctl -u kubelet" there\n' "$1" "$2"
      return 1
    fi
    sleep 1
  done
}
