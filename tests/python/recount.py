"""A certificate of a decision, recomputed: from a rule's text and the tallies, and the tallies from the ballots.

usage: recount.py CERTIFICATE (RULEBOOK | JOURNAL)

CERTIFICATE is what cgov_certificate or cgov_rule_explain wrote, RULEBOOK the text that it names: every line from the rule
on is written anew from what the certificate says was counted. A JOURNAL, or the directory that it lies in, has the text
too, and the ballots: then every line of the certificate is written anew from the records before the count.

Nothing of the library is used: bytes are read by reader, rolls and rules by second_reader, and judged in fractions, as
docs/format.md and docs/deciding.md say. Each line that differs is printed, and what it should say. The status is 0 where
none does, 1 where some do, 2 where a file cannot be read as what it should be.
"""

import functools
import hashlib
import pathlib
import re
import sys
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Dict, Iterable, Iterator, List, NamedTuple, Optional, Set

import ballots
import reader
import second_reader
from judging import AXES, Compared, Judge, Ruling, Sums, Tally


class Bad(Exception):
    """What cannot be read as a certificate, or as the rulebook that it names."""


# ---- a rule, with what the second reader leaves out ----

IN_RULE = ("cites", "source", "ask", "seats", "quorum", "passes", "silent", "tie")
SAYS = {
    "unverified": "nobody has verified the source of this rule",
    "silent": "silent ones were counted",
    "casting": "yes equalled no, and the deciding vote decided",
    "tied": "some tie over the last seat, which none of them has",
}
SECRET = 42  # the field of the piece that holds what is confidential
WITHHELD = "warning withheld: so few said one thing that no tally is shown"
WAITING = "warning waiting: some ballots wait for a second person, and were not counted"


class Said(NamedTuple):
    """A rule, how a certificate names it, and the rolls that it names, in the order of the text."""

    rule: second_reader.Rule
    line: str
    rolls: List[str]


@functools.lru_cache(maxsize=8)
def rules_of(text: str) -> Dict[int, Said]:
    """The rules of a rulebook, by their lines; who asks does not change them."""
    kept, strings = [], {}
    words: Dict[int, List[str]] = {}
    inside = 0
    for number, line in enumerate(text.split("\n"), 1):
        word, *_ = line.split() or [""]
        if word and not word.startswith("#"):
            inside = number if word == "rule" else inside if word in IN_RULE else 0
        kept.append(line if inside else "")
        if inside:
            words.setdefault(inside, []).extend(re.sub(r'"[^"]*"|#.*', " ", line).split()[1:])
        if inside and word in ("rule", "source", "cites"):
            quoted = re.search(r'"([^"]*)"', line)
            strings[inside, word] = quoted.group(1) if quoted else ""
            strings[inside, word + "s"] = line[quoted.end():].split("#")[0] if quoted else ""
    said = {}
    for rule in second_reader.Rulebook("\n".join(kept)).rules:
        dates = strings[rule.line, "rules"].split()
        line = " ".join(["rule %s line %d" % (rule.name, rule.line)] + dates)
        if strings.get((rule.line, "source")):
            line += ' %s "%s"' % ("verified" if rule.verified else "unverified", strings[rule.line, "source"])
        if strings.get((rule.line, "cites")):
            line += ' cites "%s"' % strings[rule.line, "cites"]
        named = asked_of(rule) | {rule.silent, rule.kept_for}
        said[rule.line] = Said(rule, line, [name for name in dict.fromkeys(words[rule.line][1:]) if name in named])
    return said


def asked_of(rule: second_reader.Rule) -> Set[str]:
    """The rolls that its shares count."""
    asked = {part[0] for line in rule.lines for share in line.shares for part in (share.part, share.whole) if part}
    return asked - {"cast", *second_reader.CHOICES}


# ---- the lines ----

class Lines:
    """A certificate's lines from the rule on, as its own tally says that they should be."""

    def __init__(self, said: Said, tally: Tally, order: List[str], secret: bool = False) -> None:
        self.rule, self.tally, self.secret = said.rule, tally, secret
        self.axes = {share.axis for line in self.rule.lines for share in line.shares}
        self.out = [said.line]
        self._given()
        asked = [name for name in said.rolls if name in asked_of(self.rule)]
        for name in asked:
            if name not in tally.rolls:
                raise Bad("no line says how many are on roll " + name)
            self._sums("roll", name, tally.rolls[name])
        self.ruling = Judge(self.rule, tally).judge()
        if secret:  # their order would tell of the votes
            self.ruling.winners.sort()
        self._tallies(order)
        self._outcome(self.ruling)

    def _given(self) -> None:
        if self.rule.ask not in ("yes_no", "choose"):
            self.out.append("ask %s %s" % (self.rule.ask, self.rule.ranking or self.rule.most))
        if self.rule.budget:
            self.out.append("budget %d" % self.tally.budget)
        elif self.rule.ask != "yes_no":
            kept = " kept %d from %s" % (self.rule.kept, self.rule.kept_for) if self.rule.kept_for else ""
            self.out.append("seats %d%s" % (self.tally.seats, kept) + (" held %d" % self.tally.held if self.tally.held else ""))
        if self.tally.lots:
            self.out.append(" ".join(["lots", *map(str, self.tally.lots)]))
        if self.rule.casting:
            self.out.append("casting %s %s" % (self.rule.casting, self.tally.casting or "none"))

    def _sums(self, word: str, name: str, sums: Sums, note: str = "") -> None:
        shown = [axis for axis in AXES if axis == "heads" or axis in self.axes or sums.get(axis)]
        self.out.append(" ".join([word, name] + ["%s %d" % (axis, sums.get(axis, 0)) for axis in shown]) + note)

    def _tallies(self, order: List[str]) -> None:
        candidates = self.rule.ask != "yes_no"
        for name in order:
            cost = " cost %d" % self.tally.costs[int(name)] if self.rule.budget else ""
            if self.rule.ask == "rank":
                self.out.append("tally " + name)
            else:
                kept = " kept" if int(name) in self.tally.kept else ""
                self._sums("tally", name, self.tally.votes[int(name)], cost + kept)
        if self.tally.digest and self._binds():
            self.out.append("orders sha256 " + self.tally.digest)
        for names, ballots in [] if self.tally.digest else self.tally.orders:
            self.out.append(" ".join(["order", *map(str, names), "heads %d" % ballots]))
        for choice, sums in self.tally.choices.items():
            if any(sums.values()) or (choice in ("yes", "no") and not candidates):
                self._sums("tally", choice, sums)
        self._sums("tally", "cast", {axis: self.tally.ballots(axis) for axis in AXES})
        if self.rule.silent:
            self._sums("tally", "silent", self.tally.silent)

    def _binds(self) -> bool:
        """There was a count of orders that leads to somebody."""
        if not self.tally.orders:
            return True
        stand = [names for names, _ in self.tally.orders if self.rule.ranking != "stv" or set(names) & set(self.tally.votes)]
        return self.ruling.outcome != "no_quorum" and bool(stand) and bool(self.tally.votes)

    def _outcome(self, ruling: Ruling) -> None:
        if self.rule.silent:
            self.out.append("joined " + (ruling.joined or "none"))
        for made in ruling.lines:
            self._compared(made)
        self.out += ruling.steps
        self.out.append("outcome " + ruling.outcome + (" way %d" % ruling.way if ruling.way else ""))
        self.out += ["winner %d" % number for number in ruling.winners]
        order = sorted(ruling.tied, key=lambda one: (0 if self.secret else -self._votes(one), one))
        self.out += ["tied %d" % number for number in order]
        self.out += ["warning %s: %s" % (word, SAYS[word]) for word in SAYS if word in ruling.warnings]

    def _votes(self, candidate: int) -> int:
        if self.rule.ask == "rank":
            return 0
        axis = next(line for line in self.rule.lines if not line.quorum).shares[0].axis
        return self.tally.votes[candidate][axis]

    def _compared(self, made: Compared) -> None:
        share = made.share
        words = ["quorum" if made.quorum else "passes", "line %d" % made.line]
        words += ["way %d" % made.way] if made.way else []
        words += ["candidate %d" % made.candidate] if made.candidate else []
        words += ["by " + share.axis] + (["not"] if made.negated else [])
        than = ">" if share.more else ">="
        if share.d:
            words.append("%d * %d %s %d * %d" % (made.left, share.d, than, share.n, made.right))
        else:
            words.append("%d %s %d" % (made.left, than, share.n))
        words.append("holds" if made.holds else "fails of nothing" if share.d and not made.right else "fails")
        self.out.append(" ".join(words))


# ---- a certificate ----

def sums_of(words: List[str]) -> Sums:
    """Pairs of an axis and a number, each axis once and in order."""
    named = words[0::2]
    if len(words) % 2 or [axis for axis in AXES if axis in named] != named:
        raise Bad("no sums: " + " ".join(words))
    return {axis: int(number) for axis, number in zip(named, words[1::2])}


class Certificate:
    """What it says: facts before the rule, the rule's line, and the tally."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        if self.lines.pop() != "" or self.lines[:1] not in (["cgov certificate 1"], ["cgov ruling 1"]):
            raise Bad("this is no certificate that can be read: it begins with `%s`" % "".join(self.lines[:1]))
        begins = [at for at, line in enumerate(self.lines) if line.startswith("rule ")]
        if len(begins) != 1:
            raise Bad("a certificate has one line `rule`")
        self.begins = begins[0]
        self.facts, self.ruling = self.lines[1:self.begins], self.lines[self.begins:]
        if self.facts and self.lines[0] == "cgov ruling 1":
            raise Bad("what was tried has no item: " + self.facts[0])
        self.tally = Tally()
        self.order: List[str] = []  # of candidates
        self.cast: Optional[Sums] = None
        for line in self.ruling:
            try:
                self._take(*line.split(" "))
            except (ValueError, IndexError, KeyError) as error:
                raise Bad("cannot be read: " + line) from error

    def _take(self, word: str, *said: str) -> None:
        tally, words = self.tally, list(said)
        if word == "seats":
            tally.seats, tally.held = int(words[0]), int(words[-1]) if words[-2:-1] == ["held"] else 0
        elif word == "budget":
            tally.budget = int(words[0])
        elif word == "lots":
            tally.lots = list(map(int, words))
        elif word == "order":
            at = words.index("heads")
            tally.orders.append((tuple(map(int, words[:at])), int(words[at + 1])))
        elif word == "orders":
            tally.digest = words[1]
        elif word == "stage":
            votes = words[words.index("votes") + 1:words.index("lost")]
            tally.stages.append({int(one): Decimal(sum_) for one, sum_ in zip(votes[0::2], votes[1::2])})
        elif word == "pair":
            one, other = int(words[0]), int(words[1])
            tally.pairs[one, other], tally.pairs[other, one] = int(words[3]), int(words[4])
        elif word == "casting":
            tally.casting = words[1] if words[1] != "none" else ""
        elif word == "roll":
            tally.rolls[words[0]] = sums_of(words[1:])
        elif word == "tally":
            self._tally(words[0], words[1:])

    def _tally(self, name: str, words: List[str]) -> None:
        tally = self.tally
        if name.isdigit():
            if int(name) in tally.votes:
                raise Bad("candidate %s stands twice" % name)
            tally.kept |= {int(name)} if words[-1:] == ["kept"] else set()
            words = [word for word in words if word != "kept"]
            if words[-2:-1] == ["cost"]:
                tally.costs[int(name)] = int(words.pop())
                words.pop()
            tally.votes[int(name)] = dict(dict.fromkeys(AXES, 0), **sums_of(words))
            self.order.append(name)
        else:
            sums = dict(dict.fromkeys(AXES, 0), **sums_of(words))
            if name == "cast":
                self.cast = sums
            elif name == "silent":
                tally.silent = sums
            elif name in tally.choices:
                tally.choices[name] = sums
            else:
                raise Bad("nothing is called so: tally " + name)

    def rule(self, rules: Dict[int, Said]) -> Said:
        named = re.match(r"rule (\w+) line (\d+)", self.ruling[0])
        said = rules.get(int(named.group(2))) if named else None
        if said is None:
            raise Bad("the rulebook has no rule on that line: " + self.ruling[0])
        return said


def compare(first: int, have: List[str], want: List[str]) -> List[str]:
    """Each line that differs, by its number, with what it should say."""
    out = []
    for at in range(max(len(want), len(have))):
        one, other = ((lines + ["(nothing)"] * (at + 1))[at] for lines in (have, want))
        if one != other:
            out += ["line %d: %s" % (first + at, one), "recomputed: %s" % other]
    return out


def cast_of(read: Certificate) -> Optional[Sums]:
    """What all choices come to. Where people cast them households may be split, so as units these are as many as the
    certificate says, where so many can be."""
    sums = {axis: sum(one[axis] for one in read.tally.choices.values()) for axis in AXES}
    most = max(one["units"] for one in read.tally.choices.values())
    if read.facts and read.cast is not None and most <= read.cast["units"] <= sums["units"]:
        sums["units"] = read.cast["units"]
    return sums


def differences(certificate: str, rulebook: str) -> List[str]:
    """From the rule on, by what the certificate says was counted."""
    read = Certificate(certificate)
    said = read.rule(rules_of(rulebook))
    if said.rule.ask == "yes_no":
        read.tally.cast = cast_of(read)
    else:
        read.tally.cast = read.cast or dict.fromkeys(AXES, 0)
        if said.rule.seats:
            read.tally.seats = min(read.tally.seats, said.rule.seats)  # others may be taken already
    secret = any(line.startswith("secrecy confidential ") for line in read.facts)
    wanted = Lines(said, read.tally, read.order, secret).out
    if any(line.startswith("waiting ") for line in read.facts):
        wanted.append(WAITING)
    return compare(read.begins + 1, read.ruling, wanted)


# ---- from the records ----

def shown(ledger: ballots.Records, at: int) -> str:
    """An instant in the ledger's own time."""
    zone = timezone(timedelta(milliseconds=ledger.offset))
    return (datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=at)).astimezone(zone).isoformat(
        timespec="milliseconds")


def list_lines(ledger: ballots.Records, item: ballots.Item, names: List[str], over: str) -> List[str]:
    """The list that the ballots weigh by, and when it was closed; then the others."""
    base = item.base(over)
    closing = base[0].closings[base[1]]
    out = ["base %s item %d closed %s by %s seq %d" % (
        base[1], base[0].id, shown(ledger, closing.time)[:10], closing.move, closing.seq)]
    for name in [*names, over]:
        found = item.find(name)
        if found is not None and (found[0], found[1].name) != base:
            shut = found[0].closings.get(found[1].name)
            out.append("list %s item %d" % (name, found[0].id) + (" closed by %s seq %d" % shut[:2] if shut else ""))
    return out


def facts_of(ledger: ballots.Records, item: ballots.Item, said: Said, record: reader.Record) -> List[str]:
    """What stands before the rule, of the decision in that record."""
    move = item.shape.moves[record.fields["move"] - 1]
    over, into = item.shape.decides[move]
    waiting = sum(name == over for name, _ in item.waits)
    out = ["ledger " + ledger.ledger,
           "item %d procedure %s opened %s" % (item.id, item.procedure.name, shown(ledger, item.opened)),
           "rulebook %d sha256 %s" % (item.version,
                                      hashlib.sha256(ledger.books[item.version].text.encode("utf-8")).hexdigest()),
           "move %s over %s" % (move, over) + (" into " + into if into else ""),
           "counted seq %d at %s" % (record.seq, shown(ledger, record.time)),
           *list_lines(ledger, item, said.rolls, over)]
    groups = item.shape.groups.get(over)
    return out + [*roots_of(item, record), "secrecy confidential %d" % groups if groups else
                  "secrecy sealed" if item.procedure.rolls[over].sealed else "secrecy open",
                  *([item.results[over]] if over in item.bundles and over in item.results else []),
                  *(["waiting %d" % waiting] if waiting else [])]


def roots_of(item: ballots.Item, record: reader.Record) -> List[str]:
    """What the record bound; proofs.py holds a line against it."""
    out, cursor = [], reader.Cursor(record.fields.get("roots", b""))
    while cursor:
        roll, lines = cursor.varint(), cursor.varint()
        out.append("root %s lines %d sha256 %s" % (list(item.procedure.rolls)[roll - 1], lines, cursor.take(32).hex()))
    return out


def withheld(lines: List[str]) -> List[str]:
    """The same for whom it is withheld from."""
    counted = [at for at, line in enumerate(lines) if re.match(r"(tally|joined|quorum|passes) ", line)]
    cast = [line for line in lines if line.startswith("tally cast ")]
    outcome = [re.sub(r"^(outcome \w+) way \d+", r"\1", line) for line in lines[counted[-1] + 1:]]
    return lines[:counted[0]] + cast + ["withheld"] + outcome + [WITHHELD]


def differences_from(certificate: str, ledger: ballots.Records, record: reader.Record) -> List[str]:
    """All of it, from the records before the one of the decision."""
    read = Certificate(certificate)
    item = ledger.items[record.fields["id"]]
    said = read.rule(rules_of(ledger.books[item.version].text))
    facts = facts_of(ledger, item, said, record)
    tally = ballots.tally_of(item, said.rule, item.shape.moves[record.fields["move"] - 1])
    tally.seats = max(0, said.rule.seats - tally.seated) if said.rule.seats else record.fields.get("seats", 0)
    if tally.orders:
        tally.digest = ballots.digest_of(tally.orders)
    over = item.shape.decides[item.shape.moves[record.fields["move"] - 1]][0]
    secret = over in item.shape.groups
    wanted = Lines(said, tally, [str(number) for number in tally.votes], secret).out
    if "withheld" in read.lines and secret and ballots.has_few(item, over, ledger.gives_points(item, over)):
        wanted = withheld(wanted)
    if facts[-1].startswith("waiting "):
        wanted.append(WAITING)
    return compare(1, read.lines, ["cgov certificate 1", *facts, *wanted])


def decision_of(certificate: str) -> int:
    """The seq of the record that it is about."""
    named = re.search(r"(?m)^counted seq (\d+) at ", certificate)
    if named is None:
        raise Bad("the certificate does not say which record it is about")
    return int(named.group(1))


def differences_in(certificate: str, records: Iterable[reader.Record]) -> List[str]:
    ledger, seq = ballots.Records(), decision_of(certificate)
    for record in records:
        if record.seq == seq:
            if record.kind != "moved" or "outcome" not in record.fields:
                raise Bad("record %d decides nothing" % seq)
            return differences_from(certificate, ledger, record)
        ledger.take(record)
    raise Bad("the journal has no record %d" % seq)


def records_of(data: bytes, ack: bytes) -> Iterator[reader.Record]:
    journal = reader.Journal(data, ack)
    yield from read_on(journal)


def read_on(journal: reader.Journal) -> Iterator[reader.Record]:
    """Its records; of what is confidential the fields hold what stands in the words, as `secret`."""
    for frame in journal.frames():
        made = list(reader.records(frame))
        said = reader.words(frame, made) if any("commitment" in record.fields for record in made) else {}
        for record in made:
            if "commitment" in record.fields:
                record.fields["secret"] = said[record.seq, SECRET].encode("utf-8", "surrogateescape")
            journal.seq = record.seq
            yield record


def main(*given: str) -> int:
    if len(given) != 2:
        print(__doc__)
        return 2
    path = pathlib.Path(given[1])
    try:
        certificate = pathlib.Path(given[0]).read_bytes().decode("utf-8")
        beside = path / "ack"
        data = (path / "journal" if path.is_dir() else path).read_bytes()
        if data[:8] == b"cgovjrnl":
            found = differences_in(certificate, records_of(data, beside.read_bytes() if beside.is_file() else b""))
        else:
            found = differences(certificate, data.decode("utf-8"))
    except (OSError, UnicodeDecodeError, Bad, reader.Bad, reader.Newer) as error:
        print(error)
        return 2
    print("\n".join(found) if found else "recomputed: each line agrees")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
