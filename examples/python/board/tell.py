"""The teller's page: who was given a ballot, paper ballots entered, bundles brought, and the move that counts; what is
lacking stands above it. Two tellers work from the same page, each in their own name."""

import re
import secrets
from typing import Dict, List, NamedTuple, Optional

import cgov

from board import decide_words as plain
from board import words
from board.decide import Decisions, Vote
from board.markup import Html, h
from board.meet import Desk
from board.view import Acting

TELL = Desk("/tell", "officer")
PAPER = ("yes", "no", "abstain", "blank", "invalid")
MOST = 10 ** 12  # of anything that a bundle says


class Bundle(NamedTuple):
    """What a roll's line `bundle` says: for whom, whether two must bring the same, in which states."""

    line: int
    of: str
    twice: bool
    states: List[str]


class Tellers(Decisions):
    """The page of who counts."""

    def tell(self, officer: int, id: int) -> str:
        """A decision, to those who count it."""
        item = self.hall.ledger.item(self.hall.reader(officer), id)
        acting, vote = TELL.acting(officer), self.pending(officer, item)
        return self.document(
            self.say("计票", "Counting"), self.who(officer), self.top(officer, item), self.results(officer, item),
            self.standing_card(officer, item, vote) if vote else None, self.rolls(item, acting),
            self.paper(item, acting, vote) if vote else None, self.bundle_card(item, acting, vote) if vote else None,
            self.actions(item, acting, self.say("计票和下一步", "The count, and what comes next"), ("CGOV_R_STATE",)),
            self.next_steps(officer, item),
            h("p", h("a", self.say("← 回这一件", "← Back to it"), href=self.link("/office/item", officer=officer, item=id))),
            here="/office", other="/tell/item?officer=%d&item=%d" % (officer, id), script=self.script_of(officer, item))

    def to_tell(self, officer: int, item: cgov.Item) -> Optional[Html]:
        """From an item on a desk to its count."""
        if item.procedure not in self.hall.deciding:
            return None
        return h("p", h("a", self.say("计票台", "The teller's page"), class_="button plain",
                        href=self.link("/tell/item", officer=officer, item=item.id)), class_="ways")

    # ---- people and paper

    def may_enter(self, item: cgov.Item, acting: Acting, roll: cgov.Roll) -> Optional[List[Html]]:
        """Who counts enters others: whether a teller is an elector too is asked on the residents' page."""
        return None if acting.to == TELL.base + "/move" else super().may_enter(item, acting, roll)

    def electable(self, item: cgov.Item, acting: Acting, roll: cgov.Roll) -> List[int]:
        """Whom a list to choose from shows: those on the register, where there is one and this is another roll."""
        registers = [one for one in self.rolls_of(acting.reader, item) if one.name == "electors" and one.heads]
        if not registers or roll.name == "electors" or item.procedure not in self.hall.deciding:
            return self.hall.people()
        entries = self.hall.ledger.entries(self.hall.reader(acting.reader), item.id, "electors")
        return [entry.elector for entry in entries if entry.standing and entry.elector]

    def paper(self, item: cgov.Item, acting: Acting, vote: Vote) -> Optional[Html]:
        """A ballot on paper, entered for who cast it."""
        roll = vote.roll
        if not roll.others:
            return None
        people = [(id, self.name_of(id)) for id in self.electable(item, acting, roll)]
        box = h("label", h("span", self.say("谁的票", "Whose ballot")), self.select("elector", self.say("请选择", "Choose one"), people, True))
        said = [(name, *plain.CHOICES[name]) for name in PAPER]
        waits = h("p", self.say("有 %d 张只录入了一遍，等第二位计票人录入同样的内容。", "%d entered once: a second teller must enter the same.")
                  % roll.waiting, class_="notice") if roll.waiting else None
        return h("section", h("h2", self.say("录入纸质票", "Enter a paper ballot")), waits,
                 self.roll_form(item, acting, roll, self.say("录入", "Enter"),
                                [box, self.pills("choice", self.say("票上写的", "What it says"), said, "", True)
                                 if roll.ballot == 1 else self.ballot_control(acting.reader, item, roll)]),
                 class_="card", id="roll-" + roll.name)

    # ---- bundles

    def bundle_of(self, item: cgov.Item, roll: cgov.Roll) -> Optional[Bundle]:
        """The roll's line `bundle` in its text. It only decides whether a form is shown: the ledger judges."""
        for number, line in self.hall.roll_block(item, roll.name):
            found = re.match(r"bundle for (\w+) .*?( twice)? in ([\w ]+)", line)
            if found:
                return Bundle(number, found[1], bool(found[2]), found[3].split())
        return None

    def bundle_card(self, item: cgov.Item, acting: Acting, vote: Vote) -> Optional[Html]:
        """What the box holds, or the hands say, as sums; what stands of it, and for whom it is."""
        roll, bundle = vote.roll, self.bundle_of(item, vote.roll)
        if bundle is None:
            return None
        stood = h("p", self.say("已有汇总票。", "A bundle stands."), class_="notice") if roll.bundled else None
        waits = h("p", self.say("有一份汇总票等第二位计票人录入同样的数。", "A bundle waits for a second teller to bring the same."), class_="notice") \
            if roll.waiting and bundle.states and item.state in bundle.states else None
        whole = next((one for one in self.rolls_of(acting.reader, item) if one.name == bundle.of), None)
        of = self.say("这些票属于“%s”上的 %d 人。", "For those on “%s”: %d.") % (
            self.roll_title(item, whole.name, whole.title), whole.heads) if whole else ""
        open_now = item.state in bundle.states
        return h("section", h("h2", self.say("汇总票", "A bundle of ballots")), h("p", of, class_="facts"), stood, waits,
                 self.bundle_form(item, acting, vote) if open_now else
                 h("p", self.say("现在不收汇总票。", "No bundle is taken now."), class_="nothing"),
                 h("span", self.rule(item.rulebook, bundle.line, ""), class_="rule"), class_="card", id="bundle-" + roll.name)

    def bundle_rows(self, item: cgov.Item, reader: int, roll: cgov.Roll) -> List[Html]:
        """What can be counted: choices, or each candidate and all ballots."""
        axes = self.bundle_axes(reader, item, roll)
        if roll.ballot == 1:
            named = [(name, plain.choice(name, self.say)) for name in PAPER]
        else:
            lines = [line for line in self.hall.ledger.tallies(self.hall.reader(reader), item.id, roll.name)
                     if not line.name and line.standing]
            named = [("candidate-%d" % line.number, self.tallied(line)) for line in lines]
            named += [(name, plain.choice(name, self.say)) for name in ("blank", "invalid")]
            named.append(("cast", self.say("全部选票", "All ballots")))
        return [h("label", h("span", title, h("small", plain.by_axis(axis, self.say)) if len(axes) > 1 else None),
                  h("input", name="%s.%d" % (name, axis), inputmode="decimal", required=True, maxlength=16, value="0"))
                for name, title in named for axis in axes]

    def bundle_axes(self, reader: int, item: cgov.Item, roll: cgov.Roll) -> List[int]:
        """By which axes its rule asks; heads always."""
        vote = next(one for one in self.votes_of(reader, item) if one.roll.name == roll.name)
        return sorted({0} | {one.axis for one in self.standing(reader, item, vote)[1]})

    def bundle_form(self, item: cgov.Item, acting: Acting, vote: Vote) -> Html:
        """The sums."""
        hidden = {"key": secrets.token_hex(16), "item": item.id, "roll": vote.roll.name, **dict(acting.carries)}
        return h("form", [h("input", type="hidden", name=name, value=value) for name, value in hidden.items()],
                 h("div", self.bundle_rows(item, acting.reader, vote.roll), class_="sums"),
                 h("button", self.say("交汇总票", "Bring the bundle")), method="post", action=self.link("/tell/bundle"))


def sum_of(value: str, axis: int) -> int:
    """A sum as it was typed: a whole number; an area in square metres, kept in 0.01 of one."""
    found = re.fullmatch(r"([0-9]{1,13})(?:\.([0-9]{1,2}))?", value.strip())
    if not found or (found[2] and axis != cgov.Axis.AREA):
        raise words.Unfit("票数须是不小于 0 的整数（面积可有两位小数）", "a sum is a whole number from 0 (an area may have two decimals)")
    number = int(found[1]) * (100 if axis == cgov.Axis.AREA else 1) + int((found[2] or "").ljust(2, "0") or "0") * (
        axis == cgov.Axis.AREA)
    if number > MOST:
        raise words.Unfit("票数太大", "a sum is too great")
    return number


def bundle_lines(given: Dict[str, List[str]]) -> List[cgov.TallyRow]:
    """What a form says was in the box: names of its controls are `yes.0`, `candidate-2.0`, `cast.0`."""
    rows: Dict[str, cgov.TallyRow] = {}
    for key, values in sorted(given.items()):
        found = re.fullmatch(r"(yes|no|abstain|blank|invalid|cast|candidate-[0-9]{1,2})\.([0-3])", key)
        if not found:
            continue
        name, axis = found[1], int(found[2])
        row = rows.setdefault(name, row_of(name))
        setattr(row, cgov.Axis(axis).name.lower(), sum_of(values[0], axis))
    return list(rows.values())


def row_of(name: str) -> cgov.TallyRow:
    """An empty line of a bundle."""
    if name == "cast":
        return cgov.TallyRow(tally=cgov.TallyKind.CAST)
    if name.startswith("candidate-"):
        return cgov.TallyRow(tally=cgov.TallyKind.CANDIDATE, number=int(name[10:]))
    return cgov.TallyRow(tally=cgov.TallyKind.CHOICE, number=cgov.BallotChoice[name.upper()])
