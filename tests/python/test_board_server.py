"""The board over HTTP: a report round the loop, what strangers send, what nobody may see, a restart, a browser."""

import concurrent.futures
import contextlib
import http.client
import io
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from html.parser import HTMLParser
from typing import Any, Dict, List, NamedTuple, Optional, Tuple
from urllib.parse import urlencode, urlsplit

import tap

import cgov
import chromium
from board import hall, markup, sample, web, words

START = 1772413200000  # 2026-03-02 09:00 in China
PLACE = "130702001001"
COMMAND = tap.ROOT / "examples" / "python" / "board_server.py"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Got(NamedTuple):
    """An answer: status, headers, and the page or what it is instead."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def to(self) -> str:
        return self.headers["Location"] or ""


class Reading(HTMLParser):
    """A page as its readers need it: links, forms, whether every control has a label, whether every tag is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: List[Tuple[str, str]] = []  # text, address
        self.forms: List[Dict[str, Any]] = []
        self.tags: List[str] = []
        self.unlabelled: List[str] = []
        self.attributes: List[Tuple[str, str]] = []
        self._link: Optional[str] = None
        self._said = ""
        self.feed(text)
        self.close()
        assert self.tags == [], self.tags

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        self.attributes += [(tag, name) for name in given]
        if tag not in ("img", "meta", "link", "input"):
            self.tags.append(tag)
        if tag == "a":
            self._link, self._said = given["href"], ""
        if tag == "form" and not given["action"].endswith("/sign-out"):
            self.forms.append({"action": given["action"], "method": given.get("method", "get"), "fields": {}})
        if tag in ("input", "select", "textarea"):
            if "label" not in self.tags and given.get("type") != "hidden":
                self.unlabelled.append(given["name"])
            if "value" in given and ("checked" in given or given.get("type") not in ("radio", "checkbox")):
                self.forms[-1]["fields"][given["name"]] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        assert self.tags.pop() == tag, tag
        if tag == "a" and self._link is not None:
            self.links.append((self._said, self._link))

    def handle_data(self, data: str) -> None:
        self._said += data

    def link(self, said: str) -> str:
        return next(address for text, address in self.links if said in text)

    def form(self, move: str) -> Dict[str, Any]:
        return next(form for form in self.forms if form["fields"].get("move") == move)


class Town(unittest.TestCase):
    """A server in this process, with a clock that the test turns."""

    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = os.path.join(directory.name, "ledger")
        self.now = START
        self.cookies: Dict[int, str] = {}
        self.hall = hall.Hall(self.directory, clock=lambda: self.now)
        self.addCleanup(self.hall.close)
        self.server = web.Server(self.hall, ("127.0.0.1", 0))
        self.addCleanup(self.server.server_close)
        silent = web.Handler.log_message
        web.Handler.log_message = lambda *_: None  # type: ignore[assignment]
        self.addCleanup(setattr, web.Handler, "log_message", silent)
        thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(self.server.shutdown)

    def signed(self, actor: int) -> str:
        """Signs them in, once; their cookie. In an office they hold, where they hold one."""
        if actor not in self.cookies:
            posts = {resident: "%d.%d.%s" % (resident, organization, role) for resident, organization, role in self.hall.posts()}
            form = urlencode({"as": posts.get(actor, "%d.0." % actor)}).encode()
            self.cookies[actor] = (self.ask("POST", "/sign-in", form, FORM).headers["Set-Cookie"] or "").partition(";")[0]
        return self.cookies[actor]

    def ask(self, method: str, path: str, body: Optional[bytes] = None, headers: Dict[str, str] = {}) -> Got:
        """As whoever the address or the form names, signed in."""
        acts = re.search(rb"(?:^|[?&])(?:officer|me)=([0-9]{1,16})(?:&|$)", b"%s&%s" % (path.encode(), body or b"")) or \
            re.search(rb'name="officer"\r\n\r\n([0-9]{1,16})\r\n', body or b"")
        if acts and "Cookie" not in headers:
            headers = {**headers, "Cookie": self.signed(int(acts[1]))}
        line = http.client.HTTPConnection(*self.server.server_address[:2], timeout=20)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return Got(answer.status, answer.headers, answer.read().decode())
        finally:
            line.close()

    def get(self, path: str) -> Got:
        got = self.ask("GET", path)
        if got.headers.get_content_type() == "text/html":
            page = Reading(got.text)
            self.assertEqual(page.unlabelled, [])
            self.assertFalse([at for at in page.attributes if at[1] == "style" or at[1].startswith("on")])
        return got

    def post(self, path: str, form: Dict[str, Any]) -> Got:
        return self.ask("POST", path, urlencode(form, doseq=True).encode(), FORM)

    def blank(self, **values: Any) -> Dict[str, Any]:
        """The report form as it comes, with what somebody fills in."""
        form = dict(Reading(self.get("/report").text).forms[0]["fields"])
        return {**form, "title": "路灯不亮", "text": "三号楼前的路灯坏了一周。", "place": PLACE, **values}

    def report(self, **values: Any) -> str:
        """Reports; answers the code."""
        got = self.post("/report", self.blank(**values))
        self.assertEqual(got.status, 303, got.text)
        return re.findall(r"code=([0-9A-Z-]{19})&", got.to)[0]

    def follow(self, code: str, lang: str = "") -> str:
        got = self.get("%s/follow?code=%s" % (lang, code))
        self.assertEqual(got.status, 200)
        return got.text

    def officer(self, office: str, role: str) -> int:
        return self.hall.officers[office, role]

    def item(self, office: str, role: str, title: str) -> Reading:
        """What an officer sees of an item that lies on their desk, a click from there."""
        desk = self.get("/office/desk?officer=%d" % self.officer(office, role))
        return Reading(self.get(Reading(desk.text).link(title)).text)

    def step(self, office: str, role: str, title: str, move: str, **values: Any) -> Got:
        form = self.item(office, role, title).form(move)
        got = self.post(form["action"], {**form["fields"], **values})
        self.assertEqual(got.status, 303, got.text)
        self.assertEqual(self.get(got.to).status, 200)
        return got

    def loop(self, title: str, steps: int = 7, lead: str = "urban") -> None:
        """Round the loop in the browser's way, as far as asked."""
        whole = [("center", "clerk", "accept", {}),
                 ("center", "dispatcher", "dispatch", {"lead": self.hall.offices[lead], "note": "请尽快，内部"}),
                 (lead, "contact", "sign", {}), (lead, "contact", "start", {}),
                 (lead, "contact", "done", {"result": "solved"}),
                 (lead, "contact", "answer", {"text": "已换好灯头。", "remedy": "不满意可要求重新办理。"}),
                 ("center", "checker", "pass", {"rating": "4"})]
        for office, role, move, values in whole[:steps]:
            self.step(office, role, title, move, **values)


class Declared(Town):
    """A text that declares details of its own: the forms are drawn from it, and what was given is read in the history."""

    def setUp(self) -> None:
        plain = hall.rulebook()
        head, move = '  party reporter "反映人" resident\n', '  move accept "受理" registered -> accepted\n    by clerk of intake\n'
        text = plain.replace(head, '  detail visit "上门日期" date 2026-01-01 to 2026-12-31\n'
                                   '  detail calls "电话次数" number -1 to 9\n'
                                   '  detail way "方式" choice phone "打电话" door "上门" repeats\n'
                                   '  detail aside "内部沟通" words read by office\n' + head, 1)
        text = text.replace(move, move + "    needs visit\n    takes calls way aside\n", 1)
        self.assertEqual(text.count("detail visit") + text.count("needs visit"), 2)
        hall.rulebook, before = (lambda: text), hall.rulebook  # type: ignore[assignment]
        self.addCleanup(setattr, hall, "rulebook", before)
        super().setUp()

    def test_forms_are_drawn_from_the_text(self) -> None:
        code = self.report(name="赵某某")
        page = self.item("center", "clerk", "路灯不亮")
        form = page.form("accept")
        officer = self.officer("center", "clerk")
        shown = self.get("/office/item?officer=%d&item=%s" % (officer, form["fields"]["item"])).text
        for control in ("上门日期", 'type="date"', 'min="2026-01-01"', 'max="2026-12-31"', 'min="-1"', "打电话",
                        'type="checkbox"', "内部沟通"):
            self.assertIn(control, shown)
        for wrong in ({"visit": "2025-12-31"}, {"visit": "2026-02-30"}, {"visit": "soon"},
                      {"visit": "2026-03-05", "calls": "10"}, {"visit": "2026-03-05", "way": "pigeon"}):
            self.assertEqual(self.post(form["action"], {**form["fields"], **wrong}).status, 400, wrong)
        self.assertEqual(self.post(form["action"], form["fields"]).status, 409)  # the rules say what is needed
        got = self.post(form["action"], {**form["fields"], "visit": "2026-03-05", "calls": "-1", "way": ["phone", "door"],
                                         "aside": "住户夜班"})
        self.assertEqual(got.status, 303, got.text)
        shown = self.get(got.to).text
        for said in ("上门日期", "2026-03-05", "打电话", "上门", "-1", "住户夜班"):
            self.assertIn(said, shown)
        followed = self.follow(code)
        self.assertIn("2026-03-05", followed)
        self.assertNotIn("住户夜班", followed)


class Loop(Town):
    def test_what_was_filed_wrong_is_put_right(self) -> None:
        code = self.report(name="赵某某")
        page = self.item("center", "clerk", "路灯不亮")
        form = page.form("classify")
        wrong = self.post(form["action"], {**form["fields"], "matter": "pigeons"})
        self.assertEqual(wrong.status, 400)
        self.step("center", "clerk", "路灯不亮", "classify", matter="water", place="130702002002")
        shown = self.follow(code)
        for said in ("供水排水", "望山街道 松园社区", "不让承办单位知道是谁反映的"):
            self.assertIn(said, shown)
        shown = self.get("/office/item?officer=%d&item=%s" % (self.officer("center", "clerk"), form["fields"]["item"])).text
        for asked in ('name="track"', 'name="point"', "怎么来的", "热线"):
            self.assertIn(asked, shown)
        for wrong in ({"track": "gossip"}, {"channel": "litigation"}, {"point": "north"}, {"point": "91, 0"}):
            self.assertEqual(self.post(form["action"], {**form["fields"], **wrong}).status, 400, wrong)
        self.step("center", "clerk", "路灯不亮", "classify", track="complaint", channel="hotline", point="40.8245, 114.8876")
        item = self.hall.ledger.item(self.hall.reader(int(form["fields"]["officer"])), int(form["fields"]["item"]))
        self.assertEqual((item.track, item.channel, item.point), (cgov.Track.COMPLAINT, cgov.Channel.HOTLINE,
                                                                  cgov.point(40.8245, 114.8876)))
        shown = self.get("/office/item?officer=%s&item=%s" % (form["fields"]["officer"], form["fields"]["item"])).text
        for said in ("<dd>热线</dd>", "<dd>投诉</dd>", "<dd>40.82450, 114.88760</dd>"):
            self.assertIn(said, shown)

    def test_a_desk_is_a_queue_and_whoever_stands_above_finds_what_is_late(self) -> None:
        self.report(title="路灯不亮")
        self.report(title="井盖松动", urgency="critical")
        self.loop("路灯不亮", 2)
        self.now += 4 * words.DAY  # signing is late

        def order(office: str, role: str) -> List[str]:
            shown = Reading(self.get("/office/desk?officer=%d" % self.officer(office, role)).text)
            return [text for text, to in shown.links if "/office/item?" in to]

        def sections(office: str, role: str) -> List[str]:
            shown = self.get("/office/desk?officer=%d" % self.officer(office, role)).text
            return [section for section in re.split("(?=<section)", shown) if section.startswith("<section")]

        waits, rest = sections("center", "clerk")[0], sections("center", "dispatcher")
        self.assertIn("井盖松动", waits)
        self.assertIn("特急", waits)
        self.assertIn("没有等您办的", rest[0])  # it is the clerk's to accept
        self.assertIn("井盖松动", rest[-1])
        self.assertIn("案上其余", rest[-1])
        for office, role in (("center", "head"), ("root", "head")):
            officer = self.hall.ledger.info().founder if office == "root" else self.officer(office, role)
            page = Reading(self.get("/office/desk?officer=%d" % officer).text)
            item = Reading(self.get(page.link("路灯不亮")).text)
            self.assertIn("supervise", [form["fields"].get("move") for form in item.forms])
        self.step("center", "clerk", "井盖松动", "accept")
        self.report(title="第三件")
        self.step("center", "clerk", "第三件", "accept")
        self.assertEqual(order("center", "dispatcher")[:2], ["井盖松动", "第三件"])  # due first
        form = Reading(self.get(Reading(self.get("/office/desk?officer=%d" % self.officer("center", "head")).text).link(
            "路灯不亮")).text).form("supervise")
        got = self.post(form["action"], {**form["fields"], "organizations": str(self.hall.offices["urban"]),
                                         "reason": "四天没有签收", "text": "请说明", "days": "2"})
        self.assertEqual(got.status, 303, got.text)

    def test_routing_duplicates_news_and_figures_have_their_pages(self) -> None:
        self.report(title="路灯不亮", matter="lighting")
        self.report(title="又是路灯", matter="lighting")
        self.report(title="水管", matter="water", place="130702002001")
        clerk = self.officer("center", "clerk")

        def shown(path: str, officer: int, **more: int) -> str:
            got = self.get(path + "?" + urlencode({"officer": officer, **more}))
            self.assertEqual(got.status, 200)
            return re.sub("<[^>]+>", "", got.text)

        first, second, third = self.hall.items(clerk, kind=cgov.Kind.ISSUE)
        page = shown("/office/item", clerk, item=second.id)
        self.assertIn("派单：城市管理局（应照此派）；配合：春和街道办事处。理由：权责清单定主办，属地配合", page)
        self.assertIn("可能是同一件，可并入：第 1 件：路灯不亮", page)
        self.assertIn("派单：水务局", shown("/office/item", clerk, item=third.id))
        self.assertIn("没有同地点、同事项", shown("/office/item", clerk, item=third.id))
        self.assertIn("Dispatch to City Management Bureau (binding)", shown("/en/office/item", clerk, item=second.id))
        self.step("center", "clerk", "又是路灯", "merge", master=str(first.id & (1 << 44) - 1))
        self.loop("路灯不亮")
        contact = self.officer("urban", "contact")
        self.assertNotIn("可能是同一件", shown("/office/item", contact, item=first.id))
        desk = Reading(self.get("/office/desk?officer=%d" % contact).text)
        for said in ("消息", "指标"):
            self.assertEqual(self.get(desk.link(said)).status, 200)
        self.assertIn("请办理第 1 件：路灯不亮", shown("/office/news", contact))
        self.assertNotIn("水管", shown("/office/news", contact))
        table = shown("/office/figures", self.officer("center", "head"))
        self.assertIn("供水排水1100", table)  # issues, open, closed, answered
        self.assertIn("城市管理局1011", table)
        self.assertIn("100% (1/1)", table)
        for path in ("/office/news", "/office/figures"):
            self.assertEqual(self.get("%s?officer=%d" % (path, self.hall.neighbours[0])).status, 404)

    def test_a_field_is_called_by_what_it_is_for(self) -> None:
        self.report()
        self.step("center", "clerk", "路灯不亮", "accept")
        self.step("center", "dispatcher", "路灯不亮", "dispatch", lead=str(self.hall.offices["urban"]))
        item = self.hall.items(self.hall.officers["center", "clerk"], kind=cgov.Kind.ISSUE)[0]
        shown = self.get("/office/item?officer=%d&item=%d" % (self.hall.officers["center", "head"], item.id)).text
        self.assertIn("要求说明的单位", shown)
        self.assertNotIn("协办单位", shown)

    def test_what_came_in_is_entered_with_when_it_did(self) -> None:
        operator = self.officer("center", "operator")
        page = Reading(self.get("/office/desk?officer=%d" % operator).text)
        form = Reading(self.get(page.link("登记来信来电来访")).text).forms[0]
        given = {**form["fields"], "title": "井盖松动", "text": "来信说井盖松动。", "place": PLACE, "channel": "letter",
                 "received": "2026-03-01T10:30", "name": "赵某某"}
        self.assertEqual(self.post(form["action"], {**given, "received": "2026-02-30T10:30"}).status, 400)
        late = {**given, "received": "2026-03-02T09:01", "key": "1" * 32}  # a minute after now
        self.assertEqual(self.post(form["action"], late).status, 409)  # the ledger says so
        got = self.post(form["action"], given)
        self.assertEqual(got.status, 303, got.text)
        code = re.search(r'class="bigcode">([^<]+)<', self.get(got.to).text)[1]
        for shown in (self.follow(code), self.get("/").text):
            self.assertIn("3月1日 10:30 收到，3月2日 09:00 登记", shown)
        self.assertIn("收到于 ", self.follow(code))
        self.assertIn("came in 1 Mar, 10:30, filed 2 Mar, 09:00", self.get("/en/").text)
        item = self.hall.items(kind=cgov.Kind.ISSUE)[0]
        self.assertEqual((item.received_at, item.opened_at), (START - 22 * words.HOUR - words.HOUR // 2, START))
        self.assertEqual(self.get("/office/report?officer=%d" % self.officer("center", "clerk")).status, 404)

    def test_from_report_to_answer(self) -> None:
        got = self.post("/report", self.blank(name="赵某某"))
        self.assertEqual(got.status, 303)
        thanks = self.get(got.to).text
        self.assertIn('class="bigcode"', thanks)
        code = re.findall("[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}", thanks)[0]
        self.assertNotIn("bigcode", self.follow(code))
        self.assertIn("现在轮到 <b>民呼回应中心</b>", self.follow(code))
        self.loop("路灯不亮")
        followed = self.follow(code)
        for said in ("已结案", "已换好灯头。", "不满意可要求重新办理。", "★★★★☆", "城市管理局 · 民呼回应专员", "三号楼前的路灯坏了一周。"):
            self.assertIn(said, followed)
        self.assertNotIn("内部", followed)
        english = self.follow(code, "/en")
        for said in ("Closed", "What happens next", "City Management Bureau · Contact", "Reopen"):
            self.assertIn(said, english)

        form = Reading(followed).form("reopen")
        got = self.post(form["action"], {**form["fields"], "reason": "又不亮了。"})
        self.assertEqual((got.status, got.to), (303, "/follow?code=" + code))
        self.assertIn("又不亮了。", self.follow(code))
        self.assertIn("办理中", self.get("/").text)
        self.assertIn("又不亮了。", self.get(self.item("urban", "contact", "路灯不亮").link("English")).text)  # in English

    def test_the_reporter_withdraws(self) -> None:
        code = self.report(name="钱某某")
        form = Reading(self.follow(code)).form("withdraw")
        self.assertIn("不能反悔", self.follow(code))
        self.assertEqual(self.post(form["action"], form["fields"]).status, 303)
        page = Reading(self.follow(code))
        self.assertIn("已撤回", self.follow(code))
        self.assertEqual(page.forms, [])

    def test_the_reporter_is_asked_for_more_and_adds(self) -> None:
        code = self.report(name="赵某某")
        self.step("center", "clerk", "路灯不亮", "ask_more", reason="哪一盏灯？", days="3")
        followed = self.follow(code)
        for said in ("现在轮到 <b>反映人</b>", "补正材料", "补正的内容", "哪一盏灯？"):
            self.assertIn(said, followed)
        self.assertIn("待补正", self.get("/").text)
        self.assertIn("别处在办", self.get("/office/desk?officer=%d" % self.officer("center", "clerk")).text)
        form = Reading(followed).form("complete")
        self.assertEqual(self.post(form["action"], {**form["fields"], "text": "东头第二盏。"}).status, 303)
        form = Reading(self.follow(code)).form("urge")
        self.assertEqual(self.post(form["action"], {**form["fields"], "text": "夜里很黑。"}).status, 303)
        self.assertIn("夜里很黑。", self.follow(code))
        self.assertIn("通知", self.get("/office/news?officer=%d" % self.officer("center", "clerk")).text)

    def test_a_question_is_answered_and_rated(self) -> None:
        code = self.report(procedure="question", title="医保在哪里办", name="孙某某")
        self.assertNotIn("医保", self.get("/").text)
        self.step("center", "clerk", "医保在哪里办", "reply", text="在街道便民大厅。")
        page = Reading(self.follow(code))
        self.assertIn("在街道便民大厅。", self.follow(code))
        form = page.form("rate")
        self.assertEqual(self.post(form["action"], {**form["fields"], "rating": "5"}).status, 303)
        self.assertIn("★★★★★", self.follow(code))

    def test_without_a_name_it_can_be_followed_and_no_more(self) -> None:
        code = self.report()
        self.loop("路灯不亮")
        followed = self.follow(code)
        self.assertIn("已换好灯头。", followed)
        self.assertNotIn("内部", followed)
        self.assertEqual(Reading(followed).forms, [])
        issue = self.hall.follow(code).issue
        refused = self.post("/follow/move", {"key": "0" * 32, "code": code, "seen": "1", "move": "reopen",
                                             "reason": "再办"})
        self.assertEqual(refused.status, 404)
        self.assertEqual(self.hall.ledger.item(self.hall.reader(self.hall.desk), issue).state, "closed")

    def test_a_part_lies_on_its_own_desk(self) -> None:
        self.report()
        self.loop("路灯不亮", 1)
        self.step("center", "dispatcher", "路灯不亮", "dispatch", lead=self.hall.offices["urban"],
                  organizations=[self.hall.offices["water"], self.hall.offices["chunhe"]])
        self.step("water", "contact", "协办件", "report_back", text="水管无关。")
        self.assertEqual(self.hall.ledger.info().parts, 2)
        self.assertIn("<dt>在办</dt><dd>1</dd>", self.get("/").text)


class Refusals(Town):
    def test_it_says_reason_line_and_citation(self) -> None:
        self.report(name="赵某某")
        self.loop("路灯不亮", 2)
        form = self.item("urban", "contact", "路灯不亮").form("object")
        for path, said in ((form["action"], "缺少必填内容"),
                           ("/en" + form["action"], "a detail the move needs is missing")):
            got = self.post(path, {**form["fields"], "key": os.urandom(16).hex()})
            self.assertEqual(got.status, 409)
            self.assertIn(said, got.text)
            self.assertIn("<code>needs reason</code>", got.text)
            self.assertIn("信访工作条例 23(3)", got.text)
            self.assertTrue(Reading(got.text).link("返回" if "返回" in got.text else "Go back").startswith(
                path.replace("move", "item")))
            line = int(re.findall(r"(?:第|line) (\d+)", got.text)[0])
            self.assertEqual(hall.rulebook().splitlines()[line - 1].strip(), "needs reason")

    def test_pages_say_what_cannot_be_done_and_why(self) -> None:
        code = self.report(name="赵某某", urgency="critical")
        self.loop("路灯不亮")
        followed = self.follow(code)
        self.assertIn("此类诉求不适用", followed)
        self.assertIn("<code>when track petition</code>", followed)

    def test_an_officer_does_only_what_is_theirs(self) -> None:
        self.report()
        self.loop("路灯不亮", 1)
        form = self.item("center", "dispatcher", "路灯不亮").form("dispatch")
        got = self.post(form["action"], {**form["fields"], "officer": self.officer("center", "checker"),
                                         "lead": self.hall.offices["urban"]})
        self.assertEqual(got.status, 409)
        self.assertIn("不是有权办这一步的人", got.text)
        stranger = self.post(form["action"], {**form["fields"], "officer": self.officer("water", "contact"),
                                              "lead": self.hall.offices["urban"]})
        self.assertEqual(stranger.status, 404)  # they see what the public sees, and it has no moves

    def test_a_form_that_somebody_was_faster_than(self) -> None:
        self.report()
        first, second = (self.item("center", "clerk", "路灯不亮") for _ in range(2))
        accept, reject = first.form("accept"), second.form("reject")
        self.assertEqual(self.post(accept["action"], accept["fields"]).status, 303)
        got = self.post(reject["action"], {**reject["fields"], "reason": "不归我们管", "channel": "elsewhere"})
        self.assertEqual(got.status, 409)
        self.assertIn("在此之后又有变动", got.text)

    def test_sent_twice_is_done_once(self) -> None:
        form = self.blank(name="赵某某")
        first, second = self.post("/report", form), self.post("/report", form)
        self.assertEqual((first.status, first.to), (second.status, second.to))
        self.assertEqual(self.hall.ledger.info().issues, 1)
        changed = self.post("/report", {**form, "text": "别的"})
        self.assertEqual(changed.status, 409)
        self.assertIn("这张表已经用于另一次提交", changed.text)

        accept = self.item("center", "clerk", "路灯不亮").form("accept")
        before = self.hall.ledger.info().seq
        self.assertEqual([self.post(accept["action"], accept["fields"]).status for _ in range(3)], [303] * 3)
        self.assertEqual(self.hall.ledger.info().seq, before + 1)

    def test_many_at_once(self) -> None:
        forms = [self.blank(title="第 %d 盏灯" % number) for number in range(12)]
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            got = list(pool.map(lambda form: self.post("/report", form), forms + forms))
        self.assertEqual({answer.status for answer in got}, {303})
        self.assertEqual(len({answer.to for answer in got}), 12)
        self.assertEqual(self.hall.ledger.info().issues, 12)


class Strangers(Town):
    def refused(self, status: int, method: str, path: str, body: Optional[bytes] = None,
                headers: Dict[str, str] = FORM) -> Got:
        got = self.ask(method, path, body, headers)
        self.assertEqual(got.status, status, (method, path, got.text[:300]))
        if method != "HEAD":
            Reading(got.text)
        return got

    def test_markup_stays_words(self) -> None:
        evil = "<script>alert('1')</script>&amp;\"><b>"
        code = self.report(title=evil, text=evil, name=evil)
        for path in ("/", "/en/", "/follow?code=" + code, "/office/desk?officer=%d" % self.officer("center", "clerk")):
            text = self.get(path).text
            self.assertIn("&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&amp;amp;&quot;&gt;&lt;b&gt;", text)
            self.assertNotIn("<script", text)

    def test_values_that_no_form_sends(self) -> None:
        seq = self.hall.ledger.info().seq
        for change in ({"title": ""}, {"title": " \r\n "}, {"title": "长" * 61}, {"text": ""}, {"text": "长" * 2001},
                       {"name": "长" * 41}, {"place": ""}, {"place": "1"}, {"place": "x"}, {"urgency": "now"},
                       {"urgency": ""}, {"matter": "nothing"}, {"procedure": "part"}, {"key": "short"}, {"key": ""},
                       {"title": "a\0b"}, {"title": "a\nb"}, {"text": "a\x1bb"}, {"name": "\u202eabc", "text": "x"}):
            with self.subTest(change):
                got = self.post("/report", self.blank(**change))
                self.assertEqual(got.status, 400, got.text)
                Reading(got.text)
        self.assertEqual(self.post("/report", {}).status, 400)
        for change in ({"text": "a\x1bb", "name": "赵某某"}, {"title": "a\u202eb", "name": "赵某某"}):
            self.assertEqual(self.post("/report", self.blank(**change)).status, 400)
        self.assertEqual(self.hall.ledger.info().seq, seq)  # and no resident was left behind

    def test_lines_end_as_the_ledger_wants_them(self) -> None:
        code = self.report(text="一\r\n二")
        self.assertIn("<p>一\n二</p>", self.follow(code))

    def test_requests_that_cannot_be(self) -> None:
        self.report()
        good = urlencode(self.blank()).encode()
        digest = self.hall.ledger.journal_digest()
        self.refused(400, "POST", "/report", good + b"&text=%ff%fe")
        self.refused(400, "POST", "/report", good.replace(b"text=", b"text=\xff"))
        self.refused(400, "POST", "/report", b"&".join(b"a%d=1" % n for n in range(100)))
        self.refused(413, "POST", "/report", b"text=" + b"x" * (1 << 20))
        self.refused(415, "POST", "/report", good, {"Content-Type": "application/json"})
        self.refused(403, "POST", "/report", good, {**FORM, "Sec-Fetch-Site": "cross-site"})
        self.refused(400, "GET", "/follow?code=%ff")
        for path in ("/nothing", "/en/nothing", "/enter", "/style.css/", "/../hall.py", "/%2e%2e/hall.py",
                     "/issue", "/issue?item=", "/issue?item=abc", "/issue?item=-1", "/issue?item=99999999999999999999",
                     "/issue?item=52776558143000", "/issue?item=1", "/follow?code=AAAA-AAAA-AAAA-AAAA", "/follow?code=%27%3b--"):
            self.refused(404, "GET", path)
        for path in ("/office/desk", "/office/desk?officer=7", "/office/item?officer=7&item=7", "/meet?me=7", "/tell", "/decide?me=x"):
            self.refused(403, "GET", path)
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
            got = self.refused(405, method, "/report", good)
            self.assertEqual(got.headers["Allow"], "GET, POST")
        self.refused(405, "POST", "/")
        self.refused(405, "GET", "/office/move")
        self.refused(200, "HEAD", "/")
        self.assertEqual(self.hall.ledger.journal_digest(), digest)

    def test_bytes_that_are_no_request(self) -> None:
        for raw in (b"\r\n\r\n", b"NONSENSE\r\n\r\n", b"FOO / HTTP/1.1\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
                    b"GET http://[/ HTTP/1.1\r\n\r\n", b"GET //[ HTTP/1.0\r\n\r\n",
                    b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n\r\n", b"\xff\xfe\x00" * 9 + b"\r\n\r\n",
                    b"POST /report HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n",
                    b"POST /report HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
                    b"POST /report HTTP/1.1\r\nContent-Length: 1e3\r\n\r\n"):
            with socket.create_connection(self.server.server_address[:2], timeout=20) as line:
                line.sendall(raw)
                line.shutdown(socket.SHUT_WR)
                answer = b""
                for part in iter(lambda: line.recv(65536), b""):
                    answer += part
            self.assertNotIn(b"Traceback", answer)
            self.assertNotIn(b"NONSENSE", answer)
            self.assertNotIn(b" 200 ", answer[:20])
        self.assertEqual(self.get("/").status, 200)

    def test_a_storage_that_fails_is_tried_anew(self) -> None:
        self.report()

        def fail() -> None:
            raise cgov.Poisoned(cgov.Fault(status=-23))

        before, log = self.hall.ledger, io.StringIO()
        self.hall.catch_up = fail  # type: ignore[method-assign]
        with contextlib.redirect_stderr(log):
            got = self.get("/")
        del self.hall.catch_up
        self.assertEqual(got.status, 503)
        self.assertNotIn("POISONED", got.text)
        self.assertIn("CGOV_E_POISONED", log.getvalue())
        self.assertIsNot(self.hall.ledger, before)
        self.assertIn("路灯不亮", self.get("/").text)

    def test_every_answer_carries_its_guards(self) -> None:
        for path in ("/", "/report", "/follow", "/office", "/nothing", "/style.css", "/icon.svg"):
            headers = self.get(path).headers
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
            self.assertNotIn("script-src", headers["Content-Security-Policy"])
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(headers["Cache-Control"], "no-store")
            self.assertNotIn("Python", headers["Server"])

    def test_markup_escapes_whatever_is_not_markup(self) -> None:
        made = markup.h("p", "<", ["&", None, markup.h("b", 1)], False, title='"', hidden=True, lang=None)
        self.assertEqual(made, '<p title="&quot;" hidden>&lt;&amp;<b>1</b></p>')


class Secrets(Town):
    def test_what_the_public_does_not_see(self) -> None:
        self.report(title="可以公开的", name="赵公开", text="正文一")
        secret = [self.report(title="隐去的", name="钱隐去", text="正文二", masked="1"),
                  self.report(title="家里的", name="孙家里", text="正文三", matter="family"),
                  self.report(title="问一问", name="李提问", text="正文四", procedure="question")]
        pages = "".join(self.get(path).text for path in ("/", "/en/"))
        link = Reading(self.get("/").text).link("可以公开的")
        pages += self.get(link).text + self.get("/en" + link).text
        for hidden in ("隐去的", "家里的", "问一问", "赵公开", "钱隐去", "孙家里", "李提问", "正文"):
            self.assertNotIn(hidden, pages)
        self.assertIn("<dt>在办</dt><dd>1</dd>", self.get("/").text)
        for code in secret:
            self.assertEqual(self.get("/issue?item=%d" % self.hall.follow(code).issue).status, 404)
            self.assertIn("正文", self.follow(code))

    def test_who_handles_a_masked_one_does_not_learn_who(self) -> None:
        self.report(name="钱隐去", masked="1")
        self.loop("路灯不亮", 3)
        officer = self.officer("urban", "contact")
        desk = self.get("/office/desk?officer=%d" % officer).text
        page = self.get(Reading(desk).link("路灯不亮")).text
        self.assertIn("路灯不亮", page)
        self.assertNotIn("钱隐去", page)
        clerk = self.get(Reading(desk).link("路灯不亮").replace(str(officer), str(self.officer("center", "clerk")))).text
        self.assertIn("钱隐去", clerk)

    def test_the_code_is_nowhere_in_the_ledger(self) -> None:
        code = self.report(name="赵某某")
        kept = b"".join(path.read_bytes() for path in pathlib.Path(self.directory).iterdir())
        self.assertIn("路灯不亮".encode(), kept)
        self.assertNotIn(code.encode(), kept)
        self.assertNotIn(code.replace("-", "").encode(), kept)
        self.assertIn(hall.seal(code).encode(), kept)

    def test_a_code_is_read_however_it_is_typed(self) -> None:
        code = hall.code_of("0" * 32)
        self.assertEqual(len(code), 19)
        for typed in (code.lower(), code.replace("-", ""), " %s " % code.replace("-", " "),
                      code.replace("0", "O").replace("1", "l")):
            self.assertEqual(hall.seal(typed), hall.seal(code))
        self.assertNotEqual(hall.code_of("0" * 31 + "1"), code)


class Time(Town):
    def test_what_is_urgent_is_due_sooner(self) -> None:
        said = {"normal": "3月3日 09:00", "urgent": "3月2日 11:00", "critical": "3月2日 10:00"}  # to be passed on, of HOTLINE_BJ
        for urgency, due in said.items():
            shown = self.follow(self.report(title=urgency, urgency=urgency))
            self.assertIn("<b>转办</b><span><time datetime=", shown)
            self.assertIn(due, shown)

    def test_a_second_worker_reads(self) -> None:
        code = self.report(name="赵某某")
        beside = hall.Hall(self.directory, clock=lambda: self.now, reads=True)
        self.addCleanup(beside.close)
        site = web.Site(beside)
        nothing = lambda: b""  # noqa: E731
        self.assertIn("路灯不亮", site.answer("GET", "/", nothing).body.decode())
        self.report(title="后来的")
        self.assertIn("后来的", site.answer("GET", "/", nothing).body.decode())
        self.assertIn("路灯不亮", site.answer("GET", "/follow?code=" + code, nothing).body.decode())
        form = urlencode({**self.blank(), "name": ""}).encode()
        answer = site.answer("POST", "/report", lambda: form)
        self.assertEqual(answer.status, 503)
        self.assertIn("这里只供查看", answer.body.decode())
        self.now += 40 * words.DAY  # time is the writer's to tell too
        self.assertNotIn("已告知", site.answer("GET", "/follow?code=" + code, nothing).body.decode())
        self.get("/")
        self.assertIn("已告知", site.answer("GET", "/follow?code=" + code, nothing).body.decode())
        empty = tempfile.TemporaryDirectory()
        self.addCleanup(empty.cleanup)
        with self.assertRaises(cgov.NotFound):
            hall.Hall(empty.name, reads=True)

    def test_what_is_late_shows_it(self) -> None:
        code = self.report(name="赵某某")
        self.loop("路灯不亮", 2)
        self.now += 4 * words.DAY
        board = self.get("/").text
        self.assertIn('<div class="late"><dt>其中逾期</dt><dd>1</dd></div>', board)
        self.assertIn("已逾期", board)
        self.assertIn("4 天前登记", board)
        self.assertIn("签收逾期，已告知 城市管理局", self.follow(code))
        self.assertIn("late, told to City Management Bureau", self.follow(code, "/en"))

    def test_what_is_done_leaves_the_board_in_time(self) -> None:
        code = self.report(name="赵某某")
        self.loop("路灯不亮")
        closed = self.now
        self.now = closed + 30 * words.DAY
        self.assertIn("近期办结 <small>1</small>", self.get("/").text)
        self.now += 1
        self.assertNotIn("近期办结 <small>1</small>", self.get("/").text)
        self.now = closed + 60 * words.DAY  # archived by time, 15 days ago: it was closed before
        self.assertIn("已归档", self.follow(code))
        self.assertNotIn("近期办结 <small>1</small>", self.get("/").text)
        self.now += 40 * words.DAY
        self.assertNotIn("路灯不亮", self.get("/").text)

    def test_what_was_turned_away_is_not_closed(self) -> None:
        self.report()
        self.step("center", "clerk", "路灯不亮", "reject", reason="不属本级", channel="litigation")
        board = self.get("/").text
        self.assertNotIn("路灯不亮", board)
        self.assertIn('<div class="done"><dt>近三十天办结</dt><dd>0</dd></div>', board)

    def test_a_clock_set_back_stops_nobody(self) -> None:
        self.report()
        self.now -= 5 * words.DAY
        self.report(title="第二件")
        self.assertIn("第二件", self.get("/").text)

    def test_the_calendars_end_is_said_60_days_before(self) -> None:
        end = 1798732799999  # 2026-12-31 23:59:59.999 in China
        for left, said in ((60 * words.DAY + 1, False), (60 * words.DAY, True), (1, True)):
            self.now = end - left
            desk = "/office/desk?officer=%d" % self.officer("center", "clerk")
            self.assertEqual("工作日历只到" in self.get(desk).text, said)
            self.assertEqual("The calendar of working days ends" in self.get("/en" + desk).text, said)
        self.assertNotIn("工作日历只到", self.get("/").text)  # it is the offices' to mend

    def test_a_town_s_life(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            lived = sample.hall(directory, START)
            items = lived.items(kind=cgov.Kind.ISSUE)
            states = sorted(item.state for item in items if not item.parent)
            given = [item.state for item in items if item.parent]  # by a meeting, which is public
            lived.close()
        self.assertEqual(states, ["closed"] * 3 + ["dispatched", "handled", "handling", "registered", "signed"])
        self.assertEqual(given, ["assigned"])


class Restart(unittest.TestCase):
    def serve(self, directory: str, *more: str) -> Tuple[subprocess.Popen, str]:
        process = subprocess.Popen([sys.executable, str(COMMAND), "--port", "0", "--data", directory, *more],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        url = process.stdout.readline().strip()
        if not url:
            self.fail(process.stderr.read())
        return process, url

    def ask(self, url: str, path: str, form: Optional[Dict[str, str]] = None) -> Got:
        line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
        line.request("POST" if form else "GET", path, urlencode(form) if form else None, FORM if form else {})
        answer = line.getresponse()
        got = Got(answer.status, answer.headers, answer.read().decode())
        line.close()
        return got

    def stop(self, process: subprocess.Popen, by: int) -> str:
        process.send_signal(by)
        self.assertEqual(process.wait(20), 0)
        return process.stderr.read()

    def test_nothing_is_kept_beside_the_ledger(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            process, url = self.serve(directory)
            self.assertTrue(url.startswith("http://127.0.0.1:"))
            form = {"title": "路灯不亮", "text": "三号楼", "place": PLACE, "procedure": "issue", "urgency": "normal",
                    "name": "赵某某", "key": os.urandom(16).hex()}
            to = self.ask(url, "/report", form).to
            self.assertEqual(self.ask(url, to).status, 200)
            log = self.stop(process, signal.SIGTERM)
            self.assertIn("GET /follow 200", log)
            self.assertNotIn("code", log)
            process, url = self.serve(directory, "--library", os.environ.get("CGOV_LIBRARY", cgov._lib._name))
            self.assertIn("三号楼", self.ask(url, to).text)
            second = subprocess.run([sys.executable, str(COMMAND), "--port", "0", "--data", directory],
                                    stderr=subprocess.PIPE, universal_newlines=True)
            self.assertEqual((second.returncode, second.stderr.splitlines()[1:]), (1, []))
            self.assertIn("CGOV_E_BUSY", second.stderr)
            self.assertIn("路灯不亮", self.ask(url, "/").text)
            self.assertEqual(self.ask(url, "/report", form).to, to)
            self.stop(process, signal.SIGINT)

    def test_a_start_cut_short_is_finished_by_the_next(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            with cgov.FileStorage(directory) as storage:
                cgov.Ledger.create(START, rulebook=hall.rulebook(), organization="桥东区", resident="王某", calendar="cn",
                                   storage=storage)
            seqs = []
            for _ in range(2):
                town = hall.Hall(directory, clock=lambda: START)
                self.assertEqual(len(list(town.organizations())), 1 + len(hall.TOWN))
                seqs.append(town.ledger.info().seq)
                town.close()
            self.assertEqual(seqs[0], seqs[1])


@unittest.skipUnless(chromium.found(), "no Chromium on PATH")
class Browser(Town):
    """As a person uses it: typing, choosing, clicking. CGOV_PICTURES names a directory for pictures to look at."""

    WIDTHS = ((320, 700), (390, 844), (1280, 900))

    def setUp(self) -> None:
        super().setUp()
        self.tab = chromium.Chromium(chromium.found() or "")
        self.addCleanup(self.tab.close)
        self.signed_in = ""

    def seen(self, name: str) -> None:
        """The page fits a phone and a desk, and its styles came."""
        pictures = os.environ.get("CGOV_PICTURES")
        for width, height in self.WIDTHS:
            self.tab.size(width, height)
            root = "document.documentElement"
            self.assertEqual(self.tab.look("%s.scrollWidth - %s.clientWidth" % (root, root)), 0, (name, width))
            hidden = self.tab.look("[...document.querySelectorAll('nav a')].filter(e => e.getBoundingClientRect().right > "
                                   "document.documentElement.clientWidth).length")
            self.assertEqual(hidden, 0, (name, width))
            small = self.tab.look("[...document.querySelectorAll('button, nav a, form input:not([type=hidden]):not("
                                  "[type=checkbox]), select')].filter(e => e.checkVisibility() && e.offsetHeight < 44)"
                                  ".length")
            self.assertEqual(small, 0, (name, width))
            if pictures:
                self.tab.picture(os.path.join(pictures, "%s_%d.png" % (name, width)))

    def go(self, path: str) -> None:
        """To a page of ours, signed in as whoever the address names."""
        acts = re.search("[?&](?:officer|me)=([1-9][0-9]*)", path)
        if acts and acts[1] != self.signed_in:
            self.sign_in(acts[1])
        self.tab.go(self.server.url + path)

    def sign_in(self, actor: str) -> None:
        self.tab.go(self.server.url + "/sign-in")
        self.tab.click('button[value^="%s."]' % actor)
        self.signed_in = actor

    def text(self) -> str:
        return self.tab.look("document.querySelector('main').innerText")

    def at_desk(self, office: str, role: str, move: str) -> None:
        """An officer finds the report on their desk, and opens a move's form."""
        self.sign_in(str(self.officer(office, role)))
        self.tab.click(".issue h3 a")
        self.tab.look("(document.querySelector('input[value=%s]').closest('details') || {}).open = true" % move)
        self.seen(move)

    def test_the_menu_is_whole(self) -> None:
        """In both languages, signed in and not, as wide as a phone, a tablet, a desk."""
        cut = {}
        for who in ("nobody", "clerk"):
            if who == "clerk":
                self.sign_in(str(self.officer("center", "clerk")))
            for path in ("/", "/en/"):
                self.tab.go(self.server.url + path)
                for width in (320, 390, 440, 441, 600, 768, 799, 800, 900, 1024, 1280):
                    self.tab.size(width, 800)
                    over = self.tab.look("(e => e.scrollWidth - e.clientWidth)(document.querySelector('nav'))")
                    if over:
                        cut[who, path, width] = over
        self.assertEqual(cut, {})

    def test_a_person_reports_and_is_answered(self) -> None:
        tab = self.tab
        tab.size(390, 844)
        self.go("/")
        self.seen("board_empty")
        tab.click(".ways a")
        self.seen("report")
        tab.click("main form > button", turns=False)  # the browser asks for what is missing
        self.assertEqual(tab.look("location.pathname"), "/report")
        tab.type("[name=title]", "小区门口的斑马线看不清了")
        tab.type("[name=text]", "漆磨没了，\n孩子上学过马路危险。")
        tab.choose("[name=place]", PLACE)
        tab.click("[name=urgency][value=urgent]", turns=False)
        tab.type("[name=name]", "赵某某")
        tab.click("main form > button")
        self.seen("thanks")
        code = tab.look("document.querySelector('.bigcode').textContent")
        self.assertRegex(code, "^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$")

        submit = "input[value=%s] ~ button"
        self.at_desk("center", "clerk", "accept")
        tab.click(submit % "accept")
        self.at_desk("center", "dispatcher", "dispatch")
        tab.choose("[name=lead]", str(self.hall.offices["urban"]))
        tab.type("[name=note]", "内部")
        tab.click(submit % "dispatch")
        self.at_desk("urban", "contact", "sign")
        tab.click(submit % "sign")
        tab.click(submit % "start")
        self.at_desk("urban", "contact", "done")
        tab.click("[name=result][value=solved]", turns=False)
        tab.click(submit % "done")
        self.at_desk("urban", "contact", "answer")
        tab.type("[name=text]", "斑马线已重新划好。")
        tab.click(submit % "answer")
        self.at_desk("center", "checker", "pass")
        tab.click("[name=rating][value='5']", turns=False)
        tab.click(submit % "pass")

        self.go("/follow")
        self.seen("follow")
        tab.type("[name=code]", code.lower())
        tab.click("main form > button")
        self.assertIn("斑马线已重新划好。", self.text())
        self.assertIn("★★★★★", self.text())
        self.assertNotIn("内部", self.text())
        self.seen("followed")
        tab.click(".turn")
        self.assertIn("What happens next", self.text())
        self.seen("followed_en")
        tab.click("details:has(input[value=reopen]) > summary", turns=False)
        tab.type("form:has(input[value=reopen]) [name=reason]", "又看不清了")
        tab.click(submit % "reopen")
        self.assertIn("Handling", self.text())
        self.assertEqual(tab.look("location.pathname"), "/en/follow")
        self.go("/")
        self.assertIn("小区门口的斑马线看不清了", self.text())
        self.seen("board")
        wrong = [event["params"] for event in tab.events
                 if event.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")]
        self.assertEqual(wrong, [])

    def test_hostile_words_run_nothing(self) -> None:
        evil = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
        code = self.report(title=evil[:60], text=evil, name=evil[:40])
        for path in ("/", "/follow?code=" + code):
            self.go(path)
            self.assertNotEqual(self.tab.look("document.title"), "run")
            self.assertEqual(self.tab.look("document.querySelectorAll('script, img, [onerror]').length"), 0)
            self.seen("hostile")

    def test_as_a_dump_of_the_page(self) -> None:
        self.report(title="可以公开的", name="赵公开")
        with tempfile.TemporaryDirectory() as profile:
            dumped = subprocess.run(
                [chromium.found(), "--headless=new", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + profile,
                 "--dump-dom", self.server.url + "/en/"],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, encoding="utf-8", check=True).stdout
        self.assertIn("可以公开的", dumped)
        self.assertIn("Every report gets an answer", dumped)
        self.assertNotIn("赵公开", dumped)


if __name__ == "__main__":
    tap.main()
