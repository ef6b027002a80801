"""The public page "Is it worth bidding?": what a contract of this size asks for, how long a bid takes (PRE-4)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponseBase

from socialvalue.design.page import render
from socialvalue.design.parts import Crumb
from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import the_authority
from socialvalue.planning.forms import Bidding
from socialvalue.planning.readings import plans
from socialvalue.planning.rules.proportion import Bought, Scale, in_hours, suggest, typical_quantity
from socialvalue.toms.queries import framework


@dataclass(frozen=True, slots=True)
class Example:
    """How much of a measure could suit a contract."""

    code: str
    title: str
    amount: Quantity


def is_it_worth_bidding(request: Request) -> HttpResponseBase:
    """Three questions, one answer: how much is asked, how long a bid takes, what could be promised."""
    form = Bidding(request.GET or None)
    asked = not form.is_bound or "change" in request.GET or not form.is_valid()
    if asked:
        return render(
            request, "planning/bidding.html", title="Is it worth bidding?", form=form, button="Get the answer"
        )
    authority = the_authority()
    if authority is None:
        raise Refusal("no-pack", "No data pack is loaded. Run “socialvalue pack load”.", status=503)
    _, proportion = plans.scale_of(authority.id)
    bought = form.bought()
    return render(
        request,
        "planning/bidding_answer.html",
        title="Is it worth bidding?",
        crumbs=(Crumb("Home", "/"), Crumb("Is it worth bidding?", request.path), Crumb("Answer")),
        bought=bought,
        suggested=suggest(bought, proportion.scale),
        in_hours=in_hours,
        examples=_examples(authority.id, bought, proportion.scale),
        notice=proportion.notice,
        change=f"{request.path}?{request.GET.urlencode()}&change=yes",
    )


def _examples(authority_id: int, bought: Bought, scale: Scale) -> list[Example]:
    """The measures of which something suits a contract of this size, in the framework's order."""
    units = {unit.plural: unit for unit in Unit}
    found = framework(authority_id=authority_id)
    measures = [each for theme in (found.themes if found else ()) for each in theme.measures]
    amounts = [(each, typical_quantity(each.code, units[each.unit], bought, scale)) for each in measures]
    return [Example(each.code, each.title, amount) for each, amount in amounts if amount]
