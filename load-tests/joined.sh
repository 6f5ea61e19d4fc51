#!/usr/bin/env bash
# The joined run: an acquirer's and a wallet's gateway through the simulated Alipay+, 5 % faults of each kind.
#
#   load-tests/joined.sh [PAYMENTS [SEED]]        default: 10000 payments, seed 5; about eight minutes on two cores
#
# Prints an equality check per payment into target/joined/seed-SEED.txt, its sums here; fails if one payment has no end or if
# the acquirer's gateway, its backend, Alipay+'s two books and the wallet's own do not agree about it.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
payments=${1:-10000}
seed=${2:-5}
workers=$((payments < 600 ? payments : 600))

./mvnw -q -B test -Dtest=JoinedRunTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dplusgate.joined.payments="$payments" -Dplusgate.joined.workers="$workers" -Dplusgate.joined.seed="$seed"
out=target/joined/seed-$seed.txt
echo "$(grep -c ' equal$' "$out") of $payments payments equal on all five sides ($out)"
awk '/^joined/ { n[$2 " " $4]++ } END { for (k in n) print "  " n[k] " " k }' "$out" | sort -rn
awk '!/^joined/ { kinds++; sum += $NF } END { print "  " sum " faults of " kinds " kinds" }' "$out"
