"""Two ledgers that differ in what one confidential ballot says, and in nothing else, under the same salts: whatever
anybody asks of them is answered alike, byte by byte, before the count, and after it where a group is too small to be
told; so is whatever anybody tries. What may differ is a record's commitment, and what is made of it. So of a sealed
ballot, whose digest the record has too."""

import hashlib
import pathlib
import re
import tempfile
import unittest
from typing import Any, Dict, List, Tuple

import tap
from twins import ROOTS, SEALED, Twin, answers

import cgov
import reader as bytes_of

COMMITMENT, CHOICES = 42, ("yes", "no", "abstain", "blank", "invalid")


def without_hashes(said: List[Any]) -> List[Any]:
    return [(status, [re.sub(rb"(root|node|commitment|sealed|sha256) [0-9a-f]{64}", b"", one) for one in outputs])
            for status, outputs in said]


def without_commitment(raw: bytes) -> Tuple[str, Any]:
    record = bytes_of.record(raw)
    fields = {name: len(value) if name in ("commitment", "roots", "said") else value for name, value in record.fields.items()}
    return record.kind, (len(raw), record.seq, record.time, record.previous, sorted(fields.items()))



def pieces(directory: str) -> Tuple[List[bytes], Dict[int, bytes], Dict[int, bytes]]:
    """Of a journal in files: the salts of its pieces, its commitments, and what they are commitments to."""
    journal = bytes_of.Journal((pathlib.Path(directory) / "journal").read_bytes())
    salts: List[bytes] = []
    committed: Dict[int, bytes] = {}
    hidden: Dict[int, bytes] = {}
    for frame in journal.frames():
        made = list(bytes_of.records(frame))
        committed.update({one.seq: one.fields["commitment"] for one in made if "commitment" in one.fields})
        cursor = bytes_of.Cursor(frame.words)
        while cursor:
            seq, field, length = frame.seq + cursor.varint(), cursor.varint(), cursor.varint()
            cursor.take(4)
            salted = cursor.take(16 + length)
            salts.append(salted[:16])
            if field == COMMITMENT:
                hidden[seq] = salted
        journal.seq = made[-1].seq
    assert journal.state == "whole"
    return salts, committed, hidden


class Confidential(unittest.TestCase):
    def twins(self, *storages: Any) -> Tuple[Twin, Twin]:
        one, other = Twin(*storages[:1]), Twin(*storages[1:])
        self.addCleanup(one.ledger.close)
        self.addCleanup(other.ledger.close)
        return one, other

    def compare(self, one: Twin, other: Twin, counted: bool, *more: str) -> int:
        """How many answers were alike; but of these functions."""
        asked, apart = 0, ("cgov_record_get", "cgov_record_text", *more)
        self.assertEqual(one.said, other.said)
        for mine, theirs in zip(answers(one), answers(other)):
            self.assertEqual(mine[:2], theirs[:2])
            if mine[0] in apart or (mine[0] == "cgov_state_digest" and counted):
                continue
            if mine[0] in ROOTS and counted:
                mine, theirs = ((*given, without_hashes(said)) for *given, said in (mine, theirs))
            if mine[2] != theirs[2]:  # assertEqual would compare thousands of bytes one by one
                self.fail("%s %r" % mine[:2])
            asked += len(mine[2])
        for seq in range(1, one.ledger.info().seq + 1):
            raw, line = one.ledger.record(seq), one.ledger.record_text(seq)
            self.assertEqual(without_commitment(raw), without_commitment(other.ledger.record(seq)))
            pattern = r" (commitment|roots|said)=(0x|sha256:)[0-9a-f]+"
            self.assertEqual(re.sub(pattern, "", line), re.sub(pattern, "", other.ledger.record_text(seq)))
        return asked

    def test_nobody_tells_them_apart(self) -> None:
        for choice, names in (("no", "2 3"), ("abstain", "blank"), ("blank", "3 1")):
            one, other = self.twins()
            for twin, said in ((one, ("yes", "1 3")), (other, (choice, names))):
                twin.vote(*said)
                twin.retries()
                twin.tried()
                twin.move(twin.teller, "count")  # too early
            self.assertGreater(self.compare(one, other, False), 1000)
            for twin in (one, other):
                twin.move(twin.clerk, "close")
                twin.retries()
                twin.tried()
            self.compare(one, other, False)

    def test_nobody_tells_apart_what_was_on_paper(self) -> None:
        one, other = self.twins()
        for twin, said in ((one, "no"), (other, "abstain")):
            twin.vote("yes", "1 3")
            twin.paper(said)
        self.assertEqual(one.ledger.tallies(cgov.Reader(one.clerk, one.now), one.item, "ballots").__next__().heads, 7)
        self.compare(one, other, False)

    def test_after_the_count_too(self) -> None:
        """Where the outcome is the same, and a group of the public's is too small."""
        one, other = self.twins()
        for twin, said in ((one, "no"), (other, "blank")):
            twin.vote(said, "1 3")
            twin.move(twin.clerk, "close")
            twin.move(twin.teller, "count")
            twin.retries()
        auditors = [twin.auditor for twin in (one, other)]
        for twin in (one, other):
            twin.auditor = twin.other
        self.compare(one, other, True)
        self.assertNotEqual(one.ledger.state_digest(), other.ledger.state_digest())  # the count has committed to it
        certificates = [twin.ledger.certificate(cgov.Reader(who, twin.now), twin.item, "count")
                        for twin, who in zip((one, other), auditors)]
        self.assertIn("tally no heads 1", certificates[0])
        self.assertIn("tally blank heads 1", certificates[1])

    def test_nobody_tells_sealed_ones_apart(self) -> None:
        """But who opens them, once they are closed; and the digest of the state has that of the ballot."""
        one, other = Twin(text=SEALED), Twin(text=SEALED)
        for twin, ballot in ((one, "b1"), (other, "b2")):
            self.addCleanup(twin.ledger.close)
            twin.seal(ballot)
        self.assertGreater(self.compare(one, other, False, "cgov_state_digest"), 1000)
        for twin in (one, other):
            twin.move(twin.clerk, "close")
            twin.result()
            twin.move(twin.teller, "count")
        self.compare(one, other, True, "cgov_sealed_list", "cgov_sealed_get")
        self.assertIn("proof sha256 000", one.ledger.certificate(cgov.Reader(one.other, one.now), one.item, "count"))

    def test_tellers_who_differ_are_not_told(self) -> None:
        one, other = self.twins()
        for twin, second in ((one, "no"), (other, "abstain")):
            twin.enter(twin.teller, "ballots", twin.people[8], choice="yes")
            twin.enter(twin.second, "ballots", twin.people[8], choice=second)
        self.compare(one, other, False)

    def test_opened_anew_they_are_alike(self) -> None:
        """By the journal, by a snapshot; and the files differ in what the ballots' pieces and commitments are made of."""
        with tempfile.TemporaryDirectory() as mine, tempfile.TemporaryDirectory() as theirs:
            storages = [cgov.FileStorage(directory) for directory in (mine, theirs)]
            one, other = self.twins(*storages)
            one.vote("yes", "1 3")
            other.vote("abstain", "2")
            for replay in (True, False):
                for twin, storage in zip((one, other), storages):
                    twin.ledger.close()
                    twin.ledger = cgov.Ledger.open(storage, replay=replay)
                    twin.retries()
                self.compare(one, other, False)
                for twin in (one, other):
                    twin.ledger.snapshot()
            one.ledger.close()
            other.ledger.close()
            for storage in storages:
                storage.close()
            files = [sorted((path.name, path.stat().st_size) for path in pathlib.Path(directory).iterdir())
                     for directory in (mine, theirs)]
            self.assertEqual(*files)
            (salts, _, said), (other_salts, _, other_said) = pieces(mine), pieces(theirs)
            self.assertEqual(salts, other_salts)
            self.assertEqual({seq: len(piece) for seq, piece in said.items()},
                             {seq: len(piece) for seq, piece in other_said.items()})
            self.assertEqual(sum(said[seq] != other_said[seq] for seq in said), 2)

    def test_a_commitment_tells_nothing_without_its_salt(self) -> None:
        """It is of salt and choice, all of one length, so what is true of this digest's first twelve bits is true of all
        of them for more salts: under some, each other choice has it too."""
        with tempfile.TemporaryDirectory() as directory:
            storage = cgov.FileStorage(directory)
            twin = Twin(storage)
            filled = twin.ledger.info().seq  # what blinds a root is no choice
            for who, choice in zip(twin.people, CHOICES):
                twin.enter(who, "ballots", who, choice=choice)
            twin.ledger.close()
            storage.close()
            _, committed, hidden = pieces(directory)
            hidden = {seq: piece for seq, piece in hidden.items() if seq > filled}
        said = {piece[16:].rstrip(b"\0"): seq for seq, piece in hidden.items()}
        self.assertEqual(set(said), {choice.encode() for choice in CHOICES})
        self.assertEqual({len(piece) for piece in hidden.values()}, {16 + 64})
        for seq, piece in hidden.items():
            self.assertEqual(hashlib.sha256(piece).digest(), committed[seq])
            wanted = committed[seq][0] << 4 | committed[seq][1] >> 4
            for choice in CHOICES:
                digests = (hashlib.sha256(salt.to_bytes(16, "little") + choice.encode().ljust(64, b"\0")).digest()
                           for salt in range(1 << 18))
                self.assertTrue(any(digest[0] << 4 | digest[1] >> 4 == wanted for digest in digests), choice)

    def test_no_salt_serves_two_pieces(self) -> None:
        """Not even where a host gives every act the same."""
        for one_salt in (False, True):
            with tempfile.TemporaryDirectory() as directory:
                storage = cgov.FileStorage(directory)
                twin = Twin(storage, one_salt)
                twin.vote("no", "1 3")
                twin.paper("no")
                twin.move(twin.clerk, "close")
                twin.move(twin.teller, "count")
                twin.move(twin.teller, "choose")
                twin.ledger.close()
                storage.close()
                salts, committed, hidden = pieces(directory)
            self.assertEqual(set(committed), set(hidden))
            self.assertEqual({len(piece) - 16 for piece in hidden.values()}, {64, 512, 1024, 4096})
            for seq, piece in hidden.items():
                self.assertEqual(hashlib.sha256(piece).digest(), committed[seq])
            self.assertEqual(len(salts), len(set(salts)))
            self.assertNotIn(bytes(16), salts)


if __name__ == "__main__":
    tap.main()
