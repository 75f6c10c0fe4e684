"""A demonstration sign-in: who somebody is and in which office; and what each sees first.

A real host asks its own sign-in, and lets nobody choose. What it keeps of the answer is what is kept here: behind a cookie,
who it is. No address and no form says so instead: one that names another is refused. The reporter's sign-in is their code.
"""

import collections
import http.cookies
import secrets
from typing import Dict, List, NamedTuple, Optional, Tuple

import cgov

from board.advice import Advice
from board.hall import Hall
from board.markup import Html, h
from board.view import Trouble, shows_done

COOKIE = "board"
MOST = 10_000  # signed in at once; the first of them are signed out
AS_RESIDENT = ("/meet", "/decide")  # where whoever holds an office is a resident too
ACTORS = ("officer", "me")  # what names in addresses and forms who acts, at the office and elsewhere


class Signed(NamedTuple):
    """Somebody, in an office; as a resident `organization` is 0."""

    resident: int
    organization: int = 0
    role: str = ""


class Sessions:
    """Who is signed in, in memory: a restart signs everybody out."""

    def __init__(self) -> None:
        self.known: "collections.OrderedDict[str, Signed]" = collections.OrderedDict()

    def begin(self, signed: Signed) -> str:
        """The header that sets the cookie."""
        token = secrets.token_urlsafe(24)
        self.known[token] = signed
        while len(self.known) > MOST:
            self.known.popitem(last=False)
        return "%s=%s; Path=/; HttpOnly; SameSite=Strict" % (COOKIE, token)

    @staticmethod
    def token(cookies: str) -> str:
        """What a request's header brings."""
        try:
            jar = http.cookies.SimpleCookie(cookies)
        except http.cookies.CookieError:
            return ""
        return jar[COOKIE].value if COOKIE in jar else ""

    def of(self, cookies: str, hall: Hall) -> Optional[Signed]:
        """Who sends this; nobody whose office has ended meanwhile."""
        signed = self.known.get(self.token(cookies))
        if signed and signed.organization and signed not in map(Signed._make, hall.posts()):
            return None
        return signed

    def end(self, cookies: str) -> str:
        """Signs out: the header that takes the cookie back."""
        self.known.pop(self.token(cookies), None)
        return "%s=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict" % COOKIE


def first_page(signed: Signed, to: str = "") -> Tuple[str, Dict[str, object]]:
    """What they see first: where they were sent from, else what is theirs to do."""
    if to in AS_RESIDENT or not signed.organization:
        return to if to in AS_RESIDENT else "/decide", {"me": signed.resident}
    path = {"operator": "/office/report", "teller": "/tell", "trustee": "/tell", "auditor": "/office/figures"}.get(signed.role, "/office/desk")
    return path, {"officer": signed.resident}


class SignIn(Advice):
    """Its page, and the first pages that are nobody else's."""

    def sign_in(self, to: str = "") -> str:
        """Who are you, and in which office?"""
        full = self.hall.ledger.info().founder  # this list reads as the founder: see the note on the page
        groups: Dict[int, List[Html]] = {}
        for resident, organization, role in self.hall.posts():
            if resident != self.hall.desk and role != "founder":
                groups.setdefault(organization, []).append(self.chosen(
                    self.title_of(cgov.RuleKind.ROLE, "", role), self.hall.words(full, resident, "name"), resident, organization, role))
        people = [self.chosen(self.say("居民", "Resident"), self.hall.words(full, id, "name"), id)
                  for id in self.hall.neighbours + self.hall.villagers]
        note = self.say("演示用：真实的系统在这里认证身份，绝不把名单给人挑选。",
                        "For demonstration: a real host authenticates here, and lets nobody choose.")
        code = h("form", h("label", h("span", self.say("查询码", "Code"), h("small", self.say(
            "反映问题时给您的十六位。", "The 16 characters you were given with your report."))),
                           h("input", name="code", required=True, maxlength=40, autocomplete="off", autocapitalize="characters",
                             spellcheck="false", class_="codebox")),
                 h("button", self.say("看我反映的事", "See my report")), action=self.link("/follow"))
        return self.document(
            self.say("登录", "Sign in"), h("h1", self.say("您是谁，以什么身份？", "Who are you, and in which office?")),
            h("p", note, class_="notice"),
            h("section", h("h2", self.say("反映人", "Who reported")), code, class_="card"),
            h("form", h("input", type="hidden", name="to", value=to) if to in AS_RESIDENT else None,
              h("section", h("h2", self.say("居民", "Residents")), h("ul", people, class_="officers"), class_="card"),
              [h("section", h("h2", self.organization(id)), h("ul", rows, class_="officers"), class_="card")
               for id, rows in groups.items()], method="post", action=self.link("/sign-in"), class_="sign"),
            here="/sign-in", other="/sign-in")

    @staticmethod
    def chosen(title: str, name: str, resident: int, organization: int = 0, role: str = "") -> Html:
        """One to sign in as."""
        return h("li", h("button", h("b", title), " ", h("span", name), name="as", value="%d.%d.%s" % (resident, organization, role)))

    def signed_as(self, given: str) -> Signed:
        """Whom a button of that page names."""
        parts = given.split(".")
        if len(parts) == 3 and parts[0].isascii() and parts[0].isdigit() and parts[1].isascii() and parts[1].isdigit():
            signed = Signed(int(parts[0]), int(parts[1]), parts[2])
            if signed in map(Signed._make, self.hall.posts()) or (
                    not signed.organization and not signed.role and signed.resident in self.hall.people()):
                return signed
        raise Trouble(404, ("没有这个人", "There is nobody like that"))

    def who(self, officer: int) -> Html:
        """The line that says who is signed in, and in which office."""
        posts, signed = self.posts(), self.signed
        office = "%s · %s" % (self.organization(signed.organization), self.title_of(cgov.RuleKind.ROLE, "", signed.role)) \
            if signed and signed.organization else posts.get(officer, "")
        return h("p", office, " · ", self.hall.words(officer, officer, "name"), " · ",
                 h("a", self.say("换人", "somebody else"), href=self.link("/sign-in")), class_="notice")

    def to_count(self, officer: int) -> str:
        """What a teller sees first: what is to be counted, soonest due first, and what was."""
        items = [item for resident, organization, role in self.hall.posts() if resident == officer and role in ("teller", "trustee")
                 for item in self.hall.items(officer, kind=cgov.Kind.MOTION, organization=organization, by_due=True)
                 if item.procedure in self.hall.deciding]
        lists = [self.listed(name, self.say(zh, en), officer, [item for item in items if shows_done(item) == done],
                             self.say("没有。", "None."), to="/tell/item", officer=officer)
                 for name, zh, en, done in (("count", "要计票的", "To be counted", False), ("counted", "已有结果的", "Decided", True))]
        return self.document(self.say("计票", "Counting"), h("h1", self.say("计票", "Counting")), self.who(officer), lists,
                             here="/office", other="/tell?officer=%d" % officer, wide=True)
