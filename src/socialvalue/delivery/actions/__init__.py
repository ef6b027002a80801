"""The deeds of delivery behind one door."""

from socialvalue.delivery.actions.contracts import agree_commitment, terminate_contract, vary_commitment
from socialvalue.delivery.actions.deliveries import decide_delivery, keep_evidence, report_delivery

__all__ = [
    "agree_commitment",
    "decide_delivery",
    "keep_evidence",
    "report_delivery",
    "terminate_contract",
    "vary_commitment",
]
