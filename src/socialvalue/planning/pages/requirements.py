"""Pages of what a procurement asks for: the Requirements tab, the Social Value Act record."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Back, Colour, Deed, Tag
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import may
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import names, newest_pack_id
from socialvalue.places.queries import choosable
from socialvalue.planning import actions, queries
from socialvalue.planning.forms import UNANSWERED, Considered
from socialvalue.planning.pages.procurements import record_page
from socialvalue.planning.queries import ActRecordShown, ProcurementShown
from socialvalue.planning.rules import act_record_warning, burden_warning, dues_in_words

STATES: Final = {"draft": Tag("Proposed", Colour.YELLOW), "confirmed": Tag("Confirmed", Colour.GREEN)}


def requirements(request: Request, reference: str) -> HttpResponseBase:
    """What was considered and what is asked for, lot by lot."""
    shown = queries.procurement(reference=reference, person=request.person)
    considered = queries.act_record(shown.id)
    asked = queries.requirements(shown)
    questions = queries.questions(shown.id)
    right = may(request.person, "act-record:make", shown)
    return record_page(
        request,
        shown,
        "planning/requirements.html",
        "procurement-requirements",
        duty=shown.determination.social_value_act_applies,
        considered=considered,
        considered_by=names([considered.recorded_by]) if considered else {},
        considered_answers=_answers(considered) if considered else (),
        late=act_record_warning(considered.considered_on, shown.commenced_on) if considered else "",
        consider=Deed(
            "Record it again" if considered else "Record what was considered",
            reverse("act-record", kwargs={"reference": reference}),
            because=right.because,
        ),
        asked_of={lot.number: [each for each in asked if each.lot == lot.number] for lot in shown.lots},
        questions=questions,
        places=places_of(shown.authority_id),
        states=STATES,
        dues=lambda each: dues_in_words(each.steps, each.asked.unit),
        unanswered=UNANSWERED,
        burden=burden_warning,
        rights={each: bool(may(request.person, each, shown)) for each in RIGHTS},
    )


RIGHTS: Final = (
    "requirement:propose",
    "requirement:confirm",
    "requirement:classify",
    "legal-sign-off:record",
    "remark:send",
    "remark:answer",
    "question:write",
)


def places_of(authority_id: int) -> dict[str, str]:
    """Names of the places that can be asked for, by code (one statement)."""
    pack = newest_pack_id(authority_id)
    return {place.code: place.name for place in choosable(pack)} if pack else {}


def _answers(considered: ActRecordShown) -> list[Answer]:
    return [
        Answer("Considered on", considered.considered_on),
        Answer("Economic well-being", considered.economic),
        Answer("Social well-being", considered.social),
        Answer("Environmental well-being", considered.environmental),
        Answer("Consultation", "Needed" if considered.consults else "Not needed"),
        Answer("With whom, or why not", considered.consultation),
    ]


def consider(request: Request, reference: str) -> HttpResponseBase:
    """Record how the Social Value Act duty was considered (CTX-1)."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    form = Considered(request.POST or None)
    if form.is_valid():
        try:
            actions.record_consideration(reference=reference, by=request.person, **form.cleaned_data)
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            form.add_error(refusal.field, refusal.text)
        else:
            messages.success(request, "You recorded how the Social Value Act duty was considered.")
            return redirect("procurement-requirements", reference=reference)
    return _question(request, shown, form)


def _question(request: Request, shown: ProcurementShown, form: Considered) -> HttpResponseBase:
    return render(
        request,
        "planning/consider.html",
        title="The Social Value Act duty",
        caption=f"{shown.reference} {shown.title}",
        back=Back(
            reverse("procurement-requirements", kwargs={"reference": shown.reference}),
            "Back to the requirements",
        ),
        form=form,
        button="Save",
        duty=shown.determination.social_value_act_applies,
        commenced_on=shown.commenced_on,
        before=queries.act_record(shown.id),
    )
