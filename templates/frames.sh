# How a script talks to whoever runs it. KS is the run's nonce, set by kubestrap before the script; a line that
# starts with it is a frame. Without it (someone runs the script by hand) the same functions write plain text.

# frame TYPE ARG...: one frame on stdout
frame() { if [ -n "${KS:-}" ]; then printf '%s %s\n' "$KS" "$*"; fi; }

# section NAME COMMAND...: the command's stdout, as it is, between two frames
section() {
  ks_name=$1; shift
  frame begin "$ks_name"
  "$@" </dev/null 2>/dev/null; ks_code=$?
  if [ -n "${KS:-}" ]; then printf '\n%s end %s %s\n' "$KS" "$ks_name" "$ks_code"; fi
}

# A script that is told to end (TERM) ends between two steps: the step in hand is let finish.
ks_told=
trap 'ks_told=1' TERM

# step ID FUNCTION: runs the function in a subshell that stops at its first failure, all its output on stderr.
# A failed step ends the script with its exit code.
step() {
  [ -z "$ks_told" ] || exit 143
  ks_id=$1; shift
  if [ -n "${KS:-}" ]; then frame start "$ks_id"; else printf '==> %s\n' "$ks_id"; fi
  ( trap '' TERM; set -e; "$@" ) </dev/null >&2
  ks_code=$?
  if [ -n "${KS:-}" ]; then
    printf '\n%s end %s\n' "$KS" "$ks_id" >&2
    if [ "$ks_code" -eq 0 ]; then frame done "$ks_id"; else frame fail "$ks_id" "$ks_code"; fi
  fi
  [ "$ks_code" -eq 0 ] || exit "$ks_code"
}

# fail MESSAGE: ends the step with the message
fail() { printf '%s\n' "$*" >&2; exit 1; }
