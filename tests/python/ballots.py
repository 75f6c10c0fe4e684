"""Tallies, counted again from a journal's records: who stands on which roll with what, and what each choice comes to.

Records are read by reader.py, rolls as second_reader reads them; nothing of the library is used. Nothing is summed before
it is asked: every sum is of the entries that stand then, each with its line on the base.
"""

import re
from typing import Dict, Iterable, List, NamedTuple, Optional, Tuple

import reader
import second_reader
from judging import AXES, Sums, Tally

CHOICES = second_reader.CHOICES
IN_ROLL = ("of", "not", "filled", "by", "out", "in", "needs", "takes", "ballot", "secrecy", "bundle", "public", "counts",
           "many", "at", "cites")
KINDS = ("resident", "organization")


class Entry(NamedTuple):
    """What somebody's line on a roll says. line: of the roll's `by`, from 1; 0: a move put them there."""

    line: int
    units: int
    area: int
    weight: int
    choices: Tuple[int, ...]  # numbers as in lines: yes is 1, the first candidate 7


class Item:
    """One item's rolls. Its `procedure`, `parent` and `rolls` are what second_reader's walks over rolls ask for."""

    def __init__(self, procedure: second_reader.Procedure, parent: Optional["Item"]) -> None:
        self.procedure, self.parent = procedure, parent
        self.rolls: Dict[str, Dict[int, Entry]] = {}
        self.places: Dict[str, List[int]] = {}  # of a roll: everybody who was ever on it, as they came
        self.bundles: Dict[str, Dict[int, Sums]] = {}
        self.waits: Dict[Tuple[str, int], int] = {}  # the seq of the last that waits, of an elector; 0: of the bundle
        self.parties: Dict[int, int] = {}

    def enter(self, name: str, elector: int, entry: Entry) -> None:
        self.rolls.setdefault(name, {})[elector] = entry
        places = self.places.setdefault(name, [])
        if elector not in places:
            places.append(elector)
        if entry.line and self.procedure.rolls[name].by[entry.line - 1].twice:
            self.waits.pop((name, elector), None)
        for other in self.procedure.rolls.values():
            if other.ballot and name in other.excluded:
                self.rolls.get(other.name, {}).pop(elector, None)
                self.waits.pop((other.name, elector), None)

    def leave(self, name: str, elector: int) -> None:
        """Off it, and off those made from it: of a base all, of another where no other line has them there."""
        of_base = self.base(name) == (self, name)
        self.rolls.get(name, {}).pop(elector, None)
        self.waits.pop((name, elector), None)
        for roll in self.procedure.rolls.values():
            named = [(item, of.name) for item, of in self.rolls_of(roll)]
            others = any(elector in item.rolls.get(of, {}) for item, of in named)
            if (self, name) in named and (of_base or not others) and not roll.is_another:
                self.leave(roll.name, elector)
            elif of_base and roll.name != name and self.base(roll.name) == (self, name):
                self.rolls.get(roll.name, {}).pop(elector, None)
                self.waits.pop((roll.name, elector), None)

    def anew(self, name: str) -> None:
        """A move fills it again: nobody is on it, nor on what is made from it."""
        for roll in self.procedure.rolls.values():
            if roll.name == name or self.is_made(roll, name):
                self.rolls.pop(roll.name, None)
                self.bundles.pop(roll.name, None)
                self.waits = {key: seq for key, seq in self.waits.items() if key[0] != roll.name}

    def is_made(self, roll: second_reader.Roll, name: str) -> bool:
        return any(item is self and (of.name == name or self.is_made(of, name)) for item, of in self.rolls_of(roll))

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


def numbers_of(bits: int) -> Tuple[int, ...]:
    return tuple(bit + 1 for bit in range(64) if bits >> bit & 1)


def rolls_of(text: str) -> second_reader.Rulebook:
    """The procedures of a text with their parties and rolls, and nothing else."""
    kept, inside = [], False
    for line in text.split("\n"):
        word, *_ = line.split() or [""]
        if word and not word.startswith("#"):
            inside = word == "roll" or (inside and word in IN_ROLL)
        kept.append(line if inside or word in ("procedure", "party") else "")
    return second_reader.Rulebook("\n".join(kept))


class Records:
    """Records of a ledger, one after the other; what they leave."""

    def __init__(self) -> None:
        self.texts: Dict[int, str] = {}
        self.books: Dict[int, second_reader.Rulebook] = {}
        self.items: Dict[int, Item] = {}
        self.seq = 0

    def take(self, record: reader.Record) -> None:
        taking = getattr(self, "_" + record.kind, None)
        self.seq = record.seq
        if taking is not None:
            taking(record.seq, record.fields)

    def _adopted(self, _seq: int, said: Dict[str, object]) -> None:
        version = said["id"] & (1 << 44) - 1  # type: ignore[operator]
        self.texts[version] = said["text"].decode("utf-8")  # type: ignore[attr-defined]
        self.books[version] = rolls_of(self.texts[version])

    def procedure(self, said: Dict[str, int]) -> second_reader.Procedure:
        return list(self.books[said["rulebook"]].procedures.values())[said["procedure"] - 1]

    def _opened(self, seq: int, said: Dict[str, int]) -> None:
        self.items[said["id"]] = Item(self.procedure(said), self.items.get(said.get("parent", 0)))
        self._moved(seq, said)

    def _migrated(self, _seq: int, said: Dict[str, int]) -> None:
        self.items[said["id"]].procedure = self.procedure(said)

    def _moved(self, _seq: int, said: Dict[str, int]) -> None:
        cursor = reader.Cursor(said.get("parties", b""))  # type: ignore[arg-type]
        while cursor:
            party = cursor.byte()
            self.items[said["id"]].parties[party] = reader.unpacked(cursor.varint())

    def on(self, said: Dict[str, int]) -> Tuple[Item, str]:
        item = self.items[said["id"]]
        return item, list(item.procedure.rolls)[said["roll"] - 1]

    def _entered(self, seq: int, said: Dict[str, int]) -> None:
        item, name = self.on(said)
        if item.procedure.rolls[name].many:
            return
        if said.get("waits"):
            item.waits[name, said["elector"]] = seq
            return
        numbers = [one for _, one in reader.declared(said.get("details", b""))  # type: ignore[arg-type]
                   if isinstance(one, int) and one >> 44 == 0]
        item.enter(name, said["elector"], Entry(said["line"], said.get("units", 0), said.get("amount", 0),
                                                numbers[0] if len(numbers) == 1 else 0, numbers_of(said.get("choice", 0))))

    def _left(self, _seq: int, said: Dict[str, int]) -> None:
        item, name = self.on(said)
        item.leave(name, said["elector"])

    def _filled(self, _seq: int, said: Dict[str, int]) -> None:
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

    def _bundled(self, seq: int, said: Dict[str, int]) -> None:
        item, name = self.on(said)
        if said.get("waits"):
            item.waits[name, 0] = seq
            return
        item.waits.pop((name, 0), None)
        cursor = reader.Cursor(said.get("lines", b""))  # type: ignore[arg-type]
        item.bundles[name] = {}
        while cursor:
            choice = cursor.varint()
            item.bundles[name][choice] = {axis: cursor.varint() for axis in AXES}


# ---- what it comes to ----

def choice_sums(item: Item, over: str, choice: int) -> Sums:
    own = item.weigh(over, [who for who, entry in item.rolls.get(over, {}).items() if choice in entry.choices])
    return plus(own, item.bundles.get(over, {}).get(choice, {}))


def cast_sums(item: Item, over: str) -> Sums:
    own, brought = item.weigh(over, item.rolls.get(over, {})), item.bundles.get(over, {})
    if 0 in brought:
        return plus(own, brought[0])
    for sums in brought.values():
        own = plus(own, sums)
    return own


def from_of(item: Item, text: str, over: str) -> Optional[Tuple[Item, second_reader.Roll]]:
    """The roll that ballots take candidates from: `ballot from ROLL`."""
    block = re.search(r"(?ms)^procedure %s\s.*?^\s*roll %s\s(.*?)(?=^\s*(?:roll|stage|state)\s)" % (
        item.procedure.name, over), text)
    named = re.search(r"(?m)^\s*ballot from (\S+)", block.group(1)) if block else None
    return second_reader.find_roll(item, named.group(1)) if named else None  # type: ignore[arg-type, return-value]


def tally_of(item: Item, text: str, rule: second_reader.Rule, over: str, into: str) -> Tally:
    """What was counted for a rule over a roll of ballots; text: the rulebook that the item runs under."""
    tally = Tally()
    for line in rule.lines:
        for share in line.shares:
            for name, *_ in (part for part in (share.part, share.whole) if part):
                found = item.find(name) if name not in ("cast", *CHOICES) else None
                if found is not None:
                    tally.rolls[name] = found[0].weigh(found[1].name, found[0].rolls.get(found[1].name, {}))
    for number, choice in enumerate(CHOICES, 1):
        tally.choices[choice] = choice_sums(item, over, number)
    if rule.ask == "choose":
        tally.cast = cast_sums(item, over)
        count_candidates(item, text, rule, over, into, tally)
    if rule.silent:
        tally.silent = silent_sums(item, rule.silent, over)
    return tally


def count_candidates(item: Item, text: str, rule: second_reader.Rule, over: str, into: str, tally: Tally) -> None:
    candidates, kept = from_of(item, text, over), item.find(rule.kept_for) if rule.kept_for else None
    seated = item.rolls.get(into, {})
    for place, who in enumerate(candidates[0].places.get(candidates[1].name, []) if candidates else [], 1):
        if who not in candidates[0].rolls.get(candidates[1].name, {}) or who in seated:  # type: ignore[index]
            continue
        tally.votes[place] = choice_sums(item, over, 6 + place)
        if kept and who in kept[0].rolls.get(kept[1].name, {}):
            tally.kept.add(place)


def silent_sums(item: Item, name: str, over: str) -> Sums:
    """Of those on the roll, who have no ballot, nor are counted by a bundle that knows who they are."""
    found, roll = item.find(name), item.procedure.rolls[over]
    if found is None:
        return dict.fromkeys(AXES, 0)
    home, of = found[0], found[1].name
    marked = item.rolls.get(roll.bundle[1], {}) if over in item.bundles and "exactly" in roll.bundle else {}
    silent = [who for who in home.rolls.get(of, {}) if who not in item.rolls.get(over, {}) and who not in marked]
    base_item, base = home.base(of)
    lines = base_item.rolls.get(base, {})
    sums = home.weigh(of, silent)
    if not any(words[0] == "owners" for words, _ in base_item.procedure.rolls[base].of):
        voted = {lines[who].units for who in item.rolls.get(over, {})}
        sums["units"] = len({lines[who].units for who in silent} - voted - {0})
    if over in item.bundles and "exactly" not in roll.bundle:
        brought = cast_sums(item, over)
        own = item.weigh(over, item.rolls.get(over, {}))
        sums = {axis: max(0, sums[axis] - (brought[axis] - own[axis])) for axis in AXES}
    return sums
