#!/usr/bin/env bash
# What it costs to be seen: two gateways in one run, loaded in turn on the outbound road, the order changing with
# each round. One logs no exchange and makes no spans; the other has everything on: a JSON line for each exchange,
# traces at 1 % sent to a collector, exemplars. Histograms are always on, in both; what they cost is measured by
# Meters.java and added. Then scrapes of the second one at full load, and what one costs it.
# The gateways have processor 0, the load, Alipay+ and the collector processor 1.
#   load-tests/09-scrape-and-tracing-cost.sh [connections=64]
# ROUNDS=40 EACH=3 (seconds) WARM=20 (seconds for each gateway); SCRAPES=2000 to warm up, and of which the cost
# of one is taken; EVERYTHING='tracing: { … }' is what the second one has on instead, as YAML.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh
# shellcheck source-path=SCRIPTDIR source=lib/gateway.sh
. load-tests/lib/gateway.sh

connections=${1:-64}
lengths 40 3 20
scrapes=${SCRAPES:-2000} watched=72
[ "${QUICK:-0}" != 1 ] || scrapes=100 watched=4

need "wrk nginx-light openssl util-linux curl openjdk-17-jdk-headless python3 gnuplot-nox" wrk nginx openssl taskset curl java javac python3 gnuplot
begin 09-scrape-and-tracing-cost "What it costs to be seen"
make_keys
upstream=$(free_port)
signed_upstream "$upstream" "$payments/inquiryPayment"
inquiry_call
touch "$work/traces.log"

declare -A gateways port admin
for name_of in none all; do
  port[$name_of]=$(free_port)
  admin[$name_of]=$(free_port)
  config "$upstream" "${port[$name_of]}" "$(free_port)" "${admin[$name_of]}" "$name_of" <<YAML
backend: { baseUrl: "http://127.0.0.1:9", routes: [] }
store: { type: embedded, path: $work/$name_of.data }
$([ "$name_of" = none ] && echo 'log: { access: false }' || echo "${EVERYTHING:-"log: { format: json, access: true }
tracing: { otlp: \"http://127.0.0.1:$upstream\", ratio: 0.01 }"}")
YAML
  start_gateway "$name_of"
  gateways[$name_of]=$pid
done

load() { # none|all SECONDS
  saturate "${gateways[$1]}" "http://127.0.0.1:${port[$1]}$payments/inquiryPayment" "$work/inquiry.lua" "$2" "$connections"
}

declare -A variant=([none]="not seen" [all]="lines, traces at 1 %, exemplars") calls spent
measure() { # ROUND none|all
  load "$2" "$seconds"
  calls[$2]=$rate
  spent[$2]=$micros
  record_reference "$1" "${variant[$2]}" saturated
  record "$1" "${variant[$2]}" "saturated: calls/s" "$rate"
  record "$1" "${variant[$2]}" "saturated: ÷ sign/s" "$(ratio "$rate" "$sign")"
  record "$1" "${variant[$2]}" "saturated: processor µs each" "$micros"
  record "$1" "${variant[$2]}" "saturated: not 2xx" "$bad"
}

load none "$warm" # on one core the compiler needs that long
load all "$warm"
lines=$(wc -l <"$work/all.access.log")
metered=$("${measured[@]}" java -cp target/plusgate.jar load-tests/Meters.java) # nanoseconds
for round in $(seq "$rounds"); do
  reference
  if ((round % 2)); then
    measure "$round" none
    measure "$round" all
  else
    measure "$round" all
    measure "$round" none
  fi
  record_reference "$round" "all of it" cost
  record "$round" "all of it" "cost: % of the throughput" \
    "$(awk -v a="${calls[all]}" -v n="${calls[none]}" 'BEGIN {print 100 * (1 - a / n)}')"
  record "$round" "all of it" "cost: lines and traces, % of processor time" \
    "$(awk -v a="${spent[all]}" -v n="${spent[none]}" 'BEGIN {print 100 * (1 - n / a)}')"
  record "$round" "all of it" "cost: histograms and counters, % of it" "$(ratio "$metered" "${spent[all]}" 0.1)"
  record "$round" "all of it" "cost: everything, % of it" \
    "$(awk -v a="${spent[all]}" -v n="${spent[none]}" -v m="$metered" 'BEGIN {print 100 * (1 - n / a + m / 1000 / a)}')"
done
record 1 "all of it" "cost: lines in the access log" $(($(wc -l <"$work/all.access.log") - lines))
record 1 "all of it" "cost: posts to the collector" "$(wc -l <"$work/traces.log")"

scrape() { # RATE-OPTIONS…, with how many last: over one connection that stays
  curl -fs "${@:1:$#-1}" -H 'Accept: application/openmetrics-text' -o "$work/scrape" -w '%{time_total}\n' \
    "http://127.0.0.1:${admin[all]}/metrics?[1-${*: -1}]"
}

reference
scrape "$scrapes" >/dev/null # for the compiler: 2000 are eight hours of Prometheus
load all $((watched / 4 + 2)) & # each wrk writes its own report; what counts here are the scrapes
loading=$!
scrape --rate 240/m "$watched" >"$work/scrapes"
wait "$loading"
at_full_load() { sort -n "$work/scrapes" | awk -v q="$1" '{v[NR] = $1 * 1000} END {n = int(NR * q + 0.5); print v[n < 1 ? 1 : n]}'; }
record_reference 1 "at full load" scrape
record 1 "at full load" "scrape: p50 ms" "$(at_full_load 0.5)"
record 1 "at full load" "scrape: p90 ms" "$(at_full_load 0.9)"
record 1 "at full load" "scrape: worst ms" "$(at_full_load 1)"

# What one costs: without other load, so that all processor time is its own.
asked=$(metric "${admin[all]}" plusgate_store_seconds_count)
before=$(ticks "${gateways[all]}")
scrape "$scrapes" >/dev/null
record_reference 1 "alone" scrape
record 1 alone "scrape: processor ms each" "$(ratio $(($(ticks "${gateways[all]}") - before)) "$scrapes" 10)"
record 1 alone "scrape: series" "$(grep -vc '^#' "$work/scrape")"
record 1 alone "scrape: calls of the store beside each" "$(ratio $(($(metric "${admin[all]}" plusgate_store_seconds_count) - asked)) "$scrapes")"

goal "everything seen costs less than 5 % (by processor time)" "all of it" "cost: everything, % of it" '<=' 5
goal "a scrape at full load under 10 ms" "at full load" "scrape: p50 ms" '<=' 10
goal "no scrape asks the store" alone "scrape: calls of the store beside each" '<=' 0.5
publish "saturated: processor µs each"
