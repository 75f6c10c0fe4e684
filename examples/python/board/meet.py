"""Meetings: what is called, who takes part, what is said for and against, what becomes of each topic. Whoever reads
sees what the ledger lets them see; every button is the ledger's answer to "may I", and every form is drawn from what
the text declares."""

import secrets
from typing import Dict, List, NamedTuple, Optional

import cgov

from board import words
from board.markup import Html, h
from board.view import Acting, Trouble, View
from board.words import day, own_words

FAR = 1 << 62  # after every day
_OPENED = cgov.Record["OPENED"]


class Desk(NamedTuple):
    """From which pages somebody acts on meetings: as a resident or as an officer."""

    base: str
    name: str

    def acting(self, actor: int) -> Acting:
        """Their forms' way."""
        return Acting(actor, self.base + "/move", ((self.name, str(actor)),))


RESIDENT, OFFICER = Desk("/meet", "me"), Desk("/office", "officer")
AT_WORK = ("/office/move", "/tell/move")  # where officers act: they enter others, and take them out


class Meetings(View):
    """The pages of meetings, and what an item's page shows of its rolls and shares."""

    # ---- who reads

    def resident(self, me: int, desk: Desk = RESIDENT) -> Html:
        """The line that says in whose place the page acts."""
        if not me:
            return h("p", self.say("现在看到的是对所有人公开的。", "This is what anybody may see. "), " ",
                     h("a", self.say("以居民身份参加", "Take part as a resident"), href=self.link("/sign-in", to=desk.base)), class_="notice")
        return h("p", self.hall.words(me, me, "name"), " · ",
                 h("a", self.say("换人", "somebody else"), href=self.link("/sign-in", to=desk.base)), class_="notice")

    # ---- the list

    def meetings(self, me: int) -> str:
        """When people meet, and on what."""
        all_of = self.hall.items(me, kind=cgov.Kind.SESSION)
        coming = sorted((item for item in all_of if not item.final), key=lambda item: (self.held_on(me, item) or FAR, item.id))
        over = sorted((item for item in all_of if item.final), key=lambda item: -item.moved_at)
        may = [h("a", self.title_of(cgov.RuleKind.MOVE, procedure, move), " · ",
                 self.title_of(cgov.RuleKind.PROCEDURE, "", procedure),
                 href=self.link("/meet/open", me=me, procedure=procedure), class_="button")
               for procedure, move in self.hall.openings(me, cgov.Kind.SESSION)] if me else []
        return self.document(
            self.say("会议", "Meetings"), h("h1", self.say("大家的事，大家商量", "What concerns all is talked over by all")),
            self.resident(me), h("p", may, class_="ways") if may else None,
            self.sessions("coming", self.say("将要开和正在开的", "Coming and under way"), me, coming),
            self.sessions("past", self.say("开过的", "Past"), me, over),
            here="/meet", other="/meet" + ("?me=%d" % me if me else ""), wide=True)

    def sessions(self, section: str, heading: str, me: int, items: List[cgov.Item], desk: Desk = RESIDENT) -> Html:
        """A section of meetings, a page of it."""
        here, ways = self.paged(section, items)
        none = h("p", self.say("现在没有。", "None."), class_="nothing")
        return h("section", h("h2", heading, " ", h("small", len(items))),
                 h("ul", [self.session_card(me, item, desk) for item in here], class_="cards") if here else none, ways, id=section)

    def session_card(self, me: int, item: cgov.Item, desk: Desk) -> Html:
        """A meeting in a list: when, by whom, who comes, what is on it."""
        to = self.link(desk.base + "/item", **{desk.name: me}, item=item.id)
        on = self.held_on(me, item)
        rolls = [h("span", self.roll_title(item, roll.name, roll.title), " ", h("b", roll.heads))
                 for roll in self.rolls_of(me, item) if roll.heads]
        topics = [h("li", self.headline(me, child), " ", self.state(child)) for child in self.children_of(me, item)[:6]]
        return h("li", h("h3", h("a", self.headline(me, item), href=to)), self.state(item),
                 self.facts([self.say("召开日期 ", "On ") + day(on) if on else self.reported(item),
                             self.organization(item.holder)]),
                 h("p", rolls, class_="waits") if rolls else None, h("ul", topics, class_="topics") if topics else None,
                 class_="card issue" + (" is-late" if item.late and not item.final else ""))

    # ---- one meeting

    def meeting(self, me: int, id: int) -> str:
        """A meeting, as this resident sees it and may take part."""
        item = self.hall.ledger.item(self.hall.reader(me), id)
        acting = RESIDENT.acting(me)
        may = self.actions(item, acting, self.say("您可以", "What you can do"), ("CGOV_R_STATE", "CGOV_R_ACTOR")) if me else None
        return self.document(
            self.headline(me, item), self.resident(me), self.top(me, item), self.minutes(me, item), self.assembly(item, acting),
            may, None if item.final else self.next_steps(me, item), self.history(me, item), here="/meet",
            other="/meet/item?me=%d&item=%d" % (me, id))

    def assembly(self, item: cgov.Item, acting: Acting) -> Html:
        """What makes an item a meeting: its day, shares, rolls and topics; nothing of an item that has none."""
        return h("section", self.way_up(item, acting), self.day_line(item, acting), self.quorum(item, acting), self.topics(item, acting),
                 self.rolls(item, acting), class_="assembly")

    def way_up(self, item: cgov.Item, acting: Acting) -> Optional[Html]:
        """From a topic to its meeting, for who sees that."""
        try:
            above = self.hall.ledger.item(self.hall.reader(acting.reader), item.parent) if item.parent else None
        except cgov.NotFound:
            above = None
        to = self.link(acting.to.rpartition("/")[0] + "/item", **dict(acting.carries), item=item.parent)
        return h("p", h("a", "← ", self.headline(acting.reader, above), href=to)) if above else None

    def day_line(self, item: cgov.Item, acting: Acting) -> Optional[Html]:
        """On which day it is held."""
        on = self.held_on(acting.reader, item)
        said = ("召开日期 ", "Held on ") if item.kind == cgov.Kind.SESSION else ("所定日期 ", "The day named: ")
        return h("p", self.say(*said), h("b", day(on)), class_="notice") if on else None

    def held_on(self, reader: int, item: cgov.Item) -> int:
        """The latest day that was given, as 20260315; 0: none, or none that this reader reads."""
        for entry in self.hall.ledger.history(self.hall.reader(reader), item.id):
            for given in self.hall.ledger.given(self.hall.reader(reader), item.id, entry.seq) if entry.details else ():
                if given.name == "day":
                    return given.number
        return 0

    def rolls_of(self, reader: int, item: cgov.Item) -> List[cgov.Roll]:
        """Its rolls, as this reader has them."""
        return list(self.hall.ledger.rolls(self.hall.reader(reader), item.id))

    def children_of(self, reader: int, item: cgov.Item) -> List[cgov.Item]:
        """What was raised in it."""
        return self.hall.items(reader, parent=item.id) if item.children else []

    def roll_title(self, item: cgov.Item, name: str, title: str) -> str:
        """A roll's title in Chinese, its name in English."""
        return self.say(title, words.plain(name))

    def topics(self, item: cgov.Item, acting: Acting) -> Optional[Html]:
        """What was raised, and what became of each."""
        base = acting.to.rpartition("/")[0]
        rows = [h("li", h("a", self.headline(acting.reader, child),
                          href=self.link(base + "/item", **dict(acting.carries), item=child.id)), self.state(child))
                for child in self.children_of(acting.reader, item)]
        return h("section", h("h2", self.say("议题和下文", "Topics, and what became of them")),
                 h("ul", rows, class_="clocks"), class_="card") if rows else None

    def quorum(self, item: cgov.Item, acting: Acting) -> Optional[Html]:
        """The shares that moves ask for: how many are there, how many are lacking."""
        rows = []
        for share in self.hall.ledger.shares(self.hall.reader(acting.reader), item.id):
            roll = self.hall.roll_title(item.procedure, share.roll, item.rulebook)
            name = self.roll_title(item, share.roll.rpartition(".")[2], roll)
            if share.needed >= 1 << 63:
                said = self.say("名单是空的", "of nobody: the list is empty")
            else:
                said = self.say("%s %d，要 %d", "%s: %d, needed %d") % (name, share.have, share.needed)
            if share.negated:
                state = self.say("未达到时才能办", "only while it is not reached")
            elif share.holds:
                state = self.say("已达到", "reached")
            else:
                state = self.say("还缺 %d", "%d lacking") % share.lacking if share.needed < 1 << 63 else ""
            met = bool(share.holds) != bool(share.negated)
            rows.append(h("li", h("b", self.title_of(cgov.RuleKind.MOVE, item.procedure, share.move)),
                          h("span", said, " · ", h("strong", state, class_=None if met else "late"))))
        return h("section", h("h2", self.say("人数够不够", "Are there enough")), h("ul", rows, class_="clocks"),
                 class_="card quorum") if rows else None

    def minutes(self, reader: int, item: cgov.Item) -> Optional[Html]:
        """The minutes, where they are drafted and this reader reads them."""
        for entry in self.hall.ledger.history(self.hall.reader(reader), item.id):
            if entry.record != _OPENED and entry.move in ("draft", "publish", "finish", "reach", "answer"):
                text = self.hall.words(reader, item.id, "text", entry.seq)
                if text:
                    return h("section", h("h2", self.title_of(cgov.RuleKind.MOVE, item.procedure, entry.move)),
                             h("p", text, class_="said"), h("p", self.when(entry.at), class_="facts"), class_="card answer")
        return None

    # ---- rolls

    def rolls(self, item: cgov.Item, acting: Acting) -> List[Html]:
        """The rolls: how many stand on each, and whether this reader may be one of them. One that is empty and closed is not shown."""
        return [self.roll(item, acting, roll) for roll in self.rolls_of(acting.reader, item) if roll.open or roll.heads]

    def roll(self, item: cgov.Item, acting: Acting, roll: cgov.Roll) -> Html:
        """One roll, with what this reader may do there."""
        count = self.say("%d 人", "%d") % roll.heads if not roll.most else self.say("%d 人，名额 %d", "%d of %d") % (roll.heads, roll.most)
        entries = list(self.hall.ledger.entries(self.hall.reader(acting.reader), item.id, roll.name))
        return h("section", h("h2", self.roll_title(item, roll.name, roll.title), " ", h("small", count)),
                 self.tally(item, roll, entries), self.names(acting.reader, entries), self.said(item, acting, roll, entries),
                 self.may_enter(item, acting, roll), self.enter_other(item, acting, roll),
                 self.take_out(item, acting, roll, entries), class_="card roll", id="roll-" + roll.name)

    def asked_by(self, item: cgov.Item, roll: cgov.Roll) -> List[words.Ask]:
        """What an entry asks for."""
        asked = self.hall.asked(item.procedure, roll.name, item.rulebook) if roll.needs or roll.takes else []
        return [own_words(ask) for ask in asked]

    def tally(self, item: cgov.Item, roll: cgov.Roll, entries: List[cgov.Entered]) -> Optional[Html]:
        """For and against: how many of each, where this reader may know."""
        counts: Dict[str, int] = {}
        for entry in entries:
            if entry.standing and entry.choice:
                counts[entry.choice] = counts.get(entry.choice, 0) + 1
        if not counts:
            return None
        titles = {name: self.say(zh, en) for ask in self.asked_by(item, roll) for name, zh, en in ask.field.choices}
        shown = {**{name: 0 for name in titles}, **counts}
        return h("dl", [h("div", h("dt", titles.get(name, name)), h("dd", count)) for name, count in shown.items()],
                 class_="tiles tally")

    def name(self, reader: int, entry: cgov.Entered) -> str:
        """Whose entry it is: by their name, where this reader reads it, else by the office they hold, which is public."""
        return self.hall.words(reader, entry.elector, "name") or self.posts().get(entry.elector) or \
            self.say("一位居民", "a resident")

    def names(self, reader: int, entries: List[cgov.Entered]) -> Optional[Html]:
        """Who is on it."""
        posts = self.posts()
        named = [self.hall.words(reader, entry.elector, "name") or posts.get(entry.elector, "")
                 for entry in entries if entry.standing and entry.elector]
        known = [h("span", name) for name in named if name]
        return h("p", [[self.say("；", "; ") if place else None, name] for place, name in enumerate(known)],
                 class_="facts") if known else None

    def said(self, item: cgov.Item, acting: Acting, roll: cgov.Roll, entries: List[cgov.Entered]) -> Optional[Html]:
        """What they wrote with it, as far as this reader reads that."""
        titles = {name: self.say(zh, en) for ask in self.asked_by(item, roll) for name, zh, en in ask.field.choices}
        rows = []
        for entry in entries:
            text = self.hall.words(acting.reader, item.id, "text", entry.seq) if entry.standing and entry.seq else ""
            if text:
                rows.append(h("li", h("b", self.name(acting.reader, entry),
                                      " · " + titles.get(entry.choice, entry.choice) if entry.choice else None),
                              h("span", text, class_="said")))
        return h("ul", rows, class_="clocks") if rows else None

    def roll_form(self, item: cgov.Item, acting: Acting, roll: cgov.Roll, said: str, inside: List[Html],
                  **more: object) -> Html:
        """A form about a roll."""
        hidden = {"key": secrets.token_hex(16), "item": item.id, "roll": roll.name, **dict(acting.carries), **more}
        return h("form", [h("input", type="hidden", name=name, value=value) for name, value in hidden.items()], inside,
                 h("button", said, class_="plain" if "leave" in more else None), method="post",
                 action=self.link(acting.to.replace("/move", "/roll")))

    def may_enter(self, item: cgov.Item, acting: Acting, roll: cgov.Roll) -> Optional[List[Html]]:
        """The button to be on it or off it, or in words why there is none."""
        if not acting.reader:
            return None
        title, made = self.roll_title(item, roll.name, roll.title), []
        if roll.entered:
            made.append(h("p", self.say("您在名册上。", "You are on it."), class_="facts"))
        controls = [self.control(ask.name, ask.field, ask.needed) for ask in self.asked_by(item, roll)]
        if roll.allowed and (controls or not roll.entered):  # entered anew without a word would change nothing
            said = self.say("更改%s", "Change: %s") if roll.entered else self.say("登记%s", "Enter: %s")
            made.append(self.roll_form(item, acting, roll, said % title, controls))
        elif not roll.entered and roll.open:
            named = cgov.reason_name(roll.reason)
            made.append(h("p", self.say("您不能登记：%s。", "You cannot enter: %s") % self.say(
                words.REASONS.get(named, named), cgov.reason_text(roll.reason)),
                h("span", self.rule(item.rulebook, roll.line, roll.citation), class_="rule") if roll.line else None, class_="facts"))
        if roll.leaves:
            made.append(self.roll_form(item, acting, roll, self.say("退出%s", "Leave: %s") % title, [], leave=1))
        if not roll.open:
            made.append(h("p", self.say("现在不登记。", "It is not open now."), class_="nothing"))
        return made

    def enter_other(self, item: cgov.Item, acting: Acting, roll: cgov.Roll) -> Optional[Html]:
        """The form to enter another, at the office, where a line of the roll lets somebody other than the elector."""
        if acting.to not in AT_WORK or not roll.others:
            return None
        full = self.hall.ledger.info().founder
        people = [(id, self.hall.words(full, id, "name")) for id in self.electable(item, acting, roll)]
        box = h("label", h("span", self.say("哪一位", "Whom")), self.select("elector", self.say("请选择", "Choose one"), people, True))
        controls = [self.control(ask.name, ask.field, ask.needed) for ask in self.asked_by(item, roll)]
        said = self.say("登记%s", "Enter: %s") % self.roll_title(item, roll.name, roll.title)
        return h("details", h("summary", self.say("登记他人", "Enter somebody else")),
                 self.roll_form(item, acting, roll, said, [box] + controls), class_="move")

    def electable(self, item: cgov.Item, acting: Acting, roll: cgov.Roll) -> List[int]:
        """Whom a list to choose from shows."""
        return self.hall.people()

    def take_out(self, item: cgov.Item, acting: Acting, roll: cgov.Roll, entries: List[cgov.Entered]) -> Optional[Html]:
        """The form to take another out, at the office, with a reason, where a line of the roll lets this reader."""
        rows = [("%d.%d" % (entry.elector, entry.number),
                 self.name(acting.reader, entry) + (" · %d" % entry.number if entry.number else ""))
                for entry in entries if entry.standing and entry.elector]
        if acting.to not in AT_WORK or not roll.removes or not rows:
            return None
        box = h("label", h("span", self.say("哪一位", "Whom")), self.select("entry", self.say("请选择", "Choose one"), rows, True))
        why = self.control("reason", words.FIELDS["reason"], True)
        said = self.say("撤下", "Take out")
        return h("details", h("summary", self.say("撤下他人", "Take somebody out")),
                 self.roll_form(item, acting, roll, said, [box, why], leave=1), class_="move")

    # ---- calling one

    def opening(self, desk: Desk, actor: int, procedure: str) -> str:
        """The form that opens a session."""
        move = dict(self.hall.openings(actor)).get(procedure)
        if move is None:
            raise Trouble(404, ("没有这一页", "There is no such page"))
        asked = sorted(map(own_words, self.hall.asked(procedure, move)), key=lambda row: not row.needed)
        hidden = {"key": secrets.token_hex(16), "procedure": procedure, desk.name: actor}
        heading = self.title_of(cgov.RuleKind.PROCEDURE, "", procedure)
        return self.document(heading, h("h1", heading), None if desk is OFFICER else self.resident(actor, desk), h(
            "form", [h("input", type="hidden", name=name, value=value) for name, value in hidden.items()],
            [self.control(row.name, row.field, row.needed) for row in asked],
            h("button", self.title_of(cgov.RuleKind.MOVE, procedure, move)), method="post",
            action=self.link(desk.base + "/open"), class_="card"), here=desk.base,
            other="%s/open?%s=%d&procedure=%s" % (desk.base, desk.name, actor, procedure))

    def calls(self, officer: int) -> Optional[Html]:
        """What this officer may call."""
        ways = self.hall.openings(officer)
        rows = [h("a", self.title_of(cgov.RuleKind.MOVE, procedure, move), " · ",
                  self.title_of(cgov.RuleKind.PROCEDURE, "", procedure),
                  href=self.link("/office/open", officer=officer, procedure=procedure), class_="button plain")
                for procedure, move in ways]
        for path, zh, en in (("/office/news", "消息", "News"), ("/office/figures", "指标", "Figures")):
            rows.append(h("a", self.say(zh, en), href=self.link(path, officer=officer), class_="button plain"))
        if self.hall.enters(officer):
            rows.append(h("a", self.say("登记来信来电来访", "Enter what came in"),
                          href=self.link("/office/report", officer=officer), class_="button plain"))
        return h("p", rows, class_="ways") if rows else None
