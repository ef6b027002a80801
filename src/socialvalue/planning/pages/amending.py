"""Pages to put right what a procurement is called, to end one that comes to no tender, and to take it up again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.forms import Form
from socialvalue.design.page import render
from socialvalue.design.parts import Back
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import holders
from socialvalue.planning import actions, queries
from socialvalue.planning.actions import Called
from socialvalue.planning.forms import Amend, Because
from socialvalue.planning.pages.deeds import done
from socialvalue.planning.permissions import RESPONSIBLE
from socialvalue.planning.queries import ProcurementShown
from socialvalue.planning.rules import DETERMINATION, PROCUREMENT


def amend(request: Request, reference: str) -> HttpResponseBase:
    """Put right its title, lots and day where no notice says them, and who answers for it."""
    shown = queries.procurement(reference=reference, person=request.person)
    is_typed, is_decided = shown.is_typed, shown.determination.state != DETERMINATION.begins
    form = Amend(
        request.POST or None,
        officers=holders(RESPONSIBLE, shown.authority_id),
        is_typed=is_typed,
        is_decided=is_decided,
        initial={
            "title": shown.title,
            "description": shown.description,
            "lots": "\n".join(each.title for each in shown.lots),
            "commenced": shown.commenced_on,
            "responsible": shown.responsible,
        },
    )

    def deed() -> None:
        given = form.cleaned_data
        day = shown.commenced_on if is_decided else given.get("commenced")
        called = Called(given["title"], given["description"], form.lot_titles(), day) if is_typed else None
        actions.amend_procurement(
            reference=reference, called=called, responsible=given["responsible"], by=request.person
        )

    return _deed(
        request,
        shown,
        form,
        deed,
        "procurement:amend",
        "Put this procurement right",
        "Save",
        "You put it right.",
    )


def end(request: Request, reference: str) -> HttpResponseBase:
    """End a procurement that comes to no tender."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    form = Because(request.POST or None)

    def deed() -> None:
        actions.end_procurement(reference=reference, by=request.person, **form.cleaned_data)

    return _deed(
        request, shown, form, deed, "procurement:end", "End this procurement", "End it",
        "You ended the procurement. Nothing waits for it any more.", step="end",
    )  # fmt: skip


def reopen(request: Request, reference: str) -> HttpResponseBase:
    """Take up again what was ended."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    form = Because(request.POST or None)
    form.fields["reason"].help_text = "For example, “The contract is to be let after all.”"

    def deed() -> None:
        actions.reopen_procurement(reference=reference, by=request.person, **form.cleaned_data)

    return _deed(
        request, shown, form, deed, "procurement:reopen", "Take this procurement up again", "Take it up again",
        "You took the procurement up again.", step="reopen",
    )  # fmt: skip


def _deed(
    request: Request,
    shown: ProcurementShown,
    form: Form,
    deed: Callable[[], None],
    needs: str,
    title: str,
    button: str,
    said: str,
    *,
    step: str = "",
) -> HttpResponseBase:
    if step and step not in PROCUREMENT.allowed(shown.stage):
        return redirect("procurement", reference=shown.reference)  # it was done meanwhile
    demand(request.person, needs, shown)
    if done(form, deed):
        messages.success(request, said)
        return redirect("procurement", reference=shown.reference)
    return render(
        request,
        "planning/amend.html",
        title=title,
        caption=f"{shown.reference} {shown.title}",
        back=Back(reverse("procurement", kwargs={"reference": shown.reference}), "Back to the procurement"),
        form=form,
        button=button,
        is_end=needs == "procurement:end",
        is_notice=needs == "procurement:amend" and not shown.is_typed,
        status=422 if request.method == "POST" else None,
    )
