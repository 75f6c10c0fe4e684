"""Two ledgers that differ in what one confidential ballot says, and in nothing else, under the same salts: whatever
anybody asks of them is answered alike.

Every function that api.json lists with a ledger it does not change is asked, by every kind of reader, of every item,
entity, record, roll, move and field there is, and its outputs are compared byte by byte: so is a function that is new,
and a parameter that this program does not know fails. What may differ is a record's commitment, and what is made of it.
"""

import ctypes
import hashlib
import itertools
import json
import os
import pathlib
import re
import tempfile
import unittest
from ctypes import byref, c_char_p, c_void_p
from typing import Any, Dict, Iterator, List, Tuple

import tap

import cgov
import _cgov_api as api
import reader as bytes_of

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
TEXT = """rulebook 1
role founder "F"
  may add change appoint adopt
role auditor "A"
  sees auditor
role clerk "C"
role teller "T"
rule half "H"
  ask yes_no
  quorum cast at least 1/4 of electors
  passes yes more than 1/2 of cast
rule pick "P"
  ask choose 2
  seats 2
  passes yes more than 1/9 of cast
procedure vote "V" motion
  public
  party estate "E" organization
  roll electors "R"
    of residents of estate
    filled by list
  roll candidates "R"
    of electors
    by clerk of estate
    in listed
    public
  roll marks "R"
    of electors
    by clerk of estate
    in voting
  roll ballots "R"
    of electors
    not marks
    by teller of estate twice
    by self again
    out by self
    in voting
    ballot
    secrecy confidential groups of 3
    bundle for marks exactly by teller of estate twice in voting
    counts turnout
  roll picks "R"
    of electors
    by self again
    in voting
    ballot from candidates
    secrecy confidential groups of 3
  roll elected "R"
    of candidates
  stage all "A"
    state draft "D" held by estate
    state listed "L" held by estate
    state voting "V" held by estate
    state counting "C" held by estate
    state picking "K" held by estate
    state done "E" final
  clock run from start until choose drop
    for 90 days
    late tell clerk of estate
  open start -> draft
    by clerk of estate
    needs estate text
    sets estate to given
  move list draft -> listed
    by clerk of estate
  move begin listed -> voting
    by clerk of estate
  move close voting -> counting
    by clerk of estate
    when quorum count
  move count counting
    by teller of estate
    decides half over ballots
    passed -> picking
    failed -> picking
    no_quorum -> picking
    tells electors
  move choose picking
    by teller of estate
    takes note
    decides pick over picks into elected
    passed -> done
    unfilled -> done
    tells electors
  move drop draft listed voting counting picking -> done
    by clerk of estate
    tells electors
"""


class Twin:
    """A ledger whose every act has the salt that the other's has."""

    def __init__(self, storage: Any = None) -> None:
        self.salt, self.now = 0, START
        self.said: List[str] = []
        self.ledger = cgov.Ledger.create(START, rulebook=TEXT, organization="D", resident="F", unverified=True,
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

    def act(self, actor: int, key: int = 0) -> cgov.Act:
        self.salt += 1
        self.now += 1000
        return cgov.Act(actor, self.now, salt=self.salt, key=key)

    def move(self, actor: int, name: str) -> None:
        self.told(lambda: self.ledger.move(self.act(actor), self.item, name))

    def enter(self, actor: int, roll: str, elector: int, key: int = 0, **details: Any) -> None:
        self.told(lambda: self.ledger.enter(self.act(actor, key), self.item, roll, elector, details))

    def told(self, call: Any) -> None:
        """What a change answers: where it was written, that it was a repeat, or the refusal, word for word."""
        try:
            call()
            result = self.ledger.result
            self.said.append("%d %d %d" % (result.status, result.seq, result.durable_seq))
        except cgov.CgovError as error:
            fault = self.ledger.last_error()
            self.said.append("%s %d %d" % (error, fault.line, fault.item))


def texts(ledger: Twin) -> Dict[str, List[Any]]:
    """By a parameter's name, what it is given."""
    seqs = list(range(ledger.ledger.info().seq + 2))
    ids = [ledger.item, ledger.place, ledger.people[0], ledger.people[3], ledger.root]
    names = ["electors", "candidates", "marks", "ballots", "picks", "elected"]
    return {"item": ids[:1], "id": ids, "of": ids, "below": [0, ledger.root], "owner": ids[1:], "elector": ids[2:4],
            "home": [ledger.root], "roll": names, "move": ["list", "close", "count", "choose", "ballots"],
            "procedure": ["vote", None], "matter": [None], "name": ["seats", "choice"], "version": [1], "seq": seqs,
            "field": list(range(1, 44)) + [1024], "kind": [1, 2, 9], "rule": list(range(1, 40)), "external": [b"x"]}


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
        elif function["name"] == "cgov_detail_list" and name == "seq" or function["name"] == "cgov_certificate" and \
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
            outputs.append(NUMBERS[kind[:-2]]())
            arguments.append(byref(outputs[-1]))
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


def without_commitment(raw: bytes) -> Tuple[str, Any]:
    record = bytes_of.record(raw)
    fields = {name: len(value) if name == "commitment" else value for name, value in record.fields.items()}
    return record.kind, (len(raw), record.seq, record.time, record.previous, sorted(fields.items()))


class Confidential(unittest.TestCase):
    def twins(self) -> Tuple[Twin, Twin]:
        one, other = Twin(), Twin()
        self.addCleanup(one.ledger.close)
        self.addCleanup(other.ledger.close)
        return one, other

    def both(self, twins: Tuple[Twin, Twin], call: Any) -> None:
        for twin in twins:
            call(twin)

    def compare(self, one: Twin, other: Twin, counted: bool) -> int:
        """How many answers were alike."""
        asked = 0
        self.assertEqual(one.said, other.said)
        for function in READINGS:
            name = function["name"]
            if name in APART or (name == "cgov_state_digest" and counted):
                continue
            for values in given(function, one):
                answers, others = ask(function, one, values), ask(function, other, values)
                if name in ("cgov_record_get", "cgov_record_text"):
                    continue
                self.assertEqual(answers, others, "%s %r" % (name, values))
                asked += len(answers)
        for seq in range(1, one.ledger.info().seq + 1):
            raw, line = one.ledger.record(seq), one.ledger.record_text(seq)
            self.assertEqual(without_commitment(raw), without_commitment(other.ledger.record(seq)))
            pattern = r" commitment=0x[0-9a-f]{64}"
            self.assertEqual(re.sub(pattern, "", line), re.sub(pattern, "", other.ledger.record_text(seq)))
        return asked

    def vote(self, twin: Twin, choice: str, pick: str) -> None:
        """The one ballot that differs is cast, tried again under its key, changed by itself, and cast again."""
        yes = "yes"
        for who in twin.people[3:8]:
            twin.enter(who, "ballots", who, choice=yes)
        twin.enter(twin.people[0], "ballots", twin.people[0], key=9, choice=choice)
        for again in ("yes", "no", "abstain"):
            twin.enter(twin.people[0], "ballots", twin.people[0], key=9, choice=again)
        twin.enter(twin.people[1], "ballots", twin.people[1], choice="abstain")
        twin.enter(twin.people[2], "picks", twin.people[2], choice="blank")
        twin.enter(twin.people[3], "picks", twin.people[3], choice=pick)
        twin.enter(twin.people[4], "picks", twin.people[4], choice="1 3")

    def test_nobody_tells_them_apart(self) -> None:
        for choice, pick in (("no", "2 3"), ("abstain", "1 2"), ("blank", "3 1")):
            one, other = self.twins()
            self.vote(one, "yes", "1 3")
            self.vote(other, choice, pick)
            self.assertGreater(self.compare(one, other, False), 1000)
            self.both((one, other), lambda twin: twin.move(twin.clerk, "close"))
            self.compare(one, other, False)

    def test_after_the_count_too(self) -> None:
        """Where the outcome is the same, and a group of the public's is too small."""
        one, other = self.twins()
        self.vote(one, "no", "1 3")
        self.vote(other, "blank", "1 3")
        for twin in (one, other):
            twin.move(twin.clerk, "close")
            twin.move(twin.teller, "count")
        auditors = [twin.auditor for twin in (one, other)]
        for twin in (one, other):
            twin.auditor = twin.other
        self.compare(one, other, True)
        self.assertNotEqual(one.ledger.state_digest(), other.ledger.state_digest())  # the count has committed to it
        certificates = [twin.ledger.certificate(cgov.Reader(who, twin.now), twin.item, "count")
                        for twin, who in zip((one, other), auditors)]
        self.assertIn("tally no heads 1", certificates[0])
        self.assertIn("tally blank heads 1", certificates[1])

    def test_tellers_who_differ_are_not_told(self) -> None:
        one, other = self.twins()
        for twin, second in ((one, "no"), (other, "abstain")):
            twin.enter(twin.teller, "ballots", twin.people[8], choice="yes")
            twin.enter(twin.second, "ballots", twin.people[8], choice=second)
        self.compare(one, other, False)

    def test_every_choice_has_that_commitment_under_some_salt(self) -> None:
        """Of a digest of 8 bits, as of one of 256: nothing about a commitment says which choice it is of."""
        def digest(choice: str, salt: int) -> int:
            return hashlib.sha256(salt.to_bytes(16, "little") + choice.encode().ljust(64, b"\0")).digest()[0]
        wanted = digest("yes", 1)
        for choice in ("yes", "no", "abstain", "block", "blank", "invalid"):
            self.assertTrue(any(digest(choice, salt) == wanted for salt in range(4096)), choice)

    def test_no_salt_serves_two_pieces(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            storage = cgov.FileStorage(directory)
            twin = Twin(storage)
            self.vote(twin, "no", "1 3")
            twin.move(twin.clerk, "close")
            twin.move(twin.teller, "count")
            twin.ledger.close()
            storage.close()
            data = (pathlib.Path(directory) / "journal").read_bytes()
        salts, journal = [], bytes_of.Journal(data)
        commitments: Dict[int, bytes] = {}
        for frame in journal.frames():
            made = list(bytes_of.records(frame))
            commitments.update({one.seq: one.fields["commitment"] for one in made if "commitment" in one.fields})
            cursor = bytes_of.Cursor(frame.words)
            while cursor:
                seq, field, length = frame.seq + cursor.varint(), cursor.varint(), cursor.varint()
                cursor.take(4)
                salted = cursor.take(16 + length)
                salts.append(salted[:16])
                if field == 42:  # and the commitment is the digest of its piece, all of one length
                    self.assertEqual(hashlib.sha256(salted).digest(), commitments.pop(seq))
                    self.assertIn(length, (64, 512, 1024))
            journal.seq = made[-1].seq
        self.assertEqual((journal.state, commitments), ("whole", {}))
        self.assertEqual(len(salts), len(set(salts)))


if __name__ == "__main__":
    tap.main()
