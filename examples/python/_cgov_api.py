"""What the library's headers declare, for ctypes. Made from them by make_api.py: do not edit."""

import enum
from ctypes import CDLL, CFUNCTYPE, POINTER, Array, Structure, c_char, c_char_p, c_int32, c_int64, c_size_t, c_uint8
from ctypes import c_uint32, c_uint64, c_void_p, cast, sizeof, string_at
from typing import Any, Dict, List, Tuple, Type, Union

# What a type checker reads: texts of a fixed size are str, numbers int, and what points is anything.

_RANGES = {kind: (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1) for kind, bits, signed in
           ((c_uint8, 8, False), (c_int32, 32, True), (c_uint32, 32, False), (c_int64, 64, True), (c_uint64, 64, False))}


def _fit(kind: Any, value: Any, name: str) -> None:
    """A number is one that its C type holds; ctypes would take it modulo 2 to the type's bits, another's id."""
    least, most = _RANGES[kind]
    if not isinstance(value, (int, kind)):
        raise TypeError("%s: %r is no whole number" % (name, value))
    if isinstance(value, int) and not least <= value <= most:
        raise ValueError("%s: %d is not from %d to %d" % (name, value, least, most))


def utf8(text: Union[str, bytes]) -> bytes:
    """Its bytes; what has none is named."""
    if isinstance(text, bytes):
        return text
    if not isinstance(text, str):
        raise TypeError("a text is wanted, not %r" % (text,))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        error.reason += ": %.60r" % text
        raise


def _items(kind: Any, length: int) -> Any:
    """An array of numbers in a struct, each of which is set where it fits."""
    class Items(kind * length):  # type: ignore
        def __setitem__(self, place: Any, value: Any) -> None:
            given = list(value) if isinstance(place, slice) else [value]
            for one in given:
                _fit(kind, one, "an item")
            super().__setitem__(place, given if isinstance(place, slice) else value)

    return Items


def _struct(cls: Any) -> Any:
    """Class decorator: texts of a fixed size read as str, numbers are set where they fit."""
    cls._numbers_ = {name: getattr(kind, "_type_", None) if issubclass(kind, Array) else kind
                     for name, kind in cls._fields_}
    cls._numbers_ = {name: kind for name, kind in cls._numbers_.items() if kind in _RANGES}
    for name, kind in cls._fields_:
        if issubclass(kind, Array) and kind._type_ is c_char:
            raw = getattr(cls, name)
            setattr(cls, name, property(lambda self, raw=raw: raw.__get__(self).decode(errors="replace")))
    return cls


class cgov_text(Structure):
    """UTF-8 with a length, which needs no NUL; {NULL, 0} is "not given"."""

    _fields_ = [("ptr", POINTER(c_char)), ("len", c_uint64)]

    @classmethod
    def of(cls, text: Union[str, bytes, None]) -> "cgov_text":
        """A text on bytes of Python's, which it keeps."""
        if text is None:
            return cls()
        raw = utf8(text)
        return cls(cast(c_char_p(raw), POINTER(c_char)), len(raw))

    def __str__(self) -> str:
        return string_at(self.ptr, self.len).decode() if self.ptr else ""


class Struct(Structure):
    """A C struct that starts with its size; shows the fields that say something."""

    _numbers_: Dict[str, Any] = {}

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        self.size = sizeof(self)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self._numbers_:
            for one in value if isinstance(value, (tuple, list, Array)) else [value]:
                _fit(self._numbers_[name], one, name)
        super().__setattr__(name, value)

    def __repr__(self) -> str:
        shown = ((name, getattr(self, name)) for name, _ in self._fields_ if not name.startswith(("size", "reserved")))
        return "%s(%s)" % (type(self).__name__, ", ".join("%s=%r" % pair for pair in shown if pair[1]))


# Constants

NUL_TERMINATED = 18446744073709551615
ACT_LONG_JUMP = 1
ACT_ENCODE = 2
ACT_IMPORT = 4
ACT_DEFER = 8
NO_DUE = 9223372036854775807
STORAGE_NAME_MAX = 31
OPEN_READ = 1
OPEN_REPLAY = 2
NO_HOUSEHOLD = 158329674399744
APPOINT_END = 1
ADOPT_UNVERIFIED = 1
ROW_KEPT_FOR = 1
VERSION_MAJOR = 0
VERSION_MINOR = 1
VERSION_PATCH = 0


class Kind(enum.IntEnum):
    """CGOV_KIND_*"""

    RESIDENT = 1
    ORGANIZATION = 2
    ISSUE = 3
    PART = 4
    APPOINTMENT = 5
    RULEBOOK = 6
    SESSION = 7
    MOTION = 8
    UNIT = 9


class Status(enum.IntEnum):
    """CGOV_*"""

    OK = 0
    DONE = 1
    REPEAT = 2
    E_ARG = -1
    E_KIND = -2
    E_BUFFER = -3
    E_TIME_BACKWARDS = -4
    E_TIME_AHEAD = -5
    E_ABI_SIZE = -6
    E_ABI_NEWER = -7
    E_REENTER = -8
    E_TEXT = -9
    E_NOT_FOUND = -10
    E_CONFLICT = -11
    E_RULEBOOK = -12
    E_SALT = -13
    E_ERASED = -14
    E_NOMEM = -20
    E_STORAGE = -21
    E_CORRUPT = -22
    E_POISONED = -23
    E_LIMIT = -24
    E_FORMAT = -25
    E_BUSY = -26
    E_EXISTS = -27
    E_DECISIONS = -28
    E_READ_ONLY = -29
    E_REFUSED = -40


class Reason(enum.IntEnum):
    """CGOV_R_*"""

    MAY = 1
    STATE = 2
    MOVE = 3
    ACTOR = 4
    SELF = 5
    NEEDS = 6
    TAKES = 7
    DETAIL = 8
    WITHIN = 9
    BEFORE = 10
    AT_MOST = 11
    TRACK = 12
    CHANNEL = 13
    MATTER = 14
    URGENCY = 15
    CONTACT = 16
    ACCUSED = 17
    SAME_PLACE = 18
    OWING = 19
    FOLLOWED = 20
    DELEGATES = 21
    CHILDREN = 22
    USED_UP = 23
    PUBLIC_SAFETY = 24
    UNSETTLED = 25
    CIRCLE = 26
    VERSION = 27
    KEY = 28
    EXTERNAL = 29
    ROLE = 30
    TERM = 31
    CHECK = 32
    SYNTAX = 33
    MAP = 34
    PARTY = 35
    LIMIT = 36
    ROUTED = 37
    TOO_LARGE = 38
    TYPE = 39
    ROLL = 40
    ELECTOR = 41
    EXCLUDED = 42
    AGAIN = 43
    SHARE = 44
    NOTICE = 45
    DAY = 46
    AFTER = 47
    CHILD = 48
    RULE = 49
    CHOICE = 50
    BUNDLE = 51
    QUORUM = 52
    CERTAIN = 53
    SAME_MATTER = 54
    SAYS = 55
    UNANSWERED = 56
    LEVEL = 57
    COPY = 58
    OTHER = 59
    PARENT = 60


class News(enum.IntEnum):
    """CGOV_NEWS_*"""

    ASSIGNED = 1
    ASKED = 2
    RECEIVED = 3
    ANSWERED = 4
    EXTENDED = 5
    MERGED = 6
    ENDED = 7
    REMINDED = 8
    LATE = 9
    RUNG = 10
    DUE_MOVED = 11
    MIGRATED = 12
    TOLD = 13
    ENTERED = 14
    TAKEN_OUT = 15
    SUSPENDED = 16
    RESUMED = 17
    HANDED_OVER = 18
    SENT_BACK = 19
    JOINED = 20
    CALENDAR_ENDS = 21
    ERASED = 22
    CHANGED = 23


class Group(enum.IntEnum):
    """CGOV_GROUP_*"""

    ORGANIZATION = 1
    INTAKE = 2
    MATTER = 3
    REGION = 4
    MONTH = 5
    CLASS = 6
    TRACK = 7
    CHANNEL = 8
    WEEK = 9


class Since(enum.IntEnum):
    """CGOV_SINCE_*"""

    RECEIVED = 0
    FILED = 1


class Line(enum.IntEnum):
    """CGOV_LINE_*"""

    CSV = 1
    JSON = 2


class Field(enum.IntEnum):
    """CGOV_FIELD_*"""

    TITLE = 1
    TEXT = 2
    REASON = 3
    EVIDENCE = 4
    REMEDY = 5
    NAME = 6
    NOTE = 7
    PLACE = 16
    POINT = 17
    CHANNEL = 18
    TRACK = 19
    URGENCY = 20
    RESULT = 21
    CLASS = 22
    MATTER = 23
    AGAINST = 24
    PUBLIC_SAFETY = 25
    MASKED = 26
    BEHALF = 27
    EARLIER = 28
    DELEGATES = 29
    INTAKE = 30
    LEAD = 31
    ORGANIZATION = 32
    RESIDENT = 33
    ORGANIZATIONS = 34
    MASTER = 35
    DAYS = 36
    RATING = 37
    EXTERNAL = 38
    PROCEDURE = 39
    CONTACTED = 40
    SOLVED = 41
    CHOICE = 42
    RECEIVED = 43


class Track(enum.IntEnum):
    """CGOV_TRACK_*"""

    CONSULT = 1
    COMPLAINT = 2
    SUGGESTION = 3
    PETITION = 4
    ACCUSATION = 5
    HELP = 6
    OTHER = 7


class Channel(enum.IntEnum):
    """CGOV_CHANNEL_*"""

    PUBLIC = 1
    MEDIA = 2
    PATROL = 3
    SUPERIOR = 4
    HOTLINE = 5
    WEB = 6
    VISIT = 7
    LETTER = 8
    LITIGATION = 16
    ARBITRATION = 17
    RECONSIDERATION = 18
    APPEAL = 19
    ELSEWHERE = 20


class Urgency(enum.IntEnum):
    """CGOV_URGENCY_*"""

    NORMAL = 0
    URGENT = 1
    CRITICAL = 2


class Result(enum.IntEnum):
    """CGOV_RESULT_*"""

    SOLVED = 1
    EXPLAINED = 2
    PLANNED = 3
    REFUSED = 4


class Clock(enum.IntEnum):
    """CGOV_CLOCK_*"""

    RUNNING = 1
    PAUSED = 2
    STOPPED = 3


class Record(enum.IntEnum):
    """CGOV_RECORD_*"""

    GENESIS = 1
    RESIDENT = 2
    ORGANIZATION = 3
    APPOINTED = 4
    ADOPTED = 5
    OPENED = 6
    MOVED = 7
    REMINDED = 8
    LATE = 9
    RUNG = 10
    DUE = 11
    MIGRATED = 12
    DECIDED = 13
    UNIT = 14
    ENTERED = 15
    LEFT = 16
    FILLED = 17
    BUNDLED = 18
    JOINED = 19
    ERASED = 20


class Snapshot(enum.IntEnum):
    """CGOV_SNAPSHOT_*"""

    USED = 1
    OTHER = 2
    LAYOUT = 3
    DAMAGED = 4
    UNREADABLE = 5


class Code(enum.IntEnum):
    """CGOV_CODE_*"""

    REGION = 1
    ORGANIZATION = 2
    CREDIT = 3
    RESIDENT = 4


class Axis(enum.IntEnum):
    """CGOV_AXIS_*"""

    HEADS = 0
    UNITS = 1
    AREA = 2
    WEIGHT = 3


class Choice(enum.IntEnum):
    """CGOV_CHOICE_*"""

    YES = 1
    NO = 2
    ABSTAIN = 3
    BLOCK = 4
    BLANK = 5
    INVALID = 6


class Tally(enum.IntEnum):
    """CGOV_TALLY_*"""

    ROLL = 1
    CHOICE = 2
    CAST = 3
    CANDIDATE = 4
    SILENT = 5
    ORDER = 6


class Route(enum.IntEnum):
    """CGOV_ROUTE_*"""

    TERRITORY = 1
    MATTER = 2
    BOTH = 3
    RECEIVER = 4
    RETURNED = 5
    URGENT = 6
    ACCUSED = 7


class Rule(enum.IntEnum):
    """CGOV_RULE_*"""

    PROCEDURE = 1
    PARTY = 2
    STAGE = 3
    STATE = 4
    CLOCK = 5
    MOVE = 6
    ROLE = 7
    PROFILE = 8
    MATTER = 9
    CALENDAR = 10
    ROLL = 11


class Detail(enum.IntEnum):
    """CGOV_DETAIL_*"""

    WORDS = 1
    NUMBER = 2
    DATE = 3
    CHOICE = 4
    RESIDENT = 5
    ORGANIZATION = 6
    ITEM = 7
    PLACE = 8
    NAME = 9
    POINT = 10
    ISSUE = 11
    ACCUSED = 12


class Read(enum.IntEnum):
    """CGOV_READ_*"""

    PUBLIC = 1
    PARTNER = 2
    REPORTER = 3
    OFFICE = 4


class Duty(enum.IntEnum):
    """CGOV_DUTY_*"""

    LEAD = 1
    WITH = 2


class Level(enum.IntEnum):
    """CGOV_LEVEL_*"""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWNSHIP = 4
    VILLAGE = 5
    GRID = 6


class Form(enum.IntEnum):
    """CGOV_FORM_*"""

    INFORM = 1
    CONSULT = 2
    DELIBERATE = 3
    VOTE = 4
    SUPERVISE = 5


class Outcome(enum.IntEnum):
    """CGOV_OUTCOME_*"""

    PASSED = 1
    FAILED = 2
    NO_QUORUM = 3
    UNFILLED = 4


class Warning(enum.IntEnum):
    """CGOV_WARNING_*"""

    UNVERIFIED = 1
    SILENT = 2
    CASTING = 4
    TIED = 8
    WITHHELD = 16


@_struct
class cgov_result(Struct):
    """What a change gave, also when it was a repeat."""

    size: int
    status: int
    id: int
    seq: int
    fired: int
    durable_seq: int
    reserved: int
    _fields_ = [("size", c_uint32), ("status", c_int32), ("id", c_uint64), ("seq", c_uint64), ("fired", c_uint64),
                ("durable_seq", c_uint64), ("reserved", c_uint64)]


@_struct
class cgov_act(Struct):
    """Who changes something, and when (行为)."""

    size: int
    flags: int
    actor: int
    now: int
    key: Any
    expect: int
    salt: Any
    result_out: Any
    _fields_ = [("size", c_uint32), ("flags", c_uint32), ("actor", c_uint64), ("now", c_int64),
                ("key", _items(c_uint64, 2)), ("expect", c_uint64), ("salt", _items(c_uint64, 2)),
                ("result_out", POINTER(cgov_result))]


@_struct
class cgov_error(Struct):
    """What went wrong."""

    size: int
    status: int
    reason: int
    version: int
    line: int
    column: int
    item: int
    os_code: int
    citation: str
    message: str
    _fields_ = [("size", c_uint32), ("status", c_int32), ("reason", c_uint32), ("version", c_uint32),
                ("line", c_uint32), ("column", c_uint32), ("item", c_uint64), ("os_code", c_int64),
                ("citation", c_char * 256), ("message", c_char * 208)]


@_struct
class cgov_reader(Struct):
    """Who reads, and when (查阅)."""

    size: int
    flags: int
    actor: int
    at: int
    error_out: Any
    _fields_ = [("size", c_uint32), ("flags", c_uint32), ("actor", c_uint64), ("at", c_int64),
                ("error_out", POINTER(cgov_error))]


@_struct
class cgov_detail(Struct):
    """One detail of a report or move."""

    size: int
    field: int
    number: int
    text: cgov_text
    reserved: int
    _fields_ = [("size", c_uint32), ("field", c_uint32), ("number", c_int64), ("text", cgov_text),
                ("reserved", c_uint64)]
cgov_allocator_resize = CFUNCTYPE(c_void_p, c_void_p, c_void_p, c_size_t, c_size_t)


@_struct
class cgov_allocator(Struct):
    """Memory for one ledger."""

    size: int
    reserved: int
    user: Any
    resize: Any
    _fields_ = [("size", c_uint32), ("reserved", c_uint32), ("user", c_void_p), ("resize", cgov_allocator_resize)]


@_struct
class cgov_erasure_view(Struct):
    """A text that was erased, as a reader may know."""

    size: int
    field: int
    seq: int
    by: int
    at: int
    actor: int
    of: int
    reserved: Any
    _fields_ = [("size", c_uint32), ("field", c_uint32), ("seq", c_uint64), ("by", c_uint64), ("at", c_int64),
                ("actor", c_uint64), ("of", c_uint64), ("reserved", _items(c_uint64, 2))]


@_struct
class cgov_feed_view(Struct):
    """One entry of the feed."""

    size: int
    what: int
    entry: int
    seq: int
    at: int
    item: int
    to: int
    due: int
    record: int
    share: int
    rung: int
    outcome: int
    role: str
    move: str
    state: str
    clock: str
    roll: str
    merged: int
    calendar: str
    by: int
    reserved: Any
    _fields_ = [("size", c_uint32), ("what", c_uint32), ("entry", c_uint64), ("seq", c_uint64), ("at", c_int64),
                ("item", c_uint64), ("to", c_uint64), ("due", c_int64), ("record", c_uint32), ("share", c_uint32),
                ("rung", c_uint32), ("outcome", c_uint32), ("role", c_char * 32), ("move", c_char * 32),
                ("state", c_char * 32), ("clock", c_char * 32), ("roll", c_char * 32), ("merged", c_uint64),
                ("calendar", c_char * 32), ("by", c_uint64), ("reserved", _items(c_uint64, 1))]


@_struct
class cgov_figure_query(Struct):
    """What to count."""

    size: int
    group: int
    level: int
    satisfied: int
    organization: int
    procedure: cgov_text
    matter: cgov_text
    clock: cgov_text
    region: int
    from_: int
    until: int
    since: int
    reserved0: int
    reserved: Any
    _fields_ = [("size", c_uint32), ("group", c_uint32), ("level", c_uint32), ("satisfied", c_uint32),
                ("organization", c_uint64), ("procedure", cgov_text), ("matter", cgov_text), ("clock", cgov_text),
                ("region", c_uint64), ("from_", c_int64), ("until", c_int64), ("since", c_uint32),
                ("reserved0", c_uint32), ("reserved", _items(c_uint64, 4))]


@_struct
class cgov_figure_view(Struct):
    """The figures of one group."""

    size: int
    group: int
    key: int
    name: str
    issues: int
    open: int
    closed: int
    refused: int
    withdrawn: int
    merged: int
    answered: int
    due: int
    ended: int
    on_time: int
    paused: int
    revisited: int
    contacted: int
    assessable: int
    solved: int
    rated: int
    satisfied: int
    returned: int
    returns: int
    reworked: int
    reworks: int
    reopened: int
    reopens: int
    tiered: int
    at_tier: int
    open_by_age: Any
    expected: int
    attended: int
    entitled: int
    voted: int
    reserved: Any
    _fields_ = [("size", c_uint32), ("group", c_uint32), ("key", c_uint64), ("name", c_char * 32), ("issues", c_uint64),
                ("open", c_uint64), ("closed", c_uint64), ("refused", c_uint64), ("withdrawn", c_uint64),
                ("merged", c_uint64), ("answered", c_uint64), ("due", c_uint64), ("ended", c_uint64),
                ("on_time", c_uint64), ("paused", c_uint64), ("revisited", c_uint64), ("contacted", c_uint64),
                ("assessable", c_uint64), ("solved", c_uint64), ("rated", c_uint64), ("satisfied", c_uint64),
                ("returned", c_uint64), ("returns", c_uint64), ("reworked", c_uint64), ("reworks", c_uint64),
                ("reopened", c_uint64), ("reopens", c_uint64), ("tiered", c_uint64), ("at_tier", c_uint64),
                ("open_by_age", _items(c_uint64, 4)), ("expected", c_uint64), ("attended", c_uint64),
                ("entitled", c_uint64), ("voted", c_uint64), ("reserved", _items(c_uint64, 2))]


@_struct
class cgov_run_view(Struct):
    """How long a clock ran (用时), the last time it did, or late before another took the lead."""

    size: int
    late: int
    item: int
    key: int
    started_at: int
    stopped_at: int
    due: int
    rested: int
    name: str
    reserved: Any
    _fields_ = [("size", c_uint32), ("late", c_uint32), ("item", c_uint64), ("key", c_uint64), ("started_at", c_int64),
                ("stopped_at", c_int64), ("due", c_int64), ("rested", c_uint64), ("name", c_char * 32),
                ("reserved", _items(c_uint64, 3))]


@_struct
class cgov_item_view(Struct):
    """An item as a reader sees it."""

    size: int
    kind: int
    id: int
    version: int
    opened_at: int
    moved_at: int
    reporter: int
    reported_by: int
    holder: int
    parent: int
    master: int
    against: int
    earlier: int
    place: int
    point: int
    track: int
    channel: int
    urgency: int
    result: int
    rating: int
    delegates: int
    owed: int
    answers: int
    children: int
    open_children: int
    final: int
    late: int
    masked: int
    public_safety: int
    rulebook: int
    class_unnamed: int
    next_due: int
    procedure: str
    stage: str
    state: str
    profile: str
    matter: str
    class_name: str
    external_key: str
    received_at: int
    _fields_ = [("size", c_uint32), ("kind", c_uint32), ("id", c_uint64), ("version", c_uint64), ("opened_at", c_int64),
                ("moved_at", c_int64), ("reporter", c_uint64), ("reported_by", c_uint64), ("holder", c_uint64),
                ("parent", c_uint64), ("master", c_uint64), ("against", c_uint64), ("earlier", c_uint64),
                ("place", c_uint64), ("point", c_int64), ("track", c_uint32), ("channel", c_uint32),
                ("urgency", c_uint32), ("result", c_uint32), ("rating", c_uint32), ("delegates", c_uint32),
                ("owed", c_uint32), ("answers", c_uint32), ("children", c_uint32), ("open_children", c_uint32),
                ("final", c_uint32), ("late", c_uint32), ("masked", c_uint32), ("public_safety", c_uint32),
                ("rulebook", c_uint32), ("class_unnamed", c_uint32), ("next_due", c_int64), ("procedure", c_char * 32),
                ("stage", c_char * 32), ("state", c_char * 32), ("profile", c_char * 32), ("matter", c_char * 32),
                ("class_name", c_char * 32), ("external_key", c_char * 72), ("received_at", c_int64)]


@_struct
class cgov_clock_view(Struct):
    """A clock of an item."""

    size: int
    state: int
    started_at: int
    due: int
    stopped_at: int
    late: int
    missing_year: int
    reminders: int
    rungs: int
    name: str
    calendar: str
    title: str
    reserved: Any
    _fields_ = [("size", c_uint32), ("state", c_uint32), ("started_at", c_int64), ("due", c_int64),
                ("stopped_at", c_int64), ("late", c_uint32), ("missing_year", c_uint32), ("reminders", c_uint32),
                ("rungs", c_uint32), ("name", c_char * 32), ("calendar", c_char * 32), ("title", c_char * 128),
                ("reserved", _items(c_uint64, 2))]


@_struct
class cgov_party_view(Struct):
    """A party of an item."""

    size: int
    holds: int
    id: int
    name: str
    _fields_ = [("size", c_uint32), ("holds", c_uint32), ("id", c_uint64), ("name", c_char * 32)]


@_struct
class cgov_move_view(Struct):
    """A move of an item's procedure, and whether this reader could make it now."""

    size: int
    allowed: int
    reason: int
    line: int
    needs: int
    takes: int
    left: int
    reserved0: int
    name: str
    title: str
    to: str
    citation: str
    message: str
    _fields_ = [("size", c_uint32), ("allowed", c_uint32), ("reason", c_uint32), ("line", c_uint32),
                ("needs", c_uint32), ("takes", c_uint32), ("left", c_uint32), ("reserved0", c_uint32),
                ("name", c_char * 32), ("title", c_char * 128), ("to", c_char * 32), ("citation", c_char * 256),
                ("message", c_char * 208)]


@_struct
class cgov_history_view(Struct):
    """One entry of an item's history."""

    size: int
    record: int
    seq: int
    at: int
    actor: int
    details: int
    outcome: int
    told: int
    due: int
    share: int
    rung: int
    result: int
    rating: int
    days: int
    channel: int
    move: str
    from_: str
    to: str
    clock: str
    role: str
    lead: int
    rule: str
    received_at: int
    merged: int
    _fields_ = [("size", c_uint32), ("record", c_uint32), ("seq", c_uint64), ("at", c_int64), ("actor", c_uint64),
                ("details", c_uint32), ("outcome", c_uint32), ("told", c_uint64), ("due", c_int64), ("share", c_uint32),
                ("rung", c_uint32), ("result", c_uint32), ("rating", c_uint32), ("days", c_uint32),
                ("channel", c_uint32), ("move", c_char * 32), ("from_", c_char * 32), ("to", c_char * 32),
                ("clock", c_char * 32), ("role", c_char * 32), ("lead", c_uint64), ("rule", c_char * 32),
                ("received_at", c_int64), ("merged", c_uint64)]


@_struct
class cgov_detail_view(Struct):
    """A detail that one entry of a history holds."""

    size: int
    field: int
    type: int
    words: int
    number: int
    name: str
    choice: str
    reserved: Any
    _fields_ = [("size", c_uint32), ("field", c_uint32), ("type", c_uint32), ("words", c_uint32), ("number", c_int64),
                ("name", c_char * 32), ("choice", c_char * 32), ("reserved", _items(c_uint64, 2))]


@_struct
class cgov_item_query(Struct):
    """What to list."""

    size: int
    kind: int
    organization: int
    lead: int
    reporter: int
    parent: int
    like: int
    state: cgov_text
    procedure: cgov_text
    matter: cgov_text
    external: cgov_text
    region: int
    late_at: int
    due_before: int
    updated_since: int
    opened_since: int
    meters: int
    below: int
    undated_clocks: int
    unended: int
    mentions: int
    master: int
    like_place: int
    like_point: int
    person: int
    reserved: Any
    _fields_ = [("size", c_uint32), ("kind", c_uint32), ("organization", c_uint64), ("lead", c_uint64),
                ("reporter", c_uint64), ("parent", c_uint64), ("like", c_uint64), ("state", cgov_text),
                ("procedure", cgov_text), ("matter", cgov_text), ("external", cgov_text), ("region", c_uint64),
                ("late_at", c_int64), ("due_before", c_int64), ("updated_since", c_int64), ("opened_since", c_int64),
                ("meters", c_uint32), ("below", c_uint32), ("undated_clocks", c_uint32), ("unended", c_uint32),
                ("mentions", c_uint64), ("master", c_uint64), ("like_place", c_uint64), ("like_point", c_int64),
                ("person", c_uint64), ("reserved", _items(c_uint64, 1))]


@_struct
class cgov_import_draft(Struct):
    """A report to be imported."""

    size: int
    reserved0: int
    at: int
    details: Any
    detail_count: int
    reserved: int
    actor: int
    elector: int
    _fields_ = [("size", c_uint32), ("reserved0", c_uint32), ("at", c_int64), ("details", POINTER(cgov_detail)),
                ("detail_count", c_uint32), ("reserved", c_uint32), ("actor", c_uint64), ("elector", c_uint64)]


@_struct
class cgov_import_view(Struct):
    """What became of one."""

    size: int
    status: int
    id: int
    _fields_ = [("size", c_uint32), ("status", c_int32), ("id", c_uint64)]
cgov_storage_list = CFUNCTYPE(c_int32, c_void_p, c_uint32, POINTER(c_char), POINTER(c_uint32))
cgov_storage_length = CFUNCTYPE(c_int32, c_void_p, c_char_p, POINTER(c_uint64))
cgov_storage_read = CFUNCTYPE(c_int32, c_void_p, c_char_p, c_uint64, c_void_p, c_uint64, POINTER(c_uint64))
cgov_storage_append = CFUNCTYPE(c_int32, c_void_p, c_char_p, c_uint64, c_void_p, c_uint64, POINTER(c_uint64))
cgov_storage_overwrite = CFUNCTYPE(c_int32, c_void_p, c_char_p, c_uint64, c_void_p, c_uint64, POINTER(c_uint64))
cgov_storage_cut = CFUNCTYPE(c_int32, c_void_p, c_char_p, c_uint64, POINTER(c_uint64))
cgov_storage_sync = CFUNCTYPE(c_int32, c_void_p, c_char_p, POINTER(c_uint64))
cgov_storage_put = CFUNCTYPE(c_int32, c_void_p, c_char_p, c_void_p, c_uint64, POINTER(c_uint64))
cgov_storage_remove = CFUNCTYPE(c_int32, c_void_p, c_char_p, POINTER(c_uint64))
cgov_storage_lock = CFUNCTYPE(c_int32, c_void_p, c_uint32, POINTER(c_uint64))
cgov_storage_salt = CFUNCTYPE(c_int32, c_void_p, POINTER(c_uint64), POINTER(c_uint64))


@_struct
class cgov_storage(Struct):
    """A storage."""

    size: int
    flags: int
    user: Any
    list: Any
    length: Any
    read: Any
    append: Any
    overwrite: Any
    cut: Any
    sync: Any
    put: Any
    remove: Any
    lock: Any
    salt: Any
    _fields_ = [("size", c_uint32), ("flags", c_uint32), ("user", c_void_p), ("list", cgov_storage_list),
                ("length", cgov_storage_length), ("read", cgov_storage_read), ("append", cgov_storage_append),
                ("overwrite", cgov_storage_overwrite), ("cut", cgov_storage_cut), ("sync", cgov_storage_sync),
                ("put", cgov_storage_put), ("remove", cgov_storage_remove), ("lock", cgov_storage_lock),
                ("salt", cgov_storage_salt)]


@_struct
class cgov_ledger_options(Struct):
    """How to open."""

    size: int
    flags: int
    storage: Any
    allocator: Any
    error_out: Any
    reserved: int
    _fields_ = [("size", c_uint32), ("flags", c_uint32), ("storage", POINTER(cgov_storage)),
                ("allocator", POINTER(cgov_allocator)), ("error_out", POINTER(cgov_error)), ("reserved", c_uint64)]


@_struct
class cgov_genesis(Struct):
    """What a ledger is founded with (genesis)."""

    size: int
    flags: int
    ledger_id: Any
    utc_offset: int
    reserved0: int
    rulebook: cgov_text
    profile: cgov_text
    calendar: cgov_text
    organization: cgov_text
    organization_kind: cgov_text
    region: int
    resident: cgov_text
    role: cgov_text
    limit_ahead: int
    key_window: int
    limit_title: int
    limit_text: int
    limit_children: int
    limit_depth: int
    limit_items: int
    limit_entities: int
    limit_behind: int
    _fields_ = [("size", c_uint32), ("flags", c_uint32), ("ledger_id", _items(c_uint64, 2)), ("utc_offset", c_int32),
                ("reserved0", c_uint32), ("rulebook", cgov_text), ("profile", cgov_text), ("calendar", cgov_text),
                ("organization", cgov_text), ("organization_kind", cgov_text), ("region", c_uint64),
                ("resident", cgov_text), ("role", cgov_text), ("limit_ahead", c_uint64), ("key_window", c_uint64),
                ("limit_title", c_uint32), ("limit_text", c_uint32), ("limit_children", c_uint32),
                ("limit_depth", c_uint32), ("limit_items", c_uint64), ("limit_entities", c_uint64),
                ("limit_behind", c_uint64)]


@_struct
class cgov_ledger_view(Struct):
    """What a ledger says of itself."""

    size: int
    decisions: int
    ledger_id: Any
    utc_offset: int
    rulebooks: int
    now: int
    seq: int
    durable_seq: int
    residents: int
    organizations: int
    appointments: int
    issues: int
    parts: int
    open_items: int
    running_clocks: int
    undated_clocks: int
    retry_keys: int
    memory: int
    journal_bytes: int
    torn_bytes: int
    torn_seq: int
    root: int
    founder: int
    poisoned: int
    library_decisions: int
    torn_objects: int
    sessions: int
    motions: int
    limit_behind: int
    ack_missing: int
    units: int
    calendar_until: int
    snapshot_seq: int
    snapshot: int
    reserved: int
    _fields_ = [("size", c_uint32), ("decisions", c_uint32), ("ledger_id", _items(c_uint64, 2)),
                ("utc_offset", c_int32), ("rulebooks", c_uint32), ("now", c_int64), ("seq", c_uint64),
                ("durable_seq", c_uint64), ("residents", c_uint64), ("organizations", c_uint64),
                ("appointments", c_uint64), ("issues", c_uint64), ("parts", c_uint64), ("open_items", c_uint64),
                ("running_clocks", c_uint64), ("undated_clocks", c_uint64), ("retry_keys", c_uint64),
                ("memory", c_uint64), ("journal_bytes", c_uint64), ("torn_bytes", c_uint64), ("torn_seq", c_uint64),
                ("root", c_uint64), ("founder", c_uint64), ("poisoned", c_uint32), ("library_decisions", c_uint32),
                ("torn_objects", c_uint64), ("sessions", c_uint64), ("motions", c_uint64), ("limit_behind", c_uint64),
                ("ack_missing", c_uint64), ("units", c_uint64), ("calendar_until", c_int64), ("snapshot_seq", c_uint64),
                ("snapshot", c_uint32), ("reserved", c_uint32)]


@_struct
class cgov_entity_draft(Struct):
    """A resident, an organization or a unit, to be added or changed."""

    size: int
    kind: int
    parent: int
    region: int
    name: cgov_text
    external: cgov_text
    type: cgov_text
    owner: int
    household: int
    area: int
    _fields_ = [("size", c_uint32), ("kind", c_uint32), ("parent", c_uint64), ("region", c_uint64), ("name", cgov_text),
                ("external", cgov_text), ("type", cgov_text), ("owner", c_uint64), ("household", c_uint64),
                ("area", c_int64)]


@_struct
class cgov_entity_view(Struct):
    """A resident, an organization or a unit, as a reader sees them."""

    size: int
    kind: int
    id: int
    parent: int
    region: int
    version: int
    type: str
    external_key: str
    owner: int
    household: int
    area: int
    _fields_ = [("size", c_uint32), ("kind", c_uint32), ("id", c_uint64), ("parent", c_uint64), ("region", c_uint64),
                ("version", c_uint64), ("type", c_char * 32), ("external_key", c_char * 72), ("owner", c_uint64),
                ("household", c_uint64), ("area", c_int64)]


@_struct
class cgov_appointment_draft(Struct):
    """A resident is to hold a role in an organization, from one instant until before another."""

    size: int
    flags: int
    resident: int
    organization: int
    from_: int
    until: int
    role: cgov_text
    _fields_ = [("size", c_uint32), ("flags", c_uint32), ("resident", c_uint64), ("organization", c_uint64),
                ("from_", c_int64), ("until", c_int64), ("role", cgov_text)]


@_struct
class cgov_appointment_view(Struct):
    """A resident holds a role in an organization, from one instant until before another."""

    size: int
    reserved: int
    id: int
    resident: int
    organization: int
    from_: int
    until: int
    role: str
    _fields_ = [("size", c_uint32), ("reserved", c_uint32), ("id", c_uint64), ("resident", c_uint64),
                ("organization", c_uint64), ("from_", c_int64), ("until", c_int64), ("role", c_char * 32)]


@_struct
class cgov_tally_row(Struct):
    """A row of a tally."""

    size: int
    tally: int
    number: int
    flags: int
    heads: int
    units: int
    area: int
    weight: int
    name: cgov_text
    cost: int
    reserved: int
    _fields_ = [("size", c_uint32), ("tally", c_uint32), ("number", c_uint32), ("flags", c_uint32), ("heads", c_int64),
                ("units", c_int64), ("area", c_int64), ("weight", c_int64), ("name", cgov_text), ("cost", c_int64),
                ("reserved", c_uint64)]


@_struct
class cgov_tally_view(Struct):
    """How often a choice stands on a roll of ballots."""

    size: int
    tally: int
    number: int
    standing: int
    candidate: int
    heads: int
    units: int
    area: int
    weight: int
    bundled_heads: int
    bundled_units: int
    bundled_area: int
    bundled_weight: int
    name: str
    reserved: Any
    _fields_ = [("size", c_uint32), ("tally", c_uint32), ("number", c_uint32), ("standing", c_uint32),
                ("candidate", c_uint64), ("heads", c_uint64), ("units", c_uint64), ("area", c_uint64),
                ("weight", c_uint64), ("bundled_heads", c_uint64), ("bundled_units", c_uint64),
                ("bundled_area", c_uint64), ("bundled_weight", c_uint64), ("name", c_char * 32),
                ("reserved", _items(c_uint64, 4))]


@_struct
class cgov_roll_view(Struct):
    """A roll of an item, and what this reader may do there."""

    size: int
    open: int
    filled: int
    entered: int
    allowed: int
    reason: int
    line: int
    most: int
    heads: int
    units: int
    area: int
    weight: int
    needs: int
    takes: int
    of: int
    others: int
    leaves: int
    removes: int
    ballot: int
    bundled: int
    waiting: int
    groups: int
    proofs: int
    secrecy: int
    reserved0: int
    name: str
    title: str
    citation: str
    _fields_ = [("size", c_uint32), ("open", c_uint32), ("filled", c_uint32), ("entered", c_uint32),
                ("allowed", c_uint32), ("reason", c_uint32), ("line", c_uint32), ("most", c_uint32),
                ("heads", c_uint64), ("units", c_uint64), ("area", c_uint64), ("weight", c_uint64), ("needs", c_uint32),
                ("takes", c_uint32), ("of", c_uint64), ("others", c_uint32), ("leaves", c_uint32),
                ("removes", c_uint32), ("ballot", c_uint32), ("bundled", c_uint32), ("waiting", c_uint32),
                ("groups", c_uint32), ("proofs", c_uint32), ("secrecy", c_uint32), ("reserved0", c_uint32),
                ("name", c_char * 32), ("title", c_char * 128), ("citation", c_char * 256)]


@_struct
class cgov_entry_view(Struct):
    """Somebody on a roll."""

    size: int
    standing: int
    elector: int
    seq: int
    number: int
    filled: int
    line: int
    place: int
    units: int
    area: int
    weight: int
    named: int
    choice: str
    places: int
    waiting: int
    reserved0: int
    reserved: Any
    _fields_ = [("size", c_uint32), ("standing", c_uint32), ("elector", c_uint64), ("seq", c_uint64),
                ("number", c_uint32), ("filled", c_uint32), ("line", c_uint32), ("place", c_uint32),
                ("units", c_uint64), ("area", c_uint64), ("weight", c_uint64), ("named", c_uint64),
                ("choice", c_char * 32), ("places", c_uint64), ("waiting", c_uint32), ("reserved0", c_uint32),
                ("reserved", _items(c_uint64, 4))]


@_struct
class cgov_share_view(Struct):
    """A share that a move asks for from the item's present state, and how it stands."""

    size: int
    holds: int
    negated: int
    alternative: int
    axis: int
    line: int
    have: int
    of: int
    needed: int
    lacking: int
    move: str
    roll: str
    whole: str
    reserved: Any
    _fields_ = [("size", c_uint32), ("holds", c_uint32), ("negated", c_uint32), ("alternative", c_uint32),
                ("axis", c_uint32), ("line", c_uint32), ("have", c_uint64), ("of", c_uint64), ("needed", c_uint64),
                ("lacking", c_uint64), ("move", c_char * 32), ("roll", c_char * 32), ("whole", c_char * 32),
                ("reserved", _items(c_uint64, 5))]


@_struct
class cgov_route_query(Struct):
    """An issue there is, or the facts of a report not made yet."""

    size: int
    urgency: int
    item: int
    place: int
    matter: cgov_text
    against: int
    intake: int
    reserved: Any
    _fields_ = [("size", c_uint32), ("urgency", c_uint32), ("item", c_uint64), ("place", c_uint64),
                ("matter", cgov_text), ("against", c_uint64), ("intake", c_uint64), ("reserved", _items(c_uint64, 2))]


@_struct
class cgov_route_view(Struct):
    """What routing says."""

    size: int
    rule: int
    lead: int
    others: Any
    arbiter: int
    backstop: int
    other_count: int
    rivals: int
    binding: int
    urgent: int
    staffed: int
    level: int
    version: int
    line: int
    citation: str
    why: str
    more_others: int
    reserved0: int
    reserved: int
    _fields_ = [("size", c_uint32), ("rule", c_uint32), ("lead", c_uint64), ("others", _items(c_uint64, 8)),
                ("arbiter", c_uint64), ("backstop", c_uint64), ("other_count", c_uint32), ("rivals", c_uint32),
                ("binding", c_uint32), ("urgent", c_uint32), ("staffed", c_uint32), ("level", c_uint32),
                ("version", c_uint32), ("line", c_uint32), ("citation", c_char * 256), ("why", c_char * 208),
                ("more_others", c_uint32), ("reserved0", c_uint32), ("reserved", c_uint64)]


@_struct
class cgov_check_view(Struct):
    """What the check of a rulebook found."""

    size: int
    status: int
    reason: int
    check: int
    line: int
    column: int
    procedures: int
    states: int
    moves: int
    clocks: int
    configurations: int
    longest_changes: int
    longest_stays: int
    digest: Any
    message: str
    path: str
    kinds: int
    rules: int
    unverified: int
    _fields_ = [("size", c_uint32), ("status", c_int32), ("reason", c_uint32), ("check", c_uint32), ("line", c_uint32),
                ("column", c_uint32), ("procedures", c_uint32), ("states", c_uint32), ("moves", c_uint32),
                ("clocks", c_uint32), ("configurations", c_uint64), ("longest_changes", c_uint32),
                ("longest_stays", c_uint32), ("digest", _items(c_uint8, 32)), ("message", c_char * 256),
                ("path", c_char * 2304), ("kinds", c_uint64), ("rules", c_uint32), ("unverified", c_uint32)]


@_struct
class cgov_adoption_draft(Struct):
    """An adoption."""

    size: int
    flags: int
    text: cgov_text
    from_: int
    profile: cgov_text
    map: cgov_text
    motion: int
    _fields_ = [("size", c_uint32), ("flags", c_uint32), ("text", cgov_text), ("from_", c_int64),
                ("profile", cgov_text), ("map", cgov_text), ("motion", c_uint64)]


@_struct
class cgov_rule_view(Struct):
    """One named thing of a rulebook."""

    size: int
    rule: int
    index: int
    line: int
    final: int
    by_time: int
    opens: int
    limit: int
    name: str
    title: str
    holder: str
    stage: str
    to: str
    citation: str
    needs: int
    takes: int
    kind: int
    may: int
    outcomes: int
    reserved0: int
    _fields_ = [("size", c_uint32), ("rule", c_uint32), ("index", c_uint32), ("line", c_uint32), ("final", c_uint32),
                ("by_time", c_uint32), ("opens", c_uint32), ("limit", c_uint32), ("name", c_char * 32),
                ("title", c_char * 128), ("holder", c_char * 32), ("stage", c_char * 32), ("to", c_char * 32),
                ("citation", c_char * 256), ("needs", c_uint32), ("takes", c_uint32), ("kind", c_uint32),
                ("may", c_uint32), ("outcomes", c_uint32), ("reserved0", c_uint32)]


@_struct
class cgov_field_view(Struct):
    """A detail that can be asked for."""

    size: int
    field: int
    type: int
    needed: int
    repeats: int
    readers: int
    choices: int
    line: int
    matters: int
    reserved0: int
    min: int
    max: int
    name: str
    title: str
    reserved: Any
    _fields_ = [("size", c_uint32), ("field", c_uint32), ("type", c_uint32), ("needed", c_uint32),
                ("repeats", c_uint32), ("readers", c_uint32), ("choices", c_uint32), ("line", c_uint32),
                ("matters", c_uint32), ("reserved0", c_uint32), ("min", c_int64), ("max", c_int64),
                ("name", c_char * 32), ("title", c_char * 128), ("reserved", _items(c_uint64, 3))]


@_struct
class cgov_choice_view(Struct):
    """One of the choices of a detail."""

    size: int
    value: int
    name: str
    title: str
    reserved: Any
    _fields_ = [("size", c_uint32), ("value", c_uint32), ("name", c_char * 32), ("title", c_char * 128),
                ("reserved", _items(c_uint64, 2))]


@_struct
class cgov_edge_view(Struct):
    """One edge of a procedure's graph."""

    size: int
    line: int
    by_time: int
    answers: int
    from_: str
    move: str
    to: str
    outcome: int
    reserved0: int
    reserved: Any
    _fields_ = [("size", c_uint32), ("line", c_uint32), ("by_time", c_uint32), ("answers", c_uint32),
                ("from_", c_char * 32), ("move", c_char * 32), ("to", c_char * 32), ("outcome", c_uint32),
                ("reserved0", c_uint32), ("reserved", _items(c_uint64, 3))]


@_struct
class cgov_duty_view(Struct):
    """One row of the catalogue."""

    size: int
    duty: int
    level: int
    line: int
    region: int
    forms: int
    direct: int
    confidential: int
    verified: int
    matter: str
    title: str
    name: str
    external_key: str
    procedure: str
    profile: str
    source: str
    reserved: Any
    _fields_ = [("size", c_uint32), ("duty", c_uint32), ("level", c_uint32), ("line", c_uint32), ("region", c_uint64),
                ("forms", c_uint32), ("direct", c_uint32), ("confidential", c_uint32), ("verified", c_uint32),
                ("matter", c_char * 32), ("title", c_char * 128), ("name", c_char * 32), ("external_key", c_char * 72),
                ("procedure", c_char * 32), ("profile", c_char * 32), ("source", c_char * 256),
                ("reserved", _items(c_uint64, 2))]


@_struct
class cgov_rule_query(Struct):
    """What is asked of a rule."""

    size: int
    flags: int
    rule: cgov_text
    day: int
    seats: int
    casting: int
    reserved0: int
    budget: int
    lots: cgov_text
    _fields_ = [("size", c_uint32), ("flags", c_uint32), ("rule", cgov_text), ("day", c_uint32), ("seats", c_uint32),
                ("casting", c_uint32), ("reserved0", c_uint32), ("budget", c_int64), ("lots", cgov_text)]


@_struct
class cgov_outcome(Struct):
    """An outcome, or why there is none."""

    size: int
    status: int
    reason: int
    row: int
    line: int
    outcome: int
    way: int
    warnings: int
    joined: int
    from_: int
    to: int
    seats: int
    winners: int
    tied: int
    numbers: Any
    name: str
    title: str
    citation: str
    source: str
    message: str
    reserved: Any
    _fields_ = [("size", c_uint32), ("status", c_int32), ("reason", c_uint32), ("row", c_uint32), ("line", c_uint32),
                ("outcome", c_uint32), ("way", c_uint32), ("warnings", c_uint32), ("joined", c_uint32),
                ("from_", c_uint32), ("to", c_uint32), ("seats", c_uint32), ("winners", c_uint32), ("tied", c_uint32),
                ("numbers", _items(c_uint32, 256)), ("name", c_char * 32), ("title", c_char * 128),
                ("citation", c_char * 256), ("source", c_char * 256), ("message", c_char * 256),
                ("reserved", _items(c_uint64, 4))]


@_struct
class cgov_comparison_view(Struct):
    """One line of a rule, as it was compared."""

    size: int
    line: int
    quorum: int
    negated: int
    way: int
    candidate: int
    axis: int
    more: int
    n: int
    d: int
    holds: int
    reserved0: int
    left: int
    right: int
    needed: int
    lacking: int
    part: str
    whole: str
    reserved: Any
    _fields_ = [("size", c_uint32), ("line", c_uint32), ("quorum", c_uint32), ("negated", c_uint32), ("way", c_uint32),
                ("candidate", c_uint32), ("axis", c_uint32), ("more", c_uint32), ("n", c_uint32), ("d", c_uint32),
                ("holds", c_uint32), ("reserved0", c_uint32), ("left", c_uint64), ("right", c_uint64),
                ("needed", c_uint64), ("lacking", c_uint64), ("part", c_char * 64), ("whole", c_char * 64),
                ("reserved", _items(c_uint64, 4))]


STRUCTS: Dict[str, Type[Struct]] = {  # by number
    "cgov_act": cgov_act,
    "cgov_reader": cgov_reader,
    "cgov_detail": cgov_detail,
    "cgov_error": cgov_error,
    "cgov_allocator": cgov_allocator,
    "cgov_storage": cgov_storage,
    "cgov_ledger_options": cgov_ledger_options,
    "cgov_genesis": cgov_genesis,
    "cgov_ledger_view": cgov_ledger_view,
    "cgov_result": cgov_result,
    "cgov_entity_draft": cgov_entity_draft,
    "cgov_appointment_draft": cgov_appointment_draft,
    "cgov_adoption_draft": cgov_adoption_draft,
    "cgov_item_view": cgov_item_view,
    "cgov_clock_view": cgov_clock_view,
    "cgov_party_view": cgov_party_view,
    "cgov_move_view": cgov_move_view,
    "cgov_history_view": cgov_history_view,
    "cgov_item_query": cgov_item_query,
    "cgov_check_view": cgov_check_view,
    "cgov_rule_view": cgov_rule_view,
    "cgov_edge_view": cgov_edge_view,
    "cgov_duty_view": cgov_duty_view,
    "cgov_route_query": cgov_route_query,
    "cgov_route_view": cgov_route_view,
    "cgov_import_draft": cgov_import_draft,
    "cgov_feed_view": cgov_feed_view,
    "cgov_figure_query": cgov_figure_query,
    "cgov_figure_view": cgov_figure_view,
    "cgov_field_view": cgov_field_view,
    "cgov_choice_view": cgov_choice_view,
    "cgov_detail_view": cgov_detail_view,
    "cgov_entity_view": cgov_entity_view,
    "cgov_appointment_view": cgov_appointment_view,
    "cgov_roll_view": cgov_roll_view,
    "cgov_entry_view": cgov_entry_view,
    "cgov_share_view": cgov_share_view,
    "cgov_tally_row": cgov_tally_row,
    "cgov_tally_view": cgov_tally_view,
    "cgov_rule_query": cgov_rule_query,
    "cgov_outcome": cgov_outcome,
    "cgov_comparison_view": cgov_comparison_view,
    "cgov_import_view": cgov_import_view,
    "cgov_run_view": cgov_run_view,
    "cgov_erasure_view": cgov_erasure_view,
}

FUNCTIONS: Dict[str, Tuple[Any, ...]] = {  # what it answers, then what it takes
    "cgov_status_name": (c_char_p, c_int32),
    "cgov_status_text": (c_char_p, c_int32),
    "cgov_reason_name": (c_char_p, c_uint32),
    "cgov_reason_text": (c_char_p, c_uint32),
    "cgov_enum_name": (c_char_p, c_uint32, c_uint32),
    "cgov_text_blank": (c_int32, POINTER(cgov_text), POINTER(c_uint32)),
    "cgov_struct_size": (c_uint32, c_uint32),
    "cgov_text_erase": (c_int32, c_void_p, POINTER(cgov_act), c_uint64, c_uint64, c_uint32, POINTER(cgov_text),
                        POINTER(c_uint64)),
    "cgov_resident_erase": (c_int32, c_void_p, POINTER(cgov_act), c_uint64, POINTER(cgov_text), POINTER(c_uint64)),
    "cgov_erasure_get": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, c_uint64, c_uint32,
                         POINTER(cgov_erasure_view)),
    "cgov_feed_list": (c_int32, c_void_p, POINTER(cgov_reader), POINTER(c_uint64), POINTER(c_uint64),
                       POINTER(cgov_feed_view), c_uint32, POINTER(c_uint32)),
    "cgov_figure_list": (c_int32, c_void_p, POINTER(cgov_reader), POINTER(cgov_figure_query), POINTER(c_uint64),
                         POINTER(cgov_figure_view), c_uint32, POINTER(c_uint32)),
    "cgov_figure_line": (c_int32, POINTER(cgov_figure_view), c_uint32, POINTER(c_char), c_uint64, POINTER(c_uint64)),
    "cgov_run_list": (c_int32, c_void_p, POINTER(cgov_reader), POINTER(cgov_figure_query), POINTER(c_uint64),
                      POINTER(cgov_run_view), c_uint32, POINTER(c_uint32)),
    "cgov_item_open": (c_int32, c_void_p, POINTER(cgov_act), c_char_p, POINTER(cgov_detail), c_uint32,
                       POINTER(c_uint64)),
    "cgov_item_report": (c_int32, c_void_p, POINTER(cgov_act), POINTER(cgov_detail), c_uint32, POINTER(c_uint64)),
    "cgov_item_import": (c_int32, c_void_p, POINTER(cgov_act), POINTER(cgov_import_draft), c_uint32,
                         POINTER(cgov_import_view), POINTER(c_uint64), POINTER(c_uint64)),
    "cgov_item_move": (c_int32, c_void_p, POINTER(cgov_act), c_uint64, c_char_p, POINTER(cgov_detail), c_uint32,
                       POINTER(c_uint64)),
    "cgov_move_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, POINTER(c_uint64), POINTER(cgov_move_view),
                       c_uint32, POINTER(c_uint32)),
    "cgov_item_get": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, POINTER(cgov_item_view)),
    "cgov_clock_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, POINTER(c_uint64), POINTER(cgov_clock_view),
                        c_uint32, POINTER(c_uint32)),
    "cgov_party_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, POINTER(c_uint64), POINTER(cgov_party_view),
                        c_uint32, POINTER(c_uint32)),
    "cgov_history_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, POINTER(c_uint64),
                          POINTER(cgov_history_view), c_uint32, POINTER(c_uint32)),
    "cgov_detail_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, c_uint64, POINTER(c_uint64),
                         POINTER(cgov_detail_view), c_uint32, POINTER(c_uint32)),
    "cgov_text_get": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, c_uint64, c_uint32, POINTER(c_char), c_uint64,
                      POINTER(c_uint64)),
    "cgov_item_list": (c_int32, c_void_p, POINTER(cgov_reader), POINTER(cgov_item_query), POINTER(c_uint64),
                       POINTER(cgov_item_view), c_uint32, POINTER(c_uint32)),
    "cgov_item_queue": (c_int32, c_void_p, POINTER(cgov_reader), POINTER(cgov_item_query), POINTER(c_int64),
                        POINTER(c_uint64), POINTER(cgov_item_view), c_uint32, POINTER(c_uint32)),
    "cgov_storage_memory": (c_int32, POINTER(cgov_allocator), POINTER(cgov_storage)),
    "cgov_storage_files": (c_int32, c_char_p, POINTER(cgov_allocator), POINTER(cgov_storage), POINTER(cgov_error)),
    "cgov_storage_close": (c_int32, POINTER(cgov_storage)),
    "cgov_storage_salt": (c_int32, POINTER(cgov_storage), POINTER(c_uint64)),
    "cgov_ledger_create": (c_int32, POINTER(cgov_ledger_options), POINTER(cgov_genesis), POINTER(cgov_act),
                           POINTER(c_void_p)),
    "cgov_ledger_open": (c_int32, POINTER(cgov_ledger_options), POINTER(c_void_p)),
    "cgov_ledger_refresh": (c_int32, c_void_p, POINTER(c_uint64)),
    "cgov_ledger_close": (None, c_void_p),
    "cgov_ledger_flush": (c_int32, c_void_p, POINTER(c_uint64)),
    "cgov_ledger_snapshot": (c_int32, c_void_p, POINTER(c_uint64)),
    "cgov_ledger_tick": (c_int32, c_void_p, POINTER(cgov_act), POINTER(c_uint64)),
    "cgov_ledger_next_due": (c_int32, c_void_p, POINTER(c_int64)),
    "cgov_ledger_upgrade": (c_int32, c_void_p, POINTER(cgov_act), POINTER(c_uint64)),
    "cgov_command_execute": (c_int32, c_void_p, c_void_p, c_uint64, c_void_p, c_uint64, c_uint32, POINTER(cgov_result)),
    "cgov_command_get": (c_int32, c_void_p, c_void_p, c_uint64, POINTER(c_uint64), c_void_p, c_uint64,
                         POINTER(c_uint64)),
    "cgov_ledger_error": (c_int32, c_void_p, POINTER(cgov_error)),
    "cgov_ledger_get": (c_int32, c_void_p, POINTER(cgov_ledger_view)),
    "cgov_journal_digest": (c_int32, c_void_p, POINTER(c_uint8)),
    "cgov_state_digest": (c_int32, c_void_p, POINTER(c_uint8)),
    "cgov_record_get": (c_int32, c_void_p, c_uint64, c_void_p, c_uint64, POINTER(c_uint64)),
    "cgov_record_text": (c_int32, c_void_p, c_uint64, POINTER(c_char), c_uint64, POINTER(c_uint64)),
    "cgov_entity_add": (c_int32, c_void_p, POINTER(cgov_act), POINTER(cgov_entity_draft), POINTER(c_uint64)),
    "cgov_entity_change": (c_int32, c_void_p, POINTER(cgov_act), c_uint64, POINTER(cgov_entity_draft),
                           POINTER(c_uint64)),
    "cgov_appointment_add": (c_int32, c_void_p, POINTER(cgov_act), POINTER(cgov_appointment_draft), POINTER(c_uint64)),
    "cgov_entity_get": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, POINTER(cgov_entity_view)),
    "cgov_entity_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint32, c_uint64, POINTER(c_uint64),
                         POINTER(cgov_entity_view), c_uint32, POINTER(c_uint32)),
    "cgov_unit_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, POINTER(c_uint64), POINTER(cgov_entity_view),
                       c_uint32, POINTER(c_uint32)),
    "cgov_appointment_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, POINTER(c_uint64),
                              POINTER(cgov_appointment_view), c_uint32, POINTER(c_uint32)),
    "cgov_external_find": (c_int32, c_void_p, POINTER(cgov_reader), c_uint32, c_uint64, POINTER(cgov_text),
                           POINTER(c_uint64)),
    "cgov_code_check": (c_int32, c_uint32, POINTER(cgov_text)),
    "cgov_roll_root": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, c_char_p, c_uint64, POINTER(c_char), c_uint64,
                       POINTER(c_uint64)),
    "cgov_roll_proof": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, c_char_p, c_uint64, c_uint64,
                        POINTER(c_char), c_uint64, POINTER(c_uint64)),
    "cgov_proof_check": (c_int32, POINTER(cgov_text), POINTER(cgov_text)),
    "cgov_roll_enter": (c_int32, c_void_p, POINTER(cgov_act), c_uint64, c_char_p, c_uint64, POINTER(cgov_detail),
                        c_uint32, POINTER(c_uint64)),
    "cgov_roll_import": (c_int32, c_void_p, POINTER(cgov_act), c_uint64, c_char_p, POINTER(cgov_import_draft), c_uint32,
                         POINTER(cgov_import_view), POINTER(c_uint64)),
    "cgov_roll_leave": (c_int32, c_void_p, POINTER(cgov_act), c_uint64, c_char_p, c_uint64, c_uint32,
                        POINTER(cgov_detail), c_uint32, POINTER(c_uint64)),
    "cgov_roll_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, POINTER(c_uint64), POINTER(cgov_roll_view),
                       c_uint32, POINTER(c_uint32)),
    "cgov_entry_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, c_char_p, POINTER(c_uint64),
                        POINTER(cgov_entry_view), c_uint32, POINTER(c_uint32)),
    "cgov_roll_bundle": (c_int32, c_void_p, POINTER(cgov_act), c_uint64, c_char_p, POINTER(cgov_tally_row), c_uint32,
                         POINTER(c_uint64)),
    "cgov_sealed_result": (c_int32, c_void_p, POINTER(cgov_act), c_uint64, c_char_p, POINTER(cgov_tally_row), c_uint32,
                           c_char_p, POINTER(c_uint64)),
    "cgov_sealed_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, c_char_p, POINTER(c_uint64),
                         POINTER(c_uint64), c_uint32, POINTER(c_uint32)),
    "cgov_sealed_get": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, c_char_p, c_uint64, POINTER(cgov_tally_row),
                        POINTER(c_char), c_uint64, POINTER(c_uint64)),
    "cgov_tally_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, c_char_p, POINTER(c_uint64),
                        POINTER(cgov_tally_view), c_uint32, POINTER(c_uint32)),
    "cgov_certificate": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, c_char_p, c_uint64, POINTER(c_char),
                         c_uint64, POINTER(c_uint64)),
    "cgov_share_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, POINTER(c_uint64), POINTER(cgov_share_view),
                        c_uint32, POINTER(c_uint32)),
    "cgov_route_get": (c_int32, c_void_p, POINTER(cgov_reader), POINTER(cgov_route_query), POINTER(cgov_route_view)),
    "cgov_rulebook_check": (c_int32, POINTER(cgov_text), POINTER(cgov_allocator), POINTER(cgov_check_view)),
    "cgov_rulebook_adopt": (c_int32, c_void_p, POINTER(cgov_act), POINTER(cgov_adoption_draft), POINTER(c_uint32)),
    "cgov_rulebook_text": (c_int32, c_void_p, POINTER(cgov_reader), c_uint32, POINTER(c_char), c_uint64,
                           POINTER(c_uint64)),
    "cgov_rule_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint32, c_uint32, c_char_p, POINTER(c_uint64),
                       POINTER(cgov_rule_view), c_uint32, POINTER(c_uint32)),
    "cgov_edge_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint32, c_char_p, POINTER(c_uint64),
                       POINTER(cgov_edge_view), c_uint32, POINTER(c_uint32)),
    "cgov_duty_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint32, c_char_p, POINTER(c_uint64),
                       POINTER(cgov_duty_view), c_uint32, POINTER(c_uint32)),
    "cgov_field_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint32, c_char_p, c_char_p, c_char_p,
                        POINTER(c_uint64), POINTER(cgov_field_view), c_uint32, POINTER(c_uint32)),
    "cgov_choice_list": (c_int32, c_void_p, POINTER(cgov_reader), c_uint32, c_char_p, c_char_p, c_uint32,
                         POINTER(c_uint64), POINTER(cgov_choice_view), c_uint32, POINTER(c_uint32)),
    "cgov_field_find": (c_int32, c_void_p, c_char_p, POINTER(c_uint32)),
    "cgov_rulebook_shipped": (c_int32, c_uint32, POINTER(cgov_text), POINTER(cgov_text)),
    "cgov_rule_try": (c_int32, POINTER(cgov_text), POINTER(cgov_allocator), POINTER(cgov_rule_query),
                      POINTER(cgov_tally_row), c_uint32, POINTER(cgov_outcome), POINTER(cgov_comparison_view), c_uint32,
                      POINTER(c_uint32)),
    "cgov_rule_explain": (c_int32, POINTER(cgov_text), POINTER(cgov_allocator), POINTER(cgov_rule_query),
                          POINTER(cgov_tally_row), c_uint32, POINTER(cgov_outcome), POINTER(c_char), c_uint64,
                          POINTER(c_uint64)),
    "cgov_decision_try": (c_int32, c_void_p, POINTER(cgov_reader), c_uint64, c_char_p, POINTER(cgov_outcome),
                          POINTER(cgov_comparison_view), c_uint32, POINTER(c_uint32)),
    "cgov_version_number": (c_uint32,),
    "cgov_version_string": (c_char_p,),
}


def _fitting(name: str, function: Any, takes: List[Any]) -> Any:
    """The function, called where the numbers given fit what it takes."""
    numbers = [(place, kind) for place, kind in enumerate(takes) if kind in _RANGES]

    def call(*given: Any) -> Any:
        for place, kind in numbers:
            if place < len(given):
                _fit(kind, given[place], name)
        return function(*given)

    return call if numbers else function


def bind(library: CDLL) -> None:
    """Tells ctypes what each function takes and answers, and asserts each struct's size against the library."""
    for name, (result, *takes) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, takes
        setattr(library, name, _fitting(name, function, takes))
    for number, (name, struct) in enumerate(STRUCTS.items(), 1):
        if library.cgov_struct_size(number) != sizeof(struct):
            raise ImportError("%s has %d bytes in this library and %d here"
                              % (name, library.cgov_struct_size(number), sizeof(struct)))
