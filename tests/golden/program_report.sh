# `runrate report`: every input in every form, what can't be written, and odd text. That pages are drawn, and that
# workbooks compute what the program says, are report_html.sh and report_workbook.sh.
source "$RUNRATE_SOURCE_DIR/tests/golden/run_program.bash"
cd "$RUNRATE_SOURCE_DIR/examples/data"
reports=$work/reports
mkdir -p "$reports"

for form in html md txt xlsx; do
  for input in *.toml; do
    run 0 report "$input" --trials 2000 --quiet --output "$reports/${input%.toml}.$form"
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
