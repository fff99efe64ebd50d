#!/bin/sh
# Measures what it costs to call handlers, and prints tables and goals; bench/README.md says how to read them.
#   --no-build   takes what was built before
#   --help       prints all options
# JAVA_HOME names the JDK to build and to measure with, otherwise it is the first on the PATH; 17 or newer.
set -eu

here=$(CDPATH='' cd -P "$(dirname "$0")" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || {
  echo "dispatch: no $java. Install a JDK, 17 or newer, and put it on the PATH or set JAVA_HOME." >&2
  exit 1
}

build=yes
for argument in "$@"; do
  case $argument in
    --no-build | -h | --help) build=no ;;
  esac
done
if [ "$build" = yes ] || [ ! -d "$here/target/lib" ]; then
  echo "dispatch: building" >&2
  (cd "$here/.." && ./mvnw -q -DskipTests -pl bench -am package) >&2
fi

exec "$java" -cp "$here/target/classes:$here/target/lib/*" dev.trackside.bench.dispatch.DispatchBench "$@"
