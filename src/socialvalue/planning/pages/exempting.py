"""Pages of the deeds about an exemption: asking, asking again, reviewing, determining, taking back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.parts import Back
from socialvalue.foundation.clock import business_today
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request
from socialvalue.planning import actions, queries
from socialvalue.planning.forms import Decide, RequestExemption, Screen, Summarise, Withdraw
from socialvalue.planning.pages.deeds import done
from socialvalue.planning.pages.exemption_deeds import colleagues, deed_page, exemption_deed, owners
from socialvalue.planning.rules import ExemptionKind, Ground, Opinion, Outcome


def ask(request: Request, reference: str) -> HttpResponseBase:
    """Ask for an exemption of a procurement or one of its lots (EXC-1)."""
    shown = queries.procurement(reference=reference, person=request.person)
    demand(request.person, "exemption:request", shown)
    form = RequestExemption(request.POST or None, lots=[(lot.number, lot.title) for lot in shown.lots])
    made: list[str] = []

    def deed() -> None:
        lot = form.cleaned_data.get("lot", "")
        made.append(
            actions.request_exemption(
                reference=reference, lot=int(lot) if lot else None, by=request.person, **_asked(form)
            )
        )

    if done(form, deed):
        messages.success(request, "You asked for the exemption. The rule stands until it is granted.")
        return redirect("exemption", reference=made[0])
    back = Back(reverse("procurement-exemption", kwargs={"reference": reference}), "Back to the procurement")
    caption = f"{shown.reference} {shown.title}"
    return deed_page(request, form, "Ask for an exemption", "Ask for it", caption, back, shown.authority_id)


def _asked(form: RequestExemption) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "kind": ExemptionKind(given["kind"]),
        "lowest": given["lowest"],
        "ground": Ground(given["ground"]),
        "justification": given["justification"],
        "answers": form.answers(),
    }


def again(request: Request, reference: str) -> HttpResponseBase:
    """Ask again for what was returned; what was written before stands in the fields."""
    shown = queries.exemption(reference=reference, person=request.person)
    before = queries.requests_of([shown.id]).get(shown.id)
    given: dict[str, Any] = {
        "kind": shown.kind,
        "lowest": None if shown.lowest is None else f"{shown.lowest.normalize():f}",
        "ground": shown.ground,
        "justification": shown.justification,
    }
    if before:
        answers = before[0].answers
        given |= {name: getattr(answers, name) for name in answers.__dataclass_fields__}
    form = RequestExemption(request.POST or None, initial=given, lots=())
    return exemption_deed(
        request,
        shown,
        form,
        lambda: actions.request_again(exemption=reference, by=request.person, **_asked(form)),
        step="request",
        needs="exemption:request",
        title="Ask again",
        said="You asked again. The standards team is told.",
    )


def screen(request: Request, reference: str) -> HttpResponseBase:
    """Review a request: say what the standards team thinks of it, or return it with questions (EXC-2)."""
    shown = queries.exemption(reference=reference, person=request.person)
    form = Screen(request.POST or None, colleagues=colleagues(request, shown, "exemption:screen"))

    def deed() -> None:
        given = dict(form.cleaned_data)
        opinion = Opinion(given.pop("opinion"))
        actions.screen_exemption(exemption=reference, opinion=opinion, by=request.person, **given)

    return exemption_deed(
        request,
        shown,
        form,
        deed,
        step="forward",
        needs="exemption:screen",
        title="Review the request",
        said="You reviewed the request. Whoever has to act next is told.",
    )


def decide(request: Request, reference: str) -> HttpResponseBase:
    """Enter what the management team determined at its meeting (EXC-2)."""
    shown = queries.exemption(reference=reference, person=request.person)
    form = Decide(
        request.POST or None,
        initial={"held_on": business_today()},
        colleagues=colleagues(request, shown, "exemption:decide"),
        owners=owners(shown.authority_id),
        has_begun=shown.is_too_late,
    )

    def deed() -> None:
        given = form.cleaned_data
        minuted = {
            "reason": given["reason"],
            "meeting": form.meeting(),
            "deputy_for": given.get("deputy_for"),
        }
        if given["outcome"] == Outcome.REFUSED.value:
            actions.refuse_exemption(exemption=reference, by=request.person, **minuted)
        else:
            actions.grant_exemption(
                exemption=reference,
                by=request.person,
                conditions=form.conditions(),
                expires_on=given["expires_on"],
                **minuted,
            )

    return exemption_deed(
        request,
        shown,
        form,
        deed,
        step="grant",
        needs="exemption:decide",
        title="Determine the exemption",
        said="You determined the exemption. Whoever asked for it is told.",
    )


def withdraw(request: Request, reference: str) -> HttpResponseBase:
    """Take a request back before it is determined."""
    shown = queries.exemption(reference=reference, person=request.person)
    form = Withdraw(request.POST or None)
    return exemption_deed(
        request,
        shown,
        form,
        lambda: actions.withdraw_exemption(exemption=reference, by=request.person, **form.cleaned_data),
        step="withdraw",
        needs="exemption:request",
        title="Take the request back",
        said="You took the request back.",
    )


def summarise(request: Request, reference: str) -> HttpResponseBase:
    """Write the reason of a granted exemption as the public reads it after the award (rulings 7)."""
    shown = queries.exemption(reference=reference, person=request.person)
    if shown.state != "granted":
        return redirect("exemption", reference=reference)
    form = Summarise(request.POST or None, initial={"summary": shown.summary})
    return exemption_deed(
        request,
        shown,
        form,
        lambda: actions.summarise_exemption(
            exemption=reference, summary=form.cleaned_data["summary"], by=request.person
        ),
        step="",
        needs="exemption:summarise",
        title="Write what the public reads",
        said="It is kept, and published once the contract is awarded.",
    )
