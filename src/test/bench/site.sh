#!/bin/sh
# What a planet costs: 1,000 feeds with 20,000 posts rendered from nothing, then with 20 new ones, then
# with none; and the last two again where 1,000,000 posts are stored.
#   src/test/bench/site.sh [POSTS STORED [FEEDS]]
# Needs python3, and JAVA_HOME to name a JDK 25. No network. Takes half an hour for the million, and 6 GB in $TMPDIR; with 0 only
# the first half is done. CPU seconds are those of the whole process, the start of Java included.
set -eu
: "${JAVA_HOME:?must name a JDK 25}"
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./orrery --version > "$work/version" # builds it, if need be
mvn -B -o -q test-compile dependency:build-classpath -Dmdep.outputFile="$work/libraries" -Dmdep.includeScope=test
python3 src/test/bench/site.py "$work" "$PWD/orrery" "target/classes:target/test-classes:$(cat "$work/libraries")" "${1:-1000000}" "${2:-1000}"
