"""A ledger and its replica: each command given to one is executed by the other as bytes, and both have the same records
and the same state, whatever comes of it."""

from typing import Any, Optional, Tuple

import cgov
from cgov import Act, Ledger


class Twin(Ledger):
    """What is founded is founded twice; what is refused is refused twice, with the same reason and line."""

    other: Optional[Ledger] = None
    commands = 0

    @classmethod
    def create(cls, now: Any, **named: Any) -> "Twin":
        named = {"ledger_id": 7, "salt": 7, **named}
        made: Any = super().create(now, **named)
        made.other = Ledger.create(now, **named)
        made.compare()
        return made  # type: ignore[no-any-return]

    def close(self) -> None:
        super().close()
        if self.other is not None:
            self.other.close()

    def compare(self) -> None:
        assert self.other is not None
        assert self.journal_digest() == self.other.journal_digest()
        assert self.state_digest() == self.other.state_digest()

    def _act(self, function: Any, act: Act, *arguments: Any) -> int:
        assert self.other is not None
        act = type(act).from_buffer_copy(act.salted())
        asked = type(act).from_buffer_copy(act)
        asked.flags |= Act(0, 0, encode=True).flags
        try:
            super()._act(function, asked, *arguments)
        except cgov.CgovError:
            return super()._act(function, act, *arguments)  # what cannot be a command is none
        facts, words = self.encoded()
        Twin.commands += 1
        theirs = self._told(lambda: self.other.execute(facts, words))  # type: ignore[union-attr]
        try:
            return super()._act(function, act, *arguments)
        except cgov.CgovError as error:
            assert theirs == said_of(error), (theirs, error)
            raise
        finally:
            self.compare()

    @staticmethod
    def _told(call: Any) -> Optional[Tuple[str, str, int]]:
        try:
            call()
        except cgov.CgovError as error:
            return said_of(error)
        return None


def said_of(error: cgov.CgovError) -> Tuple[str, str, int]:
    return error.status_name, error.reason_name, error.line
