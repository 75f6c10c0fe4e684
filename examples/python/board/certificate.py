"""The certificate of a decision: what it came to in plain words, each comparison, the text itself, and the rule it is by.
The browser recomputes it from that text (recount.js); without a script the same lines are there to be checked by hand."""

import re
from typing import List, NamedTuple, Tuple

import cgov

from board import decide_words as plain
from board.markup import Html, h
from board.tell import Tellers
from board.view import Trouble

_COMPARED = re.compile(r"(quorum|passes) line (\d+)(?: way (\d+))?(?: candidate (\d+))? by (\w+)( not)? (.*?) "
                       r"(holds|fails|fails of nothing)")


class Facts(NamedTuple):
    """What stands in a certificate's lines, as text: nothing of it is reckoned."""

    text: str
    version: int
    rule: str
    rule_line: int
    outcome: str
    warnings: List[str]
    compared: List["re.Match[str]"]


def facts_of(text: str) -> Facts:
    """Reads the lines that the page words."""
    def found(pattern: str) -> Tuple[str, ...]:
        match = re.search(pattern, text, re.MULTILINE)
        return match.groups() if match else ("",) * 3

    rule = found(r"^rule (\w+) line (\d+)")
    compared = [match for match in map(_COMPARED.fullmatch, text.splitlines()) if match]
    return Facts(text, int(found(r"^rulebook (\d+) ")[0] or 0), rule[0], int(rule[1] or 0), found(r"^outcome (\w+)")[0],
                 re.findall(r"^warning (\w+):", text, re.MULTILINE), compared)


class Certificates(Tellers):
    """The page of a certificate."""

    def certificate_text(self, me: int, item: int, move: str, seq: int) -> str:
        """It, as the library writes it: the same for whoever sees the item."""
        return self.hall.ledger.certificate(self.hall.reader(me), item, move, seq)

    def certificate(self, me: int, id: int, move: str, seq: int) -> str:
        """The page."""
        item = self.hall.ledger.item(self.hall.reader(me), id)
        facts = facts_of(self.certificate_text(me, id, move, seq))
        if not facts.rule_line:
            raise Trouble(404, ("没有证明", "There is no certificate"))
        query = {"me": me, "item": id, "move": move, "seq": seq}
        back = h("p", h("a", "← ", self.headline(me, item), href=self.link("/decide/item", me=me, item=id)))
        return self.document(
            self.say("决定证明", "Certificate"), back, self.verdict_card(facts), self.comparisons(item, facts),
            self.rule_card(facts), self.text_card(facts, query), here="/decide", script="/recount.js",
            other="/decide/certificate?me=%d&item=%d&move=%s&seq=%d" % (me, id, move, seq))

    def verdict_card(self, facts: Facts) -> Html:
        """What it came to, and whether the browser comes to the same."""
        said = self.say(*plain.OUTCOMES.get(facts.outcome, (facts.outcome, facts.outcome)))
        waits = self.say("浏览器没有运行脚本：可以拿笔照下面每一行自己验算。", "Scripts do not run here: each line below can be checked by hand.")
        notes = [h("p", self.say("请注意：", "Note: "), self.say(*plain.WARNINGS.get(name, (name, name))), self.say("。", "."),
                   class_="notice warned")
                 for name in facts.warnings]
        return h("section", h("h1", self.say("决定证明", "Certificate of the decision")),
                 h("p", self.say("结果：", "Outcome: "), h("strong", said, class_="done" if facts.outcome == "passed" else "late"),
                   class_="outcome"),
                 h("p", waits, id="verdict", class_="verdict", role="status"), notes,
                 class_="card", id="recount", **self.spoken())

    def spoken(self) -> dict:
        """What the script says."""
        return {"data_agrees": self.say("浏览器重新计算：每一行都一致。", "Recomputed in your browser: agrees, every line."),
                "data_differs": self.say("浏览器重新计算：不一致！", "Recomputed in your browser: does not agree!"),
                "data_same": self.say("一致", "agrees"), "data_other": self.say("不一致", "does not agree"),
                "data_must": self.say("应为：", "must be:")}

    def comparisons(self, item: cgov.Item, facts: Facts) -> Html:
        """Each comparison in words and in numbers, and beside it what the browser makes of it."""
        rows = [h("li", h("b", self.compared_words(item, facts, match)),
                  h("code", match[7]), h("span", self.holds(match[8]), class_="done" if match[8] == "holds" else "late"),
                  h("span", class_="check"), data_says=match[0]) for match in facts.compared]
        return h("section", h("h2", self.say("每一步比较", "Each comparison")), h("ol", rows, class_="compared"), class_="card")

    def holds(self, said: str) -> str:
        """What a comparison came to."""
        return self.say(*{"holds": ("成立", "holds"), "fails": ("不成立", "fails")}.get(said, ("不成立：一个也没有", "fails: of nothing")))

    def compared_words(self, item: cgov.Item, facts: Facts, match: "re.Match[str]") -> Html:
        """Which line of the rule, in plain words: the share is read off the rulebook's own line."""
        line = self.hall.rule_line(facts.version, int(match[2]))
        shares = re.sub(r"^(quorum|passes)( not)? ", "", line).split(" or ")
        said = shares[int(match[3] or 1) - 1] if len(shares) >= int(match[3] or 1) else line
        kind = self.say("参加人数", "Taking part") if match[1] == "quorum" else self.say("赞成", "Saying yes")
        way = self.say("（途径 %s）", " (way %s)") % match[3] if match[3] else ""
        whom = self.say("，%s 号候选人", ", candidate %s") % match[4] if match[4] else ""
        return h("span", kind, way, whom, " · ", plain.share(said, self.say),
                 h("small", self.say("制度第 %s 行", "rulebook, line %s") % match[2]))

    def rule_card(self, facts: Facts) -> Html:
        """The rule's own lines, from which the browser knows what to compare."""
        lines = self.hall.ledger.rulebook_text(self.hall.reader(), facts.version).split("\n")
        last = facts.rule_line
        while last < len(lines) and lines[last].startswith(" "):
            last += 1
        return h("section", h("h2", self.say("规则原文", "The rule, as it stands in the rulebook")),
                 h("pre", "\n".join(lines[facts.rule_line - 1:last]), id="rule", data_line=facts.rule_line, tabindex=0), class_="card")

    def text_card(self, facts: Facts, query: dict) -> Html:
        """The text: to copy, to change and see what the browser says then, to give to any other program."""
        about = self.say("每行一个事实。可以改动一个数，再按“重新计算”，看浏览器怎么说。", "A fact a line. Change a number, recompute, and see what the browser says.")
        more = self.say("同样的验算，不用浏览器：", "The same without a browser: ")
        return h("section", h("h2", self.say("证明全文", "The whole text")), h("p", about, class_="facts"),
                 h("label", h("span", self.say("证明", "Certificate")),
                   h("textarea", facts.text, id="certificate", rows=min(30, facts.text.count("\n") + 2), spellcheck="false",
                     wrap="off", autocomplete="off")),
                 h("p", h("button", self.say("重新计算", "Recompute"), type="button", id="again", hidden=True),
                   h("a", self.say("下载文本", "As a text file"), href=self.link("/decide/certificate.txt", **query), class_="button plain"),
                   h("a", self.say("规则全文", "The whole rulebook"), class_="button plain",
                     href=self.link("/decide/rulebook.txt", version=facts.version)), class_="ways"),
                 h("ol", id="lines", class_="compared", hidden=True),
                 h("p", more, h("code", "python3 tests/python/recount.py certificate.txt rulebook.txt"), class_="facts"), class_="card")
