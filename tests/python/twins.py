"""Two ledgers that differ in what one confidential ballot says, and in nothing else, under the same salts; and all that
can be asked of one. bench/cgov_twins.c asks the same text in C, to be counted.

Every function that api.json lists with a ledger it does not change is asked, by every kind of reader, of every item,
entity, record, roll, move and field there is: so is a function that is new, and a parameter that this program does not
know fails.
"""

import ctypes
import hashlib
import itertools
import json
import os
import re
from ctypes import byref, c_char_p, c_void_p
from typing import Any, Dict, Iterator, List, Tuple

import tap

import cgov
import _cgov_api as api

START, DAY, CAP = 1_770_339_600_000, 86_400_000, 8192
LIBRARY = cgov._lib  # pylint: disable=protected-access
with open(os.environ["CGOV_API"], encoding="utf-8") as file:
    READINGS = [function for function in json.load(file)["functions"]
                if function["parameters"] and function["parameters"][0]["type"] == "const cgov_ledger *"]
NUMBERS: Dict[str, Any] = {"uint8_t": ctypes.c_uint8, "uint32_t": ctypes.c_uint32, "int32_t": ctypes.c_int32,
                           "uint64_t": ctypes.c_uint64, "int64_t": ctypes.c_int64, "cgov_id": ctypes.c_uint64,
                           "cgov_time": ctypes.c_int64}
# What a command's bytes hold is whoever gave it's; the digest of the journal is made of records, which are compared.
APART = {"cgov_command_get", "cgov_journal_digest"}
TAGS = [1, *(int.from_bytes(hashlib.sha256(ballot.encode()).digest()[:8], "big") for ballot in ("b1", "b2", "c0", "c1"))]
ROOTS = {"cgov_certificate", "cgov_roll_root", "cgov_roll_proof"}  # they tell what was made of commitments
with open(tap.ROOT / "tests/bench/twins.rules", encoding="utf-8") as file:
    TEXT = file.read()
# The same, of sealed ballots: the tellers are the trustees.
SEALED = TEXT.replace("secrecy confidential groups of 3", "secrecy sealed").replace(
    "    bundle for marks exactly by teller of estate twice in voting\n",
    "    bundle for ballots exactly by teller of estate twice in counting\n").replace(
    "    secrecy sealed\n  roll elected", "    secrecy sealed\n    bundle for picks exactly by teller of estate twice in "
    "picking\n  roll elected")


class Twin:
    """A ledger whose every act has the salt that the other's has; one_salt: all of them the same."""

    def __init__(self, storage: Any = None, one_salt: bool = False, text: str = TEXT) -> None:
        self.salt, self.now, self.one_salt = 0, START, one_salt
        self.said: List[str] = []
        self.ledger = cgov.Ledger.create(START, rulebook=text, organization="D", resident="F", unverified=True,
                                         ledger_id=7, salt=5, storage=storage)
        info = self.ledger.info()
        self.founder, self.root = info.founder, info.root
        add = self.ledger.add_resident
        self.place = self.ledger.add_organization(self.act(self.founder), "P", "estate", parent=self.root)
        self.people = [add(self.act(self.founder), "R", parent=self.place) for _ in range(9)]
        self.clerk, self.teller, self.second, self.auditor, self.other = (
            add(self.act(self.founder), "O", parent=self.root) for _ in range(5))
        for who, where, role in ((self.clerk, self.place, "clerk"), (self.teller, self.place, "teller"),
                                 (self.second, self.place, "teller"), (self.auditor, self.root, "auditor")):
            self.ledger.appoint(self.act(self.founder), who, where, role)
        self.item = self.ledger.open_item(self.act(self.clerk), "vote", {"estate": self.place, "text": "T"})
        self.move(self.clerk, "list")
        for who in self.people[:3]:
            self.ledger.enter(self.act(self.clerk), self.item, "candidates", who)
        self.move(self.clerk, "begin")

    def act(self, actor: int, key: int = 0, encode: bool = False) -> cgov.Act:
        self.salt += 1
        self.now += 1000
        return cgov.Act(actor, self.now, salt=1 if self.one_salt else self.salt, key=key, encode=encode)

    def move(self, actor: int, name: str) -> None:
        self.told(lambda: self.ledger.move(self.act(actor), self.item, name))

    def enter(self, actor: int, roll: str, elector: int, key: int = 0, encode: bool = False, **details: Any) -> None:
        self.told(lambda: self.ledger.enter(self.act(actor, key, encode), self.item, roll, elector, details))

    def told(self, call: Any) -> None:
        """What a change answers: where it was written, that it was a repeat, or the refusal, word for word."""
        try:
            call()
            result = self.ledger.result
            self.said.append("%d %d %d" % (result.status, result.seq, result.durable_seq))
        except cgov.CgovError as error:
            fault = self.ledger.last_error()
            self.said.append("%s %d %d" % (error, fault.line, fault.item))

    def vote(self, choice: str, names: str) -> None:
        """The one ballot that differs is cast, and another, of names."""
        for who in self.people[3:8]:
            self.enter(who, "ballots", who, choice="yes")
        self.enter(self.people[0], "ballots", self.people[0], key=9, choice=choice)
        self.enter(self.people[1], "ballots", self.people[1], choice="abstain")
        self.enter(self.people[2], "picks", self.people[2], choice="blank")
        self.enter(self.people[3], "picks", self.people[3], key=9, choice=names)
        self.enter(self.people[4], "picks", self.people[4], choice="1 3")

    def paper(self, choice: str) -> None:
        """Two of them voted on paper: tellers bring in a bundle what it says."""
        for who in self.people[6:8]:
            self.enter(self.clerk, "marks", who)
        lines = [cgov.TallyRow(tally=cgov.TallyKind.CHOICE, number=getattr(cgov.BallotChoice, choice.upper()), heads=2)]
        for teller in (self.teller, self.second):
            self.told(lambda: self.ledger.bundle(self.act(teller), self.item, "ballots", lines))

    def retries(self) -> None:
        """By whoever cast it: another choice under the same key, by verb and as a command's bytes."""
        for again in ("yes", "no", "abstain", "blank"):
            self.enter(self.people[0], "ballots", self.people[0], key=9, choice=again)
        for again in ("1 3", "2", "blank"):
            self.enter(self.people[3], "picks", self.people[3], key=9, choice=again)
        for again in ("yes", "no", "invalid"):
            self.enter(self.people[0], "ballots", self.people[0], key=9, encode=True, choice=again)
            facts, words = self.ledger.encoded()
            self.told(lambda: self.ledger.execute(facts, words))

    def tried(self) -> None:
        """What anybody may try, most of it refused: to vote and to take back for somebody, to count too early."""
        for who in (self.other, self.auditor, self.clerk, self.people[1], self.people[8]):
            for choice in ("yes", "no"):
                self.enter(who, "ballots", self.people[0], key=9, choice=choice)
            self.told(lambda: self.ledger.leave(self.act(who), self.item, "ballots", self.people[0], {}))
            self.enter(who, "picks", self.people[3], choice="1 2")
            self.move(who, "count")
            self.move(who, "choose")
        for choice in ("block", "1", "", "1 1", "9", "no no"):
            self.enter(self.people[0], "ballots", self.people[0], choice=choice)
            self.enter(self.people[3], "picks", self.people[3], choice=choice)
        self.enter(self.people[0], "picks", self.people[0], key=9, choice="1")
        self.told(lambda: self.ledger.bundle(self.act(self.teller), self.item, "ballots", []))

    def seal(self, ballot: str) -> None:
        """The one sealed ballot that differs is cast, and others; it is retried, and tried for by others."""
        for number, who in enumerate(self.people[1:6]):
            self.enter(who, "ballots", who, choice="c%d" % number)
        self.enter(self.people[0], "ballots", self.people[0], key=9, choice=ballot)
        self.enter(self.people[0], "ballots", self.people[0], key=9, choice="c10")
        self.enter(self.people[6], "ballots", self.people[6], choice="c0")
        for who in (self.other, self.auditor, self.clerk, self.people[1]):
            self.enter(who, "ballots", self.people[0], choice="c11")
        self.move(self.teller, "count")

    def result(self) -> None:
        lines = [cgov.TallyRow(tally=cgov.TallyKind.CHOICE, number=choice, heads=heads) for choice, heads in ((1, 4), (2, 2))]
        for teller in (self.clerk, self.teller, self.second):
            self.told(lambda: self.ledger.seal_result(self.act(teller), self.item, "ballots", lines, "0" * 64))


def texts(ledger: Twin) -> Dict[str, List[Any]]:
    """By a parameter's name, what it is given."""
    seqs = list(range(ledger.ledger.info().seq + 2))
    ids = [ledger.item, ledger.place, ledger.people[0], ledger.people[3], ledger.root]
    names = ["electors", "candidates", "marks", "ballots", "picks", "elected"]
    return {"item": ids[:1], "id": ids, "of": ids, "below": [0, ledger.root], "owner": ids[1:], "elector": ids[2:4],
            "home": [ledger.root], "roll": names, "move": ["list", "close", "count", "choose", "ballots"],
            "procedure": ["vote", None], "matter": [None], "name": ["seats", "choice"], "version": [1], "seq": seqs,
            "field": list(range(1, 44)) + [1024], "tag": TAGS, "kind": [1, 2, 9], "rule": list(range(1, 40)), "external": [b"x"]}


STRUCTS = {"cgov_figure_query": [{}, {"procedure": b"vote"}], "cgov_item_query": [{}, {"mine": 1}],
           "cgov_route_query": [{}], "cgov_text": [{}]}


def given(function: Dict[str, Any], ledger: Twin) -> Iterator[Tuple[Any, ...]]:
    """Every choice of what its parameters can be given; None for what is an output."""
    known = texts(ledger)
    choices: List[List[Any]] = []
    for parameter in function["parameters"][1:]:
        name, kind = parameter["name"], parameter["type"]
        struct = re.fullmatch(r"const (cgov_\w+) \*", kind)
        if kind == "const cgov_reader *":
            choices.append([0, ledger.people[0], ledger.people[3], ledger.people[8], ledger.clerk, ledger.teller,
                            ledger.second, ledger.auditor, ledger.founder, ledger.other])
        elif struct:
            choices.append(STRUCTS[struct.group(1)])
        elif kind.endswith("*") and kind != "const char *" or "array" in parameter or name in ("cap", "capacity") or \
                name.endswith("_cap"):
            choices.append([None])
        elif function["name"] == "cgov_text_get" and name == "seq":
            choices.append([0, *known["seq"][-6:]])
        elif function["name"] == "cgov_detail_list" and name == "seq" or function["name"] in ROOTS and \
                name == "seq":
            choices.append([0, *known["seq"][-3:]])
        else:
            choices.append(known[name])
    return itertools.product(*choices)


def ask(function: Dict[str, Any], ledger: Twin, values: Tuple[Any, ...]) -> List[Any]:
    """What it answers, call by call, until a list is at its end."""
    arguments: List[Any] = [c_void_p(ledger.ledger._handle)]  # pylint: disable=protected-access
    outputs: List[Any] = []
    for parameter, value in zip(function["parameters"][1:], values):
        name, kind = parameter["name"], parameter["type"]
        struct = re.fullmatch(r"(?:const )?(cgov_\w+) \*", kind)
        if kind == "const cgov_reader *":
            fault = cgov.Fault()
            reader = cgov.Reader(value, ledger.now)
            reader.error_out = ctypes.POINTER(api.cgov_error)(fault)
            outputs.append(fault)
            arguments.append(byref(reader))
        elif struct and struct.group(1) in api.STRUCTS and value is None:
            rows = (getattr(api, struct.group(1)) * 3)()
            rows[0].size = ctypes.sizeof(rows[0])
            outputs.append(rows)
            arguments.append(rows)
        elif struct and value is not None:
            query = getattr(api, struct.group(1))()
            if "size" in dict(query._fields_):  # pylint: disable=protected-access
                query.size = ctypes.sizeof(query)
            for member, text in value.items():
                setattr(query, member, api.cgov_text.of(text.decode()) if isinstance(text, bytes) else text)
            arguments.append(byref(query))
        elif kind in ("char *", "void *") or "array" in parameter:
            outputs.append(ctypes.create_string_buffer(CAP))
            arguments.append(outputs[-1])
        elif kind.endswith("*") and kind != "const char *":
            outputs.append((NUMBERS[kind[:-2]] * 3)())  # as many as `capacity` says, where it is a list
            arguments.append(outputs[-1])
        elif name == "capacity":
            arguments.append(3)
        elif name == "cap" or name.endswith("_cap"):
            arguments.append(ctypes.c_uint64(CAP))
        else:
            arguments.append(c_char_p(value.encode()) if isinstance(value, str) else value if value is None
                             else NUMBERS[kind](value))
    answers: List[Any] = []
    for _ in range(60):
        status = LIBRARY[function["name"]](*arguments)
        answers.append((status, [bytes(output) for output in outputs]))
        if status != 0 or not re.search(r"_list$|_queue$", function["name"]):
            break
    return answers



def answers(twin: Twin) -> Iterator[Tuple[str, Tuple[Any, ...], List[Any]]]:
    """Everything that can be asked, and what is answered."""
    for function in READINGS:
        if function["name"] not in APART:
            for values in given(function, twin):
                yield function["name"], values, ask(function, twin, values)
