"""Pages of deeds of the planning record: one subject a page, each back to the Plan tab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.forms import Form
from socialvalue.design.page import render
from socialvalue.design.parts import Back
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.references import new_uid
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request
from socialvalue.planning import actions, queries
from socialvalue.planning.forms import (
    Copy,
    EstimateValue,
    HandleSimilar,
    JudgeProportion,
    RecordConsent,
    RecordRegard,
    RecordRoute,
    RecordTerm,
)
from socialvalue.planning.pages.deeds import done as did
from socialvalue.planning.pages.plans import own_value, suggestion
from socialvalue.planning.queries import ProcurementShown
from socialvalue.planning.readings import plans
from socialvalue.planning.rules.crosswalks import Frame, outcome_of
from socialvalue.planning.rules.plans import Planned
from socialvalue.planning.rules.proportion import in_hours, per_spend, typical_quantity
from socialvalue.planning.rules.routes import Route
from socialvalue.planning.rules.similar import Handling
from socialvalue.policy.queries import newest_pack
from socialvalue.toms.queries import framework

UNITS: Final = {unit.plural: unit for unit in Unit}  # a line of the framework names its unit in words


def route(request: Request, reference: str) -> HttpResponseBase:
    """Who needs it, how it is bought, where it is delivered."""
    shown, before = _opened(request, reference, "plan:record")
    form = RecordRoute(request.POST or None, initial=_route_of(before), places=_places(shown))

    def deed() -> None:
        actions.record_plan(reference=reference, plan=form.plan(before), by=request.person)

    return _deed(request, shown, form, deed, "How is it bought?", "You recorded how the contract is bought.")


def term(request: Request, reference: str) -> HttpResponseBase:
    """How large, how long, how risky, and when the notice is planned."""
    shown, before = _opened(request, reference, "plan:record")
    if before is None:
        messages.info(request, "First say how it is bought.")
        return redirect("plan-route", reference=reference)
    form = RecordTerm(request.POST or None, initial=asdict(before))

    def deed() -> None:
        actions.record_plan(reference=reference, plan=form.plan(before), by=request.person)

    return _deed(request, shown, form, deed, "How large and how long is it?", "You recorded size and term.")


def worth(request: Request, reference: str) -> HttpResponseBase:
    """What the contract is worth, from its parts."""
    shown, _ = _opened(request, reference, "estimate:make")
    form = EstimateValue(request.POST or None, initial={"vat": "inclusive"})

    def deed() -> None:
        actions.estimate_value(
            reference=reference, worth=form.worth(), basis=form.cleaned_data["basis"], by=request.person
        )

    title = "What is it worth?"
    return _deed(request, shown, form, deed, title, "You kept the estimate.", "planning/plan_worth.html")


def similar(request: Request, reference: str) -> HttpResponseBase:
    """Whether another need is the like of this one, and what follows."""
    shown, _ = _opened(request, reference, "estimate:make")
    other = request.GET.get("of", "")
    if not other:
        return redirect("procurement-plan", reference=reference)  # it lists the needs like this one
    like = queries.procurement(reference=other, person=request.person, whole=False)
    form = HandleSimilar(request.POST or None)

    def deed() -> None:
        given = form.cleaned_data | {"handling": Handling(form.cleaned_data["handling"])}
        actions.handle_similar_need(reference=reference, other=other, by=request.person, **given)

    done = f"You decided about {other}."
    return _deed(
        request, shown, form, deed, "Is this the like?", done, "planning/plan_similar.html", like=like
    )


def regard(request: Request, reference: str) -> HttpResponseBase:
    """How regard was had to the national statement, beside what the requirements serve already."""
    shown, _ = _opened(request, reference, "plan:record")
    crosswalks = plans.crosswalks(shown.authority_id)
    asked = {outcome_of(code) for code in queries.measures_asked(shown.id)}
    first = crosswalks.regard
    form = RecordRegard(
        request.POST or None,
        initial={"considered_on": business_today(), "priorities": _served(first, asked)},
        priorities=[(item.code, item.title) for item in first.items] if first else [],
    )

    def deed() -> None:
        actions.record_regard(reference=reference, by=request.person, **form.cleaned_data)

    return _deed(
        request, shown, form, deed, "Regard to national policy", "You recorded how regard was had.",
        "planning/plan_regard.html", frames=crosswalks.on(shown.commenced_on), asked=asked, notice=crosswalks.notice,
    )  # fmt: skip


def proportion(request: Request, reference: str) -> HttpResponseBase:
    """What is in proportion, what it costs a bidder, how much of each measure suits; and the officer's judgement."""
    shown, before = _opened(request, reference, "plan:record")
    newest = queries.worth(shown.id)
    suggested = suggestion(shown, before, newest)
    if suggested is None:
        messages.info(request, "Its value is not known. Estimate it first, then see what is in proportion.")
        return redirect("plan-worth", reference=reference)
    form = JudgeProportion(request.POST or None, initial={"chosen": suggested.measures})

    def deed() -> None:
        actions.judge_proportion(reference=reference, by=request.person, **form.cleaned_data)

    return _deed(
        request, shown, form, deed, "What is in proportion?", "You recorded how much you ask for.",
        "planning/plan_proportion.html", suggested=suggested, in_hours=in_hours,
        typical=_typical(shown, before, own_value(shown, newest)),
        notice=plans.scale_of(shown.authority_id)[1].notice,
    )  # fmt: skip


def consent(request: Request, reference: str) -> HttpResponseBase:
    """Who consented to a contract that runs past vesting."""
    shown, _ = _opened(request, reference, "consent:record")
    form = RecordConsent(request.POST or None)

    def deed() -> None:
        actions.record_consent(reference=reference, by=request.person, **form.cleaned_data)

    return _deed(request, shown, form, deed, "Record the consent", "You recorded the consent.")


def copy(request: Request, reference: str) -> HttpResponseBase:
    """Start another procurement like this one: its plan, lots, requirements and questions, as drafts."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "procurement:start", shown)
    form = Copy(request.POST or None, initial={"key": new_uid()})
    if form.is_valid():
        label = actions.copy_procurement(reference=reference, key=form.cleaned_data["key"], by=request.person)
        said = (
            f"You started {label} as a copy of {reference}. Enter its value, and the day on which it begins."
        )
        messages.success(request, said)
        return redirect("procurement-plan", reference=label)
    return render(
        request,
        "planning/plan_copy.html",
        title="Start another like this",
        caption=f"{shown.reference} {shown.title}",
        back=_back(reference),
        form=form,
        button="Start a copy",
    )


def _opened(request: Request, reference: str, permission: str) -> tuple[ProcurementShown, Planned | None]:
    """The procurement, if this person may do this to it, and its plan as it stands."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, permission, shown)
    found = plans.plan_of(shown.id)
    return shown, found[1] if found else None


def _places(shown: ProcurementShown) -> list[tuple[str, str]]:
    """The districts of the area, by name."""
    places = newest_pack(shown.authority_id).pack.places
    inside = [(place.code, place.name) for place in places if place.inside and place.type != "county"]
    return sorted(inside, key=lambda pair: pair[1])


def _route_of(before: Planned | None) -> dict[str, Any]:
    if before is None:
        return {}
    scored = {True: "yes", False: "no", None: ""}[before.framework_scored]
    return asdict(before) | {"framework_scored": scored}


def _served(frame: Frame | None, asked: set[str]) -> list[str]:
    """The national priorities that what is asked serves already."""
    return [item.code for item in frame.items if item.met_by(asked)] if frame else []


def _typical(
    shown: ProcurementShown, plan: Planned | None, value: Decimal | None
) -> list[tuple[str, str, Quantity | None, str]]:
    """Each measure, its code and title, how much of it suits this contract; for a framework, for how much spend."""
    if value is None:
        return []
    scale, its = plans.scale_of(shown.authority_id)[1].scale, plans.bought(value, plan)
    found = framework(authority_id=shown.authority_id)
    no_spend = plan is not None and plan.route is Route.FRAMEWORK
    measures = [each for theme in (found.themes if found else ()) for each in theme.measures]
    amounts = [
        (each, typical_quantity(each.code, UNITS[each.unit], its, scale))
        for each in measures
        if each.code in scale.typical
    ]
    return [
        (each.code, each.title, amount, per_spend(amount, value) if amount and no_spend else "")
        for each, amount in amounts
    ]


def _deed(
    request: Request,
    shown: ProcurementShown,
    form: Form,
    deed: Callable[[], None],
    title: str,
    done: str,
    template: str = "design/layouts/question.html",
    **context: Any,
) -> HttpResponseBase:
    """Do the deed if the form allows, else show it; a refusal that can be put right stands beside its field."""
    if did(form, deed):
        messages.success(request, done)
        return redirect("procurement-plan", reference=shown.reference)
    return render(
        request,
        template,
        title=title,
        caption=f"{shown.reference} {shown.title}",
        back=_back(shown.reference),
        form=form,
        button="Save",
        **context,
    )


def _back(reference: str) -> Back:
    return Back(reverse("procurement-plan", kwargs={"reference": reference}), "Back to the plan")
