#!/usr/bin/env bash
# Half an hour at 60 % of what it can do: pays (with their journal; each ends with S), inquiries, and notifications,
# which are delivered to a backend that takes them. Every minute what might grow is looked at: the heap after a
# collection, RssAnon, open files and connections, threads, open payments, the store. A line through the last two thirds
# (least squares) says whether it does. The gateway has processor 0, its neighbours processor 1.
#   load-tests/07-soak.sh [minutes=30]
# WARM=60 (seconds, saturated, before the rate is taken)
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source-path=SCRIPTDIR source=house.sh
. load-tests/house.sh
# shellcheck source-path=SCRIPTDIR source=lib/gateway.sh
. load-tests/lib/gateway.sh

seconds=$((60 * ${1:-30}))
every=60 warm=${WARM:-60} rest=90
[ "${QUICK:-0}" != 1 ] || seconds=8 every=2 warm=2 rest=9

need "nginx-light openssl util-linux curl openjdk-17-jdk-headless python3 gnuplot-nox" nginx openssl taskset curl java javac jcmd python3 gnuplot
begin 07-soak "Soak: $((seconds / 60)) minutes at 60 %"
make_keys
upstream=$(free_port)
backend=$(free_port)
public=$(free_port)
admin=$(free_port)
signed_upstream "$upstream" "$payments/pay" "$payments/inquiryPayment" /notifyPayment # the last one as the backend
config "$upstream" "$backend" "$public" "$admin" <<YAML
backend:
  baseUrl: "http://127.0.0.1:$upstream"
  routes: [ { path: /alipayplus/notifyPayment, api: notifyPayment, to: /notifyPayment } ]
store: { type: embedded, path: $work/data }
YAML
start_gateway gateway
gateway=$pid

callers() { # saturate|soak SECONDS RATES…
  local what=$1
  shift
  neighbour Soak "$what" "$backend" "$public" "$work/alipayplus.pem" "$client" "$@"
}

# stored: payments, and all rows that are of them: payments, receipts, bodies, deliveries.
stored() {
  quietly curl -fs "http://127.0.0.1:$admin/api/v1/store" | quietly python3 -c '
import json, sys
store = json.load(sys.stdin)
payments = sum(row["count"] for row in store["payments"])
rows = payments + store["receipts"] + store["payloads"] + sum(row["count"] for row in store["deliveries"])
print(payments, rows)'
}

connections() { find "/proc/$gateway/fd" -lname 'socket:*' | wc -l; }

look() { # SECOND
  local taken stored
  read -r taken stored < <(stored)
  quietly jcmd "$gateway" GC.run >/dev/null
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$(ratio "$(metric "$admin" 'jvm_memory_used_bytes{area="heap"')" 1048576)" "$(megabytes RssAnon "$gateway")" \
    "$(find "/proc/$gateway/fd" -mindepth 1 ! -lname 'socket:*' | wc -l)" "$(connections)" "$(find "/proc/$gateway/task" -mindepth 1 -maxdepth 1 | wc -l)" \
    "$(metric "$admin" plusgate_payments_open)" "$(metric "$admin" 'plusgate_deliveries_waiting{state="waiting"')" \
    "$(du -sm "$work/data" | cut -f1)" "$(ratio "$stored" "$taken")"
}

neighbours
reference
callers saturate "$warm" >/dev/null
read -r pays inquiries notifications < <(callers saturate $((warm / 2 + 1)))
rates=("$(ratio "$pays" 1 0.6)" "$(ratio "$inquiries" 1 0.6)" "$(ratio "$notifications" 1 0.6)")
callers soak "$seconds" "${rates[@]}" >"$work/ended" &
helper=$!
began=$SECONDS
file=$work/soak.tsv
printf 'second\theap_MB\tRssAnon_MB\tfiles\tconnections\tthreads\topen_payments\twaiting_deliveries\tstore_MB\trows_per_payment\n' >"$file"
for ((second = every; second <= seconds; second += every)); do
  while ((SECONDS - began < second)); do pause 0.2; done
  # On a busy machine a look may take longer than a minute: the next one is left out then.
  ((SECONDS - began > second + every / 2)) || look $((SECONDS - began)) | tee -a "$file" >&2
done
wait "$helper"
helper=
while ((SECONDS - began < seconds + rest)); do pause 0.2; done
record_reference 1 "connections a while after the load" "what might grow"
record 1 "connections a while after the load" "what might grow: mean" "$(connections)"

kinds=(pay inquiryPayment notifyPayment)
read -ra ended <"$work/ended"
for kind in 0 1 2; do
  of=("${ended[@]:$((5 * kind)):5}")
  record_reference 1 "${kinds[kind]}" calls
  record 1 "${kinds[kind]}" "calls: a second" "${rates[kind]}"
  record 1 "${kinds[kind]}" "calls: in all" "${of[0]}"
  record 1 "${kinds[kind]}" "calls: not served" "${of[1]}"
  record 1 "${kinds[kind]}" "calls: p50 ms" "${of[2]}"
  record 1 "${kinds[kind]}" "calls: p99 ms" "${of[3]}"
  record 1 "${kinds[kind]}" "calls: p99.9 ms" "${of[4]}"
  goal "${kinds[kind]}: every one served" "${kinds[kind]}" "calls: not served" '<=' 0
done

# grows NAME COLUMN [WHOLE=0]: how much along the last two thirds, by the line. It counts as nothing while it is less
# than two standard errors of the line (the scatter of single looks), less than 1 % of the mean, or, of
# what is counted, less than one whole.
grows() {
  local growth error mean
  read -r growth error mean < <(slope "$file" second "$2" 0.3333)
  record_reference 1 "$1" "what might grow"
  record 1 "$1" "what might grow: mean" "$mean"
  record 1 "$1" "what might grow: by the line" "$growth"
  record 1 "$1" "what might grow: standard error of that" "$error"
  record 1 "$1" "what might grow: ÷ what counts as nothing" \
    "$(awk -v g="$growth" -v e="$error" -v m="$mean" -v w="${3:-0}" 'BEGIN {
      nothing = 2 * e > m / 100 ? 2 * e : m / 100
      if (w > nothing) nothing = w
      printf "%.4f", nothing ? g / nothing : 0}')"
}

flat() { # NAME COLUMN [WHOLE]
  grows "$@"
  goal "$1: no slope (less than two standard errors, 1 % of the mean${3:+, or one})" "$1" "what might grow: ÷ what counts as nothing" '<=' 1
}

flat "heap after a collection, MB" heap_MB
flat "open files but connections" files 1
flat "threads" threads 1
flat "open payments" open_payments 1
flat "rows of the store for each payment" rows_per_payment
grows "connections" connections # as many as calls wait for, so more after each pause of the machine
goal_against "connections: closed when the load has ended" "connections a while after the load" "what might grow: mean" '<=' 0.5 connections
grows "RssAnon, MB" RssAnon_MB
grows "deliveries waiting" waiting_deliveries
grows "store's folder, MB" store_MB
plot_lines "$file" "at 60 %" second heap_MB RssAnon_MB files connections threads open_payments rows_per_payment store_MB
publish "calls: p99 ms"
