# `runrate quarters` on the filings of twenty companies: every figure is proved again from the facts, in fractions; and
# files, folders, threads, formats, exit statuses and the file that is written.
cd "$RUNRATE_SOURCE_DIR"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$RUNRATE_SOURCE_DIR/tests/golden/data"
sec=tests/data/sec
snow=$sec/CIK0001640147_SNOW.full.json.gz
costco=$sec/CIK0000909832_COST.trimmed.json.gz
deere=$sec/CIK0000315189_DE.trimmed.json.gz
last=

fail() { echo "FAILED: $last: $*; standard output:"; head -c 2000 "$work/out"; echo "standard error:"; head -c 2000 "$work/err"; exit 1; }
# run STATUS ARGUMENT...: runs the verb
run() {
  local expected=$1 status=0
  shift
  last="runrate quarters $*"
  "$RUNRATE_PROGRAM" quarters "$@" > "$work/out" 2> "$work/err" || status=$?
  [ "$status" = "$expected" ] || fail "exit status $status, expected $expected"
}
says() { grep -qF -- "$1" "$work/err" || fail "no '$1' on standard error"; }
prints() { grep -qF -- "$1" "$work/out" || fail "no '$1' on standard output"; }
prints_nothing() { [ ! -s "$work/out" ] || fail "standard output is not empty"; }
says_nothing() { [ ! -s "$work/err" ] || fail "standard error is not empty"; }

# The proof, two halves of the files at a time.
files=("$sec"/*.json.gz)
half=$((${#files[@]} / 2))
python3 tests/golden/data/quarters.py "$RUNRATE_PROGRAM" "${files[@]:0:half}" > "$work/first" & first=$!
python3 tests/golden/data/quarters.py "$RUNRATE_PROGRAM" "${files[@]:half}" > "$work/second" || { cat "$work/second"; exit 1; }
wait "$first" || { cat "$work/first"; exit 1; }
cat "$work/first" "$work/second"
for all in 'b$' 'complete unflagged years' 'trailing derived' 'vintages' 'i$'; do
  grep -qE "^ *[1-9][0-9,]*  $all" "$work/first" || { echo "FAILED: nothing was checked: $all"; exit 1; }
done

# Several files, and a folder of them, are the runs of each, one after another; whatever the threads.
mkdir "$work/folder"
cp "$snow" "$costco" "$deere" "$work/folder"
cp README.md "$work/folder"  # no facts: not read
for format in json csv table markdown; do
  for file in "$work"/folder/*.gz; do
    run 0 "$file" --format "$format" --quiet; says_nothing
    cp "$work/out" "$work/$(basename "$file").$format"
  done
  run 0 "$work/folder" --format "$format" --quiet --threads 1; says_nothing
  cp "$work/out" "$work/one.$format"
  for threads in 0 2 7; do
    run 0 "$work/folder" --format "$format" --quiet --threads "$threads"
    cmp "$work/out" "$work/one.$format" || fail "$threads threads give other bytes than one"
  done
  run 0 "$work"/folder/*.gz --format "$format" --quiet
  cmp "$work/out" "$work/one.$format" || fail "the files of a folder give other bytes than the folder"
  run 0 "$work"/folder/*SNOW* "$work"/folder/*COST* --format "$format" --quiet --threads 2
  python3 - "$work" "$format" <<'PYTHON'
import json, sys
work, format = sys.argv[1:]
names = ["CIK0000315189_DE.trimmed.json.gz", "CIK0000909832_COST.trimmed.json.gz", "CIK0001640147_SNOW.full.json.gz"]

def parts(order):
    texts = [open(f"{work}/{n}.{format}", encoding="utf-8", newline="").read() for n in order]
    if format == "csv":
        return texts[0] + "".join(t[t.index("\n") + 1:] for t in texts[1:])
    if format == "json":
        documents = [json.loads(t) for t in texts]
        return {part: [one for d in documents for one in d[part]] for part in documents[0]}
    return "\n".join(texts)

for order, name in (names, f"one.{format}"), (names[:0:-1], "out"):
    found = open(f"{work}/{name}", encoding="utf-8", newline="").read()
    if (json.loads(found) if format == "json" else found) != parts(order):
        sys.exit(f"FAILED: {name} as {format} is not what the files give one after another")
PYTHON
done

# Packed or not, from a file or from standard input.
gzip -dc "$snow" > "$work/snow.json"
for format in json csv table markdown; do
  run 0 "$snow" --format "$format"; cp "$work/out" "$work/packed"
  run 0 "$work/snow.json" --format "$format"; cmp "$work/out" "$work/packed" || fail "not what the packed file gives"
  run 0 - --format "$format" < "$work/snow.json"; cmp "$work/out" "$work/packed" || fail "not what the file gives"
  run 0 - --format "$format" < "$snow"; cmp "$work/out" "$work/packed" || fail "not what the packed file gives"
done

# The same facts as CSV give the same quarters.
python3 - "$RUNRATE_PROGRAM" "$work" "$sec" <<'PYTHON'
import glob, json, subprocess, sys
import quarters
program, work, sec = sys.argv[1:]
compared = 0
for ticker, decimals, concept in (("SNOW", -3, "RevenueFromContractWithCustomerExcludingAssessedTax"),
                                  ("COST", -6, "NetIncomeLoss"), ("CAT", -6, "OperatingIncomeLoss"),
                                  ("KO", -6, "NetIncomeLoss"), ("AMZN", -6, "OperatingIncomeLoss")):
    path, = glob.glob(f"{sec}/*_{ticker}.*")
    table = f"{work}/{ticker}.csv"
    quarters.write_csv(path, concept, decimals, table)
    answers = []
    for source in (path, table):
        out = subprocess.run([program, "quarters", source, "--concept", concept, "--format", "json"],
                             stdout=subprocess.PIPE, check=True).stdout
        answers.append(json.loads(out))
    for part in ("quarters", "ttm", "years"):
        a, b = answers[0][part], answers[1][part]
        # A CSV says to what place figures were rounded and does not name fiscal years; company facts are the reverse.
        for one in a + b:
            for key in ("label", "low", "high", "tolerance"):
                one.pop(key, None)
            for vintage in one.get("vintages", []):
                del vintage["low"], vintage["high"]
            if isinstance(one.get("reason"), dict):
                del one["reason"]["text"]
        if a != b:
            differing = [(x, y) for x, y in zip(a, b) if x != y][:1]
            sys.exit(f"FAILED: {ticker} {concept}: {part} of the CSV: {len(a)} and {len(b)}; {json.dumps(differing)[:2000]}")
        compared += len(a)
print(compared, "entries of CSV files agree")
PYTHON

# --last, --explain and notes are of the table.
run 0 "$snow" --last 2 --quiet; prints FY2026Q1; prints FY2025Q4
[ "$(grep -c '^FY20' "$work/out")" = 2 ] || fail "not two quarters"
run 0 "$snow" --last 2; prints "calendar: fiscal years end with January"; says_nothing
run 0 "$snow" --last all --quiet; cp "$work/out" "$work/all"
run 0 "$snow" --last 999999 --quiet; cmp "$work/out" "$work/all" || fail "not all quarters"
run 0 "$snow" --last 2 --explain
prints "Q4 of FY2025 is 986,770,000: the year to 2025-01-31 3,626,396,000 (10-K 0001640147-25-000052 of 2025-03-21) less the nine months to 2024-10-31 2,639,626,000 (10-Q 0001640147-24-000250 of 2024-11-27)"
prints "Q1 of FY2026 is 1,042,074,000 as reported: 10-Q 0001640147-25-000110 of 2025-05-30"
# The flags of a table are in words with --explain.
run 0 "$sec"/*_KO.* --concept OperatingIncomeLoss --explain; prints "filings have another figure too: "

# As of a day: nothing of what was filed later.
run 0 "$snow" --as-of 2021-12-03 --format csv; prints 2021-08-01
if grep -q 2022- "$work/out"; then fail "something is from after 2021-12-03"; fi
# The latest vintage is the default.
run 0 "$sec"/*_KO.* --vintage latest --format json; cp "$work/out" "$work/latest"
run 0 "$sec"/*_KO.* --format json; cmp "$work/out" "$work/latest" || fail "not the latest vintage"

# A balance is refused, in a sentence; what is not there as well.
run 1 "$costco" --concept Assets; prints_nothing
says "Assets is a balance, at an instant: a balance can be neither annualized nor added up over quarters"
run 1 "$costco" --concept Nonsense; prints_nothing; says "has no fact of Nonsense; --concept all lists every concept"
run 1 "$costco" --entity Nobody; prints_nothing; says "nothing is of entity 'Nobody'"
run 1 "$work/none.json"; prints_nothing; says none.json
run 1 "$work/folder" --concept Nonsense; prints_nothing
mkdir "$work/empty"
run 1 "$work/empty"; prints_nothing; says "no *.json, *.json.gz, *.csv or *.csv.gz is in this folder"
head -c 3000 "$work/snow.json" > "$work/cut.json"
run 1 "$work/cut.json"; prints_nothing; says cut.json
head -c 3000 "$snow" > "$work/cut.json.gz"
run 1 "$work/cut.json.gz"; prints_nothing; says cut.json.gz
run 1 "$snow" --as-of 2000-01-01; says RevenueFromContractWithCustomerExcludingAssessedTax
# Bad usage is said before a file is read.
run 2; prints_nothing; says INPUT
run 2 "$work/none.json" --last 0; prints_nothing; says "--last 0: expected a number from 1 on, or all"
run 2 "$work/none.json" --last some; says "--last some"
run 2 "$work/none.json" --vintage first; says first
run 2 "$work/none.json" --format xml; says xml
run 2 "$work/none.json" --concept ""; says "--concept: expected names with a comma between, or all"
run 2 "$work/none.json" --as-of 2026-02-30; says "2026-02-30 is not a date"
run 2 "$work/none.json" --threads -1

# No progress bar where standard error is no terminal.
run 0 "$work/folder"; says_nothing

# What is written replaces the old file at once, or not at all.
echo old > "$work/to.csv"
run 0 "$work/folder" --format csv --output "$work/to.csv"; prints_nothing
cmp "$work/to.csv" "$work/one.csv" || fail "--output differs from standard output"
echo old > "$work/to.csv"
run 1 "$work/folder" --format csv --concept Nonsense --output "$work/to.csv"
[ "$(cat "$work/to.csv")" = old ] || fail "the old file is gone"
[ "$(ls -A "$work" | grep -c to.csv)" = 1 ] || fail "a temporary file is left"

# Interrupted, it leaves the old file and no temporary one. Many copies take long enough to be interrupted.
mkdir "$work/many" "$work/out.d"
for i in $(seq 100 159); do ln "$work/snow.json" "$work/many/$i.json"; done
echo old > "$work/out.d/to.csv"
python3 - "$RUNRATE_PROGRAM" "$work" <<'PYTHON'
import os, signal, subprocess, sys, time
program, work = sys.argv[1:]
interrupted = 0
for wait in (0.05, 0.1, 0.2, 0.4, 0.8):
    running = subprocess.Popen([program, "quarters", f"{work}/many", "--concept", "all", "--format", "csv", "--threads", "2",
                                "--output", f"{work}/out.d/to.csv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(wait)
    if running.poll() is None:
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
        assert running.returncode in (-signal.SIGINT, 130), (running.returncode, err[-300:])
        interrupted += 1
        assert out == b"", out[:300]
        assert open(f"{work}/out.d/to.csv", encoding="utf-8").read() == "old\n", "the old file was touched"
        assert os.listdir(f"{work}/out.d") == ["to.csv"], os.listdir(f"{work}/out.d")
    else:
        running.communicate()
        break
assert interrupted > 0, "it was done before it could be interrupted"
print("interrupted", interrupted, "times: the old file is there and nothing else")
PYTHON
