"""What the libraries hold: the API alone, no memory to write in, nothing asked of the system but memory and files.

usage: check_symbols.py ROOT SHARED STATIC
"""
import pathlib
import re
import sys

from tap import Tap, output

root, shared, static = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]

# One room talks to the system; the rest of the core has no clock, chance, environment, locale, output, threads, or end.
SYSTEM_ROOM = "storage_posix.c"
NEVER = re.compile(r"_*(time|clock\w*|gettimeofday|localtime\w*|gmtime\w*|mktime|strftime|s?rand\w*"
                   r"|\w+rand48|getentropy|getrandom|(secure_)?getenv|setenv|setlocale|localeconv|abort|exit|atexit"
                   r"|v?[fsd]?n?printf(_chk)?|f?puts|f?putc|putchar|pthread_\w+|thrd_\w+|longjmp|signal)$")
NOWHERE = re.compile(r"_*(time|clock\w*|gettimeofday|localtime\w*|s?rand|(secure_)?getenv|setlocale|abort|exit"
                     r"|printf(_chk)?|puts|pthread_\w+|thrd_\w+)$")


def declared():
    """The functions that the public headers declare."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "include/cgov").glob("*.h")))
    return set(re.findall(r"^CGOV_API[^;(]*?\b(\w+)\(", text, re.MULTILINE))


def symbols(*options_and_file):
    """(object, symbol, kind) as nm tells; the object is "" for a library that is one."""
    for line in output("nm", "-A", "-P", *options_and_file).splitlines():
        place, name, kind = line.split(": ", 1)[0], *line.split(": ", 1)[1].split()[:2]
        member = re.search(r"\[(.*)\]$", place)
        yield (member.group(1) if member else ""), name, kind


def difference(found, wanted):
    return [f"+ {name}" for name in sorted(found - wanted)] + [f"- {name}" for name in sorted(wanted - found)]


def writable():
    """Our symbols in sections that can be written; .data.rel.ro is constant once loaded."""
    for line in output("objdump", "-t", static).splitlines():
        found = re.search(r"\s(\.(?:data|bss|tdata|tbss)(?:\.\S+)?|\*COM\*)\t[0-9a-f]+\s+(\S+)$", line)
        if found and not found.group(1).startswith(".data.rel.ro") and found.group(2) != found.group(1):
            yield f"{found.group(2)} in {found.group(1)}"


def asked_of_the_system():
    for member, name, kind in symbols("-u", static):
        name = name.split("@")[0]
        if (NOWHERE if SYSTEM_ROOM in member else NEVER).match(name):
            yield f"{member} wants {name}"


def unused():
    """Internal functions that nothing in src calls: neither another object nor, again, the file that defines it."""
    wanted = {name for _, name, _ in symbols("-u", static)}
    units = {path: re.sub(r"/\*.*?\*/", " ", path.read_text("utf-8"), flags=re.DOTALL)
             for path in sorted((root / "src").rglob("*.c"))}
    tests = "".join(path.read_text("utf-8") for path in sorted((root / "tests").rglob("*.[ch]")))
    for member, name, _ in symbols("--defined-only", "-g", static):
        if not name.startswith("cgov__") or name in wanted:
            continue
        if any(len(re.findall(rf"\b{name}\b", text)) > 1 for text in units.values()):
            continue
        yield f"{name} in {member}" + (", called by tests alone" if re.search(rf"\b{name}\b", tests) else "")


api = declared()
static_api = {name for _, name, _ in symbols("--defined-only", "-g", static)}
shared_api = {name.split("@")[0] for _, name, kind in symbols("-D", "--defined-only", shared) if kind != "A"}
needed = re.findall(r"NEEDED\s+(\S+)", output("objdump", "-p", shared))

tap = Tap()
tap.check("the shared library exports what the headers declare, and nothing else", difference(shared_api, api))
tap.check("so does the static library, but for cgov__ internals",
          difference({name for name in static_api if not name.startswith("cgov__")}, api))
tap.check("every symbol starts with cgov_", (name for name in sorted(static_api) if not name.startswith("cgov_")))
tap.check("nothing of ours can be written outside a ledger", writable())
tap.check("the shared library needs libc alone", (name for name in needed if not re.match(r"libc\.|ld-|ld\.", name)))
tap.check("the core asks for no clock, chance, environment, locale, output or end", asked_of_the_system())
tap.check("every internal function is called in src", unused())
tap.end()
