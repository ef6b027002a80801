"""The pages of delivery behind one door."""

from socialvalue.delivery.pages.case_studies import case_study, owing, owing_csv, slots, write
from socialvalue.delivery.pages.case_studies import decide as decide_case_study
from socialvalue.delivery.pages.delivering import decide, deliveries, delivery, evidence, report, respond
from socialvalue.delivery.pages.ending import end
from socialvalue.delivery.pages.initiatives import (
    answer_initiative,
    decide_initiative,
    initiative,
    initiatives,
    initiatives_csv,
    propose,
    withdraw_initiative,
)
from socialvalue.delivery.pages.making import make
from socialvalue.delivery.pages.promising import agree, vary
from socialvalue.delivery.pages.reading import commitments, contract, contracts, export, history

__all__ = [
    "agree",
    "answer_initiative",
    "case_study",
    "commitments",
    "contract",
    "contracts",
    "decide",
    "decide_case_study",
    "decide_initiative",
    "deliveries",
    "delivery",
    "end",
    "evidence",
    "export",
    "history",
    "initiative",
    "initiatives",
    "initiatives_csv",
    "make",
    "owing",
    "owing_csv",
    "propose",
    "report",
    "respond",
    "slots",
    "vary",
    "withdraw_initiative",
    "write",
]
