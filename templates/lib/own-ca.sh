KS_PKI_NOTED=/var/lib/kubestrap/pki-material
KS_PKI_KEPT=/var/lib/kubestrap/pki-kept

# note_pki PATH...: CAs and keys that were on the host before kubeadm init: they are not ours, and no clean-up takes them
note_pki() {
  mkdir -p /var/lib/kubestrap; chmod 0700 /var/lib/kubestrap
  for ks_path in "$@"; do [ ! -f "$ks_path" ] || printf '%s\n' "$ks_path"; done >"$KS_PKI_NOTED.new"
  mv -f "$KS_PKI_NOTED.new" "$KS_PKI_NOTED"
  sync
}

# noted_pki: what note_pki noted, a path a line
noted_pki() { [ ! -f "$KS_PKI_NOTED" ] || cat "$KS_PKI_NOTED"; }

# keeping_pki COMMAND...: runs it, and puts what was noted back if it took it: kubeadm reset empties the directory of
# certificates
keeping_pki() { if [ -s "$KS_PKI_NOTED" ]; then keeping "$KS_PKI_KEPT" noted_pki "$@"; else "$@"; fi; }

# without_noted_pki COMMAND...: runs it with rows of `leftovers` after its arguments: those of what was noted
without_noted_pki() {
  if [ -s "$KS_PKI_NOTED" ]; then
    while IFS= read -r ks_path; do set -- "$@" "file $ks_path" "file ${ks_path%/*}"; done <"$KS_PKI_NOTED"
  fi
  "$@"
}
