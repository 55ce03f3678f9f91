# Sent to the hosts before the values: writes only what differs.
set -e

# put PATH TEXT: the file has that text and a newline
put() {
  if [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; then return 0; fi
  mkdir -p "${1%/*}"
  printf '%s\n' "$2" >"$1.new"
  chmod 0644 "$1.new"
  mv "$1.new" "$1"
}

# put_block TEXT: /etc/hosts has those lines, marks included, once
put_block() {
  have=$(sed -n '/^# BEGIN kubestrap/,/^# END kubestrap/p' /etc/hosts)
  if [ "$have" = "$1" ]; then return 0; fi
  rest=$(sed '/^# BEGIN kubestrap/,/^# END kubestrap/d' /etc/hosts)
  printf '%s\n' "$rest" "$1" >/etc/hosts
}

# start UNIT: it is enabled and runs
start() {
  if systemctl --quiet is-enabled "$1" && systemctl --quiet is-active "$1"; then return 0; fi
  systemctl --quiet enable --now "$1"
}
