"""Outcomes of random rules of deciding, counted again from printed texts and tallies alone.

CGOV_RULES_C names the program of tests/test_rule_counts.c, which prints them: 1,000, and 100,000 with CGOV_FULL=1. Nothing
of the library is asked: a text is read by second_reader, and judged in fractions as docs/deciding.md says. Then the
shipped rules are asked for the numbers of their articles. CGOV_TEST_SEED gives another seed.
"""

import os
import subprocess
import unittest
from datetime import date
from fractions import Fraction
from typing import Dict, Iterable, List, NamedTuple, Optional, Set, Tuple

import second_reader
import tap

FULL = os.environ.get("CGOV_FULL") is not None
CASES = 100_000 if FULL else 1_000
SEED = os.environ.get("CGOV_TEST_SEED", "0x72756c6573")
AXES = ("heads", "units", "area", "weight")
OUTCOMES = ("", "passed", "failed", "no_quorum", "unfilled")
Sums = Dict[str, int]


class Tally:
    """What was counted: `rolls` by name, `choices`, `silent`; where candidates are asked for their `votes` and `cast`."""

    def __init__(self) -> None:
        self.rolls: Dict[str, Sums] = {}
        self.choices = {choice: dict.fromkeys(AXES, 0) for choice in second_reader.CHOICES}
        self.cast: Optional[Sums] = None
        self.silent = dict.fromkeys(AXES, 0)
        self.votes: Dict[int, Sums] = {}
        self.kept: Set[int] = set()
        self.seats = 0
        self.casting = ""

    def ballots(self, axis: str) -> int:
        return self.cast[axis] if self.cast is not None else sum(sums[axis] for sums in self.choices.values())


class Ruling(NamedTuple):
    outcome: str
    way: int
    joined: str
    warnings: Set[str]
    winners: List[int]
    tied: Set[int]
    lines: List[Tuple[int, ...]]  # line, quorum, way, candidate, left, right, holds


class Judge:
    """One rule and one tally."""

    def __init__(self, rule: second_reader.Rule, tally: Tally) -> None:
        self.rule, self.tally = rule, tally
        self.lines: List[Tuple[int, ...]] = []
        self.joined, self.counts_silent = "", any(tally.silent.values())
        axes = {share.axis for line in rule.lines for share in line.shares}
        if self.counts_silent:
            yes, no = tally.choices["yes"], tally.choices["no"]
            if all(yes[axis] > no[axis] for axis in axes):
                self.joined = "yes"
            elif all(yes[axis] < no[axis] for axis in axes):
                self.joined = "no"

    def count(self, counted: second_reader.Counted, axis: str, candidate: int) -> int:
        def said(choice: str) -> int:
            if candidate and choice == "yes":
                return self.tally.votes[candidate][axis]
            return self.tally.choices[choice][axis] + (self.tally.silent[axis] if choice == self.joined else 0)

        name, *without = counted
        if name == "cast":
            everything = self.tally.ballots(axis) + (self.tally.silent[axis] if self.counts_silent else 0)
            return everything - sum(map(said, without))
        return said(name) if name in second_reader.CHOICES else self.tally.rolls[name][axis]

    def asked(self, line: second_reader.RuleLine, candidate: int) -> List[bool]:
        """The line's answer by each alternative."""
        answers = []
        for way, share in enumerate(line.shares, 1):
            left = self.count(share.part, share.axis, candidate)
            right = self.count(share.whole, share.axis, candidate) if share.d else 0
            need = Fraction(share.n, share.d) * right if share.d else share.n
            holds = (left > need if share.more else left >= need) and not (share.d and right == 0)
            self.lines.append((line.line, int(line.quorum), way if len(line.shares) > 1 else 0, candidate, left, right,
                               int(holds)))
            answers.append(holds != line.negated)
        return answers

    def ways(self, quorum: bool, candidate: int = 0) -> Set[int]:
        most = max(len(line.shares) for line in self.rule.lines)
        held = set(range(most))
        for line in self.rule.lines:
            if line.quorum == quorum:
                answers = self.asked(line, candidate)
                held &= {way for way in range(most) if answers[way if len(answers) > 1 else 0]}
        return held

    def seat(self, order: List[int], votes: Dict[int, int], seats: int) -> Tuple[List[int], Set[int]]:
        """Who has the most votes; who ties over the last seat has none."""
        if len(order) <= seats or seats == 0:
            return order[:seats], set()
        least = votes[order[seats]]
        tied = {one for one in order if votes[one] == least} if votes[order[seats - 1]] == least else set()
        return [one for one in order[:seats] if one not in tied], tied

    def elect(self, let_through: List[int]) -> Tuple[List[int], Set[int]]:
        axis = next(line for line in self.rule.lines if not line.quorum).shares[0].axis
        votes = {one: self.tally.votes[one][axis] for one in let_through}
        order = sorted(let_through, key=lambda one: (-votes[one], one))
        theirs = [one for one in order if one in self.tally.kept]
        kept = min(self.rule.kept, len(theirs), self.tally.seats)
        winners, tied = self.seat(order, votes, self.tally.seats)
        if len([one for one in winners if one in self.tally.kept]) < kept:
            first, tied = self.seat(theirs, votes, kept)
            rest = [one for one in order if one not in first]
            second, more = self.seat(rest, votes, self.tally.seats - kept)
            winners, tied = first + second, (tied | more) - set(first + second)
        return sorted(winners, key=lambda one: (-votes[one], one)), tied

    def judge(self) -> Ruling:
        warnings = set() if self.rule.verified else {"unverified"}
        warnings |= {"silent"} if self.counts_silent else set()
        alternatives = max(len(line.shares) for line in self.rule.lines) > 1
        quorum = self.ways(True)
        winners: List[int] = []
        tied: Set[int] = set()
        if self.rule.ask == "choose":
            passes = quorum
            let_through = [one for one in self.tally.votes if self.ways(False, one)]
            outcome = "no_quorum"
            if quorum:
                winners, tied = self.elect(let_through)
                outcome = "passed" if len(winners) == self.tally.seats else "unfilled"
                warnings |= {"tied"} if tied else set()
        else:
            passes = quorum & self.ways(False)
            outcome = "passed" if passes else "failed" if quorum else "no_quorum"
            axes = {line.shares[0].axis for line in self.rule.lines if not line.quorum}
            yes, no = (tuple(self.count((choice,), axis, 0) for axis in AXES) for choice in ("yes", "no"))
            equal = all(self.count(("yes",), axis, 0) == self.count(("no",), axis, 0) for axis in axes)
            if outcome == "failed" and self.rule.casting and self.tally.casting and equal and any(yes):
                outcome = "passed" if self.tally.casting == "yes" else "failed"
                warnings |= {"casting"}
                passes = quorum if outcome == "passed" else passes
            del no
        way = 1 + min(passes or quorum) if alternatives and quorum else 0
        return Ruling(outcome, way, self.joined, warnings, winners, tied, self.lines)


WARNINGS = {1: "unverified", 2: "silent", 4: "casting", 8: "tied"}


class Case:
    """One text, tally and outcome, as printed."""

    def __init__(self) -> None:
        self.text: List[str] = []
        self.tally = Tally()
        self.said: List[int] = []
        self.numbers: List[int] = []
        self.lines: List[Tuple[int, ...]] = []

    def take(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        words = rest.split(" ")
        if word == "text":
            self.text.append(rest)
        elif word == "query":
            self.tally.seats, self.tally.casting = int(words[0]), ("", "yes", "no")[int(words[1])]
        elif word == "row":
            self.row(words[0], int(words[1]), words[2], dict(zip(AXES, map(int, words[3:]))))
        elif word == "outcome":
            self.said = list(map(int, words))
        elif word == "numbers":
            self.numbers = list(map(int, words)) if rest else []
        elif word == "line":
            self.lines.append(tuple(map(int, words)))

    def row(self, tally: str, number: int, name: str, sums: Sums) -> None:
        if tally == "1":
            self.tally.rolls[name] = sums
        elif tally == "2":
            self.tally.choices[second_reader.CHOICES[number - 1]] = sums
        elif tally == "3":
            self.tally.cast = sums
        elif tally == "4":
            self.tally.votes[number] = sums
            if name == "kept":
                self.tally.kept.add(number)
        else:
            self.tally.silent = sums

    def wrong(self) -> str:
        """What differs from the count, or ""."""
        rule = second_reader.Rulebook("\n".join(self.text)).rules[0]
        self.tally.seats = rule.seats or self.tally.seats
        counted = Judge(rule, self.tally).judge()
        outcome, way, joined, warnings, winners, tied = self.said
        said = Ruling(OUTCOMES[outcome], way, ("", *second_reader.CHOICES)[joined],
                      {name for bit, name in WARNINGS.items() if warnings & bit}, self.numbers[:winners],
                      set(self.numbers[winners:winners + tied]), self.lines)
        for name, one, other in zip(Ruling._fields, said, counted):
            if one != other:
                return "%s: %s, counted %s\n%s" % (name, one, other, "\n".join(self.text))
        return ""


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
        wanted = {*OUTCOMES[1:], *WARNINGS.values(), "way 0", "way 1", "way 2", "joined 0", "joined 1", "joined 2"}
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
                tally.rolls = {"electors": {"heads": 1203, "units": 380}, "present": {"heads": present, "units": homes}}
                tally.choices["yes"].update(heads=yes, units=yes_homes)
                self.assertEqual(Judge(rule, tally).judge().outcome, outcome)
        self.assertIsNone(book.rule("village_assembly", date(2018, 12, 28)))


if __name__ == "__main__":
    tap.main()
