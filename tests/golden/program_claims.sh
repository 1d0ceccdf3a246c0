# `runrate claims` on the claims that come with the library: every verdict is computed again from the two CSV files, and
# what was expected from what `runrate forecast` says of the series as far as it was known.
cd "$RUNRATE_SOURCE_DIR"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$RUNRATE_SOURCE_DIR/tests/golden/data"

"$RUNRATE_PROGRAM" claims examples/data/claims.csv --series examples/data/cloud.csv --format json > "$work/claims.json"
"$RUNRATE_PROGRAM" claims examples/data/claims.csv --series examples/data/cloud.csv --format csv > "$work/claims.csv"
"$RUNRATE_PROGRAM" claims examples/data/claims.csv --series examples/data/cloud.csv --subject AWS --format json \
  > "$work/aws.json"

claims="examples/data/claims.csv --series examples/data/cloud.csv"
for method in none naive theta; do
  "$RUNRATE_PROGRAM" claims $claims --forecast $method --format json > "$work/$method.json"
  "$RUNRATE_PROGRAM" claims $claims --forecast $method --format csv | cmp - "$work/claims.csv"
done
"$RUNRATE_PROGRAM" claims $claims --as-of 2026-05-31 --format json > "$work/as_of.json"
cat > "$work/more.csv" << 'CSV'
date,subject,entity,segment,measure,qualifier,amount,currency,scope,period,source,note
2025-11-03,AWS,Amazon,AWS,total,exactly,$129 billion,USD,,2025,,
2026-05-01,AWS,Amazon,AWS,total,over,$40 billion,USD,,2026Q2,,
2026-05-01,AWS,Amazon,AWS,total,nearly,$39.5 billion,USD,,2026Q2,,
2026-05-01,AWS,Amazon,AWS,incremental,about,$90 billion,USD,Anthropic,2026/2028,,
2026-04-10,AWS,Amazon,AWS,growth_points,at_least,3%,,Anthropic,2026Q2,,
2026-05-01,AWS,Amazon,AWS,growth,nearly,40%,,,2026Q2,,
2026-05-01,AWS,Amazon,AWS,total,about,$13 billion,USD,,2026-05,,
2026-05-01,AWS,Amazon,AWS,incremental,about,$1 billion,USD,,2026Q2,,
2018-05-01,AWS,Amazon,AWS,total,about,$25 billion,USD,,2018,,
CSV
for method in combination naive; do
  "$RUNRATE_PROGRAM" claims "$work/more.csv" --series examples/data/cloud.csv --forecast $method --format json > "$work/more_$method.json"
done
"$RUNRATE_PROGRAM" claims "$work/more.csv" --series examples/data/cloud.csv --format markdown > "$work/more.md"
"$RUNRATE_PROGRAM" claims $claims --format markdown > "$work/claims.md"
"$RUNRATE_PROGRAM" claims $claims --format markdown --forecast none > "$work/none.md"
# refused METHOD SENTENCE
refused() {
  local status=0
  "$RUNRATE_PROGRAM" claims no_file --series no_file --forecast "$1" > "$work/out" 2> "$work/err" || status=$?
  [ "$status" = 2 ] && [ ! -s "$work/out" ] && grep -qF -- "--forecast: '$1' is no method; $2" "$work/err" ||
    { echo "--forecast $1: status $status"; cat "$work/err"; exit 1; }
}
refused thetta "did you mean theta?"
refused x4 "expected one of none, naive, seasonal-naive, drift"
refused all "expected one of none, naive"
refused naive,theta "expected one of none"

python3 - "$work" <<'PYTHON'
import calendar, csv, datetime, functools, json, math, os, re, subprocess, sys
from fractions import Fraction
import methods
from methods import floor_to, ceiling_to, half_even

work = sys.argv[1]
series = methods.read_series("examples/data/cloud.csv")
with open("examples/data/claims.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
document = json.load(open(f"{work}/claims.json"))
checked = 0
inf = float("inf")  # an open side

def same(found, expected, what):
    global checked
    checked += 1
    if found != expected:
        sys.exit(f"{what}: the program has {found}, recomputed it is {expected}")

def exact(text):
    assert isinstance(text, str) and re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", text), text
    return Fraction(text)

def bounds(found):
    """(low, high) of the document, with infinities for nulls."""
    return (-inf if found["low"] is None else exact(found["low"]),
            inf if found["high"] is None else exact(found["high"]))

def outwards(low, high, places):
    return (low if low == -inf else floor_to(low, places), high if high == inf else ceiling_to(high, places))

def times(range_, factor):
    return tuple(x if x in (inf, -inf) else x * factor for x in range_)

def amount_of(text):
    m = re.fullmatch(r"\$(\d+(?:\.(\d+))?) (billion|million)", text) or re.fullmatch(r"(\d+)(\.\d+)?(%| percentage points?)", text)
    power = {"billion": 9, "million": 6}.get(m[3], 0)
    places = len(m[2] or "")
    return Fraction(m[1]) * 10**power, places - power

def range_of(row):
    value, decimals = amount_of(row["amount"])
    digit = Fraction(10) ** -decimals
    return {"exactly": (value - digit / 2, value + digit / 2), "about": (value - digit / 2, value + digit / 2),
            "nearly": (value - digit, value), "over": (value, inf), "at_least": (value, inf), "up_to": (-inf, value),
            "under": (-inf, value)}[row["qualifier"]]

def days_of(text):
    """(first, last) of 2026, 2025Q4, 2025-10, 2026-02-05 and 2026/2028."""
    if "/" in text:
        a, b = text.split("/")
        return days_of(a)[0], days_of(b)[1]
    if m := re.fullmatch(r"(\d{4})Q(\d)", text):
        return datetime.date(int(m[1]), 3 * int(m[2]) - 2, 1), days_of(f"{m[1]}-{3 * int(m[2]):02}")[1]
    if m := re.fullmatch(r"(\d{4})-(\d\d)", text):
        last = calendar.monthrange(int(m[1]), int(m[2]))[1]
        return datetime.date(int(m[1]), int(m[2]), 1), datetime.date(int(m[1]), int(m[2]), last)
    if re.fullmatch(r"\d{4}", text):
        return datetime.date(int(text), 1, 1), datetime.date(int(text), 12, 31)
    return (datetime.date.fromisoformat(text),) * 2

def spoken_of(row):
    return days_of(row["period"] or row["date"])

def ago(day):
    return datetime.date(day.year - 1, day.month, min(day.day, calendar.monthrange(day.year - 1, day.month)[1]))

same(len(document["claims"]), len(rows), "claims")
held = {}
for row, c in zip(rows, document["claims"]):
    what = (row["date"], row["subject"], row["amount"])
    value, decimals = amount_of(row["amount"])
    for field in ("date", "subject", "entity", "segment", "measure", "qualifier", "source", "note"):
        same(c[field], row[field], what + (field,))
    same((exact(c["amount"]), c["decimals"], c["as_written"]), (value, decimals, row["amount"]), what)
    same(c["currency"], row["currency"] or None, what)
    same(c["scope"], [s.strip() for s in row["scope"].split("+")] if row["scope"] else [], what)
    if row["period"]:
        first, last = days_of(row["period"])
        same(c["period"], {"label": row["period"], "start": first.isoformat(), "end": last.isoformat()}, what)
    else:
        same(c["period"], None, what)
    allowed = range_of(row)
    same(bounds(c["range"]), allowed, what)
    record = series.get((row["entity"], row["segment"]))
    if row["measure"] == "run_rate":
        in_year = spoken_of(row)[1].year
        days = methods.days_in_year(in_year)
        for name, parts in (("quarter", 4), ("month", 12), ("day", days)):
            same(bounds(c["implied"][name]), outwards(*times(allowed, Fraction(1, parts)), 2), what + (name,))
        same(c["implied"]["days_in_year"], days, what)
    else:
        assert "implied" not in c, what
    if record is None:
        same(c["not_checked"], "no series is named", what)
        assert "methods" not in c and "year" not in c, what
        continue
    if row["measure"] == "run_rate":
        last = spoken_of(row)[1]
        i = next(k for k, q in enumerate(record) if q.end == last)
        same(c["tested"], {"label": row["period"], "start": record[i].start.isoformat(),
                           "end": record[i].end.isoformat()}, what)
        same(c["tested_period_was_stated"], True, what)
        same([m["method"] for m in c["methods"]], methods.METHODS, what)
        low, high = allowed
        for m in c["methods"]:
            figure = methods.annualize(record[:i + 1], i, m["method"])
            if figure is None:
                assert m["verdict"] == "unavailable" and m["reason"]["text"] and m["reason"]["code"] and "value" not in m, (what, m)
                continue
            f_low, f_high = outwards(figure.low, figure.high, 9)
            miss = f_high - low if f_high < low else f_low - high if f_low > high else 0
            inside = low <= f_low and f_high <= high
            verdict = ("rejected" if miss else "undecided" if not inside else
                       "reproduces" if -inf < low and high < inf else "allows")
            same((m["verdict"], exact(m["value"]), bounds(m), exact(m["miss"])),
                 (verdict, half_even(figure.value, 9), (f_low, f_high), miss), what + (m["method"],))
            held[what + (m["method"],)] = m["verdict"]
    elif row["measure"] != "growth":
        if not row["period"]:
            assert "year" not in c and "does not say" in c["not_checked"], what
            continue
        first, last = days_of(row["period"])
        years = (last.year - first.year + 1) if (last - first).days > 360 else 0
        base_days = (ago(first), first - methods.DAY if years else ago(last))
        base = [q for q in record if base_days[0] <= q.start and q.end <= base_days[1]]
        same((base[0].start, base[-1].end), base_days, what)
        total, t_low, t_high = (sum(getattr(q, n) for q in base) for n in ("amount", "low", "high"))
        y = c["year"]
        same((y["base"]["start"], y["base"]["end"], exact(y["base"]["amount"]), bounds(y["base"])),
             (base_days[0].isoformat(), base_days[1].isoformat(), total, (t_low, t_high)), what)
        if row["measure"] == "growth_points":
            amount = (allowed[0] if allowed[0] == -inf else allowed[0] * t_low / 100, allowed[1] * t_high / 100)
            points = allowed
        else:
            amount = allowed
            points = outwards(*(x if x in (inf, -inf) else x / max(years, 1) / b * 100
                                for x, b in ((allowed[0], t_high), (allowed[1], t_low))), 9)
        same(bounds(y["amount"]), outwards(*amount, 2), what + ("amount",))
        same(bounds(y["points"]), points, what + ("points",))
        same(bounds(y["average_quarter"]), outwards(*times(amount, Fraction(1, 4 * years or 1)), 2), what)
        same([(e["ramp"], e["last_share"], bounds(e["last_quarter"]), bounds(e["exit_run_rate"])) for e in y["exits"]],
             [(ramp, str(share), outwards(*times(amount, share), 2), outwards(*times(amount, share * 4), 2))
              for ramp, share in (("even", Fraction(1, 4)), ("linear", Fraction(2, 5)))] if years == 1 else [], what)
        so_far = [(q, next(p for p in record if p.start == ago(q.start))) for q in record if first <= q.start <= last]
        g = y["grown_so_far"]
        same((g["start"], g["end"], exact(g["amount"]), bounds(g)),
             (so_far[0][0].start.isoformat(), so_far[-1][0].end.isoformat(), sum(q.amount - p.amount for q, p in so_far),
              (sum(q.low - p.high for q, p in so_far), sum(q.high - p.low for q, p in so_far))), what)
    else:
        assert "year" not in c and "methods" not in c, what

# AWS said "$132 billion", "$142 billion" and "$169 billion": only a quarter times four gives all three.
for said, method, verdict in (("$132 billion", "x4", "reproduces"), ("$142 billion", "x4", "reproduces"),
                              ("$169 billion", "x4", "reproduces"), ("$132 billion", "day", "rejected"),
                              ("$142 billion", "day", "rejected"), ("$169 billion", "day", "reproduces"),
                              ("$132 billion", "ttm", "rejected"), ("$169 billion", "day360", "rejected")):
    same([v for k, v in held.items() if k[1] == "AWS" and k[2] == said and k[3] == method], [verdict], (said, method))
standing = {}
for (date, subject, said, method), verdict in held.items():
    standing.setdefault(method, []).append(verdict)
same(document["identified"],
     [{"entity": "Amazon", "segment": "AWS",
       "methods": [{"method": m, "reproduces": 3, "claims": 3} for m, v in standing.items() if v == ["reproduces"] * 3]}],
     "identified")
same([m["method"] for m in document["identified"][0]["methods"]], ["x4", "exit"], "identified")

# Each claim beside the one before it of its subject, measure and currency.
order = sorted(range(len(rows)), key=lambda i: (spoken_of(rows[i])[1], days_of(rows[i]["date"])[0]))
expected = []
for n, later in enumerate(order):
    key = [rows[later][k] for k in ("subject", "measure", "currency")]
    if key[1] in ("growth", "growth_points"):
        continue
    earlier = next((i for i in reversed(order[:n]) if [rows[i][k] for k in ("subject", "measure", "currency")] == key), None)
    if earlier is not None:
        expected.append((earlier, later))
same([(r["earlier"], r["later"]) for r in document["relations"]], expected, "relations")
conflicts = []
for r in document["relations"]:
    a, b = rows[r["earlier"]], rows[r["later"]]
    parts = [{s.strip() for s in x["scope"].split("+")} - {""} for x in (a, b)]
    one_period = spoken_of(a) == spoken_of(b)
    apart = range_of(a)[1] < range_of(b)[0] or range_of(b)[1] < range_of(a)[0]
    relation = ("unknown_scope" if not all(parts) else "changes_scope" if parts[0] != parts[1] else
                "follows" if not one_period else "contradicts" if apart else
                "confirms" if range_of(a) == range_of(b) else "supersedes")
    what = (a["subject"], a["amount"], b["amount"])
    same(r["relation"], relation, what)
    same((set(r["scope_added"]), set(r["scope_removed"])), (parts[1] - parts[0], parts[0] - parts[1]), what)
    growth = None if one_period else str(amount_of(b["amount"])[0] / amount_of(a["amount"])[0] - 1)
    same(r["growth_as_said"], growth, what)
    if r["conflict"]:
        conflicts.append((r["conflict"], a, b))

# "More than $10 billion", then "more than $20 billion" and "nearly 40%": 20 / 1.40 is 14.285714...
same(len(conflicts), 1, "conflicts")
conflict, a, b = conflicts[0]
same((a["subject"], a["amount"], b["amount"]), ("Amazon custom chips", "$10 billion", "$20 billion"), "conflict")
same(rows[conflict["growth_claim"]]["amount"], "40%", "conflict")
same(bounds(conflict["stated_growth_percent"]), (39, 40), "conflict")
same(bounds(conflict["earlier_grown"]), (13_900_000_000, 14_000_000_000), "conflict")
needed = floor_to(Fraction(20_000_000_000) / Fraction(140, 100), 9)
same(bounds(conflict["earlier_needed"]), (needed, inf), "conflict")
same(exact(conflict["short_by_percent"]), half_even((needed / 10**10 - 1) * 100, 9), "conflict")
same(conflict["short_by_percent"], "42.857142857", "conflict")
same(conflict["possible_within_words"], True, "conflict")

# The CSV: a row for each claim and method that it was held against.
with open(f"{work}/claims.csv", newline="", encoding="utf-8") as file:
    table = list(csv.DictReader(file))
flat = []
for c in document["claims"]:
    for m in c.get("methods", [{}]):
        of = c.get("tested") or c["period"] or {"start": "", "end": ""}
        flat.append({"date": c["date"], "subject": c["subject"], "entity": c["entity"], "segment": c["segment"],
                     "measure": c["measure"], "qualifier": c["qualifier"], "amount": c["amount"],
                     "currency": c["currency"] or "", "low": c["range"]["low"] or "", "high": c["range"]["high"] or "",
                     "period_start": of["start"], "period_end": of["end"], "method": m.get("method", ""),
                     "verdict": m.get("verdict", ""), "value": m.get("value", ""), "value_low": m.get("low", ""),
                     "value_high": m.get("high", ""), "miss": m.get("miss", ""),
                     "reason": m.get("reason", {"text": ""})["text"] if m else c.get("not_checked", "")})
same(table, flat, "CSV")

# --subject keeps that subject's claims.
aws = json.load(open(f"{work}/aws.json"))
same(aws["claims"], [c for c in document["claims"] if c["subject"] == "AWS"], "--subject")
same([(r["earlier"], r["later"]) for r in aws["relations"]], [(0, 1), (1, 2)], "--subject")

# What was expected when a claim was made: from the forecast of a file that ends there.
LEVELS = (("range80", "low80", "high80", 0.80), ("range95", "low95", "high95", 0.95))

@functools.cache
def below_t6(t):
    """P(T <= t) of Student's t with six degrees of freedom: its density, added up by Simpson's rule."""
    if math.isinf(t):
        return float(t > 0)
    parts, reach = 4000, abs(t)
    density = lambda x: 15 / (16 * math.sqrt(6)) * (1 + x * x / 6) ** -3.5
    weights = [1 if i in (0, parts) else 4 if i % 2 else 2 for i in range(parts + 1)]
    half = sum(w * density(reach * i / parts) for i, w in enumerate(weights)) * reach / parts / 3
    return 0.5 + math.copysign(half, t)

@functools.cache
def reach(level):
    low, high = 0.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below_t6(middle) < (1 + level) / 2 else (low, middle)
    return low

def near(found, expected, what, most=0.02):
    global checked
    checked += 1
    if not abs(found - expected) <= most + 1e-12 * abs(expected):
        sys.exit(f"{what}: the program has {found}, recomputed it is {expected}")

@functools.cache
def forecast_of(entity, segment, known, method, horizon):
    """What `runrate forecast` says of the first periods of a series, from a file that has no others."""
    with open(f"{work}/cut.csv", "w", encoding="utf-8") as file:
        file.write("entity,segment,period_start,period_end,amount,currency\n")
        for q in series[entity, segment][:known]:
            file.write(f"{entity},{segment},{q.start},{q.end},{q.amount},USD\n")
    command = [os.environ["RUNRATE_PROGRAM"], "forecast", f"{work}/cut.csv", "--method", method, "--horizon",
               str(max(horizon, 4)), "--format", "json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["forecasts"][0]

def check_outlook(row, c, method, what, why=None):
    """The outlook of a claim, or why there is none."""
    record = series.get((row["entity"], row["segment"]))
    found = c["outlook"]
    if record is None:
        same((found, "no_outlook" in c), (None, False), what)
        return
    first_said = days_of(row["date"])[0]
    if row["measure"] == "run_rate":
        known_by = days_of(row["period"])[1]
        assert known_by < first_said, what
    else:
        known_by = first_said - methods.DAY
        if not row["period"]:
            why = "the claim does not say which period it speaks of"
        elif days_of(row["period"])[1] <= known_by:
            why = "{} to {} was over when the claim was made".format(*days_of(row["period"]))
    same((found is None, c.get("no_outlook")), (why is not None, why), what)
    if why:
        return
    known = [q for q in record if q.end <= known_by]
    forecast = functools.partial(forecast_of, row["entity"], row["segment"], len(known), method)
    if row["measure"] == "run_rate":
        first, last = (datetime.date.fromisoformat(forecast(4)["next_four"][k]) for k in ("start", "end"))
    else:
        first, last = days_of(row["period"])
    period = {"start": first.isoformat(), "end": last.isoformat()}
    reported = [q for q in known if q.start >= first]
    ahead = ((last.year - known[-1].end.year) * 12 + last.month - known[-1].end.month) // 3
    said = forecast(ahead)
    same(said["periods"][ahead - 1]["end"], period["end"], what)
    sum_reported = sum(q.amount for q in reported)
    same((found["method"], found["period"], found["known_to"], exact(found["reported"]), found["periods_reported"],
          found["periods_expected"]), (method, period, known[-1].end.isoformat(), sum_reported, len(reported), ahead), what)
    near(found["value"], float(sum_reported) + sum(p["value"] for p in said["periods"][:ahead]), what)
    # The deviation: of the next four from their range; of others, from a random walk's steps, where it is one.
    half = {name: (found[name]["high"] - found[name]["low"]) / 2 for name, *_ in LEVELS}
    if ahead == 4 and not reported:
        same([found["value"], found["range80"], found["range95"]], [said["next_four"]["value"]] +
             [{"low": said["next_four"][low], "high": said["next_four"][high]} for _, low, high, _ in LEVELS], what)
    for name, low, high, level in LEVELS:
        near((found[name]["low"] + found[name]["high"]) / 2, found["value"], what + (name,))
        if method == "naive":
            y = [float(q.amount) for q in known]
            step = math.sqrt(sum((b - a) ** 2 for a, b in zip(y, y[1:])) / (len(y) - 1))
            width = 0.95 + 0.12 * (ahead - 1) / 2 / 4
            near(half[name], reach(level) * width * step * math.sqrt(sum(h * h for h in range(1, ahead + 1))), what + (name,))
        # No wider than all of them in line, and the widths of ranges do not shrink.
        in_line = sum((p[high] - p[low]) / 2 for p in said["periods"][:ahead])
        assert 0 < half[name] <= in_line + 0.02, what
    near(half["range95"] / half["range80"], reach(0.95) / reach(0.80), what, 1e-9)
    # What it is held against.
    low, high = (-math.inf if b is None else float(exact(b)) for b in (c["range"]["low"], c["range"]["high"]))
    high = math.inf if c["range"]["high"] is None else high
    is_part = row["measure"] in ("incremental", "growth_points") or bool(row["measure"] == "total" and row["scope"])
    same((found["odds"] is None, found["part_of"] is None), (is_part, not is_part), what)
    if not is_part:
        deviation = half["range95"] / reach(0.95)
        less, more = below_t6((low - found["value"]) / deviation), 1 - below_t6((high - found["value"]) / deviation)
        same(list(found["odds"]), ["below", "as_said", "above"], what)
        for name, share in (("below", less), ("as_said", 1 - less - more), ("above", more)):
            near(found["odds"][name], share, what + (name,), 6e-7)
    else:
        part, base = found["part_of"], None
        if row["measure"] != "total":
            years = last.year - first.year + 1  # each is above the same one
            base_end = ago(last) if years == 1 else first
            base = years * sum(q.amount for q in known if ago(first) <= q.start and q.end <= base_end)
        if row["measure"] == "growth_points":
            low, high = (b * float(exact(e)) / 100 if math.isfinite(b) else b
                         for b, e in ((low, c["year"]["base"]["low"]), (high, c["year"]["base"]["high"])))
        same((part["what"], part["base"] and exact(part["base"])), ("revenue" if base is None else "growth", base), what)
        whole = found["value"] - float(base or 0)
        near(part["value"], whole, what)
        for name, *_ in LEVELS:
            for side in ("low", "high"):
                near(part[name][side], found[name][side] - float(base or 0), what + (name, side))
        for side, bound in (("low", low), ("high", high)):
            same(part["share"][side] is None, not math.isfinite(bound), what)
            if math.isfinite(bound):
                near(part["share"][side], bound / whole, what + ("share", side), 6e-7)
    within = [q for q in record if first <= q.start and q.end <= last]
    came = sum(q.amount for q in within) if within and within[-1].end == last else None
    same(found["came"] and exact(found["came"]), came, what)

count = {}
for method, name in (("combination", "claims"), ("naive", "naive"), ("theta", "theta")):
    for row, c in zip(rows, json.load(open(f"{work}/{name}.json"))["claims"], strict=True):
        check_outlook(row, c, method, (method, row["date"], row["subject"], row["amount"]))
        count[method] = count.get(method, 0) + (c["outlook"] is not None)
same(set(count.values()), {8}, "outlooks")

with open(f"{work}/more.csv", newline="", encoding="utf-8") as file:
    more = list(csv.DictReader(file))
why = {5: "a growth rate is held against no amount that is expected",
       6: "2026-05-01 to 2026-05-31 is not made up of whole periods as the record has them and goes on, such as "
          "2026-04-01 to 2026-06-30",
       7: "2026-04-01 to 2026-06-30 is not whole years: what it means for a year is not said",
       8: "there is no period to forecast from"}
for method in ("combination", "naive"):
    for i, (row, c) in enumerate(zip(more, json.load(open(f"{work}/more_{method}.json"))["claims"], strict=True)):
        check_outlook(row, c, method, (method, i, row["amount"]), why.get(i))

# "Up to $6 billion" is up to a fifth of the growth expected; "$169 billion" is less than nearly all that was.
by_words = {(c["subject"], c["as_written"]): c["outlook"] for c in document["claims"] if c["outlook"]}
assert 0.2 < by_words["Bank of America (J. Post)", "$6 billion"]["part_of"]["share"]["high"] < 0.25
assert by_words["AWS", "$169 billion"]["range95"]["low"] > 169.5e9
assert by_words["AWS", "$169 billion"]["odds"]["above"] > 0.975

# Without a forecast nothing else differs; what came after a day changes what came alone.
def without(c):
    return {k: v for k, v in c.items() if k not in ("outlook", "no_outlook")}
none = json.load(open(f"{work}/none.json"))
assert all(c["outlook"] is None and "no_outlook" not in c for c in none["claims"])
same({k: v for k, v in none.items() if k != "claims"}, {k: v for k, v in document.items() if k != "claims"}, "none")
same([without(c) for c in none["claims"]], [without(c) for c in document["claims"]], "none")
early = json.load(open(f"{work}/as_of.json"))["claims"]
later = [c for c in document["claims"] if days_of(c["date"])[0] <= datetime.date(2026, 5, 31)]
same([c["outlook"] and {**c["outlook"], "came": None} for c in early],
     [c["outlook"] and {**c["outlook"], "came": None} for c in later], "--as-of")
same(len(early) < len(rows), True, "--as-of")

# The tables say what the JSON does.
page = open(f"{work}/claims.md", encoding="utf-8").read()
titles = ("Claims beside what was expected", "Claims about a part, beside the whole that was expected")
for title in titles:
    assert f"\n{title}\n" in page and title not in open(f"{work}/none.md", encoding="utf-8").read(), title
def cells(title, page=page):
    lines = page.split(f"\n{title}\n\n", 1)[1].split("\n\n", 1)[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
billions = lambda value: f"${value / 1e9:.3f}B"
span = lambda r: f"{billions(r['low'])} and {billions(r['high'])}"
percent = lambda p: "under 1%" if 0 < p < 0.005 else "over 99%" if 0.995 < p < 1 else f"{100 * p:.0f}%"
for page, claims in ((page, document["claims"]), (open(f"{work}/more.md", encoding="utf-8").read(),
                                                  json.load(open(f"{work}/more_combination.json"))["claims"])):
    wholes, parts = [], []
    for c in claims:
        word = "" if c["qualifier"] == "exactly" else c["qualifier"].replace("_", " ") + " "
        o, said = c["outlook"], f"{c['subject']} {word}{c['as_written']}"
        if o and o["odds"]:
            of = "the next 12 months" if c["measure"] == "run_rate" else c["period"]["label"]
            wholes.append([c["date"], said, of, o["known_to"], billions(o["value"]), span(o["range80"]),
                           *(percent(o["odds"][k]) for k in ("below", "as_said", "above")),
                           o["came"] and billions(float(o["came"])) or ""])
        elif o:
            p, (low, high) = o["part_of"], (x is not None and f"{100 * x:.1f}%" for x in o["part_of"]["share"].values())
            parts.append([c["date"], said, c["period"]["label"],
                          "revenue" if p["base"] is None else f"growth from {billions(float(p['base']))}",
                          billions(p["value"]), span(p["range80"]),
                          f"{low} to {high}" if low and high else f"up to {high}" if high else f"from {low}"])
    same([cells(title, page) for title in titles], [wholes, parts], titles)
    assert ("twelve months after the record's last" in page) == any(w[2] == "the next 12 months" for w in wholes)
print(checked, "values agree")
PYTHON
