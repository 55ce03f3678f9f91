# sysctl_set KEY PATH VALUE: sets it in the running kernel and reads it back, as the kernel writes it
sysctl_set() {
  [ -e "$2" ] || fail "sysctl $1 does not exist on this kernel ($(uname -r)): is the module that brings it loaded?"
  printf '%s\n' "$3" >"$2"
  ks_is=$(tr -s '\t ' '  ' <"$2"); ks_want=$(printf '%s' "$3" | tr -s '\t ' '  ')
  [ "$ks_is" = "$ks_want" ] || fail "sysctl $1: wrote '$ks_want', the kernel made it '$ks_is'"
}

# load_module NAME WHY PACKAGES: a failure says which of the things it can be it is
load_module() {
  ks_no="kernel module $1 cannot be loaded on kernel $(uname -r), and it is needed: $2."
  command -v modprobe >/dev/null || fail "$ks_no There is no modprobe: install the package kmod"
  # an install line runs in place of loading; /bin/true would even look like success
  if modprobe -n -v -- "$1" 2>/dev/null | grep -qE '^install .*(false|true)'; then module_denied "$1" "$ks_no"; fi
  if ks_said=$(modprobe -- "$1" 2>&1); then return 0; fi
  printf '%s\n' "$ks_said" >&2
  case $ks_said in
    *'Key was rejected'*|*'Required key'*|*'Key has been'*|*'Loading of unsigned module'*)
      fail "$ks_no The kernel takes signed modules only (Secure Boot, lockdown): use the distribution's own kernel and modules, or enrol the key that signed this one" ;;
    *'not permitted'*|*'Permission denied'*)
      [ "$(cat /proc/sys/kernel/modules_disabled 2>/dev/null)" != 1 ] || fail "$ks_no kernel.modules_disabled is 1: no module can be loaded before the next boot"
      fail "$ks_no The kernel does not permit it: in a container, load it on the machine that the container runs on; otherwise look for lockdown in the kernel log" ;;
    *'not found'*|*'No such file'*)
      [ -d "/lib/modules/$(uname -r)" ] || fail "$ks_no There is no /lib/modules/$(uname -r): a kernel that was updated needs a reboot; in a container, load it on the machine that the container runs on"
      fail "$ks_no Its file is not in /lib/modules/$(uname -r): install the package that carries it ($3)" ;;
  esac
  fail "$ks_no See what modprobe says above, and the kernel log"
}

# module_denied NAME MESSAGE: fails with the message, and where modprobe is told not to load it
module_denied() {
  ks_name=$(printf %s "$1" | sed 's/[-_]/[-_]/g')
  ks_files=$(grep -lsE "^[[:space:]]*install[[:space:]]+$ks_name[[:space:]]" /etc/modprobe.d/*.conf /run/modprobe.d/*.conf /usr/local/lib/modprobe.d/*.conf /usr/lib/modprobe.d/*.conf /lib/modprobe.d/*.conf | tr '\n' ' ') || :
  fail "$2 It is denied by configuration: take its install line out of ${ks_files:-the files of modprobe.d (the line is about a module it depends on)}"
}
