# mask_unit UNIT: stops it, and keeps it from starting, however it came about. A unit file in /etc, in whose place the
# mask goes, is kept beside it.
mask_unit() {
  ks_file=/etc/systemd/system/$1
  # first, while its own commands to stop are known
  systemctl stop -- "$1"
  if [ "$(readlink "$ks_file")" != /dev/null ] && { [ -e "$ks_file" ] || [ -L "$ks_file" ]; }; then
    cp -pP "$ks_file" "$ks_file.kubestrap-kept"
    rm -f "$ks_file.kubestrap-new"; ln -s /dev/null "$ks_file.kubestrap-new"
    mv -f "$ks_file.kubestrap-new" "$ks_file"
    systemctl daemon-reload
  else systemctl mask -- "$1"; fi
}

# unmask_unit UNIT RUN: takes our mask off, and starts the unit again if RUN is `active`
unmask_unit() {
  ks_file=/etc/systemd/system/$1
  if [ -e "$ks_file.kubestrap-kept" ] || [ -L "$ks_file.kubestrap-kept" ]; then
    mv -f "$ks_file.kubestrap-kept" "$ks_file"
    systemctl daemon-reload
  else systemctl unmask -- "$1"; fi
  [ "$2" = active ] || return 0
  case $(systemctl show -p LoadState -- "$1") in
    LoadState=loaded) systemctl start -- "$1" ;;
    *) printf '%s is not there any more: nothing to start\n' "$1" ;;
  esac
}
