"""The rules of planning, by subject."""

from socialvalue.planning.rules.asking import (
    Asked,
    Lack,
    check_confirmable,
    check_wording,
    is_services,
    lacking,
    section_17,
)
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
from socialvalue.planning.rules.inclusion import Coverage, Included, WhyNot, coverage, included
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
from socialvalue.planning.rules.states import DETERMINATION, EXEMPTION, PROCUREMENT, REMARK, REQUIREMENT

__all__ = [
    "BURDEN",
    "DETERMINATION",
    "EXEMPTION",
    "OPEN",
    "PROCUREMENT",
    "REMARK",
    "REQUIREMENT",
    "SHORTEST_JUSTIFICATION",
    "SHORTEST_REASON",
    "Asked",
    "Basis",
    "Coverage",
    "Due",
    "DueStep",
    "ExemptionKind",
    "Ground",
    "Included",
    "Lack",
    "LotKnown",
    "Need",
    "Readiness",
    "WhyNot",
    "act_record_warning",
    "burden_warning",
    "check_confirmable",
    "check_expiry",
    "check_in_time",
    "check_quantity",
    "check_request",
    "check_wording",
    "commencement_warning",
    "coverage",
    "dues_in_words",
    "included",
    "is_services",
    "lacking",
    "readiness",
    "section_17",
    "steps_of",
    "what_changed",
]
