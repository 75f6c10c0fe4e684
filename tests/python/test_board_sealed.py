"""The board's sealed ballots: sealed in the browser, opened by two trustees, entered twice, counted; and what strangers send."""

import hashlib
import json
import unittest
from typing import Any, Dict, List

import tap

import cgov
import chromium
import proofs
import test_board_server as board_server
from board import sealed, words
from board.hall import ESTATE, OWNERS
from test_board_server import Got, Reading, Town

DAY = words.DAY
DIGEST = "0f3c5a7e9b1d2f4a6c8e0b3d5f7a9c1e2b4d6f8a0c2e4b6d8f1a3c5e7b9d0f2a"
ZERO = {"yes.0": "0", "yes.2": "0", "no.0": "0", "no.2": "0", "abstain.0": "0", "abstain.2": "0", "invalid.0": "0", "invalid.2": "0"}


class Voting(Town):
    """A vote that owners cast by sealed ballots; two trustees."""

    def setUp(self) -> None:
        super().setUp()
        self.secretary = self.hall.officers[OWNERS, "secretary"]
        self.trustees = [self.hall.officers[OWNERS, name] for name in ("trustee", "trustee.2")]
        self.who = self.hall.neighbours
        self.item = self.hall.ledger.open_item(self.act(self.secretary), "sealed_vote", {
            "organizer": self.hall.offices[OWNERS], "estate": self.hall.offices[ESTATE], "title": "换物业", "text": "要不要换。"})

    def act(self, actor: int) -> cgov.Act:
        self.now += 1000
        return cgov.Act(actor, self.now)

    def move(self, name: str) -> None:
        self.hall.ledger.move(self.act(self.secretary), self.item, name)

    def page(self, me: int, lang: str = "") -> str:
        return "%s/decide/item?me=%d&item=%d" % (lang, me, self.item)

    def opening(self, number: int, lang: str = "") -> str:
        return "%s/tell/item?officer=%d&item=%d" % (lang, self.trustees[number], self.item)

    def begin(self, *keys: str) -> None:
        for trustee, key in zip(self.trustees, keys or ("k1", "k2")):
            self.hall.ledger.enter(self.act(trustee), self.item, "keys", trustee, {"public_key": key})
        self.move("begin")

    def form(self, path: str, last: str) -> Dict[str, Any]:
        return next(form for form in Reading(self.get(path).text).forms if form["action"].endswith(last))

    def enter(self, number: int, **values: str) -> Got:
        form = self.form(self.opening(number), "/tell/sealed")
        return self.post(form["action"], {**form["fields"], **ZERO, **{name.replace("_", "."): value for name, value in values.items()}})


class Strangers(Voting):
    def test_nothing_is_cast_in_the_clear(self) -> None:
        self.begin()
        me = self.who[0]
        got = self.get(self.page(me))
        self.assertTrue(got.headers["Content-Security-Policy"].endswith("; script-src 'self'"))
        form = self.form(self.page(me), "/decide/roll")
        self.assertNotIn("choice", form["fields"])
        self.assertNotIn("said", form["fields"])  # the choice is no control of the form
        for sent in ({"choice": "yes"}, {"sealed": "yes"}, {"sealed": ""}, {"sealed": "yes", "choice": "no"}, {"place": "1"},
                     {"sealed": json.dumps({"scheme": "board-halves-1", "choice": "yes"})}):
            got = self.post(form["action"], {**form["fields"], **sent})
            self.assertEqual(got.status, 400, sent)
        self.assertEqual([roll.heads for roll in self.hall.ledger.rolls(self.hall.reader(me), self.item) if roll.ballot], [0])

    def test_a_copy_is_refused(self) -> None:
        self.begin()
        ballot = '{"scheme":"board-halves-1","fits":["%s","%s"],"boxes":[["AA==","AA=="],["AA==","AA=="]]}' % ("0" * 64, "1" * 64)
        for me, status in ((self.who[0], 303), (self.who[1], 409)):
            form = self.form(self.page(me), "/decide/roll")
            got = self.post(form["action"], {**form["fields"], "sealed": ballot})
            self.assertEqual(got.status, status, got.text)
        self.assertIn("密封选票与名册上已投过的一张完全相同", got.text)

    def test_what_fits_and_what_does_not(self) -> None:
        """A result stands once two have entered the same, and what does not add up is refused with both numbers."""
        self.begin()
        for number, me in enumerate(self.who[:3]):
            self.hall.ledger.enter(self.act(me), self.item, "ballots", me, {"choice": "ballot %d\n\"&<x>" % number})
        self.assertIn("投票截止以后，由保管人打开", self.get(self.opening(0)).text)
        self.move("close")
        shown = self.get(self.opening(0)).text
        self.assertIn("还没有人录入结果", shown)
        self.assertIn("密封的选票：3 张", shown)
        self.assertNotIn("/tell/sealed", self.get("/tell/item?officer=%d&item=%d" % (self.secretary, self.item)).text)
        area = 86_50 + 92_00 + 118_00
        self.assertIn('data-stand="%d"' % area, shown)
        fits = {"yes_0": "2", "yes_2": "178.50", "no_0": "1", "no_2": "118.00", "proof": DIGEST}
        self.assertEqual(self.enter(0, **{**fits, "no_0": "2"}).status, 409)
        refused = self.enter(0, **{**fits, "no_2": "118.01"})
        self.assertEqual(refused.status, 409)
        self.assertIn("bundle for ballots exactly by trustee of organizer twice in opening", refused.text)
        for wrong in ({"proof": ""}, {"proof": DIGEST.upper()}, {"proof": DIGEST[1:]}, {"yes_0": "x"}):
            self.assertEqual(self.enter(0, **{**fits, **wrong}).status, 400, wrong)
        self.assertEqual(self.enter(0, **fits).status, 303)
        self.assertIn("有一位已经录入", self.get(self.opening(1)).text)
        self.assertEqual(self.enter(1, **{**fits, "proof": DIGEST[::-1]}).status, 303)
        self.assertIn("有一位已经录入", self.get(self.opening(0)).text)  # by another proof: not the same
        self.assertEqual(self.enter(1, **fits).status, 303)
        self.assertIn("结果已成立", self.get(self.opening(0)).text)
        self.move("count")
        self.assertIn("\ntally yes heads 2 area 17850\n", self.certificate())

    def certificate(self) -> str:
        return self.hall.ledger.certificate(self.hall.reader(self.who[0]), self.item, "count")

    def test_forms_that_no_page_sends(self) -> None:
        self.begin()
        self.move("close")
        form = self.form(self.opening(0), "/tell/sealed")
        self.assertEqual(self.post(form["action"], {**form["fields"], **ZERO, "roll": "keys", "proof": DIGEST}).status, 409)
        self.assertEqual(self.post(form["action"], {**form["fields"], **ZERO, "roll": "none", "proof": DIGEST}).status, 404)

    def test_what_no_ballot_of_ours_is(self) -> None:
        for value in ("", "yes", "{}", '{"scheme":"board-halves-1"}', '{"scheme":"board-halves-2","fits":["00"],"boxes":[["AA=="]]}'):
            with self.assertRaises(words.Unfit):
                sealed.ballot_of(value)


@unittest.skipUnless(chromium.found(), "no Chromium on PATH")
class Browser(board_server.Browser, Voting):
    """As people use it, on a phone first: two trustees, electors, the count."""

    WIDTHS = ((360, 740), (768, 1024), (1280, 900))
    test_a_person_reports_and_is_answered = test_hostile_words_run_nothing = test_as_a_dump_of_the_page = test_the_menu_is_whole = None

    def wait(self, expression: str) -> None:
        """Until the script has done it: the browser's cryptography takes its time."""
        self.tab.look("window.came = (async () => { while (!(%s)) await new Promise((on) => setTimeout(on, 10)); })()" % expression)
        result = self.tab.ask("Runtime.evaluate", expression="window.came", awaitPromise=True, timeout=20000)
        self.assertNotIn("exceptionDetails", result)

    def verdict(self, card: str) -> str:
        return self.tab.look("document.querySelector('%s .verdict').textContent" % card)

    def value(self, selector: str) -> str:
        return self.tab.look("document.querySelector(%s).value" % json.dumps(selector))

    def put(self, selector: str, value: str) -> None:
        self.tab.look("document.querySelector(%s).value = %s" % (json.dumps(selector), json.dumps(value)))

    def wrong(self) -> List[Any]:
        return [event["params"] for event in self.tab.events if event.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")]

    def keys(self) -> List[str]:
        """Both lay down theirs; answers the secret halves."""
        secrets = []
        for number in range(2):
            self.go(self.opening(number))
            self.tab.click("#make", turns=False)
            self.wait("!document.getElementById('made').hidden")
            secrets.append(self.value("#secret-made"))
            self.seen("key_%d" % number)
            self.tab.click("#made form > button")
            self.assertIn("您的公钥已经交了", self.text())
        return secrets

    def cast(self, me: int, choice: str, lang: str = "") -> str:
        """By the page; answers the fingerprint."""
        self.go(self.page(me, lang))
        self.seen("vote" + lang.replace("/", "_"))
        self.tab.click("#seal", turns=False)
        self.assertEqual(self.verdict(".sealing"), "请先选择。" if not lang else "Please choose first.")
        self.tab.click(".sealing [value=%s]" % choice, turns=False)
        self.tab.click("#seal", turns=False)
        self.wait("!document.getElementById('cast').hidden")
        found, text = self.tab.look("document.getElementById('fingerprint').textContent"), self.value("#sealed")
        self.assertEqual(found, hashlib.sha256(text.encode()).hexdigest())
        self.assertEqual(len(text), 500)  # whichever way it goes
        self.seen("sealed" + lang.replace("/", "_"))
        self.tab.click("#cast form > button")
        self.assertIn("已投，密封" if not lang else "in, and sealed", self.text())
        return found

    def halves(self, number: int, secret: str) -> str:
        self.go(self.opening(number))
        self.put("#secret", secret)
        self.tab.click("#halve", turns=False)
        self.wait("document.getElementById('mine').value")
        return self.value("#mine")

    def together(self, number: int, mine: str, theirs: str) -> str:
        """Puts both halves together; answers what the page says."""
        self.put("#mine", mine)
        self.put("#theirs", theirs)
        self.tab.look("document.querySelector('.opening .verdict').textContent = ''")
        self.tab.click("#open", turns=False)
        self.wait("document.querySelector('.opening .verdict').textContent")
        return self.verdict(".opening")

    def test_from_keys_to_the_certificate(self) -> None:
        tab = self.tab
        tab.size(360, 740)
        secrets = self.keys()
        self.move("begin")
        said = (("yes", ""), ("no", "/en"), ("yes", ""), ("abstain", ""))
        prints = [self.cast(me, choice, lang) for me, (choice, lang) in zip(self.who, said)]
        again = self.cast(self.who[1], "yes")  # changes it
        self.assertNotEqual(again, prints[1])
        spoiled = self.who[4]
        self.hall.ledger.enter(self.act(spoiled), self.item, "ballots", spoiled, {"choice": "no ballot of this scheme"})
        self.go(self.opening(0))
        self.assertIn("投票截止以后", self.text())
        self.move("close")
        halves = [self.halves(number, secret) for number, secret in enumerate(secrets)]
        self.seen("halved")
        self.assertIn(" -\n", halves[0])  # the one that opens to nothing

        self.assertEqual(self.together(1, halves[1], halves[1]), "两份是同一半。")
        self.assertEqual(self.together(1, halves[1], halves[0].replace("item", "it", 1)), "有一份不是这次表决的，或者不全。")
        self.assertEqual(self.together(1, halves[1], halves[0].rpartition("\n")[0].rpartition("\n")[0]), "有一份不是这次表决的，或者不全。")
        line = next(line for line in halves[0].splitlines()[1:] if not line.endswith("-"))
        forged = line[:65] + ("1" if line[65] == "0" else "0") + line[66:]
        self.assertEqual(self.together(1, halves[1], halves[0].replace(line, forged)), "有一半和选票对不上，请另一位重新打开： " + line[:64])
        self.seen("forged")
        self.put("#secret", '{"x":"AAAA","y":"AAAA","d":"AAAA"}')
        tab.click("#halve", turns=False)
        self.wait("document.querySelector('.opening .verdict').textContent.includes('私钥')")

        tab.look("document.querySelector('[name=\"yes.0\"]').value = '9'; document.querySelector('[name=\"yes.0\"]').dispatchEvent(new Event('input'))")
        self.assertIn("不符", self.text())
        self.together(1, halves[1], halves[0])
        self.assertNotIn("不符", self.text())
        proof, entered = self.value("#proof-text"), self.value("[name=proof]")
        self.assertEqual(hashlib.sha256(proof.encode()).hexdigest(), entered)
        self.assertEqual(sorted(line.split()[-1] for line in proof.splitlines()[1:]), ["abstain", "invalid", "yes", "yes", "yes"])
        self.seen("opened")
        tab.click(".opening form > button")
        self.assertIn("有一位已经录入", self.text())
        self.seen("waits")
        self.go(self.opening(0, "/en"))
        self.together(0, halves[0], halves[1])
        self.assertEqual(self.value("[name=proof]"), entered)  # the same, whoever puts them together
        self.seen("opened_en")
        tab.click(".opening form > button")
        self.assertIn("Two trustees entered the same", self.text())
        self.seen("stands_en")
        self.move("count")
        self.checked(again, entered)

    def checked(self, fingerprint: str, proof: str) -> None:
        """An elector finds their ballot's fingerprint in what was counted, and the certificate agrees."""
        me = self.who[1]
        certificate = self.hall.ledger.certificate(self.hall.reader(me), self.item, "count")
        self.assertIn("proof sha256 %s\n" % proof, certificate)
        self.assertIn("\ntally yes heads 3", certificate)
        self.assertIn("\ntally invalid heads 1", certificate)
        for lang in "", "/en":
            self.go(self.page(me, lang))
            self.seen("counted" + lang.replace("/", "_"))
            self.tab.click('a[href*="/decide/proof"]')
            self.assertIn(fingerprint, self.text())
            self.seen("line" + lang.replace("/", "_"))
            self.go(self.page(me, lang))
            self.tab.click('a[href*="/decide/certificate"]')
            self.assertIn("agrees, every line" if lang else "每一行都一致", self.tab.look("document.getElementById('verdict').textContent"))
            self.seen("certificate" + lang.replace("/", "_"))
        self.assertTrue(proofs.holds(self.hall.ledger.proof(self.hall.reader(me), self.item, "ballots", me).encode(),
                                     next(line.split(" ")[-1] for line in certificate.splitlines() if line.startswith("root ballots"))))
        self.assertEqual(self.wrong(), [])

    def test_without_a_script_or_without_tls_nothing_is_cast(self) -> None:
        self.begin()
        self.go(self.page(self.who[0]))
        self.tab.click(".sealing [value=yes]", turns=False)
        self.tab.click("#seal", turns=False)
        self.wait("document.querySelector('.sealing .verdict').className.includes('differs')")
        self.assertEqual(self.verdict(".sealing"), "保管人的公钥读不出来，不能密封。")
        self.tab.ask("Page.addScriptToEvaluateOnNewDocument", source="Object.defineProperty(globalThis.crypto, 'subtle', {value: undefined})")
        self.go(self.page(self.who[0]))
        self.assertIn("需要 https", self.verdict(".sealing"))
        self.assertFalse(self.tab.look("document.getElementById('seal').checkVisibility()"))
        self.tab.ask("Emulation.setScriptExecutionDisabled", value=True)
        for lang, said in (("", "不能密封"), ("/en", "nothing can be sealed")):
            self.go(self.page(self.who[0], lang))
            self.assertIn(said, self.verdict(".sealing"))
            self.assertFalse(self.tab.look("document.getElementById('cast').checkVisibility()"))
            self.seen("no_script" + lang.replace("/", "_"))


if __name__ == "__main__":
    tap.main()
