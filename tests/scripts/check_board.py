"""The main job on the shipped sample, its last lines compared with what the file itself says; then on a broken copy,
and on files that are none for it. Its page stands alone, says all in both languages, and has the tables' numbers.

usage: check_board.py ROOT BOARD
"""
import collections
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
import xml.etree.ElementTree

import count_meetings
from tap import Tap

root, board = pathlib.Path(sys.argv[1]), sys.argv[2]
sample = root / "examples/data/sample.csv"
LAST = ["issues", "closed", "answered", "on_time", "late", "sessions", "resolutions", "records", "digest",
        "reopened_digest"]


def days_of(path):
    """How many dates after its report each message was answered."""
    with open(path, encoding="utf-8", newline="") as file:
        return [(datetime.datetime.fromisoformat(row["replied_at"]).date()
                - datetime.datetime.fromisoformat(row["reported_at"]).date()).days for row in csv.DictReader(file)]


def expected(path):
    """The figures that the file itself gives: an answer is on time up to the 15th calendar day after the report's."""
    days = days_of(path)
    on_time = sum(day <= 15 for day in days)
    every = len(days)
    met = count_meetings.count(path)
    return {"issues": every, "closed": every, "answered": every, "on_time": on_time, "late": every - on_time,
            "sessions": met["sessions"], "resolutions": met["resolutions"]}


Ran = collections.namedtuple("Ran", "status last complaints lines page figures objects")


def run(path):
    """The status, the last lines by name, what was complained of, all the lines, and the page or None."""
    with tempfile.TemporaryDirectory() as directory:
        page = pathlib.Path(directory) / "page.html"
        figures = pathlib.Path(directory) / "figures"
        done = subprocess.run([board, path, directory, page, figures], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              check=False)
        written = page.read_text(encoding="utf-8") if page.exists() else None
        table, objects = [[]] * 2
        if written:
            with open(f"{figures}.csv", encoding="utf-8", newline="") as file:
                table = list(csv.DictReader(file))
            with open(f"{figures}.jsonl", encoding="utf-8") as file:
                objects = [json.loads(line) for line in file]
    lines = done.stdout.splitlines()
    last = [line.split(" ") for line in lines[-len(LAST):]]
    return Ran(done.returncode, {line[0]: line[-1] for line in last if len(line) == 2}, done.stderr, lines, written,
               table, objects)


def faults(ran, wanted_status, wanted):
    if ran.status != wanted_status:
        yield f"status {ran.status}, not {wanted_status}: {ran.complaints[:400]}"
    if list(ran.last) != LAST:
        yield f"the last lines are {list(ran.last)}"
        return
    for name, number in wanted.items():
        if ran.last[name] != str(number):
            yield f"{name} {ran.last[name]}, not {number}"
    if not re.fullmatch("[0-9a-f]{64}", ran.last["digest"]) or ran.last["digest"] != ran.last["reopened_digest"]:
        yield f"digest {ran.last['digest']}, reopened {ran.last['reopened_digest']}"


def words(element):
    return " ".join("".join(element.itertext()).split())


def rows(page, name):
    """A table of the page, the words of each cell; a cell of several languages or lines says the first."""
    table = page.find(f".//table[@id='{name}']")
    return [] if table is None else [[words(cell) for cell in row if cell.get("class") != "bar"]
                                     for row in table.findall("tbody/tr")]


def printed(lines, heading):
    """The rows of a printed table, from below its heading to the next empty line."""
    start = next(number for number, line in enumerate(lines) if heading in line) + 1
    return [line.split() for line in lines[start:lines.index("", start)]]


def stands_alone(text):
    """What in the page would ask for something, or run."""
    page = xml.etree.ElementTree.fromstring(text)
    ids = {element.get("id") for element in page.iter()}
    for element in page.iter():
        if element.tag in {"script", "link", "img", "image", "iframe", "object", "embed", "use", "base", "form"}:
            yield f"<{element.tag}>"
        for name, value in element.items():
            if name.startswith("on") or name in {"src", "srcset", "style", "action"} or "://" in value:
                yield f"<{element.tag} {name}={value}>"
            if name.endswith("href") and (value[:1] != "#" or value[1:] not in ids):
                yield f"it leads to {value}"
    style = words(page.find("head/style"))
    yield from (word for word in ("http", "//", "@import", "url(", "expression") if word in style)
    if "http" in text:
        yield "an address"


def in_both(page):
    """Where one language says less than the other."""
    children = [child for parent in page.iter() for child in parent if child.get("lang") in ("zh", "en")]
    pairs = list(zip(children[::2], children[1::2]))
    if len(pairs) < 40 or len(children) % 2:
        yield f"{len(children)} sayings"
    for zh, en in pairs:
        said = words(zh), words(en)
        if (zh.get("lang"), en.get("lang")) != ("zh", "en") or zh.tag != en.tag:
            yield f"{said}: not a pair"
        if any(said) and (not re.search("[\u4e00-\u9fff]", said[0]) or re.search("[\u3000-\u9fff]", said[1])):
            yield f"{said}: not the one language and the other"
        if re.findall(r"\d+", said[0]) != re.findall(r"\d+", said[1]):
            yield f"{said}: not the same numbers"


def heights(page, section, days):
    """What a chart of days has another height for than the file."""
    told = {}
    for title in page.iterfind(f".//section[@id='{section}']//div[@class='plot']//g/title"):
        day, count = re.fullmatch(r"(\d+) 天(?:以上)? · .*: (\d+)", words(title)).groups()
        told["more" if "more" in words(title) else int(day)] = int(count)
    wanted = collections.Counter(day if day <= 60 else "more" for day in days)
    if told != wanted:
        yield f"{section}: the histogram has {told}, the file {dict(wanted)}"


def meetings(page, ran, path):
    """Where the page, or the printed table, says other than the file of the meetings."""
    true, years = count_meetings.count(path), collections.defaultdict(lambda: [0, 0])
    for sitting in count_meetings.sittings(path):
        if sitting.taken:
            years[str(sitting.at.year)][0] += 1
            years[str(sitting.at.year)][1] += len(sitting.taken)
    held = words(page.find(".//p[@id='meetings-held']/span[@lang='en']"))
    said = [true[name] for name in ("sessions", "ended", "cancelled", "resolutions", "answered", "on_time")]
    if list(map(int, re.findall(r"\d+", held))) != said:
        yield f"{held}: {said}"
    table, lines = rows(page, "meeting-years"), printed(ran.lines, "year 年份")
    if [row[:3] for row in table] != [[year, *map(str, both)] for year, both in sorted(years.items())]:
        yield f"{table}: {dict(years)}"
    if table != [[*line[:3], *line[4:]] for line in lines] or sum(int(line[3]) for line in lines) != true["on_time"]:
        yield f"{table}: {lines}"
    yield from heights(page, "meetings", count_meetings.days_of(path))


def drawn(page, days):
    """Charts with no name, drawn beyond their width, or of other heights than the days to the answers."""
    for svg in page.iter("svg"):
        if svg.get("role") == "img" and (svg.find("title") is None or not words(svg.find("title"))):
            yield "a chart has no title"
    for element in page.findall(".//svg//*"):
        shares = [element.get(name, "") for name in ("x", "cx", "width")]
        shares = [float(share[:-1]) for share in shares if share.endswith("%")]
        if min(shares, default=0) < 0 or sum(shares) > 100.02:
            yield f"{element.tag} {element.attrib}"
    yield from heights(page, "waits", days)


def same_numbers(page, ran):
    """Where the page has another number than the tables or the last lines."""
    def differ(name, found, true):
        if found != true:
            yield f"{name}: {next(((a, b) for a, b in zip(found, true) if a != b), (len(found), len(true)))}"

    places, months = printed(ran.lines, "place 地区  "), printed(ran.lines, "month 月份")
    yield from differ("places", rows(page, "places"), places)
    yield from differ("months", rows(page, "months"), months)
    told = printed(ran.lines, "reminders 催办")
    yield from differ("reminded", [[row[1], row[2], row[0]] for name in ("most-reminded", "others-reminded")
                                   for row in rows(page, name)], told)
    longest = printed(ran.lines, "the longest waits")
    found = [[row[0], row[1][-10:]] for row in rows(page, "longest-waits")]
    yield from differ("longest", found, [row[:2] for row in longest])

    def columns(row):
        return [row[0], row[1], row[3]]

    most = sorted(places, key=lambda row: -int(row[1]))[:10]
    yield from differ("most", [row[1:] for row in rows(page, "most-places")], [columns(row)[1:] for row in most])
    every, on_time = int(ran.last["issues"]), int(ran.last["on_time"])
    worst = sorted((int(row[2]) / int(row[1]), columns(row)) for row in places
                   if int(row[1]) >= max(5, every // 100) and int(row[3][:-1]) < on_time * 100 // every)
    yield from differ("worst", [row[2] for row in rows(page, "worst-places")], [row[2] for _, row in worst[:10]])
    loop = [row[1] for row in rows(page, "loop-steps")]
    yield from differ("loop", [loop[0], *loop[3:]], [ran.last[name] for name in ("issues", "answered", "closed")])
    yield from differ("answers", rows(page, "loop-steps")[3][2], f"{on_time * 100 // every}%{on_time}/{every}")
    big = [words(tile) for tile in page.iterfind(".//dd") if "much" in tile.get("class", "")]
    yield from differ("tiles", big, [f"{on_time * 100 // every}%", str(every), big[2],
                                     str(sum(int(row[0]) for row in told))])
    code = words(page.find(".//footer//code"))
    yield from differ("digest", code, ran.last["digest"])


def broken_copy(into):
    """The sample with five broken rows; the numbers of the lines they stand on."""
    lines = sample.read_text(encoding="utf-8").splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if re.match(r"5\d+,R", line)]
    rows = ["1,R1,题目,2021-05-01T08:00:00+08:00,正文\n",
            "2,R1,题目,2021-05-01,正文,答复,2021-05-02T08:00:00+08:00\n",
            '3,R1,"题目,2021-05-01T08:00:00+08:00,正文,答复,2021-05-02T08:00:00+08:00\n',
            "4,R1,题目,2021-05-03T08:00:00+08:00,正文,答复,2021-05-02T08:00:00+08:00\n",
            "5001,R1,题目,2021-05-03T08:00:00+08:00,正文,答复,2021-05-12T08:00:00+08:00\n"]
    for place, row in reversed(list(zip(starts[10:], rows))):
        lines.insert(place, row)
    into.write_text("".join(lines), encoding="utf-8")
    return [number for number, line in enumerate(lines, 1) if line in rows]


HOSTILE = """<script>alert("1")</script> & 'A3区' <b title="x">]]>--></style>&lt;\ufffe"""


def hostile_copy(into):
    """The sample, its first two messages never answered, the second with a title that would be markup; the titles."""
    with open(sample, encoding="utf-8", newline="") as file:
        messages = list(csv.DictReader(file))
    for message in messages[:2]:
        message["reply"] = message["replied_at"] = ""
    messages[1]["title"] = HOSTILE
    with open(into, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, messages[0])
        writer.writeheader()
        writer.writerows(messages)
    return [message["title"] for message in messages[:2]]


def still_open(page, titles):
    """The page of hostile_copy: what it says of the two that still wait."""
    found = rows(page, "still-open")
    shown = [title.replace("\ufffe", "\ufffd") for title in titles]
    if len(found) != 2 or not all(row[1].startswith(title) for row, title in zip(found, shown)):
        yield f"{found}"
    if [row[1] for row in rows(page, "loop-steps")] != ["200", "200", "198", "198", "198"]:
        yield f"{rows(page, 'loop-steps')}"


def at_the_edges(into, header):
    """Months whose meeting hangs on an instant; what they come to: a meeting cancelled, none called, one that sat."""
    def row(number, reported, replied):
        return f"{number},R{number},题目{number},{reported}+08:00,正文,答复,{replied}+08:00\n"

    text = header + row(1, "2021-01-28T09:00:00", "2021-01-31T09:00:00") + row(2, "2021-02-25T09:00:01",
                                                                               "2021-03-20T09:00:00")
    for number in range(12):  # of one instant: those that stand first are taken
        text += row(10 + number, "2021-04-27T09:00:00", "2021-05-16T00:00:00" if number == 9 else "2021-05-15T23:59:59")
    into.write_text(text, encoding="utf-8")
    return {"sessions": 1, "resolutions": 10, "ended": 1, "cancelled": 1, "answered": 10, "on_time": 9}


def tables_agree(ran, path):
    """The tables of figures: the two with each other, and the answers' clock with the file itself."""
    if not ran.figures or [{name: "" if value is None else str(value) for name, value in each.items()}
                           for each in ran.objects] != ran.figures:
        yield "the two tables differ"
    waits = collections.defaultdict(list)
    with open(path, encoding="utf-8", newline="") as file:
        for message in csv.DictReader(file):
            since, until = (datetime.datetime.fromisoformat(message[name]) for name in ("reported_at", "replied_at"))
            for group, name in (("none", ""), ("month", f"{since:%Y-%m}"), ("week", f"{since:%G-W%V}")):
                waits[group, name].append((until - since) // datetime.timedelta(milliseconds=1))
    found = {(each["group"], each["name"]): (int(each["issues"]), int(each["median_ms"])) for each in ran.figures
             if each["clock"] == "feedback" and each["group"] in ("none", "month", "week")}
    counted = {group: (len(each), int(statistics.median(each))) for group, each in waits.items()}
    yield from (f"{group}: {found.get(group)}, not {counted.get(group)}"
                for group in sorted({*found, *counted}) if found.get(group) != counted.get(group))


MARK = "\ufeff"
ENCODINGS = {"a mark": (MARK, "utf-8"), "two marks, of files joined": (MARK * 2, "utf-8"), "GB18030": ("", "gb18030"),
             "GB18030 with a mark": (MARK, "gb18030"), "UTF-16": (MARK, "utf-16-le"), "UTF-16, two marks": (MARK * 2, "utf-16-le"),
             "UTF-16, the other way": (MARK, "utf-16-be"), "UTF-16 without a mark": ("", "utf-16-le")}
ONE = "1,R1,题目,2025/3/1 8:05,正文,答复,2025/3/2 8:05\n"
INSTANTS = [  # of 2025-03-01T08:05+08:00
    "2025-03-01T08:05:00+08:00", "2025-03-01T00:05:00Z", "2025-03-01T08:05+0800", "2025-03-01 08:05", "2025/3/1 8:05",
    "2025/3/1  8:05:00 ", "2025.3.1 8:05", "2025年3月1日 8:05", "2025年3月1日8时5分", "2025年3月1日 8时5分0秒",
    "45717.3368055556", "45717.336805555555", "2025-02-28T19:05:00.000-05:00"]
NO_INSTANTS = ["1899-12-30T00:00:00+08:00", "1970-01-01T08:00:00+08:00", "9999-11-17T00:00:00Z", "0", "25568.9",
               "2958466", "45717000", "2025/13/1 8:05", "2025/2/29 8:05", "2025/3/1", "3/1/2025 8:05", "2025/3/1 24:00",
               "2025/3/1 8:60", "2025/3/1 8", "2025-03-01T08:05:00+15:00", "2025-03-01T08:05:00 +08:00 x", "soon", ""]


def in_encodings(copy, plain):
    """Encodings of the sample that give another ledger than the sample."""
    text = sample.read_text(encoding="utf-8")
    for name, (marks, encoding) in ENCODINGS.items():
        copy.write_bytes((marks + text).encode(encoding))
        ran = run(copy)
        yield from (f"{name}: {fault}" for fault in faults(ran, 0, plain.last))
        said = ran.complaints.replace("-16LE", "-16").replace("-16BE", "-16")
        if said != (f"{copy} is read as {name.split(',')[0].split(' ')[0]}\n" if encoding != "utf-8" else ""):
            yield f"{name}: {ran.complaints}"
    copy.write_bytes(text.replace("\n", "\r\n").encode())
    yield from (f"CR LF: {fault}" for fault in faults(run(copy), 0, plain.last))
    copy.write_bytes(text.replace("\n", "\r").encode())
    yield from (f"CR: {fault}" for fault in faults(run(copy), 0, plain.last))
    head, rest = text.split("\n", 1)
    copy.write_text(",".join(f" {name}\u3000" for name in head.split(",")) + "\n" + rest, encoding="utf-8")
    yield from (f"blanks around names: {fault}" for fault in faults(run(copy), 0, plain.last))
    copy.write_bytes(("sep=,\r\n" + text).encode())
    yield from (f"sep=: {fault}" for fault in faults(run(copy), 0, plain.last))


def quoted_line_ends(copy, header):
    """Line ends inside quotes, which are one."""
    digests = set()
    for end in ("\n", "\r\n"):
        copy.write_bytes((header + f'1,R1,题目,2025/3/1 8:05,"正{end}文","答{end}复",2025/3/2 8:05\n').encode())
        ran = run(copy)
        yield from faults(ran, 0, {"issues": 1, "answered": 1})
        digests.add(ran.last["digest"])
    if len(digests) != 1:
        yield f"{digests}"


def quoted_cells(copy, header):
    """Files whose every cell stands in quotes, as spreadsheets write them: read as without, also behind a mark."""
    quoted = "".join(",".join(f'"{cell}"' for cell in line.split(",")) + "\r\n" for line in (header + ONE).splitlines())
    digests = {run_of(copy, header + ONE).last["digest"]}
    for mark in ("", "\ufeff"):
        copy.write_bytes((mark + quoted).encode())
        ran = run(copy)
        yield from faults(ran, 0, {"issues": 1, "answered": 1})
        digests.add(ran.last.get("digest"))
    if len(digests) != 1:
        yield f"{digests}"


def instants(copy, header):
    """Instants that are read otherwise than the first, and what is none and runs."""
    digests = {}
    for instant in INSTANTS:
        copy.write_text(header + f"1,R1,题目,{instant},正文,答复,2025/3/2 8:05\n", encoding="utf-8")
        ran = run(copy)
        digests[instant] = ran.last.get("digest") if ran.status == 0 else ran.complaints
    yield from (f"{instant}: {found}" for instant, found in digests.items() if found != digests[INSTANTS[0]])
    alone = "".join(f"{number},R1,题目,{instant},正文,,\n" for number, instant in enumerate(NO_INSTANTS, 2))
    copy.write_text(header + ONE + alone, encoding="utf-8")
    ran = run(copy)
    yield from faults(ran, 1, {**run_of(copy, header + ONE).last})
    named = re.findall(r"^line (\d+): reported_at (?:is no instant|lies outside)", ran.complaints, re.MULTILINE)
    if named != [str(line) for line in range(3, 3 + len(NO_INSTANTS))]:
        yield ran.complaints


def run_of(copy, text):
    """The job on this text."""
    copy.write_text(text, encoding="utf-8")
    return run(copy)


def whole_rows(copy, header):
    """Rows with one bad value, which leave something in ledger or figures, or are not named."""
    rows = {"2,R2,题目,2025/2/1 9:05,正文,\u202e答,2025/3/2 8:05": "the reply: CGOV_E_TEXT: ",
            f"3,R3,B3区题目,2025/2/1 9:05,正文,{'长' * 30000},2025/3/2 8:05": "the reply: CGOV_E_TEXT: ",
            "4,R4,题目,2025/2/1 9:05,正文,　,2025/3/2 8:05": "it has the time of a reply and no reply",
            "5,R5,题目\u202e,2025/2/1 9:05,正文,,": "the message: CGOV_E_TEXT: ",
            "6,R\x01,C3区题目,2025/2/1 9:05,正文,,": "the resident: CGOV_E_TEXT: ",
            f"{'7' * 300},R7,题目,2025/2/1 9:05,正文,,": "the message: CGOV_E_TEXT: ",
            "1,R8,D3区题目,2025/3/1 9:05,正文,,": "id 1: a message has this id already",
            "9,R9,题目,2025/2/1 9:05,正文,答复,1899-12-30T00:00:00+08:00": "replied_at lies outside the years"}
    alone = run_of(copy, header + ONE)
    yield from faults(alone, 0, {"issues": 1, "late": 0})
    for row, said in rows.items():
        ran = run_of(copy, header + ONE + row + "\n")
        yield from (f"{row[:20]}: {fault}" for fault in faults(ran, 1, alone.last))
        if not ran.complaints.startswith(f"line 3: {said}") or ran.complaints.count("\n") != 1:
            yield ran.complaints[:300]


def blank_ones(copy, header):
    """What shows nothing in any script is as good as nothing: no reply, no title, no part of an id."""
    for blank in ("　", "\u00a0", " \u200b"):
        ran = run_of(copy, header + ONE + f"2,R2,{blank},2025/2/1 9:05,正文,{blank},{blank}\n")
        yield from (f"{blank!a}: {fault}" for fault in faults(ran, 0, {"issues": 2, "answered": 1}))
        ran = run_of(copy, header + ONE + f"1{blank},R2,题目,2025/3/1 9:05,正文,,\n")
        yield from (f"{blank!a}: {fault}" for fault in faults(ran, 1, {"issues": 1}))
        if not ran.complaints.startswith("line 3: id 1: a message has this id already"):
            yield ran.complaints[:300]


def on_a_terminal(path):
    """Whoever runs it by hand sees a bar from the first row on, which only grows; lines that are said stand before it."""
    ours, its = os.openpty()
    with tempfile.TemporaryDirectory() as directory, subprocess.Popen(
            [board, path, directory], stdout=subprocess.DEVNULL, stderr=its) as job:
        os.close(its)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            shown += piece
            if not piece:
                break
    os.close(ours)
    bars = re.findall(r"\r\[([#.]{40})\] +(\d+)%  (\d{4}-\d\d)", shown.decode())
    if not shown.startswith(b"\r[" + b"." * 40 + b"]   0%") or len(bars) < 100:
        yield f"it begins with {shown[:80]}, {len(bars)} bars"
    if bars != sorted(bars, key=lambda bar: (int(bar[1]), bar[2])) or bars[-1][1] != "100":
        yield f"it does not grow: {bars[-3:]}"
    if job.returncode != (1 if b"is skipped" in shown else 0) or re.search(rb"%  \d{4}-\d\dline", shown):
        yield f"status {job.returncode}: {shown[-200:]}"


def by_matter(copy, header):
    """With a column of matters the page has figures by them; a value that cannot be one is one bad row, and without the
    column nothing changes."""
    def message(number, replied, matter):
        return f"{number},R{number},B3区题目,2025/2/{number} 9:05,正文,{'答复' if replied else ''},{replied},{matter}\n"
    named = header.rstrip("\n") + ",matter\n"
    text = "".join([message(1, "2025/2/3 9:05", "路灯"), message(2, "2025/3/9 9:05", " 路灯 "), message(3, "2025/2/4 9:05", "噪声<b>&"),
                    message(4, "", "路灯"), message(5, "2025/2/6 9:05", "")])
    ran = run_of(copy, named + text)
    yield from faults(ran, 0, {"issues": 5, "on_time": 3})
    table = rows(xml.etree.ElementTree.fromstring(ran.page), "by-matter")
    wanted = [["路灯", "3", "33%"], ["未填not given", "1", "100%"], ["噪声<b>&", "1", "100%"]]
    if [row[:3] for row in table] != wanted:
        yield f"by matter: {table}"
    found = {each["name"]: int(each["issues"]) for each in ran.figures if each["group"] == "matter" and not each["clock"]}
    if sorted(found.values()) != [1, 1, 3]:
        yield f"figures by matter: {found}"
    for bad in ("长" * 43, '"引""号"', "\u202e反", "换\x01行"):
        ran = run_of(copy, named + text + message(6, "", bad))
        yield from (f"{bad[:9]}: {fault}" for fault in faults(ran, 1, {"issues": 5}))
        if not re.match("line 7: (the )?matter", ran.complaints) or ran.complaints.count("\n") != 1:
            yield ran.complaints[:300]
    if rows(xml.etree.ElementTree.fromstring(first.page), "by-matter"):
        yield "a file without matters has a table of them"


tap = Tap()
wanted = expected(sample)
first = run(sample)
tap.check("the sample ends with its own figures", faults(first, 0, wanted))
tap.check("and skips nothing", [line for line in first.lines if line.startswith("skipped")])
tap.check("twice gives the same ledger", [] if run(sample).last == first.last else ["the last lines differ"])
page = xml.etree.ElementTree.fromstring(first.page)
tap.check("the page stands alone", stands_alone(first.page))
tap.check("it says all in both languages", in_both(page))
tap.check("its numbers are the tables'", same_numbers(page, first))
tap.check("its charts are drawn from them", drawn(page, days_of(sample)))
tap.check("its meetings are the file's", meetings(page, first, sample))
tap.check("its tables of figures are the file's", tables_agree(first, sample))
tap.check("a terminal sees a bar that grows", on_a_terminal(sample))
tap.check("it names no resident", re.findall(r"R\d{6}", first.page))
with tempfile.TemporaryDirectory() as directory:
    copy = pathlib.Path(directory) / "broken.csv"
    numbers = broken_copy(copy)
    ran = run(copy)
    complaints = ran.complaints
    tap.check("broken rows are skipped, the rest runs", faults(ran, 1, wanted))
    before = ran.lines[-len(LAST) - 2:-len(LAST)]
    tap.check("they are counted before the last lines", [] if before == ["skipped 5", ""] else before)
    named = [int(number) for number in re.findall(r"^line (\d+): ", complaints, re.MULTILINE)]
    tap.check("and each is named by its line",
              [] if sorted(named) == numbers else [f"named {named}, broken {numbers}", complaints])
    tap.check("an id that comes twice is named", [] if ": id 5001: " in complaints else [complaints])

    text = sample.read_text(encoding="utf-8")
    header = text[:text.index("\n") + 1]
    for name, content, said in [
            ("no rows", header.encode(), "holds no message"),
            ("only broken rows", (header + "1,R1,题目,2021-05-01,正文,,\n").encode(), "holds no message"),
            ("times of another form", (header + "1,R1,题目,2021-05-01,正文,,\n").encode(),
             "line 2: reported_at is no instant, as 2026-03-02T09:00:00+08:00; 2026/3/2 9:00 and a spreadsheet's "
             '46083.375 are of China\'s time: "2021-05-01"; the row is skipped'),
            ("a reply's time of another form", (header + "1,R1,题目,2021-05-01T08:00:00Z,正文,答,2021-05-02\n").encode(),
             "line 2: replied_at is no instant, as 2026-03-02T09:00:00+08:00; "),
            ("other columns", "id,name\n".encode(), 'no column "resident"; its first line names "id", "name"'),
            ("a column twice", (header.replace("id,", "id,text,", 1) + "1,b,R1,,2021-05-01T08:00:00Z,a,,\n").encode(),
             'has two columns "text"'),
            ("another encoding", "id,resident,title,reported_at,text,reply,replied_at\n1,R,é,2021-05-01T08:00Z,été,,\n"
             .encode("latin-1"), "is not UTF-8, see line 2; save it as UTF-8"),
            ("nothing", b"", "does not start with the names of its columns")]:
        copy.write_bytes(content)
        ran = run(copy)
        well = ran.status == 2 and said in ran.complaints and not ran.lines and not ran.page
        tap.check(f"a file with {name} is refused at once",
                  [] if well else [f"status {ran.status}: {ran.complaints[:400]}"])
    tap.check("files are read in the encodings that spreadsheets save", in_encodings(copy, first))
    ran = run_of(copy, header + ONE + ONE.replace("1,", "\" 1 \",", 1))
    tap.check("an id is one with blanks around it too", [] if "line 3: id 1: " in ran.complaints else [ran.complaints])
    tap.check("line ends inside quotes are one", quoted_line_ends(copy, header))
    tap.check("every cell may stand in quotes", quoted_cells(copy, header))
    tap.check("instants are read as spreadsheets write them", instants(copy, header))
    tap.check("a row with one bad value leaves nothing", whole_rows(copy, header))
    tap.check("what shows nothing is no answer", blank_ones(copy, header))
    tap.check("a column of matters gives figures by them", by_matter(copy, header))
    tabs = header.replace(",", "\t") + ONE.replace(",", "\t")
    copy.write_bytes(tabs.encode("utf-16"))
    tap.check("columns may stand between tabs", faults(run(copy), 0, {"issues": 1, "answered": 1}))
    semicolons = "sep=;\n" + header.replace(",", ";") + ONE.replace(",", ";")
    tap.check("or semicolons", [fault for text in (semicolons, semicolons[6:])
                                for fault in faults(run_of(copy, text), 0, {"issues": 1, "answered": 1})])
    copy.write_bytes((header + ONE + ONE.replace("1,", "2,", 1).replace("答复", "##")).encode("gb18030")
                     .replace(b"##", b"\xff"))
    ran = run(copy)
    tap.check("what is no character breaks its row alone", [*faults(ran, 1, {"issues": 1, "closed": 1}),
              *([] if "line 3: the reply: " in ran.complaints else [ran.complaints])])
    copy.unlink()
    tap.check("a file that is not there is named",
              [] if run(copy).complaints == f"{copy}: No such file or directory\n" else [run(copy).complaints])

    titles = hostile_copy(copy)
    ran = run(copy)
    page = xml.etree.ElementTree.fromstring(ran.page)
    tap.check("two that were never answered", faults(ran, 0, {"issues": 200, "closed": 198, "answered": 198}))
    met = count_meetings.count(copy)
    tap.check("stay on their meeting's agenda, which does not end",
              [*meetings(page, ran, copy), *([] if met["answered"] < met["resolutions"] else [met])])
    tap.check("wait on the page, a title that looks like markup being a title", still_open(page, titles))
    tap.check("which still stands alone", stands_alone(ran.page))
    tap.check("has the tables' numbers", same_numbers(page, ran))
    tap.check("and both languages", in_both(page))

    copy.write_text(header + "1,R1,\u202e题目,2021-05-01T08:00:00+08:00,正文,,\n", encoding="utf-8")
    ran = run(copy)
    tap.check("where every row was refused there is a page of nothing",
              [ran.page] if ran.status != 1 or "%<" in ran.page.split("<main>")[1].split("<section")[0] else [])
    tap.check("in both languages", in_both(xml.etree.ElementTree.fromstring(ran.page)))

    met = at_the_edges(copy, header)
    ran = run(copy)
    tap.check("meetings go by the instant", faults(ran, 0, {name: met[name] for name in ("sessions", "resolutions")}))
    tap.check("and by the day", [*([] if count_meetings.count(copy) == met else [count_meetings.count(copy)]),
                                 *meetings(xml.etree.ElementTree.fromstring(ran.page), ran, copy)])

    nowhere = pathlib.Path(directory) / "none" / "page.html"
    done = subprocess.run([board, sample, directory, nowhere], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, check=False)
    said = f"{nowhere}: No such file or directory\n"
    well = done.returncode == 2 and done.stderr == said and "\nissues 200\n" in done.stdout
    tap.check("a page that cannot be written is named, the tables printed", [] if well else [done.stderr])
tap.end()
