"""Pages of governance: how each clause of the policy is carried out."""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.http import HttpResponseBase
from django.urls import Resolver404, resolve

from socialvalue.design.page import render
from socialvalue.design.parts import Colour, Crumb, Tag
from socialvalue.governance import queries
from socialvalue.governance.rules import Carried
from socialvalue.machinery.permissions import Person, authorities_for
from socialvalue.machinery.routes import ROUTES, Request, opens
from socialvalue.policy.queries import rulings_in_force

TAGS: Final = {
    Carried.OPEN: Tag("Open", Colour.GREY),
    Carried.PARTLY: Tag("Partly", Colour.YELLOW),
    Carried.WHOLLY: Tag("Carried out", Colour.GREEN),
}


def clauses(request: Request) -> HttpResponseBase:
    """Every clause with where it is carried out and what proves it; the open ones listed as open."""
    register = queries.clauses()
    groups: dict[str, list[object]] = {}
    for clause in register:
        groups.setdefault(clause.group, []).append(clause)
    counts = Counter(clause.state for clause in register)
    return render(
        request,
        "governance/clauses.html",
        title="How each clause is carried out",
        lead="Every sentence of the policy and its record of decision that asks something of this service.",
        crumbs=(Crumb("Home", "/"), Crumb("Clauses")),
        groups=groups,
        counts={TAGS[state].text: counts[state] for state in Carried},
        tags=TAGS,
        leads={place for clause in register for place in clause.where if _leads(request.person, place)},
        rulings=rulings_in_force(authorities=authorities_for(request.person, "ruling:view")),
    )


def _leads(person: Person, place: str) -> bool:
    """Whether a place where a clause is carried out is one address that this person may open."""
    if "<" in place:
        return False
    try:
        name = resolve(place).url_name
    except Resolver404:  # a file
        return False
    return name not in ROUTES or opens(person, name)
