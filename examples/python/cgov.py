"""cgov: community governance (基层社会治理) from Python, with ctypes alone.

The library is found through the environment variable CGOV_LIBRARY, else in a build directory of this checkout, else
in the prefix it was installed in, else where the system keeps its libraries. What its headers declare, structs, numbers and functions, is in _cgov_api.py, made
from them, and importing this module asserts every struct's size against the library. Here is the pleasant face of it.

    import cgov
    from datetime import datetime, timedelta, timezone

    china = timezone(timedelta(hours=8))
    now = datetime(2026, 2, 6, 9, 0, tzinfo=china)
    with cgov.Ledger.create(now, rulebook=cgov.shipped("standard"), organization="桥东区", resident="王某") as ledger:
        founder = ledger.info().founder
        office = ledger.add_organization(cgov.Act(founder, now), "民呼回应中心", "center", parent=ledger.info().root)
        for organization in ledger.entities(cgov.Reader(founder, now), cgov.Kind.ORGANIZATION):
            print(organization.type, ledger.text(cgov.Reader(founder, now), organization.id, "name"))

Conventions: a change takes an Act first, a reading a Reader. Times are aware datetimes or milliseconds since 1970, and
come back as milliseconds (see `moment`). Details are a dict, {"text": "...", "lead": id, "organizations": [a, b], "day":
date(2026, 4, 1)}: a text, a whole number or a date each, by the library's names or those a text declares.
Whatever fails raises a CgovError. Readings that give rows are iterators: a page a call, nothing asked before the first.
"""

import contextlib
import ctypes
import ctypes.util
import difflib
import operator
import os
import pathlib
import re
import secrets
import statistics
from ctypes import POINTER, byref, c_int64, c_uint8, c_uint32, c_uint64, c_void_p, sizeof
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, NoReturn, Optional, Tuple, Type, TypeVar, Union

import _cgov_api as api

# ------------------------------------------------------------------------------------------------ the library itself


def _load() -> ctypes.CDLL:
    """The shared library: CGOV_LIBRARY, else a build directory of this checkout, else its prefix's, else the system's.

    Built with a sanitizer it would end this process as it is loaded: only CGOV_LIBRARY takes such a one.
    """
    named = os.environ.get("CGOV_LIBRARY")
    if named:
        try:
            return ctypes.CDLL(named)
        except OSError as error:
            raise ImportError("CGOV_LIBRARY is %s, which cannot be loaded: %s" % (named, error)) from None
    checkout = pathlib.Path(__file__).resolve().parent.parent.parent
    built = (checkout / "include" / "cgov" / "cgov.h").is_file()  # else this file was copied out of one
    for pattern in ("build*/**/libcgov.so", "build*/**/libcgov.dylib", "build*/**/*cgov*.dll") if built else ():
        for path in sorted(checkout.glob(pattern), key=lambda path: path.parts):  # build before build-debug
            if path.is_file() and not re.search(b"__(a|hwa|m|t)san_init", path.read_bytes()):
                return ctypes.CDLL(str(path))
    here = pathlib.Path(__file__).resolve()
    if here.parent.name in ("site-packages", "dist-packages"):  # installed: the library of the same prefix
        for pattern in ("lib*/libcgov.so.0", "lib*/*/libcgov.so.0", "lib*/libcgov.0.dylib", "bin/*cgov-0.dll"):
            for prefix in here.parents[2:4]:  # PREFIX/Lib/site-packages or PREFIX/lib/python3/dist-packages
                for path in sorted(prefix.glob(pattern)):
                    return ctypes.CDLL(str(path))
    found = ctypes.util.find_library("cgov")
    if found is None:
        advice = ", or build it: meson setup build && ninja -C build, in %s" % checkout if built else ""
        raise ImportError("libcgov is not where the system keeps its libraries: set the environment variable "
                          "CGOV_LIBRARY to the path of libcgov.so%s" % advice)
    return ctypes.CDLL(found)


_lib = _load()
api.bind(_lib)

# ---------------------------------------------------------------------------------------------------- time and names

Time = Union[int, datetime]  # milliseconds since 1970-01-01T00:00:00Z, or an aware datetime
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def milliseconds(time: Time) -> int:
    """The instant as the library counts it; a datetime must know its offset."""
    if not isinstance(time, datetime):
        return operator.index(time)  # a float would be cut
    if time.tzinfo is None:
        raise ValueError("a datetime without a time zone is no instant")
    return (time - _EPOCH) // timedelta(milliseconds=1)


def moment(time: int, zone: tzinfo = timezone.utc) -> datetime:
    """The other way: an aware datetime."""
    return (_EPOCH + timedelta(milliseconds=time)).astimezone(zone)


def point(latitude: float, longitude: float) -> int:
    """A place on earth as the detail `point` carries it: two times 32 bits, in 1e-7 degrees."""
    word = ((round(latitude * 1e7) & 0xFFFFFFFF) << 32) | (round(longitude * 1e7) & 0xFFFFFFFF)
    return word - (1 << 64) if word >> 63 else word


def _name(text: Union[str, bytes]) -> bytes:
    """A C string; one with a NUL inside would name something else."""
    raw = api.utf8(text)
    if b"\0" in raw:
        raise ValueError("a NUL in a name: %r" % (text,))
    return raw


def _fits(number: int, bits: int, what: str) -> int:
    """A whole number without sign that so many bits hold; ctypes would cut it."""
    whole = operator.index(number)
    if not 0 <= whole < 1 << bits:
        raise ValueError("%s: %d is not from 0 to %d" % (what, whole, (1 << bits) - 1))
    return whole


def _pair(number: int) -> Tuple[int, int]:
    """128 bits as the library takes them: the low half, then the high one."""
    number = _fits(number, 128, "a key, salt or ledger id")
    return number & (1 << 64) - 1, number >> 64


# ----------------------------------------------------------------------------------------------------------- structs

Struct, STRUCTS, FUNCTIONS = api.Struct, api.STRUCTS, api.FUNCTIONS
Text, _Detail = api.cgov_text, api.cgov_detail
_Options = api.cgov_ledger_options
_Genesis = api.cgov_genesis
_Adoption, _EntityDraft = api.cgov_adoption_draft, api.cgov_entity_draft
_AppointmentDraft = api.cgov_appointment_draft
_Filter = api.cgov_item_query
_RouteQuery = api.cgov_route_query
_FigureQuery = api.cgov_figure_query


class Act(api.cgov_act):
    """Who changes something, and when (行为).

    key: a number of up to 128 bits that makes repeating the command harmless; expect: the version of the item the
    writer has seen; salt: what hides erased words, drawn anew for every call unless given; import_: what carries the
    external key of a report, resident or organization already is the answer, and Ledger.repeated says so; defer: it may
    return before it is durable, which Ledger.result tells.
    """

    def __init__(self, actor: int, now: Time, *, key: int = 0, expect: int = 0, salt: int = 0,
                 long_jump: bool = False, encode: bool = False, import_: bool = False, defer: bool = False) -> None:
        flags = api.ACT_LONG_JUMP * long_jump | api.ACT_ENCODE * encode | api.ACT_IMPORT * import_
        flags |= api.ACT_DEFER * defer
        super().__init__(flags=flags, actor=actor, now=milliseconds(now), key=_pair(key), expect=expect,
                         salt=_pair(salt))

    def salted(self) -> "Act":
        """This act with a salt: its own, or a fresh one."""
        if any(self.salt):
            return self
        fresh = type(self).from_buffer_copy(self)
        fresh.salt[:] = _pair(secrets.randbits(128) or 1)
        return fresh

    @property
    def reader(self) -> "Reader":
        """The same person reading at the same instant."""
        return Reader(self.actor, self.now)


class Reader(api.cgov_reader):
    """Who reads, and when (查阅); 0 is the public."""

    def __init__(self, actor: int, at: Time) -> None:
        super().__init__(actor=actor, at=milliseconds(at))


class Fault(api.cgov_error):
    """What went wrong, as the library tells it; a CgovError carries the same."""


class Allocator(api.cgov_allocator):
    """Memory for one ledger; of use to those who count it or make it fail."""


class StorageTable(api.cgov_storage):
    """The table of functions under a storage; see Storage for the Python face of it."""


class Info(api.cgov_ledger_view):
    """What a ledger says of itself."""


class Outcome(api.cgov_result):
    """What a change gave."""

    @property
    def durable(self) -> bool:
        """Whether it would survive a power cut, as far as was known when it returned."""
        return self.durable_seq >= self.seq


class Entity(api.cgov_entity_view):
    """A resident, an organization or a unit; the name is words: Ledger.text(reader, id, "name")."""


class Appointment(api.cgov_appointment_view):
    """A resident holds a role in an organization, from one instant until before another."""


class Item(api.cgov_item_view):
    """An issue, a part, a session or a motion, as a reader sees it."""


class Clock(api.cgov_clock_view):
    """A clock of an item; due is the last instant on time, 0 where no calendar covers it yet."""

    @property
    def known_due(self) -> Optional[int]:
        """Its due, None where no calendar covers it yet: missing_year says which year is wanting."""
        return self.due or None


class Party(api.cgov_party_view):
    """A place on an item, and who has it."""


class Move(api.cgov_move_view):
    """A move of an item's procedure, and whether this reader could make it now.

    needs and takes count the details it asks for; `Ledger.fields` says which.
    """


class Entry(api.cgov_history_view):
    """One entry of an item's history."""


class CheckReport(api.cgov_check_view):
    """What the check of a rulebook found."""


class Ruling(api.cgov_outcome):
    """What a tally comes to by a rule of deciding, or in message why nothing."""

    def elected(self) -> List[int]:
        """The candidates who won, by their votes."""
        return list(self.numbers[:self.winners])


class Comparison(api.cgov_comparison_view):
    """A line of a rule as it was compared: left * d >= n * right, or > where more; d 0: left >= n, or >."""


class Rule(api.cgov_rule_view):
    """One named thing of a rulebook."""


class Edge(api.cgov_edge_view):
    """One edge of a procedure's graph: a move from a state to a state."""


class Roll(api.cgov_roll_view):
    """A roll (名册) of an item, as this reader sees it."""


class Entered(api.cgov_entry_view):
    """Somebody on a roll of an item."""


class Share(api.cgov_share_view):
    """A share that a move asks for, and how it stands."""


class TallyRow(api.cgov_tally_row):
    """One line of a bundle: how often a choice stands, by each axis that is asked."""


class Tally(api.cgov_tally_view):
    """How often a choice stands on a roll of ballots."""


class Duty(api.cgov_duty_view):
    """A row of the catalogue (权责清单): a duty, with what is said of its matter; duty is 0 for a matter that has none."""

    @property
    def form_names(self) -> List[str]:
        """How the public takes part: names of Form."""
        return _names(Form, self.forms)


class Route(api.cgov_route_view):
    """What routing says (派单): who leads, who helps, which rule of RouteRule decided, and why in a sentence."""

    @property
    def helpers(self) -> List[int]:
        """Those of `others` there are."""
        return list(self.others[:self.other_count])


class ImportView(api.cgov_import_view):
    """What became of a row that was imported; its Report is told."""


class Report(api.cgov_import_draft):
    """A report to be imported: its details, `external` among them, when it was made, and by whom (0: as the act says).

    Or somebody to be entered on a roll, the elector. After Ledger.import_reports or import_entries status says what
    became of it, and id which issue it is; 0 where the actor may not see it.
    """

    status = id = 0

    def __init__(self, details: "Details", at: Time = 0, actor: int = 0, elector: int = 0) -> None:
        super().__init__(at=milliseconds(at), actor=actor, elector=elector)
        self.given = details  # the ledger it is given to knows the numbers of what its texts declare


class Erasure(api.cgov_erasure_view):
    """A text that was erased (删除): `at` by the order of `actor`, recorded in `by`."""


class Told(api.cgov_feed_view):
    """One entry of the feed (消息): `what` of News to tell `to`, or whoever holds the role there; 0 where it is masked.

    Its position is what a consumer keeps, and gives to Ledger.feed to go on after it.
    """

    @property
    def position(self) -> Tuple[int, int]:
        """The record's seq, and which of what it tells."""
        return self.seq, self.entry


_BASES = {"ended": "due", "on_time": "due", "contacted": "revisited", "solved": "assessable", "satisfied": "rated",
          "at_tier": "tiered", "attended": "expected", "voted": "entitled"}


class Figures(api.cgov_figure_view):
    """The figures (指标) of one group, counts all of them; `fractions` puts those together that belong so."""

    @property
    def fractions(self) -> Dict[str, Optional[Tuple[int, int]]]:
        """How many of how many, by the first's name; None of none, which is neither 0 % nor 100 %."""
        return {part: (getattr(self, part), getattr(self, base)) if getattr(self, base) else None
                for part, base in _BASES.items()}

    def line(self, form: Union[int, str] = "csv") -> str:
        """Every figure in a line of "csv" or "json"; the head of the former is `figures_head`."""
        return _figure_line(byref(self), _number(Line, form))


def figures_head() -> str:
    """The head of a table of figures in CSV."""
    return _figure_line(None, Line.CSV)


def _figure_line(figures: Any, form: int) -> str:
    return _buffered(lambda into, cap, needed: _lib.cgov_figure_line(figures, form, into, cap, needed)).decode()


class Run(api.cgov_run_view):
    """The last run of a clock that has ended; rested are the milliseconds of it that were suspended (缓办)."""

    @property
    def took(self) -> int:
        """Milliseconds from its start to its end, but for those it rested."""
        return self.stopped_at - self.started_at - self.rested


def _figure_query(group: Union[int, str] = 0, *, level: Union[int, str] = 0, satisfied: int = 0, organization: int = 0,
                  procedure: Optional[str] = None, matter: Optional[str] = None, clock: Optional[str] = None,
                  region: int = 0, from_: Time = 0, until: Time = 0, since: int = 0) -> _FigureQuery:
    return _FigureQuery(group=_number(Group, group), level=_number(Level, level), satisfied=satisfied,
                        organization=organization, procedure=Text.of(procedure), matter=Text.of(matter),
                        clock=Text.of(clock), region=region, from_=milliseconds(from_), until=milliseconds(until),
                        since=since)


class Asked(api.cgov_field_view):
    """A detail that a move asks for: what a form needs to know."""


class Choice(api.cgov_choice_view):
    """One of the choices of a detail."""


class Given(api.cgov_detail_view):
    """A detail that one entry of a history holds: words are read by `Ledger.text`."""

    @property
    def value(self) -> Union[int, str]:
        """What was given, words apart: a choice's name, or a number; a day is 20260315."""
        return self.choice or self.number


def version() -> str:
    """The version of the library that runs, "0.1.0"."""
    return _lib.cgov_version_string().decode()


def version_number() -> int:
    """The same as a number: major * 1000000 + minor * 1000 + patch."""
    return _lib.cgov_version_number()


def is_blank(text: str) -> bool:
    """Whether nothing is written in a text, as a ledger asks that of an answer."""
    blank = c_uint32()
    return _lib.cgov_text_blank(byref(Text.of(text)), byref(blank)) == 0 and blank.value == 1


def code_holds(kind: str, code: str) -> bool:
    """Whether a region, organization, credit or resident code is of its standard's form, check character included."""
    return _lib.cgov_code_check(_number(api.Code, kind), byref(Text.of(code))) == 0


# ------------------------------------------------------------------------------------------------------------- enums

Kind, Field, Track, Channel, Urgency = api.Kind, api.Field, api.Track, api.Channel, api.Urgency
Result, Record, ClockState, Level, Form = api.Result, api.Record, api.Clock, api.Level, api.Form
DutyKind, RouteRule, RuleKind, News, Group = api.Duty, api.Route, api.Rule, api.News, api.Group
Line = api.Line
Axis = api.Axis
Since = api.Since
Snapshot = api.Snapshot
BallotChoice = api.Choice
TallyKind = api.Tally
RuleOutcome, RuleWarning = api.Outcome, api.Warning
DetailType, Reads = api.Detail, api.Read


def status_name(status: int) -> str:
    """ "CGOV_E_STORAGE"."""
    return _lib.cgov_status_name(status).decode()


def status_text(status: int) -> str:
    """The status in a sentence."""
    return _lib.cgov_status_text(status).decode()


def reason_name(reason: int) -> str:
    """ "CGOV_R_ACTOR"."""
    return _lib.cgov_reason_name(reason).decode()


def reason_text(reason: int) -> str:
    """The reason in a sentence."""
    return _lib.cgov_reason_text(reason).decode()


def _perhaps(name: str, known: Iterable[str]) -> str:
    """The names that one may be meant by one that is not known; all, where none is near and they are few."""
    every = list(known)
    near = difflib.get_close_matches(name.lower(), every)
    if near:
        return ": perhaps " + " or ".join(near)
    return ": it is one of " + ", ".join(every) if len(every) <= 16 else ""


def _number(kind: Any, value: Union[int, str]) -> int:
    """The number of an enum's value, which may be given by its name."""
    if not isinstance(value, str):
        return operator.index(value)
    if value.lower() == "none":
        return 0
    try:
        return int(kind[value.upper()])
    except KeyError:
        known = [name.lower() for name in kind.__members__]
        raise ValueError("no %s is called %r%s" % (kind.__name__.lower(), value, _perhaps(value, known))) from None


def _names(kind: Any, bits: int) -> List[str]:
    return [value.name.lower() for value in kind if bits >> value & 1]


def field_number(field: Union[int, str]) -> int:
    """The number of a detail's field, by its name in the rulebook."""
    return _number(Field, field)


# -------------------------------------------------------------------------------------------------------- exceptions

_OK, _DONE, _REPEAT = api.Status.OK, api.Status.DONE, api.Status.REPEAT
_ARG, _BUFFER = api.Status.E_ARG, api.Status.E_BUFFER


class CgovError(Exception):
    """Whatever the library refuses or cannot do.

    status and reason are numbers (CGOV_E_*, CGOV_R_*), version and line say which line of which rulebook spoke,
    citation is the law or charter nearest to that line.
    """

    def __init__(self, fault: Fault) -> None:
        self.status, self.reason = fault.status, fault.reason
        self.version, self.line, self.column = fault.version, fault.line, fault.column
        self.item, self.os_code = fault.item, fault.os_code
        self.citation, self.message = fault.citation, fault.message or status_text(fault.status)
        super().__init__(self.message)

    @property
    def status_name(self) -> str:
        """ "CGOV_E_REFUSED"."""
        return status_name(self.status)

    @property
    def reason_name(self) -> str:
        """ "CGOV_R_ACTOR", and "" where there is no reason."""
        return reason_name(self.reason) if self.reason else ""

    def __str__(self) -> str:
        place = (("rulebook", self.version), ("line", self.line), ("column", self.column)) if self.line else ()
        where = ", ".join("%s %d" % (name, number) for name, number in place if number)
        tail = [part for part in (self.reason_name, where, self.citation) if part]
        return "%s: %s%s" % (self.status_name, self.message, " (%s)" % "; ".join(tail) if tail else "")


class Refused(CgovError):
    """The rules' answer: see reason, line and citation."""


class NotFound(CgovError, LookupError):
    """No such thing, or this reader may not see it."""


class Erased(CgovError):
    """These words were erased, as a record says: Ledger.erasure says when."""


class Conflict(CgovError):
    """The retry key stands for another command; the version or the external key differs."""


class RulebookError(CgovError):
    """The rulebook's text does not parse or fails a check: see line and column."""


class ArgumentError(CgovError, ValueError):
    """A number, text, flag, kind or size that cannot be."""


class Closed(ArgumentError):
    """The ledger, or the storage, was closed before this was asked, or before an iterator had come to its end."""

    def __init__(self, what: str = "ledger") -> None:
        super().__init__(Fault(status=_ARG))
        self.message = "the %s is closed" % what


class WrongTime(CgovError, ValueError):
    """Before the ledger's time, or farther ahead than it allows."""


class LimitReached(CgovError):
    """A limit in the ledger is reached."""


class OtherDecisions(CgovError):
    """Another version of the library decides this ledger: see Ledger.upgrade."""


class StorageError(CgovError, OSError):
    """The storage failed; os_code, and errno, say why, __cause__ is what a Python storage raised."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.errno = fault.os_code if fault.status == api.Status.E_STORAGE and fault.os_code else None
        self.strerror = os.strerror(self.errno) if self.errno else None


class Poisoned(StorageError):
    """After a failed sync: reading goes on, writing needs a reopened ledger."""


class Busy(StorageError):
    """Another writer holds the storage."""


class Exists(StorageError):
    """The storage holds a ledger already."""


class ReadOnly(CgovError):
    """The ledger is open to read alone: a change is for whoever writes it."""


class Corrupt(StorageError):
    """Damage to what was acknowledged; os_code is the offset."""


class FormatError(StorageError):
    """Not a journal or command, or one of a newer format."""


class OutOfMemory(CgovError, MemoryError):
    """No memory; nothing changed."""


class Reentered(CgovError, RuntimeError):
    """Called from inside one of this ledger's callbacks."""


_EXCEPTIONS: Dict[str, Type[CgovError]] = {
    "REFUSED": Refused, "NOT_FOUND": NotFound, "ERASED": Erased, "CONFLICT": Conflict, "RULEBOOK": RulebookError,
    "LIMIT": LimitReached, "READ_ONLY": ReadOnly,
    "ARG": ArgumentError, "KIND": ArgumentError, "BUFFER": ArgumentError, "TEXT": ArgumentError, "SALT": ArgumentError,
    "ABI_SIZE": ArgumentError, "ABI_NEWER": ArgumentError, "TIME_BACKWARDS": WrongTime, "TIME_AHEAD": WrongTime,
    "STORAGE": StorageError, "POISONED": Poisoned, "BUSY": Busy, "EXISTS": Exists, "DECISIONS": OtherDecisions, "CORRUPT": Corrupt,
    "FORMAT": FormatError, "NOMEM": OutOfMemory, "REENTER": Reentered,
}


def _raise(fault: Fault, cause: Optional[BaseException] = None) -> None:
    name = status_name(fault.status).replace("CGOV_E_", "", 1)
    raise _EXCEPTIONS.get(name, CgovError)(fault) from cause


def _expect(status: int) -> None:
    """Raises unless a call that leaves no error behind went well."""
    if status < 0:
        _raise(Fault(status=status))


# ---------------------------------------------------------------------------------------------------------- storages

_NOWHERE = (1 << 64) - 2  # the length of an object that is not there


class _Handle:
    """An open ledger's handle, which its Ledger and its storage share: whoever goes first closes it, and once.

    It refers to neither, so that they go in any order, collected together or as the interpreter ends too.
    """

    def __init__(self, value: int) -> None:
        self.value: Optional[int] = value
        self._end = _lib.cgov_ledger_close  # at hand when the module's names are gone

    def close(self) -> None:
        """Closes the ledger, if it is open."""
        value, self.value = self.value, None
        if value:
            self._end(value)


class AnyStorage:
    """What a ledger stands on: MemoryStorage, FileStorage, or your own Storage. A context manager."""

    table: StorageTable
    error: Optional[BaseException] = None  # what a Python callback raised last
    _ledgers: Tuple[_Handle, ...] = ()  # those open on it: one that writes, and any that read beside

    def __reduce__(self) -> NoReturn:
        raise TypeError("a storage is not copied: what is open would be closed twice")

    def _asked(self) -> StorageTable:
        """Its table, for a call that needs it open."""
        return self.table

    def draw_salt(self) -> int:
        """Two unpredictable numbers as one of 128 bits, from this storage; for Act(salt=...)."""
        salt = (c_uint64 * 2)()
        _expect(_lib.cgov_storage_salt(byref(self._asked()), salt))
        return salt[0] | salt[1] << 64

    def close(self) -> None:
        """Closes each ledger that is open on it, then the storage."""
        ledgers, self._ledgers = self._ledgers, ()
        for ledger in ledgers:
            ledger.close()

    def __enter__(self: "S") -> "S":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


S = TypeVar("S", bound=AnyStorage)


class _ReadyMade(AnyStorage):
    def __init__(self, make: Callable[[Any, Any], int]) -> None:
        self.table = StorageTable()
        fault = Fault()
        status = make(byref(self.table), byref(fault))
        if status < 0:
            fault.status = status
            _raise(fault)
        self._end = _lib.cgov_storage_close
        self._open = True

    _open = False  # of one that could not be made there is nothing to close

    def _asked(self) -> StorageTable:
        if not self._open:
            raise Closed("storage")
        return self.table

    def close(self) -> None:
        super().close()
        if self._open:
            self._open = False
            _expect(self._end(byref(self.table)))

    def __del__(self) -> None:
        super().close()
        if self._open:
            self._open = False
            self._end(byref(self.table))


class MemoryStorage(_ReadyMade):
    """In memory, for tests and scratch ledgers; it outlives the ledgers opened on it."""

    def __init__(self, allocator: Optional[Allocator] = None) -> None:
        super().__init__(lambda table, fault: _lib.cgov_storage_memory(allocator, table))


class FileStorage(_ReadyMade):
    """A directory of files, made where it is not there; one process at a time may write."""

    def __init__(self, path: Union[str, bytes, "os.PathLike[str]"], allocator: Optional[Allocator] = None) -> None:
        try:
            super().__init__(lambda table, fault: _lib.cgov_storage_files(_name(os.fsencode(path)), allocator, table, fault))
        except CgovError as error:
            error.message = "%s: %s" % (os.fsdecode(path), error.message)
            raise


class Storage(AnyStorage):
    """A storage written in Python: named objects, each a row of bytes. Derive and implement every method up to `put`.

    A method that raises has failed, and the library is told so twice over: by the answer, and by the out value that was
    not set. What it raised becomes the __cause__ of the StorageError. OSError.errno becomes os_code.
    """

    def names(self) -> Iterable[str]:
        """The objects that are there, in a stable order."""
        raise NotImplementedError

    def length(self, name: str) -> Optional[int]:
        """The object's length, None where there is none."""
        raise NotImplementedError

    def read(self, name: str, offset: int, length: int) -> bytes:
        """So many bytes; fewer at the object's end only."""
        raise NotImplementedError

    def append(self, name: str, offset: int, data: bytes) -> None:
        """Appends at offset, which must be the object's length; 0 creates it."""
        raise NotImplementedError

    def overwrite(self, name: str, offset: int, data: bytes) -> None:
        """Writes over existing bytes."""
        raise NotImplementedError

    def cut(self, name: str, length: int) -> None:
        """Cuts the object to a length."""
        raise NotImplementedError

    def sync(self, name: str) -> None:
        """Returns when the object survives a power cut."""
        raise NotImplementedError

    def remove(self, name: str) -> None:
        """Removes the object, if it is there."""
        raise NotImplementedError

    def put(self, name: str, data: bytes) -> None:
        """Puts a whole object at once, old or new after a crash."""
        raise NotImplementedError

    def lock(self) -> bool:
        """Becomes the one writer; False where there is another."""
        return True

    def unlock(self) -> None:
        """Gives it up."""

    def salt(self) -> int:
        """128 unpredictable bits, not all zero."""
        return secrets.randbits(128) or 1

    @property
    def table(self) -> StorageTable:  # type: ignore[override]
        """The table over these methods, made when first asked for."""
        made = self.__dict__.get("_table")
        if made is None:
            made = self.__dict__["_table"] = StorageTable(
                **{name: kind(self._guard(getattr(self, "_c_" + name)))
                   for name, kind in api.cgov_storage._fields_ if name not in ("size", "flags", "user")})
        return made

    def _guard(self, method: Callable[..., None]) -> Callable[..., int]:
        def called(_user: Any, *arguments: Any) -> int:
            try:
                method(*arguments)
                return 0
            except BaseException as error:  # nothing may unwind into the library
                self.error = error
                return getattr(error, "errno", None) or 1

        return called

    def _c_list(self, index: int, into: Any, found: Any) -> None:
        names = list(self.names())
        if index < len(names):
            raw = _name(names[index])
            if len(raw) > 31:
                raise ValueError("an object's name is too long")
            ctypes.memmove(into, raw + b"\0", len(raw) + 1)
        found[0] = int(index < len(names))

    def _c_length(self, name: bytes, out: Any) -> None:
        length = self.length(name.decode())
        out[0] = _NOWHERE if length is None else length

    def _c_read(self, name: bytes, offset: int, into: int, length: int, out: Any) -> None:
        data = self.read(name.decode(), offset, length)
        if len(data) > length:
            raise ValueError("more was read than asked for")
        ctypes.memmove(into, bytes(data), len(data))
        out[0] = len(data)

    def _c_append(self, name: bytes, offset: int, data: int, length: int, out: Any) -> None:
        self.append(name.decode(), offset, ctypes.string_at(data, length))
        out[0] = offset + length

    def _c_overwrite(self, name: bytes, offset: int, data: int, length: int, out: Any) -> None:
        self.overwrite(name.decode(), offset, ctypes.string_at(data, length))
        out[0] = offset + length

    def _c_cut(self, name: bytes, length: int, out: Any) -> None:
        self.cut(name.decode(), length)
        out[0] = length

    def _c_sync(self, name: bytes, out: Any) -> None:
        self.sync(name.decode())
        out[0] = 1

    def _c_put(self, name: bytes, data: int, length: int, out: Any) -> None:
        self.put(name.decode(), ctypes.string_at(data, length))
        out[0] = length

    def _c_remove(self, name: bytes, out: Any) -> None:
        self.remove(name.decode())
        out[0] = 1

    def _c_lock(self, take: int, out: Any) -> None:
        held = bool(self.lock()) if take else bool(self.unlock())
        out[0] = int(held)

    def _c_salt(self, salt: Any, out: Any) -> None:
        salt[0], salt[1] = _pair(self.salt())
        out[0] = 1


# ------------------------------------------------------------------------------------------------- rulebooks, details


def shipped_rulebooks() -> Dict[str, str]:
    """The rulebooks that come with the library, by name."""
    found: Dict[str, str] = {}
    name, text = Text(), Text()
    while _lib.cgov_rulebook_shipped(len(found), byref(name), byref(text)) == _OK:
        found[str(name)] = str(text)
    return found


def shipped(name: str) -> str:
    """The text of one of them; "standard" holds issues and what belongs to them."""
    texts = shipped_rulebooks()
    if name not in texts:
        raise KeyError("no text that ships is called %r%s" % (name, _perhaps(name, texts)))
    return texts[name]


def check_rulebook(text: str, allocator: Optional[Allocator] = None) -> CheckReport:
    """Parses and checks a rulebook without a ledger. Its faults stand in the report; nothing is raised for them."""
    report = CheckReport()
    status = _lib.cgov_rulebook_check(byref(Text.of(text)), allocator, byref(report))
    if status < 0 and report.status != status:
        _expect(status)
    return report


Sums = Union[int, Mapping[str, int]]  # heads, or by axis: {"heads": 201, "area": 1824000}
Tallied = Union[str, int, Tuple[int, ...]]  # a roll, a choice, `cast`, `silent`; a candidate's number; an order of them


def _numbers(numbers: Iterable[int]) -> Any:
    return Text.of(" ".join(map(str, numbers)))


def _tally_row(name: Tallied, sums: Sums, kept: bool, cost: int) -> Any:
    """A candidate's number, an order of them; `cast`, `silent`, a choice's name, or else a roll's."""
    row = api.cgov_tally_row(**(sums if isinstance(sums, Mapping) else {"heads": sums}))
    if isinstance(name, int):
        row.tally, row.number, row.flags = TallyKind.CANDIDATE, name, api.ROW_KEPT_FOR if kept else 0
        row.cost = cost
    elif isinstance(name, tuple):
        row.tally, row.name = TallyKind.ORDER, _numbers(name)
    elif name.upper() in BallotChoice.__members__:
        row.tally, row.number = TallyKind.CHOICE, BallotChoice[name.upper()]
    elif name in ("cast", "silent"):
        row.tally = TallyKind[name.upper()]
    else:
        row.tally, row.name = TallyKind.ROLL, Text.of(name)
    return row


def _asked(rule: str, tally: Mapping[Tallied, Sums], day: Optional[date], seats: int, casting: int, kept: Iterable[int],
           budget: int, costs: Mapping[int, int], lots: Iterable[int]) -> Tuple[Any, Any]:
    kept = set(kept)
    rows = [_tally_row(name, sums, name in kept, costs.get(name, 0)) for name, sums in tally.items()]
    query = api.cgov_rule_query(rule=Text.of(rule), seats=seats, casting=casting, budget=budget, lots=_numbers(lots),
                                day=day.year * 10000 + day.month * 100 + day.day if day else 0)
    return query, (api.cgov_tally_row * max(len(rows), 1))(*rows)


def try_rule(text: str, rule: str, tally: Mapping[Tallied, Sums], *, day: Optional[date] = None, seats: int = 0,
             casting: int = 0, kept: Iterable[int] = (), budget: int = 0, costs: Mapping[int, int] = {},
             lots: Iterable[int] = (), allocator: Optional[Allocator] = None) -> Tuple[Ruling, List[Comparison]]:
    """What a tally comes to by a rule of a text, without a ledger, and each comparison it hangs on.

    tally: by a roll's name, a choice ("yes"), "cast", "silent", a candidate's number (under `ask rank` 0: orders have
    the ballots), or an order, (3, 1, 2). kept: the candidates who stand on the roll that seats are kept for. budget and
    costs, of each candidate: under `seats within budget`. lots: under `rank stv`, as they were drawn. Why there is no outcome stands in Ruling.message; nothing is raised for it.
    """
    query, given = _asked(rule, tally, day, seats, casting, kept, budget, costs, lots)
    ruling, needed, room = Ruling(), c_uint32(), 64
    while True:
        made = (Comparison * room)()
        made[0].size = sizeof(Comparison)
        status = _lib.cgov_rule_try(byref(Text.of(text)), allocator, byref(query), given, len(tally), byref(ruling), made,
                                    room, byref(needed))
        if status < 0 and ruling.status != status:
            _expect(status)
        if status != api.Status.E_BUFFER:
            return ruling, list(made[:needed.value])
        room = needed.value


def explain_rule(text: str, rule: str, tally: Mapping[Tallied, Sums], *, day: Optional[date] = None, seats: int = 0,
                 casting: int = 0, kept: Iterable[int] = (), budget: int = 0, costs: Mapping[int, int] = {},
                 lots: Iterable[int] = (), allocator: Optional[Allocator] = None) -> Tuple[Ruling, str]:
    """The same as text, a fact a line: docs/format.md. It is "" where there is no outcome."""
    query, given = _asked(rule, tally, day, seats, casting, kept, budget, costs, lots)
    ruling, needed, room = Ruling(), c_uint64(), 1024
    while True:
        into = ctypes.create_string_buffer(room)
        status = _lib.cgov_rule_explain(byref(Text.of(text)), allocator, byref(query), given, len(tally), byref(ruling),
                                        into, room, byref(needed))
        if status < 0 and ruling.status != status:
            _expect(status)
        if status != api.Status.E_BUFFER:
            return ruling, into.raw[:needed.value].decode("utf-8") if status == _OK else ""
        room = needed.value + 1


def check_proof(proof: str, root: str) -> bool:
    """Whether a proof holds, as Ledger.proof gives it: its line leads to that root, 64 hexadecimal digits."""
    status = _lib.cgov_proof_check(byref(Text.of(proof)), byref(Text.of(root)))
    if status != api.Status.E_CORRUPT:
        _expect(status)
    return status == _OK


Details = Mapping[Union[str, int], Any]


def _detail(field: Union[str, int], value: Any, number: int) -> _Detail:
    """A detail as C takes it: a text as text, a whole number as a number, a date as a day, 20260315. No other kind is."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.year * 10000 + value.month * 100 + value.day
    try:
        if isinstance(value, (str, bytes)):
            return _Detail(field=number, text=Text.of(value))
        whole = operator.index(value)
    except TypeError:
        raise TypeError("the detail %s is a text, a whole number or a date, not %r" % (field, value)) from None
    except UnicodeEncodeError as error:
        raise ValueError("the detail %s is no UTF-8: %s" % (field, error)) from None
    if not -1 << 63 <= whole < 1 << 63:
        raise ValueError("the detail %s has at most 64 bits, not %d" % (field, whole))
    return _Detail(field=number, number=whole)


def _buffered(call: Callable[[Any, int, Any], int]) -> bytes:
    """What a call copies into a caller's buffer, whatever its size."""
    buffer, needed = ctypes.create_string_buffer(1024), c_uint64()
    while True:
        status = call(buffer, len(buffer), byref(needed))
        if status != _BUFFER:
            _expect(status)
            return buffer.raw[:needed.value]
        buffer = ctypes.create_string_buffer(needed.value + 1)


R = TypeVar("R", bound=Struct)
_ROWS = 32  # of a page


def _rows(kind: Type[R], ledger: "Ledger", function: Any, reader: Optional[Reader], *arguments: Any,
          start: int = 0) -> Iterator[R]:
    """The rows of a paged reading, one by one. The iterator holds its ledger, and asks for its handle at each page."""
    cursor, count = c_uint64(_fits(start, 64, "a position")), c_uint32()
    while True:
        page = (kind * _ROWS)()
        page[0].size = sizeof(kind)  # the stride of the array
        if ledger._read(function, reader, *arguments, byref(cursor), page, _ROWS, byref(count)) == _DONE:
            return
        yield from page[:count.value]


# ------------------------------------------------------------------------------------------------------------ ledger


class Ledger:
    """A ledger (台账). Made by Ledger.create or Ledger.open; a context manager. One thread at a time."""

    _open: Optional[_Handle] = None  # one that was never made is closed

    def __reduce__(self) -> NoReturn:
        raise TypeError("a ledger is not copied: what is open would be closed twice")

    def __init__(self, handle: int, storage: Optional[AnyStorage], allocator: Optional[Allocator]) -> None:
        self._open = _Handle(handle)
        self._storage, self._allocator = storage, allocator  # their tables must outlive the handle
        self.repeated = False  # True when the last change had been made before, by the same retry key
        self.result = Outcome()  # of the last change: what it made, and up to where the ledger is durable
        if storage is not None:
            storage._ledgers = (*(each for each in storage._ledgers if each.value), self._open)

    @classmethod
    def _begin(cls, start: Callable[[Any, Any], int], storage: Optional[AnyStorage], allocator: Optional[Allocator],
               flags: int = 0) -> "Ledger":
        fault, handle = Fault(), c_void_p()
        options = _Options(flags=flags, error_out=POINTER(api.cgov_error)(fault))
        if storage is not None:
            storage.error = None
            options.storage = POINTER(api.cgov_storage)(storage._asked())
        if allocator is not None:
            options.allocator = POINTER(api.cgov_allocator)(allocator)
        status = start(byref(options), byref(handle))
        if status < 0:
            fault.status = status
            _raise(fault, storage.error if storage is not None else None)
        return cls(handle.value or 0, storage, allocator)

    @classmethod
    def create(cls, now: Time, *, rulebook: str, organization: str, resident: str,
               storage: Optional[AnyStorage] = None, organization_kind: str = "government", region: int = 0,
               role: Optional[str] = None, profile: Optional[str] = None, calendar: Optional[str] = None,
               utc_offset: int = 480, ledger_id: int = 0, salt: int = 0, limit_ahead: int = 0, key_window: int = 0,
               limit_title: int = 0, limit_text: int = 0, limit_children: int = 0, limit_depth: int = 0,
               limit_items: int = 0, limit_entities: int = 0, limit_behind: int = 0, unverified: bool = False,
               allocator: Optional[Allocator] = None) -> "Ledger":
        """Founds a ledger: its first rulebook, its root organization, and the resident who may adopt and appoint.

        Without a storage it is in memory and gone when closed. ledger_id and salt are numbers of 128 bits, drawn unless
        given. utc_offset is in minutes (China by default), limit_ahead, limit_behind (ten years unless
        given) and key_window in milliseconds. unverified: as of an adoption.
        """
        genesis = _Genesis(
            flags=api.ADOPT_UNVERIFIED if unverified else 0,
            ledger_id=_pair(ledger_id or secrets.randbits(128) or 1), utc_offset=utc_offset, rulebook=Text.of(rulebook),
            profile=Text.of(profile), calendar=Text.of(calendar), organization=Text.of(organization),
            organization_kind=Text.of(organization_kind), region=region, resident=Text.of(resident), role=Text.of(role),
            limit_ahead=limit_ahead, key_window=key_window, limit_title=limit_title, limit_text=limit_text,
            limit_children=limit_children, limit_depth=limit_depth, limit_items=limit_items,
            limit_entities=limit_entities, limit_behind=limit_behind)
        act = Act(0, now, salt=salt).salted()
        return cls._begin(lambda options, out: _lib.cgov_ledger_create(options, byref(genesis), byref(act), out), storage,
                          allocator)

    @classmethod
    def open(cls, storage: AnyStorage, *, read: bool = False, replay: bool = False,
             allocator: Optional[Allocator] = None) -> "Ledger":
        """Opens the ledger a storage holds; read: to read alone, beside whoever writes it; replay: by no snapshot."""
        flags = (api.OPEN_READ if read else 0) | (api.OPEN_REPLAY if replay else 0)
        return cls._begin(_lib.cgov_ledger_open, storage, allocator, flags)

    def refresh(self) -> int:
        """Opened to read alone, reads on to what was acknowledged last; answers up to which seq it shows."""
        seq = c_uint64()
        self._change(_lib.cgov_ledger_refresh, byref(seq))
        return seq.value

    def close(self) -> None:
        """Flushes if it can and gives everything up; twice is fine."""
        if self._open is not None:
            self._open.close()

    @property
    def _handle(self) -> int:
        if self._open is None or self._open.value is None:
            raise Closed()
        return self._open.value

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def _act(self, function: Any, act: Act, *arguments: Any) -> int:
        """Calls a change with its act: salted, and with a result to tell of."""
        given = type(act).from_buffer_copy(act.salted())
        self.result = Outcome()
        given.result_out = POINTER(api.cgov_result)(self.result)
        return self._change(function, byref(given), *arguments)

    def _change(self, function: Any, *arguments: Any) -> int:
        """Calls what changes something, and raises what the ledger says of its failure."""
        if self._storage is not None:
            self._storage.error = None
        handle = self._handle
        status = function(handle, *arguments)
        self.repeated = status == _REPEAT
        if status < 0:
            fault = Fault(status=status)
            _lib.cgov_ledger_error(handle, byref(fault))
            fault.status = status
            _raise(fault, self._storage.error if self._storage is not None else None)
        return status

    def _read(self, function: Any, reader: Optional[Reader], *arguments: Any) -> int:
        """Calls a reading, and raises what is said of its failure; without a reader, what is public."""
        asked, fault = Reader(0, 0) if reader is None else type(reader).from_buffer_copy(reader), Fault()
        asked.error_out = POINTER(api.cgov_error)(fault)
        handle = self._handle
        if self._storage is not None:
            self._storage.error = None
        status = function(handle, byref(asked), *arguments)
        if status < 0 and status != _BUFFER:
            fault.status = status
            _raise(fault, self._storage.error if self._storage is not None else None)
        return status

    # Time, durability, audit

    def flush(self) -> int:
        """Makes everything so far durable; answers up to which seq."""
        seq = c_uint64()
        self._change(_lib.cgov_ledger_flush, byref(seq))
        return seq.value

    def snapshot(self) -> int:
        """Writes a snapshot beside the journal, so that the next opening is quick; answers of which seq."""
        seq = c_uint64()
        self._change(_lib.cgov_ledger_snapshot, byref(seq))
        return seq.value

    def tick(self, act: Act) -> int:
        """Lets time pass up to act.now; answers how many records that made."""
        fired = c_uint64()
        self._act(_lib.cgov_ledger_tick, act, byref(fired))
        return fired.value

    def upgrade(self, act: Act) -> int:
        """Has the ledger decided by this library from here on; answers the record's seq. `repeated` where it was."""
        seq = c_uint64()
        self._act(_lib.cgov_ledger_upgrade, act, byref(seq))
        return seq.value

    def next_due(self) -> Optional[int]:
        """The next instant at which a tick would do something, None when nothing is waiting."""
        due = c_int64()
        status = _lib.cgov_ledger_next_due(self._handle, byref(due))
        _expect(status)
        return None if status == _DONE else due.value

    def info(self) -> Info:
        """What the ledger says of itself: root, founder, time, counts."""
        info = Info()
        _expect(_lib.cgov_ledger_get(self._handle, byref(info)))
        return info

    def last_error(self) -> Fault:
        """What the last change said."""
        fault = Fault()
        _expect(_lib.cgov_ledger_error(self._handle, byref(fault)))
        return fault

    def encoded(self) -> Tuple[bytes, bytes]:
        """The bytes of the last command given with Act(encode=True): facts, and words."""
        sizes = c_uint64(), c_uint64()
        facts = words = ctypes.create_string_buffer(0)
        status = _BUFFER
        while status == _BUFFER:
            facts, words = (ctypes.create_string_buffer(size.value) for size in sizes)
            status = _lib.cgov_command_get(self._handle, facts, len(facts), byref(sizes[0]), words, len(words),
                                       byref(sizes[1]))
        _expect(status)
        return facts.raw[:sizes[0].value], words.raw[:sizes[1].value]

    def execute(self, facts: bytes, words: bytes = b"", *, defer: bool = False) -> Outcome:
        """Runs a command from its bytes, and raises as its verb would. defer: it may return before it is durable."""
        self.result = Outcome()
        self._change(_lib.cgov_command_execute, facts, len(facts), words, len(words), api.ACT_DEFER * defer,
                     byref(self.result))
        return self.result

    def journal_digest(self) -> bytes:
        """SHA-256 over every record: equal on every machine for the same history."""
        digest = (c_uint8 * 32)()
        _expect(_lib.cgov_journal_digest(self._handle, digest))
        return bytes(digest)

    def state_digest(self) -> bytes:
        """SHA-256 over the live state: equal for a ledger and its replay."""
        digest = (c_uint8 * 32)()
        _expect(_lib.cgov_state_digest(self._handle, digest))
        return bytes(digest)

    def record(self, seq: int) -> bytes:
        """One record's bytes. Full trust: no reader."""
        return _buffered(lambda into, cap, needed: _lib.cgov_record_get(self._handle, seq, into, cap, needed))

    def record_text(self, seq: int) -> str:
        """One record's facts in a line of text. Full trust: no reader."""
        return _buffered(
            lambda into, cap, needed: _lib.cgov_record_text(self._handle, seq, into, cap, needed)).decode()

    # People

    def _add(self, act: Act, entity: Any) -> int:
        made = c_uint64()
        self._act(_lib.cgov_entity_add, act, byref(entity), byref(made))
        return made.value

    def add_resident(self, act: Act, name: str, *, parent: int, region: int = 0,
                     external: Optional[str] = None, household: int = 0) -> int:
        """Adds a resident, registered by the organization `parent`; household: the unit they belong to."""
        return self._add(act, _EntityDraft(kind=Kind.RESIDENT, parent=parent, region=region, name=Text.of(name),
                                     external=Text.of(external), household=household))

    def add_unit(self, act: Act, name: str, type: str, *, parent: int, owner: int, area: int = 0,
                 household: int = 0, external: Optional[str] = None) -> int:
        """Adds a unit of a kind ("dwelling") that lies in an organization; area in 0.01 square metres."""
        return self._add(act, _EntityDraft(kind=Kind.UNIT, parent=parent, owner=owner, area=area, household=household,
                                     name=Text.of(name), type=Text.of(type), external=Text.of(external)))

    def add_organization(self, act: Act, name: str, type: str, *, parent: int, region: int = 0,
                         external: Optional[str] = None) -> int:
        """Adds an organization of a kind ("court") below another."""
        return self._add(act, _EntityDraft(kind=Kind.ORGANIZATION, parent=parent, region=region, name=Text.of(name),
                                     type=Text.of(type), external=Text.of(external)))

    def change(self, act: Act, id: int, *, name: Optional[str] = None, parent: int = 0, region: int = 0,
               type: Optional[str] = None, owner: int = 0, household: Optional[int] = 0, area: int = 0) -> int:
        """Changes what is given of a resident, an organization or a unit; answers the record's seq.

        household: None for none from now on.
        """
        seq = c_uint64()
        entity = _EntityDraft(kind=id >> 44, parent=parent, region=region, name=Text.of(name), type=Text.of(type),
                              owner=owner, household=api.NO_HOUSEHOLD if household is None else household, area=area)
        self._act(_lib.cgov_entity_change, act, id, byref(entity), byref(seq))
        return seq.value

    def appoint(self, act: Act, resident: int, organization: int, role: str, *, from_: Time = 0, until: Time = 0,
                end: bool = False) -> int:
        """Appoints from an instant until before another (0: from now, without end); end: ends it at `until`."""
        appointment = _AppointmentDraft(flags=api.APPOINT_END * end, resident=resident, organization=organization,
                                  from_=milliseconds(from_), until=milliseconds(until), role=Text.of(role))
        made = c_uint64()
        self._act(_lib.cgov_appointment_add, act, byref(appointment), byref(made))
        return made.value

    def entity(self, reader: Reader, id: int) -> Entity:
        """A resident, an organization or a unit, as this reader may see them."""
        entity = Entity()
        self._read(_lib.cgov_entity_get, reader, id, byref(entity))
        return entity

    def entities(self, reader: Reader, kind: int, *, below: int = 0) -> Iterator[Entity]:
        """The entities of a kind, all or only those below an organization."""
        return _rows(Entity, self, _lib.cgov_entity_list, reader, kind, below)

    def units(self, reader: Reader, owner: int) -> Iterator[Entity]:
        """The units that a resident or an organization owns, of those this reader sees."""
        return _rows(Entity, self, _lib.cgov_unit_list, reader, owner)

    def appointments(self, reader: Reader, of: int) -> Iterator[Appointment]:
        """The appointments of an organization or a resident, past ones included."""
        return _rows(Appointment, self, _lib.cgov_appointment_list, reader, of)

    def find(self, reader: Reader, kind: int, external: str, home: int = 0) -> int:
        """The id that carries an external key; home: the organization it was given in, as an issue's intake."""
        found = c_uint64()
        self._read(_lib.cgov_external_find, reader, kind, home, byref(Text.of(external)), byref(found))
        return found.value

    # Institutions

    def adopt(self, act: Act, text: str, *, from_: Time = 0, profile: Optional[str] = None,
              map: Optional[str] = None, unverified: bool = False, motion: int = 0) -> int:
        """Adopts a rulebook; answers its version. unverified: it is known that the source of some rule of deciding is.
        motion: whose decision it follows."""
        adoption = _Adoption(text=Text.of(text), from_=milliseconds(from_), profile=Text.of(profile), map=Text.of(map),
                             flags=api.ADOPT_UNVERIFIED if unverified else 0, motion=motion)
        adopted = c_uint32()
        self._act(_lib.cgov_rulebook_adopt, act, byref(adoption), byref(adopted))
        return adopted.value

    def rulebook_text(self, reader: Reader, version: int) -> str:
        """An adopted rulebook's text."""
        return _buffered(lambda into, cap, needed: self._read(
            _lib.cgov_rulebook_text, reader, version, into, cap, needed)).decode()

    def rules(self, rule: int, procedure: str = "", *, version: int = 0, reader: Optional[Reader] = None) -> Iterator[Rule]:
        """The named things of one kind (RuleKind); of a procedure where they have one. version 0: the latest. reader:
        who would open an item, for Rule.may."""
        return _rows(Rule, self, _lib.cgov_rule_list, reader, version, rule, _name(procedure))

    def edges(self, procedure: str, *, version: int = 0) -> Iterator[Edge]:
        """The edges of a procedure's graph, in the text's order."""
        return _rows(Edge, self, _lib.cgov_edge_list, None, version, _name(procedure))

    def catalogue(self, matter: str = "", *, version: int = 0) -> Iterator[Duty]:
        """The catalogue of powers and duties, of one matter or of all. version 0: the latest that has it."""
        return _rows(Duty, self, _lib.cgov_duty_list, None, version, _name(matter))

    def field_number(self, field: Union[int, str]) -> int:
        """The number of a detail by its name: the library's, or one that an adopted text declares."""
        if not isinstance(field, str) or field.upper() in Field.__members__:
            return field_number(field)
        number = c_uint32()
        if _lib.cgov_field_find(self._handle, _name(field), byref(number)):
            raise ValueError("no detail is called %r%s" % (field, _perhaps(field, self._detail_names())))
        return number.value

    def _detail_names(self) -> List[str]:
        """The library's details and those that the adopted texts declare."""
        names = {name.lower() for name in Field.__members__}
        for version in range(1, self.info().rulebooks + 1):
            for procedure in self.rules(RuleKind.PROCEDURE, version=version):
                names |= {row.name for row in self.fields(procedure.name, version=version)}
        return sorted(names)

    def fields(self, procedure: str = "", move: str = "", matter: str = "", *, version: int = 0) -> Iterator[Asked]:
        """What a move asks for; a report's matter's own first. Without a move, all that the procedure's moves ask."""
        return _rows(Asked, self, _lib.cgov_field_list, None, version, _name(procedure), _name(matter), _name(move))

    def choices(self, field: Union[int, str], procedure: str = "", matter: str = "", *,
                version: int = 0) -> Iterator[Choice]:
        """What can be chosen for one of those details."""
        return _rows(Choice, self, _lib.cgov_choice_list, None, version, _name(procedure), _name(matter),
                     self.field_number(field))

    # Items

    def _details(self, details: Optional[Details]) -> Tuple[Any, int]:
        """The C array of a dict: the one way in for all of them. A list is several of the same detail."""
        rows: List[_Detail] = []
        for field, value in (details or {}).items():
            number = self.field_number(field)
            many = value if isinstance(value, (list, tuple)) else (value,)
            rows.extend(_detail(field, one, number) for one in many)
        return (_Detail * len(rows))(*rows), len(rows)

    def open_item(self, act: Act, procedure: Optional[str], details: Optional[Details] = None) -> int:
        """Opens an item by a procedure's first move: an issue, a session, a motion, as its text says; answers its id."""
        made = c_uint64()
        rows, count = self._details(details)
        named = None if procedure is None else _name(procedure)
        self._act(_lib.cgov_item_open, act, named, rows, count, byref(made))
        return made.value

    def report(self, act: Act, details: Optional[Details] = None) -> int:
        """Reports an issue; answers its id."""
        made = c_uint64()
        rows, count = self._details(details)
        self._act(_lib.cgov_item_report, act, rows, count, byref(made))
        return made.value

    def import_reports(self, act: Act, reports: Iterable[Report]) -> Tuple[int, int]:
        """Reports many, each at its own instant; answers how many were new, and how many were there by external key.

        The same batch twice changes nothing. One that fails is passed over, and the first failure raised at the end:
        each report's status and id say what became of it.
        """
        new, old = c_uint64(), c_uint64()
        with self._batch(reports) as (rows, count, views):
            self._act(_lib.cgov_item_import, act, rows, count, views, byref(new), byref(old))
        return new.value, old.value

    @contextlib.contextmanager
    def _batch(self, reports: Iterable[Report]) -> Iterator[Tuple[Any, int, Any]]:
        """Rows to be imported and room for what becomes of each, which each report is told at the end."""
        given = list(reports)
        rows, views = (Report * len(given))(*given), (ImportView * len(given))(*(ImportView() for _ in given))
        for row, report in zip(rows, given):
            row.details, row.detail_count = self._details(report.given)
        try:
            yield rows, len(given), views
        finally:
            for report, view in zip(given, views):
                report.status, report.id = view.status, view.id

    def route(self, reader: Reader, item: int = 0, *, place: int = 0, matter: Optional[str] = None,
              urgency: Union[int, str] = 0, against: int = 0, intake: int = 0) -> Route:
        """Who should lead an issue; or, without one, a report of these facts not made yet."""
        query = _RouteQuery(item=item, place=place, matter=Text.of(matter), urgency=_number(Urgency, urgency),
                            against=against, intake=intake)
        route = Route()
        self._read(_lib.cgov_route_get, reader, byref(query), byref(route))
        return route

    def move(self, act: Act, item: int, move: str, details: Optional[Details] = None) -> int:
        """Moves an item; answers its new version."""
        seq = c_uint64()
        rows, count = self._details(details)
        self._act(_lib.cgov_item_move, act, item, _name(move), rows, count, byref(seq))
        return seq.value

    def enter(self, act: Act, item: int, roll: str, elector: int, details: Optional[Details] = None) -> int:
        """Enters somebody on a roll of an item; answers the record's number."""
        seq = c_uint64()
        rows, count = self._details(details)
        self._act(_lib.cgov_roll_enter, act, item, _name(roll), elector, rows, count, byref(seq))
        return seq.value

    def import_entries(self, act: Act, item: int, roll: str, entries: Iterable[Report]) -> int:
        """Enters many on one roll, the elector of each; answers how many. See Ledger.import_reports."""
        new = c_uint64()
        with self._batch(entries) as (rows, count, views):
            self._act(_lib.cgov_roll_import, act, item, _name(roll), rows, count, views, byref(new))
        return new.value

    def leave(self, act: Act, item: int, roll: str, elector: int, details: Optional[Details] = None,
              number: int = 0) -> int:
        """Takes somebody out of a roll; number: which of their entries, where they may have many."""
        seq = c_uint64()
        rows, count = self._details(details)
        self._act(_lib.cgov_roll_leave, act, item, _name(roll), elector, number, rows, count, byref(seq))
        return seq.value

    def bundle(self, act: Act, item: int, roll: str, lines: Iterable[TallyRow]) -> int:
        """Brings ballots as sums, for those on the roll that the text's `bundle` names."""
        seq = c_uint64()
        given = list(lines)
        self._act(_lib.cgov_roll_bundle, act, item, _name(roll), (TallyRow * len(given))(*given), len(given), byref(seq))
        return seq.value

    def seal_result(self, act: Act, item: int, roll: str, lines: Iterable[TallyRow], proof: str) -> int:
        """Brings what the sealed ballots on a roll come to; proof: SHA-256 of what proves it, 64 hexadecimal digits."""
        seq = c_uint64()
        given = list(lines)
        self._act(_lib.cgov_sealed_result, act, item, _name(roll), (TallyRow * len(given))(*given), len(given),
                  _name(proof), byref(seq))
        return seq.value

    def sealed(self, reader: Reader, item: int, roll: str) -> Iterator[Tuple[str, TallyRow]]:
        """The sealed ballots on a roll and what each counts for; by their digests, for whoever opens them."""
        cursor, count, tags = c_uint64(), c_uint32(), (c_uint64 * 4096)()
        while self._read(_lib.cgov_sealed_list, reader, item, _name(roll), byref(cursor), tags, len(tags), byref(count)) != _DONE:
            for tag in tags[:count.value]:
                weighs = TallyRow()
                yield _buffered(lambda into, cap, needed: self._read(
                    _lib.cgov_sealed_get, reader, item, _name(roll), tag, byref(weighs), into, cap, needed)).decode(), weighs

    def tallies(self, reader: Reader, item: int, roll: str) -> Iterator[Tally]:
        """How often each choice stands on a roll of ballots; all that are cast; the silent."""
        return _rows(Tally, self, _lib.cgov_tally_list, reader, item, _name(roll))

    def certificate(self, reader: Reader, item: int, move: str, seq: int = 0) -> str:
        """What a move that decides came to, a fact a line: the decision recorded at seq, or the last by that move."""
        return _buffered(lambda into, cap, needed: self._read(
            _lib.cgov_certificate, reader, item, _name(move), seq, into, cap, needed)).decode()

    def root(self, reader: Reader, item: int, roll: str, seq: int = 0) -> str:
        """What binds who stood on the roll, as text: made by the record at seq, or the last that made one."""
        return _buffered(lambda into, cap, needed: self._read(
            _lib.cgov_roll_root, reader, item, _name(roll), seq, into, cap, needed)).decode()

    def proof(self, reader: Reader, item: int, roll: str, elector: int, seq: int = 0) -> str:
        """That somebody's line is among those of the root, as text: for check_proof, which needs no ledger."""
        return _buffered(lambda into, cap, needed: self._read(
            _lib.cgov_roll_proof, reader, item, _name(roll), seq, elector, into, cap, needed)).decode()

    def try_decision(self, reader: Reader, item: int, move: str) -> Tuple[Ruling, List[Comparison]]:
        """What a move that decides would come to were it counted now, and each comparison with what is lacking.

        Why there is no outcome (no rule is in force) stands in Ruling.message; nothing is raised for it.
        """
        ruling, needed, room = Ruling(), c_uint32(), 64
        while True:
            made = (Comparison * room)()
            made[0].size = sizeof(Comparison)
            try:
                status = self._read(_lib.cgov_decision_try, reader, item, _name(move), byref(ruling), made, room,
                                    byref(needed))
            except Refused:
                return ruling, []
            if status != _BUFFER:
                return ruling, list(made[:needed.value])
            room = needed.value

    def rolls(self, reader: Reader, item: int) -> Iterator[Roll]:
        """The item's rolls, in the procedure's order."""
        return _rows(Roll, self, _lib.cgov_roll_list, reader, item)

    def entries(self, reader: Reader, item: int, roll: str) -> Iterator[Entered]:
        """Who is on one of them, and was."""
        return _rows(Entered, self, _lib.cgov_entry_list, reader, item, _name(roll))

    def shares(self, reader: Reader, item: int) -> Iterator[Share]:
        """The shares that moves from the item's state ask for."""
        return _rows(Share, self, _lib.cgov_share_list, reader, item)

    def item(self, reader: Reader, item: int) -> Item:
        """An item as this reader sees it."""
        view = Item()
        self._read(_lib.cgov_item_get, reader, item, byref(view))
        return view

    def items(self, reader: Reader, *, kind: int = 0, organization: int = 0, below: bool = False, lead: int = 0,
              reporter: int = 0, person: int = 0, parent: int = 0, mentions: int = 0, master: int = 0, like: int = 0, like_place: int = 0, like_point: int = 0, meters: int = 0,
              state: Optional[str] = None,
              procedure: Optional[str] = None, matter: Optional[str] = None, external: Optional[str] = None,
              region: int = 0, late_at: Time = 0, due_before: Time = 0, updated_since: Time = 0,
              opened_since: Time = 0, undated_clocks: bool = False, unended: bool = False,
              by_due: bool = False) -> Iterator[Item]:
        """The items this reader sees, those the filter lets through, in id order. What is given must all hold.

        organization: it holds, took in or leads the item; below: or one below it does. person: its handler, or another
        party in person but the reporter. mentions: by a detail of theirs
        that repeats. master: merged into that issue. like: what that issue could be
        merged into, of the same place code, or with points at most so many meters apart; like_place, like_point: what a
        report not filed yet could be, of that matter. region: the place is in it.
        late_at, due_before: a running clock was due before the one, or is due from reader.at on and before the other.
        by_due: a queue, soonest due first, what has none last.
        """
        where = _Filter(kind=kind, organization=organization, below=below, lead=lead, reporter=reporter, person=person, parent=parent,
                        mentions=mentions, master=master, like=like, like_place=like_place, like_point=like_point, meters=meters, state=Text.of(state), procedure=Text.of(procedure),
                        matter=Text.of(matter), external=Text.of(external), region=region,
                        late_at=milliseconds(late_at), due_before=milliseconds(due_before),
                        updated_since=milliseconds(updated_since), opened_since=milliseconds(opened_since),
                        undated_clocks=undated_clocks, unended=unended)
        if by_due:
            return _rows(Item, self, _lib.cgov_item_queue, reader, byref(where), byref(c_int64()))
        return _rows(Item, self, _lib.cgov_item_list, reader, byref(where))

    def moves(self, reader: Reader, item: int) -> Iterator[Move]:
        """Every move of the item's procedure: what this reader could do now, and for the rest why not."""
        return _rows(Move, self, _lib.cgov_move_list, reader, item)

    def open_to(self, reader: Reader, **where: Any) -> Iterator[Tuple[Item, List[Move]]]:
        """What this reader may do now: each item, of those that `items` finds for the same filter and that have not ended,
        at which some move is theirs to make, with these moves. What each needs, `fields` says.

        It costs the list and one reading of the moves for each item met, so give what narrows it: organization.
        """
        for item in self.items(reader, **{"unended": True, **where}):
            moves = [move for move in self.moves(reader, item.id) if move.allowed]
            if moves:
                yield item, moves

    def clocks(self, reader: Reader, item: int) -> Iterator[Clock]:
        """The item's clocks, in the order they first started."""
        return _rows(Clock, self, _lib.cgov_clock_list, reader, item)

    def parties(self, reader: Reader, item: int) -> Iterator[Party]:
        """The item's parties, in the procedure's order."""
        return _rows(Party, self, _lib.cgov_party_list, reader, item)

    def history(self, reader: Reader, item: int) -> Iterator[Entry]:
        """The item's whole history, newest first; `details` says of how many `given` tells."""
        return _rows(Entry, self, _lib.cgov_history_list, reader, item)

    def given(self, reader: Reader, item: int, seq: int) -> Iterator[Given]:
        """What one entry of the item's history holds: words of every field, facts of those that texts declare."""
        return _rows(Given, self, _lib.cgov_detail_list, reader, item, seq)

    def text(self, reader: Reader, of: int, field: Union[int, str], seq: int = 0) -> str:
        """Words of an item, resident or organization: those written at seq, or the latest."""
        number = self.field_number(field)
        return _buffered(lambda into, cap, needed: self._read(
            _lib.cgov_text_get, reader, of, seq, number, into, cap, needed)).decode()

    def erase_text(self, act: Act, of: int, seq: int, field: Union[int, str], reason: str) -> int:
        """Erases one text, of which `given` or an entity's version tells the seq; the erasure's seq."""
        done = c_uint64()
        self._act(_lib.cgov_text_erase, act, of, seq, self.field_number(field), byref(Text.of(reason)), byref(done))
        return done.value

    def erase_resident(self, act: Act, resident: int, reason: str) -> int:
        """Erases all words of a resident; the erasure's seq."""
        done = c_uint64()
        self._act(_lib.cgov_resident_erase, act, resident, byref(Text.of(reason)), byref(done))
        return done.value

    def erasure(self, reader: Reader, of: int, field: Union[int, str], seq: int = 0) -> Erasure:
        """When and by whose order a text was erased, for which `text` raises Erased."""
        erasure = Erasure()
        self._read(_lib.cgov_erasure_get, reader, of, seq, self.field_number(field), byref(erasure))
        return erasure

    # Telling and counting

    def feed(self, reader: Reader, position: Tuple[int, int] = (0, 0)) -> Iterator[Told]:
        """Whom to tell what, after the position of the entry told last (none: from the beginning), as far as it goes now.

        Who delivers for everybody reads as an auditor; with a group of changes open, what is not flushed may be lost.
        """
        seq = c_uint64(_fits(position[0], 64, "a position"))
        return _rows(Told, self, _lib.cgov_feed_list, reader, byref(seq), start=position[1])

    def figures(self, reader: Reader, group: Union[int, str] = 0, *, level: Union[int, str] = 0, satisfied: int = 0,
                organization: int = 0, procedure: Optional[str] = None, matter: Optional[str] = None,
                clock: Optional[str] = None, region: int = 0, from_: Time = 0, until: Time = 0,
                since: int = 0) -> Iterator[Figures]:
        """Figures of the items this reader sees, all in one or by a Group ("organization"), in order of their keys.

        level: of the regions ("county"); satisfied: by a rating of so many or more (4); organization: it leads, or one
        below it; procedure: its items ("issue"); clock: on time by this one alone; from_, until: received between,
        or with since 1 filed between, which months, weeks and ages then go by too.
        """
        query = _figure_query(group, level=level, satisfied=satisfied, organization=organization, procedure=procedure,
                              matter=matter, clock=clock, region=region, from_=from_, until=until, since=since)
        return _rows(Figures, self, _lib.cgov_figure_list, reader, byref(query))

    def runs(self, reader: Reader, group: Union[int, str] = 0, **asked: Any) -> Iterator[Run]:
        """The runs of clocks behind the figures that are asked for likewise, each with the key of its group."""
        return _rows(Run, self, _lib.cgov_run_list, reader, byref(_figure_query(group, **asked)))

    def medians(self, reader: Reader, group: Union[int, str] = 0, **asked: Any) -> Dict[Tuple[int, str], float]:
        """How long each clock took (用时), in milliseconds, the median of each group: by the group's key and the clock."""
        took: Dict[Tuple[int, str], List[int]] = {}
        for run in self.runs(reader, group, **asked):
            took.setdefault((run.key, run.name), []).append(run.took)
        return {which: statistics.median(times) for which, times in took.items()}
