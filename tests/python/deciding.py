"""Deciding, acted out a second time over the second reader's items: what stands on their rolls, judged as judging.py does.

By heads and yes or no alone: the second reader knows of no units, and no bundles. What can still come is found by trying
every way on, so it is for small electorates.
"""

import itertools
from typing import Dict, Iterator, List, Optional, Tuple

import second_reader
from judging import AXES, Judge, Ruling, Tally
from second_reader import CHOICES, Item, Move, Roll, Rule

Ballots = Dict[int, str]  # by elector


def base_of(item: Item, name: str) -> Tuple[Item, Roll]:
    """Where `of ROLL` leads to in the end."""
    found = second_reader.find_roll(item, name)
    assert found is not None, name
    home, roll = found
    for words, _ in roll.of:
        if words[0] not in ("any", "residents", "owners") and words[1:2] != ("of",):
            return base_of(home, words[0])
    return home, roll


def rule_of(item: Item, move: Move, at: int) -> Optional[Rule]:
    """In force on the day that the list of those who decide was closed; before that, today."""
    home, base = base_of(item, move.over)
    name = item.town.rulebook.rules_put.get((item.profile, "%s.%s" % (item.procedure.name, move.name)), move.decides)
    return item.town.rulebook.rule(name, item.town.day(home.closed.get(base.name, at)))


def _named(item: Item, name: str) -> Dict[int, second_reader.Entry]:
    return second_reader.standing(item, name if second_reader.find_roll(item, name) else "parent." + name)


def ballots_of(item: Item, move: Move) -> Ballots:
    return {who: str(entry.details["choice"]) for who, entry in second_reader.standing(item, move.over).items()}


def judged(item: Item, move: Move, rule: Rule, ballots: Ballots) -> Ruling:
    """What these ballots come to."""
    tally = Tally()
    for share in (share for line in rule.lines for share in line.shares):
        assert share.axis == "heads" and rule.ask == "yes_no", rule.name
        for name, *_ in (part for part in (share.part, share.whole) if part):
            if name not in ("cast", *CHOICES):
                tally.rolls[name] = dict.fromkeys(AXES, len(_named(item, name)))
    for choice in ballots.values():
        tally.choices[choice]["heads"] += 1
    if rule.silent:
        tally.silent["heads"] = len([who for who in _named(item, rule.silent) if who not in ballots])
    if rule.casting:
        chairs = ballots.get(item.parties.get(rule.casting, 0), "")
        tally.casting = chairs if chairs in ("yes", "no") else ""
    return Judge(rule, tally).judge()


def decided(item: Item, move: Move, at: int) -> Ruling:
    """What the move comes to now."""
    rule = rule_of(item, move, at)
    assert rule is not None, move.decides
    return judged(item, move, rule, ballots_of(item, move))


def quorum(item: Item, move: Move, at: int) -> bool:
    return rule_of(item, move, at) is not None and decided(item, move, at).outcome != "no_quorum"


def _reached(item: Item, move: Move) -> List[str]:
    """The states that it can come to before the move is made."""
    reached = [item.state]
    for state in reached:
        for other in item.procedure.moves.values():
            if other.name != move.name and state in other.states:
                leads = list(other.outcomes.values()) or [other.to]
                reached += [to for to in leads if to != "same" and to not in reached]
    return reached


def _ways(item: Item, move: Move, elector: int, at: int) -> List[str]:
    """What their ballot can be at the count: a choice, or "": none."""
    roll = item.procedure.rolls[move.over]
    reached, entry = _reached(item, move), second_reader.standing(item, move.over).get(elector)
    makers = [place for place, maker in enumerate(roll.by) if set(maker.states or roll.states) & set(reached)
              and (maker.kind != "role of self" or elector >> 44 != second_reader.RESIDENT)]
    now = str(entry.details["choice"]) if entry else ""
    if entry is not None:
        return [choice for choice in CHOICES if choice != "block" or now == "block"] if any(
            place < entry.line for place in makers) else [now]
    may = any(elector in second_reader.standing(item, words[0]) for words, _ in roll.of)
    if not makers or not may or second_reader.left_out(item, roll, elector):
        return [""]
    return ["", *(choice for choice in CHOICES if choice != "block")]


def completions(item: Item, move: Move, at: int) -> Iterator[Ballots]:
    home, base = base_of(item, move.over)
    electors = list(home.rolls.get(base.name, {}))
    for choices in itertools.product(*(_ways(item, move, elector, at) for elector in electors)):
        yield {elector: choice for elector, choice in zip(electors, choices) if choice}


def certain(item: Item, move: Move, at: int) -> bool:
    rule, (home, base) = rule_of(item, move, at), base_of(item, move.over)
    if rule is None or base.name not in home.closed:
        return False
    return len({judged(item, move, rule, ballots).outcome for ballots in completions(item, move, at)}) == 1
