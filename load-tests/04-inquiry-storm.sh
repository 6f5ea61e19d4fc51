#!/usr/bin/env bash
# A million open payments in the embedded store, in a gateway with a heap of 256 MB: how long it
# takes to start, how late Alipay+ is asked below the cap, how evenly at the cap, whether anybody is asked twice,
# and what of the memory grows. The gateway has processor 0; OpenPayments.java is Alipay+, on processor 1.
#   load-tests/04-inquiry-storm.sh [payments=1000000] [cap per second=200] [seconds below=120] [seconds above=120]
# LEAD seconds are left for filling the store and starting, before the first payment is due (by default as
# many as this machine seems to need). ROUNDS=3 starts of each kind; HEAP=256m.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh
# shellcheck source-path=SCRIPTDIR source=lib/gateway.sh
. load-tests/lib/gateway.sh

many=${1:-1000000}
cap=${2:-200}
below=${3:-120}
above=${4:-120}
rounds=${ROUNDS:-3}
every=5
[ "${QUICK:-0}" != 1 ] || many=5000 below=3 above=3 rounds=1 every=1

need "openssl util-linux curl openjdk-17-jdk-headless python3 gnuplot-nox" openssl taskset curl java javac jcmd python3 gnuplot
begin 04-inquiry-storm "Inquiries: $many open payments"
export PLUSGATE_JAVA_OPTS=${PLUSGATE_JAVA_OPTS:-"-XX:+UseSerialGC -Xmx${HEAP:-256m} -Xss512k"}
admin=$(free_port)
upstream=$(free_port)
make_keys
config "$upstream" "$(free_port)" "$(free_port)" "$admin" <<YAML
backend:
  baseUrl: "http://127.0.0.1:9"
  routes: [ { path: /notify, api: notifyPayment, to: /notifyPayment } ]
store: { type: embedded, path: $work/data }
inquiry:
  schedules: { default: { gaps: [6h], for: 12h } }
  perSecond: $cap
  perSecondPerClient: $cap
YAML
now() { date +%s%3N; }

# start ROUND VARIANT: until it is ready. Sets took, in milliseconds.
start() {
  local from
  from=$(now)
  start_gateway gateway
  took=$(($(now) - from))
  record_reference "$1" "$2" start
  record "$1" "$2" "start: ready, ms" "$took"
  record "$1" "$2" "start: processor s" "$(ratio "$(ticks "$pid")" 100)"
  record "$1" "$2" "start: RssAnon MB" "$(megabytes RssAnon "$pid")"
}

# heap VARIANT: what lives on the heap, and what the process has of the machine.
heap() {
  record 1 "$1" "memory: live heap MB" "$(live_heap "$pid")"
  record 1 "$1" "memory: RssAnon MB" "$(megabytes RssAnon "$pid")"
}

# rest_until MILLISECOND: with a row of the memory now and then.
rest_until() {
  while (($(now) < $1)); do
    printf '%d\t%s\n' $((($(now) - base) / 1000)) "$(megabytes RssAnon "$pid")" >>"$work/memory.tsv"
    pause "$every"
  done
}

neighbours
reference
for round in $(seq "$rounds"); do
  start "$round" "empty store"
  stop "$pid"
  rm -r "$work/data"
done

slack=8
[ "${QUICK:-0}" != 1 ] || slack=4
lead=${LEAD:-$((slack + slack * took / 2000 + many / 8000))}
base=$(($(now) + lead * 1000))
neighbour OpenPayments fill "$work/data" "$many" "$client" "$cap" "$base" "$below" "$above"
filled=$(du -sm "$work/data" | cut -f1)
neighbour OpenPayments alipay "$upstream" "$work/alipayplus.pem" "$client" "$cap" "$base" "$below" "$above" \
  "$work/percentiles" >"$work/asked" &
helper=$!
start 1 "$many open"
[ "$(now)" -lt "$base" ] || {
  echo "LEAD=$lead: too short on this machine (expected: more)" >&2
  exit 1
}
until [ "$(metric "$admin" plusgate_payments_open)" = "$many" ]; do pause 0.5; done # it looks every few seconds
record 1 "before the first is due" "memory: store's folder MB" "$filled"
heap "before the first is due"

printf 'second\tRssAnon_MB\n' >"$work/memory.tsv"
rest_until "$base"
spent=$(ticks "$pid")
rest_until $((base + below * 1000))
spent=$(($(ticks "$pid") - spent))
heap "after $below s below the cap"
rest_until $((base + (below + above) * 1000))
wait "$helper"
helper=
heap "after $above s at the cap"
for round in $(seq "$rounds"); do
  kill -9 "$pid"
  wait "$pid" 2>/dev/null || true
  start "$round" "$many open, after kill -9"
done

{ read -r asked due half most longest twice && read -r pace uneven farthest last; } <"$work/asked"
calm="below the cap"
record_reference 1 "$calm" asked
record 1 "$calm" "asked: a second" "$(ratio "$asked" "$below")"
record 1 "$calm" "asked: ÷ due" "$(ratio "$asked" "$due")"
record 1 "$calm" "asked: lateness p50 ms" "$half"
record 1 "$calm" "asked: lateness p99 ms" "$most"
record 1 "$calm" "asked: lateness max ms" "$longest"
record 1 "$calm" "asked: twice" "$twice"
record 1 "$calm" "asked: processor ms each" "$(ratio "$spent" "$asked" 10)"
record_reference 1 "at the cap" asked
record 1 "at the cap" "asked: a second" "$pace"
record 1 "at the cap" "asked: off an even pace p99 ms" "$uneven"
record 1 "at the cap" "asked: off an even pace max ms" "$farthest"
record 1 "at the cap" "asked: off an even pace at the end ms" "$last"
read -r growth _ mean < <(slope "$work/memory.tsv" second RssAnon_MB 0.5)
record 1 "at the cap" "asked: RssAnon's growth ÷ its mean" "$(ratio "$growth" "$mean")"

goal "ready in under 10 s" "$many open" "start: ready, ms" '<=' 10000
goal "ready in under 10 s after kill -9" "$many open, after kill -9" "start: ready, ms" '<=' 10000
goal "asked with a lateness p99 under 1 s" "$calm" "asked: lateness p99 ms" '<=' 1000
goal "asked at the cap: 99 % of it or more" "at the cap" "asked: a second" '>=' "$(ratio "$cap" 1 0.99)"
goal "no drift at the cap: at the end less than 100 ms off an even pace" "at the cap" "asked: off an even pace at the end ms" '<=' 100
goal "nobody asked twice" "$calm" "asked: twice" '<=' 0
goal "memory flat: RssAnon grows by less than 5 % in the second half" "at the cap" "asked: RssAnon's growth ÷ its mean" '<=' 0.05
keep_percentiles "lateness below the cap"
plot_percentiles "How late Alipay+ is asked, below the cap"
plot_lines "$work/memory.tsv" "Memory while $many payments are open" second RssAnon_MB
publish "start: ready, ms"
