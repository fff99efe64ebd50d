#!/bin/sh
# Trains with twelve callbacks that do real work, against the same work written into the loop by hand, and prints a table of ratios.
set -eu

usage() {
  cat << 'USAGE'
bench/whole-run.sh [--quick] [--pairs N] [--seconds S] [--only NAME]... [--jdk FOLDER]... [--no-build]

Whole trainings with twelve callbacks: the embedded engine, a loop of one's own and DJL, each against the same training with the same work
called by hand, in turns in one Java virtual machine. Prints for each the medians and quartiles over all pairs, and whether the goal
(0.98 of the throughput by hand) is reached. A run of all takes about twenty minutes for each JDK, on a
machine that does nothing else.

  --quick        three short pairs: to see that it runs, not to quote
  --pairs N      how often each way is measured (default 15)
  --seconds S    about how long one training takes (default 1.5)
  --only NAME    only the trainings whose name contains this, e.g. mlp, own, djl, "10 us"
  --jdk FOLDER   a JDK to measure with, 17 or newer; may be repeated (default: that of JAVA_HOME,
                 else of the PATH, and the newest that is in a usual place, if it is newer)
  --no-build     measures what was built before
USAGE
}

fail() {
  echo "whole-run: $1" >&2
  exit 1
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
    --quick) options="$options --pairs 3 --seconds 0.15" ;;
    --no-build) build=false ;;
    --pairs | --seconds)
      [ $# -ge 2 ] || fail "$1 needs a number"
      options="$options $1 $2"
      shift
      ;;
    --only)
      [ $# -ge 2 ] || fail "--only needs a name"
      options="$options --only $(echo "$2" | tr ' ' '_')"
      shift
      ;;
    --jdk)
      [ $# -ge 2 ] || fail "--jdk needs a folder"
      [ -x "$2/bin/java" ] || fail "there is no bin/java in $2"
      jdks="$jdks
$2/bin/java"
      shift
      ;;
    *) fail "unknown option $1; --help shows all" ;;
  esac
  shift
done

house=$(CDPATH='' cd -P "$(dirname "$0")/.." && pwd)
cd "$house"
if $build; then
  echo "whole-run: building ..." >&2
  ./mvnw -q -B -DskipTests -pl bench -am package >&2 || fail "the build failed, see above"
fi
[ -d bench/target/classes ] || fail "nothing is built; leave out --no-build"

# The major version of a JDK, 0 if there is none.
major() {
  version=$("$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
  echo "${version:-0}"
}

if [ -z "$jdks" ]; then
  jdks=${JAVA_HOME:+$JAVA_HOME/bin/}java
  newest=$(major "$jdks")
  newer=
  for java in /usr/lib/jvm/*/bin/java "$HOME"/.sdkman/candidates/java/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java; do
    if [ -x "$java" ] && [ "$(major "$java")" -gt "$newest" ]; then
      newest=$(major "$java")
      newer=$java
    fi
  done
  jdks="$jdks
$newer"
fi

# One thread for PyTorch, which otherwise measures the scheduler; nothing fetched, natives unpacked within target.
echo "$jdks" | while read -r java; do
  [ -n "$java" ] || continue
  # shellcheck disable=SC2086 # options are separated by blanks on purpose
  OMP_NUM_THREADS=1 "$java" -Xms512m -Xmx512m -XX:+UseSerialGC -Dai.djl.offline=true -DDJL_CACHE_DIR="$house/bench/target/djl-cache" \
    -Dai.djl.pytorch.num_threads=1 -Dai.djl.pytorch.num_interop_threads=1 \
    -cp "bench/target/classes:bench/target/lib/*" dev.trackside.bench.whole.WholeRun $options < /dev/null
  echo
done
