#!/usr/bin/env bash
# Who plays the other side, and who does the same as the gateway: nginx, haproxy, the bare Vert.x
# proxy; sourced by house.sh.
# shellcheck disable=SC2154,SC2016 # the variables are those of house.sh and load.sh; $http_… are nginx's

payments=/aps/api/v1/payments

# nginx_conf NAME [WORKERS=1] [MODULE…] <<HTTP: writes $work/NAME.conf around this http section.
nginx_conf() {
  local name=$1 workers=${2:-1} module
  shift 2 || shift
  {
    for module in "$@"; do echo "load_module /usr/lib/nginx/modules/$module.so;"; done
    cat <<CONF
user $(id -un);
worker_processes $workers;
env PEER_KEYS=$work;
env PEER_CLIENT=$client;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 1000000000;
  client_body_buffer_size 64k;
  client_body_temp_path $work;
  proxy_temp_path $work;
  fastcgi_temp_path $work;
  uwsgi_temp_path $work;
  scgi_temp_path $work;
  default_type application/json;
$(cat)
}
CONF
  } >"$work/$name.conf"
}

# signed_upstream PORT PATH…: an nginx beside what is measured, whose own cost is small. It answers a
# call to one of these paths with a pre-signed answer: a payment that succeeded. To any other path it
# gives the first one's signature, which is wrong there, and writes the signature that it got into
# received.log. It takes what is sent to /v1/traces. It becomes $helper.
signed_upstream() {
  local port=$1 path answer
  shift
  answer='{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"},"paymentResult":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'
  nginx_conf upstream <<CONF
  log_format kept '\$uri \$status \$request_length';
  log_format received '\$http_client_id \$http_request_time \$http_signature';
  server {
    listen 127.0.0.1:$port backlog=4096;
$(for path in "$@"; do pre_signed "= $path" "$path" "$answer"; done)
$(pre_signed / "$1" "$answer" "access_log $work/received.log received;")
    location /v1/traces {
      access_log $work/traces.log kept;
      return 200;
    }
  }
CONF
  start_nginx upstream "$port" "${beside[@]}"
  helper=$pid
}

# pre_signed LOCATION PATH ANSWER [MORE]: answers with what Alipay+ would sign for this path.
pre_signed() {
  local time=2026-01-01T00:00:00Z signature
  signature=$(printf 'POST %s\n%s.%s.%s' "$2" "$client" "$time" "$3" |
    openssl dgst -sha256 -sign "$work/alipayplus.pem" | openssl base64 -A | sed 's/+/%2B/g; s#/#%2F#g; s/=/%3D/g')
  cat <<CONF
    location $1 {
      ${4:-}
      add_header Response-Time "$time";
      add_header Client-Id "$client";
      add_header Signature "algorithm=RSA256,keyVersion=1,signature=$signature";
      return 200 '$3';
    }
CONF
}

# kept_alive UPSTREAM-PORT: nginx keeps its connections to the upstream.
kept_alive() {
  cat <<CONF
  upstream alipayplus {
    server 127.0.0.1:$1;
    keepalive 64;
    keepalive_requests 1000000000;
  }
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_set_header Host alipayplus;
CONF
}

# plain_nginx PORT UPSTREAM: passes on what it gets.
plain_nginx() {
  nginx_conf plain-nginx <<CONF
$(kept_alive "$2")
  server {
    listen 127.0.0.1:$1 backlog=4096;
    location / { proxy_pass http://alipayplus; }
  }
CONF
  start_nginx plain-nginx "$1"
}

# plain_haproxy PORT UPSTREAM: takes the body whole, as the gateway has to, and passes it on.
plain_haproxy() {
  cat >"$work/haproxy.cfg" <<CONF
global
  nbthread 1
  maxconn 4096
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  option http-buffer-request
  http-reuse always
listen plain
  bind 127.0.0.1:$1
  server alipayplus 127.0.0.1:$2 maxconn 64 pool-max-conn 64
CONF
  "${measured[@]}" haproxy -f "$work/haproxy.cfg" -db 2>"$work/haproxy.log" &
  pid=$!
  running+=("$pid")
  await "$pid" "$work/haproxy.log" listens "$1"
}

# bare_vertx PORT UPSTREAM: the gateway's own stack without the gateway.
bare_vertx() {
  "${measured[@]}" java -XX:+UseSerialGC -Xmx64m -Xmn8m -Xss512k -XX:+ExitOnOutOfMemoryError -cp target/plusgate.jar load-tests/BareProxy.java "$1" "$2" \
    >"$work/bare.log" 2>&1 &
  pid=$!
  running+=("$pid")
  await "$pid" "$work/bare.log" listens "$1"
}

# signing_lua PORT UPSTREAM [WORKERS]: nginx+Lua, with OpenSSL by FFI.
signing_lua() {
  nginx_conf lua "${3:-1}" ndk_http_module ngx_http_lua_module <<CONF
$(kept_alive "$2")
  lua_package_path "$PWD/load-tests/peers/?.lua;;";
  init_by_lua_block { require "sign" }
  server {
    listen 127.0.0.1:$1 backlog=4096;
    location /aps/ { content_by_lua_block { require("sign").proxy() } }
    location /upstream/ {
      internal;
      proxy_pass http://alipayplus/;
    }
  }
CONF
  start_nginx lua "$1"
}

# signing_njs PORT UPSTREAM [WORKERS]: nginx+njs, with WebCrypto.
signing_njs() {
  sed -e "s#@CLIENT@#$client#" -e "s#@PRIVATE@#$(grep -v -- ----- "$work/partner.pem" | tr -d '\n')#" \
    -e "s#@PUBLIC@#$(grep -v -- ----- "$work/alipayplus-public.pem" | tr -d '\n')#" load-tests/peers/sign.js >"$work/sign.js"
  nginx_conf njs "${3:-1}" ngx_http_js_module <<CONF
$(kept_alive "$2")
  js_path "$work";
  js_import sign from sign.js;
  js_var \$time;
  js_var \$signature;
  subrequest_output_buffer_size 64k;
  server {
    listen 127.0.0.1:$1 backlog=4096;
    location /aps/ { js_content sign.proxy; }
    location /upstream/ {
      internal;
      proxy_set_header Client-Id $client;
      proxy_set_header Request-Time \$time;
      proxy_set_header Signature \$signature;
      proxy_pass http://alipayplus/;
    }
  }
CONF
  start_nginx njs "$1"
}

# check_signing VARIANT PORT: ends the test unless it signs what it sends on, verifiably, and refuses an
# answer whose signature is wrong.
check_signing() {
  local path=$payments/anotherPath body='{"paymentRequestId":"a_check"}' status sent when signature
  : >"$work/received.log"
  status=$(curl -s -o "$work/refused" -w '%{http_code}' -H 'Content-Type: application/json' -d "$body" "http://127.0.0.1:$2$path")
  [ "$status" = 502 ] || {
    echo "$1: $status for an answer with a wrong signature (expected: 502)" >&2
    exit 1
  }
  await "$helper" "$work/upstream.log" test -s "$work/received.log"
  read -r sent when signature <"$work/received.log"
  printf '%b' "$(sed 's/.*signature=//; s/%/\\x/g' <<<"$signature")" | openssl base64 -d -A >"$work/signature"
  printf 'POST %s\n%s.%s.%s' "$path" "$sent" "$when" "$body" |
    openssl dgst -sha256 -verify "$work/partner-public.pem" -signature "$work/signature" >/dev/null || {
    echo "$1: what it sent is not signed as it should be" >&2
    exit 1
  }
}

# inquiry_call: the call of all these tests, for wrk ($work/inquiry.lua) and open_load ($work/inquiry.http).
inquiry_call() {
  local body='{"paymentRequestId":"pay_1089760038715669_102775745075669"}'
  cat >"$work/inquiry.lua" <<LUA
wrk.method = "POST"
wrk.body = '$body'
wrk.headers["Content-Type"] = "application/json"
LUA
  as_http "$payments/inquiryPayment" "$body" >"$work/inquiry.http"
}

# pay_call: the same for pay, each with another paymentRequestId. The fields are those of the sample
# acqp-pay_cashier-request.
pay_call() {
  local before='{"paymentRequestId":"pay_' after
  after='","paymentRedirectUrl":"https://xmock.inc.alipay.net","userRegion":"PH","paymentFactor":{"isInStorePayment":"false","isCashierPayment":"true","presentmentMode":"UNIFIED"},"order":{"referenceOrderId":"102775745070000","orderDescription":"test","orderAmount":{"currency":"JPY","value":"100"},"env":{"terminalType":"APP","osType":"IOS"},"merchant":{"referenceMerchantId":"M0000000001","merchantName":"UGG","merchantMCC":"5411","merchantAddress":{"region":"JP","city":"XXX"}},"buyer":{"referenceBuyerId":"907410100070010000"}},"settlementStrategy":{"settlementCurrency":"USD"},"paymentMethod":{"paymentMethodType":"CONNECT_WALLET"},"paymentAmount":{"currency":"JPY","value":"100"}}'
  cat >"$work/pay.lua" <<LUA
local number, started = 0, os.time()
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
function request()
  number = number + 1
  return wrk.format(nil, nil, nil, string.format('%s%010d_%09d%s', '$before', started, number, '$after'))
end
LUA
  as_http "$payments/pay" "$before####################$after" >"$work/pay.http"
}

# as_http PATH BODY: the whole request.
as_http() {
  printf 'POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' "$1" "${#2}" "$2"
}
