#!/bin/sh
# Builds everything and runs every test; the last line counts the cases, and the status is 1 if any failed.
#
#   sh tests/run.sh            builds in build-tests, build-asan, build-clang ($CGOV_BUILD names another build-tests)
#
# The unit tests run as they are, under the address and undefined behaviour sanitizers, and where these are there, built
# by clang with -O3, and a few under valgrind. A case counts once: it passes if it passes wherever it runs.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/scripts/tools.sh
need_tools meson ninja cc python3 pkg-config stdio.h cmocka.h

build=${CGOV_BUILD:-build-tests}
logs=

say() { echo "== $*"; }

# configure DIRECTORY OPTION...: a fresh look at the tree, for what is in the library and in the tests may have changed.
# A build that fails is a failed case of its own, and the next configuration has its turn.
configure() {
    directory=$1
    shift
    again=
    [ -f "$directory/build.ninja" ] && again=--reconfigure
    if { meson setup $again "$directory" "$@" && ninja -C "$directory"; } >"$directory.log" 2>&1; then return 0; fi
    cat "$directory.log"
    say "$directory does not build"
    printf '{"name": "build", "result": "ERROR", "stdout": ""}\n' >"$directory.failed"
    logs="$logs $directory.failed"
    return 1
}

# run_tests DIRECTORY LOG ARGUMENT...: what fails is counted from the log, so that every configuration is run.
run_tests() {
    directory=$1
    log=$directory/meson-logs/$2
    shift 2
    rm -f "$log"
    meson test -C "$directory" --no-rebuild --print-errorlogs "$@"
    [ ! -f "$log" ] || logs="$logs $log"
}

say "gcc, as it is"
if configure "$build"; then
    run_tests "$build" testlog.json
    if command -v valgrind >/dev/null 2>&1; then
        say "valgrind, a few"
        run_tests "$build" testlog-valgrind.json --suite valgrind --timeout-multiplier 10 \
            --wrap 'valgrind --quiet --leak-check=full --error-exitcode=9'
    fi
fi

say "address and undefined behaviour sanitizers"
if configure "$build-asan" -Db_sanitize=address,undefined; then
    UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 run_tests "$build-asan" testlog.json --suite unit \
        --timeout-multiplier 4
fi

if command -v clang >/dev/null 2>&1; then
    say "clang -O3"
    if CC=clang configure "$build-clang" -Doptimization=3; then run_tests "$build-clang" testlog.json --suite unit; fi
fi

# shellcheck disable=SC2086 (several names)
exec python3 tests/scripts/count.py $logs
