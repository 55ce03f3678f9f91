# Volumes at a node whose Pods were evicted. One that is attached when the kubelet stops stays so for 6 minutes (the
# attach-detach controller's maxWaitForUnmountDuration), and Pods that need it elsewhere wait as long.

# volume_rows NODE: `use NAME` of volumes that the kubelet has mounted or the controller has attached (status.volumesInUse,
# status.volumesAttached), and `attachment NAME VOLUME` of VolumeAttachments
volume_rows() {
  kube get node "$1" --ignore-not-found -o 'go-template={{range .status.volumesInUse}}use {{.}}{{"\n"}}{{end}}{{range .status.volumesAttached}}use {{.name}}{{"\n"}}{{end}}' || return 1
  attachment_rows "$1"
}

# attachment_rows NODE
attachment_rows() {
  ks_rows=$(kube get volumeattachments.storage.k8s.io -o 'go-template={{range .items}}{{.spec.nodeName}} {{.metadata.name}} {{with .spec.source.persistentVolumeName}}{{.}}{{else}}-{{end}}{{"\n"}}{{end}}') || return 1
  printf '%s\n' "$ks_rows" | while read -r ks_where ks_name ks_volume; do
    [ "$ks_where" != "$1" ] || printf 'attachment %s %s\n' "$ks_name" "$ks_volume"
  done
}

# staying_claims NODE: `NAMESPACE CLAIM` of the Pods that a drain leaves there: of DaemonSets, and static ones (whose mirrors are
# the Node's)
staying_claims() {
  ks_rows=$(kube get pods --all-namespaces --field-selector "spec.nodeName=$1" -o 'go-template={{range .items}}{{$space := .metadata.namespace}}{{$pod := .metadata.name}}{{$owner := "-"}}{{range .metadata.ownerReferences}}{{if .controller}}{{$owner = .kind}}{{end}}{{end}}{{range .spec.volumes}}{{with .persistentVolumeClaim}}{{$owner}} {{$space}} {{.claimName}}{{"\n"}}{{end}}{{if .ephemeral}}{{$owner}} {{$space}} {{$pod}}-{{.name}}{{"\n"}}{{end}}{{end}}{{end}}') || return 1
  printf '%s\n' "$ks_rows" | sed -nE 's/^(DaemonSet|Node) //p'
}

# staying_volumes NODE: `stays VOLUME NAME` of their claims: the PersistentVolume, and how the kubelet calls it (of volumes that no
# CSI driver made, the end of that)
staying_volumes() {
  ks_pvcs=$(staying_claims "$1") || return 1
  printf '%s\n' "$ks_pvcs" | while read -r ks_space ks_pvc; do
    [ -n "$ks_pvc" ] || continue
    ks_volume=$(kube -n "$ks_space" get persistentvolumeclaim "$ks_pvc" --ignore-not-found -o 'go-template={{with .spec.volumeName}}{{.}}{{end}}')
    [ -n "$ks_volume" ] || continue
    kube get persistentvolume "$ks_volume" --ignore-not-found -o 'go-template=stays {{.metadata.name}} {{with .spec.csi}}kubernetes.io/csi/{{.driver}}^{{.volumeHandle}}{{end}}{{with .spec.awsElasticBlockStore}}{{.volumeID}}{{end}}{{with .spec.gcePersistentDisk}}{{.pdName}}{{end}}{{with .spec.azureDisk}}{{.diskURI}}{{end}}{{with .spec.cinder}}{{.volumeID}}{{end}}{{with .spec.vsphereVolume}}{{.volumePath}}{{end}}{{with .spec.rbd}}{{.image}}{{end}}{{with .spec.iscsi}}{{.iqn}}:{{.lun}}{{end}}{{"\n"}}'
  done
}

# held_volumes: of these rows on stdin, the volumes that Pods which left still hold, each once
held_volumes() {
  awk '
    $1 == "stays" { volume[$2] = 1; if ($3 != "") name[$3] = 1; next }
    $1 == "attachment" { held[++count] = ($3 == "-" ? "VolumeAttachment/" $2 : $3); id[count] = $3; next }
    $1 == "use" { held[++count] = $2; used[count] = 1 }
    END {
      for (i = 1; i <= count; i++) {
        stays = (id[i] in volume)
        for (one in name) {
          at = length(held[i]) - length(one)
          if (used[i] && (held[i] == one || (at > 0 && substr(held[i], at) == "/" one))) stays = 1
        }
        if (!stays && !(held[i] in said)) { said[held[i]] = 1; print held[i] }
      }
    }'
}

# volumes_leave NODE SECONDS: waits until no volume of a Pod that was evicted is mounted or attached there
volumes_leave() {
  ks_until=$(($(seconds_up) + $2)) ks_before=
  while :; do
    ks_still='(the API server does not say)'
    if ks_rows=$(volume_rows "$1"); then
      ks_still=$(printf '%s\n' "$ks_rows" | held_volumes)
      # what stays is asked for only where something does
      if [ -n "$ks_still" ] && ks_stay=$(staying_volumes "$1"); then ks_still=$(printf '%s\n%s\n' "$ks_rows" "$ks_stay" | held_volumes); fi
    fi
    [ -n "$ks_still" ] || return 0
    ks_still=$(printf '%s' "$ks_still" | tr '\n' ' ')
    [ "$(seconds_up)" -lt "$ks_until" ] || break
    if [ "$ks_still" != "$ks_before" ]; then printf 'waiting up to %s s for volumes of evicted Pods to be detached: %s\n' "$2" "$ks_still"; ks_before=$ks_still; fi
    sleep 2
  done
  fail "$1 still has volumes of evicted Pods after $2 s: $ks_still. Its kubelet runs and the node stays cordoned: nothing else was changed. If the kubelet stopped now, these volumes would stay attached for 6 minutes and Pods elsewhere could not use them. Find what holds them (kubectl get volumeattachments; the log of the CSI driver) and run the same command again, or proceed without waiting: kubestrap node remove $1 --ignore-attached-volumes"
}

# out_of_service NODE: what the operator states of it: it is shut down, so that its Pods are deleted and its volumes detached at
# once (KEP-2268)
out_of_service() { kube taint --overwrite node "$1" node.kubernetes.io/out-of-service=nodeshutdown:NoExecute; }

# node_empties NODE SECONDS: waits until a node that is out of service has no Pods, but for those of DaemonSets and static ones, and
# no VolumeAttachments
node_empties() {
  ks_until=$(($(seconds_up) + $2)) ks_before=
  while :; do
    ks_left='(the API server does not say)'
    if ks_pods=$(kube get pods --all-namespaces --field-selector "spec.nodeName=$1" -o 'go-template={{range .items}}{{$owner := "-"}}{{range .metadata.ownerReferences}}{{if .controller}}{{$owner = .kind}}{{end}}{{end}}{{$owner}} {{.metadata.namespace}}/{{.metadata.name}}{{"\n"}}{{end}}') &&
      ks_rows=$(attachment_rows "$1") && ks_stay=$(staying_volumes "$1"); then
      ks_left=$(
        printf '%s\n' "$ks_pods" | sed -nE -e '/^(DaemonSet|Node) /d' -e 's/^[^ ]+ (.+)$/Pod \1/p'
        printf '%s\n%s\n' "$ks_rows" "$ks_stay" | held_volumes
      )
    fi
    [ -n "$ks_left" ] || return 0
    ks_left=$(printf '%s' "$ks_left" | tr '\n' ',' | sed 's/,/, /g')
    [ "$(seconds_up)" -lt "$ks_until" ] || break
    if [ "$ks_left" != "$ks_before" ]; then printf 'waiting up to %s s until %s has lost: %s\n' "$2" "$1" "$ks_left"; ks_before=$ks_left; fi
    sleep 2
  done
  fail "$1 is tainted out-of-service, and after $2 s it still has: $ks_left. Its Node was not deleted. Find what keeps them (finalizers; the log of the CSI driver) and run the same command again, or without --powered-off: volumes are then detached 6 minutes after the Node is gone"
}
