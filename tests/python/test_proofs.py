"""Proofs of lines as the library gives them, held against proofs.py: each line, each kind of ballot, changed anywhere."""

import io
import pathlib
import random
import re
import tempfile
import unittest
from contextlib import redirect_stdout

import tap

import cgov
import proofs
import twins


class Proofs(unittest.TestCase):
    def setUp(self) -> None:
        self.twin = twins.Twin()
        self.addCleanup(self.twin.ledger.close)

    def reader(self, who: int) -> cgov.Reader:
        return cgov.Reader(who, self.twin.now)

    def root(self, roll: str) -> str:
        text = self.twin.ledger.root(self.reader(0), self.twin.item, roll)
        return text.splitlines()[-1].split(" ")[1]

    def count(self) -> None:
        twin = self.twin
        for person, choice in zip(twin.people, ("yes", "no", "yes", "abstain", "yes", "no")):
            twin.enter(person, "ballots", person, choice=choice)
        for name, actor in (("close", twin.clerk), ("count", twin.teller)):
            twin.move(actor, name)

    def test_each_line_of_each_roll_is_proved(self) -> None:
        self.count()
        checked = 0
        for roll in ("electors", "ballots"):
            root = self.root(roll)
            for person in self.twin.people:
                try:
                    proof = self.twin.ledger.proof(self.reader(person), self.twin.item, roll, person)
                except cgov.NotFound:
                    continue
                self.assertTrue(proofs.holds(proof.encode(), root), proof)
                self.assertTrue(cgov.check_proof(proof, root))
                checked += 1
        self.assertGreaterEqual(checked, 6)
        self.assertNotEqual(self.root("electors"), self.root("ballots"))

    def test_both_refuse_what_was_changed(self) -> None:
        self.count()
        person, chance = self.twin.people[2], random.Random(20261130)
        root, other = self.root("ballots"), self.root("electors")
        proof = self.twin.ledger.proof(self.reader(person), self.twin.item, "ballots", person)
        self.assertFalse(proofs.holds(proof.encode(), other))
        self.assertFalse(cgov.check_proof(proof, other))
        for at in range(len(proof)):
            new = proof[:at] + chance.choice(sorted(set("0123456789abcdef \n") - {proof[at]})) + proof[at + 1:]
            self.assertFalse(proofs.holds(new.encode(), root), new)
            self.assertFalse(cgov.check_proof(new, root), new)
        lines = proof.splitlines(keepends=True)
        for at in range(len(lines)):
            for new in ("".join(lines[:at] + lines[at + 1:]), "".join(lines[:at + 1] + lines[at:])):
                self.assertFalse(proofs.holds(new.encode(), root), new)
                self.assertFalse(cgov.check_proof(new, root), new)

    def test_the_program_reads_a_certificate(self) -> None:
        self.count()
        person = self.twin.people[0]
        with tempfile.TemporaryDirectory() as directory, redirect_stdout(io.StringIO()):
            proof, certificate = (pathlib.Path(directory) / name for name in ("proof", "certificate"))
            proof.write_text(self.twin.ledger.proof(self.reader(person), self.twin.item, "ballots", person))
            text = self.twin.ledger.certificate(self.reader(0), self.twin.item, "count")
            certificate.write_text(text)
            self.assertEqual(proofs.main([str(proof), str(certificate)]), 0)
            self.assertEqual(proofs.main([str(proof), self.root("ballots")]), 0)
            certificate.write_text(re.sub("(?m)^root ballots .*\n", "", text))
            self.assertEqual(proofs.main([str(proof), str(certificate)]), 1)


if __name__ == "__main__":
    tap.main()
