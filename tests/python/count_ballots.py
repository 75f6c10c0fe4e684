"""Ballots of random votes, counted again from what was done to them.

People vote for themselves, by proxies and by the office that they head; two tellers enter papers, agree or differ, mark
who was given paper, and bring bundles; candidates come and go; flats are sold; lists are made again. How often each
choice stands, by heads, units and area, what is cast, who is silent, what waits, and why each try is refused is found
here a second time, from docs/rulebook.md alone: who did what is kept, and every sum is made anew each time; and a third
time from the bytes of the records. 1,000 votes, 100,000 with CGOV_FULL=1; CGOV_TEST_SEED gives another seed.
"""

import os
import random
import unittest
from collections import Counter
from datetime import datetime, timezone
from typing import Any, Dict, FrozenSet, List, Optional, Tuple

import ballots
import reader as journals
import tap

import cgov
from _cgov_api import Reason

VOTES = 100_000 if os.environ.get("CGOV_FULL") else 1_000
SEED = int(os.environ.get("CGOV_TEST_SEED", "0x766f7465"), 0)
TOGETHER, STEPS = 50, 70  # votes of one ledger; commands of a vote
START = datetime(2026, 3, 2, 9, 0, tzinfo=timezone.utc)
ROLL, ACTOR, EXCLUDED, ELECTOR, CHOICE, AGAIN, BUNDLE = (
    int(Reason[name]) for name in "ROLL ACTOR EXCLUDED ELECTOR CHOICE AGAIN BUNDLE".split())
NAMED = ("yes", "no", "abstain", "block", "blank", "invalid")

TEXT = """rulebook 1
role founder "F"
  may add change appoint adopt
role teller "T"
role head "H"
procedure vote "V" motion
  public
  detail proxy "P" resident
  party estate "E" organization
  roll electors "R"
    of owners of estate
    filled by begin
  roll families "R"
    of residents of estate
    filled by begin
  roll proxies "R"
    of electors
    by self again
    out by self
    in open
    needs proxy
  roll marks "R"
    of electors
    by teller of estate twice
    in open
  roll candidates "R"
    of electors
    by teller of estate
    out by teller of estate
    in open
  roll ballots "R"
    of electors
    not marks
    by teller of estate twice in open counting
    by self again
    by head of self again
    by proxies again
    out by self
    in open
    ballot
    secrecy open
    bundle for marks exactly by teller of estate twice in counting
  roll homes "R"
    of families
    by self
    out by self
    in open
    ballot
    secrecy open
    bundle for families by teller of estate in open counting
  roll names "R"
    of electors
    by self again
    in open
    ballot from candidates
    secrecy open
    bundle for electors by teller of estate in open
  stage all "A"
    state listed "L" held by estate
    state open "O" held by estate
    state counting "C" held by estate
    state over "O" final
  clock run from start until end count
    for 90 days
    late tell teller of estate
  open start -> listed
    by teller of estate
    needs estate text
    sets estate to given
  move begin listed -> open
    by teller of estate
    at most 5
  move close open -> counting
    by teller of estate
    at most 5
  move back counting -> listed
    by teller of estate
    at most 5
  move count counting -> over
    by teller of estate
    when ballots at least 1/2 of electors by area or ballots at least 9 by units or homes at least 9 by units
    tells electors families
  move end listed open counting -> over
    by teller of estate
    tells electors families
"""
BY = {"marks": "teller2", "ballots": "teller2 self+ head+ proxies+", "homes": "self", "names": "self+",
      "candidates": "teller", "proxies": "self+"}
BASE = {"homes": "families"}
FOR = {"ballots": "marks", "homes": "families", "names": "electors"}
Sums = Tuple[int, int, int]


class Town:
    """A ledger, and who owns what in it."""

    def __init__(self, places: random.Random) -> None:
        self.random = places
        self.ledger = cgov.Ledger.create(START, rulebook=TEXT, organization="D", resident="F", region=130702)
        info = self.ledger.info()
        self.founder, root = info.founder, info.root
        add, person = self.ledger.add_organization, self.ledger.add_resident
        self.place = add(self.act(self.founder), "P", "estate", parent=root)
        self.firm = add(self.act(self.founder), "F", "company", parent=root)
        self.home = {person(self.act(self.founder), "R", parent=place): place for place in [self.place] * 7 + [root] * 3}
        self.people = list(self.home)
        self.tellers, self.head = self.people[:2], self.people[2]
        for teller in self.tellers:
            self.ledger.appoint(self.act(self.founder), teller, self.place, "teller")
        self.ledger.appoint(self.act(self.founder), self.head, self.firm, "head")
        self.units: Dict[int, List[int]] = {}  # owner, area
        self.household: Dict[int, int] = {}
        self.records = ballots.Records()
        for _ in range(9):
            owner, area = places.choice(self.people + [self.firm]), places.choice([1, 100, 333, 5000])
            unit = self.ledger.add_unit(self.act(self.founder), "U", "flat", parent=self.place, owner=owner, area=area)
            self.units[unit] = [owner, area]

    def act(self, actor: int) -> cgov.Act:
        return cgov.Act(actor, START, defer=True)

    def read_on(self) -> None:
        """What was recorded since, byte by byte."""
        for seq in range(self.records.seq + 1, self.ledger.info().seq + 1):
            self.records.take(journals.record(self.ledger.record(seq)))

    def world(self) -> None:
        who, unit = self.random.choice(self.people + [self.firm]), self.random.choice(list(self.units))
        if self.random.random() < 0.5 or who == self.firm:
            self.units[unit][0] = who
            self.ledger.change(self.act(self.founder), unit, owner=who)
        else:
            self.household[who] = unit
            self.ledger.change(self.act(self.founder), who, household=unit)


class Vote:
    """What was done on one item: nothing is summed before it is asked."""

    def __init__(self, town: Town) -> None:
        self.town, self.state, self.moves = town, "listed", Counter()  # type: ignore[var-annotated]
        self.id = town.ledger.open_item(town.act(town.tellers[0]), "vote", {"estate": town.place, "text": "T"})
        self.places: List[int] = []  # of candidates, each once
        self.weights: Dict[str, Dict[int, Tuple[int, int]]] = {"electors": {}, "families": {}}
        self.begin()

    def begin(self) -> None:
        """Of each roll who stands, by which line and with what; what waits; the bundle."""
        self.on: Dict[str, Dict[int, Tuple[int, Any]]] = {name: {} for name in BY}
        self.waits: Dict[Tuple[str, int], Dict[int, Any]] = {}
        self.bundles: Dict[str, Dict[str, Sums]] = {}

    def fill(self) -> None:
        town = self.town
        self.begin()
        owners = {owner for owner, _ in town.units.values()}
        self.weights["electors"] = {who: (sum(owner == who for owner, _ in town.units.values()),
                                          sum(area for owner, area in town.units.values() if owner == who))
                                    for who in owners}
        self.weights["families"] = {who: (town.household.get(who, 0), 0) for who in town.people
                                    if town.home[who] == town.place}

    def sums(self, name: str, whom: List[int]) -> Sums:
        lines = [self.weights[BASE.get(name, "electors")][who] for who in whom]
        if BASE.get(name, name) == "families":
            return len(lines), len({household for household, _ in lines} - {0}), 0
        return len(lines), sum(units for units, _ in lines), sum(area for _, area in lines)

    def all_of(self, roll: str) -> Sums:
        if roll in self.weights:
            return self.sums("homes" if roll == "families" else "ballots", list(self.weights[roll]))
        return self.sums(roll, list(self.on[roll]))

    # What is done

    def makes(self, maker: str, actor: int, who: int) -> bool:
        named = self.on["proxies"].get(who)
        return {"teller": actor in self.town.tellers, "self": actor == who,
                "head": who == self.town.firm and actor == self.town.head,
                "proxies": named is not None and named[1] == actor}[maker.rstrip("+2")]

    def is_open(self, name: str, maker: str) -> bool:
        return self.state == "open" or (name == "ballots" and maker == "teller2" and self.state == "counting")

    def enter(self, name: str, actor: int, who: int, said: Any) -> int:
        makers = BY[name].split()
        lines = [line for line, maker in enumerate(makers) if self.is_open(name, maker)]
        if not lines:
            return ROLL
        acts = any(self.makes(maker, actor, who) for maker in makers if not maker.startswith("teller"))
        lines = [line for line in lines if self.makes(makers[line], actor, who) and not (acts and makers[line].endswith("2"))]
        if not lines:  # in another state they could: it is the state
            return ROLL if any(self.makes(maker, actor, who) for maker in makers) else ACTOR
        if name == "ballots" and who in self.on["marks"]:
            return EXCLUDED
        if who not in self.weights[BASE.get(name, "electors")]:
            return ELECTOR
        if name in FOR and not self.is_choice(name, said):
            return CHOICE
        own = [line for line in lines if not makers[line].startswith("teller")]  # before an office's
        line, stands = (own or lines)[0], self.on[name].get(who)
        if stands and not (line < stands[0] or (line == stands[0] and makers[line].endswith("+"))):
            return AGAIN
        if name in ("homes", "names") and name in self.bundles and not stands:
            return BUNDLE  # it is for all who could
        if makers[line].endswith("2"):
            waits = self.waits.setdefault((name, who), {})
            waits[actor] = said
            if all(one == actor or waits[one] != said for one in waits):
                return 0
            del self.waits[name, who]
        self.on[name][who] = line, said
        if name == "marks":
            self.on["ballots"].pop(who, None)
            self.waits.pop(("ballots", who), None)
        if name == "candidates" and who not in self.places:
            self.places.append(who)
        return 0

    def is_choice(self, name: str, said: FrozenSet[str]) -> bool:
        if name != "names":
            return len(said) == 1 and said <= set(NAMED)
        if said & set(NAMED):
            return len(said) == 1 and said <= {"blank", "invalid"}
        return all(int(place) <= len(self.places) and self.places[int(place) - 1] in self.on["candidates"]
                   for place in said)

    def leave(self, name: str, actor: int, who: int) -> int:
        if self.state != "open":
            return ROLL
        if not (actor == who if name != "candidates" else actor in self.town.tellers):
            return ACTOR
        if who not in self.on[name]:
            return ELECTOR
        del self.on[name][who]
        self.waits.pop((name, who), None)
        return 0

    def bundle(self, name: str, actor: int, lines: Dict[str, Sums]) -> int:
        if self.state != "counting" and (name == "ballots" or self.state != "open") or (
                name == "names" and self.state != "open"):
            return ROLL
        if actor not in self.town.tellers:
            return ACTOR
        cast = lines["cast"] if name == "names" else add(lines.values())
        nobody = add(lines.get(one, (0, 0, 0)) for one in ("blank", "invalid")) if name == "names" else (0, 0, 0)
        if any(one < 0 for one in less(cast, nobody)):
            return BUNDLE
        if name == "homes" and any(sums[1] for sums in lines.values()):  # of households a bundle says nothing
            return BUNDLE
        for one, sums in lines.items():
            if name == "names" and one not in ("cast", "blank", "invalid") and min(less(less(cast, nobody), sums)) < 0:
                return BUNDLE
        if name == "names" and not all(self.is_choice(name, frozenset([one])) for one in lines if one != "cast"):
            return CHOICE
        of = self.all_of(FOR[name])
        left = less(of, self.sums(name, list(self.on[name])))
        if cast != of if name == "ballots" else min(less(left, cast)[::2 if name == "homes" else 1]) < 0:
            return BUNDLE
        if not all(self.could_be(name, sums) for sums in [cast, *lines.values()]):
            return BUNDLE
        said = {one: sums for one, sums in lines.items() if sums[0]}
        if name == "ballots":
            waits = self.waits.setdefault((name, 0), {})
            waits[actor] = said
            if all(one == actor or waits[one] != said for one in waits):
                return 0
            del self.waits[name, 0]
        self.bundles[name] = said
        return 0

    def could_be(self, name: str, sums: Sums) -> bool:
        """So many of those whom it is for weigh so at least, and so at most; what the ballots are not asked by can be left out."""
        whom = list(self.on["marks"]) if name == "ballots" else [who for who in self.weights[FOR[name]] if who not in self.on[name]]
        for axis in (2,) if name == "homes" else (1, 2):
            each = sorted(self.sums(name, [who])[axis] for who in whom)
            least = sum(each[:sums[0]]) if name == "ballots" else 0
            if not least <= sums[axis] <= sum(each[len(each) - sums[0]:]):
                return False
        return True

    # What it comes to

    def tally(self, name: str) -> Dict[str, Sums]:
        bundle = self.bundles.get(name, {})
        choices = NAMED if name != "names" else [str(n + 1) for n in range(len(self.places))] + ["blank", "invalid"]
        out = {choice: add([self.sums(name, [who for who, (_, said) in self.on[name].items() if choice in said]),
                            bundle.get(choice, (0, 0, 0))]) for choice in choices}
        brought = bundle.get("cast", (0, 0, 0)) if name == "names" else add(bundle.values())
        out["cast"] = add([self.sums(name, list(self.on[name])), brought])
        all_of = self.all_of(BASE.get(name, "electors"))
        out["silent"] = tuple(max(0, one) for one in less(all_of, out["cast"]))  # type: ignore[assignment]
        return out


def add(sums: Any) -> Sums:
    heads, units, area = 0, 0, 0
    for one in sums:
        heads, units, area = heads + one[0], units + one[1], area + one[2]
    return heads, units, area


def less(all_of: Sums, some: Sums) -> Sums:
    return all_of[0] - some[0], all_of[1] - some[1], all_of[2] - some[2]


class Count(unittest.TestCase):
    """Random votes, and what each came to."""

    def refused(self, call: Any, *given: Any) -> int:
        try:
            call(*given)
        except cgov.Refused as refused:
            return refused.reason
        return 0

    def enter(self, town: Town, vote: Vote, met: Counter) -> None:
        places = town.random
        name = places.choice(["ballots"] * 4 + list(BY))
        base = list(vote.weights[BASE.get(name, "electors")])
        who = places.choice(base if base and places.random() < 0.9 else town.people + [town.firm])
        named = vote.on["proxies"].get(who)
        actor = places.choice([who, who, *town.tellers, *town.tellers, named[1] if named else town.head, town.head])
        actor = town.head if actor == town.firm else actor
        said: Any = None
        brought: Optional[Dict[str, Any]] = None
        if name == "proxies":
            said = places.choice(town.people)
            brought = {"proxy": said}
        elif name in FOR:
            said = frozenset([places.choice(NAMED[:2] if name == "ballots" else NAMED)])
            if name == "names" and places.random() < 0.7:
                said = frozenset(str(places.randrange(1, 6)) for _ in range(places.randrange(1, 4)))
            brought = {"choice": " ".join(places.sample(sorted(said), len(said)))}
        wanted = vote.enter(name, actor, who, said)
        got = self.refused(town.ledger.enter, town.act(actor), vote.id, name, who, brought)
        met[name, wanted] += 1
        self.assertEqual(got, wanted, (name, "enter", actor, who, said))

    def leave(self, town: Town, vote: Vote, met: Counter) -> None:
        name = town.random.choice(["ballots", "homes", "candidates"])
        stands = list(vote.on[name])
        who = town.random.choice(stands if stands and town.random.random() < 0.8 else town.people)
        actor = town.random.choice([who if who != town.firm else town.head, town.tellers[0]])
        wanted = vote.leave(name, actor, who)
        got = self.refused(town.ledger.leave, town.act(actor), vote.id, name, who, {"reason": "R"})
        met[name, "out", wanted] += 1
        self.assertEqual(got, wanted, (name, "leave", actor, who))

    def bundle(self, town: Town, vote: Vote, met: Counter) -> None:
        """What fits, split at random; and one more or less, here and there."""
        places = town.random
        name = places.choice(list(FOR))
        whom = list(vote.on["marks"]) if name == "ballots" else [
            who for who in vote.weights[FOR[name]] if who not in vote.on[name]]
        places.shuffle(whom)
        whom = whom if name == "ballots" else whom[places.randrange(len(whom) + 1):]
        left = list(vote.sums(name, whom))
        left[1] *= name != "homes" or places.random() < 0.2
        if places.random() < 0.4:
            left[0] += places.choice([1, -1]) if left[0] else 1
        cut = list(vote.sums(name, whom[:len(whom) // 2])) if places.random() < 0.5 else [0, 0, 0]
        if places.random() < 0.2:
            cut = [places.randrange(one + 1) for one in cut]
        cut = cut if 0 < cut[0] < left[0] else [0, 0, 0]
        cut[1] = min(cut[1], left[1])
        parts = [("no", tuple(cut)), ("yes", tuple(one - other for one, other in zip(left, cut)))]
        if name == "names":
            parts = [("blank", tuple(cut)), (str(places.randrange(1, 5)), parts[1][1]), ("cast", tuple(left))]
        if not left[0]:
            parts = [(one, (0, 0, 0)) for one, _ in parts]
        lines: Dict[str, Sums] = dict(parts)  # type: ignore[arg-type]
        actor = places.choice([*town.tellers, *town.tellers, town.people[4]])
        wanted = vote.bundle(name, actor, lines)
        rows = []
        for one, (heads, units, area) in lines.items():
            kind = (cgov.TallyKind.CAST if one == "cast" else cgov.TallyKind.CHOICE if one in NAMED
                    else cgov.TallyKind.CANDIDATE)
            number = 0 if one == "cast" else NAMED.index(one) + 1 if one in NAMED else int(one)
            rows.append(cgov.TallyRow(tally=kind, number=number, heads=heads, units=units, area=area))
        got = self.refused(town.ledger.bundle, town.act(actor), vote.id, name, rows)
        met[name, "bundle", wanted] += 1
        self.assertEqual(got, wanted, (name, "bundle", actor, lines))

    def move(self, town: Town, vote: Vote) -> None:
        move = town.random.choice({"listed": ["begin"], "open": ["close"], "counting": ["back"]}[vote.state])
        if vote.moves[move] == 5 or (move != "begin" and town.random.random() < 0.6):
            return
        vote.moves[move] += 1
        town.ledger.move(town.act(town.tellers[0]), vote.id, move)
        if move == "begin":
            vote.fill()
        vote.state = {"begin": "open", "close": "counting", "back": "listed"}[move]

    def compare(self, town: Town, vote: Vote) -> None:
        reader = cgov.Reader(town.random.choice(town.people), START)
        rolls = {roll.name: roll for roll in town.ledger.rolls(reader, vote.id)}
        for name in FOR:
            got = {row.name or str(row.number): (row.heads, row.units, row.area)
                   for row in town.ledger.tallies(reader, vote.id, name)}
            self.assertEqual(got, vote.tally(name), name)
            self.assertEqual(bool(rolls[name].bundled), name in vote.bundles, name)
            self.assertLessEqual(got["cast"][0], vote.all_of(BASE.get(name, "electors"))[0], name)  # nobody twice
        for name in BY:
            self.assertEqual(rolls[name].waiting, sum(one == name for one, _ in vote.waits), name)
            self.assertEqual(rolls[name].heads, len(vote.on[name]), name)
        self.recount(town, vote)

    def recount(self, town: Town, vote: Vote) -> None:
        """From the records alone."""
        town.read_on()
        item = town.records.items[vote.id]
        for name in FOR:
            wanted = vote.tally(name)
            for choice in wanted:
                number = NAMED.index(choice) + 1 if choice in NAMED else 6 + int(choice) if choice.isdigit() else 0
                sums = ballots.choice_sums(item, name, number) if number else ballots.cast_sums(item, name)
                if choice != "silent":
                    self.assertEqual((sums["heads"], sums["units"], sums["area"]), wanted[choice], (name, choice))
        for name in BY:
            self.assertEqual(set(item.rolls.get(name, {})), set(vote.on[name]), name)
            self.assertEqual({who for roll, who in item.waits if roll == name},
                             {who for roll, who in vote.waits if roll == name}, name)

    def test_random_votes(self) -> None:
        met: Counter = Counter()
        for first in tap.batches(VOTES, TOGETHER, "votes, seed %#x" % SEED):
            town = Town(random.Random(SEED + first))
            with town.ledger:
                for number in range(first, min(first + TOGETHER, VOTES)):
                    vote = Vote(town)
                    for step in range(STEPS):
                        with self.subTest(seed=hex(SEED), vote=number, step=step):
                            what = town.random.randrange(20)
                            if what < 13:
                                self.enter(town, vote, met)
                            elif what < 15:
                                self.bundle(town, vote, met)
                            elif what < 16:
                                self.leave(town, vote, met)
                            elif what < 17:
                                town.world()
                            elif what < 19:
                                self.move(town, vote)
                            else:
                                self.compare(town, vote)
                    self.compare(town, vote)
                    town.ledger.move(town.act(town.tellers[0]), vote.id, "end")
        print("# %d votes, seed %#x: %d entries, %d refused, %d bundles" % (
            VOTES, SEED, sum(count for key, count in met.items() if len(key) == 2 and key[1] == 0),
            sum(count for key, count in met.items() if key[-1] != 0),
            sum(count for key, count in met.items() if key[1:] == ("bundle", 0))))
        for key in ("ballots", ROLL), ("ballots", ACTOR), ("ballots", EXCLUDED), ("ballots", ELECTOR), (
                "ballots", AGAIN), ("names", CHOICE), ("homes", BUNDLE), ("names", BUNDLE), *(
                (name, "bundle", reason) for name in FOR for reason in (0, BUNDLE)), ("names", "bundle", CHOICE):
            self.assertTrue(met[key], key)


if __name__ == "__main__":
    tap.main()
