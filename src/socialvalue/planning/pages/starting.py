"""Starting a procurement by hand: one form, check your answers, the deed."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from socialvalue.design.page import render
from socialvalue.design.parts import Answer, AnswerGroup, Back
from socialvalue.foundation.references import new_uid
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import holders
from socialvalue.planning import actions
from socialvalue.planning.face import LIST
from socialvalue.planning.forms import Start
from socialvalue.planning.permissions import RESPONSIBLE
from socialvalue.policy.forms import KINDS, VAT
from socialvalue.policy.queries import policy_of
from socialvalue.policy.rules import determine

NOT_ANSWERS: Final = {"csrfmiddlewaretoken", "step"}


def start(request: Request) -> HttpResponseBase:
    """Ask for everything on one page, show it once more with what the policy would ask, and start it."""
    authority_id = _authority_of(request.person)
    officers = holders(RESPONSIBLE, authority_id)
    initial = {"key": new_uid(), "responsible": request.person.uid}
    form = Start(request.POST or None, initial=initial, officers=officers)
    step = request.POST.get("step", "")
    if not form.is_valid() or step == "change":
        return _ask(request, form)
    if step != "send":
        return _check(request, form, authority_id, {str(uid): name for uid, name in officers})
    try:
        label = _start(form, authority_id, request.person)
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        return _ask(request, form)
    messages.success(
        request, "You started the procurement. Its determination is proposed: have it confirmed."
    )
    return redirect("procurement", reference=label)


def _authority_of(person: Person) -> int:
    """The authority for which they may start one."""
    return min(authority for authority, role in person.roles if role in RESPONSIBLE)


def _start(form: Start, authority_id: int, by: Person) -> str:
    given = form.cleaned_data
    return actions.start_procurement(
        key=given["key"],
        authority_id=authority_id,
        title=given["title"],
        description=given["description"],
        lots=form.lot_titles(),
        facts=form.facts(),
        responsible=given["responsible"],
        by=by,
    )


def _ask(request: Request, form: Start) -> HttpResponseBase:
    return render(
        request,
        "planning/start.html",
        title="Start a procurement",
        back=Back(LIST.href, "Back to the procurements"),
        form=form,
        button="Continue",
    )


def _check(request: Request, form: Start, authority_id: int, officers: dict[str, str]) -> HttpResponseBase:
    """What was typed, and what the policy would ask of it."""
    answer = determine(form.facts(), policy_of(authority_id)[1])
    answers = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_ANSWERS
        for value in values
        if isinstance(value, str)
    ]
    return render(
        request,
        "planning/start_check.html",
        title="Check your answers",
        caption="Start a procurement",
        back=Back(LIST.href, "Back to the procurements"),
        groups=_groups(form, officers),
        answer=answer,
        answers=answers,
        button="Start the procurement",
    )


def _groups(form: Start, officers: dict[str, str]) -> tuple[AnswerGroup, ...]:
    given: dict[str, Any] = form.cleaned_data
    lots = form.lot_titles()
    return (
        AnswerGroup(
            "What is bought",
            (
                Answer("Title", given["title"]),
                Answer("What is needed, and why", given["description"] or "Not said"),
                Answer("Kind", dict(KINDS)[given["kind"]]),
                Answer("Lots", "One" if not lots else "", lines=tuple(lots)),
            ),
        ),
        AnswerGroup(
            "Figures",
            (
                Answer("The most you could spend", given["value"]),
                Answer("VAT", dict(VAT)[given["vat"]]),
                Answer("The procurement begins on", given["commenced"]),
                Answer("Who answers for it", officers[str(given["responsible"])]),
            ),
        ),
    )
