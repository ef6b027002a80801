"""What the pages of a year share: its figures for this reader, its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.delivery.rules.words import number
from socialvalue.design.page import render
from socialvalue.design.parts import Crumb
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import may
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import newest_pack_id, the_authority
from socialvalue.places import queries as places_queries
from socialvalue.places.queries import PlaceFound
from socialvalue.reporting import queries
from socialvalue.reporting.face import FEW_CONTRACTS, HOME, LIST, amount, may_add_up, plainly, state_of
from socialvalue.reporting.queries import YearFigures, YearShown
from socialvalue.reporting.rules import Figure

if TYPE_CHECKING:
    from socialvalue.people.models import Authority


def year_page(
    request: Request, shown: YearShown, template: str, *, title: str, crumb: str = "", **context: Any
) -> HttpResponseBase:
    own = Crumb(shown.label, reverse("statement", args=[shown.slug]) if crumb else "")
    return render(
        request,
        template,
        title=title,
        state=state_of(shown),
        crumbs=(HOME, LIST, own, Crumb(crumb)) if crumb else (HOME, LIST, own),
        shown=shown,
        sees_exact=sees_exact(request),
        may_open=bool(may(request.person, "figure:open")),
        **context,
    )


def the_council() -> Authority:
    authority = the_authority()
    if authority is None:
        raise Refusal("no-pack", "The service is not set up yet. Run “socialvalue pack load”.", status=503)
    return authority


def sees_exact(request: Request) -> bool:
    """Exact figures are for those who may open the rows, unless they ask for what the public sees."""
    return request.GET.get("as") != "public" and bool(may(request.person, "figure:open"))


def figures(request: Request, authority: Authority, year: str) -> YearFigures:
    try:
        asked = FinancialYear.parse(year)
    except Refusal as refusal:
        raise Refusal("not-found", "We could not find that financial year.", status=404) from refusal
    if asked.starts_on > business_today():
        raise Refusal("not-found", "That financial year has not begun.", status=404)
    return queries.year_figures(authority_id=authority.id, year=asked, exact=sees_exact(request))


def line(shown: Figure, year: YearShown) -> dict[str, Any]:
    """A measure as a row: its figures in words."""
    share = shown.percentage
    adds = may_add_up(shown)
    return {
        "figure": shown,
        "adds": adds,
        "due": (amount(shown.due, shown.unit) if shown.shows_due else FEW_CONTRACTS) if adds else "",
        "reported": plainly(shown.reported, shown.unit) if adds else "",
        "verified": plainly(shown.verified, shown.unit) if adds else "",
        "share": None if share is None or not adds else float(share) / 100,
        "percentage": f"{number(share)}% of what was due{year.so_far}" if share is not None and adds else "",
    }


def districts(authority: Authority) -> list[PlaceFound]:
    pack = newest_pack_id(authority.id)
    return places_queries.districts(pack) if pack else []
