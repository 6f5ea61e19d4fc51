#!/usr/bin/env bash
# What proxying costs without a signature: nginx, haproxy and a bare Vert.x proxy (BareProxy.java) on the
# gateway's own jar. The gateway has no such mode, so the last one is the ceiling of its stack.
#   load-tests/01-no-crypto-proxy.sh     ROUNDS=5 EACH=8 (seconds) WARM=15 CONNECTIONS=64
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh

need "nginx-light haproxy wrk openssl gnuplot-nox curl procps python3" nginx haproxy wrk openssl gnuplot curl pgrep python3
need_jar
begin 01-no-crypto-proxy "Proxies without signatures"
lengths 5 8 15
connections=${CONNECTIONS:-64}
make_keys
inquiry_call

upstream=$(free_port)
signed_upstream "$upstream" "$payments/inquiryPayment"

variants=(nginx haproxy "bare Vert.x")
declare -A start=([nginx]=plain_nginx [haproxy]=plain_haproxy ["bare Vert.x"]=bare_vertx) port process
for variant in "${variants[@]}"; do
  port[$variant]=$(free_port)
  "${start[$variant]}" "${port[$variant]}" "$upstream"
  process[$variant]=$pid
done

# load VARIANT SECONDS
load() {
  saturate "${process[$1]}" "http://127.0.0.1:${port[$1]}$payments/inquiryPayment" "$work/inquiry.lua" "$2" "$connections"
}

load "bare Vert.x" "$warm"
for round in $(seq "$rounds"); do
  for number in "${!variants[@]}"; do
    variant=${variants[(number + round - 1) % ${#variants[@]}]}
    reference
    load "$variant" "$seconds"
    record_saturated "$round" "$variant"
  done
done
publish "÷ sign/s by processor time"
