"""Runs the conformance cases through the binding: see tests/conformance/README.md for their language.

The cases are the *.txt files of the directory CGOV_CONFORMANCE, else of tests/conformance. With CGOV_CONFORMANCE_C
naming the C runner's program, the journals' digests it prints are compared with those found here.
"""

import functools
import os
import pathlib
import re
import subprocess
import unittest
from datetime import datetime
from typing import Any, Callable, Dict, List, Optional, Tuple

import tap

import cgov

DIRECTORY = pathlib.Path(os.environ.get("CGOV_CONFORMANCE", str(tap.ROOT / "tests" / "conformance")))
CASES = sorted(DIRECTORY.glob("*.txt"))
WORD = re.compile(r'\s*((?:"(?:\\.|[^"\\])*"|[^\s"#])+|#.*)')
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{3})?)?[+-]\d\d:\d\d$")
ENUMS = {"kind": cgov.Kind, "track": cgov.Track, "channel": cgov.Channel, "urgency": cgov.Urgency,
         "result": cgov.Result, "record": cgov.Record}


class Failed(AssertionError):
    """A line that does not hold."""


def words(line: str) -> List[str]:
    """A line's words, the comment left out."""
    found = WORD.findall(line)
    return [word for word in found if not word.startswith("#")]


class Case:
    """One file, run from its first line to its last."""

    def __init__(self, path: pathlib.Path) -> None:
        self.path, self.line = path, 0
        self.names: Dict[str, int] = {}
        self.storage = cgov.MemoryStorage()
        self.ledger: Optional[cgov.Ledger] = None
        self.actor = self.now = self.fired = 0
        self.error: Optional[cgov.CgovError] = None  # of the last step, until a line expects it
        self.status = "OK"

    # Values

    def value(self, word: str) -> Any:
        """What a word stands for."""
        if word.startswith("$"):
            if word not in self.names:
                raise Failed("%s is not bound" % word)
            return self.names[word]
        if word in ("none", "public"):
            return 0
        if word.startswith('"'):
            return re.sub(r"\\(.)", r"\1", word[1:-1])
        if INSTANT.match(word):
            return cgov.milliseconds(datetime.fromisoformat(word))
        return int(word) if re.match(r"-?\d+$", word) else word

    def text(self, word: str) -> str:
        value = self.value(word)
        return value if isinstance(value, str) else ""

    def pairs(self, given: List[str]) -> Dict[str, Any]:
        """The pairs among the words; several values make a list."""
        found: Dict[str, Any] = {}
        for word in given:
            name, equals, right = word.partition("=")
            if not equals:
                raise Failed("%s is no pair" % word)
            several = "," in right and not right.startswith('"')
            found[name] = [self.value(one) for one in right.split(",")] if several else self.value(right)
        return found

    # Running

    def run(self) -> str:
        """Runs the case; answers the journal's digest."""
        with self.storage:
            for self.line, text in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1):
                try:
                    given = words(text)
                    if given:
                        self.statement(given)
                except (Failed, cgov.CgovError, ValueError) as error:
                    raise Failed("%s:%d: %s" % (self.path.name, self.line, error)) from error
            self.settle()
            self.reopen()
            return self.open.journal_digest().hex()

    def statement(self, given: List[str]) -> None:
        verb = given.pop(0)
        if verb == "expect":
            self.expect(given)
            return
        self.settle()
        self.status = "OK"
        bound: List[str] = []
        if "->" in given:
            arrow = given.index("->")
            given, bound = given[:arrow], given[arrow + 1:]
        act, given = self.act(given)
        try:
            made = self.step(verb, given, act, bound)
            if made is not None and self.ledger is not None and self.ledger.repeated:
                self.status = "REPEAT"
        except cgov.CgovError as error:
            self.error, self.status = error, error.status_name.replace("CGOV_E_", "")
            return
        if bound and made is not None:
            self.names[bound[0]] = made

    def settle(self) -> None:
        """An error that no line expected."""
        if self.error is not None:
            raise self.error

    @property
    def open(self) -> cgov.Ledger:
        if self.ledger is None:
            raise Failed("there is no ledger yet")
        return self.ledger

    def act(self, given: List[str]) -> Tuple[cgov.Act, List[str]]:
        """The act that a line's last words describe, and the words before them."""
        rest: List[str] = []
        actor, key, expect, long_jump = self.actor, 0, 0, False
        given = list(given)
        while given:
            word = given.pop(0)
            if word == "long":
                long_jump = True
            elif word == "by":
                actor = self.value(given.pop(0))
            elif word == "at":
                self.now = self.value(given.pop(0))
            elif word == "key":
                key = self.value(given.pop(0)) | 1 << 64
            elif word == "version":
                expect = self.value(given.pop(0))
            else:
                rest.append(word)
        return cgov.Act(actor, self.now, key=key, expect=expect, salt=self.line | 1 << 64, long_jump=long_jump), rest

    # Steps

    def step(self, verb: str, given: List[str], act: cgov.Act, bound: List[str]) -> Optional[int]:
        steps: Dict[str, Callable[..., Optional[int]]] = {
            "ledger": self.found, "organization": self.organization, "resident": self.resident, "change": self.change,
            "appoint": self.appoint, "dismiss": functools.partial(self.appoint, end=True), "adopt": self.adopt,
            "report": self.report, "move": self.move, "tick": self.tick, "children": self.children,
            "open": self.open_item, "enter": self.enter, "leave": self.leave,
        }
        if verb == "at":
            self.now = self.value(given[0])
        elif verb == "act":
            self.actor = self.value(given[0])
        elif verb == "reopen":
            self.reopen()
        elif verb in steps:
            return steps[verb](given, act, bound)
        else:
            raise Failed("no step is called %s" % verb)
        return None

    def found(self, given: List[str], act: cgov.Act, bound: List[str]) -> None:
        asked = self.pairs(given)
        known = {"organization": "root", "resident": "founder", "utc_offset": asked.pop("offset", 480),
                 "limit_ahead": 366 * 86400000}  # cases leap
        if "kind" in asked:
            known["organization_kind"] = asked.pop("kind")
        known.update(asked)
        known["rulebook"] = cgov.shipped(asked.get("rulebook", "standard"))
        self.ledger = cgov.Ledger.create(self.now, storage=self.storage, ledger_id=1, salt=self.line | 1 << 64, **known)
        info = self.ledger.info()
        self.names.update({"$root": info.root, "$founder": info.founder})

    def organization(self, given: List[str], act: cgov.Act, bound: List[str]) -> int:
        asked = self.pairs(given)
        return self.open.add_organization(act, asked.pop("name", bound[0][1:]), asked.pop("kind"), **asked)

    def resident(self, given: List[str], act: cgov.Act, bound: List[str]) -> int:
        asked = self.pairs(given)
        return self.open.add_resident(act, asked.pop("name", bound[0][1:]), **asked)

    def change(self, given: List[str], act: cgov.Act, bound: List[str]) -> int:
        asked = self.pairs(given[1:])
        if "kind" in asked:
            asked["type"] = asked.pop("kind")
        return self.open.change(act, self.value(given[0]), **asked)

    def appoint(self, given: List[str], act: cgov.Act, bound: List[str], end: bool = False) -> int:
        who, role, organization, *more = given
        asked = self.pairs(more)
        return self.open.appoint(act, self.value(who), self.value(organization), role, from_=asked.get("from", 0),
                                 until=asked.get("until", 0), end=end)

    def adopt(self, given: List[str], act: cgov.Act, bound: List[str]) -> int:
        asked = self.pairs(given[1:])
        return self.open.adopt(act, cgov.shipped(given[0]), from_=asked.get("from", 0), profile=asked.get("profile"))

    def report(self, given: List[str], act: cgov.Act, bound: List[str]) -> int:
        return self.open.report(act, self.pairs(given))

    def move(self, given: List[str], act: cgov.Act, bound: List[str]) -> int:
        return self.open.move(act, self.value(given[0]), given[1], self.pairs(given[2:]))

    def open_item(self, given: List[str], act: cgov.Act, bound: List[str]) -> int:
        return self.open.open_item(act, given[0], self.pairs(given[1:]))

    def enter(self, given: List[str], act: cgov.Act, bound: List[str]) -> int:
        return self.open.enter(act, self.value(given[0]), given[1], self.value(given[2]), self.pairs(given[3:]))

    def leave(self, given: List[str], act: cgov.Act, bound: List[str]) -> int:
        return self.open.leave(act, self.value(given[0]), given[1], self.value(given[2]), self.pairs(given[3:]))

    def tick(self, given: List[str], act: cgov.Act, bound: List[str]) -> None:
        self.fired = self.open.tick(act)

    def children(self, given: List[str], act: cgov.Act, bound: List[str]) -> None:
        found = [item.id for item in self.open.items(act.reader, parent=self.value(given[0]))]
        if len(found) != len(bound):
            raise Failed("%d children, not %d" % (len(found), len(bound)))
        self.names.update(zip(bound, found))

    def reopen(self) -> None:
        """Closes and opens: what is replayed must be what was live."""
        before = self.open.state_digest(), self.open.journal_digest()
        self.open.close()
        self.ledger = cgov.Ledger.open(self.storage)
        if (self.ledger.state_digest(), self.ledger.journal_digest()) != before:
            raise Failed("the replayed ledger is not the live one")

    # Expectations

    def same(self, what: str, got: Any, wanted: str) -> None:
        """Compares a field with a word; enums by name, numbers by number."""
        value: Any = self.text(wanted) if isinstance(got, str) else self.value(wanted)
        field = what.split()[-1]
        if isinstance(value, str) and not isinstance(got, str):
            got = self.named(what.split()[0], field, got)
        if got != value:
            raise Failed("%s is %r, not %s" % (what, got, wanted))

    @staticmethod
    def named(where: str, field: str, number: int) -> str:
        if field == "reason":
            return cgov.reason_name(number).replace("CGOV_R_", "")
        names = cgov.ClockState if (where, field) == ("clock", "state") else ENUMS.get(field)
        return names(number).name.lower() if names is not None and number in list(names) else str(number)

    def expect(self, given: List[str]) -> None:
        reader = self.actor
        if len(given) > 2 and given[-2] == "for":
            reader = self.value(given[-1])
            given = given[:-2]
        if given[0] == "status":
            self.expect_status(given[1:])
            return
        self.settle()
        if given[0].startswith("$"):
            self.expect_item(cgov.Reader(reader, self.now), self.value(given[0]), given[1:])
        elif given[0] == "fired":
            self.same("fired", self.fired, given[1])
        elif given[0] == "next":
            self.same("next", self.open.next_due() or 0, given[1])
        elif given[0] == "equal":
            self.same("equal", self.value(given[1]), given[2])
        elif given[0] == "info":
            self.same(given[1], getattr(self.open.info(), given[1]), given[2])
        elif given[0] == "count":
            where = self.pairs(given[2:])
            if isinstance(where.get("kind"), str):
                where["kind"] = cgov.Kind[where["kind"].upper()]
            rows = self.open.items(cgov.Reader(reader, self.now), **where)
            self.same("count", sum(1 for _ in rows), given[1])
        else:
            raise Failed("nothing is called %s" % given[0])

    def expect_status(self, given: List[str]) -> None:
        error, self.error = self.error, None
        if self.status != given[0]:
            raise Failed("status is %s, not %s%s" % (self.status, given[0], "" if error is None else " (%s)" % error))
        for word, wanted in zip(given[1::2], given[2::2]):
            if word == "reason":
                got = "" if error is None else error.reason_name.replace("CGOV_R_", "")
                if got != wanted:
                    raise Failed("reason is %s, not %s" % (got, wanted))
            elif word != "cites":
                raise Failed("a status has no %s" % word)
            elif error is None or self.text(wanted) not in error.citation:
                raise Failed("the citation is %r" % (error and error.citation))

    def expect_item(self, reader: cgov.Reader, item: int, given: List[str]) -> None:
        what, rest = given[0], given[1:]
        ledger = self.open
        if what == "hidden":
            try:
                raise Failed("it can be seen: %r" % ledger.item(reader, item))
            except cgov.NotFound:
                return
        if what == "clock":
            self.expect_row("clock", ledger.clocks(reader, item), rest)
        elif what == "move":
            self.expect_row("move", ledger.moves(reader, item), rest)
        elif what == "roll":
            self.expect_row("roll", ledger.rolls(reader, item), rest)
        elif what == "share":
            self.expect_row("share", ledger.shares(reader, item), rest, "move")
        elif what == "party":
            self.expect_row("party", ledger.parties(reader, item), [rest[0], "id", rest[1]])
        elif what == "moves":
            allowed = [move.name for move in ledger.moves(reader, item) if move.allowed]
            self.list("moves", allowed, rest)
        elif what == "history":
            self.list("history", [entry_word(entry) for entry in ledger.history(reader, item)][::-1], rest)
        elif what == "entry":
            entries = list(ledger.history(reader, item))[::-1]
            number = self.value(rest[0])
            if not 0 < abs(number) <= len(entries):
                raise Failed("there are %d entries" % len(entries))
            self.same("entry " + rest[1], field_of(entries[number - (number > 0)], rest[1]), rest[2])
        elif what == "text":
            try:
                got = ledger.text(reader, item, rest[0])
            except cgov.NotFound:
                got = ""
            self.same("text", got, rest[1])
        else:
            self.same(what, field_of(ledger.item(reader, item), what), rest[0])

    def expect_row(self, kind: str, rows: Any, given: List[str], by: str = "name") -> None:
        """A field of the row of a name."""
        row = next((row for row in rows if getattr(row, by) == given[0]), None)
        if given[1] == "none":
            if row is not None:
                raise Failed("%r is there" % row)
        elif row is None:
            raise Failed("there is no %s %s" % (kind, given[0]))
        else:
            self.same("%s %s %s" % (kind, given[0], given[1]), field_of(row, given[1]), given[2])

    @staticmethod
    def list(what: str, got: List[str], wanted: List[str]) -> None:
        if got != ([] if wanted == ["none"] else wanted):
            raise Failed("%s: %s" % (what, " ".join(got) or "none"))


def field_of(row: Any, name: str) -> Any:
    """A field of a row by its C name."""
    known = dict(row._fields_)
    if name not in known and name + "_" not in known:
        raise Failed("no field is called %s" % name)
    return getattr(row, name if name in known else name + "_")


def entry_word(entry: cgov.Entry) -> str:
    """A word for an entry of a history: the move's name, or what happened to which clock."""
    if entry.record in (cgov.Record.OPENED, cgov.Record.MOVED):
        return entry.move
    if entry.record == cgov.Record.MIGRATED:
        return "migrated"
    return "%s:%s" % (cgov.Record(entry.record).name.lower(), entry.clock)


class Conformance(unittest.TestCase):
    digests: Dict[str, str] = {}

    def test_zz_c_finds_the_same_journals(self) -> None:
        program = os.environ.get("CGOV_CONFORMANCE_C")
        if not program:
            self.skipTest("CGOV_CONFORMANCE_C names no program")
        done = subprocess.run([program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True,
                              env={**os.environ, "CGOV_CONFORMANCE": str(DIRECTORY)}, check=True)
        theirs = dict(re.findall(r"# journal (\S+) ([0-9a-f]{64})", done.stdout))
        self.assertEqual(theirs, self.digests)


def _add_case(path: pathlib.Path) -> None:
    def test(self: Conformance) -> None:
        self.digests[path.stem] = Case(path).run()
        print("# journal %s %s" % (path.stem, self.digests[path.stem]))

    setattr(Conformance, "test_" + path.stem.replace("-", "_"), test)


for _path in CASES:
    _add_case(_path)

if __name__ == "__main__":
    tap.main()
