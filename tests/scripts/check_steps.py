"""What a move and an entry take in instructions is what docs/performance.md says: they may not grow by 5 percent unseen.

usage: check_steps.py root compiler optimization asserts cgov_bench cgov_rolls [valgrind]

Counted by callgrind they are the same on every run; but not by another compiler, nor with other options. The figures of
the page are of the one that it names, and elsewhere nothing is compared.
"""
import os
import re
import subprocess
import sys
from pathlib import Path

from tap import Tap

COUNTED_BY = "gcc 12 x86_64"
MOVES, COMMANDS = 7000, 104700  # of 1,000 issues; of 100,000 entries, with what is refused and who leaves
PLAIN = "glibc.cpu.x86_rep_stosb_threshold=1000000000:glibc.cpu.x86_rep_movsb_threshold=1000000000"

root, compiler, optimization, asserts, bench, rolls, *valgrind = sys.argv[1:]
why = None
if not valgrind:
    why = "no valgrind"
elif (compiler, optimization, asserts) != (COUNTED_BY, "2", "true"):
    why = f"counted by {COUNTED_BY} at -O2, this is {compiler} at -O{optimization}"
if why:
    print(f"1..0 # SKIP {why}")
    sys.exit(0)


def stated(what):
    """The page's row `| what | 7,740 |`."""
    page = (Path(root) / "docs/performance.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {what} \| \**([\d,]+)\** \|", page, re.M)
    return int(row.group(1).replace(",", ""))


def counted(functions, *command):
    toggles = [f"--toggle-collect={function}" for function in functions]
    run = subprocess.run([valgrind[0], "--tool=callgrind", "--callgrind-out-file=/dev/null", *toggles, *command],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
                         env={**os.environ, "GLIBC_TUNABLES": PLAIN})
    if run.returncode:
        sys.exit(run.stderr)
    return int(re.search(r"Collected : (\d+)", run.stderr).group(1))


tap = Tap()
files = Path(root) / "tests/bench"
for what, number, functions, command in (
        ("a move", MOVES, ("cgov_item_report", "cgov_item_move"), (bench, files / "bench.rules", "memory", "1000")),
        ("an entry", COMMANDS, ("cgov_roll_enter", "cgov_roll_leave"),
         (rolls, files / "rolls.rules", "memory", "plain", "1000"))):
    count, page = counted(functions, *map(str, command)) // number, stated(what)
    tap.check(f"{what} takes no more than 5 percent over what the page says",
              [f"{count} instructions, docs/performance.md says {page}"] if count * 20 > page * 21 else [])
    print(f"# {what}: {count} instructions" + (f", the page says {page}: it may say less" if count * 20 < page * 19 else ""))
tap.end()
