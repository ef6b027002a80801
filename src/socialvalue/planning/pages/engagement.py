"""The Engagement tab of a procurement: what is stated, its events, the test of draft requirements; stating it."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.parts import Answer, Deed
from socialvalue.foundation.calendar import format_date
from socialvalue.machinery.permissions import Person, demand, may
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import names
from socialvalue.planning import actions, queries
from socialvalue.planning.forms import StateHeld, StateNotHeld
from socialvalue.planning.models import EngagementStatement
from socialvalue.planning.pages.deeds import done
from socialvalue.planning.pages.engagement_deeds import deed_page
from socialvalue.planning.pages.engagement_events import state_tag
from socialvalue.planning.pages.procurements import record_page
from socialvalue.planning.queries import EventLine, ProcurementShown, StatementShown

GROUNDS: Final = dict(EngagementStatement.Ground.choices)


def procurement_engagement(request: Request, reference: str) -> HttpResponseBase:
    """What is stated of market engagement, the events that served it, what suppliers said of draft requirements."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "engagement:view", shown)
    stated = queries.statement(shown.id)
    tests = queries.tests_of(shown.id)
    deed, deeds = _deeds(request.person, shown, stated)
    return record_page(
        request,
        shown,
        "planning/engagement.html",
        "procurement-engagement",
        deed=deed,
        deeds=deeds,
        band=shown.determination.band,
        stated=stated,
        answers=_answers(stated) if stated else [],
        stated_by=names([stated.stated_by]) if stated else {},
        events=[(each, state_tag(each.state)) for each in queries.events_of(shown.id)],
        tests=tests,
        asking=_asking(request.person, shown, tests),
        may_ask=may(request.person, "feasibility:ask", shown),
        may_decide=may(request.person, "feasibility:decide", shown),
    )


def _deeds(
    person: Person, shown: ProcurementShown, stated: StatementShown | None
) -> tuple[Deed | None, tuple[Deed, ...]]:
    address = reverse("engagement-state", kwargs={"reference": shown.reference})
    because = may(person, "engagement:state", shown).because
    held = Deed("State that the market was engaged", address, because=because)
    if stated is None:
        return held, (Deed("Say why it was not engaged", f"{address}?held=no", because=because),)
    return None, (Deed("State it again", address, because=because), Deed(
        "Say why it was not engaged", f"{address}?held=no", because=because
    ))  # fmt: skip


def _asking(person: Person, shown: ProcurementShown, tests: list[queries.FeasibilityShown]) -> Deed:
    """Putting draft requirements before the market: one test at a time, and only while there is something in draft."""
    because = may(person, "feasibility:ask", shown).because
    if not because and tests and tests[0].disclosed_at is None:
        because = "a test is going on"
    address = reverse("feasibility-open", kwargs={"reference": shown.reference})
    return Deed("Ask suppliers whether draft requirements can be achieved", address, because=because)


def _answers(stated: StatementShown) -> list[Answer]:
    said = stated.statement
    if not said.is_held:
        return [
            Answer("Market engagement", "Not held"),
            Answer("Why not", GROUNDS[said.ground]),
            Answer("In a sentence", said.because),
        ]
    not_shared = [Answer("Why not shared", said.not_shared_because)] if said.not_shared_because else []
    return [
        Answer("Market engagement", "Held"),
        Answer("When", said.engaged_on),
        Answer("With whom", said.with_whom),
        Answer("Priorities", f"Shared, policy {stated.policy}" if stated.policy else "Not shared"),
        Answer("Analysis of need", f"Shared: {said.need_version}" if said.need_version else "Not shared"),
        *not_shared,
        Answer("Notice UK2", said.notice_reference or f"None: {said.no_notice_because}"),
    ]


def state_engagement(request: Request, reference: str) -> HttpResponseBase:
    """State that engagement was held, or why not (PRE-2). What events on record tell is filled in already."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "engagement:state", shown)
    is_held = request.GET.get("held") != "no"
    stated = queries.statement(shown.id)
    form: StateHeld | StateNotHeld = (
        StateHeld(request.POST or None, initial=_known(shown, stated))
        if is_held
        else StateNotHeld(request.POST or None)
    )

    def deed() -> None:
        actions.state_engagement(reference=reference, statement=form.statement(), by=request.person)

    if done(form, deed):
        messages.success(request, "You stated whether the market was engaged.")
        return redirect("procurement-engagement", reference=reference)
    title = "The market was engaged" if is_held else "The market was not engaged"
    return deed_page(request, shown, form, title, "Save", "planning/state_engagement.html", is_held=is_held)


def _known(shown: ProcurementShown, stated: StatementShown | None) -> dict[str, Any]:
    """What was stated before; else what the events that were held for it tell: nothing is typed twice."""
    if stated and stated.statement.is_held:
        said = stated.statement
        return {name: getattr(said, name) for name in StateHeld.base_fields}
    held = [each for each in queries.events_of(shown.id) if each.state == "held"]
    return _of_event(held[0], shown) if held else {}


def _of_event(newest: EventLine, shown: ProcurementShown) -> dict[str, Any]:
    met = queries.shared_at(shown.id)
    return {
        "engaged_on": newest.takes_place_on,
        "with_whom": f"{newest.title} ({newest.reference}, {format_date(newest.takes_place_on)}): "
        + (", ".join(met.organisations) or "nobody on the list yet"),
        "shares_priorities": met.shares_priorities,
        "need_version": met.need_version,
    }
