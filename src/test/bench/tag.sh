#!/bin/sh
# Posts tagged a second (the median of 21 rounds), and what learning the vocabulary once costs besides reading the words,
# with up to 20,000 posts of 400 words in a heap of 300 MB.
#   src/test/bench/tag.sh [POSTS...]
# Needs JAVA_HOME to name a JDK 25. No network. Takes about a minute.
set -eu
: "${JAVA_HOME:?must name a JDK 25}"
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -B -o -q test-compile dependency:build-classpath -Dmdep.outputFile="$work/libraries" -Dmdep.includeScope=test
"$JAVA_HOME/bin/java" -Xmx300m -cp "target/classes:target/test-classes:$(cat "$work/libraries")" orrery.tag.TagBench \
  ${*:-1000 5000 20000}
