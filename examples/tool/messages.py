"""Writes C that gives the Chinese of each status and reason, from the tables of docs/errors.md.

usage: messages.py ERRORS.md OUTPUT.c
"""

import re
import sys

LEAD = """/* Made of docs/errors.md by messages.py: statuses and reasons in Chinese. */
#include "tool.h"
"""


def main(source: str, output: str) -> None:
    """Reads the one, writes the other."""
    with open(source, encoding="utf-8") as file:
        rows = re.findall(r"^\| `CGOV_(E|R)_\w+` \| (-?\d+) \| [^|]* \| ([^|]*) \|", file.read(), re.M)
    functions = []
    for kind, name, number in (("E", "status_zh", "int32_t status"), ("R", "reason_zh", "uint32_t reason")):
        cases = "".join("    case %s:\n        return \"%s\";\n" % (value, text.strip()) for letter, value, text in rows if letter == kind)
        functions.append("\nconst char *%s(%s) {\n    switch (%s) {\n%s    default:\n        return NULL;\n    }\n}\n"
                         % (name, number, number.split()[1], cases))
    with open(output, "w", encoding="utf-8") as file:
        file.write(LEAD + "".join(functions))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__.strip())
        sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
    main(sys.argv[1], sys.argv[2])
