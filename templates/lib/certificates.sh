# change_kubeadm_config SHA256 PATCH: of the ConfigMap that joining control planes read, if it is still what was read
change_kubeadm_config() {
  ks_sum=$(kube -n kube-system get configmap kubeadm-config -o 'go-template={{.data.ClusterConfiguration}}' | sha256sum | cut -d ' ' -f 1)
  [ "$ks_sum" = "$1" ] || fail "ConfigMap kube-system/kubeadm-config changed since it was read; nothing was written: run kubestrap again"
  kube -n kube-system patch configmap kubeadm-config --type merge -p "$2"
}

# issue_apiserver DIRECTORY CONFIG: kubeadm issues the API server's certificate anew. It works in a directory of its own,
# which CONFIG names (/run/kubestrap/pki), so that the pair in use stays until the new one is whole.
issue_apiserver() {
  ks_made=/run/kubestrap/pki; ks_config=/run/kubestrap/issue.yaml
  rm -rf "$ks_made"; mkdir -p "$ks_made"; chmod 0700 /run/kubestrap "$ks_made"
  ln -s "$1/ca.crt" "$1/ca.key" "$ks_made"
  put_file "$ks_config" 0600 root:root "$2"
  ks_code=0; kubeadm init phase certs apiserver --config "$ks_config" || ks_code=$?
  rm -f "$ks_config"
  if [ "$ks_code" -eq 0 ] && [ -s "$ks_made/apiserver.crt" ] && [ -s "$ks_made/apiserver.key" ]; then
    pods_due kube-apiserver
    ( umask 077; cp "$ks_made/apiserver.key" "$1/apiserver.key.kubestrap-new"; cp "$ks_made/apiserver.crt" "$1/apiserver.crt.kubestrap-new" )
    land_file "$1/apiserver.key.kubestrap-new" "$1/apiserver.key" 0600 root:root
    land_file "$1/apiserver.crt.kubestrap-new" "$1/apiserver.crt" 0644 root:root
    rm -rf "$ks_made"
  else
    rm -rf "$ks_made"
    fail "kubeadm issued no certificate: the one that was there is still in use"
  fi
}

# renew_certificate NAME CONFIG COMMAND...: COMMAND is what kubeadm calls its certificates, `certs` or `alpha certs`
renew_certificate() {
  ks_config=/run/kubestrap/renew.yaml; ks_name=$1
  mkdir -p /run/kubestrap; chmod 0700 /run/kubestrap
  put_file "$ks_config" 0600 root:root "$2"
  shift 2
  ks_code=0; kubeadm "$@" renew "$ks_name" --config "$ks_config" || ks_code=$?
  rm -f "$ks_config"
  return "$ks_code"
}
