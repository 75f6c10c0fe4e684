"""Outcomes of random rules of deciding, counted again from printed texts and tallies alone.

CGOV_RULES_C names the program of tests/test_rule_counts.c, which prints them: 1,000, and 100,000 with CGOV_FULL=1. Nothing
of the library is asked: a text is read by second_reader, and judged in fractions as docs/deciding.md says. Then the
shipped rules are asked for the numbers of their articles. CGOV_TEST_SEED gives another seed.
"""

import os
import subprocess
import unittest
from datetime import date
from typing import Iterable, List, Set, Tuple

import recount
import second_reader
import tap
from judging import AXES, Judge, Ruling, Sums, Tally

FULL = os.environ.get("CGOV_FULL") is not None
CASES = 100_000 if FULL else 1_000
SEED = os.environ.get("CGOV_TEST_SEED", "0x72756c6573")
OUTCOMES = ("", "passed", "failed", "no_quorum", "unfilled")

WARNINGS = {1: "unverified", 2: "silent", 4: "casting", 8: "tied"}


class Case:
    """One text, tally and outcome, as printed."""

    def __init__(self) -> None:
        self.text: List[str] = []
        self.explained: List[str] = []
        self.tally = Tally()
        self.said: List[int] = []
        self.numbers: List[int] = []
        self.lines: List[Tuple[int, ...]] = []

    def take(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        words = rest.split(" ")
        if word == "text":
            self.text.append(rest)
        elif word == "said":
            self.explained.append(rest)
        elif word == "query":
            self.tally.seats, self.tally.casting = int(words[0]), ("", "yes", "no")[int(words[1])]
            self.tally.budget, self.tally.lots = int(words[2]), list(map(int, filter(None, words[3:])))
        elif word == "row":
            self.row(words[0], int(words[1]), words[2], dict(zip(AXES, map(int, words[3:7]))), int(words[7]),
                     tuple(map(int, filter(None, words[8:]))))
        elif word == "outcome":
            self.said = list(map(int, words))
        elif word == "numbers":
            self.numbers = list(map(int, words)) if rest else []
        elif word == "line":
            self.lines.append(tuple(map(int, words)))

    def row(self, tally: str, number: int, name: str, sums: Sums, cost: int, order: Tuple[int, ...]) -> None:
        if tally == "1":
            self.tally.rolls[name] = sums
        elif tally == "2":
            self.tally.choices[second_reader.CHOICES[number - 1]] = sums
        elif tally == "3":
            self.tally.cast = sums
        elif tally == "4":
            self.tally.votes[number], self.tally.costs[number] = sums, cost
            if name == "kept":
                self.tally.kept.add(number)
        elif tally == "6":
            self.tally.orders.append((order, sums["heads"]))
        else:
            self.tally.silent = sums

    def met(self) -> Iterable[str]:
        """What its rule asks, and the stages that its count had."""
        ask = next(line for line in self.text if line.startswith("ask ")).split()
        yield " ".join(ask[:2] if ask[1] != "rank" else ask)
        yield from ("within budget" for line in self.text if line == "seats within budget")
        yield from (" ".join(line.split()[::2][:1] + line.split()[2:3]) for line in self.explained if line.startswith("stage"))
        if "ask rank stv" in self.text and self.said[5]:
            yield "a lot is wanted"

    def wrong(self) -> str:
        """What differs from the count, or ""."""
        rule = second_reader.Rulebook("\n".join(self.text)).rules[0]
        self.tally.seats = rule.seats or self.tally.seats
        counted = Judge(rule, self.tally).judge()
        outcome, way, joined, warnings, winners, tied = self.said
        said = Ruling(OUTCOMES[outcome], way, ("", *second_reader.CHOICES)[joined],
                      {name for bit, name in WARNINGS.items() if warnings & bit}, self.numbers[:winners],
                      set(self.numbers[winners:winners + tied]), self.lines)  # steps are compared as text
        counted = counted._replace(lines=[made[:7] for made in counted.lines], steps=[])
        for name, one, other in zip(Ruling._fields, said, counted):
            if one != other:
                return "%s: %s, counted %s\n%s" % (name, one, other, "\n".join(self.text))
        return "\n".join(recount.differences("\n".join([*self.explained, ""]), "\n".join(self.text)))


class Rules(unittest.TestCase):
    def check(self, lines: Iterable[str], met: Set[str]) -> int:
        cases, case = 0, Case()
        for line in lines:
            if line == "end":
                wrong = case.wrong()
                self.assertFalse(wrong, "case %d, seed %s: %s" % (cases, SEED, wrong))
                met.update([OUTCOMES[case.said[0]], *(name for bit, name in WARNINGS.items() if case.said[3] & bit)])
                met.update("way %d" % case.said[1] for _ in range(1))
                met.update("joined %d" % case.said[2] for _ in range(1))
                met.update(case.met())
                cases, case = cases + 1, Case()
            else:
                case.take(line)
        return cases

    def test_random_rules(self) -> None:
        program = os.environ.get("CGOV_RULES_C")
        if program is None:
            self.skipTest("CGOV_RULES_C names no program")
        met: Set[str] = set()
        with subprocess.Popen([program, str(CASES), SEED], stdout=subprocess.PIPE, encoding="utf-8") as printing:
            assert printing.stdout is not None
            cases = self.check((line.rstrip("\n") for line in printing.stdout), met)
        self.assertEqual((printing.returncode, cases), (0, CASES), "seed " + SEED)
        wanted = {*OUTCOMES[1:], *WARNINGS.values(), "way 0", "way 1", "way 2", "joined 0", "joined 1", "joined 2",
                  "ask choose", "ask score", "ask share", "ask rank stv", "ask rank schulze", "within budget",
                  "stage first", "stage surplus", "stage excluded", "a lot is wanted"}
        self.assertFalse(wanted - met, "never met")

    def test_shipped_rules(self) -> None:
        """The second reader reads them, and counts the assembly of 1,203 adults and 380 households."""
        parts = [(tap.ROOT / "src" / "rulebooks" / name).read_text("utf-8") for name in
                 ("deciding.rules", "deciding_unverified.rules")]
        book = second_reader.Rulebook("\n".join(parts))
        self.assertEqual(len([rule for rule in book.rules if not rule.verified]), 13)
        for day in (date(2025, 12, 31), date(2026, 1, 1)):
            rule = book.rule("village_assembly", day)
            assert rule is not None
            for present, homes, yes, yes_homes, outcome in ((602, 200, 302, 100, "passed"), (601, 253, 601, 253, "no_quorum"),
                                                            (254, 254, 128, 128, "passed"), (254, 254, 127, 127, "failed"),
                                                            (400, 260, 390, 130, "failed")):
                tally = Tally()
                tally.rolls = {"electors": {"heads": 1203, "units": 380}, "present": {"heads": present},
                               "speakers": {"heads": homes, "units": homes}}
                tally.choices["yes"].update(heads=yes, units=yes_homes)
                self.assertEqual(Judge(rule, tally).judge().outcome, outcome)
        self.assertIsNone(book.rule("village_assembly", date(2018, 12, 28)))


if __name__ == "__main__":
    tap.main()
