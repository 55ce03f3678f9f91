# ks_mounts: paths that something is mounted on, a space around each
ks_mounts() { printf ' '; awk '{ printf "%s ", $5 }' /proc/self/mountinfo; }

# access(2) refuses root only where the inode or the file system does; busybox does not ask it.

# lock_of PATH [MOUNTS]: why a rename cannot replace the file: `mount`, `immutable`, `read-only`, or nothing
lock_of() {
  ks_at=$1; [ ! -L "$1" ] || ks_at=$(readlink -f "$1" || printf '%s' "$1")
  case ${2:-$(ks_mounts)} in *" $ks_at "*) echo mount; return ;; esac
  ks_in=${ks_at%/*}; while [ ! -d "${ks_in:-/}" ]; do ks_in=${ks_in%/*}; done
  for ks_one in "$ks_at" "${ks_in:-/}"; do
    if [ ! -e "$ks_one" ] || [ -w "$ks_one" ]; then continue; fi
    case $(ks_attributes "$ks_one") in *i*) echo immutable ;; *) echo read-only ;; esac
    return
  done
}

# ks_attributes PATH: as lsattr(1) writes them
ks_attributes() { lsattr -d -- "$1" 2>/dev/null | cut -d ' ' -f 1; }

# not_landed NEW PATH: the step fails, and says what keeps the file from being replaced
not_landed() {
  ks_code=$? ks_again='and run kubestrap again'
  [ -z "$1" ] || rm -f "$1"
  case $(lock_of "$2"),$(ks_attributes "$2")$(ks_attributes "${2%/*}") in
    mount,*) fail "$2 is a mount of its own, and is replaced by a rename only: unmount it, or mount its directory instead, $ks_again" ;;
    immutable,*|,*i*) fail "$2 or its directory is immutable: chattr -i, $ks_again" ;;
    read-only,*) fail "$2 is on a file system that is read-only: mount it writable, $ks_again" ;;
    *a*) fail "$2 or its directory is append-only: chattr -a, $ks_again" ;;
  esac
  printf 'cannot replace %s: see above\n' "$2" >&2
  exit "$ks_code"
}
