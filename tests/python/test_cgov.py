"""The binding itself: layouts, errors, storages in Python, iterators, context managers, times and details."""

import contextlib
import copy
import ctypes
import errno
import gc
import inspect
import io
import json
import os
import pathlib
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unittest
import unittest.mock
import warnings
import weakref
from datetime import date, datetime, timedelta, timezone
from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple

import tap

import cgov
import joint_meeting
from twin import Twin

CHINA = timezone(timedelta(hours=8))
START = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
HOUR = timedelta(hours=1)


class Shelf(cgov.Storage):
    """A storage of a few lines: a dict. `fails` names the method that raises next."""

    def __init__(self) -> None:
        self.objects: Dict[str, bytearray] = {}
        self.fails = ""
        self.held = False

    def _may_fail(self, method: str) -> None:
        if method == self.fails:
            raise OSError(28, "no room for " + method)

    def names(self) -> Iterable[str]:
        return sorted(self.objects)

    def length(self, name: str) -> Optional[int]:
        return len(self.objects[name]) if name in self.objects else None

    def read(self, name: str, offset: int, length: int) -> bytes:
        self._may_fail("read")
        return bytes(self.objects[name][offset:offset + length])

    def append(self, name: str, offset: int, data: bytes) -> None:
        self._may_fail("append")
        held = self.objects.setdefault(name, bytearray())
        if offset != len(held):
            raise ValueError("not the end")
        held += data

    def overwrite(self, name: str, offset: int, data: bytes) -> None:
        self.objects[name][offset:offset + len(data)] = data

    def cut(self, name: str, length: int) -> None:
        del self.objects[name][length:]

    def sync(self, name: str) -> None:
        self._may_fail("sync")

    def remove(self, name: str) -> None:
        self.objects.pop(name, None)

    def put(self, name: str, data: bytes) -> None:
        self.objects[name] = bytearray(data)

    def lock(self) -> bool:
        self._may_fail("lock")
        if self.held:
            return False
        self.held = True
        return True

    def unlock(self) -> None:
        self.held = False


def found(storage: Optional[cgov.AnyStorage] = None, catalogue: str = "", **more: Any) -> cgov.Ledger:
    return cgov.Ledger.create(START, rulebook=cgov.shipped("standard") + catalogue, organization="桥东区",
                              resident="王某", calendar="cn", storage=storage, **more)


class Office:
    """A ledger with an office and its officers, and somebody who reports."""

    def __init__(self, ledger: cgov.Ledger) -> None:
        info = ledger.info()
        self.ledger, self.root, self.founder = ledger, info.root, info.founder
        act = cgov.Act(self.founder, START)
        self.center = ledger.add_organization(act, "中心", "center", parent=self.root)
        self.officer: Dict[str, int] = {}
        for role in ("operator", "clerk", "dispatcher", "contact", "checker", "head"):
            self.officer[role] = ledger.add_resident(act, role, parent=self.center)
            ledger.appoint(act, self.officer[role], self.center, role)
        self.reporter = ledger.add_resident(act, "赵某", parent=self.center, external="R-1")

    def details(self, **more: Any) -> Dict[Any, Any]:
        return {"place": 130702001001, "text": "路灯不亮", "intake": self.center, **more}

    def report(self, text: str = "路灯不亮", **more: Any) -> int:
        actor = self.officer["operator"] if "external" in more else self.reporter
        return self.ledger.report(cgov.Act(actor, START), self.details(text=text, **more))

    def close(self, issue: int) -> int:
        """Takes an issue through the loop, a move an hour; answers its last version."""
        version = 0
        for hour, (role, move, details) in enumerate([
                ("clerk", "accept", None), ("dispatcher", "dispatch", {"lead": self.center}),
                ("contact", "sign", None), ("contact", "start", None), ("contact", "done", {"result": "solved"}),
                ("contact", "answer", {"text": "修好了"}),
                ("checker", "pass", {"rating": 4, "contacted": 1, "solved": 1})], 1):
            version = self.ledger.move(self.act(role, hour), issue, move, details)
        return version

    def act(self, role: str, hours: int = 0, **more: Any) -> cgov.Act:
        return cgov.Act(self.officer[role], START + hours * HOUR, **more)

    @property
    def clerk(self) -> cgov.Reader:
        return self.act("clerk").reader


class Ground(unittest.TestCase):
    def test_all_structs_have_the_library_s_size(self) -> None:
        self.assertEqual(len(cgov.STRUCTS), 45)
        for number, (name, bound) in enumerate(cgov.STRUCTS.items(), 1):
            with self.subTest(name):
                self.assertEqual(cgov._lib.cgov_struct_size(number), ctypes.sizeof(bound))
        self.assertEqual(cgov._lib.cgov_struct_size(len(cgov.STRUCTS) + 1), 0)

    def test_a_directory_that_cannot_be_tells_why(self) -> None:
        with self.assertRaisesRegex(cgov.StorageError, "/no/such/dir: the directory can be neither made nor opened: no such file") as told:
            cgov.FileStorage("/no/such/dir")
        self.assertEqual((told.exception.os_code, told.exception.errno), (errno.ENOENT, errno.ENOENT))

    def test_a_library_that_is_not_there_is_told_at_import(self) -> None:
        where = os.path.dirname(cgov.__file__)
        done = subprocess.run([sys.executable, "-c", "import cgov"], cwd=where, stderr=subprocess.PIPE,
                              env={**os.environ, "CGOV_LIBRARY": "/nowhere/libcgov.so"}, universal_newlines=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("ImportError: CGOV_LIBRARY is /nowhere/libcgov.so", done.stderr)

    def test_a_copy_outside_a_checkout_asks_for_the_library(self) -> None:
        alone = {name: value for name, value in os.environ.items() if name != "CGOV_LIBRARY"}
        script = "import ctypes.util; ctypes.util.find_library = lambda name: None; import cgov"
        with tempfile.TemporaryDirectory() as directory:
            for part in cgov, cgov.api:
                shutil.copy(part.__file__, directory)
            done = subprocess.run([sys.executable, "-c", script], cwd=directory, stderr=subprocess.PIPE, env=alone,
                                  universal_newlines=True)
        last = done.stderr.splitlines()[-1]
        self.assertTrue(last.startswith("ImportError: libcgov is not where"), done.stderr)
        self.assertTrue(last.endswith("CGOV_LIBRARY to the path of libcgov.so"), last)

    def test_of_several_builds_the_plain_one_is_taken(self) -> None:
        alone = {name: value for name, value in os.environ.items() if name != "CGOV_LIBRARY"}
        with tempfile.TemporaryDirectory() as directory:
            for build in "build", "build-asan", "build-old":
                os.makedirs(os.path.join(directory, build, "src"))
                shutil.copy(cgov._lib._name, os.path.join(directory, build, "src", "libcgov.so"))
            for place in os.path.join("include", "cgov"), os.path.join("examples", "python"):
                os.makedirs(os.path.join(directory, place))
            open(os.path.join(directory, "include", "cgov", "cgov.h"), "w").close()
            where = os.path.join(directory, "examples", "python")
            for part in cgov, cgov.api:
                shutil.copy(part.__file__, where)
            taken = []
            for sanitized in "build-asan", "build":
                with open(os.path.join(directory, sanitized, "src", "libcgov.so"), "ab") as library:
                    library.write(b"__asan_init")
                done = subprocess.run([sys.executable, "-c", "import cgov; print(cgov._lib._name)"], cwd=where,
                                      stdout=subprocess.PIPE, env=alone, universal_newlines=True)
                taken.append(done.stdout.split(os.sep)[-3])
            self.assertEqual(taken, ["build", "build-old"])

    def test_version(self) -> None:
        major, minor, patch = (int(part) for part in cgov.version().split("."))
        self.assertEqual(cgov.version_number(), major * 1000000 + minor * 1000 + patch)

    def test_codes(self) -> None:
        self.assertTrue(cgov.code_holds("resident", "11010519491231002X"))
        self.assertFalse(cgov.code_holds("credit", "91350100M000100Y44"))

    def test_names_come_from_the_library(self) -> None:
        self.assertEqual(cgov.Track.PETITION, 4)
        self.assertEqual(cgov.Field.ORGANIZATIONS, 34)
        self.assertEqual(cgov.status_name(-40), "CGOV_E_REFUSED")
        self.assertEqual(cgov.status_name(-999), "CGOV_E_UNKNOWN")
        self.assertEqual(cgov.reason_name(4), "CGOV_R_ACTOR")
        self.assertTrue(cgov.status_text(-40) and cgov.reason_text(4))

    def test_times(self) -> None:
        self.assertEqual(cgov.milliseconds(datetime(1970, 1, 1, 8, tzinfo=CHINA)), 0)
        self.assertEqual(cgov.milliseconds(datetime(1969, 12, 31, 23, 59, 59, 999000, tzinfo=timezone.utc)), -1)
        self.assertEqual(cgov.moment(cgov.milliseconds(START), CHINA), START)
        with self.assertRaises(ValueError):
            cgov.milliseconds(datetime(2026, 3, 2))

    def test_details(self) -> None:
        ledger = found()
        self.addCleanup(ledger.close)
        rows, count = ledger._details({"text": "路灯", "lead": 7, "organizations": [8, 9], "masked": True,
                                       cgov.Field.TRACK: cgov.Track.PETITION})
        self.assertEqual(count, 6)
        self.assertEqual([row.field for row in rows], [2, 31, 34, 34, 26, 19])
        self.assertEqual([row.number for row in rows], [0, 7, 8, 9, 1, 4])
        gc.collect()
        self.assertEqual(str(rows[0].text), "路灯")
        self.assertEqual(rows[0].size, ctypes.sizeof(cgov._Detail))
        with self.assertRaises(ValueError):
            ledger._details({"colour": "red"})

    def test_point(self) -> None:
        word = cgov.point(-1.5, 114.5) & (1 << 64) - 1
        self.assertEqual((word >> 32, word & 0xFFFFFFFF), (-15000000 & 0xFFFFFFFF, 1145000000))

    def test_a_key_is_128_bits(self) -> None:
        act = cgov.Act(1, 0, key=(5 << 64) | 3, long_jump=True, encode=True)
        self.assertEqual((list(act.key), act.flags), ([3, 5], 3))
        self.assertTrue(any(act.salted().salt) and not any(act.salt))
        with self.assertRaises(ValueError):
            cgov.Act(1, 0, key=1 << 128)


class Numbers(unittest.TestCase):
    """A number that its C type does not hold is refused, wherever it is given; ctypes would take another's."""

    def setUp(self) -> None:
        self.office = Office(found())
        self.ledger = self.office.ledger
        self.addCleanup(self.ledger.close)
        self.issue = self.office.report()

    def test_an_id_too_long_is_nobody_s(self) -> None:
        clerk, act = self.office.clerk, self.office.act("clerk")
        for wrong in (self.issue + (1 << 64), -1, 1 << 64):
            for call in (lambda: self.ledger.item(clerk, wrong), lambda: list(self.ledger.history(clerk, wrong)),
                         lambda: self.ledger.move(act, wrong, "accept"), lambda: list(self.ledger.clocks(clerk, wrong)),
                         lambda: list(self.ledger.items(clerk, parent=wrong)),
                         lambda: self.ledger.add_resident(act, "某", parent=wrong),
                         lambda: self.ledger.appoint(act, wrong, self.office.center, "clerk")):
                with self.assertRaises(ValueError):
                    call()
        self.assertEqual(self.ledger.item(clerk, self.issue).state, "registered")

    def test_a_position_is_whole_too(self) -> None:
        clerk = self.office.clerk
        for wrong in (1 << 64, -1):
            for position in ((wrong, 0), (0, wrong)):
                with self.assertRaises(ValueError):
                    list(self.ledger.feed(clerk, position))

    def test_a_float_is_no_whole_number(self) -> None:
        clerk, act, half = self.office.clerk, self.office.act("clerk"), 130702.9
        for call in (lambda: self.ledger.item(clerk, half), lambda: self.ledger.move(act, half, "accept"),
                     lambda: self.ledger.feed(clerk, (0.5, 0)).__next__(), lambda: cgov.Act(half, START),
                     lambda: cgov.Act(1, START + 0.5), lambda: cgov.Act(1, START, key=0.5),
                     lambda: cgov.Act(1, START, expect=0.5), lambda: cgov.Reader(half, START),
                     lambda: self.ledger.report(act, {"place": half}), lambda: self.ledger.report(act, {"channel": 1.0}),
                     lambda: list(self.ledger.items(clerk, parent=half)),
                     lambda: list(self.ledger.items(clerk, late_at=0.5)),
                     lambda: list(self.ledger.figures(clerk, 1.0)), lambda: self.ledger.rulebook_text(clerk, 1.0),
                     lambda: self.ledger.add_resident(act, "某", parent=half), lambda: self.ledger.find(clerk, 1.0, "k")):
            with self.assertRaises((TypeError, ctypes.ArgumentError)):
                call()

    def test_what_is_no_number_or_no_text_is_named(self) -> None:
        clerk, act = self.office.clerk, self.office.act("clerk")
        for call, said in (
                (lambda: self.ledger.item(clerk, "12"), "cgov_item_get: '12' is no whole number"),
                (lambda: list(self.ledger.items(clerk, lead=0.5)), "lead: 0.5 is no whole number"),
                (lambda: list(self.ledger.items(clerk, matter=5)), "a text is wanted, not 5"),
                (lambda: self.ledger.add_resident(act, "某\ud800", parent=1), r"surrogates not allowed: '某\\ud800'"),
                (lambda: self.ledger.find(clerk, cgov.Kind.ISSUE, "\udfff"), r"surrogates not allowed: '\\udfff'"),
                (lambda: self.ledger.move(act, 1, "a\0b"), r"a NUL in a name: 'a\\x00b'")):
            with self.assertRaisesRegex((TypeError, ValueError), said):
                call()

    def test_the_nearest_name_is_said(self) -> None:
        with self.assertRaisesRegex(ValueError, "no channel is called 'hotlin': perhaps hotline"):
            cgov._number(cgov.Channel, "hotlin")
        with self.assertRaisesRegex(ValueError, "no level is called 'somewhere': it is one of province, city, "):
            list(self.ledger.figures(self.office.clerk, "region", level="somewhere"))
        with self.assertRaisesRegex(KeyError, "no text that ships is called 'standrd': perhaps standard"):
            cgov.shipped("standrd")
        self.assertEqual(len(list(self.ledger.figures(self.office.clerk, "none"))),
                         len(list(self.ledger.figures(self.office.clerk))))

    def test_so_is_an_actor_a_version_an_instant(self) -> None:
        with self.assertRaises(ValueError):
            cgov.Act(self.office.founder + (1 << 64), START)
        with self.assertRaises(ValueError):
            cgov.Act(self.office.founder, START, expect=1 << 64)
        with self.assertRaises(ValueError):
            cgov.Act(self.office.founder, 1 << 63)
        with self.assertRaises(ValueError):
            cgov.Reader(self.office.founder, -(1 << 63) - 1)
        with self.assertRaises(ValueError):
            self.ledger.rulebook_text(self.office.clerk, (1 << 32) + 1)
        with self.assertRaises(TypeError):
            cgov.Act(1.5, START)  # type: ignore[arg-type]
        reader = self.office.clerk
        with self.assertRaises(ValueError):
            reader.at = 1 << 63
        act = cgov.Act(self.office.founder, START, key=7, salt=1)
        for change in (lambda: act.key.__setitem__(0, (1 << 64) + 3), lambda: act.salt.__setitem__(-1, -1),
                       lambda: act.key.__setitem__(slice(None), (1, 1 << 64)), lambda: setattr(act, "key", (1 << 64, 0))):
            with self.assertRaises(ValueError):
                change()
        self.assertEqual((list(act.key), list(act.salt)), ([7, 0], [1, 0]))
        act.key[:] = ((1 << 64) - 1, 8)
        self.assertEqual(list(act.key), [(1 << 64) - 1, 8])
        self.assertEqual(cgov.Act((1 << 64) - 1, (1 << 63) - 1, expect=(1 << 64) - 1).expect, (1 << 64) - 1)


class Errors(unittest.TestCase):
    def setUp(self) -> None:
        self.office = Office(found())
        self.ledger = self.office.ledger
        self.addCleanup(self.ledger.close)

    def test_a_refusal_carries_reason_line_and_citation(self) -> None:
        issue = self.office.report()
        with self.assertRaises(cgov.Refused) as caught:
            self.ledger.move(self.office.act("clerk"), issue, "reject", {})
        error = caught.exception
        self.assertEqual((error.status_name, error.reason_name), ("CGOV_E_REFUSED", "CGOV_R_NEEDS"))
        self.assertEqual((error.version, error.item), (1, issue))
        line = cgov.shipped("standard").splitlines()[error.line - 1]
        self.assertIn("needs", line)
        self.assertTrue(error.citation)
        self.assertIn("CGOV_R_NEEDS", str(error))
        self.assertIn(error.citation, str(error))
        self.assertEqual(self.ledger.last_error().reason, error.reason)

    def test_what_is_not_there_is_a_lookup_error(self) -> None:
        for read in (self.ledger.item, self.ledger.entity):
            with self.assertRaises(LookupError):
                read(self.office.clerk, (3 if read == self.ledger.item else 2) << 44 | 999)
        with self.assertRaises(cgov.NotFound):
            self.ledger.find(self.office.clerk, cgov.Kind.RESIDENT, "nobody")
        with self.assertRaises(cgov.NotFound):
            list(self.ledger.history(self.office.clerk, 3 << 44 | 999))

    def test_a_reading_says_why(self) -> None:
        with self.assertRaises(cgov.NotFound) as caught:
            self.ledger.item(self.office.clerk, 3 << 44 | 999)
        self.assertEqual(caught.exception.item, 3 << 44 | 999)
        self.assertIn("or the reader may not see it", str(caught.exception))
        with self.assertRaises(cgov.ArgumentError) as wrong:
            list(self.ledger.items(self.office.clerk, lead=self.office.reporter))
        self.assertIn("`lead` is an id of the wrong kind", str(wrong.exception))
        with self.assertRaises(cgov.NotFound) as none:
            list(self.ledger.edges("moon"))
        self.assertIn("has procedure `moon`", str(none.exception))

    def test_time_backwards(self) -> None:
        with self.assertRaises(cgov.WrongTime) as caught:
            self.ledger.tick(cgov.Act(0, START - HOUR))
        self.assertEqual(caught.exception.status_name, "CGOV_E_TIME_BACKWARDS")
        with self.assertRaises(cgov.WrongTime):
            self.ledger.tick(cgov.Act(0, START + timedelta(days=400)))
        self.ledger.tick(cgov.Act(0, START + timedelta(days=400), long_jump=True))

    def test_a_key_that_stands_for_another_command(self) -> None:
        act = cgov.Act(self.office.founder, START, key=77)
        first = self.ledger.add_resident(act, "冯某", parent=self.office.root)
        self.assertFalse(self.ledger.repeated)
        self.assertEqual(self.ledger.add_resident(act, "冯某", parent=self.office.root), first)
        self.assertTrue(self.ledger.repeated)
        with self.assertRaises(cgov.Conflict) as caught:
            self.ledger.add_resident(act, "陈某", parent=self.office.root)
        self.assertEqual(caught.exception.reason_name, "CGOV_R_KEY")

    def test_a_version_that_is_not_the_one_seen(self) -> None:
        issue = self.office.report()
        version = self.ledger.item(self.office.clerk, issue).version
        self.ledger.move(self.office.act("clerk", expect=version), issue, "accept")
        with self.assertRaises(cgov.Conflict) as caught:
            self.ledger.move(self.office.act("dispatcher", expect=version), issue, "dispatch",
                             {"lead": self.office.center})
        self.assertEqual(caught.exception.reason_name, "CGOV_R_VERSION")

    def test_bad_text_and_bad_numbers(self) -> None:
        with self.assertRaises(cgov.ArgumentError):
            self.ledger.add_resident(cgov.Act(self.office.founder, START), "a\0b", parent=self.office.root)
        with self.assertRaises(ValueError):
            self.ledger.move(self.office.act("clerk"), self.office.report(), "acc\0ept")
        with self.assertRaises(cgov.ArgumentError):
            list(self.ledger.entities(self.office.clerk, 99))

    def test_a_rulebook_at_fault(self) -> None:
        report = cgov.check_rulebook("rulebook 1\nprocedure\n")
        self.assertEqual((cgov.status_name(report.status), report.line), ("CGOV_E_RULEBOOK", 2))
        with self.assertRaises(cgov.RulebookError) as caught:
            self.ledger.adopt(cgov.Act(self.office.founder, START), "rulebook 1\nprocedure\n")
        self.assertEqual((caught.exception.line, caught.exception.reason_name), (2, "CGOV_R_SYNTAX"))
        with self.assertRaises(cgov.RulebookError) as caught:
            cgov.Ledger.create(START, rulebook="rulebook 2\n", organization="a", resident="b")
        self.assertEqual(caught.exception.line, 1)

    def test_a_rule_of_deciding_is_tried(self) -> None:
        votes = {"electors": 24, "yes": 24}
        ruling, made = cgov.try_rule(cgov.shipped("deciding"), "owners_neighbours", votes)
        self.assertEqual((ruling.outcome, ruling.source[:3]), (cgov.RuleOutcome.PASSED, "民法典"))
        self.assertEqual([(one.left, one.d, one.n, one.right, one.holds) for one in made], [(24, 1, 1, 24, 1)])
        ruling, made = cgov.try_rule(cgov.shipped("deciding"), "owners_neighbours", {**votes, "yes": -1})
        self.assertEqual((ruling.status, ruling.row, ruling.message), (-1, 2, "`heads` of a row is below 0"))
        self.assertEqual((ruling.outcome, made), (0, []))

    def test_candidates_win_and_tie(self) -> None:
        text = cgov.shipped("deciding_unverified")
        cast: Dict[Any, Any] = {"electors": {"heads": 1150}, "cast": 600}
        tally = {**cast, **{number: 301 + number for number in range(1, 70)}, "blank": 100}
        ruling, made = cgov.try_rule(text, "village_election", tally, day=date(2026, 6, 1), seats=3)
        self.assertEqual(ruling.message, "candidates have more votes together than ballots may give")
        tally = {**cast, 7: 400, 8: 301, 9: 350, 10: 350}
        ruling, made = cgov.try_rule(text, "village_election", tally, day=date(2026, 6, 1), seats=2, kept=[8])
        self.assertEqual(ruling.message, "candidates have more votes together than ballots may give")
        ruling, made = cgov.try_rule(text, "village_election", tally, day=date(2026, 6, 1), seats=3, kept=[8])
        self.assertEqual((ruling.elected(), ruling.tied, ruling.outcome), ([7, 8], 2, cgov.RuleOutcome.UNFILLED))
        self.assertEqual(ruling.warnings, cgov.RuleWarning.UNVERIFIED | cgov.RuleWarning.TIED)
        tally = {**cast, **{number: 2 for number in range(1, 101)}}
        self.assertEqual(len(cgov.try_rule(text, "village_election", tally, day=date(2026, 6, 1), seats=3)[1]), 101)

    def test_what_is_unverified_is_adopted_by_who_says_so(self) -> None:
        act, text = cgov.Act(self.office.founder, START), cgov.shipped("deciding_unverified")
        with self.assertRaises(cgov.Refused) as caught:
            self.ledger.adopt(act, text)
        self.assertEqual(caught.exception.reason_name, "CGOV_R_RULE")
        self.assertEqual(self.ledger.adopt(act, text, unverified=True), 2)
        self.assertEqual(cgov.check_rulebook(text).unverified, 13)

    def test_a_fault_in_a_text_is_told_by_line_and_column(self) -> None:
        with self.assertRaises(cgov.RulebookError) as caught:
            cgov.Ledger.create(START, rulebook="rulebook 1\nprocedure issue oops\n", organization="a", resident="b")
        error = caught.exception
        self.assertEqual((error.version, error.line), (0, 2))
        self.assertIn("; line 2, column %d)" % error.column, str(error))

    def test_a_closed_ledger_is_an_argument_error(self) -> None:
        self.ledger.close()
        self.ledger.close()
        with self.assertRaises(cgov.ArgumentError):
            self.ledger.info()
        with self.assertRaises(cgov.ArgumentError):
            self.ledger.tick(cgov.Act(0, START))


class Readings(unittest.TestCase):
    def setUp(self) -> None:
        self.office = Office(found())
        self.ledger = self.office.ledger
        self.addCleanup(self.ledger.close)

    def test_pages_join_without_gap_or_double(self) -> None:
        made = [self.office.report("第 %d 件" % number) for number in range(3 * cgov._ROWS + 1)]
        self.assertEqual([item.id for item in self.ledger.items(self.office.clerk)], made)
        self.assertEqual([item.id for item in self.ledger.items(self.office.clerk, state="accepted")], [])
        self.ledger.move(self.office.act("clerk"), made[5], "accept")
        self.assertEqual([item.id for item in self.ledger.items(self.office.clerk, state="accepted")], [made[5]])
        self.ledger.move(cgov.Act(self.office.reporter, START), made[7], "withdraw")
        queue = list(self.ledger.items(self.office.clerk, by_due=True))
        self.assertEqual([item.id for item in queue], [item.id for item in sorted(
            self.ledger.items(self.office.clerk), key=lambda item: (item.next_due or 1 << 62, item.id))])
        self.assertEqual(queue[-1].id, made[7])
        self.assertEqual(next(self.ledger.items(self.office.clerk, reporter=self.office.reporter)).id, made[0])

    def may_now(self, role: str, **where: Any) -> Dict[int, List[str]]:
        reader = self.office.act(role).reader if role else cgov.Reader(self.office.reporter, START)
        return {item.id: [move.name for move in moves] for item, moves in self.ledger.open_to(reader, **where)}

    def test_what_somebody_may_do_now(self) -> None:
        first, second = self.office.report(), self.office.report("第二件")
        third = self.ledger.report(self.office.act("operator"), self.office.details(title="无名"))
        self.ledger.move(self.office.act("clerk"), second, "accept")
        self.assertEqual(sorted(self.may_now("clerk")), [first, second, third])
        self.assertIn("accept", self.may_now("clerk")[first])
        self.assertNotIn("accept", self.may_now("clerk")[second])
        self.assertEqual(self.may_now("dispatcher"), {second: ["dispatch"]})
        self.assertEqual(self.may_now("dispatcher", organization=self.office.center), {second: ["dispatch"]})
        self.assertEqual(self.may_now("dispatcher", organization=self.office.root), {})
        self.assertEqual(self.may_now("checker"), {})
        mine = self.may_now("")
        self.assertEqual(sorted(mine), [first, second])
        self.assertIn("withdraw", mine[first])
        for move in self.may_now("clerk")[first]:  # each is theirs: what is missing at most is what it needs
            with contextlib.suppress(cgov.Refused):
                self.ledger.move(self.office.act("clerk", encode=True), first, move)
        for role in ("clerk", "dispatcher", "contact", "checker", "head"):  # and nothing else is
            reader = self.office.act(role).reader
            every = {item.id: [move.name for move in self.ledger.moves(reader, item.id) if move.allowed]
                     for item in self.ledger.items(reader)}
            self.assertEqual(self.may_now(role, organization=self.office.root, below=True),
                             {item: moves for item, moves in every.items() if moves})
        self.ledger.move(cgov.Act(self.office.reporter, START), first, "withdraw")
        self.assertNotIn(first, self.may_now("clerk"))
        self.assertNotIn(first, self.may_now("clerk", unended=False))

    def test_rows_outlive_their_page_and_ledger(self) -> None:
        issue = self.office.report()
        clocks = list(self.ledger.clocks(self.office.clerk, issue))
        self.ledger.close()
        gc.collect()
        self.assertEqual(clocks[0].name, "forward")
        self.assertIn("name='forward'", repr(clocks[0]))

    @staticmethod
    def half_way(office: Office) -> Iterator[cgov.Item]:
        """A walk over more than a page, one row in."""
        for _ in range(cgov._ROWS + 1):
            office.report()
        rows = office.ledger.items(office.clerk)
        next(rows)
        return rows

    def test_an_iterator_of_a_closed_ledger_says_so(self) -> None:
        rows = self.half_way(self.office)
        self.ledger.close()
        with self.assertRaises(cgov.Closed) as caught:
            list(rows)
        self.assertEqual(str(caught.exception), "CGOV_E_ARG: the ledger is closed")
        with self.assertRaises(cgov.Closed):
            next(self.ledger.items(self.office.clerk))

    def test_an_iterator_keeps_its_ledger_alive(self) -> None:
        office = Office(found())
        rows, kept = self.half_way(office), weakref.ref(office.ledger)
        del office
        gc.collect()
        self.assertIsNotNone(kept())
        self.assertEqual(len(list(rows)), cgov._ROWS)
        gc.collect()
        self.assertIsNone(kept())

    def test_the_loop_and_all_its_readings(self) -> None:
        issue = self.office.report(title="灯", channel="hotline")
        moves = [move.name for move in self.ledger.moves(self.office.clerk, issue) if move.allowed]
        self.assertIn("accept", moves)
        self.assertNotIn("dispatch", moves)
        version = self.office.close(issue)
        reader = self.office.act("clerk", 7).reader
        item = self.ledger.item(reader, issue)
        self.assertEqual((item.state, item.version, item.rating, item.owed, item.answers),
                         ("closed", version, 4, 0, 1))
        self.assertEqual([party.id for party in self.ledger.parties(reader, issue) if party.name == "lead"],
                         [self.office.center])
        history = list(self.ledger.history(reader, issue))[::-1]
        self.assertEqual([entry.move for entry in history],
                         ["report", "accept", "dispatch", "sign", "start", "done", "answer", "pass"])
        self.assertEqual((history[-1].from_, history[-1].to, history[-1].rating), ("checking", "closed", 4))
        self.assertEqual(self.ledger.text(reader, issue, "text"), "修好了")
        self.assertEqual(self.ledger.text(reader, issue, cgov.Field.TEXT, history[0].seq), "路灯不亮")
        self.assertEqual(self.ledger.next_due(), 1 + min(clock.due for clock in self.ledger.clocks(reader, issue)
                                                     if clock.state == cgov.ClockState.RUNNING))

    def test_what_a_move_needs_and_takes_has_names(self) -> None:
        moves = {move.name: move for move in self.ledger.moves(self.office.clerk, self.office.report())}
        asked = {name: sorted((row.name, row.needed) for row in self.ledger.fields("issue", name)) for name in moves}
        self.assertEqual(asked["dispatch"],
                         [("days", 0), ("lead", 1), ("note", 0), ("organizations", 0), ("text", 0)])
        self.assertEqual([name for name, needed in asked["reject"] if needed], ["channel", "reason"])
        self.assertEqual((moves["dispatch"].needs, moves["dispatch"].takes), (1, 4))

    def test_a_due_that_no_calendar_covers_is_none(self) -> None:
        issue, later = self.office.report(), 24 * 365
        self.ledger.move(self.office.act("clerk", later, long_jump=True), issue, "accept")
        self.ledger.move(self.office.act("dispatcher", later), issue, "dispatch", {"lead": self.office.center})
        clocks = {clock.name: clock for clock in self.ledger.clocks(self.office.act("clerk", later).reader, issue)}
        self.assertEqual((clocks["sign"].known_due, clocks["sign"].missing_year), (None, 2027))
        self.assertEqual(clocks["forward"].known_due, clocks["forward"].due)

    def test_long_words_come_whole(self) -> None:
        words = "这盏灯坏了很久。" * 500
        issue = self.office.report(words)
        self.assertEqual(self.ledger.text(self.office.clerk, issue, "text"), words)

    def test_people(self) -> None:
        act = cgov.Act(self.office.founder, START + HOUR)
        kinds = [one.type for one in self.ledger.entities(act.reader, cgov.Kind.ORGANIZATION)]
        self.assertEqual(kinds, ["government", "center"])
        self.assertEqual(self.ledger.find(act.reader, cgov.Kind.RESIDENT, "R-1"), self.office.reporter)
        self.assertEqual(self.ledger.entity(act.reader, self.office.reporter).external_key, "R-1")
        self.ledger.change(act, self.office.center, name="新中心")
        self.assertEqual(self.ledger.text(act.reader, self.office.center, "name"), "新中心")
        self.ledger.appoint(act, self.office.officer["clerk"], self.office.center, "clerk", until=START + 2 * HOUR,
                            end=True)
        rows = list(self.ledger.appointments(act.reader, self.office.officer["clerk"]))
        self.assertEqual([(row.role, row.until) for row in rows],
                         [("clerk", cgov.milliseconds(START + 2 * HOUR))])

    def test_units(self) -> None:
        act = cgov.Act(self.office.founder, START + HOUR)
        home = self.ledger.add_unit(act, "东屋", "dwelling", parent=self.office.center, owner=self.office.reporter,
                                    area=8950, external="U-1")
        share = self.ledger.add_unit(act, "一股", "share", parent=self.office.center, owner=self.office.center,
                                     household=home)
        child = self.ledger.add_resident(act, "赵某某", parent=self.office.center, household=home)
        self.assertEqual(self.ledger.find(act.reader, cgov.Kind.UNIT, "U-1"), home)
        one = self.ledger.entity(self.office.act("clerk").reader, home)
        self.assertEqual((one.type, one.owner, one.area, one.household), ("dwelling", self.office.reporter, 8950, 0))
        self.assertEqual([unit.id for unit in self.ledger.units(act.reader, self.office.center)], [share])
        self.assertEqual([unit.id for unit in self.ledger.entities(act.reader, cgov.Kind.UNIT)], [home, share])
        self.ledger.change(act, home, owner=self.office.center, area=9000)
        self.ledger.change(act, child, household=None)
        self.assertEqual([unit.area for unit in self.ledger.units(act.reader, self.office.center)], [9000, 0])
        self.assertEqual(self.ledger.entity(act.reader, child).household, 0)
        with self.assertRaises(cgov.Refused):
            self.ledger.change(act, home, household=share)
        self.assertEqual(self.ledger.text(act.reader, share, "name"), "一股")

    def test_institutions(self) -> None:
        reader = self.office.clerk
        self.assertEqual(self.ledger.rulebook_text(reader, 1), cgov.shipped("standard"))
        self.assertIn("issue", [rule.name for rule in self.ledger.rules(cgov.RuleKind.PROCEDURE)])
        states = {rule.name: rule.final for rule in self.ledger.rules(cgov.RuleKind.STATE, "issue")}
        self.assertEqual((states["registered"], states["archived"]), (0, 1))
        edges = list(self.ledger.edges("issue"))
        self.assertEqual((edges[0].from_, edges[0].move, edges[0].to), ("", "report", "registered"))
        self.assertLessEqual({edge.to for edge in edges}, set(states))
        duties = list(self.ledger.catalogue("pothole"))
        self.assertEqual([(duty.matter, duty.title, duty.profile) for duty in duties], [("pothole", "道路坑洼", "CITY")])
        self.assertIn("consultation", [duty.matter for duty in self.ledger.catalogue() if duty.direct])
        self.assertEqual(cgov.check_rulebook(cgov.shipped("standard")).status, 0)
        self.assertEqual(self.ledger.adopt(cgov.Act(self.office.founder, START), cgov.shipped("standard")), 2)

    def test_audit(self) -> None:
        seq = self.ledger.info().seq
        self.assertEqual(self.ledger.flush(), seq)
        self.assertTrue(self.ledger.record(seq))
        self.assertTrue(self.ledger.record_text(seq))
        with self.assertRaises(cgov.NotFound):
            self.ledger.record(seq + 1)
        self.assertEqual((len(self.ledger.journal_digest()), len(self.ledger.state_digest())), (32, 32))

    def test_a_command_as_bytes(self) -> None:
        with self.assertRaises(cgov.NotFound):
            self.ledger.encoded()
        before = self.ledger.state_digest()
        act = cgov.Act(self.office.founder, START, encode=True)
        self.ledger.add_resident(act, "冯某", parent=self.office.root, external="R-2")
        self.assertEqual(self.ledger.state_digest(), before)
        facts, words = self.ledger.encoded()
        self.assertIn("冯某".encode(), words)
        self.assertNotIn("冯某".encode(), facts)
        made = self.ledger.execute(facts, words)
        self.assertEqual(self.ledger.find(act.reader, cgov.Kind.RESIDENT, "R-2"), made.id)
        with self.assertRaises(cgov.FormatError):
            self.ledger.execute(b"\xff" * 40)


CATALOGUE = """
territory street

matter drain "排水设施"
  form consult supervise
  lead housing at county
  with street
"""

MEETING = """
matter lamp "路灯"
  lead housing at county
  detail poles "灯杆" number 1 to 500 read by public

procedure meeting "居民议事会" session
  detail day "召开日期" date read by public
  detail seats "名额" number 1 to 500 read by public
  detail about "涉及事项" item repeats read by public
  party convenor "召集单位" organization
  stage all "全程"
    state called "已召集" held by convenor
    state held "已召开" final
  clock hold from call until close
    for 30 days
    late tell head of convenor
  open call -> called
    by head of convenor
    needs organization
    takes day seats about
    sets convenor to given
  move close called -> held
    by head of convenor
    takes seats
"""


class Governing(unittest.TestCase):
    """Catalogue, routing, import, feed, figures, and what lists can be asked for."""

    def setUp(self) -> None:
        self.office = Office(found(catalogue=CATALOGUE))
        self.ledger = self.office.ledger
        self.addCleanup(self.ledger.close)

    def organization(self, kind: str, region: int) -> int:
        return self.ledger.add_organization(cgov.Act(self.office.founder, START), kind, kind, parent=self.office.root,
                                            region=region)

    def meetings(self) -> Tuple[cgov.Ledger, cgov.Act]:
        """The ledger with a text that declares details, and who may open a meeting."""
        founder = cgov.Act(self.office.founder, START)
        self.issue = self.office.report()
        self.ledger.adopt(founder, cgov.shipped("standard") + CATALOGUE + MEETING)
        head = self.ledger.add_resident(founder, "钱某", parent=self.office.center)
        self.ledger.appoint(founder, head, self.office.center, "head")
        return self.ledger, cgov.Act(head, START)

    def test_catalogue(self) -> None:
        lead, helper = self.ledger.catalogue("drain")
        self.assertEqual((lead.duty, lead.name, lead.level), (cgov.DutyKind.LEAD, "housing", cgov.Level.COUNTY))
        self.assertEqual((helper.duty, helper.name, helper.level), (cgov.DutyKind.WITH, "street", 0))
        self.assertEqual((lead.title, lead.form_names), ("排水设施", ["consult", "supervise"]))
        self.assertIn("lead housing", self.ledger.rulebook_text(self.office.clerk, 1).splitlines()[lead.line - 1])
        with self.assertRaises(cgov.NotFound):
            list(self.ledger.catalogue("nothing"))

    def test_kinds(self) -> None:
        text = ("rulebook 1\nrole head \"负责人\"\nprocedure meeting \"联席会议\" session\n"
                "party convenor \"召集单位\" organization\nstage all \"全程\"\nstate called \"已召集\" held by convenor\n"
                "state held \"已召开\" final\nclock hold from call until close\nfor 30 days\nlate tell head of convenor\n"
                "open call -> called\nby head of convenor\nneeds organization\nsets convenor to given\n"
                "move close called -> held\nby head of convenor\n")
        self.assertEqual(cgov.check_rulebook(text).kinds, 1 << cgov.Kind.SESSION)
        founder = cgov.Act(self.office.founder, START)
        self.ledger.adopt(founder, text)
        head = self.ledger.add_resident(founder, "钱某", parent=self.office.center)
        self.ledger.appoint(founder, head, self.office.center, "head")
        act = cgov.Act(head, START)
        meeting = self.ledger.open_item(act, "meeting", {"organization": self.office.center})
        self.assertEqual(meeting >> 44, cgov.Kind.SESSION)
        self.assertEqual([item.id for item in self.ledger.items(act.reader, kind=cgov.Kind.SESSION)], [meeting])
        self.assertEqual((self.ledger.info().sessions, self.ledger.info().motions), (1, 0))
        self.assertEqual([rule.kind for rule in self.ledger.rules(cgov.RuleKind.PROCEDURE)], [cgov.Kind.SESSION])

    def test_what_a_text_declares_is_named_by_every_change(self) -> None:
        ledger, act = self.meetings()
        day = {"organization": self.office.center, "day": date(2026, 4, 1), "seats": 30, "about": [self.issue]}
        meeting = ledger.open_item(act, "meeting", day)
        self.assertEqual({given.name: given.value for given in ledger.given(act.reader, meeting, ledger.result.seq)},
                         {"day": 20260401, "seats": 30, "about": self.issue})
        self.assertEqual([item.id for item in ledger.items(act.reader, mentions=self.issue)], [meeting])
        ledger.move(act, meeting, "close", {"seats": 31})
        ledger.report(act, {"procedure": "meeting", **day})
        clerk = cgov.Act(self.office.officer["operator"], START)
        rows = [cgov.Report(self.office.details(external="1", matter="lamp", poles=4))]
        self.assertEqual(ledger.import_reports(clerk, rows), (1, 0))
        told = self.ledger.given(self.office.clerk, rows[0].id, self.ledger.info().seq)
        self.assertIn(("poles", 4), [(given.name, given.value) for given in told])

    def test_every_change_leaves_its_result(self) -> None:
        ledger, act = self.meetings()
        meeting = ledger.open_item(act, "meeting", {"organization": self.office.center})
        self.assertEqual((ledger.result.id, ledger.result.seq), (meeting, ledger.info().seq))
        source = inspect.getsource(cgov.Ledger)
        self.assertEqual(re.findall(r"self\._change\(_lib\.(\w+)", source),
                         ["cgov_ledger_refresh", "cgov_ledger_flush", "cgov_ledger_snapshot", "cgov_command_execute"])

    def test_what_is_of_no_kind_is_refused_by_its_name(self) -> None:
        ledger, act = self.meetings()
        for value, kind in ((4.7, TypeError), (None, TypeError), ({1}, TypeError), ([[1]], TypeError),
                            (1 << 63, ValueError), (-(1 << 63) - 1, ValueError), ("\ud800", ValueError), (START, TypeError)):
            with self.subTest(repr(value)), self.assertRaisesRegex(kind, "the detail seats "):
                ledger.open_item(act, "meeting", {"organization": self.office.center, "seats": value})
        for value in ((1 << 63) - 1, -(1 << 63)):  # the library's to refuse
            with self.subTest(value), self.assertRaises(cgov.CgovError):
                ledger.open_item(act, "meeting", {"organization": self.office.center, "seats": value})
        with self.assertRaises(TypeError):
            cgov.Act(act.actor, 1.5)  # type: ignore[arg-type]
        with self.assertRaisesRegex(ValueError, "no detail is called 'seat': perhaps seats"):
            ledger.open_item(act, "meeting", {"seat": 3})

    def test_what_can_be_asked_in_c_can_be_asked_here(self) -> None:
        for method, struct in ((cgov.Ledger.items, cgov.api.cgov_item_query),
                               (cgov.Ledger.route, cgov.api.cgov_route_query),
                               (cgov.Ledger.figures, cgov.api.cgov_figure_query),
                               (cgov.Ledger.create, cgov.api.cgov_genesis),
                               (cgov.Ledger.adopt, cgov.api.cgov_adoption_draft),
                               (cgov.Ledger.add_unit, cgov.api.cgov_entity_draft)):
            taken = {name.rstrip("_") for name in inspect.signature(method).parameters}
            wanted = {name.rstrip("_") for name, _ in struct._fields_ if not re.match("size|flags|reserved|kind", name)}
            if method is cgov.Ledger.add_unit:
                taken |= set(inspect.signature(cgov.Ledger.add_organization).parameters)  # which no unit has: a region
            with self.subTest(struct.__name__):
                self.assertEqual(wanted - taken, set())

    def test_upgrade(self) -> None:
        info = self.ledger.info()
        self.assertEqual(info.decisions, info.library_decisions)
        self.ledger.upgrade(cgov.Act(0, START))
        self.assertTrue(self.ledger.repeated)
        self.assertEqual(self.ledger.info().seq, info.seq)

    def test_route(self) -> None:
        housing, street = self.organization("housing", 130702), self.organization("street", 130702001000)
        issue = self.office.report(matter="drain")
        route = self.ledger.route(self.office.clerk, issue)
        self.assertEqual((route.rule, route.lead, route.helpers), (cgov.RouteRule.BOTH, housing, [street]))
        self.assertEqual((route.binding, route.level, route.staffed), (1, cgov.Level.COUNTY, 0))
        self.assertIn("`housing` leads matter `drain`", route.why)
        facts = self.ledger.route(self.office.clerk, place=130702001001, urgency="critical")
        self.assertEqual((facts.rule, facts.lead, facts.urgent), (cgov.RouteRule.TERRITORY, street, 1))
        with self.assertRaises(cgov.NotFound):
            self.ledger.route(cgov.Reader(0, START), issue)
        with self.assertRaises(cgov.ArgumentError):
            self.ledger.route(self.office.clerk)
        with self.assertRaises(ValueError):
            self.ledger.route(self.office.clerk, place=130702001001, urgency="tomorrow")

    def test_an_import_twice_changes_nothing(self) -> None:
        rows = [cgov.Report(self.office.details(external="12345-%d" % number), START + number * HOUR,
                            actor=self.office.officer["operator"] if number else 0) for number in range(3)]
        act = cgov.Act(self.office.officer["operator"], START)
        self.assertEqual(self.ledger.import_reports(act, iter(rows)), (3, 0))
        reader = self.office.act("clerk", 3).reader
        self.assertEqual([(item.id, item.reported_by, item.external_key) for item in self.ledger.items(reader)],
                         [(row.id, row.actor or act.actor, "12345-%d" % number) for number, row in enumerate(rows)])
        digest = self.ledger.journal_digest()
        made = [row.id for row in rows]
        self.assertEqual(self.ledger.import_reports(act, rows), (0, 3))
        self.assertEqual([row.id for row in rows], made)
        self.assertEqual({cgov.status_name(row.status) for row in rows}, {"CGOV_REPEAT"})
        self.assertEqual(self.ledger.journal_digest(), digest)
        self.assertEqual(self.ledger.import_reports(act, []), (0, 0))

    def test_rows_that_fail_are_passed_over(self) -> None:
        rows = [cgov.Report(self.office.details()),
                cgov.Report(self.office.details(external="12345-1", lead=self.office.center)),
                cgov.Report(self.office.details(external="12345-2"))]
        gc.collect()
        with self.assertRaises(cgov.CgovError) as caught:
            self.ledger.import_reports(self.office.act("operator"), rows)
        self.assertEqual(caught.exception.status, rows[0].status)
        self.assertEqual([cgov.status_name(row.status) for row in rows[1:]], ["CGOV_E_REFUSED", "CGOV_OK"])
        self.assertEqual([row.id for row in rows[:2]], [0, 0])
        self.assertEqual(self.ledger.item(self.office.clerk, rows[2].id).external_key, "12345-2")

    def test_what_is_there_is_the_answer_of_an_import(self) -> None:
        act = self.office.act("operator", import_=True)
        first = self.ledger.report(act, self.office.details(external="12345-1"))
        self.assertFalse(self.ledger.repeated)
        self.assertEqual(self.ledger.report(act, self.office.details(external="12345-1", text="另一件")), first)
        self.assertTrue(self.ledger.repeated)
        with self.assertRaises(cgov.Conflict):
            self.ledger.report(self.office.act("operator"), self.office.details(external="12345-1"))
        self.assertEqual(self.ledger.find(self.office.clerk, cgov.Kind.ISSUE, "12345-1", self.office.center), first)
        for external in ("12345-1", "12345-2"):
            with self.assertRaises(cgov.Refused):
                self.ledger.report(cgov.Act(self.office.reporter, START, import_=True),
                                   self.office.details(external=external))

    def auditor(self) -> cgov.Reader:
        who = self.ledger.add_resident(cgov.Act(self.office.founder, START), "郑某", parent=self.office.root)
        self.ledger.appoint(cgov.Act(self.office.founder, START), who, self.office.root, "auditor")
        return cgov.Reader(who, START + 8 * HOUR)

    def test_the_feed_goes_on_after_a_position(self) -> None:
        auditor, issue = self.auditor(), self.office.report()
        self.office.close(issue)
        told = list(self.ledger.feed(auditor))
        self.assertEqual((told[0].what, told[0].to, told[0].move), (cgov.News.ASSIGNED, self.office.center, "report"))
        answered = [one for one in told if one.what == cgov.News.ANSWERED]
        self.assertEqual([(one.to, one.item, one.state) for one in answered],
                         [(self.office.reporter, issue, "checking")])
        positions = [one.position for one in told]
        self.assertEqual(len(positions), len(set(positions)))
        self.assertEqual([seq for seq, _ in positions], sorted(seq for seq, _ in positions))
        for at, position in enumerate(positions, 1):
            self.assertEqual([one.position for one in self.ledger.feed(auditor, position)], positions[at:])
        for _ in range(cgov._ROWS + 1):  # more than a page
            self.office.ledger.report(self.office.act("clerk", 8), self.office.details())
        self.assertGreater(len(list(self.ledger.feed(auditor, positions[-1]))), cgov._ROWS)
        with self.assertRaises(cgov.NotFound):
            list(self.ledger.feed(auditor, (self.ledger.info().seq + 1, 0)))

    def test_figures(self) -> None:
        auditor, issue = self.auditor(), self.office.report(matter="drain")
        (before,) = self.ledger.figures(auditor)
        self.assertEqual((before.issues, before.open, list(before.open_by_age)), (1, 1, [1, 0, 0, 0]))
        self.assertEqual(set(before.fractions.values()), {None})
        self.office.close(issue)
        (after,) = self.ledger.figures(auditor, "organization")
        self.assertEqual((after.group, after.key), (cgov.Group.ORGANIZATION, self.office.center))
        self.assertEqual((after.issues, after.open, after.closed, after.answered), (1, 0, 1, 1))
        fractions = after.fractions
        self.assertEqual(fractions.pop("on_time"), (after.on_time, after.due))
        self.assertEqual(fractions.pop("ended"), (after.ended, after.due))
        self.assertEqual((after.due, after.on_time), (after.ended, after.ended))
        self.assertEqual(fractions, {"contacted": (1, 1), "solved": (1, 1), "satisfied": (1, 1), "at_tier": None,
                                     "attended": None, "voted": None})
        (strict,) = self.ledger.figures(auditor, satisfied=5)
        self.assertEqual(strict.fractions["satisfied"], (0, 1))
        self.assertEqual([row.name for row in self.ledger.figures(auditor, cgov.Group.MATTER)], ["drain"])
        self.assertEqual([row.key for row in self.ledger.figures(auditor, "region", level="county")], [130702000000])
        self.assertEqual([row.name for row in self.ledger.figures(auditor, "month")], ["2026-03"])
        self.assertEqual([row.name for row in self.ledger.figures(auditor, "week")], ["2026-W10"])
        self.assertEqual(list(self.ledger.figures(auditor, "month", until=START)), [])
        head = cgov.figures_head().split(",")
        self.assertEqual(dict(zip(head, after.line().split(",")))["issues"], str(after.issues))
        self.assertEqual(json.loads(after.line("json"))["key"], after.key)
        runs = list(self.ledger.runs(auditor, "organization"))
        self.assertEqual(len(runs), sum(row.ended for row in self.ledger.figures(auditor)))
        medians = self.ledger.medians(auditor, "organization", clock="sign")
        self.assertEqual(list(medians), [(run.key, "sign") for run in runs if run.name == "sign"])
        self.assertEqual(list(self.ledger.figures(cgov.Reader(0, START), region=130703)), [])
        with self.assertRaises(cgov.NotFound):
            list(self.ledger.figures(auditor, procedure="nothing"))
        with self.assertRaises(ValueError):
            list(self.ledger.figures(auditor, "weather"))

    def test_figures_of_more_groups_than_a_page(self) -> None:
        for number in range(cgov._ROWS + 3):
            self.office.report(place=130702001001 + number)
        rows = list(self.ledger.figures(self.office.clerk, "region"))
        self.assertEqual([row.key for row in rows], [130702001001 + number for number in range(cgov._ROWS + 3)])
        self.assertEqual({row.issues for row in rows}, {1})

    def test_filters(self) -> None:
        here = cgov.point(40.0, 114.5)
        plain, drain = self.office.report(external="12345-1"), self.office.report(matter="drain", point=here)
        near = self.office.report(matter="drain", place=130702002001, point=cgov.point(40.0001, 114.5))
        question = self.office.report(procedure="question", place=130703001001)
        self.ledger.move(self.office.act("clerk", 1), plain, "accept")
        self.ledger.move(self.office.act("dispatcher", 2), plain, "dispatch", {"lead": self.office.center})
        reader = self.office.act("clerk", 3).reader
        running = [clock.due for clock in self.ledger.clocks(reader, question)
                   if clock.state == cgov.ClockState.RUNNING]
        for expected, where in [
                ([plain], {"lead": self.office.center}), ([plain], {"external": "12345-1"}),
                ([drain, near], {"matter": "drain"}), ([question], {"procedure": "question"}),
                ([plain, drain], {"region": 130702001000}), ([plain, drain, near], {"region": 130702}),
                ([plain], {"updated_since": START + HOUR}), ([], {"opened_since": START + HOUR}),
                ([plain, drain, near, question], {"opened_since": START}), ([], {"like": drain}),
                ([near], {"like": drain, "meters": 50}), ([drain], {"like": near, "meters": 12}),
                ([], {"like": near, "meters": 11}), ([], {"due_before": reader.at}),
                ([question], {"due_before": min(running) + 1, "procedure": "question"}),
                ([], {"due_before": min(running), "procedure": "question"})]:
            with self.subTest(**where):
                self.assertEqual([item.id for item in self.ledger.items(reader, **where)], expected)
        with self.assertRaises(cgov.NotFound):
            list(self.ledger.items(reader, like=3 << 44 | 999))


class Storages(unittest.TestCase):
    def test_a_ledger_is_a_context_manager(self) -> None:
        with cgov.MemoryStorage() as storage:
            with found(storage) as ledger:
                digest = ledger.journal_digest()
            with cgov.Ledger.open(storage) as again:
                self.assertEqual(again.journal_digest(), digest)
            with self.assertRaises(cgov.Exists):
                found(storage)

    def test_closing_a_storage_closes_its_ledger_first(self) -> None:
        with cgov.MemoryStorage() as storage:
            ledger = found(storage)
        with self.assertRaises(cgov.ArgumentError):
            ledger.info()
        storage.close()

    def test_closing_a_storage_closes_all_that_is_open_on_it(self) -> None:
        """A ledger that writes, and one that reads beside it, opened and closed in any order."""
        for closed_before in (False, True):
            with tempfile.TemporaryDirectory() as path:
                for storage in (cgov.MemoryStorage(), cgov.FileStorage(path)):
                    writer = found(storage)
                    reader = cgov.Ledger.open(storage, read=True)
                    office = Office(writer)
                    if closed_before:
                        reader.close()
                    storage.close()
                    for ledger in (writer, reader):
                        with self.assertRaises(cgov.Closed):
                            ledger.info()
                    with self.assertRaises(cgov.Closed):
                        office.report()
                    with self.assertRaisesRegex(cgov.Closed, "the storage is closed"):
                        cgov.Ledger.open(storage)
                    with self.assertRaisesRegex(cgov.Closed, "the storage is closed"):
                        storage.draw_salt()

    def test_what_is_open_is_not_copied(self) -> None:
        with cgov.MemoryStorage() as storage, found(storage) as ledger:
            for what in (storage, ledger):
                for make in (copy.copy, copy.deepcopy, pickle.dumps):
                    with self.assertRaisesRegex(TypeError, "is not copied"):
                        make(what)
            self.assertEqual(ledger.info().poisoned, 0)
        never = cgov.Ledger.__new__(cgov.Ledger)
        with self.assertRaises(cgov.Closed):
            never.info()
        never.close()

    def test_a_directory_is_named_as_the_system_has_it(self) -> None:
        with tempfile.TemporaryDirectory() as path:
            strange = os.path.join(os.fsencode(path), b"\xff\xfe")
            with cgov.FileStorage(strange) as storage:
                found(storage)
            for name in (os.fsdecode(strange), pathlib.Path(os.fsdecode(strange))):
                with cgov.FileStorage(name) as storage, cgov.Ledger.open(storage) as ledger:
                    self.assertEqual(ledger.info().poisoned, 0)
            self.assertEqual(os.listdir(os.fsencode(path)), [b"\xff\xfe"])

    def test_files(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, "账本")
            with cgov.FileStorage(path) as storage, found(storage) as ledger:
                self.assertTrue(storage.draw_salt())
                with cgov.FileStorage(path) as other, self.assertRaises(cgov.Busy):
                    cgov.Ledger.open(other)
                digest = ledger.state_digest()
            with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage) as ledger:
                self.assertEqual(ledger.state_digest(), digest)
            with cgov.FileStorage(os.path.join(directory, "empty")) as empty, self.assertRaises(cgov.NotFound):
                cgov.Ledger.open(empty)
            bad = os.path.join(directory, "no", "such", "place")
            with self.assertRaises(cgov.StorageError) as caught:
                cgov.FileStorage(bad)
            self.assertIn(bad, str(caught.exception))

    def test_reading_beside_the_writer(self) -> None:
        with tempfile.TemporaryDirectory() as path, cgov.FileStorage(path) as storage, cgov.FileStorage(path) as other:
            with self.assertRaises(cgov.NotFound):
                cgov.Ledger.open(other, read=True)
            with found(storage) as ledger, cgov.Ledger.open(other, read=True) as reader:
                office = Office(ledger)
                issue = office.report()
                with self.assertRaises(cgov.NotFound):
                    reader.item(office.clerk, issue)
                self.assertEqual(reader.refresh(), ledger.info().seq)
                self.assertEqual(reader.text(office.clerk, issue, "text"), "路灯不亮")
                self.assertEqual(reader.state_digest(), ledger.state_digest())
                with self.assertRaises(cgov.ReadOnly) as caught:
                    reader.move(office.act("clerk"), issue, "accept")
                self.assertIn("to read alone", str(caught.exception))
                seen = reader.item(office.clerk, issue).version
                reader.move(office.act("clerk", encode=True, expect=seen), issue, "accept")
                self.assertLessEqual(ledger.execute(*reader.encoded()).seq, reader.refresh())
                self.assertEqual(reader.item(office.clerk, issue).state, "accepted")
                self.assertEqual(ledger.refresh(), ledger.info().seq)

    def test_a_storage_in_python(self) -> None:
        shelf = Shelf()
        with found(shelf) as ledger:
            office = Office(ledger)
            office.report()
            digests = ledger.journal_digest(), ledger.state_digest()
            with self.assertRaises(cgov.Busy):
                cgov.Ledger.open(shelf)
        self.assertFalse(shelf.held)
        with cgov.Ledger.open(shelf) as ledger:
            self.assertEqual((ledger.journal_digest(), ledger.state_digest()), digests)
            self.assertEqual(ledger.text(office.clerk, office.reporter, "name"), "赵某")
        self.assertTrue(shelf.draw_salt())

    def test_an_append_that_raises_changes_nothing(self) -> None:
        shelf = Shelf()
        with found(shelf) as ledger:
            office = Office(ledger)
            before = ledger.state_digest(), ledger.journal_digest()
            shelf.fails = "append"
            with self.assertRaises(cgov.StorageError) as caught:
                office.report()
            self.assertIsInstance(caught.exception.__cause__, OSError)
            self.assertEqual((caught.exception.os_code, str(caught.exception.__cause__)),
                             (28, "[Errno 28] no room for append"))
            self.assertEqual((ledger.state_digest(), ledger.journal_digest()), before)
            shelf.fails = ""
            office.report()

    def test_a_sync_that_raises_poisons(self) -> None:
        shelf = Shelf()
        with found(shelf) as ledger:
            office = Office(ledger)
            shelf.fails = "sync"
            with self.assertRaises(cgov.StorageError):
                office.report()
            shelf.fails = ""
            with self.assertRaises(cgov.Poisoned):
                office.report()
            self.assertEqual(ledger.info().poisoned, 1)
            ledger.entity(office.clerk, office.center)
        with cgov.Ledger.open(shelf) as ledger:
            office.ledger = ledger
            office.report()

    def test_a_lock_that_raises_is_not_held(self) -> None:
        shelf = Shelf()
        shelf.fails = "lock"
        with self.assertRaises(cgov.StorageError):
            found(shelf)

    def test_a_bare_callback_that_raises_cannot_pass_for_success(self) -> None:
        """Without the binding's guard: ctypes prints the exception and answers what it likes, here 0."""
        shelf = Shelf()
        silent: List[Any] = []
        hook, sys.unraisablehook = sys.unraisablehook, silent.append
        self.addCleanup(setattr, sys, "unraisablehook", hook)
        with found(shelf) as ledger:
            office = Office(ledger)
            before = ledger.state_digest()
            seq = ledger.info().seq

            def raising(*_: Any) -> int:
                raise KeyError("nobody catches this")

            bare = Shelf()
            bare.objects = shelf.objects
            bare.table.append = cgov.api.cgov_storage_append(raising)
            ledger.close()
            with cgov.Ledger.open(bare) as again:
                office.ledger = again
                with self.assertRaises(cgov.StorageError):
                    office.report()
                self.assertEqual((again.state_digest(), again.info().seq), (before, seq))
        self.assertTrue(silent)

    def test_a_deferred_change_is_acknowledged_by_flush(self) -> None:
        with cgov.MemoryStorage() as storage, found(storage) as ledger:
            office = Office(ledger)
            issue = ledger.report(office.act("operator", defer=True), office.details())
            self.assertEqual((ledger.result.id, ledger.result.durable), (issue, False))
            info = ledger.info()
            self.assertLess(info.durable_seq, info.seq)
            self.assertEqual(ledger.flush(), info.seq)
            self.assertEqual(ledger.info().durable_seq, info.seq)
            office.report()
            self.assertTrue(ledger.result.durable)

    def test_a_snapshot_is_what_the_next_opening_reads(self) -> None:
        with cgov.MemoryStorage() as storage:
            with found(storage) as ledger:
                Office(ledger).report()
                seq, digest = ledger.snapshot(), ledger.state_digest()
            for replay, expected in ((False, (cgov.Snapshot.USED, seq)), (True, (0, 0))):
                with cgov.Ledger.open(storage, replay=replay) as ledger:
                    info = ledger.info()
                    self.assertEqual((info.snapshot, info.snapshot_seq), expected)
                    self.assertEqual(ledger.state_digest(), digest)

    def test_a_callback_must_not_call_its_ledger(self) -> None:
        class Nosy(Shelf):
            ledger: Optional[cgov.Ledger] = None

            def append(self, name: str, offset: int, data: bytes) -> None:
                if self.ledger is not None:
                    self.ledger.tick(cgov.Act(0, START))
                super().append(name, offset, data)

        nosy = Nosy()
        with found(nosy) as ledger:
            office = Office(ledger)
            nosy.ledger = ledger
            with self.assertRaises(cgov.StorageError) as caught:
                office.report()
            self.assertIsInstance(caught.exception.__cause__, cgov.Reentered)
            nosy.ledger = None

    def test_finalizers_in_any_order(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for _ in range(3):
                shelf = Shelf()
                ledger = found(shelf)
                cycle: List[Any] = [shelf, ledger]
                cycle.append(cycle)
                del shelf, ledger, cycle
                gc.collect()


    def test_a_storage_that_is_dropped_gives_up_its_lock(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            found(cgov.FileStorage(directory))
            gc.collect()
            for _ in range(2):  # the ledger goes with its storage, and the storage with its ledger
                storage = cgov.FileStorage(directory)
                ledger = cgov.Ledger.open(storage)
                self.assertEqual(ledger.info().poisoned, 0)
                storage.close()
                with self.assertRaises(cgov.Closed):
                    ledger.info()
                ledger.close()
                storage.close()

    def test_what_is_open_as_the_interpreter_ends(self) -> None:
        """In whatever order things are collected then, nothing is said, and what was done is there."""
        script = """
import sys, gc
sys.path[:0] = %r
import cgov, test_cgov
gc.disable()
storage = %s
ledger = test_cgov.found(storage)
office = test_cgov.Office(ledger)
office.report()
rows = ledger.items(office.clerk)
next(rows)
class Holder: pass
%s
"""
        paths = [os.path.dirname(os.path.abspath(__file__)), os.path.dirname(os.path.abspath(cgov.__file__))]
        cycles = ("", "one, two = Holder(), Holder(); one.it, two.it, one.two, two.one = storage, ledger, two, one; "
                      "storage.kept, ledger.kept = one, two; del storage, ledger, office, rows, one, two",
                  "sys.modules['aa'] = ledger; cgov.kept = storage", "del ledger, office; sys.kept = rows",
                  "storage.close()", "import atexit; atexit.register(storage.close)")
        for made in ("cgov.MemoryStorage()", "test_cgov.Shelf()", "cgov.FileStorage(sys.argv[1])"):
            for cycle in cycles:
                with self.subTest(made=made, cycle=cycle), tempfile.TemporaryDirectory() as directory:
                    done = subprocess.run([sys.executable, "-X", "dev", "-c", script % (paths, made, cycle), directory],
                                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
                    self.assertEqual((done.returncode, done.stdout), (0, ""))
                    if "File" in made:
                        with cgov.FileStorage(directory) as storage, cgov.Ledger.open(storage) as again:
                            self.assertEqual(again.info().issues, 1)


class Example(unittest.TestCase):
    def test_the_module_s_own(self) -> None:
        lines = (cgov.__doc__ or "").splitlines()
        code = textwrap.dedent("\n".join(line for line in lines if line.startswith("    ")))
        told: List[Any] = []
        exec(code, {"print": lambda *words: told.append(words)})
        self.assertEqual(told, [("government", "桥东区"), ("center", "民呼回应中心")])

    def test_first_issue(self) -> None:
        path = os.path.join(os.path.dirname(cgov.__file__), "first_issue.py")
        done = subprocess.run([sys.executable, path], stdout=subprocess.PIPE, universal_newlines=True,
                              env={**os.environ, "PYTHONIOENCODING": "utf-8"})
        self.assertEqual(done.returncode, 0)
        self.assertIn("issue, archived; answers: 1, owed: 0", done.stdout)
        self.assertIn("archive", done.stdout.splitlines()[-1])
        self.assertIn("CGOV_R_STATE", done.stdout)

    def test_joint_meeting(self) -> None:
        path = os.path.join(os.path.dirname(cgov.__file__), "joint_meeting.py")
        done = subprocess.run([sys.executable, path], stdout=subprocess.PIPE, universal_newlines=True,
                              env={**os.environ, "PYTHONIOENCODING": "utf-8"})
        self.assertEqual(done.returncode, 0)
        self.assertIn("refused: CGOV_R_SHARE", done.stdout)
        self.assertIn("到会：许某、张某、施某", done.stdout)
        self.assertIn("| 下水道堵了。 | 已疏通 (done) |", done.stdout)
        self.assertEqual(done.stdout.splitlines()[-1], "done")

    def test_joint_meeting_and_its_replica(self) -> None:
        """The same program, each of its commands executed by a replica too, as bytes."""
        before, told = Twin.commands, io.StringIO()
        with unittest.mock.patch.object(cgov, "Ledger", Twin), contextlib.redirect_stdout(told):
            joint_meeting.main()
        self.assertGreater(Twin.commands - before, 30)
        self.assertEqual(told.getvalue().splitlines()[-1], "done")

    def test_owners_decide(self) -> None:
        path = os.path.join(os.path.dirname(cgov.__file__), "owners_decide.py")
        done = subprocess.run([sys.executable, path], stdout=subprocess.PIPE, universal_newlines=True,
                              env={**os.environ, "PYTHONIOENCODING": "utf-8"})
        self.assertEqual(done.returncode, 0)
        self.assertIn("passes line 22 by area 48050 * 4 >= 3 * 48050 holds\n", done.stdout)
        self.assertEqual(done.stdout.splitlines()[-1], "outcome passed")

    def test_neighbourhood(self) -> None:
        """60,000 of wishes on a budget of 50,000; two seats by transfers."""
        path = os.path.join(os.path.dirname(cgov.__file__), "neighbourhood.py")
        done = subprocess.run([sys.executable, path], stdout=subprocess.PIPE, universal_newlines=True,
                              env={**os.environ, "PYTHONIOENCODING": "utf-8"})
        self.assertEqual(done.returncode, 0)
        self.assertIn("tally 1 heads 14 cost 30000\ntally 2 heads 6 cost 28000\ntally 3 heads 10 cost 18000\n", done.stdout)
        self.assertIn("stage 2 surplus 1 quota 3 votes 1 3.00000 2 1.50000 3 1.25000 4 1.00000 lost 0.25000\n", done.stdout)
        self.assertEqual(done.stdout.count("outcome passed\nwinner 1\nwinner 3\n"), 2)


if __name__ == "__main__":
    tap.main()
