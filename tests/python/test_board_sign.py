"""The demonstration sign-in over HTTP: who acts is who is signed in, and each sees first what is theirs to do."""

import unittest
from typing import List, Tuple
from urllib.parse import urlencode

import tap

import cgov
import chromium
import test_board_decisions as decisions
import test_board_server as board_server
from test_board_server import FORM, Reading, Town

OFFICES = (("center", "clerk", "/office/desk"), ("center", "operator", "/office/report"), ("urban", "contact", "/office/desk"),
           ("urban", "head", "/office/desk"), ("owners", "teller", "/tell"), ("board", "teller", "/tell"))


class Signing(Town):
    def as_of(self, actor: int) -> str:
        """The value of their button on the page."""
        return "%d.%s" % (actor, self.get("/sign-in").text.split('name="as" value="%d.' % actor)[1].partition('"')[0])

    def enter(self, actor: int, **more: str) -> Tuple[str, str]:
        """Signs in; where that leads, and the cookie."""
        got = self.ask("POST", "/sign-in", urlencode({"as": self.as_of(actor), **more}).encode(), FORM)
        self.assertEqual(got.status, 303, got.text)
        cookie = got.headers["Set-Cookie"]
        for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(part, cookie)
        return got.to, cookie.partition(";")[0]

    def status(self, path: str, cookie: str = "", body: bytes = b"") -> int:
        return self.ask("POST" if body else "GET", path, body or None, {**FORM, "Cookie": cookie}).status

    def test_each_role_sees_first_what_is_theirs(self) -> None:
        for office, role, path in OFFICES:
            actor = self.officer(office, role)
            to, cookie = self.enter(actor)
            self.assertEqual(to, "%s?officer=%d" % (path, actor))
            self.assertEqual(self.status(to, cookie), 200)
            office_page = self.ask("GET", "/office", None, {"Cookie": cookie})
            self.assertEqual((office_page.status, office_page.to), (303, to))
        founder = self.hall.ledger.info().founder
        self.assertEqual(self.enter(founder)[0], "/office/desk?officer=%d" % founder)
        neighbour = self.hall.neighbours[0]
        self.assertEqual(self.enter(neighbour)[0], "/decide?me=%d" % neighbour)
        self.assertEqual(self.enter(neighbour, to="/meet")[0], "/meet?me=%d" % neighbour)
        self.assertEqual(self.enter(neighbour, to="//elsewhere.example")[0], "/decide?me=%d" % neighbour)

    def test_supervision_is_told_what_is_late_below(self) -> None:
        code = self.report()
        self.step("center", "clerk", "路灯不亮", "accept")
        self.step("center", "dispatcher", "路灯不亮", "dispatch", lead=str(self.hall.offices["urban"]))
        self.now += 9 * 86_400_000
        founder = self.hall.ledger.info().founder
        text = self.get("/office/desk?officer=%d" % founder).text
        tiles = text.split('class="tiles pairs"')[1].split("</dl>")[0]
        self.assertIn("可以过问", tiles)
        self.assertIn('class="late"', tiles)
        self.assertIn("路灯不亮", text)
        self.assertTrue(code)

    def test_nobody_acts_who_is_not_signed_in(self) -> None:
        self.report()
        clerk, head = self.officer("center", "clerk"), self.officer("center", "head")
        issue = self.hall.items(clerk, kind=cgov.Kind.ISSUE)[0].id
        paths = ["/office/desk?officer=%d" % clerk, "/office/item?officer=%d&item=%d" % (clerk, issue), "/meet?me=%d" % clerk,
                 "/decide?me=%d" % clerk, "/tell?officer=%d" % clerk, "/office/figures?officer=%d" % clerk]
        own, another = self.enter(clerk)[1], self.enter(head)[1]
        digest = self.hall.ledger.journal_digest()
        for path in paths:
            self.assertEqual(self.status(path), 403, path)
            self.assertEqual(self.status(path, another), 403, path)
            self.assertEqual(self.status(path, "board=" + "x" * 32), 403, path)
            self.assertEqual(self.status(path, own), 200, path)
        form = Reading(self.get(paths[1]).text).form("accept")
        for cookie in "", another, own + "x":
            self.assertEqual(self.status(form["action"], cookie, urlencode(form["fields"]).encode()), 403)
        self.assertEqual(self.hall.ledger.journal_digest(), digest)
        self.assertEqual(self.status(form["action"], own, urlencode(form["fields"]).encode()), 303)

    def test_what_no_button_says_signs_nobody_in(self) -> None:
        clerk = self.officer("center", "clerk")
        center = self.hall.offices["center"]
        for given in ("", "x", "1", "%d" % clerk, "%d.%d.head" % (clerk, center), "%d.%d.clerk" % (clerk, center + 1), "7.0.",
                      "%d.0.clerk" % clerk, "%d.0.." % clerk, "\u0663.0.", "-1.0."):
            got = self.ask("POST", "/sign-in", urlencode({"as": given}).encode(), FORM)
            self.assertEqual((got.status, got.headers["Set-Cookie"]), (404, None), given)

    def test_signing_out_and_losing_an_office_end_it(self) -> None:
        clerk, head = self.officer("center", "clerk"), self.officer("urban", "head")
        to, cookie = self.enter(clerk)
        got = self.ask("POST", "/sign-out", b"", {**FORM, "Cookie": cookie})
        self.assertEqual((got.status, got.to), (303, "/"))
        self.assertIn("Max-Age=0", got.headers["Set-Cookie"])
        self.assertEqual(self.status(to, cookie), 403)
        to, cookie = self.enter(head)
        ledger = self.hall.ledger
        ledger.appoint(self.hall.act(ledger.info().founder), head, self.hall.offices["urban"], "head", end=True)
        self.now += 1
        self.assertEqual(self.status(to, cookie), 403)


@unittest.skipUnless(chromium.found(), "no Chromium on PATH")
class Browser(board_server.Browser, decisions.Deciding):
    """Each role's way in, on a phone, a tablet and a desk, in both languages."""

    WIDTHS = ((360, 740), (768, 1024), (1280, 900))
    test_a_person_reports_and_is_answered = test_hostile_words_run_nothing = test_as_a_dump_of_the_page = test_the_menu_is_whole = None

    def test_each_role_signs_in_and_sees_first_what_is_theirs(self) -> None:
        tab = self.tab
        code = self.report()
        self.step("center", "clerk", "路灯不亮", "accept")
        people: List[Tuple[str, int]] = [("%s_%s" % (office, role), self.officer(office, role)) for office, role, _ in OFFICES]
        people += [("supervision", self.hall.ledger.info().founder), ("resident", self.hall.neighbours[0])]
        for lang in "", "/en":
            tab.go(self.server.url + lang + "/sign-in")
            self.seen("sign_in" + lang.replace("/", "_"))
            for name, actor in people:
                tab.go(self.server.url + lang + "/sign-in")
                tab.click('button[value^="%d."]' % actor)
                self.assertIn(str(actor), tab.look("location.search"))
                self.seen("first_%s%s" % (name, lang.replace("/", "_")))
                tab.click(".signing button")
                self.assertEqual(tab.look("location.pathname"), lang + "/")
            tab.go(self.server.url + lang + "/sign-in")
            tab.type("[name=code]", code)
            tab.click("form[action$='/follow'] button")
            self.assertIn("路灯不亮", self.text())
            self.seen("first_reporter" + lang.replace("/", "_"))
        self.assertEqual([event for event in tab.events if event.get("method") == "Runtime.exceptionThrown"], [])


if __name__ == "__main__":
    tap.main()
