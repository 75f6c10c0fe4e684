"""The main job on the shipped sample, its last lines compared with what the file itself says; then on a broken copy,
and on files that are none for it.

usage: check_board.py ROOT BOARD
"""
import csv
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile

from tap import Tap

root, board = pathlib.Path(sys.argv[1]), sys.argv[2]
sample = root / "examples/data/sample.csv"
LAST = ["issues", "closed", "answered", "on_time", "late", "records", "digest", "reopened_digest"]


def expected(path):
    """The figures that the file itself gives: an answer is on time up to the 15th calendar day after the report's."""
    with open(path, encoding="utf-8", newline="") as file:
        days = [(datetime.datetime.fromisoformat(row["replied_at"]).date()
                 - datetime.datetime.fromisoformat(row["reported_at"]).date()).days for row in csv.DictReader(file)]
    on_time = sum(day <= 15 for day in days)
    every = len(days)
    return {"issues": every, "closed": every, "answered": every, "on_time": on_time, "late": every - on_time}


def run(path):
    """(status, the last lines by name, what was complained of, all the lines)"""
    with tempfile.TemporaryDirectory() as directory:
        done = subprocess.run([board, path, directory], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              check=False)
    lines = done.stdout.splitlines()
    last = [line.split(" ") for line in lines[-len(LAST):]]
    return done.returncode, {line[0]: line[-1] for line in last if len(line) == 2}, done.stderr, lines


def faults(ran, wanted_status, wanted):
    status, found, complaints, _ = ran
    if status != wanted_status:
        yield f"status {status}, not {wanted_status}: {complaints[:400]}"
    if list(found) != LAST:
        yield f"the last lines are {list(found)}"
        return
    for name, number in wanted.items():
        if found[name] != str(number):
            yield f"{name} {found[name]}, not {number}"
    if not re.fullmatch("[0-9a-f]{64}", found["digest"]) or found["digest"] != found["reopened_digest"]:
        yield f"digest {found['digest']}, reopened {found['reopened_digest']}"


def broken_copy(into):
    """The sample with five broken rows; the numbers of the lines they stand on."""
    lines = sample.read_text(encoding="utf-8").splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if re.match(r"5\d+,R", line)]
    rows = ["1,R1,题目,2021-05-01T08:00:00+08:00,正文\n",
            "2,R1,题目,2021-05-01 08:00,正文,答复,2021-05-02T08:00:00+08:00\n",
            '3,R1,"题目,2021-05-01T08:00:00+08:00,正文,答复,2021-05-02T08:00:00+08:00\n',
            "4,R1,题目,2021-05-03T08:00:00+08:00,正文,答复,2021-05-02T08:00:00+08:00\n",
            "5001,R1,题目,2021-05-03T08:00:00+08:00,正文,答复,2021-05-12T08:00:00+08:00\n"]
    for place, row in reversed(list(zip(starts[10:], rows))):
        lines.insert(place, row)
    into.write_text("".join(lines), encoding="utf-8")
    return [number for number, line in enumerate(lines, 1) if line in rows]


tap = Tap()
wanted = expected(sample)
first = run(sample)
tap.check("the sample ends with its own figures", faults(first, 0, wanted))
tap.check("and skips nothing", [line for line in first[3] if line.startswith("skipped")])
tap.check("twice gives the same ledger", [] if run(sample)[1] == first[1] else ["the last lines differ"])
with tempfile.TemporaryDirectory() as directory:
    copy = pathlib.Path(directory) / "broken.csv"
    numbers = broken_copy(copy)
    ran = run(copy)
    complaints = ran[2]
    tap.check("broken rows are skipped, the rest runs", faults(ran, 1, wanted))
    before = ran[3][-len(LAST) - 2:-len(LAST)]
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
            ("other columns", "id,name\n".encode(), 'no column "resident"; its first line names "id", "name"'),
            ("another encoding", text.encode("gb18030"), "is not UTF-8, see line 2; save it as UTF-8"),
            ("nothing", b"", "does not start with the names of its columns")]:
        copy.write_bytes(content)
        status, _, complaints, lines = run(copy)
        well = status == 2 and said in complaints and not lines
        tap.check(f"a file with {name} is refused at once", [] if well else [f"status {status}: {complaints[:400]}"])
    copy.unlink()
    tap.check("a file that is not there is named",
              [] if run(copy)[2] == f"{copy}: No such file or directory\n" else [run(copy)[2]])
tap.end()
