"""The tables of evaluation behind one door."""

from socialvalue.evaluation.models.awards import Award, AwardSupplier
from socialvalue.evaluation.models.feedback import TenderFeedback
from socialvalue.evaluation.models.scoring import (
    Consensus,
    CriterionReason,
    Decision,
    Evaluator,
    Result,
    Score,
)

__all__ = [
    "Award",
    "AwardSupplier",
    "Consensus",
    "CriterionReason",
    "Decision",
    "Evaluator",
    "Result",
    "Score",
    "TenderFeedback",
]
