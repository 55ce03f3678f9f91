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
      [ "$(seconds_up)" -lt "$ks_until" ] || fail "the API server at $ks_server is not ready: if the one here stopped now, too, the cluster would be without two. It was not stopped: mend the other one first"
      sleep 1
    done
  done
}

# pod_processes NAME ARGUMENT: ids of the processes of a static Pod: by name, an argument that only it has, and the
# host's network, so that what other Pods run under that name is left alone
pod_processes() {
  ks_net=; ks_comm=$1; while [ "${#ks_comm}" -gt 15 ]; do ks_comm=${ks_comm%?}; done
  for ks_dir in /proc/[0-9]*; do
    ks_is=; { read -r ks_is <"$ks_dir/comm"; } 2>/dev/null || continue
    [ "$ks_is" = "$ks_comm" ] || continue
    ks_net=${ks_net:-$(readlink /proc/self/ns/net)}
    [ "$(readlink "$ks_dir/ns/net")" = "$ks_net" ] || continue
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
