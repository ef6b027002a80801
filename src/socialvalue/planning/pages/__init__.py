"""The pages of planning behind one door."""

from socialvalue.planning.pages.asking import add, confirm_requirement, question, remove_requirement
from socialvalue.planning.pages.engagement import procurement_engagement, state_engagement
from socialvalue.planning.pages.exemptions import (
    again,
    ask,
    decide,
    exemption,
    exemptions,
    exemptions_csv,
    procurement_exemption,
    screen,
    withdraw,
)
from socialvalue.planning.pages.invitations import invitation
from socialvalue.planning.pages.procurements import (
    confirm,
    correct,
    export,
    history,
    lots,
    procurement,
    procurements,
)
from socialvalue.planning.pages.requirements import consider, requirements
from socialvalue.planning.pages.starting import start

__all__ = [
    "add",
    "again",
    "ask",
    "confirm",
    "confirm_requirement",
    "consider",
    "correct",
    "decide",
    "exemption",
    "exemptions",
    "exemptions_csv",
    "export",
    "history",
    "invitation",
    "lots",
    "procurement",
    "procurement_engagement",
    "procurement_exemption",
    "procurements",
    "question",
    "remove_requirement",
    "requirements",
    "screen",
    "start",
    "state_engagement",
    "withdraw",
]
