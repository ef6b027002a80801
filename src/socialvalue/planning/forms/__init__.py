"""The forms of planning behind one door."""

from socialvalue.planning.forms.engagement import (
    Came,
    EventFilters,
    Find,
    Organisation,
    PlanEvent,
    StateHeld,
    StateNotHeld,
)
from socialvalue.planning.forms.exemptions import Decide, ExemptionFilters, RequestExemption, Screen
from socialvalue.planning.forms.feasibility import AnswerTest, DecideDraft, Invite, OpenTest
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
    "AnswerTest",
    "Ask",
    "AskFor",
    "Came",
    "Confirm",
    "Considered",
    "Correct",
    "Decide",
    "DecideDraft",
    "EventFilters",
    "ExemptionFilters",
    "Filters",
    "Find",
    "Invite",
    "OpenTest",
    "Organisation",
    "PlanEvent",
    "Remove",
    "RequestExemption",
    "Screen",
    "Start",
    "StateHeld",
    "StateNotHeld",
    "Withdraw",
]
