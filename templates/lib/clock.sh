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

# chrony_ready: chronyc waitsync would never end on a host that serves its own clock (chrony 4.3: not its reference ID)
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

# hurry_chrony: for a server that comes up late: chronyd asks again after 64 s by itself
hurry_chrony() { timeout 5 chronyc online || :; timeout 5 chronyc burst 4/4; }

# wait_timesyncd SECONDS SERVERS
wait_timesyncd() {
  ks_hurried=0
  if wait_clock "$1" "$2" timesyncd_ready hurry_timesyncd; then return; fi
  timeout 5 timedatectl timesync-status || :
  fail "the clock is not synchronised with $2 after $1 s. $KS_CHECK"
}

# timesyncd_ready: systemd before 239 has no such file: there the kernel's flag tells
timesyncd_ready() {
  [ ! -e /run/systemd/timesync/synchronized ] || return 0
  [ ! -d /run/systemd/timesync ] && [ "$(timedatectl show -p NTPSynchronized --value 2>/dev/null)" = yes ]
}

# hurry_timesyncd: timesyncd asks again ever more rarely: restarted every 24 s, it asks at once
hurry_timesyncd() {
  ks_hurried=$((ks_hurried + 1))
  [ $((ks_hurried % 3)) -ne 0 ] || systemctl try-restart systemd-timesyncd.service
}
