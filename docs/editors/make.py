"""Writes the syntax files of two editors from the sources of the language: python3 docs/editors/make.py [--check]

With --check nothing is written, and the status is 1 where a file is not what would be.
"""
import json
import pathlib
import re
import sys

here = pathlib.Path(__file__).resolve().parent
src = here.parent.parent / "src"
rules = src / "rules"


# Vim takes *.rules for another's: what begins as a rulebook does, or holds what only one does, is ours.
FTDETECT = '''" Made by docs/editors/make.py.
autocmd BufRead,BufNewFile *.rules if search('^\\(rulebook 1\\|procedure\\|role\\|rule\\|matter\\|profile\\|calendar\\)\\>', 'cnw') |
  \\ set filetype=cgovrules | endif
'''


def words():
    """The words of the language, by what they are: each in the first list that has it."""
    readers = "".join(re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL) for path in sorted(rules.glob("read*.c")))
    guards = [word for pair in re.findall(r"^G\(\w+, (\w+), \"(.*?)\"", (rules / "guards.def").read_text("utf-8"), re.MULTILINE)
              for word in " ".join(pair).split() if word.islower()]
    reserved = re.findall(r"^W\((\w+),", (rules / "reserved.def").read_text("utf-8"), re.MULTILINE)
    known = re.findall(r"^(?:PARTY|STATE|ROLL|PROCEDURE|ROLE|DETAIL)\((\w+),", (rules / "known.def").read_text("utf-8"), re.MULTILINE)
    lists = re.findall(r"\bX\(\w+, (\w+)\)", (rules / "lists.c").read_text("utf-8"))
    fields = [name.lower() for name in re.findall(r"CGOV_FIELD_(\w+),", (here.parent.parent / "include/cgov/fields.def").read_text("utf-8"))]
    outcomes = re.findall(r"X\(\w+, (\w+)\)", re.search(r"#define OUTCOMES\(X\)(.*?)\n\n", (rules / "lists.c").read_text("utf-8"), re.DOTALL)[1])
    found = {
        "lines": ["rulebook", *outcomes, *(word for word in re.findall(r"\{\"(\w+)\", IN", readers) if word.islower())],
        "words": [*reserved, *guards, *re.findall(r"\"([a-z_]+)\"", readers)],
        "values": lists,
        "fields": fields,
        "known": known,
    }
    lines = set(found["lines"])
    taken = set()
    for kind in ("words", "values", "fields", "known"):
        found[kind] = [word for word in dict.fromkeys(found[kind]) if word not in taken]
        taken |= set(found[kind])
    found["lines"] = sorted(lines)
    return {kind: sorted(some) for kind, some in found.items()}


def alternatives(some):
    return "|".join(sorted(some, key=lambda word: (-len(word), word)))


def _vim(some):
    return alternatives(some).replace("|", "\\|")


def vim(found):
    kept = "\n".join(f"syn match cgov{kind.capitalize()} /\\<\\%({_vim(found[kind])}\\)\\>/"
                     for kind in ("words", "values", "fields", "known"))
    first = _vim(found["lines"])
    return f'''" Vim syntax file. Language: cgov rulebook (*.rules). Made by docs/editors/make.py.
if exists("b:current_syntax")
  finish
endif
syn case match
syn iskeyword @,48-57,_
{kept}
syn match cgovLines /^\\s*\\%({first}\\)\\>/
syn match cgovNumber /\\<\\d\\+\\%([-:/.]\\+\\d\\+\\)*\\>/
syn match cgovArrow /->/
syn match cgovName /^\\s*\\%(procedure\\|party\\|stage\\|state\\|clock\\|open\\|move\\|roll\\|rule\\|role\\|profile\\|matter\\|calendar\\|detail\\)\\s\\+\\w\\+/ contains=cgovLines
syn match cgovName /^\\s\\+\\w\\+\\.\\w\\+/
syn region cgovString start=/"/ end=/"/ end=/$/ oneline
syn match cgovComment /#.*$/ contains=@Spell
syn keyword cgovUnverified unverified
hi def link cgovLines Statement
hi def link cgovWords Keyword
hi def link cgovValues Constant
hi def link cgovFields Identifier
hi def link cgovKnown Special
hi def link cgovName Function
hi def link cgovNumber Number
hi def link cgovArrow Operator
hi def link cgovString String
hi def link cgovComment Comment
hi def link cgovUnverified Todo
let b:current_syntax = "cgovrules"
'''


def textmate(found):
    def named(name, match):
        return {"name": name, "match": match}

    return {
        "$comment": "Made by docs/editors/make.py.",
        "name": "cgov rulebook",
        "scopeName": "source.cgovrules",
        "fileTypes": ["rules"],
        "patterns": [
            named("comment.line.number-sign.cgovrules", "#.*$"),
            named("string.quoted.double.cgovrules", '"[^"]*(?:"|$)'),
            {"match": "^\\s*(procedure|party|stage|state|clock|open|move|roll|rule|role|profile|matter|calendar|detail)\\s+(\\w+)",
             "captures": {"1": {"name": "keyword.control.cgovrules"}, "2": {"name": "entity.name.function.cgovrules"}}},
            {"match": f"^\\s*({alternatives(found['lines'])})\\b", "captures": {"1": {"name": "keyword.control.cgovrules"}}},
            named("entity.name.function.cgovrules", "^\\s+\\w+\\.\\w+"),
            named("invalid.deprecated.unverified.cgovrules", "\\bunverified\\b"),
            named("keyword.operator.arrow.cgovrules", "->"),
            named("constant.numeric.cgovrules", "\\b\\d+(?:[-:/.]+\\d+)*\\b"),
            named("keyword.other.cgovrules", f"\\b(?:{alternatives(found['words'])})\\b"),
            named("constant.language.cgovrules", f"\\b(?:{alternatives(found['values'])})\\b"),
            named("variable.language.cgovrules", f"\\b(?:{alternatives(found['fields'])})\\b"),
            named("support.constant.cgovrules", f"\\b(?:{alternatives(found['known'])})\\b"),
        ],
    }


def main():
    found = words()
    files = {
        "vim/syntax/cgovrules.vim": vim(found),
        "vim/ftdetect/cgovrules.vim": FTDETECT,
        "vscode/syntaxes/cgovrules.tmLanguage.json": json.dumps(textmate(found), indent=2, ensure_ascii=False) + "\n",
    }
    stale = [name for name, text in files.items()
             if not (here / name).exists() or (here / name).read_text("utf-8") != text]
    if sys.argv[1:] == ["--check"]:
        print("\n".join(stale), end="\n" if stale else "")
        sys.exit(1 if stale else 0)
    for name in stale:
        (here / name).write_text(files[name], encoding="utf-8")


if sys.argv[1:] not in ([], ["--check"]):
    print(__doc__.strip())
    sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
main()
