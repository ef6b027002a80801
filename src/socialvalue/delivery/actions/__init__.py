"""The deeds of delivery behind one door."""

from socialvalue.delivery.actions.case_studies import decide_case_study, submit_case_study
from socialvalue.delivery.actions.contracts import agree_commitment, terminate_contract, vary_commitment
from socialvalue.delivery.actions.deliveries import decide_delivery, keep_evidence, report_delivery
from socialvalue.delivery.actions.initiatives import (
    accept_initiative,
    answer_about_initiative,
    ask_about_initiative,
    decline_initiative,
    propose_initiative,
    withdraw_initiative,
)
from socialvalue.delivery.actions.making import make_contract
from socialvalue.delivery.actions.rollup import roll_up_again

__all__ = [
    "accept_initiative",
    "agree_commitment",
    "answer_about_initiative",
    "ask_about_initiative",
    "decide_case_study",
    "decide_delivery",
    "decline_initiative",
    "keep_evidence",
    "make_contract",
    "propose_initiative",
    "report_delivery",
    "roll_up_again",
    "submit_case_study",
    "terminate_contract",
    "vary_commitment",
    "withdraw_initiative",
]
