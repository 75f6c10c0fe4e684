"""One's own line: what a count bound of an elector, as the ledger proves it. The browser goes the way from the line to the
root itself (proof.js); without a script the same text can be given to any other program."""

import re
from typing import List, Tuple

import cgov

from board import decide_words as plain
from board.certificate import Certificates
from board.markup import Html, h
from board.meet import Desk
from board.view import Trouble

DECIDE = Desk("/decide", "me")
_ROOT = re.compile(r"^root (\w+) lines (\d+) sha256 ([0-9a-f]{64})$", re.MULTILINE)
_WORDS = re.compile(r"(units|household|area|weight) (\d+)")


class Proofs(Certificates):
    """The page of what was bound of a reader."""

    def to_check(self, reader: int, item: cgov.Item, entry: cgov.Entry) -> List[Html]:
        """And one's own line, for who stands on a list that says `proofs`."""
        bound = reader and any(roll.proofs and roll.entered for roll in self.rolls_of(reader, item))
        own = h("a", self.say("看我的一行在不在", "My own line: is it in?"), class_="button plain",
                href=self.link("/decide/proof", me=reader, item=item.id, move=entry.move, seq=entry.seq)) if bound else None
        return super().to_check(reader, item, entry) + ([own] if own else [])

    def proof_text(self, me: int, item: int, roll: str, seq: int) -> str:
        """As the library writes it, of the root that this count made."""
        return self.hall.ledger.proof(self.hall.reader(me), item, roll, me, seq)

    def proof(self, me: int, id: int, move: str, seq: int) -> str:
        """The page: a card for each list that the count bound."""
        item = self.hall.ledger.item(self.hall.reader(me), id)
        roots = _ROOT.findall(self.certificate_text(me, id, move, seq))
        if not roots:
            raise Trouble(404, ("这次计票没有存证", "This count bound nothing that could be shown"))
        back = h("p", h("a", "← ", self.headline(me, item), href=self.link("/decide/item", me=me, item=id)))
        about = h("section", h("h1", self.say("我的一行", "My own line")),
                  h("p", self.say("计票时，名册和选票上的每一行合在一起，算出一个“根”，写进了证明。下面是属于您的那一行，和从它算到根的全部步骤。"
                                  "浏览器会自己再算一遍：算出来的和证明里的一样，您的一行就在里面，没有被改过。别人的行，从这里看不出来。",
                                  "When the votes were counted, all lines of the list and of the ballots were bound into one number, the root, "
                                  "which the certificate has. Below is the line that is yours, and the way from it to the root. Your browser goes "
                                  "it once more: if it comes to the same root, your line is in, as it was. It tells nothing of anybody else's.")),
                  h("p", h("a", self.say("看证明", "The certificate"), class_="button plain",
                           href=self.link("/decide/certificate", me=me, item=id, move=move, seq=seq))), class_="card")
        who = self.resident(me, DECIDE) if not me else None
        cards = [self.line_card(me, item, seq, *root) for root in roots] if me else []
        return self.document(self.say("我的一行", "My own line"), back, about, who, cards, here="/decide", script="/proof.js",
                             other="/decide/proof?me=%d&item=%d&move=%s&seq=%d" % (me, id, move, seq))

    def line_card(self, me: int, item: cgov.Item, seq: int, name: str, lines: str, root: str) -> Html:
        """One list: the line in words, both roots, the steps, and the text."""
        roll = next(one for one in self.rolls_of(me, item) if one.name == name)
        title = h("h2", self.roll_title(item, name, roll.title))
        try:
            text = self.proof_text(me, item.id, name, seq)
        except cgov.NotFound:
            said = ("这里没有您名下的选票（汇总录入的纸质票没有名字）。", "There is no ballot in your name here (paper that was brought as sums has none).") \
                if roll.ballot else ("上面没有您。", "You are not on it.")
            return h("section", title, h("p", self.say(*said), class_="nothing"), class_="card")
        except cgov.Conflict:
            return h("section", title, h("p", self.say("计票以后，这份名册变了：下一次计票会再算。",
                                                       "This list has changed since it was counted: the next count binds it anew."),
                                         class_="nothing"), class_="card")
        waits = self.say("浏览器没有运行脚本：可以用下面的文字自己验算。", "Scripts do not run here: check the text below with any other program.")
        query = {"me": me, "item": item.id, "roll": name, "seq": seq}
        return h("section", title, h("p", waits, class_="verdict", role="status"), self.in_words(roll, text, lines),
                 h("dl", h("div", h("dt", self.say("证明里的根", "The root, as in the certificate")), h("dd", h("code", root, class_="root"))),
                   h("div", h("dt", self.say("浏览器算出来的根", "The root, as your browser finds it")),
                     h("dd", h("code", "–", class_="found"))), class_="roots"),
                 h("details", h("summary", self.say("一步一步怎么算", "The way, step by step")), h("ol", class_="steps"),
                   h("label", h("span", self.say("存证全文（可以改一个字再算，看会怎样）", "The whole text: change a letter and see what comes of it")),
                     h("textarea", text, class_="proof", rows=text.count("\n") + 1, spellcheck="false", wrap="off", autocomplete="off")),
                   h("p", h("button", self.say("重新计算", "Recompute"), type="button", class_="again", hidden=True),
                     h("a", self.say("下载文本", "As a text file"), href=self.link("/decide/proof.txt", **query), class_="button plain"),
                     class_="ways"),
                   h("p", self.say("不用浏览器：", "Without a browser: "), h("code", "python3 tests/python/proofs.py proof.txt certificate.txt"),
                     class_="facts"), class_="move"),
                 class_="card own-line", data_root=root,
                 data_agrees=self.say("浏览器重新计算：您的一行在里面，和证明一致。", "Recomputed in your browser: your line is in, as the certificate has it."),
                 data_differs=self.say("浏览器重新计算：不一致！", "Recomputed in your browser: does not agree!"),
                 data_leaf=self.say("您的一行，加上只给您的遮盖数", "Your line, with the blinding that is yours alone"),
                 data_left=self.say("和左边的合在一起", "Joined with what stands left"),
                 data_right=self.say("和右边的合在一起", "Joined with what stands right"),
                 data_head=self.say("写上是哪次计票、哪份名册：就是根", "With which count and list it is of: the root"))

    def in_words(self, roll: cgov.Roll, text: str, lines: str) -> Html:
        """What the line says, as people read it."""
        line = text.splitlines()[3]
        place = line.split(" ")[1]
        sums = [self.sum_words(axis, int(number)) for axis, number in _WORDS.findall(line.partition(" choice ")[0])]
        said: List[Tuple[str, object]] = [(self.say("您的位置", "Your place"), self.say("第 %s 行，共 %s 行", "line %s of %s") % (place, lines))]
        if any(sums):
            said.append((self.say("登记的", "On record"), self.say("，", ", ").join(filter(None, sums))))
        if " choice " in line:
            said.append((self.say("您投的", "Your vote"), self.said_words(line.partition(" choice ")[2])))
        if " sealed " in line:
            said.append((self.say("您的密封选票，指纹", "Your sealed ballot, its fingerprint"), h("code", line.partition(" sealed ")[2], class_="print")))
        if " commitment " in line:
            said.append((self.say("您投的", "Your vote"), self.say(
                "已投，并计入。投了什么，这里不写：这是不公开的表决，谁也不能要您拿这一页证明自己投了什么。",
                "It is in, and was counted. What it says is not here: these ballots are confidential, and nobody can ask you to prove by "
                "this page what you chose.")))
        return h("dl", [h("div", h("dt", name), h("dd", value)) for name, value in said], class_="own-words")

    def sum_words(self, axis: str, number: int) -> str:
        """What weighs; of a household only that there is one."""
        if axis == "household":
            return self.say("按户计一户", "one household") if number else ""
        return plain.amount({"units": cgov.Axis.UNITS, "area": cgov.Axis.AREA, "weight": cgov.Axis.WEIGHT}[axis], number, self.say)

    def said_words(self, said: str) -> str:
        """A choice, or places as they stand."""
        return plain.choice(said, self.say) if said.isalpha() else said
