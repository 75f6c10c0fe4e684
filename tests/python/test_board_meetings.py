"""Meetings over HTTP: what residents raise, second and say; a joint meeting from call to minutes; a browser."""

import os
import unittest
from typing import Any, Dict
from urllib.parse import parse_qs, urlsplit

import tap

import cgov
import chromium
import test_board_server as board_server
from board import hall, sample, words
from test_board_server import START, Got, Reading, Town

SESSION = cgov.Kind.SESSION


class Meeting(Town):
    """Forms are taken from the pages, filled in and sent, as a person does."""

    def roll(self, path: str, roll: str, leave: bool = False, **values: Any) -> Got:
        """Onto a roll by the form of a page, or off it."""
        form = next(form for form in Reading(self.get(path).text).forms
                    if form["fields"].get("roll") == roll and ("leave" in form["fields"]) == leave)
        return self.post(form["action"], {**form["fields"], **values})

    def moved(self, path: str, move: str, **values: Any) -> Got:
        """A move by the form of a page."""
        form = Reading(self.get(path).text).form(move)
        got = self.post(form["action"], {**form["fields"], **values})
        self.assertEqual(got.status, 303, got.text)
        return got

    def opened(self, base: str, who: str, actor: int, procedure: str, **values: Any) -> int:
        """A session by its form; answers its id."""
        form = Reading(self.get("%s/open?%s=%d&procedure=%s" % (base, who, actor, procedure)).text).forms[0]
        got = self.post(form["action"], {**form["fields"], **values})
        self.assertEqual(got.status, 303, got.text)
        self.assertEqual(self.get(got.to).status, 200)
        return int(parse_qs(urlsplit(got.to).query)["item"][0])


class Proposal(Meeting):
    def setUp(self) -> None:
        super().setUp()
        self.who = self.hall.neighbours
        self.item_id = self.opened("/meet", "me", self.who[0], "proposal", title="建充电棚", text="拉线危险。",
                                   organization=self.hall.offices["joint"])

    def page(self, me: int, lang: str = "") -> str:
        return "%s/meet/item?me=%d&item=%d" % (lang, me, self.item_id)

    def test_it_is_seconded_and_argued_for_and_against(self) -> None:
        secretary = "/office/item?officer=%d&item=%d" % (self.officer("joint", "secretary"), self.item_id)
        for me in self.who[1:3]:
            self.assertEqual(self.roll(self.page(me), "seconds").status, 303)
        self.assertIn("附议 2，要 3 · <strong class=\"late\">还缺 1</strong>", self.get(secretary).text)
        self.assertNotIn("take", [form["fields"].get("move") for form in Reading(self.get(secretary).text).forms])
        self.assertEqual(self.roll(self.page(self.who[3]), "seconds").status, 303)
        self.assertIn("附议 3，要 3 · <strong>已达到</strong>", self.get(secretary).text)

        for me, view in zip(self.who[1:4], ("for", "against", "for")):
            self.assertEqual(self.roll(self.page(me), "views", view=view, text="因为").status, 303)
        self.assertEqual(self.roll(self.page(self.who[3]), "views", view="against").status, 303)  # changed, not added
        shown = self.get("/en/meet/item?item=%d" % self.item_id).text
        self.assertIn("<dt>For</dt><dd>1</dd>", shown)
        self.assertIn("<dt>Against</dt><dd>2</dd>", shown)
        self.assertIn("因为", shown)  # the words given with a position
        self.assertEqual(self.roll(self.page(self.who[3]), "seconds", leave=True).status, 303)
        self.assertIn("还缺 1", self.get(secretary).text)
        self.assertNotIn("更改附议", self.get(self.page(self.who[1])).text)  # there is nothing in it to change
        self.assertEqual(self.roll(self.page(self.who[4]), "seconds").status, 303)
        self.moved(secretary, "take")
        self.moved(secretary, "answer", text="同意，下月动工。")
        self.assertIn("同意，下月动工。", self.get(self.page(self.who[0])).text)

    def test_who_may_not_reads_why(self) -> None:
        own = self.get(self.page(self.who[0])).text
        self.assertIn("您不能登记：该人应当回避，或已在另一名册上。", own)
        self.assertIn("<code>roll seconds &quot;附议&quot;</code>", own)  # the line that the ledger names
        self.assertIn("You cannot enter: ", self.get(self.page(self.who[0], "/en")).text)
        self.assertEqual(Reading(self.get("/meet/item?item=%d" % self.item_id).text).forms, [])  # anybody reads

    def test_what_strangers_send(self) -> None:
        before = self.hall.ledger.info().seq
        good: Dict[str, Any] = {"key": "0" * 31 + "1", "me": self.who[1], "item": self.item_id, "roll": "seconds"}
        for status, change in ((404, {"roll": "moon"}), (404, {"item": 7}), (404, {"me": ""}), (400, {"key": "x"}),
                               (409, {"me": self.who[0]}), (404, {"elector": "7x"}), (409, {"elector": self.who[2]}),
                               (400, {"roll": "views", "view": "perhaps"}), (409, {"roll": "views"}),
                               (409, {"leave": "1"})):
            self.assertEqual(self.post("/meet/roll", {**good, **change}).status, status, change)
        for path in "/meet/item?me=7&item=7", "/office/open?officer=7&procedure=moon":
            self.assertEqual(self.get(path).status, 403, path)
        for path in ("/meet/item", "/meet/open?me=%d&procedure=joint_meeting" % self.who[1]):
            self.assertEqual(self.get(path).status, 404, path)
        self.assertEqual(self.hall.ledger.info().seq, before)
        self.assertEqual([self.post("/meet/roll", good).status for _ in range(2)], [303, 303])  # twice is once
        self.assertEqual(self.hall.ledger.info().seq, before + 1)


class Joint(Meeting):
    def test_from_call_to_minutes(self) -> None:
        secretary, chair, recorder = (self.officer("joint", role) for role in ("secretary", "head", "clerk"))
        members = [self.officer(*member) for member in hall.MEMBERS]
        item = self.opened("/office", "officer", secretary, "joint_meeting", organization=self.hall.offices["joint"],
                           text="研究积水", chair=chair & (1 << 44) - 1, recorder=recorder & (1 << 44) - 1)
        at = {who: "/office/item?officer=%d&item=%d" % (who, item) for who in (secretary, chair, recorder)}
        self.moved(at[secretary], "notify", day="2026-03-06", notice="请到会")
        mine = ["/meet/item?me=%d&item=%d" % (member, item) for member in members]
        for number, text in enumerate(("积水怎么治", "清运怎么排")):
            self.moved(mine[number], "raise", text=text)
        self.assertIn("2026-03-06", self.get("/meet?me=%d" % members[0]).text)
        self.assertNotIn("积水怎么治", self.get("/meet").text)  # members meet; the public does not see it

        self.now += 4 * words.DAY
        for page in mine[:2]:
            self.assertEqual(self.roll(page, "present", channel_of="onsite").status, 303)
        self.assertIn("到会 2，要 3", self.get(at[chair]).text)
        self.assertNotIn('value="sit"', self.get(at[chair]).text)
        self.assertIn("登记他人", self.get(at[recorder]).text)  # the recorder does, and nobody else is offered to
        self.assertNotIn("撤下他人", self.get(at[secretary]).text)
        sent = {"key": "0" * 31 + "1", "officer": secretary, "item": item, "roll": "present", "elector": members[2]}
        self.assertEqual(self.post("/office/roll", sent).status, 409)
        self.assertEqual(self.roll(at[recorder], "present", elector=members[2], channel_of="online").status, 303)
        self.assertIn("到会 3，要 3", self.get(at[chair]).text)
        gone = {"entry": "%d.0" % members[2], "reason": "有事先走"}
        self.assertEqual(self.roll(at[recorder], "present", leave=True, **{**gone, "reason": ""}).status, 400)
        self.assertEqual(self.roll(at[recorder], "present", leave=True, **{**gone, "entry": "7"}).status, 404)
        self.assertEqual(self.roll(at[recorder], "present", leave=True, **gone).status, 303)
        self.assertIn("到会 2，要 3", self.get(at[chair]).text)
        self.assertEqual(self.roll(at[recorder], "present", elector=members[2], channel_of="online").status, 303)
        self.moved(at[chair], "sit")
        topics = [child.id for child in self.hall.items(chair, parent=item)]
        first, second = ("/office/item?officer=%d&item=%d" % (chair, topic) for topic in topics)
        page = Reading(self.get(first).text)
        self.assertEqual(page.link("联席会议"), at[chair])
        self.assertIn("<h1>积水怎么治</h1>", self.get(first).text)
        self.moved(first, "put")
        self.moved(first, "assign", lead=self.hall.offices["water"], text="查明管网", day="2026-04-01")
        self.moved(second, "defer", reason="下次再议")
        shown = self.get(at[secretary]).text
        self.assertIn("已交办", shown)
        self.assertIn("缓议", shown)
        self.moved(at[chair], "close")
        self.moved(at[recorder], "draft", text="议决一项，缓议一项。")
        self.moved(at[chair], "sign")
        self.assertIn("议决一项，缓议一项。", self.get(mine[3]).text)
        self.moved(at[secretary], "publish", minutes="公布稿：积水查明管网。")
        for lang in "", "/en":
            shown = self.get("%s/meet/item?item=%d" % (lang, item)).text  # by anybody
            self.assertIn("公布稿：积水查明管网。", shown)
            self.assertNotIn("议决一项", shown)
        self.assertIn("交办事项", self.get("/office/desk?officer=%d" % self.officer("water", "contact")).text)

    def test_the_sample_meets(self) -> None:
        self.hall.close()
        self.hall.storage = cgov.MemoryStorage()
        made = sample.hall(os.path.join(self.directory, "sample"), START)
        met = {item.procedure: item.state for item in made.items(made.officers["joint", "secretary"], kind=SESSION)}
        made.close()
        self.assertEqual(met, {"joint_meeting": "sitting", "talk": "announced", "proposal": "open",
                               "village_deliberation": "assembly"})


@unittest.skipUnless(chromium.found(), "no Chromium on PATH")
class Browser(board_server.Browser):
    """As a person uses it; each page is looked at from 320 to 1280 pixels wide."""

    test_a_person_reports_and_is_answered = test_hostile_words_run_nothing = test_as_a_dump_of_the_page = test_the_menu_is_whole = None

    def test_a_person_raises_and_another_seconds(self) -> None:
        tab = self.tab
        tab.size(390, 844)
        self.go("/meet")
        tab.click(".notice a")
        self.seen("meet_who")
        tab.click('button[value="%d.0."]' % self.hall.neighbours[0])
        self.signed_in = str(self.hall.neighbours[0])
        tab.click(".ways a")
        self.seen("meet_open")
        tab.type("[name=title]", "松园建充电棚")
        tab.type("[name=text]", "拉线危险。")
        tab.choose("[name=organization]", str(self.hall.offices["joint"]))
        self.assertEqual(tab.look("document.querySelector('[name=organization]').value"),
                         str(self.hall.offices["joint"]))
        tab.click("main form > button")
        self.assertIn("您不能登记", self.text())
        self.seen("meet_own")
        self.go("/en/meet?me=%d" % self.hall.neighbours[1])
        self.seen("meet_list_en")
        tab.click(".issue h3 a")
        tab.click("#roll-seconds button")
        self.assertIn("You are on it.", self.text())
        tab.click("#roll-views [value=against]", turns=False)
        tab.click("#roll-views button")
        self.assertIn("Against", self.text())
        self.seen("meet_item_en")

    def test_a_deliberation_and_a_joint_meeting_are_looked_at(self) -> None:
        """In both languages, by anybody, a resident, and who keeps them: long lines of the text, long names, offices."""
        joint = self.hall.offices["joint"]
        secretary, chair, recorder = (self.officer("joint", role) for role in ("secretary", "head", "clerk"))
        act = self.hall.act(secretary)
        named = {"organization": joint, "text": "加装电梯的费用怎么分摊，一楼住户反对，五楼以上愿意多出。", "chair": chair}
        items = [self.hall.ledger.open_item(act, "deliberation", named),
                 self.hall.ledger.open_item(act, "joint_meeting", {**named, "recorder": recorder})]
        self.hall.ledger.move(act, items[1], "notify", {"day": 20260306, "notice": "请到会"})
        member = self.officer(*hall.MEMBERS[0])
        self.hall.ledger.move(self.hall.act(member), items[1], "raise", {"text": "积水怎么治，" * 12})
        for lang in "", "/en":
            for item in items:
                for who in "/meet/item?", "/meet/item?me=%d&" % member, "/office/item?officer=%d&" % secretary:
                    self.go("%s%sitem=%d" % (lang, who, item))
                    self.seen("looked_at_%d%s_%s" % (item & 7, lang.replace("/", "_"), who.count("=") and who[1:4]))
            self.go(lang + "/office/desk?officer=%d" % secretary)
            self.seen("looked_at_desk" + lang.replace("/", "_"))

    def test_one_is_called_sits_and_is_minuted(self) -> None:
        """The secretary's pages, the chair's and the recorder's, in both languages: the call, who is there and how many
        are needed, a topic that is put, the minutes, which anybody reads once they are published."""
        joint, ledger = self.hall.offices["joint"], self.hall.ledger
        secretary, chair, recorder = (self.officer("joint", role) for role in ("secretary", "head", "clerk"))
        members = [self.officer(*member) for member in hall.MEMBERS]
        for lang in "", "/en":
            self.go(lang + "/office/open?officer=%d&procedure=joint_meeting" % secretary)
            self.seen("meet_call" + lang.replace("/", "_"))
        item = ledger.open_item(self.hall.act(secretary), "joint_meeting", {
            "organization": joint, "text": "研究积水", "chair": chair, "recorder": recorder})

        def move(who: int, what: int, name: str, **details: object) -> None:
            ledger.move(self.hall.act(who), what, name, details)

        def looked_at(who: int, what: int, name: str, *said: str) -> None:
            for lang, words_said in zip(("", "/en"), said):
                self.go("%s/office/item?officer=%d&item=%d" % (lang, who, what))
                self.assertIn(words_said, self.text())
                self.seen("meet_%s%s" % (name, lang.replace("/", "_")))

        move(secretary, item, "notify", day=20260306, notice="请到会")
        for member, text in zip(members, ("积水怎么治", "清运怎么排")):
            move(member, item, "raise", text=text)
        self.now += 4 * words.DAY
        for member in members[:2]:
            ledger.enter(self.hall.act(member), item, "present", member, {"channel_of": "onsite"})
        looked_at(secretary, item, "lacking", "到会 2，要 3", "2, needed 3")
        ledger.enter(self.hall.act(recorder), item, "present", members[2], {"channel_of": "online"})
        looked_at(recorder, item, "there", "到会 3，要 3", "3, needed 3")
        move(chair, item, "sit")
        first, second = (child.id for child in self.hall.items(chair, parent=item))
        move(chair, first, "put")
        looked_at(chair, first, "topic", "积水怎么治", "积水怎么治")
        move(chair, first, "answer", text="下月动工。")
        move(chair, second, "defer", reason="下次再议")
        move(chair, item, "close")
        move(recorder, item, "draft", text="议决一项，缓议一项。")
        looked_at(secretary, item, "minutes", "议决一项，缓议一项。", "议决一项，缓议一项。")
        move(chair, item, "sign")
        move(secretary, item, "publish", minutes="公布稿：积水下月动工。")
        for lang in "", "/en":
            self.go("%s/meet/item?item=%d" % (lang, item))
            self.assertIn("公布稿：积水下月动工。", self.text())
            self.assertNotIn("议决一项", self.text())  # what was drafted stays with the members
            self.seen("meet_minuted" + lang.replace("/", "_"))


if __name__ == "__main__":
    tap.main()
