"""The pages of delivery behind one door."""

from socialvalue.delivery.pages.case_studies import case_study, owing, owing_csv, slots, write
from socialvalue.delivery.pages.case_studies import decide as decide_case_study
from socialvalue.delivery.pages.delivering import decide, deliveries, delivery, evidence, report, respond
from socialvalue.delivery.pages.ending import end
from socialvalue.delivery.pages.making import make
from socialvalue.delivery.pages.promising import agree, vary
from socialvalue.delivery.pages.reading import commitments, contract, contracts, export, history

__all__ = [
    "agree",
    "case_study",
    "commitments",
    "contract",
    "contracts",
    "decide",
    "decide_case_study",
    "deliveries",
    "delivery",
    "end",
    "evidence",
    "export",
    "history",
    "make",
    "owing",
    "owing_csv",
    "report",
    "respond",
    "slots",
    "vary",
    "write",
]
