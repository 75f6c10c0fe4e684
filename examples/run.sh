#!/bin/sh
# The main job: builds the library, runs a message board's years through a ledger, and prints what a district head
# would ask for.
#
#   sh examples/run.sh [FILE.csv]      columns id, resident, title, reported_at, text, reply, replied_at
#
# Without a file it takes the sample that ships with it. The ledger stands in a fresh directory, removed at the end. The
# last lines are the figures to check a run against; the status is 1 if a row was broken (and named), 2 if the job
# could not be done.
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 2
file=${1:-$here/data/sample.csv}
case $file in /*) ;; *) file=$(pwd)/$file ;; esac
cd "$here/.." || exit 2
. tests/scripts/tools.sh
need_tools meson ninja cc python3 stdio.h

# A stranger's compiler may warn of what ours does not: warnings are for tests/run.sh.
build=${CGOV_BUILD:-build-examples}
again=
[ -f "$build/build.ninja" ] && again=--reconfigure
if ! { meson setup $again -Dwerror=false "$build" && ninja -C "$build" examples/board; } >"$build.log" 2>&1; then
    cat "$build.log" >&2
    echo "the library does not build" >&2
    exit 2
fi

ledger=$(mktemp -d "${TMPDIR:-$build}/ledger-XXXXXX") || exit 2
trap 'rm -rf "$ledger"' EXIT
trap 'exit 2' HUP INT TERM
"$build/examples/board" "$file" "$ledger"
