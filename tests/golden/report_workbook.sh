# Workbooks: LibreOffice computes every formula of every example's scenario file, of one with every operation, and of
# series, and finds what the program prints: in each scenario, with each driver changed, with other amounts, and where
# other values were written beside the formulas.
source "$RUNRATE_SOURCE_DIR/tests/golden/run_program.bash"

# The Python that LibreOffice is bound to is the system's own.
python=/usr/bin/python3
if ! command -v soffice > /dev/null || ! "$python" -c "import uno" 2> /dev/null; then
  echo "LibreOffice and its binding to Python are missing: sudo apt-get install libreoffice-calc-nogui python3-uno"
  [ "${RUNRATE_REQUIRE_TOOLS:-0}" = 1 ] && exit 1
  exit 77
fi

PATH="$PATH:/usr/bin" "$python" tests/golden/data/workbooks.py "$RUNRATE_PROGRAM" "$work"

# The same input gives the same bytes.
for attempt in one two; do run 0 report tests/data/scenarios/capacity.toml --output "$work/$attempt.xlsx"; done
cmp "$work/one.xlsx" "$work/two.xlsx"
