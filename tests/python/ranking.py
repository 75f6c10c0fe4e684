"""Counting orders, points and costs, a second time: by other ways than the library goes.

Transfers are counted paper by paper in decimals, with every stage kept, as the Scottish Local Government Elections Order
2007 (SSI 2007/42, schedule 1, rules 45 to 52) says. Pairs are counted by Schulze's own definition: a path of at least so
many votes is looked for at each strength that occurs. Nothing of the library is used.
"""

from decimal import ROUND_DOWN, Decimal
from typing import Dict, Iterable, List, NamedTuple, Optional, Sequence, Set, Tuple

Order = Tuple[Tuple[int, ...], int]  # numbers of candidates, the first preference first; so many ballots
CENT = Decimal("0.00001")


class Elected(NamedTuple):
    winners: List[int]
    tied: Set[int]
    lines: List[str]  # as a certificate has them


class Paper:
    """Ballots that went the same way: what one is worth, and the preferences that are left."""

    def __init__(self, left: Sequence[int], ballots: int) -> None:
        self.left, self.ballots, self.value = list(left), ballots, Decimal(1)

    def worth(self) -> Decimal:
        return self.value * self.ballots


class Transfers:
    def __init__(self, candidates: Sequence[int], orders: Iterable[Order], seats: int, lots: Sequence[int]) -> None:
        self.candidates, self.seats, self.lots = sorted(candidates), seats, list(lots)
        self.continuing, self.winners = set(candidates), []  # type: Set[int], List[int]
        self.lines: List[str] = []
        self.tied: Set[int] = set()
        self.stages: List[Dict[int, Decimal]] = []
        self.passed_on: Set[int] = set()
        self.piles: Dict[int, List[Paper]] = {one: [] for one in candidates}
        valid = 0
        for names, ballots in orders:
            valid += ballots if self.give(Paper(names, ballots)) else 0
        self.valid, self.quota = valid, valid // (seats + 1) + 1

    def give(self, paper: Paper) -> bool:
        """To the first that continues of who is left."""
        while paper.left:
            one = paper.left.pop(0)
            if one in self.continuing:
                self.piles[one].append(paper)
                return True
        return False

    def votes(self, one: int) -> Decimal:
        return Decimal(self.quota) if one in self.passed_on else sum((paper.worth() for paper in self.piles[one]), Decimal(0))

    def end_stage(self, what: str) -> None:
        now = {one: self.votes(one) for one in self.candidates}
        self.stages.append(now)
        said = " ".join("%d %s" % (one, now[one].quantize(CENT)) for one in self.candidates)
        lost = (Decimal(self.valid) - sum(now.values(), Decimal(0))).quantize(CENT)
        self.lines.append("stage %d %s quota %d votes %s lost %s" % (len(self.stages), what, self.quota, said, lost))

    def history(self, one: int) -> List[Decimal]:
        """Votes now, then at each stage before."""
        return [stage[one] for stage in reversed(self.stages)]

    def elect(self, some: Iterable[int]) -> None:
        for one in sorted(some, key=lambda one: ([-votes for votes in self.history(one)], one)):
            self.winners.append(one)
            self.continuing.discard(one)

    def is_over(self) -> bool:
        self.elect([one for one in self.continuing if self.stages[-1][one] >= self.quota])
        if len(self.continuing) <= self.seats - len(self.winners):
            self.elect(list(self.continuing))
        return len(self.winners) >= self.seats or not self.continuing

    def drawn(self, equals: List[int]) -> Optional[int]:
        if len(equals) == 1:
            return equals[0]
        if all(one in self.lots for one in equals):
            return min(equals, key=self.lots.index)
        if self.stages[-1][equals[0]] == 0:
            some = [one for one in equals if one in self.lots]
            return min(some, key=self.lots.index) if some else min(equals)
        self.tied = set(equals)
        return None

    def step(self) -> bool:
        over = [one for one in self.winners if one not in self.passed_on and self.votes(one) > self.quota]
        among, best = (over, max) if over else (sorted(self.continuing), min)
        most = best(self.history(one) for one in among)
        one = self.drawn([one for one in among if self.history(one) == most])
        if one is None:
            return False
        papers, self.piles[one] = self.piles[one], []
        if over:
            votes = sum((paper.worth() for paper in papers), Decimal(0))
            for paper in papers:
                paper.value = ((votes - self.quota) * paper.value / votes).quantize(CENT, ROUND_DOWN)
            self.passed_on.add(one)
        self.continuing.discard(one)
        for paper in papers:
            self.give(paper)
        self.end_stage("%s %d" % ("surplus" if over else "excluded", one))
        return True

    def count(self) -> Elected:
        if self.valid:
            self.end_stage("first")
            while not self.is_over() and self.step():
                pass
        return Elected(self.winners, self.tied, self.lines)


class Told(Transfers):
    """The same where only what each stage came to is told: who is elected and who goes follows from that."""

    def __init__(self, candidates: Sequence[int], told: Sequence[Dict[int, Decimal]], seats: int) -> None:
        super().__init__(candidates, [], seats, [])
        self.told, self.at = told, 0
        self.valid = int(sum(told[0].values()))
        self.quota = self.valid // (seats + 1) + 1

    def votes(self, one: int) -> Decimal:
        return self.told[self.at][one] if self.at < len(self.told) else Decimal(0)

    def end_stage(self, what: str) -> None:
        self.at = len(self.stages)
        super().end_stage(what)


def by_stages(candidates: Sequence[int], told: Sequence[Dict[int, Decimal]], seats: int) -> Elected:
    return Told(candidates, told, seats).count()


def by_transfers(candidates: Sequence[int], orders: Iterable[Order], seats: int, lots: Sequence[int] = ()) -> Elected:
    return Transfers(candidates, orders, seats, lots).count()


def reached(beats: Dict[Tuple[int, int], int], least: int, start: int) -> Set[int]:
    """Who can be reached over steps of at least so many votes."""
    found, left = set(), [start]  # type: Set[int], List[int]
    while left:
        at = left.pop()
        for (one, other), votes in beats.items():
            if one == at and votes >= least and other not in found:
                found.add(other)
                left.append(other)
    return found


def by_pairs(candidates: Sequence[int], orders: Iterable[Order], seats: int) -> Elected:
    candidates, orders = sorted(candidates), list(orders)

    def before(one: int, other: int) -> int:
        return sum(ballots for names, ballots in orders
                   if one in names and (other not in names or names.index(one) < names.index(other)))

    pairs = {(one, other): before(one, other) for one in candidates for other in candidates if one != other}
    return by_votes(candidates, pairs, seats if any(ballots for _, ballots in orders) else 0)


def by_votes(candidates: Sequence[int], pairs: Dict[Tuple[int, int], int], seats: int) -> Elected:
    """By how many put each before each other."""
    candidates = sorted(candidates)
    beats = {pair: votes for pair, votes in pairs.items() if votes > pairs[pair[1], pair[0]]}
    paths = dict.fromkeys(pairs, 0)
    for least in sorted(set(beats.values())):
        for one in candidates:
            for other in reached(beats, least, one) - {one}:
                paths[one, other] = least
    lines = ["pair %d %d votes %d %d paths %d %d" % (one, other, pairs[one, other], pairs[other, one], paths[one, other],
                                                     paths[other, one])
             for at, one in enumerate(candidates) for other in candidates[at + 1:]]
    winners: List[int] = []
    left = list(candidates)
    while left and len(winners) < seats:
        first = [one for one in left if not any(paths[other, one] > paths[one, other] for other in left if other != one)]
        if len(first) > seats - len(winners):
            return Elected(winners, set(first), lines)
        winners += first
        left = [one for one in left if one not in first]
    return Elected(winners, set(), lines)


def within_budget(votes: Dict[int, int], costs: Dict[int, int], budget: int) -> Elected:
    """By votes, each that still fits; equals all or none."""
    winners: List[int] = []
    for most in sorted({number for number in votes.values() if number > 0}, reverse=True):
        equals = sorted(one for one in votes if votes[one] == most and costs[one] <= budget)
        if sum(costs[one] for one in equals) > budget:
            return Elected(winners, set(equals), [])
        winners += equals
        budget -= sum(costs[one] for one in equals)
    return Elected(winners, set(), [])
