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
from socialvalue.planning.forms.exemptions import Decide, ExemptionFilters, RequestExemption, Screen
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
from socialvalue.planning.forms.starting import Start

__all__ = [
    "ANSWERS",
    "UNANSWERED",
    "WHY_NOT",
    "AnswerRemark",
    "Ask",
    "AskFor",
    "Classify",
    "Confirm",
    "Considered",
    "Correct",
    "Decide",
    "EncouragedFilters",
    "ExemptionFilters",
    "Filters",
    "Include",
    "Option",
    "Remove",
    "RequestExemption",
    "RequirementFilters",
    "Screen",
    "SendRemark",
    "SignOff",
    "Start",
    "Withdraw",
]
