"""A neighbourhood shares points out over what its money could do, and ranks those who would speak for it: what the budget
pays for, and who is elected by transfers, each with its certificate. The rulebook: examples/data/neighbourhood.rules.

Run it from anywhere: python3 examples/python/neighbourhood.py
"""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import cgov

TEXT = Path(__file__).parent.parent.joinpath("data", "neighbourhood.rules").read_text("utf-8")
CHINA = timezone(timedelta(hours=8))
NAMES = ("赵某", "钱某", "孙某", "李某", "周某", "吴某", "郑某")


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=CHINA)


def main() -> None:
    with cgov.Ledger.create(at(3, 1), rulebook=TEXT, organization="某街道", resident="王某", unverified=True) as ledger:
        founding = cgov.Act(ledger.info().founder, at(3, 1))
        community = ledger.add_organization(founding, "某社区", "community", parent=ledger.info().root)
        people = [ledger.add_resident(founding, name, parent=community) for name in NAMES]
        head, clerk = (ledger.add_resident(founding, name, parent=ledger.info().root) for name in ("何某", "吕某"))
        ledger.appoint(founding, head, community, "head")
        ledger.appoint(founding, clerk, community, "clerk")

        def by(who: int, day: int) -> cgov.Act:
            return cgov.Act(who, at(3, day))

        # Three options, 50,000 to spend; five points each.
        item = ledger.open_item(by(head, 2), "budget", {"organization": community, "budget": 50_000, "text": "今年五万元怎么用"})
        for who, title, cost in zip(people, ("修花架", "装路灯", "添长椅"), (30_000, 28_000, 18_000)):
            ledger.enter(by(who, 3), item, "options", who, {"title": title, "cost": cost})
        ledger.move(by(clerk, 10), item, "begin")
        for who, said in zip(people, ("1:5", "1:2 2:3", "2:5", "3:5", "1:4 3:1", "3:4 2:1")):
            ledger.enter(by(who, 11), item, "ballots", who, {"choice": said})
        ledger.enter(by(people[1], 12), item, "ballots", people[1], {"choice": "1:5"})  # the last one counts
        ledger.move(by(clerk, 20), item, "close")
        ledger.move(by(clerk, 20), item, "count")
        print(ledger.certificate(cgov.Reader(people[0], at(3, 20)), item, "count"))

        # Four stand for two seats; a ballot is an order of their places.
        item = ledger.open_item(by(head, 20), "committee", {"organization": community, "seats": 2, "text": "选两名居民小组成员"})
        ledger.move(by(clerk, 20), item, "begin")
        for who in people[:4]:
            ledger.enter(by(who, 21), item, "candidates", who)
        ledger.move(by(clerk, 25), item, "open_poll")
        for who, said in zip(people, ("1 2", "2", "1 2", "4 3", "1 3 2", "1", "3 4")):
            ledger.enter(by(who, 26), item, "ballots", who, {"choice": said})
        ledger.move(by(clerk, 30), item, "close")
        ledger.move(by(clerk, 30), item, "count")
        print(ledger.certificate(cgov.Reader(people[0], at(3, 30)), item, "count"), end="")


if __name__ == "__main__":
    main()
