"""Makes shipped.c of the rulebooks that come with the library: embed.py OUTPUT FRAGMENT...

embed.py --names FRAGMENT... names them, as files; embed.py --whole DIRECTORY FRAGMENT... writes these, each text whole.

A fragment is a rulebook without its first line. `standard` is all of them in the order given, but those of texts that
are adopted beside it: APART. Rules that nobody has verified, and what asks them, are in texts of their own. A calendar stands
alone too, under its file's name, for ledgers that want only its dates.
"""
import pathlib
import sys

HEAD = b"rulebook 1\n"
# The topic of a meeting, whose ballots others enter besides where the law lets owners entrust somebody.
TOPICS, OWNERS_TOPICS = ["topics", "topics_decided"], ["topics", "owners_topics", "topics_decided"]
ASSEMBLIES = ["assemblies", *TOPICS, "objections", "elections", "covenants", "collective"]
# By name: the fragments of it.
APART = {"meetings": ["meetings"], "shared": ["shared"], "erasing": ["erasing"],
        "filing": ["filing"], "deciding": ["deciding"], "deciding_unverified": ["deciding", "deciding_unverified"],
         "assemblies": ["deciding", *ASSEMBLIES],
         "assemblies_unverified": ["deciding", "deciding_unverified", *ASSEMBLIES, "assemblies_unverified"],
         "owners": ["deciding", "owners", "objections", "owners_meeting", *OWNERS_TOPICS, "owners_matters", "renovation"],
         "owners_silent": ["deciding", "deciding_unverified", "owners", "objections", "owners_meeting", *OWNERS_TOPICS, "owners_silent"]}


def array(name, text):
    rows = (", ".join(f"{byte}" for byte in text[i:i + 24]) for i in range(0, len(text), 24))
    return f"static const unsigned char {name}[] = {{\n    " + ",\n    ".join(rows) + ",\n    0};\n"


def parts(names):
    """The names of the shipped texts, each with those of its fragments."""
    apart = {part for parts in APART.values() for part in parts}
    alone = [name for name in names if name in APART or name.startswith("calendar_")]
    return {"standard": [name for name in names if name not in apart], **{name: APART.get(name, [name]) for name in alone}}


def whole(fragments):
    """Each shipped text, by its name."""
    by_name = {fragment.stem: b"\n" + fragment.read_bytes() for fragment in fragments}
    return {name: HEAD + b"".join(by_name[part] for part in found) for name, found in parts(by_name).items()}


def main(output, *fragments):
    fragments = [pathlib.Path(fragment) for fragment in fragments]
    if output == "--names":
        print("\n".join(f"{name}.rules" for name in parts([fragment.stem for fragment in fragments])))
        return
    if output == "--whole":
        for name, text in whole(fragments[1:]).items():
            (fragments[0] / f"{name}.rules").write_bytes(text)
        return
    texts = whole(fragments)
    rows = "".join(f'    {{"{name}", (const char *){name}, sizeof {name} - 1}},\n' for name in texts)
    pathlib.Path(output).write_text(
        "/* Made by embed.py from src/rulebooks: change those. */\n"
        '#include "rules/shipped.h"\n\n'
        + "\n".join(array(name, text) for name, text in texts.items())
        + f"\nconst struct shipped cgov__shipped[] = {{\n{rows}}};\n"
        f"const uint32_t cgov__shipped_count = {len(texts)};\n")


if len(sys.argv) < 3 or sys.argv[1].startswith("-") and sys.argv[1] not in ("--names", "--whole"):
    print(__doc__.strip())
    sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
main(*sys.argv[1:])
