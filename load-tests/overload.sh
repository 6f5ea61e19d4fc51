#!/usr/bin/env bash
# Three times as many pays as Alipay+ takes, for a minute and more: who is served, who is refused and
# how, whether inquiries and cancels are on time, whether memory stays flat. The gateway has processor
# 0, both its neighbours (Overload.java) processor 1. Alipay+ takes ten pays a second on each connection:
# an answer takes 0.1 s. Ends with 1 when an answer was unlawful, a refused pay was sent, or the 99th
# percentile of inquiry or cancel was over a second.
#   load-tests/overload.sh [seconds=90] [times=3] [connections=5]
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh

seconds=${1:-90}
times=${2:-3}
connections=${3:-5}

need "openssl util-linux curl openjdk-17-jdk-headless python3" openssl taskset curl java python3

upstream=$(free_port)
backend=$(free_port)
admin=$(free_port)

make_keys

config "$upstream" "$backend" 0 "$admin" <<YAML
backend: { baseUrl: "http://127.0.0.1:9", routes: [] }
store: { type: embedded, path: $work/data }
YAML
sed -i 's/^    alipayPlus:$/&\n      maxConnections: '"$connections"'/' "$work/gateway.yaml"

# Without nodelay its answers wait 40 ms for an acknowledgement, and Alipay+ takes a third less than is meant.
neighbour=(taskset -c 1 java -XX:+UseSerialGC -Dsun.net.httpserver.nodelay=true load-tests/Overload.java)

"${neighbour[@]}" upstream "$upstream" "$work/alipayplus.pem" "$client" 100 &
helper=$!
taskset -c 0 ./plusgate run --config "$work/gateway.yaml" >"$work/access.log" 2>"$work/gateway.log" &
gateway=$!
await_ready "$admin"
until curl -fs "http://127.0.0.1:$upstream/pays" >/dev/null 2>&1; do pause 0.05; done

"${neighbour[@]}" load "$backend" $((10 * connections * times)) "$seconds" "$gateway" "$upstream" \
  $((10 * connections))
