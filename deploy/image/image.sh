#!/usr/bin/env bash
# Builds the container image without a container engine, on glibc Linux: runtime.sh's layout, the C libraries of
# this machine, and nothing else (no shell, no package manager). The archive is one that `docker load`, `podman load`,
# `skopeo copy docker-archive:…` and `ctr image import` read.
#   deploy/image/image.sh OUT.tar [NAME:TAG]      NAME:TAG defaults to plusgate:0.1.0
#   JAVA_HOME             the JDK, as for runtime.sh
#   SOURCE_DATE_EPOCH     the time of every file
#   ROOT                  keep the unpacked layout here (try.sh runs it)
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
out=${1:?image.sh OUT.tar [NAME:TAG]}
name=${2:-plusgate:0.1.0}
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1764028800}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=${ROOT:-$work/root}
user=65532

case $(uname -m) in
  x86_64) arch=amd64 ;;
  aarch64) arch=arm64 ;;
  *) printf 'image.sh: no natives for %s (expected: x86_64 or aarch64)\n' "$(uname -m)" >&2 && exit 2 ;;
esac

mkdir -p "$root"
"$here/runtime.sh" "$root"

# The C libraries: what the runtime links to, and what RocksDB's and Corretto's natives in the jar do.
# Name look-ups load the last two by name, so ldd of nothing shows them.
{
  find "$root/opt/java" \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + 2>/dev/null |
    sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*ld-linux[^ ]*\) .*/\1/p'
  ldconfig -p | sed -n 's/.* => \(.*\/\(libstdc++\.so\.6\|libgcc_s\.so\.1\|libm\.so\.6\|libresolv\.so\.2\|libnss_dns\.so\.2\|libnss_files\.so\.2\)\)$/\1/p'
} | grep -v "^$root" | sort -u | while read -r library; do
  install -D -m 0755 "$(readlink -f "$library")" "$root$library"
done

mkdir -p "$root/etc/plusgate" "$root/var/lib/plusgate" "$root/tmp" "$root/proc"
chmod 1777 "$root/tmp"
chmod 0700 "$root/var/lib/plusgate"
printf 'root:x:0:0:root:/:/none\nplusgate:x:%s:%s:Plusgate:/var/lib/plusgate:/none\n' $user $user >"$root/etc/passwd"
printf 'root:x:0:\nplusgate:x:%s:\n' $user >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"

# One layer, the same bytes for the same input; the gateway's folder is its user's, all else root's and not writable.
tar_it() { tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --numeric-owner --format=pax \
  --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime "$@"; }
mkdir "$work/image"
tar_it --owner=0 --group=0 --exclude=./var/lib/plusgate -C "$root" -cf "$work/image/layer.tar" .
tar_it --owner=$user --group=$user -C "$root" -rf "$work/image/layer.tar" ./var/lib/plusgate
layer=$(sha256sum "$work/image/layer.tar" | cut -d' ' -f1)

cat >"$work/config.json" <<JSON
{"architecture":"$arch","os":"linux","created":"$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)",
 "config":{"User":"$user:$user","WorkingDir":"/var/lib/plusgate",
  "Env":["MALLOC_ARENA_MAX=2","ROCKSDB_MUSL_LIBC=false","JDK_JAVA_OPTIONS=-XX:+UseSerialGC -Xmx64m -Xmn8m -Xss512k -XX:+ExitOnOutOfMemoryError -XX:TrimNativeHeapInterval=10000 -XX:CompileThresholdScaling=3"],
  "Entrypoint":["/opt/java/bin/java","@/opt/plusgate/jvm.options","-jar","/opt/plusgate/plusgate.jar"],
  "Cmd":["run","--config","/etc/plusgate/gateway.yaml"],"StopSignal":"SIGTERM",
  "ExposedPorts":{"8080/tcp":{},"8443/tcp":{},"9090/tcp":{}},"Volumes":{"/var/lib/plusgate":{}}},
 "rootfs":{"type":"layers","diff_ids":["sha256:$layer"]},"history":[{"created_by":"deploy/image/image.sh"}]}
JSON
config=$(sha256sum "$work/config.json" | cut -d' ' -f1).json
mv "$work/config.json" "$work/image/$config"
printf '[{"Config":"%s","RepoTags":["%s"],"Layers":["layer.tar"]}]\n' "$config" "$name" >"$work/image/manifest.json"
tar_it --owner=0 --group=0 -C "$work/image" -cf "$out" manifest.json "$config" layer.tar
printf '%s: %s, %s MB\n' "$out" "$name" "$(($(stat -c %s "$out") / 1000000))"
