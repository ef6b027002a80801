"""The pages of planning behind one door."""

from socialvalue.planning.pages.procurements import (
    confirm,
    correct,
    export,
    history,
    lots,
    procurement,
    procurements,
)

__all__ = ["confirm", "correct", "export", "history", "lots", "procurement", "procurements"]
