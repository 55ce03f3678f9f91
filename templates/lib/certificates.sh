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

# renew_kubelet CONFIG: a client certificate for the kubelet, which cannot ask for one with one that has expired. kubeadm
# issues it; it takes the place of the one that the kubelet renews by itself from then on.
renew_kubelet() {
  ks_made=/run/kubestrap/kubelet; ks_config=/run/kubestrap/renew.yaml; ks_own=/etc/kubernetes/kubelet.conf
  rm -rf "$ks_made"; mkdir -p "$ks_made"; chmod 0700 /run/kubestrap "$ks_made"
  put_file "$ks_config" 0600 root:root "$1"
  ks_code=0; kubeadm init phase kubeconfig kubelet --kubeconfig-dir "$ks_made" --config "$ks_config" || ks_code=$?
  ks_pem=$(for ks_part in certificate key; do sed -n "s/^ *client-$ks_part-data: //p" "$ks_made/kubelet.conf" | base64 -d; done)
  rm -rf "$ks_made" "$ks_config"
  case $ks_code,$ks_pem in
    0,*CERTIFICATE*KEY*) ;;
    *) fail "kubeadm issued no certificate for the kubelet: the one that was there is still in use" ;;
  esac
  ks_pki=/var/lib/kubelet/pki; ks_file=$ks_pki/kubelet-client-$(date -u +%Y-%m-%d-%H-%M-%S).pem
  put_file "$ks_file" 0600 root:root "$ks_pem
"
  ln -sf "$ks_file" "$ks_pki/kubelet-client-current.pem.kubestrap-new"
  mv -fT "$ks_pki/kubelet-client-current.pem.kubestrap-new" "$ks_pki/kubelet-client-current.pem"
  # one that kubeadm init before 1.17 wrote into the file is never renewed (kubeadm#1753)
  if grep -q 'client-certificate-data:' "$ks_own"; then
    put_file "$ks_own" 0600 root:root "$(sed -e "s|client-certificate-data:.*|client-certificate: $ks_pki/kubelet-client-current.pem|" -e "s|client-key-data:.*|client-key: $ks_pki/kubelet-client-current.pem|" "$ks_own")
"
  fi
  systemctl restart kubelet.service
}
