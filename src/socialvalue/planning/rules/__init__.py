"""The rules of planning, by subject."""

from socialvalue.planning.rules.breaches import Missing, check_breach
from socialvalue.planning.rules.determinations import (
    SHORTEST_REASON,
    Basis,
    act_record_warning,
    commencement_warning,
    what_changed,
)
from socialvalue.planning.rules.exemptions import (
    OPEN,
    SHORTEST_JUSTIFICATION,
    ExemptionKind,
    Ground,
    check_expiry,
    check_in_time,
    check_request,
    has_begun,
)
from socialvalue.planning.rules.justifications import SHORTEST_ANSWER, Answers, check_answers
from socialvalue.planning.rules.meetings import Condition, Meeting, Outcome, check_conditions, check_meeting
from socialvalue.planning.rules.readiness import LotKnown, Need, Readiness, readiness
from socialvalue.planning.rules.requirements import (
    BURDEN,
    Due,
    DueStep,
    burden_warning,
    check_quantity,
    dues_in_words,
    steps_of,
)
from socialvalue.planning.rules.reviews import Opinion, check_deputy, check_review
from socialvalue.planning.rules.states import (
    BREACH,
    CONDITION,
    DETERMINATION,
    EXEMPTION,
    PROCUREMENT,
    REQUIREMENT,
)

__all__ = [
    "BREACH",
    "BURDEN",
    "CONDITION",
    "DETERMINATION",
    "EXEMPTION",
    "OPEN",
    "PROCUREMENT",
    "REQUIREMENT",
    "SHORTEST_ANSWER",
    "SHORTEST_JUSTIFICATION",
    "SHORTEST_REASON",
    "Answers",
    "Basis",
    "Condition",
    "Due",
    "DueStep",
    "ExemptionKind",
    "Ground",
    "LotKnown",
    "Meeting",
    "Missing",
    "Need",
    "Opinion",
    "Outcome",
    "Readiness",
    "act_record_warning",
    "burden_warning",
    "check_answers",
    "check_breach",
    "check_conditions",
    "check_deputy",
    "check_expiry",
    "check_in_time",
    "check_meeting",
    "check_quantity",
    "check_request",
    "check_review",
    "commencement_warning",
    "dues_in_words",
    "has_begun",
    "readiness",
    "steps_of",
    "what_changed",
]
