"""Writes the library as a few sources that include the others, which compile in half the time.

usage: units.py DIRECTORY FILE...       the units; the files are named from src, and in the order of their names
       units.py --names FILE...         their names alone, and those of files that are compiled by themselves

Names that are local to a file repeat from file to file: where two files of a unit have one in common, it is another for
each of them while it is read. A file that says what it asks of the system's headers is compiled by itself.
"""
import collections
import pathlib
import re
import sys

src = pathlib.Path(__file__).resolve().parent
AT_MOST = 12  # files in a unit
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LOCAL = re.compile(r"^(?:COLD )?static [^;={(]*?(\w+)(?=\(| =|\[|;)", re.MULTILINE)
TAG = re.compile(r"^(?:struct|enum|union) (\w+) \{", re.MULTILINE)
MACRO = re.compile(r"^#define (\w+)", re.MULTILINE)
INCLUDE = re.compile(r'^#include (["<][^">]+\.h[">])', re.MULTILINE)
BY_ITSELF = re.compile(r"^#(?:define _|include <windows.h>)", re.MULTILINE)


def plain(path):
    return COMMENT.sub(" ", (src / path).read_text("utf-8"))


def units(paths):
    """The files of each unit by its name, and those that are in none."""
    rooms, alone = collections.defaultdict(list), []
    for path in paths:
        (alone if BY_ITSELF.search(plain(path)) else rooms[path.split("/")[0]]).append(path)
    made = {}
    for room, files in rooms.items():
        count = -(-len(files) // AT_MOST)
        for k in range(count):
            made[f"unit_{room}_{k + 1}.c"] = files[len(files) * k // count:len(files) * (k + 1) // count]
    return made, alone


def unit(files, tags):
    """The source that includes them."""
    texts = {path: plain(path) for path in files}
    own = {path: {*LOCAL.findall(text), *TAG.findall(text)} for path, text in texts.items()}
    times = collections.Counter(name for names in own.values() for name in names)
    headers = dict.fromkeys(name for text in texts.values() for name in INCLUDE.findall(text))
    lines = [f"#include {header}" for header in headers]
    for path in files:
        twice = sorted(name for name in own[path] if times[name] > 1 or name in tags.intersection(TAG.findall(texts[path])))
        lines += [f"#define {name} {pathlib.Path(path).stem}_{name}_" for name in twice]
        lines += [f'#include "{path}"']
        lines += [f"#undef {name}" for name in [*twice, *MACRO.findall(texts[path])]]
    return "/* Made by units.py. */\n" + "\n".join(lines) + "\n"


def main(where, paths):
    made, alone = units(paths)
    if where == "--names":
        print("\n".join([*made, *alone]))
        return
    tags = {name for path in sorted(src.glob("*/*.h")) for name in TAG.findall(path.read_text("utf-8"))}
    for name, files in made.items():
        place, text = pathlib.Path(where) / name, unit(files, tags)
        if not place.exists() or place.read_text("utf-8") != text:
            place.write_text(text, encoding="utf-8")


if len(sys.argv) < 3 or sys.argv[1].startswith("-") and sys.argv[1] != "--names":
    print(__doc__.strip())
    sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
main(sys.argv[1], sys.argv[2:])
