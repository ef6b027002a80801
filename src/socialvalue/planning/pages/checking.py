"""Pages of deeds beside a requirement: the environment, the law, a remark and its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect

from socialvalue.design.forms import Form
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request
from socialvalue.planning import actions, queries
from socialvalue.planning.forms import AnswerRemark, Classify, SendRemark, SignOff
from socialvalue.planning.pages.asking import done, form_page
from socialvalue.planning.queries import ProcurementShown, RequirementShown


def classify(request: Request, requirement: int) -> HttpResponseBase:
    """Say whether a requirement is about the environment (CTX-4)."""
    form = Classify(request.POST or None)

    def deed() -> None:
        actions.classify_requirement(requirement=requirement, by=request.person, **form.cleaned_data)

    words = ("The environment, or Social Value?", "Save", "You said whether it is about the environment.")
    return _deed(request, requirement, "requirement:classify", form, deed, words)


def sign_off(request: Request, requirement: int) -> HttpResponseBase:
    """Record what the law says to a requirement about the workforce below threshold (rulings 9)."""
    form = SignOff(request.POST or None)

    def deed() -> None:
        actions.record_legal_sign_off(requirement=requirement, by=request.person, **form.cleaned_data)

    words = ("The legal sign-off", "Record it", "You recorded the legal sign-off.")
    return _deed(request, requirement, "legal-sign-off:record", form, deed, words)


def remark(request: Request, requirement: int) -> HttpResponseBase:
    """Send a remark that the procurement shows until it is answered."""
    form = SendRemark(request.POST or None)

    def deed() -> None:
        actions.send_remark(requirement=requirement, by=request.person, **form.cleaned_data)

    words = ("A remark about a requirement", "Send it", "You sent the remark.")
    return _deed(request, requirement, "remark:send", form, deed, words)


def answer(request: Request, requirement: int) -> HttpResponseBase:
    """Answer the remark that the address names; the first where it names none."""
    form = AnswerRemark(request.POST or None)
    asked = request.GET.get("remark", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1

    def deed() -> None:
        actions.answer_remark(requirement=requirement, number=number, by=request.person, **form.cleaned_data)

    words = ("Answer a remark", "Send the answer", "You answered the remark.")
    return _deed(request, requirement, "remark:answer", form, deed, words, remark=number)


def _deed(
    request: Request,
    requirement: int,
    needs: str,
    form: Form,
    deed: Callable[[], object],
    words: tuple[str, str, str],
    **context: Any,
) -> HttpResponseBase:
    """The page of a deed about one requirement; `words` are its title, its button and what is said when it is done."""
    reference = queries.reference_of(requirement)
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, needs, shown)
    title, button, said = words
    if response := done(request, form, deed, reference, said):
        return response
    found = _found(shown, requirement)
    if found is None:
        return redirect("procurement-requirements", reference=reference)  # removed meanwhile
    if "remark" in context:
        chosen = next((each for each in found.remarks if each.number == context["remark"]), None)
        if chosen is None or not chosen.is_open:
            return redirect("procurement-requirements", reference=reference)  # answered meanwhile
        context["remark"] = chosen
    return form_page(
        request, shown, "planning/check_requirement.html", title, form, button, requirement=found, **context
    )


def _found(shown: ProcurementShown, requirement: int) -> RequirementShown | None:
    return next((each for each in queries.requirements(shown) if each.id == requirement), None)
