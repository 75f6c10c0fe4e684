#!/bin/sh
# The library on platforms other than this one: 64-bit Windows by mingw, run by wine, and WebAssembly (wasm32-wasi) by
# clang, run by node. What is run must print what it prints here, digests included. The last line is `N passed, N failed`;
# the status is 1 if any failed. docs/platforms.md says what is promised where.
#
#   sh tests/cross/run.sh [windows] [wasm]      both, where neither is named; builds in build-windows, build-wasm,
#                                               build-playground
#
# Debian's packages: gcc-mingw-w64-x86-64 wine64; clang lld wasi-libc libclang-rt-14-dev-wasm32 nodejs.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/scripts/tools.sh
for wanted in "$@"; do
    case $wanted in windows | wasm) ;; *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" && exit 2 ;; esac
done
platforms=${*:-windows wasm}
need_tools meson ninja cc python3 stdio.h || exit 1
passed=0 failed=0
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
trap 'exit 1' HUP INT TERM
root=$(pwd)
examples="01_first_issue 02_own_rulebook 03_deadlines 04_why_not 05_own_storage 06_joint_meeting 07_owners_decide"

# part NAME COMMAND...: runs one, and counts it.
part() {
    name=$1
    shift
    if "$@" >"$place/said" 2>&1; then
        passed=$((passed + 1)) && echo "ok - $name"
    else
        failed=$((failed + 1)) && echo "not ok - $name" && tail -20 "$place/said"
    fi
}

# prints FILE COMMAND...: whether a command prints what is in a file, whatever it ends its lines with.
prints() {
    wanted=$1
    shift
    "$@" 2>"$place/stderr" | tr -d '\r' >"$place/printed"
    cat "$place/stderr"
    diff "$wanted" "$place/printed"
}

# together PLATFORM: compile and run are that platform's.
together() {
    part "$1: the digests are those of this platform" prints "$place/digest" run digest
    for example in $examples; do
        part "$1: $example" prints "examples/expected/$example.txt" run "$example"
    done
}

# ---- Windows

build_windows() {
    again=
    [ -f build-windows/build.ninja ] && again=--reconfigure
    meson setup $again build-windows --cross-file tests/cross/mingw64.ini -Dwerror=true && ninja -C build-windows
}

compile_windows() {
    for program in tests/cross/digest tests/cross/files $(printf ' examples/%s' $examples); do
        x86_64-w64-mingw32-gcc -std=c11 -O1 -Wall -Wextra -Werror -Iinclude "$program.c" build-windows/src/libcgov.a \
            -o "$place/$(basename "$program").exe" || return 1
    done
    cp build-windows/src/libcgov-0.dll build-windows/examples/tool/cgov.exe "$place"
}

wine() (
    cd "$place" && program=$1 && shift && WINEDEBUG=-all WINEPREFIX=$place/wine /usr/lib/wine/wine64 "$program.exe" "$@"
)

exports() { # the shared library gives its public names, and no others
    ! x86_64-w64-mingw32-objdump -p build-windows/src/libcgov-0.dll | sed -n '/^\[Ordinal/,/^$/p' | grep -v ' cgov_[^_]' |
        grep '^	'
}

windows() {
    run() { wine "$@"; }
    part "windows: the library and its command are built" build_windows
    part "windows: the shared library exports its public names alone" exports
    part "windows: programs are built with it" compile_windows
    part "windows: the storage in files" run files
    together windows
    cp build-windows/src/standard.rules "$place"
    part "windows: the command checks a text, by the shared library" run cgov check standard.rules
}

# ---- WebAssembly

clang_wasm() { clang --target=wasm32-wasi -O2 "$@"; }

build_wasm() {
    rm -rf build-wasm
    python3 src/flat.py build-wasm || return 1
    (cd build-wasm && ls ./*.c | xargs -P 2 -n 16 clang --target=wasm32-wasi -O2 -Wall -Wextra -Werror -c) || return 1
    llvm-ar-14 rcs build-wasm/libcgov.a build-wasm/*.o || ar rcs build-wasm/libcgov.a build-wasm/*.o
}

compile_wasm() {
    for program in tests/cross/digest $(printf ' examples/%s' $examples); do
        clang_wasm -Wall -Wextra -Werror -Iinclude "$program.c" build-wasm/libcgov.a -Wl,-z,stack-size=1048576,--stack-first \
            -o "$place/$(basename "$program").wasm" || return 1
    done
}

wasm() {
    run() { program=$1 && shift && node --no-warnings tests/cross/wasi.mjs "$place/$program.wasm" "$@"; }
    part "wasm: the library is built" build_wasm
    part "wasm: programs are built with it" compile_wasm
    together wasm
    part "wasm: the playground is built" sh examples/playground/build.sh build-playground
    part "wasm: the playground checks and draws" node tests/cross/playground.mjs build-playground
}

printf 'building:'
build build-cross src/libcgov.a || exit 1
cc -Iinclude tests/cross/digest.c build-cross/src/libcgov.a -o "$place/digest_here" && "$place/digest_here" >"$place/digest" || exit 1
for platform in $platforms; do $platform; done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
