#!/bin/sh
# What it costs to decide on a new entry where 10,000, 100,000 and 1,000,000 are stored: medians, per entry.
#   src/test/bench/decide.sh [STORED...]
# Needs JAVA_HOME to name a JDK 25. No network. Takes some minutes for the million, and 3 GB in $TMPDIR.
set -eu
: "${JAVA_HOME:?must name a JDK 25}"
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -B -o -q test-compile dependency:build-classpath -Dmdep.outputFile="$work/libraries" -Dmdep.includeScope=test
"$JAVA_HOME/bin/java" -Xmx2g -cp "target/classes:target/test-classes:$(cat "$work/libraries")" orrery.store.DecideBench "$work" \
  ${*:-10000 100000 1000000}
