# firewalld_set add|remove ZONE WHAT VALUE: in firewalld's files and in the running firewall. Never with a reload, which
# drops rules that others added while it ran, those of kube-proxy and network add-ons among them (firewalld#779)
firewalld_set() {
  if systemctl is-active --quiet firewalld.service; then
    firewall-cmd --quiet --permanent "--zone=$2" "--$1-$3=$4"
    firewall-cmd --quiet "--zone=$2" "--$1-$3=$4"
  elif command -v firewall-offline-cmd >/dev/null; then
    firewall-offline-cmd --quiet "--zone=$2" "--$1-$3=$4"
  fi
}

# ufw_rule add|delete [route] allow ...: ufw takes effect at once, and at boot
ufw_rule() {
  ks_do=$1; shift
  ks_route=; if [ "$1" = route ]; then ks_route=route; shift; fi
  if [ "$ks_do" = add ]; then ufw $ks_route "$@" comment kubestrap; else ufw $ks_route delete "$@"; fi
}
