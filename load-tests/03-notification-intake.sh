#!/usr/bin/env bash
# The intake of notifications, verified and durable before each is acknowledged, in the embedded store and
# in PostgreSQL: acknowledged a second beside `openssl speed rsa2048` of the same run, then latency
# at half of that rate. The gateways have processor 0, the load and PostgreSQL processor 1. Every notification
# is another one, signed beforehand. The backend is away, as in the storm that follows an outage:
# what is measured is receipt, not delivery.
#   load-tests/03-notification-intake.sh [per round=40000] [connections=256]
# ROUNDS=5; WARM=30000 notifications before the first round; PLUSGATE_JAVA_OPTS may record a profile.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh
# shellcheck source-path=SCRIPTDIR source=lib/gateway.sh
. load-tests/lib/gateway.sh

each=${1:-40000}
connections=${2:-256}
rounds=${ROUNDS:-5}
warm=${WARM:-30000} # on one core the compiler needs that many
[ "${QUICK:-0}" != 1 ] || each=1000 rounds=1 warm=1000

need "openssl util-linux curl openjdk-17-jdk-headless python3 gnuplot-nox" openssl taskset curl java javac python3 gnuplot
begin 03-notification-intake "Notifications: verified and durable before they are acknowledged"
make_keys
path=/alipayplus/notifyPayment

declare -A public gateways
# intake NAME STORE
intake() {
  public[$1]=$(free_port)
  config 9 "$(free_port)" "${public[$1]}" "$(free_port)" "$1" <<YAML
backend:
  baseUrl: "http://127.0.0.1:9"
  routes: [ { path: $path, api: notifyPayment, to: /notifyPayment } ]
store: $2
YAML
  start_gateway "$1"
  gateways[$1]=$pid
}

signed_requests "$work/requests" $((warm + rounds * (each + each / 2))) "$path"
database=$(free_port)
start_postgres "$database"
postgres=$pid
intake embedded "{ type: embedded, path: $work/data }"
intake PostgreSQL "{ type: postgresql, uri: \"postgresql://plusgate@127.0.0.1:$database/postgres\" }"

# pour NAME FIRST COUNT RATE
pour() {
  open_load port="${public[$1]}" requests="$work/requests" first="$2" count="$3" rate="$4" \
    connections="$connections" pids="${gateways[$1]}"
}

for store in embedded PostgreSQL; do pour $store 0 "$warm" 0; done
first=$warm
for round in $(seq "$rounds"); do
  for store in embedded PostgreSQL; do
    reference
    pour $store "$first" "$each" 0
    acknowledged=$rate wrong=$bad
    record_reference "$round" $store saturated
    record "$round" $store "saturated: acknowledged/s" "$rate"
    record "$round" $store "saturated: ÷ sign/s" "$(ratio "$rate" "$sign")"
    record "$round" $store "saturated: processor µs each" "$micros"
    record "$round" $store "saturated: ÷ sign/s by processor time" "$(ratio 1000000 "$micros" "$(ratio 1 "$sign")")"
    pour $store $((first + each)) $((each / 2)) "$(ratio "$acknowledged" 2)"
    record_reference "$round" $store "at half that rate"
    record "$round" $store "at half that rate: p50 ms" "$p50"
    record "$round" $store "at half that rate: p99 ms" "$p99"
    record "$round" $store "at half that rate: p99.9 ms" "$p999"
    record "$round" $store "at half that rate: max ms" "$max"
    record "$round" $store "at half that rate: not acknowledged" $((wrong + bad))
    record "$round" $store "at half that rate: RssAnon MB" "$(megabytes RssAnon "${gateways[$store]}")"
    keep_percentiles $store
  done
  first=$((first + each + each / 2))
done
stop "${gateways[@]}" "$postgres"

goal "embedded: ≥ 2 × openssl sign/s" embedded "saturated: ÷ sign/s" '>=' 2
goal "PostgreSQL: ≥ 1 × openssl sign/s" PostgreSQL "saturated: ÷ sign/s" '>=' 1
goal "embedded: p99 at half load under 50 ms" embedded "at half that rate: p99 ms" '<=' 50
goal "embedded: every one acknowledged" embedded "at half that rate: not acknowledged" '<=' 0
goal "PostgreSQL: every one acknowledged" PostgreSQL "at half that rate: not acknowledged" '<=' 0
plot_percentiles "Acknowledgement of a notification at half of the saturated rate"
publish "saturated: ÷ sign/s"
