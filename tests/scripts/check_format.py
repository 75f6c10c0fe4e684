"""The layout of the sources is clang-format's by .clang-format. Another major version lays out otherwise in places: where
it is not the one written here, there is nothing to say.

usage: check_format.py ROOT [CLANG_FORMAT]
"""
import pathlib
import re
import subprocess
import sys

from tap import Tap, output

MAJOR = 14

root, tool = pathlib.Path(sys.argv[1]), sys.argv[2:3]
sources = sorted(path for room in ("src", "include", "tests", "examples") for path in (root / room).rglob("*.[ch]"))
found = re.search(r"version (\d+)", output(tool[0], "--version")).group(1) if tool else "none"
if int(found if tool else 0) != MAJOR:
    print(f"ok 1 - the layout is clang-format's # SKIP clang-format {MAJOR} is wanted, {found} found\n1..1")
    sys.exit(0)
said = subprocess.run([tool[0], "--dry-run", *map(str, sources)], stderr=subprocess.PIPE, text=True, check=False).stderr
tap = Tap()
tap.check("the layout is clang-format's", (line for line in said.splitlines() if ": warning:" in line))
tap.end()
