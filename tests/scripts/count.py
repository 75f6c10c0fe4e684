"""Counts test cases from meson's logs: names what failed, and ends with one line `N passed, N failed`.

usage: count.py [--lines] testlog.json...      --lines: what failed is told with its own lines

A test that speaks TAP counts a case for each of its lines, and one more where it ended badly without saying so, or
before all that it planned; any other test is one case. The same case in several logs is one: it passes if it passes
in all.
"""
import json
import re
import sys

LINE = re.compile(r"(not )?ok\b *(?:\d+)?(?: *- *)?([^#]*)(#\s*(?:SKIP|TODO))?", re.IGNORECASE)
MOST = 60  # lines of one failure


def cases(test):
    """(case, passed, its own lines) of one test in a log; what was skipped is no case."""
    lines = test.get("stdout", "").splitlines()
    starts = [number for number, line in enumerate(lines) if LINE.match(line)]
    told = [LINE.match(lines[start]) for start in starts]
    planned = [int(line[3:]) for line in lines if re.fullmatch(r"1\.\.\d+", line)]
    for number, (line, start, end) in enumerate(zip(told, starts, starts[1:] + [len(lines)]), 1):
        if not line.group(3):
            yield line.group(2).strip() or str(number), not line.group(1), lines[start:end]
    if test["result"] in ("SKIP", "EXPECTEDFAIL"):
        return
    well = test["result"] == "OK"
    if not told or (not well and (planned != [len(told)] or not any(line.group(1) for line in told))):
        last = lines[starts[-1] if starts else 0:] + test.get("stderr", "").splitlines()
        yield "ends well", well, [test["result"], *last]


with_lines = sys.argv[1:2] == ["--lines"]
failures = {}  # the logs that tell of each
passes = set()
for log in sys.argv[1 + with_lines:]:
    with open(log, encoding="utf-8") as file:
        for test in map(json.loads, file):
            name = re.split(r" / |:", test["name"])[-1].strip()
            for case, passed, lines in cases(test):
                if passed:
                    passes.add((name, case))
                    continue
                failures.setdefault((name, case), []).append(log)
                if with_lines:
                    print(f"failed: {name}: {case}", *lines[:MOST], sep="\n    ")

passes -= set(failures)
for (name, case), logs in failures.items() if not with_lines else ():
    print(f"failed: {name}: {case} ({', '.join(logs)})")
failed = len(failures) or int(not passes)
print(f"{len(passes)} passed, {failed} failed")
sys.exit(1 if failed else 0)
