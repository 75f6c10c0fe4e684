"""Rolls of random sessions, counted again from what was done to them.

A ledger is driven at random: people enter each other on rolls and take each other out, name proxies, are appointed and
are not any more, sell flats and move house; lists are made again; the session is adjourned, or carried to another text.
What each roll holds by heads, units, area and
weight, how each share stands, and why each entry is refused is found here a second time, from docs/rulebook.md alone:
nothing is kept but who did what. 1,000 sessions, 100,000 with CGOV_FULL=1; CGOV_TEST_SEED gives another seed.
"""

import os
import random
import unittest
from collections import Counter
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from typing import Any, Dict, List, NamedTuple, Optional, Set, Tuple

import tap

import cgov
from _cgov_api import Reason

SESSIONS = 100_000 if os.environ.get("CGOV_FULL") else 1_000
SEED = int(os.environ.get("CGOV_TEST_SEED", "0x726f6c6c73"), 0)
TOGETHER, STEPS = 50, 80  # sessions of one ledger; commands of a session
CARRIED = 10  # one in so many is carried, twice
MOST = 3  # of each move
START = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))
ROLL, ELECTOR, EXCLUDED, AGAIN, SHARE, ACTOR, TAKES, NEEDS, AT_MOST, MAP, DAY = (
    int(Reason[name]) for name in "ROLL ELECTOR EXCLUDED AGAIN SHARE ACTOR TAKES NEEDS AT_MOST MAP DAY".split())
CARRY = "".join("council %s -> %s\n" % (state, state) for state in ("called", "listed", "held"))


class Roll(NamedTuple):
    """A roll as the text has it."""

    of: str  # "owners", "residents", "member", "any", or a roll
    by: str = ""  # makers, the first outranks the next; "+": again
    out: str = ""
    open: str = ""
    filled: str = ""
    needs: str = ""
    most: int = 0
    each: str = ""
    still: bool = False
    without: str = ""
    many: bool = False
    day: bool = False


ROLLS: Dict[str, Roll] = {
    "electors": Roll("owners", "secretary+", "secretary", "called listed", filled="list"),
    "members": Roll("member", filled="list"),
    "families": Roll("residents", "secretary+ self", "self secretary", "called listed", most=2, each="household"),
    "holders": Roll("any", "secretary+", "secretary", "called listed", needs="weight", most=3),
    "proxies": Roll("members", "secretary self+", "self", "called listed held", needs="proxy", most=1, each="proxy"),
    "present": Roll("members", "secretary self+ proxies", "self secretary", "held", still=True, day=True),
    "signed": Roll("electors", "self head", "self head", "called listed held", day=True),
    "backed": Roll("holders", "self", "self", "called listed held", without="families"),
    "joined": Roll("backed", "self", "self", "held", still=True),
    "came": Roll("families", "self+", "self", "held"),
    "counted": Roll("signed", filled="count"),
    "heard": Roll("counted", "self head secretary+", "secretary", "held"),
    "voices": Roll("present", "self+", "self", "held", needs="stand", most=1, each="stand"),
    "spoken": Roll("any", "self", "self secretary", "held", needs="stand", most=2, many=True),
    "partners": Roll("owners", "secretary+", "secretary", "called listed", needs="weight"),
    "agreed": Roll("partners", "self head", "self head", "called listed held"),
}
OTHERS = {  # of another text, in another order: `joined` is none of it, and `voices` is about others
    **{name: ROLLS[name] for name in reversed([one for one, roll in ROLLS.items() if roll.of not in ROLLS])},
    **{name: roll for name, roll in ROLLS.items() if roll.of in ROLLS and name not in ("joined", "voices")},
    "voices": ROLLS["voices"]._replace(of="electors"), "spoken": ROLLS["spoken"]._replace(most=4),
}
SHARES = [  # of the moves that end it: alternatives of (roll, more, number, whole, axis)
    [("signed", True, "1/2", "electors", "heads")],
    [("signed", False, "3/4", "electors", "units"), ("counted", False, "2/3", "electors", "area")],
    [("backed", True, "2/3", "holders", "weight")],
    [("came", False, "1/2", "families", "units"), ("came", False, "2", "", "heads"), ("heard", True, "1", "", "units")],
    [("present", False, "1/3", "members", "heads")],
    [("heard", False, "1/5", "electors", "area")],
    [("agreed", True, "1/3", "partners", "area"), ("agreed", False, "1/2", "partners", "weight")],
]
TOLD = "tells electors members families holders spoken partners"  # all who entered themselves stand on one of these


def base_of(rolls: Dict[str, Roll], name: str) -> str:
    while rolls[name].of in rolls:
        name = rolls[name].of
    return name


ASKED = {(base_of(ROLLS, name), axis) for share in SHARES for name, _, _, _, axis in share}


def text(rolls: Dict[str, Roll]) -> str:
    makers = {"secretary": "secretary of estate", "self": "self", "head": "head of self", "proxies": "proxies"}
    of = {"owners": "owners of estate", "residents": "residents of estate", "member": "member of estate",
          "any": "any resident"}
    lines = ["rulebook 1", 'role founder "F"', "may add change appoint adopt", "sees auditor", 'role secretary "S"',
             'role member "M"', 'role head "H"', 'procedure council "C" session', "public", 'detail proxy "P" resident',
             'detail stand "S" choice yea nay', 'detail day "D" date', 'detail weight "W" number 1 to 9', 'party estate "P" organization']
    for name, roll in rolls.items():
        lines += ['roll %s "R"' % name, "of " + of.get(roll.of, roll.of) + " still" * roll.still]
        lines += ["not " + roll.without] * bool(roll.without) + ["filled by " + roll.filled] * bool(roll.filled)
        lines += ["by " + makers[by.rstrip("+")] + " again" * by.endswith("+") for by in roll.by.split()]
        lines += ["out by " + makers[by] for by in roll.out.split()] + ["in " + roll.open] * bool(roll.open)
        lines += ["on day"] * roll.day
        lines += ["needs " + roll.needs] * bool(roll.needs) + ["many"] * roll.many
        lines += [("at most %d" % roll.most) + (" each " + roll.each) * bool(roll.each)] * bool(roll.most)
    lines += ['stage all "A"', 'state called "C" held by estate', 'state listed "L" held by estate',
              'state held "H" held by estate', 'state over "O" final',
              "clock run from call until end " + " ".join("end%d" % n for n in range(len(SHARES))), "for 90 days",
              "late tell secretary of estate", "open call -> called", "by secretary of estate", "needs estate text day",
              "sets estate to given"]
    for move, way in ("list", "called listed -> listed"), ("hold", "listed -> held"), ("count", "held -> held"), (
            "back", "held -> listed"):
        lines += ["move %s %s" % (move, way), "by secretary of estate", "at most %d" % MOST]
        lines += [{"hold": "needs day", "list": "cites \"L\""}.get(move, "takes day")]
    for n, share in enumerate(SHARES):
        said = ["%s %s %s%s by %s" % (roll, "more than" if more else "at least", number, (" of " + whole) * bool(whole),
                                      axis) for roll, more, number, whole, axis in share]
        lines += ["move end%d held -> over" % n, "by secretary of estate", "when " + " or ".join(said), TOLD]
    return "\n".join(lines + ["move end called listed held -> over", "by secretary of estate", TOLD, ""])


class Term(NamedTuple):
    resident: int
    role: str
    place: int
    until: Optional[datetime]


class Entry:
    """Who stands on a roll, by which line; what they said."""

    def __init__(self, line: Optional[int], said: Any) -> None:
        self.line, self.said = line, said


class Town:
    """A ledger, and all that was said to it."""

    def __init__(self, places: random.Random) -> None:
        self.random, self.now, self.rolls = places, START, ROLLS
        self.ledger = cgov.Ledger.create(self.now, rulebook=text(ROLLS), organization="D", resident="F", region=130702)
        info = self.ledger.info()
        self.founder, self.root = info.founder, info.root
        add = self.ledger.add_organization
        self.place = add(self.act(self.founder), "P", "estate", parent=self.root)
        self.below = add(self.act(self.founder), "B", "estate", parent=self.place)
        self.firms = [add(self.act(self.founder), "F", "company", parent=self.root) for _ in range(2)]
        self.home: Dict[int, int] = {}
        self.household: Dict[int, int] = {}
        self.units: Dict[int, List[int]] = {}  # owner, area, household, and where
        self.terms: List[Term] = []
        self.people = [self.resident() for _ in range(9)]
        self.secretary = self.people[0]
        self.appoint(self.secretary, "secretary", self.place, None)
        for firm in self.firms:
            self.appoint(places.choice(self.people), "head", firm, None)
        for _ in range(7):
            self.unit()

    def act(self, actor: int) -> cgov.Act:
        return cgov.Act(actor, self.now, defer=True)

    def resident(self) -> int:
        home = self.random.choice([self.place, self.below, self.root])
        made = self.ledger.add_resident(self.act(self.founder), "R", parent=home)
        self.home[made] = home
        return made

    def unit(self) -> None:
        where, owner = self.random.choice([self.place, self.below, self.root]), self.owner()
        area = self.random.choice([1, 100, 333, 5000])
        made = self.ledger.add_unit(self.act(self.founder), "U", "flat", parent=where, owner=owner, area=area)
        self.units[made] = [owner, area, 0, where]

    def today(self, ahead: int = 0) -> int:
        return int((self.now + timedelta(days=ahead)).strftime("%Y%m%d"))

    def owner(self) -> int:
        return self.random.choice(self.people + self.firms)

    def appoint(self, who: int, role: str, place: int, until: Optional[datetime]) -> None:
        self.ledger.appoint(self.act(self.founder), who, place, role, until=until or 0)
        self.terms.append(Term(who, role, place, until))

    def holds(self, who: int, role: str, place: int) -> bool:
        return any(term[:3] == (who, role, place) and (term.until is None or self.now < term.until)
                   for term in self.terms)

    def world(self) -> None:
        """Something that is no entry: time, terms, flats, households."""
        what = self.random.randrange(6)
        if what == 0:
            self.now += timedelta(hours=self.random.randrange(1, 30))
        elif what == 1:
            who = self.random.choice(self.people)
            if not self.holds(who, "member", self.place):
                until = self.random.choice([None, self.now + timedelta(hours=self.random.randrange(1, 60))])
                self.appoint(who, "member", self.place, until)
        elif what == 2:
            running = [term for term in self.terms if term.role == "member" and term.until is None]
            if running:
                term = self.random.choice(running)
                self.ledger.appoint(self.act(self.founder), term.resident, term.place, term.role, end=True)
                self.terms[self.terms.index(term)] = term._replace(until=self.now)
        elif what == 3:
            unit = self.random.choice(list(self.units))
            self.units[unit][0] = owner = self.owner()
            self.ledger.change(self.act(self.founder), unit, owner=owner)
        elif what == 4:
            who, unit = self.random.choice(self.people), self.random.choice(list(self.units))
            self.household[who] = unit
            self.ledger.change(self.act(self.founder), who, household=unit)
        else:
            inner, outer = self.random.sample(sorted(self.units), 2)
            if inner not in self.above(outer):
                self.units[inner][2] = outer
                self.ledger.change(self.act(self.founder), inner, household=outer)

    def above(self, unit: int) -> List[int]:
        found = [unit]
        while self.units[found[-1]][2]:
            found.append(self.units[found[-1]][2])
        return found

    def owned(self, who: int) -> List[List[int]]:
        return [unit for unit in self.units.values() if unit[0] == who and unit[3] in (self.place, self.below)]


class Sitting:
    """A session as it ought to be."""

    def __init__(self, town: Town) -> None:
        self.town, self.state, self.rolls = town, "called", town.rolls
        self.id = town.ledger.open_item(town.act(town.secretary), "council", {"estate": town.place, "text": "T", "day": town.today()})
        self.day = town.now.date()
        self.on: Dict[str, Dict[Tuple[int, int], Entry]] = {name: {} for name in {**ROLLS, **OTHERS}}
        self.weights: Dict[Tuple[str, int], Tuple[int, int, int]] = {}  # of a base: units or household; area; weight
        self.numbers, self.moves = 0, Counter()

    def base(self, name: str) -> str:
        return base_of(self.rolls, name)

    def made_from(self, name: str) -> Set[str]:
        made = {name}
        while len(made) < len(made | {other for other, roll in self.rolls.items() if roll.of in made}):
            made |= {other for other, roll in self.rolls.items() if roll.of in made}
        return made - {name}

    # Who may, and what they weigh

    def may_be_on(self, name: str, who: int) -> bool:
        town, roll = self.town, self.rolls[name]
        if roll.of in self.rolls:
            return (who, 0) in self.on[roll.of] and (not roll.still or self.may_still(roll.of, who))
        if roll.of == "owners":
            return bool(town.owned(who))
        if who in town.firms:
            return False
        if roll.of == "member":
            return town.holds(who, "member", town.place)
        return roll.of == "any" or town.home[who] in (town.place, town.below)

    def may_still(self, name: str, who: int) -> bool:
        without = self.rolls[name].without
        return self.may_be_on(name, who) and not (without and (who, 0) in self.on[without])

    def makes(self, maker: str, actor: int, who: int) -> bool:
        if maker == "self":
            return actor == who
        if maker == "secretary":
            return self.town.holds(actor, "secretary", self.town.place)
        if maker == "head":
            return self.town.holds(actor, "head", who)
        named = self.on["proxies"].get((who, 0))
        return named is not None and named.said == actor

    def weigh(self, name: str, who: int, weight: int) -> None:
        town = self.town
        units = area = 0
        if self.rolls[name].of == "owners":
            owned = town.owned(who)
            units, area = len(owned), sum(unit[1] for unit in owned)
        elif town.household.get(who, 0):
            units = town.above(town.household[who])[-1]
        asked = [(name, axis) in ASKED for axis in ("units", "area", "weight")]
        self.weights[name, who] = units * asked[0], area * asked[1], weight * asked[2]

    def sums(self, name: str) -> Tuple[int, int, int, int]:
        base = self.base(name)
        weights = [self.weights.get((base, who), (0, 0, 0)) for who, _ in self.on[name]]
        units = [weight[0] for weight in weights]
        count = sum(units) if self.rolls[base].of == "owners" else len({unit for unit in units if unit})
        return len(weights), count, sum(weight[1] for weight in weights), sum(weight[2] for weight in weights)

    def carry(self, rolls: Dict[str, Roll]) -> int:
        """To a text with those rolls: refused where somebody is on one that it has not, or means otherwise."""
        lost = [name for name in self.rolls if name not in rolls or self.base(name) != base_of(rolls, name)]
        if any(self.on[name] for name in lost):
            return MAP
        self.rolls = self.town.rolls = rolls
        return 0

    # What is done

    def explain(self, name: str, actor: int, who: int) -> Tuple[int, int]:
        """The reason why not, before what is brought; the line."""
        roll = self.rolls[name]
        if self.state not in roll.open.split():
            return ROLL, 0
        makers = list(enumerate(roll.by.split()))
        for line, maker in sorted(makers, key=lambda one: one[1].startswith("secretary")):  # their own before an office's
            if self.makes(maker.rstrip("+"), actor, who):
                break
        else:
            return ACTOR, 0
        if roll.day and self.town.now.date() != self.day:
            return DAY, 0
        if roll.without and (who, 0) in self.on[roll.without]:
            return EXCLUDED, 0
        return (0, line) if self.may_be_on(name, who) else (ELECTOR, 0)

    def room(self, name: str, who: int, line: int) -> int:
        """Whether what stands gives way to that line, and the roll is not full; known before what an entry brings."""
        roll, stands = self.rolls[name], self.on[name].get((who, 0))
        if stands is not None:
            again = roll.by.split()[line].endswith("+")
            if stands.line is None or line > stands.line or (line == stands.line and not again):
                return AGAIN
        rest = [key for key in self.on[name] if key != (who, 0)]
        if roll.each == "household":  # of a base: as they are of one now, the others as they were when entered
            inner = self.town.household.get(who, 0)
            home = self.town.above(inner)[-1] if inner else 0
            alike = sum(self.weights[name, other][0] == home for other, _ in rest)
            return ELECTOR if not home else AT_MOST if alike >= roll.most else 0
        return AT_MOST if roll.most and not roll.each and len(rest) >= roll.most else 0

    def enter(self, name: str, actor: int, who: int, brought: Dict[str, Any]) -> int:
        roll = self.rolls[name]
        reason, line = self.explain(name, actor, who)
        if reason:
            return reason
        if set(brought) - {roll.needs}:
            return TAKES
        if roll.needs and not brought:
            return NEEDS
        said = brought.get(roll.needs)
        full = roll.each not in ("", "household") and sum(
            entry.said == said for key, entry in self.on[name].items() if key != (who, 0)) >= roll.most
        if self.room(name, who, line) or full:
            return self.room(name, who, line) or AT_MOST
        self.numbers += roll.many
        self.on[name][who, self.numbers if roll.many else 0] = Entry(line, said)
        if roll.of not in self.rolls and not roll.many:
            self.weigh(name, who, brought.get("weight", 0))
        return 0

    def leave(self, name: str, actor: int, who: int, number: int, reason: bool) -> int:
        roll = self.rolls[name]
        if self.state not in roll.open.split():
            return ROLL
        if not any(self.makes(maker, actor, who) for maker in roll.out.split()):
            return ACTOR
        if actor != who and not reason:
            return NEEDS
        if (who, number) not in self.on[name]:
            return ELECTOR
        del self.on[name][who, number]
        self.thin(name, who, self.base(name) == name)
        return 0

    def thin(self, name: str, who: int, all_of: bool) -> None:
        """Off what is made from it; but whom a move put there stays, unless it was the base that they left."""
        for other in [other for other, roll in self.rolls.items() if roll.of == name]:
            put = self.on[other].get((who, 0))
            if all_of or put is None or put.line is not None:
                self.on[other] = {key: entry for key, entry in self.on[other].items() if key[0] != who}
                self.thin(other, who, all_of)

    def fill(self, move: str, ahead: Optional[int]) -> None:
        """Who is put on is found before another day begins what is on it anew, and what is of that."""
        town = self.town
        found = {name: [who for who in town.people + town.firms if self.may_be_on(name, who)]
                 for name, roll in self.rolls.items() if roll.filled == move}
        if ahead is not None:
            self.day = (town.now + timedelta(days=ahead)).date()
            for name in [name for name, roll in self.rolls.items() if roll.day and self.state in roll.open.split()]:
                for other in {name} | self.made_from(name):
                    self.on[other] = {}
        for name, electors in found.items():
            roll = self.rolls[name]
            for other in self.made_from(name):
                self.on[other] = {}
            self.on[name] = {(who, 0): Entry(None, None) for who in electors}
            for who in electors if roll.of not in self.rolls else ():
                self.weigh(name, who, 0)

    def share(self, roll: str, more: bool, number: str, whole: str, axis: str) -> Tuple[int, int, bool]:
        at = ("heads", "units", "area", "weight").index(axis)
        have, of = self.sums(roll)[at], self.sums(whole)[at] if whole else 0
        wanted = Fraction(number) * (of if whole else 1)
        return have, of, (have > wanted if more else have >= wanted) and not (whole and of == 0)


class Count(unittest.TestCase):
    """Random sessions, and what each came to."""

    def refused(self, call: Any, *given: Any) -> int:
        try:
            call(*given)
        except cgov.Refused as refused:
            return refused.reason
        return 0

    def step(self, town: Town, sitting: Sitting, met: Counter) -> None:
        places, ledger = town.random, town.ledger
        name = places.choice(list(sitting.rolls))
        if places.random() < 0.8:
            name = places.choice([other for other, roll in sitting.rolls.items() if sitting.state in roll.open.split()])
        who = places.choice(town.people + town.firms)
        may = [one for one in town.people + town.firms if sitting.may_be_on(name, one)]
        if may and places.random() < 0.8:
            who = places.choice(may)
        named = sitting.on["proxies"].get((who, 0))
        actor = places.choice([who, who, town.secretary, named.said if named else places.choice(town.people)])
        if actor in town.firms:
            actor = places.choice([term.resident for term in town.terms if term.place == actor])
        what = places.randrange(12)
        if what < 7:
            said = {"weight": places.randrange(1, 10), "proxy": places.choice(town.people),
                    "stand": places.choice(["yea", "nay"])}
            needs = sitting.rolls[name].needs if places.random() < 0.9 else places.choice(["", "weight"])
            brought = {needs: said[needs]} if needs else {}
            wanted = sitting.enter(name, actor, who, brought)
            got = self.refused(ledger.enter, town.act(actor), sitting.id, name, who, brought)
            met[name, wanted] += 1
            self.assertEqual(got, wanted, (name, "enter", actor, who, brought))
        elif what < 9:
            number = places.randrange(1, sitting.numbers + 2) if sitting.rolls[name].many else 0
            here = [key for key in sitting.on[name]]
            if here and places.random() < 0.7:
                who, number = places.choice(here)
                actor = who if who in town.people and places.random() < 0.5 else town.secretary
            reason = places.random() < 0.8
            wanted = sitting.leave(name, actor, who, number, reason)
            got = self.refused(ledger.leave, town.act(actor), sitting.id, name, who,
                               {"reason": "R"} if reason else None, number)
            met[name, "out", wanted] += 1
            self.assertEqual(got, wanted, (name, "leave", actor, who, number))
        elif what < 11:
            town.world()
        else:
            move = places.choice({"called": ["list"], "listed": ["list", "hold", "hold"]}.get(
                sitting.state, ["count", "count", "back"]))
            if sitting.moves[move] == MOST:
                return
            sitting.moves[move] += 1
            ahead = places.choice([0, 0, 1]) if move == "hold" or (move != "list" and places.random() < 0.5) else None
            ledger.move(town.act(town.secretary), sitting.id, move, {} if ahead is None else {"day": town.today(ahead)})
            sitting.state = {"hold": "held", "count": "held"}.get(move, "listed")
            sitting.fill(move, ahead)
            met["day", ahead] += 1

    def compare(self, town: Town, sitting: Sitting, met: Counter) -> None:
        who = town.random.choice(town.people)
        reader = cgov.Reader(who, town.now)
        for roll in town.ledger.rolls(reader, sitting.id):
            name = roll.name
            self.assertEqual((roll.heads, roll.units, roll.area, roll.weight), sitting.sums(name), name)
            reason, line = sitting.explain(name, who, who)
            reason = reason or sitting.room(name, who, line)
            self.assertEqual((roll.reason, bool(roll.allowed)), (reason, not reason), (name, who))
            self.assertEqual(bool(roll.entered), any(one == who for one, _ in sitting.on[name]), name)
        self.compare_entries(town, sitting, town.random.choice(list(sitting.rolls)))
        if sitting.state != "held":
            return
        rows = list(town.ledger.shares(reader, sitting.id))
        said = [(n, one) for n, share in enumerate(SHARES) for one in share]
        self.assertEqual(len(rows), len(said))
        for row, (n, one) in zip(rows, said):
            self.assertEqual((row.have, row.of, bool(row.holds)), sitting.share(*one), one)
            if row.holds:
                self.assertEqual(row.lacking, 0)
            elif row.of or not one[3]:  # the least that would do, and no less
                wanted = Fraction(one[2]) * (row.of if one[3] else 1)
                self.assertTrue(row.needed > wanted if one[1] else row.needed >= wanted, one)
                self.assertTrue(row.needed - 1 <= wanted if one[1] else row.needed - 1 < wanted, one)
            met["share", one, row.holds] += 1

    def compare_entries(self, town: Town, sitting: Sitting, name: str) -> None:
        """Who stands on one roll, as the secretary sees it, and what each weighs."""
        wanted, owned = {}, sitting.rolls[sitting.base(name)].of == "owners"
        for who, number in sitting.on[name]:
            units, area, weight = sitting.weights.get((sitting.base(name), who), (0, 0, 0))
            wanted[who, number] = units if owned else int(units > 0), area, weight
        entries = town.ledger.entries(cgov.Reader(town.secretary, town.now), sitting.id, name)
        got = {(entry.elector, entry.number): (entry.units, entry.area, entry.weight)
               for entry in entries if entry.standing}
        self.assertEqual(got, wanted, name)

    def carry(self, town: Town, sitting: Sitting, met: Counter) -> None:
        rolls = OTHERS if sitting.rolls is ROLLS else ROLLS
        wanted = sitting.carry(rolls)
        got = self.refused(lambda: town.ledger.adopt(town.act(town.founder), text(rolls), map=CARRY))
        met["carry", wanted] += 1
        self.assertEqual(got, wanted, "carry")

    def end(self, town: Town, sitting: Sitting, met: Counter) -> None:
        n = town.random.randrange(len(SHARES))
        if sitting.state == "held":
            wanted = 0 if any(sitting.share(*one)[2] for one in SHARES[n]) else SHARE
            got = self.refused(town.ledger.move, town.act(town.secretary), sitting.id, "end%d" % n)
            met["end", n, wanted] += 1
            self.assertEqual(got, wanted, SHARES[n])
            if not wanted:
                return
        town.ledger.move(town.act(town.secretary), sitting.id, "end")

    def test_random_sessions(self) -> None:
        met: Counter = Counter()
        for first in tap.batches(SESSIONS, TOGETHER, "sessions, seed %#x" % SEED):
            town = Town(random.Random(SEED + first))
            with town.ledger:
                for session in range(first, min(first + TOGETHER, SESSIONS)):
                    sitting = Sitting(town)
                    for step in range(STEPS):
                        with self.subTest(seed=hex(SEED), session=session, step=step):
                            self.step(town, sitting, met)
                            if session % CARRIED == 0 and step in (30, 60):
                                self.carry(town, sitting, met)
                            if step % 4 == 3:
                                self.compare(town, sitting, met)
                    self.end(town, sitting, met)
        print("# %d sessions, seed %#x: %d entries, %d refused, %d taken out" % (
            SESSIONS, SEED, sum(count for key, count in met.items() if len(key) == 2 and key[1] == 0),
            sum(count for key, count in met.items() if len(key) == 2 and key[1] != 0),
            sum(count for key, count in met.items() if key[1:] == ("out", 0))))
        for reason in ROLL, ELECTOR, EXCLUDED, AGAIN, ACTOR, TAKES, NEEDS, AT_MOST, MAP, DAY:
            self.assertTrue(any(key[-1] == reason for key in met), reason)
        self.assertTrue(met["carry", 0] and met["families", AT_MOST])
        for one in (one for share in SHARES for one in share):
            self.assertTrue(met["share", one, 1] and met["share", one, 0], one)


if __name__ == "__main__":
    tap.main()
