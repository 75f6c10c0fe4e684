"""The machine, exhaustively: every state, move and kind of actor, then one failing guard at a time. What must come out
is told by the second reader; what does come out, by cgov_item_move and by cgov_move_list, must be the same: status, reason and
line.
"""

import itertools
import random
import re
import unittest
from datetime import timedelta
from typing import Any, Callable, Dict, List, Optional, Set, Tuple, Type

import tap

import cgov
import second_reader
from second_reader import DAY, Failure, Item, Move, Office
from twin import Twin

HOUR = 3600000
START = 1770339600000  # 2026-02-06T09:00+08:00, a Friday
TEXT = cgov.shipped("standard")
RULES = second_reader.Rulebook(TEXT)
ISSUE, PART, ORDER, QUESTION = PROCEDURES = [RULES.procedures[name] for name in ("issue", "part", "order", "question")]
ROLES = ("operator", "clerk", "dispatcher", "collector", "contact", "checker", "head")
TREE = {"district": "city", "centre": "district", "street": "district", "bureau": "district", "village": "street",
        "station": "bureau"}
PLACE = 990101001201
REGIONS = {"street": 990101001000, "village": 990101001201, "bureau": 990101}
Outcome = Tuple[str, str, int]
MADE: Set[Tuple[str, str, str]] = set()  # procedure, state and move, of the moves made on both sides

# The straight way to each state; 46d lets so many days pass, `dispatch:city` names who leads.
HANDLING = "accept dispatch sign start"
CLOSED = HANDLING + " done answer pass"
WALKS = {"registered": "", "verifying": "verify", "awaiting": "ask_more", "accepted": "accept", "dispatched": "accept dispatch",
         "objected": "accept dispatch object", "conferring": "accept dispatch:city object confer", "reassigned": "accept dispatch reassign",
         "signed": "accept dispatch sign", "handling": HANDLING,
         "suspended": HANDLING + " suspend", "inquiring": HANDLING + " inquire", "handled": HANDLING + " done", "checking": HANDLING + " done answer",
         "closed": CLOSED, "review": CLOSED + " ask_review", "reviewed": CLOSED + " ask_review uphold",
         "recheck": CLOSED + " ask_review uphold ask_recheck",
         "hearing": CLOSED + " ask_review uphold ask_recheck hear",
         "refused": "reject", "merged": "merge", "withdrawn": "withdraw", "archived": CLOSED + " 46d",
         "settled": CLOSED + " ask_review uphold ask_recheck settle"}
DEEP = {state: walk.replace("dispatch", "dispatch:village", 1) for state, walk in WALKS.items()}  # three stand above it
REWORKED = HANDLING + " done answer" + " rework done answer" * 3
PARTS = {"asked": "", "arrived": "arrive", "done": "report_back", "dropped": "drop"}
ORDERS = {"asked": "", "done": "report_back", "dropped": "drop"}
QUESTIONS = {"asked": "", "answered": "reply", "closed": "reply rate", "withdrawn": "withdraw"}


class Town:
    """A ledger and the second reader's idea of it, kept in step."""

    def __init__(self, text: str = TEXT, kind: Type[cgov.Ledger] = cgov.Ledger) -> None:
        self.now = START
        self.rules = RULES if text == TEXT else second_reader.Rulebook(text)
        self.ledger = kind.create(START, rulebook=text, organization="市", resident="创建人", calendar="cn", salt=1)
        info = self.ledger.info()
        self.founder = info.founder
        self.sim = second_reader.Town(self.rules)
        self.items: Dict[int, Item] = {}
        self.told_last = (0, 0)  # the feed's position
        self.sim.offices[info.founder] = [Office("founder", info.root)]
        self.org = {"city": info.root}
        self.actors: Dict[str, int] = {"public": 0, "founder": info.founder}
        for name, above in TREE.items():
            self.organization(name, above)
        self.organization("empty", "district", "committee")
        for name in self.org:
            for role in ROLES if name != "empty" else ():
                self.appoint(self.resident("%s of %s" % (role, name)), role, name)
        for name in ("reporter", "neighbour", "accused", "hats", "deputy", "auditor", "auditor below", "former",
                     "coming"):
            self.resident(name)
        for name in self.org:
            for role in ROLES if name != "empty" else ():
                self.appoint(self.actors["hats"], role, name)
        self.appoint(self.actors["deputy"], "head", "district")
        self.appoint(self.actors["deputy"], "clerk", "station")
        self.appoint(self.actors["auditor"], "auditor", "city")
        self.appoint(self.actors["auditor below"], "auditor", "street")
        self.appoint(self.actors["former"], "contact", "street", START, START + 1)
        self.appoint(self.actors["coming"], "contact", "street", START + 1000 * DAY)
        self.now += 1

    def act(self, actor: int) -> cgov.Act:
        return cgov.Act(actor, self.now, salt=1, long_jump=True)

    def organization(self, name: str, above: str, kind: str = "office") -> None:
        self.org[name] = self.ledger.add_organization(self.act(self.founder), name, kind, parent=self.org[above],
                                                      region=REGIONS.get(name, 0))
        self.sim.regions[self.org[name]] = REGIONS.get(name, 0)
        self.sim.kinds[self.org[name]] = kind
        self.sim.above[self.org[name]] = self.org[above]

    def resident(self, name: str) -> int:
        self.actors[name] = self.ledger.add_resident(self.act(self.founder), name, parent=self.org["city"])
        self.sim.homes[self.actors[name]] = self.org["city"]
        return self.actors[name]

    def appoint(self, who: int, role: str, name: str, start: int = 0, end: int = 0) -> None:
        self.ledger.appoint(self.act(self.founder), who, self.org[name], role, from_=start, until=end)
        self.sim.offices.setdefault(who, []).append(Office(role, self.org[name], start or self.now, end))

    def elapse(self, milliseconds: int) -> None:
        """Lets time pass, and make its moves."""
        self.now += milliseconds
        self.ledger.tick(self.act(0))
        for item in self.items.values():
            for name in list(item.clocks):
                clock, running = item.procedure.clocks[name], item.clocks[name]
                due = running.cut or self.sim.due(running.start, running.length, running.gained) if clock.does else self.now
                if due < self.now:
                    MADE.add((item.procedure.name, item.state, clock.does))
                    second_reader.play(item, item.procedure.moves[clock.does], 0, {}, due + 1, self.items)

    def report(self, actor: str = "reporter", opening: str = "report", **more: Any) -> Item:
        details = {**(self.details(opening) if opening in ("report", "ask") else {}), **more}
        details = {name: value for name, value in details.items() if value is not None}
        item = self.unborn(actor, details)
        item.id = self.ledger.report(self.act(self.actors[actor]), details)
        second_reader.play(item, item.procedure.moves[opening], self.actors[actor], details, self.now, self.items)
        self.items[item.id] = item
        return item

    def unborn(self, actor: str, details: Dict[str, Any]) -> Item:
        procedure = self.rules.procedures[details.get("procedure", "issue")]
        parties = {"reporter": details.get("behalf", self.actors[actor])}
        profile = self.rules.profile_of(details.get("matter"))
        return Item(self.sim, procedure, parties, dict(details), profile=profile, entered=self.actors[actor])

    def details(self, move: str, item: Optional[Item] = None, of: Optional[Item] = None) -> Dict[str, Any]:
        """What a report tells, or all that a move needs and takes."""
        if move == "report":
            settled = sum(item.state == "settled" for item in self.items.values())  # taken up again nowhere
            return {"place": PLACE + 10 * settled, "text": "路灯不亮", "intake": self.org["centre"], "track": "petition",
                    "channel": "web", "matter": "consultation"}
        if move == "ask":
            return {"text": "何时复明？", "intake": self.org["centre"], "procedure": "question"}
        values = {"lead": self.org["street"], "intake": self.org["bureau"], "organization": self.org["bureau"], "organizations": [self.org["village"], self.org["station"]], "days": 5,
                  "channel": "litigation", "result": "solved", "urgency": "urgent", "class": "pothole", "rating": 5,
                  "contacted": 1, "solved": 1, "assignee": self.actors["contact of street"], "cause": "season", "occasion": "joint", "masked": 1, "place": PLACE, "point": (36 << 32) + 114,
                  "track": "petition", "matter": "consultation"}
        known = of or item
        own = [known.procedure] if known else []  # two procedures may have moves of one name
        rule = next(procedure.moves[move] for procedure in own + PROCEDURES if move in procedure.moves)
        found = {name: values.get(name, "已办。") for name in rule.needs + rule.takes if name != "master"}
        if move in ("escalate", "found"):
            found["solved"] = 2  # or it is not to be handled again
        if known and move in ("reassign", "replace") and known.parties.get("lead") == self.org["street"]:
            found["lead"] = self.org["village"]  # another
        if known and move.startswith("name_") and self.org["bureau"] in (known.parties.get("reviewer"), known.parties.get("checker2")):
            found["organization"] = self.org["station"]
        if "channel" in rule.takes and not rule.answers:
            found["channel"] = "web"  # where it came from; of an answer, where else to turn
        if "master" in rule.needs:
            try:
                found["master"] = self.report("neighbour", against=item and item.facts.get("against")).id
            except cgov.Refused:  # the accused have come into the intake since
                found["master"] = self.report("neighbour").id
        return found

    def needed(self, item: Item, move: Move) -> Dict[str, Any]:
        asked = move.needs + second_reader.wanted(item, move, self.now)
        if second_reader.only_applies(item.procedure, move):
            asked.append("place")  # where it lies already
        return {name: value for name, value in self.details(move.name, item).items() if name in asked}

    def fitting(self, item: Item, move: Move) -> str:
        """The officer, or else the party, whose move it is."""
        if move.by[0].kind == "asker":
            return next(name for name, actor in self.actors.items() if actor == item.entered)
        who = next(who for who in move.by if who.kind in ("role", "party"))
        place = second_reader.place_of(item, who._replace(superiors=abs(who.superiors)))  # of any, the nearest
        for name, organization in self.org.items():
            if organization == place:
                return "%s of %s" % (who.role, name)
        return next((name for name, actor in self.actors.items() if actor == place), "founder")

    def make(self, item: Item, name: str, actor: Optional[str] = None,
             details: Optional[Dict[str, Any]] = None) -> None:
        """A move that must be allowed, on both sides; what it leads to must be the same."""
        move = item.procedure.moves[name]
        actor = actor or self.fitting(item, move)
        details = self.needed(item, move) if details is None else details
        refused = self.expected(item, move, actor, details)
        assert refused[0] == "OK", (name, actor, refused)
        outcome = self.tried(item, name, actor, details)
        assert outcome == refused, (name, actor, outcome)
        MADE.add((item.procedure.name, item.state, name))
        second_reader.play(item, move, self.actors[actor], details, self.now, self.items)
        for child, row in zip(item.children, self.ledger.items(self.auditor, parent=item.id)):
            child.id = row.id
            self.items[row.id] = child
            self.compare(child)
        self.compare(item)

    def walk(self, item: Item, walk: str, by: Optional[str] = None) -> Item:
        """By the officers whose moves they are; or all by one who holds every office, where nobody is excluded."""
        for step in walk.split():
            if step == "46d":
                self.elapse(46 * DAY)
                continue
            step, _, lead = step.partition(":")
            if lead:
                self.make(item, step, by, {"lead": self.org[lead]})
                continue
            others = any(who.kind == "party" and who.party not in item.procedure.named or who.excluded for who in item.procedure.moves[step].by)
            self.make(item, step, None if others else by)
        return item

    @property
    def auditor(self) -> cgov.Reader:
        return cgov.Reader(self.actors["auditor"], self.now)

    def compare(self, item: Item) -> None:
        """State, holder, parties and answers owed are what the second reader has."""
        view = self.ledger.item(self.auditor, item.id)
        holder = item.parties.get(item.procedure.states[item.state], 0)
        owed = item.master.owed if item.master else item.owed
        assert (view.state, view.holder, view.final) == (item.state, holder, item.final), (view, item)
        assert view.owed == owed, (view.owed, item.owed, item.state)
        self.compare_people()
        parties = {party.name: party.id for party in self.ledger.parties(self.auditor, item.id)}
        assert parties == {name: item.parties.get(name, 0) for name in item.procedure.parties}, parties
        running = {clock.name for clock in self.ledger.clocks(self.auditor, item.id) if clock.stopped_at == 0}
        assert running == set(item.clocks), (running, set(item.clocks))

    def compare_people(self) -> None:
        """What moves told, and who holds which office now, where some move gives or ends any."""
        numbers = {id(item): number for number, item in self.items.items()}
        told, auditor = [], self.actors["auditor"]
        for entry in self.ledger.feed(self.auditor, self.told_last):
            self.told_last = entry.position
            if entry.what == cgov.News.TOLD:
                told.append((entry.item, entry.move, entry.to, entry.role, entry.roll))
        said = [(numbers[id(news.item)], news.move, auditor if auditor in news.there else news.to, news.role, news.roll)
                for news in self.sim.news]
        assert sorted(told) == sorted(said), (told, said)
        self.sim.news.clear()
        if not any(move.offices for procedure in self.rules.procedures.values() for move in procedure.moves.values()):
            return
        for number in self.sim.homes:
            held = {(one.role, one.organization) for one in self.ledger.appointments(self.auditor, number)
                    if one.from_ <= self.now and (one.until == 0 or self.now < one.until)}
            assert held == {(one.role, one.organization) for one in self.sim.held(number, self.now)}, (number, held)

    # What must come out, and what does

    def refusals(self, item: Item, move: Move, actor: str, details: Optional[Dict[str, Any]]) -> List[Failure]:
        return list(second_reader.failures(item, move, self.actors[actor], details, self.now, self.items))

    def expected(self, item: Item, move: Move, actor: str, details: Optional[Dict[str, Any]],
                 seen: Optional[bool] = None) -> Outcome:
        if self.actors[actor] == 0:
            return "REFUSED", "MAY", 0  # the public does nothing but tick
        if item.id and not (second_reader.sees(item, self.actors[actor], self.now) if seen is None else seen):
            return "NOT_FOUND", "", 0
        found = second_reader.failures(item, move, self.actors[actor], details, self.now, self.items)
        first = next(found, Failure("OK", "", 0))
        return first.status, first.reason, first.line

    def tried(self, item: Item, move: str, actor: str, details: Dict[str, Any]) -> Outcome:
        try:
            if item.id:
                self.ledger.move(self.act(self.actors[actor]), item.id, move, details)
            else:
                self.ledger.report(self.act(self.actors[actor]), details)
        except cgov.CgovError as error:
            return error.status_name[len("CGOV_E_"):], error.reason_name[len("CGOV_R_"):], error.line
        return "OK", "", 0

    def explained(self, item: Item, actor: str) -> Dict[str, Outcome]:
        """What cgov_move_list says; empty where the actor does not see the item."""
        try:
            views = list(self.ledger.moves(cgov.Reader(self.actors[actor], self.now), item.id))
        except cgov.NotFound:
            return {}
        said = {view.name: ("OK", "", 0) if view.allowed else
                ("REFUSED", cgov.reason_name(view.reason)[len("CGOV_R_"):], view.line) for view in views}
        return said


class Counted(unittest.TestCase):
    """One town for a test; counts what it asserts and prints it at the end."""

    seen: Set[Tuple[str, str, str, str]] = set()  # procedure, state, move and guard, of the guards seen failing alone

    def setUp(self) -> None:
        self.town = Town()
        self.counts: Dict[str, int] = {}

    def tearDown(self) -> None:
        self.town.ledger.close()
        told = ", ".join("%d %s" % (count, name) for name, count in self.counts.items())
        print("# %s: %s" % (self.id().partition(".")[2], told or "nothing counted"))

    def count(self, name: str, more: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + more

    def agree(self, item: Item, move: str, actor: str, details: Dict[str, Any], outcome: Outcome) -> None:
        note = "%s, %s by %s with %s" % (item.state, move, actor, sorted(details))
        self.assertEqual(self.town.tried(item, move, actor, details), outcome, note)

    def grid(self, fresh: Callable[[], Item]) -> None:
        """Every move by every actor, on an item in one state: the refused ones leave it as it was, each allowed one is
        made on a fresh item in the same state."""
        town, item = self.town, fresh()
        allowed: List[Tuple[str, str]] = []
        details = {name: town.details(name, item) for name in item.procedure.moves if name != item.procedure.opening}
        version = town.ledger.item(town.auditor, item.id).version
        for actor in town.actors:
            said = town.explained(item, actor)
            seen = second_reader.sees(item, town.actors[actor], town.now)
            self.assertEqual(bool(said), seen, (item.state, actor))
            for name, given in details.items():
                move = item.procedure.moves[name]
                if said:
                    asked = town.expected(item, move, actor, None, seen)
                    self.assertEqual(said[name], asked, (item.state, actor, name))
                outcome = town.expected(item, move, actor, given, seen)
                if outcome[0] == "OK":
                    allowed.append((actor, name))
                    continue
                self.agree(item, name, actor, given, outcome)
                if outcome[1] == "STATE":
                    self.seen.add((item.procedure.name, item.state, name, "state"))
                self.count({"NOT_FOUND": "unseen"}.get(outcome[0], "refused"))
        self.assertEqual(town.ledger.item(town.auditor, item.id).version, version)
        town.compare(item)
        for actor, name in allowed:
            again = fresh()
            town.make(again, name, actor, town.details(name, again))
            self.count("made")

    def alone(self, item: Item, name: str, guard: str, actor: Optional[str] = None, without: str = "",
              nothing: bool = False, **more: Any) -> None:
        """Of all guards of the move exactly this one fails; both doors say so, with its reason and line."""
        town, move = self.town, item.procedure.moves[name]
        actor = actor or town.fitting(item, move)
        details = {**(town.details(name, of=item) if move.states else item.facts), **more}
        details.pop(without, None)
        details = {} if nothing else details
        failed = town.refusals(item, move, actor, details)
        self.assertEqual({failure.clause for failure in failed}, {guard}, (item.state, name, actor))
        self.agree(item, name, actor, details, (failed[0].status, failed[0].reason, failed[0].line))
        if item.id:
            said = town.explained(item, actor)
            self.assertEqual(said[name], town.expected(item, move, actor, None), (item.state, name, actor))
        self.seen.add((item.procedure.name, item.state, name, guard))
        self.count("guards failing alone")

    def each_detail_and_actor(self, item: Item) -> None:
        """For each move that could be made here: each need missing, a detail too many, somebody else."""
        town = self.town
        for name, move in item.procedure.moves.items():
            if item.state not in move.states or not any(who.kind in ("role", "party", "asker") for who in move.by):
                continue
            actor = town.fitting(item, move)
            details = town.details(name, of=item)
            if town.expected(item, move, actor, details)[0] != "OK":
                continue
            for need in move.needs:
                self.alone(item, name, "needs " + need, actor, without=need)
            self.alone(item, name, "takes", actor, title="不该有的")
            for other in town.actors:
                clauses = [failure.clause for failure in town.refusals(item, move, other, details)]
                if clauses == ["by"] and second_reader.sees(item, town.actors[other], town.now):
                    self.alone(item, name, "by", other)

    def issue(self, state: str, more: str = "", by: Optional[str] = None, actor: str = "reporter", walk: str = "",
              **facts: Any) -> Item:
        """An issue in a state by the straight way (or `walk`), with more steps made before the way begins."""
        item = self.town.report(actor, **facts)
        return self.town.walk(item, more + " " + (walk or WALKS[state]), by)

    def conferred(self, **facts: Any) -> Item:
        """Put before a conference, which has said who leads."""
        item = self.issue("conferring", **facts)
        self.town.make(item.children[0], "decide")
        return item

    def part(self, state: str, by: Optional[str] = None, **facts: Any) -> Item:
        parent = self.issue("handling", by=by, **facts)
        self.town.make(parent, "whistle", details={"occasion": "joint", "reason": "急", "organizations": [self.town.org["village"]]})
        return self.town.walk(parent.children[0], PARTS[state], by)

    def order(self, state: str, by: Optional[str] = None, **facts: Any) -> Item:
        parent = self.issue("handling", by=by, **facts)
        self.town.make(parent, "supervise", details={"reason": "久拖", "organizations": [self.town.org["village"]]})
        return self.town.walk(parent.children[0], ORDERS[state], by)

    def question(self, state: str, by: Optional[str] = None, actor: str = "reporter", **facts: Any) -> Item:
        return self.town.walk(self.town.report(actor, "ask", **facts), QUESTIONS[state], by)


class Alone(Counted):
    """One failing guard at a time, all others holding."""

    def test_details_and_actors(self) -> None:
        for state in WALKS:
            with self.subTest(state):
                self.each_detail_and_actor(self.issue(state))
        self.each_detail_and_actor(self.issue("", walk="accept dispatch:city object"))
        self.alone(self.issue("conferring"), "assign", "when last conference in decided")
        item = self.conferred()
        self.each_detail_and_actor(item)
        self.town.make(item, "assign")
        for state in ISSUE.moves["name_checker"].states:
            self.each_detail_and_actor(self.issue("", walk=DEEP[state]))
        for walk in REWORKED, CLOSED:
            self.each_detail_and_actor(self.issue("", walk=walk, track="complaint"))
        for made, states in (self.part, PARTS), (self.order, ORDERS), (self.question, QUESTIONS):
            for state in states:
                with self.subTest(state, of=made.__name__):
                    self.each_detail_and_actor(made(state))

    def test_report(self) -> None:
        town = self.town

        def unborn(actor: str = "reporter", **more: Any) -> Item:
            return town.unborn(actor, {**town.details("report"), **more})

        for need in ISSUE.moves["report"].needs:
            self.alone(unborn(), "report", "needs " + need, "reporter", without=need)
        self.alone(unborn(), "report", "takes", "reporter", rating=5)
        self.alone(unborn(delegates=6), "report", "when delegates 5", "reporter")
        self.alone(unborn("neighbour", earlier=self.issue("closed").id), "report", "there", "neighbour")
        for accused in "centre", "district":
            self.alone(unborn(against=town.org[accused]), "report", "when unaccused intake", "reporter")
        self.alone(unborn(against=town.actors["clerk of centre"]), "report", "when unaccused intake", "reporter")
        settled = self.issue("settled")
        place = settled.facts["place"]
        self.alone(unborn(earlier=settled.id), "report", "when unsettled earlier", "reporter")
        self.alone(unborn(place=place), "report", "when unsettled earlier", "reporter")
        self.alone(unborn("operator of centre", place=place, behalf=town.actors["reporter"]), "report",
                   "when unsettled earlier", "operator of centre")
        for more in {"matter": "pothole"}, {"place": place + 1}, {"matter": None}:
            town.report(**{"place": place, **more})
            self.count("reports made")
        town.report("neighbour", place=place)
        town.report("operator of centre", place=place, behalf=town.actors["reporter"], earlier=settled.id)
        item = unborn()
        self.agree(item, "report", "public", item.facts, ("REFUSED", "MAY", 0))
        self.seen.add(("issue", "", "report", "by"))  # any resident may: what is left is the public
        for more in {"delegates": 5}, {"earlier": self.issue("archived").id}, {"against": town.org["bureau"]}:
            town.report(**more)
            self.count("reports made")

    def test_ask(self) -> None:
        town = self.town

        def unborn(**more: Any) -> Item:
            return town.unborn("reporter", {**town.details("ask"), **more})

        for need in QUESTION.moves["ask"].needs:
            self.alone(unborn(), "ask", "needs " + need, "reporter", without=need)
        self.alone(unborn(), "ask", "takes", "reporter", rating=5)
        item = unborn()
        self.agree(item, "ask", "public", item.facts, ("REFUSED", "MAY", 0))
        self.seen.add(("question", "", "ask", "by"))  # as with a report
        self.alone(self.town.walk(self.question("answered"), "again reply"), "again", "at_most 1")
        self.alone(self.town.walk(self.question("asked"), "entrust " * 20), "entrust", "at_most 20")

    def test_who_is_excluded(self) -> None:
        for move in "verified", "unfounded":
            self.alone(self.issue("verifying", actor="collector of centre"), move, "not", "collector of centre")
        for state, moves in {"checking": "pass rework", "review": "uphold overturn name_reviewer", "hearing": "heard",
                             "recheck": "hear settle overturn2"}.items():
            for move in moves.split():
                self.alone(self.issue(state, by="hats"), move, "not", "hats")
        for state in ISSUE.moves["name_checker"].states:
            self.alone(self.issue("", walk=DEEP[state], by="hats"), "name_checker", "not", "hats")
        self.alone(self.issue("handling"), "suspend", "not", "hats")  # who is above, and in the lead
        item = self.issue("checking", walk=REWORKED, by="hats", track="complaint")
        self.alone(item, "conclude", "not", "hats")
        self.alone(item, "found", "not", "hats")
        self.alone(self.question("asked", actor="clerk of centre"), "reply", "not", "clerk of centre")

    def test_what_is_found(self) -> None:
        self.alone(self.issue("checking"), "pass", "when says solved no", solved=2)
        self.alone(self.issue("", walk=REWORKED), "found", "when says solved no", solved=1)
        self.alone(self.issue("checking"), "found", "when used_up rework")
        self.alone(self.issue("closed", track="complaint"), "escalate", "when says solved no", solved=1)

    def test_who_arbitrates(self) -> None:
        """The nearest that stands above whoever has been said to lead; where nobody does, a conference."""
        self.alone(self.issue("objected"), "confer", "when superior of lead and first")
        for first, second, arbiter in (("village", "street", "district"), ("village", "station", "district"),
                                       ("street", "village", "district"), ("village", "village", "street"),
                                       ("district", "street", "city")):
            item = self.issue("", walk="accept dispatch:%s object return dispatch:%s object" % (first, second))
            move = ISSUE.moves["arbitrate"]
            self.assertEqual(self.town.fitting(item, move), "head of " + arbiter)
            self.each_detail_and_actor(item)
            self.town.make(item, "arbitrate")

    def test_what_is_asked_of_some(self) -> None:
        for track in "petition", "accusation":
            self.alone(self.issue("handling", track=track), "done", "when given evidence if track petition accusation",
                       without="evidence")
        self.alone(self.issue("handling", track="complaint", matter="pothole"), "done",
                   "when given evidence if matter proof", without="evidence")
        item = self.issue("handling", track="complaint")
        self.agree(item, "done", "contact of street", {"result": "solved"}, ("OK", "", 0))

    def test_what_the_report_said(self) -> None:
        self.alone(self.issue("registered", channel="media"), "accept", "when channel public media")
        self.alone(self.issue("registered", matter=None), "direct", "when matter direct")
        self.alone(self.issue("registered", matter="petition"), "direct", "when matter direct")
        for name in "ask_review", "claim_review":
            self.alone(self.issue("closed", track="complaint"), name, "when track petition")
        self.alone(self.issue("closed"), "escalate", "when track petition")
        self.alone(self.issue("", walk=REWORKED), "conclude", "when track petition")
        for state in ISSUE.moves["withdraw"].states:
            self.alone(self.issue(state, public_safety=1), "withdraw", "when public_safety")

    def test_merging(self) -> None:
        town = self.town
        hidden = self.issue("handling")
        town.appoint(town.actors["neighbour"], "clerk", "village")
        unfit = [self.issue(state).id for state in ("merged", "checking", "archived", "refused", "withdrawn")]
        for state in ISSUE.moves["merge"].states:
            item = self.issue(state, intake=town.org["village"])
            self.alone(item, "merge", "there", "neighbour", master=hidden.id)  # whose organizations are others
            item = self.issue(state)
            elsewhere = town.report("neighbour", place=PLACE + 1).id
            self.alone(item, "merge", "when same_place master within 50 meters", master=elsewhere)
            unlike = town.report("neighbour", matter="pothole").id
            self.alone(item, "merge", "when same_matter master", master=unlike)
            accusing = self.issue(state, against=town.org["bureau"])
            self.alone(accusing, "merge", "follows", master=town.report("neighbour").id)
            there = cgov.point(39.9, 116.4)
            for latitude, near in (39.9 + 49 / 111_195, True), (39.9 + 51 / 111_195, False):
                item = self.issue(state, point=there)
                master = town.report("neighbour", place=PLACE + 1, point=cgov.point(latitude, 116.4)).id
                if near:
                    town.make(item, "merge", details={"master": master})
                else:
                    self.alone(item, "merge", "when same_place master within 50 meters", master=master)
            item = self.issue(state)
            for master in [item.id, *unfit]:
                self.alone(item, "merge", "when owing master", master=master)
        for name in "merge", "withdraw":
            for state in ISSUE.moves[name].states:
                item = self.issue(state)
                town.make(town.report("neighbour"), "merge", details={"master": item.id})
                self.alone(item, name, "when unfollowed")

    def test_organizations_that_cannot_be_sent_to(self) -> None:
        town = self.town
        empty, bureau, district, station = (town.org[name] for name in ("empty", "bureau", "district", "station"))
        for name, state in [("dispatch", "accepted"), ("arbitrate", "objected")] + [
                ("reassign", state) for state in ISSUE.moves["reassign"].states]:
            self.alone(self.issue(state), name, "when contact lead", lead=empty)
            more = {"organizations": town.org["village"]} if name == "dispatch" else {}
            for against, lead in (bureau, bureau), (bureau, station), (town.actors["head of station"], station):
                self.alone(self.issue(state, against=against), name, "when unaccused lead", lead=lead, **more)
        self.alone(self.conferred(), "assign", "when contact lead", lead=empty)
        self.alone(self.conferred(against=bureau), "assign", "when unaccused lead", lead=station)
        item = self.issue("closed", against=town.actors["deputy"], track="complaint")
        town.make(item, "escalate")  # past whom it accuses, to what stands above that
        self.assertEqual(item.parties["lead"], town.org["city"])
        for name, party in ("name_reviewer", "reviewer"), ("name_checker", "checker2"):
            for state in ISSUE.moves[name].states:
                self.alone(self.issue("", walk=DEEP[state], against=bureau), name, "when unaccused " + party,
                           organization=station)
        for state in ISSUE.moves["assign_to"].states:
            self.alone(self.issue("", walk=WALKS[state] + " assign_to" * 5), "assign_to", "at_most 5")
        for state in ISSUE.moves["entrust"].states:
            self.alone(self.issue(state, against=bureau), "entrust", "when unaccused intake", intake=station)
        chain = self.issue("accepted", intake=town.org["city"], against=bureau)
        self.alone(chain, "dispatch", "when unaccused lead", lead=district, organizations=town.org["village"])
        for name, state in [("dispatch", "accepted"), ("whistle", "handling")] + [
                ("supervise", state) for state in ISSUE.moves["supervise"].states]:
            self.alone(self.issue(state), name, "when contact organizations",
                       organizations=[town.org["village"], empty])
            self.alone(self.issue(state, against=bureau), name, "when unaccused organizations",
                       organizations=[town.org["village"], station])

    def test_a_lead_that_is_replaced(self) -> None:
        """After the last `reassign`: from each state that a lead holds then."""
        bent = "accept dispatch" + " reassign" * 3
        ways = {"reassigned": "", "signed": " sign", "handling": " sign start", "suspended": " sign start suspend",
                "handled": " sign start done"}
        for state in ISSUE.moves["reassign"].states:
            item = self.issue(state)
            self.alone(item, "reassign", "when other lead", lead=item.parties["lead"])
        for name, parties in ("name_reviewer", ("reviewer", "lead")), ("name_checker", ("checker2", "reviewer", "lead")):
            guard = "when other " + " and ".join(parties)
            for state, party in itertools.product(ISSUE.moves[name].states, parties):
                item = self.issue("", walk=DEEP[state])
                self.alone(item, name, guard, organization=item.parties[party])
        self.assertEqual(set(ways), set(ISSUE.moves["replace"].states))
        accused = self.town.actors["head of station"]
        for state, way in ways.items():
            self.each_detail_and_actor(self.issue("", walk=bent + way))
            self.alone(self.issue("", walk=bent + way), "replace", "when contact lead", lead=self.town.org["empty"])
            self.alone(self.issue("", walk=bent + way, against=accused), "replace", "when unaccused lead",
                       lead=self.town.org["station"])
            self.alone(self.issue("", walk=bent + way + " replace" * 20), "replace", "at_most 20")
            item = self.issue("", walk=bent + way)
            self.alone(item, "replace", "when other lead", lead=item.parties["lead"])
            self.alone(self.issue(state), "replace", "when used_up reassign")

    def test_an_intake_accused_after_the_report(self) -> None:
        town = self.town
        item = self.issue("registered", actor="clerk of centre", against=town.actors["accused"])
        town.appoint(town.actors["accused"], "operator", "centre")
        self.alone(item, "direct", "when unaccused intake", "clerk of centre")  # who sees it as its reporter

    def test_limits(self) -> None:
        again = {"contact": HANDLING + " contact" * 20,
                 "whistle": HANDLING + " whistle" * 5, "extend": HANDLING + " extend",
                 "suspend": HANDLING + " suspend resume" * 3, "rework": REWORKED,
                 "object": WALKS["dispatched"] + " object uphold_order" * 3,
                 "return": "accept" + " dispatch object return" * 2 + " dispatch object",
                 "reopen": CLOSED + " reopen done answer pass", "hear": WALKS["hearing"] + " heard",
                 "ask_more": "ask_more complete", "inquire": HANDLING + " inquire supply"}
        for name, walk in again.items():
            self.alone(self.issue("", walk=walk), name, "at_most %d" % ISSUE.moves[name].limit)
        for state in ISSUE.moves["classify"].states:
            self.alone(self.issue(state), "classify", "applies", nothing=True)
            self.alone(self.issue(state, "classify classify classify"), "classify", "at_most 3")
        for state in ISSUE.moves["mask"].states:
            self.alone(self.issue(state, "mask"), "mask", "at_most 1")
        for name, limit in ("supplement", 5), ("urge", 3):
            for state in ISSUE.moves[name].states:
                self.alone(self.issue(state, walk=WALKS[state] + (" " + name) * limit), name, "at_most %d" % limit)
        for state in "asked", "answered":
            self.alone(self.town.walk(self.question(state), "mask"), "mask", "at_most 1")
        for state in ISSUE.moves["supervise"].states:
            self.alone(self.issue("", walk=WALKS[state] + " supervise" * 3), "supervise", "at_most 3")
        for state in ISSUE.moves["entrust"].states:
            self.alone(self.issue(state, "entrust " * 20), "entrust", "at_most 20")
        for name in "name_reviewer", "name_checker":
            for state in ISSUE.moves[name].states:
                self.alone(self.issue("", walk=DEEP[state] + (" " + name) * 20), name, "at_most 20")
        for walk in "", " sign", " sign start", " sign start suspend", " sign start inquire", " sign start done":
            self.alone(self.issue("", walk="accept dispatch" + " reassign" * 3 + walk), "reassign", "at_most 3")
        item = self.issue("", walk=CLOSED + " ask_review overturn done answer pass" * 2 + " ask_review")
        self.alone(item, "overturn", "at_most 2")
        self.alone(self.issue("", walk=REWORKED + " found found found"), "found", "at_most 3")
        self.alone(self.issue("", walk=CLOSED + " rate rate rate"), "rate", "at_most 3")
        item = self.issue("", walk=CLOSED + " escalate sign start done answer pass", track="complaint")
        self.alone(item, "escalate", "at_most 1")
        item = self.issue("", walk=REWORKED + " conclude", track="complaint")
        self.alone(item, "conclude", "at_most 1", "deputy")
        for walk in WALKS["checking"], REWORKED[:-len(" rework done answer")]:
            self.alone(self.issue("", walk=walk, track="complaint"), "conclude", "when used_up rework")
        self.alone(self.issue("handling", walk=HANDLING + " whistle"), "done", "when children done")

        walk = WALKS["recheck"] + " overturn2 done answer pass ask_review uphold ask_recheck"
        self.alone(self.issue("", walk=walk), "overturn2", "at_most 1")

    def test_too_many_days(self) -> None:
        for name, state, days in ("extend", "handling", 30), ("suspend", "handling", 90), ("hear", "recheck", 60), (
                "ask_more", "registered", 15), ("inquire", "handling", 15):
            self.alone(self.issue(state), name, "days", days=days + 1)
            self.town.make(self.issue(state), name, details={**self.town.details(name), "days": days})

    def test_no_superior(self) -> None:
        for name, track in ("ask_review", "petition"), ("claim_review", "petition"), ("escalate", "complaint"):
            item = self.issue("accepted", track=track)
            self.town.make(item, "dispatch", details={"lead": self.town.org["city"]})
            self.town.walk(item, WALKS["closed"][len("accept dispatch"):])
            self.alone(item, name, "sets")
        item = self.issue("accepted")
        self.town.make(item, "dispatch", details={"lead": self.town.org["district"]})
        self.town.walk(item, WALKS["reviewed"][len("accept dispatch"):])
        self.alone(item, "ask_recheck", "sets")

    def test_who_whistles(self) -> None:
        item = self.issue("accepted")
        self.town.make(item, "dispatch", details={"lead": self.town.org["bureau"]})
        self.town.walk(item, WALKS["handling"][len("accept dispatch"):])
        self.alone(item, "whistle", "when level lead township")

    def last_instant(self, item: Item, name: str, guard: str, due: int) -> None:
        """Allowed at the last instant, refused a millisecond later."""
        self.town.elapse(due - self.town.now)
        move = item.procedure.moves[name]
        actor = self.town.fitting(item, move)
        self.assertEqual(self.town.explained(item, actor)[name], ("OK", "", 0))
        self.assertEqual(self.town.expected(item, move, actor, self.town.details(name)), ("OK", "", 0))
        self.town.elapse(1)
        self.alone(item, name, guard, actor)

    def test_time_that_is_over(self) -> None:
        for name, states, since in (("object", ["dispatched"], "dispatch"), ("reopen", ["closed"], "pass"),
                                    ("escalate", ["closed"], "pass"), ("ask_review", ["closed"], "answer"),
                                    ("claim_review", ["closed"], "pass"),
                                    ("ask_recheck", ["reviewed"], "uphold")):
            for state in states:
                item = self.issue(state, track="complaint" if name == "escalate" else "petition")
                guard = next(clause for clause in ISSUE.moves[name].clauses if clause.kind == "within")
                due = self.town.sim.due(item.last[since], second_reader.read_length(list(guard.words)))
                self.last_instant(item, name, " ".join(("within",) + guard.words), due)

    def test_a_clock_that_fell_due(self) -> None:
        item = self.issue("handling")
        clock = item.clocks["handle"]
        self.last_instant(item, "extend", "before handle", self.town.sim.due(clock.start, clock.length))
        item = self.issue("", walk=HANDLING + " suspend")
        self.town.elapse(4 * DAY)
        self.town.walk(item, "resume")
        clock = item.clocks["handle"]
        self.assertEqual(clock.gained, 4)
        self.last_instant(item, "extend", "before handle", self.town.sim.due(clock.start, clock.length, clock.gained))

    def test_who_is_named(self) -> None:
        for state in "signed", "handling":
            for other in "neighbour", "former", "coming", "contact of bureau", "head of district":
                self.alone(self.issue(state), "assign_to", "named", assignee=self.town.actors[other])

    def test_moves_of_time(self) -> None:
        for state, then in ("objected", "dispatched"), ("closed", "archived"), ("reviewed", "archived"), ("suspended", "handling"):
            item = self.issue(state)
            self.town.elapse(46 * DAY)
            self.town.compare(item)
            self.assertEqual(item.state, then)
            self.count("made by time")
        item = self.question("answered")
        self.town.elapse(16 * DAY)
        self.town.compare(item)
        self.assertEqual(item.state, "closed")

    def test_zz_every_guard_has_failed_alone(self) -> None:
        missing = []
        for procedure in PROCEDURES:
            for name, move in procedure.moves.items():
                if all(who.kind in ("time", "parent") for who in move.by):
                    continue
                for state in move.states or [""]:
                    for guard in second_reader.guards(procedure, move) - {"state"}:
                        if name == "reassign" and guard.startswith("at_most") and state in ("dispatched", "objected", "conferring"):
                            continue  # no way leads back there from its first use
                        if (procedure.name, state, name, guard) not in self.seen:
                            missing.append((procedure.name, state, name, guard))
                        self.count("guards of a move from a state")
        self.assertEqual(missing, [])


class Days(Counted):
    """Days that guards and clocks ask for, time that has to pass and matters by name: walks at random over a text that
    has them all, at midnights, a millisecond before, and between."""

    MORE = """procedure meeting "会议"
  detail day "召开日期" date
  party reporter "发起人" resident
  party intake "召集单位" organization
  stage all "全程"
    state called "拟召开" held by intake
    state noticed "已通知" held by intake
    state sat "已召开" held by intake
    state over "已结束" final
  clock prepare from call until notify soon end
    for 15 workdays
    late tell head of intake
  clock hold from notify soon fix redo until sit cancel missed
    for given day at most 9 workdays
    late tell head of intake
  clock follow from sit until file close shut
    for 30 days
    late do file
  open call "召集" -> called
    by any resident
    needs intake text
    takes day matter
    sets intake to given
  move notify called -> noticed
    by clerk of intake
    needs day
    when matter direct
    when day at least 3 days ahead
  move soon called -> noticed
    by clerk of intake
    needs day
    when not matter noise consultation
    when day at least 3 workdays ahead
  move end called -> over
    by clerk of intake
    answers
  move fix noticed -> same
    by clerk of intake
    takes day
    when not day come
    at most 9
  move redo noticed -> same
    by clerk of intake
    at most 9
  move sit noticed -> sat
    by clerk of intake
    when day come
    when not day over
  move missed noticed -> over
    by clerk of intake
    when day over
    answers
  move cancel noticed -> over
    by clerk of intake
    needs day
    when day come
    when not day at least 1 days ahead
    answers
  move close sat -> over
    by clerk of intake
    within 2 workdays of sit
    when matter consultation noise
    answers
  move shut sat -> over
    by clerk of intake
    after 2 workdays of sit
    answers
  move file sat -> over
    by time
    answers
matter noise "噪声"
  procedure meeting
matter lane "巷道"
  procedure meeting
  direct
"""

    def setUp(self) -> None:
        super().setUp()
        self.town.ledger.close()
        self.town = Town(TEXT + self.MORE)

    def date(self, later: int) -> int:
        day = self.town.sim.day(self.town.now) + timedelta(days=later)
        return day.year * 10000 + day.month * 100 + day.day

    def step(self, chance: random.Random, item: Item) -> None:
        """Some move, with a day or without; what lists and refuses is what the second reader says."""
        town, clerk = self.town, "clerk of centre"
        said = town.explained(item, clerk)
        for name, move in item.procedure.moves.items():
            if name in said:
                self.assertEqual(said[name], town.expected(item, move, clerk, None), (item.state, name, item.kept))
        leaving = [move for move in item.procedure.moves.values() if item.state in move.states and move.name != "file"]
        move = chance.choice(leaving)
        days = "day" in move.needs + move.takes and chance.random() < 0.9
        details = {"day": self.date(chance.randrange(-2, 14))} if days else {}
        outcome = town.expected(item, move, clerk, details)
        self.agree(item, move.name, clerk, details, outcome)
        self.count(outcome[1] or "made")
        if outcome[0] == "OK":
            second_reader.play(item, move, town.actors[clerk], details, town.now, town.items)
            town.compare(item)

    def test_walks_at_random(self) -> None:
        for seed in range(100):
            if seed % 5 == 0 and seed:  # the calendars of its text end with the year
                self.town.ledger.close()
                self.town = Town(TEXT + self.MORE)
            chance, town = random.Random(seed), self.town
            more = {"procedure": "meeting", "text": "议一议", "intake": town.org["centre"],
                    "matter": chance.choice(("consultation", "noise", "lane", None))}
            if chance.random() < 0.3:
                more["day"] = self.date(chance.randrange(-1, 9))
            item = town.report(opening="call", **more)
            for _ in range(25):
                if not item.final:
                    self.step(chance, item)
                midnight = DAY - (town.now + town.sim.offset) % DAY
                town.elapse(chance.choice((0, 0, midnight, midnight - 1, 11 * HOUR, 2 * DAY)))
        self.assertLessEqual({"made", "NEEDS", "NOTICE", "DAY", "AFTER", "WITHIN", "MATTER"}, set(self.counts))


class Families(Counted):
    """Parents and children: walks at random over a family of three, each opened in another form, whose parents follow
    what their children come to."""

    MORE = """role aide "助理"
procedure gathering "会"
  party reporter "发起人" resident
  party intake "召集单位" organization
  party chair "主持人" resident
  roll staff "会务"
    of clerk of intake
    of clerk of superior of intake
    filled by close
  stage all "全程"
    state open "会中" held by intake
    state follow "落实" held by intake
    state over "已结" final
    state broken "未成" final
  clock wait from call until end give_up stop
    for 300 days
    late tell head of intake
  open call "召集" -> open
    by any resident
    needs intake text chair
    sets intake to given
    sets chair to given
  move raise open -> same
    by clerk of intake
    needs text
    takes lead
    opens point
    at most 3
  move ask open -> same
    by clerk of intake
    needs organizations text
    opens point for organizations
    at most 2
  move close open -> follow
    by clerk of intake
    when every point in assigned settled done lost
    tells chair
  move end follow -> over
    by child
    by clerk of intake
    when children done
    when not last point in settled
    answers
  move give_up follow -> over
    by clerk of intake
    answers
  move stop open -> broken
    by child
    when last point in lost
    answers
procedure point "议题" motion
  party reporter "提出人" resident
  party intake "召集单位" organization
  party chair "主持人" resident
  party lead "承办单位" organization
  stage all "全程"
    state raised "待议" held by intake
    state assigned "交办" held by lead
    state settled "已答" final
    state done "已办" final
    state lost "未成" final
  clock wait from raise until settle assign lose drop
    for 300 days
    late tell head of intake
  clock track from assign until finish drop
    for 300 days
    late tell head of lead
  open raise "提出" -> raised
    by parent
    takes text lead organization
    sets intake to parent.intake
    sets chair to parent.chair
    sets lead to given
  move settle raised -> settled
    by clerk of intake
    answers
  move lose raised -> lost
    by clerk of intake
    answers
  move assign raised -> assigned
    by clerk of intake
    needs lead
    sets lead to given
    tells parent.chair lead clerk of lead clerk of superior of parent.intake
    opens job for lead
  move note assigned -> same
    by clerk of intake
    when parent in follow
    at most 2
  move recall assigned -> same
    by clerk of intake
    when not parent in follow over
    at most 2
  move finish assigned -> done
    by child
    when every job in done
    answers
    appoints aide in lead from parent.staff for 3 days
    ends aide in parent.intake of chair
    tells parent.staff clerk of parent.intake
  move drop raised assigned -> lost
    by parent
    answers
procedure job "任务" part
  party lead "承办单位" organization
  stage all "全程"
    state asked "待办" held by lead
    state begun "在办" held by lead
    state done "已办" final
  clock wait from begin until finish drop
    for 300 days
    paused in begun
    late tell head of lead
  clock work from start until finish drop
    for 30 days
    late tell head of lead
  open begin "交办" -> asked
    by parent
    sets lead to given
  move start asked -> begun
    by clerk of lead
    when parent in assigned
  move finish asked begun -> done
    by clerk of lead
    answers
    tells lead clerk of parent.lead parent.chair parent.staff
  move drop asked begun -> done
    by parent
    answers
"""

    def setUp(self) -> None:
        super().setUp()
        self.town.ledger.close()
        self.town = Town(TEXT + self.MORE)

    def meet(self, item: Item) -> List[Item]:
        """The item and all below it: what was opened meanwhile is met, in the order in which it was."""
        family = [item]
        for child, row in zip(item.children, self.town.ledger.items(self.town.auditor, parent=item.id)):
            child.id = row.id
            self.town.items[row.id] = child
            family += self.meet(child)
        return family

    def step(self, chance: random.Random, top: Item) -> None:
        town, organizations = self.town, [self.town.org[name] for name in ("street", "bureau", "village")]
        item = chance.choice([one for one in self.meet(top) if not one.final])
        move = chance.choice([move for move in item.procedure.moves.values() if item.state in move.states])
        actor = chance.choice(("clerk of centre", "clerk of street", "clerk of bureau", "hats"))
        values = {"text": "议一议", "lead": chance.choice(organizations),
                  "organizations": chance.sample(organizations, 2)}
        details = {name: values[name] for name in move.needs + move.takes if chance.random() < 0.9}
        outcome = town.expected(item, move, actor, details)
        self.agree(item, move.name, actor, details, outcome)
        self.count(outcome[1] or "made")
        if outcome[0] == "OK":
            second_reader.play(item, move, town.actors[actor], details, town.now, town.items)
            self.count("told", len(town.sim.news))
            for one in self.meet(top):
                town.compare(one)

    def test_walks_at_random(self) -> None:
        for seed in range(60):
            chance, town = random.Random(seed), self.town
            top = town.report(opening="call", procedure="gathering", text="议一议", intake=town.org["centre"],
                              chair=town.actors["neighbour"])
            for _ in range(40):
                if not top.final:
                    self.step(chance, top)
                    town.elapse(chance.choice((0, HOUR, DAY)))
            for one in self.meet(top):
                self.count("%s %s" % (one.procedure.name, one.state))
        self.assertLessEqual({"made", "NEEDS", "CHILD", "CHILDREN", "PARENT", "gathering over", "gathering broken", "point done",
                              "point lost", "job done"}, set(self.counts))
        self.assertGreater(self.counts["told"], 100)


class Rolls(Counted):
    """Who is on a roll, and shares of it; whom moves tell, and to which offices they appoint: what both readers read, and
    walks at random over a text that has them."""

    MORE = """role member "成员"
role aide "助理"
role keeper "保管人"
  held in committee
procedure meeting "会议"
  detail proxy "受托人" resident
  detail stand "意见" choice yea nay
  party reporter "发起人" resident
  party intake "召集单位" organization
  party chair "主持人" resident
  party spot "保管单位" organization
  roll members "成员"
    of head of intake
    of clerk of superior of intake
    of collector of intake
    not reporter
    filled by notify
    out by chair head of superior of intake
    in called
  roll proxies "委托"
    of members
    by self
    by clerk of intake
    in called noticed
    needs proxy
    at most 1 each proxy
  roll present "到会"
    of members still
    not guests
    by clerk of intake in noticed sat
    by self not chair again
    by proxies not chair
    out by self
    out by clerk of intake
    in noticed
    takes stand note
    at most 2
  roll homes "每户一人"
    of any resident
    by clerk of intake again
    by self
    out by self
    in called noticed
    at most 1 each household
  roll guests "列席"
    of any resident
    by chair
    by self
    out by chair self
    in called noticed
    public
    counts attendance
  roll aides "助理"
    of aide of intake
    by self
    out by self
    in noticed sat
  roll followers "关注"
    of any resident
    by self
    out by self
    in called noticed sat
  roll here "在场"
    of present
  stage all "全程"
    state called "拟召开" held by intake
    state noticed "已通知" held by intake
    state sat "已召开" held by intake
    state over "已结束" final
  clock run from call until end
    for 60 days
    late tell head of intake
  open call "召集" -> called
    by any resident
    needs intake text chair
    sets intake to given
    sets chair to given
  move notify called -> noticed
    by clerk of intake
    when members at least 2
  move undo noticed -> called
    by clerk of intake
    when guests at least 1
    ends aide in intake of chair
    appoints aide in intake from guests for 220 workdays
    tells guests chair intake
    at most 3
  move entrust noticed sat -> same
    by clerk of intake
    needs organization
    sets spot to given
    appoints keeper in spot from guests
    tells spot keeper of spot head of superior of spot
    at most 9
  move sit noticed -> sat
    by clerk of intake
    when here more than 1/2 of members or guests at least 2/3 of members
    appoints aide in intake from here for 40 days
    tells chair clerk of intake head of superior of intake present
  move back sat -> noticed
    by clerk of intake
    when not present more than 1/3 of members
    ends aide in intake of guests
    at most 9
  move end called noticed sat -> over
    by clerk of intake
    answers
    ends aide in intake
    tells members guests homes aides followers
"""

    def setUp(self) -> None:
        super().setUp()
        self.town.ledger.close()
        self.town = Town(TEXT + self.MORE)

    def test_replicas(self) -> None:
        """The same walks on a ledger and its replica."""
        self.town.ledger.close()
        self.town, before = Town(TEXT + self.MORE, Twin), Twin.commands
        self.walk(10)
        self.count("commands", Twin.commands - before)
        self.assertGreater(self.counts["commands"], 400)

    def test_what_is_read(self) -> None:
        rolls = self.town.rules.procedures["meeting"].rolls
        rows = list(self.town.ledger.rules(cgov.RuleKind.ROLL, "meeting"))
        said = [(roll.name, roll.line, len(roll.needs), len(roll.takes), roll.most) for roll in rolls.values()]
        self.assertEqual([(row.name, row.line, row.needs, row.takes, row.limit) for row in rows], said)
        self.count("rolls", len(rows))

    def tried(self, verb: Callable[..., Any], item: Item, name: str, elector: int, actor: int,
              details: Dict[str, Any]) -> Outcome:
        try:
            verb(self.town.act(actor), item.id, name, elector, details)
        except cgov.CgovError as error:
            return error.status_name[len("CGOV_E_"):], error.reason_name[len("CGOV_R_"):], error.line
        return "OK", "", 0

    def roll(self, chance: random.Random, item: Item, people: List[int]) -> None:
        """Somebody enters somebody on some roll, or takes them out."""
        town, name = self.town, chance.choice([roll.name for roll in item.procedure.rolls.values() if not roll.is_another])
        roll, elector = item.procedure.rolls[name], chance.choice([*people, town.org["centre"]])
        actor = chance.choice([elector, item.parties["chair"], town.actors["clerk of centre"], chance.choice(people)])
        if actor == town.org["centre"] or not second_reader.sees(item, actor, town.now):
            return
        enters = not roll.out or chance.random() < 0.7
        details: Dict[str, Any] = {}
        if "proxy" in roll.needs and enters and chance.random() < 0.9:
            details["proxy"] = chance.choice(people)
        if "stand" in roll.takes and enters and chance.random() < 0.3:
            details["stand"] = chance.choice(("yea", "nay"))
        if chance.random() < 0.6 if not enters and actor != elector else chance.random() < 0.05:
            details["reason"] = "有误"
        failing = second_reader.entering if enters else second_reader.leaving
        verb = town.ledger.enter if enters else town.ledger.leave
        refused = next(failing(item, name, elector, actor, details, town.now), None)
        outcome = (refused.status, refused.reason, refused.line) if refused else ("OK", "", 0)
        note = (item.state, "enter" if enters else "leave", name, refused, details)
        self.assertEqual(self.tried(verb, item, name, elector, actor, details), outcome, note)
        self.count(outcome[1] or ("entered" if enters else "taken out"))
        if roll.each == "household" and enters:
            self.count("household " + (outcome[1] or "entered"))
        if not refused and enters:
            second_reader.enter(item, name, elector, actor, details, town.now)
        elif not refused:
            second_reader.leave(item, name, elector)

    def compare(self, item: Item) -> None:
        reader = self.town.auditor
        self.town.compare(item)
        for name, roll in item.procedure.rolls.items():
            there = {entry.elector for entry in self.town.ledger.entries(reader, item.id, name) if entry.standing}
            self.assertEqual(there, set(second_reader.standing(item, name)), (item.state, name))

    def households(self, people: List[int]) -> None:
        """Three of them are of one, two of it by a part of it; one is of another, and the rest are of none."""
        town, act = self.town, self.town.act(self.town.founder)
        whole, part, other = [town.ledger.add_unit(act, name, "dwelling", parent=town.org["city"], owner=people[0])
                              for name in ("甲", "乙", "丙")]
        town.ledger.change(act, part, household=whole)
        for who, unit in zip(people, (whole, part, part, other)):
            town.ledger.change(act, who, household=unit)
            town.sim.households[who] = whole if unit == part else unit

    def walk(self, seeds: int) -> None:
        town = self.town
        town.appoint(town.actors["neighbour"], "head", "centre", START, START + 40 * DAY)
        people = [town.actors[name] for name in ("head of centre", "collector of centre", "clerk of centre", "reporter",
                                                 "clerk of district", "hats", "neighbour", "deputy", "auditor")]
        self.households(people)
        for seed in range(seeds):
            chance = random.Random(seed)
            item = town.report(chance.choice(("reporter", "clerk of district")), "call", procedure="meeting", text="议一议",
                               intake=town.org["centre"], chair=chance.choice(people))
            for _ in range(50):
                clerk = "clerk of centre"
                for name, said in town.explained(item, clerk).items():
                    self.assertEqual(said, town.expected(item, item.procedure.moves[name], clerk, None), name)
                leaving = [move for move in item.procedure.moves.values() if item.state in move.states]
                if leaving and chance.random() < 0.2:
                    move = chance.choice([one for one in leaving if one.name != "end"] or leaving)
                    given = move.name == "entrust" and chance.random() < 0.6
                    details = {"organization": town.org[chance.choice(("empty", "empty", "street"))]} if given else {}
                    outcome = town.expected(item, move, clerk, details)
                    self.agree(item, move.name, clerk, details, outcome)
                    self.count(outcome[1] or "made")
                    if outcome[0] == "OK":
                        self.count("appoints or ends", len(move.offices))
                        second_reader.play(item, move, town.actors[clerk], details, town.now, town.items)
                        self.count("told", len(town.sim.news))
                        self.count("rolls told", sum(news.roll != "" for news in town.sim.news))
                else:
                    self.roll(chance, item, people)
                self.compare(item)
            town.elapse(DAY)

    def test_walks_at_random(self) -> None:
        self.walk(60)
        self.assertLessEqual({"made", "SHARE", "entered", "taken out", "ROLL", "ACTOR", "SELF", "EXCLUDED", "ELECTOR",
                              "TAKES", "NEEDS", "AGAIN", "AT_MOST", "ROLE", "TERM", "household entered",
                              "household ELECTOR", "household AT_MOST"}, set(self.counts))
        self.assertTrue(min(self.counts[name] for name in ("appoints or ends", "told", "rolls told")) > 20, self.counts)


class Catalogue(unittest.TestCase):
    """The catalogue by both readers, line by line."""

    MORE = """territory street town # 属地
matter road "道路"
  with police street
  lead housing at county in 990001
  lead "ORG-7 路政" in 990002005000
  lead construction at city in 990001
  form consult inform
  source "三定规定" verified
  procedure question
  profile CITY
  confidential
matter noise "噪声"
  direct
  lead environment
  source "清单" unverified
"""

    def test_rows(self) -> None:
        rules = second_reader.Rulebook(TEXT + self.MORE)
        self.assertEqual(rules.territory, ["street", "town"])
        with cgov.Ledger.create(START, rulebook=TEXT + self.MORE, organization="市", resident="甲", salt=1) as ledger:
            rows = iter(list(ledger.catalogue()))
            for code, matter in rules.matters.items():
                for duty in matter.duties or [None]:
                    row = next(rows)
                    forms = sum(1 << cgov.Form[form.upper()] for form in matter.forms)
                    said = (matter.title, matter.procedure, matter.profile, matter.direct, matter.confidential, forms,
                            matter.source, matter.verified)
                    self.assertEqual((row.title, row.procedure, row.profile, row.direct, row.confidential, row.forms,
                                      row.source, row.verified), said)
                    who = (0, matter.line, "", "", 0, 0) if duty is None else (
                        cgov.DutyKind.LEAD if duty.lead else cgov.DutyKind.WITH, duty.line, duty.kind, duty.key,
                        cgov.Level[duty.level.upper()] if duty.level else 0, duty.region)
                    self.assertEqual((row.duty, row.line, row.name, row.external_key, row.level, row.region), who)
                    self.assertEqual(row.matter, code)
            self.assertIsNone(next(rows, None))


class Seen(Counted):
    """Who has a view of an item at all, by both readers: public and confidential, masked, entered for another, helped
    with, and against somebody."""

    def compare(self, item: Item, **note: Any) -> None:
        town = self.town
        for actor, number in town.actors.items():
            try:
                seen = bool(town.ledger.item(cgov.Reader(number, town.now), item.id))
            except cgov.NotFound:
                seen = False
            self.assertEqual(seen, second_reader.sees(item, number, town.now), (item.state, actor, note))
            self.count("seen" if seen else "unseen")

    def test_views(self) -> None:
        self.town.ledger.close()
        text = TEXT + 'matter secret "保密"\n  confidential\n'
        for procedure in "issue", "question":
            text = re.sub('procedure %s ".*"\n' % procedure, r"\g<0>  public title\n", text)
        self.town = town = Town(text)
        against = [(None, ""), (town.org["bureau"], "station"), (town.actors["head of station"], "station"),
                   (town.actors["contact of village"], "village")]
        for matter, track, masked, (accused, theirs), (actor, behalf) in itertools.product(
                ("consultation", "secret"), ("help", "accusation"), (None, 1), against,
                (("collector of centre", None), ("operator of centre", town.actors["neighbour"]))):
            facts = {"matter": matter, "track": track, "masked": masked, "against": accused, "behalf": behalf}
            with self.subTest(**facts):
                item = self.issue("handling", actor=actor, **facts)
                self.compare(item, **facts)
                for opens, organization in ("whistle", "village"), ("supervise", "station"):
                    if organization != theirs:
                        why = {"occasion": "joint"} if opens == "whistle" else {}
                        town.make(item, opens, details={**why, "reason": "急", "organizations": [town.org[organization]]})
                for one in (item, *item.children):
                    self.compare(one, **facts)
                for part in item.children:
                    town.make(part, "report_back", details={"text": "已办。"})
                self.compare(item, **facts)
                self.compare(town.walk(item, "done answer"), **facts)
        for masked in None, 1:
            for state in QUESTIONS:
                self.compare(self.question(state, masked=masked), masked=masked)


class Grid(Counted):
    """Every state, every move, every kind of actor."""

    def test_issue(self) -> None:
        for state in WALKS:
            with self.subTest(state):
                self.grid(lambda: self.issue(state))

    def test_issue_by_one_who_holds_every_office(self) -> None:
        for state in WALKS:
            with self.subTest(state):
                self.grid(lambda: self.issue(state, by="hats"))

    def test_issue_after_three_reworks(self) -> None:
        for more in ("", " found", " conclude", " conclude pass", " conclude pass escalate"):
            with self.subTest(more):
                self.grid(lambda: self.issue("", walk=REWORKED + more, track="complaint"))
        self.grid(lambda: self.issue("", walk=REWORKED + " pass"))

    def test_issue_led_from_the_root(self) -> None:
        """No superior: nobody arbitrates, nobody reviews."""
        for state in ("dispatched", "objected", "handling", "checking", "closed"):
            with self.subTest(state):
                self.grid(lambda: self.led("city", state))

    def test_issue_of_its_own_officer(self) -> None:
        for state in ("registered", "verifying", "checking", "closed"):
            with self.subTest(state):
                self.grid(lambda: self.issue(state, actor="collector of centre"))

    def led(self, lead: str, state: str) -> Item:
        item = self.issue("accepted")
        self.town.make(item, "dispatch", details={"lead": self.town.org[lead]})
        return self.town.walk(item, WALKS[state][len("accept dispatch"):])

    def accused_now(self, office: str, organization: str, fresh: Callable[[], Item]) -> Item:
        """The accused comes into office when the item is in its state, for one second of the town's time."""
        self.town.elapse(1000)
        item = fresh()
        self.town.appoint(self.town.actors["accused"], office, organization, self.town.now, self.town.now + 1000)
        return item

    def test_issue_with_an_accused_officer(self) -> None:
        accused = self.town.actors["accused"]
        for office, organization in ("contact", "street"), ("head", "district"), ("clerk", "centre"):
            for state in WALKS:
                if state == "archived":
                    continue  # the term of a second has no room for it
                with self.subTest(state, accused=organization):
                    self.grid(lambda: self.accused_now(office, organization,
                                                       lambda: self.issue(state, against=accused)))

    def test_issue_against_an_organization(self) -> None:
        for state in WALKS:
            if state != "archived":
                with self.subTest(state):
                    self.grid(lambda: self.issue(state, against=self.town.org["bureau"]))

    def test_part(self) -> None:
        town = self.town
        for state in PARTS:
            with self.subTest(state):
                self.grid(lambda: self.part(state))
            with self.subTest(state, by="hats"):
                self.grid(lambda: self.part(state, by="hats"))
            with self.subTest(state, against="bureau"):
                self.grid(lambda: self.part(state, against=town.org["bureau"]))
            for organization in "village", "street":
                with self.subTest(state, accused=organization):
                    self.grid(lambda: self.accused_now("contact", organization,
                                                       lambda: self.part(state, against=town.actors["accused"])))

    def test_order(self) -> None:
        for state in ORDERS:
            for by in None, "hats":
                with self.subTest(state, by=by):
                    self.grid(lambda: self.order(state, by=by))
            with self.subTest(state, against="bureau"):
                self.grid(lambda: self.order(state, against=self.town.org["bureau"]))

    def test_question(self) -> None:
        for state in QUESTIONS:
            for actor in "reporter", "clerk of centre":
                with self.subTest(state, actor=actor):
                    self.grid(lambda: self.question(state, actor=actor))
            with self.subTest(state, by="hats"):
                self.grid(lambda: self.question(state, by="hats"))

    def test_zz_every_move_was_made(self) -> None:
        for procedure in PROCEDURES:
            for name, move in procedure.moves.items():
                for state in move.states:
                    self.assertIn((procedure.name, state, name), MADE)
                    self.count("moves from a state")

    def test_zz_every_other_state_refuses(self) -> None:
        for procedure in PROCEDURES:
            for name, move in procedure.moves.items():
                for state in procedure.states:
                    if name != procedure.opening and state not in move.states:
                        self.assertIn((procedure.name, state, name, "state"), self.seen)
                        self.count("pairs of state and move")


if __name__ == "__main__":
    tap.main()
