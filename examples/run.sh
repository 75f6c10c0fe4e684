#!/bin/sh
# The main job: builds the library, runs a message board's years through a ledger, and prints what a district head
# would ask for.
#
#   sh examples/run.sh [FILE.csv]      columns id, resident, title, reported_at, text, reply, replied_at
#
# A column `matter`, where there is one, says what a message is about: the page then has figures by matter.
# The file is in UTF-8, UTF-16 or GB18030, its columns between commas, tabs or semicolons. Times are written as
# 2026-03-02T09:00:00+08:00, or in China's time as 2026/3/2 9:00 or as a spreadsheet's number, 46083.375.
# Without a file it takes the sample that ships with it. The ledger stands in a fresh directory, removed at the end. The
# last lines are the figures to check a run against; the same figures are drawn in report.html, a page in the directory
# the job was started in, and all that the library counts stands beside it in figures.csv and figures.jsonl. The status is 1 if a row was broken (and named), 2 if the job could not be done.
set -u

# complain WORD...: says why the job cannot be done, and ends.
complain() {
    echo "$*" >&2
    exit 2
}

case ${1:-} in
    -h | --help)
        sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
    -*) complain "$1: no such option; usage: sh examples/run.sh [FILE.csv]" ;;
esac
[ $# -le 1 ] || complain "one file is taken, not $#; usage: sh examples/run.sh [FILE.csv]"
here=$(cd "$(dirname "$0")" && pwd) || exit 2
file=${1-$here/data/sample.csv}
[ -e "$file" ] || complain "$file: No such file"
[ ! -d "$file" ] || complain "$file: is a directory; the path of a CSV file is wanted"
[ -r "$file" ] || complain "$file: may not be read"
page=$(pwd)/report.html
case $file in /*) ;; *) file=$(pwd)/$file ;; esac
figures=$(pwd)/figures
for written in "$page" "$figures.csv" "$figures.jsonl"; do
    ! [ "$file" -ef "$written" ] || complain "$file: a result would be written over it; give it another name"
done
cd "$here/.." || exit 2
. tests/scripts/tools.sh
need_tools meson ninja cc python3 stdio.h || exit 2

build=${CGOV_BUILD:-build-examples}
if [ -f "$build/build.ninja" ]; then printf 'building:' >&2; else printf 'building (the first time, a minute or so):' >&2; fi
build "$build" examples/board || complain "the library does not build"

ledger=$(mktemp -d "${TMPDIR:-$build}/ledger-XXXXXX") || exit 2
trap 'rm -rf "$ledger"' EXIT
trap 'exit 2' HUP INT TERM
"$build/examples/board" "$file" "$ledger" "$page" "$figures"
status=$?
[ $status -gt 1 ] || echo "the figures as a page: $page; as tables: figures.csv, figures.jsonl" >&2
exit $status
