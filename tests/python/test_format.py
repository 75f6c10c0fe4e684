"""docs/format.md against the library: reader.py, written from it alone, finds the same facts, words and damage."""

import contextlib
import io
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest
from datetime import datetime, timedelta, timezone
from typing import Dict, Iterator, List, Tuple

import tap

import cgov
import reader

CHINA = timezone(timedelta(hours=8))
START = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
OFFICERS = ["operator", "clerk", "dispatcher", "contact", "checker", "head", "auditor"]
NEXT_YEAR = """rulebook 1
calendar cn covers 2027-01-01 2027-12-31
  source "not announced" unverified
  workdays mon tue wed thu fri
  hours 08:30-12:00 14:00-17:30
"""
SEED = 20260302
DOCUMENT = (tap.ROOT / "docs/format.md").read_text(encoding="utf-8")


class Town:
    """A ledger of every kind of record, on a storage; what it tells when asked is kept."""

    def __init__(self, storage: cgov.AnyStorage) -> None:
        self.now, self.defer = START, False
        with cgov.Ledger.create(self.now, rulebook=cgov.shipped("standard"), organization="桥东区", resident="王某",
                                calendar="cn", region=130702, profile="HOTLINE_BJ", storage=storage,
                                limit_ahead=366 * 86400000) as self.ledger:
            self.people()
            self.units()
            self.loop()
        with cgov.Ledger.open(storage) as self.ledger:
            self.defer = True  # frames without a floor
            self.time()
            self.ledger.flush()
            self.institutions()
            self.told()

    def act(self, actor: int, **more: int) -> cgov.Act:
        return cgov.Act(actor, self.now, defer=self.defer, long_jump=True, **more)  # months pass between

    def people(self) -> None:
        ledger = self.ledger
        self.founder, self.district = ledger.info().founder, ledger.info().root
        act = self.act(self.founder)
        self.office = ledger.add_organization(act, "民呼回应中心", "center", parent=self.district, region=130702001000,
                                              external='office "1"')
        self.street = ledger.add_organization(act, "桂花街道", "government", parent=self.district, external="街道-2")
        self.officer: Dict[str, int] = {}
        for role in OFFICERS:
            self.officer[role] = ledger.add_resident(act, role, parent=self.office)
            for place in (self.office, self.street, self.district):
                ledger.appoint(act, self.officer[role], place, role)
        self.officer["superior"] = ledger.add_resident(act, "superior", parent=self.office)
        ledger.appoint(act, self.officer["superior"], self.district, "head")
        self.zhao = ledger.add_resident(act, "赵某", parent=self.street, external="zhao")
        self.qian = ledger.add_resident(act, "钱某", parent=self.street)
        ledger.change(self.act(self.founder, key=1 << 100 | 7), self.zhao, name="赵某甲", region=130702001001)
        ledger.appoint(act, self.zhao, self.street, "collector", until=self.now + timedelta(days=400))
        ledger.appoint(act, self.zhao, self.street, "collector", end=True)

    def report(self, **more: object) -> None:
        self.now += timedelta(hours=1)
        actor = self.zhao
        if "external" in more:
            actor, more = self.officer["operator"], {"behalf": self.zhao, **more}
        self.issue = self.ledger.report(self.act(actor, key=cgov.milliseconds(self.now)), {
            "place": 130702001001, "intake": self.office, "text": "三号楼前的路灯坏了一周。\n夜里看不见路。", **more})

    def move(self, role: str, move: str, **details: object) -> None:
        self.now += timedelta(hours=1)
        self.ledger.move(self.act(self.officer[role]), self.issue, move, details)

    def to_handling(self) -> None:
        self.move("clerk", "accept")
        self.move("dispatcher", "dispatch", lead=self.street, organizations=[self.office])
        self.move("contact", "sign")
        self.move("contact", "start")

    def units(self) -> None:
        act = self.act(self.founder)
        home = self.ledger.add_unit(act, "一号楼", "dwelling", parent=self.street, owner=self.qian, area=8950, external="U-1")
        self.ledger.add_unit(act, "一股", "share", parent=self.street, owner=self.office, household=home)
        self.ledger.change(act, self.qian, household=home)
        self.ledger.change(act, self.qian, household=None)

    def loop(self) -> None:
        self.report(title="路灯不亮", channel="hotline", track="petition", urgency="urgent", masked=1, external="12345-1",
                  point=cgov.point(40.8244, -114.8875), public_safety=1, delegates=3, against=self.qian,
                  matter="petition", **{"class": "complex"})
        self.to_handling()
        self.move("head", "extend", days=20, reason="等配件")
        self.move("superior", "suspend", cause="season", days=10, reason="等配件")
        self.now += timedelta(days=3)
        self.move("contact", "resume")
        self.move("clerk", "classify", urgency="critical")
        part = next(self.ledger.items(cgov.Reader(self.officer["auditor"], self.now), kind=cgov.Kind.PART))
        self.ledger.move(self.act(self.officer["contact"]), part.id, "report_back", {"text": "已配合。"})
        self.move("contact", "done", result="solved", evidence="照片 17 号")
        self.move("contact", "answer", text="路灯已修好。" * 900, remedy="十五日内可要求重办。")
        self.move("checker", "pass", rating=5)

    def time(self) -> None:
        self.report(earlier=self.issue)
        first = self.issue
        self.report(urgency="critical", public_safety=1)
        self.move("clerk", "merge", master=first)
        self.issue = first
        self.move("clerk", "classify", urgency="urgent")  # another length for its feedback
        self.now += timedelta(days=60)  # reminders, lateness, and the first issue's archive
        self.ledger.tick(self.act(self.founder))
        self.to_handling()
        self.now += timedelta(days=90)  # and the ladder's second rung
        self.ledger.tick(self.act(self.founder))

    def institutions(self) -> None:
        self.now = datetime(2026, 12, 31, 9, 0, tzinfo=CHINA)
        self.report()
        self.move("clerk", "accept")
        self.move("dispatcher", "dispatch", lead=self.street)  # its clock is open: no calendar has 2027
        self.ledger.adopt(self.act(self.founder), NEXT_YEAR)
        self.ledger.adopt(self.act(self.founder), cgov.shipped("standard"), profile="BOARD",
                          map="issue dispatched -> dispatched\nissue handling -> handling\n")

    def told(self) -> None:
        """What the library says of it all."""
        info = self.ledger.info()
        self.lines = [self.ledger.record_text(seq) for seq in range(1, info.seq + 1)]
        self.bytes = [self.ledger.record(seq) for seq in range(1, info.seq + 1)]
        self.digest = self.ledger.journal_digest().hex()
        self.auditor = cgov.Reader(self.officer["auditor"], self.now)
        self.texts: Dict[Tuple[int, int], str] = {}
        self.parties: Dict[int, List[int]] = {}
        for item in self.ledger.items(self.auditor):
            for entry in self.ledger.history(self.auditor, item.id):
                for given in self.ledger.given(self.auditor, item.id, entry.seq):
                    if given.words:
                        self.texts[entry.seq, given.field] = self.ledger.text(self.auditor, item.id, given.field, entry.seq)
            self.parties[item.id] = [party.id for party in self.ledger.parties(self.auditor, item.id) if party.id]


def put(name: str, data: bytes, ack: bytes) -> None:
    """A storage's directory: the journal, and what lies beside it, if anything."""
    (pathlib.Path(name) / "journal").write_bytes(data)
    if ack:
        (pathlib.Path(name) / "ack").write_bytes(ack)


def read(data: bytes, *flags: str, ack: bytes = b"") -> Tuple[int, List[str]]:
    """What reader.py prints of a journal's bytes, and its exit status."""
    with tempfile.TemporaryDirectory() as name:
        put(name, data, ack)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = reader.main(*flags, name)
        return status, printed.getvalue().split("\n")[:-1]


def opened(data: bytes, ack: bytes = b"") -> str:
    """What the library says of the same bytes: "whole", "torn at SEQ", "corrupt at BYTE", "newer"."""
    with tempfile.TemporaryDirectory() as name:
        put(name, data, ack)
        with cgov.FileStorage(name) as storage:
            try:
                with cgov.Ledger.open(storage) as ledger:
                    info = ledger.info()
                    return "torn at %d" % info.torn_seq if info.torn_bytes else "whole"
            except cgov.Corrupt as corrupt:
                return "corrupt at %d" % corrupt.os_code
            except cgov.NotFound:
                return "torn at 1"
            except cgov.FormatError:
                return "newer"


def judged(data: bytes, ack: bytes = b"") -> Tuple[str, bool]:
    """What reader.py says of them, in the same words, and whether words are damaged."""
    status, lines = read(data, ack=ack)
    damaged = any(line.startswith("damaged words") for line in lines)
    found = re.match(r"(torn|corrupt) at byte (\d+): (?:record (\d+))?", lines[-1])
    if status == 3:
        return "newer", damaged
    if found is None:
        return "whole", damaged
    return "%s at %s" % (found.group(1), found.group(3 if found.group(1) == "torn" else 2)), damaged


class Format(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.directory = tempfile.TemporaryDirectory()
        with cgov.FileStorage(cls.directory.name) as storage:
            cls.town = Town(storage)
        cls.data = (pathlib.Path(cls.directory.name) / "journal").read_bytes()
        cls.ack = (pathlib.Path(cls.directory.name) / "ack").read_bytes()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.directory.cleanup()

    def frames(self) -> Iterator[Tuple[int, reader.Frame, List[reader.Record]]]:
        """Each frame with its position and records."""
        journal, at = reader.Journal(self.data), reader.HEADER
        for frame in journal.frames():
            made = list(reader.records(frame))
            journal.seq = made[-1].seq
            yield at, frame, made
            at = frame.end

    def test_the_ledger_holds_every_kind_of_record(self) -> None:
        kinds = {line.split(" ")[1] for line in self.town.lines}
        # by a newer library alone; of rolls, which this town has none of; in test_erasing.py
        others = {"decided", "entered", "left", "filled", "bundled", "erased"}
        self.assertEqual(kinds, {kind.name.lower() for kind in cgov.Record} - others)

    def test_the_lines_and_the_digest_are_the_librarys(self) -> None:
        run = subprocess.run([sys.executable, str(pathlib.Path(reader.__file__)), self.directory.name],
                             stdout=subprocess.PIPE, universal_newlines=True, encoding="utf-8", check=False)
        self.assertEqual(run.stdout.splitlines(), self.town.lines + ["digest " + self.town.digest])
        self.assertEqual(run.returncode, 0)

    def test_the_lines_of_each_golden_journal_are_the_librarys(self) -> None:
        for golden in sorted((tap.ROOT / "tests/golden").glob("*.bin")):
            with tempfile.TemporaryDirectory() as name, self.subTest(golden.name):
                put(name, golden.read_bytes(), b"")
                status, printed = read(golden.read_bytes())
                with cgov.FileStorage(name) as storage, cgov.Ledger.open(storage) as ledger:
                    lines = [ledger.record_text(seq) for seq in range(1, ledger.info().seq + 1)]
                    self.assertEqual(printed, lines + ["digest " + ledger.journal_digest().hex()])
                self.assertEqual(status, 0)

    def test_each_record_names_the_one_before_it_about_the_same_thing(self) -> None:
        last: Dict[int, int] = {}
        for _, _, made in self.frames():
            for record in made:
                about = record.fields.get("id", 0)
                self.assertEqual(record.previous, last.get(about, 0))
                if about:
                    last[about] = record.seq
        self.assertTrue(any(record.previous for _, _, made in self.frames() for record in made))

    def test_the_bytes_are_the_librarys(self) -> None:
        self.assertEqual([record.raw for _, _, made in self.frames() for record in made], self.town.bytes)

    def test_the_words_are_the_librarys(self) -> None:
        texts: Dict[Tuple[int, int], str] = {}
        names: List[str] = []
        for _, frame, made in self.frames():
            found = reader.words(frame, made)
            names += [text for (_, field), text in found.items() if field == cgov.Field.NAME]
            texts.update({key: text for key, text in found.items() if key[1] != cgov.Field.NAME})
            for record in made:
                bits = sum(1 << field for seq, field in found if seq == record.seq)
                self.assertEqual(record.fields.get("texts", 0), bits)
        self.assertEqual(texts, self.town.texts)
        self.assertEqual(names, ["桥东区", "王某", "民呼回应中心", "桂花街道", *OFFICERS, "superior", "赵某", "钱某", "赵某甲", "一号楼",
                                 "一股"])

    def test_the_lists_give_the_items_clocks_and_parties(self) -> None:
        parties: Dict[int, Dict[int, int]] = {}
        operations = set()
        for _, _, made in self.frames():
            for record in made:
                for said in reader.lists(record):
                    what, index, *rest = said.split(" ")
                    if what == "party":
                        parties.setdefault(record.fields["id"], {})[int(index)] = int(rest[0])
                    else:
                        operations.add(rest[0])
        self.assertEqual({item: [them[index] for index in sorted(them)] for item, them in parties.items()},
                         self.town.parties)
        self.assertEqual(operations, set(reader.OPERATIONS[1:]))

    def test_what_is_long_is_shown_by_its_digest_and_what_is_not_a_line_in_hexadecimal(self) -> None:
        adopted = [line for line in self.town.lines if " adopted " in line]
        self.assertIn("text=sha256:" + bytes(cgov.check_rulebook(cgov.shipped("standard")).digest).hex(), adopted[0])
        self.assertIn("text=0x" + NEXT_YEAR.encode().hex(), adopted[1])
        self.assertIn('default_profile="BOARD" map=0x6973737565', adopted[2])
        self.assertTrue(any("external=0x" + b'office "1"'.hex() in line for line in self.town.lines))

    def test_a_cut_at_a_frames_end_is_that_prefix_and_any_other_is_torn(self) -> None:
        places = random.Random(SEED)
        ends = [at for at, _, _ in self.frames()]
        for end in places.sample(ends[1:], 12):
            with self.subTest(cut=end):
                self.assertEqual((judged(self.data[:end])[0], opened(self.data[:end])), ("whole", "whole"))
        for cut in places.sample(range(reader.HEADER + 1, len(self.data)), 40):
            if cut not in ends:
                with self.subTest(cut=cut):
                    said = judged(self.data[:cut])[0]
                    self.assertTrue(said.startswith("torn at "), said)
                    self.assertEqual(said, opened(self.data[:cut]))
        for cut in (0, 1, reader.HEADER - 1):
            self.assertEqual(judged(self.data[:cut])[0], opened(self.data[:cut]).replace("at %d" % cut, "at 0"))

    def test_an_end_that_is_lost_is_damage_where_a_slot_says_so(self) -> None:
        places = random.Random(SEED + 2)
        ends = [at for at, _, _ in self.frames()]
        newest, older = sorted((0, reader.SLOT), key=lambda at: self.ack[at + 16:at + 24], reverse=True)
        stale, garbled = bytearray(self.ack), bytearray(self.ack)
        stale[newest:newest + 48] = bytes(48)
        garbled[newest + 40] ^= 1
        garbled[older + 7] ^= 1
        self.assertEqual((judged(self.data, self.ack)[0], opened(self.data, self.ack)), ("whole", "whole"))
        for cut in places.sample(ends[1:], 6) + places.sample(range(reader.HEADER + 1, len(self.data)), 20):
            with self.subTest(cut=cut):
                data = self.data[:cut]
                self.assertTrue(judged(data, self.ack)[0].startswith("corrupt at "))
                for ack in (self.ack, bytes(stale), bytes(garbled), self.ack[:reader.SLOT], b"?"):
                    self.assertEqual(judged(data, ack)[0], opened(data, ack))
                self.assertEqual(judged(data, bytes(garbled)), judged(data))

    def test_every_flip_is_found_where_the_library_finds_it(self) -> None:
        places = random.Random(SEED + 1)
        flips = [at + places.randrange(24) for at, _, _ in self.frames()]
        flips += places.sample(range(len(self.data)), 60)
        words = [range(frame.end - len(frame.words), frame.end) for _, frame, _ in self.frames()]
        for place in flips + [0, 9, 17, 25, 29]:
            with self.subTest(flip=place):
                data = bytearray(self.data)
                data[place] ^= 1 << places.randrange(8)
                said, damaged = judged(bytes(data))
                torn = said.startswith("torn")  # words that nothing says were acknowledged
                self.assertEqual(damaged, any(place in span for span in words) and not torn)
                self.assertTrue(damaged or said != "whole")
                self.assertEqual(said, opened(bytes(data)))

    def test_zeroed_words_are_damage(self) -> None:
        data = bytearray(self.data)
        frame = next(frame for _, frame, _ in self.frames() if frame.words)
        data[frame.end - len(frame.words):frame.end] = bytes(len(frame.words))
        self.assertTrue(judged(bytes(data))[1])

    def test_the_document_and_the_reader_have_one_table_of_fields(self) -> None:
        rows = re.findall(r"^\| (\d+) \| `(\w+)` \| ([A-Z]\w*) \|", DOCUMENT, re.MULTILINE)
        self.assertEqual({int(tag): (name, kind) for tag, name, kind in rows}, reader.TABLE)

    def test_the_document_says_which_fields_each_kind_of_record_holds(self) -> None:
        rows = re.findall(r"^\| \d+ \| (\w+) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", DOCUMENT, re.MULTILINE)
        self.assertEqual([kind for kind, *_ in rows], reader.KINDS[1:])
        common = set(re.search(r"^Any record .*? kind 2", DOCUMENT, re.MULTILINE | re.DOTALL).group().split("`")[1::2])
        for kind, *cells in rows:
            must, first, may = (set(cell.split("`")[1::2]) for cell in cells)
            for line in (line for line in self.town.lines if line.split(" ")[1] == kind):
                seen = set(re.findall(r" (\w+)=", line))
                self.assertLessEqual(seen - {"time", "previous"}, common | must | first | may, kind)
                self.assertLessEqual(must if "previous" in seen else must | first, seen, kind)

    def test_the_reader_is_short_and_asks_nothing_of_the_library(self) -> None:
        text = pathlib.Path(reader.__file__).read_text(encoding="utf-8")
        self.assertLessEqual(len(text.splitlines()), 380)
        self.assertIsNone(re.search(r"ctypes|import cgov|CGOV_LIBRARY", text))


if __name__ == "__main__":
    tap.main()
