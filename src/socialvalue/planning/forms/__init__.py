"""The forms of planning behind one door."""

from socialvalue.planning.forms.breaches import PlanBreach, RecordBreach, SettleBreach
from socialvalue.planning.forms.determining import CheckCondition, Decide, ReportCondition
from socialvalue.planning.forms.exemptions import Paper, RequestExemption, Screen, Summarise
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
from socialvalue.planning.forms.registers import BreachFilters, ExemptionFilters
from socialvalue.planning.forms.starting import Start

__all__ = [
    "UNANSWERED",
    "Ask",
    "AskFor",
    "Bidding",
    "BreachFilters",
    "CheckCondition",
    "Confirm",
    "Considered",
    "Correct",
    "Decide",
    "EstimateValue",
    "ExemptionFilters",
    "Filters",
    "HandleSimilar",
    "JudgeProportion",
    "Paper",
    "PlanBreach",
    "RecordBreach",
    "RecordConsent",
    "RecordRegard",
    "RecordRoute",
    "RecordTerm",
    "Remove",
    "ReportCondition",
    "RequestExemption",
    "Screen",
    "SettleBreach",
    "Start",
    "Summarise",
    "Withdraw",
]
