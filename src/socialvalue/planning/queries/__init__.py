"""The reads of planning behind one door."""

from socialvalue.planning.queries.asked import (
    ActRecordShown,
    QuestionShown,
    RequirementShown,
    act_record,
    questions,
    reference_of,
    requirements,
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

__all__ = [
    "EXEMPTIONS_EXPORTED",
    "EXEMPTION_ORDERS",
    "EXPORTED",
    "ORDERS",
    "ActRecordShown",
    "DeterminationShown",
    "EstimateShown",
    "ExemptionInForce",
    "ExemptionShown",
    "ExemptionsWanted",
    "LotShown",
    "ProcurementRow",
    "ProcurementShown",
    "QuestionShown",
    "RequirementShown",
    "Standing",
    "Wanted",
    "act_record",
    "count_exemptions",
    "count_procurements",
    "exemption",
    "exemptions",
    "exemptions_for_export",
    "exemptions_in_force",
    "exemptions_of",
    "procurement",
    "procurements",
    "procurements_for_export",
    "questions",
    "reference_of",
    "requirements",
    "sources",
    "standing",
    "waiting_for",
]
