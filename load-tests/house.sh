#!/usr/bin/env bash
# What the load tests of a running gateway have in common; sourced by them, from the top of the tree.
# A folder of this run is $work. The processes in running end with the script; so do $gateway and
# $helper, of the scripts that have only one gateway and one other side.

work=$(mktemp -d)
gateway=
helper=
running=()
client=SANDBOX_LOADTEST000000001
# shellcheck disable=SC2034 # for the section's command, see begin in lib/results.sh
invocation=$*

cleanup() {
  local process
  trap '' INT TERM
  for process in $gateway $helper "${running[@]}"; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$work"
  fall_back
}
trap cleanup EXIT
trap 'exit 130' INT TERM # wrk ends with 0 when it is interrupted: without this its script would go on

# shellcheck source-path=SCRIPTDIR source=lib/load.sh
. load-tests/lib/load.sh
# shellcheck source-path=SCRIPTDIR source=lib/peers.sh
. load-tests/lib/peers.sh
# shellcheck source-path=SCRIPTDIR source=lib/results.sh
. load-tests/lib/results.sh
# shellcheck source-path=SCRIPTDIR source=lib/plots.sh
. load-tests/lib/plots.sh

# need "DEBIAN PACKAGES" TOOL…: ends the script when a tool is missing.
need() {
  local packages=$1 tool
  shift
  for tool in "$@"; do
    command -v "$tool" >/dev/null || {
      echo "missing: $tool (Debian: apt-get install $packages)" >&2
      exit 2
    }
  done
}

need_jar() {
  [ -f target/plusgate.jar ] || {
    echo "target/plusgate.jar: missing (expected: ./mvnw -DskipTests package)" >&2
    exit 2
  }
}

free_port() {
  python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'
}

# Keys of this run only: the partner's pair and that of Alipay+.
make_keys() {
  umask 077
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/partner.pem"
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/alipayplus.pem"
  openssl pkey -in "$work/partner.pem" -pubout -out "$work/partner-public.pem"
  openssl pkey -in "$work/alipayplus.pem" -pubout -out "$work/alipayplus-public.pem"
}

# config ALIPAYPLUS BACKEND PUBLIC ADMIN [NAME=gateway] <<REST: writes the gateway's configuration,
# $work/NAME.yaml: the port of Alipay+, the ports of the three listeners, and the sections that only
# this load test knows.
config() {
  cat >"$work/${5:-gateway}.yaml" <<YAML
role: ACQP
clients:
  - clientId: $client
    environment: sandbox
    partnerId: "1022188000000000001"
    privateKey: $work/partner.pem
    keyVersion: 1
    alipayPlus:
      baseUrl: http://127.0.0.1:$1
      publicKeys: [ { keyVersion: 1, file: $work/alipayplus-public.pem } ]
listeners:
  backend: { host: 127.0.0.1, port: $2 }
  alipayPlus: { host: 127.0.0.1, port: $3, insecure: true }
  admin: { host: 127.0.0.1, port: $4 }
$(cat)
YAML
}

pause() { read -r -t "$1" _ <> <(:) || true; }

# median COLUMN: of the rows that were written to $work/rows.
median() {
  awk -v c="$1" '{print $c}' "$work/rows" | sort -n |
    awk '{v[NR] = $1} END {print (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2}'
}
