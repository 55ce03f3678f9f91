# whole_lines FILE...: the files' lines, the last one ended as well: what is printed after a file whose last line has
# no newline would continue that line. Whatever prints a host's file between other rows reads it through this.
whole_lines() { LC_ALL=C awk 1 "$@" </dev/null; }
