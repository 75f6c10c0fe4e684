"""Whether recount.py finds what somebody changed in a certificate: every digit, every word, every line.

Certificates of shipped rules are written by the library, given to the program as files, and changed in one place each.
"""

import io
import pathlib
import re
import tempfile
import unittest
from contextlib import contextmanager, redirect_stdout
from datetime import date, datetime, timezone
from typing import Any, Dict, Iterator, List, Tuple

import tap

import cgov
import recount

TALLIES: List[Tuple[str, Dict[Any, Any], Dict[str, Any]]] = [
    ("owners_special", {"electors": {"heads": 301, "area": 2736000}, "yes": {"heads": 151, "area": 1368000},
                        "no": {"heads": 50, "area": 456000}}, {}),
    ("owners_special_silent", {"electors": {"heads": 301, "area": 2736000}, "yes": {"heads": 151, "area": 1368000},
                               "no": {"heads": 40, "area": 356000}, "silent": {"heads": 10, "area": 100000},
                               "abstain": {"heads": 1, "area": 1}}, {}),
    ("village_assembly", {"electors": {"heads": 1203, "units": 380}, "present": {"heads": 400},
                          "speakers": {"heads": 260, "units": 260}, "yes": {"heads": 300, "units": 131}, "no": {"heads": 100, "units": 129}},
     {"day": date(2025, 6, 1)}),
    ("village_run_off", {"cast": {"heads": 580}, 1: {"heads": 193}, 2: {"heads": 200}, 3: {"heads": 194}},
     {"day": date(2025, 6, 1), "seats": 2, "kept": [3]}),
]


class Recount(unittest.TestCase):
    def setUp(self) -> None:
        self.text = cgov.shipped("deciding_unverified")
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) if hasattr(
            self, "enterContext") else self.own_folder()

    def own_folder(self) -> pathlib.Path:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return pathlib.Path(folder.name)

    def run_on(self, certificate: str, beside: str = "rules") -> Tuple[int, str]:
        (self.folder / "rules").write_bytes(self.text.encode("utf-8"))
        (self.folder / "certificate").write_bytes(certificate.encode("utf-8"))
        printed = io.StringIO()
        with redirect_stdout(printed):
            status = recount.main(str(self.folder / "certificate"), str(self.folder / beside))
        return status, printed.getvalue()

    def decided(self) -> str:
        """Owners decide; their journal lies in a directory."""
        def at(month: int, day: int) -> datetime:
            return datetime(2026, month, day, 9, tzinfo=timezone.utc)

        (self.folder / "ledger").mkdir()
        with cgov.FileStorage(str(self.folder / "ledger")) as storage, cgov.Ledger.create(
                at(6, 1), rulebook=cgov.shipped("standard"), organization="D", resident="F", storage=storage) as ledger:
            founder, root = ledger.info().founder, ledger.info().root
            act = cgov.Act(founder, at(6, 1))
            ledger.adopt(act, cgov.shipped("owners"))
            owners = [ledger.add_resident(act, "R", parent=root) for _ in range(5)]
            for owner, area in zip(owners, (100, 100, 120, 130, 150)):
                ledger.add_unit(act, "U", "dwelling", parent=root, owner=owner, area=area)
            office = {role: ledger.add_resident(act, role, parent=root) for role in ("secretary", "registrar", "head", "teller")}
            for role, resident in office.items():
                ledger.appoint(act, resident, root, role)
            item = ledger.open_item(cgov.Act(office["secretary"], at(6, 1)), "owners_decision", {
                "organizer": root, "estate": root, "matter": "owners_rebuild", "text": "T"})
            ledger.move(cgov.Act(office["registrar"], at(6, 1)), item, "list")
            ledger.move(cgov.Act(office["head"], at(6, 15)), item, "announce", {"day": 20260630, "text": "T"})
            ledger.move(cgov.Act(office["head"], at(6, 30)), item, "begin")
            for owner, choice in zip(owners, ("yes", "no", "yes", "yes")):
                ledger.enter(cgov.Act(owner, at(6, 30)), item, "ballots", owner, {"choice": choice})
            ledger.enter(cgov.Act(office["teller"], at(6, 30)), item, "ballots", owners[4], {"choice": "yes"})
            ledger.move(cgov.Act(office["teller"], at(7, 8)), item, "count")
            return ledger.certificate(cgov.Reader(owners[0], at(7, 8)), item, "count")

    @contextmanager
    def town(self, start: datetime, text: str) -> Iterator[Tuple[cgov.Ledger, cgov.Act, int, Dict[str, int]]]:
        """A ledger in a directory, with offices of the root by their names."""
        (self.folder / text).mkdir()
        with cgov.FileStorage(str(self.folder / text)) as storage, cgov.Ledger.create(
                start, rulebook=cgov.shipped("standard"), organization="D", resident="F", storage=storage) as ledger:
            act, root = cgov.Act(ledger.info().founder, start), ledger.info().root
            ledger.adopt(act, cgov.shipped(text))
            office = {role: ledger.add_resident(act, role, parent=root) for role in ("secretary", "head", "clerk")}
            for role, resident in office.items():
                ledger.appoint(act, resident, root, role)
            yield ledger, act, root, office

    def by_households(self) -> str:
        """Three households, two adults each; two of them send one to speak for them, and these decide."""
        noticed, day = datetime(2025, 5, 1, 9, tzinfo=timezone.utc), datetime(2025, 5, 20, 9, tzinfo=timezone.utc)
        with self.town(noticed, "assemblies") as (ledger, act, root, office):
            homes = [ledger.add_unit(act, "U", "household", parent=root, owner=root) for _ in range(3)]
            adults = [ledger.add_resident(act, "R", parent=root, household=homes[n // 2]) for n in range(6)]
            clerk, then = cgov.Act(office["clerk"], noticed), cgov.Act(office["clerk"], day)
            item = ledger.open_item(clerk, "village_vote", {"organization": root, "text": "T"})
            for adult in adults:
                ledger.enter(clerk, item, "electors", adult)
            ledger.move(clerk, item, "notify", {"day": 20250520, "text": "T", "chair": office["head"]})
            for roll, who in ("present", 0), ("present", 1), ("present", 2), ("deputies", 0), ("deputies", 2):
                ledger.enter(then, item, roll, adults[who])
            ledger.move(cgov.Act(office["head"], day), item, "put_households")
            for who, choice in (0, "yes"), (2, "yes"):
                ledger.enter(cgov.Act(adults[who], day), item, "ballots", adults[who], {"choice": choice})
            ledger.move(then, item, "count")
            return ledger.certificate(cgov.Reader(adults[1], day), item, "count")

    def on_a_topic(self) -> str:
        """Three of five members are there, two of them by hands, and carry a topic of their meeting."""
        noticed, day = datetime(2026, 3, 2, 9, tzinfo=timezone.utc), datetime(2026, 3, 6, 9, tzinfo=timezone.utc)
        with self.town(noticed, "meetings") as (ledger, act, root, office):
            members = [ledger.add_resident(act, "R", parent=root) for _ in range(5)]
            for member in members:
                ledger.appoint(act, member, root, "member")
            secretary, chair = cgov.Act(office["secretary"], noticed), cgov.Act(office["head"], day)
            recorder = cgov.Act(office["clerk"], day)
            meeting = ledger.open_item(secretary, "joint_meeting", {
                "organization": root, "text": "T", "chair": office["head"], "recorder": office["clerk"]})
            ledger.move(secretary, meeting, "notify", {"day": 20260306, "notice": "T"})
            ledger.move(secretary, meeting, "raise", {"text": "T"})
            topic = next(ledger.items(cgov.Reader(members[0], noticed), parent=meeting)).id
            for member in members[:3]:
                ledger.enter(recorder, meeting, "present", member)
            ledger.move(chair, meeting, "sit")
            ledger.move(chair, topic, "put")
            ledger.move(chair, topic, "vote", {"text": "T"})
            ledger.enter(cgov.Act(members[0], day), topic, "ballots", members[0], {"choice": "no"})
            ledger.bundle(recorder, topic, "ballots", [cgov.TallyRow(
                tally=cgov.TallyKind.CHOICE, number=cgov.BallotChoice.YES, heads=2)])
            ledger.move(recorder, topic, "count")
            return ledger.certificate(cgov.Reader(members[0], day), topic, "count")

    def who_goes(self) -> str:
        """Of a topic of their assembly: two of one household differ, and one who voted goes before it is counted."""
        noticed, day = datetime(2025, 5, 1, 9, tzinfo=timezone.utc), datetime(2025, 5, 20, 9, tzinfo=timezone.utc)
        with self.town(noticed, "assemblies") as (ledger, act, root, office):
            home = ledger.add_unit(act, "U", "household", parent=root, owner=root)
            adults = [ledger.add_resident(act, "R", parent=root, household=home if n < 2 else 0) for n in range(5)]
            clerk, chair = cgov.Act(office["clerk"], noticed), cgov.Act(adults[0], day)
            assembly = ledger.open_item(clerk, "village_assembly", {
                "organization": root, "text": "T", "chair": adults[0], "recorder": adults[1]})
            for adult in adults:
                ledger.enter(clerk, assembly, "electors", adult)
            ledger.move(clerk, assembly, "notify", {"day": 20250520, "text": "T"})
            ledger.move(cgov.Act(adults[0], noticed), assembly, "raise", {"text": "T"})
            topic = next(ledger.items(cgov.Reader(adults[0], noticed), procedure="village_topic")).id
            for adult in adults:
                ledger.enter(cgov.Act(adult, day), assembly, "present", adult)
            ledger.move(chair, assembly, "sit")
            ledger.move(chair, topic, "put")
            for adult, choice in zip(adults, ("yes", "no", "yes", "yes", "no")):
                ledger.enter(cgov.Act(adult, day), topic, "ballots", adult, {"choice": choice})
            ledger.leave(cgov.Act(adults[4], day), assembly, "present", adults[4])
            ledger.move(cgov.Act(adults[1], day), topic, "count")
            return ledger.certificate(cgov.Reader(adults[0], day), topic, "count")

    def written(self) -> List[str]:
        out = []
        for rule, tally, given in TALLIES:
            ruling, text = cgov.explain_rule(self.text, rule, tally, **given)
            self.assertEqual(ruling.status, 0, ruling.message)
            out.append(text)
        return out

    def test_as_written(self) -> None:
        for certificate in self.written():
            self.assertEqual(self.run_on(certificate), (0, "recomputed: each line agrees\n"))

    def test_each_change_is_found(self) -> None:
        """But what no comparison asks of a roll: the journal alone shows that."""
        changed = 0
        for certificate in self.written():
            lines = certificate.split("\n")[:-1]
            for at, line in enumerate(lines):
                for found in re.finditer(r"\d+|[a-z_]+|[<>=*]+", line):
                    word = found.group()
                    other = str(int(word) + 1) if word.isdigit() else word[:-1] + ("x" if word[-1] != "x" else "y")
                    bent = line[:found.start()] + other + line[found.end():]
                    changed += 1
                    if re.match("roll present heads 400 units [1-9]|roll speakers heads (?!260 )", bent):
                        continue
                    with self.subTest(line=bent):
                        self.assertNotEqual(self.run_on("\n".join([*lines[:at], bent, *lines[at + 1:], ""]))[0], 0)
                with self.subTest(without=line):
                    self.assertNotEqual(self.run_on("\n".join([*lines[:at], *lines[at + 1:], ""]))[0], 0)
                with self.subTest(twice=line):
                    self.assertNotEqual(self.run_on("\n".join([*lines[:at], line, *lines[at:], ""]))[0], 0)
        self.assertGreater(changed, 300)

    def test_from_the_journal(self) -> None:
        """Each change is found, of facts too, which the rulebook alone does not tell; and so is a ballot fewer."""
        certificate = self.decided()
        self.assertEqual(self.run_on(certificate, "ledger"), (0, "recomputed: each line agrees\n"))
        self.assertEqual(self.run_on(certificate, "ledger/journal"), (0, "recomputed: each line agrees\n"))
        self.text = cgov.shipped("owners")
        self.assertEqual(self.run_on(certificate), (0, "recomputed: each line agrees\n"))
        for found in re.finditer(r"\d+|[a-z_]+|[<>=*]+", certificate):
            word = found.group()
            other = str(int(word) + 1) if word.isdigit() else word[:-1] + ("x" if word[-1] != "x" else "y")
            bent = certificate[:found.start()] + other + certificate[found.end():]
            with self.subTest(at=found.start(), word=word, other=other):
                self.assertNotEqual(self.run_on(bent, "ledger")[0], 0)
        fewer = certificate.replace("yes heads 3 area 350", "yes heads 2 area 250").replace("cast heads 4 area 450", "cast heads 3 area 350")
        status, printed = self.run_on(fewer, "ledger")
        self.assertEqual(status, 1)
        self.assertIn("recomputed: tally yes heads 3 area 350\n", printed)
        data = (self.folder / "ledger" / "journal").read_bytes()
        (self.folder / "torn").write_bytes(data[:len(data) // 2])
        self.assertEqual(self.run_on(certificate, "torn")[0], 2)

    def test_households_and_topics_from_the_journal(self) -> None:
        for text, certificate, said in (("assemblies", self.by_households(), "tally yes heads 2 units 2\n"),
                                        ("meetings", self.on_a_topic(), "tally yes heads 2\n")):
            self.assertIn("\noutcome passed", certificate)
            self.assertIn(said, certificate)
            self.assertEqual(self.run_on(certificate, text), (0, "recomputed: each line agrees\n"))
            for found in re.finditer(r"\d+|[a-z_]+|[<>=*]+", certificate):
                word = found.group()
                other = str(int(word) + 1) if word.isdigit() else word[:-1] + ("x" if word[-1] != "x" else "y")
                with self.subTest(text=text, at=found.start(), word=word, other=other):
                    bent = certificate[:found.start()] + other + certificate[found.end():]
                    self.assertNotEqual(self.run_on(bent, text)[0], 0)

    def test_who_goes_after_a_topic_was_put_stays_on_its_list(self) -> None:
        certificate = self.who_goes()
        for said in "roll present heads 5 units 1", "tally no heads 2 units 1", "tally cast heads 5 units 1":
            self.assertIn("\n" + said + "\n", certificate)
        self.assertEqual(self.run_on(certificate, "assemblies"), (0, "recomputed: each line agrees\n"))
        self.assertEqual(self.run_on(certificate.replace("cast heads 5 units 1", "cast heads 5 units 2"), "assemblies")[0], 1)

    def test_a_matter_names_a_procedure_and_is_none(self) -> None:
        book = recount.ballots.Book("matter repair \"R\"\n  procedure second\n\nprocedure first \"F\"\n  roll one \"O\"\n"
                                    "    of any resident\n\nprocedure second \"S\"\n  roll other \"P\"\n    of any resident\n")
        self.assertEqual([len(book.shapes), len(book.procedures)], [2, 2])

    def test_what_differs_is_told_by_its_line(self) -> None:
        certificate = self.written()[0]
        status, printed = self.run_on(certificate.replace("1368000 * 4 >= 3 * 1824000 holds", "1368000 * 4 >= 3 * 1824000 fails"))
        self.assertEqual((status, printed.split("\n")[:2]), (1, [
            "line 9: passes line 22 by area 1368000 * 4 >= 3 * 1824000 fails",
            "recomputed: passes line 22 by area 1368000 * 4 >= 3 * 1824000 holds"]))

    def test_what_cannot_be_read(self) -> None:
        for text in "", "cgov certificate 2\n", "cgov ruling 1\n", "cgov ruling 1\nrule x line 1\n", certificate_of_nothing():
            self.assertEqual(self.run_on(text)[0], 2, text)


def certificate_of_nothing() -> str:
    return "cgov ruling 1\nrule owners_special line 16\ntally yes heads many\n"


if __name__ == "__main__":
    tap.main()
