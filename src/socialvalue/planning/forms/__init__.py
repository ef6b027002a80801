"""The forms of planning behind one door."""

from socialvalue.planning.forms.exemptions import Decide, ExemptionFilters, RequestExemption, Screen
from socialvalue.planning.forms.plans import (
    Bidding,
    EstimateValue,
    HandleSimilar,
    JudgeProportion,
    RecordConsent,
    RecordRegard,
    RecordRoute,
    RecordTerm,
)
from socialvalue.planning.forms.procurements import (
    UNANSWERED,
    Ask,
    AskFor,
    Confirm,
    Considered,
    Correct,
    Filters,
    Remove,
    Withdraw,
)
from socialvalue.planning.forms.starting import Start

__all__ = [
    "UNANSWERED",
    "Ask",
    "AskFor",
    "Bidding",
    "Confirm",
    "Considered",
    "Correct",
    "Decide",
    "EstimateValue",
    "ExemptionFilters",
    "Filters",
    "HandleSimilar",
    "JudgeProportion",
    "RecordConsent",
    "RecordRegard",
    "RecordRoute",
    "RecordTerm",
    "Remove",
    "RequestExemption",
    "Screen",
    "Start",
    "Withdraw",
]
