"""HTTP: from a socket to a page and back. The library knows nothing of it; all that strangers send is measured here."""

import functools
import pathlib
import re
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple, Union
from urllib.parse import parse_qs

import cgov

from board.hall import PLACES, Hall, derived
from board.decide import DECIDE, ONLINE
from board.meet import OFFICER, RESIDENT, Desk
from board.pages import Pages
from board.photos import PHOTO_MOST, kind_of, parts_of, split
from board.sealed import SEALED, ballot_of, proof_of
from board.sign import ACTORS, Sessions, first_page
from board.tell import TELL, bundle_lines
from board.view import Trouble
from board.words import FIELDS, NAME_MOST, Ask, Field, Unfit, chosen, details_of, words_of

_WHERE = pathlib.Path(__file__).resolve().parent
BODY_MOST = 64 << 10  # bytes of a form that are read; a report of 2,000 characters, percent-encoded, is a third of it
DRAIN_MOST = 4 << 20  # bytes read and thrown away, so that who sent too much still hears so
SECONDS = 10  # that a connection may keep silent

HEADERS = {
    # Nothing but our own style sheet, icon and forms; no script at all. So a text that got past the escaping is a text.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
                               "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # an address may hold a code
    "Cache-Control": "no-store",  # and so may a page; a form's key is for one reader
}
WITH_SCRIPT = HEADERS["Content-Security-Policy"] + "; script-src 'self'"  # of pages that run recount.js, proof.js, seal.js
ICON = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" '
        'fill="#0b5cad"/><path d="M8 9h16v11H15l-5 5v-5H8z" fill="#fff"/></svg>')


class Answer:
    """What goes back."""

    def __init__(self, status: int = 200, body: Union[str, bytes] = "", kind: str = "text/html; charset=utf-8",
                 **headers: str) -> None:
        self.status, self.kind, self.headers = status, kind, headers
        self.body = body.encode() if isinstance(body, str) else body


class Site:
    """From a request to an answer, without a socket in sight."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.sessions = Sessions()
        self.style = (_WHERE / "style.css").read_text(encoding="utf-8")
        self.scripts = {"/" + name: (_WHERE / name).read_text(encoding="utf-8") for name in ("recount.js", "proof.js", "seal.js")}
        self.routes: Dict[str, Dict[str, Callable[..., Any]]] = {
            "/": {"GET": lambda pages, form: pages.board()},
            "/issue": {"GET": lambda pages, form: pages.issue(form.id("item"))},
            "/report": {"GET": lambda pages, form: pages.report(), "POST": self.post_report},
            "/follow": {"GET": self.get_follow},
            "/follow/move": {"POST": self.post_follow_move},
            "/sign-in": {"GET": lambda pages, form: pages.sign_in(form.first("to")), "POST": self.post_sign_in},
            "/sign-out": {"POST": self.post_sign_out},
            "/office": {"GET": self.get_first},
            "/office/desk": {"GET": lambda pages, form: pages.desk(form.id("officer"))},
            "/office/item": {"GET": lambda pages, form: pages.office_item(form.id("officer"), form.id("item"))},
            "/office/move": {"POST": self.post_office_move},
            "/office/photo": {"GET": self.get_photo},
            "/office/report": {"GET": lambda pages, form: pages.enter(self.counter(form)), "POST": self.post_entered},
            "/office/figures": {"GET": lambda pages, form: pages.figures(self.officer(form))},
            "/office/news": {"GET": lambda pages, form: pages.news(self.officer(form))},
            "/office/entered": {"GET": self.get_entered},
            "/meet": {"GET": lambda pages, form: pages.meetings(self.who(form, RESIDENT))},
            "/meet/item": {"GET": lambda pages, form: pages.meeting(self.who(form, RESIDENT), form.id("item"))},
            "/meet/move": {"POST": functools.partial(self.post_move, RESIDENT)},
        }
        self.routes.update({
            "/decide": {"GET": lambda pages, form: pages.decisions(self.who(form, DECIDE))},
            "/decide/item": {"GET": self.get_decision},
            "/decide/certificate": {"GET": self.get_certificate},
            "/decide/certificate.txt": {"GET": self.get_certificate_text},
            "/decide/rulebook.txt": {"GET": self.get_rulebook},
            "/decide/proof": {"GET": self.get_proof},
            "/decide/proof.txt": {"GET": self.get_proof_text},
            "/decide/move": {"POST": functools.partial(self.post_move, DECIDE)},
            "/tell": {"GET": lambda pages, form: pages.to_count(self.officer(form))},
            "/tell/item": {"GET": lambda pages, form: pages.tell(form.id("officer"), form.id("item"))},
            "/tell/move": {"POST": functools.partial(self.post_move, TELL)},
            "/tell/bundle": {"POST": self.post_bundle},
            "/tell/sealed": {"POST": self.post_sealed},
        })
        for desk in (RESIDENT, OFFICER, DECIDE, TELL):
            self.routes[desk.base + "/roll"] = {"POST": functools.partial(self.post_roll, desk)}
            self.routes[desk.base + "/open"] = {"GET": functools.partial(self.get_open, desk),
                                                "POST": functools.partial(self.post_open, desk)}

    def answer(self, method: str, target: str, body: Callable[[], Union[bytes, "Form"]], cookies: str = "") -> Answer:
        """The answer to a request; whatever goes wrong becomes a page too."""
        (path, _, query), lang = target.partition("?"), "zh"
        if path == "/en" or path.startswith("/en/"):
            path, lang = path[3:] or "/", "en"
        if method == "GET" and path == "/style.css":
            return Answer(body=self.style, kind="text/css; charset=utf-8")
        if method == "GET" and path == "/icon.svg":
            return Answer(body=ICON, kind="image/svg+xml")
        if method == "GET" and path in self.scripts:
            return Answer(body=self.scripts[path], kind="text/javascript; charset=utf-8")
        allowed = self.routes.get(path, {})
        form = failed = None
        try:
            if not allowed:
                raise Trouble(404, ("没有这一页", "There is no such page"))
            if method not in allowed:
                raise Trouble(405, ("这里不能这样访问", "Not in this way"))
            given = body() if method == "POST" else query.encode("ascii", "replace")
            form = given if isinstance(given, Form) else Form(given)
        except Trouble as trouble:
            failed = trouble
        with self.hall.lock:  # strangers were heard out before it was taken
            pages = Pages(self.hall, lang)
            try:
                if failed:
                    raise failed
                self.hall.catch_up()
                pages.cookies, pages.signed = cookies, self.sessions.of(cookies, self.hall)
                self.admit(pages, path, form)
                if method == "GET":
                    pages.path, pages.query = path, {name: form.first(name) for name in form.values}
                made = allowed[method](pages, form)
                return made if isinstance(made, Answer) else Answer(body=made, **({"Content-Security-Policy": WITH_SCRIPT} if pages.script else {}))
            except Exception as error:
                trouble = self.trouble(pages, error)
                more = {"Allow": ", ".join(allowed)} if trouble.status == 405 else {}
                back = self.back(pages, path, form) if form and trouble.status == 409 else ""
                if trouble.status == 403:
                    back = pages.link("/sign-in")
                return Answer(trouble.status, pages.trouble(trouble, back), **more)

    @staticmethod
    def admit(pages: Pages, path: str, form: "Form") -> None:
        """Who acts is who is signed in; an address or a form that names another is refused, and an office's without a name is
        theirs."""
        named = [form.first(name) for name in ACTORS if form.first(name) not in ("", "0")]  # 0: nobody in particular
        office = path.startswith("/office/") or path.startswith("/tell")
        if not named and not office:
            return
        if not pages.signed:
            raise Trouble(403, ("请先登录", "Please sign in first"))
        own = str(pages.signed.resident)
        if any(name != own for name in named):
            raise Trouble(403, ("您登录的不是这个人", "You are signed in as somebody else"))
        if office and not named:
            form.values["officer"] = [own]

    def post_sign_in(self, pages: Pages, form: "Form") -> Answer:
        """In, and on to what they see first."""
        signed = pages.signed_as(form.first("as"))
        path, query = first_page(signed, form.first("to"))
        return on_to(pages.link(path, **query), **{"Set-Cookie": self.sessions.begin(signed)})

    def post_sign_out(self, pages: Pages, form: "Form") -> Answer:
        """Out, whoever it was."""
        return on_to(pages.link("/"), **{"Set-Cookie": self.sessions.end(pages.cookies)})

    @staticmethod
    def get_first(pages: Pages, form: "Form") -> Answer:
        """The office: what whoever is signed in sees first."""
        if not pages.signed or not pages.signed.organization:
            return on_to(pages.link("/sign-in"))
        path, query = first_page(pages.signed)
        return on_to(pages.link(path, **query))

    def trouble(self, pages: Pages, error: Exception) -> Trouble:
        """What went wrong, as a page. A stranger is told what they can mend; the rest goes to the log."""
        if isinstance(error, Trouble):
            return error
        if isinstance(error, Unfit):
            return Trouble(400, ("填写的内容用不了", "What was filled in cannot be used"), error.args)
        if isinstance(error, cgov.CgovError) and not isinstance(error, (cgov.StorageError, cgov.OutOfMemory)):
            return pages.refusal(error)
        traceback.print_exception(type(error), error, error.__traceback__)
        if isinstance(error, cgov.Poisoned):
            self.hall.reopen()
        return Trouble(503, ("一时办不了", "Not just now"), ("请稍后再试。", "Please try again later."))

    @staticmethod
    def back(pages: Pages, path: str, form: "Form") -> str:
        """Where a refused form came from; there it has a fresh key, and shows what has changed."""
        if path == "/follow/move":
            return pages.link("/follow", code=form.first("code"))
        if path == "/office/report":
            return pages.link(path, officer=form.first("officer"))
        if path == "/office/move":
            return pages.link("/office/item", officer=form.first("officer"), item=form.first("item"))
        base, _, last = path.rpartition("/")
        desk = next((one for one in (RESIDENT, OFFICER, DECIDE, TELL) if one.base == base), None)
        if desk and last in ("move", "roll", "bundle", "sealed"):
            return pages.link(base + "/item", **{desk.name: form.first(desk.name)}, item=form.first("item"))
        if desk and last == "open":
            return pages.link(path, **{desk.name: form.first(desk.name)}, procedure=form.first("procedure"))
        return pages.link(path)

    # What forms do. Each ends by sending the browser on: what is reloaded then is a page, not the sending.

    def post_report(self, pages: Pages, form: "Form") -> Answer:
        """A report, and on to its code."""

        def one_of(name: str, zh: str, en: str, values: Iterable[object]) -> object:
            field = Field(zh, en, "choice", tuple((str(value), "", "") for value in values))
            return chosen(field, form.first(name))

        text = Field("详细情况", "What happened", "words", most=FIELDS["text"].most)
        name = Field("称呼", "The name", "line", most=NAME_MOST)
        details: Dict[str, object] = {
            "title": form.needed("title", FIELDS["title"]), "text": form.needed("text", text),
            "place": one_of("place", "地点", "The place", PLACES),
            "procedure": one_of("procedure", "种类", "The kind", ("issue", "question")),
        }
        if details["procedure"] == "issue":
            details["urgency"] = chosen(FIELDS["urgency"], form.first("urgency"))
        if form.first("matter"):
            matters = [rule for kind, _, rule in self.hall.rules if kind == cgov.RuleKind.MATTER]
            details["matter"] = one_of("matter", "类别", "The matter", matters)
        if form.first("masked"):
            details["masked"] = 1
        code = self.hall.report(form.key(), words_of(name, form.first("name")), details)
        return on_to(pages.link("/follow", code=code, fresh=1))

    def get_follow(self, pages: Pages, form: "Form") -> str:
        """What a code opens; without one, where to type it."""
        code = form.first("code")
        if not code:
            return pages.ask_code()
        try:
            return pages.follow(code, self.hall.follow(code), form.first("fresh") == "1")
        except cgov.NotFound:
            raise Trouble(404, ("没有这个查询码", "No such code"), (
                "请核对十六位查询码。", "Please check the 16 characters.")) from None

    def post_follow_move(self, pages: Pages, form: "Form") -> Answer:
        """The reporter's move. Only the code says who this is, so it alone says which issue too."""
        code = form.first("code")
        followed = self.hall.follow(code)
        self.move(form, followed.reader if followed.named else 0, followed.issue)
        return on_to(pages.link("/follow", code=code))

    def post_office_move(self, pages: Pages, form: "Form") -> Answer:
        """An officer's move, and back to the item, or to the desk where they see it no more."""
        officer, item = form.id("officer"), form.id("item")
        reference, new = self.photo(form)
        try:
            self.move(form, officer, item)
        except cgov.StorageError:
            raise  # the journal may name it
        except Exception:
            if new:
                self.hall.photos.drop(reference)
            raise
        try:
            self.hall.ledger.item(self.hall.reader(officer), item)
        except cgov.NotFound:
            return on_to(pages.link("/office/desk", officer=officer))
        return on_to(pages.link("/office/item", officer=officer, item=item))

    def photo(self, form: "Form") -> Tuple[str, bool]:
        """Keeps the photo that a form brings, and adds its reference to the evidence; whether it is new here."""
        photo = form.files.get("photo")
        if photo is None:
            return "", False
        if len(photo) > PHOTO_MOST or not kind_of(photo):
            raise Unfit("照片须是 JPEG、PNG 或 WebP，不超过 3 MB", "A photo is a JPEG, PNG or WebP of 3 MB at most")
        reference, new = self.hall.photos.keep(photo)
        form.values["evidence"] = ["\n".join(filter(None, (form.first("evidence").strip(), reference)))]
        return reference, new

    def get_photo(self, pages: Pages, form: "Form") -> Answer:
        """A photo, for whoever reads the evidence that names it."""
        officer, item, name = form.id("officer"), form.id("item"), form.first("name")
        reader = self.hall.reader(officer)
        named = any(name in split(self.hall.words(officer, item, given.field, entry.seq))[1]
                    for entry in self.hall.ledger.history(reader, item) if entry.details
                    for given in self.hall.ledger.given(reader, item, entry.seq) if given.words and given.name == "evidence")
        photo = self.hall.photos.find(name) if named else None
        if photo is None:
            raise Trouble(404, ("没有这张照片", "There is no such photo"))
        return Answer(body=photo, kind=kind_of(photo) or "application/octet-stream")

    def officer(self, form: "Form") -> int:
        """Somebody who holds an office."""
        officer = form.id("officer")
        if all(resident != officer for resident, _, _ in self.hall.posts()):
            raise Trouble(404, ("没有这位工作人员", "No such officer"))
        return officer

    def counter(self, form: "Form") -> int:
        """Whoever enters reports."""
        officer = form.id("officer")
        if not self.hall.enters(officer):
            raise Trouble(404, ("没有这一页", "There is no such page"))
        return officer

    def post_entered(self, pages: Pages, form: "Form") -> Answer:
        """What came in otherwise than online, with when it did, and on to the code that the reporter is given."""
        officer = self.counter(form)
        name = words_of(Field("反映人称呼", "The reporter's name", "line", most=NAME_MOST), form.first("name"))
        asked = [Ask("received", FIELDS["received"], False), *self.hall.asked("issue", "report")]
        details = details_of([row for row in asked if row.name not in ("intake", "behalf")], form.all,
                             list(self.hall.offices.values()))
        code = self.hall.report(form.key(), name, details, officer)
        return on_to(pages.link("/office/entered", officer=officer, code=code))

    def get_entered(self, pages: Pages, form: "Form") -> str:
        """That it is in."""
        officer, code = self.counter(form), form.first("code")
        try:
            self.hall.follow(code)
        except cgov.NotFound:
            raise Trouble(404, ("没有这个查询码", "No such code")) from None
        return pages.entered(officer, code)

    # Meetings: who acts is said by the address, as at the office, and for the same reason

    @staticmethod
    def who(form: "Form", desk: Desk) -> int:
        """Who acts; nobody in particular where a resident's page is read by anybody."""
        return form.id(desk.name) if form.first(desk.name) or desk is OFFICER else 0

    def post_move(self, desk: Desk, pages: Pages, form: "Form") -> Answer:
        """A move of a meeting or a decision, by a resident or a teller."""
        actor, item = form.id(desk.name), form.id("item")
        self.move(form, actor, item)
        return on_to(pages.link(desk.base + "/item", **{desk.name: actor}, item=item))

    def post_roll(self, desk: Desk, pages: Pages, form: "Form") -> Answer:
        """Onto a roll or off it: oneself, or at the office another. The ledger says who may be on it."""
        actor, item, roll = form.id(desk.name), form.id("item"), form.first("roll")
        elector = form.id("elector") if form.first("elector") else actor
        act = self.hall.act(actor, derived(form.key(), "roll"))
        seen = self.hall.ledger.item(self.hall.reader(actor), item)
        if roll not in [row.name for row in self.hall.ledger.rolls(self.hall.reader(actor), item)]:
            raise Trouble(404, ("没有这个名册", "There is no such roll"))
        if form.first("entry"):
            found = re.fullmatch(r"([0-9]{1,16})\.([0-9]{1,9})", form.first("entry"))
            if not found:
                raise Trouble(404, ("查无此人", "There is nobody of that number"))
            why = {"reason": form.needed("reason", FIELDS["reason"])}
            self.hall.ledger.leave(act, item, roll, int(found[1]), why, int(found[2]))
        elif form.first("leave"):
            self.hall.ledger.leave(act, item, roll, elector)
        else:
            return self.enter(desk, pages, form, act, seen, roll, elector)
        return on_to(pages.link(desk.base + "/item", **{desk.name: actor}, item=item) + "#roll-" + roll)

    def enter(self, desk: Desk, pages: Pages, form: "Form", act: cgov.Act, seen: cgov.Item, roll: str, elector: int) -> Answer:
        """Onto a roll; a ballot says besides what it changes, which the page then tells."""
        asked = self.hall.asked(seen.procedure, roll, seen.rulebook)
        given = details_of(asked, form.all, list(self.hall.offices.values()))
        if next(row.secrecy for row in self.hall.ledger.rolls(self.hall.reader(act.actor), seen.id) if row.name == roll) == SEALED:
            given["choice"] = ballot_of(form.first("sealed"))
        elif desk is DECIDE and given.get("choice", "yes") not in ONLINE:
            raise Unfit("意见不在可选之列", "The choice is not among the choices")
        if form.all("place"):
            given["choice"] = " ".join(str(place) for place in sorted({form.place(one) for one in form.all("place")}))
        numbered = form.numbered()
        if numbered:
            given["choice"] = numbered
        more: Dict[str, object] = {}
        if desk is DECIDE and "choice" in given:
            entry = pages.own_vote(act.actor, seen, roll) if elector == act.actor else None
            more = {"was": "for" if elector != act.actor else entry.choice if entry and entry.choice else "new"}
        self.hall.ledger.enter(act, seen.id, roll, elector, given)
        if self.hall.ledger.repeated:
            more = {}
        return on_to(pages.link(desk.base + "/item", **{desk.name: act.actor}, item=seen.id, **more) + "#roll-" + roll)

    # Decisions

    def get_decision(self, pages: Pages, form: "Form") -> str:
        """A decision, to anybody or to a resident."""
        was = form.first("was")
        if was and was not in ("new", "for") and was not in [choice[0] for choice in FIELDS["choice"].choices]:
            raise Trouble(404, ("没有这一页", "There is no such page"))
        return pages.decision(self.who(form, DECIDE), form.id("item"), was)

    def get_certificate(self, pages: Pages, form: "Form") -> str:
        """A certificate."""
        return pages.certificate(self.who(form, DECIDE), form.id("item"), form.first("move"), form.id("seq"))

    def get_certificate_text(self, pages: Pages, form: "Form") -> Answer:
        """And as a text file."""
        text = pages.certificate_text(self.who(form, DECIDE), form.id("item"), form.first("move"), form.id("seq"))
        return text_file("certificate", text)

    def get_proof(self, pages: Pages, form: "Form") -> str:
        """A resident's own line in what was counted."""
        return pages.proof(self.who(form, DECIDE), form.id("item"), form.first("move"), form.id("seq"))

    def get_proof_text(self, pages: Pages, form: "Form") -> Answer:
        """And as a text file."""
        text = pages.proof_text(self.who(form, DECIDE), form.id("item"), form.first("roll"), form.id("seq"))
        return text_file("proof", text)

    def get_rulebook(self, pages: Pages, form: "Form") -> Answer:
        """The text that a certificate names by version and digest: it is public."""
        version = form.id("version")
        if not 1 <= version <= self.hall.ledger.info().rulebooks:
            raise Trouble(404, ("没有这一版", "There is no such version"))
        return text_file("rulebook", self.hall.ledger.rulebook_text(self.hall.reader(), version))

    def post_bundle(self, pages: Pages, form: "Form") -> Answer:
        """What a teller found in the box."""
        actor, item, roll = form.id("officer"), form.id("item"), form.first("roll")
        act = self.hall.act(actor, derived(form.key(), "bundle"))
        if roll not in [row.name for row in self.hall.ledger.rolls(self.hall.reader(actor), item)]:
            raise Trouble(404, ("没有这个名册", "There is no such roll"))
        self.hall.ledger.bundle(act, item, roll, bundle_lines(form.values))
        return on_to(pages.link("/tell/item", officer=actor, item=item) + "#bundle-" + roll)

    def post_sealed(self, pages: Pages, form: "Form") -> Answer:
        """What a trustee found in sealed ballots, and the digest of its proof."""
        actor, item, roll = form.id("officer"), form.id("item"), form.first("roll")
        act = self.hall.act(actor, derived(form.key(), "sealed"))
        if roll not in [row.name for row in self.hall.ledger.rolls(self.hall.reader(actor), item)]:
            raise Trouble(404, ("没有这个名册", "There is no such roll"))
        self.hall.ledger.seal_result(act, item, roll, bundle_lines(form.values), proof_of(form.first("proof")))
        return on_to(pages.link("/tell/item", officer=actor, item=item) + "#bundle-" + roll)

    def get_open(self, desk: Desk, pages: Pages, form: "Form") -> str:
        """The form that calls a meeting, or raises what residents raise."""
        return pages.opening(desk, form.id(desk.name), form.first("procedure"))

    def post_open(self, desk: Desk, pages: Pages, form: "Form") -> Answer:
        """It is called, and shown."""
        actor, procedure = form.id(desk.name), form.first("procedure")
        move = dict(self.hall.openings(actor)).get(procedure)
        if move is None:
            raise Trouble(404, ("没有这一页", "There is no such page"))
        details = details_of(self.hall.asked(procedure, move), form.all, list(self.hall.offices.values()))
        item = self.hall.open_session(form.key(), actor, procedure, details)
        return on_to(pages.link(desk.base + "/item", **{desk.name: actor}, item=item))

    def move(self, form: "Form", actor: int, item: int) -> None:
        """A move as its form gave it. Nothing is judged here: the ledger refuses, and says why."""
        move = self.hall.move_of(actor, item, form.first("move"))
        if move is None:
            raise Trouble(404, ("程序里没有这个步骤", "The procedure has no such move"))
        seen = self.hall.ledger.item(self.hall.reader(actor), item)
        asked = self.hall.asked(seen.procedure, move.name, seen.rulebook)
        details = details_of(asked, form.all, list(self.hall.offices.values()))
        self.hall.move(form.key(), actor, item, form.id("seen"), move.name, details)


def text_file(name: str, text: str) -> Answer:
    """To be saved under that name."""
    return Answer(body=text, kind="text/plain; charset=utf-8", **{
        "Content-Disposition": 'attachment; filename="%s.txt"' % name})


def on_to(where: str, **headers: str) -> Answer:
    """See other: the answer to a form that did something."""
    return Answer(303, Location=where, **headers)


class Form:
    """The values of a query or a posted form, taken as nothing but strings."""

    def __init__(self, given: bytes, kind: str = "") -> None:
        """kind: the content type of one that brings files."""
        self.files: Dict[str, bytes] = {}
        try:
            if kind:
                self.values, self.files = parts_of(kind, given)
                return
            self.values = parse_qs(given.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=64)
        except ValueError:  # not ASCII, not UTF-8 behind its percent signs, or too many fields
            raise Trouble(400, ("请求读不懂", "The request cannot be read")) from None

    def all(self, name: str) -> List[str]:
        """Every value of a name."""
        return self.values.get(name, [])

    def first(self, name: str) -> str:
        """The first one, "" where there is none."""
        return self.all(name)[0] if name in self.values else ""

    def needed(self, name: str, field: Field) -> str:
        """Words that must be there."""
        text = words_of(field, self.first(name))
        if not text:
            raise Unfit("请填写%s" % field.zh, "%s is missing" % field.en)
        return text

    def id(self, name: str) -> int:
        """A number of the ledger's."""
        value = self.first(name)
        if not re.fullmatch("[0-9]{1,16}", value):
            raise Trouble(404, ("查无此件", "No such thing"))
        return int(value)

    @staticmethod
    def place(value: str) -> int:
        """A candidate's place on their list."""
        if not re.fullmatch("[0-9]{1,2}", value):
            raise Unfit("候选人不在可选之列", "The candidate is not among the choices")
        return int(value)

    def numbered(self) -> str:
        """A ballot's points, `1:5 4:2`, or its order, `3 1 2`; "" where the form asks neither."""
        places = range(1, 59)
        points = {place: self.first("points-%d" % place) for place in places}
        ranks = {place: self.first("rank-%d" % place) for place in places}
        for value in [*points.values(), *ranks.values()]:
            if not re.fullmatch("[0-9]{0,9}", value):
                raise Unfit("只能填数字", "Only numbers can be given")
        given = {place: int(value) for place, value in ranks.items() if value}
        if len(set(given.values())) < len(given):
            raise Unfit("同一位次只能给一个", "Two cannot have the same place in your order")
        return " ".join("%d:%d" % (place, int(value)) for place, value in points.items() if value and int(value)) or \
            " ".join(map(str, sorted(given, key=given.__getitem__)))

    def key(self) -> str:
        """The form's retry key, as it was drawn."""
        value = self.first("key")
        if not re.fullmatch("[0-9a-f]{32}", value):
            raise Trouble(400, ("表单不完整", "The form is not whole"), (
                "请重新打开表单填写。", "Please open the form again."))
        return value


class Handler(BaseHTTPRequestHandler):
    """One request a connection, each in a thread of its own; the site's lock lets one of them at the ledger."""

    server: "Server"
    timeout = SECONDS
    server_version, sys_version = "board", ""

    def body(self) -> Union[bytes, Form]:
        """A posted form's bytes, as many as we care to read, and only from our own pages; with files, the form itself."""
        files = self.headers.get_content_type() == "multipart/form-data" and re.fullmatch(
            "(/en)?/office/move", self.path) is not None
        length = self.headers.get("Content-Length", "")
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else -1
        if size > BODY_MOST + (PHOTO_MOST if files else 0):
            left = min(size, DRAIN_MOST)
            while left > 0:
                read = self.rfile.read(min(left, 1 << 16))
                left = left - len(read) if read else 0
            raise Trouble(413, ("内容太多", "Too much at once"), ("请写短一些。", "Please write less."))
        if size < 0:
            raise Trouble(411, ("请求读不懂", "The request cannot be read"))
        given = self.rfile.read(size)
        # A page elsewhere cannot make a visitor's browser send our forms: browsers say where a request was born.
        if self.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise Trouble(403, ("请从本站提交", "Please use our own form"))
        if not files and self.headers.get_content_type() != "application/x-www-form-urlencoded":
            raise Trouble(415, ("请求读不懂", "The request cannot be read"))
        if len(given) < size:
            raise Trouble(400, ("请求不完整", "The request is not whole"))
        return Form(given, self.headers["Content-Type"]) if files else given

    def handle_any(self) -> None:
        """Whatever the method: the site knows which it takes."""
        method = "GET" if self.command == "HEAD" else self.command
        self.send(self.server.site.answer(method, self.path, self.body, self.headers.get("Cookie", "")))

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = handle_any

    def send(self, answer: Answer) -> None:
        """An answer and the headers every answer has."""
        self.send_response(answer.status)
        for name, value in {**HEADERS, "Content-Type": answer.kind, "Content-Length": str(len(answer.body)),
                            **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def send_error(self, code: int, message: Optional[str] = None, explain: Optional[str] = None) -> None:
        """What http.server finds wrong before a page is asked for: said plainly, and nothing of it repeated."""
        self.close_connection = True
        self.send(Answer(code, "%d\n" % code, "text/plain; charset=utf-8"))

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """Method, path and status; never the query, which may hold somebody's code."""
        path = getattr(self, "path", "-").partition("?")[0]
        self.log_message("%s %s %s", self.command or "-", path.encode("ascii", "replace").decode(), int(code))


class Server(ThreadingHTTPServer):
    """The site on a port of this machine."""

    daemon_threads = True

    def __init__(self, hall: Hall, address: Tuple[str, int]) -> None:
        self.site = Site(hall)
        super().__init__(address, Handler)

    @property
    def url(self) -> str:
        """Where it listens."""
        return "http://%s:%d" % self.server_address[:2]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke is nobody's error."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)
