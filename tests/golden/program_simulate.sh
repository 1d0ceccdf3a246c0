# `runrate simulate`: figures against closed forms and against the trials themselves; the same bytes for any number of
# threads; targets, differences, indices; what can't be asked.
source "$RUNRATE_SOURCE_DIR/tests/golden/run_program.bash"
file=tests/data/scenarios/uncertain.toml
cat > "$work/closed.toml" << 'TOML'
title = "What has closed forms"
[periods]
first = "2026Q1"
count = 2
[drivers.x]
unit = "USD"
value = 10
distribution = { kind = "normal", mean = 10, deviation = 2 }
[drivers.y]
unit = "USD"
value = 2
distribution = { kind = "uniform", low = 0, high = 4 }
[drivers.z]
unit = "1"
value = 0.5
distribution = { kind = "uniform", low = 0, high = 1 }
[lines.normal]
unit = "USD"
formula = "x"
[lines.uniform]
unit = "USD"
formula = "y"
[lines.both]
unit = "USD"
formula = "x + y"
[lines.product]
unit = "USD"
formula = "x * z"
[lines.level]
unit = "1"
formula = "z * z"
[scenarios.plain]
set = { x = 10 }
[scenarios.more]
set = { z = 1 }
[comparisons.added]
with = "more"
without = "base"
[targets.twelve]
line = "both"
period = "2026Q1"
at_least = 12
[targets.up_to]
line = "uniform"
period = "2026Q2"
up_to = 3
[targets.about]
line = "both"
exactly = "$24.0"
[targets.gap]
line = "product"
period = "2026Q1"
comparison = "added"
over = 5
TOML

simulate() { run 0 simulate "$work/closed.toml" --trials 200000 --seed 7 "$@"; }
simulate --format json; cp "$work/out" "$work/all.json"
simulate --format json --line both --indices --histogram 20; cp "$work/out" "$work/both.json"
simulate --format json --scenario more --without base; cp "$work/out" "$work/difference.json"
simulate --format json --scenario plain; cp "$work/out" "$work/plain.json"
simulate --format csv; cp "$work/out" "$work/all.csv"
for how in latin_hypercube sobol antithetic; do
  simulate --format json --sampling $how; cp "$work/out" "$work/$how.json"
done
run 0 simulate "$work/closed.toml" --trials 20000 --format json --ranks --scatter 300 --trials-csv "$work/trials.csv"; cp "$work/out" "$work/trials.json"
run 0 simulate "$work/closed.toml" --trials 5000 --trials-csv "$work/fewer.csv" --quiet
python3 - "$work" << 'PYTHON'
import csv, json, math, sys
from statistics import NormalDist

work = sys.argv[1]
load = lambda name: json.load(open(f"{work}/{name}.json"))
inside, outside = 0, 0

def near(estimate, true, what):
    """Within twice the stated ends, and within the ends themselves in all but one of ten."""
    global inside, outside
    assert estimate["low"] <= estimate["value"] <= estimate["high"], what
    if estimate["low"] - 1e-9 <= true <= estimate["high"] + 1e-9:  # symmetric draws have the mean itself
        inside += 1
    else:
        outside += 1
        half = max(estimate["high"] - estimate["value"], estimate["value"] - estimate["low"])
        assert abs(estimate["value"] - true) <= 2 * half, (what, estimate, true)

def figure(document, name, kind="value", **where):
    (found,) = [e for e in document["lines"] if e["name"] == name and e["figure"] == kind
                and all(e.get(k) == v for k, v in where.items())]
    return found

SHARES = {"p5": .05, "p10": .1, "p25": .25, "p50": .5, "p75": .75, "p90": .9, "p95": .95}
normal = NormalDist(10, 2)

def check(document):
    one = {"period": "2026Q1"}
    near(figure(document, "normal", **one)["mean"], 10, "normal")
    near(figure(document, "normal", **one)["stddev"], 2, "normal")
    near(figure(document, "uniform", **one)["mean"], 2, "uniform")
    near(figure(document, "uniform", **one)["stddev"], 4 / math.sqrt(12), "uniform")
    near(figure(document, "both", total=True)["mean"], 24, "both")
    near(figure(document, "both", total=True)["stddev"], 2 * math.sqrt(4 + 16 / 12), "both")
    near(figure(document, "both", "exit_run_rate", period="2026Q2")["mean"], 48, "exit")
    near(figure(document, "product", **one)["mean"], 5, "product")
    near(figure(document, "product", **one)["stddev"], math.sqrt(104 / 3 - 25), "product")
    near(figure(document, "level", total=True)["mean"], 1 / 3, "level")  # the last value, not the sum
    for name, share in SHARES.items():
        near(figure(document, "normal", **one)["percentiles"][name], normal.inv_cdf(share), name)
        near(figure(document, "normal", total=True)["percentiles"][name], 2 * normal.inv_cdf(share), name)
        near(figure(document, "uniform", **one)["percentiles"][name], 4 * share, name)
        near(figure(document, "level", **one)["percentiles"][name], share ** 2, name)
    z = NormalDist().inv_cdf(.05)
    near(figure(document, "normal", **one)["expected_shortfall"], 10 - 2 * NormalDist().pdf(z) / .05, "shortfall")
    near(figure(document, "uniform", **one)["expected_shortfall"], 4 * .025, "shortfall")
    targets = {t["name"]: t for t in document["targets"]}
    assert list(targets) == ["twelve", "up_to", "about", "gap"], targets
    assert targets["twelve"]["at_least"] == "12" and targets["up_to"]["at_least"] == "3"
    assert targets["about"]["at_least"] == "23.95" and targets["gap"]["comparison"] == "added"
    assert targets["twelve"]["scenario"] == "base" and targets["twelve"]["of"] == "both in 2026Q1"
    near(targets["twelve"]["probability"], .5, "twelve")  # x + y is symmetric around 12
    near(targets["up_to"]["probability"], .25, "up_to")
    # x (1 - z) above 5: over z, the normal's probability.
    steps = 20_000
    above = sum(1 - normal.cdf(5 / (1 - (i + .5) / steps)) for i in range(steps)) / steps
    near(targets["gap"]["probability"], above, "gap")

everything = load("all")
assert everything["trials"] == 200000 and everything["seed"] == 7 and everything["sampling"] == "random"
check(everything)
for how in ("latin_hypercube", "sobol", "antithetic"):
    document = load(how)
    assert document["sampling"] == how
    check(document)
errors = {how: figure(load(how), "both", total=True)["mean"] for how in ("latin_hypercube", "sobol", "antithetic")}
plainly = figure(everything, "both", total=True)["mean"]
assert all(e["high"] - e["low"] < (plainly["high"] - plainly["low"]) / 5 for e in errors.values()), errors
assert {(d["driver"], d["distribution"]) for d in everything["drawn"]} == {
    ("x", "normal, mean 10, deviation 2"), ("y", "uniform from 0 to 4"), ("z", "uniform from 0 to 1")}
assert everything["held"] == [] and "indices" not in everything and "histogram" not in everything
for entry in everything["lines"]:
    assert entry["lowest"] <= entry["percentiles"]["p5"]["value"] <= entry["mean"]["value"] <= entry["highest"], entry
    assert ("period" in entry) != ("total" in entry) and entry["without_value"] == 0, entry

# Growth has no value where the period before is zero or less: five deviations below the mean.
assert figure(everything, "normal", "growth", period="2026Q2")["without_value"] == 0

both = load("both")
assert {e["name"] for e in both["lines"]} == {"both"} and both["indices_of"] == "both in 2026Q1 to 2026Q2"
assert figure(both, "both", total=True) == figure(everything, "both", total=True)
indices = {i["driver"]: i for i in both["indices"]}
for driver, share in (("x", .75), ("y", .25), ("z", 0)):
    for which in ("first_order", "total"):
        assert abs(indices[driver][which]["value"] - share) < .01, indices[driver]
shape = both["histogram"]
assert len(shape["shares"]) == 20 and abs(sum(shape["shares"]) - 1) < 1e-9 and shape["of"] == both["indices_of"]
assert abs(max(shape["shares"]) - shape["shares"][9]) < .01 and shape["shares"][0] < .005
assert {t["name"] for t in both["targets"]} == {"twelve", "about"}

# x (1 - z), on common draws: where neither driver is set there is no difference at all.
difference = load("difference")
assert difference["scenario"] == "more" and difference["without"] == "base"
near(figure(difference, "product", period="2026Q1")["mean"], 5, "difference")
assert figure(difference, "both", total=True)["stddev"]["value"] == 0 and figure(difference, "both", total=True)["highest"] == 0
(gap,) = difference["targets"]
assert gap["probability"] == [t for t in everything["targets"] if t["name"] == "gap"][0]["probability"], gap
assert [(h["scenario"], h["driver"], h["because"], h["values"]) for h in difference["held"]] == [("more", "z", "scenario", ["1"])]
plain = load("plain")
assert [h["driver"] for h in plain["held"]] == ["x"] and figure(plain, "normal", total=True)["stddev"]["value"] == 0
assert figure(plain, "uniform", total=True) == figure(everything, "uniform", total=True)

# CSV is the same figures.
rows = list(csv.DictReader(open(f"{work}/all.csv", newline="")))
assert len(rows) == len(everything["lines"])
for row, entry in zip(rows, everything["lines"]):
    assert row["line"] == entry["name"] and row["period"] == entry.get("period", "total") and row["figure"] == entry["figure"]
    assert float(row["mean_low"]) == entry["mean"]["low"] and float(row["p95"]) == entry["percentiles"]["p95"]["value"]

# The trials themselves give the figures again.
few = load("trials")
trials = list(csv.DictReader(open(f"{work}/trials.csv", newline="")))
assert [int(t["trial"]) for t in trials] == list(range(20000))
for line, column in (("normal", "normal in 2026Q1"), ("product", "product in 2026Q1"), ("level", "level in 2026Q1")):
    values = sorted(float(t[column]) for t in trials)
    entry = figure(few, line, period="2026Q1")
    mean = math.fsum(values) / len(values)
    deviation = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (len(values) - 1))
    assert abs(entry["mean"]["value"] - mean) < 1e-5 * deviation and abs(entry["stddev"]["value"] / deviation - 1) < 1e-3
    assert entry["lowest"] == values[0] and entry["highest"] == values[-1]
    for name, share in SHARES.items():
        own = values[int(share * len(values))]
        assert entry["percentiles"][name]["low"] <= own <= entry["percentiles"][name]["high"], (line, name)
        assert abs(entry["percentiles"][name]["value"] - own) < .01 * deviation, (line, name)
for t in trials[:1000]:
    assert float(t["both in 2026Q2"]) == float(t["x"]) + float(t["y"]), t
    assert float(t["run-rate of both at the end of 2026Q2"]) == 4 * float(t["both in 2026Q2"]), t
# Rank correlations with the line by another formula, where nothing is alike; points are the first trials.
def ranks(values):
    at = [0] * len(values)
    for rank, i in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        at[i] = rank
    return at
main = few["ranks_of"]
line = ranks([float(t[main]) for t in trials])
assert few["scatter"]["of"] == main and few["scatter"]["values"] == [float(t[main]) for t in trials[:300]]
assert [r["driver"] for r in few["ranks"]] == ["x", "y", "z"] == [d["driver"] for d in few["scatter"]["drivers"]]
for entry, points in zip(few["ranks"], few["scatter"]["drivers"]):
    own = [float(t[entry["driver"]]) for t in trials]
    n, rank = len(trials), entry["rank"]
    spearman = 1 - 6 * sum((a - b) ** 2 for a, b in zip(ranks(own), line)) / (n * (n * n - 1))
    assert abs(rank["value"] - spearman) < 1e-12 and rank["low"] < spearman < rank["high"], (entry, spearman)
    assert abs((rank["high"] - rank["low"]) / 2 - 1.96 * math.sqrt((1 + spearman ** 2 / 2) / n) * (1 - spearman ** 2)) < 1e-3
    assert points["values"] == own[:300]
reach = sum(float(t["both in 2026Q1"]) >= 12 for t in trials) / len(trials)
assert [t for t in few["targets"] if t["name"] == "twelve"][0]["probability"]["value"] == reach
# The first trials of a longer run are those of a shorter one.
longer = open(f"{work}/trials.csv", newline="").read()
assert longer.startswith(open(f"{work}/fewer.csv", newline="").read())
assert inside > 100 and outside <= (inside + outside) / 10, (inside, outside)
PYTHON

# The same bytes, whatever the threads; others for another seed.
for how in random sobol; do
  for threads in 1 2 7; do
    run 0 simulate $file --trials 30000 --seed 3 --sampling $how --indices --histogram 12 --threads $threads --format json \
      --trials-csv "$work/$threads.csv"
    cp "$work/out" "$work/$threads.json"
  done
  cmp "$work/1.json" "$work/2.json" || fail "1 and 2 threads, $how"
  cmp "$work/1.json" "$work/7.json" || fail "1 and 7 threads, $how"
  cmp "$work/1.csv" "$work/7.csv" || fail "trials of 1 and 7 threads, $how"
done
run 0 simulate $file --trials 30000 --seed 4 --sampling sobol --indices --histogram 12 --format json
! cmp -s "$work/out" "$work/1.json" || fail "another seed, the same draws"

# Rank correlations come out as they were asked for; a path has its first period's value and moves on.
run 0 simulate $file --trials 50000 --trials-csv "$work/file.csv" --line revenue
python3 - "$work/file.csv" << 'PYTHON'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
def ranks(column):
    order = sorted(range(len(rows)), key=lambda i: float(rows[i][column]))
    at = [0] * len(rows)
    for rank, i in enumerate(order):
        at[i] = rank
    return at
a, b = ranks("price"), ranks("utilization")
n = len(rows)
spearman = 1 - 6 * sum((x - y) ** 2 for x, y in zip(a, b)) / (n * (n * n - 1))
assert abs(spearman + .5) < .01, spearman
assert {row["demand"] for row in rows} == {"1"}
PYTHON

# A forecast as a scenario's baseline: the values and ranges of `runrate forecast`, and trials as far off as they say.
cp examples/data/cloud.csv "$work/cloud.csv"
for how in "" 'method = "theta"' 'method = "drift"'; do
  cat > "$work/forecast.toml" << TOML
[periods]
first = "2026Q3"
count = 4
[series.aws]
file = "cloud.csv"
entity = "Amazon"
segment = "AWS"
[drivers.base]
unit = "USD"
forecast = "aws"
$how
[lines.revenue]
unit = "USD"
formula = "base"
TOML
  method=$(sed -n 's/method = "\(.*\)"/\1/p' "$work/forecast.toml")
  run 0 forecast "$work/cloud.csv" ${method:+--method "$method"} --format json; cp "$work/out" "$work/forecast.json"
  run 0 scenario "$work/forecast.toml" --format json; cp "$work/out" "$work/scenario.json"
  run 0 simulate "$work/forecast.toml" --trials 200000 --format json; cp "$work/out" "$work/simulated.json"
  python3 - "$work" << 'PYTHON'
import json, sys
from decimal import Decimal

work = sys.argv[1]
load = lambda name: json.load(open(f"{work}/{name}.json"), parse_float=Decimal, parse_int=Decimal)
(said,) = [f for f in load("forecast")["forecasts"] if f["entity"] == "Amazon"]
scenario, simulated = load("scenario"), load("simulated")
lines = scenario["lines"]
assert len(lines) == len(said["periods"]) == 4
for line, p in zip(lines, said["periods"]):
    assert (line["period"]["start"], line["period"]["end"]) == (p["start"], p["end"]), (line, p)
    found = [Decimal(line[key]) for key in ("value", "low", "high")]
    assert found == [p["value"], p["low80"], p["high80"]], (line, p)
assert scenario["drivers"][0]["source"] == f"forecast by {said['method']} from cloud.csv: Amazon / AWS, to 2026-06-30", scenario["drivers"]
assert simulated["drawn"][0]["path"].startswith("forecast"), simulated["drawn"]

def near(estimate, true, what):
    half = max(estimate["high"] - estimate["value"], estimate["value"] - estimate["low"])
    assert abs(estimate["value"] - true) <= 2 * half, (what, estimate, true)

drawn = [e for e in simulated["lines"] if e["figure"] == "value"]
assert len(drawn) == 5 and drawn[4]["total"], drawn
for entry, p in zip(drawn, [*said["periods"], said["next_four"]]):
    for share, end in (("p10", "low80"), ("p50", "value"), ("p90", "high80")):
        near(entry["percentiles"][share], p[end], (said["method"], share, p["start"], p["end"]))
PYTHON
done
sed 's/"aws"$/&\npath = { kind = "forecast", at_least = "$40 billion", at_most = 6e10 }/' "$work/forecast.toml" > "$work/bound.toml"
run 0 simulate "$work/bound.toml" --format json; cp "$work/out" "$work/bound.json"
python3 - "$work/bound.json" << 'PYTHON'
import json, sys
found = json.load(open(sys.argv[1]))
ends = [(e["lowest"], e["highest"]) for e in found["lines"] if e["figure"] == "value" and "period" in e]
assert all(40e9 <= low and high <= 60e9 for low, high in ends) and ends[3] == (40e9, 60e9), ends
PYTHON
run 0 simulate "$work/bound.toml"; prints "forecast, errors as of its model, at least 40,000,000,000, at most 60,000,000,000"

# Tables.
run 0 simulate $file --indices --histogram 8; cp "$work/out" "$work/table"
prints "Chips for training, and how sure of it we are: scenario base"; prints "100,000 trials, seed 1, random sampling; simulated in double"
prints "revenue by period"; prints "exit run-rate"; prints "price and utilization: rank correlation -0.5"
prints "growth, volatility 0.2, drift 0.1, at least 0.5"; prints "held at 0.1, with a range of 0.05 to 0.2"
prints "more_chips"; prints "price, utilization"; prints "####"; says_nothing
run 0 simulate $file --indices --histogram 8 --output "$work/written"; cmp "$work/written" "$work/table" || fail "$last"
"$RUNRATE_PROGRAM" simulate - --indices --histogram 8 < $file > "$work/out" 2> "$work/err" || fail "simulate -"
cmp "$work/out" "$work/table" || fail "simulate -"
run 0 simulate $file --format markdown; prints "| line "
run 0 simulate $file --set price=1; prints "held at 1, set by --set"
run 0 simulate $file --scenario bull --without base; prints "scenario bull minus base"; prints "both "; prints "set by the scenario"
run 0 simulate $file --spread-ranges triangular; prints "triangular from 0.05, likely 0.1, to 0.2"
run 0 simulate $file --spread-ranges uniform --scenario bear; prints "uniform from 0.05 to 0.2"; prints "held at 0.75, set by the scenario"
run 0 simulate tests/data/scenarios/capacity.toml --spread-ranges pert; prints "PERT from 0.4, likely 0.6, to 0.8"
prints "held at 500,000, then 1,000,000, with a range of 400,000 to 1,200,000 by period"
run 0 simulate $file --precision 0.3% --trials 1000000; prints "32,768 trials"
run 0 simulate $file --precision 0.01% --trials 20000; prints "these trials were not enough for a precision of 0.01%"
run 0 simulate $file --trials 1; prints "1 trials"
run 0 simulate $file --quiet; says_nothing

run 0 simulate $file --ranks; prints "What goes together with revenue in 2026"; prints "rank correlation"
run 0 simulate $file --ranks --scenario bull --without base; prints "What goes together with revenue in 2026"
run 0 simulate $file --ranks --format csv; prints "line,unit,figure"

# What can't be simulated.
run 1 simulate $file --scenario beer; says "there is no scenario beer; did you mean bear?"
run 1 simulate $file --without bul; says "there is no scenario bul; did you mean bull?"
run 1 simulate $file --line revenu; says "there is no line revenu; did you mean revenue?"
run 1 simulate $file --set prise=1; says "there is no driver prise; did you mean price?"
run 1 simulate tests/data/scenarios/capacity.toml; says "nothing is uncertain in base"; prints_nothing
run 1 simulate tests/data/scenarios/malformed/correlations_that_cannot_be.toml
says "correlations_that_cannot_be.toml:28:1: no figures can have these rank correlations"; says "the nearest is"
run 1 simulate "$work/none.toml"; says "none.toml: can't be read: No such file or directory"
run 1 simulate $file --trials-csv "$work/no/such/folder"; says "no/such/folder"; prints_nothing
sed 's/^formula = "revenue \/ years"/formula = "revenue \/ max(0, utilization - 0.6) \/ years"/' $file > "$work/zero.toml"
run 1 simulate "$work/zero.toml" --trials-csv "$work/no.csv"; says "trial"; says "utilization 0."; prints_nothing
[ ! -e "$work/no.csv" ] || fail "$last: a part of the trials is there"
sed 's/count = 4/count = 1000/; s/^value = 0.05$/&\npath = { kind = "random_walk", volatility = 0.01 }/' $file > "$work/long.toml"
run 1 simulate "$work/long.toml" --sampling sobol; says "sobol sampling of 2002 numbers a trial"; says "take another sampling"
run 0 simulate "$work/long.toml" --trials 5000; prints "5,000 trials"
run 2 simulate; says FILE
run 2 simulate $file --trials 0; says "--trials 0: expected 1 to 100,000,000,000"
run 2 simulate $file --trials 1000000000000; says "--trials 1000000000000: expected 1 to 100,000,000,000"
run 2 simulate $file --trials -5; says --trials
run 2 simulate $file --trials many; says --trials
run 2 simulate $file --trials 1000 --indices; says "--trials 1000: --indices needs at least 8,192"
run 2 simulate $file --indices --scenario bull --without base; says "--indices is of one scenario"
run 2 simulate $file --threads 257; says "--threads 257: expected a number from 1 to 256"
run 2 simulate $file --sampling sobel; says --sampling
run 2 simulate $file --precision 0; says "--precision 0: expected a share of the mean"
run 2 simulate $file --precision 100%; says "--precision 100%: expected a share of the mean"
run 2 simulate $file --precision little; says "'little' is no number"
run 2 simulate $file --histogram 1; says "--histogram 1: expected 2 to 200 steps"
run 2 simulate $file --scatter 10001 --format json; says "--scatter 10001: expected at most 10,000 trials"
run 2 simulate $file --scatter 10; says "--scatter 10: points are for a program to draw, with --format json"
run 2 simulate $file --spread-ranges normal; says --spread-ranges
run 2 simulate $file --trials-csv -; says "--trials-csv -: standard output has the result"
run 2 simulate $file --set price; says "--set price: expected NAME=VALUE"

# A bar on a terminal, for work that takes longer than half a second; none with --quiet.
if script -qec true /dev/null > /dev/null 2>&1 < /dev/null; then
  slow="'$RUNRATE_PROGRAM' simulate $file --trials 60000000 --threads 1 --output '$work/slow'"
  TERM=xterm script -qec "$slow" /dev/null > "$work/out" < /dev/null; prints "simulating"
  TERM=xterm script -qec "$slow --quiet" /dev/null > "$work/out" < /dev/null; prints_nothing
fi
