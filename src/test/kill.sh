#!/bin/sh
# Kills Orrery at random moments, and compares what the next run makes of it with an undisturbed run.
#   src/test/kill.sh [KILLS] [FEEDS]
# KILLS first runs are killed, each made good by one more (50 by default), then a planet is killed as
# often on its way to its end. Takes some ten seconds a kill; KillTest does a little of it in each build.
set -eu
cd "$(dirname "$0")/../.."
exec mvn -B -o -q test -Dtest=KillTest -Dsurefire.failIfNoSpecifiedTests=false \
  -DargLine="-Dorrery.kills=${1:-50} -Dorrery.kill.feeds=${2:-100}"
