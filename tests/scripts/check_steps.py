"""What a move, an entry and a ballot take in instructions is what docs/performance.md says: they may not grow by 5 percent unseen; nor
may a closed issue take more memory than is promised.

usage: check_steps.py root compiler optimization asserts cgov_bench cgov_rolls cgov_ballots cgov_ways [valgrind]

Counted by callgrind they are the same on every run; but not by another compiler, nor with other options. The figures of
the page are of the one that it names, and elsewhere nothing is compared.
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tap import Tap

COUNTED_BY = "gcc 12 x86_64"
MOVES, SHIPPED = 7000, 8000  # of 1,000 issues, by the bench's text and by the one shipped
COMMANDS = 104700  # of 100,000 entries, with what is refused and who leaves
ELECTORS = 1000  # who give a ballot each
CLOSED_ISSUE = 176  # bytes of memory
ATTEMPTS = 60900  # of 1,000 electors on 60 motions, with what is refused
PLAIN = "glibc.cpu.x86_rep_stosb_threshold=1000000000:glibc.cpu.x86_rep_movsb_threshold=1000000000"

root, compiler, optimization, asserts, bench, rolls, ballots, ways, *valgrind = sys.argv[1:]
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
    """All that these functions took."""
    toggles = [f"--toggle-collect={function}" for function in functions]
    run = subprocess.run([valgrind[0], "--tool=callgrind", "--callgrind-out-file=/dev/null", *toggles, *command],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
                         env={**os.environ, "GLIBC_TUNABLES": PLAIN})
    if run.returncode:
        sys.exit(run.stderr)
    return int(re.search(r"Collected : (\d+)", run.stderr).group(1))


tap = Tap()
files = Path(root) / "tests/bench"
verbs = ("cgov_item_report", "cgov_item_move")
for what, number, functions, command in (
        ("a move", MOVES, verbs, (bench, files / "bench.rules", "memory", "1000")),
        ("a move of the shipped issue", SHIPPED, verbs, (bench, "shipped", "memory", "1000")),
        ("an entry", COMMANDS, ("cgov_roll_enter", "cgov_roll_leave"),
         (rolls, files / "rolls.rules", "memory", "plain", "1000")),
        ("a ballot", ATTEMPTS, ("cgov_roll_enter",), (ballots, files / "ballots.rules", "plain", "1000", "60")),
        *((f"a {kind} ballot", ELECTORS, ("cgov_roll_enter",), (ways, files / "ways.rules", roll, str(ELECTORS)))
          for kind, roll in (("points", "scored"), ("ranked", "ranked"), ("confidential", "hidden"),
                             ("confidential points", "pointed")))):
    total = counted(functions, *map(str, command))
    count, page = total // number, stated(what)
    tap.check(f"{what} takes no more than 5 percent over what the page says",
              [f"{count} instructions, docs/performance.md says {page}"] if count * 20 > page * 21 else [])
    print(f"# {what}: {count} instructions" + (f", the page says {page}: it may say less" if count * 20 < page * 19 else ""))


def memory(issues):
    """What so many closed issues take, in bytes; the retry keys that are remembered of the last ones among them."""
    with tempfile.TemporaryDirectory() as place:
        said = subprocess.run([bench, str(files / "bench.rules"), "build", str(issues), place], capture_output=True, text=True,
                              check=True).stdout
    return float(re.search(rf"^memory,cgov,{issues},([\d.]+)$", said, re.M).group(1)) * issues


FEW = 20000  # with as many keys as there ever are
bytes_each = (memory(2 * FEW) - memory(FEW)) / FEW
tap.check(f"a closed issue takes at most {CLOSED_ISSUE} bytes of memory",
          [f"{bytes_each:.0f} bytes"] if not 0 < bytes_each <= CLOSED_ISSUE else [])
dear = [roll for roll in ("plain", "scored", "ranked", "pointed")
        if subprocess.run([ways, str(files / "ways.rules"), roll, "100000"], stdout=subprocess.DEVNULL, check=False).returncode]
tap.check("a ballot takes at most 64 bytes of memory, whatever it says", dear)
tap.end()
