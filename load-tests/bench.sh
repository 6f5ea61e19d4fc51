#!/usr/bin/env bash
# The JMH benchmarks of src/bench/java: time and allocated bytes of each part of a call, next to
# `openssl speed rsa2048` of the same run, all on processor 0.
#   load-tests/bench.sh            measures all of them (about seven minutes) and puts the table into docs/benchmarks.md
#   load-tests/bench.sh --quick    each once and short: do they run? The figures mean nothing
#   load-tests/bench.sh PATTERN …  measures some, by JMH's options (-h shows them)
# Only the first one writes the page; the others print.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

for tool in openssl taskset java; do
  command -v "$tool" >/dev/null || {
    echo "missing: $tool (Debian: apt-get install openssl util-linux openjdk-17-jdk-headless)" >&2
    exit 2
  }
done

options=$*
[ "${1:-}" != --quick ] || options="-f 1 -wi 0 -i 1 -r 50ms"
taskset -c 0 ./mvnw -q -Pbench test "-Dbench.options=$options"

if [ $# = 0 ]; then
  page=docs/benchmarks.md
  rest=$(sed '/^<!-- results/q' "$page")
  {
    printf '%s\n\n' "$rest"
    printf 'Commit %s. ' "$(git describe --always --dirty)"
    cat target/bench/results.md
  } >"$page"
fi
