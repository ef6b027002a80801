"""What pages of tendering share: crumbs, tags, sentences about criteria."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.page import render
from socialvalue.design.parts import Colour, Crumb, Deed, Tag
from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.machinery.permissions import Person, may
from socialvalue.machinery.routes import Request
from socialvalue.planning.face import LIST, tabs
from socialvalue.planning.queries import ProcurementShown
from socialvalue.policy.face import band_tag
from socialvalue.tendering import rules
from socialvalue.tendering.queries import LotShown, Readiness
from socialvalue.tendering.rules.example import as_quantity, shown

HOME: Final = Crumb("Home", "/")
OPPORTUNITIES: Final = Crumb("Opportunities", "/opportunities")
BIDS: Final = Crumb("Your bids", "/bids")
OPEN, CLOSED = Tag("Open for bids", Colour.GREEN), Tag("Closed")
BASES: Final = {
    rules.ShareOf.TOTAL: "of the total",
    rules.ShareOf.PRICE_PER_QUALITY_POINT: "of the quality points",
}
STATES: Final = {
    "draft": Tag("Draft", Colour.BLUE),
    "closed": Tag("Not sent in time", Colour.RED),
    "submitted": Tag("Received", Colour.PURPLE),
    "opened": Tag("Opened", Colour.GREEN),
    "withdrawn": Tag("Withdrawn"),
    "superseded": Tag("Replaced"),
}
OUTCOMES: Final = {True: Tag("Won", Colour.GREEN), False: Tag("Not won")}
CONSEQUENCES: Final = {
    "zero": "A bid that leaves this unanswered scores 0 for it.",
    "not-compliant": "A bid that leaves this unanswered is not compliant and will not be scored.",
}


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """A criterion in words, with lines of the worked example."""

    title: str
    weight: str
    how: str
    examples: tuple[tuple[str, str], ...]


def criteria_shown(lot: LotShown) -> list[CriterionShown]:
    """Every criterion of a lot as the bidder reads it."""
    if lot.method is None:
        return []
    titles, units = lot.titles(), {each.key: each.unit for each in lot.requirements}
    lines = rules.worked_example(lot.method.methodology)
    return [
        CriterionShown(
            titles.get(each.id, each.id),
            rules.percent(each.weight),
            _how(each, units.get(each.id)),
            tuple(
                (_amount(line.given, units.get(each.id)), f"{shown(line.points)} of {shown(each.weight)}")
                for line in lines
                if line.criterion == each.id
            ),
        )
        for each in lot.method.methodology.criteria
    ]


def _how(criterion: rules.Criterion, unit: str | None) -> str:
    points = shown(criterion.weight)
    if criterion.method.is_judged:
        highest = shown(criterion.max_mark or Fraction(0))
        return f"Evaluators give a mark from 0 to {highest}. Points = {points} × mark ÷ {highest}."
    target = _amount(Fraction(criterion.target or 0), unit)
    return f"Points = {points} × your quantity ÷ {target}. More than {target} earns no further points."


def _amount(given: Fraction, unit: str | None) -> str:
    if unit is None:
        return f"A mark of {shown(given)}"
    return str(Quantity(as_quantity(given), Unit(unit)))


def publish_deed(person: Person, ready: Readiness) -> Deed | None:
    """Publishing as the next deed, with the first thing that stands in its way; none once it is published."""
    if ready.shown.stage != "planning":
        return None
    right = may(person, "opportunity:publish", ready.shown)
    because = right.because
    if right and not ready.is_publishable:
        text = ready.obstacle.text.rstrip(".")
        because = text[:1].lower() + text[1:]
    address = reverse("opportunity-publish", kwargs={"reference": ready.shown.reference})
    return Deed("Publish the opportunity", address, because=because.rstrip("."))


def record_page(
    request: Request, shown: ProcurementShown, template: str, current: str, **context: Any
) -> HttpResponseBase:
    """A page of a procurement's record: its heading, crumbs and tabs."""
    return render(
        request,
        template,
        title=shown.title,
        reference=shown.reference,
        state=band_tag(shown.determination.band),
        crumbs=(Crumb("Home", "/"), LIST, Crumb(shown.reference)),
        tabs=tabs(shown, current, request.person),
        shown=shown,
        **context,
    )
