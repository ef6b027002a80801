"""Public pages of themes, outcomes and measures: what counts, how it is counted, what proves it."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponseBase

from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Crumb, Empty
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import the_authority
from socialvalue.toms import queries

HOME: Final = Crumb("Home", "/")
LIST: Final = Crumb("What counts", "/measures")


def measures(request: Request) -> HttpResponseBase:
    """Themes, their outcomes, and the measures of each (OBJ-4, PRI-1)."""
    return render(
        request,
        "toms/measures.html",
        title="What counts as Social Value",
        lead="These are the things a supplier can promise. Each is counted in one way, the same in every contract.",
        crumbs=(HOME, Crumb(LIST.text)),
        framework=queries.framework(authority_id=_authority_id()),
        empty=Empty("No measures yet", "The council has not loaded its themes, outcomes and measures."),
    )


def measure(request: Request, code: str) -> HttpResponseBase:
    """One measure: definition, counting rule, evidence, examples (OBJ-2)."""
    shown = queries.measure(authority_id=_authority_id(), code=code)
    return render(
        request,
        "toms/measure.html",
        title=shown.title,
        caption=f"{shown.theme}: {shown.outcome}",
        crumbs=(HOME, LIST, Crumb(shown.code)),
        measure=shown,
        facts=[
            Answer("Counted in", shown.unit.plural),
            Answer("Where it must happen", shown.place),
            Answer("Code", shown.code),
            Answer("Version", f"{shown.version}, in the set {shown.framework}"),
        ],
    )


def _authority_id() -> int:
    authority = the_authority()
    if authority is None:
        raise Refusal("no-pack", "The service is not set up yet. Run “socialvalue pack load”.", status=503)
    return authority.id
