#!/usr/bin/env bash
# How the numbered load tests start what they measure and put load on it; sourced by house.sh.
# What is measured has processor 0, the load and whoever plays the other side have processor 1.
# shellcheck disable=SC2034,SC2154 # what is set here is read by the tests, what is read is set in house.sh

# As root, before what else runs on this machine; where Linux weighs sessions first (autogroup), see go_ahead.
ahead=()
[ -w /proc/self/autogroup ] || [ "$(nice -n -10 nice 2>/dev/null)" != -10 ] || ahead=(nice -n -10)
measured=(taskset -c 0 "${ahead[@]}")
beside=(taskset -c 1 "${ahead[@]}")

# go_ahead: where Linux weighs sessions before it weighs their processes, nice says nothing against a
# build that runs in another session; so this whole session goes ahead until the test ends.
go_ahead() {
  [ -w /proc/self/autogroup ] || return 0
  session_was=$(sed 's/.*nice //' /proc/self/autogroup)
  echo -10 2>/dev/null >/proc/self/autogroup || session_was=
}

# fall_back: undoes it.
fall_back() { [ -z "${session_was:-}" ] || echo "$session_was" >/proc/self/autogroup 2>/dev/null || true; }

# both_processors: from here on all share both, as on a machine that isn't divided up.
both_processors() {
  measured=(taskset -c 0-1 "${ahead[@]}")
  beside=("${measured[@]}")
}

# share_processors PID…: lets what runs already have both.
share_processors() {
  local one
  for one in $(family "$@"); do taskset -a -c -p 0-1 "$one" >/dev/null; done
}

# lengths ROUNDS SECONDS WARM: sets rounds, seconds (of one measured piece), warm (seconds before the
# first) and open_warm (the same for open_load). ROUNDS, EACH and WARM in the environment win; QUICK=1
# makes all of them short.
lengths() {
  rounds=${ROUNDS:-$1} seconds=${EACH:-$2} warm=${WARM:-$3} open_warm=3
  [ "${QUICK:-0}" != 1 ] || rounds=1 seconds=1 warm=2 open_warm=1
}

# reference: how often a second processor 0 signs and verifies with RSA-2048 now. Sets sign and verify.
reference() { openssl_speed one "${measured[@]}" openssl speed; }

# reference_both: the same of both processors, with two processes.
reference_both() { openssl_speed two "${ahead[@]}" openssl speed -multi 2; }

# openssl_speed NAME COMMAND…
openssl_speed() {
  local name=$1 each=2
  shift
  if [ "${QUICK:-0}" = 1 ]; then
    [ "${referred:-}" != "$name" ] || return 0 # once is enough to see that it works
    each=1 referred=$name
  fi
  read -r sign verify < <("$@" -seconds "$each" rsa2048 2>/dev/null | awk '/^rsa 2048/ {print $(NF - 1), $NF}')
}

# start_gateway NAME: starts the gateway of $work/NAME.yaml (see config in house.sh) and waits until
# it is ready. Sets pid; what it writes is in $work/NAME.log and $work/NAME.access.log.
start_gateway() {
  local name=$1 admin
  admin=$(sed -n 's/^  admin:.*port: \([0-9]*\).*/\1/p' "$work/$name.yaml")
  "${measured[@]}" ./plusgate run --config "$work/$name.yaml" >"$work/$name.access.log" 2>"$work/$name.log" &
  pid=$!
  running+=("$pid")
  await "$pid" "$work/$name.log" curl -fs "http://127.0.0.1:$admin/readyz"
}

# start_nginx NAME PORT [COMMAND-PREFIX…]: starts the nginx of $work/NAME.conf, as what is measured
# unless the prefix says otherwise, and waits for its port. Sets pid.
start_nginx() {
  local name=$1 port=$2
  shift 2
  [ $# -gt 0 ] || set -- "${measured[@]}"
  mkdir -p "$work/$name"
  "$@" nginx -p "$work/$name" -e "$work/$name.log" -c "$work/$name.conf" -g "daemon off; pid $work/$name.pid;" &
  pid=$!
  running+=("$pid")
  await "$pid" "$work/$name.log" listens "$port"
}

# await PID LOG COMMAND…: until the command succeeds; ends the test, with the log, when PID ended instead.
await() {
  local process=$1 log=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    kill -0 "$process" 2>/dev/null || {
      cat "$log" >&2
      exit 1
    }
    pause 0.05
  done
}

listens() { (: <"/dev/tcp/127.0.0.1/$1"); }

# stop PID…: ends it and waits for that.
stop() {
  kill "$@" 2>/dev/null || true
  wait "$@" 2>/dev/null || true
}

# family PID…: with their children (nginx's workers).
family() {
  local one
  for one in "$@"; do
    echo "$one"
    pgrep -P "$one" || true
  done | paste -sd ' '
}

# ticks PID…: processor time of all of them, in hundredths of a second.
ticks() {
  local one
  for one in "$@"; do cat "/proc/$one/stat"; done | awk '{sub(/.*\) /, ""); t += $12 + $13} END {print t + 0}'
}

# saturate "PID…" URL SCRIPT SECONDS CONNECTIONS: as many calls as there can be, with wrk. Sets rate
# (calls a second), p50 and p99 (ms), bad (not 2xx, or no answer) and micros (of processor time that
# these processes and their children used for each call).
saturate() {
  local pids before spent
  read -ra pids <<<"$1"
  read -ra pids < <(family "${pids[@]}")
  before=$(ticks "${pids[@]}")
  "${beside[@]}" wrk -t1 -c"$5" -d"$4s" --latency -s "$3" "$2" >"$work/wrk.txt"
  spent=$(($(ticks "${pids[@]}") - before))
  read -r rate p50 p99 bad micros < <(awk -v spent="$spent" '
    function ms(t) {
      return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t ~ /m$/ ? t * 60000 : t * 1000
    }
    $1 == "50%" {half = ms($2)}
    $1 == "99%" {most = ms($2)}
    /requests in/ {calls = $1}
    /Requests\/sec/ {rate = $2}
    /Non-2xx/ {bad += $NF}
    /Socket errors/ {gsub(/,/, ""); bad += $4 + $6 + $8 + $10}
    END {print rate, half, most, bad + 0, calls ? spent * 10000 / calls : 0}' "$work/wrk.txt")
}

# ratio A B [FACTOR=1]: A / B * FACTOR.
ratio() { awk -v a="$1" -v b="$2" -v f="${3:-1}" 'BEGIN {printf "%.4f", b ? a / b * f : 0}'; }

# compiled NAME JAR FILE…: these sources as classes in target/load-tests/NAME, made again when one of them or the jar is newer.
compiled() {
  local folder=target/load-tests/$1 jar=$2
  shift 2
  [ -n "$(find "$jar" "$@" -newer "$folder/made" 2>&1)" ] || return 0
  rm -rf "$folder"
  javac -proc:none -nowarn -d "$folder" -cp "$jar" "$@"
  touch "$folder/made"
}

# load_classes: compiles the generator. HdrHistogram comes from the local Maven
# repository, where any build of the tests puts it.
load_classes() {
  [ -z "${load_path:-}" ] || return 0
  local version histogram
  version=$(sed -n 's/.*<hdrhistogram.version>\(.*\)<.*/\1/p' pom.xml)
  histogram=${MAVEN_REPOSITORY:-$HOME/.m2/repository}/org/hdrhistogram/HdrHistogram/$version/HdrHistogram-$version.jar
  [ -f "$histogram" ] || {
    echo "$histogram: missing (expected: ./mvnw test-compile brings it; MAVEN_REPOSITORY says where else)" >&2
    exit 2
  }
  compiled generator "$histogram" load-tests/Load*.java
  load_path=target/load-tests/generator:$histogram
}

# open_load NAME=VALUE…: calls at a given rate, each at its time, or as many as there can be; the names
# stand in Load.java, pids= may be a list of processes and takes their children too. Sets rate, p50, p90,
# p99, p999, max (ms), bad, micros and used (requests taken from the file).
open_load() {
  load_classes
  local arguments=() one pids
  for one in "$@"; do
    if [ "${one%%=*}" = pids ]; then
      read -ra pids <<<"${one#pids=}"
      one=pids=$(family "${pids[@]}")
    fi
    arguments+=("$one")
  done
  # The first compiler only: the second would take the processor from the upstream beside it.
  read -r rate p50 p90 p99 p999 max bad micros used < <("${beside[@]}" java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -Xms64m -Xmx64m -cp "$load_path" Load percentiles="$work/percentiles" "${arguments[@]}")
  [ -n "${used:-}" ] || {
    echo "the load generator ended without a result" >&2
    exit 1
  }
}

# signed_requests FILE COUNT PATH [BODY]: requests that Alipay+ signed, for open_load's requests=.
signed_requests() {
  local file=$1 count=$2
  shift 2
  "${beside[@]}" java -XX:+UseSerialGC -cp target/plusgate.jar load-tests/SignedRequests.java \
    sign "$file" "$count" "$work/alipayplus.pem" "$client" "$@"
}
