# `runrate annualize` on the quarters of AWS, Google Cloud and Microsoft: every figure is computed again in fractions.
cd "$RUNRATE_SOURCE_DIR"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$RUNRATE_SOURCE_DIR/tests/golden/data"

"$RUNRATE_PROGRAM" annualize examples/data/cloud.csv --last all --method all --format json > "$work/calendar.json"
"$RUNRATE_PROGRAM" annualize examples/data/cloud.csv --last all --method all --format json \
  --fiscal-year-end Microsoft=06 > "$work/fiscal.json"
"$RUNRATE_PROGRAM" annualize examples/data/cloud.csv --last all --method all --format csv > "$work/calendar.csv"
"$RUNRATE_PROGRAM" annualize examples/data/cloud.csv --entity Amazon --segment AWS --last all --method all \
  --format json > "$work/aws.json"

python3 - "$work" <<'PYTHON'
import csv, json, re, sys
from fractions import Fraction
import methods

work = sys.argv[1]
series = methods.read_series("examples/data/cloud.csv")
assert sum(len(q) for q in series.values()) == 75
checked = 0

def exact(text):
    """A figure of the document: a string, plain, with no zeros at its ends."""
    assert isinstance(text, str) and re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", text), text
    return Fraction(text)

def same(found, expected, what):
    global checked
    checked += 1
    if found != expected:
        sys.exit(f"{what}: the program has {found}, the fractions have {expected}")

def check(document, year_ends):
    assert list(document) == ["results", "spread", "unavailable"]
    results = {(r["entity"], r["segment"], r["period"]["start"], r["method"]): r for r in document["results"]}
    missing = {(r["entity"], r["segment"], r["period"]["start"], r["method"]): r for r in document["unavailable"]}
    spreads = {(r["entity"], r["segment"], r["period"]["start"]): r for r in document["spread"]}
    assert len(results) == len(document["results"]) and len(missing) == len(document["unavailable"])
    assert len(results) + len(missing) == 75 * len(methods.METHODS)
    assert len(spreads) == len(document["spread"]) == 75
    for (entity, segment), quarters in series.items():
        last_month = year_ends.get(entity, 12)
        for i, q in enumerate(quarters):
            lowest = highest = None
            for method in methods.METHODS:
                key = (entity, segment, q.start.isoformat(), method)
                figure = methods.annualize(quarters, i, method, last_month)
                if figure is None:
                    assert key not in results, key
                    reason = missing[key]["reason"]
                    assert reason["code"] and reason["text"], key
                    continue
                r = results[key]
                assert list(r) == ["entity", "segment", "period", "method", "formula", "factor", "value", "low", "high",
                                   "currency", "basis", "source", "warnings"], list(r)
                same(r["period"], {"label": methods.fiscal_label(q, last_month), "start": q.start.isoformat(),
                                   "end": q.end.isoformat()}, key)
                same(r["factor"], str(figure.factor), (key, "factor"))  # as a fraction in lowest terms
                value = methods.half_even(figure.value, 2)
                same(exact(r["value"]), value, (key, "value"))
                same(exact(r["low"]), methods.floor_to(figure.low, 2), (key, "low"))
                same(exact(r["high"]), methods.ceiling_to(figure.high, 2), (key, "high"))
                same(r["currency"], "USD", key)
                same((r["basis"]["start"], r["basis"]["end"], exact(r["basis"]["amount"])),
                     (figure.first.isoformat(), figure.last.isoformat(), figure.basis), (key, "basis"))
                same(r["source"], q.source, key)
                for warning in r["warnings"]:
                    assert list(warning) == ["code", "text"] and warning["text"], key
                codes = {w["code"] for w in r["warnings"]}
                if method == "x4":
                    year = methods.days_in_year(q.end.year)
                    same(codes & {"length_overstates", "length_understates"},
                         {"length_overstates" if 4 * q.days > year else "length_understates"} if 4 * q.days != year
                         else set(), (key, "warnings"))
                same("factor_rounded" in codes, method == "logcompound", (key, "warnings"))
                same("projects_growth" in codes, method in ("compound", "logcompound"), (key, "warnings"))
                if lowest is None or value < lowest[0]: lowest = (value, method)
                if highest is None or value > highest[0]: highest = (value, method)
            s = spreads[entity, segment, q.start.isoformat()]
            same((exact(s["low"]), s["lowest_method"]), lowest, (entity, q.start, "spread"))
            same((exact(s["high"]), s["highest_method"]), highest, (entity, q.start, "spread"))
            same(exact(s["difference"]), highest[0] - lowest[0], (entity, q.start, "spread"))
            same(s["relative"], str(highest[0] / lowest[0] - 1), (entity, q.start, "spread"))
            same(s["currency"], "USD", (entity, q.start, "spread"))

calendar = json.load(open(f"{work}/calendar.json"))
fiscal = json.load(open(f"{work}/fiscal.json"))
check(calendar, {})
check(fiscal, {"Microsoft": 6})

# Only Microsoft's year to date and seasonal shares depend on its fiscal year.
labels = {r["period"]["label"] for r in fiscal["results"] if r["entity"] == "Microsoft"}
same(labels, {f"FY{y}Q{q}" for y in (2023, 2024, 2025, 2026) for q in (1, 2, 3, 4)}, "labels")

# The one series by name is that part of the whole, and its latest quarter by times four is 42,232 million x 4.
aws = json.load(open(f"{work}/aws.json"))
for part in aws:
    same(aws[part], [r for r in calendar[part] if r["entity"] == "Amazon"], part)
latest = [r for r in aws["results"] if r["period"]["end"] == "2026-06-30" and r["method"] == "x4"]
same(len(latest), 1, "x4")
same((latest[0]["value"], latest[0]["low"], latest[0]["high"], latest[0]["factor"]),
     ("168928000000", "168926000000", "168930000000", "4"), "AWS, 2026Q2, x4")

# The CSV has the same figures.
with open(f"{work}/calendar.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
same(len(rows), len(calendar["results"]), "rows of the CSV")
for row, r in zip(rows, calendar["results"]):
    expected = {"entity": r["entity"], "segment": r["segment"], "period": r["period"]["label"],
                "start": r["period"]["start"], "end": r["period"]["end"], "method": r["method"], "factor": r["factor"],
                "value": r["value"], "low": r["low"], "high": r["high"], "currency": r["currency"],
                "warnings": "; ".join(w["text"] for w in r["warnings"])}
    same(row, expected, "CSV")
print(checked, "values agree")
PYTHON
