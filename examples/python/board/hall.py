"""The ledger behind the counter: founded or opened, the town around it, and what the pages ask of it.

Nothing is kept beside the ledger. Whoever reports gets a code that nobody can guess; the ledger holds its hash, as the
external key of the issue and of the resident who gave a name. So the code leads back to the issue after any restart,
and whoever reads the ledger cannot follow in the reporter's place.

The methods expect their caller to hold `lock`: one thread at a time is the library's rule.
"""

import hashlib
import pathlib
import re
import threading
import time
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple, Union

import cgov

from board import bodies
from board.photos import Photos
from board.words import CHINA, FIELDS, IN_MOVE, Ask, Field, field_of, plain


class Office(NamedTuple):
    """An organization of the town: its key, kind, names, region, and who holds which role in it; "teller.2" is another
    teller."""

    key: str
    kind: str
    zh: str
    en: str
    region: int
    officers: Tuple[Tuple[str, str], ...]


DISTRICT = ("桥东区", "Qiaodong District", "government")
CENTER = "center"
JOINT = "joint"  # whose members meet; it is last, so that each is known by the office they come from
OWNERS, ESTATE, VILLAGE, BOARD = "owners", "estate", "village", "board"  # who decide together, and their officers
ERASED = "（文字已删除 · erased）"
DESK = "web-desk"  # the resident in whose name this server registers people, and reports what has no name
TOWN = (
    Office(CENTER, "center", "民呼回应中心", "Citizens' Response Centre", 130702000000,
           (("clerk", "钱某"), ("operator", "郑某"), ("dispatcher", "孙某"), ("checker", "周某"), ("head", "吴某"))),
    Office("chunhe", "street", "春和街道办事处", "Chunhe Street Office", 130702001000,
           (("contact", "李某"), ("head", "冯某"))),
    Office("wangshan", "street", "望山街道办事处", "Wangshan Street Office", 130702002000,
           (("contact", "陈某"), ("head", "褚某"))),
    Office("urban", "department", "城市管理局", "City Management Bureau", 130702000000,
           (("contact", "卫某"), ("head", "蒋某"))),
    Office("water", "department", "水务局", "Water Bureau", 130702000000, (("contact", "沈某"), ("head", "韩某"))),
    Office(OWNERS, "owners", "槐荫小区业主委员会", "Huaiyin Owners' Committee", 130702001001,
           (("secretary", "金某"), ("registrar", "陶某"), ("head", "姜某"), ("teller", "戚某"), ("teller.2", "谢某"),
            ("trustee", "严某"), ("trustee.2", "华某"))),
    Office(ESTATE, "estate", "槐荫小区", "Huaiyin Estate", 130702001001, ()),
    Office(VILLAGE, "committee", "石桥村村民委员会", "Shiqiao Villagers' Committee", 130702002001,
           (("clerk", "邹某"), ("head", "喻某"))),
    Office(BOARD, "committee", "石桥村村民选举委员会", "Shiqiao Election Board", 130702002001,
           (("clerk", "柏某"), ("head", "水某"), ("teller", "窦某"), ("teller.2", "章某"))),
    Office(JOINT, "committee", "联席会议办公室", "Joint Meeting Office", 130702000000,
           (("secretary", "何某"), ("clerk", "杨某"), ("head", "朱某"))),
)
MEMBERS = (("chunhe", "contact"), ("wangshan", "contact"), ("urban", "contact"), ("water", "contact"))  # of meetings
NEIGHBOURS = ("尤某", "许某", "吕某", "施某", "张某", "曹某")  # residents whom the pages of meetings know
PLACES: Dict[int, Tuple[str, str]] = {
    130702001001: ("春和街道 槐树社区", "Huaishu, Chunhe Street"),
    130702001002: ("春和街道 河沿社区", "Heyan, Chunhe Street"),
    130702002001: ("望山街道 石桥社区", "Shiqiao, Wangshan Street"),
    130702002002: ("望山街道 松园社区", "Songyuan, Wangshan Street"),
}

# The institutions are the shipped text with one line added, `public title`: anybody may read an issue's facts and its
# title, nobody its reporter. Below it stand the matters this town tells apart; what is confidential is not public.
OWN_TEXTS = ("proposal.rules", "sealed.rules")
_OPENS = 'procedure issue "民情事项"\n'
_DECIDES = 'procedure owners_decision "业主共同决定" motion\n'
_MATTERS = """
territory street
matter lighting "路灯照明"
  lead "urban"
matter water "供水排水"
  lead "water"
matter refuse "垃圾清运"
  lead street
matter noise "噪声扰民"
  lead "urban"
matter family "家庭纠纷"
  confidential
"""


def rulebook() -> str:
    """The text this town adopts."""
    shipped = cgov.shipped("standard")
    assert shipped.count(_OPENS) == 1
    return shipped.replace(_OPENS, _OPENS + "  public title\n") + _MATTERS


def adopted_besides() -> List[str]:
    """The texts beside it: meetings as they are shipped, what residents of this town raise together, and what they
    decide: the owners' text with the same line added, for what an estate decides is talked of in the street; assemblies; and
    owners by sealed ballots."""
    own, sealed = (pathlib.Path(__file__).resolve().with_name(name).read_text(encoding="utf-8") for name in OWN_TEXTS)
    owners = cgov.shipped("owners")
    assert owners.count(_DECIDES) == 1
    return [cgov.shipped("meetings"), own, owners.replace(_DECIDES, _DECIDES + "  public title\n"),
            cgov.shipped("assemblies_unverified"), sealed]


# ------------------------------------------------------------------------------------------------ codes and retry keys

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that are read for another: no I, L, O, U
_READ_FOR = str.maketrans("OIL", "011")


def derived(key: str, purpose: str) -> int:
    """128 bits of a form's key for one purpose: a form that makes two commands needs two retry keys."""
    return int.from_bytes(hashlib.sha256(("%s:%s" % (purpose, key)).encode()).digest()[:16], "big") or 1


def code_of(key: str) -> str:
    """The code for what a form reports, 80 bits: the same form sent twice gives one issue, and one code."""
    bits = derived(key, "code")
    letters = "".join(_LETTERS[bits >> shift & 31] for shift in range(0, 80, 5))
    return "-".join(letters[i:i + 4] for i in range(0, 16, 4))


def seal(code: str) -> str:
    """What the ledger knows of a code, however it was typed."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum()).translate(_READ_FOR)
    return hashlib.sha256(("follow:" + plain).encode()).hexdigest()


# ------------------------------------------------------------------------------------------------------------ the hall


def wall_clock() -> int:
    """Milliseconds since 1970. The library has no clock: time is the host's to tell."""
    return time.time_ns() // 1000000


class Followed(NamedTuple):
    """What a code opens: the issue, and who reads it. Without a name there is no reporter, and the desk reads."""

    issue: int
    reader: int
    named: bool


class Hall:
    """One ledger, in one directory."""

    def __init__(self, directory: str, clock: Callable[[], int] = wall_clock, founded: int = 0, reads: bool = False) -> None:
        """reads: beside the process that writes, and shows what that one has acknowledged; the town must be there."""
        self.reads = reads
        self.lock = threading.Lock()
        self.clock = clock
        self.storage = cgov.FileStorage(directory)
        self.photos = Photos(directory.rstrip("/") + "-photos")
        try:
            self.ledger = cgov.Ledger.open(self.storage, read=reads)
        except cgov.NotFound:
            if reads:
                raise
            self.ledger = cgov.Ledger.create(founded or clock(), rulebook=rulebook(), organization=DISTRICT[0],
                                             organization_kind=DISTRICT[2], region=130702, resident="王某",
                                             calendar="cn", profile="HOTLINE_BJ", storage=self.storage)
        self._settle(founded)
        self.rules = self._read_rules()
        self.answering = {(procedure, edge.move) for kind, _, procedure in self.rules
                          if kind == cgov.RuleKind.PROCEDURE for edge in self.ledger.edges(procedure) if edge.answers}

    def close(self) -> None:
        """Closes the ledger, then its storage."""
        self.storage.close()

    def reopen(self) -> None:
        """After a failed sync a ledger only reads; opened anew, it writes again what it cannot vouch for."""
        self.ledger.close()
        self.ledger = cgov.Ledger.open(self.storage, read=self.reads)

    def _settle(self, founded: int) -> None:
        """The town as it should be. What is there already stays: a first start may have been cut short."""
        info = self.ledger.info()
        founder, now = info.founder, max(founded or self.now(), info.now)
        reader = cgov.Reader(founder, now)

        def act() -> cgov.Act:
            return cgov.Act(founder, now, long_jump=True)

        def there(kind: int, key: str) -> int:
            try:
                return self.ledger.find(reader, kind, key)
            except cgov.NotFound:
                return 0

        def hold(resident: int, organization: int, role: str) -> None:
            held = self.ledger.appointments(reader, resident)
            if not any(row.organization == organization and row.role == role for row in held):
                self.ledger.appoint(act(), resident, organization, role)

        for version, text in enumerate(adopted_besides(), 2):
            if info.rulebooks < version:
                self.ledger.adopt(act(), text, unverified=True)  # each result says whose rule nobody has verified
        hold(founder, info.root, "head")
        self.offices: Dict[str, int] = {}
        self.officers: Dict[Tuple[str, str], int] = {}
        for office in TOWN:
            organization = there(cgov.Kind.ORGANIZATION, office.key) or self.ledger.add_organization(
                act(), office.zh, office.kind, parent=info.root, region=office.region, external=office.key)
            self.offices[office.key] = organization
            for role, name in office.officers:
                key = "%s-%s" % (office.key, role)
                resident = there(cgov.Kind.RESIDENT, key) or self.ledger.add_resident(
                    act(), name, parent=organization, external=key)
                hold(resident, organization, role.partition(".")[0])
                self.officers[office.key, role] = resident
        center = self.offices[CENTER]
        self.desk = there(cgov.Kind.RESIDENT, DESK) or self.ledger.add_resident(
            act(), "网上大厅", parent=center, external=DESK)
        for role in ("operator", "registrar"):
            hold(self.desk, center, role)
        for office_key, role in MEMBERS:
            hold(self.officers[office_key, role], self.offices[JOINT], "member")
        self.neighbours = [there(cgov.Kind.RESIDENT, "neighbour-%d" % number) or self.ledger.add_resident(
            act(), name, parent=center, external="neighbour-%d" % number) for number, name in enumerate(NEIGHBOURS)]
        self.villagers = bodies.settle(self, act, there)

    # Time

    def now(self) -> int:
        """The time to act at. A clock set back does not take the ledger with it."""
        return max(self.clock(), self.ledger.info().now)

    def catch_up(self) -> None:
        """Lets happen what time has made due, so that every page shows it.

        A host that carries notices does not wait for a request: it sleeps until next_due(), ticks, and tells whoever
        the new records name.
        """
        if self.reads:
            self.ledger.refresh()
            return
        due, now = self.ledger.next_due(), self.now()
        if due is not None and due <= now:
            self.ledger.tick(cgov.Act(0, now, long_jump=True))

    def act(self, actor: int, key: int = 0, expect: int = 0) -> cgov.Act:
        """Who, when, and the key that makes sending it twice harmless. The binding draws the salt, from `secrets`."""
        return cgov.Act(actor, self.now(), key=key, expect=expect, long_jump=True)

    def reader(self, actor: int = 0) -> cgov.Reader:
        """Who reads, and when: 0 is the public."""
        return cgov.Reader(actor, self.now())

    # What is asked for

    def field(self, row: cgov.Asked, procedure: str, version: int, matter: str = "", move: str = "") -> Field:
        """How to ask for a detail, its choices included; of one that the library asks for, as that move means it."""
        if not row.line and (move, row.name) in IN_MOVE:
            return IN_MOVE[move, row.name]
        choices = self.ledger.choices(row.field, procedure, matter, version=version) if row.line and row.choices else ()
        return self.own_fields().get(row.name) or field_of(row, choices)

    def own_fields(self) -> Dict[str, Field]:
        """What this town chooses among: its matters, and its places."""
        matters = tuple((name, rule.title, plain(name)) for (kind, _, name), rule in self.rules.items()
                        if kind == cgov.RuleKind.MATTER)
        places = tuple((str(code), zh, en) for code, (zh, en) in PLACES.items())
        return {"matter": Field("哪一类", "What about", "choice", matters),
                "place": Field("在哪里", "Where", "choice", places)}

    def asked(self, procedure: str, move: str, version: int = 0, matter: str = "") -> List[Ask]:
        """What a move asks for, all of it; of a report's matter, its own too."""
        return [Ask(row.name, self.field(row, procedure, version, matter, move), bool(row.needed))
                for row in self.ledger.fields(procedure, move, matter, version=version)]

    def field_of(self, item: cgov.Item, number: int, name: str) -> Field:
        """A detail of an item's history, as the item's text declares it; one that it does not, by its name."""
        for row in self.ledger.fields(item.procedure, "", item.matter, version=item.rulebook):
            if row.field == number:
                return self.field(row, item.procedure, item.rulebook, item.matter)
        return FIELDS.get(name) or Field(name, name, "line")

    # What residents do

    def report(self, key: str, name: str, details: Dict[str, object], officer: int = 0) -> str:
        """Reports, for a new resident or without a name; answers the code to follow it by. officer: who enters what
        came in at the counter, by telephone, by letter, and says when; else it is online, and now.

        This host knows nobody: it takes the name it is given. A real one asks its own sign-in who this is.
        """
        code = code_of(key)
        external = seal(code)
        center = self.offices[CENTER]
        details = {"channel": "web", **details, "intake": center, "external": external}
        actor = officer or self.desk
        # Encoding a command checks its words and does nothing: a text that cannot be leaves no resident behind.
        self.ledger.report(cgov.Act(actor, self.now(), encode=True), details)
        if name:
            details["behalf"] = self.ledger.add_resident(self.act(self.desk, derived(key, "resident")), name,
                                                         parent=center, external=external)
        self.ledger.report(self.act(actor, derived(key, "report")), details)
        return code

    def enters(self, officer: int) -> bool:
        """They enter reports for the centre."""
        return (officer, self.offices[CENTER], "operator") in self.posts()

    def follow(self, code: str) -> Followed:
        """What the code opens; NotFound for any other."""
        external, reader, named = seal(code), self.desk, False
        try:
            reader, named = self.ledger.find(self.reader(self.desk), cgov.Kind.RESIDENT, external), True
        except cgov.NotFound:
            pass  # without a name
        return Followed(self.ledger.find(self.reader(reader), cgov.Kind.ISSUE, external, self.offices[CENTER]),
                        reader, named)

    def move(self, key: str, actor: int, item: int, seen: int, move: str, details: Dict[str, object]) -> None:
        """Moves an item, if it still is as the writer saw it."""
        self.ledger.move(self.act(actor, derived(key, "move"), seen), item, move, details)

    # What meetings need

    def open_session(self, key: str, actor: int, procedure: str, details: Dict[str, object]) -> int:
        """Opens a session."""
        return self.ledger.open_item(self.act(actor, derived(key, "open")), procedure, details)

    def people(self) -> List[int]:
        """Whom the lists of this example know: residents, and those who hold an office."""
        known = self.neighbours + self.villagers
        return known + [officer for officer in self.officers.values() if officer not in known]

    def openings(self, actor: int, *kinds: int) -> List[Tuple[str, str]]:
        """(procedure, move) of what somebody may open, of these kinds, else a session or a motion: anybody, or who holds
        an office the text names."""
        reader, wanted = self.reader(actor), kinds or (cgov.Kind.SESSION, cgov.Kind.MOTION)
        return [(procedure, rule.name) for procedure, version in self.version_of.items()
                if self.rules[cgov.RuleKind.PROCEDURE, "", procedure].kind in wanted
                for rule in self.ledger.rules(cgov.RuleKind.MOVE, procedure, version=version, reader=reader) if rule.may]

    def roll_title(self, procedure: str, roll: str, version: int) -> str:
        """A roll's title; of one above, `parent.present`, its name."""
        return next((rule.title for rule in self.ledger.rules(cgov.RuleKind.ROLL, procedure, version=version)
                     if rule.name == roll), {"present": "到会", "members": "成员"}.get(roll.rpartition(".")[2], roll))

    # What pages show

    def items(self, actor: int = 0, **where: Any) -> List[cgov.Item]:
        """What somebody sees, through the binding's filter; it fits a page in a town of this size."""
        return list(self.ledger.items(self.reader(actor), **where))

    def words(self, actor: int, of: int, field: Union[int, str], seq: int = 0) -> str:
        """Words this reader may read, "" where there are none for them, ERASED where they are gone."""
        try:
            return self.ledger.text(self.reader(actor), of, field, seq)
        except cgov.NotFound:
            return ""
        except cgov.Erased:
            return ERASED

    def organizations(self) -> Iterator[cgov.Entity]:
        """All of them: they are public."""
        return self.ledger.entities(self.reader(), cgov.Kind.ORGANIZATION)

    def posts(self) -> Iterator[Tuple[int, int, str]]:
        """(resident, organization, role) of every appointment in term: office is public."""
        reader = self.reader()
        for organization in self.organizations():
            for row in self.ledger.appointments(reader, organization.id):
                if row.from_ <= reader.at and (row.until == 0 or reader.at < row.until):
                    yield row.resident, organization.id, row.role

    def _read_rules(self) -> Dict[Tuple[int, str, str], cgov.Rule]:
        """What the rulebook in force says of each name, by kind of rule, procedure and name, in the text's order."""
        kinds, rules = cgov.RuleKind, {}
        self.version_of: Dict[str, int] = {}
        for version in range(1, self.ledger.info().rulebooks + 1):
            for kind in (kinds.PROCEDURE, kinds.ROLE, kinds.MATTER):
                rules.update(((kind, "", rule.name), rule) for rule in self.ledger.rules(kind, version=version))
            for rule in self.ledger.rules(kinds.PROCEDURE, version=version):
                self.version_of[rule.name] = version
        for procedure, version in self.version_of.items():
            for kind in (kinds.STAGE, kinds.STATE, kinds.MOVE):
                rules.update(((kind, procedure, rule.name), rule)
                             for rule in self.ledger.rules(kind, procedure, version=version))
        self.deciding: Dict[str, List[str]] = {}  # by procedure the moves that decide, in the text's order
        for (kind, procedure, name), rule in rules.items():
            if kind == kinds.MOVE and rule.outcomes:
                self.deciding.setdefault(procedure, []).append(name)
        return rules

    def rule_line(self, version: int, line: int) -> str:
        """A line of an adopted rulebook, without its comment."""
        lines = self.ledger.rulebook_text(self.reader(), version).splitlines()
        return lines[line - 1].partition("#")[0].strip() if 0 < line <= len(lines) else ""

    def roll_block(self, item: cgov.Item, name: str) -> List[Tuple[int, str]]:
        """The lines of a roll in its text, each with its number: for what the library has no view of, whose ballots are
        counted and what a bundle is for. They only decide what is shown."""
        first = next((rule.line for rule in self.ledger.rules(cgov.RuleKind.ROLL, item.procedure, version=item.rulebook)
                      if rule.name == name), 0)
        lines = self.ledger.rulebook_text(self.reader(), item.rulebook).splitlines()
        block: List[Tuple[int, str]] = []
        for number, line in enumerate(lines[first:] if first else [], first + 1):
            if not line.startswith("    "):
                break
            block.append((number, line.partition("#")[0].strip()))
        return block

    def ballot_ask(self, item: cgov.Item, name: str) -> Tuple[str, str]:
        """What the rule over these ballots asks: `yes_no`, `choose`, `score`, `share` or `rank`, and what it says more."""
        text = self.ledger.rulebook_text(self.reader(), item.rulebook)
        block = re.search(r"(?m)^procedure %s .*\n(?:(?:  .*|\s*#.*|)\n)*" % item.procedure, text + "\n")
        decides = re.search(r"(?m)^    decides (\w+) over %s\b" % name, block.group(0) if block else "")
        rule = re.search(r"(?m)^rule %s .*\n(?:  .*\n)*?  ask (\w+) ?(\w*)" % decides.group(1), text) if decides else None
        return (rule.group(1), rule.group(2)) if rule else ("yes_no", "")

    def move_of(self, actor: int, item: int, name: str) -> Optional[cgov.Move]:
        """One of the item's moves, as this reader has it."""
        return next((move for move in self.ledger.moves(self.reader(actor), item) if move.name == name), None)
