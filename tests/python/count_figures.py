"""Figures of random ledgers, counted again from their printed journals alone.

CGOV_LEDGERS_C names the program of tests/test_ledgers.c, which prints the ledgers: 400 of them, 10,000 with CGOV_FULL=1.
Nothing of the library is asked: the journal is read as docs/format.md has it, the rulebook by second_reader, and the
figures are counted as docs/figures.md says what they are. CGOV_TEST_SEED gives another seed.
"""

import os
import re
import subprocess
import unittest
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Set, Tuple

import second_reader
import tap

FULL = os.environ.get("CGOV_FULL") is not None
LEDGERS = 10_000 if FULL else 400
SEED = os.environ.get("CGOV_TEST_SEED", "0x636f756e74")
DAY = 86_400_000
ISSUE, ORGANIZATION = 3, 2
GROUPS = "none organization intake matter region month class track channel week".split()
TRACKS = "none consult complaint suggestion petition accusation help other".split()
CHANNELS = "none public media patrol superior hotline web visit letter".split()
LEVELS = ["", "province", "city", "county", "township", "village"]
NUMBERS = """issues open closed refused withdrawn merged answered due ended on_time paused revisited contacted
assessable solved rated satisfied returned returns reworked reworks reopened reopens tiered at_tier
age0 age1 age2 age3""".split()
Fields = Dict[str, str]
Figures = Dict[str, int]


def shipped() -> second_reader.Rulebook:
    """The text that ledgers are founded with: the parts that src/meson.build joins, in its order."""
    parts = re.findall(r"rulebooks/\w+\.rules", (tap.ROOT / "src" / "meson.build").read_text("utf-8"))
    return second_reader.Rulebook("\n".join((tap.ROOT / "src" / part).read_text("utf-8") for part in parts))


RULES = shipped()
PROCEDURES = list(RULES.procedures.values())

# ------------------------------------------------------------------------------------------------------ the journal


def bytes_of(value: str) -> bytes:
    """Bytes of a record's line: in quotes where they happen to be text."""
    return value[1:-1].encode() if value.startswith('"') else bytes.fromhex(value[2:])


def varints(data: bytes, at: int) -> Tuple[int, int]:
    number, shift = 0, 0
    while True:
        number |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return number, at


def parties_of(data: bytes) -> Iterator[Tuple[int, int]]:
    """Each party set: its index and its number."""
    at = 0
    while at < len(data):
        party = data[at]
        packed, at = varints(data, at + 1)
        yield party, packed >> 6


class Operation(NamedTuple):
    clock: int
    name: str
    due: Optional[int]


def operations_of(data: bytes, time: int) -> Iterator[Operation]:
    at = 0
    while at < len(data):
        clock, name = data[at], "_ start idle stop pause resume extend length".split()[data[at + 1]]
        at, due = at + 2, None
        if name in ("start", "extend", "length"):
            _, at = varints(data, at)
            at += 1  # the unit
        if name in ("start", "extend", "length", "resume"):
            flags, at = data[at], at + 1
            if not flags & 4:
                delta, at = varints(data, at)
                due = time + (delta >> 1 ^ -(delta & 1))
        yield Operation(clock, name, due)


# -------------------------------------------------------------------------------------------------------- the ledger


@dataclass
class Running:
    """A clock that has started and not ended."""

    state: str = "running"  # or paused, idle
    rests: bool = False
    due: Optional[int] = None
    paused_at: int = 0
    was_late: bool = False  # before its due was moved, or it was laid down

    def is_past(self, at: int) -> bool:
        """When it came to rest, or at that time."""
        return self.due is not None and self.due < (self.paused_at if self.rests else at)


@dataclass
class Item:
    procedure: second_reader.Procedure
    opened: int
    received: int
    place: int = 0
    matter: str = ""
    class_name: str = ""
    track: int = 0
    given: int = 0
    brought: int = 0
    channel: int = 0
    state: str = ""
    last: str = ""  # what the last move counts
    owed: int = 0
    answers: int = 0
    master: int = 0
    rating: int = 0
    contacted: int = 0
    solved: int = 0
    times: Dict[str, int] = field(default_factory=lambda: {"return": 0, "rework": 0, "reopen": 0})
    came_back: List[Tuple[str, int]] = field(default_factory=list)  # each time: how, and who led it then
    charged: Dict[str, int] = field(default_factory=dict)  # last runs that were late when another took the lead: whose
    followed: List[Tuple[str, int]] = field(default_factory=list)  # the same of runs that others followed
    parties: Dict[str, int] = field(default_factory=dict)
    clocks: Dict[str, Running] = field(default_factory=dict)
    late: Dict[str, bool] = field(default_factory=dict)  # those that have ended: whether late, the last time

    def take_track(self, fields: "Fields") -> None:
        """8 more: what the matter brings, which goes before what was given."""
        said = int(fields.get("track", 0))
        if said:
            self.brought = said & 7 if said & 8 else 0
            self.given = self.given if said & 8 else said
            self.track = self.brought or self.given

    def hand_over(self, lead: int, time: int) -> None:
        """From whoever leads it to others: what is late by now stays with them."""
        for name in self.procedure.clocks:
            running = self.clocks.get(name)
            late = self.late.get(name, False) if running is None else running.was_late or running.is_past(time)
            if late and name not in self.charged:
                self.charged[name] = lead

    def begin(self, name: str, running: Running) -> None:
        """Another run of a clock."""
        if name in self.charged:
            self.followed.append((name, self.charged.pop(name)))
        self.clocks[name] = running

    def operate(self, operation: Operation, time: int) -> None:
        name = list(self.procedure.clocks)[operation.clock]
        if operation.name == "start":
            self.begin(name, Running(due=operation.due))
            return
        if name in self.clocks and self.clocks[name].is_past(time):
            self.clocks[name].was_late = True
        if operation.name == "idle":
            if name not in self.clocks:
                self.begin(name, Running())
            clock = self.clocks[name]
            clock.state, clock.due = "idle", None
            return
        clock = self.clocks[name]
        if operation.name == "stop":
            self.late.pop(name, None)
            if clock.state != "idle" or clock.was_late:
                self.late[name] = clock.was_late
            del self.clocks[name]
        elif operation.name == "pause":
            clock.rests, clock.paused_at = True, time
            if clock.state == "running":
                clock.state = "paused"
        else:
            clock.due = operation.due
            if operation.name == "resume":
                clock.rests = False
                if clock.state == "paused":
                    clock.state = "running"
            elif clock.state == "idle":
                clock.state = "paused" if clock.rests else "running"


class Ledger:
    """What a journal's lines come to."""

    def __init__(self) -> None:
        self.items: Dict[int, Item] = {}
        self.above: Dict[int, int] = {}
        self.regions: Dict[int, int] = {}
        self.offset = 0

    def take(self, line: str) -> None:
        found = re.match(r"\d+ (\w+) ", line)
        assert found, line
        fields = dict(re.findall(r' (\w+)=("[^"]*"|\S+)', line))
        taking: Optional[Callable[[Fields], None]] = getattr(self, "_" + found.group(1), None)
        if taking is not None:
            taking(fields)

    def _genesis(self, fields: Fields) -> None:
        self.offset = int(fields["utc_offset"]) * 60_000

    def _organization(self, fields: Fields) -> None:
        number = int(fields["id"]) & (1 << 44) - 1
        if "parent" in fields:
            self.above[number] = int(fields["parent"]) & (1 << 44) - 1
        if "place" in fields:
            self.regions[number] = int(fields["place"])

    def _opened(self, fields: Fields) -> None:
        procedure = PROCEDURES[int(fields["procedure"]) - 1]
        item = Item(procedure, int(fields["time"]), int(fields.get("received", fields["time"])))
        if "matter" in fields:
            item.matter = list(RULES.matters)[int(fields["matter"]) - 1]
        item.channel = int(fields.get("channel", 0))
        self.items[int(fields["id"]) & (1 << 44) - 1] = item
        self._moved(fields)

    def _moved(self, fields: Fields) -> None:
        item, time = self._item(fields), int(fields["time"])
        move = list(item.procedure.moves.values())[int(fields["move"]) - 1]
        item.state = list(item.procedure.states)[int(fields["state"]) - 1]
        item.owed, item.last = int(fields.get("owed", 0)), move.counts
        item.answers += int(fields.get("answers", 0))
        item.take_track(fields)
        for name in ("place", "rating", "contacted", "solved"):
            setattr(item, name, int(fields.get(name, getattr(item, name))))
        if "matter" in fields:
            item.matter = list(RULES.matters)[int(fields["matter"]) - 1]
        if "channel" in fields and not move.answers:  # else it is advice where to turn
            item.channel = int(fields["channel"])
        if "class_name" in fields:
            item.class_name = fields["class_name"].strip('"')
        if "master" in fields:
            item.master = int(fields["master"]) & (1 << 44) - 1
        if move.counts in item.times:
            item.times[move.counts] += 1
        if move.counts == "reopen":
            item.solved, item.rating = 2, 0
        names = list(item.procedure.parties)
        parties = {names[party]: number for party, number in parties_of(bytes_of(fields.get("parties", "0x")))}
        stays = move.counts == "return" and "lead" not in parties and any(party == "lead" for party, *_ in move.sets)
        if move.counts in item.times and not stays:  # a return to who led it already is none
            item.came_back.append((move.counts, lead_of(item)))
        led = lead_of(item)
        item.parties.update(parties)
        if led not in (0, lead_of(item)):
            item.hand_over(led, time)
        self._operate(item, fields, time)

    def _carried(self, fields: Fields) -> None:
        item = self._item(fields)
        item.state = list(item.procedure.states)[int(fields["state"]) - 1]
        self._operate(item, fields, int(fields["time"]))

    def _joined(self, fields: Fields) -> None:
        item = self._item(fields)
        item.take_track(fields)
        self._operate(item, fields, int(fields["time"]))

    def _due(self, fields: Fields) -> None:
        item = self._item(fields)
        name = list(item.procedure.clocks)[int(fields["clock"]) - 1]
        if "old_due" in fields and item.clocks[name].is_past(int(fields["time"])):
            item.clocks[name].was_late = True  # by a due that a calendar had fixed
        item.clocks[name].due = int(fields["due"]) if "due" in fields else None

    def _item(self, fields: Fields) -> Item:
        return self.items[int(fields["id"]) & (1 << 44) - 1]

    @staticmethod
    def _operate(item: Item, fields: Fields, time: int) -> None:
        for operation in operations_of(bytes_of(fields.get("clocks", "0x")), time):
            item.operate(operation, time)

    def stands_below(self, number: int, top: int) -> bool:
        while number and number != top:
            number = self.above.get(number, 0)
        return number != 0

    def region_of(self, number: int) -> int:
        while number and number not in self.regions:
            number = self.above.get(number, 0)
        return self.regions.get(number, 0)


# ------------------------------------------------------------------------------------------------------ the counting


def digits(region: int) -> str:
    """A region's code without what is only filled up, in whole steps."""
    code = str(region).ljust(12, "0") if region else ""
    for length in (9, 6, 4, 2):
        if code and set(code[length:]) <= {"0"}:
            code = code[:length]
    return code


def level_of(region: int) -> int:
    return {0: 0, 2: 1, 4: 2, 6: 3, 9: 4, 12: 5}[len(digits(region))]


def lead_of(item: Item) -> int:
    procedure = item.procedure
    if procedure.parties.get("lead") == "organization":
        return item.parties.get("lead", 0)
    return item.parties.get(procedure.states[procedure.moves[procedure.opening].to], 0)


def standing_of(item: Item) -> str:
    procedure = item.procedure
    if item.master:
        return "merged"
    if not procedure.states[item.state]:
        return {"refusal": "refused", "withdrawal": "withdrawn"}.get(item.last, "closed")
    ends = any(who.kind == "time" and item.state in move.states and not procedure.states.get(move.to, "held")
               for move in procedure.moves.values() for who in move.by)
    return "closed" if ends and not item.owed else "open"


class Query:
    """One that was asked, and its groups counted again."""

    def __init__(self, line: str) -> None:
        asked = dict(re.findall(r" (\w+)=(\S*)", line))
        self.at, self.group = int(asked["at"]), GROUPS[int(asked["group"])]
        self.level, self.satisfied = int(asked["level"]) or 5, int(asked["satisfied"]) or 4
        self.organization = int(asked["organization"]) & (1 << 44) - 1
        self.procedure, self.matter, self.clock = asked["procedure"] or "issue", asked["matter"], asked["clock"]
        self.region, self.since, self.until = (int(asked[name]) for name in ("region", "from", "until"))
        self.filed = asked["since"] == "1"

    def came(self, item: Item) -> int:
        """When it came, or was filed, whichever the query goes by."""
        return item.opened if self.filed else item.received

    def fits(self, item: Item) -> bool:
        return (item.procedure.name == self.procedure and self.came(item) >= self.since
                and (not self.until or self.came(item) < self.until)
                and (not self.region or digits(item.place).startswith(digits(self.region)))
                and self.matter in ("", item.matter))

    def asks_of(self, ledger: Ledger, number: int) -> bool:
        return not self.organization or ledger.stands_below(number, self.organization)

    def key(self, ledger: Ledger, item: Item, lead: int) -> Tuple[Optional[int], str]:
        """The group's key while `lead` leads it, None where it is the ledger's own number, and its name."""
        if self.group in ("organization", "intake"):
            number = lead if self.group == "organization" else item.parties.get("intake", 0)
            return number and ORGANIZATION << 44 | number, ""
        if self.group == "matter":
            return item.matter and 1 << 16 | list(RULES.matters).index(item.matter) + 1 or 0, item.matter
        if self.group == "region":
            code = digits(item.place)[:(2, 4, 6, 9, 12)[self.level - 1]].ljust(12, "0")
            return int(code), code if int(code) else ""
        if self.group == "month":
            month = datetime.fromtimestamp(0, timezone.utc) + timedelta(milliseconds=self.came(item) + ledger.offset)
            return month.year * 100 + month.month, "%04d-%02d" % (month.year, month.month)
        if self.group == "week":
            year, week, _ = (datetime.fromtimestamp(0, timezone.utc)
                             + timedelta(milliseconds=self.came(item) + ledger.offset)).isocalendar()
            return year * 100 + week, "%04d-W%02d" % (year, week)
        if self.group == "class":
            return None if item.class_name else 0, item.class_name
        if self.group == "track":
            return item.track, TRACKS[item.track]
        if self.group == "channel":
            return item.channel, CHANNELS[item.channel]
        return 0, ""

    def count(self, ledger: Ledger) -> Dict[Tuple[Optional[int], str], Figures]:
        groups: Dict[Tuple[Optional[int], str], Figures] = {}

        def group(item: Item, lead: int) -> Figures:
            return groups.setdefault(self.key(ledger, item, lead), dict.fromkeys(NUMBERS, 0))

        for item in filter(self.fits, ledger.items.values()):
            if self.asks_of(ledger, lead_of(item)):
                figures = group(item, lead_of(item))
                for name in self.figures(ledger, item):
                    figures[name] += 1
            for lead, name in self.late_runs(item):
                if self.asks_of(ledger, lead):
                    group(item, lead)[name] += 1
            last = dict(item.came_back)  # of each way the last time
            for counted, lead in item.came_back:
                if self.asks_of(ledger, lead):
                    group(item, lead)[counted + "s"] += 1
            for counted, lead in last.items():
                if self.asks_of(ledger, lead):
                    group(item, lead)[counted + "ed"] += 1
        return groups

    def figures(self, ledger: Ledger, item: Item) -> Iterator[str]:
        """Whatever the item adds one to."""
        standing = standing_of(item)
        yield from ("issues", standing)
        if item.answers or (item.master and ledger.items[item.master].answers):
            yield "answered"
        judged = ledger.items[item.master] if item.master else item
        if standing_of(judged) in ("open", "closed"):
            yield from self.clocks(judged, {} if item.master else item.charged)
        if standing == "closed":
            yield from self.tier(ledger, item)
        if standing == "open":
            yield "age%d" % sum(self.at - self.came(item) >= days * DAY for days in (7, 30, 90))
        for base, good, said, enough in (("revisited", "contacted", item.contacted, item.contacted == 1),
                                         ("assessable", "solved", item.solved, item.solved == 1),
                                         ("rated", "satisfied", item.rating, item.rating >= self.satisfied)):
            if said:
                yield base
                if enough:
                    yield good

    def asks_for(self, item: Item, name: str) -> bool:
        return name == self.clock if self.clock else not item.procedure.clocks[name].does

    def late_runs(self, item: Item) -> Iterator[Tuple[int, str]]:
        """What was late when another took the lead: whose it is, and what it adds one to."""
        if item.master or standing_of(item) not in ("open", "closed"):
            return
        for past, runs in (True, item.followed), (False, list(item.charged.items())):
            for name, lead in runs:
                if self.asks_for(item, name):
                    yield lead, "due"
                    if past or name not in item.clocks:
                        yield lead, "ended"

    def clocks(self, item: Item, others: Dict[str, int]) -> Iterator[str]:
        for name in item.procedure.clocks:
            if name in others or not self.asks_for(item, name):
                continue
            running = item.clocks.get(name)
            if running is None and name in item.late:
                yield from ("due", "ended")
                if not item.late[name]:
                    yield "on_time"
            elif running is not None and (running.was_late or running.is_past(self.at)):
                yield "due"
            elif running is not None and running.state == "paused":
                yield "paused"

    @staticmethod
    def tier(ledger: Ledger, item: Item) -> Iterator[str]:
        duties = RULES.matters[item.matter].duties if item.matter else []
        levels = [LEVELS.index(duty.level) for duty in duties
                  if duty.lead and (not duty.region or digits(item.place).startswith(digits(duty.region)))]
        tier = max(levels, default=0) or level_of(item.place)
        led = level_of(ledger.region_of(lead_of(item)))
        if tier and led:
            yield "tiered"
            if led >= tier:
                yield "at_tier"


# -------------------------------------------------------------------------------------------------------------- tests


class Figured(unittest.TestCase):
    """Every number of every group."""

    def compare(self, where: str, ledger: Ledger, line: str, printed: List[str], met: Set[str]) -> None:
        wanted = Query(line).count(ledger)
        keys = [int(row.split()[1][4:]) for row in printed]
        self.assertEqual(keys, sorted(set(keys)), where)
        for row in printed:
            words = row.split(" ")
            key, name = int(words[1][4:]), words[2][5:]
            group = (key, name) if (key, name) in wanted else (None, name)
            self.assertIn(group, wanted, "%s: %s" % (where, line))
            got = dict(zip(NUMBERS, map(int, words[3:])))
            self.assertEqual(got, wanted.pop(group), "%s: %s: %s" % (where, line, row))
            met.update(number for number, count in got.items() if count)
        self.assertFalse(wanted, "%s: %s" % (where, line))

    def check(self, lines: Iterable[str], met: Set[str]) -> Tuple[int, int]:
        """Ledger after ledger, as they are printed; how many ledgers and groups there were."""
        where, ledger, query, rows = "", Ledger(), "", [""][:0]
        ledgers = groups = 0
        for line in lines:
            if line.startswith("figures "):
                rows.append(line)
                groups += 1
                continue
            if query:
                self.compare(where, ledger, query, rows, met)
            query, rows = line if line.startswith("query ") else "", []
            if line.startswith("ledger "):
                where, ledger = line, Ledger()
                ledgers += 1
            elif not query and line != "end":
                ledger.take(line)
        return ledgers, groups

    def test_random_ledgers(self) -> None:
        program = os.environ.get("CGOV_LEDGERS_C")
        if program is None:
            self.skipTest("CGOV_LEDGERS_C names no program")
        met: Set[str] = set()
        with subprocess.Popen([program, str(LEDGERS), SEED], stdout=subprocess.PIPE, encoding="utf-8") as printing:
            assert printing.stdout is not None
            ledgers, groups = self.check((line.rstrip("\n") for line in printing.stdout), met)
        self.assertEqual((printing.returncode, ledgers), (0, LEDGERS), "seed " + SEED)
        self.assertEqual(met, set(NUMBERS), "numbers that were never more than 0")
        self.assertGreater(groups, LEDGERS * len(GROUPS))


if __name__ == "__main__":
    tap.main()
