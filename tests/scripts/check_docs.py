"""The documents against the library: their code compiles and runs, their tables are true, their links lead somewhere.

usage: check_docs.py ROOT SHARED CC...

Covers README.md and docs/*.md. Of the code blocks,

- ```c with a `main` is a program: compiled without a warning, run in an empty directory, it must end with 0. Where a
  plain block follows and the words between say that it "prints" this (输出), its output must be that block;
- ```c without one, and ```c fragment, are checked for syntax only: as declarations, or else as the body of a function,
  after PROLOGUE, which declares what fragments take for given. A line `...` or `…` stands for code left out;
- others (```sh, ```python, ```mermaid, plain ones) are not run.
"""
import ctypes
import pathlib
import re
import subprocess
import sys
import tempfile

from tap import Tap

root, shared, cc = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:]
documents = [path for path in [root / "README.md", *sorted((root / "docs").glob("*.md"))] if path.exists()]
texts = {path.name: path.read_text(encoding="utf-8") for path in documents}
STRICT = ["-std=c11", "-Wall", "-Wextra", "-Werror", f"-I{root / 'include'}"]
PROLOGUE = """
#include <cgov/cgov.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
extern cgov_ledger *ledger;
extern cgov_storage storage;
extern cgov_options options;
extern cgov_genesis genesis;
extern cgov_error error;
extern cgov_id actor, issue, item, organization, resident;
extern int32_t status;
extern uint64_t cursor, fired, needed, seq;
extern uint32_t count, version;
extern const char *path;
extern int pool;
cgov_time now(void);
cgov_text text(const char *words);
void wait_for_requests(cgov_time until);
"""


def blocks(text):
    """(line, info, code, the words since the block before) of each fenced block."""
    info, start, code, between = None, 0, [], []
    for number, line in enumerate(text.splitlines(), 1):
        fence = re.match(r"```(.*)$", line)
        if fence and info is None:
            info, start, code = fence.group(1).strip(), number, []
        elif fence:
            yield start, info, "\n".join(code) + "\n", "\n".join(between)
            info, between = None, []
        elif info is None:
            between.append(line)
        else:
            code.append(line)


def run(command, **more):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", check=False, **more)


def program(code, expected):
    """What is wrong with a whole program; expected: what it should print, or None."""
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        (place / "program.c").write_text(code, encoding="utf-8")
        (place / "empty").mkdir()
        built = run([*cc, *STRICT, place / "program.c", shared, f"-Wl,-rpath,{shared.parent}", "-o", place / "program"])
        if built.returncode:
            return built.stdout.splitlines()[:8]
        done = run([place / "program"], cwd=place / "empty", timeout=60)
    if done.returncode:
        return [f"status {done.returncode}", *done.stdout.splitlines()[-8:]]
    printed = [line.rstrip() for line in done.stdout.splitlines()]
    wanted = printed if expected is None else [line.rstrip() for line in expected.splitlines()]
    return [f"printed: {line}" for line in printed] if printed != wanted else []


def fragment(code):
    """What is wrong with a fragment, as declarations and as statements."""
    code = re.sub(r"^\s*(\.\.\.|…)\s*$", "", code, flags=re.MULTILINE)
    tried = []
    for body in (code, "void fragment(void);\nvoid fragment(void) {\n%s}\n" % code):
        done = run([*cc, *STRICT, "-Wno-unused", "-fsyntax-only", "-x", "c", "-"], input=PROLOGUE + body)
        if done.returncode == 0:
            return []
        tried.append(done.stdout.splitlines()[:4])
    return tried[1]


def rows(document, heading, cells):
    """The rows of the first table under a heading, as the given cells' texts without back quotes."""
    section = re.split(rf"^##+ {re.escape(heading)}$", texts.get(document, ""), maxsplit=1, flags=re.MULTILINE)
    section = re.split(r"^##+ ", section[-1], maxsplit=1, flags=re.MULTILINE)[0]
    table = re.search(r"^\|.*\n\| ---.*\n((?:\|.*\n)*)", section, re.MULTILINE)
    for line in table.group(1).splitlines() if table else []:
        found = [cell.strip().strip("`") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        yield tuple(found[cell] for cell in cells)


def difference(written, true):
    written, true = list(written), list(true)
    return [f"not so: {row}" for row in written if row not in true] + \
        [f"missing: {row}" for row in true if row not in written] or \
        ([] if written == true else ["the order is another"])


def named(names, sentence, numbers):
    """(name, number, sentence) of all that the library knows by number, in its order."""
    return [(name, str(number), sentence(number).decode()) for number in numbers
            for name in [names(number).decode()] if not name.endswith("_UNKNOWN")]


def without_blocks(text):
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def anchors(text):
    """The headings, as links name them."""
    for heading in re.findall(r"^#+ (.*)$", without_blocks(text), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def broken_links():
    for path in documents:
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", without_blocks(texts[path.name]))):
            place, _, anchor = target.partition("#")
            if re.match(r"\w+:", target):
                continue
            other = (path.parent / place).resolve() if place else path
            if not other.exists():
                yield f"{path.name}: {target}"
            elif anchor and anchor not in set(anchors(other.read_text(encoding="utf-8"))):
                yield f"{path.name}: {target}: no such heading"


tap = Tap()
for name, text in texts.items():
    listed = list(blocks(text))
    for place, (number, info, code, _) in enumerate(listed):
        follows = listed[place + 1] if place + 1 < len(listed) else (0, "none", "", "")
        prints = follows[1] in ("", "text") and re.search(r"\bprints\b|输出", follows[3]) and "\n#" not in follows[3]
        if info == "c" and re.search(r"\bint main\(", code):
            tap.check(f"{name}:{number}: the program runs", program(code, follows[2] if prints else None))
        elif info in ("c", "c fragment"):
            tap.check(f"{name}:{number}: the fragment compiles", fragment(code))
tap.check("links lead somewhere", broken_links())

library = ctypes.CDLL(str(shared))
for function in ("status_name", "status_text", "reason_name", "reason_text", "enum_name"):
    getattr(library, "cgov_" + function).restype = ctypes.c_char_p
order = [0, 1, 2, *range(-1, -64, -1)]
tap.check("errors.md has every status, as the library tells it", difference(
    rows("errors.md", "Statuses", (0, 1, 2)), named(library.cgov_status_name, library.cgov_status_text, order)))
tap.check("and every reason", difference(
    rows("errors.md", "Reasons", (0, 1, 2)), named(library.cgov_reason_name, library.cgov_reason_text, range(128))))

for header in sorted((root / "include/cgov").glob("*.h")):
    functions = re.findall(r"^CGOV_API[^;(]*?\b(\w+)\(", header.read_text(encoding="utf-8"), re.MULTILINE)
    if functions:
        tap.check(f"api.md has every function of {header.name}", difference(
            rows("api.md", f"cgov/{header.name}", (0,)), [(function,) for function in functions]))

table = (root / "src/entities/record.h").read_text(encoding="utf-8")
tap.check("format.md has every field of records", difference(
    (row for row in re.findall(r"^\| (\d+) \| `(\w+)` \| (\w+) \|", texts.get("format.md", ""), re.MULTILINE)),
    re.findall(r"^\s+F\((\d+), (\w+), (\w+)\)", table, re.MULTILINE)))
tap.check("and every kind", difference(
    rows("format.md", "What each kind of record holds", (0, 1)),
    [(str(kind), word) for kind in range(1, 256) for word in [library.cgov_enum_name(7, kind).decode()] if word]))
command = (root / "src/entities/command.h").read_text(encoding="utf-8")
numbered = re.search(r"FIELD_KIND = 64,.*?(?=FIELD_END\b)", command, re.DOTALL).group()
tap.check("and every field of commands", difference(
    sorted(int(cell) for row in rows("format.md", "Commands", (0, 2, 4)) for cell in row if cell),
    [64 + place for place, _ in enumerate(re.findall(r"\bFIELD_\w+", numbered))]))
tap.end()
