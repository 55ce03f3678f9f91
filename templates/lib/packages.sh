# install_package NAME UNIT [VARIABLE=VALUE...]: the package that brings the unit, unless it is there: with the
# distribution's own tool and these variables, which asks nothing, takes nothing along that is only recommended, and keeps the configuration that is there
install_package() {
  if systemctl cat -- "$2" >/dev/null 2>&1; then return 0; fi
  ks_package=$1 ks_brings=$2; shift 2
  for ks_one in "$@"; do export "$ks_one"; done
  set -- "$ks_package" "$ks_brings"
  ks_tool=
  for ks_one in apt-get dnf yum zypper pacman; do
    if command -v "$ks_one" >/dev/null; then ks_tool=$ks_one; break; fi
  done
  case $ks_tool in
    apt-get) apt_install "$1" || { apt-get -q -o DPkg::Lock::Timeout=120 update && apt_install "$1"; } || ks_tool= ;;
    dnf) dnf -y --setopt=install_weak_deps=False install "$1" || ks_tool= ;;
    yum) yum -y install "$1" || ks_tool= ;;
    zypper) zypper --non-interactive install --no-recommends "$1" || ks_tool= ;;
    pacman) pacman -S --noconfirm --needed "$1" || ks_tool= ;;
  esac
  [ -n "$ks_tool" ] || fail "the package $1 cannot be installed from this host's repositories: install it by hand, give the host a repository that has it, or choose another timeSync.provider"
  systemctl daemon-reload
  systemctl cat -- "$2" >/dev/null 2>&1 || fail "the package $1 is installed and brings no $2 on this distribution: choose another timeSync.provider"
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get -q -y -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold install --no-install-recommends "$1"
}
