"""The reads of planning behind one door."""

from socialvalue.planning.queries.all_requirements import (
    EXPORTED as REQUIREMENTS_EXPORTED,
)
from socialvalue.planning.queries.all_requirements import (
    ORDERS as REQUIREMENT_ORDERS,
)
from socialvalue.planning.queries.all_requirements import (
    RequirementRow,
    RequirementsWanted,
    all_requirements,
    count_requirements,
    measures_asked_for,
    requirements_for_export,
)
from socialvalue.planning.queries.asked import (
    ActRecordShown,
    QuestionShown,
    RequirementShown,
    act_record,
    questions,
    reference_of,
    requirements,
)
from socialvalue.planning.queries.encouraged import (
    EXPORTED as ENCOURAGED_EXPORTED,
)
from socialvalue.planning.queries.encouraged import (
    EncouragedRow,
    InclusionShown,
    answers,
    covered,
    encouraged,
    encouraged_for_export,
    inclusion,
)
from socialvalue.planning.queries.exemptions import (
    EXPORTED as EXEMPTIONS_EXPORTED,
)
from socialvalue.planning.queries.exemptions import (
    ORDERS as EXEMPTION_ORDERS,
)
from socialvalue.planning.queries.exemptions import (
    ExemptionInForce,
    ExemptionShown,
    ExemptionsWanted,
    count_exemptions,
    exemption,
    exemptions,
    exemptions_for_export,
    exemptions_in_force,
    exemptions_of,
)
from socialvalue.planning.queries.procurements import (
    EXPORTED,
    ORDERS,
    DeterminationShown,
    EstimateShown,
    LotShown,
    ProcurementRow,
    ProcurementShown,
    Standing,
    Wanted,
    count_procurements,
    procurement,
    procurements,
    procurements_for_export,
    sources,
    standing,
)
from socialvalue.planning.queries.waiting import waiting_for
from socialvalue.planning.queries.waiting_asked import open_remarks

__all__ = [
    "ENCOURAGED_EXPORTED",
    "EXEMPTIONS_EXPORTED",
    "EXEMPTION_ORDERS",
    "EXPORTED",
    "ORDERS",
    "REQUIREMENTS_EXPORTED",
    "REQUIREMENT_ORDERS",
    "ActRecordShown",
    "DeterminationShown",
    "EncouragedRow",
    "EstimateShown",
    "ExemptionInForce",
    "ExemptionShown",
    "ExemptionsWanted",
    "InclusionShown",
    "LotShown",
    "ProcurementRow",
    "ProcurementShown",
    "QuestionShown",
    "RequirementRow",
    "RequirementShown",
    "RequirementsWanted",
    "Standing",
    "Wanted",
    "act_record",
    "all_requirements",
    "answers",
    "count_exemptions",
    "count_procurements",
    "count_requirements",
    "covered",
    "encouraged",
    "encouraged_for_export",
    "exemption",
    "exemptions",
    "exemptions_for_export",
    "exemptions_in_force",
    "exemptions_of",
    "inclusion",
    "measures_asked_for",
    "open_remarks",
    "procurement",
    "procurements",
    "procurements_for_export",
    "questions",
    "reference_of",
    "requirements",
    "requirements_for_export",
    "sources",
    "standing",
    "waiting_for",
]
