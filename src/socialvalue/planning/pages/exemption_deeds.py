"""What pages of deeds about exemptions and breaches share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.forms import Form
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Back
from socialvalue.machinery.permissions import TABLE, demand
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import holders, names
from socialvalue.planning import queries
from socialvalue.planning.face import percent
from socialvalue.planning.pages.deeds import done
from socialvalue.planning.pages.telling import review_answers
from socialvalue.planning.permissions import OWNERS
from socialvalue.planning.queries import ExemptionShown
from socialvalue.planning.rules import EXEMPTION
from socialvalue.policy.queries import policy_of, rulings_in_force

ABOUT: Final = ("EXC-1", "EXC-2", "SCO-1")  # clauses whose rulings help with an exemption
Groups = Sequence[tuple[str, list[Answer]]]


def exemption_deed(
    request: Request,
    shown: ExemptionShown,
    form: Form,
    deed: Callable[[], object],
    *,
    step: str,
    needs: str,
    title: str,
    said: str,
) -> HttpResponseBase:
    """A page of one deed about an exemption. Where the deed is not possible any more, the exemption says why."""
    demand(request.person, needs, shown)
    if step and step not in EXEMPTION.allowed(shown.state):
        return redirect("exemption", reference=shown.reference)
    if done(form, deed):
        messages.success(request, said)
        return redirect("exemption", reference=shown.reference)
    back = Back(reverse("exemption", kwargs={"reference": shown.reference}), "Back to the exemption")
    caption = f"{shown.reference}, {shown.procurement} {shown.title}"
    written = queries.asked_and_reviewed(shown.id)
    groups = review_answers(shown, written, names([shown.requested_by, *written.people()]))
    return deed_page(
        request, form, title, title, caption, back, shown.authority_id, groups, too_late=shown.is_too_late
    )


def deed_page(
    request: Request,
    form: Form,
    title: str,
    button: str,
    caption: str,
    back: Back,
    authority_id: int,
    groups: Groups = (),
    *,
    too_late: bool = False,
) -> HttpResponseBase:
    """The page of a deed: what has been said so far, and the form."""
    found = rulings_in_force(authorities=[authority_id], clauses=ABOUT)
    return render(
        request,
        "planning/exemption_deed.html",
        title=title,
        caption=caption,
        back=back,
        form=form,
        button=button,
        groups=groups,
        too_late=too_late,
        minimum=percent(policy_of(authority_id)[1].minimum_weighting),
        rulings=list({each.reference: each for of in found.values() for each in of}.values())[:5],
    )


def colleagues(request: Request, shown: ExemptionShown, permission: str) -> list[tuple[UUID, str]]:
    """For whom this person may stand in: the others whom the table lets do it, but whoever asked (one statement)."""
    roles = {role for row in TABLE.rows[permission] for role in row.roles}
    shut_out = {request.person.uid, shown.requested_by}
    return [each for each in holders(roles, shown.authority_id) if each[0] not in shut_out]


def owners(authority_id: int) -> list[tuple[UUID, str]]:
    """Who can be asked to see to something (one statement)."""
    return holders(OWNERS, authority_id)
