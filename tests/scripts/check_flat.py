"""The library as one folder of sources, as src/flat.py writes it: does the compiler alone make of it what the build does?

usage: check_flat.py ROOT CC...
"""
import pathlib
import shlex
import subprocess
import sys
import tempfile

from tap import Tap

root, cc = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]


def run(*command, **more):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", check=False, **more)


def faults(done):
    return done.stdout.splitlines()[-20:] or [f"status {done.returncode}"] if done.returncode else []


def compiled(where, *options):
    """What is wrong with `cc -c *.c` there, two files at a time."""
    command = f"ls *.c | xargs -P 2 -n 24 {shlex.join([*cc, '-c', '-w', *options])}"
    return faults(run("sh", "-c", command, cwd=where))


def makers():
    """What makes files, and does so, or fails, where it is asked what it is for."""
    for path in ("src/flat.py", "src/units.py", "src/rulebooks/embed.py", "src/api/list.py", "examples/python/make_api.py",
                 "examples/tool/messages.py", "examples/board/embed.py", "docs/editors/make.py"):
        with tempfile.TemporaryDirectory() as empty:
            done = run(sys.executable, root / path, "--help", cwd=empty)
            if done.returncode or pathlib.Path(path).name not in done.stdout or any(pathlib.Path(empty).iterdir()):
                yield f"{path} --help: status {done.returncode}, {done.stdout.strip()[-60:]}"


tap = Tap()
tap.check("what makes files says what it is for, and makes none then", list(makers()))
with tempfile.TemporaryDirectory() as name:
    place = pathlib.Path(name)
    folder = place / "flat"
    tap.check("it is written", faults(run(sys.executable, root / "src/flat.py", folder)))
    sources = sorted(path.name for path in folder.glob("*.c"))
    wanted = sorted([f"{path.parent.name}_{path.name}" for path in (root / "src").glob("*/*.c")] + ["shipped.c"])
    tap.check("with every source, and nothing in it but C", set(sources) ^ set(wanted) | {
        path.name for path in folder.rglob("*") if path.is_file() and path.suffix not in (".c", ".h", ".def")})
    tap.check("it is not written over what is there", [] if "is not empty" in run(
        sys.executable, root / "src/flat.py", folder).stdout else ["it was"])
    tap.check("`cc -c *.c` compiles it", compiled(folder))
    example = root / "examples/01_first_issue.c"
    tap.check("a host that has it on its include path links", faults(
        run("sh", "-c", shlex.join([*cc, f"-I{folder}", str(example), "-o", "host"]) + " flat/*.o", cwd=place)))
    printed = (root / "examples/expected/01_first_issue.txt").read_text("utf-8")
    tap.check("and runs as one by the build does", [] if (place / "host").exists() and run(
        place / "host").stdout == printed else ["it prints otherwise, or nothing"])
tap.end()
