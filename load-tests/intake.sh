#!/usr/bin/env bash
# The intake of notifications, verified and durable: acknowledged per second next to `openssl speed
# rsa2048` of the same run. The gateway has processor 0, the load (Intake.java) processor 1; every
# notification is another one, signed beforehand. The backend is away, as in the storm that follows
# an outage: what is measured is receipt, not delivery.
#   load-tests/intake.sh [rounds=5] [per round=20000] [connections=256]
# STORE='{ type: postgresql, … }' takes another store; JFR=file.jfr records a profile.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh

rounds=${1:-5}
each=${2:-20000}
connections=${3:-256}

need "openssl util-linux curl openjdk-17-jdk-headless python3" openssl taskset curl java python3

public=$(free_port)
admin=$(free_port)

make_keys
path=/alipayplus/notifyPayment

config 9 0 "$public" "$admin" <<YAML
backend:
  baseUrl: "http://127.0.0.1:9"
  routes: [ { path: $path, api: notifyPayment, to: /notifyPayment } ]
store: ${STORE:-"{ type: embedded, path: $work/data }"}
YAML
options="-XX:+UseSerialGC -Xmx64m -Xss512k"
[ -z "${JFR:-}" ] || options+=" -XX:StartFlightRecording=filename=$JFR,settings=profile"
PLUSGATE_JAVA_OPTS=$options PLUSGATE_NO_BUILD=${PLUSGATE_NO_BUILD:-0} \
  taskset -c 0 ./plusgate run --config "$work/gateway.yaml" >"$work/access.log" 2>"$work/gateway.log" &
gateway=$!

warm=${WARM:-30000} # on one core the compiler needs that many
intake() {
  taskset -c 1 java -XX:+UseSerialGC -Xshare:auto -cp target/plusgate.jar load-tests/Intake.java "$@"
}
intake sign "$work/requests" $((warm + rounds * (each + each / 2))) "$work/alipayplus.pem" "$client" "$path"
await_ready "$admin"

memory() { awk '/^RssAnon/ {printf "%.0f", $2 / 1024}' "/proc/$gateway/status"; }

first=0
intake load "$work/requests" $first "$warm" "$public" "$connections" 0 "$gateway" >/dev/null # warm-up
first=$warm
echo "round  openssl sign/s  acknowledged/s  ratio  cpu us each  ratio by cpu | half load: p50 ms  p99 ms  max ms | bad  RssAnon MB"
for round in $(seq "$rounds"); do
  sign=$(taskset -c 0 openssl speed -seconds 2 rsa2048 2>/dev/null | awk '/^rsa 2048/ {print $6}')
  read -r rate _ _ _ bad micros < <(intake load "$work/requests" "$first" "$each" "$public" "$connections" 0 "$gateway")
  first=$((first + each))
  half=$(awk -v r="$rate" 'BEGIN {print r / 2}')
  read -r _ p50 p99 max more _ < <(intake load "$work/requests" "$first" $((each / 2)) "$public" "$connections" "$half" "$gateway")
  first=$((first + each / 2))
  awk -v n="$round" -v s="$sign" -v r="$rate" -v u="$micros" -v p="$p50" -v q="$p99" \
    -v m="$max" -v b=$((bad + more)) -v a="$(memory)" \
    'BEGIN {printf "%5d  %14.0f  %14.0f  %5.2f  %11.0f  %12.2f | %17s  %6s  %6s | %3d  %d\n",
      n, s, r, r / s, u, 1e6 / u / s, p, q, m, b, a}' | tee -a "$work/rows"
done
echo "median ratio $(median 4), by processor time $(median 6), p99 at half load $(median 9) ms"
