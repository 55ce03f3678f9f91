# sysctl_set KEY PATH VALUE: in the running kernel, read back as the kernel writes it
sysctl_set() {
  [ -e "$2" ] || fail "sysctl $1 does not exist on this kernel ($(uname -r)): is the module that brings it loaded?"
  printf '%s\n' "$3" >"$2"
  ks_is=$(tr -s '\t ' '  ' <"$2"); ks_want=$(printf '%s' "$3" | tr -s '\t ' '  ')
  [ "$ks_is" = "$ks_want" ] || fail "sysctl $1: wrote '$ks_want', the kernel made it '$ks_is'"
}

# An install line of modprobe.d runs in place of loading; /bin/true would even look like success.

# load_module NAME WHY PACKAGES: a failure names its cause
load_module() {
  ks_outside='in a container, load it on the machine that the container runs on'
  ks_no="kernel module $1 cannot be loaded on kernel $(uname -r), and it is needed: $2."
  command -v modprobe >/dev/null || fail "$ks_no There is no modprobe: install the package kmod"
  if modprobe -n -v -- "$1" 2>/dev/null | grep -qE '^install .*(false|true)'; then
    ks_files=$(grep -lsE "^[[:space:]]*install[[:space:]]+$(printf %s "$1" | sed 's/[-_]/[-_]/g')[[:space:]]" /etc/modprobe.d/*.conf /run/modprobe.d/*.conf /usr/local/lib/modprobe.d/*.conf /usr/lib/modprobe.d/*.conf /lib/modprobe.d/*.conf | tr '\n' ' ') || :
    fail "$ks_no It is denied by configuration: take its install line out of ${ks_files:-the files of modprobe.d (the line is about a module it depends on)}"
  fi
  if ks_said=$(modprobe -- "$1" 2>&1); then return 0; fi
  printf '%s\n' "$ks_said" >&2
  case $ks_said in
    *'Key was rejected'*|*'Required key'*|*'Key has been'*|*'Loading of unsigned module'*)
      fail "$ks_no The kernel takes signed modules only (Secure Boot, lockdown): use the distribution's own kernel and modules, or enrol the key that signed this one" ;;
    *'not permitted'*|*'Permission denied'*)
      [ "$(cat /proc/sys/kernel/modules_disabled 2>/dev/null)" != 1 ] || fail "$ks_no kernel.modules_disabled is 1: no module can be loaded before the next boot"
      fail "$ks_no The kernel does not permit it: $ks_outside; otherwise look for lockdown in the kernel log" ;;
    *'not found'*|*'No such file'*)
      [ -d "/lib/modules/$(uname -r)" ] || fail "$ks_no There is no /lib/modules/$(uname -r): a kernel that was updated needs a reboot; $ks_outside"
      fail "$ks_no Its file is not in /lib/modules/$(uname -r): install the package that carries it ($3)" ;;
  esac
  fail "$ks_no See what modprobe says above, and the kernel log"
}
