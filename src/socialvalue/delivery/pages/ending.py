"""The page on which a contract is recorded as ended early, with what follows from it (rule 35)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.delivery import actions, queries
from socialvalue.delivery.forms import End, Send
from socialvalue.delivery.pages.drafts import opened, sealed
from socialvalue.delivery.pages.promising import caption
from socialvalue.delivery.queries import ContractShown
from socialvalue.delivery.rules import Term
from socialvalue.delivery.rules.words import said
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, AnswerGroup, Back
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request

ENDED: Final = "contract being ended"


def end(request: Request, reference: str) -> HttpResponseBase:
    """Say which day was the last and why; see what falls away and what is still owed; record it."""
    shown = queries.contract(reference=reference, person=request.person, permission="contract:terminate")
    text = request.POST.get("draft", "")
    draft = opened(request, shown.reference, ENDED, text) if text else {}
    form = End(None if draft else request.POST or None, initial=draft)
    if draft and "change" not in request.POST:
        return _ended(request, shown, draft, form)
    if draft or not form.is_valid():
        return _ask(request, shown, form)
    last: date = form.cleaned_data["terminated_on"]
    if shown.terminated_on or not shown.term.starts_on <= last <= shown.term.ends_on:
        form.add_error("terminated_on", "Enter a day within the contract, which has not ended early before")
        return _ask(request, shown, form)
    return _check(request, shown, form, last)


def _ask(request: Request, shown: ContractShown, form: End, fault: str = "") -> HttpResponseBase:
    back = Back(reverse("contract", kwargs={"reference": shown.reference}), "Back to the contract")
    return render(
        request,
        "delivery/end.html",
        title="End this contract early",
        caption=caption(shown),
        back=back,
        form=form,
        fault=fault,
        button="Continue",
    )


def _check(request: Request, shown: ContractShown, form: End, last: date) -> HttpResponseBase:
    then = replace(shown, term=Term(shown.term.starts_on, shown.term.ends_on, last))
    rows = [
        (
            f"{line.name} {line.title}",
            said(line.position.due, line.unit),
            said(line.position.verified, line.unit),
            said(line.position.missing, line.unit),
            said(line.position.not_due_ended, line.unit),
        )
        for line in queries.ledger_of(then, last)
    ]
    answers = (Answer("Last day", last), Answer("Reason", form.cleaned_data["reason"]))
    draft = {"terminated_on": last.isoformat(), "reason": form.cleaned_data["reason"]}
    signed = sealed(request, shown.reference, ENDED, draft)
    return render(
        request,
        "delivery/check_end.html",
        title="Check what follows",
        caption=caption(shown),
        groups=(AnswerGroup("The end of the contract", answers),),
        form=Send(initial={"draft": signed}),
        signed=signed,
        rows=rows,
        owes=any(slot.starts_on <= last for slot in queries.slots_of(shown)),
        declaration="It cannot be taken back here.",
        button="Record that it ended early",
    )


def _ended(request: Request, shown: ContractShown, draft: dict[str, str], form: End) -> HttpResponseBase:
    try:
        actions.terminate_contract(
            contract=shown.reference,
            terminated_on=date.fromisoformat(draft["terminated_on"]),
            reason=draft["reason"],
            by=request.person,
        )
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        return _ask(request, shown, form, refusal.text)
    messages.success(request, "It is recorded that this contract ended early.")
    return redirect("contract", reference=shown.reference)
