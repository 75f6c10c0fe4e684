"""Whether recount.py finds what somebody changed in a certificate: every digit, every word, every line.

Certificates of shipped rules are written by the library, given to the program as files, and changed in one place each.
"""

import io
import pathlib
import re
import tempfile
import unittest
from contextlib import redirect_stdout
from datetime import date
from typing import Any, Dict, List, Tuple

import tap

import cgov
import recount

TALLIES: List[Tuple[str, Dict[Any, Any], Dict[str, Any]]] = [
    ("owners_special", {"electors": {"heads": 301, "area": 2736000}, "yes": {"heads": 151, "area": 1368000},
                        "no": {"heads": 50, "area": 456000}}, {}),
    ("owners_special_silent", {"electors": {"heads": 301, "area": 2736000}, "yes": {"heads": 151, "area": 1368000},
                               "no": {"heads": 40, "area": 356000}, "silent": {"heads": 10, "area": 100000},
                               "abstain": {"heads": 1, "area": 1}}, {}),
    ("village_assembly", {"electors": {"heads": 1203, "units": 380}, "present": {"heads": 400, "units": 260},
                          "yes": {"heads": 300, "units": 131}, "no": {"heads": 100, "units": 129}},
     {"day": date(2025, 6, 1)}),
    ("village_run_off", {"cast": {"heads": 580}, 1: {"heads": 193}, 2: {"heads": 200}, 3: {"heads": 194}},
     {"day": date(2025, 6, 1), "seats": 2, "kept": [3]}),
]


class Recount(unittest.TestCase):
    def setUp(self) -> None:
        self.text = cgov.shipped("deciding_unverified")
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) if hasattr(
            self, "enterContext") else self.own_folder()

    def own_folder(self) -> pathlib.Path:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return pathlib.Path(folder.name)

    def run_on(self, certificate: str) -> Tuple[int, str]:
        (self.folder / "rules").write_bytes(self.text.encode("utf-8"))
        (self.folder / "certificate").write_bytes(certificate.encode("utf-8"))
        printed = io.StringIO()
        with redirect_stdout(printed):
            status = recount.main(str(self.folder / "certificate"), str(self.folder / "rules"))
        return status, printed.getvalue()

    def written(self) -> List[str]:
        out = []
        for rule, tally, given in TALLIES:
            ruling, text = cgov.explain_rule(self.text, rule, tally, **given)
            self.assertEqual(ruling.status, 0, ruling.message)
            out.append(text)
        return out

    def test_as_written(self) -> None:
        for certificate in self.written():
            self.assertEqual(self.run_on(certificate), (0, "recomputed: each line agrees\n"))

    def test_each_change_is_found(self) -> None:
        changed = 0
        for certificate in self.written():
            lines = certificate.split("\n")[:-1]
            for at, line in enumerate(lines):
                for found in re.finditer(r"\d+|[a-z_]+|[<>=*]+", line):
                    word = found.group()
                    other = str(int(word) + 1) if word.isdigit() else word[:-1] + ("x" if word[-1] != "x" else "y")
                    bent = line[:found.start()] + other + line[found.end():]
                    changed += 1
                    with self.subTest(line=bent):
                        self.assertNotEqual(self.run_on("\n".join([*lines[:at], bent, *lines[at + 1:], ""]))[0], 0)
                with self.subTest(without=line):
                    self.assertNotEqual(self.run_on("\n".join([*lines[:at], *lines[at + 1:], ""]))[0], 0)
                with self.subTest(twice=line):
                    self.assertNotEqual(self.run_on("\n".join([*lines[:at], line, *lines[at:], ""]))[0], 0)
        self.assertGreater(changed, 300)

    def test_what_differs_is_told_by_its_line(self) -> None:
        certificate = self.written()[0]
        status, printed = self.run_on(certificate.replace("1368000 * 4 >= 3 * 1824000 holds", "1368000 * 4 >= 3 * 1824000 fails"))
        self.assertEqual((status, printed.split("\n")[:2]), (1, [
            "line 9: passes line 22 by area 1368000 * 4 >= 3 * 1824000 fails",
            "recomputed: passes line 22 by area 1368000 * 4 >= 3 * 1824000 holds"]))

    def test_what_cannot_be_read(self) -> None:
        for text in "", "cgov certificate 2\n", "cgov ruling 1\n", "cgov ruling 1\nrule x line 1\n", certificate_of_nothing():
            self.assertEqual(self.run_on(text)[0], 2, text)


def certificate_of_nothing() -> str:
    return "cgov ruling 1\nrule owners_special line 16\ntally yes heads many\n"


if __name__ == "__main__":
    tap.main()
