"""Pages of the log of rulings: the list, one of them, recording, replacing, withdrawing."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing, order_of
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Back, Column, Crumb, Deed, Empty
from socialvalue.foundation.calendar import format_instant
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Role, demand, may
from socialvalue.machinery.routes import Request, address_for
from socialvalue.people.queries import names, the_authority
from socialvalue.policy import actions, queries
from socialvalue.policy.face import RULING_STATES
from socialvalue.policy.forms import RecordRuling, RulingFilters, WithdrawRuling
from socialvalue.policy.queries import RulingShown
from socialvalue.policy.rules import RULING

COLUMNS: Final = (
    Column("ruling", "Ruling"),
    Column("question", "Question and answer"),
    Column("clauses", "Clauses"),
    Column("state", "State", sort=True),
    Column("decided", "Decided on", sort=True),
)
LIST: Final = Crumb("What the policy means", "/rulings")


def rulings(request: Request) -> HttpResponseBase:
    """The log: filters kept in the address, 50 a page, every matching row as CSV."""
    filters = RulingFilters(request.GET)
    wanted = filters.wanted()
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_rulings(person=request.person, wanted=wanted),
        order="-decided",
        noun="ruling",
        export=address_for(request.person, "rulings-csv"),
    )
    may_record = may(request.person, "ruling:record")
    record = Deed("Record a ruling", reverse("ruling-record"))
    return render(
        request,
        "policy/rulings.html",
        title="What the policy means",
        lead="Questions about the policy that were answered once, for everyone.",
        crumbs=(Crumb("Home", "/"), Crumb("What the policy means")),
        listing=listing,
        filters=filters,
        deed=record if may_record else None,
        states=RULING_STATES,
        found=queries.rulings(
            person=request.person,
            wanted=wanted,
            order=listing.order,
            offset=listing.offset,
            limit=listing.limit,
        ),
        empty=Empty(
            "No rulings yet",
            "Where the policy is open, the standards team answers a question once and keeps the answer here, "
            "beside its clauses.",
            record if may_record else None,
        ),
    )


def rulings_csv(request: Request) -> HttpResponseBase:
    """Every ruling that matches the filters in the address, as CSV, streamed."""
    wanted = RulingFilters(request.GET).wanted()
    order = order_of(request, queries.ORDERS, "-decided")
    rows = queries.rulings_for_export(person=request.person, wanted=wanted, order=order)
    return csv_response("rulings", (*queries.EXPORTED, "Clauses"), rows)


def ruling(request: Request, reference: str) -> HttpResponseBase:
    """One ruling, what it replaced, what replaced it."""
    shown = queries.ruling(reference=reference, person=request.person)
    who = names(each for each in (shown.recorded_by, shown.ended_by) if each)
    return render(
        request,
        "policy/ruling.html",
        title=f"Ruling {shown.reference}",
        state=RULING_STATES[shown.stage],
        crumbs=(Crumb("Home", "/"), LIST, Crumb(shown.reference)),
        deeds=_deeds(request, shown),
        shown=shown,
        answers=_answers(shown, who),
        earlier=queries.ruling_versions(shown),
    )


def _deeds(request: Request, shown: RulingShown) -> tuple[Deed, ...]:
    possible, parts = RULING.allowed(shown.stage), {"reference": shown.reference}
    if not may(request.person, "ruling:record", shown):
        return ()
    every = (
        ("replace", "Replace it by another", "ruling-replace"),
        ("withdraw", "Withdraw it", "ruling-withdraw"),
    )
    return tuple(Deed(text, reverse(name, kwargs=parts)) for deed, text, name in every if deed in possible)


def _answers(shown: RulingShown, who: dict[str, str]) -> list[Answer]:
    closed, roles = "Someone whose account is closed", role_names()
    answers = [
        Answer("Clauses", "", lines=shown.clauses),
        Answer("Where it applies", shown.applies),
        Answer("Asked by", roles.get(shown.asked_by, shown.asked_by)),
        Answer("Decided by", roles.get(shown.decided_by, shown.decided_by)),
        Answer("Decided on", shown.decided_on),
        Answer("Policy version", shown.policy),
        Answer(
            "Recorded by", f"{who.get(str(shown.recorded_by), closed)}, {format_instant(shown.recorded_at)}"
        ),
    ]
    if shown.why_ended:
        answers.append(Answer("Withdrawn because", shown.why_ended))
    if shown.ended_at:
        answers.append(
            Answer("Ended by", f"{who.get(str(shown.ended_by), closed)}, {format_instant(shown.ended_at)}")
        )
    return answers


def role_names() -> dict[str, str]:
    """The roles in the council's own words, but suppliers: they ask elsewhere."""
    loaded = queries.pack_on_show()
    labels = {role.key: role.label for role in loaded.pack.roles} if loaded else {}
    keys = (role.value for role in Role if role is not Role.SUPPLIER)
    return {key: labels.get(key, key.replace("-", " ").capitalize()) for key in keys}


def record_ruling(request: Request) -> HttpResponseBase:
    """Record a question that was asked and its answer."""
    authority = the_authority()
    if authority is None:
        raise Refusal("no-pack", "The service is not set up yet. Run “socialvalue pack load”.", status=503)
    form = RecordRuling(request.POST or None, roles=role_names(), initial={"decided_on": business_today()})
    made: list[str] = []

    def deed() -> None:
        given = form.answered()
        made.append(actions.record_ruling(authority_id=authority.id, given=given, by=request.person))

    if _done(form, deed):
        messages.success(request, "You recorded the ruling. It stands beside its clauses.")
        return redirect("ruling", reference=made[0])
    return _page(request, form, "Record a ruling", Back(reverse("rulings"), "Back to the rulings"))


def replace_ruling(request: Request, reference: str) -> HttpResponseBase:
    """Record another ruling in the place of this one."""
    shown = queries.ruling(reference=reference, person=request.person)
    demand(request.person, "ruling:record", shown)
    if "replace" not in RULING.allowed(shown.stage):
        return redirect("ruling", reference=reference)
    names_ = ("question", "answer", "applies", "asked_by", "decided_by")
    given = {name: getattr(shown, name) for name in names_}
    given |= {"clauses": ", ".join(shown.clauses), "decided_on": business_today()}
    form = RecordRuling(request.POST or None, roles=role_names(), initial=given)
    made: list[str] = []

    def deed() -> None:
        made.append(actions.replace_ruling(ruling=reference, given=form.answered(), by=request.person))

    if _done(form, deed):
        messages.success(request, "You replaced the ruling. The earlier one stays to be read.")
        return redirect("ruling", reference=made[0])
    return _page(request, form, "Replace the ruling", _back(reference), caption=reference)


def withdraw_ruling(request: Request, reference: str) -> HttpResponseBase:
    """End a ruling without another in its place."""
    shown = queries.ruling(reference=reference, person=request.person)
    demand(request.person, "ruling:record", shown)
    if "withdraw" not in RULING.allowed(shown.stage):
        return redirect("ruling", reference=reference)
    form = WithdrawRuling(request.POST or None)

    def deed() -> None:
        actions.withdraw_ruling(ruling=reference, by=request.person, **form.cleaned_data)

    if _done(form, deed):
        messages.success(request, "You withdrew the ruling.")
        return redirect("ruling", reference=reference)
    return _page(request, form, "Withdraw the ruling", _back(reference), caption=reference)


def _back(reference: str) -> Back:
    return Back(reverse("ruling", kwargs={"reference": reference}), "Back to the ruling")


def _done(form: Any, deed: Any) -> bool:
    """Do the deed if the form allows; a refusal that the person can put right stands beside its field."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        return False
    return True


def _page(request: Request, form: Any, title: str, back: Back, caption: str = "") -> HttpResponseBase:
    context = {"title": title, "button": title, "back": back, "caption": caption, "form": form}
    return render(request, "policy/ruling_deed.html", **context)
