"""The deeds of delivery behind one door."""

from socialvalue.delivery.actions.case_studies import decide_case_study, submit_case_study
from socialvalue.delivery.actions.contracts import agree_commitment, terminate_contract, vary_commitment
from socialvalue.delivery.actions.deliveries import decide_delivery, keep_evidence, report_delivery
from socialvalue.delivery.actions.making import make_contract
from socialvalue.delivery.actions.rollup import roll_up_again

__all__ = [
    "agree_commitment",
    "decide_case_study",
    "decide_delivery",
    "keep_evidence",
    "make_contract",
    "report_delivery",
    "roll_up_again",
    "submit_case_study",
    "terminate_contract",
    "vary_commitment",
]
