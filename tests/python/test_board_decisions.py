"""Deciding over HTTP: what is decided and by which rule, a vote and its change, the teller's page, certificates that the
browser recomputes."""

import hashlib
import json
import unittest
from datetime import date
from typing import Any, Dict, List, Tuple
from unittest import mock
from urllib.parse import parse_qs, urlsplit

import tap

import cgov
import chromium
import proofs
import recount
import test_board_server as board_server
from board import decide_words, hall, sample, tell, words
from board.hall import JOINT, VILLAGE
from board.sample_meetings import day_of
from test_board_server import START, Got, Reading, Town

DAY = words.DAY
CARD = "您的票", "Your vote"


class Ways(Town):
    """Ballots of points, confidential ones, and of an order, on the pages of a resident's phone."""

    def setUp(self) -> None:
        text = (tap.ROOT / "examples/data/neighbourhood.rules").read_text(encoding="utf-8")
        points, order = text.split("secrecy open", 1)
        mine, texts = points + "secrecy confidential groups of 3" + order, hall.adopted_besides()
        with mock.patch.object(hall, "adopted_besides", lambda: [*texts, mine]):
            super().setUp()
        place, who = self.hall.offices[VILLAGE], self.hall.villagers
        self.clerk, self.head = (self.hall.officers[VILLAGE, role] for role in ("clerk", "head"))
        ledger = self.hall.ledger
        self.budget = ledger.open_item(self.act(self.head), "budget", {"organization": place, "budget": 100, "text": "T"})
        for who_proposes, title, cost in ((who[0], "路灯", 60), (who[1], "长椅", 40)):
            ledger.enter(self.act(who_proposes), self.budget, "options", who_proposes, {"cost": cost, "title": title})
        self.committee = ledger.open_item(self.act(self.head), "committee", {"organization": place, "seats": 1, "text": "T"})
        self.move(self.committee, "begin")
        for one in who[:3]:
            ledger.enter(self.act(one), self.committee, "candidates", one)
        self.move(self.budget, "begin")
        self.move(self.committee, "open_poll")

    def act(self, actor: int) -> cgov.Act:
        self.now += 1000
        return cgov.Act(actor, self.now)

    def move(self, item: int, name: str) -> None:
        self.hall.ledger.move(self.act(self.clerk), item, name)

    def vote(self, me: int, item: int, **said: object) -> Got:
        page = "/decide/item?me=%d&item=%d" % (me, item)
        form = next(form for form in Reading(self.get(page).text).forms if form["fields"].get("roll") == "ballots")
        return self.post(form["action"], {**form["fields"], **{key.replace("_", "-"): str(value) for key, value in said.items()}})

    def test_points_are_given_confidentially(self) -> None:
        who = self.hall.villagers
        page = "%s/decide/item?me=%d&item=%d"
        self.assertIn("一共 5 点", self.get(page % ("", who[0], self.budget)).text)
        self.assertIn("5 points in all", self.get(page % ("/en", who[0], self.budget)).text)
        self.assertIn("1. 路灯", self.get(page % ("", who[0], self.budget)).text)
        for me, said in ((who[0], {"points_1": 4, "points_2": 1}), (who[1], {"points_1": 5}), (who[2], {"points_1": 2, "points_2": 3})):
            self.assertEqual(self.vote(me, self.budget, **said).status, 303)
        self.assertNotEqual(self.vote(who[0], self.budget, points_1=6).status, 303)
        self.assertNotEqual(self.vote(who[0], self.budget, points_1="x").status, 303)
        shown = self.get(page % ("", who[0], self.budget)).text
        self.assertIn("已投，内容不公开", shown)
        self.assertIn("谁也看不到各选项有多少票", shown)
        self.assertNotIn("4:", shown)
        self.move(self.budget, "close")
        self.move(self.budget, "count")
        self.assertIn("\nwinner 1\n", self.hall.ledger.certificate(self.hall.reader(who[0]), self.budget, "count"))

    def counted_confidentially(self) -> None:
        """Two have voted, and a third is on the list alone."""
        for me, said in ((self.hall.villagers[0], {"points_1": 4, "points_2": 1}), (self.hall.villagers[1], {"points_1": 5})):
            self.assertEqual(self.vote(me, self.budget, **said).status, 303)
        self.move(self.budget, "close")
        self.move(self.budget, "count")

    def test_ones_own_line_is_shown_and_what_a_confidential_ballot_says_is_not(self) -> None:
        who = self.hall.villagers
        self.assertNotIn("我的一行", self.get("/decide/item?me=%d&item=%d" % (who[0], self.budget)).text)
        self.counted_confidentially()
        certificate = self.hall.ledger.certificate(self.hall.reader(who[0]), self.budget, "count")
        for lang, link, hidden, none in (("", "我的一行", "投了什么，这里不写", "没有您名下的选票"),
                                         ("/en", "My own line", "What it says is not here", "There is no ballot in your name")):
            to = Reading(self.get("%s/decide/item?me=%d&item=%d" % (lang, who[0], self.budget)).text).link(link)
            got = self.get(to)
            self.assertTrue(got.headers["Content-Security-Policy"].endswith("; script-src 'self'"))
            self.assertEqual(got.text.count("<script"), 1)
            self.assertIn(hidden, got.text)
            self.assertNotIn(" choice ", got.text)
            self.assertNotIn("1:4", got.text)
            self.assertEqual(got.text.count('data-root="'), 2)
            for line in certificate.splitlines():
                if line.startswith("root "):
                    self.assertIn('data-root="%s"' % line.split(" ")[-1], got.text)
            files = [to_file for _, to_file in Reading(got.text).links if "proof.txt" in to_file]
            self.assertEqual(len(files), 2)
            for href in files:
                proof = self.get(href).text
                self.assertTrue(any(proofs.holds(proof.encode(), root.split(" ")[-1]) for root in certificate.splitlines()
                                    if root.startswith("root ")), proof)
            silent = self.get(to.replace("me=%d" % who[0], "me=%d" % who[2])).text
            self.assertIn(none, silent)
            self.assertEqual(silent.count('data-root="'), 1)  # on the list, of which there is a line

    def test_candidates_are_ranked(self) -> None:
        who = self.hall.villagers
        self.assertIn("第 3 位", self.get("/decide/item?me=%d&item=%d" % (who[0], self.committee)).text)
        for me, said in ((who[0], {"rank_2": 1, "rank_1": 2}), (who[1], {"rank_2": 1}), (who[2], {"rank_3": 1, "rank_2": 3})):
            self.assertEqual(self.vote(me, self.committee, **said).status, 303)
        self.assertNotEqual(self.vote(who[3], self.committee, rank_1=1, rank_2=1).status, 303)
        self.move(self.committee, "close")
        self.move(self.committee, "count")
        self.assertIn("\nwinner 2\n", self.hall.ledger.certificate(self.hall.reader(who[0]), self.committee, "count"))


class Deciding(Town):
    """A town that has lived through the sample. Forms are taken from the pages, filled in and sent."""

    def setUp(self) -> None:
        super().setUp()
        self.live()

    def live(self) -> None:
        self.now = START + sample.DAYS * DAY + 4 * words.HOUR
        sample.play(self.hall, self.now)
        self.hall.clock = lambda: self.now  # type: ignore[method-assign]
        root = self.hall.ledger.info().founder
        self.found: Dict[Tuple[str, str], int] = {
            (item.procedure, item.state): item.id for item in self.hall.items(root) if item.procedure in self.hall.deciding}
        self.shed, self.roof = self.found["owners_decision", "voting"], self.found["owners_decision", "effective"]
        self.manager = self.found["owners_decision", "failed"]
        self.pond, self.seats = self.found["village_vote", "voting"], self.found["village_election", "voting"]
        self.who = self.hall.neighbours

    def page(self, me: int, item: int, lang: str = "") -> str:
        return "%s/decide/item?me=%d&item=%d" % (lang, me, item)

    def teller(self, office: str, role: str, item: int, lang: str = "") -> str:
        return "%s/tell/item?officer=%d&item=%d" % (lang, self.officer(office, role), item)

    def form(self, path: str, last: str, **fields: str) -> Dict[str, Any]:
        """The first form of a page that goes there and has these hidden values."""
        return next(form for form in Reading(self.get(path).text).forms if form["action"].endswith(last) and
                    all(form["fields"].get(name) == value for name, value in fields.items()))

    def send(self, form: Dict[str, Any], status: int = 303, **values: Any) -> Got:
        got = self.post(form["action"], {**form["fields"], **values})
        self.assertEqual(got.status, status, got.text)
        return got

    def vote(self, me: int, item: int, choice: str, lang: str = "") -> str:
        """By the page's form; answers the page it leads to."""
        got = self.send(self.form(self.page(me, item, lang), "/decide/roll", roll="ballots"), choice=choice)
        shown = self.get(got.to.partition("#")[0])
        self.assertEqual(shown.status, 200)
        return shown.text

    def certificate_page(self, item: int, lang: str = "") -> Tuple[str, str]:
        """Its address on the item's page, and what it says."""
        to = Reading(self.get(lang + "/decide/item?item=%d" % item).text).link("certificate" if lang else "证明")
        return to, self.get(to).text

    def tally(self, item: int) -> Dict[str, int]:
        return {line.name: line.heads for line in self.hall.ledger.tallies(self.hall.reader(self.hall.ledger.info().founder),
                                                                          item, "ballots")}


def hall_offices(hall: Any, office: str) -> Dict[str, int]:
    """Who holds what there."""
    return {role: one for (place, role), one in hall.officers.items() if place == office}


class Residents(Deciding):
    def test_anybody_reads_what_is_decided(self) -> None:
        for lang, said in (("", ("正在决定", "已经决定", "通过", "未通过", "截止", "还缺 150.84 平方米")),
                           ("/en", ("Being decided", "Decided", "Passed", "Not passed", "Closes", "150.84 m² lacking"))):
            shown = self.get(lang + "/decide").text
            for words_of in (*said, "东侧空地建充电棚", "屋顶装太阳能板", "更换物业服务企业", "村口鱼塘承包给谁", "石桥村村民委员会换届选举"):
                self.assertIn(words_of, shown)
            self.assertEqual(Reading(shown).forms, [])
            item = self.get(lang + "/decide/item?item=%d" % self.shed).text
            self.assertEqual(Reading(item).forms, [])
            for name in ("尤某", "许某"):
                self.assertNotIn(name, item)
        self.assertIn("东侧空地建充电棚", self.get(Reading(shown).link("东侧空地建充电棚")).text)

    def test_the_rule_is_told_in_plain_words_with_what_is_lacking(self) -> None:
        for lang, said in (
                ("", ("业主共同决定：278条第6至8项", "民法典 278", "按面积：投了票的不少于名册上的 2/3", "按人数：赞成的不少于投了票的 3/4",
                      "现有 3 人，需要 4 人", "还缺 1 人", "现有 296.50 平方米，需要 447.34 平方米", "参与不足",
                      "可以投票的：业主名册，6 人，671.00 平方米", "另有 1 张纸质票")),
                ("/en", ("Owners special", "By area: those who vote must be at least 2/3 of all on the list",
                         "3 now, 4 needed", "1 lacking", "296.50 m² now, 447.34 m² needed", "Too few took part",
                         "Who may vote: Electors, 6, 671.00 m²", "1 more on paper"))):
            shown = self.get(self.page(self.who[5], self.shed, lang)).text
            for words_of in said:
                self.assertIn(words_of, shown)
        village = self.get(self.page(self.hall.villagers[4], self.pond)).text
        for words_of in ("途径 1：", "途径 2：", "按户数：户代表不少于名册上的 2/3", "这条规则的出处没有人核实过"):
            self.assertIn(words_of, village)

    def test_a_topic_is_a_decision_once_it_is_put_to_the_vote(self) -> None:
        """Until then its meeting may settle it without one; nor is it one where it was settled so."""
        chair, member = (self.hall.officers[office] for office in ((JOINT, "head"), ("chunhe", "contact")))
        topic, title = self.found["topic", "put"], "松园社区充电棚选址"
        self.assertNotIn(title, self.get("/decide?me=%d" % member).text)
        self.assertNotIn("怎样才算数", self.get(self.page(member, topic)).text)
        for item in self.hall.items(chair, procedure="topic"):
            self.assertIn(self.get("/meet/item?me=%d&item=%d" % (member, item.id)).status, (200, 303))
        self.hall.ledger.move(self.hall.act(chair), topic, "vote", {"text": "同意选在北门"})
        self.assertIn(title, self.get("/decide?me=%d" % member).text)
        self.assertIn("Waiting for your vote", self.get("/en/decide?me=%d" % member).text)
        shown = self.get(self.page(member, topic)).text
        for words_of in ("同意选在北门", "按人数：到会的多于成员名册上的 1/2", "按人数：赞成的多于到会的 1/2", "现有 3 人，需要 3 人"):
            self.assertIn(words_of, shown)
        self.assertIn("Your vote now: ", self.vote(member, topic, "yes", "/en"))
        self.assertEqual(self.tally(topic)["yes"], 1)

    def test_a_vote_and_its_change(self) -> None:
        me = self.who[5]
        self.assertIn("等您投票", self.get("/decide?me=%d" % me).text)
        shown = self.vote(me, self.shed, "no")
        self.assertIn("已收到您的票。", shown)
        self.assertIn('您现在投的是：<strong class="own">反对</strong> 投票结束前可以改，只计最后一次。', shown)
        self.assertEqual((self.tally(self.shed)["yes"], self.tally(self.shed)["no"]), (2, 2))
        self.assertIn("已由“反对”改为“赞成”。原来那张票不再计入。", self.vote(me, self.shed, "yes"))
        self.assertEqual((self.tally(self.shed)["yes"], self.tally(self.shed)["no"]), (3, 1))
        self.assertIn("Changed from “Yes” to “Abstain”.", self.vote(me, self.shed, "abstain", "/en"))
        self.assertIn("You said: Abstain", self.get("/en/decide?me=%d" % me).text)
        self.assertIn("<strong class=\"done\">够了</strong>", self.get(self.page(me, self.shed)).text)

    def test_a_proxy_votes_for_who_named_them(self) -> None:
        owner, proxy, stranger = self.who[5], self.hall.villagers[5], self.hall.villagers[6]
        self.assertNotIn("委托，您可以", self.get(self.page(proxy, self.shed)).text)
        self.hall.ledger.enter(self.hall.act(owner), self.shed, "proxies", owner, {"proxy": proxy})
        for lang, said in (("", "受 曹某 委托，您可以替其投票"), ("/en", "You may vote for 曹某, who named you")):
            self.assertIn(said, self.get(self.page(proxy, self.shed, lang)).text)
        for other in (stranger, self.who[4], owner):
            self.assertNotIn("委托，您可以", self.get(self.page(other, self.shed)).text)
        form = self.form(self.page(proxy, self.shed), "/decide/roll", elector=str(owner))
        before = self.tally(self.shed)["yes"]
        self.assertIn("代投的票已收到。", self.get(self.send(form, choice="yes").to.partition("#")[0]).text)
        self.assertEqual(self.tally(self.shed)["yes"], before + 1)
        self.assertIn("您现在投的是：", self.vote(owner, self.shed, "no"))  # their own counts from now on
        self.assertEqual(self.tally(self.shed)["yes"], before)
        got = self.post(form["action"], {**self.form(self.page(proxy, self.shed), "/decide/roll", elector=str(owner))["fields"],
                                         "choice": "yes"})
        self.assertEqual(got.status, 409)
        self.assertEqual(self.tally(self.shed)["yes"], before)

    def test_a_company_votes_by_its_head(self) -> None:
        hall, ledger, owners = self.hall, self.hall.ledger, hall_offices(self.hall, "owners")
        company, boss = hall.offices["water"], hall.villagers[6]
        founder = hall.act(ledger.info().founder)
        ledger.appoint(founder, boss, company, "head")
        ledger.add_unit(hall.act(ledger.info().founder), "商铺", "shop", parent=hall.offices["estate"], owner=company, area=200_00)
        item = ledger.open_item(hall.act(owners["secretary"]), "owners_decision", {
            "organizer": hall.offices["owners"], "estate": hall.offices["estate"], "matter": "owners_other", "title": "换电梯", "text": "换两台。"})
        ledger.move(hall.act(owners["registrar"]), item, "list")
        self.now += 6 * DAY  # while it is shown it may be objected to
        opens = self.now + 16 * DAY
        ledger.move(hall.act(owners["head"]), item, "announce", {"day": day_of(opens), "text": "换两台。"})
        self.now = opens
        ledger.move(hall.act(owners["head"]), item, "begin")
        form = self.form(self.page(boss, item), "/decide/roll", elector=str(company))
        self.assertNotIn("代表", self.get(self.page(self.who[0], item)).text)
        self.assertIn("代投的票已收到。", self.get(self.send(form, choice="no").to.partition("#")[0]).text)
        self.assertIn("现在投的是：<strong", self.get(self.page(boss, item)).text)
        self.assertEqual(self.tally(item)["no"], 1)

    def test_who_may_not_reads_why(self) -> None:
        stranger = self.hall.villagers[6]
        for lang, said in (("", "您不能投票：您不在可以投票的人的名册上"), ("/en", "You cannot vote: you are not on the list")):
            shown = self.get(self.page(stranger, self.shed, lang)).text
            self.assertIn(said, shown)
            self.assertIn("<code>of electors</code>", shown)
            self.assertIn("民法典 278", shown)
        sent = {"key": "0" * 31 + "1", "me": stranger, "item": self.shed, "roll": "ballots", "choice": "yes"}
        refused = self.post("/decide/roll", sent)
        self.assertEqual(refused.status, 409)
        self.assertIn("该人不在可登记的范围内", refused.text)
        self.assertTrue(Reading(refused.text).link("返回").startswith("/decide/item?me=%d" % stranger))
        self.now += 5 * DAY  # voting is over
        late = self.post("/decide/roll", {**sent, "key": "0" * 31 + "2", "me": self.who[5]})
        self.assertEqual(late.status, 409)
        self.assertIn("现在不是自己投票的时候", self.get(self.page(self.who[5], self.shed)).text)
        self.assertIn("votes of your own are not taken now", self.get(self.page(self.who[5], self.shed, "/en")).text)
        paper = self.get(self.page(self.hall.villagers[5], self.seats)).text
        self.assertIn("选票在投票点领取", paper)
        self.assertIn("领取选票：4 人", paper)

    def test_a_dispute_leads_to_its_vote_and_back(self) -> None:
        me = self.hall.villagers[4]
        talk = self.get(Reading(self.get("/meet?me=%d" % me).text).link("村口鱼塘承包给谁")).text
        vote = self.get(Reading(talk).link("收回鱼塘")).text
        self.assertIn("表决：是否收回村口鱼塘，改建停车场。", vote)
        form = next(form for form in Reading(vote).forms if form["fields"].get("roll") == "ballots")
        self.send(form, choice="yes")
        self.assertEqual(self.tally(self.pond)["yes"], 3)
        self.assertIn("村口鱼塘承包给谁", self.get(Reading(vote).link("村口鱼塘承包给谁")).text)
        counted = self.form(self.teller("village", "clerk", self.pond), "/tell/move", move="count")
        self.send(counted)
        self.assertIn("意见达成", self.get(Reading(vote).link("村口鱼塘承包给谁")).text)  # the talk goes on by what was decided

    def test_a_paper_ballot_that_two_entered_is_not_changed_online(self) -> None:
        owner = self.who[3]
        form = self.form(self.teller("owners", "teller.2", self.shed), "/tell/roll", roll="ballots")
        self.send(form, elector=owner, choice="yes")
        self.assertEqual(self.tally(self.shed)["yes"], 3)
        shown = self.get(self.page(owner, self.shed)).text
        self.assertIn("您现在投的是：", shown)
        self.assertIn("您不能再改：已有一张票，以它为准", shown)

    def test_residents_ask_for_a_decision(self) -> None:
        me = self.hall.villagers[6]
        to = Reading(self.get("/decide?me=%d" % me).text).link("提请召开村民会议")
        got = self.send(Reading(self.get(to).text).forms[0], organization=self.hall.offices["village"], text="议一议修路")
        self.assertEqual(urlsplit(got.to).path, "/decide/item")
        self.assertIn("议一议修路", self.get(got.to).text)
        self.assertEqual(self.get("/decide/open?me=%d&procedure=village_vote" % me).status, 404)


class Strangers(Deciding):
    def test_what_no_form_sends(self) -> None:
        self.hall.catch_up()
        before = self.hall.ledger.info().seq
        good: Dict[str, Any] = {"key": "0" * 31 + "1", "me": self.who[5], "item": self.shed, "roll": "ballots", "choice": "yes"}
        for status, change in ((404, {"roll": "moon"}), (404, {"item": 7}), (404, {"item": "7x"}), (404, {"me": ""}),
                               (404, {"item": self.shed + 1000}), (400, {"key": "x"}), (400, {"choice": "perhaps"}),
                               (409, {"choice": ""}), (400, {"choice": "block"}), (400, {"choice": "blank"}),
                               (409, {"elector": self.who[4]}), (404, {"elector": "7x"}), (403, {"me": 7}),
                               (400, {"place": "x"}), (409, {"place": "1"}), (409, {"me": self.hall.villagers[6]})):
            self.assertEqual(self.post("/decide/roll", {**good, **change}).status, status, change)
        for path in ("/decide/item", "/decide/item?item=abc", "/decide/item?item=%d&was=%%3Cscript%%3E" % self.shed,
                     "/decide/certificate?item=%d" % self.shed,
                     "/decide/certificate?item=%d&move=count&seq=0" % self.shed,
                     "/decide/certificate?item=%d&move=publish&seq=0" % self.roof,
                     "/decide/certificate?item=%d&move=count&seq=1" % self.roof,
                     "/decide/certificate.txt?item=%d&move=count&seq=9" % self.shed, "/recount.js/",
                     "/decide/rulebook.txt?version=0", "/decide/rulebook.txt?version=99", "/decide/rulebook.txt"):
            for lang in "", "/en":
                got = self.get(lang + path)
                self.assertEqual(got.status, 404, path)
                Reading(got.text)
        for officer in "", "officer=7&":  # who acts is who signed in
            self.assertEqual(self.get("/tell/item?%sitem=%d" % (officer, self.shed)).status, 403)
        self.assertEqual(self.post("/decide/item", good).status, 405)
        self.assertEqual(self.hall.ledger.info().seq, before)

    def test_sent_twice_is_one_vote(self) -> None:
        form = self.form(self.page(self.who[5], self.shed), "/decide/roll", roll="ballots")
        before = self.hall.ledger.info().seq
        for _ in range(3):
            self.send(form, choice="yes")
        self.assertEqual(self.hall.ledger.info().seq, before + 1)
        self.assertIn("这张表已经用于另一次提交", self.send(form, 409, choice="no").text)
        self.assertEqual(self.tally(self.shed)["yes"], 3)

    def test_bundles_that_no_form_sends(self) -> None:
        self.hall.catch_up()
        clerk, before = self.officer("village", "clerk"), self.hall.ledger.info().seq
        good: Dict[str, Any] = {"key": "0" * 31 + "1", "officer": clerk, "item": self.pond, "roll": "ballots"}
        for status, change in ((400, {"yes.0": "-1"}), (400, {"yes.0": "1.5"}), (400, {"yes.0": ""}), (400, {"yes.0": "9" * 30}),
                               (400, {"yes.2": "9999999999999"}), (400, {"yes.0": "١"}), (409, {"yes.0": "99"}), (400, {"key": "x"}),
                               (404, {"roll": "moon"}), (404, {"item": 7}), (403, {"officer": "x"}), (409, {"cast.0": "3"}),
                               (409, {"officer": self.officer("board", "teller"), "yes.0": "1"}), (409, {"candidate-1.0": "1"})):
            got = self.post("/tell/bundle", {**good, **change})
            self.assertIn(got.status, (status, 404) if "officer" in change else (status, 400), (change, got.text))
        self.assertEqual(self.hall.ledger.info().seq, before)

    def test_sums_are_read_as_they_are_typed(self) -> None:
        self.assertEqual([tell.sum_of(*given) for given in (("0", 0), ("7", 1), ("86.5", 2), ("86.50", 2), ("86", 2), (" 3 ", 0))],
                         [0, 7, 8650, 8650, 8600, 3])
        for bad in (("1.0", 0), ("86.505", 2), ("1e3", 0), ("-1", 2), ("", 0), (".5", 2), ("10000000000000", 2)):
            with self.assertRaises(words.Unfit):
                tell.sum_of(*bad)


class Tellers(Deciding):
    def test_paper_is_entered_twice(self) -> None:
        owner, path = self.who[4], self.teller("owners", "teller", self.shed)
        for who, tally in (("teller", 2), ("teller.2", 3)):
            path = self.teller("owners", who, self.shed)
            self.send(self.form(path, "/tell/roll", roll="ballots"), elector=owner, choice="yes")
            self.assertEqual(self.tally(self.shed)["yes"], tally)
        self.assertIn("有 1 张只录入了一遍", self.get(path).text)
        self.assertIn("1 entered once", self.get(self.teller("owners", "teller", self.shed, "/en")).text)
        self.now += 5 * DAY
        self.send(self.form(path, "/tell/move", move="count"))
        item = self.get("/decide/item?item=%d" % self.shed).text
        self.assertIn('<span class="state done">通过</span>', item)
        self.assertIn("有纸质票只录入了一遍", self.certificate_page(self.shed)[1])

    def test_an_election_by_marks_and_a_bundle(self) -> None:
        path = {who: self.teller("board", who, self.seats) for who in ("teller", "teller.2")}
        villager = self.hall.villagers[5]
        for who in path:
            got = self.send(self.form(path[who], "/tell/roll", roll="marks"), elector=villager)
            self.assertTrue(got.to.startswith("/tell/item?"))
        self.assertIn("领取选票 <small>5 人", self.get(path["teller"]).text)
        self.assertIn("现在不收汇总票", self.get(path["teller"]).text)
        self.now += 2 * DAY  # the poll is closed
        counted = {"candidate-1.0": "4", "candidate-2.0": "3", "candidate-3.0": "1", "blank.0": "0", "invalid.0": "1", "cast.0": "5"}
        form = self.form(path["teller"], "/tell/bundle")
        self.assertIn("汇总票数与名册不符", self.send(form, 409, **{**counted, "cast.0": "6"}).text)
        self.send(self.form(path["teller"], "/tell/bundle"), **counted)
        self.assertIn("等第二位计票人录入同样的数", self.get(path["teller.2"]).text)
        self.assertIn("汇总票数与名册不符", self.get(path["teller"]).text)  # why it cannot be counted yet
        self.send(self.form(path["teller.2"], "/tell/bundle"), **counted)
        self.assertIn("已有汇总票", self.get(path["teller"]).text)
        english = self.get(self.teller("board", "teller", self.seats, "/en")).text
        self.assertIn("Candidate 1 云某", english)
        self.send(self.form(path["teller"], "/tell/move", move="count"))
        shown = self.get("/decide/item?item=%d" % self.seats).text
        self.assertIn("通过", shown)
        text = self.certificate_page(self.seats)[1]
        self.assertIn("winner 1\nwinner 2", text)

    def test_the_desk_leads_to_the_count(self) -> None:
        officer = self.officer("owners", "teller")
        desk = Reading(self.get("/office/desk?officer=%d" % officer).text)
        item = Reading(self.get(desk.link("东侧空地建充电棚")).text)
        self.assertEqual(item.link("计票台"), self.teller("owners", "teller", self.shed))
        shown = self.get(item.link("计票台")).text
        self.assertIn("还缺 1 人", shown)
        self.assertIn("现在不能办的，以及为什么", shown)
        self.assertNotIn("计票台", self.get("/office/item?officer=%d&item=%d" % (
            self.officer("joint", "secretary"), self.hall.items(self.officer("joint", "secretary"), procedure="talk")[0].id)).text)


class Lines(Deciding):
    def test_an_owner_is_shown_their_line_and_nobody_elses(self) -> None:
        me = self.who[0]
        for lang, said, link in (("", ("第 1 行，共 6 行", "赞成", "平方米", "业主名册", "没有运行脚本"), "我的一行"),
                                 ("/en", ("line 1 of 6", "Yes", "m²", "Scripts do not run here"), "My own line")):
            shown = self.get(Reading(self.get(self.page(me, self.roof, lang)).text).link(link)).text
            for words_of in said:
                self.assertIn(words_of, shown)
            self.assertIn("\nline 1 elector %d " % me, shown)
            for other in self.who[1:]:
                self.assertNotIn("elector %d" % other, shown)
        self.assertNotIn("我的一行", self.get("/decide/item?item=%d" % self.roof).text)
        self.assertNotIn("我的一行", self.get(self.page(self.hall.villagers[0], self.roof)).text)
        self.assertNotIn("我的一行", self.get(self.page(me, self.shed)).text)  # it is not counted yet

    def test_what_is_asked_wrongly(self) -> None:
        me, seq = self.who[0], self.counted_at(self.roof)
        for path, status in (("/decide/proof?item=%d&move=count&seq=%d" % (self.roof, seq), 200),
                             ("/decide/proof?me=%d&item=%d&move=count&seq=9" % (me, self.roof), 404),
                             ("/decide/proof?me=%d&item=%d&move=count&seq=0" % (me, self.shed), 404),
                             ("/decide/proof.txt?me=%d&item=%d&roll=x" % (me, self.roof), 404),
                             ("/decide/proof.txt?item=%d&roll=ballots" % self.roof, 404)):
            got = self.get(path)
            self.assertEqual(got.status, status, path)
            self.assertNotIn("\nline ", got.text)

    def counted_at(self, item: int) -> int:
        return next(entry.seq for entry in self.hall.ledger.history(self.hall.reader(), item) if entry.outcome)


class Certificates(Deciding):
    def test_it_is_the_librarys_text_and_the_one_page_with_a_script(self) -> None:
        reader = self.hall.reader()
        self.assertIn('class="state late"', self.get("/decide/item?item=%d" % self.manager).text.partition("</section>")[0])
        self.assertIn('class="state done"', self.get("/decide/item?item=%d" % self.roof).text.partition("</section>")[0])
        for item, zh, en in ((self.roof, "通过", "Passed"), (self.manager, "未通过", "Not passed")):
            text = self.hall.ledger.certificate(reader, item, "count")
            for lang, said in (("", zh), ("/en", en)):
                to, shown = self.certificate_page(item, lang)
                self.assertIn(said, shown)
                for line in text.splitlines():
                    self.assertIn(line.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;"), shown)
                got = self.get(to)
                self.assertEqual(got.headers.get_all("Content-Security-Policy"), [got.headers["Content-Security-Policy"]])
                self.assertTrue(got.headers["Content-Security-Policy"].endswith("; script-src 'self'"))
                self.assertEqual(shown.count("<script"), 1)
                self.assertIn("没有运行脚本" if not lang else "Scripts do not run here", shown)  # until one does
            plain = self.get(Reading(shown).link("As a text file"))
            self.assertEqual(plain.text, text)
            rulebook = self.get(Reading(shown).link("The whole rulebook")).text
            self.assertIn(" sha256 %s\n" % hashlib.sha256(rulebook.encode()).hexdigest(), text)
            self.assertEqual(recount.differences(text, rulebook), [])
            self.assertIn("民法典 278", shown)
        script = self.get("/recount.js")
        self.assertEqual(script.headers.get_content_type(), "text/javascript")
        self.assertNotIn("script-src", script.headers["Content-Security-Policy"])
        self.assertNotIn("script-src", self.get("/decide/item?item=%d" % self.roof).headers["Content-Security-Policy"])

    def test_shares_are_worded_from_the_rulebooks_own_line(self) -> None:
        def zh(first: str, second: str) -> str:
            return first

        for line, said in (("cast at least 2/3 of electors by area", "按面积：投了票的不少于名册上的 2/3"),
                           ("yes at least 1/1 of electors by heads", "按人数：赞成的须是全体"),
                           ("yes more than 1/2 of cast not abstain blank", "按人数：赞成的多于投了票的（不含弃权、空白票） 1/2"),
                           ("block at least 1", "按人数：反对并阻止不少于 1"), ("a line of another kind", "a line of another kind")):
            self.assertEqual(decide_words.share(line, zh), said)


TALLIES: List[Tuple[str, Dict[Any, Any], Dict[str, Any]]] = [
    ("owners_special", {"electors": {"heads": 301, "area": 2736000}, "yes": {"heads": 151, "area": 1368000},
                        "no": {"heads": 50, "area": 456000}}, {}),
    ("owners_special", {"electors": {"heads": 3, "area": 2 ** 62}, "yes": {"heads": 2, "area": 2 ** 61 + 1},
                        "no": {"heads": 1, "area": 2 ** 60}}, {}),
    ("owners_general", {"electors": {"heads": 4, "area": 400}, "yes": {"heads": 2, "area": 200},
                        "no": {"heads": 2, "area": 200}}, {}),  # as many as half, and more are asked
    ("owners_special_silent", {"electors": {"heads": 301, "area": 2736000}, "yes": {"heads": 151, "area": 1368000},
                               "no": {"heads": 40, "area": 356000}, "silent": {"heads": 10, "area": 100000},
                               "abstain": {"heads": 1, "area": 1}}, {}),
    *[("owners_general_silent", {"electors": {"heads": 9, "area": 900}, "yes": {"heads": 2, "area": yes},
                                 "no": {"heads": 3, "area": 300}, "silent": {"heads": 3, "area": 250}}, {})
      for yes in (200, 301)],  # the silent join no; or neither, which leads by one axis alone
    ("owners_general", {"electors": {"heads": 0, "area": 0}}, {}),
    ("village_assembly", {"electors": {"heads": 1203, "units": 380}, "present": {"heads": 400},
                          "speakers": {"heads": 260, "units": 260}, "yes": {"heads": 300, "units": 131}, "no": {"heads": 100, "units": 129}}, {"day": date(2025, 6, 1)}),
    ("village_election", {"electors": 900, "cast": 600, 1: 310, 2: 310, 3: 301, 4: 250}, {"day": date(2025, 6, 1), "seats": 2,
                                                                                       "kept": [3]}),
    ("village_run_off", {"cast": {"heads": 580}, 1: {"heads": 193}, 2: {"heads": 200}, 3: {"heads": 194}},
     {"day": date(2025, 6, 1), "seats": 2, "kept": [3]}),
    ("village_run_off", {"cast": {"heads": 580}, 1: {"heads": 200}, 2: {"heads": 200}, 3: {"heads": 200}},
     {"day": date(2026, 6, 1), "seats": 2}),
]


@unittest.skipUnless(chromium.found(), "no Chromium on PATH")
class WaysBrowser(board_server.Browser, Ways):
    """The same as a person uses it, on a phone first."""

    WIDTHS = ((360, 740), (1280, 900))
    test_a_person_reports_and_is_answered = test_hostile_words_run_nothing = test_as_a_dump_of_the_page = test_the_menu_is_whole = None

    def test_the_browser_goes_the_way_to_the_root(self) -> None:
        """In both languages: it comes to the certificate's root; a changed letter is found; nothing of the choice is there."""
        tab, me = self.tab, self.hall.villagers[1]
        tab.size(360, 740)
        self.counted_confidentially()
        certificate = self.hall.ledger.certificate(self.hall.reader(me), self.budget, "count")
        roots = [line.split(" ")[-1] for line in certificate.splitlines() if line.startswith("root ")]
        for lang, agrees, differs in (("", "您的一行在里面", "不一致！"), ("/en", "your line is in", "does not agree!")):
            self.go("%s/decide/item?me=%d&item=%d" % (lang, me, self.budget))
            self.seen("counted" + lang.replace("/", "_"))
            tab.click('a[href*="/decide/proof"]')
            self.assertEqual(tab.look("[...document.querySelectorAll('.found')].map(e => e.textContent)"), roots)
            self.assertEqual(tab.look("[...document.querySelectorAll('.verdict.agrees')].filter(e => e.textContent.includes(%s)).length"
                                      % json.dumps(agrees)), 2)
            self.assertNotIn("1:5", self.text())
            self.seen("proof" + lang.replace("/", "_"))
            tab.look("document.querySelectorAll('details').forEach(e => e.open = true)")
            self.seen("proof_steps" + lang.replace("/", "_"))
            first = "document.querySelector('.own-line:last-of-type %s')"
            for at in ("line ", "blind ", "node ", "root ", "lines "):
                change = "(e => { const was = e.value, at = was.lastIndexOf('%s') + %d; e.value = was.slice(0, at) + " \
                         "(was[at] === '1' ? '2' : '1') + was.slice(at + 1); return was; })(%s)"
                was = tab.look(change % (at, len(at), first % ".proof"))
                tab.look((first % ".again") + ".click()")
                self.assertIn(differs, tab.look((first % ".verdict") + ".textContent"), at)
                tab.look((first % ".proof") + ".value = " + json.dumps(was))
                tab.look((first % ".again") + ".click()")
                self.assertIn(agrees, tab.look((first % ".verdict") + ".textContent"), at)

    def test_its_sha_256_is_the_one(self) -> None:
        """Of texts of every length round a block or two."""
        self.counted_confidentially()
        self.go("/decide/item?me=%d&item=%d" % (self.hall.villagers[1], self.budget))
        self.tab.click('a[href*="/decide/proof"]')
        for length in (*range(0, 130), 1000):
            text = bytes(chance % 251 for chance in range(7, 7 + length))
            self.assertEqual(self.tab.look("hexed(sha256(%s))" % json.dumps(list(text))), hashlib.sha256(text).hexdigest(), length)

    def test_points_and_an_order_on_a_phone(self) -> None:
        tab, me = self.tab, self.hall.villagers[0]
        tab.size(360, 740)
        for lang in "", "/en":
            for item, name in ((self.budget, "points"), (self.committee, "order")):
                self.go("%s/decide/item?me=%d&item=%d" % (lang, me, item))
                self.seen(name + lang.replace("/", "_"))
        self.go("/decide/item?me=%d&item=%d" % (me, self.budget))
        tab.type("[name=points-1]", "9")
        tab.click(".vote form > button", turns=False)  # the browser says that there are five
        self.assertNotIn("was=", tab.look("location.search"))
        tab.look("document.querySelector('[name=points-1]').value = ''")
        tab.type("[name=points-1]", "4")
        tab.click(".vote form > button")
        self.assertIn("已投，内容不公开", self.text())
        self.seen("points_in")
        self.go("/decide/item?me=%d&item=%d" % (me, self.committee))
        tab.choose("[name=rank-3]", "1")
        tab.choose("[name=rank-1]", "2")
        tab.click(".vote form > button")
        self.assertIn("您现在投的是", self.text())
        self.seen("order_in")


@unittest.skipUnless(chromium.found(), "no Chromium on PATH")
class Browser(board_server.Browser, Deciding):
    """As a person uses it, on a phone first."""

    WIDTHS = ((360, 740), (768, 1024), (1280, 900))
    test_a_person_reports_and_is_answered = test_hostile_words_run_nothing = test_as_a_dump_of_the_page = test_the_menu_is_whole = None

    def wrong(self) -> List[Any]:
        return [event["params"] for event in self.tab.events
                if event.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")]

    def test_a_vote_its_change_the_count_and_the_certificate(self) -> None:
        tab, me = self.tab, self.who[5]
        tab.size(360, 740)
        self.go("/decide")
        self.seen("decide")
        tab.click(".notice a")
        self.seen("decide_who")
        tab.click('button[value^="%d."]' % me)
        self.signed_in = str(me)
        tab.click('a[href*="item=%d"]' % self.shed)
        self.assertIn("还缺 150.84 平方米", self.text())
        self.seen("decide_item")
        tab.click(".vote form > button", turns=False)  # the browser asks for what is missing
        self.assertNotIn("was=", tab.look("location.search"))
        tab.click(".vote [value=no]", turns=False)
        tab.click(".vote form > button")
        self.assertIn("您现在投的是：反对", self.text())
        tab.click(".vote [value=yes]", turns=False)
        tab.click(".vote form > button")
        self.assertIn("已由“反对”改为“赞成”", self.text())
        self.seen("decide_changed")
        tab.click(".turn")
        self.assertIn("Your vote now: Yes", self.text())
        self.seen("decide_changed_en")
        proxy = self.hall.villagers[5]
        self.hall.ledger.enter(self.hall.act(me), self.shed, "proxies", me, {"proxy": proxy})
        for lang in "", "/en":
            self.go(self.page(proxy, self.shed, lang))
            self.seen("proxy" + lang.replace("/", "_"))

        self.now += 5 * DAY
        self.go(self.teller("owners", "teller", self.shed))
        self.seen("tell_owners")
        tab.click("input[value=count] ~ button")
        self.assertIn("看证明，自己验算", self.text())
        self.go(self.page(me, self.shed))
        self.seen("decided")
        tab.click(".answer a.button")
        self.assertEqual(tab.look("document.getElementById('verdict').textContent"), "浏览器重新计算：每一行都一致。")
        self.assertEqual(tab.look("[...document.querySelectorAll('.check')].map(e => e.textContent.includes('一致'))"), [True] * 4)
        self.seen("certificate")
        tab.click(".turn")
        self.assertIn("Recomputed in your browser: agrees", self.text())
        self.seen("certificate_en")
        self.tampered(("tally yes heads 3", "tally yes heads 4"), ("fails", "holds"), ("outcome no_quorum", "outcome passed"))
        self.seen("certificate_tampered_en")
        self.assertEqual(self.wrong(), [])

    def tampered(self, *changes: Tuple[str, str]) -> None:
        """Each change alone is found, and the text as it was agrees."""
        look = self.tab.look
        text = look("document.getElementById('certificate').value")
        for old, new in (*changes, ("cgov certificate 1", "cgov certificate 2"), ("outcome", "winner 1\noutcome"), (text, "")):
            self.assertIn(old, text)
            for value, said, look_of in ((text.replace(old, new, 1), "does not agree", "differs"), (text, "agrees", "agrees")):
                look("document.getElementById('certificate').value = %s" % json.dumps(value))
                self.tab.click("#again", turns=False)
                self.assertIn(said, look("document.getElementById('verdict').textContent"), (old, new))
                self.assertEqual(look("document.getElementById('verdict').className"), "verdict " + look_of, (old, new))
        look("document.getElementById('certificate').value = %s" % json.dumps(text.replace(*changes[0], 1)))
        self.tab.click("#again", turns=False)
        self.assertIn("does not agree", look("document.querySelector('.check').textContent + document.getElementById('lines').textContent"))

    def test_the_script_judges_as_the_library_does(self) -> None:
        """Of each rule that asks otherwise: what the library writes agrees, and no digit of it can be changed."""
        self.go(self.certificate_page(self.roof)[0])
        shipped = cgov.shipped("deciding_unverified")
        for rule, tally, more in TALLIES:
            ruling, text = cgov.explain_rule(shipped, rule, tally, **more)
            self.assertNotEqual(text, "", ruling.message)
            lines = shipped.split("\n")
            last = next(n for n in range(ruling.line, len(lines)) if not lines[n].startswith(" "))
            own = "\n".join(lines[ruling.line - 1:last])
            self.assertEqual(self.recounted(text, own, ruling.line), 0, text)
            found = 0
            counted = text.index("\n", text.index("\nrule ") + 1)  # the rule's own line is the rulebook's
            for at in [at for at in range(counted, len(text)) if text[at].isdigit()]:
                changed = text[:at] + ("1" if text[at] == "0" else str(int(text[at]) - 1)) + text[at + 1:]
                if self.recounted(changed, own, ruling.line):
                    found += 1
                else:
                    self.agrees_with_recount(changed)
            self.assertGreater(found, 10)

    def agrees_with_recount(self, changed: str) -> None:
        """What the script lets pass, recount.py lets pass too: a sum that no comparison asks."""
        found = recount.differences(changed, cgov.shipped("deciding_unverified"))
        self.assertEqual([line for line in found if line.startswith("recomputed: ") and not line.startswith(
            ("recomputed: roll", "recomputed: tally", "recomputed: seats"))], [], changed)

    def recounted(self, text: str, rule: str, line: int) -> int:
        """How many lines do not agree; a text that cannot be read is one."""
        return self.tab.look("(() => { try { return recount(%s, %s, %d).filter((row) => !row.agrees).length; } catch (e) "
                             "{ if (e instanceof Bad) return 1; throw e; } })()" % (json.dumps(text), json.dumps(rule), line))

    def test_without_a_script_the_same_lines_are_there(self) -> None:
        self.tab.ask("Emulation.setScriptExecutionDisabled", value=True)
        self.go(self.certificate_page(self.roof)[0])
        shown = self.text()
        for said in ("浏览器没有运行脚本", "按面积：投了票的不少于名册上的 2/3", "67100 * 3 >= 2 * 67100", "成立", "通过"):
            self.assertIn(said, shown)
        self.assertNotIn("重新计算：每一行都一致", shown)
        self.assertFalse(self.tab.look("document.getElementById('again').checkVisibility()"))
        self.assertIn("outcome passed", self.tab.look("document.getElementById('certificate').value"))
        self.seen("certificate_without_script")

    def test_every_page_fits_in_both_languages(self) -> None:
        voters = (self.who[0], self.hall.villagers[3], self.hall.villagers[6])
        for lang in "", "/en":
            for item in (self.shed, self.roof, self.manager, self.pond, self.seats):
                for me in voters:
                    self.go(self.page(me, item, lang))
                    self.seen("item_%d_%d%s" % (item & 15, me & 63, lang.replace("/", "_")))
                for office, role in (("owners", "teller.2"), ("board", "teller"), ("village", "clerk")):
                    self.go(self.teller(office, role, item, lang))
                    self.seen("tell_%d_%s%s" % (item & 15, office, lang.replace("/", "_")))
            self.go(self.certificate_page(self.manager, lang)[0])
            self.seen("certificate_failed" + lang.replace("/", "_"))
        self.assertEqual(self.wrong(), [])


if __name__ == "__main__":
    tap.main()
