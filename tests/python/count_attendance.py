"""Who met: the members of each of the main job's meetings and who was present, as its ledger has them, counted again from
the file of messages alone.

usage: count_attendance.py FILE.csv DIRECTORY  (the file, and the ledger that the job made of it)
       count_attendance.py                     as a test: the program that CGOV_BOARD names is run on the sample, and on a copy

An office is founded when a message first names its place, and its city with it. Members are one member of each office
there was at the notice, nine o'clock three days before; at a meeting that sat all of them are present, at one that was
cancelled nobody is.
"""

import csv
import datetime
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
from typing import Dict, List, Set, Tuple

import count_page
import tap
from count_page import CHINA, count_meetings

import cgov

Met = Tuple[datetime.datetime, List[int], List[int]]  # the day; regions of the members' offices, and of theirs who came
PROVINCE = 990000


def region_of(place: str) -> int:
    """The job's code: two digits for the city's letter, two for the district."""
    if place == count_page.PROVINCE:
        return PROVINCE
    return PROVINCE + (ord(place[0]) - ord("A") + 1) * 100 + int(place[1:-1] or 0)


def expected(path: pathlib.Path) -> List[Met]:
    every = [(message.reported, region_of(message.place)) for message in count_page.messages(path)]
    met: List[Met] = []
    for sitting in count_meetings.sittings(path):
        there: Set[int] = {PROVINCE}
        for reported, region in every:
            if reported <= sitting.at - datetime.timedelta(days=3):
                there |= {region, region - region % 100}
        members = sorted(there)
        met.append((sitting.at, members, members if sitting.taken else []))
    return met


def held(directory: pathlib.Path) -> List[Met]:
    """What the ledger says."""
    with cgov.FileStorage(directory) as storage, cgov.Ledger.open(storage, read=True) as ledger:
        reader = cgov.Reader(ledger.info().founder, datetime.datetime(2100, 1, 1, tzinfo=CHINA))
        regions = {one.id: one.region for one in ledger.entities(reader, cgov.Kind.ORGANIZATION)}
        office: Dict[int, int] = {}

        def on(item: int, roll: str) -> List[int]:
            standing = [one.elector for one in ledger.entries(reader, item, roll) if one.standing]
            for who in standing:
                if who not in office:
                    office[who] = next((regions[one.organization] for one in ledger.appointments(reader, who)
                                        if one.role == "head"), 0)
            return sorted(office[who] for who in standing)

        def day(item: int) -> datetime.datetime:
            given, = (one.number for entry in ledger.history(reader, item) if entry.move == "notify"
                      for one in ledger.given(reader, item, entry.seq) if one.type == cgov.DetailType.DATE)
            return datetime.datetime.strptime(f"{given} 9", "%Y%m%d %H").replace(tzinfo=CHINA)

        return sorted((day(item.id), on(item.id, "members"), on(item.id, "present"))
                      for item in ledger.items(reader, procedure="joint_meeting"))


def differences(found: List[Met], true: List[Met]) -> List[str]:
    days = [f"meetings of {one[0]:%Y-%m-%d} and {other[0]:%Y-%m-%d}" for one, other in zip(found, true) if one[0] != other[0]]
    who = [f"{one[0]:%Y-%m-%d}: {name} {one[at]}, not {other[at]}" for one, other in zip(found, true)
           for at, name in ((1, "members"), (2, "present")) if one[at] != other[at]]
    return days + who + ([] if len(found) == len(true) else [f"{len(found)} meetings, not {len(true)}"])


class Attendance(unittest.TestCase):
    def met(self, path: pathlib.Path) -> List[Met]:
        with tempfile.TemporaryDirectory() as name:
            subprocess.run([os.environ["CGOV_BOARD"], path, name], check=True, stdout=subprocess.DEVNULL)
            found, true = held(pathlib.Path(name)), expected(path)
        self.assertEqual(differences(found, true), [])
        return found

    def test_the_sample(self) -> None:
        met = self.met(tap.ROOT / "examples" / "data" / "sample.csv")
        sizes = [len(members) for _, members, _ in met]
        self.assertEqual(sizes, sorted(sizes))
        self.assertLess(sizes[0], sizes[-1])

    def test_by_the_instant(self) -> None:
        """Who is founded at the notice is a member, a second later not; a meeting without anything to do sees nobody."""
        with tempfile.TemporaryDirectory() as name:
            path = pathlib.Path(name) / "copy.csv"
            with open(path, "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow("id resident title reported_at text reply replied_at".split())
                for number, (title, reported, replied) in enumerate([
                        ("B3区道路", "2021-01-04T08:00:00", "2021-01-05T08:00:00"), ("A7县路灯", "2021-02-25T09:00:00", "2021-03-05T08:00:00"),
                        ("C1市噪声", "2021-02-25T09:00:01", "2021-03-05T08:00:00")], 1):
                    writer.writerow([number, f"R{number}", title, reported + "+08:00", "正文", "答复", replied + "+08:00"])
            met = self.met(path)
        self.assertEqual([(members, present) for _, members, present in met],
                         [([PROVINCE, 990200, 990203], []), ([PROVINCE, 990100, 990107, 990200, 990203],) * 2])


if __name__ == "__main__":
    if len(sys.argv) == 3:
        found_all, true_all = held(pathlib.Path(sys.argv[2])), expected(pathlib.Path(sys.argv[1]))
        differing = differences(found_all, true_all)
        print("\n".join(differing) or f"{len(found_all)} meetings, every member the file's")
        sys.exit(bool(differing))
    tap.main()
