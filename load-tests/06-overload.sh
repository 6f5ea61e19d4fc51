#!/usr/bin/env bash
# Three times as many pays as there is capacity for, for five minutes: who is served, who is refused and how,
# whether inquiries and cancels are on time, whether memory stays flat. Twice: where Alipay+ is the limit (it takes
# ten pays a second on each connection, as an answer takes 0.1 s), and where the gateway's processor is
# (Alipay+ answers at once, and all pays are signed). The gateway has processor 0, its neighbours processor 1.
#   load-tests/06-overload.sh [seconds=300] [times=3] [connections to Alipay+=20] [callers' connections=3000]
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh
# shellcheck source-path=SCRIPTDIR source=lib/gateway.sh
. load-tests/lib/gateway.sh

seconds=${1:-300}
times=${2:-3}
connections=${3:-20}
callers=${4:-3000}
row=10 warm=${WARM:-30}
[ "${QUICK:-0}" != 1 ] || seconds=3 row=1 warm=2

need "nginx-light openssl util-linux curl openjdk-17-jdk-headless python3 gnuplot-nox" nginx openssl taskset curl java javac python3 gnuplot
begin 06-overload "Overload: $times times as many pays as there is capacity for, $seconds seconds"
make_keys

# gateway_to NAME ALIPAYPLUS-PORT: sets gateway, backend (the port it is called at) and admin.
gateway_to() {
  backend=$(free_port)
  admin=$(free_port)
  config "$2" "$backend" "$(free_port)" "$admin" "$1" <<YAML
backend: { baseUrl: "http://127.0.0.1:9", routes: [] }
store: { type: embedded, path: $work/$1.data }
YAML
  [ "$1" != alipayplus ] || sed -i 's/^    alipayPlus:$/&\n      maxConnections: '"$connections"'/' "$work/$1.yaml"
  start_gateway "$1"
  gateway=$pid
}

# pour NAME VARIANT CAPACITY: the load itself, and what became of it.
pour() {
  local file=$work/$1.tsv sent called served refused unlawful growth error mean inquiries=() cancels=()
  reference
  sent=$(metric "$admin" 'plusgate_upstream_seconds_count{api="pay"')
  neighbour Overload load "$backend" $(($3 * times)) "$seconds" "$row" "$gateway" "$file" "$callers" >"$work/ended"
  { read -r called served refused unlawful && read -ra inquiries && read -ra cancels; } <"$work/ended"
  sent=$(($(metric "$admin" 'plusgate_upstream_seconds_count{api="pay"') - sent))
  read -r growth error mean < <(slope "$file" second anon_MB 0.5)
  record_reference 1 "$2" pays
  record 1 "$2" "pays: capacity/s" "$3"
  record 1 "$2" "pays: called/s" "$(ratio "$called" "$seconds")"
  record 1 "$2" "pays: served/s" "$(ratio "$served" "$seconds")"
  record 1 "$2" "pays: goodput ÷ capacity" "$(ratio "$served" $((seconds * $3)))"
  record 1 "$2" "pays: refused" "$refused"
  record 1 "$2" "pays: unlawful answers, of all kinds" "$unlawful"
  record 1 "$2" "pays: sent and not served" $((sent - served))
  record 1 "$2" "beside them: inquiry p50 ms" "${inquiries[0]}"
  record 1 "$2" "beside them: inquiry p99 ms" "${inquiries[1]}"
  record 1 "$2" "beside them: inquiry p99.9 ms" "${inquiries[2]}"
  record 1 "$2" "beside them: cancel p50 ms" "${cancels[0]}"
  record 1 "$2" "beside them: cancel p99 ms" "${cancels[1]}"
  record 1 "$2" "beside them: cancel p99.9 ms" "${cancels[2]}"
  record 1 "$2" "memory in the second half: RssAnon MB" "$mean"
  record 1 "$2" "memory in the second half: growth MB" "$growth"
  record 1 "$2" "memory in the second half: standard error of that" "$error"
  record 1 "$2" "memory in the second half: growth ÷ RssAnon" "$(ratio "$growth" "$mean")"
  goal "$2: goodput ≥ 0.9 of capacity" "$2" "pays: goodput ÷ capacity" '>=' 0.9
  goal "$2: inquiry p99 < 1 s" "$2" "beside them: inquiry p99 ms" '<=' 1000
  goal "$2: cancel p99 < 1 s" "$2" "beside them: cancel p99 ms" '<=' 1000
  goal "$2: memory flat: grows by less than 2 % in the second half" "$2" "memory in the second half: growth ÷ RssAnon" '<=' 0.02
  goal "$2: every refusal 503 + Retry-After" "$2" "pays: unlawful answers, of all kinds" '<=' 0
  goal "$2: nothing that was refused was sent" "$2" "pays: sent and not served" '<=' 0
  plot_lines "$file" "$2" second served_s refused_s inquiry_p99_ms cancel_p99_ms refusal_p99_ms anon_MB
  stop "$gateway"
  gateway=
}

upstream=$(free_port)
neighbours
neighbour Overload upstream "$upstream" "$work/alipayplus.pem" "$client" 100 &
helper=$!
await "$helper" /dev/null listens "$upstream"
gateway_to alipayplus "$upstream"
neighbour Overload load "$backend" $((10 * connections)) "$warm" "$warm" "$gateway" "$work/warm.tsv" "$callers" >/dev/null
pour alipayplus "Alipay+ is the limit" $((10 * connections))
stop "$helper"
helper=

upstream=$(free_port)
signed_upstream "$upstream" "$payments/pay" "$payments/inquiryPayment" "$payments/cancelPayment"
gateway_to processor "$upstream"
neighbour Overload capacity "$backend" "$warm" >/dev/null
pour processor "the processor is the limit" "$(neighbour Overload capacity "$backend" "$((warm / 3))")"

publish "pays: goodput ÷ capacity"
