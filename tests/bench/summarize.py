"""Reads what the bench's programs printed and prints its lines: medians over the runs, and cgov / sqlite.

usage: summarize.py FILE

Lines that must be equal wherever they were printed for the same work (`digest` and `answer`) are compared: the status
is 1 if some differ, or if an engine is missing a run that the other has.
"""
import statistics
import sys

# What stands before the numbers, and how each number is printed.
SHAPES = {
    "bench": (4, ["{:.0f}", "{:.1f}", "{:.1f}"]),
    "reopen": (3, ["{:.0f}", "{:.2f}"]),
    "snapshot": (3, ["{:.1f}", "{:.2f}", "{:.2f}"]),
    "query": (4, ["{:.2f}"]),
    "memory": (3, ["{:.1f}"]),
    "entry": (4, ["{:.1f}"]),
    "entries": (5, ["{:.0f}", "{:.1f}", "{:.2f}", "{:.2f}"]),
    "ballots": (5, ["{:.0f}", "{:.1f}", "{:.2f}"]),
}


def read(path):
    """({key: rows of numbers}, {work: {what was said: engines that said it}})"""
    numbers, said = {}, {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split(",")
            if fields[0] in SHAPES:
                keys, _ = SHAPES[fields[0]]
                numbers.setdefault(tuple(fields[:keys]), []).append([float(field) for field in fields[keys:]])
            elif fields[0] in ("digest", "answer"):
                kind, engine, name, issues, *what = fields
                # Where a run stops makes no difference to what it must come to.
                work = (kind, name if kind == "answer" or name == "build" else "closed", issues)
                said.setdefault(work, {}).setdefault(tuple(what), set()).add(engine)
    return numbers, said


def print_ratios(medians, key, row):
    """Of entries to SQLite's, and of those with keys to the moves of the same run."""
    other = medians.get(("entries", "cgov") + key[2:])
    if key[1] == "sqlite" and other:
        print(f"ratio,entries,{','.join(key[2:])},{other[0] / row[0]:.2f}")
    moves = [moves[0] for name, moves in medians.items() if name[:3] == ("bench", "cgov", key[2])]
    if key[1] == "cgov" and key[3] == "keyed" and moves:
        print(f"moves,{','.join(key[2:])},{row[0] / moves[0]:.2f}")


def print_ballots(medians, key, row):
    """The same of ballots, which are cast in memory."""
    other = medians.get(("ballots", "cgov") + key[2:])
    if key[1] == "sqlite" and other:
        print(f"ratio,ballots,{','.join(key[2:])},{other[0] / row[0]:.2f}")
    moves = [moves[0] for name, moves in medians.items() if name[:3] == ("bench", "cgov", "memory")]
    if key[1] == "cgov" and key[2] == "keyed" and moves:
        print(f"moves,ballots,{','.join(key[2:])},{row[0] / moves[0]:.2f}")


def print_lines(medians):
    for key, row in medians.items():
        told = (shape.format(number) if number else "-" for shape, number in zip(SHAPES[key[0]][1], row))
        print(",".join([*key, *told]))
        if key[0] == "bench" and key[1] == "sqlite":
            other = medians.get(("bench", "cgov") + key[2:])
            if other:
                print(f"ratio,{key[2]},{other[0] / row[0]:.2f}")
        if key[0] == "entries":
            print_ratios(medians, key, row)
        if key[0] == "ballots":
            print_ballots(medians, key, row)


def faults(said):
    engines = {engine for answers in said.values() for speakers in answers.values() for engine in speakers}
    for work, answers in said.items():
        if len(answers) > 1:
            yield f"{' '.join(work)}: " + "; ".join(f"{sorted(who)}: {' '.join(what)}" for what, who in answers.items())
        elif engines not in answers.values():
            yield f"{' '.join(work)}: only of {sorted(*answers.values())}"


def main():
    numbers, said = read(sys.argv[1])
    print_lines({key: [statistics.median(column) for column in zip(*rows)] for key, rows in numbers.items()})
    found = list(faults(said))
    for fault in found:
        print("differs,", fault)
    equal = sum(len(next(iter(answers.values()))) > 1 for answers in said.values())
    if not found and equal:
        print(f"equal,{equal} digests and answers of both engines")
    return 1 if found or not said else 0


sys.exit(main())
