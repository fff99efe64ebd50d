#!/bin/sh
# Measures what finding plugins costs a program that starts, and prints tables and goals; bench/README.md says how to read them.
#   --no-build        takes what was built before
#   --rounds N        how many fresh JVMs for each cell, 11 if not given
#   --jars "1 10"     how many jars, "1 10 100 500" if not given
#   JDK...            folders of JDKs to measure with; the one that builds if none is given
# JAVA_HOME names the JDK to build with, otherwise it is the first on the PATH; 17 or newer.
# Ends with 1 if a goal is missed.
set -eu

here=$(CDPATH='' cd -P "$(dirname "$0")" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || {
  echo "startup: no $java. Install a JDK, 17 or newer, and put it on the PATH or set JAVA_HOME." >&2
  exit 1
}

build=yes
rounds=11
counts="1 10 100 500"
while [ $# -gt 0 ]; do
  case $1 in
    --no-build) build=no ;;
    --rounds) rounds=$2; shift ;;
    --jars) counts=$2; shift ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) echo "startup: there is no option $1" >&2; exit 2 ;;
    *) break ;;
  esac
  shift
done
if [ "$build" = yes ] || [ ! -d "$here/target/lib" ]; then
  echo "startup: building" >&2
  (cd "$here/.." && ./mvnw -q -DskipTests -pl bench -am package) >&2
fi

# Only what the runtime needs, and the peers: each jar of the class path is opened by whoever asks it for resources.
lib=$here/target/lib
path=$here/target/classes
for name in trackside-api trackside-runtime log4j-api jspecify snakeyaml-engine jackson-core jackson-jr-objects classgraph pf4j java-semver slf4j-api; do
  for jar in "$lib/$name"-[0-9]*.jar; do
    [ -f "$jar" ] && path=$path:$jar
  done
done

processor=
for jar in "$lib"/trackside-processor-[0-9]*.jar "$lib"/trackside-api-[0-9]*.jar; do
  processor=$processor:$jar
done

jars=$(mktemp -d)
trap 'rm -rf "$jars"' EXIT INT TERM
echo "startup: making jars" >&2
# shellcheck disable=SC2086 # one word a count
"$java" -cp "$here/target/classes:$lib/*" dev.trackside.bench.startup.PluginJars "$jars" "$processor" "$path" $counts

[ $# -gt 0 ] || set -- "$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')"
status=0
for jdk in "$@"; do
  # shellcheck disable=SC2086
  "$java" -cp "$path" dev.trackside.bench.startup.Startup "$jdk" "$path" "$jars" "$rounds" $counts || status=1
  echo
  "$jdk/bin/java" -cp "$path" dev.trackside.bench.startup.Cycles "$jars/trackside-${counts%% *}"
  echo
done
exit $status
