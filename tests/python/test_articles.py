"""The shipped texts' numbers, by the article each stands in: what is read here is the texts themselves, so that none changes
unseen. That a number is kept at its boundary is shown where what it is of is tested; the rules of deciding are in test_rules.c.
"""

import re
import unittest
from typing import Dict, List, NamedTuple, Set

import tap

TEXTS = tap.ROOT / "src" / "rulebooks"
SHARES = re.compile(r"(when not|when|quorum) (\S+ (?:more than|at least) \d+/\d+ of .*)")


class Block(NamedTuple):
    """What begins at the margin: its line, what stands in it, and what stands in each part of a procedure."""

    head: str
    lines: List[str]
    parts: Dict[str, List[str]]

    def name(self) -> str:
        return " ".join(self.head.split()[:2])

    def numbers(self) -> List[str]:
        return [line for line in self.lines if line.split()[0] not in ("cites", "source")]


def blocks(text: str) -> List[Block]:
    """Of a file that goes on with a procedure of another, what stands there is the first's, without a name."""
    made = [Block("", [], {"": []})]
    for line in (TEXTS / (text + ".rules")).read_text("utf-8").splitlines():
        line = re.sub(r"(^|\s+)#.*", "", line).rstrip()
        words = line.split()
        if line and not line.startswith(" "):
            made.append(Block(line, [], {}))
        elif line.startswith("    "):
            made[-1].parts[list(made[-1].parts)[-1]].append(" ".join(words))
        elif line:
            made[-1].lines.append(" ".join(words))
            made[-1].parts[" ".join(words[:2])] = []
    return made


def block(text: str, name: str) -> Block:
    found, = [each for each in blocks(text) if each.name() == name]
    return found


def shares(lines: List[str], keyword: str) -> Set[str]:
    """The shares that lines of this keyword ask for, any of which is enough; each roll by the name that its rule has for it."""
    said: Set[str] = set()
    for line in lines:
        match = SHARES.fullmatch(line)
        if match and match[1] == keyword:
            plain = re.sub(r"of (villagers|half)\b", "of electors", match[2]).replace("parent.", "").replace("deputies", "speakers")
            said.update(plain.split(" or "))
    return said


YEARS = {"village_election", "village_run_off", "village_recall", "village_assembly", "village_representatives", "village_group",
         "residents_meeting", "residents_removal", "residents_filling"}

# 民法典 278, items one to nine, and 279: whether three quarters decide, or over half.
OWNERS = {"owners_procedure": "general", "owners_covenant": "general", "owners_committee": "general", "owners_services": "general",
          "owners_fund_use": "general", "owners_fund_raise": "special", "owners_rebuild": "special", "owners_common_use": "special",
          "owners_other": "general", "owners_business": "neighbours"}

KEPT_FOR_MEMBERS = "collective_26_1 collective_26_3 collective_26_8 collective_26_10 collective_26_12"
FOR_THE_ASSEMBLY = "村民委员会组织法 27"
TWO_TELLERS = "a number of ours, where it is secret (村民委员会组织法 15)"

# Which article, text, block, part, and the line that stands there.
SAID = (
    ("农村集体经济组织法 28", "collective", "procedure collective_representatives", "move notify", "when not matter " + KEPT_FOR_MEMBERS),
    ("农村集体经济组织法 28", "collective", "procedure collective_representatives", "move notify", "when electors more than 20"),
    (FOR_THE_ASSEMBLY, "assemblies", "procedure representatives_vote", "move list", "when not matter village_covenant village_charter"),
    (FOR_THE_ASSEMBLY, "assemblies_unverified", "procedure four_steps", "move resolve",
     "when not matter village_covenant village_charter"),
    (FOR_THE_ASSEMBLY, "assemblies_unverified", "procedure four_steps", "move resolve_assembly",
     "when matter village_covenant village_charter"),
    ("村民委员会组织法 14", "elections", "procedure village_election", "move publish", "when day at least 20 days ahead"),
    ("村民委员会组织法 14", "elections", "procedure village_election", "move object", "within 5 days of publish"),
    ("村民委员会组织法 14", "elections", "procedure village_election", "move settle", "after 5 days of publish"),
    ("村民委员会组织法 15", "elections", "procedure village_election", "move leave_open", "when elected at least 3"),
    ("村民委员会组织法 20", "elections", "procedure village_election", "clock handover", "for 10 days"),
    ("村民委员会组织法 16", "elections", "procedure village_recall", "move reach",
     "when signatures at least 1/5 of electors or rep_signatures at least 1/3 of reps"),
    ("a number of ours", "elections", "procedure village_recall", "move notify", "when day at least 10 days ahead"),
    ("村民委员会组织法 22", "assemblies", "procedure village_topic", "move put_households",
     "when parent.deputies at least 2/3 of parent.electors by units"),
    ("a number of ours", "owners", "procedure owners_decision", "move object", "within 5 days of list"),
    ("a number of ours", "owners", "procedure owners_decision", "move object_for", "within 5 days of list"),
    ("a number of ours", "owners", "procedure owners_decision", "move announce", "after 5 days of list"),
    ("a number of ours", "owners_meeting", "procedure owners_meeting", "move object", "within 5 days of list"),
    ("a number of ours", "owners_meeting", "procedure owners_meeting", "move object_for", "within 5 days of list"),
    ("a number of ours", "owners_meeting", "procedure owners_meeting", "move announce", "after 5 days of list"),
    ("物业管理条例 14", "owners", "procedure owners_decision", "move announce", "when day at least 15 days ahead"),
    ("物业管理条例 14", "owners_meeting", "procedure owners_meeting", "move announce", "when day at least 15 days ahead"),
    ("a number of ours", "objections", "procedure register_objection", "clock decide", "for 3 days"),
    ("a number of ours", "meetings", "procedure deliberation", "move notify", "when day at least 3 days ahead"),
    ("a number of ours", "covenants", "procedure village_deliberation", "move notify", "when day at least 3 days ahead"),
    (TWO_TELLERS, "elections", "procedure village_election", "roll marks", "by teller of board twice"),
    (TWO_TELLERS, "elections", "procedure village_election", "roll ballots", "bundle for marks exactly by teller of board twice in counting"),
    (TWO_TELLERS, "elections", "procedure village_election", "roll marks2", "by teller of board twice"),
    (TWO_TELLERS, "elections", "procedure village_election", "roll ballots2",
     "bundle for marks2 exactly by teller of board twice in counting2"),
    (TWO_TELLERS, "elections", "procedure village_recall", "roll marks", "by teller of village twice"),
    (TWO_TELLERS, "elections", "procedure village_recall", "roll ballots",
     "bundle for marks exactly by teller of village twice in counting"),
)

# What sits, or votes, once enough are there: by the quorum of which rules.
SITTING = {
    ("assemblies", "village_assembly"): {"village_assembly"},
    ("assemblies", "representatives_assembly"): {"village_representatives"},
    ("assemblies", "residents_meeting"): {"residents_meeting"},
    ("assemblies", "village_vote"): {"village_assembly", "village_group"},
    ("assemblies", "representatives_vote"): {"village_representatives"},
    ("assemblies", "residents_vote"): {"residents_meeting"},
    ("assemblies_unverified", "body_meeting"): {"committees_consult", "residents_representatives", "party_review",
                                                "party_review_present"},
    ("collective", "collective_members"): {"collective_members"},
    ("collective", "collective_council"): {"collective_council"},
}


class Articles(unittest.TestCase):
    def test_years(self) -> None:
        """Until somebody has the texts of 2026, each rule of theirs says what that of 2018 said, from the day after it."""
        former = {each.name(): each for each in blocks("deciding") if each.head.endswith(" to 2025-12-31")}
        later = {each.name(): each for each in blocks("deciding_unverified") if each.head.endswith(" from 2026-01-01")}
        self.assertEqual({*former}, {"rule " + name for name in YEARS})
        self.assertEqual({*later}, {*former})
        for name, rule in later.items():
            with self.subTest(name):
                self.assertEqual(rule.numbers(), former[name].numbers())
                self.assertEqual(rule.head.partition(" from ")[0], former[name].head.partition(" from ")[0])
        self.assertEqual(block("assemblies_unverified", "rule residents_representatives").numbers(),
                         block("deciding", "rule residents_meeting").numbers())

    def test_owners(self) -> None:
        """民法典 278, 279: which rule decides each item, and the same where a charter counts who is silent."""
        usual, = [line.split()[1] for line in block("owners", "procedure owners_decision").parts["move count"]
                  if line.startswith("decides ")]
        for text, ending in (("owners_matters", ""), ("owners_silent", "_silent")):
            found = blocks(text)
            profiles = {each.name(): each.lines[-1].split()[-1] for each in found if each.head.startswith("profile ")}
            for each in found:
                if each.head.startswith("matter "):
                    profile = [line for line in each.lines if line.startswith("profile ")]
                    self.assertIn("procedure owners_decision", each.lines)
                    kind = OWNERS[each.name().split()[1]]
                    with self.subTest(text + ": " + each.head):
                        self.assertEqual(profiles[profile[0]] if profile else usual,
                                         "owners_" + kind + (ending if kind != "neighbours" else ""))
            self.assertEqual([each.name().split()[1] for each in found if each.head.startswith("matter ")], [*OWNERS])
        for kind in ("general", "special"):
            said = block("deciding_unverified", "rule owners_%s_silent" % kind).numbers()
            self.assertIn("silent of delivered joins majority", said)
            said.remove("silent of delivered joins majority")
            self.assertEqual(said, block("deciding", "rule owners_" + kind).numbers())

    def test_said(self) -> None:
        for article, text, name, part, line in SAID:
            with self.subTest("%s: %s, %s, %s" % (article, text, name, part)):
                self.assertIn(line, block(text, name).parts[part])
        self.assertEqual(block("elections", "profile VILLAGE_REGISTER").lines[1:], ["register_objection.decide 3 days"])
        self.assertEqual([each.name() for each in blocks("collective") if each.head.startswith("matter ")],
                         ["matter " + name for name in KEPT_FOR_MEMBERS.split()])

    def test_quorum(self) -> None:
        """With the quorum of its rule it sits, and sits again, and does not lapse; with fewer it lapses once its day is over."""
        rules = {each.name(): shares(each.lines, "quorum") for text in ("deciding_unverified", "assemblies_unverified", "deciding")
                 for each in blocks(text) if each.head.startswith("rule ")}
        met = set()
        for path in sorted(TEXTS.glob("*.rules")):
            for each in blocks(path.stem):
                if not shares(each.parts.get("move lapse", []), "when not"):
                    continue
                with self.subTest(each.name()):
                    key = (path.stem, each.name().split()[1])
                    met.add(key)
                    quorum = {share for rule in SITTING[key] for share in rules["rule " + rule]}
                    begins = [each.parts[part] for part in ("move sit", "move put", "move put_households") if part in each.parts]
                    self.assertEqual(shares(sum(begins, []), "when"), quorum)
                    self.assertEqual(shares(each.parts["move lapse"], "when not"), quorum)
                    self.assertIn("when day over", each.parts["move lapse"])
                    for begin in [*begins, *([each.parts["move resume"]] if "move resume" in each.parts else [])]:
                        self.assertIn("when not day over", begin)
                    if "move resume" in each.parts:
                        self.assertEqual(shares(each.parts["move resume"], "when"), quorum)
        self.assertEqual(met, {*SITTING})
        topic = block("assemblies", "procedure village_topic").parts
        self.assertEqual(shares(topic["move put"] + topic["move put_households"], "when"), rules["rule village_assembly"])
        for parts in (topic, block("assemblies", "procedure village_vote").parts):
            self.assertEqual(shares(parts["move put_households"], "when not"), shares(parts["move put"], "when"))


if __name__ == "__main__":
    tap.main()
