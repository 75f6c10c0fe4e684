"""Writes the library as one folder of C files, for those who copy sources: python3 src/flat.py DIRECTORY

`cc -c *.c` compiles them there, with no option, no generator and no Python. A host that has this folder on its include path
finds <cgov/cgov.h> in it. The folder must not exist, or be empty.
"""
import pathlib
import re
import subprocess
import sys

src = pathlib.Path(__file__).resolve().parent
INCLUDE = re.compile(rb'^([ \t]*#[ \t]*include[ \t]+")([^"]+)(")', re.MULTILINE)


def flat(name):
    """A source's name in the folder: rules/read.c is rules_read.c; what hosts see stays in cgov/."""
    return name if name.startswith("cgov/") else name.replace("/", "_")


def rewritten(text, public):
    """Includes by the names that files have in the folder; a header in cgov/ includes those beside it."""
    def name(found):
        path = flat(found[2].decode())
        return found[1] + (path[len("cgov/"):] if public else path).encode() + found[3]

    return INCLUDE.sub(name, text)


def fragments():
    """The rulebooks to embed, in the order of the build."""
    build = (src / "meson.build").read_text("utf-8")
    return [src / path for path in re.findall(r"rulebooks/\w+\.rules", build)]


def main(directory):
    into = pathlib.Path(directory)
    if into.exists() and any(into.iterdir()):
        sys.exit(f"{into}: is not empty")
    (into / "cgov").mkdir(parents=True)
    for path in sorted((src.parent / "include/cgov").iterdir()):
        (into / "cgov" / path.name).write_bytes(rewritten(path.read_bytes(), True))
    for path in sorted(path for room in src.iterdir() if room.is_dir() for path in room.iterdir()):
        if path.suffix in (".c", ".h", ".def"):
            (into / flat(f"{path.parent.name}/{path.name}")).write_bytes(rewritten(path.read_bytes(), False))
    subprocess.run([sys.executable, src / "rulebooks/embed.py", into / "shipped.c", *fragments()], check=True)
    (into / "shipped.c").write_bytes(rewritten((into / "shipped.c").read_bytes(), False))


if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
    print(__doc__.strip())
    sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
main(sys.argv[1])
