"""The English that a user reads: messages in src, the public headers, the documents. Habits of speech that make a reader
stumble are not let in, and each says what is written instead.

usage: check_words.py [--shrink] ROOT

What stands there already is allowed by scripts/words_allowed.txt, by file and habit, as a number that only goes down: one
more fails, and one less fails too until the number is lowered, which --shrink does. It raises none and adds none.
"""
import pathlib
import re
import sys

from tap import Tap

PARTICIPLE = r"(?:\w+(?:ed|en|wn|id|ound|ought)|an?|in|on|who|cut|put|set|met|read|made|names|had|lost|sent|kept|told)\b"
HABITS = {  # name: (what is looked for, what to write instead)
    "that cannot be": (rf"\bcannot be\b(?! {PARTICIPLE})", "invalid"),
    "stranger": (r"\bstrangers?\b", "untrusted, from outside"),
    "to be had": (r"\bto be had\b", "say what is there"),
    "one to follow": (r"\bone to follow\b", "say what it is, and what may be done"),
    "announced and not given": (r"\bannounced and not given\b", "count is not 0 but the pointer is NULL"),
    "nobody has to": (r"\bnobody has to\b", "say who need not"),
    "whoever ... may": (r"\b(?:who|where|what)ever\b[^.;:|]{0,60}\bmay\b", "if"),
}

UNNAMED = (r"\bno such\b|\bof th(?:is|at) name\b(?! *\"$)", "name it, as `%q` of cgov__format does")  # in messages: lists of statuses name kinds

shrink = sys.argv[1:2] == ["--shrink"]
root = pathlib.Path(sys.argv[1 + shrink])
list_path = root / "tests/scripts/words_allowed.txt"


def flat(text):
    """One line, without the marks that open a line of a comment."""
    return re.sub(r"\s+", " ", re.sub(r"\n\s*\*(?!/)", "\n", text))


def readings():
    """(path, text) of all that users read; contributing.md says what not to write."""
    for path in sorted((root / "src").rglob("*.[ch]")):
        code = re.sub(r"/\*.*?\*/", " ", path.read_text("utf-8"), flags=re.DOTALL)
        yield path, "\n".join(re.findall(r'"(?:\\.|[^"\\\n])*"', code))
    for path in sorted((root / "include").rglob("*.h")):
        yield path, flat(path.read_text("utf-8"))
    for path in [root / "README.md", *sorted((root / "docs").glob("*.md")), root / "tests/README.md"]:
        if path.name != "contributing.md":
            yield path, flat(path.read_text("utf-8"))


found = {}  # (path, habit): the words around each
for path, text in readings():
    for habit, (pattern, _) in HABITS.items():
        for match in re.finditer(pattern, text, re.IGNORECASE):
            around = text[max(0, match.start() - 40):match.end() + 20].replace("\n", " ")
            found.setdefault((str(path.relative_to(root)), habit), []).append(around)

allowed = {}
for line in list_path.read_text("utf-8").splitlines():
    if line and not line.startswith("#"):
        path, habit, number = line.rsplit(" | ", 2)
        allowed[path, habit] = int(number)

if shrink:
    head = [line for line in list_path.read_text("utf-8").splitlines() if line.startswith("#")]
    kept = {key: min(number, len(found.get(key, []))) for key, number in allowed.items()}
    lines = head + [f"{path} | {habit} | {number}" for (path, habit), number in sorted(kept.items()) if number]
    list_path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.exit(0)

tap = Tap()
tap.check(f"no message of what is not there leaves it unnamed: {UNNAMED[1]}", (
    f"{path.relative_to(root)}: {line}" for path, text in readings()
    if path.suffix == ".c" and path.name != "errno_text.c"  # the system's own words
    for line in text.splitlines() if re.search(UNNAMED[0], line)))
for habit, (_, instead) in HABITS.items():
    tap.check(f'not "{habit}" in what a user reads: {instead}', (
        f"{path}: ...{around}..." for (path, name), places in found.items() if name == habit
        and len(places) > allowed.get((path, name), 0) for around in places))
tap.check("words_allowed.txt allows no more than there is: check_words.py --shrink ROOT", (
    f"{path} | {habit}: {number} allowed, {len(found.get((path, habit), []))} there"
    for (path, habit), number in allowed.items() if number != len(found.get((path, habit), []))))
tap.end()
