#!/bin/sh
# Builds everything and runs every test; the last line counts the cases, and the status is 1 if any failed.
#
#   sh tests/run.sh            builds in build-tests, -asan and -clang of it, build-32 ($CGOV_BUILD: another build-tests)
#
# The unit tests run as they are, under the address and undefined behaviour sanitizers, and where these are there, built
# by clang with -O3, for 32 bits, and a few under valgrind. The 32-bit build is run by an emulator where the kernel runs
# no such programs; otherwise it has unit tests where there is a cmocka for it. In any case the examples run, and the main
# job must come to the 64-bit build's digests. A case counts once: it passes if it passes wherever it runs. What fails is
# told with its own lines after its configuration, and by name again at the end.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/scripts/tools.sh
need_tools meson ninja cc python3 pkg-config stdio.h cmocka.h || exit 1
want_tools clang-format cmake m32
runner= # what 32-bit programs are run by
runs_32=no
if have m32 && runner=$(runner_of_32_bits); then runs_32=yes; fi

build=${CGOV_BUILD:-build-tests}
logs=
number=0
count=2
for tool in valgrind clang; do have "$tool" && count=$((count + 1)); done
[ "$runs_32" = no ] || count=$((count + 1))

# begin NAME: the next configuration has its turn.
begin() {
    number=$((number + 1))
    echo "== $number of $count: $*"
}

# configure DIRECTORY OPTION...: a build that fails is a failed case of its own, and the rest goes on.
configure() {
    printf 'building:'
    directory=$1
    shift
    if build "$directory" all "$@"; then return 0; fi
    echo "$directory does not build"
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
    meson test -C "$directory" --no-rebuild "$@"
    [ -f "$log" ] || return 0
    logs="$logs $log"
    python3 tests/scripts/count.py --lines "$log"
}

# main_job BUILD RUNNER: the main job's digests on the sample, in an empty directory.
main_job() {
    rm -rf "$1/main-job"
    $2 "$1/examples/board" examples/data/sample.csv "$1/main-job" | grep digest
}

echo "$count configurations, some 7 minutes on two cores"

# Warnings are errors here, by gcc and by clang; elsewhere a compiler of another age may have its own.
begin "as it is"
if configure "$build" -Dwerror=true; then
    run_tests "$build" testlog.json
    if have valgrind; then
        begin "a few under valgrind"
        run_tests "$build" testlog-valgrind.json --suite valgrind --timeout-multiplier 10 \
            --wrap 'valgrind --quiet --leak-check=full --error-exitcode=9'
    fi
fi

begin "address and undefined behaviour sanitizers"
# What sanitizers insert makes gcc warn of paths that are not there: its manual advises against errors from them.
if configure "$build-asan" -Dwerror=false -Db_sanitize=address,undefined; then
    UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 run_tests "$build-asan" testlog.json --suite unit \
        --timeout-multiplier 4
fi

if have clang; then
    begin "clang -O3"
    if CC=clang configure "$build-clang" -Dwerror=true -Doptimization=3; then
        run_tests "$build-clang" testlog.json --suite unit
    fi
fi

if [ "$runs_32" = yes ]; then
    begin "32 bits${runner:+ by $runner}"
    # For meson it is another machine, so that whatever it runs, it runs by the runner; env runs a program as it is.
    sed "s/RUNNER/${runner:-env}/" tests/scripts/m32.ini >build-32.ini
    if configure build-32 --cross-file build-32.ini -Dwerror=true; then
        # Some tests start programs themselves: an emulator is given the examples, which are slow enough by it.
        suites='--suite examples --timeout-multiplier 10'
        [ -n "$runner" ] || suites='--suite quick --suite examples'
        # shellcheck disable=SC2086 (several words)
        CGOV_RUNNER=$runner run_tests build-32 testlog.json $suites
        log=build-32/digests.json
        logs="$logs $log"
        result=ERROR
        digests=$(main_job build-32 "$runner")
        if [ -n "$digests" ] && [ "$digests" = "$(main_job "$build" "")" ]; then result=OK; fi
        echo "the main job comes to the 64-bit build's digests: $result"
        printf '{"name": "digests in 32 bits", "result": "%s", "stdout": ""}\n' "$result" >"$log"
    fi
fi

# shellcheck disable=SC2086 (several names)
exec python3 tests/scripts/count.py $logs
