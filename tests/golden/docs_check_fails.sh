# Each check of the documents fails when what it is for is wrong: a copy is spoiled, one fault at a time.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
copy=$work/runrate

# spoiled CHECK SENTENCE FILE SED-SCRIPT: after the edit, the check ends with status 1 and says the sentence.
spoiled() {
  local status=0
  rm -rf "$copy"
  mkdir -p "$copy"
  cp -r "$RUNRATE_SOURCE_DIR"/{README.md,CHANGELOG.md,LICENSE,docs,include} "$copy"
  cp -r "$RUNRATE_SOURCE_DIR/examples" "$copy/examples"
  mkdir -p "$copy/tests/data"
  cp -r "$RUNRATE_SOURCE_DIR"/tests/data/{README.md,scenarios} "$copy/tests/data"
  sed -i -E "$4" "$copy/$3"
  ! cmp -s "$copy/$3" "$RUNRATE_SOURCE_DIR/$3" || { echo "FAILED: '$4' changes nothing in $3"; exit 1; }
  local -a documents=()
  if [[ $1 == snippets || $1 == console ]]; then documents=("$3"); fi
  "$copy/docs/check" "$1" ${documents[@]+"${documents[@]}"} > "$work/out" 2>&1 || status=$?
  if [ "$status" != 1 ] || ! grep -q "^FAIL  $1" "$work/out" || ! grep -qF -- "$2" "$work/out"; then
    echo "FAILED: $1 on $3 after '$4': status $status, expected 1 and: $2"
    cat "$work/out"
    exit 1
  fi
}

spoiled links 'the link tutorials/first.md leads nowhere' README.md 's,docs/tutorials/first-run-rate.md,tutorials/first.md,'
spoiled links 'has no heading for the link methods.md#by-dayz' docs/explanation/claims.md '1s,$, [x](methods.md#by-dayz),'
spoiled links 'first-revenue-model.md: no way of links leads here' README.md 's,docs/tutorials/first-revenue-model.md,LICENSE,'
spoiled library 'the header core/fx.hpp is not documented' docs/reference/library.md '/core\/fx.hpp/d'
spoiled library 'the header core/fy.hpp is documented, but there is none' docs/reference/library.md 's,core/fx.hpp,core/fy.hpp,'
spoiled library 'core/fx.hpp has no fx_rates' docs/reference/library.md 's,`fx_rate`,`fx_rates`,'
spoiled options 'the option of annualize exact is not documented' docs/reference/program.md '/^\| `--exact/d'
spoiled options 'the option of claims subjects is documented, but there is none' docs/reference/program.md 's,`--subject NAME,`--subjects NAME,'
spoiled options 'the verb claims is not documented' docs/reference/program.md 's,^## `runrate claims`,## Claims,'
spoiled options 'the method ttm is not documented' docs/reference/program.md '/^\| `ttm` /d'
spoiled options 'the default of --last of annualize, 1, is not documented' docs/reference/program.md '/`--last N`/s,`1`,`2`,'
spoiled fields 'the field of annualize results[].factor is not documented' docs/reference/program.md '/`results\[\]\.factor`/d'
spoiled fields 'the field of claims claims[].amounts is documented, but there is none' docs/reference/program.md 's,`claims\[\]\.amount`,`claims[].amounts`,'
spoiled fields 'the field claims[].decimals of claims is number, documented as string' docs/reference/program.md '/`claims\[\]\.decimals`/s,number,string,'
spoiled fields 'the CSV column of claims verdict is not documented' docs/reference/program.md '/`method`, `verdict`/s/`verdict`, //'
spoiled fields 'the caution_code leap_year has no row' docs/reference/program.md '/^\| `leap_year`/d'
spoiled fields 'the field of quarters quarters[].vintages[].known is not documented' docs/reference/program.md '/`quarters\[\]\.vintages\[\]\.known`/d'
spoiled fields 'the field of quarters quarters[].inputs[].value is not documented' docs/reference/program.md '/`quarters\[\]\.inputs`/s/\| inputs/| array/'
spoiled fields 'the figure_flag overlaps has no row' docs/reference/quarters.md '/^\| `overlaps`/d'
spoiled console "documented 'runrate 0.1.9', printed 'runrate 0.1.0'" docs/tutorials/first-run-rate.md 's,^runrate 0\.1\.0$,runrate 0.1.9,'
spoiled headers 'it is 12.50%, not 12.51%' include/runrate/core/format.hpp '/^\/\/ .*12\.50%/s,12\.50,12.51,'
spoiled headers 'include/runrate/core/rounding.hpp' include/runrate/core/rounding.hpp '/^\/\/\/ .*round_to\{2\}/s,round_to,round_two,'
spoiled snippets "docs/explanation/numbers.md" docs/explanation/numbers.md 's,^0\.21550625 1\.5,0.21550626 1.5,'
spoiled snippets 'docs/reference/format.md' docs/reference/format.md 's,`\$142\.3B`,`$142.4B`,'
spoiled snippets 'it compiles, and must not' docs/explanation/numbers.md 's,usd\(33\.1\),usd(33.1_bn),'
spoiled snippets 'the compiler does not name' docs/explanation/numbers.md 's,usd\(33\.1\),usd(nonsense),'
spoiled snippets 'README.md:' README.md 's,static_assert\(fair < flat\),static_assert(fair > flat),'
