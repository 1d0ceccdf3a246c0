# `runrate forecast`: the simple methods, their dates and the errors that ranges rest on are computed again here; all forms
# say the same; the same bytes for any number of threads; what is odd in a series is a forecast or a reason, never nan.
source "$RUNRATE_SOURCE_DIR/tests/golden/run_program.bash"
cloud=examples/data/cloud.csv
facts=examples/data/snowflake_facts.json
simple=naive,seasonal-naive,drift
header=entity,period_start,period_end,amount,currency

# series FILE NAME AMOUNT...: quarters from 2020 on
series() {
  local file=$1 name=$2 i=0 amount
  local days=(01-01 03-31 04-01 06-30 07-01 09-30 10-01 12-31)
  shift 2
  [ -f "$file" ] || echo $header > "$file"
  for amount in "$@"; do
    echo "$name,$((2020 + i / 4))-${days[i % 4 * 2]},$((2020 + i / 4))-${days[i % 4 * 2 + 1]},$amount,USD" >> "$file"
    i=$((i + 1))
  done
}

# Figures, against the CSV and the filings.
for horizon in 1 6 40; do
  run 0 forecast $cloud --method $simple --horizon $horizon --format json; says_nothing; cp "$work/out" "$work/cloud_$horizon.json"
done
run 0 forecast $cloud --method $simple --format json; cp "$work/out" "$work/cloud_year.json"
run 0 forecast $cloud --method naive --ranges backtest --horizon 6 --format json; cp "$work/out" "$work/backtest.json"
run 0 forecast $cloud --method all --format json; cp "$work/out" "$work/all.json"
run 0 forecast $cloud --format json; cp "$work/out" "$work/combination.json"
run 0 forecast $cloud --method all --format csv; cp "$work/out" "$work/all.csv"
run 0 forecast $cloud --method naive --as-of 2025-07-30 --format json; cp "$work/out" "$work/as_of.json"
run 0 forecast $facts --method naive --format json; says_nothing; cp "$work/out" "$work/facts.json"
run 0 quarters $facts --format json; cp "$work/out" "$work/quarters.json"
run 0 forecast examples/data/fiscal_years.csv --method seasonal-naive --horizon 9 --format json; cp "$work/out" "$work/fiscal.json"
run 0 forecast --help; cp "$work/out" "$work/help"
python3 - "$work" << 'PYTHON'
import calendar, csv, json, math, re, sys
from datetime import date, timedelta
import methods

work = sys.argv[1]
load = lambda name: json.load(open(f"{work}/{name}.json"))["forecasts"]
checked = 0

def same(found, expected, what):
    global checked
    checked += 1
    if found != expected:
        sys.exit(f"{what}: the program has {found}, expected {expected}")

def near(found, expected, what):
    """But for the rounding to cents, and what a sum in another order leaves."""
    global checked
    checked += 1
    if abs(found - expected) > 0.006 + 1e-13 * abs(expected):
        sys.exit(f"{what}: the program has {found!r}, expected {expected!r}")

def next_days(quarters, count):
    """After whole months as many months, else as many days as a year before; the 53rd week does not come again."""
    begin, found = quarters[-1].end + timedelta(1), []
    last_year = [q.days for q in quarters[-4:]]
    first, last = quarters[-1].start, quarters[-1].end
    by_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    for h in range(count):
        if by_months:
            month = begin.month - 1 + 3
            end = date(begin.year + month // 12, month % 12 + 1, 1)
        else:
            days = last_year[h % 4]
            end = begin + timedelta(days - 7 if sum(last_year) == 371 and days in (98, 119) else days)
        found.append((begin.isoformat(), (end - timedelta(1)).isoformat()))
        begin = end
    return found

def points(method, y, count):
    if method == "naive":
        return [y[-1]] * count
    if method == "seasonal-naive":
        return [y[len(y) - 4 + h % 4] for h in range(count)]
    return [y[-1] + (h + 1) * (y[-1] - y[0]) / (len(y) - 1) for h in range(count)]

SIDES = ("low95", "low80", "value", "high80", "high95")

def check_ranges(p, what):
    ends = [p[side] for side in SIDES]
    same(ends, sorted(ends), what)
    assert ends[0] < ends[2] < ends[4], what
    for low, high in (("low80", "high80"), ("low95", "high95")):
        near((p[low] + p[high]) / 2, p["value"], what)

def check(f, quarters, horizon):
    key = (f["entity"], f.get("segment"), f["method"])
    y = [float(q.amount) for q in quarters]
    same(list(f), ["entity", *(["segment"] if "segment" in f else []), "currency", "method", "observations", "per_year",
                   "last_period", "periods", "next_four"], key)
    same((f["currency"], f["observations"], f["per_year"]), ("USD", len(y), 4), key)
    same(f["last_period"], {"start": quarters[-1].start.isoformat(), "end": quarters[-1].end.isoformat()}, key)
    same(len(f["periods"]), horizon, key)
    days, expected = next_days(quarters, max(horizon, 4)), points(f["method"], y, max(horizon, 4))
    for h, p in enumerate(f["periods"]):
        same(list(p), ["start", "end", "value", "low80", "high80", "low95", "high95"], key)
        same((p["start"], p["end"]), days[h], (key, h))
        near(p["value"], expected[h], (key, h))
    same((f["next_four"]["start"], f["next_four"]["end"]), (days[0][0], days[3][1]), key)
    near(f["next_four"]["value"], sum(expected[:4]), key)

series = dict(sorted(methods.read_series("examples/data/cloud.csv").items()))
for name, horizon in (("cloud_1", 1), ("cloud_6", 6), ("cloud_40", 40), ("cloud_year", 4)):
    found = load(name)
    same([(f["entity"], f["segment"], f["method"]) for f in found],
         [(*key, m) for key in series for m in ("naive", "seasonal-naive", "drift")], name)
    for f in found:
        check(f, series[f["entity"], f["segment"]], horizon)
        # The further ahead, the wider: by the same for both levels.
        widths = [[p["high80"] - p["value"], p["high95"] - p["value"]] for p in [*f["periods"], f["next_four"]]]
        for p, (inner, outer) in zip([*f["periods"], f["next_four"]], widths):
            check_ranges(p, (name, f["method"]))
            assert abs(outer / inner - widths[0][1] / widths[0][0]) < 1e-6, (name, outer / inner)
        assert all(a[0] <= b[0] for a, b in zip(widths, widths[1:-1])), name
same(load("cloud_1")[0]["next_four"], load("cloud_40")[0]["next_four"], "the next year, whatever the horizon")
by_method = {f["method"]: f for f in load("cloud_year") if f["entity"] == "Amazon"}
same(by_method["naive"]["next_four"]["value"], 4 * 42232e6, "naive is times four")
same(by_method["seasonal-naive"]["next_four"]["value"], sum(float(q.amount) for q in series["Amazon", "AWS"][-4:]),
     "seasonal-naive is the trailing year")

# Ranges by backtest: the sizes of the errors at each earlier time, in deviations of the method's model at that time.
def below(sizes, level):
    rank = math.ceil(level * (len(sizes) + 1) - 1e-9)
    return sorted(sizes)[rank - 1] if rank <= len(sizes) else None

def deviation(y): return math.sqrt(sum((b - a) ** 2 for a, b in zip(y, y[1:])) / (len(y) - 1))

for f in load("backtest"):
    y = [float(q.amount) for q in series[f["entity"], f["segment"]]]
    of_year = math.sqrt(1 + 4 + 9 + 16)
    for h, p in enumerate([*f["periods"], f["next_four"]]):
        is_year = h == 6
        scale = of_year if is_year else math.sqrt(h + 1)
        sizes = []
        for known in range(8, len(y) - (3 if is_year else h)):
            error = sum(y[known:known + 4]) - 4 * y[known - 1] if is_year else y[known + h] - y[known - 1]
            sizes.append(abs(error) / (deviation(y[:known]) * scale))
        for level, low, high in ((0.80, "low80", "high80"), (0.95, "low95", "high95")):
            size = below(sizes, level)
            same((p[low] is None, p[high] is None), (size is None, size is None), (f["entity"], h, level))
            if size is not None:
                near(p["high80" if level == 0.80 else high] - p["value"], size * deviation(y) * scale, (f["entity"], h))
                near(p["value"] - p[low], size * deviation(y) * scale, (f["entity"], h))
assert {p["low95"] is None for f in load("backtest") for p in f["periods"]} == {True, False}

# All methods: the simple ones first, and the default the last.
names = re.search(r"all, or some of\s+([^\s;]+)", open(f"{work}/help").read())[1].split(",")
found = load("all")
same([(f["entity"], f["method"]) for f in found], [(key[0], name) for key in series for name in names], "all")
same([f for f in found if f["method"] == "combination"], load("combination"), "the default")
for f in found:
    value = sum(p["value"] for p in f["periods"])
    # Five roundings to cents: of the four, and of their sum.
    checked += 1
    assert abs(f["next_four"]["value"] - value) <= 5 * 0.005 + 1e-13 * abs(value), (f["entity"], f["method"], "the sum")
    for p in [*f["periods"], f["next_four"]]:
        check_ranges(p, f["method"])
        same(round(p["value"], 2), p["value"], "cents")
        assert 0.5 < p["value"] / (f["next_four"]["value"] / 4) < 4.001, f["method"]

# The CSV has the same figures.
with open(f"{work}/all.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
text = lambda x: "" if x is None else json.dumps(x)
expected = [{"entity": f["entity"], "segment": f["segment"], "concept": "", "currency": "USD", "method": f["method"],
             "ahead": ahead, "start": p["start"], "end": p["end"], **{s: text(p[s]) for s in SIDES}}
            for f in found
            for ahead, p in [*((str(h + 1), p) for h, p in enumerate(f["periods"])), ("next_four", f["next_four"])]]
same(len(rows), len(expected), "rows of the CSV")
for row, e in zip(rows, expected):
    same({k: float(v) if k in SIDES and v else v for k, v in row.items()},
         {k: float(v) if k in SIDES and v else v for k, v in e.items()}, "CSV")

# By a day: what had ended then.
for f in load("as_of"):
    known = [q for q in series[f["entity"], f["segment"]] if q.end <= date(2025, 7, 30)]
    same((f["observations"], f["periods"][0]["start"], f["periods"][0]["value"]),
         (len(known), "2025-07-01", float(known[-1].amount)), "as of")

# Filings: the same quarters as `runrate quarters` has.
(f,) = load("facts")
quarters = [q for q in json.load(open(f"{work}/quarters.json"))["quarters"] if q["value"] is not None]
same(list(f)[:5], ["entity", "concept", "currency", "method", "observations"], "facts")
same((f["concept"], f["observations"], f["last_period"]["end"], f["periods"][3]["value"]),
     (quarters[-1]["concept"], 23, quarters[-1]["end"], float(quarters[-1]["value"])), "facts")
same([(p["start"], p["end"]) for p in f["periods"]], [("2025-05-01", "2025-07-31"), ("2025-08-01", "2025-10-31"),
     ("2025-11-01", "2026-01-31"), ("2026-02-01", "2026-04-30")], "facts")

# Years of 52 and 53 weeks.
fiscal = methods.read_series("examples/data/fiscal_years.csv")
for f in load("fiscal"):
    check(f, fiscal[f["entity"], f.get("segment", "")], 9)
assert any(q.days == 91 for q in fiscal["Nvidia", ""])
print(checked, "values agree")
PYTHON

# What a method needs, as docs/reference/program.md says it of quarters; and the methods that it names are those that there are.
for count in $(seq 12); do
  series "$work/length.csv" "$count" $(for i in $(seq "$count"); do echo $((100 + 7 * i + 30 * (i % 4) + i * i % 5)); done)
done
run 0 forecast "$work/length.csv" --method all --format json; says_nothing; cp "$work/out" "$work/every"
run 0 forecast "$work/length.csv" --method weighted-combination --format json; says_nothing
python3 - "$work" << 'PYTHON'
import json, re, sys
found = {}
for f in [f for name in ("every", "out") for f in json.load(open(f"{sys.argv[1]}/{name}"))["forecasts"]]:
    if "reason" in f:
        assert list(f)[-1] == "reason" and "periods" not in f and "next_four" not in f
        assert f["reason"]["code"] in ("not_enough_history", "not_applicable") and f["reason"]["text"], f
    else:
        found[f["method"]] = min(int(f["entity"]), found.get(f["method"], 99))
section = re.search(r"^### Methods of forecast$(.*?)^##", open("docs/reference/program.md").read(), re.M | re.S)[1]
told = {name: 4 if needs == "a year" else int(re.search(r"\d+", needs)[0])
        for name, needs in re.findall(r"^\| `([a-z-]+)` \|.*\| ([^|]*) \|$", section, re.M)}
if found != told:
    sys.exit(f"the methods need {found}; documented are {told}")
PYTHON

# Tables.
series "$work/table.csv" A 1000000 1250000 1500000 1750000 2000000
series "$work/table.csv" B 7
run 0 forecast "$work/table.csv" --method naive,drift; says "$work/table.csv: note: B: no forecast by drift: drift needs 2 figures; there is 1"
grep -v '^A\|ranges' "$work/out" | cut -c1-30 | sed 's/ *$//' | head -30 > "$work/left"
diff "$work/left" - << 'TABLE' || fail "$last"

period              expected
------------------  --------
2021Q2               $2.000M
2021Q3               $2.000M
2021Q4               $2.000M
2022Q1               $2.000M
next four quarters   $8.000M

from 5 quarters to 2021-03-31,


period              expected
------------------  --------
2021Q2               $2.250M
2021Q3               $2.500M
2021Q4               $2.750M
2022Q1               $3.000M
next four quarters  $10.500M

from 5 quarters to 2021-03-31,

B by naive

period              expected
------------------  --------
2020Q2                 $7.00
2020Q3                 $7.00
2020Q4                 $7.00
2021Q1                 $7.00
TABLE
run 0 forecast "$work/table.csv" --entity A --method drift --horizon 1 --quiet; says_nothing
diff "$work/out" - << 'TABLE' || fail "$last"
A by drift

period              expected  80 in 100 between      95 in 100 between
------------------  --------  ---------------------  ---------------------
2021Q2               $2.250M  $2.250M and $2.250M    $2.250M and $2.250M
next four quarters  $10.500M  $10.500M and $10.500M  $10.500M and $10.500M
TABLE
run 0 forecast "$work/table.csv" --entity B --method naive --horizon 2 --format markdown; says_nothing
diff "$work/out" - << 'TABLE' || fail "$last"
B by naive

| period | expected | 80 in 100 between | 95 in 100 between |
| --- | ---: | --- | --- |
| 2020Q2 | $7.00 |  |  |
| 2020Q3 | $7.00 |  |  |
| next four quarters | $28.00 |  |  |

from 1 quarter to 2020-03-31, the latest $7.00

no range: too little is known of the method's errors

figures are estimates, computed in double
TABLE
run 0 forecast $facts --method naive; prints "FY2026Q2"; prints "concept: RevenueFromContractWithCustomerExcludingAssessedTax"
run 0 forecast $cloud --ranges backtest; prints "ranges: from the method's errors at earlier times of this series"

# Too short: a reason from each method, and an answer from the one that needs no more.
series "$work/one.csv" A 5
run 1 forecast "$work/one.csv"; prints_nothing; says "runrate: no method has a forecast of A: "; says "there is 1"
run 1 forecast "$work/one.csv" --format csv; prints_nothing
run 1 forecast "$work/one.csv" --format json; prints '"code": "not_enough_history"'; prints_no '"periods"'
run 0 forecast "$work/one.csv" --method naive --format json; prints '"value": 5.0'; prints '"value": 20.0'; prints '"low80": null'
run 0 forecast "$work/one.csv" --method combination,naive --format json; prints '"reason"'; prints '"periods"'; says_nothing
run 0 forecast "$work/one.csv" --method combination,naive --format csv; says "note: A: no forecast by combination: "
run 0 forecast "$work/one.csv" --method combination,naive --format csv --quiet; says_nothing

# Odd series: each has a forecast or a reason, finite, in every form.
odd=$work/odd.csv
numbers() { python3 -c "print(*($1 for i in range($2)))"; }
series "$odd" one 5
series "$odd" constant $(numbers 100 20)
series "$odd" zeros $(numbers 0 20)
series "$odd" negative $(numbers "-100 - i" 20)
series "$odd" signs $(numbers "(-1) ** i * 100 * i" 20)
series "$odd" doubling $(numbers "2 ** i" 84)
series "$odd" tenfold $(numbers "10 ** i" 29)
series "$odd" falling $(numbers "10 ** (27 - i)" 28)
series "$odd" largest $(numbers "17 * 10 ** 28" 20)
series "$odd" largest_signs $(numbers "(-1) ** i * 17 * 10 ** 28" 20)
series "$odd" smallest $(numbers "'0.000000001'" 20)
series "$odd" spike $(numbers "10 ** 25 if i == 15 else 1" 20)
sed 's/,202\([0-9]\)-/,999\1-/g' <(grep '^constant' "$odd") | sed 's/^constant/end_of_time/' >> "$odd"
python3 - >> "$odd" << 'PYTHON'
from datetime import date, timedelta
for y in range(2000, 2012): print(f"years,{y}-01-01,{y}-12-31,{100 + y},USD")
for y in range(2000, 2012):
    for first, last in (("01-01", "06-30"), ("07-01", "12-31")): print(f"halves,{y}-{first},{y}-{last},{y},USD")
for i in range(30):
    last = date(2020 + (i + 1) // 12, (i + 1) % 12 + 1, 1) - timedelta(1)
    print(f"months,{last.replace(day=1)},{last},{100 + i},USD")
for i in range(60): print(f"weeks,{date(2024, 1, 1) + timedelta(7 * i)},{date(2024, 1, 7) + timedelta(7 * i)},{100 + i},USD")
for i in range(30): print(f"days,{date(2024, 1, 1) + timedelta(i)},{date(2024, 1, 1) + timedelta(i)},{100 + i},USD")
print("kinds,2024-01-01,2024-01-31,1,USD\nkinds,2024-02-01,2024-02-29,1,USD\nkinds,2024-03-01,2024-05-31,3,USD")
for i in range(20): print(f"yen,{2010 + i}-01-01,{2010 + i}-12-31,{1000 + i * i},JPY")
PYTHON
for form in json/model csv/model table/model markdown/model json/backtest table/backtest; do
  run 0 forecast "$odd" --method all --ranges ${form#*/} --horizon 40 --format ${form%/*}
  if grep -qiwE -- '-?(nan|inf|infinity)' "$work/out" "$work/err"; then fail "$last: a figure is not finite"; fi
  cp "$work/out" "$work/odd.${form%/*}.${form#*/}"
done
run 0 forecast "$odd" --method all --format json
python3 - "$work" << 'PYTHON'
import json, math, sys
work = sys.argv[1]
refuse = lambda text: sys.exit(f"{text} is no JSON number")
for name in ("odd.json.model", "odd.json.backtest", "out"):
    found = json.load(open(f"{work}/{name}"), parse_constant=refuse)["forecasts"]
    answered = {}
    for f in found:
        assert ("reason" in f) != ("periods" in f), f
        answered.setdefault(f["entity"], []).append("periods" in f)
        if "reason" in f:
            assert f["reason"]["code"] in ("not_enough_history", "wrong_period", "out_of_range", "not_applicable"), f["reason"]
            continue
        assert len(f["periods"]) == (f["per_year"] if name == "out" else 40)
        for p in [*f["periods"], f["next_four"]]:
            assert isinstance(p["value"], float) and math.isfinite(p["value"]), f
            for low, high in (("low80", "high80"), ("low95", "high95")):
                assert (p[low] is None) == (p[high] is None)
                assert p[low] is None or p[low] <= p["value"] <= p[high], (f["entity"], f["method"], p)
            if f["currency"] == "JPY": assert p["value"] == int(p["value"]), p
    none = {entity for entity, all in answered.items() if not any(all)}
    assert none == {"days", "kinds", *(["end_of_time"] if name != "out" else [])}, none  # forty quarters after 9994
    per_year = {f["entity"]: f["per_year"] for f in found}
    assert [per_year[e] for e in ("years", "halves", "months", "weeks", "one")] == [1, 2, 12, 52, 4]
    assert per_year["days"] is None and per_year["kinds"] is None, per_year
by = {(f["entity"], f["method"]): f for f in json.load(open(f"{work}/out"))["forecasts"]}
months = by["months", "naive"]
assert [p["end"] for p in months["periods"]][7:9] == ["2023-02-28", "2023-03-31"], months
assert months["next_four"]["value"] == 12 * 129 and months["next_four"]["end"] == "2023-06-30", months["next_four"]
assert by["constant", "combination"]["next_four"]["value"] == 400
assert by["zeros", "combination"]["next_four"] == {**by["zeros", "naive"]["next_four"], "value": 0}
assert by["years", "naive"]["next_four"]["value"] == by["years", "naive"]["periods"][0]["value"] == 2111
assert by["largest", "naive"]["next_four"]["value"] == 4 * 1.7e29
PYTHON

# Gaps: a file with one ends the run; --keep-going forecasts from what follows it; a company's quarters just go on.
{ echo $header; for year in 2020 2021 2023; do echo "A,$year-01-01,$year-12-31,$year,USD"; done; } > "$work/gap.csv"
run 1 forecast "$work/gap.csv" --method naive; prints_nothing; says "$work/gap.csv:4:3: 2023-01-01 to 2023-12-31 does not follow"; says "--keep-going"
run 1 forecast "$work/gap.csv" --method naive --keep-going --format csv
says "$work/gap.csv: note: A: it is forecast from what follows the last gap, from 2023-01-01 on; 2 periods before were left out"
prints "A,,,USD,naive,1,2024-01-01,2024-12-31,2023.0,,,,"; [ "$(wc -l < "$work/out")" = 3 ] || fail "$last"
run 1 forecast "$work/gap.csv" --method naive --keep-going --format csv --as-of 2022-12-31; prints "naive,1,2022-01-01,2022-12-31,2021.0,"
run 0 forecast tests/data/sec/CIK0000051143_IBM.trimmed.json.gz --method naive --format json; prints '"observations": 62'
says "from 2011-01-01 on; 10 periods before were left out"
run 0 forecast tests/data/sec/CIK0000051143_IBM.trimmed.json.gz --method naive --quiet; says_nothing

# Which series: by entity, segment and concept, from standard input, several files and folders.
run 0 forecast $cloud --entity Amazon --method naive --format csv; [ "$(wc -l < "$work/out")" = 6 ] || fail "$last"
run 0 forecast $cloud --segment "Google Cloud" --method naive --format csv; prints "Alphabet,Google Cloud"; cp "$work/out" "$work/google"
run 0 forecast - --segment "Google Cloud" --method naive --format csv < $cloud; cmp "$work/out" "$work/google"
run 1 forecast $cloud --entity Azure; prints_nothing; says "no period matches entity 'Azure'; the file holds Alphabet / Google Cloud, Amazon / AWS"
run 1 forecast $cloud --as-of 2010-01-01; prints_nothing; says "no period matches by 2010-01-01"
run 0 forecast $cloud "$work/one.csv" $facts --method naive --format csv; [ "$(wc -l < "$work/out")" = 26 ] || fail "$last"
run 0 forecast $facts --concept NetIncomeLoss,Revenues --method naive --format csv; prints ",NetIncomeLoss,"; prints ",RevenueFromContract"
says "SNOWFLAKE INC. has no Revenues; its revenue is"
run 1 forecast $facts --concept EarningsPerShareBasic; prints_nothing; says "EarningsPerShareBasic is in USD/shares; only money can be forecast"
run 0 forecast "$work/one.csv" "$work/one.csv" --method naive --format csv; says_nothing; [ "$(wc -l < "$work/out")" = 11 ] || fail "$last"
mkdir "$work/folder"; cp $cloud "$work/folder/b.csv"; cp "$work/one.csv" "$work/folder/a.csv"; echo bad > "$work/folder/c.csv"
run 1 forecast "$work/folder" --method naive --format csv; prints_nothing; says "c.csv:1:1: "
run 1 forecast "$work/folder" --method naive --format csv --keep-going; [ "$(wc -l < "$work/out")" = 21 ] || fail "$last"
sed -n 2p "$work/out" | grep -q '^A,' || fail "$last: not in the order of the files"
run 1 forecast "$work/none.csv"; prints_nothing; says "No such file or directory"

# The same bytes for any number of threads.
python3 - > "$work/many.csv" << 'PYTHON'
import random
draw = random.Random(5)
print("entity,period_start,period_end,amount,currency")
for entity in range(300):
    level = draw.uniform(1e6, 1e9)
    for i in range(draw.randrange(1, 30)):
        level *= draw.uniform(0.9, 1.15)
        month = 3 * (i % 4) + 1
        print(f"E{entity:04},{2018 + i // 4}-{month:02}-01,{2018 + i // 4}-{month + 2:02}-{31 if month in (1, 10) else 30},{level:.2f},USD")
PYTHON
run 0 forecast "$work/many.csv" --format json --threads 1; cp "$work/out" "$work/threads"
python3 -c 'import json, sys; f = json.load(open(sys.argv[1]))["forecasts"]; assert [x["entity"] for x in f] == [f"E{i:04}" for i in range(300)]' "$work/out"
for threads in 2 7 0; do
  run 0 forecast "$work/many.csv" --format json --threads $threads; cmp "$work/out" "$work/threads"
done
# Of notes, the first hundred.
run 0 forecast "$work/many.csv" --method holt-winters,damped-seasonal --format csv; grep -c "no forecast by" "$work/err" > "$work/count"
[ "$(cat "$work/count")" = 100 ] || fail "$last: not a hundred notes"
grep -qE '^and [0-9]+ more$' "$work/err" || fail "$last: the others are not counted"

# Bad usage, before a file is read; the old file stays.
none=$work/none.csv
run 2 forecast; prints_nothing; says INPUT
for horizon in 0 41 -1 1.5 four 99999999999999999999; do run 2 forecast "$none" --horizon $horizon; prints_nothing; done
run 2 forecast "$none" --horizon 41; says "--horizon 41: expected 1 to 40 periods"
run 2 forecast "$none" --method combinaton; prints_nothing; says "--method: 'combinaton' is no method; did you mean combination?"
run 2 forecast "$none" --method naive,Drift; says "'Drift' is no method; did you mean drift?"
run 2 forecast "$none" --method x4; says "'x4' is no method; expected all, naive, seasonal-naive, drift"
for list in "" naive, ,naive all,naive; do run 2 forecast "$none" --method "$list"; prints_nothing; says "is no method"; done
run 2 forecast "$none" --ranges widest; prints_nothing; says widest
run 2 forecast "$none" --threads 257; prints_nothing; says "--threads 257: expected a number from 1 to 256"
run 2 forecast "$none" --as-of 2025-02-29; prints_nothing; says "2025-02-29 is not a date"
run 2 forecast "$none" --format xml; prints_nothing
run 0 forecast $cloud --method drift,naive,drift --format csv; [ "$(wc -l < "$work/out")" = 31 ] || fail "$last: a method twice"
echo old > "$work/old"
run 1 forecast "$work/one.csv" --output "$work/old"; [ "$(cat "$work/old")" = old ] || fail "$last"
run 0 forecast $cloud --output "$work/old" --format json; prints_nothing; cmp "$work/old" "$work/combination.json"
run 1 forecast $cloud --output "$work/nowhere/file"; prints_nothing; says "No such file or directory"

# The weighted combination: weights and figures from what its five methods say at the end of each earlier quarter. All
# methods leave it out.
five=damped-ets,damped-seasonal,averaged-ets,optimized-theta,dynamic-optimized-theta
run 0 forecast $cloud --method weighted-combination --horizon 6 --format json; says_nothing; cp "$work/out" "$work/weighted.json"
run 0 forecast $cloud --method $five --horizon 6 --format json; cp "$work/out" "$work/now.json"
mkdir "$work/then"
cut -d, -f4 $cloud | grep '^2' | sort -u > "$work/days"
while read -r day; do
  run 0 forecast $cloud --method $five --as-of "$day" --format json --quiet; cp "$work/out" "$work/then/$day.json"
done < <(tail -n +9 "$work/days")
python3 - "$work" << 'PYTHON'
import glob, json, sys
import methods
work = sys.argv[1]
load = lambda name: json.load(open(f"{work}/{name}.json"))["forecasts"]
FIVE = ["damped-ets", "damped-seasonal", "averaged-ets", "optimized-theta", "dynamic-optimized-theta"]
series = methods.read_series("examples/data/cloud.csv")
then = [f for path in sorted(glob.glob(f"{work}/then/*.json")) for f in json.load(open(path))["forecasts"]]
assert [f["method"] for f in load("weighted")] == ["weighted-combination"] * len(series)
for found in load("weighted"):
    key = found["entity"], found["segment"]
    of_series = lambda all: [f for f in all if (f["entity"], f["segment"]) == key]
    came = {q.start.isoformat(): float(q.amount) for q in series[key]}
    weights = []
    for method in FIVE:
        errors, times = [], 0
        for f in of_series(then):
            if f["method"] != method or "periods" not in f or not 8 <= f["observations"] < len(came) or f["observations"] < len(came) - 20:
                continue
            times += 1
            errors += [came[p["start"]] - p["value"] for p in f["periods"] if p["start"] in came]
        weights.append(len(errors) / sum(e * e for e in errors) if times >= 4 else 0)
    now = {f["method"]: f for f in of_series(load("now"))}
    assert set(now) == set(FIVE) and min(weights) > 0, (key, weights)
    for h, p in enumerate([*found["periods"], found["next_four"]]):
        for side in ("value", "low80", "high80", "low95", "high95"):
            parts = [(now[m]["periods"][h] if h < 6 else now[m]["next_four"])[side] for m in FIVE]
            expected = sum(w * v for w, v in zip(weights, parts)) / sum(weights)
            assert abs(p[side] - expected) < 1e-9 * abs(expected) + 0.02, (key, h, side, p[side], expected)
for name in ("all", "combination"):
    assert "weighted-combination" not in {f["method"] for f in load(name)}, name
PYTHON
grep -q 'weighted-combination, which all leaves out' <(tr -s '\n ' ' ' < "$work/help") || fail "the help does not say that all leaves one out"
echo "forecasts agree"
