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
