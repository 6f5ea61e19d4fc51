#!/usr/bin/env bash
# The outbound road, signing and verifying, saturated: requests/s next to `openssl speed rsa2048` of
# the same run. The gateway has processor 0, the load generator (wrk) and the upstream (nginx, which
# answers with one pre-signed answer, so that its own cost is small) share processor 1.
#   load-tests/outbound.sh [rounds=5] [seconds=10] [connections=64]
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh

rounds=${1:-5}
seconds=${2:-10}
connections=${3:-64}

need "wrk nginx-light openssl util-linux curl python3" wrk nginx openssl taskset curl python3

upstream=$(free_port)
backend=$(free_port)
public=$(free_port)
admin=$(free_port)

make_keys

path=/aps/api/v1/payments/inquiryPayment
signed_upstream "$upstream" "$path"

config "$upstream" "$backend" "$public" "$admin" <<YAML
backend: { baseUrl: "http://127.0.0.1:9", routes: [] }
store: { type: embedded, path: $work/data }
YAML
taskset -c 0 ./plusgate run --config "$work/gateway.yaml" >"$work/access.log" 2>"$work/gateway.log" &
gateway=$!
await_ready "$admin"

cat >"$work/call.lua" <<LUA
wrk.method = "POST"
wrk.body = '{"paymentRequestId":"pay_1089760038715669_102775745075669"}'
wrk.headers["Content-Type"] = "application/json"
LUA

load() { # seconds
  taskset -c 1 wrk -t1 -c"$connections" -d"$1s" --latency -s "$work/call.lua" "http://127.0.0.1:$backend$path"
}

ticks() { awk '{print $14 + $15}' "/proc/$gateway/stat"; } # processor time, hundredths of a second

load 30 >/dev/null # warm-up: on one core the compiler needs that long
# openssl counts processor time, wrk the clock: on a shared machine only the last ratio is fair.
echo "round  openssl sign/s  gateway requests/s  ratio  p50  p99  not-2xx  cpu us each  ratio by cpu"
for round in $(seq "$rounds"); do
  sign=$(taskset -c 0 openssl speed -seconds 3 rsa2048 2>/dev/null | awk '/^rsa 2048/ {print $6}')
  before=$(ticks)
  load "$seconds" >"$work/wrk.txt"
  spent=$(($(ticks) - before))
  calls=$(awk '/requests in/ {print $1}' "$work/wrk.txt")
  rate=$(awk '/Requests\/sec/ {print $2}' "$work/wrk.txt")
  p50=$(awk '$1 == "50%" {print $2}' "$work/wrk.txt")
  p99=$(awk '$1 == "99%" {print $2}' "$work/wrk.txt")
  bad=$(awk -F: '/Non-2xx/ {gsub(/ /,"",$2); print $2}' "$work/wrk.txt")
  awk -v r="$round" -v s="$sign" -v g="$rate" -v p="$p50" -v q="$p99" -v b="${bad:-0}" \
    -v t="$spent" -v n="$calls" \
    'BEGIN {u = t * 10000 / n; printf "%5d  %14.0f  %18.0f  %5.2f  %s  %s  %s  %11.0f  %12.2f\n",
      r, s, g, g / s, p, q, b, u, 1e6 / u / s}' | tee -a "$work/rows"
done
echo "median ratio $(median 4), by processor time $(median 9)"
