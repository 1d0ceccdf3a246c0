# `runrate report`: every input in every form, what can't be written, and odd text. That pages are drawn, and that
# workbooks compute what the program says, are report_html.sh and report_workbook.sh.
source "$RUNRATE_SOURCE_DIR/tests/golden/run_program.bash"
data=$RUNRATE_SOURCE_DIR/examples/data
cd "$data"
reports=$work/reports
mkdir -p "$reports"

for form in html md txt xlsx; do
  trials="--trials 2000"
  [ $form = xlsx ] && trials=
  for input in *.toml; do
    run 0 report "$input" $trials --quiet --output "$reports/${input%.toml}.$form"
    says_nothing
  done
  run 0 report cloud.csv --fiscal-year-end Microsoft=06 --output "$reports/cloud.$form"
  run 0 report snowflake_facts.json --quiet --output "$reports/snowflake.$form"
  run 0 report claims.csv --series cloud.csv --output "$reports/claims.$form"
done

# The same input, the same bytes.
for form in html md txt xlsx; do
  run 0 report rainier.toml --quiet --output "$work/again.$form"
  cmp "$work/again.$form" "$reports/rainier.$form"
done

# On standard output it is the text; --format says otherwise.
run 0 report rainier.toml --quiet
cmp "$work/out" "$reports/rainier.txt"
run 0 report rainier.toml --quiet --format markdown
cmp "$work/out" "$reports/rainier.md"

# The specifications of the charts, one a file, with their data.
mkdir "$work/specs"
run 0 report cloud.csv --entity Amazon --segment AWS --specs "$work/specs"

# Figures of a report are those of the verbs.
"$RUNRATE_PROGRAM" annualize cloud.csv --entity Amazon --segment AWS --last 40 --method x4,day,ttm,compound,seasonal \
  --format json >"$work/annualize.json"
"$RUNRATE_PROGRAM" forecast cloud.csv --entity Amazon --segment AWS --format json >"$work/forecast.json"
"$RUNRATE_PROGRAM" sensitivity rainier.toml --format json >"$work/sensitivity.json"
"$RUNRATE_PROGRAM" report cloud.csv --entity Amazon --segment AWS --output "$work/aws.html"
python3 - "$work" "$reports" <<'PYTHON'
import html.parser, json, os, re, sys

work, reports = sys.argv[1:]

class tables(html.parser.HTMLParser):
    """The tables in a page: lists of rows, each cell its exact number or its text. End tags may be left out."""
    def __init__(self):
        super().__init__()
        self.all, self.cell = [], None
    def flush(self):
        if self.cell is None: return
        text, number = self.cell
        self.all[-1][-1].append(number if number is not None else text.strip())
        self.cell = None
    def handle_starttag(self, tag, attributes):
        if tag in ("td", "th", "tr", "tbody"): self.flush()
        if tag == "table": self.all.append([])
        if tag == "tr": self.all[-1].append([])
        if tag in ("td", "th"): self.cell = ["", None]
        if tag == "data" and self.cell is not None: self.cell[1] = dict(attributes)["value"]
    def handle_endtag(self, tag):
        if tag in ("td", "th", "tr", "thead", "tbody", "table"): self.flush()
    def handle_data(self, text):
        if self.cell is not None: self.cell[0] += text

def tables_of(path):
    parser = tables()
    parser.feed(open(path, encoding="utf-8").read())
    return parser.all

checked = 0
page = tables_of(f"{work}/aws.html")
said = {}
for r in json.load(open(f"{work}/annualize.json"))["results"]:
    said[(r["period"]["label"], r["method"])] = r["value"]
lines = next(t for t in page if t and "x4" in t[0] and any(row[0] == "2026Q2" for row in t[1:]))
for row in lines[1:]:
    assert len(row) == len(lines[0]), row
    for method, value in zip(lines[0][1:], row[1:]):
        if value == "": assert (row[0], method) not in said, (row[0], method)
        else: assert said[(row[0], method)] == value, (row[0], method, value)
        checked += 1
assert checked == 32 * 5, checked

next_year = json.load(open(f"{work}/forecast.json"))["forecasts"][0]
fan = next(t for t in page if any(row[0] == "2026Q3" for row in t[1:]))
for p, row in zip(next_year["periods"], fan[1:]):
    assert abs(float(row[2]) - p["value"]) <= 0.005, row
    # Half of outcomes lie within what holds 50, and 50 lies within 80, which lies within 90.
    assert float(row[5]) < p["low80"] < float(row[3]) < float(row[2]) < float(row[4]) < p["high80"] < float(row[6])
    checked += 1

# The specifications hold the same numbers.
names = sorted(os.listdir(f"{work}/specs"))
assert len(names) == 4 and all(re.fullmatch(r"\d\d-[a-z0-9-]+\.vl\.json", n) for n in names), names
for name in names:
    spec = json.load(open(f"{work}/specs/{name}"))
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6"), name
    checked += 1

tornado = {b["driver"]: b for b in json.load(open(f"{work}/sensitivity.json"))["tornado"]}
for t in tables_of(f"{reports}/rainier.html"):
    if len(t) > 1 and set(r[0] for r in t[1:]) == set(tornado) and len(t[0]) == 5:
        for row in t[1:]:
            assert [row[3], row[4]] == [tornado[row[0]]["at_low"], tornado[row[0]]["at_high"]], row
            checked += 1
assert checked == 32 * 5 + 4 + 4 + 3, checked

# Parts add up to what is shown as their sum, to the last digit that is shown: in Markdown every amount is in full.
text = open(f"{reports}/cloud.md", encoding="utf-8").read()
ways = re.findall(r"\| revenue of [^|]*\| ([\d,-]+) \|\n\| [^|]*\| ([\d,-]+) \|\n\| [^|]*\| \**([\d,-]+)\** \|", text)
assert len(ways) == 3, ways
for parts in ways:
    a, b, c = (int(x.replace(",", "")) for x in parts)
    assert a + b == c, parts

# The page asks for nothing from anywhere.
for name in os.listdir(reports):
    if not name.endswith(".html"): continue
    page = open(f"{reports}/{name}", encoding="utf-8").read()
    assert "default-src 'none'" in page, name
    page = re.sub(r"(<script[^>]*>).*?</script>", r"\1", page, flags=re.DOTALL)
    assert not re.search(r"<(?:img|script|link|iframe)[^>]*(?:src|href)=", page), name
PYTHON
echo "reports agree"

# Every report says how far its data go, in every form: the last day of the rows that it takes, by --as-of and without.
python3 - "$RUNRATE_PROGRAM" "$reports" "$work" <<'PYTHON'
import csv, re, subprocess, sys, zipfile
program, reports, work = sys.argv[1:]

def last_day(by, *segments):
    rows = [r for r in csv.DictReader(open("cloud.csv")) if r["period_end"] <= by and (not segments or r["segment"] in segments)]
    return max(r["period_end"] for r in rows)

def facts_in(path):
    """The names and values at the head of a report."""
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(path) as parts:
            texts = [re.sub("<[^>]*>", "", t) for t in
                     re.findall(r"<si>(.*?)</si>", parts.read("xl/sharedStrings.xml").decode(), re.DOTALL)]
            cells = {}
            for name in parts.namelist():
                if not name.startswith("xl/worksheets/sheet"): continue
                for column, row, at in re.findall(r'<c r="([AB])(\d+)"[^>]* t="s"><v>(\d+)</v>', parts.read(name).decode()):
                    cells.setdefault((name, row), {})[column] = texts[int(at)]
        return {c["A"]: c["B"] for c in cells.values() if len(c) == 2}
    text = open(path, encoding="utf-8").read()
    if path.endswith(".html"): return dict(re.findall(r"<dt[^>]*>(.*?)</dt><dd[^>]*>(.*?)</dd>", text))
    if path.endswith(".md"): return dict(re.findall(r"^- \*\*(.*?)\*\*: (.*)$", text, re.MULTILINE))
    return dict(re.findall(r"^(\S+(?: \S+)*)  +(.*)$", text.split("\n\n")[1], re.MULTILINE))

checked = 0
for form in "txt", "md", "html", "xlsx":
    for name, segments in ("cloud", []), ("aws_2026", ["AWS"]), ("claims", ["AWS"]):
        facts = facts_in(f"{reports}/{name}.{form}")
        assert facts["data to"] == last_day("9999", *segments), (name, form, facts.get("data to"))
        assert "as of" not in facts, (name, form)
        checked += 1
    assert "data to" not in facts_in(f"{reports}/rainier.{form}"), form  # which takes nothing from a series
    for arguments in ["cloud.csv"], ["aws_2026.toml"], ["claims.csv", "--series", "cloud.csv"]:
        path = f"{work}/as_of.{form}"
        subprocess.run([program, "report", *arguments, "--as-of", "2026-02-28", "--output", path], check=True,
                       stderr=subprocess.DEVNULL)
        facts = facts_in(path)
        assert facts["data to"] == "2025-12-31" == last_day("2026-02-28"), (arguments, form, facts.get("data to"))
        assert facts["as of"] == "2026-02-28", (arguments, form)
        if arguments[0] == "aws_2026.toml":
            assert facts["series aws"] == "cloud.csv: Amazon / AWS, 2018-07-01 to 2025-12-31", facts
            assert "claim bank_of_america" not in facts  # it was made in March
        checked += 1
print(f"{checked} reports say to which day their data go")
PYTHON

# Where series end at different days, each is named; of many the first day and the last.
{ head -1 cloud.csv; for i in 1 2 3 4 5; do
    for q in 01-01,2025-03-31 04-01,2025-06-30 07-01,2025-09-30 10-01,2025-12-31; do
      [ $i != 1 ] && [ "$q" = 10-01,2025-12-31 ] || echo "Company $i,,2025-$q,100,USD,-6,a release"
    done
  done; } > "$work/five.csv"
run 0 report "$work/five.csv"; prints "data to  2025-09-30 to 2025-12-31, by series"
grep -v "Company [345]" "$work/five.csv" > "$work/two.csv"
run 0 report "$work/two.csv"; prints "data to  2025-12-31 (Company 1), 2025-09-30 (Company 2)"
run 0 report rainier.toml --set price=2 --set utilization=50%; prints "set in all scenarios"; prints "price=2"; prints "utilization=50%"

# Series of one name from several files, or of several concepts, are series of their own: each has its own last period.
{ head -1 "$work/two.csv"; for q in 01-01,2024-03-31 04-01,2024-06-30 07-01,2024-09-30 10-01,2024-12-31; do
    echo "Acme,,2024-$q,100,USD,-6,a release"; done; } > "$work/a.csv"
{ cat "$work/a.csv"; echo "Acme,,2025-01-01,2025-03-31,140,USD,-6,a release"; echo "Acme,,2025-04-01,2025-06-30,150,USD,-6,a release"; } > "$work/b.csv"
run 0 report "$work/b.csv" "$work/a.csv"
prints "periods             6, 2024Q1 to 2025Q2"; prints "periods             4, 2024Q1 to 2024Q4"
run 0 report "$work/a.csv" "$work/a.csv"; prints_no "periods             8"
filed=tests/data/sec/CIK0000909832_COST.trimmed.json.gz
concepts=Revenues,RevenueFromContractWithCustomerExcludingAssessedTax
( cd "$RUNRATE_SOURCE_DIR"
  run 0 report $filed --concept $concepts --forecast none --method x4 --quiet; cp "$work/out" "$work/costco.txt"
  run 0 annualize $filed --concept $concepts --method x4 --quiet --format json; cp "$work/out" "$work/costco.json" )
python3 - "$work" <<'PYTHON'
import json, re, sys
said = [r["period"]["label"] for r in json.load(open(f"{sys.argv[1]}/costco.json"))["results"]]
last = re.findall(r"^periods +\d+, \S+ to (\S+)$", open(f"{sys.argv[1]}/costco.txt").read(), re.MULTILINE)
assert len(said) == 2 and sorted(said) == sorted(last), (said, last)
PYTHON

# A CSV of facts is what `quarters` makes of it: Microsoft's fiscal 2017 as it was recast.
"$RUNRATE_PROGRAM" quarters "$data/microsoft_2017.csv" --quiet --format json > "$work/quarters.json"
run 0 report "$data/microsoft_2017.csv" --quiet --format markdown
python3 - "$work" <<'PYTHON'
import json, sys
from decimal import Decimal
last = json.load(open(f"{sys.argv[1]}/quarters.json"))["quarters"][-1]
assert (last["label"], Decimal(last["value"])) == ("FY2017Q4", 25605000000), last
text = open(f"{sys.argv[1]}/out", encoding="utf-8").read()
assert "25,605,000,000 of USD (2017-04-01 to 2017-06-30) x 4 = 102,420,000,000 USD a year" in text
assert "revenue of 2016-07-01 to 2017-06-30, as it was reported: 96,571,000,000 USD" in text
PYTHON
cp "$work/out" "$work/facts.md"
{ printf '\xef\xbb\xbf'; head -1 "$data/microsoft_2017.csv" | sed 's/[a-z_]*/"&"/g; s/""//g'; tail -n +2 "$data/microsoft_2017.csv"; } |
  gzip > "$work/microsoft_2017.csv.gz"
run 0 report "$work/microsoft_2017.csv.gz" --quiet --format markdown
diff <(grep -v "^- \*\*from" "$work/facts.md") <(grep -v "^- \*\*from" "$work/out") || fail "a header in quotes is another file"

# How far off methods were, and over how many years, is what the verb says that scores them.
"$RUNRATE_PROGRAM" backtest "$data/cloud.csv" --entity Amazon --segment AWS --least-known 8 \
  --method x4,day,ttm,compound,seasonal,combination --format json > "$work/backtest.json"
run 0 report "$data/cloud.csv" --entity Amazon --segment AWS
python3 - "$work" <<'PYTHON'
import json, re, sys
scores = {m["method"]: m for m in json.load(open(f"{sys.argv[1]}/backtest.json"))["methods"]}
text = open(f"{sys.argv[1]}/out", encoding="utf-8").read().split("how far off each method was")[1]
times = int(re.search(r"Asked (\d+) times", text)[1])
assert times == scores["x4"]["years"] == 32 - 8 - 3, (times, scores["x4"]["years"])
rows = re.findall(r"^(\S+) +[^ ]+ +(-?[\d.]+)% +([+-][\d.]+)%$", text, re.MULTILINE)
assert len(rows) == 6, rows
for method, error, bias in rows:
    assert abs(float(error) - scores[method]["mape_next_four"]) <= 0.0551, (method, error, scores[method])
    assert abs(float(bias) - scores[method]["bias_next_four"]) <= 0.0551, (method, bias, scores[method])
PYTHON
run 0 report "$data/fiscal_years.csv" --entity Amazon; prints "over for 2 of its periods, and 6 are wanted"; prints_no "how far off each"
run 0 report "$data/snowflake_facts.json" --quiet; prints "FY2026Q2 to FY2027Q1"; prints_no "2025-05-01 to"

# A reader can't ask again: reasons are there, and what is set by hand does not stand beside another's source.
run 0 report "$data/cloud.csv" --entity Amazon --method all; prints "no figure by x12: x12 is for month"; prints_no "--format"
run 0 report "$data/rainier.toml" --set price=2; prints "price: set by --set"; prints_no "35.7608 USD an hour for 16 chips (aws"
run 0 report "$data/aws_2026.toml" --trials 1000 --quiet; prints_no "--spread-ranges"
prints "some periods are a last digit off, so that what is shown adds up"; prints "\$37.5865B to \$50.642455B by period"
run 0 report "$data/aws_2026.toml" --as-of 2026-02-28 --trials 1000 --quiet; prints "added_revenue by scenario"
prints "note        the target \"bank_of_america\" is left out; its claim was made later"
run 0 report "$data/claims.csv" --series "$data/cloud.csv"
prints "claims   33, said 2025-05-30 to 2026-08-17"; prints "benzinga.com/markets/prediction-markets/26/03/51015981"
run 0 report "$data/investment_and_revenue.toml" --quiet; prints "net in 2025 to 2027 is \$3.6 billion in base, \$12.6 billion in half"

# What would change nothing is not passed over.
changes_nothing() { run 2 report "$@"; says "runrate: $option changes nothing in a $where"; }
where="report on series"
for option in "--set price=2" "--trials 10" "--seed 2" "--subject AWS"; do
  set -- $option; option=$1; changes_nothing cloud.csv "$@"
done
where="report on a scenario file"
for option in "--entity Amazon" "--segment AWS" "--concept Revenues" "--method x4" "--forecast theta" "--last 3" "--fiscal-year-end 06" --keep-going; do
  set -- $option; option=$1; changes_nothing rainier.toml "$@"
done
where="report on claims"
for option in "--last 3" "--entity Amazon" "--set price=2"; do
  set -- $option; option=$1; changes_nothing claims.csv --series cloud.csv "$@"
done
for option in "--last 3" "--forecast theta" "--specs $work"; do
  where="workbook of series"; set -- $option; option=$1; changes_nothing cloud.csv --output "$work/refused.xlsx" "$@"
done
option=--trials; where="workbook of a scenario file"; changes_nothing rainier.toml --output "$work/refused.xlsx" --trials 5
[ ! -e "$work/refused.xlsx" ] || fail "a report that was refused was written"

run 2 report rainier.toml --seed -1; says "seed"; says "'-1' is no whole number"
run 2 report rainier.toml --trials 1e6; says "'1e6' is no whole number"
run 2 report rainier.toml --as-of ""; says "a date is expected"

# What can't be written is said, and the old file stays.
cd "$work"
cp "$RUNRATE_SOURCE_DIR"/examples/data/{rainier.toml,claims.csv} .
for form in html md txt xlsx; do
  echo old >"old.$form"
  mkdir -p "folder.$form"
  run 1 report rainier.toml --quiet --output "folder.$form"
  says "runrate: folder.$form can't be written: it is a folder"
  run 1 report rainier.toml --quiet --output "no/such/folder/report.$form"
  says "runrate: no/such/folder/report.$form can't be written: "
  # A disk that is full after some kilobytes.
  (trap '' XFSZ && ulimit -f 2 && run 1 report rainier.toml --quiet --output "old.$form")
  says "can't be written"
  [[ $(cat "old.$form") == old ]]
done
[[ $(ls -A | grep -c '^\.*old') == 4 ]]  # and nothing half-written beside them
run 1 report rainier.toml --quiet --format html --output /dev/full
says "runrate: /dev/full"
run 2 report rainier.toml --output report.pdf
says "runrate: --output report.pdf: expected a name that ends with .html, .md, .txt or .xlsx, or --format"
run 2 report rainier.toml --format xlsx
says "runrate: a workbook needs --output FILE.xlsx"
run 2 report rainier.toml --specs no_such_folder
says "runrate: --specs no_such_folder: there is no such folder"
run 1 report missing.csv

# A bad file leaves the old report.
echo "[periods" >bad.toml
run 1 report bad.toml --output old.html
[[ $(cat old.html) == old ]]

# Names of strangers are text in every form.
python3 - <<'PYTHON'
names = ["</script><script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u05d0\u05d1\u05d2 \u202erevenue", "x" * 10000,
         "a\u00a0b\u2003c\u3000d\u200be\u2028f", "| a | b |", "<b>bold</b> [link](x) `code` *star*"]
with open("odd.csv", "w", encoding="utf-8") as file:
    file.write("entity,segment,period_start,period_end,amount_millions,currency\n")
    for i, name in enumerate(names):
        quoted = '"' + name.replace('"', '""') + '"'
        for q, (a, b) in enumerate((("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))):
            file.write(f"{quoted},,2025-{a},2025-{b},{100 + 7 * i + q},USD\n")
PYTHON
for form in html md txt xlsx; do
  run 0 report odd.csv --output "odd.$form"
done
python3 - <<'PYTHON'
import re
page = open("odd.html", encoding="utf-8").read()
assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page
assert "<b>bold</b>" not in page
text = open("odd.txt", encoding="utf-8").read()
assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text), "a control character"
markdown = open("odd.md", encoding="utf-8").read()
assert "<script>alert(1)" not in markdown and "| a | b |" not in markdown.replace("\\|", "")
PYTHON
