# `runrate backtest`: scores of run-rates and simple forecasts are computed again here, from the CSV and from what
# `runrate quarters --as-of` says of each day on which something was filed; all forms say the same; the same bytes for any
# number of threads.
source "$RUNRATE_SOURCE_DIR/tests/golden/run_program.bash"
cloud=examples/data/cloud.csv
facts=examples/data/snowflake_facts.json
some=x4,day,ttm,naive,seasonal-naive,drift

run 0 backtest $cloud --least-known 8 --method $some --format json; says_nothing; cp "$work/out" "$work/cloud.json"
run 0 backtest $cloud --least-known 8 --method $some --format csv; cp "$work/out" "$work/cloud.csv"
run 0 backtest $cloud --least-known 9 --horizon 6 --method naive --format json; cp "$work/out" "$work/six.json"
run 0 backtest $facts --least-known 8 --method $some --format json; says_nothing; cp "$work/out" "$work/filed.json"
python3 - $facts << 'PYTHON' > "$work/days"
import json, sys
facts = json.load(open(sys.argv[1]))["facts"]
filed = {f["filed"] for concepts in facts.values() for c in concepts.values() for unit in c["units"].values() for f in unit}
print("\n".join(sorted(filed)))
PYTHON
mkdir "$work/known"
while read -r day; do
  run 0 quarters $facts --as-of "$day" --format json --quiet; cp "$work/out" "$work/known/$day.json"
done < "$work/days"
python3 - "$work" << 'PYTHON'
import csv, datetime, glob, json, math, os, sys
import methods

work = sys.argv[1]
load = lambda name: json.load(open(f"{work}/{name}.json"))
checked = 0

def near(found, expected, what, digits=2):
    global checked
    checked += 1
    if (found is None) != (expected is None):
        sys.exit(f"{what}: the program has {found}, expected {expected}")
    if found is not None and abs(found - expected) > 0.5001 * 10 ** -digits + 1e-9 * abs(expected):
        sys.exit(f"{what}: the program has {found}, expected {expected}")

def same(found, expected, what):
    global checked
    checked += 1
    if found != expected:
        sys.exit(f"{what}: the program has {found}, expected {expected}")

def year_days(quarter):
    year = quarter[1].year
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365

def points(method, known, count):
    """Quarters are (first day, last day, amount)."""
    y = [q[2] for q in known]
    if method in ("x4", "naive"):
        return [y[-1]] * count
    if method == "day":
        return [y[-1] * year_days(known[-1]) / ((known[-1][1] - known[-1][0]).days + 1) / 4] * count
    if method == "ttm":
        return [sum(y[-4:]) / 4] * count
    if method == "seasonal-naive":
        return [y[len(y) - 4 + h % 4] for h in range(count)]
    return [y[-1] + (h + 1) * (y[-1] - y[0]) / (len(y) - 1) for h in range(count)]

def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else None

def below(sizes, level):
    rank = math.ceil(level * (len(sizes) + 1) - 1e-9)
    return sorted(sizes)[rank - 1] if rank <= len(sizes) else None

def scores(method, series, horizon):
    """Series of origins: (known, came, the year that came)."""
    smape, mase, mape, bias = [], [], [], []
    year = {"smape": [], "mape": [], "bias": []}
    held = {80: [], 95: []}
    for origins in series:
        for i, (known, came, year_came) in enumerate(origins):
            y = [q[2] for q in known]
            p = points(method, known, max(horizon, 4))
            typical = mean(abs(a - b) for a, b in zip(y[4:], y))
            for h, a in enumerate(came[:horizon]):
                smape.append(200 * abs(p[h] - a) / (abs(p[h]) + abs(a)))
                mape.append(100 * abs(p[h] - a) / abs(a))
                bias.append(100 * (p[h] - a) / abs(a))
                if typical:
                    mase.append(abs(p[h] - a) / typical)
            if year_came is None:
                continue
            f = sum(p[:4])
            year["smape"].append(200 * abs(f - year_came) / (abs(f) + abs(year_came)))
            year["mape"].append(100 * abs(f - year_came) / abs(year_came))
            year["bias"].append(100 * (f - year_came) / abs(year_came))
            if method not in ("x4", "day", "ttm"):
                continue
            # A run-rate's ranges: by the errors that were known then, in shares of the figure.
            sizes = []
            for earlier, _, _ in origins[:i]:
                n = len(earlier)
                if len(known) - n >= 4:
                    then = sum(points(method, earlier, 4))
                    sizes.append(abs(sum(q[2] for q in known[n:n + 4]) - then) / then)
            for level in held:
                reach = below(sizes, level / 100)
                if reach is not None:
                    held[level].append(100 if abs(year_came - f) <= reach * f else 0)
    return smape, mase, mape, bias, year, held

def check(found, series, horizon, what):
    for m in found["methods"]:
        smape, mase, mape, bias, year, held = scores(m["method"], series, horizon)
        name = (what, m["method"])
        same((m["origins"], m["without_answer"], m["years"]), (sum(map(len, series)), 0, len(year["mape"])), name)
        near(m["smape"], mean(smape), name)
        near(m["mase"], mean(mase), name, 3)
        near(m["mape"], mean(mape), name)
        near(m["bias"], mean(bias), name)
        near(m["smape_next_four"], mean(year["smape"]), name)
        near(m["mape_next_four"], mean(year["mape"]), name)
        near(m["bias_next_four"], mean(year["bias"]), name)
        if m["method"] in ("x4", "day", "ttm"):
            near(m["coverage80_next_four"], mean(held[80]), name)
            near(m["coverage95_next_four"], mean(held[95]), name)
        same(len(m["by_period"]), horizon, name)
        # Both sides are rounded to a hundredth.
        assert abs(mean(p["smape"] for p in m["by_period"] for _ in range(p["count"])) - m["smape"]) < 0.0101, name

def rolling(quarters, horizon, least_known):
    return [(quarters[:k], [q[2] for q in quarters[k:k + horizon]],
             sum(q[2] for q in quarters[k:k + 4]) if k + 4 <= len(quarters) else None)
            for k in range(least_known, len(quarters))]

cloud = [[(q.start, q.end, float(q.amount)) for q in quarters]
         for _, quarters in sorted(methods.read_series("examples/data/cloud.csv").items())]
check(load("cloud"), [rolling(q, 4, 8) for q in cloud], 4, "cloud")
check(load("six"), [rolling(q, 6, 9) for q in cloud], 6, "six quarters ahead")

# What was known when: the quarters with figures up to the last one, as each day's filings left them.
times = []
for path in sorted(glob.glob(f"{work}/known/*.json")):
    run = []
    for q in json.load(open(path))["quarters"]:
        if not q["concept"].startswith("Revenue"):
            continue
        days = datetime.date.fromisoformat(q["start"]), datetime.date.fromisoformat(q["end"])
        if q["value"] is None:
            run = []
        else:
            run.append((*days, float(q["value"])))
    if run and (not times or run[-1][1] > times[-1][-1][1]):
        times.append(run)
origins = []
for i, known in enumerate(times):
    if len(known) < 8:
        continue
    came, year, last = [], None, known[-1][1]
    for later in times[i + 1:]:
        next_one = [k for k, q in enumerate(later) if q[0] == last + datetime.timedelta(1)]
        if not next_one:
            break
        came.append(later[next_one[0]][2])
        last = later[next_one[0]][1]
        if len(came) == 4:
            year = sum(q[2] for q in later[next_one[0] - 3:next_one[0] + 1])
            break
    if came:
        origins.append((known, came, year))
assert len(origins) > 10
check(load("filed"), [origins], 4, "as filed")
same([(s["name"], s["as_filed"], s["origins"]) for s in load("filed")["series"]],
     [("SNOWFLAKE INC.", True, len(origins))], "the series")

# CSV says what JSON does.
rows = list(csv.DictReader(open(f"{work}/cloud.csv")))
for row, m in zip(rows, load("cloud")["methods"], strict=True):
    for name, cell in row.items():
        value = m[name]
        same(cell if cell == "" or name == "method" else float(cell),
             "" if value is None else value if name == "method" else float(value), (name, m["method"]))
print(f"{checked} values checked")
PYTHON

run 0 backtest $cloud --least-known 8 --format json; cp "$work/out" "$work/threads"
for threads in 1 2 7; do
  run 0 backtest $cloud --least-known 8 --format json --threads $threads
  cmp -s "$work/out" "$work/threads" || fail "$threads threads say something else"
done
prints_no nan; prints_no inf; prints_no weighted-combination
run 0 backtest $cloud --least-known 8 --method combination,weighted-combination; prints "3 series, 51 origins"; prints "weighted-combination         51"
run 0 backtest $cloud --least-known 8; prints "3 series, 51 origins"; prints "combination"; prints "no answer: x12"
run 0 backtest $cloud --least-known 8 --format markdown; prints "| x4 |"

# What can't be scored.
run 1 backtest $cloud --least-known 40; says "there are no 40 periods in a row with another after them"
run 1 backtest $cloud --entity Nobody; says "no series matches"
run 2 backtest $cloud --method thetta; says "did you mean theta?"
run 2 backtest $cloud --horizon 0; says "--horizon 0: expected 1 to 40 periods"
run 2 backtest $cloud --least-known 0; says "--least-known 0: expected at least 1 period"
run 1 backtest $work/nothing.csv
