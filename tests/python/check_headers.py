"""The binding against the public headers: every function with its arguments, every struct's fields, every number.

The headers are read after the C preprocessor, which leaves plain declarations; CC names the compiler (default cc).
"""

import ctypes
import os
import re
import subprocess
import unittest
from typing import Any, Dict, List, Mapping, Tuple

import tap

import cgov

INTEGERS = {
    "int32_t": ctypes.c_int32, "uint32_t": ctypes.c_uint32, "int64_t": ctypes.c_int64, "uint64_t": ctypes.c_uint64,
    "uint8_t": ctypes.c_uint8, "size_t": ctypes.c_size_t, "cgov_id": ctypes.c_uint64, "cgov_time": ctypes.c_int64,
    "char": ctypes.c_char,
}
EXPORTED = '__attribute__((visibility("default")))'


def read_headers() -> str:
    command = os.environ.get("CC", "cc").split() + ["-E", "-P", "-I%s" % (tap.ROOT / "include"), "-"]
    done = subprocess.run(command, input="#include <cgov/cgov.h>\n", stdout=subprocess.PIPE, check=True,
                          universal_newlines=True)
    return re.sub(r"\s+", " ", done.stdout)


HEADERS = read_headers()
SOURCES = "".join(path.read_text("utf-8") for path in sorted((tap.ROOT / "include" / "cgov").glob("*.h")))
LISTS = "".join(path.read_text("utf-8") for path in sorted((tap.ROOT / "include" / "cgov").glob("*.def")))
FAMILIES: Dict[str, Mapping[str, int]] = {  # CGOV_<family>_<name>, as the binding has them
    "KIND": cgov.Kind.__members__, "FIELD": cgov.Field.__members__, "TRACK": cgov.Track.__members__,
    "CHANNEL": cgov.Channel.__members__, "URGENCY": cgov.Urgency.__members__, "RESULT": cgov.Result.__members__,
    "RECORD": cgov.Record.__members__, "CLOCK": cgov.ClockState.__members__, "RULE": cgov.RuleKind.__members__,
    "LEVEL": cgov.Level.__members__, "FORM": cgov.Form.__members__, "DUTY": cgov.DutyKind.__members__,
    "ROUTE": cgov.RouteRule.__members__, "NEWS": cgov.News.__members__, "GROUP": cgov.Group.__members__, "AXIS": cgov.Axis.__members__,
    "CHOICE": cgov.BallotChoice.__members__, "TALLY": cgov.TallyKind.__members__, "OUTCOME": cgov.RuleOutcome.__members__,
    "WARNING": cgov.RuleWarning.__members__, "LINE": cgov.Line.__members__, "SINCE": cgov.Since.__members__,
    "SNAPSHOT": cgov.Snapshot.__members__,
    "CODE": cgov.api.Code.__members__, "DETAIL": cgov.DetailType.__members__, "READ": cgov.Reads.__members__,
}


def split_declarator(text: str) -> Tuple[str, str, List[int]]:
    """ "const char *name[4]" as its type "char *", its name, and its dimensions."""
    sizes = [int(size) for size in re.findall(r"\[(\d+)\]", text)]
    text = re.sub(r"\[\d+\]|\bconst\b", " ", text)
    kind, name = re.match(r"\s*(\w+[\s*]*?)\s*(\w*)\s*$", text).groups()  # type: ignore[union-attr]
    if kind.strip() not in INTEGERS and not name:
        kind, name = text, ""
    return re.sub(r"\s+", "", kind), name, sizes


def ctype(kind: str, constant: bool = False) -> Any:
    """The ctypes type a binding should use for a C type written without blanks."""
    stars = kind.count("*")
    base = kind.rstrip("*")
    if base == "cgov_ledger":
        return ctypes.c_void_p if stars == 1 else ctypes.POINTER(ctypes.c_void_p)
    if base == "void":
        return ctypes.c_void_p if stars else None
    if kind == "char*" and constant:
        return ctypes.c_char_p
    made: Any = INTEGERS.get(base) or (cgov.Text if base == "cgov_text" else cgov.STRUCTS[base])
    for _ in range(stars):
        made = ctypes.POINTER(made)
    return made


def parameter(text: str) -> Any:
    """The ctypes type of a parameter; an array is a pointer."""
    kind, _, sizes = split_declarator(text)
    return ctype(kind + "*" * len(sizes), "const" in text.split())


def parameters(text: str) -> List[Any]:
    return [] if text.strip() == "void" else [parameter(one) for one in text.split(",")]


def functions() -> Dict[str, Tuple[Any, List[Any]]]:
    """Every exported function: what it answers and takes."""
    found = {}
    for declaration in HEADERS.split(EXPORTED)[1:]:
        result, name, takes = re.match(r"\s*(.*?)(\w+)\s*\(([^)]*)\)\s*;", declaration).groups()  # type: ignore
        found[name] = (ctype(result.replace("const", "").replace(" ", ""), "const" in result), parameters(takes))
    return found


def struct_fields(body: str) -> List[Tuple[str, Any]]:
    """The fields of a struct's body, several to a declaration too."""
    fields = []
    for declaration in filter(None, (part.strip() for part in body.split(";"))):
        callback = re.match(r"(.*?)\(\s*\*\s*(\w+)\s*\)\s*\((.*)\)$", declaration)
        if callback:
            answer, name, takes = callback.groups()
            kind = ctype(answer.replace(" ", ""))
            fields.append((name, ctypes.CFUNCTYPE(kind, *parameters(takes))))
            continue
        first, *more = declaration.split(",")
        for part in [first] + ["%s %s" % (first.split()[0], other) for other in more]:
            base, name, sizes = split_declarator(part)
            made = ctype(base, "const" in part.split())
            for size in reversed(sizes):
                made = made * size
            fields.append((name, made))
    return fields


def constants() -> Dict[str, int]:
    found = {}
    for body in re.findall(r"\benum\s*\{([^}]*)\}", HEADERS):
        for name, value in re.findall(r"(CGOV_\w+)\s*=\s*(-?\d+)", body):
            found[name] = int(value)
    for name, value in re.findall(r"^\s+[FKRS]\((CGOV_\w+), (-?\d+), ", LISTS, re.M):
        found[name] = int(value)
    return found


def plain(kind: Any) -> Any:
    """What ctypes lays out: an array that says what fits its items is an array."""
    return kind._type_ * kind._length_ if issubclass(kind, ctypes.Array) else kind


class Headers(unittest.TestCase):
    def test_every_function_is_bound_as_declared(self) -> None:
        declared = functions()
        self.assertEqual(sorted(declared), sorted(cgov.FUNCTIONS))
        for name, (result, takes) in declared.items():
            with self.subTest(name):
                self.assertEqual(cgov.FUNCTIONS[name], (result, *takes))

    def test_every_struct_is_laid_out_as_declared(self) -> None:
        bodies = dict((name, body) for body, name in
                      re.findall(r"typedef struct \w+ \{([^}]*)\} (cgov_\w+);", HEADERS))
        self.assertEqual(sorted(bodies), sorted([*cgov.STRUCTS, "cgov_text"]))
        for name, body in bodies.items():
            with self.subTest(name):
                bound: Any = cgov.Text if name == "cgov_text" else cgov.STRUCTS[name]
                ours = [(field.rstrip("_"), plain(kind)) for field, kind in bound._fields_]
                theirs = struct_fields(body)
                if name == "cgov_text":  # read by length, never to a NUL
                    theirs[0] = ("ptr", ctypes.POINTER(ctypes.c_char))
                self.assertEqual(ours, theirs)

    def test_structs_stand_in_the_order_of_their_numbers(self) -> None:
        numbers = sorted((value, name) for name, value in constants().items() if name.startswith("CGOV_STRUCT_"))
        self.assertEqual(["cgov_" + name[len("CGOV_STRUCT_"):].lower() for _, name in numbers], list(cgov.STRUCTS))
        self.assertEqual([value for value, _ in numbers], list(range(1, len(cgov.STRUCTS) + 1)))

    def test_the_library_names_every_status_and_reason(self) -> None:
        for name, value in constants().items():
            with self.subTest(name):
                if re.match(r"CGOV_(OK|DONE|REPEAT|E_\w+)$", name):
                    self.assertEqual(cgov.status_name(value), name)
                elif name.startswith("CGOV_R_"):
                    self.assertEqual(cgov.reason_name(value), name)

    def test_every_error_has_its_exception(self) -> None:
        errors = {name[len("CGOV_E_"):] for name in constants() if name.startswith("CGOV_E_")}
        self.assertEqual(errors, set(cgov._EXCEPTIONS))

    def test_enum_names_are_the_headers(self) -> None:
        for family, bound in FAMILIES.items():
            with self.subTest(family):
                prefix = "CGOV_%s_" % family
                declared = {name[len(prefix):]: value for name, value in constants().items()
                            if name.startswith(prefix) and not name.endswith("_NONE")}
                ours = {name: int(value) for name, value in bound.items() if name != "NONE"}
                self.assertEqual(ours, declared)

    def test_enum_names_are_the_library_s(self) -> None:
        for name, number in constants().items():
            family = name[len("CGOV_ENUM_"):] if name.startswith("CGOV_ENUM_") else ""
            for value, member in FAMILIES.get(family, {}).items():
                with self.subTest(family + value):
                    self.assertEqual(cgov._lib.cgov_enum_name(number, member).decode(), value.lower())

    def test_no_enum_is_missing(self) -> None:
        told_otherwise = {"OK", "DONE", "REPEAT", "E", "R", "STRUCT", "ENUM"}  # statuses, reasons, what libraries know
        self.assertEqual({name.split("_")[1] for name in constants()}, told_otherwise | set(FAMILIES))
        self.assertEqual({name.split("_")[2] for name in constants() if name.startswith("CGOV_ENUM_")},
                         set(FAMILIES) - {"RULE", "CODE", "DETAIL", "READ", "TALLY", "WARNING", "LINE", "SINCE",
                                           "SNAPSHOT"})

    def test_flags_are_the_headers(self) -> None:
        declared = {name: int(value) for name, value in re.findall(r"^#define CGOV_ACT_(\w+) (\d+)u", SOURCES, re.M)}
        spelled = {name: {"IMPORT": "import_"}.get(name, name.lower()) for name in declared}
        self.assertEqual({name: cgov.Act(1, 0, **{spelled[name]: True}).flags for name in declared}, declared)

    def test_structs_have_the_size_that_their_comment_tells(self) -> None:
        told = re.findall(r"([\d,]+) bytes(?:(?!\*/).)*\*/\s*typedef struct (\w+)", SOURCES, re.S)
        ours = {name: ctypes.sizeof(bound) for name, bound in cgov.STRUCTS.items()}
        del ours["cgov_storage"]  # whose comment tells none
        self.assertEqual({name: int(size.replace(",", "")) for size, name in told}, ours)


if __name__ == "__main__":
    tap.main()
