"""The pages of planning behind one door."""

from socialvalue.planning.pages import plan_deeds
from socialvalue.planning.pages.asking import add, confirm_requirement, question, remove_requirement
from socialvalue.planning.pages.bidding import is_it_worth_bidding
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
from socialvalue.planning.pages.plans import plan
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
    "is_it_worth_bidding",
    "lots",
    "plan",
    "plan_deeds",
    "procurement",
    "procurement_exemption",
    "procurements",
    "question",
    "remove_requirement",
    "requirements",
    "screen",
    "start",
    "withdraw",
]
