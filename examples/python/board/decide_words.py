"""Deciding in plain words: a rule's lines, what is lacking, outcomes; pure, in both languages. Nothing is reckoned here:
the numbers are the library's."""

import re
from typing import Callable, Dict, Tuple

import cgov

Say = Callable[[str, str], str]  # one of two
NEVER = 1 << 63  # a number as great says: none would do

CHOICES: Dict[str, Tuple[str, str]] = {
    "yes": ("赞成", "Yes"), "no": ("反对", "No"), "abstain": ("弃权", "Abstain"), "block": ("反对并阻止", "Block"),
    "blank": ("空白票", "Blank"), "invalid": ("废票", "Spoiled"), "cast": ("已投", "Cast"), "silent": ("没有投", "Not cast"),
}
OUTCOMES: Dict[str, Tuple[str, str]] = {
    "passed": ("通过", "Passed"), "failed": ("未通过", "Not passed"), "no_quorum": ("参与不足，不算数", "Too few took part"),
    "unfilled": ("名额未满", "Seats left open"),
}
WARNINGS: Dict[str, Tuple[str, str]] = {
    "unverified": ("这条规则的出处没有人核实过", "nobody has verified the source of this rule"),
    "silent": ("没有投票的也计入了", "those who were silent were counted"),
    "casting": ("赞成与反对相等，由决定票定", "yes equalled no, and the deciding vote decided"),
    "tied": ("最后一席有人票数相同，都不当选", "some tie over the last seat, which none of them has"),
    "waiting": ("有纸质票只录入了一遍，没有计入", "some ballots wait for a second teller, and were not counted"),
}
WHY_NOT: Dict[str, Tuple[str, str]] = {  # of a vote; else as of any entry
    "CGOV_R_ELECTOR": ("您不在可以投票的人的名册上", "you are not on the list of those who may vote"),
    "CGOV_R_ACTOR": ("票只由计票人录入，自己不投", "ballots are entered by tellers alone"),
    "CGOV_R_ROLL": ("现在不是自己投票的时候，只收计票人录入的票", "votes of your own are not taken now: tellers alone enter ballots"),
    "CGOV_R_EXCLUDED": ("您领了纸质选票，或应当回避", "you were given a ballot of paper, or are left out"),
    "CGOV_R_AGAIN": ("已有一张票，以它为准", "there is a ballot of yours already, and that one counts"),
    "CGOV_R_BUNDLE": ("票已经按总数交来，不再另投", "ballots came as sums already, and none comes besides"),
}
_AXES = {cgov.Axis.HEADS: ("人数", "heads"), cgov.Axis.UNITS: ("户数", "households"),
         cgov.Axis.AREA: ("面积", "area"), cgov.Axis.WEIGHT: ("权数", "weight")}
_ROLLS = {"electors": ("名册上的", "all on the list"), "present": ("到会的", "those present"),
          "speakers": ("户代表", "household representatives"), "voters": ("到会的", "those present"),
          "members": ("成员名册上的", "all members"), "again": ("再次召集的成员", "the members called again"), "cast": ("投了票的", "those who vote"),
          "yes": ("赞成的", "those who say yes"), "no": ("反对的", "those who say no")}


def choice(name: str, say: Say) -> str:
    """A choice as people read it; of a candidate's ballot, as it stands."""
    return say(*CHOICES.get(name, (name, name)))


def amount(axis: int, number: int, say: Say) -> str:
    """A sum on an axis: areas are kept in 0.01 square metres."""
    if axis == cgov.Axis.AREA:
        return say("%d.%02d 平方米", "%d.%02d m²") % divmod(number, 100)
    if axis == cgov.Axis.HEADS:
        return say("%d 人", "%d") % number
    return say("%d 户", "%d household" if number == 1 else "%d households") % number if axis == cgov.Axis.UNITS else "%d" % number


def by_axis(axis: int, say: Say) -> str:
    """How it is counted."""
    return say("按%s", "By %s") % say(*_AXES.get(cgov.Axis(axis), ("", "")))


def counted(name: str, say: Say) -> str:
    """What is counted: a roll, a choice, all that are cast, or these without some."""
    first, *without = name.split(" ")
    said = say(*_ROLLS.get(first, CHOICES.get(first, (first, first.replace("_", " ")))))
    left_out = say("、", ", ").join(choice(one, say) for one in without if one != "not")
    return said + say("（不含%s）", " (without %s)") % left_out if left_out else said


def told(part: str, more: bool, n: int, d: int, whole: str, say: Say) -> str:
    """A share in words: what must be how much of what."""
    than = say("多于", "more than") if more else say("不少于", "at least")
    if d == 0:
        return say("%s%s %d" % (part, than, n), "%s %d: %s" % (than, n, part))
    if n == d:
        return say("%s须是全体" % part, "%s: every one of %s" % (part, whole))
    return say("%s%s%s %d/%d" % (part, than, whole, n, d), "%s must be %s %d/%d of %s" % (part, than, n, d, whole))


def sentence(made: cgov.Comparison, say: Say) -> str:
    """A line of a rule as it was compared."""
    said = told(counted(made.part, say), bool(made.more), made.n, made.d, counted(made.whole, say), say)
    said = by_axis(made.axis, say) + say("：", ": ") + said
    return say("不得：", "not: ") + said if made.negated else said


def share(said: str, say: Say) -> str:
    """A share as the rulebook writes it, `cast at least 2/3 of electors by area`, in words."""
    found = re.fullmatch(r"(.+?) (at least|more than) (\d+)(?:/(\d+) of (.+?))?(?: by (\w+))?", said.strip())
    if not found:
        return said
    axis = cgov.Axis[(found[6] or "heads").upper()]
    return by_axis(axis, say) + say("：", ": ") + told(counted(found[1], say), found[2] == "more than", int(found[3]),
                                                     int(found[4] or 0), counted(found[5] or "", say), say)


def lacking(made: cgov.Comparison, say: Say) -> str:
    """Where it stands: how many there are, how many are needed, how many are lacking."""
    have = amount(made.axis, made.left, say)
    if made.needed >= NEVER:
        return say("还没有人可算", "there is nobody to count yet")
    return say("现有 %s，需要 %s", "%s now, %s needed") % (have, amount(made.axis, made.needed, say))


def state(made: cgov.Comparison, say: Say) -> str:
    """Whether that is enough."""
    if bool(made.holds) != bool(made.negated):
        return say("够了", "enough")
    if made.negated or made.needed >= NEVER:
        return say("还不行", "not yet")
    return say("还缺 %s", "%s lacking") % amount(made.axis, made.lacking, say)
