"""The house: no include and no call runs upward, between the floors of src, and no files call each other in a circle.

usage: check_floors.py ROOT BUILD_OF_LIBRARY
"""
import graphlib
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


def symbols():
    """Of each object of a floor the names it asks for, and of each name the object that has it."""
    asked, home = {}, {}
    for path in sorted(objects.glob("*.o")):
        if path.name.split("_", 1)[0] in FLOORS:
            lines = [line.split() for line in output("nm", path).splitlines()]
            asked[path.name] = [line[-1] for line in lines if line[-2] == "U"]
            home |= {line[-1]: path.name for line in lines if line[-2] in "TDR"}
    return asked, home


def calls():
    for name, wanted in asked.items():
        for symbol in wanted:
            if symbol in home and above(name.split("_", 1)[0], home[symbol].split("_", 1)[0]):
                yield f"{name} calls {symbol} of {home[symbol]}"


def circle():
    """One, where there is any: each of its files and what it asks for of the next."""
    others = {name: {home[symbol] for symbol in wanted if home.get(symbol, name) != name}
              for name, wanted in asked.items()}
    try:
        graphlib.TopologicalSorter(others).prepare()
    except graphlib.CycleError as error:
        around = error.args[1][::-1]
        for name, after in zip(around, around[1:]):
            taken = sorted(symbol for symbol in asked[name] if home.get(symbol) == after)
            yield f"{name} calls {', '.join(taken)} of {after}"


asked, home = symbols()
tap = Tap()
folders = sorted(path.name for path in (root / "src").iterdir() if any(path.glob("*.[ch]")))
tap.check("each room of src stands on a floor", sorted(set(folders) ^ set(FLOORS)))
tap.check("objects were found", [] if any(objects.glob("api_*.o")) else [f"none in {objects}"])
tap.check("no include runs upward", includes())
tap.check("no call runs upward", calls())
tap.check("no files call each other in a circle", circle())
tap.end()
