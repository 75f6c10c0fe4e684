"""Elections as they were held, counted by the library and by a program of its own: tests/elections. Each is tried as
numbers, and held again in a ledger: everybody votes, or one bundle brings what they said.

A file has a line `seats N`, a line for each candidate, one `elected` with who was declared, in the order in which they
were; then ballots: how many, and their preferences.
"""

import unittest
from decimal import Decimal
from pathlib import Path
from typing import Dict, List, Tuple

import count_ways
import ranking
import reader as journals
import recount
import tap
from count_decisions import START

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


def votes_of(stage: str) -> Dict[int, Decimal]:
    """Those who have any."""
    words = stage[stage.index(" votes ") + 7:stage.index(" lost ")].split()
    return {int(one): Decimal(votes) for one, votes in zip(words[::2], words[1::2]) if Decimal(votes)}


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

    def test_renfrewshire_2017_ward_3(self) -> None:
        """4,804 ballots, quota 1,202: at stage 6 two pass it with 1,311 votes each, and first goes on the surplus of 8, who
        had more at stage 5, not that of 6, who had more at the four before. Votes as declared."""
        stages = self.check("renfrewshire_2017_ward_3")
        self.assertEqual([" ".join(line.split()[2:4]) for line in stages],
                         ["first quota", *("excluded %d" % one for one in (2, 4, 7, 9, 3)), "surplus 8", "surplus 6", "excluded 5"])
        declared = [{1: "881", 3: "566", 4: "58", 5: "863", 6: "1091", 7: "185", 8: "839", 9: "316"},
                    {1: "888", 3: "577", 5: "865", 6: "1095", 7: "201", 8: "845", 9: "318"},
                    {1: "932", 3: "606", 5: "899", 6: "1099", 8: "871", 9: "339"},
                    {1: "941", 3: "618", 5: "905", 6: "1103", 8: "1167"},
                    {1: "1009", 5: "946", 6: "1311", 8: "1311"},
                    {1: "1020.72274", 5: "958.88670", 6: "1311", 8: "1202"},
                    {1: "1024.13148", 5: "964.12452", 6: "1202", 8: "1202"},
                    {1: "1882.35074", 6: "1202", 8: "1202"}]
        self.assertEqual([votes_of(line) for line in stages[1:]],
                         [{one: Decimal(votes) for one, votes in stage.items()} for stage in declared])



# Schulze's example of 45 voters, from "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
# single-winner election method", 2011: A to E are 1 to 5, and come E, A, C, B, D.
SCHULZE = {(1, 3, 2, 5, 4): 5, (1, 4, 5, 3, 2): 5, (2, 5, 4, 1, 3): 8, (3, 1, 2, 5, 4): 3, (3, 1, 5, 2, 4): 7,
           (3, 2, 1, 4, 5): 2, (4, 3, 5, 2, 1): 7, (5, 2, 1, 4, 3): 8}

# Made up, by rule 50 of SSI 2007/42: when one of 4 and 5 has to go they have seven votes each, and 5 had fewer at the
# most recent stage at which they were unequal. A surplus of 1 has gone on before.
TIE = {(1, 3): 9, (2, 5, 1): 3, (4, 5, 1): 4, (4,): 3, (5,): 4}


class InALedger(unittest.TestCase):
    def held(self, kind: str, candidates: int, orders: Dict[Tuple[int, ...], int], seats: int, bundled: bool) -> List[str]:
        """The lines of the certificate from the seats on, which the records agree with."""
        text = count_ways.TEXT
        ledger = cgov.Ledger.create(START, rulebook=text, organization="D", resident="F", region=130702, unverified=True)
        with ledger:
            info = ledger.info()

            def act(who: int) -> cgov.Act:
                return cgov.Act(who, START, defer=True)
            place = ledger.add_organization(act(info.founder), "P", "estate", parent=info.root)
            teller = ledger.add_resident(act(info.founder), "T", parent=info.root)
            ledger.appoint(act(info.founder), teller, place, "teller")
            voters = [ledger.add_resident(act(info.founder), "R", parent=place) for _ in range(sum(orders.values()))]
            ward = ledger.open_item(act(teller), kind, {"estate": place, "text": "T", "seats": seats})
            ledger.move(act(teller), ward, "begin")
            for who in voters[:candidates]:
                ledger.enter(act(teller), ward, "candidates", who)
            if bundled:
                for who in voters:
                    ledger.enter(act(teller), ward, "marks", who)
            else:
                said = (" ".join(map(str, names)) for names, number in orders.items() for _ in range(number))
                for who, choice in zip(voters, said):
                    ledger.enter(act(who), ward, "ballots", who, {"choice": choice})
            ledger.move(act(teller), ward, "close")
            if bundled:
                rows = [cgov.TallyRow(tally=cgov.TallyKind.CAST, heads=len(voters))]
                rows += [cgov.TallyRow(tally=cgov.TallyKind.ORDER, name=cgov.Text.of(" ".join(map(str, names))), heads=number)
                         for names, number in orders.items()]
                ledger.bundle(act(teller), ward, "ballots", rows)
            ledger.move(act(teller), ward, "count")
            certificate = ledger.certificate(cgov.Reader(teller, START), ward, "count")
            found = recount.differences_in(certificate, map(journals.record, map(ledger.record, range(1, ledger.info().seq + 1))))
            self.assertEqual((found, recount.differences(certificate, text)), ([], []))
        return certificate[certificate.index("\nseats "):].splitlines()

    def check(self, kind: str, orders: Dict[Tuple[int, ...], int], seats: int, counted: ranking.Elected, candidates: int) -> None:
        """By ballots and by a bundle: the same steps, the same who win, the same digest of orders."""
        steps = {}
        for bundled in (False, True):
            lines = self.held(kind, candidates, orders, seats, bundled)
            self.assertEqual([line for line in lines if line.startswith(("stage ", "pair "))], counted.lines)
            self.assertEqual([int(line.split()[1]) for line in lines if line.startswith("winner ")], counted.winners)
            steps[bundled] = lines
        self.assertEqual(steps[False], steps[True])

    def test_renfrewshire_2017(self) -> None:
        for number in (3, 11):
            ward = Ward(tap.ROOT / "tests" / "elections" / ("renfrewshire_2017_ward_%d.txt" % number))
            counted = ranking.by_transfers(ward.candidates, ward.orders.items(), ward.seats)
            self.assertEqual(counted.winners, ward.elected)
            self.check("stv", ward.orders, ward.seats, counted, len(ward.candidates))

    def test_tie_by_an_earlier_stage(self) -> None:
        counted = ranking.by_transfers(range(1, 6), TIE.items(), 2)
        self.assertEqual([" ".join(line.split()[2:4]) for line in counted.lines],
                         ["first quota", "surplus 1", "excluded 3", "excluded 2", "excluded 5"])
        self.assertIn(" 4 7.00000 5 7.00000 ", counted.lines[3])
        self.assertEqual(counted.winners, [1, 4])
        self.check("stv", TIE, 2, counted, 5)

    def test_schulzes_45_voters(self) -> None:
        counted = ranking.by_pairs(range(1, 6), SCHULZE.items(), 5)
        self.assertEqual(counted.winners, [5, 1, 3, 2, 4])
        self.check("pairs", SCHULZE, 5, counted, 5)


if __name__ == "__main__":
    tap.main()
