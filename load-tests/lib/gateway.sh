#!/usr/bin/env bash
# What the load tests of a whole gateway share beside house.sh: its neighbours, and what is read from
# its process and its metrics; sourced by 03 to 09, after house.sh.
# shellcheck disable=SC2154 # set in house.sh and lib/load.sh

# neighbour CLASS ARGUMENT…: one of our own Java programs on the other processor, with the gateway's jar.
neighbour() {
  neighbours
  local replacing=()
  [ "$BASH_SUBSHELL" = 0 ] || replacing=(exec) # so that the id of "neighbour … &" is its own
  # As a server it answers at once: without nodelay an answer waits 40 ms for an acknowledgement.
  "${replacing[@]}" "${beside[@]}" java -XX:+UseSerialGC -Xmx512m -Dsun.net.httpserver.nodelay=true \
    -cp "target/load-tests/neighbours:target/plusgate.jar" "$@"
}

# neighbours: compiles them.
neighbours() {
  need_jar
  compiled neighbours target/plusgate.jar load-tests/{Callers,Message,OpenPayments,Overload,Soak}.java
}

# megabytes FIELD PID: RssAnon, VmRSS … of the process.
megabytes() { awk -v f="$1:" '$1 == f {printf "%.1f", $2 / 1024}' "/proc/$2/status"; }

# live_heap PID: what lives on its heap, in MB, after all garbage was collected.
live_heap() {
  quietly jcmd "$1" GC.run >/dev/null
  quietly jcmd "$1" GC.heap_info | awk 'match($0, / used [0-9]+K/) && !/[Mm]etaspace|class space/ {s += substr($0, RSTART + 6, RLENGTH - 7)} END {printf "%.2f", s / 1024}'
}

# quietly COMMAND…: looks without taking the processor from what is measured, or from its load.
quietly() { taskset -c 1 nice -n 10 "$@"; }

# metric ADMIN-PORT NAME-OR-SERIES: the sum of all series that begin so.
metric() {
  curl -fs "http://127.0.0.1:$1/metrics" |
    awk -v m="$2" 'index($0, m) == 1 {s += $NF} END {printf "%.0f", s}'
}

# slope FILE.tsv X Y FROM: a line through the rows whose X is above this part of the largest one, by least
# squares, columns by the names in the first line. Prints how much Y grows along them by the line, the
# standard error of that, and Y's mean.
slope() {
  awk -F '\t' -v xname="$2" -v yname="$3" -v from="$4" '
    NR == 1 {for (i = 1; i <= NF; i++) {if ($i == xname) xc = i; if ($i == yname) yc = i}; next}
    {x[++n] = $xc; y[n] = $yc; if ($xc > most) most = $xc}
    END {
      for (i = 1; i <= n; i++) if (x[i] >= most * from) {k++; sx += x[i]; sy += y[i]; last = x[i]; if (k == 1) first = x[i]}
      if (k < 3) {print 0, 0, k ? sy / k : 0; exit}
      mx = sx / k; my = sy / k
      for (i = 1; i <= n; i++) if (x[i] >= most * from) {sxx += (x[i] - mx) ^ 2; sxy += (x[i] - mx) * (y[i] - my)}
      b = sxy / sxx
      for (i = 1; i <= n; i++) if (x[i] >= most * from) e += (y[i] - my - b * (x[i] - mx)) ^ 2
      printf "%.6g %.6g %.6g\n", b * (last - first), sqrt(e / (k - 2) / sxx) * (last - first), my
    }' "$1"
}

# start_postgres PORT: the newest PostgreSQL that Debian has here, empty, with its defaults (so with
# fsync), on the other processor, as a user who may do nothing else. Its database is postgres.
start_postgres() {
  local bin folder=$work/postgres as=()
  bin=$(compgen -G "/usr/lib/postgresql/*/bin" | sort -V | tail -n 1) || {
    echo "missing: PostgreSQL (Debian: apt-get install postgresql)" >&2
    exit 2
  }
  mkdir "$folder"
  if [ "$(id -u)" = 0 ]; then # it refuses to run as root
    as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
    chmod 711 "$work"
    chown nobody:nogroup "$folder"
  fi
  "${as[@]}" "$bin/initdb" -D "$folder/data" -A trust -U plusgate --no-sync >"$work/postgres.log"
  # An end with TERM would wait for its clients.
  (
    "${beside[@]}" "${as[@]}" "$bin/postgres" -D "$folder/data" -p "$1" -k "$folder" \
      -c listen_addresses=127.0.0.1 >>"$work/postgres.log" 2>&1 &
    server=$!
    trap 'kill -INT "$server"; wait "$server"' TERM
    wait "$server"
  ) &
  pid=$!
  running+=("$pid")
  await "$pid" "$work/postgres.log" "$bin/pg_isready" -q -h 127.0.0.1 -p "$1"
}
