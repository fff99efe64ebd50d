#!/bin/sh
# Measures what the annotation processor costs, beside AutoValue, and prints tables and goals; bench/README.md says how to read them.
set -eu

usage() {
  cat << 'USAGE'
bench/compile-cost.sh [--quick] [--classes N] [--warm-up N] [--rounds N] [--jdk FOLDER]... [--no-build]

Compiles 200 handler classes with and without Trackside's processor, and as many value classes with and without AutoValue, in turns in one
warm Java virtual machine, and prints what each costs in CPU time of the thread that compiles, and whether the goals are reached: at most
12 ms a class, and at most 0.6 of what AutoValue adds. Takes four to ten minutes for each JDK.

  --quick        few rounds: to see that it runs, not to quote
  --classes N    how many classes of each sort (default 200)
  --warm-up N    rounds before those that count (default 12)
  --rounds N     rounds that count (default 15)
  --jdk FOLDER   a JDK to measure with, 17 or newer; may be repeated
                 (default: that of JAVA_HOME, else of the PATH, and the newest of /usr/lib/jvm if that is newer)
  --no-build     measures what was built before
USAGE
}

fail() {
  echo "compile-cost: $1" >&2
  exit 1
}

# The number of a JDK's version, from its file "release".
feature() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true
}

build=true
jdks=
options=
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h)
      usage
      exit
      ;;
    --quick) options="$options --quick" ;;
    --no-build) build=false ;;
    --classes | --warm-up | --rounds)
      [ $# -ge 2 ] || fail "$1 needs a number"
      options="$options $1 $2"
      shift
      ;;
    --jdk)
      [ $# -ge 2 ] || fail "--jdk needs a folder"
      [ -x "$2/bin/java" ] || fail "there is no bin/java in $2"
      jdks="$jdks
$2"
      shift
      ;;
    *) fail "unknown option $1; --help shows all" ;;
  esac
  shift
done

house=$(CDPATH='' cd -P "$(dirname "$0")/.." && pwd)
cd "$house"
if [ -z "$jdks" ]; then
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null || fail "no $java. Install a JDK, 17 or newer, and put it on the PATH or set JAVA_HOME."
  jdks=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')
  newest=$(feature "$jdks")
  newer=
  for one in /usr/lib/jvm/*; do
    number=$(feature "$one")
    if [ -x "$one/bin/javac" ] && [ "${number:-0}" -gt "${newest:-0}" ]; then
      newest=$number
      newer=$one
    fi
  done
  jdks="$jdks
$newer"
fi
if $build; then
  echo "compile-cost: building ..." >&2
  ./mvnw -q -B -DskipTests -pl bench -am package >&2 || fail "the build failed, see above"
fi
[ -d bench/target/auto-value ] || fail "nothing is built; leave out --no-build"

# No processor is on the class path: javac would take it from there, warm, in place of loading it anew.
# Garbage is collected by a thread of its own, which does not count; the heap is large enough that it matters little.
echo "$jdks" | while read -r jdk; do
  [ -n "$jdk" ] || continue
  # shellcheck disable=SC2086 # options are separated by blanks on purpose
  "$jdk/bin/java" -Xms768m -Xmx768m -XX:+UseSerialGC -cp "bench/target/classes:$(echo bench/target/lib/picocli-*.jar)" \
    dev.trackside.bench.compile.CompileCost --auto-value bench/target/auto-value $options < /dev/null
done
