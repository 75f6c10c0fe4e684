"""Makes shipped.c of the rulebooks that come with the library: embed.py OUTPUT FRAGMENT...

A fragment is a rulebook without its first line. `standard` is all of them in the order given, but those of texts that
are adopted beside it: APART. Rules that nobody has verified, and what asks them, are in texts of their own. A calendar stands
alone too, under its file's name, for ledgers that want only its dates.
"""
import pathlib
import sys

HEAD = b"rulebook 1\n"
ASSEMBLIES = ["assemblies", "elections", "covenants", "collective"]
APART = {"meetings": ["meetings"], "shared": ["shared"], "deciding": ["deciding"], "deciding_unverified": ["deciding", "deciding_unverified"],
         "assemblies": ["deciding", *ASSEMBLIES],
         "assemblies_unverified": ["deciding", "deciding_unverified", *ASSEMBLIES, "assemblies_unverified"],
         "owners": ["deciding", "owners", "owners_matters", "renovation"],
         "owners_silent": ["deciding", "deciding_unverified", "owners", "owners_silent"]}  # by name: the fragments of it


def array(name, text):
    rows = (", ".join(f"{byte}" for byte in text[i:i + 24]) for i in range(0, len(text), 24))
    return f"static const unsigned char {name}[] = {{\n    " + ",\n    ".join(rows) + ",\n    0};\n"


def main(output, *fragments):
    fragments = [pathlib.Path(fragment) for fragment in fragments]
    by_name = {fragment.stem: b"\n" + fragment.read_bytes() for fragment in fragments}
    apart = {part for parts in APART.values() for part in parts}
    texts = {"standard": HEAD + b"".join(text for name, text in by_name.items() if name not in apart)}
    for name, text in by_name.items():
        if name in APART or name.startswith("calendar_"):
            texts[name] = HEAD + b"".join(by_name[part] for part in APART.get(name, [name]))

    rows = "".join(f'    {{"{name}", (const char *){name}, sizeof {name} - 1}},\n' for name in texts)
    pathlib.Path(output).write_text(
        "/* Made by embed.py from src/rulebooks: change those. */\n"
        '#include "rules/shipped.h"\n\n'
        + "\n".join(array(name, text) for name, text in texts.items())
        + f"\nconst struct shipped cgov__shipped[] = {{\n{rows}}};\n"
        f"const uint32_t cgov__shipped_count = {len(texts)};\n")


main(*sys.argv[1:])
