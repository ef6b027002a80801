"""What pages about a contract share: its place in the crumbs, its tabs, its tags."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from socialvalue.delivery.ports import EXTRA_TABS
from socialvalue.delivery.queries import ContractShown
from socialvalue.delivery.rules import State
from socialvalue.design.parts import Colour, Crumb, Tab, Tag
from socialvalue.machinery.permissions import Person
from socialvalue.machinery.routes import opens

HOME: Final = Crumb("Home", "/")
LIST: Final = Crumb("Contracts", "/contracts")
STAGES: Final = {
    "running": Tag("Running", Colour.GREEN),
    "not-started": Tag("Not started", Colour.BLUE),
    "ended": Tag("Ended"),
    "ended-early": Tag("Ended early", Colour.ORANGE),
    "unknown": Tag("Dates not known", Colour.YELLOW),
}
STATES: Final = {
    State.ENDED_EARLY: Tag("Ended early"),
    State.NOT_DUE: Tag("Not due yet"),
    State.EXCEEDED: Tag("Exceeded", Colour.TEAL),
    State.MET: Tag("Met", Colour.GREEN),
    State.ON_TRACK: Tag("On track", Colour.BLUE),
    State.AT_RISK: Tag("At risk", Colour.ORANGE),
    State.SHORT: Tag("Short", Colour.RED),
}
DELIVERIES: Final = {
    "reported": Tag("To decide", Colour.YELLOW),
    "queried": Tag("Query open", Colour.ORANGE),
    "accepted": Tag("Accepted", Colour.GREEN),
    "rejected": Tag("Rejected", Colour.RED),
    "withdrawn": Tag("Withdrawn"),
}

CASE_STUDIES: Final = {
    "not-started": Tag("Not begun"),
    "not-due": Tag("Due", Colour.BLUE),
    "missing": Tag("Overdue", Colour.RED),
    "submitted": Tag("To decide", Colour.YELLOW),
    "accepted": Tag("Accepted", Colour.GREEN),
    "returned": Tag("Sent back", Colour.ORANGE),
}


def tabs(shown: ContractShown, current: str, person: Person) -> tuple[Tab, ...]:
    """The sections of a contract that someone may open, those of higher rooms among them."""
    all_tabs = (
        ("Overview", "contract"),
        ("Commitments", "contract-commitments"),
        ("Deliveries", "contract-deliveries"),
        ("Case studies", "contract-case-studies"),
        *EXTRA_TABS,
        ("History", "contract-history"),
    )
    return tuple(
        Tab(text, reverse(name, kwargs={"reference": shown.reference}), current=name == current)
        for text, name in all_tabs
        if name == current or opens(person, name, shown)
    )
