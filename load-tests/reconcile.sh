#!/usr/bin/env bash
# Reconciliation of report files with our ledger, next to importing both with the `sqlite3` tool and
# joining them: alternating rounds, medians; then ours alone over growing sizes. Both sides must find
# exactly what ReportBooks.java made wrong.
#   load-tests/reconcile.sh [rounds=3] [rows=5000000] [growing="1000000 5000000 20000000"]
# HEAP=256m; WORK=folder with 1 kB free per row of the largest size (default: a new one in /tmp).
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

rounds=${1:-3}
rows=${2:-5000000}
growing=${3-1000000 5000000 20000000}
heap=${HEAP:-256m}

for tool in sqlite3 java; do
  command -v "$tool" >/dev/null || {
    echo "missing: $tool (Debian: apt-get install sqlite3 openjdk-17-jdk-headless)" >&2
    exit 2
  }
done

work=$(mktemp -d -p "${WORK:-/tmp}")
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%R %U %S'

books() { # the number of differences in the books of $1 rows
  [ -d "$work/$1" ] || java load-tests/ReportBooks.java "$work/$1" "$1" >"$work/$1.wrong"
  cat "$work/$1.wrong"
}

# The fastest way found with sqlite3 3.40: no journal, no syncing, indexes made after the import.
# Its full outer join looks at every pair; a left join with an automatic index was slower.
sqlite() {
  local file
  rm -f "$work/books.db"
  {
    cat <<'SQL'
pragma journal_mode=off; pragma synchronous=off; pragma locking_mode=exclusive; pragma threads=2;
pragma cache_size=-256000;
create table theirs(requestId text, alipayId text, originalId text, type text, amount integer,
  currency text, settlementAmount integer, settlementCurrency text, time text);
create table ours(type text, requestId text, alipayId text, originalId text, amount integer,
  currency text, settlementAmount integer, settlementCurrency text, fee text, feeCurrency text,
  status text, time text);
.mode csv
SQL
    for file in "$work/$1"/reports/transactionItems_*; do
      echo ".import --skip 3 $file theirs"
    done
    cat <<SQL
.import --skip 1 $work/$1/ledger.csv ours
create index ours_id on ours(requestId);
create index theirs_id on theirs(requestId);
.output $work/sqlite.csv
SQL
    cat <<'SQL'
select case when o.requestId is null then 'MISSING_HERE' else 'DIFFERS' end, t.*, o.*
  from theirs t left join ours o on o.requestId = t.requestId and o.type = t.type
  where o.requestId is null or o.amount <> t.amount or o.currency <> t.currency
    or o.settlementAmount <> t.settlementAmount or o.settlementCurrency <> t.settlementCurrency
    or o.status <> 'SUCCEEDED';
select 'MISSING_AT_ALIPAYPLUS', o.* from ours o where not exists
  (select 1 from theirs t where t.requestId = o.requestId and t.type = o.type);
SQL
  } >"$work/join.sql"
  sqlite3 "$work/books.db" <"$work/join.sql" >/dev/null
  wc -l <"$work/sqlite.csv" >"$work/found"
  rm -f "$work/books.db"
}

plusgate() {
  local code=0
  rm -rf "$work/state"
  PLUSGATE_JAVA_OPTS="-XX:+UseSerialGC -Xmx$heap" ./plusgate reconcile "$work/$1/reports" \
    --ledger "$work/$1/ledger.csv" --day 2026-11-25 --work "$work/state" \
    --csv "$work/plusgate.csv" >"$work/summary" || code=$?
  [ "$code" = 1 ] || {
    echo "reconcile ended with $code (expected: 1)" >&2
    exit 1
  }
  echo $(($(wc -l <"$work/plusgate.csv") - 1)) >"$work/found"
}

timed() { # "seconds processor-seconds" of $1 over $2 rows; stops when it finds something else
  local real user system expected
  expected=$(books "$2")
  { time "$1" "$2" 2>"$work/err" >&2; } 2>"$work/time" || {
    cat "$work/err" >&2
    exit 1
  }
  [ "$(cat "$work/found")" -eq "$expected" ] || {
    echo "$1 found $(cat "$work/found") differences (expected: $expected)" >&2
    exit 1
  }
  read -r real user system <"$work/time"
  echo "$real $(awk -v u="$user" -v s="$system" 'BEGIN {printf "%.1f", u + s}')"
}

median() { awk -v c="$1" '{print $c}' "$work/rounds" | sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }

./plusgate version >/dev/null # builds the jar if it must be built
if [ "$rounds" -gt 0 ]; then
  echo "$rows rows of reports against $rows of ours, $(books "$rows") differ; heap $heap"
  echo "round  sqlite3 s (processor)  plusgate s (processor)  plusgate/sqlite3"
fi
for round in $(seq "$rounds"); do
  read -r theirs theircpu < <(timed sqlite "$rows")
  read -r ours ourcpu < <(timed plusgate "$rows")
  awk -v n="$round" -v t="$theirs" -v tc="$theircpu" -v o="$ours" -v oc="$ourcpu" \
    'BEGIN {printf "%5d  %9.1f  %10.1f  %10.1f  %10.1f  %16.2f\n", n, t, tc, o, oc, o / t}' | tee -a "$work/rounds"
done
[ "$rounds" -eq 0 ] || echo "median: sqlite3 $(median 2) s, plusgate $(median 4) s, ratio $(median 6)"

for size in $growing; do
  read -r real processor < <(timed plusgate "$size")
  awk -v r="$size" -v s="$real" -v p="$processor" \
    'BEGIN {printf "%9d rows each side: %6.1f s, processor %6.1f s; per million rows %.2f s, processor %.2f s\n", r, s, p, s * 1e6 / r, p * 1e6 / r}'
  [ "$size" = "$rows" ] || rm -rf "${work:?}/$size"
done
