"""A joint meeting, from call to report: topics from overdue issues, attendance, quorum, a duty that comes back with its
answer, and the minutes as Markdown.

Run it from anywhere: python3 examples/python/joint_meeting.py
"""

from datetime import datetime, timedelta, timezone
from typing import List

import cgov

CHINA = timezone(timedelta(hours=8))


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=CHINA)


def children(ledger: cgov.Ledger, reader: cgov.Reader, parent: int) -> List[cgov.Item]:
    return list(ledger.items(reader, parent=parent))


def subject(ledger: cgov.Ledger, reader: cgov.Reader, topic: int) -> str:
    """What a topic was raised with: words, or the issue it is about."""
    opened = list(ledger.history(reader, topic))[-1]
    for given in ledger.given(reader, topic, opened.seq):
        if given.name == "issue":
            return ledger.text(reader, given.number, "text")
    return ledger.text(reader, topic, "text", opened.seq)


def minutes(ledger: cgov.Ledger, reader: cgov.Reader, meeting: int) -> str:
    present = [ledger.text(reader, entry.elector, "name")
               for entry in ledger.entries(reader, meeting, "present") if entry.standing]
    lines = ["# 联席会议纪要", "", "到会：" + "、".join(present), "", "| 议题 | 结果 |", "| --- | --- |"]
    for topic in children(ledger, reader, meeting):
        lines.append("| %s | %s (%s) |" % (subject(ledger, reader, topic.id), ledger.text(reader, topic.id, "text"),
                                          topic.state))
    return "\n".join(lines)


def main() -> None:
    with cgov.Ledger.create(at(3, 2), rulebook=cgov.shipped("standard"), organization="桥东区", resident="王某",
                            calendar="cn") as ledger:
        founder, district = ledger.info().founder, ledger.info().root
        founding = cgov.Act(founder, at(3, 2))
        ledger.adopt(founding, cgov.shipped("meetings"))
        center = ledger.add_organization(founding, "民呼回应中心", "center", parent=district)

        def officer(name: str, role: str) -> int:
            resident = ledger.add_resident(founding, name, parent=center)
            ledger.appoint(founding, resident, center, role)
            return resident

        secretary, contact = officer("何某", "secretary"), officer("李某", "contact")
        members = [officer(name, "member") for name in ("许某", "吕某", "施某", "张某", "孔某")]
        chair, recorder = members[0], members[1]
        zhao = ledger.add_resident(founding, "赵某", parent=center)
        ledger.report(cgov.Act(zhao, at(3, 2)), {"place": 990101001001, "intake": center, "text": "下水道堵了。"})

        # Called, and noticed: what is overdue by then is on the agenda by itself.
        meeting = ledger.open_item(cgov.Act(secretary, at(4, 1)), "joint_meeting", {
            "organization": center, "text": "四月例会", "chair": chair, "recorder": recorder})
        ledger.move(cgov.Act(secretary, at(4, 1)), meeting, "notify", {"day": 20260408, "notice": "请到会"})
        ledger.move(cgov.Act(members[3], at(4, 1)), meeting, "raise", {"text": "小区门口加装路灯"})
        ledger.enter(cgov.Act(members[2], at(4, 1)), meeting, "proxies", members[2], {"proxy": zhao})

        # The day: who is there on site, online, by proxy.
        now = at(4, 8)
        ledger.enter(cgov.Act(recorder, now), meeting, "present", chair, {"channel_of": "onsite"})
        ledger.enter(cgov.Act(members[3], now), meeting, "present", members[3], {"channel_of": "online"})
        try:
            ledger.move(cgov.Act(chair, now), meeting, "sit")
        except cgov.Refused as refused:
            print("refused:", refused.reason_name)
        ledger.enter(cgov.Act(zhao, now), meeting, "present", members[2])
        ledger.move(cgov.Act(chair, now), meeting, "sit")

        # Each topic is put, and assigned or answered.
        reader = cgov.Reader(secretary, now)
        drain, lamp = [topic.id for topic in children(ledger, reader, meeting)]
        ledger.move(cgov.Act(chair, now), drain, "put")
        ledger.move(cgov.Act(chair, now), drain, "assign", {"lead": center, "text": "本月疏通", "day": 20260423})
        ledger.move(cgov.Act(chair, now), lamp, "put")
        ledger.move(cgov.Act(chair, now), lamp, "answer", {"text": "已列入五月计划"})
        ledger.move(cgov.Act(chair, now), meeting, "close")
        ledger.move(cgov.Act(recorder, now), meeting, "draft", {"text": "一项交办，一项答复"})
        ledger.move(cgov.Act(chair, now), meeting, "sign")

        # The duty comes back with its answer; only then is the meeting over.
        now = at(4, 20)
        duty = children(ledger, cgov.Reader(secretary, now), drain)[0].id
        ledger.move(cgov.Act(contact, now), duty, "report", {"text": "已疏通"})
        ledger.move(cgov.Act(secretary, now), duty, "pass")
        ledger.move(cgov.Act(secretary, now), drain, "report", {"text": "已疏通"})
        ledger.move(cgov.Act(secretary, now), meeting, "report_back", {"text": "均已反馈"})
        print(minutes(ledger, cgov.Reader(secretary, now), meeting))
        print("\n%s" % ledger.item(cgov.Reader(secretary, now), meeting).state)


if __name__ == "__main__":
    main()
