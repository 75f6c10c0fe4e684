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
from typing import Dict, List, NamedTuple, Optional

import second_reader
from judging import AXES, Compared, Judge, Ruling, Sums, Tally


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
