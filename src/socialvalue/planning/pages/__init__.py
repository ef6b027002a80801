"""The pages of planning behind one door."""

from socialvalue.planning.pages.all_requirements import all_requirements, all_requirements_csv
from socialvalue.planning.pages.asking import add, confirm_requirement, question, remove_requirement
from socialvalue.planning.pages.checking import answer, classify, remark, sign_off
from socialvalue.planning.pages.encouraged import encouraged, encouraged_csv, inclusion
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
    "all_requirements",
    "all_requirements_csv",
    "answer",
    "ask",
    "classify",
    "confirm",
    "confirm_requirement",
    "consider",
    "correct",
    "decide",
    "encouraged",
    "encouraged_csv",
    "exemption",
    "exemptions",
    "exemptions_csv",
    "export",
    "history",
    "inclusion",
    "lots",
    "procurement",
    "procurement_exemption",
    "procurements",
    "question",
    "remark",
    "remove_requirement",
    "requirements",
    "screen",
    "sign_off",
    "start",
    "withdraw",
]
