"""What a confidential ballot says is not told by how long anything takes: two ledgers that differ in that alone, by one
name or by two, take the same instructions for whatever is read and tried before the count, and after it where a group is
too small to be told. Casting it, whose time is its elector's, and the count read what it says: they may differ by what
a word of another length takes, one in fifty instructions and one in five hundred.

usage: check_twins.py root api.json cgov_twins [valgrind]

Each reading of api.json stands in cgov_twins.c, or the check fails.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tap import Tap

PARTS = ("cast", "picked", "tried", "asked before the close", "asked before the count", "counted",
         "asked after it")  # in this order
READING = {"cast": 50, "picked": 50, "counted": 500}  # of what reads the choice, in so many instructions one may differ
VOTES = ("no, and 1 3", "abstain, and 2 3", "blank, and 2", "no, and blank")  # cgov_twins knows them by number
PLAIN = "glibc.cpu.x86_rep_stosb_threshold=1000000000:glibc.cpu.x86_rep_movsb_threshold=1000000000"
APART = {"cgov_command_get", "cgov_record_text"}  # the bytes of whoever gave the command last; a commitment as digits

root, api, twins, *valgrind = sys.argv[1:]
tap = Tap()
source = (Path(root) / "tests/bench/cgov_twins.c").read_text(encoding="utf-8")
readings = [function["name"] for function in json.loads(Path(api).read_text(encoding="utf-8"))["functions"]
            if function["parameters"] and function["parameters"][0]["type"] == "const cgov_ledger *"]
tap.check("every reading is asked", [f"{name} is not called" for name in sorted(set(readings) - APART)
                                     if f"{name}(" not in source])


def taken(said):
    """What each part takes, with all that it calls."""
    with tempfile.TemporaryDirectory() as directory:
        run = subprocess.run([valgrind[0], "--tool=callgrind", f"--callgrind-out-file={directory}/out",
                              *(f"--{option}={part}" for part in ("casting_of", "tried", "asked", "ending")
                                for option in ("toggle-collect", "dump-after")),
                              twins, str(Path(root) / "tests/bench/twins.rules"), str(said)],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
                             env={**os.environ, "GLIBC_TUNABLES": PLAIN})
        if run.returncode:
            sys.exit(run.stderr)
        return [int(re.search(r"^summary: (\d+)", Path(f"{directory}/out.{n + 1}").read_text(encoding="utf-8"), re.M)[1])
                for n in range(len(PARTS))]



if valgrind:
    first = taken(0)
    for number in range(1, len(VOTES)):
        tap.check(f"`{VOTES[number]}` take what `{VOTES[0]}` do",
                  [f"{part}: {mine} instructions, and {theirs}"
                   for part, mine, theirs in zip(PARTS, first, taken(number))
                   if abs(mine - theirs) * READING.get(part, mine) >= mine])
    print("# instructions:", ", ".join(f"{part} {count}" for part, count in zip(PARTS, first)))
else:
    print("# no valgrind: nothing was counted")
tap.end()
