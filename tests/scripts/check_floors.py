"""The house: no include and no call runs upward, between the floors of src.

usage: check_floors.py ROOT BUILD_OF_LIBRARY
"""
import pathlib
import re
import sys

from tap import Tap, output

root, objects = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
FLOORS = ["base", "store", "rules", "records", "model", "entities", "ledger", "api"]


def above(lower, upper):
    return FLOORS.index(upper) > FLOORS.index(lower)


def includes():
    for floor in FLOORS:
        for path in sorted((root / "src" / floor).glob("*.[ch]")):
            for other in re.findall(r'^#include "(\w+)/', path.read_text("utf-8"), re.MULTILINE):
                if other in FLOORS and above(floor, other):
                    yield f"{floor}/{path.name} includes {other}/"


def calls():
    units = {}
    for path in sorted(objects.glob("*.o")):
        floor = path.name.split("_", 1)[0]
        if floor in FLOORS:
            units[path.name] = floor, [line.split() for line in output("nm", path).splitlines()]
    home = {line[-1]: floor for floor, lines in units.values() for line in lines if line[-2] in "TDR"}
    for name, (floor, lines) in units.items():
        for symbol in (line[-1] for line in lines if line[-2] == "U"):
            if symbol in home and above(floor, home[symbol]):
                yield f"{name} calls {symbol} of {home[symbol]}/"


tap = Tap()
folders = sorted(path.name for path in (root / "src").iterdir() if any(path.glob("*.[ch]")))
tap.check("each room of src stands on a floor", sorted(set(folders) ^ set(FLOORS)))
tap.check("objects were found", [] if any(objects.glob("api_*.o")) else [f"none in {objects}"])
tap.check("no include runs upward", includes())
tap.check("no call runs upward", calls())
tap.end()
