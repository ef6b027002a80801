"""One exemption with everything about it, and a procurement's tab of its exemptions and breaches."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.page import render
from socialvalue.design.parts import Crumb, Deed
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, demand, may
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import names
from socialvalue.planning import queries
from socialvalue.planning.face import (
    GROUNDS,
    MISSING,
    breach_tag,
    condition_tag,
    exemption_tag,
    kind_text,
    lots_text,
    percent,
)
from socialvalue.planning.pages.procurements import record_page
from socialvalue.planning.pages.telling import all_answers, one_review, request_answers, told_by
from socialvalue.planning.queries import ConditionShown, ExemptionShown, ProcurementShown
from socialvalue.planning.rules import CONDITION, EXEMPTION, OPEN, check_in_time, has_begun
from socialvalue.policy.queries import policy_of


def procurement_exemption(request: Request, reference: str) -> HttpResponseBase:
    """The Exemption tab: what was asked for and determined here, what was found too late, and the next deed."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "exemption:view", shown)
    begun = has_begun(stage=shown.stage, commenced_on=shown.commenced_on, today=business_today())
    asking, recording = _asking(request.person, shown), _recording(request.person, shown)
    mandatory = shown.determination.band == "mandatory"
    return record_page(
        request,
        shown,
        "planning/exemption_tab.html",
        "procurement-exemption",
        deed=asking,
        deeds=(recording,) if begun and mandatory and recording.allowed else (),
        found=[
            (each, kind_text(each.kind, each.lowest), exemption_tag(each), GROUNDS[each.ground])
            for each in queries.exemptions_of(shown.id)
        ],
        breaches=[(each, MISSING[each.missing], breach_tag(each)) for each in queries.breaches_of(shown.id)],
        minimum=percent(policy_of(shown.authority_id)[1].minimum_weighting),
        band=shown.determination.band,
    )


def _asking(person: Person, shown: ProcurementShown) -> Deed:
    because = may(person, "exemption:request", shown).because
    if not because:
        try:
            check_in_time(shown.commenced_on, business_today(), stage=shown.stage)
        except Refusal as refusal:
            because = refusal.text[:1].lower() + refusal.text[1:].rstrip(".")
    return Deed(
        "Ask for an exemption",
        reverse("exemption-request", kwargs={"reference": shown.reference}),
        because=because.rstrip("."),
    )


def _recording(person: Person, shown: ProcurementShown) -> Deed:
    href = reverse("breach-record", kwargs={"reference": shown.reference})
    return Deed("Record a breach", href, because=may(person, "breach:record", shown).because)


def exemption(request: Request, reference: str) -> HttpResponseBase:
    """One exemption: what was determined with which figures, and how it came to it."""
    shown = queries.exemption(reference=reference, person=request.person)
    written = queries.written(shown.id, shown.authority_id)
    involved = (shown.requested_by, shown.screened_by, shown.decided_by, shown.summarised_by)
    who = names([*(each for each in involved if each), *written.people()])
    deed, deeds = _deeds(request.person, shown)
    return render(
        request,
        "planning/exemption.html",
        title=f"Exemption {shown.reference}",
        lead=f"{shown.procurement} {shown.title}, {lots_text(shown.lot)}",
        state=exemption_tag(shown),
        crumbs=(Crumb("Home", "/"), Crumb("Exemptions", reverse("exemptions")), Crumb(shown.reference)),
        deed=deed,
        deeds=deeds,
        shown=shown,
        groups=all_answers(shown, written, who),
        earlier=[
            *(
                (f"Request, version {each.version}", request_answers(shown, each, who))
                for each in written.requests[1:]
            ),
            *((f"Review {each.number}", one_review(each, who)) for each in written.reviews[1:]),
        ],
        papers=written.papers,
        may_add=shown.state in OPEN and may(request.person, "exemption-paper:add", shown),
        conditions=[_followed(request.person, shown, each, who) for each in written.conditions],
        summarised_by=told_by(who, shown.summarised_by, shown.summarised_at) if shown.summary else "",
    )


def _deeds(person: Person, shown: ExemptionShown) -> tuple[Deed | None, tuple[Deed, ...]]:
    """The next deed as a button, with its reason where this person may not do it; the others as links."""
    possible = EXEMPTION.allowed(shown.state)
    next_ones = (
        ("forward", "Review the request", "exemption-screen", "exemption:screen"),
        ("grant", "Determine the exemption", "exemption-decide", "exemption:decide"),
        ("request", "Ask again", "exemption-again", "exemption:request"),
    )
    parts = {"reference": shown.reference}
    found = [
        Deed(text, reverse(name, kwargs=parts), because=may(person, needs, shown).because.rstrip("."))
        for deed, text, name, needs in next_ones
        if deed in possible
    ]
    others = [Deed("The sheet for the meeting, to print", reverse("exemption-sheet", kwargs=parts))]
    if may(person, "exemption:request", shown) and "withdraw" in possible:
        others.append(Deed("Take the request back", reverse("exemption-withdraw", kwargs=parts)))
    if may(person, "exemption:summarise", shown) and shown.state == "granted":
        text = (
            "Change what the public reads" if shown.summary else "Write what the public reads after the award"
        )
        others.append(Deed(text, reverse("exemption-summarise", kwargs=parts)))
    return (found[0] if found else None), tuple(others)


def _followed(
    person: Person, shown: ExemptionShown, each: ConditionShown, who: dict[str, str]
) -> dict[str, object]:
    """A condition with its state, its people and its next deed."""
    possible = CONDITION.allowed(each.stage)
    if "report" in possible:
        text, needs, name = "Say that it is fulfilled", "condition:report", "condition-report"
    else:
        text, needs, name = "Check it", "condition:check", "condition-check"
    href = f"{reverse(name, kwargs={'reference': shown.reference})}?number={each.number}"
    return {
        "each": each,
        "tag": condition_tag(each),
        "owner": who.get(str(each.owner), "Someone whose account is closed"),
        "reported": told_by(who, each.reported_by, each.reported_at) if each.reported_by else "",
        "checked": told_by(who, each.checked_by, each.checked_at) if each.checked_by else "",
        "deed": Deed(text, href) if possible and may(person, needs, each) else None,
    }
