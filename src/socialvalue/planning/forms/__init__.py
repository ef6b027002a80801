"""The forms of planning behind one door."""

from socialvalue.planning.forms.asking import (
    ANSWERS,
    WHY_NOT,
    AnswerRemark,
    Classify,
    EncouragedFilters,
    Include,
    RequirementFilters,
    SendRemark,
    SignOff,
)
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
    Option,
    Remove,
    Withdraw,
)
from socialvalue.planning.forms.registers import BreachFilters, ExemptionFilters
from socialvalue.planning.forms.starting import Start

__all__ = [
    "ANSWERS",
    "UNANSWERED",
    "WHY_NOT",
    "AnswerRemark",
    "Ask",
    "AskFor",
    "Bidding",
    "BreachFilters",
    "CheckCondition",
    "Classify",
    "Confirm",
    "Considered",
    "Correct",
    "Decide",
    "EncouragedFilters",
    "EstimateValue",
    "ExemptionFilters",
    "Filters",
    "HandleSimilar",
    "Include",
    "JudgeProportion",
    "Option",
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
    "RequirementFilters",
    "Screen",
    "SendRemark",
    "SettleBreach",
    "SignOff",
    "Start",
    "Summarise",
    "Withdraw",
]
