"""The shape of the sources: nothing forgotten in a list, files and functions of a size to read at one sitting.

usage: check_shape.py ROOT
"""
import pathlib
import re
import sys

from tap import Tap

def most(path):
    """Lines of a file, and of a function, at most: what is shipped is held shorter than what tests it."""
    return (600, 60) if path.relative_to(root).parts[0] in ("src", "include") else (800, 70)


root = pathlib.Path(sys.argv[1])
sources = sorted(path for room in ("include", "src", "tests", "examples") for path in (root / room).rglob("*.[ch]"))


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def functions(path):
    """(name, first line, number of lines): the code's style opens a body at a line's end and closes it in column 1."""
    start, name, body = 0, "", False
    for number, line in enumerate(lines(path), 1):
        if not start and line and (line[0].isalpha() or line[0] == "_") and "(" in line:
            start, name, body = number, line.split("(")[0].split()[-1].lstrip("*"), False
        body = body or line.endswith("{")
        if start and line.startswith("}"):
            yield name, start, number - start + 1
        if line.startswith("}") or (start and not body and line.endswith(";")):  # a prototype, perhaps wrapped
            start = 0


def forgotten_tests():
    """What stands in one of the lists of tests/meson.build, or in the tree, and not in both."""
    build = (root / "tests/meson.build").read_text()

    def listed(name):
        return set(re.findall(r"'(\w+)'", re.search(rf"^{name} = \[(.*?)\]", build, re.DOTALL | re.MULTILINE).group(1)))

    units = {path.stem[len("test_"):] for path in (root / "tests").glob("test_*.c")}
    scripts = {path.stem for path in (root / "tests/python").glob("*.py") if "tap.main(" in path.read_text("utf-8")}
    return sorted((listed("unit_tests") ^ units) | (listed("python_tests") ^ scripts))


def without_a_line():
    """Files of tests that the tables of tests/README.md do not tell of, and files told of that are not there."""
    cells = re.findall(r"^\| (`.*?) \|", (root / "tests/README.md").read_text("utf-8"), re.MULTILINE)
    told = {name.rstrip("/") for cell in cells for name in re.findall(r"`([\w./]+)`", cell)}
    there = {path.name for path in (root / "tests").glob("test_*.c")}
    there |= {path.stem if path.name != "test.h" else path.name for path in (root / "tests/support").glob("*.[ch]")}
    there |= {str(path.relative_to(root / "tests")) for room in ("python", "scripts", "fuzz")
              for path in (root / "tests" / room).iterdir() if path.is_file() and path.suffix != ".h"}
    there |= {path.name for path in (root / "tests").iterdir() if path.is_dir() and path.name not in (
        "python", "scripts", "support", "fuzz")}
    return sorted(told ^ there)


def named_and_gone():
    """Paths that docs/contributing.md names and the tree has not."""
    text = (root / "docs/contributing.md").read_text("utf-8")
    return (path for path in re.findall(r"`((?:src|include|docs|tests|examples)/[\w./]+)`", text)
            if "NAME" not in path and not (root / path).exists())


def without_literals(text):
    """The text with each string and comment emptied, lines kept."""
    return re.sub(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/\*.*?\*/',
                  lambda found: '""' + "\n" * found.group().count("\n"), text, flags=re.DOTALL)


def line_comments(path):
    return (f"{path}:{number}" for number, line in enumerate(without_literals(path.read_text()).splitlines(), 1)
            if "//" in line)


def writable_of_const():
    """Functions that make of what may not be changed something that may: decisions are pure by the compiler's word."""
    made = re.compile(r"^(?! *(?:static )?(?:inline )?const ) *\w[\w ]*\*(\w[\w#]*)\(const struct (?:model|rows|item) \*",
                      re.MULTILINE)
    return (f"{path}: {name}" for path in sources if "src" in path.relative_to(root).parts
            for name in made.findall(path.read_text("utf-8")))


tap = Tap()
tap.check("every test is in tests/meson.build", forgotten_tests())
tap.check("tests/README.md has a line for each file of tests", without_a_line())
tap.check("docs/contributing.md names files that are there", named_and_gone())
tap.check("no file is longer than 600 lines, of tests and examples 800",
          (f"{path}: {len(lines(path))}" for path in sources if len(lines(path)) > most(path)[0]))
tap.check("no function is longer than 60 lines, of tests and examples 70",
          (f"{path}:{start}: {name}, {length}" for path in sources for name, start, length in functions(path)
           if length > most(path)[1]))
tap.check("a program of at most 150 lines holds a joint meeting, in C and in Python", (
    f"{path}: {len(lines(root / path))}" for path in ("examples/06_joint_meeting.c", "examples/python/joint_meeting.py")
    if len(lines(root / path)) > 150))
tap.check("every source opens with a comment", (path for path in sources if not lines(path)[0].startswith("/*")))
tap.check("no cast cuts an id's number: cgov__id_row gives it", (
    path for path in sources if "(uint32_t)cgov__id_number" in path.read_text()))
tap.check("of a const model, table or item come const rows", writable_of_const())
tap.check("a struct's first version has the size it had: ABI_FIRST, not today's sizeof", (
    path for path in sources if "src" in path.relative_to(root).parts
    and re.search(r"sizeof (\*?\w+),\s+sizeof \1\)", path.read_text("utf-8"))))
tap.check("comments are /* */", (place for path in sources for place in line_comments(path)))
tap.end()
