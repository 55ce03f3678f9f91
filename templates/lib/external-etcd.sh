# What kubeadm on this host needs of an etcd that external_etcd (etcd.sh) names.
KS_ETCD_KEPT=/var/lib/kubestrap/etcd-files

# external_etcd_empty KEY: nothing is below this key, which ends with a slash, or the step ends: a cluster that begins there would
# take over what it finds, and its CA and its keys for service accounts would not fit
external_etcd_empty() {
  give_back "$KS_ETCD_KEPT" etcd_files
  ks_lacks=
  for ks_file in "$KS_ETCD_CA" "$KS_ETCD_CERT" "$KS_ETCD_KEY"; do [ -r "$ks_file" ] || ks_lacks="$ks_lacks $ks_file"; done
  [ -z "$ks_lacks" ] || fail "spec.etcd.external names files that this host does not have:$ks_lacks. Put them there and run the same command again; hosts that join get them from here, by kubeadm"
  ks_count=$(external_etcd_count "$1") || exit 1
  [ "$ks_count" = 0 ] || fail "etcd at $KS_ETCD_URLS holds $ks_count keys below $1: of an earlier cluster, of another one that runs, or of a kubeadm init that did not finish. A new cluster would take them over, with certificates and tokens that do not fit: nothing was done here. If nobody needs them any more, save them (etcdctl snapshot save), delete them with
  ETCDCTL_API=3 etcdctl --endpoints=$KS_ETCD_URLS --cacert=$KS_ETCD_CA --cert=$KS_ETCD_CERT --key=$KS_ETCD_KEY del --prefix $1
and run the same command again. To share this etcd with another cluster, give this one a prefix of its own: spec.apiServer.extraArgs: etcd-prefix"
}

# external_etcd_count KEY: how many keys are below it. Without etcdctl by etcd's JSON gateway (/v3, from 3.4 on).
external_etcd_count() {
  if command -v etcdctl >/dev/null 2>&1; then
    # etcdctl before 3.5 has no --count-only; the answer has the number of all keys, whatever its limit
    ks_said=$(etcd_ctl get "$1" --prefix --keys-only --limit=1 -w json 2>&1) || :
  else
    command -v curl >/dev/null 2>&1 || fail "this host has neither etcdctl nor curl, to see whether etcd holds another cluster: install one of them (Debian: etcd-client)"
    ks_range="{\"key\":\"$(printf '%s' "$1" | base64 | tr -d '\n')\",\"range_end\":\"$(printf '%s0' "${1%/}" | base64 | tr -d '\n')\",\"count_only\":true}"
    ks_said=''
    for ks_url in $(printf '%s' "$KS_ETCD_URLS" | tr ',' ' '); do
      ks_said=$(curl -sS --noproxy '*' --max-time 5 --cacert "$KS_ETCD_CA" --cert "$KS_ETCD_CERT" --key "$KS_ETCD_KEY" -d "$ks_range" "${ks_url%/}/v3/kv/range" 2>&1) || continue
      case $ks_said in *'"header"'*) break ;; esac
    done
  fi
  case $ks_said in
    *'"header"'*) ;;
    *) fail "etcd at $KS_ETCD_URLS does not say what it holds: $(printf '%s' "$ks_said" | tail -n 1). See whether these endpoints and files are right, and etcd well" ;;
  esac
  ks_number=$(printf '%s' "$ks_said" | tr -d '\n' | sed -n 's/.*"count": *"\{0,1\}\([0-9]*\).*/\1/p')
  printf '%s' "${ks_number:-0}"
}

# etcd_files: the files that external_etcd names, a path a line
etcd_files() { printf '%s\n' "$KS_ETCD_CA" "$KS_ETCD_CERT" "$KS_ETCD_KEY"; }

# keeping_etcd_files COMMAND...: runs it, and puts the files that external_etcd names back if it took them: kubeadm reset empties
# the directory of certificates, and these are not kubeadm's
keeping_etcd_files() { keeping "$KS_ETCD_KEPT" etcd_files "$@"; }

# key_to_hand_on FILE: unless it is a key on an elliptic curve in PKCS#8 (its OID is id-ecPublicKey, RFC 5480), which kubeadm before
# 1.23 uploads for control planes that join, and cannot read there
key_to_hand_on() {
  grep -q '^-----BEGIN PRIVATE KEY-----' "$1" || return 0
  ks_bytes=$(sed '/^-----/d' "$1" | tr -d '\r\n' | base64 -d | od -An -v -tx1 | tr -d ' \n')
  case $ks_bytes in
    *2a8648ce3d0201*) fail "kubeadm here cannot hand $1 on to control planes that join: it is a key on an elliptic curve in PKCS#8 (BEGIN PRIVATE KEY). Write it as it takes it (BEGIN EC PRIVATE KEY), the same key: openssl ec -in $1 -out NEW, then put NEW in its place" ;;
  esac
}
