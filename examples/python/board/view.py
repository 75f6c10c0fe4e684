"""What pages are made of, in two languages: the frame, names, an item and its history, its moves as forms."""

import re
import secrets
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Tuple
from urllib.parse import urlencode

import cgov

from board import words
from board.hall import CHINA, DISTRICT, PLACES, TOWN, Hall
from board.markup import Html, h, join
from board.photos import split
from board.words import Field, day

ANSWERED = ("closed", "answered")  # states that only wait for their end
TURNED_AWAY = ("refused", "withdrawn", "merged")  # ends that close nothing
CALENDAR_NOTICE = 60 * 86_400_000  # ms before its end that the calendar's end is said
COUNT = (1 << 44) - 1  # the bits of an id that count; those above are its kind

_OPENED, _MOVED, _REMINDED, _LATE, _RUNG, _ERASED = (cgov.Record[name] for name in
                                                     ("OPENED", "MOVED", "REMINDED", "LATE", "RUNG", "ERASED"))

PAGE = 24  # cards of a list on one page


def shows_done(item: cgov.Item) -> bool:
    """Nobody has to act on it any more, unless somebody asks anew."""
    return bool(item.final) or item.state in ANSWERED


class Trouble(Exception):
    """A page instead of the one asked for: status, headline, and what to say, in both languages."""

    def __init__(self, status: int, head: Tuple[str, str], *lines: Any) -> None:
        super().__init__(head[1])
        self.status, self.head, self.lines = status, head, lines


class Acting(NamedTuple):
    """Who moves an item from which page: the reader, where the form goes, and what it carries besides."""

    reader: int
    to: str
    carries: Tuple[Tuple[str, str], ...]


class View:
    """One language over one hall. Every page is read at one instant."""

    def __init__(self, hall: Hall, lang: str) -> None:
        self.hall, self.zh = hall, lang != "en"
        self.prefix = "" if self.zh else "/en"
        self.now = hall.now()
        self.path, self.query = "/", {}  # type: str, Dict[str, str]
        self.cookies = ""  # as the request brings them
        self.signed: Any = None  # who is: sign.Signed
        self.script = ""  # the path of ours that the page runs

    # ---- the frame

    def say(self, zh: Any, en: Any) -> Any:
        """One of two."""
        return zh if self.zh else en

    def link(self, path: str, **query: object) -> str:
        """An address in this language."""
        return self.prefix + path + ("?" + urlencode(query) if query else "")

    def document(self, title: str, *inside: Any, here: str = "", other: str = "/", wide: bool = False,
                 script: str = "") -> str:
        """A whole page. here: which of the menu it is; other: the same page's path, for the other language; script: the
        path of ours that it runs, where it runs one."""
        self.script = script
        menu = (("/", "公开栏", "Board"), ("/report", "我要反映", "Report"), ("/follow", "查进度", "Follow"),
                ("/meet", "会议", "Meetings"), ("/decide", "表决", "Decisions"), ("/office", "办公", "Office"))
        current = [h("a", self.say(zh, en), href=self.link(path), aria_current="page" if path == here else None)
                   for path, zh, en in menu]
        signing = h("form", h("button", self.say("退出", "Sign out")), method="post", action=self.link("/sign-out"), class_="signing") \
            if self.signed else h("a", self.say("登录", "Sign in"), href=self.link("/sign-in"), class_="signing",
                                  aria_current="page" if here == "/sign-in" else None)
        turn = h("a", self.say("English", "中文"), class_="turn", lang=self.say("en", "zh-CN"),
                 hreflang=self.say("en", "zh-CN"), href=("/en" if self.zh else "") + other)
        name = self.say(DISTRICT[0], DISTRICT[1])
        return "<!doctype html>" + h(
            "html", h("head", h("meta", charset="utf-8"),
                      h("meta", name="viewport", content="width=device-width, initial-scale=1"),
                      h("title", title, " · ", self.say("民呼回应", "Citizens' Response")),
                      h("link", rel="stylesheet", href="/style.css"),
                      h("link", rel="icon", href="/icon.svg", type="image/svg+xml"),
                      h("script", src=script) if script else None),
            h("body", h("header", h("div", h("a", h("small", name), self.say("民呼回应", "Citizens' Response"),
                                              class_="brand", href=self.link("/")), signing, turn,
                                    h("nav", current, aria_label=self.say("主菜单", "Main menu")))),
              h("main", self.calendar_line() if here == "/office" else None, inside, class_=None if wide else "narrow"),
              h("footer", h("p", self.say("民有所呼，我有所应；件件有回音，事事有着落。",
                                          "What people ask for is answered: every report, every time.")))),
            lang=self.say("zh-CN", "en"))

    def calendar_line(self) -> Optional[Html]:
        """Before the calendar runs out: what ends in working days after it has no due until another year is adopted."""
        until, now = self.hall.ledger.info().calendar_until, self.hall.now()
        if until - now > CALENDAR_NOTICE:
            return None
        last = self.when(until) if until else self.say("今天之前", "before today")
        return h("p", self.say("工作日历只到：", "The calendar of working days ends: "), last,
                 self.say("。之后的工作日期限要等采纳新一年的日历才能算出。",
                          ". Later deadlines in working days wait for another year to be adopted."), class_="note", role="note")

    def trouble(self, trouble: Trouble, back: str = "") -> str:
        """The page that says what went wrong, and the way on: back to where the form was, else to the board."""
        way = (back, self.say("返回", "Go back")) if back else (self.link("/"), self.say("回公开栏", "Back to the board"))
        head = self.say(*trouble.head)
        return self.document(head, h("section", h("p", trouble.status, class_="code"), h("h1", head), [
            h("p", self.say(*line) if isinstance(line, tuple) else line) for line in trouble.lines],
            h("p", h("a", way[1], href=way[0], class_="button plain")),
            class_="card trouble"))

    def refusal(self, error: cgov.CgovError) -> Trouble:
        """What the library says of a refused command: the reason, the rulebook's line, what it cites."""
        if isinstance(error, cgov.ReadOnly):
            return Trouble(503, ("这里只供查看", "This one only shows"), ("请在办理的网址上提交。", "Please send it where things are done."))
        named = error.reason_name
        why = (words.REASONS.get(named) or error.message, cgov.reason_text(error.reason) if named else error.message)
        status, head = 409, ("这一步办不了", "This cannot be done")
        if isinstance(error, cgov.NotFound) or error.status_name == "CGOV_E_KIND":
            status, head, why = 404, ("查无此件", "No such thing"), ("没有，或不对您公开。", "It is not there, or not for you.")
        elif isinstance(error, (cgov.ArgumentError, cgov.LimitReached)) and not isinstance(error, cgov.Refused):
            status, head, why = 400, ("填写的内容用不了", "What was filled in cannot be used"), (error.message, error.message)
        elif isinstance(error, cgov.Conflict):
            head = ("已经有变动", "Something came first")
        rule = h("span", self.rule(error.version, error.line, error.citation), class_="rule") if error.line else ""
        return Trouble(status, head, why, *([rule] if rule else []))

    def rule(self, version: int, line: int, citation: str) -> Html:
        """A line of the rulebook, quoted."""
        return join([self.say("制度第 %d 行：" % line, "Rulebook, line %d: " % line),
                     h("code", self.hall.rule_line(version, line)), h("cite", citation) if citation else None])

    # ---- names

    def title_of(self, kind: int, procedure: str, name: str) -> str:
        """The rulebook's title in Chinese, its name in English."""
        rule = self.hall.rules.get((kind, procedure, name))
        return self.say(rule.title if rule else name, words.plain(name))

    def organization(self, id: int) -> str:
        """An organization's name, "" for none."""
        key = next((key for key, known in self.hall.offices.items() if known == id), "")
        english = DISTRICT[1] if id == self.hall.ledger.info().root else next(
            (office.en for office in TOWN if office.key == key), "")
        return english if english and not self.zh else self.hall.words(0, id, "name") if id else ""

    def with_whom(self, item: cgov.Item) -> str:
        """Who is to act: an organization, or whoever reported it."""
        if item.holder >> 44 == cgov.Kind.ORGANIZATION:
            return self.organization(item.holder)
        return self.say("反映人", "whoever reported it")

    def place(self, code: int) -> str:
        """A place's name."""
        return self.say(*PLACES.get(code, (str(code), str(code)))) if code else ""

    def headline(self, actor: int, item: cgov.Item) -> str:
        """An item's title, or what it is where this reader has none."""
        said = self.hall.words(actor, item.id, "title")
        if not said and item.parent >> 44 == cgov.Kind.SESSION:  # a topic is what was raised
            said = next((self.hall.words(actor, item.id, "text", entry.seq) for entry in
                         self.hall.ledger.history(self.hall.reader(actor), item.id) if entry.record == _OPENED), "")
        said = said or self.title_of(cgov.RuleKind.PROCEDURE, "", item.procedure)
        return said if len(said) <= words.TITLE_MOST else said[:words.TITLE_MOST - 1] + "…"

    def number(self, item: int) -> str:
        """What people call an item by."""
        count = item & COUNT
        said = {cgov.Kind.PART: ("协办件 %d", "Part %d"), cgov.Kind.SESSION: ("第 %d 号", "No. %d"),
                cgov.Kind.MOTION: ("第 %d 项", "Item %d")}.get(item >> 44, ("第 %d 件", "No. %d"))
        return self.say(*said) % count

    def when(self, time: int) -> Html:
        """An instant."""
        at = cgov.moment(time, CHINA)
        year = cgov.moment(self.now, CHINA).year
        return h("time", words.date(at, self.zh, year), datetime=at.isoformat(timespec="minutes"))

    def ago(self, time: int) -> str:
        """How long ago."""
        passed = words.span(max(self.now - time, 0), self.zh)
        return self.say("%s前" % passed, "%s ago" % passed) if passed else self.say("刚刚", "just now")

    def reported(self, item: cgov.Item) -> str:
        """How long ago it was reported; a meeting or a topic, opened."""
        ago, met = self.ago(item.opened_at), item.kind in (cgov.Kind.SESSION, cgov.Kind.MOTION)
        if item.received_at and item.received_at != item.opened_at:  # both instants: the promise runs from the first
            year = cgov.moment(self.now, CHINA).year
            came, filed = (words.date(cgov.moment(at, CHINA), self.zh, year) for at in (item.received_at, item.opened_at))
            return self.say("%s 收到，%s 登记" % (came, filed), "came in %s, filed %s" % (came, filed))
        return self.say("%s登记" % ago, ("opened %s" if met else "reported %s") % ago)

    def clock(self, name: str, title: str = "") -> str:
        """What a clock measures: its title in Chinese; one this table does not know is called by its name."""
        zh, en = words.CLOCKS.get(name, (name, words.plain(name)))
        return self.say(title or zh, en)

    def due(self, due: int) -> Html:
        """A due with how far it is, or how far past."""
        passed = words.span(abs(due - self.now), self.zh) or self.say("不到 1 分钟", "less than a minute")
        if due < self.now:
            return h("strong", self.say("已逾期 %s" % passed, "%s late" % passed), class_="late")
        return h("span", self.when(due), self.say(" 前，还有 ", ": "), passed, self.say("", " left"))

    # ---- an item

    def state(self, item: cgov.Item) -> Html:
        """Its state, as a badge."""
        look = "done" if shows_done(item) else "late" if item.late else "open"
        return h("span", self.title_of(cgov.RuleKind.STATE, item.procedure, item.state), class_="state " + look)

    def badge(self, actor: int, item: cgov.Item) -> Html:
        """Its state on its own page."""
        return self.state(item)

    def stages(self, item: cgov.Item) -> Html:
        """Where in the loop it is."""
        names = [name for kind, procedure, name in self.hall.rules
                 if kind == cgov.RuleKind.STAGE and procedure == item.procedure]
        at = names.index(item.stage) if item.stage in names else -1
        done = shows_done(item)
        return h("ol", [h("li", self.title_of(cgov.RuleKind.STAGE, item.procedure, name),
                          class_="past" if place < at or (done and place <= at) else "now" if place == at else None,
                          aria_current="step" if place == at else None) for place, name in enumerate(names)],
                 class_="stages", aria_label=self.say("环节", "Stages"))

    def card(self, actor: int, item: cgov.Item, to: str) -> Html:
        """An item in a list."""
        urgent = next((self.say(zh, en) for name, zh, en in words.URGENCY[1:] if cgov.Urgency[name.upper()] == item.urgency), "")
        facts = [self.number(item.id), urgent, self.place(item.place), self.reported(item)]
        waits = None if shows_done(item) else [
            h("span", self.say("现在由 ", "Now with "), h("b", self.with_whom(item))) if item.holder else None,
            self.due(item.next_due) if item.next_due else h("span", self.say("期限待定", "No due yet")),
            h("strong", self.say("有逾期", "Late"), class_="late") if item.late and item.next_due >= self.now else None]
        return h("li", h("h3", h("a", self.headline(actor, item), href=to)), self.state(item),
                 self.facts(facts), self.stages(item),
                 h("p", waits, class_="waits") if waits else h("p", h("span", self.say("最近变动 ", "Last changed "),
                                                                     self.ago(item.moved_at)), class_="waits"),
                 class_="card issue" + (" is-late" if item.late and not shows_done(item) else ""))

    def clocks(self, actor: int, item: cgov.Item) -> Html:
        """What must happen next, and by when."""
        running = [clock for clock in self.hall.ledger.clocks(self.hall.reader(actor), item.id)
                   if clock.state != cgov.ClockState.STOPPED]
        running.sort(key=lambda clock: (not clock.due, clock.due))
        rows = [h("li", h("b", self.clock(clock.name, clock.title)),
                  h("span", self.say("暂停计时", "paused")) if clock.state == cgov.ClockState.PAUSED
                  else self.due(clock.due) if clock.due
                  else h("span", self.say("%d 年的工作日历公布后确定" % clock.missing_year,
                                          "known once the calendar of %d is" % clock.missing_year)))
                for clock in running]
        return h("ul", rows, class_="clocks") if rows else Html()

    def next_steps(self, actor: int, item: cgov.Item) -> Html:
        """The panel that answers "and now?"."""
        if item.final:
            said = self.say("已经办结，不再变动。", "It has ended; nothing more will change.")
        elif shows_done(item):
            said = self.say("已经答复。期满自动归档；不满意的，可以在期限内提出。",
                            "It has been answered. It ends by itself in time; until then you may still object.")
        else:
            said = [self.say("现在轮到 ", "It is up to "), h("b", self.with_whom(item)),
                    self.say(" 办下一步。", " to take the next step.")]
        return h("section", h("h2", self.say("接下来", "What happens next")), h("p", said), self.clocks(actor, item),
                 class_="card next")

    def posts(self) -> Dict[int, str]:
        """Who holds which office, for the side of a history: office is public, names are not."""
        named: Dict[int, str] = {}
        for resident, organization, role in self.hall.posts():
            named.setdefault(resident, "%s · %s" % (self.organization(organization),
                                                    self.title_of(cgov.RuleKind.ROLE, "", role)))
        return named

    def history(self, actor: int, item: cgov.Item, withheld: Iterable[str] = ()) -> Html:
        """What happened, latest first, with the words this reader may read; `withheld`: words this page leaves out."""
        posts, rows = self.posts(), []
        for entry in self.hall.ledger.history(self.hall.reader(actor), item.id):
            if entry.record in (_OPENED, _MOVED):
                rows.append(self.moved(actor, item, entry, posts, withheld))
            elif entry.record in (_REMINDED, _LATE, _RUNG):
                rows.append(h("li", self.when(entry.at), self.fell_due(entry), class_="told"))
            elif entry.record == _ERASED:
                why = self.hall.words(actor, item.id, "reason", entry.seq)
                rows.append(h("li", self.when(entry.at), h("b", self.say("文字已依法删除", "Words were erased")),
                              h("small", posts[entry.actor]) if entry.actor in posts else None,
                              h("div", h("b", self.say("理由", "Reason")), h("p", why), class_="words") if why else None))
        return h("section", h("h2", self.say("经过", "What happened")), h("ol", rows, class_="history"))

    def fell_due(self, entry: cgov.Entry) -> Html:
        """A reminder or a lateness in a history, and who was told, where this reader may know."""
        clock, told = self.clock(entry.clock), self.organization(entry.told)
        if entry.record == _REMINDED:
            what = self.say("%s时限已过 %d%%" % (clock, entry.share),
                            "%s: %d%% of its time is over" % (clock, entry.share))
        else:
            what = self.say("%s逾期" % clock, "%s is late" % clock)
        return h("span", what, self.say("，已告知 ", ", told to ") + told if told else "")

    def moved(self, actor: int, item: cgov.Item, entry: cgov.Entry, posts: Dict[int, str],
              withheld: Iterable[str]) -> Html:
        """A move in a history. Of the first one the text is the report itself, of later ones it is an answer."""
        said: List[Html] = []
        for given in self.hall.ledger.given(self.hall.reader(actor), item.id, entry.seq) if entry.details else ():
            name, answer = given.name, (item.procedure, entry.move) in self.hall.answering
            if name in withheld or (name == "title" and entry.record == _OPENED):
                continue
            field = self.hall.field_of(item, given.field, name)
            if not given.words:
                said.append(h("p", self.say(field.zh, field.en), " ", h("b", self.value(field, given)), class_="facts"))
                continue
            text = self.hall.words(actor, item.id, given.field, entry.seq)
            label = self.opening_label(item) if name == "text" and (entry.record == _OPENED or (not answer and item.kind in (cgov.Kind.SESSION, cgov.Kind.MOTION))) \
                else self.say(field.zh, field.en)
            text, photos = split(text) if name == "evidence" else (text, [])
            said.append(h("div", h("b", label), h("p", text) if text else None, self.photos(actor, item, photos),
                          class_="words answer" if answer else "words"))
        said += self.advised(entry)
        if entry.rating:
            said.append(h("p", self.say("满意度 ", "Rating "), h("b", "★" * entry.rating + "☆" * (5 - entry.rating))))
        if entry.received_at and entry.received_at != entry.at:
            said.append(h("p", self.say("收到于 ", "Came in "), self.when(entry.received_at), class_="facts"))
        return h("li", self.when(entry.at), h("b", self.title_of(cgov.RuleKind.MOVE, item.procedure, entry.move)),
                 h("small", posts[entry.actor]) if entry.actor in posts else None, said)

    def photos(self, actor: int, item: cgov.Item, digests: List[str]) -> Optional[Html]:
        """The photos that evidence names: for officers, who read it by who they are; others are told how many."""
        if not digests:
            return None
        if not self.path.startswith("/office"):
            return h("p", self.say("附照片 %d 张", "%d photos attached") % len(digests))
        ways = [self.link("/office/photo", officer=actor, item=item.id, name=name) for name in digests]
        return h("p", [h("a", h("img", src=way, alt=self.say("照片凭证", "A photo as evidence"), loading="lazy"), href=way)
                       for way in ways], class_="photos")

    def opening_label(self, item: cgov.Item) -> str:
        """What the text of the first move is: a report, or what a meeting or a topic is about."""
        return self.say("反映内容", "What was reported") if item.id >> 44 == cgov.Kind.ISSUE else self.say("内容", "About")

    def value(self, field: Field, given: cgov.Given) -> str:
        """A fact that a text declares, as people read it."""
        if field.control == "date":
            return day(given.number)
        titles = {name: self.say(zh, en) for name, zh, en in field.choices}
        if given.choice:
            return titles.get(given.choice, given.choice)
        if field.kind == cgov.Kind.RESIDENT:
            return self.posts().get(given.number) or self.say("一位居民", "a resident")
        return self.organization(given.number) if field.control.startswith("organization") else \
            self.number(given.number) if field.kind else str(given.number)

    def advised(self, entry: cgov.Entry) -> List[Html]:
        """Where else to turn, as a refusal says."""
        field = words.FIELDS["channel"]
        titles = {name: self.say(zh, en) for name, zh, en in field.choices}
        name = cgov.Channel(entry.channel).name.lower() if entry.channel and entry.record == _MOVED else ""
        return [h("p", self.say(field.zh, field.en), " ", h("b", titles[name]), class_="facts")] if name in titles \
            else []

    def answer(self, actor: int, item: cgov.Item) -> Html:
        """The latest answer, before all else; nothing while there is none."""
        given = [entry for entry in self.hall.ledger.history(self.hall.reader(actor), item.id)
                 if (item.procedure, entry.move) in self.hall.answering]
        if not given:
            return Html()
        held = [row.name for row in self.hall.ledger.given(self.hall.reader(actor), item.id, given[0].seq)]
        said = [h("p", self.hall.words(actor, item.id, name, given[0].seq), class_="said")
                for name in ("text", "reason", "remedy") if name in held]
        said += self.advised(given[0])
        by = self.posts().get(given[0].actor, "")
        return h("section", h("h2", self.say("答复", "The answer")), said,
                 h("p", by, " · " if by else "", self.when(given[0].at), class_="facts"), class_="card answer")

    def facts(self, facts: List[str]) -> Html:
        """A line of facts; those that are "" are not known. It breaks between two, not within one."""
        known = [h("span", fact) for fact in facts if fact]
        return h("p", [[" · " if place else None, fact] for place, fact in enumerate(known)], class_="facts")

    def top(self, actor: int, item: cgov.Item) -> Html:
        """An item's heading."""
        facts = [self.number(item.id), self.place(item.place),
                 self.title_of(cgov.RuleKind.MATTER, "", item.matter) if item.matter else "",
                 self.reported(item)]
        return h("section", h("h1", self.headline(actor, item)), self.badge(actor, item),
                 self.facts(facts), self.stages(item), class_="card top")

    def paged(self, section: str, items: List[Any]) -> Tuple[List[Any], Optional[Html]]:
        """Those of a long list that the address asks for, by the section's name in it, and the way to the others. Past
        the last page, as where a list has grown shorter meanwhile, stands the last."""
        asked, last = self.query.get(section, "1"), max(1, -(-len(items) // PAGE))
        if not re.fullmatch("[1-9][0-9]{0,8}", asked):
            raise Trouble(404, ("没有这一页", "There is no such page"))
        at = min(int(asked), last)

        def turn(to: int, zh: str, en: str, rel: str) -> Optional[Html]:
            if not 1 <= to <= last:
                return None
            return h("a", self.say(zh, en), rel=rel, href=self.link(self.path, **{**self.query, section: str(to)}) + "#" + section)

        ways = h("p", turn(at - 1, "上一页", "Previous", "prev"),
                 h("span", self.say("第 %d 页，共 %d 页", "Page %d of %d") % (at, last)), turn(at + 1, "下一页", "Next", "next"),
                 class_="pages", role="navigation", aria_label=self.say("分页", "Pages")) if last > 1 else None
        return items[(at - 1) * PAGE:at * PAGE], ways

    def listed(self, section: str, heading: str, actor: int, items: List[cgov.Item], nothing: str,
               to: str = "", **desk: object) -> Html:
        """A section of cards, a page of it; its name is the section's in addresses."""
        path = to or ("/office/item" if desk else "/issue")
        here, ways = self.paged(section, items)
        return h("section", h("h2", heading, " ", h("small", len(items))), h("ul", [
            self.card(actor, item, self.link(path, **desk, item=item.id)) for item in here], class_="cards")
            if here else h("p", nothing, class_="nothing"), ways, id=section)

    # ---- moves as forms

    def control(self, name: str, field: Field, needed: bool) -> Html:
        """A field's control under its label."""
        label = self.say(field.zh, field.en)
        mark = None if needed else h("small", self.say("选填", "optional"))
        if field.control in ("choice", "choices", "organizations"):
            rows = field.choices if field.control != "organizations" else [
                (str(id), self.organization(id), self.organization(id)) for id in self.hall.offices.values()]
            kind = "radio" if field.control == "choice" else "checkbox"
            return h("fieldset", h("legend", label, mark), h("div", [
                h("label", h("input", type=kind, name=name, value=value, required=needed and kind == "radio"),
                  h("span", self.say(zh, en))) for value, zh, en in rows], class_="pills"))
        if field.control == "organization":
            box = self.select(name, self.say("请选择", "Choose one"),
                              [(id, self.organization(id)) for id in self.hall.offices.values()], needed)
        elif field.kind == cgov.Kind.RESIDENT:
            full = self.hall.ledger.info().founder  # a list to choose people from, as at /office
            box = self.select(name, self.say("请选择", "Choose one"),
                              [(id & COUNT, self.hall.words(full, id, "name")) for id in self.hall.people()], needed)
        elif field.control == "words":
            box = h("textarea", name=name, rows=3, maxlength=field.most, required=needed)
        elif field.control == "number":
            box = h("input", name=name, type="number", min=field.least, max=field.most, required=needed)
        elif field.control == "instant":
            box = h("input", name=name, type="datetime-local", required=needed,
                    max=cgov.moment(self.now, CHINA).strftime("%Y-%m-%dT%H:%M"))
        elif field.control == "point":
            box = h("input", name=name, inputmode="decimal", placeholder="40.8245, 114.8876", maxlength=40, required=needed)
        elif field.control == "date":
            box = h("input", name=name, type="date", min=day(field.least), max=day(field.most), required=needed)
        else:
            box = h("input", name=name, maxlength=field.most, required=needed)
        return h("label", h("span", label, mark), box)

    def move_form(self, item: cgov.Item, move: cgov.Move, acting: Acting, alone: bool) -> Html:
        """One allowed move: what it needs, what it takes, and a retry key, so that sending it twice does it once."""
        asked = self.hall.asked(item.procedure, move.name, item.rulebook)
        if acting.to == "/meet/move":
            asked = [words.own_words(row) for row in asked]
        asked.sort(key=lambda row: (not row.needed, row.name == "note"))  # what is internal comes last
        hidden = (("key", secrets.token_hex(16)), ("item", item.id), ("seen", item.version), ("move", move.name),
                  *acting.carries)
        title = self.title_of(cgov.RuleKind.MOVE, item.procedure, move.name)
        photo = acting.to == "/office/move" and any(row.name == "evidence" for row in asked)
        end = self.hall.rules.get((cgov.RuleKind.STATE, item.procedure, move.to))
        warning = h("p", self.say("这一步之后即告办结，不能反悔。", "This ends it, and cannot be undone.")) \
            if end and end.final else None
        form = h("form", [h("input", type="hidden", name=name, value=value) for name, value in hidden],
                 [self.control(row.name, row.field, row.needed and not (row.name == "evidence" and photo)) for row in asked],
                 h("label", h("span", self.say("照片", "A photo"), h("small", self.say("选填，作为依据", "optional, as evidence"))),
                   h("input", type="file", name="photo", accept="image/jpeg,image/png,image/webp")) if photo else None,
                 warning, h("button", title), method="post", action=self.link(acting.to),
                 enctype="multipart/form-data" if photo else None)
        if not asked and not warning:
            return form
        return h("details", h("summary", title), form, class_="move", open=alone and not warning)

    def actions(self, item: cgov.Item, acting: Acting, heading: str, shown: Tuple[str, ...]) -> Html:
        """The moves this reader may make; and of the others those refused for a reason not among `shown`, with why."""
        moves = list(self.hall.ledger.moves(self.hall.reader(acting.reader), item.id))
        allowed = [move for move in moves if move.allowed]
        refused = [move for move in moves if not move.allowed and cgov.reason_name(move.reason) not in shown]
        why = h("details", h("summary", self.say("现在不能办的，以及为什么", "What cannot be done now, and why")),
                h("ul", [h("li", h("b", self.title_of(cgov.RuleKind.MOVE, item.procedure, move.name)), ": ",
                           self.say(words.REASONS.get(cgov.reason_name(move.reason)), cgov.reason_text(move.reason)),
                           h("span", self.rule(item.rulebook, move.line, move.citation), class_="rule"))
                         for move in refused]), class_="why") if refused else None
        forms = [self.move_form(item, move, acting, len(allowed) == 1) for move in allowed]
        nothing = h("p", self.say("现在没有。", "Nothing at the moment."))
        return h("section", h("h2", heading), forms or nothing, why, class_="card actions")

    def pills(self, name: str, label: str, rows: Iterable[Tuple[str, str, str]], chosen: str, needed: bool = False) -> Html:
        """Radio buttons in a row, one of them chosen."""
        return h("fieldset", h("legend", label), h("div", [
            h("label", h("input", type="radio", name=name, value=value, checked=value == chosen, required=needed),
              h("span", self.say(zh, en))) for value, zh, en in rows], class_="pills"))

    def select(self, name: str, none: str, rows: Iterable[Tuple[object, str]], needed: bool) -> Html:
        """A list to choose from, nothing chosen yet."""
        return h("select", h("option", none, value=""), [h("option", title, value=value) for value, title in rows],
                 name=name, required=needed)
