#!/usr/bin/env bash
# What it costs to be seen: two gateways in one run, loaded in turn on the outbound road (see
# outbound.sh). One logs no exchange and makes no spans; the other has everything on: a JSON line for
# each exchange, traces at 1 % sent to a collector, exemplars. Histograms are always on, in both; what
# they cost is measured by Meters.java and added. Goal: less than 5 % of the throughput.
# Then scrapes of the second one at full load, and what one costs it. Goal: under 10 ms.
#   load-tests/scrape-and-tracing-cost.sh [rounds=5] [seconds=10] [connections=64]
#   EVERYTHING='tracing: { … }'  what the second one has on instead, as YAML
#   WARM=30                      seconds of warm-up for each
#   SCRAPES=2000                 to warm up, and of which the cost of one is taken
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh

rounds=${1:-5}
seconds=${2:-10}
connections=${3:-64}
warm=${WARM:-30}

need "wrk nginx-light openssl util-linux curl python3" wrk nginx openssl taskset curl python3

upstream=$(free_port)
path=/aps/api/v1/payments/inquiryPayment
make_keys
signed_upstream "$upstream" "$path"

cat >"$work/call.lua" <<LUA
wrk.method = "POST"
wrk.body = '{"paymentRequestId":"pay_1089760038715669_102775745075669"}'
wrk.headers["Content-Type"] = "application/json"
LUA

declare -A pid port admin

# start NAME <<SECTIONS: a gateway on processor 0.
start() {
  local name=$1 sections
  sections=$(cat)
  port[$name]=$(free_port)
  admin[$name]=$(free_port)
  config "$upstream" "${port[$name]}" "$(free_port)" "${admin[$name]}" <<YAML
backend: { baseUrl: "http://127.0.0.1:9", routes: [] }
store: { type: embedded, path: $work/$name }
$sections
YAML
  mv "$work/gateway.yaml" "$work/$name.yaml"
  taskset -c 0 ./plusgate run --config "$work/$name.yaml" >"$work/access.log.$name" 2>"$work/gateway.log" &
  gateway=$!
  pid[$name]=$gateway
  : >"$work/access.log"
  await_ready "${admin[$name]}"
  helper="$helper $gateway"
  gateway=
}

load() { # NAME SECONDS
  taskset -c 1 wrk -t1 -c"$connections" -d"$2s" --latency -s "$work/call.lua" \
    "http://127.0.0.1:${port[$1]}$path"
}

ticks() { awk '{print $14 + $15}' "/proc/${pid[$1]}/stat"; } # processor time, hundredths of a second

# measure NAME: "requests/s us-each not-2xx" of one loaded stretch.
measure() {
  local before spent
  before=$(ticks "$1")
  load "$1" "$seconds" >"$work/wrk.txt"
  spent=$(($(ticks "$1") - before))
  awk -v t="$spent" '
    /requests in/ {n = $1}
    /Requests\/sec/ {r = $2}
    /Non-2xx/ {b = $NF}
    END {printf "%.0f %.1f %d", r, t * 10000 / n, b}' "$work/wrk.txt"
}

metric() { curl -fs "http://127.0.0.1:${admin[all]}/metrics" | awk -v m="^$1" '$0 ~ m {s += $NF} END {printf "%d", s}'; }

start none <<YAML
log: { access: false }
YAML
start all <<YAML
${EVERYTHING:-"log: { format: json, access: true }
tracing: { otlp: \"http://127.0.0.1:$upstream\", ratio: 0.01 }"}
YAML

load none "$warm" >/dev/null # on one core the compiler needs that long
load all "$warm" >/dev/null

echo "round  without/s  with/s  ratio  cpu us without  with  ratio by cpu  not-2xx"
for round in $(seq "$rounds"); do
  if ((round % 2)); then
    without=$(measure none)
    with=$(measure all)
  else
    with=$(measure all)
    without=$(measure none)
  fi
  echo "$round $without $with" |
    awk '{printf "%5d  %9.0f  %6.0f  %5.3f  %14.1f  %4.1f  %12.3f  %7d\n", $1, $2, $5, $5 / $2, $3, $6, $3 / $6, $4 + $7}' |
    tee -a "$work/rows"
done

lines=$(wc -l <"$work/access.log.all")
traces=$(awk '{n++; b += $3} END {printf "%d posts, %d bytes", n, b}' "$work/traces.log" 2>/dev/null || true)
nanos=$(taskset -c 0 java -cp target/plusgate.jar load-tests/Meters.java)
awk -v r="$(median 4)" -v c="$(median 7)" -v u="$(median 5)" -v n="$nanos" 'BEGIN {
  h = n / 1000 / u
  printf "lines and traces cost %.1f %% of the throughput, %.1f %% by processor time\n", (1 - r) * 100, (1 - c) * 100
  printf "histograms and counters %.0f ns a call, %.1f %% of %.1f us\n", n, h * 100, u
  printf "everything by processor time: %.1f %% (goal: under 5 %%)\n", (1 - c + h) * 100}'
echo "access log $lines lines; collector ${traces:-0 posts}"

scrapes=${SCRAPES:-2000}
curl -fs -H 'Accept: application/openmetrics-text' -o "$work/scrape" \
  "http://127.0.0.1:${admin[all]}/metrics?[1-$scrapes]" # for the compiler: eight hours of Prometheus

# Scrapes at full load as Prometheus asks for them, over one connection that stays, four a second.
load all 20 >/dev/null &
loading=$!
curl -fs --rate 240/m -H 'Accept: application/openmetrics-text' -o "$work/scrape" -w '%{time_total}\n' \
  "http://127.0.0.1:${admin[all]}/metrics?[1-72]" >"$work/scrapes"
wait "$loading"
sort -n "$work/scrapes" | awk '{v[NR] = $1 * 1000} END {
  printf "scrapes at full load: %d, median %.1f ms, p90 %.1f ms, worst %.1f ms by the clock\n",
    NR, v[int((NR + 1) / 2)], v[int(NR * 0.9 + 0.5)], v[NR]}'

# What one costs: without other load, so that all processor time is its own.
calls=$(metric plusgate_store_seconds_count)
before=$(ticks all)
curl -fs -o "$work/scrape" "http://127.0.0.1:${admin[all]}/metrics?[1-$scrapes]"
spent=$(($(ticks all) - before))
calls=$(($(metric plusgate_store_seconds_count) - calls))
awk -v t="$spent" -v n="$scrapes" -v c="$calls" -v s="$(grep -vc '^#' "$work/scrape")" 'BEGIN {
  printf "one scrape: %.2f ms of processor time (goal: under 10 ms), %d series; %d store calls beside %d scrapes\n",
    t * 10 / n, s, c, n}'
