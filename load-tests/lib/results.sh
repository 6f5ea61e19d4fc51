#!/usr/bin/env bash
# How the numbered load tests keep and publish what they measured; sourced by house.sh.
# Rows are "round, variant, measure, value" with tabs. A measure "saturated: p99 ms" goes into the
# table "saturated". With QUICK=1 all goes into target/load-tests, so that no smoke replaces a figure.
# shellcheck disable=SC2154,SC2016 # work is set in house.sh; backticks are Markdown's

published=load-tests
[ "${QUICK:-0}" != 1 ] || published=target/load-tests

# begin NAME TITLE: of the test; NAME as the script's, "02-signing-proxies".
begin() {
  name=$1 title=$2
  command="$(settings)load-tests/$name.sh${invocation:+ $invocation}"
  rows=$work/rows.tsv goals=$work/goals.tsv distributions=$work/distributions.tsv pictures=$work/pictures
  rm -f "$rows" "$goals" "$distributions" "$pictures"
  touch "$rows" "$goals" "$distributions" "$pictures"
  mkdir -p "$published/results"
  go_ahead
  echo "== $name: $title" >&2
}

# What of the environment makes another run of it: "ROUNDS=3 ".
settings() {
  local one
  for one in QUICK ROUNDS EACH WARM STORE HEAP PLUSGATE_JAVA PLUSGATE_JAVA_OPTS; do
    [ -z "${!one:-}" ] || printf '%s=%q ' "$one" "${!one}"
  done
}

# record ROUND VARIANT MEASURE VALUE
record() {
  printf '%s\t%s\t%s\t%s\n' "$@" >>"$rows"
  printf '  round %s  %s  %s  %s\n' "$@" >&2
}

# record_reference ROUND VARIANT [TABLE]: the last reference, beside what was measured with it.
record_reference() { record "$1" "$2" "${3:+$3: }openssl sign/s" "$sign"; }

# record_saturated ROUND VARIANT [TABLE]: what the last saturate and the last reference found.
record_saturated() {
  local table=${3:+$3: }
  record "$1" "$2" "${table}requests/s" "$rate"
  record_reference "$1" "$2" "${3:-}"
  record "$1" "$2" "${table}÷ sign/s" "$(ratio "$rate" "$sign")"
  record "$1" "$2" "${table}µs of processor each" "$micros"
  record "$1" "$2" "${table}÷ sign/s by processor time" "$(ratio 1000000 "$micros" "$(ratio 1 "$sign")")"
  record "$1" "$2" "${table}p50 ms" "$p50"
  record "$1" "$2" "${table}p99 ms" "$p99"
  record "$1" "$2" "${table}bad" "$bad"
}

# goal TEXT VARIANT MEASURE '>='|'<=' VALUE
goal() { printf '%s\t%s\t%s\t%s\t%s\t\t\n' "$@" >>"$goals"; }

# goal_against TEXT VARIANT MEASURE '>='|'<=' FACTOR OTHER-VARIANT [OTHER-MEASURE]: FACTOR times what the other has.
goal_against() { printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "$5" "$6" "${7:-$3}" >>"$goals"; }

# keep_percentiles VARIANT: of the last open_load, for plot_percentiles.
keep_percentiles() { awk -v v="$1" '{print v "\t" $0}' "$work/percentiles" >>"$distributions"; }

# publish [MEASURE…]: writes the section, a plot with bars of each of these measures, and RESULTS.md.
publish() {
  local section=$published/results/$name.md picture
  [ $# -eq 0 ] || plot_bars "$@"
  {
    printf '## %s %s\n\n' "${name%%-*}" "$title"
    printf '`%s`: %s\n\n' "$command" "$(circumstances)"
    LC_ALL=C awk -f load-tests/lib/section.awk "$rows" "$goals"
    while read -r picture; do printf '\n![%s](%s)\n' "$title" "$picture"; done <"$pictures"
  } >"$section"
  rebuild_results
  echo "== $section, $published/RESULTS.md" >&2
}

# When, of what, on what.
circumstances() {
  local commit changed processor java
  commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
  changed=$(git status --porcelain -- . ':!load-tests/results' ':!load-tests/notes' ':!load-tests/RESULTS.md' 2>/dev/null || true)
  processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  java=$(java -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')
  printf '%s, commit %s%s, %s × %s, Linux %s, JDK %s, %s' "$(date -u '+%Y-%m-%d %H:%M UTC')" \
    "$commit" "${changed:+ with changes}" "$(nproc)" "$processor" "$(uname -r)" "$java" "$(openssl version | cut -d' ' -f1,2)"
}

# The numbered tests' names, in order.
numbered() {
  local script
  for script in load-tests/[0-9][0-9]-*.sh; do basename "$script" .sh; done
}

# rebuild_results: RESULTS.md of the sections in results/ and what is said by hand in notes/.
rebuild_results() {
  local one note
  {
    cat load-tests/lib/introduction.md
    echo
    for one in $(numbered); do printf -- '- [%s](#%s)%s\n' "$one" "$one" \
      "$([ -f "$published/results/$one.md" ] || echo ': not measured yet')"; done
    printf -- '- [Other measurements](#other)\n'
    for one in $(numbered); do
      printf '\n<a id="%s"></a>\n\n' "$one"
      section_of "$one"
      note=load-tests/notes/$one.md
      [ ! -f "$note" ] || { echo; cat "$note"; }
    done
    printf '\n<a id="other"></a>\n\n## Other measurements\n'
    for note in load-tests/notes/[!0-9]*.md; do
      [ ! -f "$note" ] || { echo; cat "$note"; }
    done
  } >"$published/RESULTS.md"
}

# section_of NAME: its pictures as RESULTS.md sees them.
section_of() {
  local section=$published/results/$1.md
  if [ -f "$section" ]; then
    sed 's#^\(!\[.*\](\)#\1results/#' "$section"
  else
    printf '## %s\n\nNot measured yet in this form: `load-tests/%s.sh`.\n' "${1/-/ }" "$1"
  fi
}
