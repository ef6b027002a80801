"""Pages of recognition: a contract's badge for a year, the deeds about it, the public list, one badge to check."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.delivery import actions as delivery_actions
from socialvalue.delivery import queries as delivery
from socialvalue.delivery.face import HOME, LIST, STAGES, tabs
from socialvalue.delivery.queries import ContractShown
from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing, order_of
from socialvalue.design.page import render
from socialvalue.design.parts import Back, Column, Crumb, Deed, Empty
from socialvalue.foundation.calendar import FinancialYear, format_date
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import files
from socialvalue.machinery.permissions import may
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import names
from socialvalue.recognition import actions, queries
from socialvalue.recognition.face import LEVELS, VERDICTS
from socialvalue.recognition.forms import Filters, Revoke, Tell, Verify
from socialvalue.recognition.queries import Standing

COLUMNS: Final = (
    Column("supplier", "Supplier", sort=True),
    Column("title", "Contract", sort=True),
    Column("year", "Financial year", sort=True),
    Column("level", "Level"),
)


def _year(request: Request, shown: ContractShown) -> FinancialYear | None:
    """The year in the address, if it is one of the contract's; else the last one that has ended, or the first."""
    years = queries.years_of(shown)
    asked = request.GET.get("year", "")
    chosen = next((year for year in years if str(year.start_year) == asked), None)
    ended = next((year for year in years if year.ends_on < business_today()), None)
    return chosen or ended or next(iter(years), None)


def contract_badge(request: Request, reference: str) -> HttpResponseBase:
    """What the contract earned, why for each commitment, what it lacks, what was verified (REC-1)."""
    shown = delivery.contract(reference=reference, person=request.person)
    year = _year(request, shown)
    stands = queries.standing(shown, year) if year else None
    deeds = _deeds(request, shown, stands) if stands else ()
    return render(
        request,
        "recognition/contract_badge.html",
        title=shown.title,
        reference=shown.reference,
        state=STAGES[shown.stage],
        crumbs=(HOME, LIST, Crumb(shown.reference)),
        tabs=tabs(shown, "contract-badge", request.person),
        deed=next(iter(deeds), None),
        deeds=deeds[1:],
        shown=shown,
        stands=stands,
        years=queries.years_of(shown),
        levels=LEVELS,
        verdicts=VERDICTS,
        may_see_evidence=bool(may(request.person, "evidence:view", shown)),
        who=names(each.verified_by for each in stands.versions) if stands else {},
    )


def _deeds(request: Request, shown: ContractShown, stands: Standing) -> tuple[Deed, ...]:
    """What this person can do about the badge of this year."""

    def to(name: str) -> str:
        return f"{reverse(name, kwargs={'reference': shown.reference})}?year={stands.year.start_year}"

    early = "" if stands.is_open else f"it is judged as known on {format_date(stands.cut_off_on)}"
    possible = [
        ("badge:verify", "Verify it again" if stands.live else "Verify this badge", "badge-verify", early),
        ("impact:tell", "Add impact outside the contract", "badge-impact", ""),
        *([("badge:verify", "Take the badge back", "badge-revoke", "")] if stands.is_badge else ()),
    ]
    return tuple(
        Deed(text, to(name), because=because)
        for permission, text, name, because in possible
        if may(request.person, permission, shown)
    )


def _page(
    request: Request, shown: ContractShown, template: str, title: str, form: Any, **context: Any
) -> HttpResponseBase:
    return render(
        request,
        template,
        title=title,
        caption=f"{shown.reference} {shown.title}",
        back=Back(_address(shown, context["year"]), "Back to the badge"),
        form=form,
        **context,
    )


def _address(shown: ContractShown, year: FinancialYear | None) -> str:
    address = reverse("contract-badge", kwargs={"reference": shown.reference})
    return f"{address}?year={year.start_year}" if year else address


def verify(request: Request, reference: str) -> HttpResponseBase:
    """The contract manager's word on the level that the rule found, with what was checked."""
    shown = delivery.contract(reference=reference, person=request.person, permission="badge:verify")
    year = _year(request, shown)
    stands = queries.standing(shown, year) if year else None
    if stands is None or not stands.is_open:
        return redirect(_address(shown, year))
    has_evidence = stands.impact is not None and stands.impact.file is not None
    form = Verify(request.POST or None, has_evidence=has_evidence)
    if form.is_valid():
        try:
            actions.verify_badge(
                contract=reference,
                year=stands.year,
                accepts_impact=form.cleaned_data.get("accepts_impact", False),
                why=form.cleaned_data["reason"],
                by=request.person,
            )
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        else:
            messages.success(request, f"You verified the badge for {stands.year.label}.")
            return redirect(_address(shown, year))
    return _page(
        request, shown, "recognition/verify.html", f"Verify the badge for {stands.year.label}", form,
        year=year, stands=stands, level=LEVELS[stands.found.level], button="Verify",
    )  # fmt: skip


def tell(request: Request, reference: str) -> HttpResponseBase:
    """What the supplier achieved outside the contract, with a file (REC-4)."""
    shown = delivery.contract(reference=reference, person=request.person, permission="impact:tell")
    year = _year(request, shown)
    if year is None:
        return redirect(_address(shown, None))
    before = queries.standing(shown, year).impact
    form = Tell(request.POST or None, request.FILES or None, initial={"what": before.what if before else ""})
    if form.is_valid():
        try:
            actions.tell_impact(
                contract=reference,
                year=year,
                what=form.cleaned_data["what"],
                file=_kept(request, reference, form.cleaned_data["file"]),
                by=request.person,
            )
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        else:
            messages.success(
                request, "You added it. The contract manager reads it before the badge is verified."
            )
            return redirect(_address(shown, year))
    return _page(
        request, shown, "recognition/tell.html", f"Impact outside the contract in {year.label}", form,
        year=year, kept=before.file.name if before and before.file else "", button="Save",
    )  # fmt: skip


def _kept(request: Request, reference: str, upload: Any) -> UUID | None:
    if not upload:
        return None
    return delivery_actions.keep_evidence(
        contract=reference, content=upload.chunks(), name=upload.name, by=request.person
    )


def evidence(request: Request, reference: str) -> HttpResponseBase:
    """The file of evidence of impact outside the contract, always as a download."""
    shown = delivery.contract(reference=reference, person=request.person, permission="evidence:view")
    year = _year(request, shown)
    impact = queries.standing(shown, year).impact if year else None
    if impact is None or impact.file is None:
        return redirect(_address(shown, year))
    response = FileResponse(
        files.opened(impact.file),
        as_attachment=True,
        filename=impact.file.name,
        content_type=impact.file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def revoke(request: Request, reference: str) -> HttpResponseBase:
    """Take a badge back, with a reason."""
    shown = delivery.contract(reference=reference, person=request.person, permission="badge:verify")
    year = _year(request, shown)
    live = queries.standing(shown, year).live if year else None
    if live is None or year is None:
        return redirect(_address(shown, year))
    form = Revoke(request.POST or None)
    if form.is_valid():
        actions.revoke_badge(uid=live.uid, reason=form.cleaned_data["reason"], by=request.person)
        messages.success(request, f"You took the badge for {year.label} back.")
        return redirect(_address(shown, year))
    return _page(
        request, shown, "design/layouts/question.html", f"Take the badge for {year.label} back", form,
        year=year, button="Take it back",
    )  # fmt: skip


def badges(request: Request) -> HttpResponseBase:
    """The public list of verified badges, 50 a page; every matching row as CSV."""
    filters = Filters(request.GET, years=queries.years_with_badges(request.person))
    wanted = filters.wanted()
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_badges(person=request.person, wanted=wanted),
        order="-year",
        noun="badge",
        export=reverse("badges-csv"),
    )
    rows = queries.badges(
        person=request.person, wanted=wanted, order=listing.order, offset=listing.offset, limit=listing.limit
    )
    return render(
        request,
        "recognition/badges.html",
        title="Social Value badges",
        lead="A badge is for one contract and one financial year. The Council’s contract manager has verified it.",
        crumbs=(HOME, Crumb("Badges")),
        listing=listing,
        filters=filters,
        found=rows,
        levels=LEVELS,
        empty=Empty(
            "No badge has been verified yet",
            "After each 31 March, suppliers that kept what they promised in a contract are listed here.",
        ),
    )


def export(request: Request) -> HttpResponseBase:
    """Every badge that matches the filters in the address, as CSV, streamed."""
    wanted = Filters(request.GET, years=queries.years_with_badges(request.person)).wanted()
    order = order_of(request, queries.ORDERS, "-year")
    rows = queries.badges_for_export(person=request.person, wanted=wanted, order=order)
    return csv_response("badges", queries.EXPORTED, rows)


def badge(request: Request, uid: UUID) -> HttpResponseBase:
    """One badge for anyone: what it is, for what, whether it still stands (REC-2)."""
    shown = queries.badge(uid=uid, person=request.person)
    return render(
        request,
        "recognition/badge.html",
        title=f"{LEVELS[shown.level].text} badge for {shown.year.label}",
        caption=shown.supplier,
        crumbs=(HOME, Crumb("Badges", reverse("badges")), Crumb(shown.contract)),
        shown=shown,
        level=LEVELS[shown.level],
        verdicts=VERDICTS,
        meaning=_meaning(shown),
    )


def _meaning(shown: queries.BadgeShown) -> str:
    """What the level stands for, in words for everyone: no figures and nobody's free text."""
    kept = f"All that was due by {format_date(shown.year.ends_on)} was delivered and verified"
    if shown.level == "gold":
        return f"{kept}."
    return (
        f"{kept}. More was delivered than the contract asks for, and impact beyond the contract is evidenced."
    )
