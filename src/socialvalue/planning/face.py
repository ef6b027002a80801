"""What pages of higher rooms share with planning's own: crumbs, tabs, the words and tags of exemptions and breaches."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.urls import reverse

from socialvalue.design.parts import Colour, Crumb, Tab, Tag
from socialvalue.foundation.clock import business_today
from socialvalue.machinery.permissions import Person
from socialvalue.machinery.routes import opens
from socialvalue.planning.models import Breach, Exemption
from socialvalue.planning.ports import EXTRA_TABS
from socialvalue.planning.queries import BreachShown, ConditionShown, ExemptionShown, ProcurementShown

LIST: Final = Crumb("Procurements", "/procurements")
KINDS: Final = dict(Exemption.Kind.choices)
GROUNDS: Final = dict(Exemption.Ground.choices)
OPINIONS: Final = dict(Exemption.Opinion.choices)
MISSING: Final = dict(Breach.Missing.choices)
EXEMPTION_STATES: Final = {
    "requested": Tag("To review", Colour.YELLOW),
    "returned": Tag("Returned", Colour.ORANGE),
    "with-management": Tag("To determine", Colour.YELLOW),
    "granted": Tag("Granted", Colour.GREEN),
    "refused": Tag("Refused", Colour.RED),
    "withdrawn": Tag("Withdrawn", Colour.GREY),
}
ENDED: Final = Tag("Ended", Colour.GREY)
WITH_CONDITIONS: Final = Tag("Granted with conditions", Colour.GREEN)
BREACH_STATES: Final = {
    "recorded": Tag("To settle", Colour.RED),
    "in-hand": Tag("In hand", Colour.YELLOW),
    "closed": Tag("Closed", Colour.GREY),
    "dismissed": Tag("No breach", Colour.GREY),
}
CONDITION_STATES: Final = {
    "open": Tag("To do", Colour.YELLOW),
    "reported": Tag("To check", Colour.BLUE),
    "done": Tag("Done", Colour.GREEN),
}
LATE: Final = Tag("Late", Colour.RED)


def tabs(shown: ProcurementShown, current: str, person: Person) -> tuple[Tab, ...]:
    """The sections of a procurement that someone may open, those of higher rooms among them.

    An evaluator, whose part in it the procurement does not know, comes to the evaluation from their own list.
    """
    own = (
        ("Overview", "procurement"),
        ("Plan", "procurement-plan"),
        ("Lots", "procurement-lots"),
        ("Requirements", "procurement-requirements"),
        ("Engagement", "procurement-engagement"),
        ("Exemption", "procurement-exemption"),
    )
    all_tabs = (*own, *EXTRA_TABS, ("History", "procurement-history"))
    return tuple(
        Tab(text, reverse(name, kwargs={"reference": shown.reference}), current=name == current)
        for text, name in all_tabs
        if name == current or opens(person, name, shown)
    )


def percent(figure: Decimal) -> str:
    """A figure in per cent, without noughts at its end: "7.5%"."""
    return f"{figure.normalize():f}%"


def exemption_tag(shown: ExemptionShown) -> Tag:
    """The state in a word; a granted one whose last day has passed has ended, and the rule stands again."""
    if shown.state != "granted":
        return EXEMPTION_STATES[shown.state]
    if shown.expires_on is not None and shown.expires_on < business_today():
        return ENDED
    return WITH_CONDITIONS if shown.conditions else EXEMPTION_STATES["granted"]


def kind_text(kind: str, lowest: Decimal | None) -> str:
    """What is asked for, with the weight where one is stated."""
    return KINDS[kind] if lowest is None else f"{KINDS[kind]}: {percent(lowest)}"


def lots_text(lot: int | None) -> str:
    """For which lots something holds."""
    return "all lots" if lot is None else f"lot {lot}"


def condition_tag(shown: ConditionShown) -> Tag:
    """How far a condition is."""
    return LATE if shown.is_late(business_today()) else CONDITION_STATES[shown.stage]


def breach_tag(shown: BreachShown) -> Tag:
    """How far a breach is."""
    return LATE if shown.is_late(business_today()) else BREACH_STATES[shown.stage]
