"""Pages of deeds about requirements: choosing a measure, asking for so much of it, confirming, removing; a question."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.forms import Form
from socialvalue.design.page import render
from socialvalue.design.parts import Back
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import newest_pack_id
from socialvalue.places.queries import PlaceFound, choosable
from socialvalue.planning import actions, queries
from socialvalue.planning.forms import Ask, AskFor, Option, Remove
from socialvalue.planning.forms.procurements import NONE
from socialvalue.planning.queries import ProcurementShown
from socialvalue.planning.rules import section_17
from socialvalue.toms import queries as toms
from socialvalue.toms.face import beside
from socialvalue.toms.queries import MeasureShown


def add(request: Request, reference: str) -> HttpResponseBase:
    """Choose a measure by theme; then say how much of it, where, by when and why (CAT-1, CAT-5)."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "requirement:propose", shown)
    lot = _lot(request, shown)
    code = request.GET.get("measure", "")
    if not code:
        return render(
            request,
            "planning/choose_measure.html",
            title="Choose a measure",
            caption=_caption(shown, lot),
            back=back_to(shown),
            framework=toms.framework(authority_id=shown.authority_id),
            lot=lot,
        )
    measure = toms.measure(authority_id=shown.authority_id, code=code)
    given = {"evidence": "\n".join(measure.evidence), "place": _here(request), "local": NONE}
    said = f"You proposed “{measure.title}” for lot {lot}."
    propose = partial(
        actions.propose_requirement, reference=reference, lot=lot, measure=measure.code, by=request.person
    )
    twice = queries.asked_already(procurement_id=shown.id, lot=lot, measure=measure.code)
    return _ask_for(request, shown, lot, measure, given, propose, "Propose it", said, twice=twice)


def change_requirement(request: Request, requirement: int) -> HttpResponseBase:
    """Propose a requirement again as changed; the one before is taken out (CAT-1, PRE-3)."""
    reference = queries.reference_of(requirement)
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "requirement:propose", shown)
    before = queries.as_typed(requirement)
    if before is None:
        return redirect("procurement-requirements", reference=reference)  # removed meanwhile
    try:
        measure = toms.measure(authority_id=shown.authority_id, code=before.measure)
    except Refusal:  # the procurement was taken over from another council
        messages.info(
            request, "Its measure is not in this council’s framework: remove it, and choose another."
        )
        return redirect("procurement-requirements", reference=reference)
    given = before.answers | {name: before.answers[name] or NONE for name in ("local", "figure")}
    given["place"] = _here(request) or given["place"]
    said = f"You proposed “{measure.title}” again as changed. It waits to be confirmed."
    propose = partial(actions.change_requirement, requirement=requirement, by=request.person)
    return _ask_for(request, shown, before.lot, measure, given, propose, "Propose it changed", said)


def _ask_for(
    request: Request,
    shown: ProcurementShown,
    lot: int,
    measure: MeasureShown,
    given: dict[str, Any],
    propose: Callable[..., int],
    button: str,
    said: str,
    *,
    twice: bool = False,
) -> HttpResponseBase:
    """The form of a requirement, with what is known of it already."""
    pack = newest_pack_id(shown.authority_id)
    places = choosable(pack) if pack else []
    here = _known(given["place"], places)
    local = toms.local_definitions(shown.authority_id)
    form = AskFor(
        request.POST or None,
        initial=given | {"place": here},
        unit=measure.unit.plural,
        places=[(place.code, place.name) for place in places],
        local=[Option(each.code, f"{each.title} (version {each.version})", each.means) for each in local],
        figures=_figures(measure, pack, here, places),
    )

    def deed() -> None:
        propose(**form.asked())

    if finished := done(request, form, deed, shown.reference, said):
        return finished
    live = shown.determination
    return form_page(
        request,
        shown,
        "planning/ask_for.html",
        measure.title,
        form,
        button,
        lot=lot,
        measure=measure,
        places=places,
        here=here,
        twice=twice,
        local_caution=local[0].caution if local else "",
        caution=section_17(
            band=live.band, kind=live.kind, nature=live.nature, about_workforce=measure.is_about_workforce
        ),
    )


def _here(request: Request) -> str:
    """The place that the address names; none: the whole area."""
    return request.GET.get("place", "")


def _known(place: str, places: list[PlaceFound]) -> str:
    """That place, if it can be chosen: its figures are shown."""
    return place if place in {each.code for each in places} else ""


def _figures(measure: MeasureShown, pack: int | None, here: str, places: list[PlaceFound]) -> list[Option]:
    """The published figures that point to the measure's outcome, each with how it stands at the place."""
    county = next((place for place in places if place.kind == "county"), None)
    if pack is None or county is None:
        return []
    named = {place.code: place.name for place in places}
    found = toms.figures_for(measure.outcome_code, pack_id=pack, place=here, county=county.code)
    return [
        Option(
            f"{each.indicator.code}:{here or county.code}",
            f"{each.indicator.title}: {each.indicator.said(each.here.value)} in {named[here or county.code]}",
            beside(each, is_county=not here or here == county.code),
        )
        for each in found
    ]


def confirm_requirement(request: Request, requirement: int) -> HttpResponseBase:
    """Agree with a proposed requirement."""
    reference = queries.reference_of(requirement)
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "requirement:confirm", shown)
    if request.method == "POST":
        actions.confirm_requirement(requirement=requirement, by=request.person)
        messages.success(request, "You confirmed the requirement.")
    return redirect("procurement-requirements", reference=reference)


def remove_requirement(request: Request, requirement: int) -> HttpResponseBase:
    """Take a requirement out, with a reason."""
    reference = queries.reference_of(requirement)
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "requirement:propose", shown)
    form = Remove(request.POST or None)

    def deed() -> None:
        actions.remove_requirement(requirement=requirement, by=request.person, **form.cleaned_data)

    if finished := done(request, form, deed, reference, "You removed the requirement."):
        return finished
    found = [each for each in queries.requirements(shown) if each.id == requirement]
    if not found:
        return redirect("procurement-requirements", reference=reference)  # removed meanwhile
    return form_page(
        request,
        shown,
        "planning/remove.html",
        "Remove a requirement",
        form,
        "Remove it",
        requirement=found[0],
    )


def question(request: Request, reference: str) -> HttpResponseBase:
    """Write the question that bidders of a lot answer in words."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "question:write", shown)
    lot = _lot(request, shown)
    before = queries.questions(shown.id).get(lot)
    initial: dict[str, Any] = {}
    if before:
        initial = {"text": before.text, "word_limit": before.word_limit}
        initial |= {f"mark_{mark}": words for mark, words in enumerate(before.descriptors)}
    form = Ask(request.POST or None, initial=initial)

    def deed() -> None:
        actions.write_question(
            reference=reference,
            lot=lot,
            text=form.cleaned_data["text"],
            word_limit=form.cleaned_data["word_limit"],
            descriptors=form.descriptors(),
            by=request.person,
        )

    if finished := done(request, form, deed, reference, f"You wrote the question of lot {lot}."):
        return finished
    return form_page(
        request, shown, "planning/question.html", "A question for bidders", form, "Save", lot=lot
    )


def _lot(request: Request, shown: ProcurementShown) -> int:
    """The lot that the address names; the first where it names none of this procurement (one statement)."""
    numbers = queries.lot_numbers(shown.id)
    asked = request.GET.get("lot", "")
    return int(asked) if asked.isdecimal() and int(asked) in numbers else numbers[0]


def done(
    request: Request, form: Form, deed: Callable[[], object], reference: str, said: str
) -> HttpResponseBase | None:
    """Do the deed if the form allows; a refusal that the person can put right stands beside its field."""
    if not form.is_valid():
        return None
    try:
        deed()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        return None
    messages.success(request, said)
    return redirect("procurement-requirements", reference=reference)


def _caption(shown: ProcurementShown, lot: int) -> str:
    return f"{shown.reference} {shown.title}, lot {lot}" if lot else f"{shown.reference} {shown.title}"


def back_to(shown: ProcurementShown) -> Back:
    address = reverse("procurement-requirements", kwargs={"reference": shown.reference})
    return Back(address, "Back to the requirements")


def form_page(
    request: Request,
    shown: ProcurementShown,
    template: str,
    title: str,
    form: Form,
    button: str,
    **context: Any,
) -> HttpResponseBase:
    """A form about what a procurement asks for."""
    return render(
        request,
        template,
        title=title,
        caption=_caption(shown, context.get("lot", 0)),
        back=back_to(shown),
        form=form,
        button=button,
        **context,
    )
