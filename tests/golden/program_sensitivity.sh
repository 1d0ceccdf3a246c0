# `runrate sensitivity`: tornado, slopes and grid, computed again in fractions; every format; usage.
source "$RUNRATE_SOURCE_DIR/tests/golden/run_program.bash"
file=tests/data/scenarios/capacity.toml

run 0 sensitivity $file --line backlog --grid price,utilization --steps 3 --format json; cp "$work/out" "$work/all.json"
run 0 sensitivity $file --line backlog --format csv; cp "$work/out" "$work/all.csv"
python3 - "$work" <<'PYTHON'
import csv, json, sys
from fractions import Fraction
import scenarios as model

work = sys.argv[1]
found = json.load(open(f"{work}/all.json"))
measured = lambda **changes: model.run("base", **changes)["backlog"][-1]
assert found["line"] == "backlog" and Fraction(found["base"]) == model.rounded(measured())
bars = {bar["driver"]: bar for bar in found["tornado"]}
assert set(bars) == {"chips", "price", "utilization"} and found["without_range"] == ["churn"]
widths = []
for name, bar in bars.items():
    low, high = measured(**{name: model.at_bound(name, False)}), measured(**{name: model.at_bound(name, True)})
    assert Fraction(bar["at_low"]) == model.rounded(low) and Fraction(bar["at_high"]) == model.rounded(high), bar
    assert Fraction(bar["width"]) == model.rounded(high - low), bar
    widths.append(high - low)
assert widths == sorted(widths, reverse=True)

# The derivative by a factor of the driver, as the limit of central differences: the model is a polynomial.
for slope in found["slopes"]:
    h = Fraction(1, 10**6)
    up, down = ({slope["driver"]: [v * (1 + s * h) for v in model.BASE[slope["driver"]]]} for s in (1, -1))
    by_factor = (measured(**up) - measured(**down)) / (2 * h)
    assert abs(slope["one_percent"] - float(by_factor / 100)) <= 1e-6 * abs(slope["one_percent"]), slope
    assert abs(slope["elasticity"] - float(by_factor / measured())) < 1e-9, slope
sizes = [abs(s["one_percent"]) for s in found["slopes"]]
assert len(sizes) == 4 and sizes == sorted(sizes, reverse=True)

grid = found["grid"]
rows, columns = ([Fraction(v) for v in grid[side]["values"]] for side in ("rows", "columns"))
assert rows == [Fraction(3, 4), Fraction(13, 8), Fraction(5, 2)] and columns == [Fraction(2, 5), Fraction(3, 5), Fraction(4, 5)]
for r, price in enumerate(rows):
    for c, utilization in enumerate(columns):
        assert Fraction(grid["values"][r][c]) == model.rounded(measured(price=price, utilization=utilization))

table = list(csv.DictReader(open(f"{work}/all.csv", newline="")))
assert [row["driver"] for row in table] == [s["driver"] for s in found["slopes"]]
for row in table:
    bar = bars.get(row["driver"])
    assert row["at_low"] == (bar["at_low"] if bar else "") and row["base"] == found["base"], row
PYTHON

run 0 sensitivity $file; cp "$work/out" "$work/table"
prints "revenue in 2026, scenario base"; prints "around the base"; prints "without a range: churn"
run 0 sensitivity $file --format markdown; prints "| driver"
run 0 sensitivity $file --output "$work/written"; cmp "$work/written" "$work/table" || fail "$last"
"$RUNRATE_PROGRAM" sensitivity - < $file > "$work/out" 2> "$work/err" || fail "sensitivity -"
cmp "$work/out" "$work/table" || fail "sensitivity -"
run 0 sensitivity $file --grid price,chips; prints "over price (down) and chips (across)"
run 0 sensitivity $file --scenario bull --period 2026Q4 --line arr; prints "arr in 2026Q4, scenario bull"

run 1 sensitivity $file --scenario bul; says "did you mean bull?"
run 1 sensitivity $file --line revenu; says "did you mean revenue?"
run 1 sensitivity $file --period 2027; says "there is no period 2027"
run 1 sensitivity $file --grid price,churn; says "the driver churn has no range to make a grid over"
run 1 sensitivity $file --grid price,prize; says "there is no driver prize; did you mean price?"
run 1 sensitivity $file --grid price,price; says "price"
run 2 sensitivity $file --grid price; says "--grid price: expected two drivers"
run 2 sensitivity $file --grid price,chips --steps 1; says "--steps 1: expected 2 to 100"
run 2 sensitivity; says FILE
