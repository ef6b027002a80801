"""The pages of planning behind one door."""

from socialvalue.planning.pages import plan_deeds
from socialvalue.planning.pages.all_requirements import all_requirements, all_requirements_csv
from socialvalue.planning.pages.amending import amend, end, reopen
from socialvalue.planning.pages.asking import (
    add,
    change_requirement,
    confirm_requirement,
    question,
    remove_requirement,
)
from socialvalue.planning.pages.bidding import is_it_worth_bidding
from socialvalue.planning.pages.breaches import (
    breach,
    breach_counts,
    breaches,
    breaches_csv,
    plan_breach,
    record_breach,
    settle_breach,
)
from socialvalue.planning.pages.checking import answer, classify, remark, sign_off
from socialvalue.planning.pages.encouraged import encouraged, encouraged_csv, inclusion
from socialvalue.planning.pages.engagement import procurement_engagement, state_engagement
from socialvalue.planning.pages.exempting import again, ask, decide, screen, summarise, withdraw
from socialvalue.planning.pages.exemptions import exemption, procurement_exemption
from socialvalue.planning.pages.following import add_paper, check_condition, paper, report_condition
from socialvalue.planning.pages.invitations import invitation
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
from socialvalue.planning.pages.registers import agenda, counts, exemptions, exemptions_csv, sheet
from socialvalue.planning.pages.requirements import consider, requirements
from socialvalue.planning.pages.starting import start

__all__ = [
    "add",
    "add_paper",
    "again",
    "agenda",
    "all_requirements",
    "all_requirements_csv",
    "amend",
    "answer",
    "ask",
    "breach",
    "breach_counts",
    "breaches",
    "breaches_csv",
    "change_requirement",
    "check_condition",
    "classify",
    "confirm",
    "confirm_requirement",
    "consider",
    "correct",
    "counts",
    "decide",
    "encouraged",
    "encouraged_csv",
    "end",
    "exemption",
    "exemptions",
    "exemptions_csv",
    "export",
    "history",
    "inclusion",
    "invitation",
    "is_it_worth_bidding",
    "lots",
    "paper",
    "plan",
    "plan_breach",
    "plan_deeds",
    "procurement",
    "procurement_engagement",
    "procurement_exemption",
    "procurements",
    "question",
    "record_breach",
    "remark",
    "remove_requirement",
    "reopen",
    "report_condition",
    "requirements",
    "screen",
    "settle_breach",
    "sheet",
    "sign_off",
    "start",
    "state_engagement",
    "summarise",
    "withdraw",
]
