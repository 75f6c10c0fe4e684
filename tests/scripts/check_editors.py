"""The editors' syntax files: made from today's language, with every word of it, and true to the shipped texts.

usage: check_editors.py ROOT
"""
import json
import pathlib
import re
import subprocess
import sys

from tap import Tap

root = pathlib.Path(sys.argv[1]).resolve()
editors, rules = root / "docs/editors", root / "src/rules"
grammar = json.loads((editors / "vscode/syntaxes/cgovrules.tmLanguage.json").read_text("utf-8"))
vim = (editors / "vim/syntax/cgovrules.vim").read_text("utf-8")
patterns = [(re.compile(pattern["match"]), pattern) for pattern in grammar["patterns"]]


def coloured(line):
    """(text, scope) of what the grammar colours in a line: at each place the pattern that begins first, of these the
    first in the list."""
    at = 0
    while True:
        found = [(match.start(), number, match) for number, (regex, _) in enumerate(patterns)
                 if (match := regex.search(line, at)) and match.end() > match.start()]
        if not found:
            return
        _, number, match = min(found, key=lambda one: one[:2])
        captures = patterns[number][1].get("captures")
        for group, what in (captures or {"0": patterns[number][1]}).items():
            yield match.group(int(group)), what["name"]
        at = match.end()


def scopes(line, word):
    return [scope for text, scope in coloured(line) if text == word]


def words():
    """Every word that the sources list: reserved ones, guards', known names, those of closed lists, of lines."""
    for file, pattern in (("reserved.def", r"^W\((\w+),"), ("known.def", r"^[A-Z]+\((\w+),"), ("guards.def", r"^G\(\w+, ([a-z]\w*),"),
                          ("lists.c", r"\bX\(\w+, (\w+)\)")):
        found = re.findall(pattern, (rules / file).read_text("utf-8"), re.MULTILINE)
        yield from found or [f"none in {file}"]


def of_lines():
    return {word for path in rules.glob("read*.c") for word in re.findall(r"^    \{\"([a-z_]+)\", IN", path.read_text("utf-8"), re.MULTILINE)}


def untrue():
    """Lines of the shipped texts whose first word is not coloured as one, whose string or comment is not."""
    for path in sorted((root / "src/rulebooks").glob("*.rules")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            first = re.match(r"\s*([^\s#\"]+)", line)
            of_line = {scope.split(".")[0] for text, scope in coloured(line) if first and text.strip() == first[1]}
            if first and ("entity" if "." in first[1] else "keyword") not in of_line:
                yield f"{path.name}:{number}: {first[1]}"
            for text in re.findall(r"\"[^\"]*\"|#.*", re.sub(r"\"[^\"]*#[^\"]*\"", '""', line)):
                if not any(scope.split(".")[0] in ("string", "comment") for scope in scopes(line, text)) and '""' != text:
                    yield f"{path.name}:{number}: {text}"


tap = Tap()
made = subprocess.run([sys.executable, editors / "make.py", "--check"], stdout=subprocess.PIPE, text=True, check=False)
tap.check("they are those that docs/editors/make.py makes", made.stdout.splitlines() or [made.returncode] * (made.returncode != 0))
tap.check("every word is coloured by the grammar", {word for word in words() if not scopes(f"    by x {word}", word)})
tap.check("and by Vim", {word for word in words() if not re.search(rf"[(| ]{word}[\\ )]", vim)})
tap.check("every line's first word is, as that", {word for word in of_lines() if "keyword.control.cgovrules" not in scopes(f"  {word} x", word)
                                                  or not re.search(rf"[(|]{word}\\[|)]", next(line for line in vim.splitlines() if "cgovLines /" in line))})
tap.check("the shipped texts are coloured as they read", untrue())
package = json.loads((editors / "vscode/package.json").read_text("utf-8"))["contributes"]
named = [package["languages"][0]["configuration"], package["grammars"][0]["path"]]
tap.check("the package names files that are there", [name for name in named if not (editors / "vscode" / name).exists()])
tap.end()
