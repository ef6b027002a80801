"""The rules of planning, by subject."""

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
)
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
from socialvalue.planning.rules.states import DETERMINATION, EXEMPTION, PROCUREMENT, REQUIREMENT

__all__ = [
    "BURDEN",
    "DETERMINATION",
    "EXEMPTION",
    "OPEN",
    "PROCUREMENT",
    "REQUIREMENT",
    "SHORTEST_JUSTIFICATION",
    "SHORTEST_REASON",
    "Basis",
    "Due",
    "DueStep",
    "ExemptionKind",
    "Ground",
    "LotKnown",
    "Need",
    "Readiness",
    "act_record_warning",
    "burden_warning",
    "check_expiry",
    "check_in_time",
    "check_quantity",
    "check_request",
    "commencement_warning",
    "dues_in_words",
    "readiness",
    "steps_of",
    "what_changed",
]
