"""The Publication tab: everything that publication asks for as a task list, and what was published."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.parts import Answer, Colour, Tag, Task
from socialvalue.foundation.calendar import format_date, format_instant
from socialvalue.machinery.permissions import Person
from socialvalue.machinery.routes import Request, opens
from socialvalue.planning.queries import ProcurementShown
from socialvalue.planning.rules import Need
from socialvalue.planning.rules import Readiness as HowFar
from socialvalue.tendering import queries
from socialvalue.tendering.face import publish_deed, record_page
from socialvalue.tendering.queries import OpportunityShown

TASKS: Final = {
    HowFar.DONE: None,
    HowFar.MISSING: Tag("To do", Colour.BLUE),
    HowFar.ASKED: Tag("Asked for", Colour.BLUE),
    HowFar.OPTIONAL: Tag("Optional", Colour.GREY),
    HowFar.NOT_YET: Tag("Not yet", Colour.GREY),
}
PAGES: Final = {  # where each thing is done: a page, and the place on it
    "plan": ("procurement-plan", ""),
    "regard": ("plan-regard", ""),
    "proportion": ("plan-proportion", ""),
    "determination": ("procurement", ""),
    "act-record": ("procurement-requirements", "#act"),
    "engagement": ("procurement-engagement", ""),
    "feasibility": ("procurement-engagement", ""),
    "requirements": ("procurement-requirements", "#lot-{lot}"),
    "question": ("procurement-requirements", "#lot-{lot}"),
    "inclusion": ("inclusion", ""),
    "methodology": ("methodology", ""),
    "weighting": ("methodology", ""),
}


def readiness(request: Request, reference: str) -> HttpResponseBase:
    """What is done and what is missing before publication; afterwards, what was published."""
    ready = queries.readiness(reference=reference, person=request.person)
    published = queries.published(ready.shown.id)
    return record_page(
        request,
        ready.shown,
        "tendering/readiness.html",
        "readiness",
        deed=publish_deed(request.person, ready),
        missing=len(ready.missing),
        tasks=[_task(request.person, need, ready.shown) for need in ready.needs],
        published=published,
        facts=_facts(published) if published else [],
    )


def _task(person: Person, need: Need, shown: ProcurementShown) -> Task:
    """One thing as a task, linked to the page where it is done for whoever may open that."""
    name, part = PAGES[need.where]
    said = need.lacking if need.is_missing else need.hint
    hint = f"{said.rstrip('.')}. Policy {need.clause}" if said else f"Policy {need.clause}"
    href = f"{reverse(name, args=[shown.reference])}{part.format(lot=need.lot)}"
    return Task(need.text, TASKS[need.state], href if opens(person, name, shown) else "", hint)


def _facts(shown: OpportunityShown) -> list[Answer]:
    return [
        Answer("Published notice", shown.notice_reference),
        Answer("Bids are made", "In this service" if shown.takes_bids else "Where the notice says"),
        Answer("Bids are accepted until", f"{format_instant(shown.closes_at)}, UK time"),
        Answer("Contract", f"{format_date(shown.starts_on)} to {format_date(shown.ends_on)}"),
    ]
