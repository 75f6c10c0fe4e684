#!/bin/sh
# The bench: the same work through cgov and through SQLite, at equal durability, and what questions cost afterwards.
#
#   sh tests/bench/run.sh                 10,000 issues in each mode, questions to 100,000, rolls to 1,000,000; 8 minutes
#   BENCH_FULL=1 sh tests/bench/run.sh    issues to 1,000,000; some hours
#   sh tests/bench/run.sh rolls           10,000 issues' moves in each mode, and rolls; 5 minutes
#   sh tests/bench/run.sh ballots         10,000 issues' moves in memory, and a million ballots on a thousand motions
#   sh tests/bench/run.sh smoke           1,000 of each, once: do both engines come to the same?
#   sh tests/bench/run.sh ten-million     cgov alone, 10,000,000 issues, once; needs 10 GB of disk, 8 GB of memory
#
# BENCH_RUNS is the number of runs (5), CGOV_BUILD the build directory (build-bench), BENCH_PROGRAMS a directory that
# holds the programs already, so that nothing is built, TMPDIR where the data lies, by default with the programs: a real
# disk, for syncing is measured. Every run is a process of its own, the engines take turns, and the lines printed are
# medians:
#
#   bench,<engine>,<mode>,<N>,<moves per second>,<bytes on disk per issue>,<peak RSS MiB>
#   ratio,<mode>,<cgov / sqlite, moves per second>       of the two lines before it
#   memory,cgov,<N>,<bytes per closed issue>
#   reopen,<engine>,<N>,<records per second>,<milliseconds>
#   snapshot,cgov,<N>,<bytes per closed issue>,<milliseconds of writing it>,<milliseconds of reopening by it>
#   query,<engine>,<question>,<N>,<microseconds>
#   entries,<engine>,<mode>,<keyed | plain>,<electors>,<entries per second>,<bytes of memory per entry, filled or
#           entered; plain alone>,<milliseconds of a fill>,<microseconds of a share>
#   ratio,entries,<mode>,<keyed | plain>,<electors>,<cgov / sqlite, entries per second>
#   entry,cgov,<what its base is asked by>,<electors>,<bytes of memory per entry, on the base or a roll of it>
#   moves,<mode>,keyed,<electors>,<entries / moves, per second, of the same run>
#   ballots,<engine>,<keyed | plain>,<electors>,<motions>,<ballots per second, counting included>,<bytes of memory per
#           ballot; plain alone>,<microseconds of a count>; ratio,ballots and moves,ballots as of entries
#
# The status is 1 if the engines do not come to the same issues, or to the same answers, or if an entry takes more than
# 64 bytes; 2 if nothing could be run.
set -u

what=${1:-modes}
case $what in
    -h | --help)
        sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
    modes | rolls | ballots | smoke | ten-million) ;;
    *)
        echo "$what: no such bench; usage: sh tests/bench/run.sh [rolls | ballots | smoke | ten-million]" >&2
        exit 2
        ;;
esac
cd "$(dirname "$0")/../.." || exit 2
. tests/scripts/tools.sh

here=tests/bench
engines="cgov sqlite"
[ "$what" = ten-million ] && engines=cgov

# compile PROGRAM ARGUMENT...: as the library is, -O3, and optimized once more as one with it.
compile() {
    program=$1
    shift
    cc -std=c11 -O3 -flto -DNDEBUG -Wall -Wextra -o "$programs/$program" "$here/work.c" "$@"
}

# The programs, and without libsqlite3 one of them.
build_programs() {
    need_tools meson ninja cc python3 stdio.h || exit 2
    printf 'building:' >&2
    build "$programs" src/libcgov.a --buildtype=release -Doptimization=3 -Db_ndebug=true -Db_lto=true || exit 2
    compile cgov_bench "$here/cgov_bench.c" -Iinclude "$programs/src/libcgov.a" || exit 2
    compile cgov_rolls "$here/rolls.c" "$here/cgov_rolls.c" -Iinclude "$programs/src/libcgov.a" || exit 2
    compile cgov_entries "$here/cgov_entries.c" -Iinclude "$programs/src/libcgov.a" || exit 2
    compile cgov_ballots "$here/ballots.c" "$here/cgov_ballots.c" -Iinclude "$programs/src/libcgov.a" || exit 2
    [ "$engines" = cgov ] && return
    if have pkg-config && pkg-config --exists sqlite3; then
        # shellcheck disable=SC2046 (several options)
        compile sqlite_bench "$here/sqlite_bench.c" $(pkg-config --cflags --libs sqlite3) || exit 2
        # shellcheck disable=SC2046
        compile sqlite_rolls "$here/rolls.c" "$here/sqlite_rolls.c" $(pkg-config --cflags --libs sqlite3) || exit 2
        # shellcheck disable=SC2046
        compile sqlite_ballots "$here/ballots.c" "$here/sqlite_ballots.c" $(pkg-config --cflags --libs sqlite3) || exit 2
    else
        engines=cgov
        echo "left out,sqlite: libsqlite3 with its header was not found (Debian: libsqlite3-dev)"
    fi
}

programs=${BENCH_PROGRAMS:-${CGOV_BUILD:-build-bench}}
[ -n "${BENCH_PROGRAMS:-}" ] || build_programs
data=$(mktemp -d "${TMPDIR:-$programs}/bench-XXXXXX") || exit 2
trap 'rm -rf "$data"' EXIT
trap 'exit 2' HUP INT TERM

# run ENGINE MODE N PATH: one process; what it prints is kept.
run() {
    case $1 in
        cgov) "$programs/cgov_bench" "$here/bench.rules" "$2" "$3" "$4" ;;
        sqlite) "$programs/sqlite_bench" "$2" "$3" "$4" ;;
    esac >>"$data/lines" || {
        echo "$1: $2 of $3 issues failed" >&2
        exit 2
    }
}

# rolls MODE keyed|plain N RUNS: the engines take turns.
rolls() {
    for turn in $(seq "$4"); do
        for engine in $engines; do
            tell "$engine $1, rolls of $3, run $turn of $4"
            case $engine in
                cgov) "$programs/cgov_rolls" "$here/rolls.rules" "$1" "$2" "$3" "$data/ledger" ;;
                sqlite) "$programs/sqlite_rolls" "$1" "$2" "$3" "$data/ledger" ;;
            esac >>"$data/lines" || {
                echo "$engine: rolls, $1 of $3 failed" >&2
                exit 2
            }
            rm -rf "$data/ledger" "$data/ledger-wal" "$data/ledger-shm"
        done
    done
}

# ballots keyed|plain ELECTORS MOTIONS RUNS: the engines take turns.
ballots() {
    for turn in $(seq "$4"); do
        for engine in $engines; do
            tell "$engine, ballots of $2 on $3 motions, run $turn of $4"
            case $engine in
                cgov) "$programs/cgov_ballots" "$here/ballots.rules" "$1" "$2" "$3" ;;
                sqlite) "$programs/sqlite_ballots" "$1" "$2" "$3" ;;
            esac >>"$data/lines" || {
                echo "$engine: ballots of $2 on $3 motions failed" >&2
                exit 2
            }
        done
    done
}

# entries N: what an entry takes, by what its base is asked by.
heavy=0
entries() {
    tell "cgov: memory of rolls of $1"
    "$programs/cgov_entries" "$here/entries.rules" "$1" >>"$data/lines"
    case $? in
        0) ;;
        1) heavy=1 ;;
        *) exit 2 ;;
    esac
}

# tell WORD...: what is going on, on a terminal, in a line of its own.
tell() { [ ! -t 2 ] || printf '\r%-60s\r' "$*" >&2; }

# mode MODE N RUNS: the engines take turns.
mode() {
    for turn in $(seq "$3"); do
        for engine in $engines; do
            tell "$engine $1, $2 issues, run $turn of $3"
            run "$engine" "$1" "$2" "$data/ledger"
            rm -rf "$data/ledger" "$data/ledger-wal" "$data/ledger-shm"
        done
    done
}

# questions N RUNS: asked of a ledger that is made once, by a process that opens it anew each time.
questions() {
    for engine in $engines; do
        tell "$engine: making a ledger of $1 issues and more"
        run "$engine" build "$1" "$data/ledger"
        for turn in $(seq "$2"); do
            tell "$engine: questions at $1 issues, run $turn of $2"
            run "$engine" query "$1" "$data/ledger"
        done
        rm -rf "$data/ledger" "$data/ledger-wal" "$data/ledger-shm"
    done
}

runs=${BENCH_RUNS:-5}
sizes="10000 100000"
closed=10000
electors="1000 1000000"
measured="1000 100000 1000000"
motions=1000
case $what in
    smoke)
        runs=1
        sizes=1000
        closed=1000
        electors=1000
        measured="1000 100000"
        motions=20
        ;;
    rolls) sizes= ;;
    ballots)
        sizes=
        electors=
        measured=
        ;;
    ten-million)
        runs=1
        electors=
        measured=
        motions=
        sizes=10000000
        closed=10000000
        ;;
    modes)
        if [ "${BENCH_FULL:-0}" != 0 ]; then
            sizes="10000 100000 1000000"
            closed=$sizes
        fi
        ;;
esac
for size in $closed; do
    [ "$what" = ten-million ] || mode memory "$size" "$runs"
    [ "$what" = ballots ] || mode os "$size" "$runs"
    [ "$what" = ten-million ] || [ "$what" = ballots ] || mode sync1000 "$size" "$runs"
done
[ "$what" = ten-million ] || [ "$what" = ballots ] || mode sync1 $((${closed%% *} / 50)) "$runs"
for size in $sizes; do questions "$size" "$runs"; done
for size in $electors; do
    for form in plain keyed; do rolls memory $form "$size" "$runs"; done
done
for size in $measured; do entries "$size"; done
if [ -n "$motions" ]; then
    for form in plain keyed; do ballots $form 1000 "$motions" "$runs"; done
fi
if [ -n "$electors" ]; then
    for mode in os sync1000; do rolls $mode keyed 1000 "$runs"; done
    rolls sync1 keyed 200 "$runs"
fi
tell ''
python3 "$here/summarize.py" "$data/lines" && [ "$heavy" = 0 ]
