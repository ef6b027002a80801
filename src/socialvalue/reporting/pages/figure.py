"""One figure down to its deliveries: what it is, how it came about, where it happened, and every row behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.delivery.rules.words import plain, said
from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing
from socialvalue.design.parts import Column
from socialvalue.machinery.routes import Request
from socialvalue.places import queries as places_queries
from socialvalue.reporting import queries
from socialvalue.reporting.face import FEW_CONTRACTS, amount, may_add_up, words
from socialvalue.reporting.pages.shared import figures, line, sees_exact, the_council, year_page
from socialvalue.reporting.queries import YearFigures
from socialvalue.reporting.rules import Figure, MeasureYear

if TYPE_CHECKING:
    from socialvalue.people.models import Authority

ROWS: Final = (
    Column("reference", "Delivery"),
    Column("contract", "Contract"),
    Column("day", "Delivered"),
    Column("place", "Place"),
    Column("reported", "Reported", numeric=True),
    Column("verified", "Verified", numeric=True),
    Column("evidence", "Evidence"),
)
ROWS_EXPORTED: Final = (
    "Delivery", "Contract", "Contract title", "Supplier", "Commitment", "Delivered on", "Place", "Unit", "Reported",
    "Verified", "What changed", "Evidence",
)  # fmt: skip


def figure(request: Request, year: str, code: str) -> HttpResponseBase:
    """One figure: what it is, how it came about, where it happened, and the deliveries behind it."""
    authority = the_council()
    found = figures(request, authority, year)
    shown, whole = queries.one_figure(
        authority_id=authority.id, found=found, code=code.upper(), version=_version(request)
    )
    rows, listing = _rows(request, authority, found, whole) if sees_exact(request) else ((), None)
    names = places_queries.names(authority.id)
    return year_page(
        request,
        found.shown,
        "reporting/figure.html",
        title=shown.title,
        crumb=shown.code,
        caption=f"{shown.code}, {found.shown.label}",
        wide=True,
        figure=shown,
        added_up=may_add_up(shown),
        line=line(shown, found.shown),
        committed=said(shown.committed, shown.unit) if shown.shows_due else FEW_CONTRACTS,
        places=_breakdown(found, shown, whole, names),
        located=whole.located(found.placed_needed),
        rows=rows,
        listing=listing,
        names=names,
        in_words=lambda exact: amount(exact, shown.unit),
    )


def export_rows(request: Request, year: str, code: str) -> HttpResponseBase:
    """Every delivery behind a figure as CSV, streamed."""
    authority = the_council()
    found = figures(request, authority, year)
    shown, whole = queries.one_figure(
        authority_id=authority.id, found=found, code=code.upper(), version=_version(request)
    )
    names = places_queries.names(authority.id)
    return csv_response(
        f"deliveries-{shown.code}-{found.shown.slug}",
        ROWS_EXPORTED,
        _rows_exported(authority, found, whole, names),
    )


def _version(request: Request) -> int | None:
    text = request.GET.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


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
