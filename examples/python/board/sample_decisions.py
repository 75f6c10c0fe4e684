"""What the sample decides: owners who have passed one thing and failed another, vote on a third, and are to vote on a fourth
by sealed ballots; a village whose talk ended in a dispute that is put to the vote, and an election by paper."""

from typing import Any, Callable, Dict, List, Tuple

from board.hall import BOARD, ESTATE, OWNERS, VILLAGE, Hall
from board.sample_meetings import Step, day_of, entered, moved, opened
from board.words import DAY, HOUR


def steps(hall: Hall, today: int) -> List[Step]:
    """Each at its time. today: when it began."""
    roof = ("屋顶装太阳能板", "在三栋楼顶铺设光伏板，收益归维修资金。", "owners_common_use")
    manager = ("更换物业服务企业", "现合同到期后，改聘河沿物业。", "owners_services")
    shed = ("东侧空地建充电棚", "占用共有空地二十平方米，建一个可停二十四辆车的充电棚。", "owners_common_use")
    found = _owners(hall, today - 9 * DAY, roof, ("yes", "yes", "yes", "no", "yes", "yes"))
    found += _counted(hall, today - DAY, found, "三个月内装好，收益按季公布。")
    other = _owners(hall, today - 9 * DAY + HOUR, manager, ("no", "no", "yes", "no", "yes", "no"))
    found += other + _counted(hall, today - DAY + HOUR, other, "")
    shown = _owners(hall, today - 3 * DAY, shed, ("yes", "no", "yes"))
    paper = [(today - 2 * DAY + 10 * HOUR, _paper(hall, shown, 3))]
    return found + shown + paper + _sealed(hall, today) + _village(hall, today) + _election(hall, today)


class _Steps(List[Step]):
    """Of one item: which it is stands in `made` once it is opened."""

    made: Dict[str, int]


def _owners(hall: Hall, begins: int, about: Tuple[str, str, str], votes: Tuple[str, ...]) -> _Steps:
    """From the draft to the votes: the list is shown for five days, and it is announced sixteen days before the day."""
    title, text, matter = about
    secretary, registrar, head = (hall.officers[OWNERS, role] for role in ("secretary", "registrar", "head"))
    found = _Steps()
    made = found.made = {}
    found += [(begins - 22 * DAY + 9 * HOUR, opened(hall, made, secretary, "owners_decision", {
        "organizer": hall.offices[OWNERS], "estate": hall.offices[ESTATE], "title": title, "text": text, "matter": matter})),
              (begins - 22 * DAY + 10 * HOUR, moved(hall, made, registrar, "list")),
              (begins - 16 * DAY + 11 * HOUR, moved(hall, made, head, "announce", day=day_of(begins), text=text)),
              (begins + 9 * HOUR, moved(hall, made, head, "begin"))]
    found += [(begins + (10 + n) * HOUR, entered(hall, made, hall.neighbours[n], "ballots", hall.neighbours[n],
                                                  choice=choice)) for n, choice in enumerate(votes)]
    return found


def _counted(hall: Hall, at: int, decision: _Steps, published: str) -> List[Step]:
    """After seven whole days a teller counts; what was passed is published."""
    found = [(at + 10 * HOUR, moved(hall, decision.made, hall.officers[OWNERS, "teller"], "count"))]
    if published:
        found.append((at + 14 * HOUR, moved(hall, decision.made, hall.officers[OWNERS, "head"], "publish", text=published)))
    return found


def _paper(hall: Hall, decision: _Steps, owner: int) -> Callable[[], Any]:
    """A paper ballot that one teller has entered, and a second has not yet."""
    return entered(hall, decision.made, hall.officers[OWNERS, "teller"], "ballots", hall.neighbours[owner], choice="yes")


def _sealed(hall: Hall, today: int) -> List[Step]:
    """A vote by sealed ballots, which waits for its two trustees."""
    return [(today + 8 * HOUR, opened(hall, {}, hall.officers[OWNERS, "secretary"], "sealed_vote", {
        "organizer": hall.offices[OWNERS], "estate": hall.offices[ESTATE], "title": "要不要公开招聘物业服务企业",
        "text": "现合同下月到期。怕得罪人，所以用密封的选票。"}))]


def _village(hall: Hall, today: int) -> List[Step]:
    """A deliberation, its dispute, and the assembly that votes on it today."""
    talk: Dict[str, int] = {}
    vote: Dict[str, int] = {}
    clerk, head, who = hall.officers[VILLAGE, "clerk"], hall.officers[VILLAGE, "head"], hall.villagers
    begun, met = today - 24 * DAY + 9 * HOUR, today - 19 * DAY + 9 * HOUR
    found: List[Step] = [(begun, opened(hall, talk, clerk, "village_deliberation", {
        "organization": hall.offices[VILLAGE], "title": "村口鱼塘承包给谁", "text": "旧合同到期，是续包还是收回改建停车场。",
        "chair": head}))]
    found += [(begun + HOUR, entered(hall, talk, clerk, "participants", one, group="owner_side")) for one in who[:4]]
    found.append((begun + 2 * HOUR, moved(hall, talk, clerk, "notify", day=day_of(met), text="请带上各家的意见。")))
    found.append((met, moved(hall, talk, head, "sit")))
    found += [(met + HOUR, entered(hall, talk, one, "positions", one, position=position))
              for one, position in zip(who[:4], ("agree", "against", "against", "agree"))]
    found.append((met + 2 * HOUR, moved(hall, talk, head, "dispute", text="收回鱼塘、改建停车场：两种意见相当，提交村民会议表决。")))

    def find() -> None:
        vote["it"] = next(item.id for item in hall.items(clerk, parent=talk["it"]))

    put = today + 8 * HOUR
    found.append((met + 3 * HOUR, find))
    found += [(met + 3 * HOUR, entered(hall, vote, clerk, "electors", one)) for one in who]
    found.append((today - 12 * DAY + 9 * HOUR, moved(hall, vote, clerk, "notify", day=day_of(today), chair=head,
                                                     text="表决：是否收回村口鱼塘，改建停车场。")))
    found += [(put, entered(hall, vote, one, "present", one)) for one in who[:5]]
    found.append((put, moved(hall, vote, head, "put")))
    return found + [(put, entered(hall, vote, one, "ballots", one, choice=choice))
                    for one, choice in zip(who, ("yes", "yes", "no"))]


def _election(hall: Hall, today: int) -> List[Step]:
    """An election by paper: on its day two tellers enter who was given a ballot."""
    made: Dict[str, int] = {}
    officer, who = hall.officers, hall.villagers
    head, clerk = officer[BOARD, "head"], officer[BOARD, "clerk"]
    above = hall.ledger.info().founder  # the district's head, who alone starts an election here
    begun, nominated = today - 25 * DAY + 9 * HOUR, today - 18 * DAY + 9 * HOUR
    found: List[Step] = [(begun, opened(hall, made, above, "village_election", {
        "organization": hall.offices[VILLAGE], "board": hall.offices[BOARD], "seats": 2, "title": "石桥村村民委员会换届选举",
        "text": "应选委员二名。"}))]
    found += [(begun + HOUR, entered(hall, made, clerk, "electors", one)) for one in who]
    found.append((begun + 8 * HOUR, moved(hall, made, head, "publish", day=day_of(today))))
    found.append((nominated, moved(hall, made, clerk, "settle")))
    found += [(nominated + HOUR, entered(hall, made, clerk, "candidates", one)) for one in who[:3]]
    found.append((nominated + HOUR, entered(hall, made, clerk, "women", who[1])))
    found.append((today + 8 * HOUR, moved(hall, made, head, "begin")))
    return found + [(today + 8 * HOUR, entered(hall, made, officer[BOARD, teller], "marks", one))
                    for one in who[:4] for teller in ("teller", "teller.2")]
