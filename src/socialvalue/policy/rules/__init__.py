"""The rules of the policy room: its figures and the determination. What a contract is worth: `valuation`."""

from socialvalue.policy.rules.determination import Determination, Facts, determine
from socialvalue.policy.rules.figures import (
    Band,
    Kind,
    MinimumBasis,
    Nature,
    Parameter,
    Policy,
    PolicyStatus,
    Reason,
    ThresholdRow,
    ThresholdTable,
    Vat,
    VatStatus,
)
from socialvalue.policy.rules.rulings import RULING, SHORTEST_TEXT, Answered, check_ruling, clauses_in

__all__ = [
    "RULING",
    "SHORTEST_TEXT",
    "Answered",
    "Band",
    "Determination",
    "Facts",
    "Kind",
    "MinimumBasis",
    "Nature",
    "Parameter",
    "Policy",
    "PolicyStatus",
    "Reason",
    "ThresholdRow",
    "ThresholdTable",
    "Vat",
    "VatStatus",
    "check_ruling",
    "clauses_in",
    "determine",
]
