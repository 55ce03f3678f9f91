# Files that a command must not take away for good.

# keeping DIRECTORY LISTER COMMAND...: runs the command, and puts the files that the function LISTER prints, a path a line, back
# where they are missing then. Copies of them are in DIRECTORY, by their number in the list: cut off in between, the next
# one puts them back first.
keeping() {
  give_back "$1" "$2" || return 1
  keep_copies "$1" "$2" || return 1
  ks_code=0; after_two "$@" || ks_code=$?
  give_back "$1" "$2" || return 1
  return "$ks_code"
}

# after_two WORD WORD COMMAND...: runs the command
after_two() { shift 2; "$@"; }

# keep_copies DIRECTORY LISTER: the directory is there with all copies, or not at all
keep_copies() {
  rm -rf "$1.new"; mkdir -p "$1.new" && chmod 0700 "$1.new" || return 1
  ks_number=0
  "$2" | while IFS= read -r ks_path; do
    ks_number=$((ks_number + 1))
    [ ! -f "$ks_path" ] || cp -p "$ks_path" "$1.new/$ks_number" || fail "cannot keep a copy of $ks_path in $1"
  done || return 1
  mv "$1.new" "$1" && sync
}

# give_back DIRECTORY LISTER: the files of which copies are in DIRECTORY, where they are missing; the copies then go
give_back() {
  [ -d "$1" ] || return 0
  ks_number=0
  "$2" | while IFS= read -r ks_path; do
    ks_number=$((ks_number + 1))
    if [ -f "$1/$ks_number" ] && [ ! -e "$ks_path" ]; then
      { mkdir -p "${ks_path%/*}" && cp -p "$1/$ks_number" "$ks_path.new" && mv -f "$ks_path.new" "$ks_path"; } ||
        fail "cannot put $ks_path back: its copy is $1/$ks_number"
    fi
  done || return 1
  sync
  rm -rf "$1"
}
