# What `quarters` and `annualize` take, and what they say where it is not there.
source "$RUNRATE_SOURCE_DIR/tests/golden/run_program.bash"
facts=examples/data/snowflake_facts.json
same() { cmp -s "$1" "$2" || fail "$last: another output"; }

# From a file, from standard input and packed: the same.
for verb in quarters annualize; do
  run 0 $verb $facts --format json; cp "$work/out" "$work/from_file"
  run 0 $verb - --format json < $facts; same "$work/out" "$work/from_file"
  gzip -c $facts > "$work/packed"
  run 0 $verb "$work/packed" --format json; same "$work/out" "$work/from_file"
done

# A folder is the files in it, by name; the number of threads changes nothing.
mkdir "$work/folder"
cp tests/data/sec/*_{KO,IBM,ORCL,MSFT}.*.json.gz "$work/folder"
run 0 quarters "$work/folder" --threads 1 --format csv; cp "$work/out" "$work/one"
run 0 quarters "$work/folder" --threads 7 --format csv; same "$work/out" "$work/one"
[ "$(cut -d, -f1 "$work/one" | tail -n +2 | uniq | wc -l)" = 4 ] || fail "$last: not four companies in a row each"
mkdir "$work/empty"
run 1 quarters "$work/empty"; says "no *.json, *.json.gz, *.csv or *.csv.gz is in this folder"

# One file of which nothing can be used ends the run, and with --keep-going none of those beside it.
mkdir "$work/mixed"
cp "$work"/folder/*_{IBM,KO}.* "$work/mixed"
echo '{"cik": 1, "facts": {' > "$work/mixed/CIK0000051144.json"
largest=170141183460469231731687303715
printf '%s\n' entity,period_start,period_end,amount,currency \
  Huge,2024-01-01,2024-12-31,$largest,USD Huge,2024-01-01,2024-09-30,-$largest,USD > "$work/mixed/huge.csv"
run 0 quarters "$work"/mixed/*_{KO,IBM}.* --format csv; cp "$work/out" "$work/expected"
run 1 quarters "$work/mixed" --output "$work/none.csv"
says "runrate: nothing in $work/mixed/CIK0000051144.json can be used"
[ ! -e "$work/none.csv" ] || fail "$last: an output"
for threads in 1 7; do
  run 1 quarters "$work/mixed" --format csv --keep-going --threads $threads
  diff <(sort "$work/out") <(sort "$work/expected") || fail "$last: other quarters than those of the good files"
  says "CIK0000051144.json:2:1: not JSON: the file ends here"
  says "runrate: nothing in $work/mixed/CIK0000051144.json can be used"
  says "runrate: $work/mixed/huge.csv: the quarters of Huge can't be had: "
done
cp "$work/expected" "$work/table.csv"
run 1 quarters "$work"/mixed/{CIK0000051144.json,huge.csv} --keep-going --format json --output "$work/table.csv"
says "runrate: nothing in the 2 files can be used"; same "$work/table.csv" "$work/expected"
run 1 quarters "$work/mixed/huge.csv" --keep-going
says "runrate: $work/mixed/huge.csv: the quarters of Huge can't be had"

run 0 annualize "$work"/mixed/*_{KO,IBM}.* --format csv; cp "$work/out" "$work/expected"
run 1 annualize "$work/mixed" --format csv; says "runrate: nothing in $work/mixed/CIK0000051144.json can be used"
[ ! -s "$work/out" ] || fail "$last: an output"
printf '%s\n' entity,period_start,period_end,amount,currency Huge,2024-01-01,2024-03-31,$largest,USD \
  > "$work/mixed/huge.csv"
run 1 annualize "$work/mixed" "$work/none.csv" --format csv --keep-going; same "$work/out" "$work/expected"
says "CIK0000051144.json:2:1: not JSON: the file ends here"
says "runrate: nothing in $work/mixed/CIK0000051144.json can be used"
says "huge.csv:2:6: $largest of Huge can't be annualized: "
says "runrate: nothing in $work/none.csv can be used"
run 1 annualize "$work/mixed/CIK0000051144.json" "$work/none.csv" --keep-going
says "runrate: nothing in the 2 files can be used"
run 1 annualize $facts "$work"/mixed/*_KO.* --concept EarningsPerShareBasic,Revenues --format csv --keep-going
says "runrate: $facts: EarningsPerShareBasic is in USD/shares; only money can be annualized"
[ "$(tail -n +2 "$work/out" | cut -d, -f1 | uniq)" = "COCA COLA CO" ] || fail "$last: other figures than Coca-Cola's"

# Figures whose bounds alone are beyond the range of a decimal: half a million more than the largest, and a run-rate that
# is within the largest until it is rounded outwards to cents.
mkdir "$work/edge"
cp $facts "$work/edge"
cat > "$work/edge/bounds.json" << 'JSON'
{"cik":1,"entityName":"Edge","facts":{"us-gaap":{"Revenues":{"label":null,"units":{"USD":[
{"start":"2024-01-01","end":"2024-03-31","val":170141183460469231731687000000,"accn":"0000000001-24-000001",
 "form":"10-Q","filed":"2024-05-01"}]}}}}}
JSON
for format in table csv json; do
  run 0 quarters $facts --format $format; cp "$work/out" "$work/expected"
  run 1 quarters "$work/edge" --format $format; says "bounds.json: the quarters of Edge can't be had: "
  [ ! -s "$work/out" ] || fail "$last: an output"
  run 1 quarters "$work/edge" --format $format --keep-going; same "$work/out" "$work/expected"
  says "runrate: $work/edge/bounds.json: the quarters of Edge can't be had: "
  run 0 annualize $facts --format $format; cp "$work/out" "$work/expected"
  run 1 annualize "$work/edge" --format $format --keep-going; same "$work/out" "$work/expected"
  says "runrate: $work/edge/bounds.json: the quarters of Edge can't be had: "
done
edge=42535295865117307932921825928.971026431
printf '%s\n' entity,period_start,period_end,amount,currency,decimals Edge,2024-01-01,2024-03-31,$edge,USD,9 \
  > "$work/edge/bounds.csv"
rm "$work/edge/bounds.json"
for format in table csv json; do
  run 0 annualize $facts --format $format --method x4; cp "$work/out" "$work/expected"
  run 1 annualize "$work/edge" --format $format --method x4; says "$edge of Edge can't be annualized: "
  [ ! -s "$work/out" ] || fail "$last: an output"
  run 1 annualize "$work/edge" --format $format --method x4 --keep-going; same "$work/out" "$work/expected"
  says "runrate: $work/edge/bounds.csv:2:6: $edge of Edge can't be annualized: "
done

# A company that reports a month alone has no quarter: alone it says so, among others it has nothing to annualize.
cat > "$work/month.json" << 'JSON'
{"cik":1,"entityName":"Monthly","facts":{"us-gaap":{"Revenues":{"label":null,"units":{"USD":[
{"start":"2024-06-01","end":"2024-06-30","val":30,"accn":"0000000001-24-000001",
 "form":"10-Q","filed":"2024-08-01"}]}}}}}
JSON
for verb in quarters annualize; do
  run 1 $verb "$work/month.json"; says "Revenues has no fact over a quarter, six or nine months, or a fiscal year"
  run 0 $verb $facts "$work/month.json"
done

# What is not there is said with its name.
run 1 annualize $facts --concept Foo; says "no period matches; there is no fact of Foo"
run 1 quarters $facts --concept Foo; says "SNOWFLAKE INC. has no fact of Foo; --concept all lists every concept"
run 1 quarters $facts --concept Assets; says "Assets is a balance"
run 1 annualize $facts --concept EarningsPerShareBasic; says "EarningsPerShareBasic is in USD/shares; only money can be annualized"
run 0 quarters $facts --concept SalesRevenueNet; says "note: SNOWFLAKE INC. has no SalesRevenueNet"
run 2 quarters $facts --vintage old; says --vintage
run 2 quarters $facts --concept ,; says "--concept: expected names with a comma between, or all"

# One year that lacks a quarter, and several.
run 0 quarters tests/data/sec/*_COST.*; prints "add up to the reported year; 1 lacks a quarter"
run 0 quarters tests/data/sec/*_DE.*; prints "add up to the reported year; 2 lack a quarter"

# A quarter that filings give another figure for is a warning beside its run-rate.
run 0 annualize tests/data/sec/*_KO.* --last all --method x4 --format json
prints '"code": "quarter_in_doubt"'
prints '"text": "the difference of cumulative figures is another: 10,093,000,000, the six months to 2018-06-29'
