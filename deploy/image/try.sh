#!/usr/bin/env bash
# Runs an unpacked image as a container would be run: its files read-only, another /tmp, its user, no capabilities.
#   deploy/image/try.sh ROOT COMMAND…       ROOT as image.sh kept it; needs root (unshare, chroot)
#   sudo deploy/image/try.sh ROOT demo --once
set -euo pipefail

root=$(readlink -f -- "${1:?try.sh ROOT COMMAND…}")
shift

# shellcheck disable=SC2016  # the inner shell expands these
exec unshare --mount --pid --fork --kill-child bash -euc '
  root=$1
  shift
  mount --bind "$root" "$root"
  mount -o remount,bind,ro "$root"
  mount -t proc proc "$root/proc"
  mount -t tmpfs -o mode=1777,nosuid,nodev,noexec tmpfs "$root/tmp"
  mount -t tmpfs -o mode=0700,uid=65532,gid=65532,nosuid,nodev,noexec tmpfs "$root/var/lib/plusgate"
  chroot=$(command -v chroot)
  exec env -i MALLOC_ARENA_MAX=2 ROCKSDB_MUSL_LIBC=false JDK_JAVA_OPTIONS="-XX:+UseSerialGC -Xmx64m -Xmn8m -Xss512k -XX:+ExitOnOutOfMemoryError -XX:TrimNativeHeapInterval=10000 -XX:CompileThresholdScaling=3" \
    "$chroot" --userspec=65532:65532 --groups= "$root" \
    /opt/java/bin/java @/opt/plusgate/jvm.options -jar /opt/plusgate/plusgate.jar "$@"
' bash "$root" "$@"
