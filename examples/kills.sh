#!/bin/sh
# Kills a training at random moments, resumes it each time, and compares it with one that nobody has killed: 20 times, or as often as the first argument says.
# Builds what it needs first.
set -e
cd "$(dirname "$0")/.."
exec ./mvnw -q -pl examples -am -Dtrackside.kills="${1:-20}" -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=KillTests -Dfailsafe.failIfNoSpecifiedTests=false -Dspotless.check.skip -Djacoco.skip verify
