# install_package NAME UNIT [VARIABLE=VALUE...]: the package that brings the unit, unless it is there and configured: with
# the distribution's own tool and these variables, which asks nothing, takes nothing along that is only recommended, and
# keeps the configuration that is there. It runs as a unit that outlives the connection, as kubeadm does: a dpkg that is
# killed leaves the host without a working package manager. One that runs already is waited for.
install_package() {
  ks_package=$1 ks_brings=$2; shift 2
  ks_unit=kubestrap-packages.service ks_run=$KS_RUNS/packages ks_script=/run/kubestrap/packages.sh
  if unit_running "$ks_unit"; then ( follow "$ks_unit" "$ks_run" ) || [ "$?" -ne 143 ] || exit 143; fi
  if package_ready "$ks_package" "$ks_brings"; then return 0; fi
  mkdir -p "${ks_script%/*}"; chmod 0700 "${ks_script%/*}"
  # in a file: a proxy's password must not be in the process list
  rm -f "$ks_script"
  ( umask 077
    { for ks_one in "$@"; do printf "export %s='%s'\n" "${ks_one%%=*}" "$(printf %s "${ks_one#*=}" | sed "s/'/'\\\\''/g")"; done
      package_script; } >"$ks_script" )
  start_unit "$ks_unit" "$ks_run" "$ks_script" sh "$ks_script" "$ks_package"
  ( follow "$ks_unit" "$ks_run" ) || {
    ks_code=$?
    [ "$ks_code" -ne 143 ] || exit 143
    fail "the package $ks_package cannot be installed from this host's repositories: install it by hand, give the host a repository that has it, or choose another timeSync.provider"
  }
  systemctl daemon-reload
  systemctl cat -- "$ks_brings" >/dev/null 2>&1 || fail "the package $ks_package is installed and brings no $ks_brings on this distribution: choose another timeSync.provider"
}

# package_ready NAME UNIT: the unit is there, and dpkg, where there is one, has finished with the package
package_ready() {
  systemctl cat -- "$2" >/dev/null 2>&1 || return 1
  case $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) in
    unpacked|half-*|triggers-*) return 1 ;;
  esac
}

# package_script: prints what runs in the unit, with the package's name as its argument. An interrupted dpkg is finished first: apt refuses to
# work before (dpkg(1), --configure -a; half-written status updates are files in /var/lib/dpkg/updates). dpkg, unlike
# apt, does not wait for its lock.
package_script() { cat <<'KS_END'
export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1
finish_dpkg() {
  tries=0
  while [ -n "$(ls /var/lib/dpkg/updates 2>/dev/null)" ] ||
    dpkg-query -W -f '${db:Status-Status}\n' 2>/dev/null | grep -Eq '^(unpacked|half-configured|triggers-)'; do
    echo 'dpkg was interrupted: finishing it (dpkg --configure -a)'
    said=$(dpkg --force-confdef --force-confold --configure -a 2>&1) && { printf '%s\n' "$said"; return 0; }
    printf '%s\n' "$said"
    tries=$((tries + 1))
    case $said in *lock*) [ "$tries" -lt 24 ] || return 1; sleep 5 ;; *) return 1 ;; esac
  done
}
apt_install() {
  apt-get -q -y -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold install --no-install-recommends "$1"
}
for tool in apt-get dnf yum zypper pacman; do
  command -v "$tool" >/dev/null || continue
  case $tool in
    apt-get) finish_dpkg; apt_install "$1" || { apt-get -q -o DPkg::Lock::Timeout=120 update && apt_install "$1"; } ;;
    dnf) dnf -y --setopt=install_weak_deps=False install "$1" ;;
    yum) yum -y install "$1" ;;
    zypper) zypper --non-interactive install --no-recommends "$1" ;;
    pacman) pacman -S --noconfirm --needed "$1" ;;
  esac
  exit
done
echo 'no package manager is known here (apt-get, dnf, yum, zypper, pacman)'
exit 1
KS_END
}
