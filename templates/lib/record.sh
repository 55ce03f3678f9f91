# read_record PATH: `absent`, `present` and the file in base64, or `unreadable` and why. `absent` is said only where the
# directory lists no such name: a file that stat(2) cannot see (EIO, EACCES) is no file that is not there.
read_record() {
  if [ -f "$1" ]; then
    if ks_text=$(base64 <"$1"); then printf 'present\n%s\n' "$ks_text"; else echo 'unreadable it cannot be read'; fi
  elif [ -e "$1" ] || [ -L "$1" ]; then echo 'unreadable it is no regular file'
  elif ks_text=$(ls -A "${1%/*}"); then
    if printf '%s\n' "$ks_text" | grep -qxF -- "${1##*/}"; then echo 'unreadable it is there and cannot be looked at'
    else echo absent; fi
  elif [ -e "${1%/*}" ] || [ -L "${1%/*}" ]; then echo "unreadable ${1%/*} cannot be listed"
  else echo absent; fi
}

# put_record PATH SHA256 CONTENT: if it is still what was read (empty: none)
put_record() {
  expect_file "$1" "$2"
  put_file "$1" 0600 root:root "$3"
}
