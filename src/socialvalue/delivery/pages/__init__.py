"""The pages of delivery behind one door."""

from socialvalue.delivery.pages.delivering import decide, deliveries, delivery, evidence, report, respond
from socialvalue.delivery.pages.reading import commitments, contract, contracts, export, history

__all__ = [
    "commitments",
    "contract",
    "contracts",
    "decide",
    "deliveries",
    "delivery",
    "evidence",
    "export",
    "history",
    "report",
    "respond",
]
