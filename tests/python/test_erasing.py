"""Words erased through the binding: what is told, what stays in the files, and what a second reader of the bytes finds."""

import contextlib
import io
import pathlib
import tempfile
import unittest

import tap

import cgov
import reader
from test_cgov import HOUR, START, Office, found

SECRET = "路灯下的狗是隔壁老李家的"
ERASER = 'rulebook 1\nrole eraser "删除专员"\n  may erase\n'


class Erasing(unittest.TestCase):
    def setUp(self) -> None:
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.directory = pathlib.Path(held.name)
        self.office = Office(found(cgov.FileStorage(self.directory)))
        self.ledger = self.office.ledger
        self.addCleanup(self.ledger.close)
        self.issue = self.office.report(SECRET)
        self.act = cgov.Act(self.office.founder, START + HOUR)
        self.seq = next(entry.seq for entry in self.ledger.history(self.office.clerk, self.issue))

    def let_erase(self) -> None:
        self.ledger.adopt(self.act, ERASER)
        self.ledger.appoint(self.act, self.office.founder, self.office.root, "eraser")

    def in_files(self, text: str) -> bool:
        return any(text.encode() in path.read_bytes() for path in self.directory.iterdir())

    def test_only_who_may_erases(self) -> None:
        self.assertRaises(cgov.Refused, self.ledger.erase_text, self.act, self.issue, self.seq, "text", "asked for")
        self.assertEqual(self.ledger.text(self.office.clerk, self.issue, "text"), SECRET)

    def test_a_text_is_erased(self) -> None:
        self.let_erase()
        self.assertTrue(self.in_files(SECRET))
        by = self.ledger.erase_text(self.act, self.issue, self.seq, "text", "asked for")
        self.assertRaises(cgov.Erased, self.ledger.text, self.office.clerk, self.issue, "text")
        erasure = self.ledger.erasure(self.office.act("clerk", 2).reader, self.issue, "text")
        self.assertEqual((erasure.by, erasure.seq, erasure.actor, erasure.at),
                         (by, self.seq, self.office.founder, cgov.milliseconds(self.act.now)))
        self.assertFalse(self.in_files(SECRET))
        self.assertRaises(cgov.Erased, self.ledger.erase_text, self.act, self.issue, self.seq, "text", "again")

    def test_all_of_a_resident_s_are_erased(self) -> None:
        self.let_erase()
        self.ledger.erase_resident(self.act, self.office.reporter, "asked for")
        for of, field in ((self.issue, "text"), (self.office.reporter, "name")):
            self.assertRaises(cgov.Erased, self.ledger.text, self.office.clerk, of, field)
        self.assertFalse(self.in_files(SECRET) or self.in_files("赵某"))

    def test_a_second_reader_of_the_bytes_knows(self) -> None:
        self.let_erase()
        self.ledger.erase_text(self.act, self.issue, self.seq, "text", "asked for")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = reader.main("-t", str(self.directory))
        lines = printed.getvalue().splitlines()
        self.assertEqual(status, 0)
        self.assertIn("  text 2 erased", lines)
        self.assertEqual(lines[-1], "digest " + self.ledger.journal_digest().hex())
        self.assertIn(self.ledger.record_text(self.ledger.info().seq), lines)


if __name__ == "__main__":
    tap.main()
