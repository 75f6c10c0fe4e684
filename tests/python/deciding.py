"""Deciding, acted out a second time over the second reader's items: what stands on their rolls, judged as judging.py does.

By heads alone: the second reader knows of no units. What can still come is found by trying every way on, so it is for
small electorates, for yes and no, and without bundles.
"""

import itertools
from typing import Dict, Iterable, Iterator, List, Optional, Set, Tuple

import second_reader
from judging import AXES, Judge, Ruling, Tally
from second_reader import CHOICES, Entry, Failure, Item, Move, Procedure, Roll, Rule, Rulebook

Ballots = Dict[int, str]  # by elector
DONE = ("passed", "unfilled")  # where what a decision does besides is done


def _leads_on(words: Tuple[str, ...]) -> bool:
    """That line of a roll is `of ROLL`."""
    return words[0] not in ("any", "residents", "owners") and words[1:2] != ("of",)


def base_of(item: Item, name: str) -> Tuple[Item, Roll]:
    """Where `of ROLL` leads to in the end."""
    found = second_reader.find_roll(item, name)
    assert found is not None, name
    home, roll = found
    for words, _ in roll.of:
        if _leads_on(words):
            return base_of(home, words[0])
    return home, roll


# ---------------------------------------------------------------------------------------------------- which rule


def name_of(rules: Rulebook, procedure: Procedure, move: Move, profile: str) -> str:
    return rules.rules_put.get((profile, "%s.%s" % (procedure.name, move.name)), move.decides)


def rule_of(item: Item, move: Move, at: int) -> Optional[Rule]:
    """In force on the day that the list of those who decide was closed; before that, today."""
    home, base = base_of(item, move.over)
    rules = item.town.rulebook
    return rules.rule(name_of(rules, item.procedure, move, item.profile), item.town.day(home.closed.get(base.name, at)))


def _rules_over(item: Item, roll: Roll) -> List[Rule]:
    """All that can decide over these ballots, whatever the day and the profile."""
    rules = item.town.rulebook
    names = {name for move in item.procedure.moves.values() if move.decides and move.over == roll.name
             for name in [move.decides, *(put for (_, whose), put in rules.rules_put.items()
                                          if whose == "%s.%s" % (item.procedure.name, move.name))]}
    return [rule for rule in rules.rules if rule.name in names]


def words_on(item: Item, roll: Roll) -> List[str]:
    """What a ballot that names nobody can say: all words, where nothing is decided over it."""
    blocks = all(rule.block for rule in _rules_over(item, roll))
    return [choice for choice in CHOICES if choice != "block" or blocks]


def asked_on(item: Item, roll: Roll) -> Optional[Rule]:
    """A rule over these ballots, of those that can be; all ask the same of one."""
    return next(iter(_rules_over(item, roll)), None)


def names_on(item: Item, roll: Roll) -> int:
    """How many candidates one may name: as many as the rule says, else as there are seats to be filled."""
    over, seats = _rules_over(item, roll), item.kept.get("seats", 0)
    into = next((move.into for move in _decisions(item.procedure) if move.over == roll.name), "")
    left = max(0, seats - len(second_reader.standing(item, into) if into else ())) if seats else 58
    if any(rule.ask != "choose" or rule.budget for rule in over):
        return min([rule.most or 58 for rule in over if rule.ask == "choose"] or [58])
    return min([rule.most or rule.seats or left for rule in over]) if over else 58


# --------------------------------------------------------------------------------------------------- what is counted


def _named(item: Item, name: str) -> Dict[int, Entry]:
    return second_reader.standing(item, name if second_reader.find_roll(item, name) else "parent." + name)


def ballots_of(item: Item, move: Move) -> Ballots:
    """Of sealed ones nothing but who cast one, until the result says what they come to."""
    if item.procedure.rolls[move.over].sealed:
        return {} if move.over in item.bundles else dict.fromkeys(second_reader.standing(item, move.over), "yes")
    return {who: str(entry.details["choice"]) for who, entry in second_reader.standing(item, move.over).items()}


def _count_candidates(item: Item, move: Move, rule: Rule, tally: Tally, ballots: Ballots, bundled: Dict[str, int]) -> None:
    seats = second_reader.standing(item, move.into) if move.into else {}
    kept = _named(item, rule.kept_for) if rule.kept_for else {}
    tally.cast = dict.fromkeys(AXES, len(ballots) + bundled.get("cast", 0))
    tally.held = len([who for who in seats if who in kept])
    tally.seats = max(0, (rule.seats or item.kept.get("seats", 0)) - len(seats))
    for place, who in second_reader.candidates(item, item.procedure.rolls[move.over].ballot_from).items():
        if who in seats:
            continue
        votes = sum(str(place) in text.split(" ") for text in ballots.values()) + bundled.get(str(place), 0)
        tally.votes[place] = dict.fromkeys(AXES, votes)
        if who in kept:
            tally.kept.add(place)


def judged(item: Item, move: Move, rule: Rule, ballots: Ballots) -> Ruling:
    """What these ballots come to, and the bundle that stands."""
    tally, roll = Tally(), item.procedure.rolls[move.over]
    bundled = item.bundles.get(move.over, {})
    for share in (share for line in rule.lines for share in line.shares):
        assert share.axis == "heads", rule.name
        for name, *_ in (part for part in (share.part, share.whole) if part):
            if name not in ("cast", *CHOICES):
                tally.rolls[name] = dict.fromkeys(AXES, len(_named(item, name)))
    for choice in [*ballots.values(), *itertools.chain(*([choice] * number for choice, number in bundled.items()))]:
        if choice in CHOICES:
            tally.choices[choice]["heads"] += 1
    if rule.ask == "choose":
        _count_candidates(item, move, rule, tally, ballots, bundled)
    if rule.silent:
        told = bundled and roll.bundle_exactly and second_reader.standing(item, roll.bundle_for)
        silent = [who for who in _named(item, rule.silent) if who not in ballots and not (told and who in told)
                  and not item.waits.get((move.over, who))]
        tally.silent["heads"] = max(0, len(silent) - (0 if roll.bundle_exactly else sum(bundled.values())))
    if rule.casting:
        chairs = ballots.get(item.parties.get(rule.casting, 0), "")
        tally.casting = chairs if chairs in ("yes", "no") else ""
    return Judge(rule, tally).judge()


def decided(item: Item, move: Move, at: int) -> Ruling:
    """What the move comes to now."""
    rule = rule_of(item, move, at)
    assert rule is not None, move.decides
    return judged(item, move, rule, ballots_of(item, move))


def decide(item: Item, move: Move, at: int) -> str:
    """The outcome; winners come on their roll, beside who has a seat there."""
    ruling = decided(item, move, at)
    if move.into and ruling.winners:
        places = second_reader.candidates(item, item.procedure.rolls[move.over].ballot_from)
        second_reader.put_on(item, move.into, [*second_reader.standing(item, move.into),
                                               *(places[place] for place in ruling.winners)])
    return ruling.outcome


# --------------------------------------------------------------------------------------------- what is refused of it


def uncounted(item: Item, move: Move, at: int) -> Iterator[Failure]:
    """Why it cannot be counted: no closed list, no rule, or paper that nobody has brought yet."""
    home, base = base_of(item, move.over)
    if base.name not in home.closed or rule_of(item, move, at) is None:
        yield Failure("REFUSED", "RULE", move.decides_line, "rule")
        return
    roll = item.procedure.rolls[move.over]
    marked = len(second_reader.standing(item, roll.bundle_for)) if roll.bundle and roll.bundle_exactly else 0
    if roll.bundle and marked and sum(item.bundles.get(roll.name, {}).values()) != marked:
        yield Failure("REFUSED", "BUNDLE", roll.bundle.line, "bundle")


def _bases(rules: Rulebook, procedure: Procedure, name: str) -> Set[Tuple[str, str]]:
    """The rolls that one, or one above of that name, is made from in the end: by procedure and name."""
    own = name in procedure.rolls
    on = [words[0] for words, _ in procedure.rolls[name].of if _leads_on(words)] if own else [name]
    if own and not on:
        return {(procedure.name, name)}
    below = [word for word in on if word in procedure.rolls]
    above = [word.replace("parent.", "") for word in on if word not in procedure.rolls]
    parents = [one for one in rules.procedures.values()
               if any(move.opens == procedure.name for move in one.moves.values())]
    return set().union(*(_bases(rules, procedure, word) for word in below),
                       *(_bases(rules, parent, word) for word in above for parent in parents))


def _is_above(procedure: Procedure, move: Move) -> bool:
    """What its ballots are made from is a roll of an item above."""
    name = move.over
    while name in procedure.rolls:
        on = [words[0] for words, _ in procedure.rolls[name].of if _leads_on(words)]
        if not on:
            return False
        name = on[0]
    return True


def closed_by(rules: Rulebook, procedure: Procedure, move: Move, was: str, to: str) -> Set[str]:
    """The bases of what is decided here or below that the move closes."""
    closes = rules.closes.get(procedure.name)
    if closes is None:
        closes = rules.closes[procedure.name] = {
            roll for one in rules.procedures.values() for other in one.moves.values() if other.decides
            for whose, roll in _bases(rules, one, other.over) if whose == procedure.name}

    def is_open(roll: Roll, state: str) -> bool:
        return any(state in (maker.states or roll.states) for maker in roll.by + roll.out)

    return {name for name in closes if not is_open(procedure.rolls[name], to)
            and (procedure.rolls[name].filled == move.name or is_open(procedure.rolls[name], was))}


def _effects(item: Item, move: Move, actor: int, at: int) -> Iterator[Failure]:
    after, done = second_reader.set_parties(item, move, actor, {}, at)
    if not done:
        yield Failure("REFUSED", "PARTY", move.line, "sets")
    awaited = second_reader.awaited_by(item, move)
    for tenure in move.offices:
        reason = "" if tenure.ends or tenure.place.party in awaited else second_reader.office_fails(after, tenure, at)
        if reason:
            yield Failure("REFUSED", reason, tenure.line, "appoints")


def _decisions(procedure: Procedure) -> Iterable[Move]:
    return [move for move in procedure.moves.values() if move.decides]


def closing(item: Item, move: Move, was: str, actor: int, at: int) -> Iterator[Failure]:
    """What a move that closes a list is refused for: no rule is in force today by which something would be decided over
    it, here or below, or what that would do could not be done. Over what has ended nobody decides."""
    if item.procedure.states.get(move.to) == "":
        return
    rules, today = item.town.rulebook, item.town.day(at)
    to = was if move.to == "same" else move.to
    closed = closed_by(rules, item.procedure, move, was, to) if item.procedure.states[to] else []  # over what has ended nobody decides
    for decision in _decisions(item.procedure) if closed else []:
        if base_of(item, decision.over)[1].name not in closed or _is_above(item.procedure, decision):
            continue
        if rules.rule(name_of(rules, item.procedure, decision, item.profile), today) is None:
            yield Failure("REFUSED", "RULE", decision.decides_line, "rule")
        yield from _effects(item, decision, actor, at)
    met = [(item.procedure.name, item.profile)] if closed else []
    for number, (name, profile) in enumerate(met):
        procedure = rules.procedures[name]
        for decision in _decisions(procedure) if number else []:
            if _is_above(procedure, decision) and rules.rule(name_of(rules, procedure, decision, profile), today) is None:
                yield Failure("REFUSED", "RULE", decision.decides_line, "rule")
        for one in procedure.moves.values():
            if one.opens and (one.opens, one.opens_under or profile) not in met:
                met.append((one.opens, one.opens_under or profile))


# ------------------------------------------------------------------------------------------- what guards ask of it


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
        return words_on(item, roll) if any(place < entry.line for place in makers) else [now]
    may = any(elector in second_reader.standing(item, words[0]) for words, _ in roll.of)
    if not makers or not may or second_reader.left_out(item, roll, elector):
        return [""]
    return ["", *words_on(item, roll)]


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
