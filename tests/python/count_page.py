"""A printed report.html and its figures.jsonl, counted again from the file of messages alone.

usage: count_page.py FILE.csv report.html [figures.jsonl]
       count_page.py                       as a test: the program that CGOV_BOARD names is run on the sample, and on copies

Nothing of the library is asked, nor of the job's program. Every number of the page is looked at that the file decides: by
month and by place, how many came, were answered, and by the end of the fifteenth day after; medians and nine in ten;
what came to each step; the longest waits; the offices least on time; the meetings. Whom the library reminded is not
in the file. Each number that differs is printed; the status is 1 where one does.
"""

import csv
import datetime
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree
from collections import defaultdict
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple

import tap

sys.path.insert(0, str(tap.ROOT / "tests" / "scripts"))
import count_meetings

CHINA = datetime.timezone(datetime.timedelta(hours=8))
MS = datetime.timedelta(milliseconds=1)
DAY = 86_400_000
PROVINCE = "西地省"
DISTRICT, CITY = re.compile("[A-Z](?!0{1,2}[区县市])[0-9]{1,2}[区县市]"), re.compile("[A-Z]市")
LATE = {"feedback": 15, "handle": 60}  # days, by BOARD and the shipped procedure


class Message(NamedTuple):
    title: str
    place: str
    reported: datetime.datetime
    replied: Optional[datetime.datetime]

    def wait(self) -> int:
        """In ms, of one that was answered."""
        assert self.replied is not None
        return (self.replied - self.reported) // MS

    def within(self, days: int) -> bool:
        return self.replied is not None and (self.replied.date() - self.reported.date()).days <= days


def place_of(title: str, text: str) -> str:
    """The first district of the title, else of the text, else a city found so, else the province."""
    for pattern in (DISTRICT, CITY):
        for words in (title, text):
            found = pattern.search(words)
            if found:
                return found.group()
    return PROVINCE


def messages(path: pathlib.Path) -> List[Message]:
    def instant(text: str) -> Optional[datetime.datetime]:
        return datetime.datetime.fromisoformat(text).astimezone(CHINA) if text else None

    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Message(row["title"], place_of(row["title"], row["text"]), instant(row["reported_at"]) or CHINA_NEVER,
                    instant(row["replied_at"])) for row in rows]


CHINA_NEVER = datetime.datetime(1970, 1, 1, tzinfo=CHINA)


class Page:
    def __init__(self, text: str) -> None:
        self.tree = xml.etree.ElementTree.fromstring(text)

    def words(self, path: str) -> str:
        return said(self.tree.find(path))

    def table(self, name: str) -> List[List[str]]:
        return [[said(cell) for cell in row if cell.get("class") != "bar"]
                for row in self.tree.findall(f".//table[@id='{name}']/tbody/tr")]

    def sentence(self, start: str) -> List[str]:
        """The numbers of the first sentence in English that starts so."""
        for each in self.tree.iter("span"):
            if each.get("lang") == "en" and re.match(start, said(each)):
                return re.findall(r"\d+(?:\.\d+)?", said(each))
        return []


def said(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


# ---- numbers as the page prints them ----


def share(part: int, whole: int) -> str:
    return f"{part * 100 // whole}%" if whole else "-"


def tenths(ms: float) -> str:
    """Days, rounded down."""
    return f"{int(ms) * 10 // DAY / 10:.1f}"


def median(every: List[Message]) -> str:
    waits = [message.wait() for message in every if message.replied]
    return tenths(statistics.median(waits)) if waits else "-"


def row_of(name: str, every: List[Message]) -> List[str]:
    on_time = sum(message.within(15) for message in every)
    return [name, str(len(every)), str(on_time), share(on_time, len(every)), median(every)]


def by(every: Iterable[Message], key: Any) -> Dict[str, List[Message]]:
    groups: Dict[str, List[Message]] = defaultdict(list)
    for message in every:
        groups[key(message)].append(message)
    return groups


# ---- what differs ----


def differ(what: str, found: Any, true: Any) -> Iterator[str]:
    if found != true:
        pairs = list(zip(found, true)) if isinstance(found, list) and len(found) == len(true) else [(found, true)]
        first = next(pair for pair in pairs if pair[0] != pair[1])
        yield f"{what}: the page has {first[0]}, the file {first[1]}"


def tables(page: Page, every: List[Message]) -> Iterator[str]:
    months, places = by(every, lambda m: f"{m.reported:%Y-%m}"), by(every, lambda m: m.place)
    yield from differ("months", page.table("months"), [row_of(name, months[name]) for name in sorted(months)])
    yield from differ("places", sorted(page.table("places")), sorted(row_of(*each) for each in places.items()))
    on_time = sum(message.within(15) for message in every)
    rows = [row_of(*each) for each in places.items()]
    most = sorted((int(row[1]) for row in rows), reverse=True)[:10]
    yield from differ("places with most", [int(row[1]) for row in page.table("most-places")], most)
    all_places = {row[0]: [row[1], row[3]] for row in rows}
    for name in ("most-places", "worst-places"):
        yield from differ(name, [row[1:3] for row in page.table(name)], [all_places.get(row[0]) for row in page.table(name)])
    least = max(5, len(every) // 100)
    low = [row for row in rows if int(row[1]) >= least and int(row[3][:-1]) < on_time * 100 // len(every)]
    if low:
        yield from differ("places least on time", page.sentence("Places with [0-9]"),
                          [str(least), share(on_time, len(every))[:-1], str(len(low))])
    exact = sorted(int(row[2]) / int(row[1]) for row in low)[:10]
    yield from differ("least on time", [row[2] for row in page.table("worst-places")],
                      [f"{int(each * 100 + 1e-9)}%" for each in exact])
    waits = sorted((m for m in every if m.replied), key=lambda m: -m.wait())[:10]
    yield from differ("longest waits", [[row[0], row[1][-10:]] for row in page.table("longest-waits")],
                      [[tenths(m.wait()), f"{m.reported:%Y-%m-%d}"] for m in waits])


def sums(page: Page, every: List[Message]) -> Iterator[str]:
    answered, count = [m for m in every if m.replied], len(every)
    on_time, handled = (sum(m.within(LATE[clock]) for m in every) for clock in ("feedback", "handle"))
    tiles = [said(each) for each in page.tree.iterfind(".//dd") if "much" in each.get("class", "")]
    yield from differ("large numbers", tiles[:3], [share(on_time, count), str(count), median(every)])
    steps = [row[1] for row in page.table("loop-steps")]
    yield from differ("steps", steps, [str(each) for each in (count, count, *[len(answered)] * 3)])
    shares = [row[2] for row in page.table("loop-steps")]
    yield from differ("handled and answered", shares[2:4],
                      [f"{share(part, count)}{part}/{count}" for part in (handled, on_time)])
    waits = sorted(m.wait() for m in answered)
    half = page.sentence("Half were answered within")
    # Nine in ten: at most so long, and no shorter wait would do.
    yield from differ("half, nine in ten", half, [median(every), tenths(waits[(len(waits) * 9 + 9) // 10 - 1])])
    months = by(every, lambda m: f"{m.reported:%Y-%m}")
    last = max(m.reported for m in every)
    two_years = [last.year * 12 + last.month - 1 - back for back in range(24)]
    parts = [[m for month in part for m in months.get(f"{month // 12}-{month % 12 + 1:02}", [])]
             for part in (two_years[:12], two_years[12:])]
    told = page.sentence("On time in the last twelve months")
    if min(m.reported.year * 12 + m.reported.month - 1 for m in every) <= two_years[-1]:
        yield from differ("the last twelve months", told,
                          [share(sum(m.within(15) for m in part), len(part))[:-1] for part in parts])


def meetings(page: Page, path: pathlib.Path) -> Iterator[str]:
    held = page.words(".//p[@id='meetings-held']/span[@lang='en']")
    true = count_meetings.count(path)
    names = ("sessions", "ended", "cancelled", "resolutions", "answered", "on_time")
    yield from differ("meetings", re.findall(r"\d+", held), [str(true[name]) for name in names])


def figures(objects: List[Dict[str, Any]], every: List[Message]) -> Iterator[str]:
    """The answers' clock, by each group that the file decides."""
    groups: Dict[str, Any] = {"none": lambda m: "", "month": lambda m: f"{m.reported:%Y-%m}",
                              "week": lambda m: f"{m.reported:%G-W%V}"}
    for group, key in groups.items():
        found = {each["name"]: (each["issues"], each["answered"], each["ended"], each["on_time"], each["median_ms"])
                 for each in objects if each["clock"] == "feedback" and each["group"] == group}
        true: Dict[str, Tuple[Any, ...]] = {}
        for name, own in by(every, key).items():
            waits = [m.wait() for m in own if m.replied]
            true[name] = (len(own), len(waits), len(waits), sum(m.within(15) for m in own),
                          int(statistics.median(waits)) if waits else None)
        for name in sorted({*found, *true}):
            yield from differ(f"by {group} {name}", found.get(name), true.get(name))


def faults(path: pathlib.Path, page: str, objects: Optional[List[Dict[str, Any]]]) -> List[str]:
    every, printed = messages(path), Page(page)
    return [*tables(printed, every), *sums(printed, every), *meetings(printed, path),
            *(figures(objects, every) if objects is not None else [])]


def lines_of(path: pathlib.Path) -> List[Dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


class Printed(unittest.TestCase):
    def run_on(self, path: pathlib.Path) -> Tuple[str, List[Dict[str, Any]]]:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            subprocess.run([os.environ["CGOV_BOARD"], path, folder, folder / "page.html", folder / "figures"], check=True,
                           stdout=subprocess.DEVNULL)
            return (folder / "page.html").read_text("utf-8"), lines_of(folder / "figures.jsonl")

    def test_the_sample(self) -> None:
        sample = tap.ROOT / "examples" / "data" / "sample.csv"
        self.assertEqual(faults(sample, *self.run_on(sample)), [])

    def test_years_before_a_calendar_and_some_that_wait(self) -> None:
        """Seven and eight years earlier, every third one without a reply."""
        with tempfile.TemporaryDirectory() as name:
            copy = pathlib.Path(name) / "copy.csv"
            with open(tap.ROOT / "examples" / "data" / "sample.csv", encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            for number, row in enumerate(rows):
                for at in ("reported_at", "replied_at"):
                    moved = datetime.datetime.fromisoformat(row[at]) - datetime.timedelta(days=(7 + number % 2) * 365)
                    row[at] = moved.isoformat()
                if number % 3 == 0:
                    row["reply"] = row["replied_at"] = ""
            with open(copy, "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows[0])
                writer.writeheader()
                writer.writerows(rows)
            self.assertEqual(faults(copy, *self.run_on(copy)), [])

    def test_a_number_changed_is_found(self) -> None:
        sample = tap.ROOT / "examples" / "data" / "sample.csv"
        page, objects = self.run_on(sample)
        for table in ("months", "places", "loop-steps", "longest-waits", "worst-places"):
            start = page.index(f'<table id="{table}">')
            digit = re.compile(r'(?<=<td class="n">)\d').search(page, start)
            self.assertIsNotNone(digit, table)
            at = digit.start() if digit else 0
            with self.subTest(table=table):
                self.assertNotEqual(faults(sample, page[:at] + str((int(page[at]) + 1) % 10) + page[at + 1:], objects), [])


if __name__ == "__main__":
    if len(sys.argv) in (3, 4) and sys.argv[1].endswith(".csv"):
        beside = lines_of(pathlib.Path(sys.argv[3])) if len(sys.argv) == 4 else None
        differing = faults(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_text("utf-8"), beside)
        print("\n".join(differing) or "every number is the file's")
        sys.exit(bool(differing))
    tap.main()
