"""Deciding: what is being decided, by which rule, how many are lacking, one's vote, and what came of it. What may be
done and why not, what stands and what it would come to, is the ledger's answer each time; a page only words it."""

import re
from typing import Dict, List, NamedTuple, Optional, Tuple

import cgov

from board import decide_words as plain
from board import words
from board.markup import Html, h
from board.meet import AT_WORK, Desk, Meetings
from board.view import Acting
from board.words import DAY

LATELY = 90 * DAY
DECIDE = Desk("/decide", "me")
ONLINE = ("yes", "no", "abstain")  # what somebody can say on these pages; paper can be blank or spoiled besides


class Vote(NamedTuple):
    """A move that decides, and the roll of ballots that it counts, as this reader has it."""

    move: str
    roll: cgov.Roll


class Decisions(Meetings):
    """The pages of what is decided, for residents; and what an item's page shows of its ballots."""

    # ---- which

    def votes_of(self, reader: int, item: cgov.Item) -> List[Vote]:
        """The votes that a procedure has, in the text's order: each move that decides has ballots of its own."""
        moves = self.hall.deciding.get(item.procedure, [])
        return [Vote(move, roll) for move, roll in zip(moves, (roll for roll in self.rolls_of(reader, item) if roll.ballot))]

    def counted(self, reader: int, item: cgov.Item) -> List[cgov.Entry]:
        """What was decided of it, the first one first."""
        found = [entry for entry in self.hall.ledger.history(self.hall.reader(reader), item.id) if entry.outcome]
        return sorted(found, key=lambda entry: entry.seq)

    def pending(self, reader: int, item: cgov.Item) -> Optional[Vote]:
        """The vote that is on, or to come; where seats were left open there may be another. A topic of a session may be
        settled without one: it has one once it is put to it."""
        made, votes = self.counted(reader, item), self.votes_of(reader, item)
        over = bool(item.final) or bool(made and made[-1].outcome != cgov.RuleOutcome.UNFILLED)
        vote = None if over or len(made) >= len(votes) else votes[len(made)]
        put = vote and (vote.roll.open or vote.roll.heads or vote.roll.bundled)
        return vote if put or (vote and not self.votes_above(item, vote.roll.name)) else None

    def votes_above(self, item: cgov.Item, name: str) -> bool:
        """Those who vote are on a list of what the item is a part of: it is a topic there."""
        named = [line[3:].split()[0] for _, line in self.hall.roll_block(item, name) if line.startswith("of ")]
        return any(one.startswith("parent.") or (one != name and self.votes_above(item, one)) for one in named)

    def deciding(self, reader: int) -> List[cgov.Item]:
        """All that is decided by a vote, of what this reader sees."""
        return [item for procedure in self.hall.deciding for item in self.hall.items(reader, procedure=procedure)]

    def headline(self, actor: int, item: cgov.Item) -> str:
        """An item's title; a vote that another item waits for has that one's, where it has no own."""
        said = super().headline(actor, item)
        if not item.parent or item.procedure not in self.hall.deciding or \
                said != self.title_of(cgov.RuleKind.PROCEDURE, "", item.procedure) or self.is_topic(item):
            return said
        try:
            return super().headline(actor, self.hall.ledger.item(self.hall.reader(actor), item.parent))
        except cgov.NotFound:
            return said

    def is_topic(self, item: cgov.Item) -> bool:
        """It lies in a session, whose lists say who votes on it."""
        ballots = [rule.name for rule in self.hall.ledger.rules(cgov.RuleKind.ROLL, item.procedure, version=item.rulebook)
                   if ("ballot" in [line.split()[0] for _, line in self.hall.roll_block(item, rule.name) if line])]
        return any(self.votes_above(item, name) for name in ballots)

    # ---- the list

    def decisions(self, me: int) -> str:
        """What is being decided, and what was."""
        found = self.deciding(me)
        now = [item for item in found if self.pending(me, item)]
        past = [item for item in found if not self.pending(me, item) and item.moved_at > self.now - LATELY and
                (self.counted(me, item) or not self.is_topic(item))]
        now.sort(key=lambda item: (item.next_due or 1 << 62, item.id))
        past.sort(key=lambda item: -item.moved_at)
        may = [h("a", self.title_of(cgov.RuleKind.PROCEDURE, "", procedure), class_="button plain",
                 href=self.link("/decide/open", me=me, procedure=procedure))
               for procedure, _ in self.hall.openings(me, cgov.Kind.MOTION)] if me else []
        raised = h("details", h("summary", self.say("我要提请", "Ask for a decision")), h("p", may, class_="ways"), class_="move") \
            if may else None
        return self.document(
            self.say("表决", "Decisions"), h("h1", self.say("大家的事，大家定", "What concerns all is decided by all")),
            self.resident(me, DECIDE), self.choices("now", self.say("正在决定", "Being decided"), me, now),
            self.choices("past", self.say("已经决定", "Decided"), me, past), raised,
            here="/decide", other="/decide" + ("?me=%d" % me if me else ""), wide=True)

    def choices(self, section: str, heading: str, me: int, items: List[cgov.Item]) -> Html:
        """A section of decisions, a page of it."""
        here, ways = self.paged(section, items)
        none = h("p", self.say("现在没有。", "None."), class_="nothing")
        return h("section", h("h2", heading, " ", h("small", len(items))),
                 h("ul", [self.decision_card(me, item) for item in here], class_="cards") if here else none, ways, id=section)

    def decision_card(self, me: int, item: cgov.Item) -> Html:
        """A decision in a list: what, for whom, until when, where it stands."""
        vote, made = self.pending(me, item), self.counted(me, item)
        lines: List[Optional[Html]] = []
        if vote and vote.roll.open:
            lines.append(self.own_mark(me, item, vote))
        if vote and item.next_due:
            lines.append(h("span", self.until(item)))
        if made:
            lines.append(h("span", self.when(made[-1].at)))
        return h("li", h("h3", h("a", self.headline(me, item), href=self.link("/decide/item", me=me, item=item.id))),
                 self.outcome_mark(made[-1]) if made else self.state(item),
                 self.facts([self.title_of(cgov.RuleKind.PROCEDURE, "", item.procedure), self.organization(item.holder)]),
                 self.meters(self.standing(me, item, vote)[1]) if vote else None,
                 h("p", lines, class_="waits") if lines else None, class_="card issue decision")

    def own_mark(self, me: int, item: cgov.Item, vote: Vote) -> Optional[Html]:
        """Whether this reader has voted, or may."""
        own = self.own_choice(me, item, vote.roll)
        if own:
            return h("b", self.say("您投了：", "You said: "), own)
        return h("b", self.say("等您投票", "Waiting for your vote"), class_="late") if me and vote.roll.allowed else None

    def outcome_mark(self, entry: cgov.Entry) -> Html:
        """What was decided, as a badge: by word, and by colour besides."""
        name = cgov.RuleOutcome(entry.outcome).name.lower()
        return h("span", self.say(*plain.OUTCOMES[name]), class_="state " + ("done" if name == "passed" else "late"))

    def badge(self, actor: int, item: cgov.Item) -> Html:
        """What is over without having passed is not shown as done."""
        made = self.counted(actor, item) if item.final and item.procedure in self.hall.deciding else []
        if not made or made[-1].outcome == cgov.RuleOutcome.PASSED:
            return self.state(item)
        return h("span", self.title_of(cgov.RuleKind.STATE, item.procedure, item.state), class_="state late")

    # ---- one

    def decision(self, me: int, id: int, was: str = "") -> str:
        """A decision, as this resident sees it and may take part. was: what they had said before they changed it."""
        item = self.hall.ledger.item(self.hall.reader(me), id)
        acting, vote = DECIDE.acting(me), self.pending(me, item)
        may = self.actions(item, acting, self.say("您可以", "What you can do"), ("CGOV_R_STATE", "CGOV_R_ACTOR")) \
            if me and any(move.allowed for move in self.hall.ledger.moves(self.hall.reader(me), id)) else None
        return self.document(
            self.headline(me, item), self.resident(me, DECIDE), self.top(me, item), self.results(me, item),
            self.question(me, item), self.vote_card(me, item, vote, was) if vote else None,
            self.standing_card(me, item, vote) if vote else None, self.assembly(item, acting), may,
            None if item.final else self.next_steps(me, item), self.history(me, item),
            here="/decide", other="/decide/item?me=%d&item=%d" % (me, id), script=self.script_of(me, item))

    def script_of(self, reader: int, item: cgov.Item) -> str:
        """The path of the script that an item's page runs; most run none."""
        return ""

    def meeting(self, me: int, id: int) -> str:
        """Of what is decided by a vote there is one page, wherever it is opened from."""
        item = self.hall.ledger.item(self.hall.reader(me), id)
        return self.decision(me, id) if item.procedure in self.hall.deciding else super().meeting(me, id)

    def question(self, me: int, item: cgov.Item) -> Optional[Html]:
        """What is asked, in the words it was put in and announced in."""
        made = self.counted(me, item)
        said = [self.hall.words(me, item.id, "text", entry.seq) for entry in
                self.hall.ledger.history(self.hall.reader(me), item.id) if not made or entry.seq < made[0].seq]
        kept = list(dict.fromkeys(text for text in reversed(said) if text))
        about = self.title_of(cgov.RuleKind.MATTER, "", item.matter) if item.matter else ""
        if not kept and not about:
            return None
        return h("section", h("h2", self.say("问什么", "What is asked")), [h("p", text, class_="said") for text in kept],
                 h("p", about, class_="facts") if about else None, class_="card")

    def until(self, item: cgov.Item) -> Optional[Html]:
        """When voting ends by itself."""
        if not item.next_due:
            return None
        ends = [edge.move for edge in self.hall.ledger.edges(item.procedure, version=item.rulebook)
                if edge.from_ == item.state and edge.by_time]
        said = ("截止 ", "Closes ") if ends else ("最迟 ", "To be done by ")
        return h("span", self.say(*said), self.due(item.next_due))

    def electors(self, me: int, item: cgov.Item, roll: cgov.Roll) -> Optional[Html]:
        """Who may vote: those on the list that the ballots are `of`, by the text's own line."""
        named = [line[3:] for _, line in self.hall.roll_block(item, roll.name) if line.startswith("of ")]
        base = next((one for one in self.rolls_of(me, item) if one.name in named), None)
        if base is None or not base.heads:
            return None
        more = self.say("，%s", ", %s") % plain.amount(cgov.Axis.AREA, base.area, self.say) if base.area else ""
        return h("p", self.say("可以投票的：", "Who may vote: "), self.roll_title(item, base.name, base.title), self.say("，", ", "),
                 plain.amount(cgov.Axis.HEADS, base.heads, self.say), more, class_="facts")

    # ---- how it stands

    def standing(self, reader: int, item: cgov.Item, vote: Vote) -> Tuple[cgov.Ruling, List[cgov.Comparison]]:
        """What it would come to now, from the library; of confidential ballots nothing."""
        if vote.roll.groups:
            return cgov.Ruling(), []
        return self.hall.ledger.try_decision(self.hall.reader(reader), item.id, vote.move)

    def standing_card(self, reader: int, item: cgov.Item, vote: Vote) -> Html:
        """The rule in plain words, what is needed and lacking by each axis, turnout, what it would come to now."""
        ruling, made = self.standing(reader, item, vote)
        if vote.roll.groups:
            return h("section", h("h2", self.say("怎样计票", "How it is counted")),
                     h("p", self.say("不公开表决：计票以前，谁也看不到各选项有多少票，只看得到投了多少张；计票以后，某项选择不足 %d 人的，不列票数。",
                                     "These ballots are confidential: until they are counted nobody sees how many say what, only how "
                                     "many there are; afterwards no numbers are shown where fewer than %d say one thing.") % vote.roll.groups),
                     self.turnout(reader, item, vote), class_="card standing", id="standing")
        if not ruling.outcome:
            return h("section", h("h2", self.say("怎样才算数", "What it takes")), h("p", ruling.message, class_="late"), class_="card")
        parts = ((1, "要有多少人参加", "Enough must take part"), (0, "要有多少赞成", "Enough must say yes"))
        names = self.candidates(reader, item, vote)
        shown = [h("section", h("h3", self.say(zh, en)), self.compared([one for one in made if one.quorum == kind], names))
                 for kind, zh, en in parts if any(one.quorum == kind for one in made)]
        name = cgov.RuleOutcome(ruling.outcome).name.lower()
        now = h("p", self.say("现在计票，结果会是：", "Counted now, it would be: "),
                h("strong", self.say(*plain.OUTCOMES[name])), "。" if self.zh else ".")
        return h("section", h("h2", self.say("怎样才算数", "What it takes")), self.by_rule(item, ruling), shown,
                 self.turnout(reader, item, vote), now if vote.roll.heads or vote.roll.bundled else None,
                 class_="card standing", id="standing")

    def by_rule(self, item: cgov.Item, ruling: cgov.Ruling) -> Html:
        """Which rule, and whose."""
        named = self.say(ruling.title, words.plain(ruling.name))
        warned = [h("p", self.say("请注意：", "Note: "), self.say(*plain.WARNINGS[name]), self.say("。", "."), h("small", ruling.source),
                    class_="notice warned")
                  for bit, name in ((1, "unverified"),) if ruling.warnings & bit]
        return h("div", h("p", self.say("按 ", "By "), h("b", named), h("cite", ruling.citation), class_="rule-name"), warned)

    def compared(self, made: List[cgov.Comparison], names: Dict[int, str]) -> Html:
        """Each line of the rule: in words, as a bar, and in numbers; alternatives are told apart."""
        several = len({one.way for one in made}) > 1
        either = h("li", h("span", self.say("有几种途径，参加和赞成都按同一种算，一种够就行。",
                                            "There are several ways; one is enough, the same for taking part and for passing."))) \
            if several and made[0].quorum else None
        rows = [h("li", h("b", self.say("途径 %d：", "Way %d: ") % one.way if several else None, plain.sentence(one, self.say),
                          [" · ", h("span", names.get(one.candidate, one.candidate), class_="whole")] if one.candidate else None),
                  self.meter(one),
                  h("span", plain.lacking(one, self.say), " · ", h("strong", plain.state(one, self.say),
                                                                   class_="done" if bool(one.holds) != bool(one.negated) else "late")))
                for one in made]
        return h("ul", either, rows, class_="needs")

    def meter(self, made: cgov.Comparison) -> Optional[Html]:
        """A comparison as a bar: full where it is enough."""
        if made.needed >= plain.NEVER or made.negated or not made.needed:
            return None
        return h("progress", max=made.needed, value=min(made.left, made.needed), aria_label=plain.sentence(made, self.say))

    def meters(self, made: List[cgov.Comparison]) -> Optional[Html]:
        """The bars of who took part, for a list."""
        asked = [one for one in made if one.quorum]
        held = [way for way in sorted({one.way for one in asked}) if all(one.holds for one in asked if one.way == way)]
        shown = [one for one in asked if not held or one.way == held[0]]  # of several ways one is enough
        rows = [h("li", h("span", plain.by_axis(one.axis, self.say), self.say("：", ": "), plain.state(one, self.say)), self.meter(one))
                for one in shown if self.meter(one)]
        return h("ul", rows, class_="bars") if rows else None

    def turnout(self, reader: int, item: cgov.Item, vote: Vote) -> Html:
        """How many of each choice: of yes and no, and who has not voted; of candidates by name."""
        lines = list(self.hall.ledger.tallies(self.hall.reader(reader), item.id, vote.roll.name))
        shown = [line for line in lines if line.heads or line.name in ("yes", "no", "cast", "silent") or line.candidate]
        rows = [h("div", h("dt", self.tallied(line)), h("dd", line.heads)) for line in shown
                if vote.roll.ballot == 1 or line.name not in ("yes", "no")]
        return h("section", h("h3", self.say("现在的票数", "How it stands")), h("dl", rows, class_="tiles tally"), self.paper_waits(vote),
                 self.bundled_for(reader, item, vote))

    def paper_waits(self, vote: Vote) -> Optional[Html]:
        """How many on paper one teller alone has entered."""
        if not vote.roll.waiting:
            return None
        return h("p", self.say("另有 %d 张纸质票等第二位计票人录入，暂不计入。", "%d more on paper wait for a second teller, and do not count yet.")
                 % vote.roll.waiting, class_="facts")

    def bundled_for(self, reader: int, item: cgov.Item, vote: Vote) -> Optional[Html]:
        """Of paper without names: how many were given some, whose ballots come as sums."""
        of = next((found[1] for found in (re.match(r"bundle for (\w+) exactly", line)
                                          for _, line in self.hall.roll_block(item, vote.roll.name)) if found), "")
        whole = next((one for one in self.rolls_of(reader, item) if one.name == of), None)
        if whole is None or vote.roll.bundled:
            return None
        given = plain.amount(cgov.Axis.HEADS, whole.heads, self.say)
        return h("p", self.roll_title(item, whole.name, whole.title), self.say("：", ": "), given,
                 self.say("。他们的票由计票人汇总，此前不在上面的数里。",
                          ". Tellers bring their ballots as sums; until then they are not in the numbers above."), class_="facts")

    def candidates(self, reader: int, item: cgov.Item, vote: Vote) -> Dict[int, str]:
        """The candidates by their numbers."""
        lines = self.hall.ledger.tallies(self.hall.reader(reader), item.id, vote.roll.name)
        return {line.number: self.tallied(line) for line in lines if not line.name}

    def tallied(self, line: cgov.Tally) -> str:
        """What a line of a tally counts. Who a candidate is the library tells those who may know; the host names them."""
        if line.name:
            return plain.choice(line.name, self.say)
        numbered = self.say("%d 号候选人", "Candidate %d") % line.number
        return "%s %s" % (numbered, self.name_of(line.candidate)) if line.candidate else numbered

    def name_of(self, id: int) -> str:
        """A name: as on the list of officers, the founder reads it."""
        return self.hall.words(self.hall.ledger.info().founder, id, "name")

    # ---- one's vote

    def own_choice(self, me: int, item: cgov.Item, roll: cgov.Roll) -> str:
        """What this reader's ballot says, "" where they have none that stands."""
        entry = self.own_entry(me, item, roll)
        if entry is None:
            return ""
        if entry.choice:
            return plain.choice(entry.choice, self.say)
        if roll.groups:
            return self.say("已投，内容不公开", "in, and confidential")
        places = [place for place in range(1, 59) if entry.places >> (place - 1) & 1]
        return self.say("、", ", ").join(self.say("%d 号", "no. %d") % place for place in places) or self.say("已投", "in")

    def own_vote(self, me: int, item: cgov.Item, name: str) -> Optional[cgov.Entered]:
        """The same, of a roll by its name."""
        roll = next((one for one in self.rolls_of(me, item) if one.name == name), None)
        return self.own_entry(me, item, roll) if roll else None

    def own_entry(self, me: int, item: cgov.Item, roll: cgov.Roll) -> Optional[cgov.Entered]:
        """This reader's ballot."""
        if not me or not roll.entered:
            return None
        return next((entry for entry in self.hall.ledger.entries(self.hall.reader(me), item.id, roll.name)
                     if entry.elector == me and entry.standing), None)

    def vote_card(self, me: int, item: cgov.Item, vote: Vote, was: str) -> Html:
        """The ballot: what one said, and the form to say it or to change it; else why there is none."""
        roll, own = vote.roll, self.own_choice(me, item, vote.roll)
        if not me:
            said: List[Optional[Html]] = [h("p", self.say("选定身份后，这里会告诉您能不能投、怎么投。",
                                                          "Say who you are, and you see here whether you may vote, and how."))]
        else:
            said = [self.changed(own, was), self.standing_vote(own, roll), self.ballot_form(me, item, roll, own),
                    self.for_others(me, item, roll)]
        return h("section", h("h2", self.say("您的票", "Your vote")), said, self.electors(me, item, roll),
                 h("p", self.until(item), class_="facts") if roll.open else None, class_="card vote", id="roll-" + roll.name)

    def changed(self, own: str, was: str) -> Optional[Html]:
        """What was done just now."""
        if was == "for":
            return h("p", self.say("代投的票已收到。", "The vote you cast for another is in."), class_="notice", role="status")
        if not was or not own:
            return None
        before = plain.choice(was, self.say)
        if was == "new" or before == own:
            return h("p", self.say("已收到您的票。", "Your vote is in."), class_="notice", role="status")
        return h("p", self.say("已由“%s”改为“%s”。原来那张票不再计入。" % (before, own),
                               "Changed from “%s” to “%s”. The first one counts no more." % (before, own)), class_="notice", role="status")

    def standing_vote(self, own: str, roll: cgov.Roll) -> Optional[Html]:
        """What counts now, and whether it can be changed."""
        if not own:
            return None
        more = self.say("投票结束前可以改，只计最后一次。", "You can change it until voting ends: the last one counts.") if roll.allowed else ""
        return h("p", self.say("您现在投的是：", "Your vote now: "), h("strong", own, class_="own"), " ", more)

    def ballot_form(self, me: int, item: cgov.Item, roll: cgov.Roll, own: str) -> Html:
        """The form, or in the library's words why there is none, with the line and what it cites."""
        if roll.allowed:
            again = self.say("改投", "Change my vote") if own else self.say("投票", "Vote")
            hidden = h("p", self.say("您投了什么不对任何人公开，办公室只知道您投了。手机上看得到屏幕的人，我们挡不住。",
                                     "What you say is shown to nobody; offices know that you voted. Nobody can hide your screen from who "
                                     "looks at it."), class_="facts") if roll.groups else None
            return self.roll_form(item, DECIDE.acting(me), roll, again, [self.ballot_control(me, item, roll), hidden])
        if not roll.open:
            by_paper = roll.ballot == 2 or any(one.name.startswith("marks") for one in self.rolls_of(me, item))
            return h("p", self.say("选票在投票点领取，由计票人录入。", "Ballots are of paper: tellers enter them.") if by_paper
                     else self.say("现在不投票。", "Voting is not on now."), class_="nothing")
        named = cgov.reason_name(roll.reason)
        why = plain.WHY_NOT.get(named, (words.REASONS.get(named, named), cgov.reason_text(roll.reason)))
        cited = roll.citation or self.standing_citation(me, item)
        return h("div", h("p", self.say("您不能再改：", "You cannot change it: ") if own else self.say("您不能投票：", "You cannot vote: "),
                          self.say(*why), "。" if self.zh else "."),
                 h("span", self.rule(item.rulebook, roll.line, cited), class_="rule") if roll.line else None, class_="why-not")

    def for_others(self, me: int, item: cgov.Item, roll: cgov.Roll) -> List[Html]:
        """A form for each who named this reader as a proxy, whose own ballot beats it; and for each organization on the list
        whose ballot is this reader's to cast by office."""
        if not roll.open or roll.ballot != 1:
            return []
        lines = [line for _, line in self.hall.roll_block(item, roll.name)]
        named = [line[3:].split()[0] for line in lines if line.startswith("by ")]
        principals = [entry.elector for name in named for entry in self.who_stands(me, item, name) if entry.named == me]
        offices = [line.split()[1] for line in lines if re.match(r"by \w+ of self", line)]
        held = {one.organization for one in self.hall.ledger.appointments(self.hall.reader(me), me)
                if one.role in offices and one.from_ <= self.now and not 0 < one.until <= self.now}
        owners = [entry.elector for line in lines if line.startswith("of ") for entry in self.who_stands(me, item, line[3:].split()[0])
                  if entry.elector in held]
        control = [self.ballot_control(me, item, roll)]
        return [h("div", h("h3", self.say(*said) % self.name_of(one)), self.cast_for(me, item, roll, one),
                  self.roll_form(item, DECIDE.acting(me), roll, self.say("替其投票", "Vote for them"), control, elector=one),
                  h("p", self.say(*more), class_="facts"))
                for found, said, more in (
                    (principals, ("受 %s 委托，您可以替其投票", "You may vote for %s, who named you"),
                     ("本人自己投的，以本人的为准。", "Their own vote, if they cast one, counts instead.")),
                    (owners, ("您可以代表 %s 投票", "You may vote for %s by your office"),
                     ("投票结束前可以改，只计最后一次。", "It can be changed until voting ends: the last one counts.")))
                for one in dict.fromkeys(found)]

    def who_stands(self, me: int, item: cgov.Item, name: str) -> List[cgov.Entered]:
        """Who stands on a roll of the item, or of what it is a part of; nobody where that is no roll."""
        whose, name = (item.parent, name[7:]) if name.startswith("parent.") else (item.id, name)
        try:
            return [entry for entry in self.hall.ledger.entries(self.hall.reader(me), whose, name)
                    if entry.standing and entry.elector not in (0, me)]
        except cgov.NotFound:
            return []

    def cast_for(self, me: int, item: cgov.Item, roll: cgov.Roll, elector: int) -> Optional[Html]:
        """The ballot that stands for them, where this reader is shown it."""
        own = next((entry for entry in self.who_stands(me, item, roll.name) if entry.elector == elector), None)
        said = plain.choice(own.choice, self.say) if own and own.choice else ""
        return h("p", self.say("现在投的是：", "The vote now: "), h("strong", said, class_="own")) if said else None

    def standing_citation(self, me: int, item: cgov.Item) -> str:
        """What the rule of the vote cites, where the roll itself cites nothing."""
        vote = self.pending(me, item)
        return self.standing(me, item, vote)[0].citation if vote else ""

    def ballot_control(self, me: int, item: cgov.Item, roll: cgov.Roll) -> Html:
        """Yes, no, abstain; or the candidates: as many as are chosen, points for each, or a place for each in an order."""
        ask, most = self.hall.ballot_ask(item, roll.name)
        if ask in ("score", "share", "rank"):
            return self.ballot_numbers(me, item, roll, ask, most)
        if roll.ballot == 1:
            return self.pills("choice", self.say("您的意见", "Your choice"),
                              [(name, *plain.CHOICES[name]) for name in ONLINE], "", True)
        lines = self.hall.ledger.tallies(self.hall.reader(me), item.id, roll.name)
        return h("fieldset", h("legend", self.say("选谁", "Whom")), h("div", [
            h("label", h("input", type="checkbox", name="place", value=line.number), h("span", self.tallied(line)))
            for line in lines if not line.name and line.standing], class_="pills"))

    def ballot_numbers(self, me: int, item: cgov.Item, roll: cgov.Roll, ask: str, most: str) -> Html:
        """A number for each who stands: points, or the place in the order."""
        names = self.who_can_be_named(me, item, roll)
        if ask == "rank":
            legend = self.say("按先后排，第 1 位最想要；可以只排几个", "Your order: 1 is whom you want most; you may leave some out")
            places = [(number, self.say("第 %d 位", "%d") % number) for number in range(1, len(names) + 1)]
            rows = [h("label", h("span", name), self.select("rank-%d" % place, "–", places, False)) for place, name in names]
        else:
            legend = (self.say("一共 %s 点，分给您想要的", "%s points in all: give them to what you want") if ask == "share" else
                      self.say("每项 0 到 %s 分", "0 to %s for each")) % most
            rows = [h("label", h("span", name), h("input", type="number", name="points-%d" % place, min=0, max=most, inputmode="numeric"))
                    for place, name in names]
        return h("fieldset", h("legend", legend), rows, class_="numbers")

    def who_can_be_named(self, me: int, item: cgov.Item, roll: cgov.Roll) -> List[Tuple[int, str]]:
        """Places on the list that ballots name, and who stands there, or what."""
        source = next(line.split()[2] for _, line in self.hall.roll_block(item, roll.name) if line.startswith("ballot from "))
        shown = []
        for entry in self.hall.ledger.entries(self.hall.reader(me), item.id, source):
            if entry.standing:
                title = self.hall.words(me, item.id, "title", entry.seq) if entry.number else self.name_of(entry.elector)
                shown.append((entry.place, "%d. %s" % (entry.place, title)))
        return shown

    # ---- what came of it

    def results(self, reader: int, item: cgov.Item) -> List[Html]:
        """What was decided, with the way to its certificate."""
        return [h("section", h("h2", self.say("结果", "The result")),
                  h("p", self.outcome_mark(entry), " ", self.when(entry.at), class_="outcome"),
                  [h("p", way) for way in self.to_check(reader, item, entry)],
                  class_="card answer" if entry.outcome == cgov.RuleOutcome.PASSED else "card answer failed")
                for entry in self.counted(reader, item)]

    def to_check(self, reader: int, item: cgov.Item, entry: cgov.Entry) -> List[Html]:
        """The ways to check it oneself."""
        return [h("a", self.say("看证明，自己验算", "The certificate: check it yourself"), class_="button plain",
                  href=self.link("/decide/certificate", me=reader, item=item.id, move=entry.move, seq=entry.seq))]

    def rolls(self, item: cgov.Item, acting: Acting) -> List[Html]:
        """The rolls but those of ballots, which have cards of their own: first what this reader may do at once, such as
        coming to the meeting; the rest is folded."""
        shown = [roll for roll in self.rolls_of(acting.reader, item)
                 if not roll.ballot and (roll.open or roll.heads) and not self.has_own_card(item, roll)]
        if item.procedure not in self.hall.deciding:
            return [self.roll(item, acting, roll) for roll in shown]
        first = [roll for roll in shown if roll.open and self.comes_first(acting, roll)]
        rest = [self.roll(item, acting, roll) for roll in shown if roll not in first]
        return [self.roll(item, acting, roll) for roll in first] + ([
            h("details", h("summary", self.say("名册", "Lists")), rest, class_="move lists")] if rest else [])

    def has_own_card(self, item: cgov.Item, roll: cgov.Roll) -> bool:
        """Whether the page shows it elsewhere."""
        return False

    def comes_first(self, acting: Acting, roll: cgov.Roll) -> bool:
        """Whether it is shown unfolded: who counts enters others; a resident enters themselves, without more ado."""
        if acting.to in AT_WORK:
            return bool(roll.others)
        return bool(roll.allowed and not roll.needs) or bool(roll.entered and roll.leaves)
