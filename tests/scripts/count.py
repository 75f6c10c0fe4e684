"""Counts test cases from meson's logs: names what failed, and ends with one line `N passed, N failed`.

usage: count.py testlog.json...

A test that speaks TAP counts a case for each of its lines, and one more where it ended badly without saying so, or
before all that it planned; any other test is one case. The same case in several logs is one: it passes if it passes
in all.
"""
import json
import re
import sys

LINE = re.compile(r"(not )?ok\b *(?:\d+)?(?: *- *)?([^#]*)(#\s*(?:SKIP|TODO))?", re.IGNORECASE)


def cases(test):
    """(case, passed) of one test in a log; what was skipped is no case."""
    lines = test.get("stdout", "").splitlines()
    told = [line for line in map(LINE.match, lines) if line]
    planned = [int(line[3:]) for line in lines if re.fullmatch(r"1\.\.\d+", line)]
    for number, line in enumerate(told, 1):
        if not line.group(3):
            yield line.group(2).strip() or str(number), not line.group(1)
    if test["result"] in ("SKIP", "EXPECTEDFAIL"):
        return
    well = test["result"] == "OK"
    if not told or (not well and (planned != [len(told)] or not any(line.group(1) for line in told))):
        yield "ends well", well


outcome = {}
for log in sys.argv[1:]:
    with open(log, encoding="utf-8") as file:
        for test in map(json.loads, file):
            name = re.split(r" / |:", test["name"])[-1].strip()
            for case, passed in cases(test):
                outcome[name, case] = outcome.get((name, case), True) and passed
                if not passed:
                    print(f"failed: {name}: {case} ({log})")

failed = sum(not passed for passed in outcome.values()) + (not outcome)
print(f"{sum(outcome.values())} passed, {failed} failed")
sys.exit(1 if failed else 0)
