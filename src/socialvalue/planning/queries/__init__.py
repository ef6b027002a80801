"""The reads of planning behind one door."""

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
    "DeterminationShown",
    "EstimateShown",
    "LotShown",
    "ProcurementRow",
    "ProcurementShown",
    "Standing",
    "Wanted",
    "count_procurements",
    "procurement",
    "procurements",
    "procurements_for_export",
    "sources",
    "standing",
]
