#!/bin/sh
# Measures what the callbacks that report cost a run of examples/digits, and prints tables and goals; bench/README.md says how to read them.
#   --no-build        takes what was built before
#   --rounds N        runs of each kind, as the example is, each in a fresh JVM; 15 if not given
#   --long-rounds N   runs of each kind that take half a minute, with a larger network and no early stopping; 5 if not given
#   --layers LAYERS   the layers of that network, [512,256] if not given; [64,32] are those of the example
#   --epochs N        how many epochs it trains, 100 if not given
#   --all-only        none beside all of them, none of them alone
#   --quick           3 rounds, 1 long round, none of them alone: a look
# JAVA_HOME names the JDK, otherwise it is the first on the PATH; 17 or newer.
# Ends with 1 if a goal is missed.
set -eu

here=$(CDPATH='' cd -P "$(dirname "$0")" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || {
  echo "reporters: no $java. Install a JDK, 17 or newer, and put it on the PATH or set JAVA_HOME." >&2
  exit 1
}

build=yes
rounds=15
long=5
layers=[512,256]
epochs=100
alone=true
while [ $# -gt 0 ]; do
  case $1 in
    --no-build) build=no ;;
    --rounds | --long-rounds | --layers | --epochs)
      [ $# -ge 2 ] || { echo "reporters: $1 needs a value" >&2; exit 2; }
      case $1 in
        --rounds) rounds=$2 ;;
        --long-rounds) long=$2 ;;
        --layers) layers=$2 ;;
        *) epochs=$2 ;;
      esac
      shift
      ;;
    --all-only) alone=false ;;
    --quick) rounds=3 long=1 alone=false ;;
    -h | --help) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "reporters: there is no option $1" >&2; exit 2 ;;
  esac
  shift
done

house=$(CDPATH='' cd -P "$here/.." && pwd)
if [ "$build" = yes ] || [ ! -d "$here/target/lib" ]; then
  echo "reporters: building" >&2
  (cd "$house" && ./mvnw -q -DskipTests -pl bench,dist -am package) >&2
fi

exec "$java" -cp "$here/target/classes:$here/target/lib/*" dev.trackside.bench.reporters.Reporters \
  "$house/trackside" "$house/examples/digits/digits.yaml" "$rounds" "$long" "$layers" "$epochs" "$alone"
