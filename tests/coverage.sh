#!/bin/sh
# How much of the decoders, of access and of recovery the quick unit tests walk through: a table, lines and branches taken.
# It says where nobody has looked; it is no aim.
#
#   sh tests/coverage.sh       builds in build-coverage
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/scripts/tools.sh
need_tools meson ninja gcc gcov python3 pkg-config stdio.h cmocka.h || exit 1
CC=gcc build build-coverage all -Db_coverage=true -Doptimization=0 || exit 1
find build-coverage -name '*.gcda' -exec rm -f {} +
meson test -C build-coverage --no-rebuild --suite quick --timeout-multiplier 4 >build-coverage.tests 2>&1 ||
    echo "some unit tests failed: build-coverage.tests"
printf '%-24s %8s %8s\n' file lines branches
for name in bytes frame record command recover journal access guards; do
    data=$(find build-coverage/src -name "*_$name.c.gcda" | head -1)
    [ -n "$data" ] || continue
    gcov --branch-probabilities --no-output "$data" | awk -v name="$name.c" '
        /^File / { here = $2 ~ "src/.*/" name }
        here && /^Lines executed/ { sub(/.*:/, ""); lines = $1 }
        here && /^Taken at least once/ { sub(/.*:/, ""); branches = $1 }
        END { printf "%-24s %8s %8s\n", name, lines, branches }'
done
