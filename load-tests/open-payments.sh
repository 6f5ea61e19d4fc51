#!/usr/bin/env bash
# A million open payments in the embedded store, in a gateway with a heap of 256 MB: how long it
# takes to start, how late Alipay+ is asked below the cap, how evenly at the cap, and what of the
# memory grows. The gateway has processor 0; OpenPayments.java is Alipay+, on processor 1.
#   load-tests/open-payments.sh [payments=1000000] [cap per second=200] [seconds below=120] [seconds above=120]
# LEAD=300 seconds are left for filling the store and starting, before the first payment is due.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh

payments=${1:-1000000}
cap=${2:-200}
below=${3:-120}
above=${4:-120}
lead=${LEAD:-300}

need "openssl util-linux curl openjdk-17-jdk-headless python3" openssl taskset curl java jcmd python3
[ -f target/plusgate.jar ] || {
  echo "target/plusgate.jar: missing (expected: ./mvnw package)" >&2
  exit 2
}

admin=$(free_port)
upstream=$(free_port)

make_keys

config "$upstream" 0 0 "$admin" <<YAML
backend:
  baseUrl: "http://127.0.0.1:9"
  routes: [ { path: /notify, api: notifyPayment, to: /notifyPayment } ]
store: { type: embedded, path: $work/data }
inquiry:
  schedules: { default: { gaps: [6h], for: 12h } }
  perSecond: $cap
  perSecondPerClient: $cap
YAML

java_source() {
  taskset -c 1 java -XX:+UseSerialGC -Xmx512m -cp target/plusgate.jar load-tests/OpenPayments.java "$@"
}
now() { date +%s%3N; }

# Processor seconds so far, and how many wanted the processors of this machine at that moment.
processor() { awk -v t="$(getconf CLK_TCK)" '{printf "%.1f", ($14 + $15) / t}' "/proc/$gateway/stat"; }
load() { cut -d' ' -f1 /proc/loadavg; }

# Starts the gateway; prints the milliseconds until it is ready.
start() {
  local from
  from=$(now)
  MALLOC_ARENA_MAX=2 taskset -c 0 java -XX:+UseSerialGC -Xmx256m -Xss512k -jar target/plusgate.jar run \
    --config "$work/gateway.yaml" >"$work/access.log" 2>"$work/gateway.log" &
  gateway=$!
  await_ready "$admin"
  echo "$1: ready after $(($(now) - from)) ms, $(processor) s of processor; load average $(load)"
}

# What lives on the heap, and what the process has of the machine.
memory() {
  local live rss
  live=$(jcmd "$gateway" GC.class_histogram | awk '/^Total/ {printf "%.1f", $3 / 1048576}')
  rss=$(awk '/^VmRSS/ {r = $2} /^RssAnon/ {a = $2} END {printf "RSS %.0f MB, of it anonymous %.0f MB", r / 1024, a / 1024}' "/proc/$gateway/status")
  echo "$1: live heap $live MB, $rss"
}

start "empty store"
kill "$gateway"
wait "$gateway" || true
rm -r "$work/data"

base=$(($(now) + lead * 1000))
began=$(now)
java_source fill "$work/data" "$payments" "$client" "$cap" "$base" "$below" "$above"
echo "filled: $payments open payments in $((($(now) - began) / 1000)) s, $(du -sm "$work/data" | cut -f1) MB"
java_source alipay "$upstream" "$work/alipayplus.pem" "$client" "$cap" "$base" "$below" "$above" >"$work/alipay.txt" &
helper=$!
start "first start"
[ "$(now)" -lt "$base" ] || {
  echo "LEAD=$lead: too short on this machine (expected: more)" >&2
  exit 1
}
open=$(curl -fs "http://127.0.0.1:$admin/metrics" | awk '/^plusgate_payments_open/ {sum += $2} END {printf "%.0f", sum}')
echo "open payments by its own metric: $open"
memory "before the first is due"
pause $(((base - $(now)) / 1000))
before=$(processor)
pause $((below / 4))
memory "after $((below / 4)) s of asking"
pause $(((base + below * 1000 - $(now)) / 1000 + 1))
echo "below the cap: $(awk -v a="$before" -v b="$(processor)" -v n=$((cap * below * 80 / 100)) 'BEGIN {printf "%.1f", 1000 * (b - a) / n}') ms of processor for each; load average $(load)"
memory "after $below s below the cap"
wait "$helper" || true
helper=
memory "after $above s above the cap"
cat "$work/alipay.txt"
kill -9 "$gateway"
wait "$gateway" 2>/dev/null || true
start "start after kill -9"
