"""The Statement of a financial year, its figures down to the deliveries behind them, and what was done in a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.delivery.rules.words import number, plain, said
from socialvalue.design import tilemap
from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing
from socialvalue.design.page import render
from socialvalue.design.parts import Column, Crumb, Empty
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import may
from socialvalue.machinery.routes import Request
from socialvalue.people.models import Authority
from socialvalue.people.queries import newest_pack_id, the_authority
from socialvalue.places import queries as places_queries
from socialvalue.places.queries import PlaceFound
from socialvalue.reporting import queries
from socialvalue.reporting.face import HOME, LIST, map_of, may_add_up, plainly, state_of, tile_of, words
from socialvalue.reporting.queries import YearFigures, YearShown
from socialvalue.reporting.rules import Figure, MeasureYear
from socialvalue.toms import queries as toms

ROWS: Final = (
    Column("reference", "Delivery"),
    Column("contract", "Contract"),
    Column("day", "Delivered"),
    Column("place", "Place"),
    Column("reported", "Reported", numeric=True),
    Column("verified", "Verified", numeric=True),
    Column("evidence", "Evidence"),
)
EXPORTED: Final = (
    "Measure", "Version", "Title", "Theme", "Unit", "Contracts", "Committed for life", "Due in the year", "Reported",
    "Verified", "Rounded",
)  # fmt: skip
ROWS_EXPORTED: Final = (
    "Delivery", "Contract", "Contract title", "Supplier", "Commitment", "Delivered on", "Place", "Unit", "Reported",
    "Verified", "What changed", "Evidence",
)  # fmt: skip


def years(request: Request) -> HttpResponseBase:
    """The years there are figures for, newest first."""
    found = queries.years(authority_id=_authority().id)
    return render(
        request,
        "reporting/years.html",
        title="Social Value Statements",
        lead="What suppliers promised for people here, and what the Council has checked was done, year by year.",
        crumbs=(HOME, Crumb(LIST.text)),
        years=[(year, state_of(year)) for year in found],
        empty=Empty("No figures yet", "They begin when the first promise in a contract falls due."),
    )


def statement(request: Request, year: str) -> HttpResponseBase:
    """The Statement of a year: headline figures, then every measure by priority, each opening its derivation."""
    authority = _authority()
    found = _figures(request, authority, year)
    titles = toms.themes(authority_id=authority.id)
    return _year_page(
        request,
        found.shown,
        "reporting/statement.html",
        title=f"Social Value Statement {found.shown.label}"
        if found.shown.has_statement
        else f"Social Value in {found.shown.label}",
        caption=authority.name,
        wide=True,
        kept=queries.kept(authority_id=authority.id, year=found.shown.year),
        headline=[tile_of(figure, found.shown) for figure in found.headline if may_add_up(figure)],
        themes=[
            (titles.get(code, code), [_line(each) for each in found.figures if each.theme == code])
            for code in dict.fromkeys([*titles, *(each.theme for each in found.figures)])
            if any(each.theme == code for each in found.figures)
        ],
    )


def export(request: Request, year: str) -> HttpResponseBase:
    """Every figure of a year as CSV, suppressed as on the page."""
    found = _figures(request, _authority(), year)
    return csv_response(f"social-value-{found.shown.slug}", EXPORTED, map(_exported, found.figures))


def figure(request: Request, year: str, code: str) -> HttpResponseBase:
    """One figure: what it is, how it came about, where it happened, and the deliveries behind it."""
    authority = _authority()
    found = _figures(request, authority, year)
    shown, whole = queries.one_figure(
        authority_id=authority.id, found=found, code=code.upper(), version=_version(request)
    )
    rows, listing = _rows(request, authority, found, whole) if _sees_exact(request) else ((), None)
    names = places_queries.names(authority.id)
    return _year_page(
        request,
        found.shown,
        "reporting/figure.html",
        title=shown.title,
        crumb=shown.code,
        caption=f"{shown.code}, {found.shown.label}",
        wide=True,
        figure=shown,
        added_up=may_add_up(shown),
        line=_line(shown),
        committed=said(shown.committed, shown.unit),
        places=_breakdown(found, shown, whole, names),
        located=whole.located(found.placed_needed),
        rows=rows,
        listing=listing,
        names=names,
        plain=number,
    )


def export_rows(request: Request, year: str, code: str) -> HttpResponseBase:
    """Every delivery behind a figure as CSV, streamed."""
    authority = _authority()
    found = _figures(request, authority, year)
    shown, whole = queries.one_figure(
        authority_id=authority.id, found=found, code=code.upper(), version=_version(request)
    )
    names = places_queries.names(authority.id)
    return csv_response(
        f"deliveries-{shown.code}-{found.shown.slug}",
        ROWS_EXPORTED,
        _rows_exported(authority, found, whole, names),
    )


def places(request: Request, year: str) -> HttpResponseBase:
    """Where it happened: one measure on the map, for the measure in the address."""
    authority = _authority()
    found = _figures(request, authority, year)
    able = [each for each in found.figures if may_add_up(each)]
    asked = request.GET.get("measure", "")
    chosen = next((each for each in (*found.headline, *able) if not asked or each.code == asked), None)
    whole = next((each for each in found.exact if chosen and each.code == chosen.code), None)
    located = whole.located(found.placed_needed) if whole else None
    drawn = (
        map_of(chosen, found.shown, _districts(authority))
        if chosen and located and located.is_enough
        else None
    )
    return _year_page(
        request,
        found.shown,
        "reporting/places.html",
        title=f"Where it happened, {found.shown.label}",
        crumb="Places",
        measures=able,
        chosen=chosen,
        located=located,
        data=drawn,
        drawn=tilemap.draw(drawn) if drawn else "",
        swatches=[tilemap.swatch(level) for level in range(5)],
    )


def place(request: Request, year: str, code: str) -> HttpResponseBase:
    """What was verified in one place: every measure that has a figure there and enough of it located."""
    authority = _authority()
    here = next((each for each in _districts(authority) if each.code == code), None)
    if here is None:
        raise Refusal("not-found", "We could not find that place.", status=404)
    found = _figures(request, authority, year)
    lines = [
        (shown, words(shown.at(code), shown.unit))
        for shown, whole in zip(found.figures, found.exact, strict=True)
        if may_add_up(shown) and code in whole.cells and whole.located(found.placed_needed).is_enough
    ]
    return _year_page(
        request,
        found.shown,
        "reporting/place.html",
        title=f"{here.name}, {found.shown.label}",
        crumb=here.name,
        place=here,
        lines=lines,
    )


# what the pages share --------------------


def _year_page(
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
        sees_exact=_sees_exact(request),
        may_open=bool(may(request.person, "figure:open")),
        **context,
    )


def _authority() -> Authority:
    authority = the_authority()
    if authority is None:
        raise Refusal("no-pack", "The service is not set up yet. Run “socialvalue pack load”.", status=503)
    return authority


def _sees_exact(request: Request) -> bool:
    """Exact figures are for those who may open the rows, unless they ask for what the public sees."""
    return request.GET.get("as") != "public" and bool(may(request.person, "figure:open"))


def _figures(request: Request, authority: Authority, year: str) -> YearFigures:
    try:
        asked = FinancialYear.parse(year)
    except Refusal as refusal:
        raise Refusal("not-found", "We could not find that financial year.", status=404) from refusal
    return queries.year_figures(authority_id=authority.id, year=asked, exact=_sees_exact(request))


def _version(request: Request) -> int | None:
    text = request.GET.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _line(shown: Figure) -> dict[str, Any]:
    """A measure as a row: its figures in words."""
    share = shown.percentage
    adds = may_add_up(shown)
    return {
        "figure": shown,
        "adds": adds,
        "due": number(shown.due) if adds else "",
        "reported": plainly(shown.reported) if adds else "",
        "verified": plainly(shown.verified) if adds else "",
        "share": None if share is None or not adds else float(share) / 100,
        "percentage": f"{number(share)}% of what was due" if share is not None and adds else "",
    }


def _exported(shown: Figure) -> tuple[Any, ...]:
    adds = may_add_up(shown)
    return (
        shown.code,
        shown.version,
        shown.title,
        shown.theme,
        str(shown.unit),
        shown.contracts,
        plain(shown.committed) if adds else "",
        plain(shown.due) if adds else "",
        _cell(shown.reported.amount) if adds else "",
        _cell(shown.verified.amount) if adds else "",
        shown.verified.is_rounded,
    )


def _cell(amount: Any) -> str:
    return "too few to show" if amount is None else plain(amount)


def _rows(
    request: Request, authority: Authority, found: YearFigures, whole: MeasureYear
) -> tuple[tuple[Any, ...], Listing]:
    listing = Listing.of(
        request,
        ROWS,
        total=queries.count_behind(authority_id=authority.id, found=found, measure=whole),
        order="day",
        noun="delivery",
        plural="deliveries",
        export=reverse("figure-csv", args=[found.shown.slug, whole.code]),
    )
    rows = queries.rows_behind(
        authority_id=authority.id, found=found, measure=whole, offset=listing.offset, limit=listing.limit
    )
    return rows, listing


def _rows_exported(
    authority: Authority, found: YearFigures, whole: MeasureYear, names: dict[str, str]
) -> Iterator[tuple[Any, ...]]:
    for row in queries.every_row_behind(authority_id=authority.id, found=found, measure=whole):
        yield (
            row.reference,
            row.contract,
            row.contract_title,
            row.supplier,
            f"C{row.commitment}",
            row.delivered_on.isoformat(),
            names.get(row.place, row.place) if row.place else "no place",
            row.unit,
            plain(row.reported),
            plain(row.verified),
            row.what_changed,
            row.has_evidence,
        )


def _breakdown(
    found: YearFigures, shown: Figure, whole: MeasureYear, names: dict[str, str]
) -> list[tuple[str, str, str]]:
    """Places with their verified figure in words and their address; what has no place comes last."""
    if not may_add_up(shown) or not whole.located(found.placed_needed).is_enough:
        return []
    rows = [
        (
            names.get(each.code, each.code) if each.code else "No place was given",
            words(each.verified, shown.unit),
            each.code,
        )
        for each in shown.places
    ]
    return sorted(rows, key=lambda row: (not row[2], row[0]))


def _districts(authority: Authority) -> list[PlaceFound]:
    pack = newest_pack_id(authority.id)
    return places_queries.districts(pack) if pack else []
