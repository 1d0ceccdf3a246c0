# The long table: every figure recomputed in fractions; the same bytes for any order of rows, number of threads and form
# of the file; what is wrong in its place; and nothing left behind by a run that is ended.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
last=

fail() { echo "FAILED: $last: $*; standard output:"; head -c 2000 out; echo "standard error:"; head -c 2000 err; exit 1; }
run() {
  local expected=$1 status=0
  shift
  last="runrate $*"
  "$RUNRATE_PROGRAM" "$@" > out 2> err || status=$?
  [ "$status" = "$expected" ] || fail "exit status $status, expected $expected"
}
says() { grep -qF -- "$1" err || fail "no '$1' on standard error"; }
says_nothing() { [ ! -s err ] || fail "standard error is not empty"; }

# Five thousand rows: companies that begin and end at any quarter, with gaps, losses, zeros and names that need quotes;
# and what the figures of each are.
python3 - <<'PYTHON'
import csv, datetime, random
from fractions import Fraction
random.seed(20260101)
quarters = [(y, m) for y in range(2010, 2026) for m in (1, 4, 7, 10)]
def days(i):
    y, m = quarters[i]
    after = datetime.date(y + (m == 10), (m + 2) % 12 + 1, 1)
    return datetime.date(y, m, 1), after - datetime.timedelta(1)
names = ["C%04d" % i for i in range(150)] + ["Acme, Inc.", 'The "Best" Co', "Société Générale", "日本電信電話"]
rows = []
for name in names:
    begin = random.randrange(0, 40)
    for i in range(begin, min(len(quarters), begin + random.randrange(1, 45))):
        if random.random() < 0.03:
            continue
        cents = random.choice([random.randrange(10**10), random.randrange(-10**6, 10**6), 0, 10**17 + random.randrange(10**9)])
        rows.append((name, i, Fraction(cents, 100)))
def money(x):
    assert (x * 100).denominator == 1
    cents = abs(x * 100).numerator
    return ("-" if x < 0 else "") + "%d.%02d" % divmod(cents, 100)
def fraction(x):
    scaled = x * 10**6
    whole = round(scaled)  # Python rounds a Fraction half to even
    return ("-" if whole < 0 else "") + "%d.%06d" % divmod(abs(whole), 10**6)
known = {(n, i): a for n, i, a in rows}
expected = []
for name, i, amount in sorted(rows, key=lambda r: (r[0].encode(), r[1])):
    first, last = days(i)
    back = [known.get((name, i - k)) for k in range(5)]
    ttm = money(sum(back[:4])) if all(x is not None for x in back[:4]) else ""
    yoy = fraction(amount / back[4] - 1) if all(x is not None for x in back) and back[4] > 0 else ""
    expected.append([name, str(first), str(last), money(amount), money(4 * amount), ttm, yoy])
header = ["entity", "period_start", "period_end", "amount"]
def write(name, order, quoting=csv.QUOTE_MINIMAL, end="\n", head=header):
    with open(name, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator=end, quoting=quoting)
        out.writerow(head)
        out.writerows([n, *map(str, days(i)), money(a)] for n, i, a in order)
write("sorted.csv", rows)
random.shuffle(rows)
write("table.csv", rows)
write("quoted.csv", rows, csv.QUOTE_ALL)
write("crlf.csv", rows, end="\r\n")
write("names.csv", rows, head=["company", "start", "end", "revenue"])
with open("expected.csv", "w", newline="", encoding="utf-8") as file:
    out = csv.writer(file)
    out.writerow(header + ["x4", "ttm", "yoy"])
    out.writerows(expected)
print(len(rows), "rows")
PYTHON
[ "$(wc -l < table.csv)" -gt 3000 ] || fail "too few rows"
{ printf '\xef\xbb\xbf'; cat table.csv; } > bom.csv
head -c -1 table.csv > no_end.csv
for name in table sorted quoted crlf names bom no_end; do
  for threads in 1 2 5; do
    run 0 bulk $name.csv --threads $threads --quiet
    says_nothing
    cmp out expected.csv || fail "other figures"
  done
done
gaps=$(python3 -c 'import csv
rows = list(csv.reader(open("sorted.csv", encoding="utf-8")))[1:]
import datetime
day = datetime.date.fromisoformat
print(sum(a[0] == b[0] and day(a[2]) + datetime.timedelta(1) != day(b[1]) for a, b in zip(rows, rows[1:])))')
run 0 bulk table.csv --output there.csv
[ ! -s out ] || fail "standard output is not empty"
says "table.csv: note: $gaps gaps in "
[ "$(wc -l < err)" = 1 ] || fail "more than a note: a bar, perhaps"
cmp there.csv expected.csv || fail "another file"
cat table.csv | "$RUNRATE_PROGRAM" bulk - --threads 3 --quiet > out 2> err || fail "a pipe"
cmp out expected.csv || fail "other figures from a pipe"

# The unit of the header, segments and currencies.
printf '%s\n' entity,segment,period_start,period_end,amount_millions,currency,source \
  B,,2025-01-01,2025-03-31,2,EUR,x A,T,2025-01-01,2025-03-31,1.5,USD,"\"y
z\"" A,S,2025-01-01,2025-12-31,4,USD, > units.csv
run 0 bulk units.csv
says_nothing
diff <(tr -d '\r' < out) - <<'CSV' || fail "other figures"
entity,segment,period_start,period_end,amount,x4,ttm,yoy,currency
A,S,2025-01-01,2025-12-31,4000000,,4000000,,USD
A,T,2025-01-01,2025-03-31,1500000,6000000,,,USD
B,,2025-01-01,2025-03-31,2000000,8000000,,,EUR
CSV

# What is wrong: located, left out and counted; no file without --keep-going.
good='A,2025-01-01,2025-03-31,1.00'
file() { local name=$1; shift; printf '%b\n' entity,period_start,period_end,amount "$@" > "$name"; }
refuses() {
  local row=$1 message=$2
  file bad.csv "$good" "$row" 'Z,2025-01-01,2025-03-31,9.00'
  rm -f made.csv
  run 1 bulk bad.csv --output made.csv
  grep -qxF -- "bad.csv:3:$message" err || fail "no line 'bad.csv:3:$message' on standard error"
  says "--keep-going uses the rest"
  [ ! -e made.csv ] || fail "there is a file"
  run 1 bulk bad.csv --output made.csv --keep-going
  grep -qxF -- "bad.csv:3:$message" err || fail "no line 'bad.csv:3:$message' on standard error"
  grep -q '^Z,2025-01-01,2025-03-31,9.00,36.00,,' made.csv || fail "no good row"
}
refuses 'B,2025-04-01,2025-06-31,2' '14: period_end 2025-06-31 is not a date; June has 30 days'
refuses 'B,2025-04-01,2025-06-30,' '25: amount is empty; unreported is not zero: leave the row out'
refuses ',2025-04-01,2025-06-30,2' '1: entity is empty; expected who earned the amount, such as Amazon'
refuses 'B,2025-04-01,2025-06-30,"2,000"' '25: amount "2,000" has thousands separators; expected 2000'
refuses 'B,2025-04-01,2025-06-30' '24: a row of 3 fields; expected 4, as in the header'
refuses 'A,2025-01-01,2025-03-31,2.00' '3: 2025-01-01 to 2025-03-31 is there twice: 2 here and 1 on line 2; expected one row for a period of a series; none of them was taken'
refuses 'A,2025-03-01,2025-05-31,2.00' '3: 2025-03-01 to 2025-05-31 overlaps 2025-01-01 to 2025-03-31 on line 2; expected periods of a series to follow each other'
refuses 'B,2025-04-01,2025-06-30,"2' '25: the quote that opens here is never closed; expected a closing quote'
refuses 'B\xe9,2025-04-01,2025-06-30,2' '2: byte 0xE9 is not UTF-8; expected UTF-8: the file may be in another encoding, such as Windows-1252'
file large.csv A,2025-01-01,2025-03-31,100000000000000000000000000000
run 1 bulk large.csv --output made2.csv; says "large.csv: the amounts of A can't be annualized: "
[ ! -e made2.csv ] || fail "there is a file"
run 1 bulk none.csv --output made2.csv; says "none.csv: can't be read: No such file or directory"
run 1 bulk table.csv --output none/made.csv; says "creating a file beside it: No such file or directory"
run 2 bulk table.csv --threads 257; says "--threads 257: expected a number from 1 to 256"
run 1 bulk table.csv --quiet --output /dev/full; says "/dev/full can't be written: writing to it: No space left on device"
[ -z "$(ls -- *.part 2> /dev/null)" ] || fail "a file was left"

# A run that is ended, while it reads from a pipe that does not end: by the signal, and with nothing left behind.
python3 - "$RUNRATE_PROGRAM" <<'PYTHON' || fail "a run that was ended left something"
import glob, os, signal, subprocess, sys, time
open("old.csv", "w").write("old")
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
    for target in ("old.csv", "new.csv"):
        run = subprocess.Popen([sys.argv[1], "bulk", "-", "--output", target], stdin=subprocess.PIPE)
        run.stdin.write(open("table.csv", "rb").read())
        run.stdin.flush()
        for _ in range(500):
            if glob.glob(target + ".*.part"):
                break
            time.sleep(0.01)
        else:
            sys.exit("there never was a file beside " + target)
        run.send_signal(number)
        if run.wait() != -number:
            sys.exit(f"it ended with {run.returncode}, not by signal {number}")
        if glob.glob("*.part") or os.path.exists("new.csv") or open("old.csv").read() != "old":
            sys.exit("something was left behind")
PYTHON

# A bar on a terminal, for work that takes longer than half a second; none with --quiet.
if script -qec true /dev/null > /dev/null 2>&1 < /dev/null; then
  slowly='{ head -n 2000 table.csv; sleep 1; tail -n +2001 table.csv; sleep 0.2; }'
  echo "$slowly | '$RUNRATE_PROGRAM' bulk - --output there.csv" > slow.sh
  TERM=xterm script -qec "bash slow.sh" /dev/null > terminal.txt < /dev/null
  grep -q 'reading .*B/s' terminal.txt || { last="a bar"; cp terminal.txt out; fail "no bar on a terminal"; }
  cmp there.csv expected.csv || fail "another file"
  sed -i 's/ --output/ --quiet --output/' slow.sh
  TERM=xterm script -qec "bash slow.sh" /dev/null > terminal.txt < /dev/null
  [ ! -s terminal.txt ] || { last="a bar"; cp terminal.txt out; fail "a bar with --quiet"; }
fi
echo "every figure of the long table is right, and nothing is left behind"
