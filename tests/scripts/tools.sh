# Sourced by tests/run.sh and examples/run.sh: finds the tools to build with, installs what is missing where it may,
# and otherwise names it; builds, and shows how far it is.

PATH="$PATH:/usr/local/bin:/usr/bin:/bin"

# True if a command is there, a header compiles (cmocka.h wants others before it), or, for m32, a 32-bit program links.
have() {
    case $1 in
        m32) echo 'int main(void) { return 0; }' | cc -m32 -x c -o /dev/null - 2>/dev/null ;;
        *.h) printf '#include <%s>\n' stdarg.h stddef.h stdint.h setjmp.h "$1" | cc -x c -fsyntax-only - 2>/dev/null ;;
        *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

# Prints the Debian package of each that is missing.
missing_packages() {
    for thing in "$@"; do
        have "$thing" || case $thing in
            cc) echo gcc ;;
            ninja) echo ninja-build ;;
            gcov) echo gcc ;;
            stdio.h) echo libc6-dev ;;
            cmocka.h) echo libcmocka-dev ;;
            m32) echo gcc-multilib ;;
            qemu-i386) echo qemu-user ;;
            *) echo "$thing" ;;
        esac
    done
}

# need_tools COMMAND|HEADER...: false if one is missing and cannot be had.
need_tools() {
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "installing:" $missing >&2
        { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } >&2
        hash -r
        missing=$(missing_packages "$@")
    fi
    [ -n "$missing" ] || return 0
    echo "missing, as Debian and Ubuntu name the packages:" $missing >&2
    return 1
}

# want_tools COMMAND|HEADER...: what can be had of these is; what cannot is told, and done without.
want_tools() {
    for thing in "$@"; do need_tools "$thing" || echo "without $thing: what needs it is left out" >&2; done
}

# Prints what 32-bit programs are run by: nothing where the kernel runs them, otherwise an emulator, if there is one.
runner_of_32_bits() {
    program=$(mktemp) || return 1
    echo 'int main(void) { return 0; }' | cc -m32 -x c -o "$program" - && "$program" 2>/dev/null
    status=$?
    rm -f "$program"
    [ "$status" = 0 ] || { want_tools qemu-i386 && have qemu-i386 && echo qemu-i386; }
}

# Reads ninja's lines ("[12/60] Compiling ...") and tells each tenth of the way.
show_tenths() {
    told=0
    while read -r line; do
        case $line in "["[0-9]*/[0-9]*"] "*) ;; *) continue ;; esac
        step=${line%%]*}
        step=${step#[}
        tenths=$((${step%/*} * 10 / ${step#*/}))
        [ "$tenths" -le "$told" ] || printf ' %d%%' $((tenths * 10))
        told=$tenths
    done
    echo
}

# build DIRECTORY TARGET OPTION...: with tests and examples, after a fresh look at the tree, for there may be new files in
# it. What is said goes to
# DIRECTORY.log, and how far it is to standard error, where it belongs behind the caller's announcement. A build that
# fails shows its log.
build() {
    directory=$1
    target=$2
    shift 2
    again=
    [ -f "$directory/build.ninja" ] && again=--reconfigure
    printf ' looking round' >&2 # some seconds pass before the first tenth
    if meson setup $again -Dauto_features=enabled "$@" "$directory" >"$directory.log" 2>&1; then
        status=$({
            { ninja -C "$directory" "$target" 2>&1; echo $? >&3; } | tee -a "$directory.log" | show_tenths >&2
        } 3>&1)
        [ "$status" != 0 ] || return 0
    fi
    cat "$directory.log" >&2
    return 1
}
