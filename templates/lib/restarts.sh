# restart_due UNIT: notes that the unit runs with a configuration that is about to change
restart_due() {
  mkdir -p /var/lib/kubestrap/restart
  : >"/var/lib/kubestrap/restart/$1"
  sync /var/lib/kubestrap/restart 2>/dev/null || sync
}

# restart_unit UNIT: if it is there and runs
restart_unit() {
  systemctl daemon-reload
  [ "$(systemctl show -p LoadState -- "$1")" = LoadState=not-found ] || systemctl try-restart -- "$1"
  rm -f "/var/lib/kubestrap/restart/$1"
}
