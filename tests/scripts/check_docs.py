"""The documents against the library: their code compiles and runs, their tables are true, their links lead somewhere.

usage: check_docs.py ROOT SHARED CC...

Covers README.md and docs/*.md. Of the code blocks,

- ```c with a `main` is a program: compiled without a warning, run in an empty directory, it must end with 0. Where a
  plain block follows and the words between say that it "prints" this (输出), its output must be that block;
- ```python is run the same way, with examples/python on its path and CGOV_LIBRARY set;
- ```c without a main, and ```c fragment, are checked for syntax only: as declarations, or else as the body of a
  function, after PROLOGUE, which declares what fragments take for given. A line `...` or `…` stands for code left out;
- others (```sh, ```mermaid, plain ones) are not run.

Of rulebook.md's section of checks, each row's edits are made to the rulebook at its top and the library is asked: the
check, the line, the sentence and the path must be those written. README.md's last lines of the main job are those of a
run on the shipped sample, digests apart; its command shows the line that refused. What ships is named whole,
and the matters of owners with the rules that decide them.
"""
import ctypes
import inspect
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from tap import Tap, output

root, shared, cc = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:]
documents = [path for path in [root / "README.md", *sorted((root / "docs").glob("*.md"))] if path.exists()]
texts = {path.name: path.read_text(encoding="utf-8") for path in documents}
os.environ["CGOV_LIBRARY"] = str(shared)
os.environ["PYTHONPATH"] = str(root / "examples/python")
sys.path.insert(0, os.environ["PYTHONPATH"])
import cgov  # the binding of this checkout, on this library
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
extern cgov_ledger_options options;
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


def build(sources, program):
    """What the compiler says of a program against the library."""
    return run([*cc, *STRICT, *sources, shared, f"-Wl,-rpath,{shared.parent}", "-o", program])


def program(info, code, expected):
    """What is wrong with a whole program; expected: what it should print, or None."""
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        source = place / ("program.py" if info == "python" else "program.c")
        source.write_text(code, encoding="utf-8")
        (place / "empty").mkdir()
        if info == "python":
            command = [sys.executable, source]
        else:
            command = [place / "program"]
            built = build([source], *command)
            if built.returncode:
                return built.stdout.splitlines()[:8]
        done = run(command, cwd=place / "empty", timeout=60)
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


def ragged(text):
    """The rows of tables that do not end as they should, or have not as many cells as their head."""
    width = 0
    for line in without_blocks(text).splitlines():
        cells = len(re.split(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        width = cells and (width or cells)
        if cells != width or cells and not line.endswith("|"):
            yield line


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


def changed(rulebook, edits):
    """A rulebook with edits made: `N:` and what line N becomes, `N+` and what follows it, `N-` for what goes."""
    lines = [[line] for line in rulebook.splitlines()]
    for number, how, words in re.findall(r"(\d+)([-:+])((?: `[^`]+`)*)", edits):
        new = re.findall(r"`([^`]+)`", words)
        place = lines[int(number) - 1]
        place[:] = place + new if how == "+" else new
    return "".join(line + "\n" for place in lines for line in place)


def six_checks(document):
    """(check, row, faults) of each row in the section of checks; the rulebook itself first, as 0."""
    rulebook = next(code for _, _, code, before in blocks(document) if before.endswith("## A whole rulebook\n"))
    report = cgov.check_rulebook(rulebook)
    said = re.search(r"^It passes its checks: (\d+) states, (\d+) moves, (\d+) configurations, [^`]*`([^`]*)`", document,
                     re.MULTILINE)
    true = (report.states, report.moves, report.configurations, report.path)
    yield 0, "the whole rulebook passes", [] if said and said.groups() == tuple(map(str, true)) else [true]
    section = re.split(r"^## ", document.split("\n## The six checks\n")[1], flags=re.MULTILINE)[0]
    for number, rest in re.findall(r"^\*\*(\d)\.(.*?)(?=^\*\*\d\.|\Z)", section, re.MULTILINE | re.DOTALL):
        for row in re.findall(r"^\| (?!---|changed)(.*) \|$", rest, re.MULTILINE):
            what, edits, said = row.split(" | ")
            report = cgov.check_rulebook(changed(rulebook, edits))
            true = f"line {report.line}: {report.message}" + (f" · `{report.path}`" if report.path else "")
            yield int(number), what, [] if (report.check, true) == (int(number), said) else [f"{report.check}: {true}"]


def founded(document):
    """What is wrong with a ledger founded on the whole rulebook, with the role added that the words after it name."""
    rulebook = next(code for _, _, code, before in blocks(document) if before.endswith("## A whole rulebook\n"))
    role, may = re.search(r"To found a ledger on it, add\s`(role [^`]*)` with the line `([^`]*)`", document).groups()
    try:
        with cgov.Ledger.create(1772413200000, rulebook=f"{rulebook}{role}\n  {may}\n", organization="甲",
                                resident="乙") as ledger:
            ledger.add_resident(cgov.Act(ledger.info().founder, 1772413200000), "丙", parent=ledger.info().root)
    except cgov.CgovError as error:
        return [error]
    return []


def main_job():
    """What differs between README's last lines of the main job and a run on the sample."""
    shown = next((code for _, _, code, _ in blocks(texts["README.md"]) if code.startswith("issues ")), "")
    with tempfile.TemporaryDirectory() as place:
        board = root / "examples/board"
        run([sys.executable, board / "embed.py", f"{place}/meetings_text.c", board / "meetings.rules"])
        built = build([*board.glob("*.c"), f"{place}/meetings_text.c"], f"{place}/board")
        if built.returncode:
            return built.stdout.splitlines()[:8]
        printed = output(f"{place}/board", root / "examples/data/sample.csv", place).splitlines()
    last = [re.sub("[0-9a-f]{64}", "<hex>", line) for line in printed[-10:]]
    return difference(shown.splitlines(), last)


def refusing_line():
    """Does README's command show the line that its program is refused by?"""
    refused = re.search(r"line (\d+);", texts["README.md"]).group(1)
    command = next(code for _, _, code, _ in blocks(texts["README.md"]) if code.startswith("(echo 'rulebook 1'"))
    shown = run(["sh", "-c", command], cwd=root).stdout.splitlines()
    return [] if any(re.match(rf"{refused}[:-]", line) for line in shown) else [f"line {refused} is not among", *shown]


def matters(shipped):
    """(matter, title, rule) of those that owners decide, in the text's order."""
    text = cgov.shipped(shipped)
    rules = dict(re.findall(r"^profile (\w+)\n(?: .*\n)*?  owners_decision\.count by (\w+)$", text, re.MULTILINE))
    general = re.search(r"^procedure owners_decision .*\n(?:(?: .*)?\n)*?    decides (\w+) ", text, re.MULTILINE).group(1)
    return [(code, title, rules.get(profile, general)) for code, title, profile in re.findall(
        r'^matter (\w+) "(.*)"\n  procedure owners_decision$(?:\n  profile (\w+)$)?', text, re.MULTILINE)]


tap = Tap()
for name, text in texts.items():
    listed = list(blocks(text))
    for place, (number, info, code, _) in enumerate(listed):
        follows = listed[place + 1] if place + 1 < len(listed) else (0, "none", "", "")
        prints = follows[1] in ("", "text") and re.search(r"\bprints\b|输出", follows[3]) and "\n#" not in follows[3]
        if info == "python" or info == "c" and re.search(r"\bint main\(", code):
            tap.check(f"{name}:{number}: the program runs", program(info, code, follows[2] if prints else None))
        elif info in ("c", "c fragment"):
            tap.check(f"{name}:{number}: the fragment compiles", fragment(code))
tap.check("each row of a table has its cells", (f"{name}: {row}" for name, text in texts.items() for row in ragged(text)))
tap.check("links lead somewhere", broken_links())
found = list(six_checks(texts["rulebook.md"]))
for number, what, wrong in found:
    tap.check(f"rulebook.md, check {number}: {what}", wrong)
tap.check("each check has its rows", {*range(7)} - {number for number, _, _ in found})
tap.check("a ledger can be founded on the whole one as it says, and somebody added", founded(texts["rulebook.md"]))
tap.check("README.md: the main job's last lines", main_job())
tap.check("README.md: the line that refused", refusing_line())
tap.check("rulebook.md: what ships", difference(sorted(name for name, in rows("rulebook.md", "What ships", (0,))),
                                                sorted(cgov.shipped_rulebooks())))
for name, heading in (("deciding.md", "Which rule: the matters of owners"), ("deciding.zh.md", "依哪一条规则：业主共同决定的事项")):
    for column, shipped in ((3, "owners"), (4, "owners_silent")):
        tap.check(f"{name}: the matters of {shipped}", difference(rows(name, heading, (0, 1, column)), matters(shipped)))

library = ctypes.CDLL(str(shared))
for function in ("status_name", "status_text", "reason_name", "reason_text", "enum_name"):
    getattr(library, "cgov_" + function).restype = ctypes.c_char_p
order = [0, 1, 2, *range(-1, -64, -1)]
tap.check("errors.md has every status, as the library tells it", difference(
    rows("errors.md", "Statuses", (0, 1, 2)), named(library.cgov_status_name, library.cgov_status_text, order)))
tap.check("and every reason", difference(
    rows("errors.md", "Reasons", (0, 1, 2)), named(library.cgov_reason_name, library.cgov_reason_text, range(128))))
# The groups of statuses.def, each named by the comment that opens it: name to (lowest, highest) and what it holds.
listed = (root / "include/cgov/statuses.def").read_text(encoding="utf-8")
groups = {name: re.findall(r"S\(CGOV_E_(\w+), (-\d+),", part) for name, part in re.findall(
    r"/\* The (caller|world|rules)'.*?\*/(.*?)(?=/\* The (?:caller|world|rules)'|\Z)", listed, re.DOTALL)}
said = {whose: (first, last) for first, last, whose in
        re.findall(r"\*\*Errors (-\d+) to (-\d+) are the (\w+)'s\.\*\*", texts["errors.md"])}
tap.check("errors.md tells from where to where each group goes", difference(
    sorted(said.items()), sorted((name, (found[0][1], found[-1][1])) for name, found in groups.items() if name != "rules")))
bullet = re.search(r"are the world's\..*?(?=\n- )", texts["errors.md"], re.DOTALL)
tap.check("and what may come after each of the world's", difference(
    sorted(re.findall(r"`(\w+)`", bullet.group() if bullet else "")), sorted(name for name, _ in groups["world"])))
people = (root / "include/cgov/people.h").read_text(encoding="utf-8")
every = re.search(r"those of every change:(.*?)\.\n", people, re.DOTALL)
tap.check("people.h's statuses of every change are the world's, but those of opening, and those of every call", difference(
    sorted(re.findall(r"CGOV_E_(\w+)", every.group(1) if every else "")),
    sorted({name for name, _ in groups["world"]} - {"CORRUPT", "LIMIT", "FORMAT", "BUSY", "EXISTS"}
           | {"TIME_BACKWARDS", "TIME_AHEAD", "REENTER", "ABI_SIZE", "ABI_NEWER"})))
tap.check("each in Chinese too", (row for heading in ("Statuses", "Reasons") for row in rows("errors.md", heading, (0, 3))
                                  if not re.search(r"[\u4e00-\u9fff]", row[1])))

table = (root / "src/records/fields.def").read_text(encoding="utf-8")
tap.check("format.md has every field of records", difference(
    (row for row in re.findall(r"^\| (\d+) \| `(\w+)` \| ([A-Z]\w*) \|", texts.get("format.md", ""), re.MULTILINE)),
    ((tag, name, "B" if kind in ("CLOCKS", "PARTIES") else kind)
     for tag, name, kind in re.findall(r"^\s+F\((\d+), (\w+), (\w+)\)", table, re.MULTILINE))))
tap.check("and every kind", difference(
    rows("format.md", "What each kind of record holds", (0, 1)),
    [(str(kind), word) for kind in range(1, 256) for word in [library.cgov_enum_name(7, kind).decode()] if word]))
kinds = (root / "src/records/kinds.def").read_text(encoding="utf-8").replace("\\\n", " ")
tap.check("and what each holds, and must", difference(
    rows("format.md", "What each kind of record holds", (1, 2, 3, 4)),
    [(kind.lower(), *("` `".join(re.findall(rf"\b{letter}\((\w+)\)", fields)) for letter in "NAT"))
     for kind, fields in re.findall(r"^#define FIELDS_OF_(\w+)\(T, N, A\)(.*)$", kinds, re.MULTILINE)]))
rules = {name: (root / f"src/rules/{name}.def").read_text(encoding="utf-8") for name in ("reserved", "known")}
tap.check("rulebook.md has every reserved word", difference(
    rows("rulebook.md", "Reserved words", (0, 1)),
    [(word, where.strip("`")) for word, where in re.findall(r'^W\((\w+), "(.*)"\)$', rules["reserved"], re.MULTILINE)]))
OF = {"PARTY": "a party", "STATE": "a final state", "ROLL": "a roll", "PROCEDURE": "a procedure", "ROLE": "a role", "DETAIL": "a detail"}
TYPES = {"RESIDENT": ", a resident", "ORGANIZATION": ", an organization", "ITEM": ", an item", "NUMBER": ", a number"}
tap.check("and every name the library knows", difference(rows("rulebook.md", "Names the library knows", (0, 1, 2)), [
    (name, OF[kind] + TYPES.get(held, ""), meaning.strip("`")) for kind, name, held, meaning in re.findall(
        r'^(PARTY|STATE|ROLL|PROCEDURE|ROLE|DETAIL)\((\w+),(?: (\w+),)? "(.*)"\)$', rules["known"], re.MULTILINE)]))
# A guard is told from the others by its word and reason; one that begins with a name of the text's, by its reason alone.
guards = sorted(set(
    (word if word.islower() else "", reason) for word, reason in re.findall(
        r'^G\(\w+, (\w+), "\w*", \w+, \w+, (\w+), \w+, \w+, \w+, \w+\)$',
        (root / "src/rules/guards.def").read_text(encoding="utf-8"), re.MULTILINE)))
tap.check("and every guard, with its reason", difference(sorted(set(
    (word if word.islower() else "", reason) for word, reason in re.findall(
        r"^\| `when (\w+)[^`]*` \|.*\| `CGOV_R_(\w+)` \|$", texts["rulebook.md"], re.MULTILINE))), guards))
sys.path.insert(0, str(root / "tests/python"))
import second_reader  # it plays items by the text alone
tap.check("the second reader knows every guard", difference(
    sorted({*second_reader.REASONS.items(),
            *(("", reason) for reason in [*second_reader.BY_LAST.values(), second_reader.OF_PARTIES, second_reader.OF_ROLLS])}), guards))
played = inspect.getsource(second_reader._when)
tap.check("and answers each", (word for word in [*second_reader.REASONS, *second_reader.BY_LAST] if f'"{word}"' not in played))
verbs = (root / "src/records/verbs.def").read_text(encoding="utf-8")
public = dict(re.findall(r"CGOV_FIELD_(\w+), (\d+)", (root / "include/cgov/fields.def").read_text(encoding="utf-8")))
letters = {"-": "", "o": "may", "M": "must"}
tap.check("and what each verb holds", difference(rows("format.md", "Commands", range(15)), [
    ("" if kind == "PART" else number or public[name], own or name.lower(), *map(letters.get, held)) for
    kind, number, name, own, held in re.findall(
        r'^(PART|PUBLIC|OWN)\((?:(\d+), )?([A-Z0-9_]+)(?:, (\w+))?, "([-oM]{13})"', verbs, re.MULTILINE)]))
tap.end()
