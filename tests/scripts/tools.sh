# Sourced by tests/run.sh and examples/run.sh: finds the tools to build with, installs what is missing where it may,
# and otherwise names it.

PATH="$PATH:/usr/local/bin:/usr/bin:/bin"

# True if a command is there, or a header compiles (cmocka.h wants others before it).
have() {
    case $1 in
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
            stdio.h) echo libc6-dev ;;
            cmocka.h) echo libcmocka-dev ;;
            *) echo "$thing" ;;
        esac
    done
}

# need_tools COMMAND|HEADER...: ends the shell with status 1 if one is missing and cannot be had.
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
    exit 1
}
