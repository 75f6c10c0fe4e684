"""Who decides together in this town: the owners of an estate by what they own, the villagers of a village by heads and
by households."""

from typing import TYPE_CHECKING, Callable, List

import cgov

if TYPE_CHECKING:
    from board.hall import Hall

# Which neighbour owns a dwelling of how many 0.01 square metres; the fifth owns two, and is one by heads.
DWELLINGS = ((0, 86_50), (1, 92_00), (2, 118_00), (3, 86_50), (4, 92_00), (4, 64_30), (5, 131_70))
# Villagers, and which household each is of.
VILLAGERS = (("云某", 0), ("苏某", 0), ("潘某", 1), ("葛某", 1), ("范某", 2), ("彭某", 3), ("郎某", 4))


def settle(hall: "Hall", act: Callable[[], cgov.Act], there: Callable[[int, str], int]) -> List[int]:
    """Makes them, where they are not there yet; answers the villagers."""
    ledger, village = hall.ledger, hall.offices["village"]
    for number, (owner, area) in enumerate(DWELLINGS):
        key = "dwelling-%d" % number
        if not there(cgov.Kind.UNIT, key):
            ledger.add_unit(act(), "%d 号" % (number + 1), "dwelling", parent=hall.offices["estate"],
                            owner=hall.neighbours[owner], area=area, external=key)
    made: List[int] = []
    for number, (name, household) in enumerate(VILLAGERS):
        key, home = "villager-%d" % number, "homestead-%d" % household
        villager = there(cgov.Kind.RESIDENT, key) or ledger.add_resident(act(), name, parent=village, external=key)
        unit = there(cgov.Kind.UNIT, home) or ledger.add_unit(act(), "%d 户" % (household + 1), "dwelling", parent=village,
                                                              owner=villager, external=home)
        if ledger.entity(cgov.Reader(ledger.info().founder, act().now), villager).household != unit:
            ledger.change(act(), villager, household=unit)
        made.append(villager)
    return made
