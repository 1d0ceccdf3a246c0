# The tables of `runrate annualize`, as text and as Markdown, are written again here from the CSV file.
cd "$RUNRATE_SOURCE_DIR"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$RUNRATE_SOURCE_DIR/tests/golden/data"
aws=(annualize examples/data/cloud.csv --entity Amazon --segment AWS)

"$RUNRATE_PROGRAM" "${aws[@]}" > "$work/table.txt"
"$RUNRATE_PROGRAM" "${aws[@]}" --exact --quiet > "$work/exact.txt"
"$RUNRATE_PROGRAM" "${aws[@]}" --format markdown > "$work/table.md"

python3 - "$work" <<'PYTHON'
import difflib, sys
from fractions import Fraction
import methods
from methods import floor_to, ceiling_to, half_even

work = sys.argv[1]
quarters = methods.read_series("examples/data/cloud.csv")["Amazon", "AWS"]
i = next(k for k, q in enumerate(quarters) if q.end.isoformat() == "2026-06-30")
how = {"x4": "quarter x 4", "day": "x days in the year / days in the period", "day365": "x 365 / days in the period",
       "day360": "x 360 / days in the period", "week": "x 52 / weeks in the period",
       "ytd": "year to date x periods in the year / periods elapsed", "ttm": "sum of the last twelve months",
       "exit": "last sub-period x sub-periods in a year",
       "compound": "the next year if the last period's growth goes on",
       "logcompound": "rate at the period's end under continuous growth",
       "seasonal": "period / its mean share of past years"}

def billions(x): return f"${float(x / 10**9):.3f}B"  # x is a multiple of a million

def grouped(x):
    cents = int(x * 100)
    assert cents == x * 100
    return f"${cents // 100:,}.{cents % 100:02}"

def rows(exact):
    for method in methods.METHODS:
        figure = methods.annualize(quarters, i, method)
        if figure is None:
            continue
        factor = str(figure.factor)
        if len(factor) > 12:
            factor = f"~{float(half_even(figure.factor, 4)):.4f}"
        yield [method, grouped(half_even(figure.value, 2)) if exact else billions(half_even(figure.value, -6)),
               f"{billions(floor_to(figure.low, -6))} to {billions(ceiling_to(figure.high, -6))}", factor, how[method]]

def percent(x, places): return f"{float(half_even(x * 100, places)):.{places}f}%"

caption = "Amazon AWS, 2026Q2 (2026-04-01 to 2026-06-30): $42.232B"
headers = ["method", "a year", "between", "factor", "how"]
right = [False, True, False, True, False]
figures = {m: methods.annualize(quarters, i, m).value for m in how}
least, most = min(figures, key=figures.get), max(figures, key=figures.get)
growth = quarters[i].amount / quarters[i - 1].amount - 1
spread = (f"spread: {billions(half_even(figures[most] - figures[least], -6))} "
          f"({percent(figures[most] / figures[least] - 1, 1)}) between {least} and {most}")
notes = [f"x4, exit: 91 days x 4 is a year of 364 days: {percent(Fraction(1, 365), 2)} below 365",
         "ttm: the last year's revenue, not today's rate: half a year behind on average",
         f"compound, logcompound: takes one period's growth, {percent(growth, 2)}, for a whole year's",
         "compound, logcompound: 91 days after 90: a part of the growth is the days",
         "logcompound: the factor is irrational; it was rounded to 36 decimal places",
         "no figure for this period: x12, 3mx4, usage28, usage30, usage90 (--format json says why)",
         f"source: {quarters[i].source}"]

def text(exact, notes):
    table = [headers, *rows(exact)]
    widths = [max(len(row[k]) for row in table) for k in range(5)]
    table.insert(1, ["-" * w for w in widths])
    lines = ["  ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right)).rstrip() for row in table]
    return "\n".join([caption, "", *lines, "", spread, *notes]) + "\n"

def markdown():
    escape = lambda cell: cell.replace("~", "\\~")
    line = lambda cells: "| " + " | ".join(map(escape, cells)) + " |"
    lines = [line(headers), line(["---:" if r else "---" for r in right]), *map(line, rows(False))]
    return "\n".join([caption, "", *lines, "", "\n\n".join([spread, *notes])]) + "\n"

for name, expected in (("table.txt", text(False, notes)), ("exact.txt", text(True, [])), ("table.md", markdown())):
    found = open(f"{work}/{name}", encoding="utf-8").read()
    if found != expected:
        sys.exit("".join(difflib.unified_diff(expected.splitlines(True), found.splitlines(True), "expected", name)))
print("three tables agree")
PYTHON

# On a terminal, nothing is wider than it; what is left out is named. `script` gives the program a terminal.
if script -qec true /dev/null > /dev/null 2>&1 < /dev/null; then
  for columns in 80 100 160; do
    for verb in "annualize examples/data/cloud.csv --entity Amazon" \
                "claims examples/data/claims.csv --series examples/data/cloud.csv" \
                "forecast examples/data/cloud.csv --ranges backtest"; do
      script -qec "stty cols $columns; '$RUNRATE_PROGRAM' $verb" /dev/null < /dev/null > "$work/terminal.txt"
      python3 - "$work/terminal.txt" "$columns" <<'PYTHON'
import re, sys
text = open(sys.argv[1], encoding="utf-8", newline="").read().replace("\r\n", "\n")
assert "\x1b[1m" in text, "headers on a terminal are bold"
lines = re.sub(r"\x1b\[\d*m", "", text).split("\n")
assert len(lines) > 10
wide = [line for line in lines if len(line) > int(sys.argv[2])]
if wide:
    sys.exit(f"wider than {sys.argv[2]} columns:\n" + "\n".join(wide))
if sys.argv[2] == "160":
    assert "not shown" not in text, text
PYTHON
    done
  done
fi
