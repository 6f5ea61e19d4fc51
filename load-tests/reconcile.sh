#!/usr/bin/env bash
# Reconciliation of report files with our ledger, next to importing both with the `sqlite3` tool and
# joining them: alternating rounds, medians; then ours alone over growing sizes. Both sides must find
# exactly what ReportBooks.java made wrong.
# Then with our side in a gateway's own journal (embedded store) in place of a file.
#   load-tests/reconcile.sh [rounds=3] [rows=5000000] [growing="1000000 5000000 20000000"] [journal=5000000]
# HEAP=256m; WORK=folder with 1 kB free per row of the largest size (default: a new one in /tmp).
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

rounds=${1:-3}
rows=${2:-5000000}
growing=${3-1000000 5000000 20000000}
journal=${4-5000000}
heap=${HEAP:-256m}

for tool in sqlite3 java openssl; do
  command -v "$tool" >/dev/null || {
    echo "missing: $tool (Debian: apt-get install sqlite3 openjdk-17-jdk-headless openssl)" >&2
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
  compare "$1" --ledger "$work/$1/ledger.csv"
}

from_journal() {
  compare "$1" --config "$work/$1/gateway.yaml"
}

compare() { # the reports of $1 rows with what the other words name
  local code=0 of=$1
  shift
  rm -rf "$work/state"
  PLUSGATE_JAVA_OPTS="-XX:+UseSerialGC -Xmx$heap" ./plusgate reconcile "$work/$of/reports" \
    "$@" --day 2026-11-25 --work "$work/state" --csv "$work/plusgate.csv" >"$work/summary" || code=$?
  [ "$code" = 1 ] || {
    echo "reconcile ended with $code (expected: 1)" >&2
    exit 1
  }
  echo $(($(wc -l <"$work/plusgate.csv") - 1)) >"$work/found"
}

# A refund of a payment that only Alipay+ has is not in the journal: one more difference each.
journal() {
  local client=SANDBOX_LOADTEST000000001 key=$work/$1/partner.pem public=$work/$1/public.pem
  (umask 077 && openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$key")
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 | openssl pkey -pubout -out "$public"
  cat >"$work/$1/gateway.yaml" <<YAML
role: ACQP
clients:
  - clientId: $client
    environment: sandbox
    partnerId: "1022188000000000001"
    privateKey: $key
    keyVersion: 1
    alipayPlus: { baseUrl: "http://127.0.0.1:9", publicKeys: [ { keyVersion: 1, file: $public } ] }
listeners:
  backend: { host: 127.0.0.1, port: 0 }
  alipayPlus: { host: 127.0.0.1, port: 0, insecure: true }
  admin: { host: 127.0.0.1, port: 0 }
backend: { baseUrl: "http://127.0.0.1:9", routes: [] }
store: { type: embedded, path: $work/$1/data }
YAML
  local homeless
  homeless=$(java -XX:+UseSerialGC -Xmx512m -cp target/plusgate.jar load-tests/JournalBooks.java \
    "$work/$1/ledger.csv" "$work/$1/data" "$client")
  echo $(($(books "$1") + homeless)) >"$work/$1.wrong"
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

if [ "$journal" -gt 0 ]; then
  books "$journal" >/dev/null
  journal "$journal"
  read -r real processor < <(timed from_journal "$journal")
  echo "$journal rows against a journal of $(du -sm "$work/$journal/data" | cut -f1) MB: $real s, processor $processor s"
fi
