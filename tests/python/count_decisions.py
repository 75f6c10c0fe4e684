"""Certificates of random motions, recomputed from the bytes of the records before the count.

Owners and residents vote for themselves, by proxies and on paper, in bundles too; some are silent, some papers wait for a
second teller; by rules of one axis and of two, by either of two ways, with silent ones joined and with a deciding vote;
and for candidates, some of whom have seats kept. Each certificate is written anew, every line of it, by recount.py, which
uses nothing of the library. 1,000 motions, 100,000 with CGOV_FULL=1; CGOV_TEST_SEED gives another seed.
"""

import os
import pathlib
import random
import tempfile
import unittest
from collections import Counter
from datetime import datetime, timezone
from typing import Any, Dict, List, Optional

import ballots
import reader as journals
import recount
import tap

import cgov
from _cgov_api import Reason

MOTIONS = 100_000 if os.environ.get("CGOV_FULL") else 1_000
SEED = int(os.environ.get("CGOV_TEST_SEED", "0x6d6f74696f6e"), 0)
TOGETHER = 50  # motions of one ledger
START = datetime(2026, 3, 2, 9, 0, tzinfo=timezone.utc)
CHOICES = ("yes", "yes", "yes", "no", "no", "abstain", "blank", "invalid")

TEXT = """rulebook 1
role founder "F"
  may add change appoint adopt
  sees auditor
role teller "T"
role head "H"
rule heads "R" from 2021-01-01 to 2026-12-31
  cites "A 1"
  source "S" verified
  ask yes_no
  quorum cast more than 1/2 of electors
  passes yes more than 1/2 of cast
rule heads "R" from 2027-01-01
  ask yes_no
  passes yes at least 1
rule both "R"
  ask yes_no
  quorum cast at least 1/3 of electors by area
  quorum cast at least 1/3 of electors
  passes yes at least 3/5 of cast by area
  passes yes at least 3/5 of cast
rule ways "R" from 2020-02-29
  ask yes_no
  quorum cast more than 1/2 of electors or cast at least 2/3 of electors by units
  passes yes more than 1/2 of cast or yes more than 1/2 of cast by units
rule chaired "R"
  ask yes_no
  tie casting chair
  quorum cast at least 4
  passes yes more than 1/2 of cast not abstain blank
rule silence "R"
  source "S # 2" unverified
  ask yes_no
  silent of delivered joins majority
  quorum cast at least 1/2 of electors by area
  passes yes more than 1/2 of cast by area
  passes not invalid more than 1/3 of cast
rule elect "R"
  source "S" verified
  ask choose 2
  seats given 1 from women
  quorum cast more than 1/2 of electors
  passes yes at least 1/5 of cast
rule homes "R"
  ask choose 2
  seats 2
  passes yes at least 1/5 of cast by units
rule sitting "R"
  ask yes_no
  quorum present more than 1/2 of members
  passes yes more than 1/2 of present
profile BOTH
  vote.count by both
profile WAYS
  vote.count by ways
profile CHAIRED
  vote.count by chaired
profile SILENCE
  vote.count by silence
profile HOMES
  choice.count by homes
matter heads "M"
matter both "M"
  profile BOTH
matter ways "M"
  profile WAYS
matter chaired "M"
  profile CHAIRED
matter silence "M"
  profile SILENCE
matter elect "M"
matter homes "M"
  profile HOMES
procedure vote "V" motion
  public
  detail proxy "P" resident
  party estate "E" organization
  party chair "C" resident
  roll electors "R"
    of owners of estate
    filled by begin
  roll delivered "R"
    of electors
    by teller of estate
    in open
  roll proxies "R"
    of electors
    by self again
    in open
    needs proxy
  roll marks "R"
    of electors
    by teller of estate
    in open
  roll ballots "R"
    of electors
    not marks
    by teller of estate twice in open counting
    by self again
    by head of self again
    by proxies again
    out by self
    in open
    ballot
    secrecy open
    bundle for marks exactly by teller of estate in counting
  stage all "A"
    state listed "L" held by estate
    state open "O" held by estate
    state counting "C" held by estate
    state passed "P" final
    state failed "F" final
    state void "N" final
  clock run from start until end count.passed count.failed
    for 90 days
    late tell teller of estate
  open start -> listed
    by teller of estate
    needs estate chair text
    takes matter
    sets estate to given
    sets chair to given
  move note listed -> same
    by teller of estate
    at most 99
  move begin listed -> open
    by teller of estate
    at most 3
  move close open -> counting
    by teller of estate
    at most 3
  move count counting
    by teller of estate
    decides heads over ballots
    passed -> passed
    failed -> failed
    no_quorum -> listed
    tells electors
  move end listed open counting -> void
    by teller of estate
    tells electors
procedure choice "V" motion
  public
  detail seats "S" number 1 to 9
  party estate "E" organization
  roll electors "R"
    of residents of estate
    filled by begin
  roll women "R"
    of electors
    by teller of estate
    in open
  roll candidates "R"
    of electors
    by teller of estate
    out by teller of estate
    in open
  roll elected "R"
    of candidates
  roll ballots "R"
    of electors
    by teller of estate twice in open counting
    by self again
    in open
    ballot from candidates
    secrecy open
  stage all "A"
    state listed "L" held by estate
    state open "O" held by estate
    state counting "C" held by estate
    state passed "P" final
    state short "F" final
    state void "N" final
  clock run from start until end count.passed count.unfilled
    for 90 days
    late tell teller of estate
  open start -> listed
    by teller of estate
    needs estate text seats
    takes matter
    sets estate to given
  move begin listed -> open
    by teller of estate
    at most 3
  move close open -> counting
    by teller of estate
    at most 3
  move count counting
    by teller of estate
    decides elect over ballots into elected
    passed -> passed
    unfilled -> short
    no_quorum -> listed
    tells electors
  move end listed open counting -> void
    by teller of estate
    tells electors
procedure meet "M" session
  public
  party estate "E" organization
  roll members "R"
    of residents of estate
    filled by notify
  roll present "R"
    of members
    by teller of estate
    out by teller of estate
    in noticed sitting
  stage all "A"
    state called "C" held by estate
    state noticed "N" held by estate
    state sitting "S" held by estate
    state over "O" final
  clock run from call until close
    for 90 days
    late tell teller of estate
  open call -> called
    by teller of estate
    needs estate text
    sets estate to given
  move notify called -> noticed
    by teller of estate
  move sit noticed -> sitting
    by teller of estate
  move raise sitting -> same
    by teller of estate
    opens topic
    at most 9
  move close sitting -> over
    by teller of estate
    when children done
    tells members present
procedure topic "T" motion
  public
  party estate "E" organization
  roll present "R"
    of parent.present
    filled by put
  roll ballots "R"
    of present
    by teller of estate
    by self again
    in open
    ballot
    secrecy open
  stage all "A"
    state listed "L" held by estate
    state open "O" held by estate
    state counting "C" held by estate
    state carried "P" final
    state rejected "F" final
  clock run from raise until count.passed count.failed drop
    for 30 days
    late tell teller of estate
  open raise -> listed
    by parent
    sets estate to parent.estate
  move put listed -> open
    by teller of estate
    at most 3
  move close open -> counting
    by teller of estate
    at most 3
  move count counting
    by teller of estate
    decides sitting over ballots
    passed -> carried
    failed -> rejected
    no_quorum -> listed
    answers
    tells present
  move drop listed open counting -> rejected
    by teller of estate
    answers
    tells present
"""


class Town:
    """A ledger, who owns what in it and who lives there."""

    def __init__(self, places: random.Random, text: str = TEXT) -> None:
        self.random, self.records = places, ballots.Records()
        self.kept = tempfile.TemporaryDirectory()  # pylint: disable=consider-using-with
        self.directory, self.journal = pathlib.Path(self.kept.name), None  # type: Any, Optional[journals.Journal]
        self.ledger = cgov.Ledger.create(START, rulebook=text, organization="D", resident="F", region=130702,
                                         utc_offset=places.choice([480, -210, 0]), unverified=True,
                                         storage=cgov.FileStorage(self.directory))
        info = self.ledger.info()
        self.founder, root = info.founder, info.root
        add, person = self.ledger.add_organization, self.ledger.add_resident
        self.place = add(self.act(self.founder), "P", "estate", parent=root)
        self.firm = add(self.act(self.founder), "F", "company", parent=root)
        self.people = [person(self.act(self.founder), "R", parent=self.place) for _ in range(places.randrange(5, 12))]
        self.tellers, self.head = self.people[:2], self.people[2]
        for teller in self.tellers:
            self.ledger.appoint(self.act(self.founder), teller, self.place, "teller")
        self.ledger.appoint(self.act(self.founder), self.head, self.firm, "head")
        for who in [*self.people, self.firm, *places.sample(self.people, 3)]:
            unit = self.ledger.add_unit(self.act(self.founder), "U", "flat", parent=self.place, owner=who,
                                        area=places.choice([1, 100, 100, 333, 5000]))
            for resident in [who] if who != self.firm else places.sample(self.people, 2):
                self.ledger.change(self.act(self.founder), resident, household=unit)

    def act(self, actor: int) -> cgov.Act:
        return cgov.Act(actor, START, defer=True)

    def read_on(self) -> List[journals.Record]:
        """What was recorded since, byte by byte."""
        self.ledger.flush()
        data = (self.directory / "journal").read_bytes()
        if self.journal is None:
            self.journal = journals.Journal(data)
        self.journal.data = data
        return list(recount.read_on(self.journal))

    def tries(self, call: Any, *given: Any) -> bool:
        try:
            call(*given)
        except cgov.Refused:
            return False
        return True


class Motion:
    """One, from its opening to a count that is not void, or to the third that is."""

    def __init__(self, town: Town, met: Counter) -> None:
        self.town, self.met, self.places = town, met, town.random
        self.open()

    def open(self) -> None:
        town = self.town
        self.matter = self.places.choice(["heads", "both", "ways", "chaired", "silence", "silence", "elect", "homes"])
        self.chooses = self.matter in ("elect", "homes")
        details: Dict[str, Any] = {"estate": town.place, "text": "T", "matter": self.matter}
        details.update({"seats": self.places.randrange(1, 4)} if self.chooses else {"chair": self.places.choice(town.people)})
        self.id = town.ledger.open_item(town.act(town.tellers[0]), "choice" if self.chooses else "vote", details)

        for _ in range(70 if not self.chooses and self.places.random() < 0.02 else 0):
            self.move("note")  # a history longer than what is kept at hand

    def move(self, name: str) -> None:
        self.town.ledger.move(self.town.act(self.places.choice(self.town.tellers)), self.id, name)

    def choice(self) -> str:
        if self.matter == "chaired":
            return self.places.choice(["yes", "no"])
        if not self.chooses or self.places.random() < 0.1:
            return self.places.choice(CHOICES[6:] if self.chooses else CHOICES)
        return " ".join(map(str, self.places.sample(range(1, 5), self.places.choice([1, 1, 2]))))

    def enter(self, roll: str, actor: int, who: int, details: Any = None) -> None:
        done = self.town.tries(self.town.ledger.enter, self.town.act(actor), self.id, roll, who, details)
        self.met[roll, done] += 1

    def vote(self, who: int) -> None:
        town, places = self.town, self.places
        actor = town.head if who == town.firm else who
        if not self.chooses and places.random() < 0.1:
            self.enter("proxies", actor, who, {"proxy": places.choice(town.people)})
        how, said = places.random() * (0.6 if self.matter == "chaired" else 1), {"choice": self.choice()}
        if how < 0.6:
            self.enter("ballots", actor, who, said)
        elif how < 0.9:
            for teller in town.tellers:
                self.enter("ballots", teller, who, said if places.random() < 0.9 else {"choice": self.choice()})
        elif not self.chooses:
            self.enter("marks", town.tellers[0], who)

    def bundle(self) -> None:
        """All who were given paper say one thing; households, which a bundle says nothing of, choose without."""
        rolls = {roll.name: roll for roll in self.town.ledger.rolls(cgov.Reader(self.town.founder, START), self.id)}
        marks = rolls["marks"]
        rows = [cgov.TallyRow(tally=cgov.TallyKind.CHOICE, number=self.places.randrange(1, 4), heads=marks.heads,
                              units=marks.units, area=marks.area)]
        done = self.town.tries(self.town.ledger.bundle, self.town.act(self.town.tellers[0]), self.id, "ballots", rows)
        self.met["bundle", done] += 1

    def ballot(self) -> None:
        """One vote: lists, ballots, papers."""
        town, places = self.town, self.places
        self.move("begin")
        self.met["stranger", self.kept_out(town.founder) == Reason.ELECTOR] += 1
        owners = [*town.people, town.firm]
        if self.chooses:
            for who in places.sample(town.people, 4):
                self.enter("candidates", town.tellers[0], who)
                if places.random() < 0.4:
                    self.enter("women", town.tellers[1], who)
        for who in owners:
            if not self.chooses and places.random() < 0.7:
                self.enter("delivered", town.tellers[0], who)
            if places.random() < 0.75:
                self.vote(who)
        if self.chooses and places.random() < 0.3:
            town.tries(town.ledger.leave, town.act(town.tellers[0]), self.id, "candidates", places.choice(town.people),
                       {"reason": "R"})
        self.move("close")
        if not self.chooses:
            self.bundle()

    def kept_out(self, who: int) -> int:
        """Why this vote of somebody for themselves is refused; 0 where it is not."""
        try:
            self.town.ledger.enter(self.town.act(who), self.id, "ballots", who, {"choice": "yes"})
        except cgov.Refused as refused:
            return refused.reason
        return 0

    def state(self) -> str:
        return self.town.ledger.item(cgov.Reader(self.town.founder, START), self.id).state


class Topic(Motion):
    """One of a session, whose members, above it, are who may vote, if they are there."""

    def open(self) -> None:
        town, teller = self.town, self.town.act(self.town.tellers[0])
        self.matter, self.chooses = "sitting", False
        self.session = town.ledger.open_item(teller, "meet", {"estate": town.place, "text": "T"})
        town.ledger.move(teller, self.session, "notify")
        self.come()
        town.ledger.move(teller, self.session, "sit")
        town.ledger.move(teller, self.session, "raise")
        self.id = next(town.ledger.items(cgov.Reader(town.founder, START), parent=self.session)).id

    def come(self) -> None:
        for who in self.town.people:
            if self.places.random() < 0.5:
                self.town.tries(self.town.ledger.enter, self.town.act(self.town.tellers[0]), self.session, "present", who)

    def ballot(self) -> None:
        self.move("put")
        self.come()  # too late for this one
        for who in self.town.people:
            if self.places.random() < 0.9:
                self.enter("ballots", who, who, {"choice": self.places.choice(CHOICES[:5])})
        self.move("close")


class Count(unittest.TestCase):
    def certify(self, town: Town, motion: Motion, met: Counter, text: str = TEXT) -> str:
        """The last count's certificate, which agrees with the records, and with the history."""
        reader = cgov.Reader(town.random.choice(town.people), START)
        shown = town.ledger.certificate(reader, motion.id, "count")
        certificate = town.ledger.certificate(cgov.Reader(town.founder, START), motion.id, "count")  # of an auditor
        seq = recount.decision_of(certificate)
        for record in town.read_on():
            if record.seq == seq:
                for one in (shown, certificate):
                    self.assertEqual(recount.differences_from(one, town.records, record), [], one)
            town.records.take(record)
        met["withheld"] += shown != certificate
        self.assertEqual(recount.differences(certificate, text), [], certificate)
        entry = next(entry for entry in town.ledger.history(reader, motion.id) if entry.seq == seq)
        outcome = cgov.RuleOutcome(entry.outcome).name.lower()
        self.assertIn("\noutcome " + outcome, certificate)
        self.won(town, motion, certificate, reader)
        met[motion.matter, outcome] += 1
        for word in ("way 2", "joined yes", "joined no", "joined none", "warning silent", "warning casting",
                     "warning tied", "waiting ", " kept\n", "of nothing", "orders sha256", " surplus ", " excluded ",
                     "\npair "):
            met[word] += word in certificate
        return certificate

    def closed(self, town: Town, motion: Motion) -> None:
        """Nobody votes once the list is closed, whether they voted before or not, nor once it is decided."""
        for who in town.people:
            self.assertEqual(motion.kept_out(who), Reason.ROLL)

    def won(self, town: Town, motion: Motion, certificate: str, reader: cgov.Reader) -> None:
        """Those whom it names stand on the roll that winners come on."""
        if not motion.chooses:
            return
        places = {entry.place: entry.elector for entry in town.ledger.entries(
            cgov.Reader(town.tellers[0], START), motion.id, "candidates")}
        won = {places[int(line.split()[1])] for line in certificate.split("\n") if line.startswith("winner ")}
        self.assertEqual({entry.elector for entry in town.ledger.entries(
            cgov.Reader(town.tellers[0], START), motion.id, "elected") if entry.standing}, won)

    def test_random_motions(self) -> None:
        met: Counter = Counter()
        for first in tap.batches(MOTIONS, TOGETHER, "motions, seed %#x" % SEED):
            town = Town(random.Random(SEED + first))
            kept: Dict[Any, str] = {}
            with town.ledger:
                for number in range(first, min(first + TOGETHER, MOTIONS)):
                    with self.subTest(seed=hex(SEED), motion=number):
                        motion = Topic(town, met) if number % 8 == 0 else Motion(town, met)
                        for _ in range(3):
                            motion.ballot()
                            self.closed(town, motion)
                            motion.move("count")
                            self.closed(town, motion)
                            certificate = self.certify(town, motion, met)
                            kept[motion.id, recount.decision_of(certificate)] = certificate
                            if motion.state() != "listed":
                                break
                for (item, seq), certificate in kept.items():
                    self.assertEqual(town.ledger.certificate(cgov.Reader(town.founder, START), item, "count", seq), certificate)
        print("# %d motions, seed %#x: %s" % (MOTIONS, SEED, ", ".join(
            "%s %d" % (" ".join(map(str, key)) if isinstance(key, tuple) else key.strip(), count)
            for key, count in sorted(met.items(), key=str))))
        for matter in ("heads", "both", "ways", "chaired", "silence", "sitting"):
            for outcome in ("passed", "failed", "no_quorum"):
                self.assertTrue(met[matter, outcome], (matter, outcome))
        for key in (("elect", "passed"), ("elect", "unfilled"), ("elect", "no_quorum"), ("homes", "passed"),
                    ("homes", "unfilled"), "way 2", "joined yes", "joined no", "joined none", "warning silent",
                    "warning casting", "warning tied", "waiting ", " kept\n", ("bundle", True)):
            self.assertTrue(met[key], key)
        self.assertTrue(met["stranger", True] and not met["stranger", False])


if __name__ == "__main__":
    tap.main()
