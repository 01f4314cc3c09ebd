#!/bin/sh
# How fast feeds are fetched, beside curl, and what hosts that drip cost the others. All on loopback.
#   src/test/bench/fetch.sh [ROUNDS]
# Needs nginx, curl, python3 and a JDK 25 (JAVA_HOME). Takes some minutes; wants a machine that is
# not busy otherwise. Wall times are of whole processes, the start of Java included.
set -eu
cd "$(dirname "$0")/../../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -B -o -q test-compile dependency:build-classpath -Dmdep.outputFile="$work/libraries" -Dmdep.includeScope=test
# An archive, so that Java can be told beforehand what it will load, as the launcher does.
"${java}jar" cf "$work/bench.jar" -C target/classes orrery -C target/test-classes orrery/fetch/FetchBench.class
python3 src/test/bench/fetch.py "$work" "${java}java" "$(cat "$work/libraries")" "${1:-3}"
