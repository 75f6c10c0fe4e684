"""Reading a long text costs by its length, and checking it by its steps: instructions, counted by valgrind, which tells the
same on every run.

usage: check_cost.py check_text [valgrind]      without valgrind nothing is asked
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tap import Tap

MOST = 1 << 18  # bytes of a text: a quarter of what one may have, for counting takes its time

STEPS = 2125888  # that the checks count in the text of steps(), as tests/test_bounded.c counts


def text_of(lines, size):
    """As many lines as stand in a text of that size."""
    kept, length = ["rulebook 1"], 11
    for line in lines:
        length += len(line) + 1
        if length > size:
            break
        kept.append(line)
    return "\n".join(kept) + "\n"


def details(names):
    """Matters, each with as many details as it may have, of so many names in all."""
    for number in range(1 << 16):
        if number % 64 == 0:
            yield f'matter m{number // 64:05} ""'
        yield f'detail d{number % names:05} "" number'


def matters():
    for number in range(1 << 16):
        yield f'matter m{number:05} ""'


def choices():
    for number in range(1 << 16):
        if number % 64 == 0:
            yield f'matter m{number // 64:05} ""'
        yield f'detail d{number % 64:05} "" choice ' + " ".join(f"c{choice:02}" for choice in range(32))


def steps():
    """A procedure whose paths are many: in each of its states five moves with a limit, and from each a move to every later one."""
    live = [f"s{state}" for state in range(16)]
    yield from ['role c ""', 'procedure p ""', 'party h "" organization', 'stage q ""']
    yield from (f'state {state} "" held by h' for state in live)
    yield from ['state over "" final', "clock t from o until e", "for 5 days", "late tell c of h", "open o -> s0",
                "by c of h", "needs organization", "sets h to given", f"move e {' '.join(live)} -> over", "by c of h", "answers"]
    for move in range(5):
        yield from [f"move l{move} {' '.join(live)} -> s1", "by c of h", "at most 3"] + ["when not track other"] * 22
    for state in range(1, len(live)):
        yield from [f"move m{state} {' '.join(live[:state])} -> s{state}", "by c of h"] + ["when not track other"] * 22


program, *valgrind = sys.argv[1:]
if not valgrind:
    print("1..0 # SKIP no valgrind")
    sys.exit(0)
tap = Tap()
with tempfile.TemporaryDirectory() as scratch:
    def cost(lines, size):
        """Instructions of reading and checking the text: what the program does besides is little beside it."""
        path = Path(scratch) / "text"
        path.write_text(text_of(lines, size), encoding="utf-8")
        run = subprocess.run([valgrind[0], "--tool=callgrind", "--callgrind-out-file=/dev/null", program, str(path)],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        if run.returncode:
            sys.exit(run.stderr)
        return int(re.search(r"Collected : (\d+)", run.stderr).group(1))

    costs = {}
    for name, shape in {"matters": matters, "details": lambda: details(1024), "choices": choices}.items():
        half, whole = cost(shape(), MOST // 2), cost(shape(), MOST)
        tap.check(f"twice the {name} cost twice as much",
                  [f"{whole} instructions, half of them {half}"] if whole > half * 9 // 4 else [])
        print(f"# {name}: {whole / MOST:.0f} instructions a byte")
        costs[name] = whole
    few = cost(details(64), MOST)
    tap.check("details of many names cost what those of few do",
              [f"{costs['details']} instructions, of few names {few}"] if costs["details"] > few * 5 // 4 else [])
    walked = cost(steps(), MOST)
    tap.check("a step of the checks costs what is reckoned with",
              [f"{walked / STEPS:.1f} instructions a step"] if walked > STEPS * 68 else [])
tap.end()
