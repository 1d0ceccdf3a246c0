# Every verb, option, field of the JSON, column of the CSV, and every code and word in them stands in docs/reference/program.md.
cd "$RUNRATE_SOURCE_DIR"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cloud=examples/data/cloud.csv claims=examples/data/claims.csv facts=examples/data/snowflake_facts.json

for verb in annualize backtest bulk claims forecast quarters scenario sensitivity solve; do "$RUNRATE_PROGRAM" $verb --help > "$work/$verb.help"; done
"$RUNRATE_PROGRAM" annualize $cloud --last all --format json > "$work/annualize.json"
"$RUNRATE_PROGRAM" claims $claims --series $cloud --format json > "$work/claims.json"
"$RUNRATE_PROGRAM" annualize $cloud --format csv > "$work/annualize.csv"
"$RUNRATE_PROGRAM" claims $claims --series $cloud --format csv > "$work/claims.csv"
"$RUNRATE_PROGRAM" bulk $cloud > "$work/bulk.csv"
"$RUNRATE_PROGRAM" forecast $facts docs/snippets/aws_2026.csv --method all --format json > "$work/forecast.json"
"$RUNRATE_PROGRAM" forecast $cloud --format csv > "$work/forecast.csv"
"$RUNRATE_PROGRAM" backtest $cloud --least-known 8 --format json > "$work/backtest.json"
"$RUNRATE_PROGRAM" backtest $cloud --least-known 8 --format csv > "$work/backtest.csv"
"$RUNRATE_PROGRAM" quarters $facts --concept all --format json > "$work/quarters.json"
"$RUNRATE_PROGRAM" quarters $facts --format csv > "$work/quarters.csv"

capacity=tests/data/scenarios/capacity.toml
for format in json csv; do
  "$RUNRATE_PROGRAM" scenario $capacity --explain backlog --format $format > "$work/scenario.$format"
  "$RUNRATE_PROGRAM" sensitivity $capacity --grid price,chips --format $format > "$work/sensitivity.$format"
  "$RUNRATE_PROGRAM" solve $capacity --target revenue=6000000000 --by price --format $format > "$work/solve.$format"
done

python3 - "$work" <<'PYTHON'
import csv, json, re, sys
work = sys.argv[1]
page = open("docs/reference/program.md", encoding="utf-8").read()
sections = dict.fromkeys(("annualize", "backtest", "bulk", "claims", "forecast", "quarters", "scenario", "sensitivity", "solve"))
for verb in sections:
    found = re.search(rf"^## [^\n]*\b{verb}\b.*?(?=^## |\Z)", page, re.M | re.S)
    if not found:
        sys.exit(f"docs/reference/program.md has no section on {verb}")
    sections[verb] = found[0]
# In code: `name`, `--name VALUE`, "name": in an example, or within a code span such as `period.start`.
def names(text):
    return {word for code in re.findall(r"```.*?```|`[^`\n]+`", text, re.S) for word in re.findall(r"-{0,2}[\w-]+", code)}
everywhere = names(page)
missing = []
def need(word, verb):
    if word not in everywhere:
        missing.append(f"{verb}: {word}")
def fields(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner)
for verb in sections:
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", open(f"{work}/{verb}.help").read())):
        need(option, verb)
    if verb != "bulk":  # which writes CSV alone
        for field in dict.fromkeys(fields(json.load(open(f"{work}/{verb}.json")))):
            need(field, verb)
    for column in next(csv.reader(open(f"{work}/{verb}.csv", newline=""))):
        need(column, verb)
for method in dict.fromkeys(r["method"] for part in ("results", "unavailable")
                            for r in json.load(open(f"{work}/annualize.json"))[part]):
    need(method, "annualize")
for method in dict.fromkeys(f["method"] for f in json.load(open(f"{work}/forecast.json"))["forecasts"]):
    need(method, "forecast")
for word in ("reproduces", "allows", "undecided", "rejected", "unavailable", "confirms", "supersedes", "contradicts",
             "follows", "changes_scope", "unknown_scope"):
    need(word, "claims")
for word in ("reported", "derived", "not_derivable", "restated", "mixed_vintages", "check_failed", "adds_up", "differs",
             "incomplete"):
    need(word, "quarters")
if missing:
    sys.exit("docs/reference/program.md does not have " + ", ".join(missing))
PYTHON
