"""Meetings of the sample: a joint meeting under way, a talk that is announced, and a proposal that is being seconded."""

from datetime import date
from typing import Any, Callable, Dict, List, Tuple

import cgov

from board.hall import JOINT, CHINA, Hall
from board.words import DAY, HOUR

Step = Tuple[int, Callable[[], Any]]


def steps(hall: Hall, today: int) -> List[Step]:
    """Each at its time. today: when it began."""
    return _proposal(hall, today - 3 * DAY) + _joint(hall, today) + _talk(hall, today)


def day_of(time: int) -> date:
    return cgov.moment(time, CHINA).date()


def opened(hall: Hall, made: Dict[str, int], actor: int, procedure: str, details: Dict[str, object]) -> Callable[[], Any]:
    return lambda: made.update(it=hall.ledger.open_item(hall.act(actor), procedure, details))


def moved(hall: Hall, made: Dict[str, int], actor: int, move: str, **details: object) -> Callable[[], Any]:
    return lambda: hall.ledger.move(hall.act(actor), made["it"], move, details)


def entered(hall: Hall, made: Dict[str, int], actor: int, roll: str, elector: int, **details: object) -> Callable[[], Any]:
    return lambda: hall.ledger.enter(hall.act(actor), made["it"], roll, elector, details)


def _proposal(hall: Hall, at: int) -> List[Step]:
    made: Dict[str, int] = {}
    who = hall.neighbours
    found: List[Step] = [(at + 10 * HOUR, opened(hall, made, who[0], "proposal", {
        "title": "松园社区建一个电动车充电棚", "text": "二十多辆车都从窗口拉线，太危险。建议利用菜场西侧空地。",
        "organization": hall.offices[JOINT]}))]
    found += [(at + (12 + n) * HOUR, entered(hall, made, who[n], "seconds", who[n])) for n in (1, 2)]
    said = (("for", "支持，早该建了。"), ("for", ""), ("against", "空地离窗户太近，怕起火。"))
    found += [(at + (15 + n) * HOUR, entered(hall, made, who[n + 1], "views", who[n + 1], view=view,
                                              **({"text": text} if text else {}))) for n, (view, text) in enumerate(said)]
    found.append((at + 20 * HOUR, entered(hall, made, who[4], "followers", who[4])))
    return found


def _joint(hall: Hall, today: int) -> List[Step]:
    made: Dict[str, int] = {}
    officer = hall.officers
    secretary, chair = officer[JOINT, "secretary"], officer[JOINT, "head"]
    members = [officer[key, "contact"] for key in ("chunhe", "wangshan", "urban", "water")]
    called, noticed, nine = today - 7 * DAY + 9 * HOUR, today - 5 * DAY + 9 * HOUR, today + 8 * HOUR
    found: List[Step] = [(called, opened(hall, made, secretary, "joint_meeting", {
        "organization": hall.offices[JOINT], "text": "研究积水、充电和清运三件事。", "chair": chair,
        "recorder": officer[JOINT, "clerk"]}))]
    found.append((noticed, moved(hall, made, secretary, "notify", day=day_of(today), notice="研究积水、充电和清运三件事，请准时到会。")))
    for hour, text in enumerate(("石桥社区雨后积水怎么根治", "松园社区充电棚选址", "周末垃圾清运安排")):
        found.append((noticed + (hour + 1) * HOUR, moved(hall, made, members[hour], "raise", text=text)))
    found += [(nine, entered(hall, made, one, "present", one, channel_of=how))
              for one, how in zip(members, ("onsite", "onsite", "online"))]
    found.append((nine + HOUR, moved(hall, made, chair, "sit")))

    def topic(number: int, move: str, **details: object) -> Callable[[], Any]:
        def act() -> None:
            topics = [item for item in hall.items(chair, parent=made["it"]) if item.procedure == "topic"]
            hall.ledger.move(hall.act(chair), topics[number].id, move, details)
        return act

    found.append((nine + HOUR, topic(-3, "put")))
    found.append((nine + HOUR, topic(-3, "assign", lead=hall.offices["water"], text="查明管网，提出方案。",
                                     day=day_of(today + 20 * DAY))))
    found.append((nine + HOUR, topic(-2, "put")))
    return found


def _talk(hall: Hall, today: int) -> List[Step]:
    made: Dict[str, int] = {}
    secretary, chair = hall.officers[JOINT, "secretary"], hall.officers[JOINT, "head"]
    who, at = hall.neighbours, today - 2 * DAY + 9 * HOUR
    return [(at, opened(hall, made, secretary, "talk", {
        "organization": hall.offices[JOINT], "text": "民情恳谈：小区里的停车和充电。", "chair": chair,
        "day": day_of(today + 4 * DAY)})),
            (at + HOUR, entered(hall, made, who[1], "joined", who[1])),
            (at + 2 * HOUR, entered(hall, made, who[2], "joined", who[2])),
            (at + 3 * HOUR, moved(hall, made, who[2], "ask", text="消防通道上停的车谁来管？"))]
