#!/bin/sh
# Installs the Debian packages that the lab and the tests against other programs need. Does nothing when they are there. Starts
# no service.
set -eu
packages='mmdebstrap systemd-container iproute2 util-linux xz-utils openssh-client openssh-server procps sudo busybox-static
  gcc libc6-dev qemu-system-x86 qemu-utils e2fsprogs curl openssl nginx-light'

[ "$(id -u)" = 0 ] || { echo 'lab: install.sh must run as root' >&2; exit 1; }
command -v apt-get >/dev/null || { echo 'lab: needs Debian or Ubuntu (apt-get)' >&2; exit 1; }
wanted=
for package in $packages; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || wanted="$wanted $package"
done
# The base is built from the archive that apt's lists name.
apt-get indextargets --format '$(ORIGIN)' 2>/dev/null | grep -q . && lists=yes || lists=no
[ -n "$wanted" ] || [ $lists = no ] || exit 0

apt-get update
[ -n "$wanted" ] || exit 0
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\nexit 101\n' >$policy
  chmod 755 $policy
  trap 'rm -f $policy' EXIT
fi
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $wanted
