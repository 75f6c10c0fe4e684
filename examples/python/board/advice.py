"""What helps an officer decide, and what tells how it goes: who should lead and why, what could be the same, what people
are told, and figures. All of it is read from the ledger; the pages reckon nothing but a percentage."""

from typing import List, Optional, Tuple

import cgov

from board.markup import Html, h
from board.sealed import Sealed
from board.view import shows_done
from board.words import DAY

NEWS_MOST, LATELY = 50, 14 * DAY
RULES = {1: ("属地单位主办", "whoever the place belongs to"), 2: ("权责清单定的主办单位", "the catalogue names the lead"),
         3: ("权责清单定主办，属地配合", "the catalogue names the lead, the place's office helps"),
         4: ("没有明确的主办，由首接单位负责", "nobody is named: whoever took it first"),
         5: ("退单次数用完，由首接单位负责到底", "returned too often: whoever took it first, for good"),
         6: ("特急，先派再议", "critical: dispatched first, argued later"),
         7: ("原主办单位被反映，改由无关的单位办", "whoever would lead is accused: another")}
NEWS = {"ASSIGNED": ("请办理", "yours to do"), "ASKED": ("请协办或说明", "asked to help or account"),
        "RECEIVED": ("已替反映人登记", "entered for the reporter"), "ANSWERED": ("已答复", "answered"),
        "EXTENDED": ("延期", "takes longer"), "MERGED": ("已并案", "merged"), "ENDED": ("已了结", "ended"),
        "REMINDED": ("时限将至", "time is passing"), "LATE": ("逾期", "late"), "RUNG": ("逾期仍未办", "late still"),
        "DUE_MOVED": ("期限有变", "due moved"), "MIGRATED": ("改按新制度办", "under a newer rulebook"),
        "TOLD": ("通知", "told"), "ENTERED": ("已列入名册", "entered on a roll"), "TAKEN_OUT": ("已移出名册", "taken off a roll"),
        "SUSPENDED": ("缓办", "suspended"), "RESUMED": ("恢复办理", "resumed"), "HANDED_OVER": ("改派", "handed over"),
        "SENT_BACK": ("重新办理", "worked on again"), "JOINED": ("有诉求并入", "another was merged into it"),
        "CALENDAR_ENDS": ("工作日历将用完", "the calendar runs out"), "ERASED": ("文字已依法删除", "words were erased"),
        "CHANGED": ("内容或期限已更改", "what is said of it, or a due, was changed")}
COLUMNS = (("issues", "件数", "Issues"), ("open", "在办", "Open"), ("closed", "办结", "Closed"), ("answered", "已答复", "Answered"))
SHARES = (("on_time", "各时限按期率", "Clocks on time"), ("solved", "解决率", "Solved"), ("satisfied", "满意率", "Satisfied"))


class Advice(Sealed):
    """Its part of an item's page at the office, and two pages of its own."""

    def advice(self, officer: int, item: cgov.Item) -> Optional[Html]:
        """Who should lead and why, and what could be the same: for whoever dispatches and merges."""
        moves = {move.name for move in self.hall.ledger.moves(self.hall.reader(officer), item.id) if move.allowed}
        rows: List[Html] = []
        if "dispatch" in moves or "accept" in moves:
            rows.append(self.routed(officer, item))
        if "merge" in moves:
            rows.append(self.alike(officer, item))
        return h("section", h("h2", self.say("参考", "To help you decide")), rows, class_="card") if rows else None

    def routed(self, officer: int, item: cgov.Item) -> Html:
        """The lead that routing names, by which rule, and whether that binds."""
        route = self.hall.ledger.route(self.hall.reader(officer), item.id)
        binds = self.say("（应照此派）", " (binding)") if route.binding else self.say("（建议）", " (a suggestion)")
        helpers = [self.organization(id) for id in route.helpers]
        return h("p", self.say("派单：", "Dispatch to "), h("b", self.organization(route.lead)), binds,
                 self.say("；配合：", "; helped by ") + "、".join(helpers) if helpers else "",
                 self.say("。理由：", ". Why: "), self.say(*RULES[route.rule]), "。" if self.zh else ".",
                 self.rule(route.version, route.line, route.citation) if route.line else None)

    def alike(self, officer: int, item: cgov.Item) -> Html:
        """What it could be merged into, by number; what the form asks for."""
        found = self.hall.items(officer, like=item.id)[:5]
        if not found:
            return h("p", self.say("没有同地点、同事项、可以并入的。", "There is none of the same place and matter to merge it into."))
        return h("div", h("p", self.say("可能是同一件，可并入：", "Could be the same, to be merged into:")), h("ul", [
            h("li", h("a", "%s：%s" % (self.number(other.id), self.headline(officer, other)),
                      href=self.link("/office/item", officer=officer, item=other.id)), " · ", self.reported(other))
            for other in found]))

    def figures(self, officer: int) -> str:
        """How it goes, of all that this reader sees: in one, by lead, by matter, by month."""
        return self.document(self.say("指标", "Figures"), h("h1", self.say("指标", "Figures")), self.who(officer), [
            self.table(officer, group, zh, en) for group, zh, en in (
                ("", "总计", "All"), ("organization", "按主办单位", "By lead"), ("matter", "按事项", "By matter"),
                ("month", "按月", "By month"))], here="/office", other="/office/figures?officer=%d" % officer, wide=True)

    def table(self, officer: int, group: str, zh: str, en: str) -> Html:
        """The groups, as many as there are."""
        rows = [h("tr", h("th", self.group_name(group, row), scope="row"), [h("td", getattr(row, name)) for name, _, _ in COLUMNS],
                  [h("td", self.share(row.fractions[name])) for name, _, _ in SHARES])
                for row in self.hall.ledger.figures(self.hall.reader(officer), group or 0, procedure="issue")]
        head = [h("th", self.say(zh_, en_), scope="col") for _, zh_, en_ in (("", "", ""),) + COLUMNS + SHARES]
        return h("section", h("h2", self.say(zh, en)), h("div", h("table", h("thead", h("tr", head)), h("tbody", rows)), class_="wide"),
                 class_="card")

    def group_name(self, group: str, row: cgov.Figures) -> str:
        """What a group is called; "" of all."""
        if group == "organization":
            return self.organization(row.key) if row.key else self.say("未派", "None yet")
        if group == "matter":
            return self.title_of(cgov.RuleKind.MATTER, "", row.name) if row.name else self.say("未定", "None given")
        return "%d-%02d" % divmod(row.key, 100) if group == "month" and row.key > 9999 else row.name

    def share(self, fraction: Optional[Tuple[int, int]]) -> str:
        """A percentage, rounded down, of how many; none of none is neither 0 % nor 100 %."""
        return "%d%% (%d/%d)" % (100 * fraction[0] // fraction[1], *fraction) if fraction else "–"

    def news(self, officer: int) -> str:
        """What this officer's organizations were told lately, latest first: what a real host would carry to them."""
        homes = {organization for resident, organization, _ in self.hall.posts() if resident == officer}
        told = [entry for entry in self.hall.ledger.feed(self.hall.reader(officer))
                if entry.at >= self.now - LATELY and (entry.to in homes or entry.to == officer)]
        rows = [h("li", self.when(entry.at), h("b", self.say(*NEWS.get(cgov.News(entry.what).name, ("", "")))),
                  h("span", self.told_of(officer, entry))) for entry in reversed(told[-NEWS_MOST:])]
        nothing = h("p", self.say("两周内没有。", "Nothing in two weeks."))
        return self.document(self.say("消息", "News"), h("h1", self.say("消息", "News")), self.who(officer),
                             h("section", h("ol", rows, class_="history") if rows else nothing, class_="card"),
                             here="/office", other="/office/news?officer=%d" % officer)

    def told_of(self, officer: int, entry: cgov.Told) -> Html:
        """The item an entry is of, where this officer still sees it; whose name it was; a calendar's end."""
        if not entry.item and entry.what == cgov.News.ERASED:
            return h("span", self.number(entry.to))
        if not entry.item:
            return h("span", self.when(entry.due) if entry.due else self.say("已用完", "it has ended"))
        try:
            item = self.hall.ledger.item(self.hall.reader(officer), entry.item)
        except cgov.NotFound:
            return h("span", self.number(entry.item))
        return h("span", h("a", "%s：%s" % (self.number(item.id), self.headline(officer, item)),
                           href=self.link("/office/item", officer=officer, item=item.id)),
                 self.say("，期限 ", ", due "), self.when(entry.due)) if entry.due and not shows_done(item) else \
            h("span", h("a", "%s：%s" % (self.number(item.id), self.headline(officer, item)),
                        href=self.link("/office/item", officer=officer, item=item.id)))
