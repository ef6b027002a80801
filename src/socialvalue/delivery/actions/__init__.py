"""The deeds of delivery behind one door."""

from socialvalue.delivery.actions.contracts import agree_commitment, terminate_contract, vary_commitment
from socialvalue.delivery.actions.deliveries import decide_delivery, keep_evidence, report_delivery
from socialvalue.delivery.actions.rollup import roll_up_again

__all__ = [
    "agree_commitment",
    "decide_delivery",
    "keep_evidence",
    "report_delivery",
    "roll_up_again",
    "terminate_contract",
    "vary_commitment",
]
