#!/usr/bin/env bash
# How long a start takes, to the first 200 of /readyz and to the first outbound call that was signed, sent and verified,
# and what the process weighs, when it is ready and while it serves at 40 % of what it can do. On JDK 17 and
# on the newest JDK of this machine, with the launcher's archive and without one, on one processor and on two, with an empty
# store and with payments in it. nginx beside it, as a reference. Each start is a new process in a
# warm page cache; who asks is on processor 1.
#   load-tests/08-start-and-memory.sh [payments in the store=100000]
# ROUNDS=9 (starts of each), EACH=60 (seconds at 40 %), WARM=30 (seconds before), JDKS="/usr/lib/jvm/… …"
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh
# shellcheck source-path=SCRIPTDIR source=lib/gateway.sh
. load-tests/lib/gateway.sh

filled=${1:-100000}
lengths 9 60 30
[ "${QUICK:-0}" != 1 ] || filled=1000

need "nginx-light openssl util-linux curl openjdk-17-jdk-headless python3 gnuplot-nox" nginx openssl taskset curl java javac python3 gnuplot
begin 08-start-and-memory "Start, and memory"
make_keys
path=$payments/inquiryPayment
upstream=$(free_port)
signed_upstream "$upstream" "$path"

# major JAVA
major() { "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1; }

# The first JDK 17 there is, and the newest.
declare -A javas=()
newest=0
for home in ${JDKS:-/usr/lib/jvm/*}; do
  [ -x "$home/bin/javac" ] || continue
  version=$(major "$home/bin/java")
  [ "$version" -lt 17 ] || [ -n "${javas[$version]:-}" ] || javas[$version]=$home/bin/java
  [ "$version" -le "$newest" ] || newest=$version
done
versions=("$newest")
[ "$newest" = 17 ] || [ -z "${javas[17]:-}" ] || versions=(17 "$newest")
[ "${QUICK:-0}" != 1 ] || versions=("${versions[0]}")

backend=$(free_port)
admin=$(free_port)
for store in empty filled; do
  config "$upstream" "$backend" "$(free_port)" "$admin" "$store" <<YAML
backend: { baseUrl: "http://127.0.0.1:9", routes: [] }
store: { type: embedded, path: $work/$store }
inquiry: { schedules: { default: { gaps: [6h], for: 12h } } }
YAML
done
neighbour OpenPayments fill "$work/filled" "$filled" "$client" 1 $(($(date +%s) * 1000 + 3600000)) 60 60

# starts ROUND VARIANT PROCESSORS STORE [NAME=VALUE…]: one start, with this environment.
starts() {
  local round=$1 variant=$2 processors=$3 store=$4 ready call used process
  shift 4
  [ "$store" = filled ] || rm -rf "$work/empty"
  read -r ready call used < <("${beside[@]}" python3 load-tests/starting.py "$work/start.log" "$work/start.pid" \
    "http://127.0.0.1:$admin/readyz" "http://127.0.0.1:$backend$path" load-tests/messages/inquiryPayment.json \
    -- env "$@" taskset -c "$processors" ./plusgate run --config "$work/$store.yaml")
  process=$(<"$work/start.pid")
  [ -n "${used:-}" ] || {
    cat "$work/start.log" >&2
    exit 1
  }
  record_reference "$round" "$variant" start
  record "$round" "$variant" "start: ready, ms" "$ready"
  record "$round" "$variant" "start: first signed call, ms" "$call"
  record "$round" "$variant" "start: processor s" "$used"
  record "$round" "$variant" "start: RSS MB" "$(megabytes VmRSS "$process")"
  record "$round" "$variant" "start: RssAnon MB" "$(megabytes RssAnon "$process")"
  ended "$process"
}

# ended PROCESS: it is no child of ours, so its end is awaited by looking.
ended() {
  kill "$1"
  while kill -0 "$1" 2>/dev/null; do pause 0.02; done
}

# nginx_starts ROUND: the same for the peer, which has nothing to load.
nginx_starts() {
  local ready port process worker
  port=$(free_port)
  nginx_conf peer <<CONF
  server {
    listen 127.0.0.1:$port;
    location / { return 200; }
  }
CONF
  mkdir -p "$work/peer"
  read -r ready _ < <("${beside[@]}" python3 load-tests/starting.py "$work/start.log" "$work/start.pid" \
    "http://127.0.0.1:$port/" -- taskset -c 0 nginx -p "$work/peer" -e "$work/peer.log" -c "$work/peer.conf" \
    -g "daemon off; pid $work/peer.pid;")
  process=$(<"$work/start.pid")
  worker=$(pgrep -P "$process" | head -n 1)
  record_reference "$1" nginx start
  record "$1" nginx "start: ready, ms" "$ready"
  record "$1" nginx "start: RSS MB" "$(awk -v a="$(megabytes VmRSS "$process")" -v b="$(megabytes VmRSS "$worker")" 'BEGIN {print a + b}')"
  record "$1" nginx "start: RssAnon MB" "$(awk -v a="$(megabytes RssAnon "$process")" -v b="$(megabytes RssAnon "$worker")" 'BEGIN {print a + b}')"
  ended "$process"
}

declare -A archived=()
for version in "${versions[@]}"; do
  archive=$(PLUSGATE_JAVA=${javas[$version]} PLUSGATE_ARCHIVE=make ./plusgate | tail -n 1) || archive=
  [ ! -s "$archive" ] || archived[$version]=$(du -m "$archive" | cut -f1)
done

first=0 # fills the page cache; it does not count
[ "${QUICK:-0}" != 1 ] || first=1
for round in $(seq "$first" "$rounds"); do
  reference
  for version in "${versions[@]}"; do
    with=PLUSGATE_JAVA=${javas[$version]}
    starts "$round" "JDK $version" 0 empty "$with" PLUSGATE_ARCHIVE=no
    [ "${QUICK:-0}" = 1 ] || starts "$round" "JDK $version, two processors" 0-1 empty "$with" PLUSGATE_ARCHIVE=no
    [ -n "${archived[$version]:-}" ] || continue
    starts "$round" "JDK $version, archive" 0 empty "$with"
    record "$round" "JDK $version, archive" "start: archive MB" "${archived[$version]}"
    [ "${QUICK:-0}" != 1 ] || continue
    starts "$round" "JDK $version, archive, two processors" 0-1 empty "$with"
    starts "$round" "JDK $version, archive, $filled payments" 0 filled "$with"
  done
  nginx_starts "$round"
  [ "$round" != 0 ] || : >"$rows"
done

as_http "$path" "$(<load-tests/messages/inquiryPayment.json)" >"$work/template"
# serves VERSION VARIANT [NAME=VALUE]: a minute at 40 % of what it can do.
serves() {
  local variant=$2
  [ $# -lt 3 ] || local -x "$3"
  PLUSGATE_JAVA=${javas[$1]} start_gateway filled
  reference
  open_load port="$backend" template="$work/template" rate=0 seconds="$warm" pids="$pid"
  record_reference 1 "$variant" "serving at 40 %"
  open_load port="$backend" template="$work/template" rate="$(ratio "$rate" 1 0.4)" seconds="$seconds" pids="$pid"
  record 1 "$variant" "serving at 40 %: calls/s" "$rate"
  record 1 "$variant" "serving at 40 %: p99 ms" "$p99"
  record 1 "$variant" "serving at 40 %: bad" "$bad"
  record 1 "$variant" "serving at 40 %: RSS MB" "$(megabytes VmRSS "$pid")"
  record 1 "$variant" "serving at 40 %: RssAnon MB" "$(megabytes RssAnon "$pid")"
  goal "$variant: RSS ≤ 140 MB, serving at 40 %" "$variant" "serving at 40 %: RSS MB" '<=' 140
  stop "$pid"
}

for version in "${versions[@]}"; do
  [ -z "${archived[$version]:-}" ] || serves "$version" "JDK $version, archive"
  [ -n "${archived[$version]:-}" ] && [ "${QUICK:-0}" = 1 ] && continue
  serves "$version" "JDK $version" PLUSGATE_ARCHIVE=no
done

for version in "${versions[@]}"; do
  most=600
  [ "$version" != 17 ] || most=1000
  goal "JDK $version: ready in ≤ $most ms on one processor" "JDK $version, archive" "start: ready, ms" '<=' "$most"
  [ "${QUICK:-0}" = 1 ] ||
    goal "JDK $version: the same on two" "JDK $version, archive, two processors" "start: ready, ms" '<=' "$most"
done
publish "start: ready, ms" "start: RSS MB"
