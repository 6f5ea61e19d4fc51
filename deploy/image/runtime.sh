#!/usr/bin/env bash
# Lays out what the image runs: a Java runtime of only the modules Plusgate needs, the jar, its native libraries, and an
# AOT cache.
#   deploy/image/runtime.sh ROOT [JAR]      ROOT/opt/java, ROOT/opt/plusgate; JAR defaults to target/plusgate.jar
#   JAVA_HOME     the JDK to cut the runtime from: 17 or newer; 25 or newer also makes the AOT cache
# The Dockerfile runs this with ROOT=/, image.sh with a folder.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=${1:?runtime.sh ROOT [JAR]}
jar=${2:-$here/../../target/plusgate.jar}

die() {
  printf 'runtime.sh: %s\n' "$*" >&2
  exit 2
}

[ -f "$jar" ] || die "no jar at $jar (expected: the one that ./mvnw -DskipTests package makes)"
[ -x "${JAVA_HOME:-}/bin/jlink" ] || die "JAVA_HOME is '${JAVA_HOME:-}' (expected: a JDK, with bin/jlink)"

# jdeps names java.compiler, java.rmi and java.desktop too: for parts of libraries that never run here.
# jdk.crypto.ec is an empty module since 22; jdk.crypto.cryptoki, jdk.localedata and charsets are left out.
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml
modules+=,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs

mkdir -p "$root/opt"
rm -rf "$root/opt/java" "$root/opt/plusgate"
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages \
  --generate-cds-archive --output "$root/opt/java"

mkdir -p "$root/opt/plusgate"
# Whole seconds: the cache remembers the jar's time, and image layers know no finer one.
touch -d "@${SOURCE_DATE_EPOCH:-1764028800}" "$root/opt/plusgate"
install -m 0444 "$jar" "$root/opt/plusgate/plusgate.jar"
touch -d "@${SOURCE_DATE_EPOCH:-1764028800}" "$root/opt/plusgate/plusgate.jar"

# What every start gets before JDK_JAVA_OPTIONS' and the command's own.
options=$root/opt/plusgate/jvm.options
java=$root/opt/java/bin/java
# Laid out once here, not at each start in /tmp, which so may be noexec.
"$java" -cp "$root/opt/plusgate/plusgate.jar" io.plusgate.cli.NativeLibraries "$root/opt/plusgate/natives"
printf '%s\n' '-Djava.library.path=/opt/plusgate/natives' '-Dorg.sqlite.lib.path=/opt/plusgate/natives' >"$options"
feature=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')
if [ "${feature%%.*}" -ge 25 ]; then
  # As the launcher makes it: from a start of a sample of a gateway, with TLS and the store.
  launcher=$root/opt/plusgate/plusgate
  install -m 0755 "$here/../../plusgate" "$launcher"
  made=$(PLUSGATE_JAVA=$java PLUSGATE_ARCHIVE=make "$launcher")
  mv "$made" "$root/opt/plusgate/plusgate.aot"
  rm -rf "$launcher" "$root"/opt/plusgate/plusgate-natives.*
  printf '%s\n' '-XX:AOTCache=/opt/plusgate/plusgate.aot' >>"$options"
fi
