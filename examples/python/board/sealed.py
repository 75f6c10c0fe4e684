"""Sealed ballots: an elector's page seals the choice in the browser (seal.js), trustees lay down their keys, open together
and enter what it comes to. The scheme is this example's, for demonstration; the ledger knows nothing of it but bytes."""

import json
import re
import secrets
from typing import Dict, List, Optional, Tuple

import cgov

from board import decide_words as plain
from board import words
from board.decide import DECIDE, ONLINE, Vote
from board.markup import Html, h
from board.proof import Proofs
from board.tell import PAPER
from board.view import Acting

SEALED = 3  # of cgov_roll_view.secrecy
KEYS = "keys"  # the roll on which trustees lay down theirs
_BALLOT = re.compile(r'\{"scheme":"board-halves-1","fits":\[[0-9a-f",]{1,200}\],"boxes":\[[][A-Za-z0-9+/=",]{1,2000}\]\}')


def ballot_of(value: str) -> str:
    """A sealed ballot as seal.js makes it: what a form brings in the clear is never cast."""
    if not _BALLOT.fullmatch(value):
        raise words.Unfit("选票没有密封好，没有投出", "The ballot is not sealed, and was not cast")
    return value


def proof_of(value: str) -> str:
    """The SHA-256 of a proof, as it was typed."""
    if not re.fullmatch("[0-9a-f]{64}", value.strip()):
        raise words.Unfit("证明的 SHA-256 是 64 位十六进制数", "The proof's SHA-256 has 64 hexadecimal digits")
    return value.strip()


class Sealed(Proofs):
    """Its part of the pages of who votes and of who counts."""

    def script_of(self, reader: int, item: cgov.Item) -> str:
        """The script that a page of such a vote runs."""
        vote = self.pending(reader, item)
        return "/seal.js" if vote and vote.roll.secrecy == SEALED else ""

    def keys_of(self, reader: int, item: cgov.Item) -> List[Tuple[int, str]]:
        """Who laid down a key, and which, in the order of their places."""
        found = [entry for entry in self.hall.ledger.entries(self.hall.reader(reader), item.id, KEYS) if entry.standing]
        return [(entry.elector, self.hall.words(reader, item.id, "public_key", entry.seq))
                for entry in sorted(found, key=lambda entry: entry.place)]

    def demonstration(self) -> Html:
        """What everybody is told of the scheme."""
        return h("p", self.say("演示用：密封的办法是本示例自己的，没有人审查过。它不防出示：保管人公布的证明里有每张选票（不写姓名，按指纹）说了什么，"
                               "您留下的指纹就能证明自己投了什么。真的投票请用经过审查的系统（如 Helios、Belenios）。",
                               "For demonstration: the scheme is this example's own, and nobody has examined it. It does not stop you from showing your "
                               "vote: the proof that trustees publish says what each ballot said, by fingerprint and without names, so whoever has "
                               "yours knows. For a real vote take a system that was examined, such as Helios or Belenios."), class_="notice warned")

    # ---- who votes

    def own_choice(self, me: int, item: cgov.Item, roll: cgov.Roll) -> str:
        """That it is in, and no more: nobody here knows."""
        if roll.secrecy != SEALED:
            return super().own_choice(me, item, roll)
        return self.say("已投，密封", "in, and sealed") if self.own_entry(me, item, roll) else ""

    def ballot_form(self, me: int, item: cgov.Item, roll: cgov.Roll, own: str) -> Html:
        """The choice stands outside the form: what the form sends is the sealed ballot alone."""
        keys = [key for _, key in self.keys_of(me, item)] if roll.secrecy == SEALED and roll.allowed else []
        if not keys:
            return super().ballot_form(me, item, roll, own)
        cast = h("div", h("p", self.say("选票的指纹（可以抄下来，计票后对照）：", "The ballot's fingerprint (keep it, and compare it after the count):"),
                          class_="facts"), h("p", h("code", "–", id="fingerprint"), class_="print"),
                 self.roll_form(item, DECIDE.acting(me), roll, self.say("投出密封的选票", "Cast the sealed ballot"),
                                [h("input", type="hidden", name="sealed", value="", id="sealed")]), id="cast", hidden=True)
        return h("div", self.pills("said", self.say("您的意见", "Your choice"), [(name, *plain.CHOICES[name]) for name in ONLINE], ""),
                 h("p", self.say("浏览器没有运行脚本，不能密封，所以这里投不了票：您选了什么不会送出。",
                                 "Scripts do not run here, so nothing can be sealed or cast: what you choose is sent nowhere."),
                   class_="verdict", role="status"),
                 h("p", h("button", self.say("密封", "Seal it"), type="button", id="seal", hidden=True), class_="ways"), cast,
                 self.demonstration(), class_="sealing", data_keys=" ".join(keys), **self.spoken_of(
                     ready=("选择只留在这台设备上：先密封，再投出。", "Your choice stays on this device: seal it first, then cast it."),
                     choose=("请先选择。", "Please choose first."),
                     done=("已密封：离开这台设备的只有密文。", "Sealed: nothing but the locked text will leave this device."),
                     unread=("保管人的公钥读不出来，不能密封。", "A trustee's key cannot be read: nothing can be sealed.")))

    def spoken_of(self, **said: Tuple[str, str]) -> Dict[str, str]:
        """What the script says; where the browser cannot, that too."""
        said["unable"] = ("这个浏览器或这个网址不能加密（需要 https）。", "This browser, or this address, cannot encrypt (it takes https).")
        return {"data_" + name: self.say(*both) for name, both in said.items()}

    def standing(self, reader: int, item: cgov.Item, vote: Vote) -> Tuple[cgov.Ruling, List[cgov.Comparison]]:
        """What it would come to nobody knows."""
        return (cgov.Ruling(), []) if vote.roll.secrecy == SEALED else super().standing(reader, item, vote)

    def standing_card(self, reader: int, item: cgov.Item, vote: Vote) -> Html:
        """How many ballots there are, who opens them, and what nobody knows before."""
        if vote.roll.secrecy != SEALED:
            return super().standing_card(reader, item, vote)
        rows = [h("li", h("b", self.hall.words(self.hall.ledger.info().founder, who, "name")), h("code", key, class_="print"))
                for who, key in self.keys_of(reader, item)]
        return h("section", h("h2", self.say("怎样计票", "How it is counted")),
                 h("p", self.say("密封表决：选票在您的设备上锁成两半，两位保管人各开一半。他们录入同样的结果以前，谁也不知道各选项有多少票；录入以后，数再小也照列。",
                                 "These ballots are sealed: your device locks each in two halves, and two trustees open one each. Until both have entered "
                                 "the same result nobody knows how many say what; afterwards all numbers are shown, small ones too.")),
                 h("h3", self.say("保管人和他们的公钥", "The trustees, and their public keys")),
                 h("ul", rows, class_="clocks") if rows else h("p", self.say("还没有人交公钥。", "Nobody has laid down a key yet."), class_="nothing"),
                 self.turnout(reader, item, vote), class_="card standing", id="standing")

    def bundled_for(self, reader: int, item: cgov.Item, vote: Vote) -> Optional[Html]:
        """Sealed ballots are their own bundle: nobody's come besides."""
        return None if vote.roll.secrecy == SEALED else super().bundled_for(reader, item, vote)

    def paper_waits(self, vote: Vote) -> Optional[Html]:
        """What waits here is a trustee's result, of which `agreed` tells."""
        return None if vote.roll.secrecy == SEALED else super().paper_waits(vote)

    def has_own_card(self, item: cgov.Item, roll: cgov.Roll) -> bool:
        """Keys do."""
        return roll.name == KEYS

    # ---- who counts

    def bundle_card(self, item: cgov.Item, acting: Acting, vote: Vote) -> Optional[Html]:
        """A trustee's: the key they lay down; then what they open, what it comes to, what fits."""
        if vote.roll.secrecy != SEALED:
            return super().bundle_card(item, acting, vote)
        keys = next(roll for roll in self.rolls_of(acting.reader, item) if roll.name == KEYS)
        if keys.open:
            return self.key_card(item, acting, keys)
        try:
            ballots = list(self.hall.ledger.sealed(self.hall.reader(acting.reader), item.id, vote.roll.name))
        except cgov.NotFound:
            return h("section", h("h2", self.say("开票", "Opening")), h("p", self.say(
                "投票截止以后，由保管人打开。", "Trustees open the ballots once voting is over."), class_="nothing"), class_="card")
        return self.opening_card(item, acting, vote, ballots)

    def key_card(self, item: cgov.Item, acting: Acting, keys: cgov.Roll) -> Html:
        """Their key: made in the browser, its secret half shown once."""
        if not keys.allowed:
            return h("section", h("h2", self.say("保管人的公钥", "Trustees' keys")),
                     h("p", self.say("由保管人自己交。", "Trustees lay down their own."), class_="nothing"), class_="card")
        said = self.say("换成这把公钥", "Lay down this one instead") if keys.entered else self.say("交出公钥", "Lay down the public key")
        stands = h("p", self.say("您的公钥已经交了。", "Yours is laid down."), class_="notice") if keys.entered else None
        kept = h("label", h("span", self.say("私钥：请自己保存，丢了就没有人能开票，别人拿到就少了一道锁",
                                             "The secret half: keep it. Without it nobody can open; with it somebody else needs one lock less")),
                 h("textarea", "", id="secret-made", rows=4, readonly=True, spellcheck="false", autocomplete="off"))
        made = h("div", kept, self.roll_form(item, acting, keys, said, [h("input", type="hidden", name="public_key", value="")]),
                 id="made", hidden=True)
        return h("section", h("h2", self.say("保管人的公钥", "Your key as a trustee")), stands,
                 h("p", self.say("浏览器没有运行脚本，不能生成钥匙。", "Scripts do not run here: no key can be made."), class_="verdict", role="status"),
                 h("p", h("button", self.say("生成一对钥匙", "Make a pair of keys"), type="button", id="make", hidden=True, class_="plain"), class_="ways"),
                 made, self.demonstration(), class_="card own-key", **self.spoken_of(
                     ready=("钥匙在这台设备上生成，只交公钥。", "The keys are made on this device; only the public one leaves it."),
                     made=("已生成。私钥只在下面这一格里，没有送出。", "Made. The secret half is in the box below and nowhere else.")))

    def opening_card(self, item: cgov.Item, acting: Acting, vote: Vote, ballots: List[Tuple[str, cgov.TallyRow]]) -> Html:
        """What they open and enter."""
        lines = "".join("%d %d %d %d %s\n" % (row.heads, row.units, row.area, row.weight, json.dumps(text)) for text, row in ballots)
        keys = " ".join(key for _, key in self.keys_of(acting.reader, item))
        return h("section", h("h2", self.say("开票", "Opening")), self.agreed(vote.roll),
                 h("p", self.say("第一步：各自用私钥打开自己的一半，把得到的文字交给另一位。第二步：把两份放在一起。两人得到的结果和证明必须一样。",
                                 "First each opens their own half with their secret key, and gives the text to the other. Then put both "
                                 "together. Both must come to the same result, by the same proof.")),
                 h("p", self.say("浏览器没有运行脚本：结果可以照别的程序算出的填在下面。", "Scripts do not run here: enter below what another program found."),
                   class_="verdict", role="status"),
                 h("details", h("summary", self.say("密封的选票：%d 张", "The sealed ballots: %d") % len(ballots)),
                   self.box("ballots", self.say("每行一张：人数、户数、面积、权数、密文", "A line each: heads, units, area, weight, and the locked text"), lines, True),
                   class_="move"),
                 self.box("secret", self.say("您的私钥（不会送出）", "Your secret key (it is sent nowhere)")),
                 h("p", h("button", self.say("打开我的一半", "Open my halves"), type="button", id="halve", hidden=True, class_="plain"), class_="ways"),
                 self.box("mine", self.say("我的一半：交给另一位", "My halves: give them to the other trustee")),
                 self.box("theirs", self.say("另一位的一半", "The other trustee's halves")),
                 h("p", h("button", self.say("合在一起", "Put both together"), type="button", id="open", hidden=True, class_="plain"), class_="ways"),
                 self.box("proof-text", self.say("证明全文：请随结果公布", "The proof: publish it with the result"), "", True),
                 self.result_form(item, acting, vote), self.demonstration(), class_="card opening", id="bundle-" + vote.roll.name,
                 data_keys=keys, data_item=item.id, **self.spoken_of(
                     fits=("相符", "fits"), misses=("不符：交上去会被退回", "does not fit: it would be refused"),
                     ready=("开票在这台设备上进行，私钥不会送出。", "Opening is done on this device: your secret key leaves it never."),
                     halved=("已打开。请把下面的文字交给另一位。", "Opened. Give the text below to the other trustee."),
                     opened=("已合上：结果和证明填在下面，请核对后交上。", "Put together: the result and its proof stand below. Look, then enter them."),
                     whose=("这把私钥不是这次表决的保管人的。", "This secret key is no trustee's of this vote."),
                     halves=("有一份不是这次表决的，或者不全。", "One of the texts is not of this vote, or not whole."),
                     same=("两份是同一半。", "Both texts are the same half."), unread=("读不出来。", "It cannot be read."),
                     forged=("有一半和选票对不上，请另一位重新打开：", "A half does not fit its ballot; ask for it anew:")))

    def agreed(self, roll: cgov.Roll) -> Html:
        """What was entered so far, and what it waits for."""
        if roll.bundled and not roll.waiting:
            said = ("两位保管人录入的一样：结果已成立，可以计票。", "Two trustees entered the same: the result stands, and can be counted.")
        elif roll.bundled:
            said = ("已有成立的结果；另有一份等第二位录入同样的数和证明。", "A result stands; another waits for a second trustee to enter the same sums and proof.")
        elif roll.waiting:
            said = ("有一位已经录入，等第二位录入同样的数和同样的证明。", "One has entered it: a second must enter the same sums and the same proof.")
        else:
            said = ("还没有人录入结果。", "Nobody has entered a result yet.")
        return h("p", self.say(*said), class_="notice", id="agreed")

    @staticmethod
    def box(name: str, label: str, text: str = "", only: bool = False) -> Html:
        """A text to read, or to paste; no form sends it."""
        return h("label", h("span", label), h("textarea", text, id=name, rows=4, readonly=only, spellcheck="false", wrap="off",
                                              autocomplete="off", class_="locked"))

    def result_axes(self, roll: cgov.Roll, base: cgov.Roll) -> Dict[int, int]:
        """By which axes it must add up, and to what."""
        stands = {0: roll.heads, 1: roll.units, 2: roll.area, 3: roll.weight}
        return {axis: number for axis, number in stands.items() if axis == 0 or (0, base.units, base.area, base.weight)[axis]}

    def result_form(self, item: cgov.Item, acting: Acting, vote: Vote) -> Html:
        """The sums and the proof's digest, and by each axis whether they add up."""
        base = next(roll for roll in self.rolls_of(acting.reader, item) if roll.name == "electors")
        axes = self.result_axes(vote.roll, base)
        rows = [h("label", h("span", plain.choice(name, self.say), h("small", plain.by_axis(axis, self.say)) if len(axes) > 1 else None),
                  h("input", name="%s.%d" % (name, axis), inputmode="decimal", required=True, maxlength=16, value="0"))
                for name in PAPER if name != "blank" for axis in axes]
        fits = [h("li", h("b", plain.by_axis(axis, self.say)), h("span", self.say("现有选票 ", "Ballots that stand: "),
                                                                 plain.amount(axis, number, self.say)),
                  h("span", self.say("填的合计 ", "entered: "), h("span", "–", class_="typed")), h("strong", "", class_="fits"),
                  data_axis=axis, data_stand=number) for axis, number in axes.items()]
        hidden = {"key": secrets.token_hex(16), "item": item.id, "roll": vote.roll.name, **dict(acting.carries)}
        return h("form", [h("input", type="hidden", name=name, value=value) for name, value in hidden.items()],
                 h("h3", self.say("结果", "The result")), h("div", rows, class_="sums"), h("ul", fits, class_="clocks fitting"),
                 h("label", h("span", self.say("证明的 SHA-256", "The proof's SHA-256")),
                   h("input", name="proof", required=True, minlength=64, maxlength=64, pattern="[0-9a-f]{64}", autocomplete="off",
                     spellcheck="false")),
                 h("button", self.say("录入结果", "Enter the result")), method="post", action=self.link("/tell/sealed"))
