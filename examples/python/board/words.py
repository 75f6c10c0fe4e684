"""What the rulebook has no words for: the details of moves as form controls, reasons and clocks, dates and spans."""

import re
from datetime import date as Day, datetime, timedelta, timezone
from typing import Callable, Dict, Iterable, List, NamedTuple, Tuple

import cgov

CHINA = timezone(timedelta(hours=8))
CLOCKS: Dict[str, Tuple[str, str]] = {
    "forward": ("转办", "Passing it on"), "feedback": ("反馈", "Feedback"), "verify": ("核实", "Verifying"),
    "place": ("重新派单", "Dispatching anew"), "sign": ("签收", "Signing for it"), "object": ("退单裁定", "Settling who leads"),
    "handle": ("办理", "Handling"), "resume": ("恢复办理", "Resuming"), "answer": ("答复", "Answering"),
    "check": ("核查", "Checking"), "shelf": ("自动归档", "Filed by itself"), "review": ("复查", "Review"),
    "shelf2": ("自动归档", "Filed by itself"), "hearing": ("听证", "Hearing"), "recheck": ("复核", "Second review"),
    "arrive": ("到场", "Arriving"), "share": ("协办", "Helping"),
    "gather": ("征集附议", "Gathering support"), "prepare": ("筹备", "Preparing"), "hold": ("召开", "Being held"),
    "meet": ("会期", "The sitting"), "minutes": ("纪要", "Minutes"), "track": ("落实", "Following up"),
    "settle": ("议决", "Settling"), "due": ("办理", "Doing it"), "talking": ("恳谈", "The talk"),
    "talk": ("协商", "The talk"), "follow": ("反馈", "Following up"), "opinion": ("意见执行", "Carrying it out"),
    "begin": ("开始表决", "Voting begins"), "poll": ("表决", "Voting"), "poll2": ("另行选举", "The run-off"),
    "finish": ("计票和公布", "Count and publish"), "publish": ("公布", "Publishing"), "register": ("登记", "Registering"),
    "count": ("计票", "The count"), "count2": ("计票", "The count"), "run": ("另行选举", "The run-off"),
    "begin2": ("开始另行选举", "The run-off begins"),
    "effect": ("生效", "Taking effect"), "handover": ("移交", "Handing over"), "list": ("登记名册", "The register"),
    "convene": ("召集", "Convening"), "call": ("召集", "Calling it"), "carry": ("公布或交办", "Publishing it"),
    "act": ("落实", "Carrying it out"), "ballot": ("交付表决", "The vote"), "explain": ("说明", "Explaining"),
    "complete": ("补正材料", "Sending what is missing"), "supply": ("补充情况", "Your reply"),
    "escalate": ("上报", "Reporting upwards"), "reply": ("答复", "Answering"),
}

REASONS: Dict[str, str] = {  # as in docs/errors.md
    "CGOV_R_MAY": "所任岗位均无此权限",
    "CGOV_R_STATE": "当前状态下没有这个步骤",
    "CGOV_R_MOVE": "程序里没有这个步骤",
    "CGOV_R_ACTOR": "不是有权办这一步的人",
    "CGOV_R_SELF": "须回避：本步骤不得由其本人办理",
    "CGOV_R_NEEDS": "缺少必填内容",
    "CGOV_R_TAKES": "本步骤不收这项内容",
    "CGOV_R_DETAIL": "填写的内容不成立",
    "CGOV_R_WITHIN": "已过规定的期限",
    "CGOV_R_BEFORE": "时限已到期，或没有在计时",
    "CGOV_R_AT_MOST": "次数已用完",
    "CGOV_R_TRACK": "此类诉求不适用",
    "CGOV_R_CHANNEL": "此渠道来的诉求不适用",
    "CGOV_R_MATTER": "此事项不适用",
    "CGOV_R_URGENCY": "此紧急程度不适用",
    "CGOV_R_CONTACT": "对方单位没有在任的专员可接",
    "CGOV_R_ACCUSED": "会转到被反映的人或单位手里",
    "CGOV_R_SAME_PLACE": "两件不在同一地点",
    "CGOV_R_SAME_MATTER": "两件不是同一事项",
    "CGOV_R_OWING": "不能并入这一件：是它自己、程序不同、已经答复，或已并入别件",
    "CGOV_R_FOLLOWED": "另有诉求并在本件之下",
    "CGOV_R_DELEGATES": "来访代表人数超限",
    "CGOV_R_CHILDREN": "还有下级事项没有办结",
    "CGOV_R_USED_UP": "常规途径还没有用尽",
    "CGOV_R_PUBLIC_SAFETY": "涉及公共安全",
    "CGOV_R_UNSETTLED": "原诉求已经终结",
    "CGOV_R_VERSION": "在此之后又有变动",
    "CGOV_R_KEY": "这张表已经用于另一次提交",
    "CGOV_R_EXTERNAL": "这张表已经提交过",
    "CGOV_R_PARTY": "该设的一方无从确定：没有上级，或没有指定",
    "CGOV_R_LIMIT": "已到台账的上限",
    "CGOV_R_ROUTED": "按派单规则应交另一单位主办",
    "CGOV_R_LEVEL": "该单位不是所要求的层级",
    "CGOV_R_OTHER": "所指定的单位就是原单位、应当回避，或不在该地",
    "CGOV_R_PARENT": "上级事项还没有到这一步所要求的状态",
    "CGOV_R_CHILD": "下级事项还没有到这一步所要求的状态",
    "CGOV_R_TYPE": "本台账中同名信息项已是另一种类型",
    "CGOV_R_ROLL": "名册未开放登记，或没有这个名册",
    "CGOV_R_ELECTOR": "该人不在可登记的范围内，或所有的已有变动",
    "CGOV_R_EXCLUDED": "该人应当回避，或已在另一名册上",
    "CGOV_R_AGAIN": "已经登记过",
    "CGOV_R_SHARE": "人数或比例没有达到",
    "CGOV_R_NOTICE": "所给日期太近，提前的天数不够",
    "CGOV_R_DAY": "日期未到、已过，或太远",
    "CGOV_R_AFTER": "须等的时间还没有过",
    "CGOV_R_ROLE": "没有这个岗位，该单位不设此岗，或须先取得另一资格",
    "CGOV_R_RULE": "没有可用的表决规则，或其来源尚未核实",
    "CGOV_R_CHOICE": "选项不在可选之列",
    "CGOV_R_BUNDLE": "汇总票数与名册不符",
    "CGOV_R_COPY": "密封选票与名册上已投过的一张完全相同",
}

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MINUTE, HOUR, DAY = 60000, 3600000, 86400000


def plain(name: str) -> str:
    """A name of the rulebook in English: they are English words already."""
    return name.replace("_", " ").capitalize()


def date(when: datetime, zh: bool, this_year: int) -> str:
    """A date and time, its year only where it is another."""
    if zh:
        return "%s%d月%d日 %02d:%02d" % ("" if when.year == this_year else "%d年" % when.year, when.month, when.day,
                                      when.hour, when.minute)
    return "%d %s%s, %02d:%02d" % (when.day, MONTHS[when.month - 1],
                                   "" if when.year == this_year else " %d" % when.year, when.hour, when.minute)


def span(length: int, zh: bool) -> str:
    """How long, in the largest unit that says something; "" under a minute."""
    for unit, chinese, english in ((DAY, "天", "day"), (HOUR, "小时", "hour"), (MINUTE, "分钟", "minute")):
        count = length // unit
        if count:
            return "%d %s" % (count, chinese if zh else english if count == 1 else english + "s")
    return ""


# ---------------------------------------------------------------------------------------- details as form controls


class Field(NamedTuple):
    """control: line, words, number, date, instant, point, choice, choices, organization, organizations; of a choice, what can be chosen.
    """

    zh: str
    en: str
    control: str
    choices: Tuple[Tuple[str, str, str], ...] = ()  # value, zh, en
    most: int = 0  # characters, or the greatest number
    least: int = 1
    kind: int = 0  # of the ids that the numbers stand for


YES_NO = (("1", "是", "Yes"), ("2", "否", "No"))
TITLE_MOST, TEXT_MOST, NAME_MOST = 60, 2000, 40

URGENCY = (("normal", "一般", "Normal"), ("urgent", "紧急", "Urgent"), ("critical", "特急", "Critical"))
CHANNELS = (("web", "网上", "Online"), ("hotline", "热线", "Hotline"), ("visit", "来访", "In person"), ("letter", "来信", "Letter"),
            ("patrol", "巡查", "Patrol"), ("public", "公众", "The public"), ("media", "媒体", "The media"),
            ("superior", "上级", "From above"))
FIELDS: Dict[str, Field] = {
    "title": Field("标题", "Title", "line", most=TITLE_MOST),
    "text": Field("答复或说明", "Answer, or what was done", "words", most=TEXT_MOST),
    "reason": Field("理由", "Reason", "words", most=TEXT_MOST),
    "evidence": Field("依据", "Evidence", "words", most=TEXT_MOST),
    "remedy": Field("还可以怎么做", "What can still be done", "words", most=TEXT_MOST),
    "note": Field("内部备注（反映人看不到）", "Internal note (the reporter never sees it)", "words", most=TEXT_MOST),
    "urgency": Field("紧急程度", "Urgency", "choice", URGENCY),
    "result": Field("结果", "Result", "choice", (
        ("solved", "已解决", "Solved"), ("explained", "已解释", "Explained"), ("planned", "列入计划", "Planned"),
        ("refused", "不予支持", "Not granted"))),
    "channel": Field("应走的渠道", "Where it belongs", "choice", (
        ("litigation", "诉讼", "Litigation"), ("arbitration", "仲裁", "Arbitration"),
        ("reconsideration", "行政复议", "Administrative reconsideration"), ("appeal", "申诉", "Appeal"),
        ("elsewhere", "其他机关", "Another authority"))),
    "rating": Field("满意度", "Rating", "choice", (
        ("5", "5 很满意", "5 very satisfied"), ("4", "4 满意", "4 satisfied"), ("3", "3 一般", "3 fair"),
        ("2", "2 不满意", "2 dissatisfied"), ("1", "1 很不满意", "1 very dissatisfied"))),
    "contacted": Field("回访联系上了", "The reporter was reached", "choice", YES_NO),
    "solved": Field("反映人认为已解决", "Solved, as the reporter says", "choice", YES_NO),
    "choice": Field("意见", "Choice", "choice", (
        ("yes", "赞成", "Yes"), ("no", "反对", "No"), ("abstain", "弃权", "Abstain"), ("block", "反对并阻止", "Block"),
        ("blank", "空白票", "Blank"), ("invalid", "废票", "Spoiled"))),
    "days": Field("天数", "Days", "number", most=3660),
    "class": Field("类别代码", "Class", "line", most=31),
    "masked": Field("不让承办单位知道是谁反映的", "Keep my name from those who handle it", "choice", YES_NO[:1]),
    "master": Field("并入第几件", "Merge into number", "number", most=(1 << 44) - 1),
    "place": Field("在哪里", "Where", "number"),
    "point": Field("坐标（北纬, 东经）", "Point (latitude, longitude)", "point"),
    "track": Field("诉求性质", "What kind of request", "choice", (
        ("consult", "咨询", "Consultation"), ("complaint", "投诉", "Complaint"), ("suggestion", "建议", "Suggestion"),
        ("help", "求助", "Help"), ("petition", "信访", "Petition"), ("accusation", "举报", "Accusation"),
        ("other", "其他", "Other"))),
    "received": Field("什么时候收到的", "When it came in", "instant"),
    "against": Field("被反映的单位", "The organization complained of", "organization"),
    "public_safety": Field("涉及公共安全", "A matter of public safety", "choice", YES_NO[:1]),
    "earlier": Field("此前是第几件", "The earlier one's number", "number", most=(1 << 44) - 1, kind=cgov.Kind.ISSUE),
    "delegates": Field("代表人数", "How many came", "number", most=100000),
    "intake": Field("受理单位", "The office that takes it in", "organization"),
    "organization": Field("单位", "Organization", "organization"),
    "lead": Field("主办单位", "Lead organization", "organization"),
    "organizations": Field("协办单位", "Organizations to help", "organizations"),
}


# The same field is called by what it is for in that move.
IN_MOVE: Dict[Tuple[str, str], Field] = {
    ("report", "text"): Field("详细情况", "What happened", "words", most=TEXT_MOST),
    ("report", "channel"): Field("怎么来的", "How it came in", "choice", CHANNELS),
    ("classify", "channel"): Field("怎么来的", "How it came in", "choice", CHANNELS),
    ("dispatch", "text"): Field("对协办单位的要求", "What is asked of those who help", "words", most=TEXT_MOST),
    ("dispatch", "days"): Field("几天内协办", "Days to help in", "number", most=3660),
    ("supervise", "organizations"): Field("要求说明的单位", "Organizations that are to account for it", "organizations"),
    ("supervise", "text"): Field("督办要求", "What is ordered", "words", most=TEXT_MOST),
    ("supervise", "days"): Field("几天内回复", "Days to answer in", "number", most=3660),
    ("whistle", "organizations"): Field("吹哨请来的单位", "Organizations called to the spot", "organizations"),
    ("whistle", "text"): Field("请他们做什么", "What is asked of them", "words", most=TEXT_MOST),
    ("whistle", "days"): Field("几天内办", "Days to do it in", "number", most=3660),
    ("extend", "days"): Field("延长几天", "Days more", "number", most=3660),
    ("suspend", "days"): Field("暂停几天", "Days to rest", "number", most=3660),
    ("hear", "days"): Field("听证几天", "Days of hearing", "number", most=3660),
    ("reassign", "lead"): Field("改由谁主办", "Who leads from now on", "organization"),
    ("arbitrate", "lead"): Field("裁定由谁主办", "Who leads, as decided", "organization"),
    ("entrust", "intake"): Field("改由谁受理", "Who takes it in from now on", "organization"),
    ("ask_more", "days"): Field("几天内补正", "Days to send it in", "number", most=3660),
    ("inquire", "days"): Field("几天内回复", "Days to reply in", "number", most=3660),
    ("complete", "text"): Field("补正的内容", "What was missing", "words", most=TEXT_MOST),
    ("supplement", "text"): Field("补充的内容", "What you add", "words", most=TEXT_MOST),
    ("supply", "text"): Field("补充的内容", "Your reply", "words", most=TEXT_MOST),
    ("urge", "text"): Field("想说的话", "In your words", "words", most=TEXT_MOST),
    ("rate", "text"): Field("您的意见", "In your words", "words", most=TEXT_MOST),
}


CONTROLS = {cgov.DetailType.WORDS: "words", cgov.DetailType.NUMBER: "number", cgov.DetailType.DATE: "date", cgov.DetailType.CHOICE: "choice",
            cgov.DetailType.ORGANIZATION: "organization", cgov.DetailType.RESIDENT: "number", cgov.DetailType.ITEM: "number",
            cgov.DetailType.PLACE: "number"}
KINDS = {cgov.DetailType.RESIDENT: cgov.Kind.RESIDENT, cgov.DetailType.ITEM: cgov.Kind.ISSUE}


def day(number: int) -> str:
    """A day as browsers write it: 20260315 is 2026-03-15."""
    return "%04d-%02d-%02d" % (number // 10000, number // 100 % 100, number % 100)


def field_of(asked: cgov.Asked, choices: Iterable[cgov.Choice] = ()) -> Field:
    """How to ask for it: the library's fields by the table above, those that a text declares by its declaration."""
    if not asked.line:
        return FIELDS.get(asked.name) or Field(asked.name, asked.name, "line", most=TEXT_MOST)
    type_, title = cgov.DetailType(asked.type), asked.title or asked.name
    control = CONTROLS[type_] + ("s" if asked.repeats and CONTROLS[type_] in ("choice", "organization") else "")
    ranged = type_ in (cgov.DetailType.NUMBER, cgov.DetailType.DATE)
    return Field(title, plain(asked.name), control,
                 tuple((row.name, row.title or row.name, plain(row.name)) for row in choices),
                 asked.max if ranged else TEXT_MOST if type_ == cgov.DetailType.WORDS else (1 << 44) - 1,
                 asked.min if ranged else 1, KINDS.get(type_, 0))


class Ask(NamedTuple):
    """A detail that a form asks for."""

    name: str
    field: Field
    needed: bool


def own_words(ask: Ask) -> Ask:
    """The text of an entry, or of what a resident opens or asks, is what somebody has to say, and no answer."""
    return ask._replace(field=ask.field._replace(zh="内容", en="In your words")) if ask.name == "text" else ask


class Unfit(ValueError):
    """A value that a form's control could not have sent: (zh, en)."""


def words_of(field: Field, value: str) -> str:
    """Text as the ledger takes it: browsers end lines with CR LF."""
    text = value.replace("\r\n", "\n").strip()
    if len(text) > field.most:
        raise Unfit("%s太长：最多 %d 字" % (field.zh, field.most), "%s is too long: %d characters at most"
                    % (field.en, field.most))
    return text


def instant(field: Field, value: str) -> int:
    """An instant as browsers write it, without its zone."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?", value):
        raise Unfit("%s不是可用的时间" % field.zh, "%s is not a time that can be used" % field.en)
    try:
        return cgov.milliseconds(datetime.fromisoformat(value).replace(tzinfo=CHINA))
    except ValueError:
        raise Unfit("%s不是可用的时间" % field.zh, "%s is not a time that can be used" % field.en) from None


def on_earth(field: Field, value: str) -> int:
    """A point, as latitude and longitude in degrees."""
    given = re.fullmatch(r"\s*(-?[0-9]{1,2}(?:\.[0-9]{1,7})?)\s*[,，]\s*(-?[0-9]{1,3}(?:\.[0-9]{1,7})?)\s*", value)
    if not given or abs(float(given[1])) > 90 or abs(float(given[2])) > 180:
        raise Unfit("%s不是可用的坐标" % field.zh, "%s is not a point that can be used" % field.en)
    return cgov.point(float(given[1]), float(given[2]))


def whole(field: Field, value: str) -> int:
    """A number from the field's least to its greatest."""
    digits = value[1:] if value[:1] == "-" else value
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 16 and field.least <= int(value) <= field.most):
        raise Unfit("%s不是可用的数" % field.zh, "%s is not a number that can be used" % field.en)
    return int(value)


def chosen(field: Field, value: str) -> object:
    """One of the choices: by name, or the number it stands for."""
    if value not in [choice[0] for choice in field.choices]:
        raise Unfit("%s不在可选之列" % field.zh, "%s is not among the choices" % field.en)
    return int(value) if value.isdigit() else value


def civil(field: Field, value: str) -> Day:
    """A day within the field's range."""
    try:
        when = Day.fromisoformat(value)
    except ValueError:
        when = Day.min
    if not day(field.least) <= when.isoformat() <= day(field.most):
        raise Unfit("%s不是可用的日期" % field.zh, "%s is not a day that can be used" % field.en)
    return when


def details_of(asked: Iterable[Ask], values: Callable[[str], List[str]], organizations: List[int]) -> Dict[str, object]:
    """What a form gave of the details a move asks for; what was left empty is left out, and the rules say if it is
    needed."""
    details: Dict[str, object] = {}
    for name, field, _ in asked:
        given = [value for value in values(name) if value.strip()]
        if not given:
            continue
        if field.control in ("organization", "organizations"):
            ids = [int(value) if value.isascii() and value.isdigit() and len(value) <= 16 else 0 for value in given]
            if any(one not in organizations for one in ids):
                raise Unfit("%s不在可选之列" % field.zh, "%s is not among the choices" % field.en)
            details[name] = ids if field.control == "organizations" else ids[0]
        elif field.control == "number":
            number = whole(field, given[0])
            details[name] = (cgov.Kind.ISSUE if name == "master" else field.kind) << 44 | number
        elif field.control == "date":
            details[name] = civil(field, given[0])
        elif field.control == "instant":
            details[name] = instant(field, given[0])
        elif field.control == "point":
            details[name] = on_earth(field, given[0])
        elif field.control == "choices":
            details[name] = [chosen(field, value) for value in given]
        else:
            details[name] = chosen(field, given[0]) if field.control == "choice" else words_of(field, given[0])
    return details
