"""Pages of evaluation, by subject."""

from socialvalue.evaluation.pages.awarding import award, summary
from socialvalue.evaluation.pages.exemptions import granted_exemptions, granted_exemptions_csv
from socialvalue.evaluation.pages.feedback import feedback, feedback_csv, tender_feedback
from socialvalue.evaluation.pages.results import agree, marks, other, result, result_file, run
from socialvalue.evaluation.pages.scoring import declare, desk, lock, question, scoring
from socialvalue.evaluation.pages.standing import appoint, decide, evaluation, release

__all__ = [
    "agree",
    "appoint",
    "award",
    "decide",
    "declare",
    "desk",
    "evaluation",
    "feedback",
    "feedback_csv",
    "granted_exemptions",
    "granted_exemptions_csv",
    "lock",
    "marks",
    "other",
    "question",
    "release",
    "result",
    "result_file",
    "run",
    "scoring",
    "summary",
    "tender_feedback",
]
