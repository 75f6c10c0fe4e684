"""The list of what the headers declare: true by a compiler's word, complete, and all that is made from it is current.

usage: check_api.py ROOT API.json CC...
"""
import json
import pathlib
import re
import subprocess
import sys

from tap import Tap

root, api, cc = pathlib.Path(sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text("utf-8")), sys.argv[3:]
sys.path.insert(0, str(root / "examples/python"))
import make_api

TEXTS = {path.name: re.sub(r"/\*.*?\*/| *\\\n *(?=\w+ )", " ", path.read_text("utf-8"), flags=re.DOTALL)
         for path in (root / "include/cgov").iterdir() if path.name != "easy.h"}


def declared(one):
    """A parameter as C writes it."""
    return one["type"] + (" *" if "array" in one else "")


def member_type(one):
    if "parameters" in one:
        return f"{one['returns']} (**)({', '.join(map(declared, one['parameters']))})"
    return f"{one['type']} (*)[{one['array']}]" if "array" in one else f"{one['type']} *"


def assertions():
    """Lines of C that compile if the list is true."""
    yield "#include <cgov/cgov.h>"
    for one in [*api["constants"], *(value for enum in api["enums"] for value in enum["values"])]:
        suffix = "u" if one["value"] >= 1 << 63 else ""
        yield f'_Static_assert({one["name"]} == {one["value"]}{suffix}, "{one["name"]}");'
    for one in api["types"]:
        if one["type"] != "opaque":
            yield f'_Static_assert(_Generic(({one["name"]} *)0, {one["type"]} *: 1, default: 0), "{one["name"]}");'
    for struct in api["structs"]:
        name = struct["name"]
        yield f'_Static_assert(sizeof(void *) != 8 || sizeof({name}) == {struct["size"]}, "{name}");'
        for one in struct["members"]:
            what = f'"{name}.{one["name"]}"'
            yield f'_Static_assert(sizeof(void *) != 8 || offsetof({name}, {one["name"]}) == {one["offset"]}, {what});'
            yield f'_Static_assert(_Generic(&(({name} *)0)->{one["name"]}, {member_type(one)}: 1, default: 0), {what});'
    for one in api["functions"]:
        takes = ", ".join(map(declared, one["parameters"])) or "void"
        yield f'_Static_assert(_Generic({one["name"]}, {one["returns"]} (*)({takes}): 1, default: 0), "{one["name"]}");'


def false_by_the_compiler():
    done = subprocess.run([*cc, "-std=c11", f"-I{root / 'include'}", "-fsyntax-only", "-x", "c", "-"],
                          input="\n".join(assertions()), text=True, stderr=subprocess.PIPE, check=False)
    return [line for line in done.stderr.splitlines() if "error" in line] if done.returncode else []


def incomplete():
    """Names that the headers declare and the list has not, or the other way; order and all."""
    whole = "".join(TEXTS.values())
    for kind, pattern, listed in (
            ("functions", r"^CGOV_API[^;(]*?\b(\w+)\(", [one["name"] for one in api["functions"]]),
            ("structs", r"^\} (cgov_\w+);", [one["name"] for one in api["structs"]]),
            ("numbers", r"\b(CGOV_\w+)(?: =|,) -?\d+", [value["name"] for one in api["enums"] for value in one["values"]]),
            ("constants", r"^#define (CGOV_\w+) (?:\w+)$", [one["name"] for one in api["constants"]])):
        text = re.sub(r" +$", "", whole, flags=re.MULTILINE)
        for name in sorted(set(re.findall(pattern, text, re.MULTILINE)) ^ set(listed)):
            if name != "CGOV_API":
                yield f"{kind}: {name}"
    for struct in api["structs"]:
        body = re.search(rf"typedef struct {struct['name']} \{{(.*?)\n\}}", whole, re.DOTALL).group(1)
        number = len(re.findall(r";|,(?![^(]*\))", body))
        if number != len(struct["members"]):
            yield f"{struct['name']}: {len(struct['members'])} members, not {number}"


def untold():
    """Functions of which the list does not say since when, and what they may answer."""
    return (one["name"] for one in api["functions"]
            if "since" not in one or not one["about"] or one["returns"] == "int32_t" and not one["statuses"])


def not_served():
    """Functions that take a struct that can grow, and that no test calls with its first version."""
    calls = (root / "tests/test_first_versions.c").read_text("utf-8")
    grows = {struct["name"] for struct in api["structs"] if struct["members"][0]["name"] == "size"}
    return (one["name"] for one in api["functions"]
            if any(grows & set(part["type"].split()) for part in one["parameters"]) and one["name"] + "(" not in calls)


def table(header):
    """The functions that api.md lists under a header, in its order."""
    section = re.search(rf"^## cgov/{re.escape(header)}$(.*?)(?=^## |\Z)", (root / "docs/api.md").read_text("utf-8"),
                        re.DOTALL | re.MULTILINE)
    return re.findall(r"^\| `(\w+)` \|", section.group(1), re.MULTILINE) if section else []


tap = Tap()
tap.check("each size, offset, number and signature is the compiler's", false_by_the_compiler())
tap.check("nothing that the headers declare is missing", incomplete())
tap.check("each function says since when, and what it may answer", untold())
tap.check("each function that takes a struct is called with its first version", not_served())
written = (root / "examples/python/_cgov_api.py").read_text("utf-8")
tap.check("what Python's binding is made of is current", [] if written == make_api.Maker(api).module() else [
    f"run: python3 examples/python/make_api.py {sys.argv[2]}"])
for header in sorted(name for name in TEXTS if name.endswith(".h")):
    functions = [one["name"] for one in api["functions"] if one["header"] == header]
    tap.check(f"docs/api.md lists what {header} has", sorted(set(functions) ^ set(table(header))) or
              ([] if table(header) == functions else ["the order is another"]))
tap.end()
