"""A first issue, from report to archive: a ledger in memory, one organization, its officers, and the loop once around.

Run it from anywhere: python3 examples/python/first_issue.py
"""

from datetime import datetime, timedelta, timezone

import cgov

CHINA = timezone(timedelta(hours=8))
START = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
OFFICERS = {"clerk": "钱某", "dispatcher": "孙某", "contact": "李某", "checker": "周某"}


def main() -> None:
    now = START
    with cgov.Ledger.create(now, rulebook=cgov.shipped("standard"), organization="桥东区", resident="王某",
                            calendar="cn") as ledger:
        founder, district = ledger.info().founder, ledger.info().root

        # People: the founder may add and appoint; nobody else may do anything yet.
        act = cgov.Act(founder, now)
        center = ledger.add_organization(act, "民呼回应中心", "center", parent=district, region=130702001000)
        officer = {role: ledger.add_resident(act, name, parent=center) for role, name in OFFICERS.items()}
        for role, resident in officer.items():
            ledger.appoint(act, resident, center, role)
        reporter = ledger.add_resident(act, "赵某", parent=center)

        # The loop: found, passed on, solved. Each move says who, when, and what it needs.
        issue = ledger.report(cgov.Act(reporter, now), {
            "place": 130702001001, "intake": center, "channel": "hotline", "title": "路灯不亮",
            "text": "三号楼前的路灯坏了一周。"})
        loop = [
            ("clerk", "accept", {}),
            ("dispatcher", "dispatch", {"lead": center}),
            ("contact", "sign", {}),
            ("contact", "start", {}),
            ("contact", "done", {"result": "solved", "evidence": "照片 17 号"}),
            ("contact", "answer", {"text": "路灯已修好，今晚起照明。", "remedy": "如不满意，可在结案后十五日内要求重办。"}),
            ("checker", "pass", {"rating": 5}),
        ]
        for role, move, details in loop:
            now += timedelta(hours=3)
            ledger.move(cgov.Act(officer[role], now), issue, move, details)

        # What the rules do not allow says which of them does not.
        try:
            ledger.move(cgov.Act(officer["clerk"], now), issue, "accept")
        except cgov.Refused as refused:
            print("refused:", refused)

        # Time archives it: 45 days after it passed its check. Nobody has to ask every day; who slept for more than 31
        # days says so.
        now += timedelta(days=50)
        print("records made by time:", ledger.tick(cgov.Act(founder, now, long_jump=True)))

        reader = cgov.Reader(reporter, now)
        item = ledger.item(reader, issue)
        print("%s, %s; answers: %d, owed: %d" % (item.procedure, item.state, item.answers, item.owed))
        for entry in reversed(list(ledger.history(reader, issue))):  # oldest first
            when = cgov.moment(entry.at, CHINA).strftime("%Y-%m-%d %H:%M")
            print("%s  %-10s %s -> %s" % (when, entry.move or entry.clock, entry.from_ or "-", entry.to or "-"))
            for given in ledger.given(reader, issue, entry.seq):
                words = ledger.text(reader, issue, given.field, entry.seq)
                print("                  %s: %s" % (given.name, words))


if __name__ == "__main__":
    main()
