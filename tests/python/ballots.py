"""Tallies, counted again from a journal's records: who stands on which roll with what, and what each choice comes to.

Records are read by reader.py, rolls as second_reader reads them; nothing of the library is used. Nothing is summed before
it is asked: every sum is of the entries that stand then, each with its line on the base.
"""

import hashlib
import re
from collections import Counter
from typing import Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple

import reader
import second_reader
from judging import AXES, Sums, Tally

CHOICES = second_reader.CHOICES
IN_ROLL = ("of", "not", "filled", "by", "out", "in", "needs", "takes", "ballot", "secrecy", "bundle", "public", "counts",
           "many", "at", "on", "cites", "proofs")
KINDS = ("resident", "organization")


class Shape:
    """What second_reader leaves out of a procedure: its states and moves in order, and what decides over what."""

    def __init__(self) -> None:
        self.states: List[str] = []
        self.moves: List[str] = []
        self.decides: Dict[str, Tuple[str, str]] = {}  # by move: over which roll, into which, or ""
        self.rules: Dict[str, str] = {}  # by roll of ballots: a rule that decides over it
        self.groups: Dict[str, int] = {}  # by roll of confidential ballots: of how many a group is not small
        self.sources: Dict[str, str] = {}  # by roll of ballots: the roll of candidates
        self.brings: Dict[str, List[str]] = {}  # by move: the details that it needs or takes

    def take(self, words: List[str], roll: str) -> None:
        word, *rest = words
        if word == "state":
            self.states.append(rest[0])
        elif word in ("open", "move"):
            self.moves.append(rest[0])
        elif word in ("needs", "takes") and not roll and self.moves:
            self.brings.setdefault(self.moves[-1], []).extend(rest)
        elif word == "decides":
            self.decides[self.moves[-1]] = rest[2], rest[4] if rest[3:4] == ["into"] else ""
            self.rules[rest[2]] = rest[0]
        elif word == "secrecy" and rest[0] == "confidential":
            self.groups[roll] = int(rest[3])
        elif word == "ballot" and rest[:1] == ["from"]:
            self.sources[roll] = rest[1]


class Closing(NamedTuple):
    """A roll's: nobody is entered on it from then on."""

    move: str
    seq: int
    time: int


class Entry(NamedTuple):
    """What somebody's line on a roll says. line: of the roll's `by`, from 1; 0: a move put them there."""

    line: int
    units: int
    area: int
    weight: int
    choices: Tuple[int, ...]  # numbers as in lines: yes is 1, the first candidate 7
    said: bytes = b""  # of a ballot that gives points, or an order


class Item:
    """One item's rolls. Its `procedure`, `parent` and `rolls` are what second_reader's walks over rolls ask for."""

    def __init__(self, number: int, opened: int, parent: Optional["Item"]) -> None:
        self.id, self.opened, self.parent = number, opened, parent
        self.children: List[Item] = []
        if parent:
            parent.children.append(self)
        self.version, self.state = 0, ""
        self.procedure, self.shape = second_reader.Procedure(""), Shape()
        self.closings: Dict[str, Closing] = {}
        self.rolls: Dict[str, Dict[int, Entry]] = {}
        self.places: Dict[str, List[int]] = {}  # of a roll: everybody who was ever on it, as they came
        self.bundles: Dict[str, Dict[int, Sums]] = {}
        self.ranked: Dict[str, Dict[Tuple[int, ...], int]] = {}  # of the bundle, how often each order
        self.sealed: Dict[str, List[bytes]] = {}  # digests of all sealed ballots that were ever cast on a roll
        self.results: Dict[str, str] = {}  # of such a roll: who entered what they come to, as certificates have it
        self.waits: Dict[Tuple[str, int], int] = {}  # the seq of the last that waits, of an elector; 0: of the bundle
        self.parties: Dict[int, int] = {}
        self.number = 0  # the only one that it was opened with, if there is one: its budget
        self.numbered: Dict[str, List[Tuple[int, int]]] = {}  # of a roll with many: whose, and which of theirs
        self.options: Dict[str, List[int]] = {}  # of a roll with many: what each costs, by its place; 0: taken out

    def enter(self, name: str, elector: int, entry: Entry) -> None:
        self.changes(name)
        self.rolls.setdefault(name, {})[elector] = entry
        places = self.places.setdefault(name, [])
        if elector not in places:
            places.append(elector)
        if entry.line and self.procedure.rolls[name].by[entry.line - 1].twice:
            self.waits.pop((name, elector), None)
        for other in self.procedure.rolls.values():
            if other.ballot and name in other.excluded:
                self.off(other.name, elector)

    def changes(self, name: str) -> None:
        """A ballot comes, changes or goes: what sealed ones came to is of those that stood before."""
        if self.procedure.rolls[name].sealed:
            self.bundles.pop(name, None)
            self.waits.pop((name, 0), None)

    def off(self, name: str, elector: int) -> None:
        if self.rolls.get(name, {}).pop(elector, None) is not None:
            self.changes(name)
        self.waits.pop((name, elector), None)

    def leave(self, name: str, elector: int) -> None:
        """Off it, and off those made from it: of a base all, of another where no other line has them there, nor a move put
        them."""
        of_base = self.base(name) == (self, name)
        self.off(name, elector)
        for item, roll in self.rolls_below():
            named = [(at, of.name) for at, of in item.rolls_of(roll)]
            others = any(elector in at.rolls.get(of, {}) for at, of in named)
            entry = item.rolls.get(roll.name, {}).get(elector)
            others = others or (entry is not None and entry.line == 0)
            if (self, name) in named and (of_base or not others) and not roll.is_another:
                item.leave(roll.name, elector)
            elif of_base and (item, roll.name) != (self, name) and item.base(roll.name) == (self, name):
                item.off(roll.name, elector)

    def rolls_below(self) -> Iterator[Tuple["Item", second_reader.Roll]]:
        """Those that may be made from its own: its own, and those of what it opened."""
        for roll in self.procedure.rolls.values():
            yield self, roll
        for child in self.children:
            yield from child.rolls_below()

    def anew(self, name: str) -> None:
        """A move fills it again: nobody is on it, nor on what is made from it."""
        for item, roll in self.rolls_below():
            if (item, roll.name) == (self, name) or item.is_made(roll, (self, name)):
                item.begin(roll.name)

    def next_day(self, brought: List[str]) -> None:
        """Of a roll on a day that a move has brought, open where it has led: as `anew`, but in this item alone."""
        for name, of in self.procedure.rolls.items():
            if of.day not in brought or not any(self.state in (maker.states or of.states) for maker in of.by + of.out):
                continue
            for roll in self.procedure.rolls.values() if self.places.get(name) else ():
                if roll.name == name or self.is_made(roll, (self, name)):
                    self.begin(roll.name)

    def begin(self, name: str) -> None:
        self.rolls.pop(name, None)
        self.options[name] = [0] * len(self.options.get(name, []))
        self.bundles.pop(name, None)
        self.ranked.pop(name, None)
        self.waits = {key: seq for key, seq in self.waits.items() if key[0] != name}

    def is_made(self, roll: second_reader.Roll, base: Tuple["Item", str]) -> bool:
        return any((item, of.name) == base or item.is_made(of, base) for item, of in self.rolls_of(roll))

    def goes(self, move: str, state: str, closing: Closing) -> None:
        """A move, to a state: it closes what it fills, and what was open where it comes from and is not where it leads."""
        for roll in self.procedure.rolls.values():
            makers = roll.by + roll.out
            is_open = [any(one in (maker.states or roll.states) for maker in makers) for one in (self.state, state)]
            if is_open[1]:
                self.closings.pop(roll.name, None)
            elif is_open[0] or roll.filled == move:
                self.closings[roll.name] = closing
        self.state = state

    # Where a roll's people come from

    def find(self, name: str) -> Optional[Tuple["Item", second_reader.Roll]]:
        """The roll that a rule's name means: here, or of the nearest item above."""
        found = second_reader.find_roll(self, name)  # type: ignore[arg-type]
        return found or second_reader.find_roll(self, "parent." + name)  # type: ignore[arg-type, return-value]

    def rolls_of(self, roll: second_reader.Roll) -> List[Tuple["Item", second_reader.Roll]]:
        found = [second_reader.find_roll(self, words[0]) for words, _ in roll.of  # type: ignore[arg-type]
                 if words[0] not in ("any", "residents", "owners") and words[1:2] != ("of",)]
        return [one for one in found if one is not None]  # type: ignore[misc]

    def base(self, name: str) -> Tuple["Item", str]:
        above = self.rolls_of(self.procedure.rolls[name])
        return above[0][0].base(above[0][1].name) if above else (self, name)

    def weigh(self, name: str, electors: Iterable[int]) -> Sums:
        """Electors of that roll, each with their line on its base."""
        item, base = self.base(name)
        lines = [item.rolls.get(base, {})[elector] for elector in electors]
        owned = any(words[0] == "owners" for words, _ in item.procedure.rolls[base].of)
        units = sum(line.units for line in lines) if owned else len({line.units for line in lines} - {0})
        return {"heads": len(lines), "units": units, "area": sum(line.area for line in lines),
                "weight": sum(line.weight for line in lines)}


def plus(some: Sums, more: Sums) -> Sums:
    return {axis: some[axis] + more.get(axis, 0) for axis in AXES}


def points_of(said: bytes) -> Iterator[Tuple[int, int]]:
    """Places, and the points that each is given; of one that names nobody none."""
    cursor = reader.Cursor(said)
    while cursor:
        place, points = cursor.varint(), cursor.varint()
        if place:
            yield place, points


def numbers_of(bits: int) -> Tuple[int, ...]:
    return tuple(bit + 1 for bit in range(64) if bits >> bit & 1)


class Book:
    """A text: its procedures with their parties and rolls, and their shapes, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asks = dict(re.findall(r"(?m)^rule (\w+)[^\n]*\n(?:  (?!ask)[^\n]*\n)*  ask (\w+)", text))
        kept, roll, self.shapes = [], "", []  # type: List[str], str, List[Shape]
        for line in text.split("\n"):
            words = re.sub(r'"[^"]*"|#.*', " ", line).split() or [""]
            if words[0] == "procedure" and not line[0].isspace():  # a matter names one too
                self.shapes.append(Shape())
            if words[0]:
                roll = words[1] if words[0] == "roll" else roll if words[0] in IN_ROLL else ""
            if self.shapes and words[0]:
                self.shapes[-1].take(words, roll)
            kept.append(line if roll or words[0] in ("procedure", "party") else "")
        self.procedures = list(second_reader.Rulebook("\n".join(kept)).procedures.values())


class Records:
    """Records of a ledger, one after the other; what they leave."""

    def __init__(self) -> None:
        self.books: Dict[int, Book] = {}
        self.items: Dict[int, Item] = {}
        self.ledger, self.offset, self.seq = "", 0, 0

    def take(self, record: reader.Record) -> None:
        taking = getattr(self, "_" + record.kind, None)
        self.seq = record.seq
        if taking is not None:
            taking(record, record.fields)

    def _genesis(self, _record: reader.Record, said: Dict[str, int]) -> None:
        self.ledger = "%016x%016x" % (said.get("ledger1", 0), said.get("ledger0", 0))
        self.offset = said.get("utc_offset", 0) * 60_000

    def _adopted(self, _record: reader.Record, said: Dict[str, object]) -> None:
        text: bytes = said["text"]  # type: ignore[assignment]
        self.books[said["id"] & (1 << 44) - 1] = Book(text.decode("utf-8"))  # type: ignore[operator]

    def run_under(self, item: Item, said: Dict[str, int]) -> None:
        book, before = self.books[said["rulebook"]], item.procedure
        item.version, item.procedure = said["rulebook"], book.procedures[said["procedure"] - 1]
        item.shape = book.shapes[said["procedure"] - 1]
        parties = {name: item.parties[n] for n, name in enumerate(before.parties) if n in item.parties}
        item.parties = {n: parties[name] for n, name in enumerate(item.procedure.parties) if name in parties}

    def _opened(self, record: reader.Record, said: Dict[str, int]) -> None:
        item = self.items[said["id"]] = Item(said["id"], record.time, self.items.get(said.get("parent", 0)))
        item.number = only_number(said.get("details", b""))  # type: ignore[arg-type]
        self.run_under(item, said)
        self._moved(record, said)

    def _migrated(self, _record: reader.Record, said: Dict[str, int]) -> None:
        item = self.items[said["id"]]
        self.run_under(item, said)
        item.state = item.shape.states[said["state"] - 1]

    def _moved(self, record: reader.Record, said: Dict[str, int]) -> None:
        item = self.items[said["id"]]
        cursor = reader.Cursor(said.get("parties", b""))  # type: ignore[arg-type]
        while cursor:
            party = cursor.byte()
            item.parties[party] = reader.unpacked(cursor.varint())
        if said.get("move"):
            move = item.shape.moves[said["move"] - 1]
            item.goes(move, item.shape.states[said["state"] - 1], Closing(move, record.seq, record.time))
            if record.kind == "moved" and is_dated(said.get("details", b"")):  # type: ignore[arg-type]
                item.next_day(item.shape.brings.get(move, []))

    def on(self, said: Dict[str, int]) -> Tuple[Item, str]:
        item = self.items[said["id"]]
        return item, list(item.procedure.rolls)[said["roll"] - 1]

    def gives_points(self, item: Item, name: str) -> bool:
        return self.books[item.version].asks[item.shape.rules[name]] in ("score", "share")

    def hidden(self, item: Item, name: str, text: bytes) -> Tuple[Tuple[int, ...], bytes]:
        """What a confidential ballot says: what it chooses, or its points."""
        if self.gives_points(item, name):
            return ((text[1],), b"") if text[:1] == b"\0" else ((), text)
        words = text.decode("ascii").split(" ")
        return tuple(CHOICES.index(word) + 1 if word in CHOICES else 6 + int(word) for word in words), b""

    def _entered(self, record: reader.Record, said: Dict[str, int]) -> None:
        item, name = self.on(said)
        if item.procedure.rolls[name].many:
            item.options.setdefault(name, []).append(only_number(said.get("details", b"")))  # type: ignore[arg-type]
            item.numbered.setdefault(name, []).append((said["elector"], said["number"]))
            return
        if said.get("waits"):
            item.waits[name, said["elector"]] = record.seq
            return
        text: bytes = said.get("said", b"")  # type: ignore[assignment]
        if item.procedure.rolls[name].sealed:
            cast: bytes = said["secret"]  # type: ignore[assignment]
            if hashlib.sha256(cast).digest() != text or text in item.sealed.setdefault(name, []):
                raise reader.Bad("a sealed ballot is a copy, or not what its record says, in %d" % record.seq)
            item.sealed[name].append(text)
            text = b""
        choices = (text[1],) if text[:1] == b"\0" else numbers_of(said.get("choice", 0))
        if name in item.shape.groups:
            choices, text = self.hidden(item, name, said["secret"])  # type: ignore[arg-type]
        item.enter(name, said["elector"], Entry(said["line"], said.get("units", 0), said.get("amount", 0),
                                                only_number(said.get("details", b"")),  # type: ignore[arg-type]
                                                choices, b"" if text[:1] == b"\0" else text))

    def _left(self, _record: reader.Record, said: Dict[str, int]) -> None:
        item, name = self.on(said)
        if item.procedure.rolls[name].many:
            item.options[name][item.numbered[name].index((said["elector"], said["number"]))] = 0
            return
        item.leave(name, said["elector"])

    def _filled(self, _record: reader.Record, said: Dict[str, int]) -> None:
        item, name = self.on(said)
        cursor, elector = reader.Cursor(said["lines"]), 0  # type: ignore[arg-type]
        flags = cursor.byte()
        if not flags & 1:
            item.anew(name)
        while cursor:
            elector += cursor.varint()
            units = cursor.varint() if flags & 2 else 0
            area = cursor.varint() if flags & 4 else 0
            item.enter(name, (elector >> 1) | (1 + (elector & 1)) << 44, Entry(0, units, area, 0, ()))

    def _bundled(self, record: reader.Record, said: Dict[str, int]) -> None:
        item, name = self.on(said)
        if said.get("waits"):
            item.waits[name, 0] = record.seq
            return
        item.waits.pop((name, 0), None)
        cursor = reader.Cursor(said.get("orders", b""))  # type: ignore[arg-type]
        item.ranked[name] = {}
        while cursor:
            names = tuple(cursor.take(cursor.varint()))
            item.ranked[name][names] = cursor.varint()
        hidden = name in item.shape.groups
        cursor = reader.Cursor(said["secret"][:-1] if hidden else said.get("lines", b""))  # type: ignore
        item.bundles[name] = {}
        while cursor:
            choice = cursor.varint()
            item.bundles[name][choice] = {axis: cursor.varint() for axis in AXES}
        if item.procedure.rolls[name].sealed:
            item.results[name] = "result seq %d by %d agreed %d proof sha256 %s" % (
                record.seq, record.fields["actor"], said["agreed"], said["proof"].hex())  # type: ignore[attr-defined]


def is_dated(details: bytes) -> bool:
    """One of them is a day: no move of these texts brings two."""
    return any(isinstance(one, int) and re.fullmatch(r"\d{4}(0[1-9]|1[0-2])([0-2]\d|3[01])", "%08d" % one)
               for _, one in reader.declared(details))


def only_number(details: bytes) -> int:
    numbers = [one for _, one in reader.declared(details) if isinstance(one, int) and one >> 44 == 0]
    return numbers[0] if len(numbers) == 1 else 0


# ---- what it comes to ----

def choice_sums(item: Item, over: str, choice: int) -> Sums:
    own = item.weigh(over, [who for who, entry in item.rolls.get(over, {}).items() if choice in entry.choices])
    return plus(own, item.bundles.get(over, {}).get(choice, {}))


def points_sums(item: Item, over: str, place: int) -> Sums:
    """Points for a candidate, each as often as the ballot weighs; of a household nobody says how many."""
    sums = dict.fromkeys(AXES, 0)
    for who, entry in item.rolls.get(over, {}).items():
        weight = dict(item.weigh(over, [who]), units=0)
        points = dict(points_of(entry.said)).get(place, 0)
        sums = {axis: sums[axis] + weight[axis] * points for axis in AXES}
    return plus(sums, item.bundles.get(over, {}).get(6 + place, {}))


def orders_of(item: Item, over: str) -> List[Tuple[Tuple[int, ...], int]]:
    """How often each order stands, by ballots and by the bundle: rising."""
    counted = Counter(tuple(entry.said) for entry in item.rolls.get(over, {}).values() if entry.said)
    counted.update(item.ranked.get(over, {}))
    return sorted(counted.items())


def digest_of(orders: List[Tuple[Tuple[int, ...], int]]) -> str:
    """What binds a count to its orders."""
    lines = "".join("%s heads %d\n" % (" ".join(map(str, names)), ballots) for names, ballots in orders)
    return hashlib.sha256(lines.encode("ascii")).hexdigest()


def has_few(item: Item, over: str, points: bool) -> bool:
    """So few say one thing that they could be found out; of points in a bundle nobody says how many gave them."""
    said: Counter = Counter()
    for entry in item.rolls.get(over, {}).values():
        said.update([*entry.choices, *(6 + place for place, _ in points_of(entry.said))])
    for choice, sums in item.bundles.get(over, {}).items():
        said[choice] += (1 if sums["heads"] else 0) if points else sums["heads"]
    return any(0 < number < item.shape.groups[over] for choice, number in said.items() if choice)


def cast_sums(item: Item, over: str) -> Sums:
    """Of sealed ones the bundle says what they are, and adds none."""
    own, brought = item.weigh(over, item.rolls.get(over, {})), item.bundles.get(over, {})
    if item.procedure.rolls[over].sealed:
        return own
    if 0 in brought:
        return plus(own, brought[0])
    for sums in brought.values():
        own = plus(own, sums)
    return own


def casting_of(item: Optional[Item], name: str, over: Dict[int, Entry]) -> str:
    """What that party's own ballot says, if yes or no: of the item, or of the nearest above that has such a party."""
    while item is not None and name not in item.procedure.parties:
        item = item.parent
    who = item.parties.get(list(item.procedure.parties).index(name), 0) if item else 0
    choices = over[who].choices if who in over else ()
    return CHOICES[choices[0] - 1] if choices in ((1,), (2,)) else ""


def tally_of(item: Item, rule: second_reader.Rule, move: str) -> Tally:
    """What was counted when that move decided by the rule."""
    tally, (over, into) = Tally(), item.shape.decides[move]
    for line in rule.lines:
        for share in line.shares:
            for name, *_ in (part for part in (share.part, share.whole) if part):
                found = item.find(name) if name not in ("cast", *CHOICES) else None
                if found is not None:
                    tally.rolls[name] = found[0].weigh(found[1].name, found[0].rolls.get(found[1].name, {}))
    for number, choice in enumerate(CHOICES, 1):
        tally.choices[choice] = choice_sums(item, over, number)
    tally.cast = cast_sums(item, over)
    if rule.ask != "yes_no":
        count_candidates(item, rule, over, into, tally)
    if rule.ask == "rank":
        tally.orders = orders_of(item, over)
    if rule.silent:
        tally.silent = silent_sums(item, rule.silent, over)
    if rule.casting:
        tally.casting = casting_of(item, rule.casting, item.rolls.get(over, {}))
    return tally


def count_candidates(item: Item, rule: second_reader.Rule, over: str, into: str, tally: Tally) -> None:
    """Each who stands on the list, by the place they came on it; who has a seat already is none of them."""
    votes = (lambda place: points_sums(item, over, place)) if rule.ask in ("score", "share") else (
        lambda place: choice_sums(item, over, 6 + place))
    tally.budget = item.number if rule.budget else 0
    kept, seated = item.find(rule.kept_for) if rule.kept_for else None, item.rolls.get(into, {})
    women = kept[0].rolls.get(kept[1].name, {}) if kept else {}
    tally.seated, tally.held = len(seated), len(set(seated) & set(women))
    candidates = second_reader.find_roll(item, item.shape.sources[over])  # type: ignore[arg-type]
    if candidates is None:
        return
    home, name = candidates[0], candidates[1].name
    for place, cost in enumerate(item.options.get(name, []), 1):
        if cost:
            tally.votes[place], tally.costs[place] = votes(place), cost
    for place, who in enumerate(home.places.get(name, []), 1):  # type: ignore[attr-defined]
        if who not in home.rolls.get(name, {}) or who in seated:
            continue
        tally.votes[place] = votes(place)
        if who in women:
            tally.kept.add(place)


def silent_sums(item: Item, name: str, over: str) -> Sums:
    """Of those on the roll, who have no ballot, nor one that waits, nor are counted by a bundle that knows who they are."""
    found, roll = item.find(name), item.procedure.rolls[over]
    if found is None:
        return dict.fromkeys(AXES, 0)
    home, of = found[0], found[1].name
    marked = item.rolls.get(roll.bundle_for, {}) if over in item.bundles and roll.bundle_exactly else {}
    silent = [who for who in home.rolls.get(of, {})
              if who not in item.rolls.get(over, {}) and who not in marked and (over, who) not in item.waits]
    base_item, base = home.base(of)
    lines = base_item.rolls.get(base, {})
    sums = home.weigh(of, silent)
    if not any(words[0] == "owners" for words, _ in base_item.procedure.rolls[base].of):
        voted = {lines[who].units for who in item.rolls.get(over, {})}
        sums["units"] = len({lines[who].units for who in silent} - voted - {0})
    if over in item.bundles and not roll.bundle_exactly:
        brought = cast_sums(item, over)
        own = item.weigh(over, item.rolls.get(over, {}))
        sums = {axis: max(0, sums[axis] - (brought[axis] - own[axis])) for axis in AXES}
    return sums
