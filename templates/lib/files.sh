# A file lands whole or not at all: a temporary file beside it, fsync, rename, fsync of the directory. sync with a file argument
# needs coreutils 8.24 or busybox 1.29; without one it does the same for everything.

# sync_directory PATH: makes changes of its entries survive a power cut
sync_directory() { [ ! -d "$1" ] || sync "$1" 2>/dev/null || sync; }

# put_file PATH MODE OWNER CONTENT: lands whole or not at all
put_file() {
  if [ ! -d "${1%/*}" ]; then
    mkdir -p "${1%/*}"
    ks_made=${1%/*}
    sync_directory "${ks_made%/*}/"
  fi
  rm -f "$1.kubestrap-new"
  ( umask 077; printf '%s' "$4" >"$1.kubestrap-new" ) || not_landed "$1.kubestrap-new" "$1"
  land_file "$1.kubestrap-new" "$1" "$2" "$3"
}

# land_file NEW PATH MODE OWNER
land_file() {
  [ ! -d "$2" ] || fail "$2 is a directory: move it away"
  chown "$4" "$1"
  chmod "$3" "$1"
  sync "$1" 2>/dev/null || sync
  mv -f "$1" "$2" || not_landed "$1" "$2"
  # SELinux: the label of the path, not that of the temporary file
  if command -v restorecon >/dev/null 2>&1; then restorecon "$2" || :; fi
  sync_directory "${2%/*}/"
}

# remove_file PATH: for good: a file that came back after a power cut would be nobody's
remove_file() {
  rm -f "$1" || not_landed '' "$1"
  sync_directory "${1%/*}/"
}

# expect_file PATH SHA256: fails if the file changed since it was read. Empty SHA256: there was none.
expect_file() {
  if [ -e "$1" ] || [ -L "$1" ]; then ks_sum=$(sha256sum <"$1" 2>/dev/null | cut -d ' ' -f 1) || :; ks_sum=${ks_sum:-unknown}
  else ks_sum=; fi
  [ "$ks_sum" = "$2" ] || fail "$1 changed since it was read; nothing was written: run kubestrap again"
}

# put_block PATH BEGIN END LINES: puts lines between the marks, in place or at the end (no lines: the marks go); the rest stays
put_block() {
  ks_path=$(readlink -f "$1" || printf '%s' "$1")
  [ -e "$ks_path" ] || : >"$ks_path"
  ks_from=$(LC_ALL=C grep -nxF -- "$2" "$ks_path" | head -n 1 | cut -d : -f 1)
  if [ -n "$ks_from" ]; then
    ks_to=$(tail -n "+$ks_from" "$ks_path" | LC_ALL=C grep -nxF -- "$3" | head -n 1 | cut -d : -f 1)
    [ -n "$ks_to" ] || fail "$1 has the line '$2' and not '$3' after it: put it back or take the first out"
    ks_to=$((ks_from + ks_to))
  else
    ks_from=$(($(wc -l <"$ks_path") + 1)) ks_to=
    # a last line without an end gets one
    [ -z "$(tail -c 1 "$ks_path")" ] || ks_from=$((ks_from + 1))
  fi
  ks_new=$ks_path.kubestrap-new
  rm -f "$ks_new"; ( umask 077; : >"$ks_new" ) || not_landed "$ks_new" "$ks_path"
  head -n "$((ks_from - 1))" "$ks_path" >>"$ks_new"
  [ -z "$(tail -c 1 "$ks_new")" ] || echo >>"$ks_new"
  [ -z "$4" ] || printf '%s\n%s%s\n' "$2" "$4" "$3" >>"$ks_new"
  [ -z "$ks_to" ] || tail -n "+$ks_to" "$ks_path" >>"$ks_new"
  land_file "$ks_new" "$ks_path" "$(stat -c %a "$ks_path")" "$(stat -c %u:%g "$ks_path")"
}
