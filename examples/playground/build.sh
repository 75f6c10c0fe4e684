#!/bin/sh
# Builds the playground: a page that checks and draws rulebooks in the browser, by the library itself. Nothing is sent
# anywhere, and the page works from a file.
#
#   sh examples/playground/build.sh [DIRECTORY]      build-playground, by default; then open its index.html
#
# Debian's packages: clang lld wasi-libc libclang-rt-14-dev-wasm32.
set -eu
cd "$(dirname "$0")/../.."
into=${1:-build-playground}
here=examples/playground
mkdir -p "$into"
rm -rf "$into/sources"
python3 src/flat.py "$into/sources"
(cd "$into/sources" && ls ./*.c | xargs -P 2 -n 16 clang --target=wasm32-wasi -Oz -DNDEBUG -c)
clang --target=wasm32-wasi -Oz -std=c11 -Wall -Wextra -Werror -mexec-model=reactor "-I$into/sources" $here/playground.c \
    "$into"/sources/*.o -Wl,--strip-all,-z,stack-size=1048576 -o "$into/playground.wasm"
{ printf 'const WASM = "' && base64 -w 0 "$into/playground.wasm" && printf '";\n'; } >"$into/wasm.js"
cp $here/index.html $here/playground.js "$into"
rm -rf "$into/sources"
echo "$into/index.html"
