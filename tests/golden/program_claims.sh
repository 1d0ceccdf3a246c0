# `runrate claims` on the claims that come with the library: every verdict is computed again from the two CSV files.
cd "$RUNRATE_SOURCE_DIR"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$RUNRATE_SOURCE_DIR/tests/golden/data"

"$RUNRATE_PROGRAM" claims examples/data/claims.csv --series examples/data/cloud.csv --format json > "$work/claims.json"
"$RUNRATE_PROGRAM" claims examples/data/claims.csv --series examples/data/cloud.csv --format csv > "$work/claims.csv"
"$RUNRATE_PROGRAM" claims examples/data/claims.csv --series examples/data/cloud.csv --subject AWS --format json \
  > "$work/aws.json"

python3 - "$work" <<'PYTHON'
import calendar, csv, datetime, json, re, sys
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
print(checked, "values agree")
PYTHON
