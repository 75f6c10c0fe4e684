"""A numbered example, run: its output is compared with the one kept in examples/expected.

usage: check_examples.py EXPECTED PROGRAM [ARGUMENT...]

With CGOV_EXPECTED=write in the environment what it prints is kept instead: after a change that means to change it.
CGOV_RUNNER there is what the program is run by: an emulator, where the machine cannot run it itself.
"""
import difflib
import os
import pathlib
import subprocess
import sys

from tap import Tap

expected, command = pathlib.Path(sys.argv[1]), os.environ.get("CGOV_RUNNER", "").split() + sys.argv[2:]
run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
if os.environ.get("CGOV_EXPECTED") == "write":
    expected.write_text(run.stdout, encoding="utf-8")
kept = expected.read_text(encoding="utf-8") if expected.exists() else ""

tap = Tap()
tap.check(f"{expected.stem} ends well", [f"status {run.returncode}: {run.stdout[-400:]}"] if run.returncode else [])
tap.check(f"{expected.stem} prints what it did",
          difflib.unified_diff(kept.splitlines(), run.stdout.splitlines(), "kept", "printed", lineterm=""))
tap.end()
