KS_PKI_NOTED=/var/lib/kubestrap/pki-material
KS_PKI_KEPT=/var/lib/kubestrap/pki-kept

# note_pki PATH...: CAs and keys that were on the host before kubeadm init: they are not ours, and no clean-up takes them
note_pki() {
  mkdir -p /var/lib/kubestrap; chmod 0700 /var/lib/kubestrap
  for ks_path in "$@"; do [ ! -f "$ks_path" ] || printf '%s\n' "$ks_path"; done >"$KS_PKI_NOTED.new"
  mv -f "$KS_PKI_NOTED.new" "$KS_PKI_NOTED"
  sync
}

# keeping_pki COMMAND...: runs it, and puts what was noted back if it took it: kubeadm reset empties the directory of
# certificates. Cut off in between, the next one puts it back first.
keeping_pki() {
  if [ ! -s "$KS_PKI_NOTED" ]; then "$@"; return; fi
  give_back_pki
  rm -rf "$KS_PKI_KEPT.new"; mkdir "$KS_PKI_KEPT.new"; chmod 0700 "$KS_PKI_KEPT.new"
  ks_number=0
  while IFS= read -r ks_path; do
    ks_number=$((ks_number + 1))
    [ ! -f "$ks_path" ] || cp -p "$ks_path" "$KS_PKI_KEPT.new/$ks_number"
  done <"$KS_PKI_NOTED"
  mv "$KS_PKI_KEPT.new" "$KS_PKI_KEPT"
  sync
  ks_code=0; "$@" || ks_code=$?
  give_back_pki
  return "$ks_code"
}

# give_back_pki: where it is missing
give_back_pki() {
  [ -d "$KS_PKI_KEPT" ] || return 0
  ks_number=0
  while IFS= read -r ks_path; do
    ks_number=$((ks_number + 1))
    if [ -f "$KS_PKI_KEPT/$ks_number" ] && [ ! -e "$ks_path" ]; then
      mkdir -p "${ks_path%/*}"
      cp -p "$KS_PKI_KEPT/$ks_number" "$ks_path.new" && mv -f "$ks_path.new" "$ks_path"
    fi
  done <"$KS_PKI_NOTED"
  sync
  rm -rf "$KS_PKI_KEPT"
}

# without_noted_pki COMMAND...: runs it with rows of `leftovers` after its arguments: those of what was noted
without_noted_pki() {
  if [ -s "$KS_PKI_NOTED" ]; then
    while IFS= read -r ks_path; do set -- "$@" "file $ks_path" "file ${ks_path%/*}"; done <"$KS_PKI_NOTED"
  fi
  "$@"
}
