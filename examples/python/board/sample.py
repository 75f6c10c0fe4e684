"""Some weeks of a town's life, so that a new board has something to show. Each step goes down the ledger's road."""

import hashlib
from typing import Dict, List, NamedTuple, Tuple

from board import sample_decisions, sample_meetings
from board.hall import CENTER, Hall, wall_clock
from board.words import DAY, HOUR

DAYS = 32  # ago, when it begins
CHINA = 8 * HOUR


class Story(NamedTuple):
    """A report, so many days ago at nine, and how many steps of the loop it has made since, two a day."""

    days: int
    title: str
    text: str
    place: int
    matter: str
    name: str
    lead: str
    steps: int
    answer: str = ""
    urgency: str = "normal"


STORIES = (
    Story(25, "槐树社区三号楼前路灯不亮", "三号楼前的两盏路灯坏了一周，晚上老人不敢出门。", 130702001001, "lighting", "赵某",
          "urban", 7, "已更换两盏灯头和一段老化线路，今晚起照明。"),
    Story(21, "石桥巷口井盖破损", "井盖缺了一角，自行车容易陷进去。", 130702002001, "water", "", "water", 7,
          "已更换新井盖，并检查了沿线另外六处。", "urgent"),
    Story(17, "松园菜场夜间噪声", "凌晨三点装卸货，住在楼上的睡不好。", 130702002002, "noise", "孔某", "wangshan", 7,
          "已与菜场约定六点以后装卸，社区每周回访一次。"),
    Story(13, "河沿小公园健身器材松动", "单杠晃得厉害，孩子也在上面玩。", 130702001002, "", "曹某", "chunhe", 4),
    Story(8, "石桥社区雨后积水", "一下雨巷口积水半天不退，水进了一楼。", 130702002001, "water", "严某", "water", 2,
          urgency="urgent"),
    Story(6, "垃圾清运不及时", "周末两天没人清，桶满了堆在路边。", 130702001001, "refuse", "华某", "chunhe", 5),
    Story(3, "家里老人赡养的事", "兄弟几个谈不拢，想请人调解。", 130702002002, "family", "金某", "wangshan", 1),
    Story(2, "树枝压住了电线", "风一吹就冒火花。", 130702001002, "", "魏某", "urban", 3, urgency="critical"),
    Story(1, "想装一个电动车充电棚", "院里二十多辆电动车，都从窗口拉线充电。", 130702002002, "", "陶某", "urban", 0),
)


def _loop(hall: Hall, story: Story) -> List[Tuple[int, str, Dict[str, object]]]:
    officer, lead = hall.officers, story.lead
    return [(officer[CENTER, "clerk"], "accept", {}),
            (officer[CENTER, "dispatcher"], "dispatch", {"lead": hall.offices[lead]}),
            (officer[lead, "contact"], "sign", {}), (officer[lead, "contact"], "start", {}),
            (officer[lead, "contact"], "done", {"result": "solved"}),
            (officer[lead, "contact"], "answer", {"text": story.answer,
                                                  "remedy": "如不满意，可在结案后十五日内要求重新办理。"}),
            (officer[CENTER, "checker"], "pass", {"rating": 5})][:story.steps]


def hall(directory: str, now: int = 0) -> Hall:
    """A hall over the directory's ledger; a new one has lived through the stories, the last of them by now."""
    now = now or wall_clock()
    made = Hall(directory, founded=now - DAYS * DAY)
    if made.ledger.info().issues == 0:
        play(made, now)
    made.clock = wall_clock
    return made


def play(made: Hall, now: int) -> None:
    """All steps of all stories in the order of time: a ledger does not go back."""
    today = (now + CHINA) // DAY * DAY - CHINA
    events: List[Tuple[int, int, int]] = []
    for number, story in enumerate(STORIES):
        nine = today - story.days * DAY + 9 * HOUR
        events += [(min(nine + step // 2 * DAY + step * HOUR, now), number, step) for step in range(story.steps + 1)]
    issues: Dict[int, int] = {}
    met = sample_meetings.steps(made, today) + sample_decisions.steps(made, today)
    for time, number, step in sorted(events + [(min(at, now), len(STORIES), n) for n, (at, _) in enumerate(met)]):
        made.clock = lambda at=time: at  # type: ignore[misc]
        if number == len(STORIES):
            met[step][1]()
            continue
        story = STORIES[number]
        if step == 0:
            key = hashlib.sha256(b"%d %d" % (now, number)).hexdigest()[:32]
            details: Dict[str, object] = {"title": story.title, "text": story.text, "place": story.place,
                                          "procedure": "issue", "urgency": story.urgency}
            if story.matter:
                details["matter"] = story.matter
            issues[number] = made.follow(made.report(key, story.name, details)).issue
        else:
            actor, move, given = _loop(made, story)[step - 1]
            made.ledger.move(made.act(actor), issues[number], move, given)
