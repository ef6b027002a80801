"""Pages of testing draft requirements, for officers: asking, inviting, revoking, ending, deciding, disclosing."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.page import render
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import organisations_like
from socialvalue.planning import actions, queries
from socialvalue.planning.forms import DecideDraft, Invite, OpenTest
from socialvalue.planning.pages.deeds import done
from socialvalue.planning.pages.engagement_deeds import deed_page, engagement_back
from socialvalue.planning.pages.engagement_events import find_organisation
from socialvalue.planning.queries import FeasibilityShown, ProcurementShown

ASK, DECIDE = "feasibility:ask", "feasibility:decide"


def open_test(request: Request, reference: str) -> HttpResponseBase:
    """Put draft requirements before the market (PRE-3)."""
    shown = _procurement(request, reference, ASK)
    drafts = [
        (each.id, f"Lot {each.lot}: {each.title}, {each.kind.lower()} {each.asked}")
        for each in queries.requirements(shown)
        if each.state == "draft"
    ]
    if not drafts:
        text = "Nothing is in draft. Propose a requirement first. Suppliers are asked before it is confirmed."
        messages.error(request, text)
        return redirect("procurement-engagement", reference=reference)
    form = OpenTest(request.POST or None, drafts=drafts)

    def deed() -> None:
        given = form.cleaned_data
        actions.open_test(
            reference=reference,
            requirements=[int(each) for each in given["requirements"]],
            message=given["message"],
            closes_on=given["closes_on"],
            by=request.person,
        )

    if done(form, deed):
        messages.success(request, "You can now invite organisations. Each gets a link of its own.")
        return redirect("procurement-engagement", reference=reference)
    return deed_page(request, shown, form, "Ask suppliers about draft requirements", "Go on to invite")


def invite(request: Request, test: int) -> HttpResponseBase:
    """Invite an organisation: look for it, then send its link or copy it. The link is shown this once."""
    reference, _ = queries.reference_of_test(test)
    shown = _procurement(request, reference, ASK)
    typed = request.GET.get("q", "").strip()[:200]
    if not typed:
        return find_organisation(
            request, "Who is invited?", f"{reference} {shown.title}", engagement_back(reference)
        )
    form = Invite(request.POST or None, typed=typed, found=organisations_like(shown.authority_id, typed))
    made: list[str] = []

    def deed() -> None:
        email = form.cleaned_data["email"]
        made.append(actions.invite(test=test, who=form.named(), email=email, by=request.person))

    if done(form, deed):
        return _link_page(request, shown, test, made[0], form.cleaned_data["email"])
    return deed_page(request, shown, form, "Which organisation is invited?", "Invite it")


def _link_page(
    request: Request, shown: ProcurementShown, test: int, token: str, email: str
) -> HttpResponseBase:
    """The link, once: only its digest is kept, so it cannot be shown again."""
    return render(
        request,
        "planning/invited.html",
        title="The invitation is made",
        caption=f"{shown.reference} {shown.title}",
        back=engagement_back(shown.reference),
        link=settings.PUBLIC_URL + reverse("invitation", kwargs={"token": token}),
        email=email,
        test=test,
        shown=shown,
    )


def revoke(request: Request, invitation: int) -> HttpResponseBase:
    """Close the link of an invitation."""
    reference, _ = queries.reference_of_invitation(invitation)
    _procurement(request, reference, ASK)
    if request.method == "POST":
        actions.revoke_invitation(invitation=invitation, by=request.person)
        messages.success(request, "The link no longer works. What was answered by it stays.")
    return redirect("procurement-engagement", reference=reference)


def end(request: Request, test: int) -> HttpResponseBase:
    """End a test before its last day."""
    reference, _ = queries.reference_of_test(test)
    _procurement(request, reference, ASK)
    if request.method == "POST":
        _told(
            request, lambda: actions.end_test(test=test, by=request.person), "The test has ended. Now decide."
        )
    return redirect("procurement-engagement", reference=reference)


def decide(request: Request, item: int) -> HttpResponseBase:
    """Decide what becomes of a draft requirement, with the reason."""
    reference, test_id = queries.reference_of_item(item)
    shown = _procurement(request, reference, DECIDE)
    test = _test(shown, test_id)
    draft = next(each for each in test.drafts if each.item == item)
    if test.is_open:
        messages.error(request, "Suppliers can still answer. End the test first, or wait for its last day.")
        return redirect("procurement-engagement", reference=reference)
    initial = {"decision": draft.decision, "said": draft.said, "reason": draft.reason}
    form = DecideDraft(request.POST or None, initial=initial)

    def deed() -> None:
        actions.decide_draft(item=item, by=request.person, **form.decided())

    if done(form, deed):
        messages.success(request, "You decided. Every bidder will read it once the test is disclosed.")
        return redirect("procurement-engagement", reference=reference)
    return deed_page(request, shown, form, draft.title, "Decide", "planning/decide_draft.html", draft=draft)


def disclose(request: Request, test: int) -> HttpResponseBase:
    """Look at what every bidder will read, and disclose it (TEN-2)."""
    reference, _ = queries.reference_of_test(test)
    shown = _procurement(request, reference, DECIDE)
    if request.method == "POST":
        said = "Every bidder reads it from publication on."
        _told(request, lambda: actions.disclose_test(test=test, by=request.person), said)
        return redirect("procurement-engagement", reference=reference)
    return render(
        request,
        "planning/disclose.html",
        title="What every bidder will read",
        caption=f"{reference} {shown.title}",
        back=engagement_back(reference),
        test=_test(shown, test),
    )


def _procurement(request: Request, reference: str, permission: str) -> ProcurementShown:
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, permission, shown)
    return shown


def _test(shown: ProcurementShown, test: int) -> FeasibilityShown:
    return next(each for each in queries.tests_of(shown.id) if each.id == test)


def _told(request: Request, deed: object, said: str) -> None:
    """Do a deed that asks for nothing; where it is not possible, say why."""
    assert callable(deed)  # noqa: S101  for the types
    try:
        deed()
    except Refusal as refusal:
        if refusal.status != 409:
            raise
        messages.error(request, refusal.text)
    else:
        messages.success(request, said)
