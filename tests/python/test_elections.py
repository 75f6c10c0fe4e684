"""Elections as they were held, counted by the library and by a program of its own: tests/elections.

A file has a line `seats N`, a line for each candidate, one `elected` with who was declared, in the order in which they
were; then ballots: how many, and their preferences.
"""

import unittest
from pathlib import Path
from typing import Dict, List, Tuple

import ranking
import recount
import tap

import cgov

TEXT = 'rulebook 1\nrule ward "选区选举"\n  ask rank stv\n  seats given\n'


class Ward:
    def __init__(self, path: Path) -> None:
        self.candidates: List[int] = []
        self.orders: Dict[Tuple[int, ...], int] = {}
        for line in path.read_text("utf-8").splitlines():
            word, *rest = line.split()
            if word == "seats":
                self.seats = int(rest[0])
            elif word == "candidate":
                self.candidates.append(int(rest[0]))
            elif word == "elected":
                self.elected = list(map(int, rest))
            elif word != "#":
                self.orders[tuple(map(int, rest))] = int(word)


class Elections(unittest.TestCase):
    def check(self, name: str) -> List[str]:
        """Who was declared elected is whom both counts find, stage by stage the same. Answers the stages."""
        ward = Ward(tap.ROOT / "tests" / "elections" / (name + ".txt"))
        tally: Dict[cgov.Tallied, cgov.Sums] = {"cast": sum(ward.orders.values())}
        tally.update({one: 0 for one in ward.candidates})
        tally.update(ward.orders)
        ruling, _ = cgov.try_rule(TEXT, "ward", tally, seats=ward.seats)
        self.assertEqual((ruling.message, list(ruling.numbers[:ruling.winners])), ("", ward.elected))
        _, said = cgov.explain_rule(TEXT, "ward", tally, seats=ward.seats)
        counted = ranking.by_transfers(ward.candidates, ward.orders.items(), ward.seats)
        stages = [line for line in said.splitlines() if line.startswith("stage ")]
        self.assertEqual((counted.winners, counted.lines), (ward.elected, stages))
        self.assertEqual(recount.differences(said, TEXT), [])
        return stages

    def test_renfrewshire_2017_ward_11(self) -> None:
        """5,613 ballots, quota 1,404: two surpluses go on, one is excluded."""
        stages = self.check("renfrewshire_2017_ward_11")
        self.assertEqual([" ".join(line.split()[2:4]) for line in stages],
                         ["first quota", "surplus 4", "surplus 1", "excluded 3"])
        self.assertTrue(stages[0].startswith("stage 1 first quota 1404 votes 1 1783.00000 2 212.00000"))


if __name__ == "__main__":
    tap.main()
