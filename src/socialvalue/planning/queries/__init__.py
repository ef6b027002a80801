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
from socialvalue.planning.queries.breaches import (
    EXPORTED as BREACHES_EXPORTED,
)
from socialvalue.planning.queries.breaches import (
    ORDERS as BREACH_ORDERS,
)
from socialvalue.planning.queries.breaches import (
    BreachesWanted,
    BreachShown,
    breach,
    breach_counts,
    breaches,
    breaches_for_export,
    breaches_of,
    count_breaches,
)
from socialvalue.planning.queries.exemption_counts import OUTCOMES, YearCounts, exemption_counts
from socialvalue.planning.queries.exemption_record import (
    ConditionShown,
    FiguresThen,
    RequestShown,
    ReviewShown,
    Written,
    condition,
    paper,
    requests_of,
    reviews_of,
    written,
)
from socialvalue.planning.queries.exemptions import (
    EXPORTED as EXEMPTIONS_EXPORTED,
)
from socialvalue.planning.queries.exemptions import (
    ORDERS as EXEMPTION_ORDERS,
)
from socialvalue.planning.queries.exemptions import (
    ExemptionShown,
    ExemptionsWanted,
    count_exemptions,
    exemption,
    exemptions,
    exemptions_for_export,
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
from socialvalue.planning.readings import ExemptionInForce, exemptions_in_force

__all__ = [
    "BREACHES_EXPORTED",
    "BREACH_ORDERS",
    "EXEMPTIONS_EXPORTED",
    "EXEMPTION_ORDERS",
    "EXPORTED",
    "ORDERS",
    "OUTCOMES",
    "ActRecordShown",
    "BreachShown",
    "BreachesWanted",
    "ConditionShown",
    "DeterminationShown",
    "EstimateShown",
    "ExemptionInForce",
    "ExemptionShown",
    "ExemptionsWanted",
    "FiguresThen",
    "LotShown",
    "ProcurementRow",
    "ProcurementShown",
    "QuestionShown",
    "RequestShown",
    "RequirementShown",
    "ReviewShown",
    "Standing",
    "Wanted",
    "Written",
    "YearCounts",
    "act_record",
    "breach",
    "breach_counts",
    "breaches",
    "breaches_for_export",
    "breaches_of",
    "condition",
    "count_breaches",
    "count_exemptions",
    "count_procurements",
    "exemption",
    "exemption_counts",
    "exemptions",
    "exemptions_for_export",
    "exemptions_in_force",
    "exemptions_of",
    "paper",
    "procurement",
    "procurements",
    "procurements_for_export",
    "questions",
    "reference_of",
    "requests_of",
    "requirements",
    "reviews_of",
    "sources",
    "standing",
    "waiting_for",
    "written",
]
