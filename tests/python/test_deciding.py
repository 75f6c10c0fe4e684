"""Deciding, by both readers: every move of a text that decides, in every state, by every kind of actor; walks at random
in which lists are closed, ballots and papers cast, bundles brought, counts made or refused, by whom and by time; and what
each count comes to, with what that does. What must come out is told by the second reader, and once more by recount.py.
"""

import random
from typing import Any, Dict, List, Mapping, Optional

import tap

import cgov
import deciding
import recount
import second_reader
from second_reader import DAY, Item, Move
from test_machine import MADE, TEXT, Counted, Outcome, Town
from twin import Twin

MORE = """role member "成员"
role aide "助理"
role keeper "保管人"
  held in committee
rule half "过半" from 2026-01-01 to 2026-02-20
  source "章程" verified
  ask yes_no
  quorum cast at least 1/2 of electors
  passes yes more than 1/2 of cast
rule half "三分之二" from 2026-03-01
  ask yes_no
  quorum cast at least 1/3 of electors
  passes yes at least 2/3 of cast not abstain
  passes not invalid at least 2
rule silence "默认"
  source "章程" verified
  ask yes_no
  silent of delivered joins majority
  quorum cast at least 1/2 of electors
  passes yes more than 1/2 of cast
rule pick "选举"
  ask choose
  seats given 1 from women
  quorum cast at least 1/3 of electors
  passes yes at least 1/4 of cast
rule consent "无异议"
  ask yes_no block
  quorum cast at least 1/2 of present
  passes yes more than 1/2 of present
  passes not block at least 2
rule chaired "主持人决定"
  ask yes_no block
  tie casting chair
  passes yes more than 1/2 of cast
  quorum cast at least 2
profile SILENCE
  vote.count by silence
profile CHAIRED
  topic.count by chaired
matter quiet "默认"
  procedure vote
  profile SILENCE
matter loud "明示"
  procedure vote
procedure vote "决定" motion
  detail proxy "受托人" resident
  detail seats "名额" number 1 to 3
  party reporter "发起人" resident
  party intake "组织单位" organization
  party chair "主持人" resident
  party spot "落实单位" organization
  roll electors "有权表决者"
    of head of intake
    of clerk of superior of intake
    of collector of intake
    of clerk of intake
    not reporter
    filled by list
    by clerk of intake
    out by clerk of intake
    in listed
  roll delivered "已送达"
    of electors
    by clerk of intake
    in voting
  roll marks "领票"
    of electors
    by clerk of intake twice
    by head of superior of intake twice
    in voting
  roll proxies "委托"
    of electors
    by self again
    out by self
    in voting
    needs proxy
  roll ballots "表决票"
    of electors
    not marks chair
    by clerk of intake twice in voting counting
    by self again
    by proxies again
    out by self
    in voting
    ballot
    secrecy open
    bundle for marks exactly by clerk of intake twice in counting
  roll candidates "候选人"
    of electors
    by clerk of intake
    out by clerk of intake
    in electing
  roll women "妇女"
    of candidates
    by clerk of intake
    in electing
  roll names "选票"
    of electors
    by clerk of intake
    by self again
    in electing
    ballot from candidates
    secrecy open
    bundle for electors by clerk of intake in electing
  roll elected "当选"
    of candidates
  stage all "全程"
    state drafted "拟定" held by intake
    state listed "登记" held by intake
    state voting "表决中" held by intake
    state counting "计票中" held by intake
    state electing "选举中" held by intake
    state polled "选举计票" held by intake
    state short "未满" held by intake
    state seated "移交中" held by intake
    state done "已完成" final
    state failed "未通过" final
  clock run from start until count.failed pick.no_quorum finish leave stop
    for 300 days
    late tell head of intake
  clock tally from close early until count stop
    for 5 days
    late tell head of intake
  clock follow from count.passed pick.unfilled until pick leave stop
    for 30 days
    late tell head of intake
  open start "启动" -> drafted
    by any resident
    needs intake text chair
    takes matter
    sets intake to given
    sets chair to given
  move list "列出" drafted -> listed
    by clerk of intake
    needs seats organization
    sets spot to given
    at most 3
  move begin "开始" listed -> voting
    by clerk of intake
    when electors at least 1
    tells electors
    at most 6
  move early "人数已够" voting -> counting
    by clerk of intake
    when quorum count
    at most 6
  move close "截止" voting -> counting
    by clerk of intake
    at most 6
  move urge "催票" voting -> same
    by clerk of intake
    when not quorum count
    at most 2
  move count "计票" counting
    by clerk of intake not chair
    decides half over ballots
    passed -> electing
    failed -> failed
    no_quorum -> listed
    appoints keeper in spot from delivered for 30 days
    ends aide in intake
    answers
    tells electors chair
  move poll "截止" electing -> polled
    by clerk of intake
    at most 3
  move pick "选举计票" polled
    by clerk of intake
    decides pick over names into elected
    passed -> seated
    unfilled -> short
    no_quorum -> failed
    appoints aide in intake from elected for 40 days
    ends member in intake of chair
    opens job for spot
    answers
    tells electors elected
  move again "再选" short -> electing
    by clerk of intake
    at most 2
  move leave "暂缺" short -> done
    by clerk of intake
    answers
    tells electors
  move finish "移交完毕" seated -> done
    by clerk of intake
    when children done
    tells electors
  move stop "撤销" drafted listed voting counting electing polled short seated -> failed
    by reporter
    answers
    tells electors
procedure sitting "会议" session
  party intake "组织单位" organization
  party chair "主持人" resident
  roll electors "有权表决者"
    of head of intake
    of collector of intake
    of clerk of intake
    not chair
    by clerk of intake
    out by clerk of intake
    in called
    public
  stage all "全程"
    state called "登记" held by intake
    state sat "开会中" held by intake
    state over "已结" final
    state broken "有异议" final
  clock run from call until end broken stop
    for 200 days
    late tell head of intake
  open call "召集" -> called
    by clerk of intake
    needs intake text chair
    sets intake to given
    sets chair to given
  move sit "开会" called -> sat
    by clerk of intake
    when electors at least 2
    tells electors
  move raise "提出" sat -> same
    by clerk of intake
    by chair
    needs text
    opens topic
    at most 3
  move raise_chaired "提出" sat -> same
    by clerk of intake
    needs text
    opens topic under CHAIRED
    at most 3
  move broken "有异议" sat -> broken
    by child
    when last topic in rejected
    when not electors at least 4
    answers
    tells electors
  move end "闭会" sat -> over
    by clerk of intake
    when every topic in done rejected
    answers
    tells electors
  move stop "取消" called sat -> broken
    by head of intake
    answers
    tells electors
procedure topic "议题" motion
  party intake "组织单位" organization
  party chair "主持人" resident
  roll present "到会"
    of parent.electors
    filled by put
  roll ballots "表决"
    of present
    by clerk of intake
    by self
    in voting
    ballot
    secrecy open
  stage all "全程"
    state raised "待议" held by intake
    state voting "表决中" held by intake
    state counting "计票中" held by intake
    state carried "已通过" held by intake
    state done "已落实" final
    state rejected "未通过" final
    state void "无效" held by intake
  clock settle from raise until finish count.failed give_up drop
    for 90 days
    late tell clerk of intake
  clock tally from close early until count drop
    for 3 days
    late do count
  open raise "提出" -> raised
    by parent
    takes text
    sets intake to parent.intake
    sets chair to parent.chair
  move put "付表决" raised -> voting
    by clerk of intake
    by parent.chair
  move early "提前截止" voting -> counting
    by clerk of intake
    when certain count
  move close "截止" voting -> counting
    by clerk of intake
  move urge "催票" voting -> same
    by clerk of intake
    when not certain count
    at most 2
  move count "计票" counting
    by clerk of intake
    by time
    decides consent over ballots
    passed -> carried
    failed -> rejected
    no_quorum -> void
    answers
    tells present
  move give_up "放弃" void -> rejected
    by clerk of intake
    answers
    tells present
  move finish "已落实" carried -> done
    by clerk of intake
  move drop "撤销" raised voting counting void carried -> rejected
    by parent
    answers
    tells present
procedure job "落实" part
  party lead "承办单位" organization
  stage all "全程"
    state asked "待办" held by lead
    state over "已办" final
  clock work from begin until finish drop
    for 30 days
    late tell head of lead
  open begin "交办" -> asked
    by parent
    sets lead to given
  move finish asked -> over
    by clerk of lead
    answers
  move drop asked -> over
    by parent
    answers
"""


def sealed(text: str) -> str:
    """The same, and what is decided first is decided by ballots that nobody reads until two clerks say what they come to."""
    for was, becomes in (("by clerk of intake twice in voting counting", "by clerk of intake twice"), ("secrecy open", "secrecy sealed"),
                         ("bundle for marks exactly", "bundle for ballots exactly")):
        assert was in text, was
        text = text.replace(was, becomes, 1)
    return text


SEALED = sealed(MORE)
PROOF = "0f" * 32
RULES = second_reader.Rulebook(TEXT + MORE)
DECIDING = [RULES.procedures[name] for name in ("vote", "sitting", "topic")]
PASSED = "list begin ballots=yes close count"
VOTES = {"drafted": "", "listed": "list", "voting": "list begin", "counting": "list begin ballots=yes close",
         "electing": PASSED, "polled": PASSED + " poll"}
TOPICS = {"raised": "", "voting": "put ballots=yes", "counting": "put ballots=yes close",
          "carried": "put ballots=yes close count", "void": "put close count"}
# Moves that wait for what this state alone does not have: a quorum that is not met, an end of each child.
NOT_ALONE = {("voting", "early"), ("voting", "urge"), ("seated", "finish"), ("sat", "end")}


class Hall(Town):
    """A town that decides."""

    def details(self, move: str, item: Optional[Item] = None) -> Dict[str, Any]:
        values = {"seats": 1, "text": "议一议", "organization": self.org["empty"]}
        asked = next(one.moves[move] for one in DECIDING if move in one.moves)
        return {name: value for name, value in values.items() if name in asked.needs}


class Deciding(Counted):
    def setUp(self) -> None:
        super().setUp()
        self.found()

    def found(self, kind: Any = cgov.Ledger, more: str = MORE) -> None:
        self.town.ledger.close()
        self.text = TEXT + more
        self.town = town = Hall(self.text, kind)
        town.appoint(town.actors["neighbour"], "clerk", "centre")
        self.people = [town.actors[name] for name in ("head of centre", "collector of centre", "clerk of centre",
                                                      "clerk of district", "hats", "neighbour", "reporter", "deputy")]

    # ---- every state, every move, every kind of actor

    def steps(self, item: Item, steps: str) -> Item:
        """NAME: a move by the clerk; NAME=CHOICE: those who can vote cast that, by themselves."""
        town = self.town
        for step in steps.split():
            name, _, choice = step.partition("=")
            for who in self.people if choice else ():
                if next(second_reader.entering(item, name, who, who, {"choice": choice}, town.now), None) is None:
                    town.ledger.enter(town.act(who), item.id, name, who, {"choice": choice})
                    second_reader.enter(item, name, who, who, {"choice": choice}, town.now)
            if not choice:
                town.make(item, name, "clerk of centre")
        return item

    def vote(self, steps: str) -> Item:
        town = self.town
        return self.steps(town.report("reporter", "start", procedure="vote", text="议一议", intake=town.org["centre"],
                                      chair=town.actors["reporter"], matter="loud"), steps)

    def sitting(self, steps: str) -> Item:
        town = self.town
        item = town.report("clerk of centre", "call", procedure="sitting", text="议一议", intake=town.org["centre"],
                           chair=town.actors["head of centre"])
        for who in [town.actors[name] for name in ("collector of centre", "clerk of centre", "neighbour")]:
            town.ledger.enter(town.act(town.actors["clerk of centre"]), item.id, "electors", who)
            second_reader.enter(item, "electors", who, town.actors["clerk of centre"], {}, town.now)
        return self.steps(item, steps)

    def topic(self, steps: str) -> Item:
        return self.steps(self.sitting("sit raise").children[0], steps)

    def elected(self, more: str) -> Item:
        """With a candidate who has so many votes."""
        item, town = self.vote(PASSED), self.town
        clerk, who = town.actors["clerk of centre"], town.actors["collector of centre"]
        town.ledger.enter(town.act(clerk), item.id, "candidates", who)
        second_reader.enter(item, "candidates", who, clerk, {}, town.now)
        return self.steps(item, more)

    def test_grid(self) -> None:
        for made, states in ((self.vote, VOTES), (self.elected, {"seated": "names=1 poll pick", "short": "names=blank poll pick"}),
                             (self.sitting, {"called": "", "sat": "sit"}), (self.topic, TOPICS)):
            for state, steps in states.items():
                with self.subTest(state, of=made.__name__):
                    self.assertEqual(made(steps).state, state)
                    self.grid(lambda: made(steps))
        for procedure in DECIDING:
            for name, move in procedure.moves.items():
                for state in procedure.states if move.states else ():
                    if state in move.states and all(who.kind not in ("parent", "child") for who in move.by) and (
                            state, name) not in NOT_ALONE:
                        self.assertIn((procedure.name, state, name), MADE)
                        self.count("moves from a state")
                    elif state not in move.states and procedure.states[state]:
                        self.assertIn((procedure.name, state, name, "state"), self.seen)
                        self.count("pairs of state and move")

    # ---- what is done

    def start(self, chance: random.Random) -> Item:
        town = self.town
        more = {"matter": chance.choice(("quiet", "loud", None))}
        if chance.random() < 0.4:
            return town.report("clerk of centre", "call", procedure="sitting", text="议一议", intake=town.org["centre"],
                               chair=chance.choice(self.people))
        return town.report(chance.choice(("reporter", "clerk of centre")), "start", procedure="vote", text="议一议",
                           intake=town.org["centre"], chair=chance.choice(self.people), **more)

    def details(self, chance: random.Random, move: Move) -> Dict[str, Any]:
        org = self.town.org
        values = {"seats": chance.randrange(1, 4), "text": "议一议", "organization": chance.choice(
            (org["empty"], org["empty"], org["empty"], org["street"]))}
        return {name: value for name, value in values.items()
                if name in move.needs and chance.random() < 0.95 or name in move.takes and chance.random() < 0.8}

    def family(self, item: Item) -> List[Item]:
        found = [item]
        for child, row in zip(item.children, self.town.ledger.items(self.town.auditor, parent=item.id)):
            child.id = row.id
            self.town.items[row.id] = child
            found += self.family(child)
        return found

    def move(self, chance: random.Random, item: Item, actor: str) -> None:
        """Some move, from this state or another; what is listed and refused is what the second reader says."""
        town = self.town
        leaving = [one for one in item.procedure.moves.values() if item.state in one.states
                   and (one.name not in ("stop", "drop", "leave", "end") or chance.random() < 0.1)]
        every = [one for one in item.procedure.moves.values() if one.states]
        move = chance.choice(leaving if leaving and chance.random() < 0.8 else every)
        details = self.details(chance, move)
        outcome = town.expected(item, move, actor, details)
        self.agree(item, move.name, actor, details, outcome)
        self.count(outcome[1] or outcome[0])
        if outcome[0] == "OK":
            came_to = deciding.decided(item, move, town.now).outcome if move.decides else ""
            second_reader.play(item, move, town.actors[actor], details, town.now, town.items)
            self.counted(item, move, came_to)

    def counted(self, item: Item, move: Move, outcome: str) -> None:
        """The history says what the second reader has come to; a program that uses nothing of the library, too."""
        if not move.decides:
            return
        town = self.town
        last = max((entry for entry in town.ledger.history(town.auditor, item.id) if entry.move == move.name),
                   key=lambda entry: entry.seq)
        certificate = town.ledger.certificate(town.auditor, item.id, move.name)
        self.assertEqual(cgov.RuleOutcome(last.outcome).name.lower(), outcome, certificate)
        self.assertEqual(recount.differences(certificate, self.text), [], certificate)
        self.count("%s %s" % (item.procedure.name, outcome))

    def enter(self, chance: random.Random, item: Item) -> None:
        town = self.town
        names = [roll.name for roll in item.procedure.rolls.values() if not roll.is_another]
        open_now = [name for name in names if item.procedure.rolls[name].open_to(item.procedure.rolls[name].by, item.state)]
        if not names:
            return
        open_now += 2 * [name for name in open_now if item.procedure.rolls[name].ballot or name == "candidates"]
        name = chance.choice(open_now if open_now and chance.random() < 0.95 else names)
        roll, elector = item.procedure.rolls[name], chance.choice(self.people[:6] if chance.random() < 0.9 else self.people)
        actor = chance.choice([elector, elector, elector, town.actors["clerk of centre"], town.actors["neighbour"]]
                              + [chance.choice(self.people)] * (chance.random() < 0.3))
        if not second_reader.sees(item, actor, town.now):
            return
        details: Dict[str, Any] = {}
        if roll.ballot:
            details["choice"] = self.choice(chance, item, roll)
        if "proxy" in roll.needs:
            details["proxy"] = chance.choice(self.people)
        enters = not roll.out or chance.random() < 0.9
        if not enters:
            details = {"reason": "有误"} if chance.random() < 0.8 else {}
        failing = second_reader.entering if enters else second_reader.leaving
        refused = next(failing(item, name, elector, actor, details, town.now), None)
        verb = town.ledger.enter if enters else town.ledger.leave
        self.same(refused, lambda: verb(town.act(actor), item.id, name, elector, details),
                  (item.state, name, elector, actor, details, enters))
        self.count("%s %s" % (name, refused.reason if refused else "entered" if enters else "left"))
        if not refused and enters:
            second_reader.enter(item, name, elector, actor, details, town.now)
        elif not refused:
            second_reader.leave(item, name, elector)

    def choice(self, chance: random.Random, item: Item, roll: second_reader.Roll) -> str:
        if roll.sealed:
            return "c%d" % chance.randrange(40)  # now and then the copy of another
        if not roll.ballot_from:
            likes = ("yes",) * 9 if item.id % 3 else ("yes", "no", "no")  # else little passes
            return chance.choice((*likes, "yes", "no", "abstain", "invalid", "block"))
        return chance.choice(("1", "1", "1", "2", "1 2", "3", "2 3 1", "4", "blank", "1 1", "01", "yes", "1 2 3 4"))

    def same(self, refused: Any, call: Any, note: Any) -> None:
        outcome = (refused.status, refused.reason, refused.line) if refused else ("OK", "", 0)
        try:
            call()
            found: Outcome = ("OK", "", 0)
        except cgov.CgovError as error:
            found = error.status_name[len("CGOV_E_"):], error.reason_name[len("CGOV_R_"):], error.line
        self.assertEqual(found, outcome, (note, refused))

    def bundle(self, chance: random.Random, item: Item) -> None:
        """Sums for those on paper, or for who raises a hand: right as a rule, and now and then too many."""
        town = self.town
        rolls = [roll for roll in item.procedure.rolls.values() if roll.ballot]
        ready = [roll.name for roll in rolls if roll.sealed and roll.bundle and item.state in roll.bundle.states]
        name = chance.choice(ready or [roll.name for roll in rolls])
        roll = item.procedure.rolls[name]
        actor = chance.choice(("clerk of centre", "neighbour", "neighbour", "head of centre"))
        if not second_reader.sees(item, town.actors[actor], town.now):
            return
        there = set(second_reader.standing(item, roll.bundle_for)) if roll.bundle_for else set()
        heads = len(there) if roll.bundle_exactly else len(there - set(item.rolls.get(name, {})))
        heads = max(0, heads + chance.choice((0, 0, 0, 0, 0, 0, 1, -1)))
        lines: Dict[str, int] = {}
        if roll.ballot_from:
            lines = {"cast": heads, "blank": chance.randrange(2)}
            lines.update({str(place): chance.randrange(heads + 2) for place in chance.sample((1, 2, 3, 4), 2)})
        else:
            lines[chance.choice(("yes", "yes", "yes", "yes", "no", "block") if heads else ("yes",))] = heads
        waits = [said for who, said in item.waits.get((name, 0), {}).items() if who != town.actors[actor]]
        if waits and chance.random() < 0.8:
            lines = {choice: int(str(number)) for choice, number in waits[-1].items()}
        lines = {choice: number for choice, number in lines.items() if number}
        if not lines:
            return
        refused = next(second_reader.bundling(item, name, town.actors[actor], lines, town.now), None)
        rows = [self.row(choice, number) for choice, number in lines.items()]
        act, what = town.act(town.actors[actor]), "result" if roll.sealed else "bundle"
        self.same(refused, lambda: town.ledger.seal_result(act, item.id, name, rows, PROOF) if roll.sealed else
                  town.ledger.bundle(act, item.id, name, rows), (item.state, name, actor, lines, heads))
        self.count("%s %s" % (what, refused.reason if refused else "brought"))
        if not refused:
            stands = second_reader.bundle(item, name, town.actors[actor], lines)
            self.count("%s %s" % (what, "stands" if stands else "waits"))

    def row(self, choice: str, number: int) -> cgov.TallyRow:
        if choice == "cast":
            return cgov.TallyRow(tally=cgov.TallyKind.CAST, heads=number)
        if choice in second_reader.CHOICES:
            return cgov.TallyRow(tally=cgov.TallyKind.CHOICE, number=cgov.BallotChoice[choice.upper()], heads=number)
        return cgov.TallyRow(tally=cgov.TallyKind.CANDIDATE, number=int(choice), heads=number)

    # ---- what is compared

    def compare(self, item: Item) -> None:
        town = self.town
        town.compare(item)
        for name, roll in item.procedure.rolls.items():
            there = {entry.elector for entry in town.ledger.entries(town.auditor, item.id, name) if entry.standing}
            self.assertEqual(there, set(second_reader.standing(item, name)), (item.state, name))
            if roll.ballot:
                self.assertEqual(self.tallies(item, name), self.expected_tallies(item, roll), (item.state, name))
        for move in item.procedure.moves.values():
            if move.decides and item.state in move.states and not item.procedure.rolls[move.over].sealed:
                self.standing(item, move)

    def tallies(self, item: Item, name: str) -> Mapping[str, int]:
        rows = self.town.ledger.tallies(self.town.auditor, item.id, name)
        said = {}
        for row in rows:
            if row.tally == cgov.TallyKind.CHOICE and row.heads:
                said[cgov.BallotChoice(row.number).name.lower()] = row.heads
            elif row.tally == cgov.TallyKind.CANDIDATE and row.heads:
                said[str(row.number)] = row.heads
        return said

    def expected_tallies(self, item: Item, roll: second_reader.Roll) -> Mapping[str, int]:
        said = {choice: number for choice, number in item.bundles.get(roll.name, {}).items() if choice != "cast"}
        for entry in () if roll.sealed else item.rolls.get(roll.name, {}).values():
            text = str(entry.details["choice"])
            for one in text.split(" ") if roll.ballot_from else [text]:
                said[one] = said.get(one, 0) + 1
        return said

    def standing(self, item: Item, move: Move) -> None:
        """Tried before it is counted, it is what the count would come to."""
        rule = deciding.rule_of(item, move, self.town.now)
        assert rule is not None
        ruling, _ = self.town.ledger.try_decision(self.town.auditor, item.id, move.name)
        self.assertEqual((ruling.name, cgov.RuleOutcome(ruling.outcome).name.lower()),
                         (rule.name, deciding.decided(item, move, self.town.now).outcome))
        self.count("tried")

    # ---- the walks

    def walk(self, seeds: range, steps: int, elects: bool = False) -> None:
        for seed in seeds:
            chance, town = random.Random(seed), self.town
            top = self.vote(PASSED) if elects else self.start(chance)
            for _ in range(steps):
                if top.final:
                    break
                item = chance.choice([one for one in self.family(top) if not one.final])
                actor = "clerk of centre" if chance.random() < 0.75 else chance.choice(
                    ("neighbour", "head of centre", "reporter", "clerk of district", "head of district"))
                for name, said in town.explained(item, actor).items():
                    self.assertEqual(said, town.expected(item, item.procedure.moves[name], actor, None),
                                     (item.state, name, item.profile, item.rolls, item.parties))
                rolls = item.procedure.rolls.values()
                is_open = any(roll.open_to(roll.by, item.state) for roll in rolls)
                brings = any(roll.bundle and item.state in roll.bundle.states for roll in rolls)
                way = chance.random()
                if way < (0.4 if item.state in ("called", "listed") else 0.2 if is_open else 0.5 if brings else 0.8):
                    self.move(chance, item, actor)
                elif any(roll.ballot for roll in rolls) and chance.random() < (0.5 if brings else 0.1):
                    self.bundle(chance, item)
                else:
                    for _ in range(3 if is_open else 1):
                        self.enter(chance, item)
                for one in self.family(top):
                    self.compare(one)
            town.elapse(1000 if elects else DAY if seed % 4 else 2 * DAY)

    def test_walks_at_random(self) -> None:
        self.walk(range(20), 40, elects=True)
        self.walk(range(20, 56), 50)
        made = {"vote passed", "vote failed", "vote no_quorum", "vote unfilled", "topic passed", "topic failed",
                "topic no_quorum", "ballots entered", "ballots AGAIN", "ballots EXCLUDED", "ballots CHOICE", "names entered",
                "names CHOICE", "names BUNDLE", "bundle stands", "bundle waits", "bundle BUNDLE", "bundle ROLL",
                "bundle ACTOR", "RULE", "ROLE", "BUNDLE", "QUORUM", "CERTAIN", "marks entered", "tried"}
        self.assertEqual(made - set(self.counts), set())

    def test_sealed_walks(self) -> None:
        self.found(more=SEALED)
        self.walk(range(200, 236), 50)
        made = {"vote passed", "vote failed", "vote no_quorum", "ballots entered", "ballots COPY", "ballots EXCLUDED", "ballots AGAIN",
                "ballots left", "result brought", "result stands", "result waits", "result BUNDLE", "result ROLL", "BUNDLE", "QUORUM"}
        self.assertEqual(made - set(self.counts), set())

    def test_replicas(self) -> None:
        self.found(Twin)
        before = Twin.commands
        self.walk(range(100, 108), 80)
        self.count("commands", Twin.commands - before)
        self.assertGreater(self.counts["commands"], 300)


if __name__ == "__main__":
    tap.main()
