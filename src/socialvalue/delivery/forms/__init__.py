"""The forms of delivery behind one door."""

from socialvalue.delivery.forms.case_studies import CaseStudyFilters, DecideCaseStudy, Write
from socialvalue.delivery.forms.commitments import Agree, End, Vary
from socialvalue.delivery.forms.deliveries import Decide, Filters, Report, Respond, Send
from socialvalue.delivery.forms.initiatives import (
    DecideInitiative,
    InitiativeFilters,
    ProposeInitiative,
    SayMore,
)
from socialvalue.delivery.forms.making import MakeContract

__all__ = [
    "Agree",
    "CaseStudyFilters",
    "Decide",
    "DecideCaseStudy",
    "DecideInitiative",
    "End",
    "Filters",
    "InitiativeFilters",
    "MakeContract",
    "ProposeInitiative",
    "Report",
    "Respond",
    "SayMore",
    "Send",
    "Vary",
    "Write",
]
