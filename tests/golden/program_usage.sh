# Options, help, where the output goes, and exit statuses: 0 done, 1 bad input or no answer, 2 bad usage.
source "$RUNRATE_SOURCE_DIR/tests/golden/run_program.bash"
cloud=examples/data/cloud.csv
claims=examples/data/claims.csv

rows() { [ "$(($(wc -l < "$work/out") - 1))" = "$1" ] || fail "$last: not $1 rows"; }

# Help and version.
run 0 --help; prints annualize; prints claims; prints "Exit status"; says_nothing
run 0 --version; grep -qE '^runrate [0-9]+\.[0-9]+\.[0-9]+$' "$work/out" || fail "$last"; says_nothing
for verb in annualize bulk claims forecast quarters scenario sensitivity solve; do
  run 0 "$verb" --help; prints "Example:"; prints "  runrate $verb "; prints --output; says_nothing
  [ "$verb" = bulk ] || prints --format
  # The example of the help works as it stands.
  grep -E "^  runrate $verb " "$work/out" | sed "s/^  runrate //" > "$work/examples"
  [ -s "$work/examples" ] || fail "$last: no example"
  while read -r example; do
    read -ra arguments <<< "$example"
    run 0 "${arguments[@]}" < /dev/null; [ -s "$work/out" ] || fail "$last"
  done < "$work/examples"
done

# Bad usage.
run 2; prints_nothing; says "expected a verb: annualize, backtest, bulk, claims, forecast, quarters, report, scenario, sensitivity, simulate or solve"
run 2 nonsense; prints_nothing; says "'nonsense' is no verb; expected annualize, backtest, bulk, claims, forecast, quarters, report, scenario, sensitivity, simulate or solve"
run 2 --nonsense; prints_nothing; says "Run with --help"
run 2 annualize; prints_nothing; says INPUT
run 2 annualize "$cloud" --nonsense; prints_nothing; says --nonsense
run 2 annualize "$cloud" --format xml; prints_nothing; says xml
run 2 annualize "$cloud" --method x4,nope; prints_nothing; says "'nope' is no method; expected all, x4, x12, day"
run 2 annualize "$cloud" --method ""; prints_nothing; says "'' is no method"
run 2 annualize "$cloud" --method x4,; prints_nothing; says "'' is no method"
run 2 annualize "$cloud" --last 0; prints_nothing; says "--last 0: expected a number from 1 on, or all"
run 2 annualize "$cloud" --last -1; prints_nothing
run 2 annualize "$cloud" --last some; prints_nothing; says "--last some"
run 2 annualize "$cloud" --as-of 2026-02-30; prints_nothing; says "2026-02-30 is not a date; February 2026 has 28 days"
for month in 0 13 June 006 Microsoft=13 Microsoft=; do
  run 2 annualize "$cloud" --fiscal-year-end "$month"; prints_nothing; says "expected a month from 01 to 12"
done
# Bad usage is said before a file is read.
run 2 annualize "$work/none.csv" --last 0; says "--last 0"
run 2 claims "$work/none.csv" --series "$work/none.csv" --method nope; says "'nope' is no method"
run 2 claims "$claims"; prints_nothing; says --series
run 2 claims - --series - < /dev/null; prints_nothing; says "can't both be standard input"

# Which periods.
run 0 annualize "$cloud" --method x4 --format csv; rows 3; says_nothing
run 0 annualize "$cloud" --method x4 --format csv --last 2; rows 6
run 0 annualize "$cloud" --method x4 --format csv --last all; rows 75
run 0 annualize "$cloud" --method x4 --format csv --last 20; rows 56  # Microsoft has only 16
run 0 annualize "$cloud" --method x4 --format csv --entity Microsoft --last 99; rows 16
run 0 annualize "$cloud" --method x4 --format csv --segment AWS; rows 1; prints "Amazon,AWS,2026Q2,2026-04-01,2026-06-30,x4,4,168928000000,"
run 0 annualize "$cloud" --method x4 --format csv --segment AWS --as-of 2026-06-29; rows 1; prints ",2026Q1,"
run 0 annualize "$cloud" --method x4 --format csv --segment AWS --as-of 2026-06-30; rows 1; prints ",2026Q2,"
run 1 annualize "$cloud" --entity Azure; prints_nothing
says "$cloud: no period matches entity 'Azure'; the file holds Alphabet / Google Cloud, Amazon / AWS, Microsoft / Intelligent Cloud"
run 1 annualize "$cloud" --entity amazon --segment AWS; prints_nothing; says "entity 'amazon' segment 'AWS'"
run 1 annualize "$cloud" --as-of 2018-09-29; prints_nothing; says "by 2018-09-29"
# What was not known by a day changes nothing before it: the last quarter of 2025, with and without what came after.
run 0 annualize "$cloud" --segment AWS --as-of 2025-12-31 --format csv; cp "$work/out" "$work/known_then"
run 0 annualize "$cloud" --segment AWS --last 3 --format csv
diff <(grep 2025Q4 "$work/out") <(tail -n +2 "$work/known_then") || fail "$last"

# Methods: only those asked for, in that order.
run 0 annualize "$cloud" --segment AWS --method ttm,x4 --format csv
diff <(cut -d, -f6 "$work/out" | tr -d '\r') - <<< $'method\nttm\nx4' || fail "$last"
run 1 annualize "$cloud" --segment AWS --method x12; says "no method has a figure"; says "month"

# Fiscal years, of one entity and of all; the option takes one value, so that INPUT may follow it.
run 0 annualize --fiscal-year-end Microsoft=06 "$cloud" --method x4 --format csv
prints "Microsoft,Intelligent Cloud,FY2026Q4,2026-04-01,2026-06-30,"; prints "Amazon,AWS,2026Q2,"
run 0 annualize "$cloud" --fiscal-year-end 6 --fiscal-year-end Amazon=12 --method x4 --format csv
prints "Microsoft,Intelligent Cloud,FY2026Q4,"; prints "Alphabet,Google Cloud,FY2026Q4,"; prints "Amazon,AWS,2026Q2,"
# Years of 52 and 53 weeks: Nvidia's first quarter of fiscal 2027 is the year to date, 81,615 million times four.
fiscal=$RUNRATE_SOURCE_DIR/examples/data/fiscal_years.csv
run 0 annualize "$fiscal" --fiscal-year-end Nvidia=last-sun-01 --entity Nvidia --method ytd --format csv
prints "FY2027Q1,2026-01-26,2026-04-26,ytd,4,326460000000"
for end in last-sun-13 last-xyz-01 first-sun-01 last-sun-01:4-4-4 nearest-sun last-sun-; do
  run 2 annualize "$cloud" --fiscal-year-end "$end"; prints_nothing; says "expected a month from 01 to 12"
done
run 0 annualize "$cloud" --fiscal-year-end Microsoft=01 --entity Microsoft --method x4 --format csv
prints "Microsoft,Intelligent Cloud,2026-04-01 to 2026-06-30,"  # no quarter of a year that ends with January

# Standard input.
run 0 annualize - --method x4 --format csv < "$cloud"; rows 3
run 0 claims - --series "$cloud" --format csv < "$claims"; cp "$work/out" "$work/piped"
run 0 claims "$claims" --series - --format csv < "$cloud"; cmp "$work/out" "$work/piped"
run 0 claims "$claims" --series "$cloud" --format csv; cmp "$work/out" "$work/piped"

# Which claims.
run 0 claims "$claims" --series "$cloud" --subject AWS; prints "AWS \$142 billion"; prints "no claim rejects x4 (3 of 3), exit (3 of 3)"
run 0 claims "$claims" --series "$cloud" --subject AWS --method day,x4
prints "rejected: \$342.20M short"; prints "no claim rejects x4 (3 of 3)"
run 1 claims "$claims" --series "$cloud" --subject Nobody; prints_nothing; says "no claim of subject 'Nobody'"
run 1 claims "$claims" --series "$cloud" --as-of 2020-01-01; prints_nothing; says "no claim by 2020-01-01"
run 0 claims "$claims" --series "$cloud" --subject AWS --as-of 2026-03-01; prints "142 billion"
if grep -q "169 billion" "$work/out"; then fail "$last: a claim of later"; fi

# Output to a file: all of it, or the old file as it was.
run 0 annualize "$cloud" --format json; cp "$work/out" "$work/expected"
run 0 annualize "$cloud" --format json --output "$work/new.json"; prints_nothing; says_nothing; cmp "$work/new.json" "$work/expected"
run 0 annualize "$cloud" --format json --output -; cmp "$work/out" "$work/expected"
echo old > "$work/old"
run 0 annualize "$cloud" --format json --output "$work/old"; cmp "$work/old" "$work/expected"
echo old > "$work/old"
run 1 annualize examples/data/claims.csv --output "$work/old"; [ "$(cat "$work/old")" = old ] || fail "$last"
mkdir "$work/folder"
run 1 annualize "$cloud" --output "$work/folder"; prints_nothing; says "$work/folder"; [ -d "$work/folder" ] || fail "$last"
run 1 annualize "$cloud" --output "$work/none/file"; prints_nothing; says "$work/none/file"; says "No such file or directory"
if [ "$(id -u)" != 0 ]; then  # root may write anywhere
  chmod a-w "$work/folder"
  run 1 annualize "$cloud" --output "$work/folder/file"; prints_nothing; says "Permission denied"
fi
[ -z "$(find "$work" -newer "$work/expected" -name '*.tmp*' -o -name '.*.tmp*')" ] || fail "a file was left behind"
if [ -c /dev/full ]; then
  status=0; "$RUNRATE_PROGRAM" annualize "$cloud" --last all > /dev/full 2> "$work/err" || status=$?
  : > "$work/out"; last="runrate annualize > /dev/full"
  [ "$status" = 1 ] || fail "$last: exit status $status"
  says "standard output could not be written: No space left on device"
fi

# --quiet: no notes, the same figures.
printf '%s\n' entity,period_start,period_end,amount,currency,extra A,2025-01-01,2025-03-31,10,USD,x > "$work/extra.csv"
run 0 annualize "$work/extra.csv" --method x4 --format csv; says "$work/extra.csv:1:48: note: "; cp "$work/out" "$work/with_notes"
run 0 annualize "$work/extra.csv" --method x4 --format csv --quiet; says_nothing; cmp "$work/out" "$work/with_notes"
echo "usage agrees"
