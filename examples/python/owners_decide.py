"""Owners decide on panels for a common roof, on paper and online, and what it came to is printed: a certificate, by which
whoever has it makes each comparison again.

Run it from anywhere: python3 examples/python/owners_decide.py
"""

from datetime import datetime, timedelta, timezone

import cgov

CHINA = timezone(timedelta(hours=8))


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=CHINA)


def main() -> None:
    with cgov.Ledger.create(at(6, 1), rulebook=cgov.shipped("standard"), organization="桥东区", resident="王某",
                            calendar="cn") as ledger:
        founder, district = ledger.info().founder, ledger.info().root
        founding = cgov.Act(founder, at(6, 1))
        ledger.adopt(founding, cgov.shipped("owners"))
        estate = ledger.add_organization(founding, "小区", "estate", parent=district)
        association = ledger.add_organization(founding, "业主委员会", "owners", parent=district)

        def officer(name: str, role: str) -> int:
            resident = ledger.add_resident(founding, name, parent=association)
            ledger.appoint(founding, resident, association, role)
            return resident

        secretary, registrar, head = officer("何某", "secretary"), officer("吕某", "registrar"), officer("施某", "head")
        tellers = officer("张某", "teller"), officer("孔某", "teller")
        owners = [ledger.add_resident(founding, name, parent=district) for name in ("赵某", "钱某", "孙某", "李某")]
        for owner, area in zip([*owners, owners[0]], (90_00, 90_00, 90_00, 150_50, 60_00)):  # in 0.01 square metres
            ledger.add_unit(founding, "一户", "dwelling", parent=estate, owner=owner, area=area)

        # Drafted, the register shown, notice given fifteen days ahead.
        decision = ledger.open_item(cgov.Act(secretary, at(6, 1)), "owners_decision", {
            "organizer": association, "estate": estate, "matter": "owners_common_use", "text": "屋顶装太阳能板"})
        ledger.move(cgov.Act(registrar, at(6, 1)), decision, "list")
        ledger.move(cgov.Act(head, at(6, 15)), decision, "announce", {"day": 20260630, "text": "6月30日起表决"})

        # Online the last one counts, and paper, which two tellers enter alike, before that.
        ledger.move(cgov.Act(head, at(6, 30)), decision, "begin")

        def vote(actor: int, owner: int, choice: str) -> None:
            ledger.enter(cgov.Act(actor, at(6, 30)), decision, "ballots", owner, {"choice": choice})

        for owner, choice in zip(owners, ("yes", "no", "yes", "yes")):
            vote(owner, owner, choice)
        for teller in tellers:
            vote(teller, owners[1], "yes")

        # Seven days later time ends it; a teller counts.
        ledger.move(cgov.Act(tellers[0], at(7, 8)), decision, "count")
        print(ledger.certificate(cgov.Reader(owners[2], at(7, 8)), decision, "count"), end="")


if __name__ == "__main__":
    main()
