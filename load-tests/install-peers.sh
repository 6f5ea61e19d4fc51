#!/usr/bin/env bash
# Installs what the load tests measure Plusgate against and with: Debian packages only. As root.
set -euo pipefail
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
  nginx-light libnginx-mod-http-js libnginx-mod-http-lua haproxy \
  wrk nghttp2-client openssl gnuplot-nox sqlite3 postgresql \
  curl jq python3 procps util-linux openjdk-17-jdk-headless
