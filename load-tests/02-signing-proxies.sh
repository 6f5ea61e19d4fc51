#!/usr/bin/env bash
# The gateway's own work, beside peers that do the same: sign what goes out, verify what comes back.
# nginx+njs (WebCrypto), nginx+Lua (OpenSSL by FFI), plusgate's inquiryPayment, and its pay, which writes
# each payment down before it is sent; plusgate with access log and metrics on, the peers without. Saturated; then the
# latency that each adds to the direct call, at 40 % of its own saturated rate; then on two processors that all share.
#   load-tests/02-signing-proxies.sh     ROUNDS=5 EACH=15 (seconds) WARM=90 CONNECTIONS=64
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh

need "nginx-light libnginx-mod-http-js libnginx-mod-http-lua wrk openssl gnuplot-nox curl procps python3" \
  nginx wrk openssl gnuplot curl pgrep python3 javac
begin 02-signing-proxies "Proxies that sign and verify"
lengths 5 15 90
connections=${CONNECTIONS:-64}
make_keys
inquiry_call
pay_call

upstream=$(free_port)
signed_upstream "$upstream" "$payments/inquiryPayment" "$payments/pay"

declare -A port process api=([nginx+njs]=inquiry [nginx+Lua]=inquiry ["plusgate inquiryPayment"]=inquiry ["plusgate pay"]=pay)
declare -A path=([inquiry]=$payments/inquiryPayment [pay]=$payments/pay)

# start VARIANT [WORKERS]
start() {
  port[$1]=$(free_port)
  case $1 in
    nginx+njs) signing_njs "${port[$1]}" "$upstream" "${2:-1}" ;;
    nginx+Lua) signing_lua "${port[$1]}" "$upstream" "${2:-1}" ;;
    *) plusgate "${1#plusgate }${2:-}" "${port[$1]}" ;;
  esac
  process[$1]=$pid
  check_signing "$1" "${port[$1]}"
}

# plusgate NAME PORT
plusgate() {
  config "$upstream" "$2" 0 "$(free_port)" "$1" <<YAML
backend: { baseUrl: "http://127.0.0.1:9", routes: [] }
store: { type: embedded, path: $work/data-$1 }
YAML
  start_gateway "$1"
}

# load VARIANT SECONDS
load() {
  local call=${api[$1]}
  saturate "${process[$1]}" "http://127.0.0.1:${port[$1]}${path[$call]}" "$work/$call.lua" "$2" "$connections"
}

# warm_up VARIANT: on one processor the gateway's compiler needs a minute and a half, and more of it when what is
# measured goes from saturation to 40 % and back for the first times; nginx has none.
warm_up() {
  if [[ $1 != plusgate* ]]; then
    load "$1" 3
    return
  fi
  load "$1" "$warm"
  [ "${QUICK:-0}" != 1 ] || return 0
  for _ in 1 2; do
    at_40_percent "$rate" "${api[$1]}" port="${port[$1]}"
    load "$1" "$seconds"
  done
}

# at_40_percent RATE CALL OPTION…: offers 40 % of this rate.
at_40_percent() {
  open_load rate=$((${1%.*} * 2 / 5)) seconds="$seconds" warm="$open_warm" connections="$connections" template="$work/$2.http" "${@:3}"
}

# in_turn ROUND: the variants, beginning with another one each time.
in_turn() {
  local number
  for number in "${!variants[@]}"; do echo "${variants[(number + $1 - 1) % ${#variants[@]}]}"; done
}

# latency ROUND VARIANT: what it adds to the direct call, both at 40 % of its own rate.
latency() {
  local call=${api[$2]} direct saturated=$rate direct_bad
  at_40_percent "$saturated" "$call" port="$upstream"
  direct="$p50 $p99 $p999" direct_bad=$bad
  keep_percentiles "the direct call"
  at_40_percent "$saturated" "$call" port="${port[$2]}" pids="${process[$2]}"
  keep_percentiles "$2"
  record "$1" "$2" "at 40 %: calls/s" "$rate"
  record_added "$1" "$2" "$direct $p50 $p99 $p999"
  record "$1" "$2" "at 40 %: bad" $((bad + direct_bad))
}

# record_added ROUND VARIANT "direct p50 p99 p99.9, through it p50 p99 p99.9"
record_added() {
  local measure value
  while read -r value measure; do record "$1" "$2" "at 40 %: $measure" "$value"; done < <(
    awk -v sign="$sign" '{
      printf "%s p50 ms\n%s p99 ms\n%s p99.9 ms\n", $4, $5, $6
      printf "%.4f added p50 ms\n%.4f added p99 ms\n%.4f added p99.9 ms\n", $4 - $1, $5 - $2, $6 - $3
      printf "%.4f added p50 less one signature, ms\n", $4 - $1 - 1000 / sign}' <<<"$3"
  )
}

variants=(nginx+njs nginx+Lua "plusgate inquiryPayment" "plusgate pay")
for variant in "${variants[@]}"; do
  start "$variant"
  warm_up "$variant"
done
for round in $(seq "$rounds"); do
  while read -r variant <&3; do
    reference
    load "$variant" "$seconds"
    record_saturated "$round" "$variant" saturated
    latency "$round" "$variant"
  done 3< <(in_turn "$round")
done
stop "${process[@]}"

both_processors
share_processors "$helper"
variants=(nginx+Lua "plusgate inquiryPayment" "plusgate pay")
for variant in "${variants[@]}"; do
  start "$variant" 2
  warm_up "$variant"
done
for round in $(seq "$rounds"); do
  while read -r variant <&3; do
    reference_both
    load "$variant" "$seconds"
    record_saturated "$round" "$variant" "two processors"
  done 3< <(in_turn "$round")
done

for by in "÷ sign/s" "÷ sign/s by processor time"; do
  how=${by#÷ sign/s}
  goal "inquiryPayment ≥ 0.82 × sign/s$how" "plusgate inquiryPayment" "saturated: $by" '>=' 0.82
  goal_against "inquiryPayment ≥ 1.1 × nginx+Lua$how" "plusgate inquiryPayment" "saturated: $by" '>=' 1.1 nginx+Lua
  goal_against "inquiryPayment ≥ 3.5 × nginx+njs$how" "plusgate inquiryPayment" "saturated: $by" '>=' 3.5 nginx+njs
  goal "pay ≥ 0.76 × sign/s$how" "plusgate pay" "saturated: $by" '>=' 0.76
  goal_against "pay ≥ nginx+Lua, which writes nothing down$how" "plusgate pay" "saturated: $by" '>=' 1 nginx+Lua
done
for variant in "plusgate inquiryPayment" "plusgate pay"; do
  goal "${variant#plusgate }: added p50 ≤ one signature + 0.3 ms" "$variant" "at 40 %: added p50 less one signature, ms" '<=' 0.3
  for percentile in p99 p99.9; do
    goal_against "${variant#plusgate }: added $percentile ≤ 1.2 × nginx+Lua's" "$variant" "at 40 %: added $percentile ms" '<=' 1.2 nginx+Lua
  done
done
goal "two processors: inquiryPayment ≥ 0.72 × openssl -multi 2" "plusgate inquiryPayment" "two processors: ÷ sign/s" '>=' 0.72
goal_against "two processors: inquiryPayment ahead of nginx+Lua" "plusgate inquiryPayment" "two processors: ÷ sign/s" '>=' 1 nginx+Lua

plot_percentiles "Latency at 40 % of the own saturated rate"
publish "saturated: ÷ sign/s" "two processors: ÷ sign/s"
