"""The pages, in two languages: what the ledger lets each reader see, and nothing that decides anything."""

import secrets
from typing import Dict, List, Optional, Tuple
from urllib.parse import urlencode

import cgov

from board.hall import PLACES, Followed
from board.markup import Html, h
from board.meet import OFFICER
from board.sign import SignIn
from board.view import ANSWERED, TURNED_AWAY, Acting, Trouble, shows_done
from board.words import DAY, FIELDS, IN_MOVE, NAME_MOST, TEXT_MOST, TITLE_MOST, URGENCY, Ask

LATELY = 30 * DAY


class Pages(SignIn):
    """Every page there is."""

    # ---- for the public

    def board(self) -> str:
        """The public board: what is open, what was closed lately, as anybody may see it."""
        issue = cgov.Kind.ISSUE
        waiting = [item for item in self.hall.items(kind=issue, unended=True, by_due=True)
                   if not item.parent and not shows_done(item)]
        closed = {item.id: self.closed_at(item) for item in self.hall.items(kind=issue, updated_since=self.now - LATELY)
                  if not item.parent}
        done = [item for item in self.hall.items(kind=issue) if closed.get(item.id, 0) >= self.now - LATELY]
        done.sort(key=lambda item: -closed[item.id])
        late = sum(item.late > 0 for item in waiting)
        tiles = ((len(waiting), "在办", "Open", ""), (late, "其中逾期", "of them late", "late" if late else ""),
                 (len(done), "近三十天办结", "Closed in 30 days", "done"))
        return self.document(
            self.say("公开栏", "The public board"),
            h("section", h("h1", self.say("件件有回音", "Every report gets an answer")),
              h("p", self.say("看见问题，就告诉我们。凭查询码，一路看到底。",
                              "Tell us what needs doing, and follow it to the end with your code.")),
              h("p", h("a", self.say("我要反映", "Report something"), href=self.link("/report"), class_="button"),
                h("a", self.say("凭码查进度", "Follow with a code"), href=self.link("/follow"), class_="button plain"),
                class_="ways"), class_="hero"),
            h("dl", [h("div", h("dt", self.say(zh, en)), h("dd", count), class_=look or None)
                     for count, zh, en, look in tiles], class_="tiles"),
            self.listed("open", self.say("正在办", "Open"), 0, waiting, self.say("眼下没有在办的。", "Nothing is open.")),
            self.listed("closed", self.say("近期办结", "Closed lately"), 0, done, self.say("近三十天没有。", "None in 30 days.")),
            here="/", wide=True)

    def closed_at(self, item: cgov.Item) -> int:
        """When it was closed (结案), as the library's figures say what that is: archived later, it was closed before; 0 for
        what is open, or ended without having been handled."""
        if not shows_done(item) or item.state in TURNED_AWAY:
            return 0
        return next((entry.at for entry in self.hall.ledger.history(self.hall.reader(), item.id)
                     if entry.move and entry.from_ not in ANSWERED), 0)

    def issue(self, id: int) -> str:
        """One issue, as the public sees it."""
        item = self.hall.ledger.item(self.hall.reader(), id)
        return self.document(self.headline(0, item), self.top(0, item),
                             None if shows_done(item) else self.next_steps(0, item), self.history(0, item),
                             h("p", self.say("公开的是经过；反映的内容和答复，只给反映人和经办单位看。",
                                             "What happened is public; the report itself and the answers are for the "
                                             "reporter and those who handle it."), class_="notice"),
                             other="/issue?item=%d" % id)

    # ---- for those who report

    def report(self) -> str:
        """The form. It carries a fresh retry key, from which its code is made too."""
        matters = [(name, self.title_of(kind, procedure, name)) for kind, procedure, name in self.hall.rules
                   if kind == cgov.RuleKind.MATTER]
        kinds = (("issue", "反映问题", "Something to be done"), ("question", "提问（不公开）", "A question (not public)"))
        hint = self.say("标题会公开：请勿写姓名、电话、门牌。", "The title is public: leave out names, phone and door numbers.")
        return self.document(self.say("我要反映", "Report"), h("h1", self.say("我要反映", "Tell us")), h(
            "form", h("input", type="hidden", name="key", value=secrets.token_hex(16)),
            self.pills("procedure", self.say("这是", "This is"), kinds, "issue"),
            h("label", h("span", self.say("标题", "Title"), h("small", hint)),
              h("input", name="title", required=True, maxlength=TITLE_MOST, autocomplete="off")),
            h("label", h("span", self.say("详细情况", "What happened"),
                         h("small", self.say("只给经办单位看。", "Only for those who handle it."))),
              h("textarea", name="text", rows=5, required=True, maxlength=TEXT_MOST)),
            h("label", h("span", self.say("在哪里", "Where")), self.select(
                "place", self.say("请选择", "Choose one"), [(code, self.place(code)) for code in PLACES], True)),
            h("label", h("span", self.say("哪一类", "What about")), self.select(
                "matter", self.say("说不清", "Not sure"), matters, False)),
            self.pills("urgency", self.say("有多急", "How urgent"), URGENCY, "normal"),
            h("label", h("span", self.say("您的称呼", "Your name"), h("small", self.say(
                "选填。不留称呼也能查进度，但不能撤回或要求重办。",
                "Optional. Without one you can follow it, but not withdraw it or ask again."))),
              h("input", name="name", maxlength=NAME_MOST, autocomplete="name")),
            h("label", h("input", type="checkbox", name="masked", value="1"), h("span", self.say(
                "不上公开栏，也不让承办单位知道是谁反映的", "Keep it off the board, and my name from those who handle it")),
              class_="check"),
            h("button", self.say("提交", "Send")), method="post", action=self.link("/report"), class_="card"),
            here="/report", other="/report")

    def ask_code(self) -> str:
        """Where a code is typed in."""
        return self.document(self.say("查进度", "Follow"), h("h1", self.say("凭码查进度", "Follow with your code")), h(
            "form", h("label", h("span", self.say("查询码", "Code"), h("small", self.say(
                "提交时给您的十六位，大小写、横线都不要紧。", "The 16 characters you were given. Case and dashes do not matter."))),
                h("input", name="code", required=True, maxlength=40, autocomplete="off", autocapitalize="characters",
                  spellcheck="false", class_="codebox")),
            h("button", self.say("查询", "Look it up")), action=self.link("/follow"), class_="card"),
            here="/follow", other="/follow")

    def follow(self, code: str, followed: Followed, fresh: bool) -> str:
        """What a code opens. Without a name the desk reads in the reporter's place, and its notes are left out."""
        item = self.hall.ledger.item(self.hall.reader(followed.reader), followed.issue)
        shown = h("section", h("h2", self.say("收到了，谢谢！", "Thank you, we have it")), h("p", self.say(
            "请记下查询码，凭它查进度。没有别的办法找回。", "Write this code down: it is the only way back to your report.")),
            h("p", code, class_="bigcode"), class_="card thanks", role="status") if fresh else None
        acting = Acting(followed.reader, "/follow/move", (("code", code),))
        may = self.actions(item, acting, self.say("您可以", "What you can do"), ("CGOV_R_STATE", "CGOV_R_ACTOR")) \
            if followed.named else None
        return self.document(
            self.headline(followed.reader, item), shown, self.top(followed.reader, item),
            self.answer(followed.reader, item), self.next_steps(followed.reader, item), may,
            self.history(followed.reader, item, () if followed.named else ("note", "evidence")),
            here="/follow", other="/follow?" + urlencode({"code": code}))

    # ---- for those who handle

    def enter(self, officer: int) -> str:
        """What came in at the counter, by telephone or by letter, and when: the clocks run from then."""
        given = [Ask("received", FIELDS["received"], False), *self.hall.asked("issue", "report")]
        asked = sorted((row for row in given if row.name not in ("intake", "behalf")), key=lambda row: not row.needed)
        return self.document(self.say("登记", "Enter a report"), h("h1", self.say("登记来信来电来访", "Enter what came in")),
                             self.who(officer), h(
            "form", h("input", type="hidden", name="key", value=secrets.token_hex(16)),
            h("input", type="hidden", name="officer", value=officer),
            [self.control(row.name, row.field, row.needed) for row in asked],
            h("label", h("span", self.say("反映人称呼", "The reporter's name"), h("small", self.say("选填", "optional"))),
              h("input", name="name", maxlength=NAME_MOST)),
            h("button", self.say("登记", "Enter it")), method="post", action=self.link("/office/report"), class_="card"),
            here="/office", other="/office/report?officer=%d" % officer)

    def entered(self, officer: int, code: str) -> str:
        """It is in: the code to hand over."""
        return self.document(self.say("已登记", "Entered"), h(
            "section", h("h1", self.say("已登记", "Entered")),
            h("p", self.say("把查询码交给反映人：", "Hand this code to the reporter:")), h("p", code, class_="bigcode"),
            h("p", h("a", self.say("← 回案头", "← Back to the desk"), href=self.link("/office/desk", officer=officer))),
            class_="card thanks", role="status"), here="/office", other="/office")

    def desk(self, officer: int) -> str:
        """What lies on the desks of an officer's organizations."""
        homes = sorted({organization for resident, organization, _ in self.hall.posts() if resident == officer})
        if not homes:
            raise Trouble(404, ("没有这位工作人员", "No such officer"))
        sections, counts = [], [0, 0, 0, 0]
        reader = self.hall.reader(officer)
        for home in homes:
            may = {item.id: item for item, _ in self.hall.ledger.open_to(reader, organization=home, below=True, by_due=True)}
            here = [item for item in self.hall.items(officer, organization=home, unended=True, by_due=True) if item.holder == home]
            waits = [item for item in here if item.id in may and not shows_done(item)]
            below = [item for item in may.values() if item.holder != home and not shows_done(item)]
            rest = [item for item in here if item not in waits]
            for place, items in ((0, waits), (2, below)):
                counts[place] += len(items)
                counts[place + 1] += sum(item.late > 0 for item in items)
            sections.append(self.listed("waits-%d" % home, self.organization(home), officer, waits,
                                        self.say("没有等您办的。", "Nothing waits for you."), officer=officer))
            for name, zh, en, items in (("below", "别处在办，您可以过问", "With others; you may step in", below),
                                        ("rest", "案上其余：等别人，或已答复", "Also here: others' to do, or answered", rest)):
                if items:
                    sections.append(self.listed("%s-%d" % (name, home), self.say(zh, en), officer, items, "", officer=officer))
        tiles = [(counts[0], "等您办", "Yours to do", ""), (counts[1], "其中逾期", "of them late", "late" if counts[1] else "")]
        if counts[2]:  # a head's, and supervision's
            tiles += [(counts[2], "可以过问", "You may step in", ""), (counts[3], "其中逾期", "of them late", "late" if counts[3] else "")]
        return self.document(self.say("办公", "Office"), h("h1", self.say("案头", "On the desk")), self.who(officer),
                             h("dl", [h("div", h("dt", self.say(zh, en)), h("dd", count), class_=look or None)
                                      for count, zh, en, look in tiles], class_="tiles pairs"),
                             sections, self.calls(officer), here="/office", other="/office/desk?officer=%d" % officer, wide=True)

    def filed(self, item: cgov.Item) -> List[Tuple[str, Optional[str]]]:
        """As what it was filed, where that is known: how it came in, on which track, at which point."""
        track = cgov.Track(item.track).name.lower() if item.track else ""
        channel = cgov.Channel(item.channel).name.lower() if item.channel else ""
        halves = [half - (half >> 31 << 32) for half in (item.point >> 32 & 0xffffffff, item.point & 0xffffffff)]
        rows = ((IN_MOVE["classify", "channel"], channel), (FIELDS["track"], track))
        return [(self.say(field.zh, field.en), self.say(zh, en)) for field, value in rows for name, zh, en in field.choices
                if name == value] + (
            [(self.say("坐标", "Point"), "%.5f, %.5f" % (halves[0] / 1e7, halves[1] / 1e7))] if item.point else [])

    def office_item(self, officer: int, id: int) -> str:
        """An item on a desk: what can be done with it, and what happened."""
        item = self.hall.ledger.item(self.hall.reader(officer), id)
        reporter = self.hall.words(officer, item.reporter, "name") if item.reporter else ""
        if not reporter:
            reporter = self.say("由受理单位掌握", "Known to the office that took it in, if at all")
        acting = Acting(officer, "/office/move", (("officer", str(officer)),))
        reports = item.id >> 44 in (cgov.Kind.ISSUE, cgov.Kind.PART)
        facts: List[Tuple[str, Optional[str]]] = [
            (self.say("反映人", "Reporter"), reporter),
            (self.say("紧急程度", "Urgency"), next(self.say(zh, en) for value, zh, en in URGENCY
                                               if cgov.Urgency[value.upper()] == item.urgency)),
            *self.filed(item),
            (self.say("答复", "Answers"), self.say("已答 %d，欠 %d", "%d given, %d owed") % (item.answers, item.owed))]
        return self.document(
            self.headline(officer, item), self.who(officer), self.top(officer, item), self.results(officer, item),
            self.to_tell(officer, item),
            h("dl", [h("div", h("dt", name), h("dd", value)) for name, value in facts], class_="card facts-list")
            if reports else None,
            self.next_steps(officer, item), self.advice(officer, item), self.actions(item, acting, self.say("可以办", "What can be done"),
                                                         ("CGOV_R_STATE",)),
            self.assembly(item, OFFICER.acting(officer)), self.history(officer, item),
            h("p", h("a", self.say("← 回案头", "← Back to the desk"), href=self.link("/office/desk", officer=officer))),
            here="/office", other="/office/item?officer=%d&item=%d" % (officer, id))
