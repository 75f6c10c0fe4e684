"""The library as a few sources that include the others, as src/units.py writes them: is it whole, and does each compile?

usage: check_joined.py ROOT CC...
"""
import collections
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

from tap import Tap, output

root, cc = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
src = root / "src"
paths = sorted(path.relative_to(src).as_posix() for path in src.glob("*/*.c"))
OPTIONS = [f"-I{src}", f"-I{root / 'include'}", "-std=c11", "-fsyntax-only", "-Wall", "-Wextra", "-Werror"]


def compiled(where):
    """What is wrong with them, two at a time."""
    command = f"ls *.c | xargs -P 2 -n 4 {shlex.join([*cc, *OPTIONS])}"
    done = subprocess.run(["sh", "-c", command], cwd=where, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", check=False)
    said = [line for line in done.stdout.splitlines() if re.search(r"(error|warning):", line)]
    return said[:20] or done.stdout.splitlines()[-20:] if done.returncode else []


tap = Tap()
with tempfile.TemporaryDirectory() as name:
    place = pathlib.Path(name)
    names = output(sys.executable, src / "units.py", "--names", *paths).split()
    output(sys.executable, src / "units.py", place, *paths)
    units = sorted(path.name for path in place.iterdir())
    included = [path for unit in units for path in re.findall(r'^#include "(.*\.c)"$', (place / unit).read_text("utf-8"), re.M)]
    once, wanted = collections.Counter([*included, *(name for name in names if "/" in name)]), collections.Counter(paths)
    tap.check("every file is in one, or by itself", (once - wanted) + (wanted - once))
    tap.check("they are those that are named", {*units} ^ {name for name in names if "/" not in name})
    tap.check("each compiles: a name that a header and a file have for two things, or that a macro makes, is made another "
              "in one of them", compiled(place))
tap.end()
