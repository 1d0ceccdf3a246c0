# tests/data/sec/counts.csv is what Python's json module counts in the files beside it, all of them.
python3 "$RUNRATE_SOURCE_DIR/tests/data/sec/count.py" | diff "$RUNRATE_SOURCE_DIR/tests/data/sec/counts.csv" - || {
  echo "FAILED: tests/data/sec/counts.csv is not what tests/data/sec/count.py prints"
  exit 1
}
