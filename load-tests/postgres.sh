#!/usr/bin/env bash
# What batches are worth on PostgreSQL: the same durable notifications one by one on ten connections
# and batched, on a new server of the test dependencies with its ordinary settings (fsync on).
#   load-tests/postgres.sh [rounds=5] [notifications=20000] [callers=256]
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
${MVN:-./mvnw} -q test-compile org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$classpath"
java -XX:+UseSerialGC -Xmx256m -Dplusgate.log.level=WARN \
  -cp "target/test-classes:target/classes:$(cat "$classpath")" \
  io.plusgate.store.PostgresBenchmark "${1:-5}" "${2:-20000}" "${3:-256}"
