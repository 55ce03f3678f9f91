# set_hostname STATIC LIVE: the name in /etc/hostname (empty: none) and that of the running kernel
set_hostname() {
  # set-hostname is what every systemd knows; from 249 on it is another word for hostname
  if [ -n "$1" ] && hostnamectl --static set-hostname "$1" 2>/dev/null; then :
  elif [ -n "$1" ]; then put_file /etc/hostname 0644 root:root "$1
"
  else rm -f /etc/hostname; fi
  [ "$(uname -n)" = "$2" ] || hostnamectl --transient set-hostname "$2" 2>/dev/null || :
  [ "$(uname -n)" = "$2" ] || printf '%s\n' "$2" >/proc/sys/kernel/hostname
  [ "$(uname -n)" = "$2" ] || fail "the host's name is '$(uname -n)' after it was set to '$2'"
}

# selinux_set MODE: enforcing or permissive, in the running kernel
selinux_set() {
  ks_mode=0; [ "$1" = permissive ] || ks_mode=1
  printf %s "$ks_mode" >/sys/fs/selinux/enforce
  [ "$(cat /sys/fs/selinux/enforce)" = "$ks_mode" ] || fail "the kernel did not take SELinux mode $1"
}
