"""Writes what the public headers declare as a list for machines, JSON, from which any binding can be made.

usage: list.py OUTPUT FILE...      the headers, and the .def files whose lines are the values of some enums

The headers are plain: object-like macros, typedefs, anonymous enums, flat structs, functions, with a comment before
each or behind it. tests/scripts/check_headers.py holds them to that, and check_api.py holds what is read here against
a compiler: each size, offset, number and signature.
"""
import json
import pathlib
import re
import sys

LABELS = ("Journal", "Status", "Lifetime", "Thread", "Since")
TOKEN = re.compile(r"(?P<comment>/\*.*?\*/)|(?P<directive>^#.*?(?<!\\)$)|(?P<string>\"[^\"\n]*\")"
                   r"|(?P<word>\w+)|(?P<mark>\.\.\.|[^\s\w])", re.DOTALL | re.MULTILINE)
SIZES = {"char": 1, "uint8_t": 1, "int32_t": 4, "uint32_t": 4, "int64_t": 8, "uint64_t": 8, "cgov_id": 8,
         "cgov_time": 8}


class Token:
    def __init__(self, kind, text, line):
        self.kind, self.text, self.line, self.end = kind, text, line, line + text.count("\n")


def tokens(text):
    """The header's tokens; the lines for C++ left out."""
    text = re.sub(r"#ifdef __cplusplus\n.*?#endif\n", lambda found: "\n" * found.group().count("\n"), text,
                  flags=re.DOTALL)
    line, at = 1, 0
    for found in TOKEN.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        yield Token(found.lastgroup, found.group(), line)


def words_of(comment):
    """A comment's words in one line per paragraph and label, without its stars."""
    text = re.sub(r"^\s*\* ?", "", comment[2:-2], flags=re.MULTILINE)
    text = re.sub(rf"\s+(?=\b(?:{'|'.join(LABELS)}):)", "\n\n", text)
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


class Reader:
    """The declarations of one header."""

    def __init__(self, name, text):
        self.header, self.at = name, 0
        self.tokens = list(tokens(text))

    def peek(self):
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def next(self, wanted=None):
        token = self.tokens[self.at]
        if wanted is not None and token.text != wanted:
            raise SyntaxError(f"{self.header}:{token.line}: {wanted} was expected, not {token.text}")
        self.at += 1
        return token

    def behind(self):
        """The comment on the line of the token before, if there is one."""
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind == "comment" and token.line == self.tokens[self.at - 1].end:
                self.at += 1
                return " ".join(words_of(token.text))
        return ""

    def before(self):
        """The comments up to the next thing that is none; of them the last."""
        last = ""
        while self.at < len(self.tokens) and self.tokens[self.at].kind == "comment":
            last = self.next().text
        return last

    def until(self, *ends):
        """The texts of the tokens up to one of ends outside all brackets, which is left standing; comments skipped."""
        found, depth = [], 0
        while depth or self.peek() not in ends:
            token = self.next()
            if token.kind == "comment":
                continue
            depth += (token.text in "([") - (token.text in ")]")
            found.append(token.text)
        return found


def declarator(parts):
    """(type, name, length of the array or 0) of ["const", "char", "*", "into", "[", "32", "]"]."""
    array = 0
    if parts[-1] == "]":
        array, parts = int(parts[-2]), parts[:-3]
    return " ".join(parts[:-1]).replace(" *", "*").replace("*", " *").replace("* *", "**"), parts[-1], array


def described(kind, name, array, **more):
    return {"name": name, "type": kind, **({"array": array} if array else {}), **more}


def parameters(parts):
    """The parameters of a function or callback, each as declarator tells it."""
    split, depth = [[]], 0
    for part in parts:
        depth += (part in "([") - (part in ")]")
        if part == "," and not depth:
            split.append([])
        else:
            split[-1].append(part)
    return [] if split in ([["void"]], [[]]) else [described(*declarator(part)) for part in split]


def read_members(reader):
    members = []
    while reader.peek() != "}":
        about = " ".join(words_of(reader.before() or "/**/"))
        if reader.peek() == "}":
            break
        parts = reader.until(";", ",")
        made = []
        if "(" in parts and parts[parts.index("(") + 1] == "*":  # RETURNS (*NAME)(PARAMETERS)
            first = parts.index("(")
            kind, _, _ = declarator(parts[:first] + ["result"])
            made.append({"name": parts[first + 2], "returns": kind, "parameters": parameters(parts[first + 5:-1])})
        else:
            made.append(described(*declarator(parts)))
        while reader.peek() == ",":
            reader.next()
            made.append(described(*declarator(parts[:1] + reader.until(";", ","))))
        reader.next(";")
        about = reader.behind() or about
        members += [{**member, **({"about": about} if about else {})} for member in made]
    return members


def read_values(reader, listed):
    values, number = [], 0
    while reader.peek() != "}":
        about = " ".join(words_of(reader.before() or "/**/"))
        if reader.peek() == "}":
            break
        parts = reader.until(",", "}")
        if parts[1:2] == ["("]:  # LIST(CGOV_NUMBERED)
            values += listed[parts[0]]
            continue
        number = int("".join(parts[2:])) if len(parts) > 2 else number + 1
        if reader.peek() == ",":
            reader.next()
        about = reader.behind() or about
        values.append({"name": parts[0], "value": number, **({"about": about} if about else {})})
    return values


def family(values):
    """What an enum is called: what its values' names begin with alike."""
    names = [value["name"].split("_")[1:-1] for value in values]
    if any(not name for name in names):
        return "STATUS"
    return {"R": "REASON"}.get(names[0][0], names[0][0])


def read_function(reader, comment):
    parts = reader.until(";")
    reader.next(";")
    first = parts.index("(")
    result, name, _ = declarator(parts[:first])
    paragraphs = words_of(comment)
    labels = {part.split(":")[0].lower(): part.split(":", 1)[1].strip() for part in paragraphs
              if part.split(":")[0] in LABELS}
    if "since" in labels:
        labels["since"] = labels["since"].rstrip(".")
    return {"name": name, "header": reader.header, "returns": result, "parameters": parameters(parts[first + 1:-1]),
            "about": [part for part in paragraphs if part.split(":")[0] not in LABELS],
            **{label: labels[label] for label in map(str.lower, LABELS) if label in labels}}


def resolve_statuses(functions):
    """Puts the statuses themselves into each that answers one; a comment may refer to another function's."""
    told = {function["name"]: function.get("status") or " ".join(function["about"]) for function in functions}
    mark = "those of every change:"
    every = next((text.split(mark)[1] for text in told.values() if mark in text), "")

    def of(name, seen):
        text = told.get(name, "")
        if "those of every change" in text and mark not in text:
            text += every
        found = re.findall(r"\bCGOV_(?:OK|DONE|REPEAT|E_\w+)", text)
        for other in re.findall(r"\b[Aa]s (cgov_\w+)", text):
            found += [] if other in seen else of(other, seen | {other})
        return sorted(set(found), key=found.index)

    for function in functions:
        if function["returns"] == "int32_t":
            function["statuses"] = of(function["name"], {function["name"]})


def lay_out(structs):
    """Gives each member its offset and each struct its size, where a pointer has eight bytes."""
    sizes, aligned = dict(SIZES), dict(SIZES)
    for struct in structs:
        at, widest = 0, 1
        for member in struct["members"]:
            kind = member.get("type", "*")
            size, align = (8, 8) if kind.endswith("*") else (sizes[kind], aligned[kind])
            at = (at + align - 1) // align * align
            member["offset"] = at
            at += size * member.get("array", 1)
            widest = max(widest, align)
        sizes[struct["name"]] = struct["size"] = (at + widest - 1) // widest * widest
        aligned[struct["name"]] = widest


def read_typedef(reader, comment, lists):
    reader.next("typedef")
    about = words_of(comment)
    if reader.peek() != "struct":
        kind, name, _ = declarator(reader.until(";"))
        lists["types"].append({"name": name, "type": kind, "about": about})
    else:
        reader.next("struct")
        reader.next()
        if reader.peek() != "{":
            lists["types"].append({"name": reader.next().text, "type": "opaque", "about": about})
        else:
            reader.next("{")
            members = read_members(reader)
            reader.next("}")
            lists["structs"].append({"name": reader.next().text, "header": reader.header, "about": about,
                                     "members": members})
    reader.next(";")


def read_header(name, text, lists, listed):
    reader, comment, ended = Reader(name, text), "", 0
    while reader.at < len(reader.tokens):
        token = reader.tokens[reader.at]
        if token.line > ended + 1:
            comment = ""
        if token.kind == "comment":
            comment = reader.next().text
        elif token.kind == "directive":
            reader.next()
            line = re.sub(r" *\\\n *", " ", token.text)
            found = re.match(r"#define (CGOV_\w+) (\w+)(?: +(/\*.*\*/))?$", line)
            most = {"UINT64_MAX": str(2**64 - 1), "INT64_MAX": str(2**63 - 1)}
            value = found and most.get(found.group(2), found.group(2).rstrip("u"))
            if value and value.isdigit():
                about = " ".join(words_of(found.group(3) or comment or "/**/"))
                lists["constants"].append({"name": found.group(1), "header": name, "value": int(value), "about": about})
        elif token.text == "typedef":
            read_typedef(reader, comment, lists)
        elif token.text == "enum":
            reader.next("enum")
            reader.next("{")
            values = read_values(reader, listed)
            reader.next("}")
            reader.next(";")
            lists["enums"].append({"name": family(values), "header": name, "about": words_of(comment or "/**/"),
                                   "values": values})
        elif token.text == "CGOV_API":
            reader.next("CGOV_API")
            lists["functions"].append(read_function(reader, comment))
        else:
            raise SyntaxError(f"{name}:{token.line}: {token.text} is not understood")
        ended = reader.tokens[reader.at - 1].end


def read_listed(text):
    """The values that each macro of a .def file lists: lines LETTER(NAME, number, what else is said of it)."""
    found = {}
    for name, letter, body in re.findall(r"^#define (\w+)\((\w)\)(.*?[^\\])$", text, re.DOTALL | re.MULTILINE):
        values, about, behind = [], {}, -1
        body = re.sub(r" *\\$", "", body, flags=re.MULTILINE)
        entry = rf"\b{letter}\((?P<name>\w+),\s*(?P<number>-?\d+)(?P<also>.*?)\)(?=\s*(?:/\*|$))"
        for part in re.finditer(rf"/\*.*?\*/|{entry}", body, re.DOTALL | re.MULTILINE):
            line = body.count("\n", 0, part.start())
            if part["name"] is None:
                said = {"about": " ".join(words_of(part.group()))}
                about = values[-1].update(said) or {} if line == behind else said
                continue
            also = [word.strip('"') for word in re.findall(r'"[^"]*"|\w+', part["also"])]
            values.append({"name": part["name"], "value": int(part["number"]), "columns": also, **about})
            about, behind = {}, body.count("\n", 0, part.end())
        found[name] = values
    return found


def in_order(texts):
    """The headers' names, each after those that it includes."""
    found = []

    def visit(name):
        for other in re.findall(r'#include "cgov/(\w+\.h)"', texts[name]):
            visit(other)
        if name not in found:
            found.append(name)

    for name in texts:
        visit(name)
    return found


def read(paths):
    """The whole list, from the headers' paths."""
    lists = {"version": "", "about": "What include/cgov/*.h declares, made by src/api/list.py. Offsets and sizes are "
             "those where a pointer has eight bytes; an array's type is its element's.",
             "constants": [], "types": [], "enums": [], "structs": [], "functions": []}
    texts = {path.name: path.read_text("utf-8") for path in map(pathlib.Path, sorted(paths))}
    listed = {}
    for name, text in texts.items():
        listed.update(read_listed(text) if name.endswith(".def") else {})
    for name in in_order({name: text for name, text in texts.items() if name.endswith(".h")}):
        read_header(name, texts[name], lists, listed)
    lay_out(lists["structs"])
    resolve_statuses(lists["functions"])
    numbers = {constant["name"]: constant["value"] for constant in lists["constants"]}
    lists["version"] = ".".join(str(numbers[f"CGOV_VERSION_{part}"]) for part in ("MAJOR", "MINOR", "PATCH"))
    return lists


def as_json(lists):
    """One declaration's part a line, so that a change shows as what it is."""
    def one(thing):
        return json.dumps(thing, ensure_ascii=False)

    out = ["{", f' "version": {one(lists["version"])},', f' "about": {one(lists["about"])},']
    for kind in ("constants", "types", "enums", "structs", "functions"):
        rows = []
        for thing in lists[kind]:
            inner = {"enums": "values", "structs": "members", "functions": "parameters"}.get(kind)
            if not inner:
                rows.append("  " + one(thing))
                continue
            rest = {key: value for key, value in thing.items() if key != inner}
            parts = ",\n".join("    " + one(part) for part in thing[inner])
            rows.append(f'  {one(rest)[:-1]},\n   "{inner}": [' + (f"\n{parts}]}}" if parts else "]}"))
        out.append(f' "{kind}": [\n' + ",\n".join(rows) + "]" + ("" if kind == "functions" else ","))
    return "\n".join(out) + "\n}\n"


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1].startswith("-"):
        print(__doc__.strip())
        sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
    pathlib.Path(sys.argv[1]).write_text(as_json(read(sys.argv[2:])), encoding="utf-8")
