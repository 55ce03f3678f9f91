# What steps are made of.

# put_file PATH MODE OWNER CONTENT: lands whole or not at all (temporary file beside it, fsync, rename)
put_file() {
  [ -d "${1%/*}" ] || mkdir -p "${1%/*}"
  rm -f "$1.kubestrap-new"
  ( umask 077; printf '%s' "$4" >"$1.kubestrap-new" )
  land_file "$1.kubestrap-new" "$1" "$2" "$3"
}

# land_file NEW PATH MODE OWNER
land_file() {
  [ ! -d "$2" ] || fail "$2 is a directory: move it away"
  chown "$4" "$1"
  chmod "$3" "$1"
  sync "$1" 2>/dev/null || sync
  mv -f "$1" "$2"
  # SELinux: the label that belongs to the path, not that of the temporary file
  if command -v restorecon >/dev/null 2>&1; then restorecon "$2" || :; fi
}

# remove_file PATH
remove_file() { rm -f "$1"; }

# expect_file PATH SHA256: the precondition of an edit: nobody changed the file since it was read
expect_file() {
  ks_sum=$(sha256sum "$1" 2>/dev/null | cut -d ' ' -f 1)
  [ "$ks_sum" = "$2" ] || fail "$1 changed since it was read; nothing was written: run kubestrap again"
}

# put_block PATH BEGIN END LINES: the lines between the marks, in place or at the end; no lines: the marks go, too.
# Everything else in the file stays, whatever it is by now, and so do its mode and owner.
put_block() {
  ks_path=$(readlink -f "$1" || printf '%s' "$1")
  [ -e "$ks_path" ] || : >"$ks_path"
  ks_from=$(LC_ALL=C grep -nxF -- "$2" "$ks_path" | head -n 1 | cut -d : -f 1)
  if [ -n "$ks_from" ]; then
    ks_to=$(tail -n "+$ks_from" "$ks_path" | LC_ALL=C grep -nxF -- "$3" | head -n 1 | cut -d : -f 1)
    [ -n "$ks_to" ] || fail "$1 has the line '$2' and not '$3' after it: put it back or take the first out"
    ks_to=$((ks_from + ks_to))
  else
    ks_from=$(($(wc -l <"$ks_path") + 1)) ks_to=
    # a last line without an end gets one
    [ -z "$(tail -c 1 "$ks_path")" ] || ks_from=$((ks_from + 1))
  fi
  ks_new=$ks_path.kubestrap-new
  rm -f "$ks_new"; ( umask 077; : >"$ks_new" )
  head -n "$((ks_from - 1))" "$ks_path" >>"$ks_new"
  [ -z "$(tail -c 1 "$ks_new")" ] || echo >>"$ks_new"
  [ -z "$4" ] || printf '%s\n%s%s\n' "$2" "$4" "$3" >>"$ks_new"
  [ -z "$ks_to" ] || tail -n "+$ks_to" "$ks_path" >>"$ks_new"
  land_file "$ks_new" "$ks_path" "$(stat -c %a "$ks_path")" "$(stat -c %u:%g "$ks_path")"
}

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

# unit_running UNIT: also while it starts or stops
unit_running() {
  for ks_try in 1 2 3; do
    case $(systemctl show -p ActiveState -- "$1") in
      ActiveState=inactive|ActiveState=failed) return 1 ;;
      ActiveState=*) return 0 ;;
    esac
    sleep 1
  done
  # systemd does not answer: to take it as running breaks nothing
}

KS_RUNS=/var/lib/kubestrap/runs

# long NAME SEEN CLEAN COMMAND...: runs the command as the systemd unit kubestrap-NAME, so that a lost connection does
# not end it; attaches to one that is running already. Follows its output and returns its exit code. The file CLEAN
# is removed at its end. `started` is the marker that says: what is half done here is ours to clean up; SEEN is what
# it said when this was planned (`-`: nothing), so that a run that came in between is never run again.
long() {
  ks_unit=kubestrap-$1.service; ks_run=$KS_RUNS/$1; ks_seen=$2; ks_clean=$3; shift 3
  if ! unit_running "$ks_unit"; then
    ks_was=$(cat "$ks_run/started" 2>/dev/null || echo -)
    [ "$ks_was" = "$ks_seen" ] || fail "$ks_unit ran since this host was looked at: nothing was started; run kubestrap again"
    rm -rf "$ks_run"
    mkdir -p "$ks_run"; chmod 0700 "$KS_RUNS" "$ks_run"
    date -u +%Y-%m-%dT%H:%M:%SZ >"$ks_run/started"; : >"$ks_run/log"
    sync
    systemctl reset-failed "$ks_unit" 2>/dev/null || :
    systemd-run --quiet --collect --unit="$ks_unit" --description="kubestrap: $*" -- /bin/sh -c '
      run=$1; clean=$2; shift 2
      "$@" >"$run/log" 2>&1 </dev/null; code=$?
      rm -f "$clean"
      echo "$code" >"$run/exit.new"; sync; mv "$run/exit.new" "$run/exit"' sh "$ks_run" "$ks_clean" "$@"
  fi
  follow "$ks_unit" "$ks_run"
}

# follow UNIT RUN: its output from the start, until it ends; its exit code. Told to end, it leaves the unit running.
follow() {
  trap 'printf "%s goes on without us\n" "$1"; exit 143' TERM
  ks_seen=0 ks_on=yes
  while [ -n "$ks_on" ]; do
    # asked before the log is read, so that the last reading has all of it
    unit_running "$1" || ks_on=
    ks_size=$(wc -c <"$2/log")
    tail -c "+$((ks_seen + 1))" "$2/log" | head -c "$((ks_size - ks_seen))"
    ks_seen=$((ks_size))
    [ -z "$ks_on" ] || sleep 0.3
  done
  [ -e "$2/exit" ] || fail "$1 ended without an exit code (the host restarted, or the unit was killed); see $2/log"
  read -r ks_exit <"$2/exit"
  return "$ks_exit"
}

# recorded KIND: names of the resources of a kind that the record has; it is written one key a line
recorded() { [ ! -e /var/lib/kubestrap/record.json ] || sed -n "s/^    \"$1 \(.*\)\": {\$/\1/p" /var/lib/kubestrap/record.json; }

# kube COMMAND...: kubectl as the cluster's admin
kube() { kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=30s "$@"; }

# apply_manifest CONTENT: tries again for a while, since a resource may need a definition from the same manifest
apply_manifest() {
  for ks_try in 1 2 3 4 5; do
    if printf '%s' "$1" | kube apply -f -; then return 0; fi
    sleep 3
  done
  return 1
}

# remember KEY VALUE: in ConfigMap kube-system/kubestrap
remember() {
  kube -n kube-system get configmap kubestrap >/dev/null 2>&1 || kube -n kube-system create configmap kubestrap
  kube -n kube-system patch configmap kubestrap --type merge -p "{\"data\":{\"$1\":\"$2\"}}"
}

# secret_rows NAMESPACE: of rows NAME TYPE OWNER CERTIFICATE CA KEY NOTE on stdin, the same with a hash of certificate and
# key in the place of the key: it does not leave the host
secret_rows() {
  while read -r ks_name ks_type ks_owner ks_crt ks_ca ks_key ks_note; do
    [ -n "$ks_name" ] || continue
    ks_sum=$(printf '%s %s\n' "${ks_crt#=}" "${ks_key#=}" | sha256sum | cut -d ' ' -f 1)
    printf 'secret %s %s %s %s %s %s %s %s\n' "$1" "$ks_name" "$ks_type" "$ks_owner" "$ks_crt" "$ks_ca" "$ks_sum" "$ks_note"
  done
}

# put_secret NAMESPACE NAME MANIFEST: over stdin. Never with a plain `kubectl apply`, which writes the whole manifest, key
# and all, into an annotation that `kubectl describe` shows; what one has left there goes.
put_secret() {
  if kubectl apply --help 2>/dev/null | grep -q -- --field-manager; then
    printf '%s' "$3" | kube apply --server-side --force-conflicts --field-manager kubestrap -f -
  elif kube -n "$1" get secret "$2" >/dev/null 2>&1; then printf '%s' "$3" | kube replace -f -
  else printf '%s' "$3" | kube create -f -; fi
  kube -n "$1" annotate secret "$2" kubectl.kubernetes.io/last-applied-configuration- >/dev/null
}

# create_secret MANIFEST: fails where there is one: it may be another run's
create_secret() { printf '%s' "$1" | kube create -f -; }

# create_namespace NAME: unless it is there by now
create_namespace() { kube get namespace "$1" >/dev/null 2>&1 || kube create namespace "$1"; }

# sign_digest DIGEST KEY BASE64: prints `signature` and what openssl makes of the bytes, or `error` and why not
sign_digest() {
  if ! command -v openssl >/dev/null; then echo 'error openssl is not installed'; return; fi
  if [ ! -r "$2" ]; then printf 'error %s cannot be read\n' "$2"; return; fi
  ks_signed=$(printf '%s' "$3" | base64 -d | openssl dgst "-$1" -sign "$2" -passin pass: 2>/dev/null | base64 | tr -d '\n')
  if [ -n "$ks_signed" ]; then printf 'signature %s\n' "$ks_signed"; return; fi
  printf 'error openssl cannot sign with %s: %s\n' "$2" "$(openssl pkey -in "$2" -passin pass: -noout 2>&1 | head -n 1)"
}

# take_lock DIRECTORY ID HOLDER STALE: prints `taken`, or `held` and who holds it. Making a directory is atomic.
take_lock() {
  mkdir -p "${1%/*}"; chmod 0700 "${1%/*}"
  for ks_try in 1 2 3; do
    if mkdir -m 0700 "$1" 2>/dev/null; then
      printf '%s\n' "$3" >"$1/holder"; printf '%s\n' "$2" >"$1/id"; : >"$1/beat"
      echo taken; return
    fi
    if [ "$(cat "$1/id")" = "$2" ]; then echo taken; return; fi
    ks_dead=$(cat "$1/id")
    ks_beat=$(stat -c %Y "$1/beat" || stat -c %Y "$1") || continue
    [ $(($(date +%s) - ks_beat)) -gt "$4" ] || break
    # one alone may take a dead lock away; a fresh one, made since it was looked at, has another id
    if mkdir "$1/over" 2>/dev/null; then
      [ "$(cat "$1/id")" = "$ks_dead" ] || { rmdir "$1/over"; break; }
      mv "$1" "$1.dead.$$" && rm -rf "$1.dead.$$"
    elif [ $(($(date +%s) - $(stat -c %Y "$1/over" || date +%s))) -gt "$4" ]; then rmdir "$1/over"; fi
  done
  echo held; cat "$1/holder"
}

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

# time_client UNIT BOOT RUN: enabled, disabled, masked or `-` (as it is) at boot; active or inactive now
time_client() {
  if [ "$3" = inactive ] && ! systemctl cat -- "$1" >/dev/null 2>&1; then return 0; fi
  [ "$3" = active ] || systemctl stop -- "$1"
  case $2,$(systemctl is-enabled -- "$1" 2>/dev/null) in -,*) ;; *,masked*) systemctl -q unmask -- "$1" ;; esac
  case $2 in
    enabled) systemctl -q enable -- "$1" ;;
    disabled) systemctl -q disable -- "$1" ;;
    masked) systemctl -q mask -- "$1" ;;
  esac
  [ "$3" = inactive ] || systemctl start -- "$1"
}

# seconds_up: by a clock that nobody sets
seconds_up() { read -r ks_up _ </proc/uptime; printf '%s' "${ks_up%%.*}"; }

# wait_clock SECONDS SERVERS READY HURRY: until the function READY says so, a bounded time; HURRY is called every 8 s
wait_clock() {
  ks_start=$(seconds_up); ks_said=0
  while ! "$3"; do
    ks_for=$(($(seconds_up) - ks_start))
    [ "$ks_for" -lt "$1" ] || return 1
    if [ "$ks_for" -ge "$ks_said" ]; then
      "$4" >/dev/null 2>&1 || :
      printf 'waiting for the clock to be synchronised with %s (%s of %s s)\n' "$2" "$ks_for" "$1"
      ks_said=$((ks_for + 8))
    fi
    sleep 1
  done
}

KS_CHECK='Check that the servers run and serve this host, that their names resolve here, and that UDP port 123 is open from here to them'

# wait_chrony SECONDS MAX SERVERS: MAX is what may be left to correct, in ms; more is set at once (`-`: never)
wait_chrony() {
  ks_max=$2
  if wait_clock "$1" "$3" chrony_ready hurry_chrony; then
    printf 'synchronised: stratum %s, %s s left to correct\n' "$(printf '%s' "$ks_csv" | cut -d , -f 3)" "$(printf '%s' "$ks_csv" | cut -d , -f 5)"
    return
  fi
  chronyc -n sources || :; chronyc -n tracking || :
  fail "the clock is not synchronised with $3 after $1 s. $KS_CHECK"
}

# chronyc waitsync would never end on a host that serves its own clock (chrony 4.3: not its reference ID)
chrony_ready() {
  ks_csv=$(timeout 5 chronyc -n -c tracking 2>/dev/null) || return 1
  case $ks_csv in *,'Not synchronised') return 1 ;; *,*,*,*,*,*) ;; *) return 1 ;; esac
  [ "$ks_max" != - ] || return 0
  ks_left=$(printf '%s' "$ks_csv" | cut -d , -f 5); ks_left=${ks_left#-}
  # 12.345678 s to 12345 ms; the 1 in front keeps 008 from being read as octal
  ks_ms=$((${ks_left%%.*} * 1000 + 1$(printf '%.3s' "${ks_left#*.}") - 1000))
  [ "$ks_ms" -gt "$ks_max" ] || return 0
  printf 'the clock is off by %s s: it is set\n' "$ks_left"
  timeout 5 chronyc makestep || :
  return 1
}

# a server that comes up late: chronyd asks again after 64 s by itself
hurry_chrony() { timeout 5 chronyc online || :; timeout 5 chronyc burst 4/4; }

# wait_timesyncd SECONDS SERVERS
wait_timesyncd() {
  ks_hurried=0
  if wait_clock "$1" "$2" timesyncd_ready hurry_timesyncd; then return; fi
  timeout 5 timedatectl timesync-status || :
  fail "the clock is not synchronised with $2 after $1 s. $KS_CHECK"
}

# systemd before 239 has no such file, and the kernel's flag is all there is
timesyncd_ready() {
  [ ! -e /run/systemd/timesync/synchronized ] || return 0
  [ ! -d /run/systemd/timesync ] && [ "$(timedatectl show -p NTPSynchronized --value 2>/dev/null)" = yes ]
}

# it asks again ever more rarely: started anew every 24 s, it asks at once
hurry_timesyncd() {
  ks_hurried=$((ks_hurried + 1))
  [ $((ks_hurried % 3)) -ne 0 ] || systemctl try-restart systemd-timesyncd.service
}

# pods_due NAME...: notes static Pods that run with certificates which are about to change
pods_due() {
  mkdir -p /var/lib/kubestrap/restart-pods
  for ks_pod in "$@"; do : >"/var/lib/kubestrap/restart-pods/$ks_pod"; done
  sync /var/lib/kubestrap/restart-pods 2>/dev/null || sync
}

# answers ARGUMENT...: kubectl, as the cluster's admin, with these arguments gets the answer `ok`, soon
answers() { [ "$(kube --request-timeout=5s "$@" 2>/dev/null)" = ok ]; }

# apiservers_ready URL...: each of them, or the step ends. One that another restart kept waiting gets half a minute
apiservers_ready() {
  for ks_server in "$@"; do
    ks_until=$(($(seconds_up) + 30))
    until answers --server "$ks_server" get --raw /readyz; do
      [ "$(seconds_up)" -lt "$ks_until" ] || fail "the API server at $ks_server is not ready: with it, a restart of the one here would leave the cluster without two. Nothing was restarted: mend that one first"
      sleep 1
    done
  done
}

# pod_processes NAME ARGUMENT: ids of the processes of a static Pod: by name, an argument that only it has, and the
# host's network, so that what other Pods run under that name is left alone
pod_processes() {
  ks_comm=$(printf %.15s "$1"); ks_net=$(readlink /proc/self/ns/net)
  for ks_dir in /proc/[0-9]*; do
    ks_is=; { read -r ks_is <"$ks_dir/comm"; } 2>/dev/null || continue
    [ "$ks_is" = "$ks_comm" ] && [ "$(readlink "$ks_dir/ns/net")" = "$ks_net" ] || continue
    if { tr '\0' '\n' <"$ks_dir/cmdline" | grep -qxF -- "$2"; } 2>/dev/null; then printf '%s\n' "${ks_dir#/proc/}"; fi
  done
}

# pod_argument NAME FLAG: the flag with its value, from the static Pod's manifest
pod_argument() {
  ks_found=$(sed -n "s/^ *- ['\"]\{0,1\}\($2=[^'\"]*\).*/\1/p" "/etc/kubernetes/manifests/$1.yaml" | head -n 1)
  [ -n "$ks_found" ] || fail "/etc/kubernetes/manifests/$1.yaml has no $2: it is not as kubeadm writes it"
  printf '%s' "$ks_found"
}

# stop_pod NAME FLAG SECONDS: ends the process of a static Pod, which the kubelet then starts again. It needs no crictl, and
# unlike a manifest that is moved away and back it leaves nothing to put back when it is cut off. KILL after SECONDS.
stop_pod() {
  unit_running kubelet.service || fail "the kubelet does not run, and nothing else starts $1 again: systemctl start kubelet"
  ks_argument=$(pod_argument "$1" "$2")
  ks_stopping=$(pod_processes "$1" "$ks_argument")
  [ -n "$ks_stopping" ] || { printf '%s does not run: the kubelet is to start it\n' "$1"; return 0; }
  ks_until=$(($(seconds_up) + $3))
  for ks_pid in $ks_stopping; do
    kill -s TERM "$ks_pid" || continue
    # a new one may come up beside it at once, so it is asked for by its own id
    while pod_processes "$1" "$ks_argument" | grep -qx "$ks_pid"; do
      if [ "$(seconds_up)" -ge "$ks_until" ]; then kill -s KILL "$ks_pid" || :; fi
      sleep 0.3
    done
  done
}

# wait_pod NAME FLAG ARGUMENT...: until it runs and `answers` with these arguments. The kubelet waits up to five minutes
# before it starts again what was restarted often.
wait_pod() {
  ks_pod=$1; ks_argument=$(pod_argument "$1" "$2"); shift 2
  ks_until=$(($(seconds_up) + 360))
  until [ -n "$(pod_processes "$ks_pod" "$ks_argument")" ] && answers "$@"; do
    [ "$(seconds_up)" -lt "$ks_until" ] || fail "$ks_pod is not well 6 minutes after it was restarted: see its log in /var/log/pods/kube-system_$ks_pod-*, and \"journalctl -u kubelet\""
    sleep 0.5
  done
  rm -f "/var/lib/kubestrap/restart-pods/$ks_pod"
}

# change_kubeadm_config SHA256 PATCH: of the ConfigMap that joining control planes read, if it is still what was read
change_kubeadm_config() {
  ks_sum=$(kube -n kube-system get configmap kubeadm-config -o 'go-template={{.data.ClusterConfiguration}}' | sha256sum | cut -d ' ' -f 1)
  [ "$ks_sum" = "$1" ] || fail "ConfigMap kube-system/kubeadm-config changed since it was read; nothing was written: run kubestrap again"
  kube -n kube-system patch configmap kubeadm-config --type merge -p "$2"
}

# issue_apiserver DIRECTORY CONFIG: kubeadm issues the API server's certificate anew. It works in a directory of its own,
# which CONFIG names (/run/kubestrap/pki), so that the pair in use stays until the new one is whole.
issue_apiserver() {
  ks_made=/run/kubestrap/pki; ks_config=/run/kubestrap/issue.yaml
  rm -rf "$ks_made"; mkdir -p "$ks_made"; chmod 0700 /run/kubestrap "$ks_made"
  ln -s "$1/ca.crt" "$1/ca.key" "$ks_made"
  put_file "$ks_config" 0600 root:root "$2"
  ks_code=0; kubeadm init phase certs apiserver --config "$ks_config" || ks_code=$?
  rm -f "$ks_config"
  if [ "$ks_code" -eq 0 ] && [ -s "$ks_made/apiserver.crt" ] && [ -s "$ks_made/apiserver.key" ]; then
    pods_due kube-apiserver
    ( umask 077; cp "$ks_made/apiserver.key" "$1/apiserver.key.kubestrap-new"; cp "$ks_made/apiserver.crt" "$1/apiserver.crt.kubestrap-new" )
    land_file "$1/apiserver.key.kubestrap-new" "$1/apiserver.key" 0600 root:root
    land_file "$1/apiserver.crt.kubestrap-new" "$1/apiserver.crt" 0644 root:root
    rm -rf "$ks_made"
  else
    rm -rf "$ks_made"
    fail "kubeadm issued no certificate: the one that was there is still in use"
  fi
}

# renew_certificate NAME CONFIG COMMAND...: COMMAND is what kubeadm calls its certificates, `certs` or `alpha certs`
renew_certificate() {
  ks_config=/run/kubestrap/renew.yaml; ks_name=$1
  mkdir -p /run/kubestrap; chmod 0700 /run/kubestrap
  put_file "$ks_config" 0600 root:root "$2"
  shift 2
  ks_code=0; kubeadm "$@" renew "$ks_name" --config "$ks_config" || ks_code=$?
  rm -f "$ks_config"
  return "$ks_code"
}
