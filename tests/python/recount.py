"""A certificate of a decision, recomputed: from a rule's text and the tallies, and the tallies from the ballots.

usage: recount.py CERTIFICATE RULEBOOK

CERTIFICATE is what cgov_certificate or cgov_rule_explain wrote, RULEBOOK the text that it names. Nothing of the library
is used: the text is read by second_reader, and judged in fractions, as docs/deciding.md says. Every line from the rule
on is written anew and compared; each that differs is printed, and what it should say. The status is 0 where none does,
1 where some do, 2 where a file cannot be read as what it should be.
"""

import pathlib
import re
import sys
from fractions import Fraction
from typing import Dict, List, NamedTuple, Optional, Set, Tuple

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
        self.seats = 0
        self.casting = ""

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
            return everything - sum(map(said, without))
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
        most = max(len(line.shares) for line in self.rule.lines)
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
        kept = min(self.rule.kept, len(theirs), self.tally.seats)
        winners, tied = self.seat(order, votes, self.tally.seats)
        if len([one for one in winners if one in self.tally.kept]) < kept:
            first, tied = self.seat(theirs, votes, kept)
            rest = [one for one in order if one not in first]
            second, more = self.seat(rest, votes, self.tally.seats - kept)
            winners, tied = first + second, (tied | more) - set(first + second)
        return sorted(winners, key=lambda one: (-votes[one], one)), tied

    def judge(self) -> Ruling:
        warnings = set() if self.rule.verified else {"unverified"}
        warnings |= {"silent"} if self.counts_silent else set()
        alternatives = max(len(line.shares) for line in self.rule.lines) > 1
        quorum = self.ways(True)
        winners: List[int] = []
        tied: Set[int] = set()
        if self.rule.ask == "choose":
            passes = quorum
            let_through = [one for one in self.tally.votes if self.ways(False, one)]
            outcome = "no_quorum"
            if quorum:
                winners, tied = self.elect(let_through)
                outcome = "passed" if len(winners) == self.tally.seats else "unfilled"
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
        return Ruling(outcome, way, self.joined, warnings, winners, tied, self.lines)


class Bad(Exception):
    """What cannot be read as a certificate, or as the rulebook that it names."""


# ---- a rule, with what the second reader leaves out ----

IN_RULE = ("cites", "source", "ask", "seats", "quorum", "passes", "silent", "tie")
SAYS = {
    "unverified": "nobody has verified the source of this rule",
    "silent": "silent ones were counted",
    "casting": "yes equalled no, and the deciding vote decided",
    "tied": "some tie over the last seat, which none of them has",
}


class Said(NamedTuple):
    """A rule, and how a certificate names it."""

    rule: second_reader.Rule
    line: str


def rules_of(text: str) -> Dict[int, Said]:
    """The rules of a rulebook, by their lines."""
    kept, strings = [], {}
    inside = 0
    for number, line in enumerate(text.split("\n"), 1):
        word, *_ = line.split() or [""]
        if word and not word.startswith("#"):
            inside = number if word == "rule" else inside if word in IN_RULE else 0
        kept.append(line if inside else "")
        if inside and word in ("rule", "source", "cites"):
            quoted = re.search(r'"([^"]*)"', line)
            strings[inside, word] = quoted.group(1) if quoted else ""
            strings[inside, word + "s"] = line[quoted.end():].split("#")[0] if quoted else ""
    said = {}
    for rule in second_reader.Rulebook("\n".join(kept)).rules:
        dates = strings[rule.line, "rules"].split()
        line = " ".join(["rule %s line %d" % (rule.name, rule.line)] + dates)
        if strings.get((rule.line, "source")):
            line += ' %s "%s"' % ("verified" if rule.verified else "unverified", strings[rule.line, "source"])
        if strings.get((rule.line, "cites")):
            line += ' cites "%s"' % strings[rule.line, "cites"]
        said[rule.line] = Said(rule, line)
    return said


# ---- the lines ----

class Lines:
    """A certificate's lines from the rule on, as its own tally says that they should be."""

    def __init__(self, said: Said, tally: Tally, order: List[str]) -> None:
        self.rule, self.tally = said.rule, tally
        self.axes = {share.axis for line in self.rule.lines for share in line.shares}
        self.out = [said.line]
        self._given()
        asked = {part[0] for line in self.rule.lines for share in line.shares for part in (share.part, share.whole) if part}
        for name in sorted(asked - {"cast", *second_reader.CHOICES} - set(tally.rolls)):
            raise Bad("no line says how many are on roll " + name)
        for name, sums in tally.rolls.items():
            if name in asked:
                self._sums("roll", name, sums)
        self._tallies(order)
        self._outcome(Judge(self.rule, tally).judge())

    def _given(self) -> None:
        if self.rule.ask == "choose":
            kept = " kept %d from %s" % (self.rule.kept, self.rule.kept_for) if self.rule.kept_for else ""
            self.out.append("seats %d%s" % (self.rule.seats or self.tally.seats, kept))
        if self.rule.casting:
            self.out.append("casting %s %s" % (self.rule.casting, self.tally.casting or "none"))

    def _sums(self, word: str, name: str, sums: Sums, note: str = "") -> None:
        shown = [axis for axis in AXES if axis == "heads" or axis in self.axes or sums.get(axis)]
        self.out.append(" ".join([word, name] + ["%s %d" % (axis, sums.get(axis, 0)) for axis in shown]) + note)

    def _tallies(self, order: List[str]) -> None:
        candidates = self.rule.ask == "choose"
        for name in order:
            self._sums("tally", name, self.tally.votes[int(name)], " kept" if int(name) in self.tally.kept else "")
        for choice, sums in self.tally.choices.items():
            if any(sums.values()) or (choice in ("yes", "no") and not candidates):
                self._sums("tally", choice, sums)
        self._sums("tally", "cast", {axis: self.tally.ballots(axis) for axis in AXES})
        if self.rule.silent:
            self._sums("tally", "silent", self.tally.silent)

    def _outcome(self, ruling: Ruling) -> None:
        if self.rule.silent:
            self.out.append("joined " + (ruling.joined or "none"))
        for made in ruling.lines:
            self._compared(made)
        self.out.append("outcome " + ruling.outcome + (" way %d" % ruling.way if ruling.way else ""))
        self.out += ["winner %d" % number for number in ruling.winners]
        order = sorted(ruling.tied, key=lambda one: (-self._votes(one), one))
        self.out += ["tied %d" % number for number in order]
        self.out += ["warning %s: %s" % (word, SAYS[word]) for word in SAYS if word in ruling.warnings]

    def _votes(self, candidate: int) -> int:
        axis = next(line for line in self.rule.lines if not line.quorum).shares[0].axis
        return self.tally.votes[candidate][axis]

    def _compared(self, made: Compared) -> None:
        share = made.share
        words = ["quorum" if made.quorum else "passes", "line %d" % made.line]
        words += ["way %d" % made.way] if made.way else []
        words += ["candidate %d" % made.candidate] if made.candidate else []
        words += ["by " + share.axis] + (["not"] if made.negated else [])
        than = ">" if share.more else ">="
        if share.d:
            words.append("%d * %d %s %d * %d" % (made.left, share.d, than, share.n, made.right))
        else:
            words.append("%d %s %d" % (made.left, than, share.n))
        words.append("holds" if made.holds else "fails of nothing" if share.d and not made.right else "fails")
        self.out.append(" ".join(words))


# ---- a certificate ----

def sums_of(words: List[str]) -> Sums:
    """Pairs of an axis and a number, each axis once and in order."""
    named = words[0::2]
    if len(words) % 2 or [axis for axis in AXES if axis in named] != named:
        raise Bad("no sums: " + " ".join(words))
    return {axis: int(number) for axis, number in zip(named, words[1::2])}


class Certificate:
    """What it says: facts before the rule, the rule's line, and the tally."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        if self.lines.pop() != "" or self.lines[:1] not in (["cgov certificate 1"], ["cgov ruling 1"]):
            raise Bad("this is no certificate that can be read: it begins with `%s`" % "".join(self.lines[:1]))
        begins = [at for at, line in enumerate(self.lines) if line.startswith("rule ")]
        if len(begins) != 1:
            raise Bad("a certificate has one line `rule`")
        self.begins = begins[0]
        self.facts, self.ruling = self.lines[1:self.begins], self.lines[self.begins:]
        if self.facts and self.lines[0] == "cgov ruling 1":
            raise Bad("what was tried has no item: " + self.facts[0])
        self.tally = Tally()
        self.order: List[str] = []  # of candidates
        self.cast: Optional[Sums] = None
        for line in self.ruling:
            try:
                self._take(*line.split(" "))
            except (ValueError, IndexError, KeyError) as error:
                raise Bad("cannot be read: " + line) from error

    def _take(self, word: str, *said: str) -> None:
        tally, words = self.tally, list(said)
        if word == "seats":
            tally.seats = int(words[0])
        elif word == "casting":
            tally.casting = words[1] if words[1] != "none" else ""
        elif word == "roll":
            tally.rolls[words[0]] = sums_of(words[1:])
        elif word == "tally":
            self._tally(words[0], words[1:])

    def _tally(self, name: str, words: List[str]) -> None:
        tally = self.tally
        if name.isdigit():
            if int(name) in tally.votes:
                raise Bad("candidate %s stands twice" % name)
            tally.kept |= {int(name)} if words[-1] == "kept" else set()
            tally.votes[int(name)] = dict(dict.fromkeys(AXES, 0), **sums_of([word for word in words if word != "kept"]))
            self.order.append(name)
        else:
            sums = dict(dict.fromkeys(AXES, 0), **sums_of(words))
            if name == "cast":
                self.cast = sums
            elif name == "silent":
                tally.silent = sums
            elif name in tally.choices:
                tally.choices[name] = sums
            else:
                raise Bad("nothing is called so: tally " + name)

    def rule(self, rules: Dict[int, Said]) -> Said:
        named = re.match(r"rule (\w+) line (\d+)", self.ruling[0])
        said = rules.get(int(named.group(2))) if named else None
        if said is None:
            raise Bad("the rulebook has no rule on that line: " + self.ruling[0])
        return said


def differences(certificate: str, rulebook: str) -> List[str]:
    """Each line that differs, by its number, with what it should say."""
    read = Certificate(certificate)
    said = read.rule(rules_of(rulebook))
    if said.rule.ask == "choose":
        read.tally.cast = read.cast or dict.fromkeys(AXES, 0)
        read.tally.seats = said.rule.seats or read.tally.seats
    out = []
    wanted = Lines(said, read.tally, read.order).out
    for at in range(max(len(wanted), len(read.ruling))):
        have, want = ((lines + ["(nothing)"] * (at + 1))[at] for lines in (read.ruling, wanted))
        if have != want:
            out += ["line %d: %s" % (read.begins + at + 1, have), "recomputed: %s" % want]
    return out


def main(*given: str) -> int:
    if len(given) != 2:
        print(__doc__)
        return 2
    try:
        texts = [pathlib.Path(name).read_bytes().decode("utf-8") for name in given]
        found = differences(*texts)
    except (OSError, UnicodeDecodeError, Bad) as error:
        print(error)
        return 2
    print("\n".join(found) if found else "recomputed: each line agrees")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
