"""Judging by a rule of deciding, a second time: from sums to an outcome, in fractions, as docs/deciding.md says.

Rules are read by second_reader; nothing of the library is used.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Dict, List, NamedTuple, Optional, Set, Tuple

import ranking
import second_reader

AXES = ("heads", "units", "area", "weight")
Sums = Dict[str, int]


class Tally:
    """What was counted: `rolls` by name, `choices`, `silent`; where candidates are asked for their `votes` and `cast`."""

    def __init__(self) -> None:
        self.rolls: Dict[str, Sums] = {}
        self.choices = {choice: dict.fromkeys(AXES, 0) for choice in second_reader.CHOICES}
        self.cast: Optional[Sums] = None
        self.silent = dict.fromkeys(AXES, 0)
        self.votes: Dict[int, Sums] = {}
        self.kept: Set[int] = set()
        self.seats, self.seated, self.held = 0, 0, 0  # to be filled; taken before, and of those that are kept
        self.casting = ""
        self.orders: List[ranking.Order] = []
        self.digest = ""  # of them, where a certificate has that alone, and what they came to:
        self.stages: List[Dict[int, Decimal]] = []
        self.pairs: Dict[Tuple[int, int], int] = {}
        self.lots: List[int] = []
        self.costs: Dict[int, int] = {}
        self.budget = 0

    def ballots(self, axis: str) -> int:
        return self.cast[axis] if self.cast is not None else sum(sums[axis] for sums in self.choices.values())


class Compared(NamedTuple):
    """A share, as it was asked."""

    line: int
    quorum: int
    way: int
    candidate: int
    left: int
    right: int
    holds: int
    share: second_reader.Share
    negated: bool


class Ruling(NamedTuple):
    outcome: str
    way: int
    joined: str
    warnings: Set[str]
    winners: List[int]
    tied: Set[int]
    lines: List["Compared"]
    steps: List[str] = []  # of a count of orders


class Judge:
    """One rule and one tally."""

    def __init__(self, rule: second_reader.Rule, tally: Tally) -> None:
        self.rule, self.tally = rule, tally
        self.lines: List[Compared] = []
        self.joined, self.counts_silent = "", any(tally.silent.values())
        axes = {share.axis for line in rule.lines for share in line.shares}
        if self.counts_silent:
            yes, no = tally.choices["yes"], tally.choices["no"]
            if all(yes[axis] > no[axis] for axis in axes):
                self.joined = "yes"
            elif all(yes[axis] < no[axis] for axis in axes):
                self.joined = "no"

    def count(self, counted: second_reader.Counted, axis: str, candidate: int) -> int:
        def said(choice: str) -> int:
            if candidate and choice == "yes":
                return self.tally.votes[candidate][axis]
            return self.tally.choices[choice][axis] + (self.tally.silent[axis] if choice == self.joined else 0)

        name, *without = counted
        if name == "cast":
            everything = self.tally.ballots(axis) + (self.tally.silent[axis] if self.counts_silent else 0)
            return max(0, everything - sum(map(said, without)))  # of households, more than all can say something else
        return said(name) if name in second_reader.CHOICES else self.tally.rolls[name][axis]

    def asked(self, line: second_reader.RuleLine, candidate: int) -> List[bool]:
        """The line's answer by each alternative."""
        answers = []
        for way, share in enumerate(line.shares, 1):
            left = self.count(share.part, share.axis, candidate)
            right = self.count(share.whole, share.axis, candidate) if share.d else 0
            need = Fraction(share.n, share.d) * right if share.d else share.n
            holds = (left > need if share.more else left >= need) and not (share.d and right == 0)
            self.lines.append(Compared(line.line, int(line.quorum), way if len(line.shares) > 1 else 0, candidate, left,
                                       right, int(holds), share, line.negated))
            answers.append(holds != line.negated)
        return answers

    def ways(self, quorum: bool, candidate: int = 0) -> Set[int]:
        most = max([len(line.shares) for line in self.rule.lines] or [1])
        held = set(range(most))
        for line in self.rule.lines:
            if line.quorum == quorum:
                answers = self.asked(line, candidate)
                held &= {way for way in range(most) if answers[way if len(answers) > 1 else 0]}
        return held

    def seat(self, order: List[int], votes: Dict[int, int], seats: int) -> Tuple[List[int], Set[int]]:
        """Who has the most votes; who ties over the last seat has none."""
        if len(order) <= seats or seats == 0:
            return order[:seats], set()
        least = votes[order[seats]]
        tied = {one for one in order if votes[one] == least} if votes[order[seats - 1]] == least else set()
        return [one for one in order[:seats] if one not in tied], tied

    def elect(self, let_through: List[int]) -> Tuple[List[int], Set[int]]:
        axis = next(line for line in self.rule.lines if not line.quorum).shares[0].axis
        votes = {one: self.tally.votes[one][axis] for one in let_through}
        order = sorted(let_through, key=lambda one: (-votes[one], one))
        theirs = [one for one in order if one in self.tally.kept]
        kept = min(max(0, self.rule.kept - self.tally.held), len(theirs), self.tally.seats)
        winners, tied = self.seat(order, votes, self.tally.seats)
        if len([one for one in winners if one in self.tally.kept]) < kept:
            first, tied = self.seat(theirs, votes, kept)
            rest = [one for one in order if one not in first]
            second, more = self.seat(rest, votes, self.tally.seats - kept)
            winners, tied = first + second, (tied | more) - set(first + second)
        return sorted(winners, key=lambda one: (-votes[one], one)), tied

    def choose(self) -> ranking.Elected:
        """Who wins, in whatever way it is asked."""
        tally, ask = self.tally, self.rule.ask
        if ask == "rank":
            if tally.digest and not tally.orders and self.rule.ranking == "stv":
                return ranking.by_stages(list(tally.votes), tally.stages, tally.seats)
            if tally.digest and not tally.orders:
                return ranking.by_votes(list(tally.votes), tally.pairs, tally.seats)
            if self.rule.ranking == "stv":
                return ranking.by_transfers(list(tally.votes), tally.orders, tally.seats, tally.lots)
            return ranking.by_pairs(list(tally.votes), tally.orders, tally.seats)
        let_through = [one for one in tally.votes if self.ways(False, one)]
        if self.rule.budget:
            axis = next(line for line in self.rule.lines if not line.quorum).shares[0].axis
            return ranking.within_budget({one: tally.votes[one][axis] for one in let_through}, tally.costs, tally.budget)
        winners, tied = self.elect(let_through)
        return ranking.Elected(winners, tied, [])

    def judge(self) -> Ruling:
        warnings = set() if self.rule.verified else {"unverified"}
        warnings |= {"silent"} if self.counts_silent else set()
        alternatives = max([len(line.shares) for line in self.rule.lines] or [1]) > 1
        quorum = self.ways(True)
        winners: List[int] = []
        tied: Set[int] = set()
        steps: List[str] = []
        if self.rule.ask != "yes_no":
            passes = quorum
            elected = self.choose() if quorum or self.rule.ask != "rank" else None
            outcome = "no_quorum"
            if quorum and elected:
                winners, tied, steps = elected
                filled = winners and not tied if self.rule.budget else len(winners) == self.tally.seats
                outcome = "passed" if filled else "unfilled"
                warnings |= {"tied"} if tied else set()
        else:
            passes = quorum & self.ways(False)
            outcome = "passed" if passes else "failed" if quorum else "no_quorum"
            axes = {line.shares[0].axis for line in self.rule.lines if not line.quorum}
            yes = [self.count(("yes",), axis, 0) for axis in AXES]
            equal = all(self.count(("yes",), axis, 0) == self.count(("no",), axis, 0) for axis in axes)
            if outcome == "failed" and self.rule.casting and self.tally.casting and equal and any(yes):
                outcome = "passed" if self.tally.casting == "yes" else "failed"
                warnings |= {"casting"}
                passes = quorum if outcome == "passed" else passes
        way = 1 + min(passes or quorum) if alternatives and quorum else 0
        return Ruling(outcome, way, self.joined, warnings, winners, tied, self.lines, steps)
