# secret_rows NAMESPACE: of rows NAME TYPE OWNER CERTIFICATE CA KEY NOTE on stdin, the same with a hash of certificate and
# key in the place of the key: it does not leave the host
secret_rows() {
  while read -r ks_name ks_type ks_owner ks_crt ks_ca ks_key ks_note; do
    [ -n "$ks_name" ] || continue
    ks_sum=$(printf '%s %s\n' "${ks_crt#=}" "${ks_key#=}" | sha256sum | cut -d ' ' -f 1)
    printf 'secret %s %s %s %s %s %s %s %s\n' "$1" "$ks_name" "$ks_type" "$ks_owner" "$ks_crt" "$ks_ca" "$ks_sum" "$ks_note"
  done
}

# put_secret NAMESPACE NAME MANIFEST: over stdin. Never with a plain `kubectl apply`, which writes the whole manifest, key
# and all, into an annotation that `kubectl describe` shows; what one has left there goes.
put_secret() {
  if kubectl apply --help 2>/dev/null | grep -q -- --field-manager; then
    printf '%s' "$3" | kube apply --server-side --force-conflicts --field-manager kubestrap -f -
  elif kube -n "$1" get secret "$2" >/dev/null 2>&1; then printf '%s' "$3" | kube replace -f -
  else printf '%s' "$3" | kube create -f -; fi
  kube -n "$1" annotate secret "$2" kubectl.kubernetes.io/last-applied-configuration- >/dev/null
}

# create_secret MANIFEST: fails where there is one: it may be another run's
create_secret() { printf '%s' "$1" | kube create -f -; }

# create_namespace NAME: unless it is there by now
create_namespace() { kube get namespace "$1" >/dev/null 2>&1 || kube create namespace "$1"; }

# sign_digest DIGEST KEY BASE64: prints `signature` and what openssl makes of the bytes, or `error` and why not
sign_digest() {
  if ! command -v openssl >/dev/null; then echo 'error openssl is not installed'; return; fi
  if [ ! -r "$2" ]; then printf 'error %s cannot be read\n' "$2"; return; fi
  ks_signed=$(printf '%s' "$3" | base64 -d | openssl dgst "-$1" -sign "$2" -passin pass: 2>/dev/null | base64 | tr -d '\n')
  if [ -n "$ks_signed" ]; then printf 'signature %s\n' "$ks_signed"; return; fi
  printf 'error openssl cannot sign with %s: %s\n' "$2" "$(openssl pkey -in "$2" -passin pass: -noout 2>&1 | head -n 1)"
}
