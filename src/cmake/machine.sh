# Sourced by examples/run, tests/run and .ci/run: packages, configuring and building, with one line of progress.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
jobs=$(nproc 2>/dev/null || echo 2)

say() { printf '%s\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# progress TEXT: one line that the next one writes over; nothing when nobody watches.
progress() { if [[ -t 1 ]]; then printf '\r\033[K%s' "$*"; fi; }
progress_end() { if [[ -t 1 ]]; then printf '\r\033[K'; fi; }

# need_packages KIND...: installs what is missing of src/packages, or says in one sentence what and how.
need_packages() {
  local -a missing=() rows=()
  local kind row name installed="" found
  for kind in "$@"; do
    while read -r -a row; do [[ ${row[0]-} == "$kind" ]] && rows+=("${row[*]:1}"); done <"$repository/src/packages"
  done
  if ! command -v dpkg-query >/dev/null; then
    for name in cmake ninja c++; do command -v "$name" >/dev/null || missing+=("$name"); done
    ((${#missing[@]} == 0)) ||
      fail "Missing: ${missing[*]}; on a system without apt-get, install the counterparts of: ${rows[*]%% *}."
    return 0
  fi
  installed=$'\n'$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' ${rows[*]} 2>/dev/null || true)$'\n'
  for row in "${rows[@]}"; do
    found=no
    for name in $row; do
      if [[ $installed == *$'\n'"installed $name"$'\n'* ]]; then found=yes; fi
      if [[ $name == !* ]] && command -v "${name#!}" >/dev/null; then found=yes; fi
    done
    [[ $found == yes ]] || missing+=("${row%% *}")
  done
  ((${#missing[@]} > 0)) || return 0

  local -a root=()
  if ((EUID != 0)); then
    if sudo -n true 2>/dev/null; then
      root=(sudo -n)
    else
      fail "Missing packages: ${missing[*]}; install them with: sudo apt-get install ${missing[*]}"
    fi
  fi
  local log install
  log=$(mktemp)
  install=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}")
  progress "installing ${missing[*]}"
  if ! "${install[@]}" >"$log" 2>&1 </dev/null; then
    "${root[@]}" apt-get update >"$log" 2>&1 </dev/null || true
    if ! "${install[@]}" >>"$log" 2>&1 </dev/null; then
      progress_end
      grep -E '^(E|W):' "$log" >&2 || tail -n 20 "$log" >&2
      rm -f "$log"
      fail "apt-get could not install: ${missing[*]}"
    fi
  fi
  rm -f "$log"
  progress_end
  say "installed ${missing[*]}"
}

need_cmake() {
  local version
  version=$(cmake --version | sed -n '1s/.* //p')
  [[ $(printf '%s\n' 3.25 "$version" | sort -V | head -n 1) == 3.25 ]] ||
    fail "CMake 3.25 or later is needed, and this machine has $version: Debian 12, Ubuntu 24.04 and later have it."
}

# quietly LOG COMMAND...: runs it, and shows what it printed only if it fails.
quietly() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null && return 0
  progress_end
  # Without ninja's account of what went well.
  grep -vE '^\[[0-9]+/[0-9]+\] (Building|Linking|Generating|Re-)' "$log" >&2 || true
  return 1
}

# build PRESET TARGET... [-- CMAKE OPTION...]: configures when that was never done (ninja does it again when it must).
build() {
  local preset=$1 folder="$repository/build/$1"
  shift
  local -a targets=()
  while (($# > 0)) && [[ $1 != -- ]]; do targets+=("$1") && shift; done
  (($# == 0)) || shift
  mkdir -p "$folder"
  if [[ ! -f $folder/build.ninja ]] || (($# > 0)); then
    progress "configuring build/$preset"
    (cd "$repository" && quietly "$folder/configure.log" cmake --preset "$preset" "$@") || return 1
  fi
  if [[ -t 1 ]]; then
    progress_end
    # Ninja keeps to one line itself.
    (cd "$repository" && NINJA_STATUS="build/$preset [%f/%t] " cmake --build --preset "$preset" \
      --parallel "$jobs" ${targets[@]+--target "${targets[@]}"}) || return 1
    printf '\033[A\r\033[K'
  else
    (cd "$repository" && quietly "$folder/build.log" cmake --build --preset "$preset" \
      --parallel "$jobs" ${targets[@]+--target "${targets[@]}"}) || return 1
  fi
}

# run_ctest PRESET JUNIT [CTEST OPTION...]: passing tests are one line of progress, failing ones are shown in full.
# Sets `passed` and `failed` to their numbers.
run_ctest() {
  local preset=$1 junit=$2 status=0 header
  shift 2
  rm -f "$junit"
  (cd "$repository" && ctest --preset "$preset" --parallel "$jobs" --output-on-failure --no-label-summary \
    --output-junit "$junit" "$@" 2>&1 </dev/null) | show_failures || status=$?
  passed=0
  failed=0
  if [[ -f $junit ]]; then
    header=$(head -n 10 "$junit" | tr '\n' ' ')
    failed=$(sed -E 's/.*[[:space:]]failures="([0-9]+)".*/\1/' <<<"$header")
    passed=$(sed -E 's/.*[[:space:]]tests="([0-9]+)".*/\1/' <<<"$header")
    passed=$((passed - failed - $(sed -E 's/.*[[:space:]]skipped="([0-9]+)".*/\1/' <<<"$header")))
  fi
  # Nothing ran, or ctest itself gave up.
  if ((status != 0 && failed == 0)); then failed=1; fi
  ((status == 0))
}

show_failures() {
  local line
  while IFS= read -r line; do
    case $line in
      *' Test '*'#'*' Passed '*) progress "${line#"${line%%[![:space:]]*}"}" ;;
      '' | *Start\ *:* | 'Test project '* | *'tests passed, '* | 'Total Test time '* | 'Preset CMake '* | \
        '  '[A-Z]*'="'*) ;;
      *) progress_end && printf '%s\n' "$line" ;;
    esac
  done
  progress_end
}
