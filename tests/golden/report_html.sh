# HTML pages in a browser without network: every chart is drawn from the table beside it, names do nothing, and a check of
# accessibility finds nothing serious. RUNRATE_PICTURES names a folder for screenshots.
cd "$RUNRATE_SOURCE_DIR"

need() {
  [ "${RUNRATE_REQUIRE_TOOLS:-0}" != 1 ] || { echo "FAILED: $1"; exit 1; }
  echo "skipped: $1"
  exit 77
}
for tool in node npm; do
  command -v "$tool" > /dev/null || need "$tool is not installed"
done
CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || need "chromium is not installed"
export CHROMIUM

# The tools stay in the build folder for the next time.
export TOOLS="${RUNRATE_REPORT_TOOLS:?}"
packages=(playwright-core@1.65.1 axe-core@4.14.1)
mkdir -p "$TOOLS"
if ! { [ -f "$TOOLS/installed" ] && [ "$(cat "$TOOLS/installed")" = "${packages[*]}" ]; }; then
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --prefix "$TOOLS" --no-package-lock --no-save --ignore-scripts --no-audit \
    --no-fund --prefer-offline --loglevel=error "${packages[@]}" > "$TOOLS/npm.log" 2>&1 ||
    need "npm can't install ${packages[*]}: $(head -n 1 "$TOOLS/npm.log")"
  echo "${packages[*]}" > "$TOOLS/installed"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
"$RUNRATE_REPORT_PAGES" "$work" || status=$?
[ "$status" != 3 ] || need "the library was built without RUNRATE_HTML"
[ "$status" = 0 ] || { echo "FAILED: report_pages ended with $status"; exit 1; }
# The program's own pages: of every scenario file, of series, of facts and of claims.
for file in examples/data/*.toml; do
  "$RUNRATE_PROGRAM" report "$file" --trials 5000 --quiet --output "$work/of_$(basename "$file" .toml).html"
done
"$RUNRATE_PROGRAM" report examples/data/cloud.csv --fiscal-year-end Microsoft=06 --quiet --output "$work/of_cloud.html"
"$RUNRATE_PROGRAM" report examples/data/snowflake_facts.json --quiet --output "$work/of_snowflake.html"
"$RUNRATE_PROGRAM" report examples/data/claims.csv --series examples/data/cloud.csv --quiet --output "$work/of_claims.html"
node tests/golden/data/report_page.mjs "$work" ${RUNRATE_PICTURES:+--pictures "$RUNRATE_PICTURES"}
