# What is wrong in a file: where it stands, what was found, what was expected; exit status 1, nothing on standard output
# and no crash; and with --keep-going the figures of the rows that are good.
#
# RUNRATE_LONG_LINE_MB sets the length of the long lines, 200 MB unless said: a sanitizer's build is slow.
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

header=entity,segment,period_start,period_end,amount,currency,decimals,source
first=A,S,2025-01-01,2025-03-31,1000,USD,0,report
second=A,S,2025-04-01,2025-06-30,2000,USD,0,report
# file NAME ROW...: the header, then rows that printf interprets
file() {
  local name=$1
  shift
  printf '%b\n' "$header" "$@" > "$name"
}
good_first='A,S,2025Q1,2025-01-01,2025-03-31,x4,4,4000,3998,4002,USD,'
good_second='A,S,2025Q2,2025-04-01,2025-06-30,x4,4,8000,7998,8002,USD,'

# refuses NAME MESSAGE [GOOD...]: the message is one line of standard error; --keep-going gives just those rows
refuses() {
  local name=$1 message=$2 command
  shift 2
  for command in "annualize $name" "claims claims.csv --series $name"; do
    run 1 $command
    [ ! -s out ] || fail "standard output is not empty"
    grep -qxF -- "$message" err || fail "no line '$message' on standard error"
    if [ $# = 0 ]; then says "runrate: nothing in $name can be used"; else says "--keep-going"; fi
  done
  run 1 annualize "$name" --keep-going --last all --method x4 --format csv
  grep -qxF -- "$message" err || fail "no line '$message' on standard error"
  if [ $# = 0 ]; then
    [ ! -s out ] || fail "standard output is not empty"
    return
  fi
  diff <(tail -n +2 out | cut -d, -f1-11 | sed 's/$/,/') <(printf '%s\n' "$@") || fail "other rows than the good ones"
}
printf '%s\n' date,subject,entity,segment,measure,qualifier,amount,currency \
  2025-07-01,A,A,S,run_rate,exactly,\$4000,USD > claims.csv

file good.csv "$first" "$second"
run 0 annualize good.csv --last all --method x4 --format csv
diff <(tail -n +2 out | cut -d, -f1-11 | sed 's/$/,/') <(printf '%s\n' "$good_first" "$good_second") || fail "the good file"
[ ! -s err ] || fail "standard error is not empty"
cp out good.out

# Dates.
file bad_date.csv "$first" A,S,2025-04-01,2025-06-31,2000,USD,0,report
refuses bad_date.csv 'bad_date.csv:3:16: period_end 2025-06-31 is not a date; June has 30 days' "$good_first"
file reversed.csv "$first" A,S,2025-06-30,2025-04-01,2000,USD,0,report
run 1 annualize reversed.csv; says 'reversed.csv:3:'; says '2025-06-30'; says '2025-04-01'

# An overlap, a gap, two currencies.
file overlap.csv "$first" A,S,2025-03-31,2025-06-30,2000,USD,0,report
refuses overlap.csv 'overlap.csv:3:5: 2025-03-31 to 2025-06-30 overlaps 2025-01-01 to 2025-03-31 on line 2; expected period_end to be the last day of the period, not the day after it' \
  "$good_first"
file gap.csv "$first" A,S,2025-07-01,2025-09-30,3000,USD,0,report
refuses gap.csv 'gap.csv:3:5: 2025-07-01 to 2025-09-30 does not follow 2025-01-01 to 2025-03-31 on line 2; expected 2025-04-01 to 2025-06-30 between them: what was not reported is not zero' \
  "$good_first" 'A,S,2025Q3,2025-07-01,2025-09-30,x4,4,12000,11998,12002,USD,'
# A claim is held against the part before the gap that holds its period, or the one after it.
printf '%s\n' date,subject,entity,segment,measure,qualifier,amount,currency,period \
  2025-12-01,A,A,S,run_rate,exactly,\$4000,USD,2025Q1 2025-12-01,A,A,S,run_rate,exactly,\$12000,USD,2025Q3 \
  2025-05-01,A,A,S,run_rate,exactly,\$4000,USD, 2025-12-01,A,A,S,run_rate,exactly,\$12000,USD, > parts.csv
run 1 claims parts.csv --series gap.csv --keep-going --method x4 --format csv
diff <(tail -n +2 out | cut -d, -f11-15 | tr -d '\r') - <<< '2025-01-01,2025-03-31,x4,undecided,4000
2025-07-01,2025-09-30,x4,undecided,12000
2025-01-01,2025-03-31,x4,undecided,4000
2025-07-01,2025-09-30,x4,undecided,12000' || fail "the wrong part"
file mixed.csv "$first" "${second/USD/EUR}"
run 1 annualize mixed.csv; [ ! -s out ] || fail "output"
says 'mixed.csv:3:32: currency EUR in a series in USD, as line 2 has it; expected one currency for '

# Amounts.
file thousands.csv 'A,S,2025-01-01,2025-03-31,"1,000",USD,0,report' "$second"
refuses thousands.csv 'thousands.csv:2:27: amount "1,000" has thousands separators; expected 1000' "$good_second"
file no_amount.csv "${first/1000/}" "$second"
run 1 annualize no_amount.csv --keep-going --method x4 --last all --format csv
says 'no_amount.csv:2:27: amount '; [ "$(wc -l < out)" = 2 ] || fail "the empty amount was read as a figure"
file word.csv "${first/1000/about 1000}" "$second"
run 1 annualize word.csv; says 'word.csv:2:27: amount "about 1000"'

file too_large.csv "$first" "${second/2000/100000000000000000000000000000}"
run 1 annualize too_large.csv; [ ! -s out ] || fail "output"
says "too_large.csv:3:5: 100000000000000000000000000000 of A S can't be annualized: "
run 1 claims claims.csv --series too_large.csv; [ ! -s out ] || fail "output"
says "claims.csv:2:35: \$4000 can't be held against too_large.csv: "

# Bytes.
file nul.csv "${first/report/re\\0port}" "$second"
refuses nul.csv 'nul.csv:2:40: a NUL byte; expected text: the file may be damaged or binary' "$good_second"
file latin_1.csv "${first/report/r\\xe9sultats}" "$second"
run 1 annualize latin_1.csv; [ ! -s out ] || fail "output"
says 'latin_1.csv:2:39: byte 0xE9'; says 'is not UTF-8; expected UTF-8'
file quote.csv "${first/report/\"report}" "$second"
refuses quote.csv 'quote.csv:2:38: the quote that opens here is never closed; expected a closing quote' "$good_second"
file fields.csv A,S,2025-01-01,2025-03-31,1000,USD,0 "$second"
run 1 annualize fields.csv; says 'fields.csv:2:'; says 7; says 8

# Whole files.
: > empty.csv
run 1 annualize empty.csv; says 'empty.csv:1:1: the file is empty; expected a first line that names the columns'
[ ! -s out ] || fail "output"
run 1 annualize empty.csv --keep-going; says 'runrate: nothing in empty.csv can be used'; [ ! -s out ] || fail "output"
printf '%s\n' entity,period_start,period_end,amount A,2025-01-01,2025-03-31,1000 > column.csv
refuses column.csv 'column.csv:1:1: column currency is missing: the header has "entity", "period_start", "period_end" and "amount"; expected one column currency'
file only_a_header.csv; printf '%s\n' "$header" > only_a_header.csv
run 1 annualize only_a_header.csv; says only_a_header.csv; [ ! -s out ] || fail "output"
mkdir folder
run 1 annualize folder
says 'runrate: folder: no *.json, *.json.gz, *.csv or *.csv.gz is in this folder'
run 1 claims claims.csv --series folder
says "folder: can't be read: Is a directory; expected a file with comma-separated values"
refuses none.csv "none.csv: can't be read: No such file or directory; expected a file with comma-separated values"
head -c 100000 /dev/zero > zeros.csv
run 1 annualize zeros.csv; says 'zeros.csv:1:1: a NUL byte'; [ ! -s out ] || fail "output"
run 1 annualize "$RUNRATE_PROGRAM"; [ ! -s out ] || fail "output"; says 'expected'
[ "$(wc -l < err)" -lt 110 ] || fail "more than a hundred messages"

# What is not wrong: a byte order mark, other line ends, no line end at the end, empty lines, any order of rows.
printf '\xef\xbb\xbf' | cat - good.csv > bom.csv
sed 's/$/\r/' good.csv > crlf.csv
tr '\n' '\r' < good.csv > cr.csv
head -c -1 good.csv > no_end.csv
sed 's/$/\n/' good.csv > blank_lines.csv
{ head -1 good.csv; tail -n +2 good.csv | tac; } > reversed_rows.csv
{ printf '\xef\xbb\xbf'; sed 's/$/\r/' good.csv; } > excel.csv
for name in bom crlf cr no_end blank_lines reversed_rows excel; do
  run 0 annualize $name.csv --last all --method x4 --format csv
  cmp out good.out || fail "other figures"
  [ ! -s err ] || fail "standard error is not empty"
done

# The terminal can't be steered from a file.
file escape.csv "${first/USD/\\x1b[31mUSD}" "$second"
run 1 annualize escape.csv; if grep -q "$(printf '\x1b')" err; then fail "an escape went through"; fi
file escape_name.csv "${first/A,/\\x1b[31mA,}"
run 0 annualize escape_name.csv; if grep -q "$(printf '\x1b')" out; then fail "an escape went through"; fi

# Many errors: a hundred are shown, the others counted.
{ echo "$header"; for i in $(seq 1000); do echo "A,S,2025-13-01,2025-03-31,1000,USD,0,"; done; } > many.csv
run 1 annualize many.csv; [ "$(grep -c '^many.csv:' err)" = 100 ] || fail "not a hundred"; says "and 900 more"

# Claims: each error has its place; the other claims are held.
printf '%s\n' date,subject,entity,segment,measure,qualifier,amount,currency \
  2025-07-01,A,A,S,run_rate,exactly,\$4000,USD \
  2025-07-32,A,A,S,run_rate,exactly,\$4000,USD \
  2025-07-01,A,A,S,run_rate,roughly,\$4000,USD \
  2025-07-01,A,A,S,pace,exactly,\$4000,USD \
  2025-07-01,A,A,S,run_rate,exactly,lots,USD \
  2025-07-01,A,A,S,run_rate,exactly,\$4000,EUR > bad_claims.csv
run 1 claims bad_claims.csv --series good.csv; [ ! -s out ] || fail "output"
for place in 3:1 4:27 5:18 6:35 7:41; do says "bad_claims.csv:$place: "; done
says "runrate: stopped: 5 errors in bad_claims.csv, 5 rows left out; --keep-going uses the rest"
run 1 claims bad_claims.csv --series good.csv --keep-going --format csv --method x4
[ "$(wc -l < out)" = 2 ] || fail "not one claim"
run 1 claims none.csv --series good.csv; says "none.csv: can't be read: No such file or directory"

# A line of 200 MB, in a file and in a pipe: refused, and never held in memory. What follows it is read.
megabytes=${RUNRATE_LONG_LINE_MB:-200}
long() { head -c "$((megabytes * 1000000))" /dev/zero | tr '\0' "$1"; }
{ echo "$header"; long x; echo; echo "$second"; } > long.csv
{ echo "$header"; echo "$first"; printf 'A,S,2025-04-01,2025-06-30,2000,USD,0,"'; long '\n'; } > long_quote.csv
{ echo "$header"; echo "$first"; printf 'A,S,2025-04-01,2025-06-30,2000,USD,0,'; long ','; echo; } > long_commas.csv
long 7 > long_header.csv
# peak COMMAND...: the most memory that the command held, in kilobytes, is written to `peak`
peak() {
  python3 -c 'import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=open("peak", "w"))
sys.exit(status)' "$@"
}
bounded() {
  # 64 MB: the longest row is 1 MiB. A sanitizer's own memory is no measure of ours.
  if [ -z "${RUNRATE_LONG_LINE_MB:-}" ]; then [ "$(cat peak)" -lt 65536 ] || fail "$(cat peak) kB of memory"; fi
}
for name in long long_quote long_commas long_header; do
  for input in file pipe; do
    status=0
    last="runrate annualize $name.csv, as a $input"
    if [ $input = file ]; then
      peak "$RUNRATE_PROGRAM" annualize $name.csv --keep-going --method x4 --last all --format csv > out 2> err || status=$?
      shown=$name.csv
    else
      cat $name.csv | peak "$RUNRATE_PROGRAM" annualize - --keep-going --method x4 --last all --format csv > out 2> err || status=$?
      shown='<stdin>'
    fi
    [ "$status" = 1 ] || fail "exit status $status"
    bounded
    [ "$(wc -c < err)" -lt 20000 ] || fail "a message of $(wc -c < err) bytes"
    case $name in
      long) says "$shown:2:1: "; grep -qF "$good_second" out || fail "no good row" ;;
      long_quote) says "$shown:3:"; grep -qF "$good_first" out || fail "no good row" ;;
      long_commas) says "$shown:3:"; grep -qF "$good_first" out || fail "no good row" ;;
      long_header) says "$shown:1:1: "; [ ! -s out ] || fail "output" ;;
    esac
  done
done
echo "every malformed file is refused in its place"

# Scenario files: each malformed one has an error with its place, from every verb; none takes a second of the processor.
malformed=$RUNRATE_SOURCE_DIR/tests/data/scenarios/malformed
for file in "$malformed"/*.toml; do
  ulimit -St 10
  run 1 scenario "$file"
  [ ! -s out ] || fail "standard output is not empty"
  grep -qE '\.(toml|csv):[0-9]+:[0-9]+: ' err || fail "no place on standard error"
  says "runrate: nothing in $file can be used"
done
run 1 solve "$malformed/cycle.toml" --target revenue=1 --by x; says "cycle.toml:15:12: "
run 1 sensitivity "$malformed/cycle.toml"; says "cycle.toml:15:12: "
run 1 scenario "$malformed"; says "Is a directory"
run 1 scenario /dev/zero; says "/dev/zero: it has more than 1 MB"
run 1 scenario /dev/null; says "/dev/null:1:1: there are no periods"
