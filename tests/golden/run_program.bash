# For the scripts here that run the program over and over: where they work, what a run printed, and how they fail.
cd "$RUNRATE_SOURCE_DIR"
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$RUNRATE_SOURCE_DIR/tests/golden/data"
last=
touch "$work/out" "$work/err"

fail() {
  echo "FAILED: $*; standard output:"
  head -c 20000 "$work/out"
  echo "standard error:"
  head -c 20000 "$work/err"
  exit 1
}
# run STATUS ARGUMENT...: runs the program, with whatever is on standard input
run() {
  local expected=$1 status=0
  shift
  last="runrate $*"
  "$RUNRATE_PROGRAM" "$@" > "$work/out" 2> "$work/err" || status=$?
  [ "$status" = "$expected" ] || fail "$last: exit status $status, expected $expected"
}
says() { grep -qF -- "$1" "$work/err" || fail "$last: no '$1' on standard error"; }
prints() { grep -qF -- "$1" "$work/out" || fail "$last: no '$1' on standard output"; }
prints_no() { ! grep -qF -- "$1" "$work/out" || fail "$last: '$1' on standard output"; }
prints_nothing() { [ ! -s "$work/out" ] || fail "$last: standard output is not empty"; }
says_nothing() { [ ! -s "$work/err" ] || fail "$last: standard error is not empty"; }
