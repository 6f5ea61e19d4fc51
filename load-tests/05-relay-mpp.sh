#!/usr/bin/env bash
# A wallet's gateway: calls that Alipay+ signed come in, are verified, relayed to the wallet's backend, and
# the backend's answer is signed on its way out. Relayed a second beside `openssl speed rsa2048` of the same
# run, then latency at 40 % of that rate. The gateway has processor 0; the load and the backend (an nginx that
# always says the same) share processor 1. Each call is another one, signed beforehand; each answer must be
# 200, S and signed, and one of each kind is verified with openssl.
#   load-tests/05-relay-mpp.sh [connections=64]
# ROUNDS=5 EACH=8 (seconds) WARM=30 (seconds before the first round)
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh
# shellcheck source-path=SCRIPTDIR source=lib/gateway.sh
. load-tests/lib/gateway.sh

connections=${1:-64}
lengths 5 8 30

need "nginx-light openssl util-linux curl openjdk-17-jdk-headless python3 gnuplot-nox" nginx openssl taskset curl java javac python3 gnuplot
begin 05-relay-mpp "A wallet's gateway: Alipay+ calls, the backend answers, we sign"
make_keys
apis=(inquiryPayment pay)
declare -A path=([inquiryPayment]=/alipayplus/mpp/inquiryPayment [pay]=/alipayplus/mpp/pay)
declare -A message=([inquiryPayment]=inquiryPayment [pay]=walletPay)
declare -A used_up=([inquiryPayment]=0 [pay]=0)

backend=$(free_port)
nginx_conf backend <<CONF
  server {
    listen 127.0.0.1:$backend backlog=4096;
    location / {
      return 200 '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"},"paymentResult":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}';
    }
  }
CONF
start_nginx backend "$backend" "${beside[@]}"
public=$(free_port)
admin=$(free_port)
config 9 "$(free_port)" "$public" "$admin" <<YAML
backend:
  baseUrl: "http://127.0.0.1:$backend"
  routes:
    - { path: ${path[inquiryPayment]}, api: inquiryPayment, to: /inquiryPayment }
    - { path: ${path[pay]}, api: pay, to: /pay }
store: { type: embedded, path: $work/data }
YAML
sed -i 's/^role: ACQP$/role: MPP/' "$work/gateway.yaml"
start_gateway gateway
gateway=$pid

# As many as can be relayed while it lasts: less than a processor signs in that time, as each answer is signed.
reference
for api in "${apis[@]}"; do
  signed_requests "$work/$api.requests" \
    "$(awk -v s="$sign" -v r="$rounds" -v e="$seconds" -v w="$warm" 'BEGIN {printf "%d", s * (w / 2 + 1.5 * r * e)}')" \
    "${path[$api]}" "load-tests/messages/${message[$api]}.json"
done

# pour API SECONDS RATE
pour() {
  local signed
  signed=$(metric "$admin" 'plusgate_signature_seconds_count{operation="sign"')
  open_load port="$public" requests="$work/$1.requests" first="${used_up[$1]}" seconds="$2" rate="$3" \
    connections="$connections" pids="$gateway"
  signed=$(($(metric "$admin" 'plusgate_signature_seconds_count{operation="sign"') - signed))
  unsigned=$((used - signed))
  used_up[$1]=$((${used_up[$1]} + used))
}

# verified API: whether openssl accepts the answer to one more call, sent with nothing but bash.
verified() {
  python3 - "$work/$1.requests" "${used_up[$1]}" "$public" "$work/answer" <<'PYTHON'
import socket, struct, sys
requests, skip, port, answer = sys.argv[1:]
with open(requests, "rb") as file:
    for _ in range(int(skip)):
        file.seek(struct.unpack(">i", file.read(4))[0], 1)
    request = file.read(struct.unpack(">i", file.read(4))[0])
with socket.create_connection(("127.0.0.1", int(port))) as line:
    line.sendall(request.replace(b"\r\nHost", b"\r\nConnection: close\r\nHost", 1))
    received = b""
    while piece := line.recv(65536):
        received += piece
head, body = received.split(b"\r\n\r\n", 1)
for header in head.split(b"\r\n")[1:]:
    name, value = header.decode("latin-1").split(":", 1)
    with open(f"{answer}.{name.strip().lower()}", "w", encoding="latin-1") as file:
        file.write(value.strip())
with open(f"{answer}.body", "wb") as file:
    file.write(body)
PYTHON
  used_up[$1]=$((${used_up[$1]} + 1))
  { printf 'POST %s\n%s.%s.' "${path[$1]}" "$client" "$(<"$work/answer.response-time")" && cat "$work/answer.body"; } >"$work/answer.content"
  sed 's/.*signature=//; s/%2B/+/g; s#%2F#/#g; s/%3D/=/g' "$work/answer.signature" | openssl base64 -d -A >"$work/answer.raw"
  openssl dgst -sha256 -verify "$work/partner-public.pem" -signature "$work/answer.raw" "$work/answer.content" >/dev/null
}

for api in "${apis[@]}"; do
  verified "$api" || {
    echo "$api: the answer's signature does not fit (expected: made with the partner's key)" >&2
    exit 1
  }
  pour "$api" $((warm / 2)) 0
done
for round in $(seq "$rounds"); do
  for api in "${apis[@]}"; do
    reference
    pour "$api" "$seconds" 0
    relayed=$rate wrong=$((bad + unsigned))
    record_reference "$round" "$api" saturated
    record "$round" "$api" "saturated: relayed/s" "$rate"
    record "$round" "$api" "saturated: ÷ sign/s" "$(ratio "$rate" "$sign")"
    record "$round" "$api" "saturated: processor µs each" "$micros"
    # One signature, one verification and one pass through a proxy: no core does more (0.86, as outbound).
    record "$round" "$api" "saturated: ÷ the ceiling 0.86" "$(ratio "$rate" "$sign" "$(ratio 1 0.86)")"
    record "$round" "$api" "saturated: ÷ sign/s by processor time" "$(ratio 1000000 "$micros" "$(ratio 1 "$sign")")"
    pour "$api" "$seconds" "$(ratio "$relayed" 1 0.4)"
    record_reference "$round" "$api" "at 40 % of that rate"
    record "$round" "$api" "at 40 % of that rate: p50 ms" "$p50"
    record "$round" "$api" "at 40 % of that rate: p99 ms" "$p99"
    record "$round" "$api" "at 40 % of that rate: p99.9 ms" "$p999"
    record "$round" "$api" "at 40 % of that rate: not 200, not S or not signed" $((wrong + bad + unsigned))
    record "$round" "$api" "at 40 % of that rate: RssAnon MB" "$(megabytes RssAnon "$gateway")"
    keep_percentiles "$api"
  done
done

for api in "${apis[@]}"; do
  goal "$api: every answer 200, S and signed" "$api" "at 40 % of that rate: not 200, not S or not signed" '<=' 0
done
plot_percentiles "A relayed call at 40 % of the saturated rate"
publish "saturated: ÷ sign/s"
