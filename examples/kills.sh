#!/bin/sh
# Kills a training at random moments, resumes it each time, and compares it with one that nobody has killed: 20 times, or as often as the first argument says.
# Needs the distribution; ./trackside builds it.
set -e
cd "$(dirname "$0")/.."
exec ./mvnw -pl examples -Dtrackside.kills="${1:-20}" -Dit.test=KillTests -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip -Djacoco.skip verify
