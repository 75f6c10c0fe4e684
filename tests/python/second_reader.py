"""A second reader of the rulebook language, written from its description: what the first one, in C, must agree with.

It reads a rulebook's text (blocks begin at the margin, what they hold is indented), keeps a town (who is appointed
where) and plays items by hand: for any item, move, actor and details it tells every guard that fails, in the order of
refusal, and who may see the item at all. It knows no journal, no due but those that guards ask for, and nothing of the
library; ids are the library's only so that both speak of the same.

What a refusal points at, where the description leaves it open: a wrong state, a detail not taken and a party that
cannot be set point at the move's own line; a wrong actor at its first `by`; an excluded actor at the `by` that
excludes; too many days at the clock that would run so long, or at the move that would extend. An issue named in the
details which the actor does not see is not there: told after state and actor, before the clauses.
"""

import math
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Set, Tuple

HOUR, DAY = 3_600_000, 86_400_000
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RESIDENT, ORGANIZATION = 1, 2
Details = Mapping[str, object]

# ------------------------------------------------------------------------------------------------------ the language


class Length(NamedTuple):
    n: int
    unit: str
    rolled: bool = False
    given: bool = False
    day: str = ""  # the detail whose day it ends with
    otherwise: Tuple[int, str] = (0, "")  # `else`: where no days are given


class Who(NamedTuple):
    """`any resident`, PARTY, ROLE of [[any] superior of] PARTY [and PARTY], `time`, `parent`, `child`, `asker`."""

    kind: str  # any, party, role, time, parent, child, asker
    party: str = ""
    role: str = ""
    superiors: int = 0
    excluded: Tuple[str, ...] = ()
    line: int = 0
    also: Tuple[str, ...] = ()  # parties that it stands above too


class Clause(NamedTuple):
    kind: str  # needs, when, within, after, before, at_most
    line: int
    words: Tuple[str, ...]
    negated: bool = False


class Declared(NamedTuple):
    """`detail NAME "TITLE" TYPE ...`: what its values may be."""

    type: str
    line: int
    least: int = 0
    most: int = 0
    choices: Tuple[str, ...] = ()
    repeats: bool = False
    readers: str = "reporter"

    def holds(self, value: object) -> bool:
        """Numbers and days within the range, one of the choices, and each once."""
        values = list(value) if isinstance(value, (list, tuple)) else [value]
        if len(values) > 1 and not self.repeats or len(set(values)) < len(values):
            return False
        if self.type in ("number", "date"):
            return all(self.least <= int(str(one)) <= self.most for one in values)
        return self.type != "choice" or all(one in self.choices for one in values)


class Tenure(NamedTuple):
    """`appoints ROLE in PARTY from ROLL [for LENGTH]`, `ends ROLE in PARTY [of (PARTY | ROLL)]`."""

    ends: bool
    role: str
    place: Who
    of: str  # a roll, or a party that it ends for; "": for all who hold it
    length: Optional[Length]
    line: int


@dataclass
class Move:
    name: str
    line: int
    states: List[str]  # none for the move that opens
    to: str  # "same" where it stays, "" where its outcomes say
    by: List[Who] = field(default_factory=list)
    needs: List[str] = field(default_factory=list)
    takes: List[str] = field(default_factory=list)
    clauses: List[Clause] = field(default_factory=list)
    sets: List[Tuple[str, str, int, bool]] = field(default_factory=list)  # party, given/actor/party, superiors, once
    limit: int = 0
    answers: bool = False
    follows: bool = False
    drops: Optional[List[str]] = field(default_factory=list)  # None: whatever they are
    reclasses: bool = False
    counts: str = ""
    extends: List[str] = field(default_factory=list)
    extends_most: int = 0
    opens: str = ""
    opens_under: str = ""
    tells: List[Who] = field(default_factory=list)  # a roll is one word, as a party is
    offices: List[Tenure] = field(default_factory=list)
    opens_for: List[str] = field(default_factory=list)  # a field or a party; late, N, of, a party; none: one child
    decides: str = ""  # by which rule, where no profile says another,
    decides_line: int = 0
    over: str = ""  # over which ballots
    into: str = ""
    outcomes: Dict[str, str] = field(default_factory=dict)  # the state each leads to


@dataclass
class Clock:
    name: str
    line: int
    starts: List[str]  # moves, or MOVE.OUTCOME
    stops: List[str]
    length: Optional[Length] = None
    paused: List[str] = field(default_factory=list)
    tells: List[Who] = field(default_factory=list)
    does: str = ""


class Duty(NamedTuple):
    """A line of the catalogue: who leads a matter, or helps with it; a kind of organization, or one by its key."""

    lead: bool
    line: int
    kind: str = ""
    key: str = ""
    level: str = ""  # any
    region: int = 0  # any


@dataclass
class Matter:
    title: str
    line: int
    duties: List[Duty] = field(default_factory=list)
    forms: List[str] = field(default_factory=list)
    procedure: str = ""
    profile: str = ""
    track: str = ""
    direct: bool = False
    proof: bool = False
    confidential: bool = False
    source: str = ""
    verified: bool = False
    details: Dict[str, Declared] = field(default_factory=dict)
    needs: List[Tuple[str, int]] = field(default_factory=list)  # of them, and the line that says so


class Maker(NamedTuple):
    """Who enters, or takes out: `self`, `ROLE of self`, one word (a party, a roll), or as who makes a move."""

    kind: str  # self, role of self, word, who
    line: int
    who: Who
    again: bool = False
    states: Tuple[str, ...] = ()
    twice: bool = False


@dataclass
class Roll:
    name: str
    line: int
    of: List[Tuple[Tuple[str, ...], int]] = field(default_factory=list)  # its words, and its line
    excluded: List[str] = field(default_factory=list)
    filled: str = ""
    won: List[str] = field(default_factory=list)  # moves whose winners come on it
    by: List[Maker] = field(default_factory=list)
    out: List[Maker] = field(default_factory=list)
    states: Tuple[str, ...] = ()
    day: str = ""  # which it is on
    needs: List[str] = field(default_factory=list)
    takes: List[str] = field(default_factory=list)
    most: int = 0
    each: str = ""
    many: bool = False
    public: bool = False
    proofs: bool = False
    counts: str = ""
    ballot: bool = False
    ballot_from: str = ""  # whom its ballots name
    bundle: Optional[Maker] = None  # who brings one,
    bundle_for: str = ""
    bundle_exactly: bool = False
    sealed: bool = False

    @property
    def is_another(self) -> bool:
        """It is the very list that it is of."""
        return not self.by and not self.filled and not self.won and self.bundle is None

    def open_to(self, makers: List[Maker], state: str) -> List[Maker]:
        return [maker for maker in makers if state in (maker.states or self.states)]


CHOICES = ("yes", "no", "abstain", "block", "blank", "invalid")
Counted = Tuple[str, ...]  # a roll's name, a choice, or "cast" and the choices it leaves out


class Share(NamedTuple):
    """A share as a rule of deciding says it: `PART at least N/D of WHOLE by AXIS`; d 0: a number, of nothing."""

    part: Counted
    more: bool
    n: int
    d: int
    whole: Counted
    axis: str


class RuleLine(NamedTuple):
    line: int
    quorum: bool
    negated: bool
    shares: List[Share]  # the alternatives


@dataclass
class Rule:
    """A rule of deciding. Of several of one name the day chooses."""

    name: str
    line: int
    first: date = date.min
    last: date = date.max
    verified: bool = True
    ask: str = ""
    ranking: str = ""  # of rank: stv, schulze
    budget: bool = False  # no seats: options that cost
    block: bool = False
    most: int = 0  # names on a ballot
    seats: int = 0  # 0: given, or none
    kept: int = 0
    kept_for: str = ""
    silent: str = ""
    casting: str = ""
    lines: List[RuleLine] = field(default_factory=list)


def _counted(words: List[str]) -> Counted:
    """What is counted, read off the front of the words."""
    counted = [words.pop(0)]
    if counted == ["cast"] and words[:1] == ["not"]:
        words.pop(0)
        while words and words[0] in CHOICES:
            counted.append(words.pop(0))
    return tuple(counted)


def read_share(words: List[str]) -> Share:
    part = _counted(words)
    more = words[:2] == ["more", "than"]
    n, _, d = words[2].partition("/")
    del words[:3]
    whole: Counted = ()
    if d:
        words.pop(0)
        whole = _counted(words)
    axis = words[1] if words else "heads"
    return Share(part, more, int(n), int(d or 0), whole, axis)


def read_rule_line(line: int, keyword: str, words: List[str]) -> RuleLine:
    negated = words[0] == "not"
    shares, said = [], words[negated:]
    while said:
        end = said.index("or") if "or" in said else len(said)
        shares.append(read_share(said[:end]))
        said = said[end + 1:]
    return RuleLine(line, keyword == "quorum", negated, shares)


@dataclass
class Procedure:
    name: str
    details: Dict[str, Declared] = field(default_factory=dict)
    parties: Dict[str, str] = field(default_factory=dict)  # resident or organization
    named: Dict[str, str] = field(default_factory=dict)  # of residents named from those in office at an organization: its party
    states: Dict[str, str] = field(default_factory=dict)  # its holder, "" where final
    clocks: Dict[str, Clock] = field(default_factory=dict)
    moves: Dict[str, Move] = field(default_factory=dict)
    rolls: Dict[str, Roll] = field(default_factory=dict)
    opening: str = ""
    public: Optional[List[str]] = None  # None: nothing of it; else the words that are, besides its facts


def _who(words: List[str], line: int = 0) -> Who:
    excluded: Tuple[str, ...] = ()
    while "not" in words:
        at = words.index("not")
        excluded += (words[at + 1],)
        words = words[:at] + words[at + 2:]
    if words == ["any", "resident"]:
        return Who("any", excluded=excluded, line=line)
    if words in (["time"], ["parent"], ["child"], ["asker"], ["follower"]):
        return Who(words[0], line=line)
    if len(words) == 1:
        return Who("party", words[0], excluded=excluded, line=line)
    also: Tuple[str, ...] = ()
    while "and" in words:
        also, words = also + (words[-1],), words[:-2]
    steps = -1 if "any" in words else words.count("superior")  # -1: whatever stands above
    return Who("role", words[-1], words[0], steps, excluded, line, also)


def _maker(words: List[str], line: int) -> Maker:
    states = tuple(words[words.index("in") + 1:]) if "in" in words else ()
    words = words[:words.index("in")] if "in" in words else words
    again, twice = "again" in words, "twice" in words
    words = [word for word in words if word not in ("again", "twice")]
    who = _who(words, line)
    bare = words[:words.index("not")] if "not" in words else words
    kind = ("self" if bare == ["self"] else "role of self" if bare[1:] == ["of", "self"]
            else "word" if len(bare) == 1 else "who")
    return Maker(kind, line, who._replace(role=bare[0]) if kind == "role of self" else who, again, states,
                 twice)


def _several(words: List[str]) -> Iterator[List[str]]:
    """Several on a line: each begins where the one before has all its words."""
    while words:
        count = 2 if words[0] == "any" else 1
        if words[1:2] == ["of"]:
            count = 3
            while words[count - 1] == "superior":
                count += 2
        yield words[:count]
        words = words[count:]


def read_length(words: List[str]) -> Length:
    if "else" in words:
        before, after = words[:words.index("else")], words[words.index("else") + 1:]
        return read_length(before)._replace(otherwise=(int(after[0]), after[1]))
    if words[0] == "given":
        return Length(int(words[-2]), words[-1], given=True, day=words[1] if words[1] not in ("days", "at") else "")
    return Length(int(words[0]), words[1], "rolled" in words)


def read_detail(line: int, words: List[str]) -> Declared:
    readers = words[words.index("by") + 1] if "by" in words else "reporter"
    said = [word for word in words[1:words.index("read") if "read" in words else None] if word != "repeats"]
    made = Declared(said[0], line, repeats="repeats" in words, readers=readers)
    if said[0] == "choice":
        return made._replace(choices=tuple(said[1:]))
    if said[0] not in ("number", "date"):
        return made
    if said[1:2] == ["on"]:  # a roll's: the number of an entry there
        return made._replace(least=1, most=2 ** 32 - 1)
    ends = said[1::2] or {"number": ["-9007199254740991", "9007199254740991"], "date": ["0001-01-01", "9999-12-31"]}[said[0]]
    least, most = (int(end.replace("-", "") if said[0] == "date" else end) for end in ends)
    return made._replace(least=least, most=most)


class Rulebook:
    """A text, read: `procedures`, `days` (a date is a working day, or not known), the catalogue of `matters`, the kinds
    of organization that answer for a place, and the roles that see more than their own."""

    def __init__(self, text: str) -> None:
        self.procedures: Dict[str, Procedure] = {}
        self.matters: Dict[str, Matter] = {}
        self.rules: List[Rule] = []
        self.closes: Dict[str, Set[str]] = {}  # by procedure: bases of what is decided, found once by who asks
        self.territory: List[str] = []
        self.sees: Dict[str, str] = {}  # by role: auditor or below
        self.held_in: Dict[str, List[str]] = {}  # by role: kinds of organization; none: in every one
        self.days: Dict[date, bool] = {}
        self.profiles: Dict[str, List[Tuple[str, Length, List[str]]]] = {}  # PROCEDURE.CLOCK, length, condition
        self.withins: Dict[Tuple[str, str], List[str]] = {}  # by profile and PROCEDURE.MOVE
        self.rules_put: Dict[Tuple[str, str], str] = {}  # by profile and PROCEDURE.MOVE
        self._procedure = Procedure("")
        self._block: object = None  # the move, clock or matter being read
        self._name = ""  # the role or profile being read
        self._covered: List[date] = []
        self._quoted: List[str] = []  # on this line
        for number, line in enumerate(text.splitlines(), 1):
            words = re.findall(r'"[^"]*"|[^\s#"]+|#.*', line)
            self._quoted = [word[1:-1] for word in words if word[0] == '"']
            words = [word for word in words if word[0] not in '#"']
            if words:
                self._read(number, words[0], words[1:], line[0] != " ")

    def profile_of(self, matter: object) -> str:
        return self.matters[str(matter)].profile if matter in self.matters else ""

    def _read(self, line: int, keyword: str, words: List[str], at_margin: bool) -> None:
        reading = getattr(self, ("_begin_" if at_margin else "_read_") + keyword, None)
        if reading is not None:
            reading(line, words)
        elif isinstance(self._block, Move):
            self._in_move(self._block, line, keyword, words)
        elif isinstance(self._block, Roll):
            self._in_roll(self._block, line, keyword, words)
        elif isinstance(self._block, Clock):
            self._in_clock(self._block, keyword, words)
        elif isinstance(self._block, Matter):
            self._in_matter(self._block, line, keyword, words)
        elif isinstance(self._block, Rule):
            self._in_rule(self._block, line, keyword, words)
        elif "." in keyword and words[0] == "by":
            self.rules_put[self._name, keyword] = words[1]
        elif "." in keyword and words[0] == "within":
            self.withins[self._name, keyword] = words[1:]
        elif "." in keyword:
            condition = words[words.index("if") + 1:] if "if" in words else []
            self.profiles.setdefault(self._name, []).append((keyword, read_length(words), condition))
        elif keyword == "sees":
            self.sees[self._name] = words[0]
        elif keyword == "held" and words[1] != "any":
            self.held_in[self._name] = words[1:]
        elif keyword == "public":
            self._procedure.public = words

    def _begin_procedure(self, _line: int, words: List[str]) -> None:
        self._procedure = self.procedures[words[0]] = Procedure(words[0])
        self._block = None

    def _begin_role(self, _line: int, words: List[str]) -> None:
        self._block, self._name = None, words[0]

    _begin_profile = _begin_role

    def _begin_territory(self, _line: int, words: List[str]) -> None:
        self._block, self.territory = None, words

    def rule(self, name: str, day: date) -> Optional[Rule]:
        """The rule of that name in force on that day."""
        return next((rule for rule in self.rules if rule.name == name and rule.first <= day <= rule.last), None)

    def _begin_rule(self, line: int, words: List[str]) -> None:
        self._block = rule = Rule(words[0], line)
        said = dict(zip(words[1::2], words[2::2]))
        rule.first = date.fromisoformat(said.get("from", "0001-01-01"))
        rule.last = date.fromisoformat(said.get("to", "9999-12-31"))
        self.rules.append(rule)

    def _in_rule(self, rule: Rule, line: int, keyword: str, words: List[str]) -> None:
        if keyword in ("quorum", "passes"):
            rule.lines.append(read_rule_line(line, keyword, words))
        elif keyword == "ask":
            rule.ask, rule.block = words[0], words[1:] == ["block"]
            rule.most = int(words[1]) if words[0] in ("choose", "score", "share") and words[1:] else 0
            rule.ranking = words[1] if words[0] == "rank" else ""
        elif keyword == "seats":
            if words == ["within", "budget"]:
                rule.budget = True
                return
            rule.seats = 0 if words[0] == "given" else int(words[0])
            rule.kept, rule.kept_for = (int(words[1]), words[3]) if words[1:] else (0, "")
        elif keyword == "source":
            rule.verified = words == ["verified"]
        elif keyword == "silent":
            rule.silent = words[1]
        elif keyword == "tie":
            rule.casting = words[1]

    def _begin_matter(self, line: int, words: List[str]) -> None:
        self._block = self.matters[words[0]] = Matter(self._quoted[0], line)

    def _in_matter(self, matter: Matter, line: int, keyword: str, words: List[str]) -> None:
        if keyword == "lead":
            key = self._quoted[0] if self._quoted else ""
            said = dict(zip(words[0 if key else 1::2], words[1 if key else 2::2]))
            matter.duties.append(Duty(True, line, "" if key else words[0], key, said.get("at", ""),
                                      int(said.get("in", 0))))
        elif keyword == "with":
            matter.duties += [Duty(False, line, kind) for kind in words]
        elif keyword == "form":
            matter.forms = words
        elif keyword == "source":
            matter.source, matter.verified = self._quoted[0], words == ["verified"]
        elif keyword == "detail":
            matter.details[words[0]] = read_detail(line, words)
        elif keyword == "needs":
            matter.needs += [(word, line) for word in words]
        elif keyword in ("procedure", "profile", "track"):
            setattr(matter, keyword, words[0])
        elif keyword in ("direct", "proof", "confidential"):
            setattr(matter, keyword, True)

    def _begin_calendar(self, _line: int, words: List[str]) -> None:
        self._block, first, last = None, date.fromisoformat(words[2]), date.fromisoformat(words[3])
        self._covered = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def _read_workdays(self, _line: int, words: List[str]) -> None:
        self.days.update((day, WEEK[day.weekday()] in words) for day in self._covered)

    def _read_off(self, _line: int, words: List[str], works: bool = False) -> None:
        for word in words:
            first, last = (word.split("..") + [word])[:2]
            day = date.fromisoformat(first)
            while day <= date.fromisoformat(last):
                self.days[day] = works
                day += timedelta(days=1)

    def _read_make_up(self, line: int, words: List[str]) -> None:
        self._read_off(line, words, True)

    def _read_detail(self, line: int, words: List[str]) -> None:
        self._procedure.details[words[0]] = read_detail(line, words)

    def _read_party(self, _line: int, words: List[str]) -> None:
        self._procedure.parties[words[0]] = words[1]
        if words[2:3] == ["of"]:
            self._procedure.named[words[0]] = words[3]

    def _read_state(self, _line: int, words: List[str]) -> None:
        self._procedure.states[words[0]] = words[3] if words[1] == "held" else ""

    def _read_clock(self, line: int, words: List[str]) -> None:
        until = words.index("until")
        self._block = Clock(words[0], line, words[2:until], words[until + 1:])
        self._procedure.clocks[words[0]] = self._block

    def _read_roll(self, line: int, words: List[str]) -> None:
        self._block = self._procedure.rolls[words[0]] = Roll(words[0], line)

    def _in_roll(self, roll: Roll, line: int, keyword: str, words: List[str]) -> None:
        if keyword == "of":
            roll.of.append((tuple(words), line))
        elif keyword == "not":
            roll.excluded = words
        elif keyword == "filled":
            roll.filled = words[1]
        elif keyword == "by":
            roll.by.append(_maker(words, line))
        elif keyword == "out":
            roll.out += [_maker(one, line) for one in _several(words[1:])]
        elif keyword == "in":
            roll.states = tuple(words)
        elif keyword == "on":
            roll.day = words[0]
        elif keyword == "at":
            roll.most, roll.each = int(words[1]), words[-1] if "each" in words else ""
        elif keyword == "needs":
            roll.needs += words
        elif keyword == "takes":
            roll.takes += words
        elif keyword == "counts":
            roll.counts = words[0]
        elif keyword in ("many", "public", "proofs"):
            setattr(roll, keyword, True)
        elif keyword == "ballot":
            roll.ballot, roll.needs = True, roll.needs + ["choice"]
            roll.ballot_from = words[1] if words else ""
        elif keyword == "secrecy":
            roll.sealed = words[0] == "sealed"
        elif keyword == "bundle":
            roll.bundle_for, roll.bundle_exactly = words[1], words[2] == "exactly"
            roll.bundle = _maker(words[words.index("by") + 1:], line)

    def _read_open(self, line: int, words: List[str]) -> None:
        self._procedure.opening = words[0]
        self._read_move(line, words)

    def _read_move(self, line: int, words: List[str]) -> None:
        arrow = words.index("->") if "->" in words else len(words)
        self._block = Move(words[0], line, words[1:arrow], "".join(words[arrow + 1:]))
        self._procedure.moves[words[0]] = self._block

    def _in_clock(self, clock: Clock, keyword: str, words: List[str]) -> None:
        if keyword == "for":
            clock.length = read_length(words)
        elif keyword == "paused":
            clock.paused = words[1:]
        elif keyword == "late" and words[0] == "do":
            clock.does = words[1]
        elif keyword == "late":
            for rung in " ".join(words[1:]).split(" then "):
                clock.tells.append(_who(rung.split(" after ")[0].split()))

    def _in_move(self, move: Move, line: int, keyword: str, words: List[str]) -> None:
        if keyword == "by":
            move.by.append(_who(words, line))
        elif keyword == "needs":
            move.needs += words
            move.clauses += [Clause("needs", line, (word,)) for word in words]
        elif keyword == "takes":
            move.takes += words
        elif keyword == "when":
            negated = words[0] == "not"
            move.clauses.append(Clause("when", line, tuple(words[negated:]), negated))
        elif keyword in ("within", "after", "before"):
            move.clauses.append(Clause(keyword, line, tuple(words)))
        elif keyword == "at":
            move.limit = int(words[1])
            move.clauses.append(Clause("at_most", line, (words[1],)))
        elif keyword == "sets":
            source = [word for word in words if word != "once"][-1]
            move.sets.append((words[0], source, words.count("superior"), "once" in words))
        elif keyword == "extends":
            move.extends, move.extends_most = words[:words.index("at")], int(words[words.index("at") + 2])
        elif keyword == "opens":
            move.opens, move.opens_for = words[0], words[words.index("for") + 1:] if "for" in words else []
            move.opens_under = words[2] if "under" in words else ""
        elif keyword == "tells":
            move.tells += [_who(one, line) for one in _several(words)]
        elif keyword in ("appoints", "ends"):
            length = read_length(words[words.index("for") + 1:]) if "for" in words else None
            move.offices.append(Tenure(keyword == "ends", words[0], _who([words[2]], line),
                                       words[4] if words[3:] else "", length, line))
        elif keyword == "decides":
            move.decides, move.over, move.into = words[0], words[2], words[4] if words[3:] else ""
            move.decides_line = line
            if move.into:
                self._procedure.rolls[move.into].won.append(move.name)
        elif keyword in ("passed", "failed", "no_quorum", "unfilled"):
            move.outcomes[keyword] = words[1]
        elif keyword == "counts":
            move.counts = words[0]
        elif keyword == "drops":
            move.drops = words or None
        elif keyword in ("answers", "follows", "reclasses"):
            setattr(move, keyword, True)


# ---------------------------------------------------------------------------------------------------------- the town


class Office(NamedTuple):
    role: str
    organization: int
    start: int = 0
    end: int = 0  # 0: without end


@dataclass
class Town:
    """Who holds what office, and what stands below what."""

    rulebook: Rulebook
    offset: int = 8 * HOUR
    above: Dict[int, int] = field(default_factory=dict)
    offices: Dict[int, List[Office]] = field(default_factory=dict)  # by resident
    homes: Dict[int, int] = field(default_factory=dict)  # by resident: where they belong
    households: Dict[int, int] = field(default_factory=dict)  # by resident: the household at the top that they are of
    kinds: Dict[int, str] = field(default_factory=dict)  # by organization
    regions: Dict[int, int] = field(default_factory=dict)  # by organization: its code, or 0
    news: List["News"] = field(default_factory=list)  # what moves told since somebody read it

    def held(self, resident: int, at: int) -> List[Office]:
        return [o for o in self.offices.get(resident, []) if o.start <= at and (o.end == 0 or at < o.end)]

    def staffed(self, organization: int, role: str, at: int) -> bool:
        return any(office.organization == organization and office.role == role
                   for resident in self.offices for office in self.held(resident, at))

    def level(self, organization: int) -> str:
        """By the zeros at the end of its region's 15 digits; "" where it has none."""
        code = str(self.regions.get(organization, 0)).ljust(15, "0")
        levels = (("grid", 0), ("village", 3), ("township", 6), ("county", 9), ("city", 11), ("province", 13))
        zeros = 15 - len(code.rstrip("0"))
        return "" if zeros == 15 else [level for level, count in levels if zeros >= count][-1]

    def superior(self, organization: int, steps: int) -> int:
        for _ in range(steps):
            organization = self.above.get(organization, 0)
        return organization

    def fit_above(self, item: "Item", organization: int, steps: int, at: int) -> int:
        """So many steps above it, each to the nearest where anybody is and that is not the accused."""
        against, intake = int(str(item.facts.get("against", 0))), item.parties.get("intake", 0)
        for _ in range(steps):
            organization = self.superior(organization, 1)
            while organization and (self.accused(against, organization, at, intake) or not any(
                    office.organization == organization for one in self.offices for office in self.held(one, at))):
                organization = self.superior(organization, 1)
        return organization

    def above_all(self, organization: int, steps: int, others: List[int]) -> int:
        """So many steps above it, and from there up to what stands above each of the others."""
        above = self.superior(organization, steps)
        while above and any(other and (other == above or not self.below(other, above)) for other in others):
            above = self.superior(above, 1)
        return above

    def below(self, organization: int, above: int) -> bool:
        """The same one, or one under it."""
        while organization not in (0, above):
            organization = self.above.get(organization, 0)
        return organization != 0

    def accused(self, against: int, organization: int, at: int, intake: int = 0) -> bool:
        """The accused, under them, in their chain below the intake, or where an accused resident holds office."""
        if against >> 44 == RESIDENT:
            return any(office.organization == organization for office in self.held(against, at))
        if against == 0 or organization == 0:
            return False
        over = self.below(against, organization) and self.below(organization, intake)
        return self.below(organization, against) or (over and intake not in (0, organization))

    def day(self, at: int) -> date:
        return date(1970, 1, 1) + timedelta(days=(at + self.offset) // DAY)

    def ahead(self, at: int, day: date, unit: str) -> int:
        """How many days, or workdays, a day is after an instant's; one that no calendar knows counts."""
        between = [self.day(at) + timedelta(days=n + 1) for n in range((day - self.day(at)).days)]
        return sum(unit == "days" or self.rulebook.days.get(one, True) for one in between)

    def due(self, start: int, length: Length, more: int = 0) -> int:
        """The last instant on time, of lengths in days and workdays: guards ask for no other. more: days gained."""
        day, left = self.day(start), length.n + more
        if length.day:
            day = as_date(length.n) + timedelta(days=more)
        elif length.unit == "days":
            day += timedelta(days=left)
        else:
            while left > 0:
                day += timedelta(days=1)
                left -= self.rulebook.days[day]
        while length.rolled and not self.rulebook.days[day]:
            day += timedelta(days=1)
        return (day - date(1970, 1, 1)).days * DAY + DAY - self.offset - 1


# --------------------------------------------------------------------------------------------------------- the items


def as_date(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)


@dataclass
class Running:
    start: int
    length: Length
    gained: int = 0  # days, by pauses and extensions
    paused_at: int = 0
    awake: bool = False  # it goes on in a state where it rests, until another
    cut: int = 0  # its due, where what is urgent cut it short


class Entry(NamedTuple):
    """Of somebody who stands on a roll: the place of the line that entered them; -1: a move filled it, and it gives way
    to none."""

    line: int
    details: Details
    home: int  # their household then


@dataclass
class Item:
    """An item as its moves so far have made it."""

    town: Town
    procedure: Procedure
    parties: Dict[str, int] = field(default_factory=dict)
    facts: Dict[str, object] = field(default_factory=dict)
    parent: Optional["Item"] = None
    profile: str = ""
    entered: int = 0  # by whom
    mover: int = 0  # whose move is asked about
    id: int = 0
    state: str = ""
    made: Dict[str, int] = field(default_factory=dict)  # how often each move was
    last: Dict[str, int] = field(default_factory=dict)  # and when the last time
    kept: Dict[str, int] = field(default_factory=dict)  # the latest day of each detail that is a date, and the seats
    clocks: Dict[str, Running] = field(default_factory=dict)
    started: Set[str] = field(default_factory=set)  # those that ever ran
    rolls: Dict[str, Dict[int, "Entry"]] = field(default_factory=dict)  # who stands on each
    closed: Dict[str, int] = field(default_factory=dict)  # since when nobody is entered on it any more
    places: Dict[str, List[int]] = field(default_factory=dict)  # who was ever on each, since it began, in that order
    bundles: Dict[str, Dict[str, int]] = field(default_factory=dict)  # that stand: ballots by choice, by a roll's name
    sealed: Dict[str, Set[str]] = field(default_factory=dict)  # what was ever cast on a roll of sealed ballots
    waits: Dict[Tuple[str, int], Dict[int, Details]] = field(default_factory=dict)  # of an entry, what each entered
    children: List["Item"] = field(default_factory=list)
    followers: List["Item"] = field(default_factory=list)
    master: Optional["Item"] = None
    owed: int = 0
    given_track: str = ""  # as last given, before what a matter brought
    workers: Set[int] = field(default_factory=set)  # who did any of the work on it, or on what is part of it
    named_at: Dict[str, int] = field(default_factory=dict)  # the last time that the party was given

    def is_left_out(self, who: Who, actor: int, at: int) -> bool:
        """Of `not handler` is left out whoever did any of the work; of an organization, who holds an office there."""
        there = {office.organization for office in self.town.held(actor, at)}
        theirs = {"handler": actor in self.workers,
                  "reporter": actor == self.entered and not self.parties.get("reporter")}  # entered for nobody named
        return any(self.parties.get(party) in {actor} | there or theirs.get(party) for party in who.excluded)

    @property
    def final(self) -> bool:
        return self.state != "" and self.procedure.states[self.state] == ""


class News(NamedTuple):
    """A move told an organization, an office of one, or a resident; or all who stand on a roll, where anybody does."""

    item: Item
    move: str
    to: int
    role: str = ""
    roll: str = ""
    there: Tuple[int, ...] = ()  # who stands on it


class Failure(NamedTuple):
    status: str
    reason: str
    line: int
    clause: str = ""  # which guard: its kind and words


def place_of(item: Optional[Item], who: Who) -> int:
    """The party a `who` names, or the organization so many steps above it."""
    party = who.party
    if party.startswith("parent."):
        item, party = item.parent if item else None, party[len("parent."):]
    if item and party == "holder":
        party = item.procedure.states[item.state]
    return item.town.above_all(item.parties.get(party, 0), who.superiors,
                               [item.parties.get(one, 0) for one in who.also]) if item else 0


def stands(item: Item, party: str, at: int) -> bool:
    """Whoever is that party is in office where whoever is named so must be, and was since then; of others, true."""
    of = item.procedure.named.get(party)
    if of is None:
        return True
    end, before = min(item.named_at.get(party, at), at), -1
    while end != before:
        before = end
        for office in item.town.offices.get(item.parties.get(party, 0), []):
            if office.organization == item.parties.get(of, 0) and office.start <= end and (end < office.end or not office.end):
                end = office.end or 1 << 63
    return end > at


def is_who(item: Item, who: Who, actor: int, at: int) -> bool:
    if actor == 0 or who.kind in ("time", "parent", "child"):
        return False
    if who.kind == "asker":
        asking = [] if item.parent is None else [move for move in item.parent.procedure.moves.values()
                                                 if move.opens == item.procedure.name]
        return item.parent is not None and (item.entered == actor or any(
            one.kind in ("party", "role") and is_who(item.parent, one, actor, at)
            for move in asking for one in move.by))
    if who.kind == "follower":
        return any(follower.parties.get("reporter") == actor for follower in item.followers)
    if who.kind == "party":
        return place_of(item, who) == actor and stands(item, who.party, at)
    held = [office.organization for office in item.town.held(actor, at) if office.role == who.role]
    if who.kind == "role" and who.superiors < 0:
        below = place_of(item, who._replace(superiors=0))
        return any(one != below and item.town.below(below, one) for one in held)
    return who.kind == "any" or place_of(item, who) in held


def _named(item: Item, kind: str, reader: int, at: int, confidential: bool) -> bool:
    """A move in any state, or a clock's tell once it has started, names them: in person, or by an office. Of what is
    confidential a clock names whom it can still tell."""
    named = [who for move in item.procedure.moves.values() if move.states for who in move.by]
    named += [who for clock in (item.clocks if confidential else item.started)
              for who in item.procedure.clocks[clock].tells]
    return any(("role" if who.kind == "party" and who.party in item.procedure.named else who.kind) == kind
               and is_who(item, who, reader, at) for who in named)


def _below(item: Item) -> Iterator[Item]:
    for child in item.children:
        yield child
        yield from _below(child)


def _is_on(item: Item, reader: int, at: int) -> bool:
    """On one of its rolls, named there as a proxy, or could be entered on one now."""
    for roll in item.procedure.rolls.values():
        there = standing(item, roll.name)
        if reader in there or any(entry.details.get("proxy") == reader for entry in there.values()):
            return True
        if roll.open_to(roll.by, item.state) and may_be_on(item, roll, reader, at) and not left_out(item, roll, reader):
            return True
    return False


def sees(item: Item, reader: int, at: int) -> bool:
    """Whether there is a view: the lines of the table in docs/views.md, one after another."""
    town, issue = item.town, item
    while issue.parent is not None:
        issue = issue.parent
    against, intake = int(str(issue.facts.get("against", 0))), issue.parties.get("intake", 0)
    matter = town.rulebook.matters.get(str(issue.facts.get("matter")))
    confidential, masked = matter is not None and matter.confidential, bool(issue.facts.get("masked"))
    secret = confidential or masked or against or issue.facts.get("track") in ("petition", "accusation")
    public = not (issue.procedure.public is None or secret)
    if reader == 0:
        return public
    if reader == against:
        return False
    if reader == item.parties.get("reporter"):
        return True
    held = town.held(reader, at)
    in_person = ((not confidential and any(reader == whose for party, whose in item.parties.items()
                                           if party not in item.procedure.named))
                 or any(_named(item, kind, reader, at, confidential) for kind in ("party", "asker")))
    if any(town.accused(against, office.organization, at, intake) for office in held):
        return in_person

    def works_for(parties: Iterable[int]) -> bool:
        return any(office.organization in parties for office in held)

    def oversees(role: str) -> bool:
        sight = town.rulebook.sees.get(role)
        return sight == "auditor" or (sight == "below" and not confidential)

    def works_on(one: Item) -> bool:
        parties = [party for party in one.parties.values() if party >> 44 == ORGANIZATION]
        return (works_for([one.parties.get("intake", 0)] if confidential else parties)
                or _named(one, "role", reader, at, confidential)
                or any(oversees(office.role) and town.below(party, office.organization)
                       for office in held for party in parties))

    above = [item]
    while above[-1].parent is not None:
        above.append(above[-1].parent)
    masters = [one.master for one in above if one.master is not None and not any(
        town.accused(int(str(one.master.facts.get("against", 0))), office.organization, at,
                     one.master.parties.get("intake", 0)) for office in held)]
    by_office = any(works_on(one) for one in above + masters)
    entered = item.entered == reader and (not masked or item.parent is not None) and not confidential
    helps = any(works_for(part.parties.values())
                and (not confidential or (not part.final and _named(part, "role", reader, at, True)))
                for part in _below(item))
    return by_office or in_person or entered or helps or public or (not secret and _is_on(item, reader, at))


# ------------------------------------------------------------------------------------------------------- the guards


def set_parties(item: Item, move: Move, actor: int, details: Details, at: int) -> Tuple[Item, bool]:
    """The item with its parties as the move would set them, and whether all could be set."""
    after, done = replace(item, parties=dict(item.parties), named_at=dict(item.named_at), mover=actor), True
    for party, source, superiors, once in move.sets:
        if once and after.parties.get(party):
            continue
        was = after.parties.get(party, 0)
        if source == "given":
            kind = item.procedure.parties[party]
            named = (party in move.needs + move.takes if item.parent and not move.states
                     else party in ("intake", "lead") or party in details)
            given = details.get(party if named else kind, 0)
            after.parties[party] = int(str(given)) or after.parties.get(party, 0)
            after.named_at[party] = at if given else after.named_at.get(party, 0)
        elif source.startswith("parent."):
            after.parties[party] = item.parent.parties.get(source[len("parent."):], 0) if item.parent else 0
            done = done and after.parties[party] != 0
        elif source == "actor":
            after.parties[party] = actor or after.parties.get(party, 0)
        else:
            below = after.parties.get(source, 0)
            after.parties[party] = item.town.fit_above(after, below, superiors, at)
            done = done and not (below and after.parties[party] == 0)
        for name, of in item.procedure.named.items():
            if of == party and after.parties[party] != was:
                after.parties[name] = 0  # nobody is named by another's office
    return after, done


def awaited_by(item: Item, move: Move) -> Set[str]:
    """The parties that a move would set by a detail, or by another such: nobody knows whom before it is given."""
    awaited: Set[str] = set()
    for party, source, _, once in move.sets:
        if once and item.parties.get(party):
            continue
        awaited.discard(party)
        if source == "given" or source in awaited:
            awaited.add(party)
    return awaited


def _organizations(item: Item, word: str, details: Details) -> List[int]:
    if word in item.procedure.parties:
        return [item.parties.get(word, 0)]
    given = details.get(word, [])
    return [int(str(one)) for one in (given if isinstance(given, list) else [given])]


# -------------------------------------------------------------------------------------------------------- the rolls


def find_roll(item: Optional[Item], name: str) -> Optional[Tuple[Item, Roll]]:
    """The roll that a word names: here, or of the nearest item above; the list itself where it is another's."""
    if name.startswith("parent."):
        item, name = item.parent if item else None, name[len("parent."):]
        while item is not None and name not in item.procedure.rolls:
            item = item.parent
    if item is None or name not in item.procedure.rolls:
        return None
    roll = item.procedure.rolls[name]
    return find_roll(item, roll.of[0][0][0]) if roll.is_another else (item, roll)


def standing(item: Item, name: str) -> Dict[int, Entry]:
    found = find_roll(item, name)
    return found[0].rolls.get(found[1].name, {}) if found else {}


def may_be_on(item: Item, roll: Roll, elector: int, at: int) -> bool:
    """One of its lines `of` lets them. Whom units belong to is not known here: nobody owns one."""
    for words, line in roll.of:
        resident = elector >> 44 == RESIDENT
        if words[0] == "any":
            may = resident
        elif words[0] in ("residents", "owners"):
            place = place_of(item, _who(["resident", *words[1:]], line))
            may = (words[0] == "residents" and resident and place != 0
                   and item.town.below(item.town.homes.get(elector, 0), place))
        elif words[1:2] == ("of",):
            may = is_who(item, _who(list(words), line), elector, at)
        else:
            found = find_roll(item, words[0])
            may = found is not None and elector in standing(item, words[0]) and (
                words[-1] != "still" or (may_be_on(*found, elector, at) and not left_out(*found, elector)))
        if may:
            return True
    return False


def left_out(item: Item, roll: Roll, elector: int) -> bool:
    return any(elector == item.parties.get(word) if word in item.procedure.parties else elector in standing(item, word)
               for word in roll.excluded)


def _is_proxy(item: Item, maker: Maker) -> bool:
    """Its word is a roll's, whose entries name somebody; not a party's."""
    above = item.parent.procedure.parties if item.parent else {}
    party = maker.who.party
    return maker.kind == "word" and party not in item.procedure.parties and party.replace("parent.", "") not in above


def _is_own(item: Item, maker: Maker) -> bool:
    """Of the elector, or of who acts for them; not an office's."""
    return maker.kind in ("self", "role of self") or _is_proxy(item, maker)


def _is_maker(item: Item, maker: Maker, elector: int, actor: int, at: int) -> bool:
    if maker.kind == "self":
        return actor == elector
    if maker.kind == "role of self":
        return any((office.role, office.organization) == (maker.who.role, elector)
                   for office in item.town.held(actor, at))
    if _is_proxy(item, maker):
        entry = standing(item, maker.who.party).get(elector)
        return entry is not None and entry.details.get("proxy") == actor
    return is_who(item, maker.who, actor, at)


def _fitting(item: Item, makers: List[Maker], elector: int, actor: int, at: int) -> Tuple[Optional[Maker], int]:
    """The first of these who the actor is, their own before an office's, and, where there is none, the line that would be
    but for its `not`."""
    excluded = 0
    for maker in sorted(makers, key=lambda one: not _is_own(item, one)):
        if _is_maker(item, maker, elector, actor, at):
            if not item.is_left_out(maker.who, actor, at):
                return maker, 0
            excluded = maker.line
    return None, excluded


def _open_lines(item: Item, roll: Roll, elector: int, actor: int, at: int) -> List[Maker]:
    """Nobody is one of the two persons whom a line asks for, for themselves or for whom they act."""
    acts = any(_is_own(item, maker) and _is_maker(item, maker, elector, actor, at) for maker in roll.by)
    return [maker for maker in roll.open_to(roll.by, item.state) if not acts or not maker.twice or _is_own(item, maker)]


def entering(item: Item, name: str, elector: int, actor: int, details: Details, at: int) -> Iterator[Failure]:
    """All that keeps somebody from being entered, in the order of refusal. Of rolls that are `many` nothing is known."""
    roll = item.procedure.rolls[name]
    opened = roll.open_to(roll.by, item.state)
    if not opened:
        yield Failure("REFUSED", "ROLL", roll.line, "open")
        return
    maker, excluded = _fitting(item, _open_lines(item, roll, elector, actor, at), elector, actor, at)
    elsewhere = [one.line for one in roll.by if one not in opened and _is_maker(item, one, elector, actor, at)
                 and not item.is_left_out(one.who, actor, at)]
    if maker is None and not excluded and elsewhere:  # in another state they could
        yield Failure("REFUSED", "ROLL", elsewhere[0], "in")
    elif maker is None:
        yield Failure("REFUSED", "SELF" if excluded else "ACTOR", excluded or roll.by[0].line, "by")
    if roll.day and not (roll.day in item.kept and item.town.day(at) == as_date(item.kept[roll.day])):
        yield Failure("REFUSED", "DAY", roll.line, "on")
    if left_out(item, roll, elector):
        yield Failure("REFUSED", "EXCLUDED", roll.line, "not")
    if not may_be_on(item, roll, elector, at):
        yield Failure("REFUSED", "ELECTOR", roll.of[0][1], "of")
    if any(word not in roll.needs + roll.takes for word in details):
        yield Failure("REFUSED", "TAKES", roll.line, "takes")
    if any(word not in details for word in roll.needs):
        yield Failure("REFUSED", "NEEDS", roll.line, "needs")
    if roll.ballot and not _is_choice(item, roll, str(details.get("choice", ""))):
        yield Failure("REFUSED", "CHOICE", roll.line, "choice")
    stands = item.rolls.get(name, {})
    entry = stands.get(elector)
    if maker and entry and not (roll.by.index(maker) < entry.line
                                or (roll.by.index(maker) == entry.line and maker.again)):
        yield Failure("REFUSED", "AGAIN", maker.line, "again")
    if roll.bundle and not roll.bundle_exactly and name in item.bundles and entry is None and elector in standing(
            item, roll.bundle_for):
        yield Failure("REFUSED", "BUNDLE", roll.bundle.line, "bundle")
    if roll.each == "household":
        home = household_of(item, roll, elector)
        if not home:
            yield Failure("REFUSED", "ELECTOR", roll.line, "household")
        alike = [one for one in stands if one != elector and household_of(item, roll, one, stands[one]) == home]
    else:
        alike = [one for one in stands if one != elector
                 and (not roll.each or stands[one].details.get(roll.each) == details.get(roll.each))]
    if roll.most and len(alike) >= roll.most:
        yield Failure("REFUSED", "AT_MOST", roll.line, "at most")
    if roll.sealed and str(details["choice"]) in item.sealed.get(name, ()):
        yield Failure("REFUSED", "COPY", roll.line, "copy")


def base_of(item: Item, roll: Roll) -> Tuple[Item, Roll]:
    """Where its lines of rolls lead in the end."""
    for words, _ in roll.of:
        found = None if words[0] in ("any", "residents", "owners") or words[1:2] == ("of",) else find_roll(item, words[0])
        if found:
            return base_of(*found)
    return item, roll


def household_of(item: Item, roll: Roll, elector: int, entry: Optional[Entry] = None) -> int:
    """The elector's as the base has it; of a base itself their entry's, and of who has none the one they are of now."""
    above, base = base_of(item, roll)
    if base is not roll:
        entry = above.rolls.get(base.name, {}).get(elector)
        return entry.home if entry else 0
    return entry.home if entry else item.town.households.get(elector, 0)


def _is_choice(item: Item, roll: Roll, text: str) -> bool:
    """A word that some rule over these ballots knows; or places of candidates, each once, no more than it may name."""
    import deciding  # which reads rolls as this does
    if roll.sealed:
        return 0 < len(text.encode()) <= 16384
    if not roll.ballot_from:
        return text in deciding.words_on(item, roll)
    places, ask = text.split(" "), deciding.asked_on(item, roll)
    if text in ("blank", "invalid"):
        return True
    if ask and ask.ask in ("score", "share"):
        if not all(re.fullmatch("[1-9][0-9]?:[1-9][0-9]{0,3}", one) for one in places):
            return False
        points = [int(one.split(":")[1]) for one in places]
        places = [one.split(":")[0] for one in places]
        if (max(points) if ask.ask == "score" else sum(points)) > ask.most:
            return False
    return (all(re.fullmatch("[1-9][0-9]?", one) for one in places) and len(set(places)) == len(places)
            and len(places) <= deciding.names_on(item, roll)
            and all(int(one) in candidates(item, roll.ballot_from) for one in places))


def candidates(item: Item, name: str) -> Dict[int, int]:
    """Who stands on a roll, by the places they came on it, of the first 58."""
    found = find_roll(item, name)
    assert found is not None, name
    home, roll = found
    return {place: one for place, one in enumerate(home.places.get(roll.name, [])[:58], 1)
            if one in home.rolls.get(roll.name, {})}


def _agreed(item: Item, name: str, elector: int, actor: int, details: Details) -> bool:
    """A second person has entered the same; else it waits."""
    waits = item.waits.setdefault((name, elector), {})
    waits[actor] = dict(details)
    if all(one == actor or waits[one] != waits[actor] for one in waits):
        return False
    waits.clear()
    return True


def enter(item: Item, name: str, elector: int, actor: int, details: Details, at: int) -> None:
    """What nothing refuses."""
    roll = item.procedure.rolls[name]
    maker, _ = _fitting(item, _open_lines(item, roll, elector, actor, at), elector, actor, at)
    assert maker is not None
    places = item.places.setdefault(name, [])
    places += [elector] if elector not in places else []
    if maker.twice and not _agreed(item, name, elector, actor, details):
        return
    if roll.sealed:
        item.sealed.setdefault(name, set()).add(str(details["choice"]))
        _end_result(item, name)
    item.rolls.setdefault(name, {})[elector] = Entry(roll.by.index(maker), dict(details),
                                                         item.town.households.get(elector, 0))
    for other in item.procedure.rolls.values():
        if other.ballot and name in other.excluded:
            leave(item, other.name, elector)


def leaving(item: Item, name: str, elector: int, actor: int, details: Details, at: int) -> Iterator[Failure]:
    """The same of being taken out; another than the elector says why."""
    roll = item.procedure.rolls[name]
    if item.state not in roll.states:
        yield Failure("REFUSED", "ROLL", roll.line, "open")
        return
    maker, excluded = _fitting(item, roll.open_to(roll.out, item.state), elector, actor, at)
    if maker is None:
        yield Failure("REFUSED", "SELF" if excluded else "ACTOR", excluded or roll.line, "out by")
    line = maker.line if maker else 0
    if any(word != "reason" for word in details):
        yield Failure("REFUSED", "TAKES", line, "takes")
    if actor != elector and "reason" not in details:
        yield Failure("REFUSED", "NEEDS", line, "reason")
    if elector not in item.rolls.get(name, {}):
        yield Failure("REFUSED", "ELECTOR", roll.line, "on it")


def bundling(item: Item, name: str, actor: int, lines: Mapping[str, int], at: int) -> Iterator[Failure]:
    """All that keeps a bundle from being brought. lines: ballots by choice; of candidates "cast" too. By heads alone."""
    roll = item.procedure.rolls[name]
    if roll.bundle is None:
        yield Failure("REFUSED", "ROLL", roll.line, "bundle")
        return
    if item.state not in roll.bundle.states:
        yield Failure("REFUSED", "ROLL", roll.bundle.line, "open")
    maker, excluded = _fitting(item, [roll.bundle], 0, actor, at)
    if maker is None:
        yield Failure("REFUSED", "SELF" if excluded else "ACTOR", excluded or roll.bundle.line, "by")
    named = [choice for choice in lines if choice not in ("cast", *CHOICES)]
    cast = lines.get("cast", 0) if roll.ballot_from else sum(lines.values())
    nobody = sum(lines.get(choice, 0) for choice in ("blank", "invalid"))
    import deciding  # which reads rolls as this does
    odd = not roll.ballot_from and any(choice not in deciding.words_on(item, roll) for choice in lines)
    if odd or nobody > cast or any(lines[choice] > cast - nobody for choice in named) or (
            sum(lines[choice] for choice in named) > deciding.names_on(item, roll) * (cast - nobody)):
        yield Failure("REFUSED", "BUNDLE", roll.bundle.line, "adds up")
    if any(int(choice) not in candidates(item, roll.ballot_from) for choice in named):
        yield Failure("REFUSED", "CHOICE", roll.line, "candidates")
    there = set(standing(item, roll.bundle_for))
    without = there - set(item.rolls.get(name, {}))
    if cast != len(there) if roll.bundle_exactly else cast > len(without):
        yield Failure("REFUSED", "BUNDLE", roll.bundle.line, "fits")


def bundle(item: Item, name: str, actor: int, lines: Mapping[str, int]) -> bool:
    """What nothing refuses; whether it stands."""
    maker = item.procedure.rolls[name].bundle
    assert maker is not None
    said = {choice: number for choice, number in lines.items() if number}
    if maker.twice and not _agreed(item, name, 0, actor, said):
        return False
    item.bundles[name] = dict(said)
    return True


def _end_result(item: Item, name: str) -> None:
    """What sealed ballots come to is of those that stood when it was entered."""
    item.bundles.pop(name, None)
    item.waits.pop((name, 0), None)


def leave(item: Item, name: str, elector: int, anew: bool = False) -> None:
    """Off a roll, and off those that are of it, unless another line has them there, or a move put them; where it begins
    anew, or is a base, off all."""
    anew = anew or not any(find_roll(item, words[0]) for words, _ in item.procedure.rolls[name].of)
    if item.procedure.rolls[name].sealed and elector in item.rolls.get(name, {}):
        _end_result(item, name)
    item.rolls.get(name, {}).pop(elector, None)
    item.waits.pop((name, elector), None)
    for other in item.procedure.rolls.values():
        named = [found for found in (find_roll(item, words[0]) for words, _ in other.of) if found is not None]
        if not other.is_another and any(found[0] is item and found[1].name == name for found in named) and (
                anew or not (is_put(item, other.name, elector) or any(
                    elector in found[0].rolls.get(found[1].name, {}) for found in named))):
            leave(item, other.name, elector, anew)


def is_put(item: Item, name: str, elector: int) -> bool:
    entry = item.rolls.get(name, {}).get(elector)
    return entry is not None and entry.line == -1


def _made_from(item: Item, name: str) -> List[str]:
    """The rolls that lead to this one, whichever way."""
    found = {name}
    for _ in item.procedure.rolls:
        found |= {one.name for one in item.procedure.rolls.values() if any(words[0] in found for words, _ in one.of)}
    return sorted(found - {name})


def _begin_anew(item: Item, roll: str) -> None:
    """Nobody stands on it, nor on the rolls made from it, and no bundle of these stands."""
    for elector in list(item.rolls.get(roll, {})):
        leave(item, roll, elector, anew=True)
    for other in _made_from(item, roll) if item.places.get(roll) else []:
        item.bundles.pop(other, None)
        item.waits = {key: waits for key, waits in item.waits.items() if key[0] != other}


def filled(item: Item, move: Move, at: int) -> Item:
    """The item with its rolls as the move leaves them: what it fills begins anew, and what is of that."""
    if all(roll.filled != move.name for roll in item.procedure.rolls.values()):
        return item
    after = replace(item, rolls={name: dict(entries) for name, entries in item.rolls.items()},
                    waits=dict(item.waits), bundles=dict(item.bundles),
                    places={name: list(places) for name, places in item.places.items()})
    for roll in item.procedure.rolls.values():
        if roll.filled != move.name:
            continue
        _begin_anew(after, roll.name)
        found = [elector for elector in item.town.homes
                 if may_be_on(after, roll, elector, at) and not left_out(after, roll, elector)]
        put_on(after, roll.name, found)
    return after


def next_day(item: Item, details: Details) -> None:
    """Rolls on a day that the move has brought, open where it has led, begin anew; and those of the item that are of them."""
    for roll in item.procedure.rolls.values():
        if roll.day not in details or not any(item.state in (maker.states or roll.states) for maker in roll.by + roll.out):
            continue
        _begin_anew(item, roll.name)
        item.waits = {key: waits for key, waits in item.waits.items() if key[0] != roll.name}


def put_on(item: Item, name: str, electors: Iterable[int]) -> None:
    """By a move: who gives way to no line."""
    item.rolls[name] = {elector: Entry(-1, {}, item.town.households.get(elector, 0)) for elector in electors}
    places = item.places.setdefault(name, [])
    places += [elector for elector in sorted(item.rolls[name]) if elector not in places]


def share_holds(item: Item, words: Tuple[str, ...]) -> bool:
    """`ROLL at least N/D of ROLL by heads`, or one of several. Of nothing no share holds; no other axis is known here."""
    if "or" in words:
        at = words.index("or")
        return share_holds(item, words[:at]) or share_holds(item, words[at + 1:])
    assert "by" not in words or words[-1] == "heads", words
    part, more = len(standing(item, words[0])), words[1] == "more"
    if "/" not in words[3]:
        return part > int(words[3]) if more else part >= int(words[3])
    whole, (n, d) = len(standing(item, words[5])), map(int, words[3].split("/"))
    return whole > 0 and (part * d > n * whole if more else part * d >= n * whole)


# ----------------------------------------------------------------------------------- what a move does to people


def office_fails(item: Item, tenure: Tenure, at: int) -> str:
    """Why nobody can be appointed by that line; "": they can."""
    place = place_of(item, tenure.place)
    if place == 0:
        return "PARTY"
    kinds = item.town.rulebook.held_in.get(tenure.role)
    if kinds is not None and item.town.kinds.get(place) not in kinds:
        return "ROLE"
    try:
        return "" if tenure.length is None or item.town.due(at, tenure.length) else "TERM"
    except KeyError:  # a day that no calendar knows
        return "TERM"


def _give_offices(item: Item, move: Move, at: int) -> None:
    """In the text's order, each seeing what those above it have done. What runs of the same ends where it is given anew;
    what is to begin later never does, where the line only ends."""
    town = item.town
    for tenure in move.offices:
        place = place_of(item, tenure.place)
        if tenure.of in item.procedure.parties:
            people = [item.parties.get(tenure.of, 0)]
        else:
            people = list(standing(item, tenure.of)) if tenure.of else list(town.offices)
        for who in people:
            town.offices[who] = [
                office._replace(end=max(at, office.start))
                if (office.role, office.organization) == (tenure.role, place) and (not office.end or office.end > at)
                and (tenure.ends or office.start <= at) else office for office in town.offices.get(who, [])]
            if not tenure.ends and who >> 44 == RESIDENT:
                end = 0 if tenure.length is None else town.due(at, tenure.length) + 1
                town.offices[who].append(Office(tenure.role, place, at, end))


def _tell(item: Item, move: Move, actor: int, at: int) -> List[News]:
    """Whom the move names, rolls apart, as it has left them: not of their own deed, and the accused nothing. What nobody
    hears at an organization, or the accused would, is told above it, without the role that nobody has there."""
    against, named = int(str(item.facts.get("against", 0))), [(place_of(item, who), who.role) for who in move.tells]
    heard = [(_heard(item, to, at), to, role) for to, role in named if to not in (0, actor, against) or to >> 44 != RESIDENT]
    return [News(item, move.name, to, role if to == named or item.town.staffed(to, role, at) else "")
            for to, named, role in heard if to]


def _heard(item: Item, organization: int, at: int) -> int:
    """The nearest from it up where anybody is and that is not the accused; where none is, itself unless it is that."""
    against, intake, town = int(str(item.facts.get("against", 0))), item.parties.get("intake", 0), item.town
    if not organization or organization >> 44 == RESIDENT:
        return organization

    def deaf(one: int) -> bool:
        return town.accused(against, one, at, intake) or not any(
            office.organization == one for who in town.offices for office in town.held(who, at))
    to = organization
    while to and deaf(to):
        to = town.superior(to, 1)
    return to or (0 if town.accused(against, organization, at, intake) else organization)


def _tell_rolls(item: Item, move: Move) -> List[News]:
    """The rolls, as the frame has left them; those who follow it hear of each move."""
    names = [who.party for who in move.tells if who.kind == "party" and is_roll(item, who.party)]
    if "followers" in item.procedure.rolls and "followers" not in names:
        names.append("followers")
    found = [(find_roll(item, name), standing(item, name)) for name in names]
    return [News(item, move.name, 0, roll=roll[1].name, there=tuple(there)) for roll, there in found if roll and there]


def is_roll(item: Item, name: str) -> bool:
    """A name of a party of the parent is that."""
    above = item.parent.procedure.parties if item.parent else {}
    return name != "holder" and name not in item.procedure.parties and not (name.startswith("parent.") and name[len("parent."):] in above)


# The guards, by their words: check_docs.py compares them with src/rules/guards.def.
ADVICE = ("litigation", "arbitration", "reconsideration", "appeal", "elsewhere")
REASONS = {"track": "TRACK", "channel": "CHANNEL", "urgency": "URGENCY", "matter": "MATTER", "contact": "CONTACT",
           "unaccused": "ACCUSED", "same_place": "SAME_PLACE", "same_matter": "SAME_MATTER", "says": "SAYS", "given": "NEEDS", "superior": "PARTY", "level": "LEVEL", "other": "OTHER", "answered": "UNANSWERED", "owing": "OWING", "unfollowed": "FOLLOWED",
           "delegates": "DELEGATES", "children": "CHILDREN", "every": "CHILD", "last": "CHILD", "fewer": "AT_MOST", "parent": "PARENT",
           "used_up": "USED_UP", "unsettled": "UNSETTLED",
           "public_safety": "PUBLIC_SAFETY", "routed": "ROUTED", "quorum": "QUORUM", "certain": "CERTAIN"}
BY_LAST = {"come": "DAY", "over": "DAY", "ahead": "NOTICE"}  # of guards that begin with a name of the text's
OF_PARTIES = "OTHER"  # of what begins with a party
OF_ROLLS = "SHARE"  # of the rest, which begin with a share


def _apart(one: object, other: object) -> float:
    """Meters between two points, each latitude << 32 | longitude in 1e-7 degrees; along the sphere of the mean radius."""
    (above, east), (below, west) = ((math.radians((int(str(point)) >> 32) / 1e7),
                                     math.radians(((int(str(point)) + (1 << 31)) % (1 << 32) - (1 << 31)) / 1e7))
                                    for point in (one, other))
    half = math.sin((above - below) / 2) ** 2 + math.cos(above) * math.cos(below) * math.sin((east - west) / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(half))


def _same_place(item: Item, other: Item, within: float) -> bool:
    """The same place; or, where a distance is named, points so near."""
    points = item.facts.get("point"), other.facts.get("point")
    same = item.facts.get("place") is not None and item.facts.get("place") == other.facts.get("place")
    return same or (within > 0 and None not in points and _apart(*points) <= within)


def _when(item: Item, words: Tuple[str, ...], details: Details, at: int, items: Mapping[int, Item]) -> bool:
    """One guard, of the item as the move's `sets` leave it."""
    name, town = words[0], item.town
    if name in ("track", "channel", "urgency"):
        return item.facts.get(name, "normal" if name == "urgency" else "") in words[1:]
    if name == "given":
        return words[1] in details or not _when(item, words[3:], details, at, items)
    if name == "matter" and words[1] not in ("direct", "proof"):
        return item.facts.get("matter") in words[1:]
    if name == "matter":
        matter = town.rulebook.matters.get(str(item.facts.get("matter")))
        return matter is not None and getattr(matter, words[1])
    if words[1:3] in (("at", "least"), ("more", "than")) and words[-1] != "ahead":
        return share_holds(item, words)
    if words[1:] in (("come",), ("over",)):
        day = item.kept.get(name) or int(str(details.get(name, 0)))
        return day != 0 and (town.day(at) >= as_date(day) if words[1] == "come" else town.day(at) > as_date(day))
    if words[-1] == "ahead":
        day = int(str(details.get(name, 0))) or item.kept.get(name, 0)
        return day != 0 and town.ahead(at, as_date(day), words[4]) >= int(words[3])
    if name == "contact":
        return all(town.staffed(one, "contact", at) for one in _organizations(item, words[1], details) if one)
    if name == "unaccused":
        against, intake = int(str(item.facts.get("against", 0))), item.parties.get("intake", 0)
        return not any(town.accused(against, one, at, intake) for one in _organizations(item, words[1], details))
    if name == "says":
        said = str(details.get(words[1], ""))
        return ({"1": "yes", "2": "no"}.get(said, said) if words[1] in ("solved", "contacted") else said) in words[2:]
    if name == "unsettled":
        other = items.get(int(str(details.get(words[1], 0))))
        if item.id:
            return other is None or (other.master or other).state != "settled"
        if other is not None and (other.master or other).state == "settled":
            return any(is_who(item, who, item.entered, at) for who in item.procedure.moves[item.procedure.opening].by
                       if who.kind == "role")
        reporter = item.parties.get("reporter", 0)
        return not reporter or not any(
            (one.master or one).state == "settled" and one.parties.get("reporter") == reporter and any(
                about.procedure.name == item.procedure.name and
                all(about.facts.get(fact) == item.facts.get(fact) for fact in ("place", "matter"))
                for about in (one, one.master or one)) for one in items.values())
    if name in ("same_place", "same_matter", "owing"):
        other = items.get(int(str(details.get(words[1], 0))))
        if other is None:
            return True  # not given: `needs` says whether it must be
        if name == "same_place":
            return _same_place(item, other, float(words[3]) if len(words) > 2 else 0)
        if name == "same_matter":
            return item.facts.get("matter") == other.facts.get("matter")
        return (other.id != item.id and other.procedure is item.procedure and other.owed > 0 and not other.final
                and other.master is None)
    if name == "unfollowed":
        return not item.followers
    if name == "delegates":
        return int(str(item.facts.get("delegates", 0))) <= int(words[1])
    if name == "children":
        return all(child.final for child in item.children)
    if name in ("every", "last"):
        where = words.index("in")
        states = [child.state in words[where + 1:] for child in item.children
                  if child.procedure.name in words[1:where:2]]
        return all(states) if name == "every" else states[-1:] == [True]
    if name == "fewer":
        asked = [child for child in item.children if child.procedure.name == words[3]]
        return not item.mover or sum(child.parties.get("reporter") == item.mover for child in asked) < int(words[2])
    if name == "parent":
        return item.parent is not None and item.parent.state in words[2:]
    if name == "used_up":
        return item.made.get(words[1], 0) >= item.procedure.moves[words[1]].limit
    if name in ("quorum", "certain"):
        import deciding  # which reads rolls as this does
        asked = deciding.quorum if name == "quorum" else deciding.certain
        return asked(item, item.procedure.moves[words[1]], at)
    if name == "superior":
        first, *others = [item.parties.get(word, 0) for word in words[2::2]]
        return town.above_all(first, 1, others) != 0
    if _lying(item, words):
        place = item.parties.get(words[-1], 0)
        place = town.above.get(place, 0) or place if "superior" in words else place
        return all(town.below(item.parties.get(word, 0), place) for word in words[:words.index("in"):2])
    if name == "other":
        return _other(item, details, words[1::2])
    if name == "level":
        return town.level(item.parties.get(words[1], 0)) in words[2:]
    if name == "routed":
        return True  # no rule of routing is known here, and none that binds
    if name == "answered":
        return True  # no text played here mentions anything
    assert name == "public_safety", name
    return bool(item.facts.get("public_safety"))


def wanted(item: Item, move: Move, at: int) -> List[str]:
    """The details that a move asks of some items alone, this one among them."""
    asked = [clause.words for clause in move.clauses if clause.kind == "when" and clause.words[0] == "given"]
    return [words[1] for words in asked if _when(item, words[3:], {}, at, {})]


def _holds(before: Item, after: Item, move: Move, clause: Clause, details: Optional[Details], at: int,
           items: Mapping[int, Item]) -> bool:
    if clause.kind == "needs":
        return details is None or clause.words[0] in details
    if clause.kind == "at_most":
        return before.made.get(move.name, 0) < move.limit
    if clause.kind == "within":
        since = before.last.get(clause.words[-1])
        said = before.town.rulebook.withins.get((before.profile, "%s.%s" % (before.procedure.name, move.name)),
                                                list(clause.words))
        return since is not None and at <= before.town.due(since, read_length(said))
    if clause.kind == "after":
        since = before.last.get(clause.words[-1])
        return since is not None and at > before.town.due(since, read_length(list(clause.words)))
    if clause.kind == "before":
        clock = before.clocks.get(clause.words[0])
        return clock is not None and at <= before.town.due(clock.start, clock.length, clock.gained)
    if details is None and len(clause.words) > 1 and clause.words[0] in ("contact", "unaccused", "same_place",
                                                                        "same_matter", "says", "given", "owing", "unsettled",
                                                                        "routed", "other"):
        if clause.words[1] in awaited_by(before, move) or clause.words[1] not in before.procedure.parties:
            return True  # a detail not given yet is not held against the move
    brings = clause.words[0] in move.needs + move.takes
    if details is None and brings and (clause.words[-1] == "ahead" or
                                       (clause.words[1:] in (("come",), ("over",)) and clause.words[0] not in before.kept)):
        return True
    if details is None and _lying(before, clause.words) and awaited_by(before, move) & {*clause.words}:
        return True
    return _when(before if clause.words[0] == "other" else after, clause.words, details or {}, at, items) != clause.negated


def _lying(item: Item, words: Tuple[str, ...]) -> bool:
    """`PARTY [and PARTY]... in [superior of] PARTY`."""
    return words[0] in item.procedure.parties and "in" in words


def _other(before: Item, details: Details, parties: Tuple[str, ...]) -> bool:
    """Who is named as the first is not who it was, nor one of the others or below them."""
    named = int(str(details.get(parties[0]) or details.get(before.procedure.parties[parties[0]]) or 0))
    others = [before.parties.get(party, 0) for party in parties[1:]]
    below = any(before.town.below(named, other) for other in others if other and named)
    return not below and (not named or named != before.parties.get(parties[0], 0))


def _reason(clause: Clause) -> str:
    if clause.kind != "when":
        return clause.kind.upper()
    lying = clause.words[0] not in REASONS and "in" in clause.words
    return OF_PARTIES if lying else REASONS.get(clause.words[0]) or BY_LAST.get(clause.words[-1], OF_ROLLS)


def _day_fails(item: Item, move: Move, clock: Clock, details: Optional[Details], at: int) -> bool:
    """The day that a clock the move starts is to run to is not given, is over, or too far off."""
    length = _length_of(item, clock)
    if move.name not in clock.starts or length is None or not length.day:
        return False
    if details is None and length.day in move.needs + move.takes:
        return False
    day = int(str((details or {}).get(length.day, 0))) or item.kept.get(length.day, 0)
    today = item.town.day(at)
    return day == 0 or as_date(day) < today or item.town.ahead(at, as_date(day), length.unit) > length.n


def accused_by(master: Item, reporter: int, at: int) -> bool:
    """They are whom it accuses, or hold an office of theirs: what they reported does not follow it."""
    against = int(str(master.facts.get("against", 0)))
    return reporter == against or any(
        master.town.accused(against, office.organization, at, master.parties.get("intake", 0))
        for office in master.town.held(reporter, at))


def failures(item: Item, move: Move, actor: int, details: Optional[Details], at: int,
             items: Mapping[int, Item]) -> Iterator[Failure]:
    """Every guard of the move that fails, in the order of refusal. details None: only asking what could be done."""
    opening = not move.states
    after, done = set_parties(item, move, actor, details or {}, at)
    after = filled(after, move, at)
    named = [items.get(int(str(number))) for name, number in (details or {}).items() if name in ("master", "earlier")]
    there = all(other is not None and sees(other, actor, at) for other in named)
    if opening and not there:  # its parties are looked up before anything else
        yield Failure("NOT_FOUND", "DETAIL", 0, "there")
    if not opening and item.state not in move.states:
        yield Failure("REFUSED", "STATE", move.line, "state")
    fitting = [who for who in move.by if is_who(after if opening else item, who, actor, at)]
    if not fitting:
        yield Failure("REFUSED", "ACTOR", move.by[0].line, "by")
    elif all(item.is_left_out(who, actor, at) for who in fitting):
        yield Failure("REFUSED", "SELF", fitting[-1].line, "not")
    if not opening and not there:
        yield Failure("NOT_FOUND", "DETAIL", 0, "there")
    behalf = (details or {}).get("behalf") if opening else None
    if behalf not in (None, actor) and not any(who.role and is_who(after, who, actor, at) for who in move.by):
        yield Failure("REFUSED", "MAY", next((who.line for who in move.by if who.role), move.line), "behalf")
    received = int(str((details or {}).get("received", 0)))
    if received and not any(who.role and who.party == "intake" and is_who(after, who, actor, at) for who in move.by):
        yield Failure("REFUSED", "MAY", move.by[0].line, "received")
    elif received > at:
        yield Failure("REFUSED", "DETAIL", 0, "received")
    matter = item.town.rulebook.matters.get(str(item.facts.get("matter", ""))) if opening else None
    own = matter.details if matter else {}
    taken = move.needs + move.takes + (["procedure", "external", "received", *own] if opening else [])
    if any(name not in taken for name in details or {}):
        yield Failure("REFUSED", "TAKES", move.line, "takes")
    if details == {} and only_applies(item.procedure, move):
        yield Failure("REFUSED", "NEEDS", move.line, "applies")
    for name, value in (details or {}).items():
        declared = own.get(name) or item.procedure.details.get(name)
        if declared and not declared.holds(value):
            yield Failure("REFUSED", "DETAIL", declared.line, name)
    if not opening and "channel" in (details or {}) and not move.answers and details["channel"] in ADVICE:
        yield Failure("REFUSED", "DETAIL", move.line, "channel")
    if not opening and "matter" in (details or {}):
        given = item.town.rulebook.matters.get(str(details["matter"]))
        if given is None or given.procedure not in ("", item.procedure.name):
            yield Failure("REFUSED", "MATTER", move.line, "matter")
    if not opening and details and not _stays_unsettled(item, details, at, items):
        yield Failure("REFUSED", "UNSETTLED", _asked_unsettled(item).line, "unsettled")
    for name, line in matter.needs if matter and details is not None else ():
        if name not in details:
            yield Failure("REFUSED", "NEEDS", line, name)
    for clause in move.clauses:
        unsaid = clause.kind == "when" and clause.words[0] == "says" and clause.words[1] in move.needs
        if unsaid and clause.words[1] not in (details or {}):
            continue  # `needs` has said so
        if not _holds(item, after, move, clause, details, at, items):
            yield Failure("REFUSED", _reason(clause), clause.line, " ".join((clause.kind,) + clause.words))
    import deciding  # which reads rolls as this does
    if move.decides:
        yield from deciding.uncounted(item, move, at)
        return
    yield from deciding.closing(after, move, item.state, actor, at)
    if not done:
        yield Failure("REFUSED", "PARTY", move.line, "sets")
    for party in item.procedure.named:
        if details and party in details and party in [one for one, *_ in move.sets] and not stands(after, party, at):
            yield Failure("REFUSED", "ROLE", move.line, "named")
    awaited = awaited_by(item, move) if details is None else set()
    for tenure in move.offices:
        reason = "" if tenure.ends or tenure.place.party in awaited else office_fails(after, tenure, at)
        if reason:
            yield Failure("REFUSED", reason, tenure.line, "appoints")
    days = int(str((details or {}).get("days", 0)))
    if move.extends and days > move.extends_most:
        yield Failure("REFUSED", "DETAIL", move.line, "days")
    for clock in item.procedure.clocks.values():
        given = clock.length is not None and clock.length.given and not clock.length.day
        if move.name in clock.starts and given and days > clock.length.n:
            yield Failure("REFUSED", "DETAIL", clock.line, "days")
        if _day_fails(item, move, clock, details, at):
            yield Failure("REFUSED", "DAY", clock.line, clock.name)
    master = items.get(int(str((details or {}).get("master", 0)))) if move.follows else None
    reporter = item.parties.get("reporter", 0)
    if master and reporter and accused_by(master, reporter, at):
        yield Failure("REFUSED", "ACCUSED", move.line, "follows")
    if master and item.facts.get("against") and item.facts["against"] != master.facts.get("against"):
        yield Failure("REFUSED", "ACCUSED", move.line, "follows")


def _asked_unsettled(item: Item) -> Optional[Clause]:
    clauses = item.procedure.moves[item.procedure.opening].clauses
    return next((clause for clause in clauses if clause.kind == "when" and clause.words[0] == "unsettled"), None)


def _stays_unsettled(item: Item, details: Details, at: int, items: Mapping[int, Item]) -> bool:
    """Put right by another matter or place, it is not what was settled for its reporter, unless it names that."""
    facts = {name: details[name] for name in ("matter", "place") if name in details}
    asked = _asked_unsettled(item)
    earlier = items.get(int(str(item.facts.get("earlier", 0))))
    if asked is None or all(item.facts.get(name) == fact for name, fact in facts.items()):
        return True
    if earlier and (earlier.master or earlier).state == "settled":
        return True
    after = replace(item, id=0, facts={**item.facts, **facts})
    return _when(after, asked.words, {}, at, items)


def only_applies(procedure: Procedure, move: Move) -> bool:
    """It leaves the item where it is, and does nothing but to put right what it takes, of which it needs none."""
    corrects = move.reclasses or {"matter", "place", "channel"} & set(move.takes)
    does = (move.needs or move.sets or move.tells or move.opens or move.answers or move.counts or move.extends or
            move.offices or move.follows or move.drops or move.decides)
    clocks = any(move.name in clock.starts + clock.stops for clock in procedure.clocks.values())
    timed = any(clause.kind in ("within", "after") and clause.words[-1] == move.name
                for other in procedure.moves.values() for clause in other.clauses)
    return bool(move.states and move.to == "same" and corrects and not (does or clocks or timed))


def guards(procedure: Procedure, move: Move) -> Set[str]:
    """Every guard a move has, by the names that failures give them: what a test must have seen fail."""
    every = {" ".join((clause.kind,) + clause.words) for clause in move.clauses} | {"by", "takes"}
    if move.states:
        every.add("state")
    if move.follows:
        every.add("follows")
    if only_applies(procedure, move):
        every.add("applies")
    if any(who.excluded for who in move.by):
        every.add("not")
    if any(superiors for _, _, superiors, _ in move.sets):
        every.add("sets")
    if any(party in procedure.named for party, *_ in move.sets):
        every.add("named")
    given = [clock for clock in procedure.clocks.values() if clock.length and clock.length.given
             and move.name in clock.starts]
    if move.extends or any(not clock.length.day for clock in given if clock.length):
        every.add("days")
    every |= {clock.name for clock in given if clock.length and clock.length.day}
    return every


# ---------------------------------------------------------------------------------------------------------- playing


def _length_of(item: Item, clock: Clock) -> Optional[Length]:
    """The profile's first line that matches, else the procedure's own length."""
    for name, length, condition in item.town.rulebook.profiles.get(item.profile, []):
        fact = item.facts.get(condition[0], "normal" if condition[0] == "urgency" else "") if condition else None
        if name == "%s.%s" % (item.procedure.name, clock.name) and (not condition or fact == condition[1]):
            return length
    return clock.length


def _correct(item: Item, move: Move, details: Details) -> None:
    """What a move that takes it says anew of the item; the lengths of its clocks follow its matter and class."""
    own = ("place", "point", "track", "masked", "against", "public_safety", "delegates")
    item.given_track = str(details.get("track") or item.given_track or item.facts.get("track", "none"))
    other = "matter" in details and details["matter"] != item.facts.get("matter")
    item.facts.update({name: value for name, value in details.items() if name in own})
    if "channel" in details and not move.answers:
        item.facts["channel"] = details["channel"]
    if not move.reclasses:
        return
    item.facts.update({name: details[name] for name in ("matter", "urgency", "class") if name in details})
    if "matter" in details:
        item.profile = item.town.rulebook.profile_of(details["matter"])
    if other and "track" not in details:  # a matter brings its track, and takes it along
        matter = item.town.rulebook.matters.get(str(details["matter"]))
        item.facts["track"] = matter.track if matter and matter.track else item.given_track


def _clocks(item: Item, move: Move, outcome: str, details: Details, at: int) -> None:
    events = {move.name, "%s.%s" % (move.name, outcome)}
    for clock in item.procedure.clocks.values():
        length = _length_of(item, clock)
        if move.reclasses and length and not length.given and not length.otherwise[0] and clock.name in item.clocks:
            item.clocks[clock.name].length = length
        if events & set(clock.stops):
            item.clocks.pop(clock.name, None)
        if events & set(clock.starts) and length is not None:
            days = item.kept[length.day] if length.day else int(str(details.get("days", 0))) if length.given else 0
            if length.otherwise[0] and not days:
                length = Length(*length.otherwise)
            item.clocks[clock.name] = Running(at, length._replace(n=days or length.n))
            item.started.add(clock.name)
        running = item.clocks.get(clock.name)
        if running is not None and item.state not in clock.paused:
            running.awake = False
        if running is not None and (item.state in clock.paused and not running.awake) != (running.paused_at != 0):
            if running.paused_at:
                running.gained += (item.town.day(at) - item.town.day(running.paused_at)).days
            running.paused_at = 0 if running.paused_at else at
    for name in set(move.extends) & set(item.clocks):
        item.clocks[name].gained += int(str(details.get("days", 0))) or move.extends_most


def _join(master: Item, follower: Item, at: int) -> None:
    """What the follower was promised is promised by its master from then on."""
    ranks = ("normal", "urgent", "critical")
    was, safe = str(master.facts.get("urgency", "normal")), master.facts.get("public_safety")
    master.facts["urgency"] = max((str(one.facts.get("urgency", "normal")) for one in (master, follower)), key=ranks.index)
    if follower.facts.get("public_safety"):
        master.facts["public_safety"] = 1
    if follower.facts.get("track") == "petition":
        master.facts["track"] = master.given_track = "petition"
    opened = next(move.name for move in follower.procedure.moves.values() if not move.states)
    came, due = int(str(follower.facts.get("received", follower.last[opened]))), master.town.due
    if ranks.index(str(master.facts["urgency"])) > ranks.index(was) or (follower.facts.get("public_safety") and not safe):
        resting = [own for own in master.clocks.values() if own.paused_at]
        for name, own in master.clocks.items():  # the reporter's time ends where that is waited for
            does = master.procedure.clocks[name].does
            if (resting and not own.paused_at and master.procedure.states[master.state] == "reporter" and does
                    and master.state in master.procedure.moves[does].states and due(own.start, own.length, own.gained) > at):
                own.cut = at
        for own in resting:
            own.gained += (master.town.day(at) - master.town.day(own.paused_at)).days
            own.paused_at, own.awake = 0, True
    for name in set(master.clocks) & set(follower.clocks):
        own, promise = master.clocks[name], follower.clocks[name]
        dues = [due(clock.start, clock.length, clock.gained) for clock in (promise, own)]
        if at <= dues[1] and dues[0] < dues[1] and promise.start == came and not (
                promise.gained or promise.paused_at or own.paused_at):
            master.clocks[name] = Running(promise.start, promise.length, awake=own.awake)


def _end_children(item: Item, at: int, drops: Optional[List[str]] = None) -> None:
    for child in item.children:
        if child.final or (drops is not None and child.procedure.name not in drops):
            continue
        ending = next(move for move in child.procedure.moves.values() if child.state in move.states
                      and any(who.kind == "parent" for who in move.by) and child.procedure.states[move.to] == "")
        play(child, ending, 0, {}, at, {}, ended=True)


def _late(item: Item, organization: int, most: int, at: int, items: Mapping[int, Item]) -> List[Item]:
    """Those longest overdue of what lies with the organization or below it, and is no open child's subject."""
    above, issues = [item], list(items.values())
    while above[-1].parent is not None:
        above.append(above[-1].parent)
    taken = {int(str(one.facts.get("issue", 0))) for one in issues if one.parent is not None and not one.final}
    found = []
    for one in issues:
        top = one
        while top.parent is not None:
            top = top.parent
        matter = item.town.rulebook.matters.get(str(top.facts.get("matter")))
        secret = top.facts.get("against") or top.facts.get("masked") or (matter is not None and matter.confidential)
        lies = [one.parties.get(party, 0) for party in ("intake", "lead", one.procedure.states.get(one.state, ""))]
        dues = [item.town.due(clock.start, clock.length, clock.gained) for clock in one.clocks.values()
                if not clock.paused_at]
        if (one not in above and one.id not in taken and not one.final and not secret and dues and min(dues) < at
                and any(party >> 44 == ORGANIZATION and item.town.below(party, organization) for party in lies)):
            found.append((min(dues), one.id % (1 << 44), one))
    return [one for _, _, one in sorted(found, key=lambda row: row[:2])[:most]]


def _opened(item: Item, move: Move, details: Details, at: int, items: Mapping[int, Item]) -> List[Details]:
    """What each child that a move opens is given of its own."""
    if not move.opens_for:
        return [{}]
    if move.opens_for[0] == "late":
        organization = item.parties.get(move.opens_for[3], 0)
        return [{"issue": one.id} for one in _late(item, organization, int(move.opens_for[1]), at, items)]
    return [{"organization": one} for one in _organizations(item, move.opens_for[0], details)]


def _open_child(item: Item, move: Move, actor: int, brought: Details, at: int, items: Mapping[int, Item]) -> None:
    """Details pass down by name, as far as the child's opening asks for them."""
    procedure = item.town.rulebook.procedures[move.opens]
    opening = procedure.moves[procedure.opening]
    child = Item(item.town, procedure, parent=item, profile=move.opens_under or item.profile, entered=actor)
    if "reporter" in procedure.parties:
        child.parties["reporter"] = actor
    own = ("matter", "procedure", "external", "behalf")
    asked = [name for name in opening.needs + opening.takes if name not in own]
    child.facts.update({name: value for name, value in brought.items() if name in asked})
    play(child, opening, actor, {name: value for name, value in brought.items() if name in asked + ["organization"]},
         at, items)
    item.children.append(child)


def _follow(parent: Item, at: int, items: Mapping[int, Item]) -> None:
    """What a child comes to makes the first move `by child` that nothing refuses."""
    for move in parent.procedure.moves.values():
        if parent.state not in move.states or all(who.kind != "child" for who in move.by):
            continue
        after, done = set_parties(parent, move, 0, {}, at)
        after = filled(after, move, at)
        if done and all(_holds(parent, after, move, clause, None, at, items) for clause in move.clauses):
            play(parent, move, 0, {}, at, items)
            return


def _close(item: Item, move: Move, was: str, at: int) -> None:
    """What a move closes: what it fills, and what was open where it comes from and is not where it leads."""
    for roll in item.procedure.rolls.values():
        is_open = [any(one in (maker.states or roll.states) for maker in roll.by + roll.out) for one in (was, item.state)]
        if is_open[1]:
            item.closed.pop(roll.name, None)
        elif is_open[0] or roll.filled == move.name:
            item.closed[roll.name] = at


def _work(item: Item, move: Move, actor: int) -> None:
    """Whoever is its handler, and whoever makes a move that is for offices of the lead alone."""
    offices = [who for who in move.by if who.kind == "role"]
    leads = all(who.party == "lead" and who.superiors == 0 and "handler" not in who.excluded for who in offices)
    if item.procedure.parties.get("handler") != "resident":
        return
    if offices and leads and "lead" in item.procedure.parties and move.states:
        item.workers.add(actor)
    if any(party == "handler" for party, _, _, _ in move.sets) and actor:
        above: Optional[Item] = item
        while above is not None:
            above.workers.add(actor)
            above = above.parent


def play(item: Item, move: Move, actor: int, details: Details, at: int, items: Mapping[int, Item],
         ended: bool = False) -> None:
    """Makes a move that no guard refuses. ended: its parent does, which nothing follows."""
    import deciding  # which reads rolls as this does
    set_so = set_parties(item, move, actor, details, at)[0]
    item.parties, item.named_at = set_so.parties, set_so.named_at
    _work(item, move, actor)
    outcome = deciding.decide(item, move, at) if move.decides else ""
    after = filled(item, move, at)
    item.rolls, item.waits, item.bundles, item.places = after.rolls, after.waits, after.bundles, after.places
    item.made[move.name] = item.made.get(move.name, 0) + 1
    item.last[move.name] = at
    kept = [name for name, declared in item.procedure.details.items() if declared.type == "date" or name == "seats"]
    item.kept.update({name: int(str(details[name])) for name in kept if name in details})
    to = move.outcomes[outcome] if outcome else move.to
    was, item.state = item.state, item.state if to == "same" else to
    if move.states:
        next_day(item, details)
    _close(item, move, was, at)
    theirs = all(item.procedure.states[state] == "reporter" for state in move.states)  # a reply claims nothing
    claims = not theirs and to != "same" and not item.final and any(who.party == "reporter" for who in move.by)
    asked = not move.states and (item.parent is not None or "reporter" in item.procedure.parties)
    item.owed = 0 if move.answers or item.final else item.owed + bool(claims or asked)
    if move.follows:
        item.master = items[int(str(details["master"]))]
        item.master.followers.append(item)
        _join(item.master, item, at)
    if move.states:
        _correct(item, move, details)
    _clocks(item, move, outcome, details, int(str(details.get("received", at))))
    if outcome in ("", *deciding.DONE):
        _give_offices(item, move, at)
    item.town.news += _tell(item, move, actor, at)
    if item.final or move.drops != []:
        _end_children(item, at, None if item.final else move.drops)
    for own in _opened(item, move, details, at, items) if move.opens and outcome in ("", *deciding.DONE) else []:
        _open_child(item, move, actor, {**details, **own}, at, items)
    if item.parent is not None and move.states and item.state != was and not ended:
        _follow(item.parent, at, items)
    item.town.news += _tell_rolls(item, move)
