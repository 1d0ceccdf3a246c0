# `runrate solve`: the answer, put into the scenario, gives the target up to the residue that is printed, and no
# neighbour on the grid comes closer; break-even; reasons; usage.
source "$RUNRATE_SOURCE_DIR/tests/golden/run_program.bash"
file=tests/data/scenarios/capacity.toml

python3 - "$RUNRATE_PROGRAM" $file <<'PYTHON'
import json, subprocess, sys
from fractions import Fraction
import scenarios as model

program, file = sys.argv[1:]

def run(*arguments):
    done = subprocess.run([program, *arguments, "--format", "json"], capture_output=True, text=True)
    return done.returncode, json.loads(done.stdout)

def total(scenario, line, **changes):
    return model.whole(line, model.run(scenario, **changes)[line])

for scenario in model.SCENARIOS:
    for line, target in (("revenue", 6 * 10**9), ("arr", 7 * 10**9), ("backlog", 3 * 10**9)):
        for driver in ("price", "utilization"):
            for places in (0, 2, 4, 9):
                status, found = run("solve", file, "--scenario", scenario, "--target", f"{line}={target}", "--by", driver,
                                    "--between", "0,10", "--places", str(places))
                assert status == 0, found
                value, step = Fraction(found["value"]), Fraction(1, 10**places)
                assert value % step == 0 and found["driver"] == driver and found["iterations"] > 1, found
                here = total(scenario, line, **{driver: value})
                assert Fraction(found["measured"]) == model.rounded(here), found
                assert Fraction(found["residual"]) == model.rounded(here - target), found
                for beside in (value - step, value + step):
                    assert abs(here - target) <= abs(total(scenario, line, **{driver: beside}) - target), found
                if places == 4:
                    status, again = run("scenario", file, "--set", f"{driver}={found['value']}")
                    (entry,) = [e for e in again["totals"] if e["scenario"] == scenario and e["line"] == line]
                    assert entry["value"] == found["measured"], (entry, found)
                assert "reason" not in found and Fraction(found["bracket"]["low"]) <= value

# Of one quarter, and within the driver's range, since nothing else was said.
status, found = run("solve", file, "--target", "revenue=$1 billion", "--period", "2026Q1", "--by", "price")
assert status == 0 and Fraction(3, 4) <= Fraction(found["value"]) <= Fraction(5, 2), found
assert found["of"] == "revenue in 2026Q1" and found["unit"] == "USD / (chip hour)", found

# The churn at which bull and bear leave the same backlog does not exist: bull earns more in every quarter.
status, found = run("solve", file, "--equal", "bear", "--scenario", "bull", "--line", "backlog", "--by", "churn",
                    "--between", "0,1")
assert status == 1 and found["value"] is None and found["reason"]["code"] == "out_of_range", found
# Prices are in both: with one price for all, what is left is utilization; so the figures only meet at a price of 0.
status, found = run("solve", file, "--equal", "bear", "--scenario", "bull", "--by", "price", "--between", "0,5")
assert status == 0 and found["value"] == "0" and found["equal_to"] == "bear" and found["residual"] == "0", found
# Not within reach: the reason has what it comes to.
status, found = run("solve", file, "--target", "revenue=100000000000", "--by", "price")
assert status == 1 and found["value"] is None, found
operands = {o["name"]: Fraction(o["value"]) for o in found["reason"]["operands"]}
assert operands["highest"] == total("base", "revenue", price=Fraction(5, 2)), found
assert operands["lowest"] == total("base", "revenue", price=Fraction(3, 4)), found
PYTHON

run 0 solve $file --target revenue=6000000000 --by price; cp "$work/out" "$work/table"
prints "price at which revenue in 2026 is \$6B"; prints residue; prints "evaluations between"
run 0 solve $file --target "revenue=\$6 billion" --by price; cmp "$work/out" "$work/table" || fail "$last"
run 0 solve $file --target revenue=6000000000 --by price --format csv
prints "scenario,line,driver,value,measured,residual,iterations"; prints "base,revenue,price,"
run 0 solve $file --target revenue=6000000000 --by price --format markdown; prints "| price"
run 0 solve $file --target revenue=6000000000 --by price --output "$work/written"
cmp "$work/written" "$work/table" || fail "$last"
"$RUNRATE_PROGRAM" solve - --target revenue=6000000000 --by price < $file > "$work/out" 2> "$work/err" || fail "solve -"
cmp "$work/out" "$work/table" || fail "solve -"

run 1 solve $file --target revenue=100000000000 --by price; says "never 100,000,000,000"
run 1 solve $file --target revenue=6000000000 --by churn --between 0,1; says "does not depend on churn"
run 1 solve $file --target revenue=6000000000 --by prize; says "there is no driver prize; did you mean price?"
run 1 solve $file --target revenu=6000000000 --by price; says "there is no line revenu; did you mean revenue?"
run 1 solve $file --target revenue=6000000000 --by price --scenario bul; says "did you mean bull?"
run 1 solve $file --target revenue=6000000000 --by price --period 2027; says "there is no period 2027"
run 2 solve $file --by price; says "expected either --target LINE=VALUE, or --equal SCENARIO"
run 2 solve $file --target revenue=1 --equal bear --by price; says "expected either --target"
run 2 solve $file --target revenue --by price; says "--target revenue: expected NAME=VALUE"
run 2 solve $file --target revenue=much --by price; says "'much' is no number"
run 2 solve $file --target revenue=1 --by price --between 1; says "--between 1: expected LOW,HIGH"
run 2 solve $file --target revenue=1 --by price --between 2,1; says "the lower end is above the upper one"
run 2 solve $file --target revenue=1 --by price --places 10; says "--places 10: expected 0 to 9"
run 2 solve $file --target revenue=1; says --by
