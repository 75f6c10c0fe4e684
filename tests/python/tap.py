"""Runs a module's unittest cases and prints TAP: the plan, then a line for each method, for any runner to count."""

import pathlib
import sys
import time
import unittest
from typing import Any, Iterator, List, Set

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "examples" / "python"))


STILL_THERE = 20.0  # seconds after which what takes long says how far it is, and again


def batches(number: int, together: int, what: str) -> Iterator[int]:
    """Where each batch of so many begins; a long run says meanwhile how many are done, of what."""
    said = time.monotonic()
    for first in range(0, number, together):
        yield first
        if time.monotonic() - said >= STILL_THERE:
            said = time.monotonic()
            print("# %d of %d %s" % (min(first + together, number), number, what), flush=True)


class _Result(unittest.TestResult):
    def __init__(self) -> None:
        super().__init__()
        self.lines: List[str] = []
        self.told: Set[str] = set()  # the methods already said to fail, by a subtest

    def _line(self, word: str, test: unittest.TestCase, note: str = "") -> None:
        self.lines.append("%s %d - %s%s" % (word, self.testsRun, test.id().partition(".")[2] or test.id(), note))

    def addSuccess(self, test: unittest.TestCase) -> None:
        self._line("ok", test)

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        self._line("ok", test, " # SKIP " + reason)

    def _failed(self, test: unittest.TestCase, error: Any, note: object = "") -> None:
        if test.id() not in self.told:
            self._line("not ok", test)
        self.told.add(test.id())
        self.lines += ["# " + line for line in ("%s\n%s" % (note, self._exc_info_to_string(error, test))).splitlines()]

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:
        super().addFailure(test, err)
        self._failed(test, err)

    def addError(self, test: unittest.TestCase, err: Any) -> None:
        super().addError(test, err)
        self._failed(test, err)

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: Any) -> None:
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._failed(test, err, subtest)


def main(module: str = "__main__") -> None:
    """Runs what the module holds, or only the methods named on the command line; exits 1 if any failed."""
    loader = unittest.defaultTestLoader
    here = sys.modules[module]
    suite = loader.loadTestsFromNames(sys.argv[1:], here) if sys.argv[1:] else loader.loadTestsFromModule(here)
    result = _Result()
    suite.run(result)
    print("1..%d" % result.testsRun)
    print("\n".join(result.lines))
    sys.exit(not result.wasSuccessful())
