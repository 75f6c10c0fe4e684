"""Certificates of random motions whose ballots give points, rank, or keep within a budget, recomputed from the records.

Of three ledgers one has confidential ballots, counted from the pieces that hold them, and one sealed ones: a toy scheme
that hides nothing, from which the trustees here add up what they enter.
Residents and owners score candidates, share points out, and choose what is done with a budget; they vote again, take
back, vote on paper, in bundles too; some papers wait for a second teller, some candidates leave. Each certificate is
written anew, every line of it, by recount.py, which uses nothing of the library. 1,000 motions, 100,000 with
CGOV_FULL=1; CGOV_TEST_SEED gives another seed.
"""

import hashlib
import os
import random
import unittest
from collections import Counter
from typing import Any, Dict, List, Set

import count_decisions
import recount
import tap
from count_decisions import START, TOGETHER, Town

import cgov
from _cgov_api import Reason

MOTIONS = 100_000 if os.environ.get("CGOV_FULL") else 1_000
SEED = int(os.environ.get("CGOV_TEST_SEED", "0x77617973"), 0)

RULES = """rulebook 1
role founder "F"
  may add change appoint adopt
  sees auditor
role teller "T"
role head "H"
rule score "R" from 2021-01-01
  source "S" verified
  ask score 5
  seats given 1 from women
  quorum cast at least 1/3 of electors
  passes yes at least 1/2 of cast
rule area "R"
  ask score 1000
  seats 2
  quorum cast at least 1/4 of electors by area
  passes yes at least 1/1 of cast by area
rule share "R"
  source "S" unverified
  ask share 7
  seats given
  quorum cast more than 1/3 of electors by units
  passes yes at least 2
rule dots "R"
  ask share 3
  seats within budget
  quorum cast at least 2
  passes yes at least 1
rule stars "R"
  ask score 4
  seats within budget
  passes yes at least 1/2 of cast
rule stv "R"
  ask rank stv
  seats given
  quorum cast at least 2
rule pairs "R"
  ask rank schulze
  seats given
rule plain "R"
  ask yes_no
  quorum cast at least 1/3 of electors
  passes yes more than 1/2 of cast
rule picks "R"
  ask choose
  seats within budget
  passes yes at least 1
"""

# name: what a move needs, whose ballots they are, who stands, on which conditions
KINDS = {
    "score": ("seats", "residents of estate", "electors", ""),
    "area": ("seats", "owners of estate", "electors", ""),
    "share": ("seats", "residents of estate", "electors", ""),
    "stv": ("seats", "residents of estate", "electors", ""),
    "pairs": ("seats", "residents of estate", "electors", ""),
    "plain": ("", "residents of estate", "electors", ""),
    "dots": ("budget", "residents of estate", "", "many"),
    "stars": ("budget", "owners of estate", "", "many"),
    "picks": ("budget", "residents of estate", "", "many"),
}

PROCEDURE = """procedure {name} "V" motion
  public
  detail seats "S" number 1 to 9
  detail budget "B" number
  detail cost "C" number
  party estate "E" organization
  roll electors "R"
    of {base}
    filled by begin
  roll candidates "R"
    of {stand}
    by teller of estate
    out by teller of estate
    in open
{options}
  roll women "R"
    of electors
    by teller of estate
    in open
  roll elected "R"
    of electors
  roll marks "R"
    of electors
    by teller of estate
    in open
  roll ballots "R"
    of electors
    not marks
    by teller of estate twice in open counting
    by self again
    by head of self again
    out by self
    in open
    ballot from candidates
    secrecy {secrecy}
    bundle for marks exactly by teller of estate in counting
  stage all "A"
    state listed "L" held by estate
    state open "O" held by estate
    state counting "C" held by estate
    state passed "P" final
    state short "F" final
    state void "N" final
  clock run from start until end count.passed count.unfilled
    for 90 days
    late tell teller of estate
  open start -> listed
    by teller of estate
    needs estate text {number}
    sets estate to given
  move begin listed -> open
    by teller of estate
    at most 3
  move close open -> counting
    by teller of estate
    at most 3
  move count counting
    by teller of estate
    decides {name} over ballots{into}
    passed -> passed
    unfilled -> short
{quorum}    tells electors
  move end listed open counting -> void
    by teller of estate
    tells electors
"""


def procedure(name: str, secrecy: str) -> str:
    number, base, stand, many = KINDS[name]
    plain = name == "plain"
    options = "    needs cost\n    many" if many else "    public"
    quorum = "    no_quorum -> listed\n" if name not in ("stars", "picks", "pairs") else ""
    text = PROCEDURE.format(name=name, base=base, stand=stand or "electors", options=options, number=number,
                            into="" if many or plain else " into elected", quorum=quorum,
                            secrecy="open" if name in (UNSEALED if secrecy == "sealed" else RANKED) else secrecy)
    if secrecy == "sealed" and name not in UNSEALED:
        text = text.replace(" twice in open counting", " twice").replace(
            "bundle for marks exactly by teller of estate in", "bundle for ballots exactly by teller of estate twice in")
    if name == "share":  # by households, of whom a bundle says nothing
        text = text.replace("    bundle for marks exactly by teller of estate in counting\n", "")
    if plain:
        return text.replace("    ballot from candidates", "    ballot").replace("unfilled", "failed")
    return text if many else text.replace("    of electors\n  roll marks", "    of candidates\n  roll marks")


RANKED = ("stv", "pairs")  # of confidential ballots no order is asked
UNSEALED = (*RANKED, "share")  # nor of sealed ones anything by households


def text_of(secrecy: str) -> str:
    return RULES + "".join(procedure(name, secrecy) for name in KINDS)


TEXT, HIDDEN, SEALED = text_of("open"), text_of("confidential groups of 3"), text_of("sealed")
CHOICES = {"yes": 1, "no": 2, "abstain": 3, "block": 4, "blank": 5, "invalid": 6}


def opened(ballots: List[Any], plain: bool, standing: Set[int]) -> List[cgov.TallyRow]:
    """What sealed ballots come to, as trustees add them up: each says so in its second half; of who stands."""
    sums: Dict[int, cgov.TallyRow] = {}
    for ballot, weighs in ballots:
        said: List[Any] = [(0, 1)] if not plain else []
        for word in ballot.split("|", 1)[1].split(" "):
            place, _, points = word.partition(":")
            said.append((CHOICES.get(place) or 6 + int(place), int(points or 1)))
        for choice, times in said:
            row = sums.setdefault(choice, cgov.TallyRow(
                tally=cgov.TallyKind.CAST if not choice else cgov.TallyKind.CHOICE if choice <= 6 else
                cgov.TallyKind.CANDIDATE, number=choice - 6 if choice > 6 else choice))
            for axis in ("heads", "area", "weight") if times > 1 else ("heads", "units", "area", "weight"):
                setattr(row, axis, getattr(row, axis) + getattr(weighs, axis) * times)
    return [row for choice, row in sums.items() if choice <= 6 or choice - 6 in standing]


class Motion(count_decisions.Motion):
    """One of a way to ask."""

    secrecy = ""
    cast: List[str]  # what was sealed

    def open(self) -> None:
        town, places = self.town, self.places
        self.matter = places.choice(list(KINDS))
        self.number, self.base, _, many = KINDS[self.matter]
        self.chooses, self.options = not many and self.matter != "plain", bool(many)
        self.first = 1  # place that there may be
        self.cast = []
        number = places.randrange(1, 4) if self.chooses else places.choice([1, 5, 10, 10, 30])
        given = {self.number: number} if self.number else {}
        self.id = town.ledger.open_item(town.act(town.tellers[0]), self.matter,
                                        {"estate": town.place, "text": "T", **given})

    def points(self, most: int) -> str:
        """Of places, most of which stand; now and then too many."""
        given: Dict[int, int] = {}
        for place in self.places.sample(range(self.first, self.first + 4), self.places.randrange(1, 5)):
            left = most - sum(given.values()) if self.matter in ("share", "dots") else most
            if left > 0:
                given[place] = self.places.randrange(1, left + 1 + (self.places.random() < 0.05))
        return " ".join("%d:%d" % one for one in given.items())

    def choice(self) -> str:
        if self.places.random() < 0.1:
            return self.places.choice(["blank", "invalid"])
        if self.matter == "plain":
            return self.places.choice(count_decisions.CHOICES)
        if self.matter in ("picks", "stv", "pairs"):
            return " ".join(map(str, self.places.sample(range(self.first, self.first + 4), self.places.randrange(1, 5))))
        return self.points({"score": 5, "area": 1000, "share": 7, "dots": 3, "stars": 4}[self.matter])

    def stand(self) -> None:
        town, places = self.town, self.places
        there = list(town.ledger.entries(cgov.Reader(town.tellers[0], START), self.id, "candidates"))
        self.first = len(there) + 1 if self.options else 1  # those before are gone with the list
        for who in places.sample(town.people, 4):
            self.enter("candidates", town.tellers[0], who,
                       {"cost": places.choice([1, 3, 4, 5, 5, 9, 20])} if self.options else None)
            if places.random() < 0.4:
                self.enter("women", town.tellers[1], who)

    def result(self) -> None:
        """What the sealed ballots come to; before it what does not fit, and one of two trustees errs now and then."""
        town, places = self.town, self.places
        reader = cgov.Reader(town.tellers[0], START)
        rows = opened(list(town.ledger.sealed(reader, self.id, "ballots")), self.matter == "plain", self.standing())
        if not rows:
            return
        proof = hashlib.sha256(b"proof %d" % self.id).hexdigest()
        wrong = [cgov.TallyRow(tally=row.tally, number=row.number, heads=row.heads + 1, units=row.units, area=row.area,
                               weight=row.weight) for row in rows]
        self.met["misfit", self.enter_result(0, wrong, proof)] += 1
        done = [self.enter_result(0, rows, proof)]
        if places.random() < 0.3:
            self.enter_result(1, rows, "0" * 64)
        done.append(self.enter_result(1, rows, proof))
        self.met["result", all(done)] += 1

    def enter_result(self, teller: int, rows: List[cgov.TallyRow], proof: str) -> bool:
        town = self.town
        return town.tries(town.ledger.seal_result, town.act(town.tellers[teller]), self.id, "ballots", rows, proof)

    def standing(self) -> Set[int]:
        """Places of candidates."""
        if self.matter == "plain":
            return set()
        there = self.town.ledger.entries(cgov.Reader(self.town.tellers[0], START), self.id, "candidates")
        return {place for place, one in enumerate(there, 1) if one.standing}

    def bundle(self) -> None:
        """Random sums for those who were given paper; some are refused, for they do not add up."""
        town, places = self.town, self.places
        rolls = {roll.name: roll for roll in town.ledger.rolls(cgov.Reader(town.founder, START), self.id)}
        marks = rolls["marks"]
        if self.matter == "share":
            return
        if self.matter in ("stv", "pairs"):
            self.bundle_orders(marks.heads)
            return
        if self.matter == "plain":
            if not marks.heads:
                return
            yes = places.randrange(marks.heads + 1)
            self.bring([[cgov.TallyRow(tally=cgov.TallyKind.CHOICE, number=choice, heads=heads)
                         for choice, heads in ((1, yes + more), (2, marks.heads - yes)) if heads] for more in (1, 0)])
            return
        most = {"score": 5, "area": 1000, "dots": 3, "stars": 4, "picks": 1}[self.matter]
        by_area = self.matter == "area"
        whole = dict(heads=marks.heads, area=marks.area if by_area else 0)
        rows = [cgov.TallyRow(tally=cgov.TallyKind.CAST, **whole)]
        blank = cgov.TallyRow(tally=cgov.TallyKind.CHOICE, number=5, **whole)
        for place in places.sample(range(self.first, self.first + 4), places.randrange(3)):
            points = places.randrange(most + 1)
            rows.append(cgov.TallyRow(tally=cgov.TallyKind.CANDIDATE, number=place, heads=marks.heads * points,
                                      area=marks.area * points if by_area else 0))
        self.bring([rows, [rows[0], blank]])

    def bring(self, bundles: List[List[cgov.TallyRow]]) -> None:
        """The first of them that is not refused."""
        for tried in bundles:
            done = self.town.tries(self.town.ledger.bundle, self.town.act(self.town.tellers[0]), self.id, "ballots", tried)
            self.met["bundle", done] += 1
            if done:
                return

    def bundle_orders(self, heads: int) -> None:
        town, places = self.town, self.places
        orders = Counter(" ".join(map(str, places.sample(range(1, 5), places.randrange(1, 5)))) for _ in range(heads))
        rows = [cgov.TallyRow(tally=cgov.TallyKind.CAST, heads=heads)]
        rows += [cgov.TallyRow(tally=cgov.TallyKind.ORDER, name=cgov.Text.of(name), heads=number) for name, number in orders.items()]
        places.shuffle(rows)
        blank = [cgov.TallyRow(tally=cgov.TallyKind.CAST, heads=heads),
                 cgov.TallyRow(tally=cgov.TallyKind.CHOICE, number=5, heads=heads)]
        self.bring([rows + rows[-1:], rows, blank])

    def ballot(self) -> None:
        town, places = self.town, self.places
        self.move("begin")
        self.met["stranger", self.kept_out(town.founder) == Reason.ELECTOR] += 1
        self.stand()
        turnout = places.choice((0.3, 0.8, 0.8, 0.8))
        for who in [*town.people, town.firm]:
            if places.random() < 0.1:
                self.enter("marks", town.tellers[0], who)
            if places.random() < turnout:
                self.vote(who)
            if places.random() < 0.1:
                self.vote(who)
            if places.random() < 0.05:
                town.tries(town.ledger.leave, town.act(who if who != town.firm else town.head), self.id, "ballots", who)
        if places.random() < 0.3 and not self.options:
            town.tries(town.ledger.leave, town.act(town.tellers[0]), self.id, "candidates", places.choice(town.people),
                       {"reason": "R"})
        self.move("close")
        if self.seals():
            self.result()
        else:
            self.bundle()

    def vote(self, who: int) -> None:
        town, places = self.town, self.places
        said = {"choice": self.sealed(self.choice())}
        if places.random() < 0.7:
            self.enter("ballots", town.head if who == town.firm else who, who, said)
            return
        for teller in town.tellers:
            self.enter("ballots", teller, who, said if places.random() < 0.9 else {"choice": self.sealed(self.choice())})

    def seals(self) -> bool:
        return self.secrecy == "sealed" and self.matter not in UNSEALED

    def sealed(self, choice: str) -> str:
        """Now and then the copy of another."""
        if not self.seals():
            return choice
        if self.cast and self.places.random() < 0.05:
            return self.places.choice(self.cast)
        self.cast.append("%032x|%s" % (self.places.getrandbits(128), self.fitting(choice)))
        return self.cast[-1]

    def fitting(self, choice: str) -> str:
        """What no library reads it must not read wrong: points within the rule's, candidates who stand."""
        if choice in CHOICES or self.matter == "plain":
            return choice
        standing = self.standing()
        kept = [word for word in choice.split(" ") if int(word.partition(":")[0]) in standing]
        most = {"score": 5, "area": 1000, "dots": 3, "stars": 4}.get(self.matter, 0)
        given = [int(word.partition(":")[2] or 0) for word in kept]
        over = sum(given) > most if self.matter == "dots" else max(given, default=0) > most
        return "blank" if over or not kept else " ".join(kept)


class Count(count_decisions.Count):
    def test_random_motions(self) -> None:
        met: Counter = Counter()
        for first in tap.batches(MOTIONS, TOGETHER, "motions, seed %#x" % SEED):
            text = (TEXT, HIDDEN, SEALED)[first // TOGETHER % 3]
            town = Town(random.Random(SEED + first), text)
            kept: Dict[Any, str] = {}
            with town.ledger:
                for number in range(first, min(first + TOGETHER, MOTIONS)):
                    with self.subTest(seed=hex(SEED), motion=number):
                        motion = Motion(town, met)
                        motion.secrecy = "sealed" if text is SEALED else ""
                        self.run_one(town, motion, kept, met, text)
                for (item, seq), certificate in kept.items():
                    self.assertEqual(town.ledger.certificate(cgov.Reader(town.founder, START), item, "count", seq), certificate)
        print("# %d motions, seed %#x: %s" % (MOTIONS, SEED, ", ".join(
            "%s %d" % (" ".join(map(str, key)) if isinstance(key, tuple) else key.strip(), count)
            for key, count in sorted(met.items(), key=str))))
        wanted: List[Any] = [(matter, "failed" if matter == "plain" and outcome == "unfilled" else outcome)
                             for matter in KINDS for outcome in ("passed", "unfilled")]
        wanted += [("hidden", matter) for matter in KINDS if matter not in RANKED] + ["withheld"]
        wanted += [("sealed", matter) for matter in KINDS if matter not in UNSEALED]
        wanted += [("result", True), ("misfit", False)]
        self.assertFalse(met["stranger", False])
        for key in [*wanted, ("stranger", True), ("score", "no_quorum"), "orders sha256", " surplus ", " excluded ",
                    "\npair ", "warning tied", "waiting ", " kept\n", ("bundle", True),
                    ("bundle", False), ("ballots", False)]:
            self.assertTrue(met[key], key)

    def run_one(self, town: Town, motion: Motion, kept: Dict[Any, str], met: Counter, text: str) -> None:
        for _ in range(3):
            motion.ballot()
            self.closed(town, motion)
            motion.move("count")
            self.closed(town, motion)
            certificate = self.certify(town, motion, met, text)
            met["sealed", motion.matter] += "\nresult seq " in certificate
            met["hidden", motion.matter] += "\nsecrecy confidential 3\n" in certificate
            kept[motion.id, recount.decision_of(certificate)] = certificate
            if motion.state() != "listed":
                break


if __name__ == "__main__":
    tap.main()
