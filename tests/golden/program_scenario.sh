# `runrate scenario`: every figure is computed again in fractions; --set, --scenario, --explain, every format, `-`,
# --output, and what is refused.
source "$RUNRATE_SOURCE_DIR/tests/golden/run_program.bash"
file=tests/data/scenarios/capacity.toml

run 0 scenario $file --format json --explain backlog; cp "$work/out" "$work/all.json"
run 0 scenario $file --format json --set price=2.5 --set "utilization=50%"; cp "$work/out" "$work/set.json"
run 0 scenario $file --format csv; cp "$work/out" "$work/all.csv"
python3 - "$work" <<'PYTHON'
import csv, json, re, sys
from fractions import Fraction
import scenarios as model

work = sys.argv[1]
checked = 0

def exact(text):
    assert isinstance(text, str) and re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", text), text
    return Fraction(text)

def same(entry, expected, what):
    """A figure with nine places, and whether it is the figure itself."""
    global checked
    checked += 1
    nearest = model.rounded(expected)
    if exact(entry["value"]) != nearest or entry["exact"] != (nearest == expected):
        sys.exit(f"{what}: the program has {entry}, the fractions have {float(expected)}")

def check(document, changes):
    assert len(document["lines"]) == 3 * 3 * 4 and len(document["totals"]) == 3 * 3
    for entry in document["lines"]:
        t = model.LABELS.index(entry["period"]["label"])
        same(entry, model.run(entry["scenario"], **changes)[entry["line"]][t], entry)
    for entry in document["totals"]:
        values = model.run(entry["scenario"], **changes)[entry["line"]]
        same(entry, model.whole(entry["line"], values), entry)
        assert entry["kind"] == ("sum" if entry["line"] == "revenue" else "last")
    for entry in document["weighted"]:
        mean = sum(w * model.whole(entry["line"], model.run(s, **changes)[entry["line"]])
                   for s, w in model.WEIGHTS.items())
        same(entry, mean, entry)
    (comparison,) = document["comparisons"]
    bull, bear = model.run("bull", **changes), model.run("bear", **changes)
    for entry in comparison["totals"]:
        line = entry["line"]
        added = model.whole(line, bull[line]) - model.whole(line, bear[line])
        assert exact(entry["difference"]) == model.rounded(added), entry
        last = (bull[line][3] - bear[line][3]) * 4
        assert entry["exit_run_rate"] == (None if line != "revenue" else entry["exit_run_rate"])
        if line == "revenue":
            assert exact(entry["exit_run_rate"]) == model.rounded(last), entry
        assert exact(entry["growth"]) == model.rounded(added / model.whole(line, bear[line])), entry
    for entry in comparison["lines"]:
        t, line = model.LABELS.index(entry["period"]["label"]), entry["line"]
        assert exact(entry["difference"]) == model.rounded(bull[line][t] - bear[line][t]), entry
    for entry in document["targets"]:
        said = 6 * 10**9 if entry["target"] == "analyst" else 2 * 10**9
        if "comparison" in entry:
            value = sum(bull["revenue"]) - sum(bear["revenue"])
            verdict = "within" if value >= said else "below"
        else:
            value = sum(model.run(entry["scenario"], **changes)["revenue"])
            verdict = "within" if value <= said else "above"
        same(entry, value, entry)
        assert entry["verdict"] == verdict, entry
        assert exact(entry["share_of_said"]) == model.rounded(value / said), entry

everything = json.load(open(f"{work}/all.json"))
check(everything, {})
changed = json.load(open(f"{work}/set.json"))
check(changed, {"price": Fraction(5, 2), "utilization": Fraction(1, 2)})
assert {e["verdict"] for d in (everything, changed) for e in d["targets"]} == {"within", "above", "below"}

# Bounds: of the base, with every factor at its own.
low = model.run("base", chips=model.at_bound("chips", False), price=Fraction(3, 4), utilization=Fraction(2, 5))
high = model.run("base", chips=model.at_bound("chips", True), price=Fraction(5, 2), utilization=Fraction(4, 5))
for entry in everything["lines"]:
    if entry["scenario"] != "base" or entry["line"] == "backlog":
        continue
    t = model.LABELS.index(entry["period"]["label"])
    assert exact(entry["low"]) == low[entry["line"]][t] and exact(entry["high"]) == high[entry["line"]][t], entry

# Operands of an explained figure give it again.
assert len(everything["explanations"]) == 3 * 4
for e in everything["explanations"]:
    o = {operand["name"]: operand for operand in e["operands"]}
    t = model.LABELS.index(e["period"])
    values = model.run(e["scenario"])
    # Before the first period there is the number in the formula.
    before = [v for k, v in o.items() if k.startswith("previous(")]
    assert len(before) == (1 if t else 0), e
    if before:
        assert exact(before[0]["value"]) == model.rounded(values["backlog"][t - 1]), e
    assert exact(o["churn"]["value"]) == Fraction(1, 20)
    assert exact(o["revenue"]["value"]) == values["revenue"][t] and o["revenue"]["line"] == "revenue"
    same(e, values["backlog"][t], e)

rows = list(csv.DictReader(open(f"{work}/all.csv", newline="")))
assert len(rows) == 36
for row, entry in zip(rows, everything["lines"]):
    assert row["scenario"] == entry["scenario"] and row["value"] == entry["value"] and row["low"] == entry["low"], row
    assert row["period_start"] == entry["period"]["start"] and row["exact"] == ("yes" if entry["exact"] else "no")
assert checked > 100
PYTHON

# Tables, for people and for documents.
run 0 scenario $file; cp "$work/out" "$work/table"
prints "Chips for training: what gives \$6 billion in 2026"; prints "upside: bull minus bear"; prints "before discounts"
prints "up to \$6B"; prints "all of it incremental"; prints "a results call"
run 0 scenario $file --format markdown; prints "| line ";
run 0 scenario $file --scenario bull; prints " bull"; prints "bull minus bear"
run 0 scenario $file --scenario bull --scenario bear --format csv; prints_no ",base," ; prints_no "base,"
run 0 scenario $file --explain revenue
prints "revenue in 2026Q1 = chips * price * utilization * hours = 712,800,000 USD, with chips = 500,000 chip"

# From standard input, whose files would lie in the present folder; into a file.
last="runrate scenario -"
"$RUNRATE_PROGRAM" scenario - < $file > "$work/out" 2> "$work/err" || fail "$last"
cmp "$work/out" "$work/table" || fail "$last"
run 0 scenario $file --output "$work/written"; cmp "$work/written" "$work/table" || fail "$last"; [ ! -s "$work/out" ] || fail "$last"
run 0 scenario $file --output -; cmp "$work/out" "$work/table" || fail "$last"
run 1 scenario $file --output "$work/no/such/folder"; says "no/such/folder"

# As of a day: the series of the file goes to the last period that had ended by then, and so does what is forecast.
asked=examples/data/aws_2026.toml
for day in 2026-02-28 2026-03-31 2026-11-01; do
  run 0 scenario $asked --as-of $day --format json; cp "$work/out" "$work/of_$day.json"
  run 0 forecast examples/data/cloud.csv --entity Amazon --segment AWS --as-of $day --format json
  cp "$work/out" "$work/forecast_$day.json"
done
python3 - "$work" <<'PYTHON'
import csv, json, sys
work = sys.argv[1]
rows = [r for r in csv.DictReader(open("examples/data/cloud.csv")) if r["segment"] == "AWS"]
for day, targets in ("2026-02-28", 0), ("2026-03-31", 3), ("2026-11-01", 3):
    document = json.load(open(f"{work}/of_{day}.json"))
    known = [r for r in rows if r["period_end"] <= day]
    series, *claims = document["sources"]
    assert series == {"name": "aws", "kind": "series", "from": "cloud.csv: Amazon / AWS",
                      "start": known[0]["period_start"], "end": known[-1]["period_end"]}, series
    assert len(document["targets"]) == targets and len(claims) == (targets > 0), day
    record = next(d for d in document["drivers"] if d["driver"] == "record")
    expected = {r["period_start"]: float(r["amount_millions"]) * 1e6 for r in known}
    expected |= {p["start"]: p["value"] for p in json.load(open(f"{work}/forecast_{day}.json"))["forecasts"][0]["periods"]}
    for start, value in zip(("2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"), record["values"], strict=True):
        assert abs(float(value) - expected[start]) <= 0.0051, (day, start, value, expected[start])
    assert record["source"].endswith(", to " + known[-1]["period_end"]), record
PYTHON
for verb in "simulate --trials 1000" sensitivity "solve --by price --target anthropic=6000000000"; do
  run 0 ${verb%% *} $asked ${verb#${verb%% *}} --as-of 2026-02-28
  says "note: the target \"bank_of_america\" is left out; its claim was made later"
done
run 1 scenario $asked --as-of 2018-06-30; says "cloud.csv: Amazon / AWS begins later; a period that had ended by 2018-06-30"
run 2 scenario $asked --as-of 2018-6; says "--as-of: "

# What is not there, and what is no usage.
run 1 scenario $file --scenario bul; says "runrate: there is no scenario bul; did you mean bull?"
run 1 scenario $file --explain revenues; says "runrate: there is no line revenues; did you mean revenue?"
run 1 scenario $file --set prize=3; says "runrate: there is no driver prize; did you mean price?"
run 1 scenario "$work/none.toml"; says "none.toml: can't be read: No such file or directory"
run 2 scenario; says FILE
run 2 scenario $file --set price; says "--set price: expected NAME=VALUE"
run 2 scenario $file --set price=dear; says "--set price: 'dear' is no number"
run 2 scenario $file --format xml; says --format
run 2 scenario $file --trials 5; says --trials

# A figure that does not exist, with the line and the period.
sed 's/formula = "revenue \/ years"/formula = "revenue \/ (utilization - 0.6) \/ years"/' $file > "$work/zero.toml"
run 1 scenario "$work/zero.toml" --scenario base; says "arr in 2026Q1:"; says "is divided by 0"
# One that no decimal holds.
sed 's/initial = 1e9/initial = 1e20/; s/(1 - churn)/100_000_000_000_000/' $file > "$work/large.toml"
run 1 scenario "$work/large.toml"; says "backlog in 2026Q1: the figure is beyond 10^24"

# Periods as they are shown add up to the sum as it is shown.
for example in examples/data/*.toml; do
  run 0 scenario "$example"; cp "$work/out" "$work/table"
  python3 - "$work" "$example" <<'PYTHON' >> "$work/sums" || fail "the table of $example does not add up"
import re, sys
work, example = sys.argv[1:]
rows, line = [], None
for text in open(f"{work}/table", encoding="utf-8").read().split("\n\n")[1].split("\n")[2:]:
    words = text.split()
    if not text.startswith(" "): line, words = words[0], words[1:]
    rows.append((line, words))
parts, checked = {}, 0
for line, (period, *cells) in ((l, [w for w in words if not w.startswith("(")]) for l, words in rows):
    for i, cell in enumerate(cells):
        found = re.fullmatch(r"(-?)\$([\d,]+\.\d{3})B", cell)
        thousandths = None if found is None else int(found[1] + found[2].replace(",", "").replace(".", ""))
        if period != "sum":
            parts.setdefault((line, i), []).append(thousandths)
        elif None not in parts[line, i] and thousandths is not None:
            assert sum(parts[line, i]) == thousandths, (example, line, i, parts[line, i], thousandths)
            checked += 1
print(f"{example}: {checked} sums")
PYTHON
done
grep -q 'rainier.toml: 5 sums' "$work/sums" || { cat "$work/sums"; fail "too few sums were looked at"; }
