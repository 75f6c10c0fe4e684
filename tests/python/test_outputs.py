"""What a call that fails leaves in its outputs, as include/cgov/base.h says, of every function that api.json lists.

Each is called so that it fails: with nothing at all; with a ledger, and an act or a reader of no size; with a ledger, an
act or a reader that are right, and nothing else. Before each call its outputs hold what nothing would put there. A new
function is called as soon as it is listed.
"""

import ctypes
import json
import os
import re
import unittest
from ctypes import POINTER, byref, c_char_p, c_void_p, cast
from typing import Any, Dict, List, Tuple

import tap

import cgov
import _cgov_api as api

NUMBERS: Dict[str, Any] = {"uint8_t": ctypes.c_uint8, "uint32_t": ctypes.c_uint32, "int32_t": ctypes.c_int32,
                           "uint64_t": ctypes.c_uint64, "int64_t": ctypes.c_int64, "cgov_id": ctypes.c_uint64,
                           "cgov_time": ctypes.c_int64}
POISON = 0xA5
LIBRARY = cgov._lib  # pylint: disable=protected-access
NOW = 1_770_339_600_000
NEVER_NULL = {"cgov_rulebook_shipped"}  # fails by its index alone
with open(os.environ["CGOV_API"], encoding="utf-8") as file:
    LISTED = json.load(file)["functions"]


def output_of(parameter: Dict[str, Any]) -> Any:
    """The type that a parameter writes a number, an id, a pointer or a text through; None: it is no such output."""
    name, kind = parameter["name"], parameter["type"]
    if not re.search(r"(_out|_needed)$", name):
        return None
    if "array" in parameter:
        return NUMBERS[kind] * parameter["array"]
    base, _, stars = kind.partition(" ")
    if stars == "**":
        return c_void_p
    return api.cgov_text if base == "cgov_text" else NUMBERS.get(base)


def is_cursor(parameter: Dict[str, Any]) -> bool:
    return parameter["name"] in ("cursor", "seq", "entry") and parameter["type"].endswith("*")


def poisoned(kind: Any) -> Any:
    value = kind()
    ctypes.memset(byref(value), POISON, ctypes.sizeof(kind))
    return value


Call = Tuple[List[Any], Dict[str, Any], Dict[str, Any]]


def prepare(function: Dict[str, Any], given: Dict[str, Any], number: int) -> Call:
    """The arguments, and by name the outputs and cursors among them."""
    arguments: List[Any] = []
    outputs: Dict[str, Any] = {}
    cursors: Dict[str, Any] = {}
    for parameter in function["parameters"]:
        name, kind = parameter["name"], parameter["type"]
        output = output_of(parameter)
        if output is not None:
            outputs[name] = poisoned(output)
            arguments.append(byref(outputs[name]))
        elif is_cursor(parameter):
            cursors[name] = ctypes.c_uint64(0)
            arguments.append(byref(cursors[name]))
        elif name in given:
            arguments.append(given[name])
        elif kind.endswith("*") or "array" in parameter:
            arguments.append(None)
        else:
            arguments.append(NUMBERS[kind](number))
    return arguments, outputs, cursors


class Outputs(unittest.TestCase):
    def setUp(self) -> None:
        self.ledger = cgov.Ledger.create(NOW, rulebook=cgov.shipped("standard"), organization="区", resident="甲")
        self.addCleanup(self.ledger.close)

    def call(self, function: Dict[str, Any], given: Dict[str, Any], number: int) -> int:
        arguments, outputs, cursors = prepare(function, given, number)
        status: int = LIBRARY[function["name"]](*arguments)  # as it is, without what the binding asks
        if status < 0 or status == 1:
            for name, value in outputs.items():
                self.assertEqual(bytes(value), bytes(ctypes.sizeof(value)), "%s: %s" % (function["name"], name))
            for name, value in cursors.items():
                self.assertEqual(value.value, 0, "%s: %s" % (function["name"], name))
        return status

    def test_each_function(self) -> None:
        handle = c_void_p(self.ledger._handle)  # pylint: disable=protected-access
        act, reader = cgov.Act(0, NOW), cgov.Reader(0, NOW)
        tried = 0
        for function in LISTED:
            if function["returns"] != "int32_t" or not any(map(output_of, function["parameters"])):
                continue
            with self.subTest(function["name"]):
                tried += 1
                status = self.call(function, {}, 0xFFFFFFFF)
                self.assertTrue(status < 0 or function["name"] in NEVER_NULL, status)
                if any(parameter["name"] == "ledger" for parameter in function["parameters"]):
                    self.call(function, {"ledger": handle, "act": byref(api.cgov_act(size=0)),
                                         "reader": byref(api.cgov_reader(size=0))}, 0)
                    self.call(function, {"ledger": handle, "act": byref(act), "reader": byref(reader)}, 0)
        self.assertGreater(tried, 35)


if __name__ == "__main__":
    tap.main()
