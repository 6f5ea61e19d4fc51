#!/usr/bin/env bash
# How much the other side could give: the upstream of all these tests (nginx with one pre-signed answer)
# called directly. Once as it is in them, sharing processor 1 with the load, and once with processor 0 to itself.
#   load-tests/00-upstream-alone.sh      ROUNDS=5 EACH=8 (seconds) CONNECTIONS=64
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh

need "nginx-light wrk openssl gnuplot-nox curl procps python3" nginx wrk openssl gnuplot curl pgrep python3
begin 00-upstream-alone "The upstream alone"
lengths 5 8 0
connections=${CONNECTIONS:-64}
make_keys
inquiry_call

port=$(free_port)
signed_upstream "$port" "$payments/inquiryPayment"
sharing=$helper
own=$(free_port)
sed "s/127.0.0.1:$port /127.0.0.1:$own /" "$work/upstream.conf" >"$work/own.conf"
start_nginx own "$own"
own_pid=$pid

# measure ROUND VARIANT PORT PID
measure() {
  reference
  saturate "$4" "http://127.0.0.1:$3$payments/inquiryPayment" "$work/inquiry.lua" "$seconds" "$connections"
  record_saturated "$1" "$2"
}

for round in $(seq "$rounds"); do
  measure "$round" "upstream beside the load" "$port" "$sharing"
  measure "$round" "upstream on processor 0" "$own" "$own_pid"
done
publish "÷ sign/s"
