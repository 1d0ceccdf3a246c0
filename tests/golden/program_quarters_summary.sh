# The table in docs/reference/quarters.md is what `runrate quarters` finds in tests/data/sec today.
cd "$RUNRATE_SOURCE_DIR"
summary=tests/golden/data/quarters_summary.py
python3 $summary "$RUNRATE_PROGRAM" --check || {
  echo "FAILED: python3 $summary PROGRAM --write puts the new table into the document; look at what changed first"
  exit 1
}

# The check sees a figure that is another.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/tests/golden/data" "$work/docs/reference"
cp $summary "$work/$summary"
ln -s "$RUNRATE_SOURCE_DIR/tests/data" "$work/tests/data"
sed -E '/^\| KO \|/s/1: 2018/0/' docs/reference/quarters.md > "$work/docs/reference/quarters.md"
! cmp -s docs/reference/quarters.md "$work/docs/reference/quarters.md" || { echo "FAILED: nothing was changed"; exit 1; }
status=0
python3 "$work/$summary" "$RUNRATE_PROGRAM" --check > "$work/out" || status=$?
if [ $status != 1 ] || ! grep -q 'does not have: | KO |' "$work/out"; then
  echo "FAILED: another figure was not found: status $status"
  cat "$work/out"
  exit 1
fi
