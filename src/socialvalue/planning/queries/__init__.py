"""The reads of planning behind one door."""

from socialvalue.planning.queries.asked import ActRecordShown, act_record
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

__all__ = [
    "EXPORTED",
    "ORDERS",
    "ActRecordShown",
    "DeterminationShown",
    "EstimateShown",
    "LotShown",
    "ProcurementRow",
    "ProcurementShown",
    "Standing",
    "Wanted",
    "act_record",
    "count_procurements",
    "procurement",
    "procurements",
    "procurements_for_export",
    "sources",
    "standing",
]
