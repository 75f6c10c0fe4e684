"""Makes _cgov_api.py, the layer of the binding that says in ctypes what the headers declare, from the list of them.

usage: make_api.py API.json [OUTPUT]      api.json lies in the build directory, src/api.json, and is installed

A model for bindings to other languages too: the list has all that they need, and tests/scripts/check_api.py fails while
what was made from it is older than the headers.
"""

import json
import pathlib
import re
import sys
from typing import Any, Dict, Iterator, List

PRELUDE = '''"""What the library's headers declare, for ctypes. Made from them by make_api.py: do not edit."""

import enum
from ctypes import CDLL, CFUNCTYPE, POINTER, Array, Structure, c_char, c_char_p, c_int32, c_int64, c_size_t, c_uint8
from ctypes import c_uint32, c_uint64, c_void_p, cast, sizeof, string_at
from typing import Any, Dict, List, Tuple, Type, Union

# What a type checker reads: texts of a fixed size are str, numbers int, and what points is anything.

_RANGES = {kind: (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1) for kind, bits, signed in
           ((c_uint8, 8, False), (c_int32, 32, True), (c_uint32, 32, False), (c_int64, 64, True), (c_uint64, 64, False))}


def _fit(kind: Any, value: Any, name: str) -> None:
    """A number is one that its C type holds; ctypes would take it modulo 2 to the type's bits, another's id."""
    least, most = _RANGES[kind]
    if not isinstance(value, (int, kind)):
        raise TypeError("%s: %r is no whole number" % (name, value))
    if isinstance(value, int) and not least <= value <= most:
        raise ValueError("%s: %d is not from %d to %d" % (name, value, least, most))


def utf8(text: Union[str, bytes]) -> bytes:
    """Its bytes; what has none is named."""
    if isinstance(text, bytes):
        return text
    if not isinstance(text, str):
        raise TypeError("a text is wanted, not %r" % (text,))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        error.reason += ": %.60r" % text
        raise


def _items(kind: Any, length: int) -> Any:
    """An array of numbers in a struct, each of which is set where it fits."""
    class Items(kind * length):  # type: ignore
        def __setitem__(self, place: Any, value: Any) -> None:
            given = list(value) if isinstance(place, slice) else [value]
            for one in given:
                _fit(kind, one, "an item")
            super().__setitem__(place, given if isinstance(place, slice) else value)

    return Items


def _struct(cls: Any) -> Any:
    """Class decorator: texts of a fixed size read as str, numbers are set where they fit."""
    cls._numbers_ = {name: getattr(kind, "_type_", None) if issubclass(kind, Array) else kind
                     for name, kind in cls._fields_}
    cls._numbers_ = {name: kind for name, kind in cls._numbers_.items() if kind in _RANGES}
    for name, kind in cls._fields_:
        if issubclass(kind, Array) and kind._type_ is c_char:
            raw = getattr(cls, name)
            setattr(cls, name, property(lambda self, raw=raw: raw.__get__(self).decode(errors="replace")))
    return cls


class cgov_text(Structure):
    """UTF-8 with a length, which needs no NUL; {NULL, 0} is "not given"."""

    _fields_ = [("ptr", POINTER(c_char)), ("len", c_uint64)]

    @classmethod
    def of(cls, text: Union[str, bytes, None]) -> "cgov_text":
        """A text on bytes of Python's, which it keeps."""
        if text is None:
            return cls()
        raw = utf8(text)
        return cls(cast(c_char_p(raw), POINTER(c_char)), len(raw))

    def __str__(self) -> str:
        return string_at(self.ptr, self.len).decode() if self.ptr else ""


class Struct(Structure):
    """A C struct that starts with its size; shows the fields that say something."""

    _numbers_: Dict[str, Any] = {}

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        self.size = sizeof(self)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self._numbers_:
            for one in value if isinstance(value, (tuple, list, Array)) else [value]:
                _fit(self._numbers_[name], one, name)
        super().__setattr__(name, value)

    def __repr__(self) -> str:
        shown = ((name, getattr(self, name)) for name, _ in self._fields_ if not name.startswith(("size", "reserved")))
        return "%s(%s)" % (type(self).__name__, ", ".join("%s=%r" % pair for pair in shown if pair[1]))
'''
ENDING = '''

def _fitting(name: str, function: Any, takes: List[Any]) -> Any:
    """The function, called where the numbers given fit what it takes."""
    numbers = [(place, kind) for place, kind in enumerate(takes) if kind in _RANGES]

    def call(*given: Any) -> Any:
        for place, kind in numbers:
            if place < len(given):
                _fit(kind, given[place], name)
        return function(*given)

    return call if numbers else function


def bind(library: CDLL) -> None:
    """Tells ctypes what each function takes and answers, and asserts each struct's size against the library."""
    for name, (result, *takes) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, takes
        setattr(library, name, _fitting(name, function, takes))
    for number, (name, struct) in enumerate(STRUCTS.items(), 1):
        if library.cgov_struct_size(number) != sizeof(struct):
            raise ImportError("%s has %d bytes in this library and %d here"
                              % (name, library.cgov_struct_size(number), sizeof(struct)))
'''
NUMBERS = {"char": "c_char", "uint8_t": "c_uint8", "int32_t": "c_int32", "uint32_t": "c_uint32", "int64_t": "c_int64",
           "uint64_t": "c_uint64", "size_t": "c_size_t"}
KEYWORDS = ("from", "import")


class Maker:
    """The parts of the module, from the list."""

    def __init__(self, api: Dict[str, Any]) -> None:
        self.api = api
        self.types = {one["name"]: one["type"] for one in api["types"]}

    def ctype(self, kind: str) -> str:
        """A C type in ctypes; a text to be read ends with its NUL, one to be filled is an array."""
        if kind == "const char *":
            return "c_char_p"
        base, stars = kind.replace("const ", "").rstrip("* "), kind.count("*")
        base = self.types.get(base, base)
        if base in ("void", "opaque"):
            made, stars = "c_void_p" if stars else "None", stars - 1
        else:
            made = NUMBERS.get(base, base)
        return "POINTER(" * max(stars, 0) + made + ")" * max(stars, 0)

    def parameter(self, one: Dict[str, Any]) -> str:
        return self.ctype(one["type"] + (" *" if "array" in one else ""))

    def member(self, struct: str, one: Dict[str, Any]) -> str:
        """The ctypes type of a struct's member."""
        if "parameters" in one:
            return "%s_%s" % (struct, one["name"])
        kind = self.ctype(one["type"])
        if "array" not in one:
            return kind
        return ("%s * %d" if kind == "c_char" else "_items(%s, %d)") % (kind, one["array"])

    def hint(self, one: Dict[str, Any]) -> str:
        """What a type checker is told of a member."""
        kind = one.get("type", "*")
        if "array" in one:
            return "str" if kind == "char" else "Any"
        if kind.endswith("*"):
            return "Any"
        return kind if kind == "cgov_text" else "int"

    def enums(self) -> Iterator[str]:
        for one in self.api["enums"]:
            if one["name"] in ("STRUCT", "ENUM"):  # how the library is asked, see STRUCTS
                continue
            prefix = {"STATUS": "CGOV_", "REASON": "CGOV_R_"}.get(one["name"], "CGOV_%s_" % one["name"])
            values = [(value["name"][len(prefix):], value["value"]) for value in one["values"]]
            yield "\n\nclass %s(enum.IntEnum):" % "".join(word.title() for word in one["name"].split("_"))
            yield '    """%s*"""\n' % prefix
            yield from ("    %s = %d" % value for value in values if value != ("NONE", 0))

    def struct(self, one: Dict[str, Any]) -> Iterator[str]:
        name, members = one["name"], one["members"]
        if name == "cgov_text":  # in the prelude
            return
        fields = [(member["name"] + "_" * (member["name"] in KEYWORDS), member) for member in members]
        for member in members:
            if "parameters" in member:
                takes = [self.parameter(given) for given in member["parameters"]]
                yield "\n" * (member is members[0]) + self.wrapped(
                    "%s_%s = CFUNCTYPE(" % (name, member["name"]), [self.ctype(member["returns"]), *takes], ")")
        yield "\n\n@_struct\nclass %s(Struct):" % name
        yield '    """%s."""\n' % re.split(r"[.:;] ", " ".join(one["about"]).replace('"', "'"))[0].rstrip(".")
        yield from ("    %s: %s" % (field, self.hint(member)) for field, member in fields)
        yield self.wrapped("    _fields_ = [", ['("%s", %s)' % (field, self.member(name, member))
                                                for field, member in fields], "]")

    def wrapped(self, start: str, parts: List[str], end: str) -> str:
        """The parts after start, in lines no longer than 120."""
        lines, room = [start], " " * len(start)
        for place, part in enumerate(parts):
            more = part + (end if place + 1 == len(parts) else ",")
            if len(lines[-1]) + len(more) > 119:
                lines.append(room)
            lines[-1] += ("" if lines[-1] in (start, room) else " ") + more
        return "\n".join(lines)

    def tables(self) -> Iterator[str]:
        """Structs by number, functions by name."""
        numbered = next(one["values"] for one in self.api["enums"] if one["name"] == "STRUCT")
        yield "\n\nSTRUCTS: Dict[str, Type[Struct]] = {  # by number"
        for value in numbered:
            name = value["name"].replace("CGOV_STRUCT_", "cgov_").lower()
            yield '    "%s": %s,' % (name, name)
        yield "}\n\nFUNCTIONS: Dict[str, Tuple[Any, ...]] = {  # what it answers, then what it takes"
        for one in self.api["functions"]:
            takes = [self.parameter(given) for given in one["parameters"]]
            parts = [self.ctype(one["returns"]), *takes]
            yield self.wrapped('    "%s": (' % one["name"], parts, "," * (not takes) + "),")
        yield "}"

    def module(self) -> str:
        parts = [PRELUDE, "\n# Constants\n"]
        parts += ["%s = %d" % (one["name"][len("CGOV_"):], one["value"]) for one in self.api["constants"]]
        parts += self.enums()
        for one in self.api["structs"]:
            parts += self.struct(one)
        parts += self.tables()
        return "\n".join(parts) + "\n" + ENDING


def made_from(path: "pathlib.Path | str") -> str:
    return Maker(json.loads(pathlib.Path(path).read_text("utf-8"))).module()


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(__doc__.strip())
        sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
    place = sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).parent / "_cgov_api.py"
    pathlib.Path(place).write_text(made_from(sys.argv[1]), encoding="utf-8")
