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

__all__ = [
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
    "determine",
]
