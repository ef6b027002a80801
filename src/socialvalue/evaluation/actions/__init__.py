"""The deeds of evaluation behind one door."""

from socialvalue.evaluation.actions.awarding import award_lot
from socialvalue.evaluation.actions.consensus import agree_consensus
from socialvalue.evaluation.actions.feedback import give_feedback
from socialvalue.evaluation.actions.panel import (
    appoint_evaluator,
    decide_conflict,
    declare_interests,
    release_evaluator,
)
from socialvalue.evaluation.actions.results import enter_other_points, run_result
from socialvalue.evaluation.actions.scoring import Mark, lock_scores, score

__all__ = [
    "Mark",
    "agree_consensus",
    "appoint_evaluator",
    "award_lot",
    "decide_conflict",
    "declare_interests",
    "enter_other_points",
    "give_feedback",
    "lock_scores",
    "release_evaluator",
    "run_result",
    "score",
]
