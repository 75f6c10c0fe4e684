#!/bin/sh
# The long sizes, for a night: what sh tests/run.sh does small. Prints a line of counts for each part; the last line is
# `N passed, N failed`, parts counted, and the status is 1 if any failed.
#
#   sh tests/nightly.sh                    all of it
#   sh tests/nightly.sh SECONDS IMAGES     a trial: a fuzz target's seconds (600), crash images (1000000), tests as usual
#
# Other platforms have their turn where their compilers are (tests/cross/run.sh).
# Builds in build-tests, build-threads, build-fuzz. What a target found stands in build-fuzz/NAME/: give it to the target as an argument
# to see it again, and add it to tests/fuzz/corpus/ once it is mended.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/scripts/tools.sh
need_tools meson ninja cc clang python3 pkg-config stdio.h cmocka.h || exit 1
full=1
[ $# = 0 ] || full=
seconds=${1:-600} images=${2:-1000000}
passed=0 failed=0

# part NAME COMMAND...: runs a part, and counts it.
part() {
    name=$1
    shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "failed: $name"; fi
}

full_tests() {
    build build-tests all -Dwerror=true && env ${full:+CGOV_FULL=1} \
        meson test -C build-tests --no-rebuild --suite unit --suite python --timeout-multiplier 100
}

# fuzz NAME: libFuzzer on a target, from its corpus, journals from the stories' too; what it keeps of the night is not
# added to the corpus.
fuzz() {
    mkdir -p "build-fuzz/$1"
    golden=
    [ "$1" != journal ] || golden=tests/golden
    clang -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude -Isrc -Itests "tests/fuzz/fuzz_$1.c" tests/fuzz/fuzz.c \
        build-fuzz/src/libcgov.a -o "build-fuzz/fuzz_$1" || return 1
    "build-fuzz/fuzz_$1" -max_total_time="$seconds" -timeout=20 -artifact_prefix="build-fuzz/$1/" -print_final_stats=1 \
        "build-fuzz/$1" "tests/fuzz/corpus/$1" $golden >"build-fuzz/$1.log" 2>&1
    status=$?
    echo "fuzz $1: $(sed -n 's/^stat::number_of_executed_units: *//p' "build-fuzz/$1.log") inputs," \
        "$(grep -o 'cov: [0-9]*' "build-fuzz/$1.log" | tail -1)"
    [ "$status" = 0 ] || tail -40 "build-fuzz/$1.log"
    return "$status"
}

# Readings run together, and a storage's: what races is seen by ThreadSanitizer alone.
threads() {
    build build-threads tests/test_storage -Db_sanitize=thread -Db_lundef=false && build-threads/tests/test_storage
}

part "full tests" full_tests
part "threads" threads
part "crash images" build-tests/tests/crash "$images"
if CC=clang build build-fuzz src/libcgov.a -Db_sanitize=address,undefined -Db_lundef=false \
    -Dc_args=-fsanitize=fuzzer-no-link; then
    for target in rulebook journal commands calls snapshot; do part "fuzz $target" fuzz "$target"; done
else
    failed=$((failed + 1))
fi
have x86_64-w64-mingw32-gcc && part "Windows" sh tests/cross/run.sh windows
have wasm-ld && part "WebAssembly" sh tests/cross/run.sh wasm
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
