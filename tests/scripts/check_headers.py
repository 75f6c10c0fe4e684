"""The public headers: each compiles alone, other languages can reach each declaration, each comment is complete.

easy.h is for C and C++ alone, made of the rest: it is compiled, and its names and its calls are held to no more.

usage: check_headers.py ROOT CC...
"""
import pathlib
import re
import shutil
import subprocess
import sys

from tap import Tap

root, cc = pathlib.Path(sys.argv[1]), sys.argv[2:]
headers = sorted((root / "include/cgov").glob("*.h"))
texts = {path: path.read_text(encoding="utf-8") for path in headers if path.name != "easy.h"}
easy = (root / "include/cgov/easy.h").read_text(encoding="utf-8")


def compiled(command, language, standard):
    """The headers that do not compile alone and without a warning."""
    for path in headers:
        run = subprocess.run([*command, "-x", language, f"-std={standard}", "-pedantic", "-Wall", "-Wextra", "-Werror",
                              "-fsyntax-only", f"-I{root / 'include'}", "-"], input=f'#include "cgov/{path.name}"\n',
                             text=True, stderr=subprocess.PIPE, check=False)
        if run.returncode:
            yield f"{path.name}: {run.stderr.splitlines()[0]}"


def code(text):
    """The text without comments, preprocessor lines and linkage braces."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    return text.replace('extern "C" {', "").replace("CGOV_API", "")


def structs():
    """(header, name, members) of each struct; members are split at semicolons, function pointers kept whole."""
    for path, text in texts.items():
        for body, name in re.findall(r"typedef struct \w+ \{(.*?)\} (\w+);", code(text), re.DOTALL):
            yield path.name, name, [" ".join(member.split()) for member in body.split(";") if member.strip()]


def foreign_members():
    plain = re.compile(r"(u?int(8|32|64)_t|char|cgov_(id|time|text)|cgov_(error|result) \*|void \*|const (cgov_\w+|char) \*)")
    never = re.compile(r":|\b(bool|enum|union|long|float|double)\b")
    for header, name, members in structs():
        for member in members:
            pointer = "(*" in member
            if not (pointer or plain.match(member)) or never.search(member):
                yield f"{header}: {name}: {member}"


def unsized():
    """Structs but texts open with their size."""
    return (f"{header}: {name}" for header, name, members in structs()
            if name != "cgov_text" and members[0] != "uint32_t size")


def foreign_functions():
    """No varargs, no inline, no struct by value, no float, bool or long."""
    for path, text in texts.items():
        for match in re.finditer(r"^\s*([\w ]+?[ *])(cgov_\w+)\(([^;]*)\);", code(text), re.MULTILINE):
            declaration = match.group(1) + match.group(3)
            value = re.search(r"\bcgov_(?!id\b|time\b)\w+ (?!\*)\w", declaration)
            if value or re.search(r"\.\.\.|\b(inline|bool|float|double|long|va_list|size_t|enum)\b", declaration):
                yield f"{path.name}: {match.group(2)}"


def names():
    """An argument that is a name is a const char *; every other text is a cgov_text."""
    known = {"procedure", "matter", "move", "roll", "name", "path", "proof"}  # a digest in digits is one too
    for path, text in texts.items():
        for match in re.finditer(r"^\s*([\w ]+?[ *])(cgov_\w+)\(([^;]*)\);", code(text), re.MULTILINE):
            for name in re.findall(r"const char \*(\w+)", match.group(3)):
                if name not in known:
                    yield f"{path.name}: {match.group(2)}: {name}"
    for header, name, members in structs():
        for member in members:
            if member.startswith("const char *") and name != "cgov_text":
                yield f"{header}: {name}: {member}"


def included():
    """Only the two standard headers and our own."""
    return (f"{path.name}: {name}" for path, text in texts.items() for name in re.findall(r"#include\s+(\S+)", text)
            if name not in ("<stddef.h>", "<stdint.h>") and not name.startswith('"cgov/'))


def comments():
    """(header, function, fallible, comment) of each function; functions without a line between share a comment."""
    for path, text in texts.items():
        for comment, block in re.findall(r"/\*((?:(?!\*/).)*)\*/\n((?:CGOV_API[^;]*;\n)+)", text, re.DOTALL):
            for result, name in re.findall(r"^CGOV_API ([^;(]*?)(\w+)\(", block, re.MULTILINE):
                yield path.name, name, result.strip() == "int32_t", comment


def uncommented():
    """A label may stand in a line of the comment, or in its running text; "as" another function's is enough."""
    commented = set()
    for header, name, fallible, comment in comments():
        commented.add(name)
        shared = re.search(r"\bAs cgov_\w+", comment)
        for line in comment.splitlines()[1:]:
            if re.search(r"\S.*[.,] (Journal|Status|Lifetime|Thread|Since):", line.lstrip(" *")):
                yield f"{header}: {name}: a label does not begin its line"
        for label in ("Status", "Thread", "Since") if fallible else ("Thread", "Since"):
            if not re.search(rf"\b{label}\b", comment, re.IGNORECASE) and not (shared and label != "Since"):
                yield f"{header}: {name} has no {label}"
    for path, text in texts.items():
        for name in re.findall(r"^CGOV_API[^;(]*?(\w+)\(", text, re.MULTILINE):
            if name not in commented:
                yield f"{path.name}: {name} has no comment"


tap = Tap()
tap.check("each header compiles alone as C99", compiled(cc, "c", "c99"))
if shutil.which("c++"):
    tap.check("each header compiles alone as C++11", compiled(["c++"], "c++", "c++11"))
tap.check("headers include stddef.h, stdint.h and their own alone", included())
tap.check("struct members have a fixed width", foreign_members())
tap.check("structs open with their size", unsized())
tap.check("functions take and give what every language has", foreign_functions())
tap.check("names are const char *, other texts cgov_text", names())
tap.check("each function says its status, thread and since", uncommented())
tap.check("easy.h exports nothing, and names all cgov_easy_", re.findall(r"CGOV_API", easy) + [
    name for name in re.findall(r"^static inline [\w *]*?(\w+)\(|^#define (\w+)|^CGOV_EASY_WALK\((\w+)", easy, re.MULTILINE)
    if not re.match(r"cgov_easy_|CGOV_EASY_", "".join(name))])
tap.check("each header is below 400 lines",
          (f"{path.name}: {len(text.splitlines())}" for path, text in texts.items() if len(text.splitlines()) >= 400))
tap.end()
