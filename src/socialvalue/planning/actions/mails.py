"""Mails of planning: about exemptions and breaches, to whoever acts next; the link of an invitation.

They name no reasons: those stay in the service.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.clock import business_today
from socialvalue.machinery import outbox
from socialvalue.machinery.permissions import Role
from socialvalue.people.queries import address_of, addresses_of, authority_name
from socialvalue.planning.models import Breach, Exemption, ExemptionCondition, Invitation


def to_review(row: Exemption) -> None:
    """To the standards team: a request waits for its review."""
    people = addresses_of(Role.STANDARDS_TEAM, row.authority_id)
    _send(row, people, "An exemption to review", "Please review this request for an exemption.")


def to_determine(row: Exemption) -> None:
    """To the management team: a request waits to be determined."""
    people = addresses_of(Role.MANAGEMENT_TEAM, row.authority_id)
    _send(row, people, "An exemption to determine", "The request was reviewed. Please grant or refuse it.")


def returned(row: Exemption) -> None:
    """To whoever asked: something has to be mended first."""
    text = "Your request was returned. Read what is missing, and ask again."
    _send(row, _requester(row), "Your request for an exemption was returned", text)


def determined(row: Exemption) -> None:
    """To whoever asked: what was determined."""
    _send(row, _requester(row), f"The exemption was {row.state}", f"Your request was {row.state}.")


def condition_set(row: ExemptionCondition) -> None:
    """To whoever has to see to a condition."""
    text = f"An exemption was granted on a condition that you see to. It is due on {format_date(row.due_on)}."
    _of_condition(row, [address_of(row.owner)], "A condition to fulfil", text)


def condition_reported(row: ExemptionCondition) -> None:
    """To the standards team: a condition is said to be fulfilled."""
    people = addresses_of(Role.STANDARDS_TEAM, row.exemption.authority_id)
    _of_condition(row, people, "A condition to check", "A condition of an exemption is said to be fulfilled.")


def condition_returned(row: ExemptionCondition) -> None:
    """To whoever said that it is done: it is not."""
    people = {address_of(row.owner), address_of(row.reported_by) if row.reported_by else None}
    text = "Somebody checked it and found that it is not fulfilled yet."
    _of_condition(row, sorted(filter(None, people)), "A condition is still to be fulfilled", text)


def breach_recorded(row: Breach) -> None:
    """To the standards team: it has to say what is done about it."""
    people = addresses_of(Role.STANDARDS_TEAM, row.authority_id)
    _of_breach(row, people, "A breach was recorded", "Please say what is done about it.")


def breach_planned(row: Breach) -> None:
    """To whoever puts it right."""
    if row.owner is None or row.due_on is None:
        return
    text = f"You are asked to put a breach right until {format_date(row.due_on)}."
    _of_breach(row, [address_of(row.owner)], "A breach to put right", text)


def _of_condition(row: ExemptionCondition, people: Iterable[str | None], subject: str, text: str) -> None:
    whole = row.exemption
    moment = row.checked_at if row.state == "open" else row.reported_at
    occasion = f"condition:{whole.uid}:{row.number}:{row.state}:{moment or ''}"
    address = reverse("exemption", kwargs={"reference": whole.reference})
    about = f"{whole.reference}, condition {row.number}"
    _owe(people, f"{subject}: {whole.reference}", text, about, address, occasion)


def _of_breach(row: Breach, people: Iterable[str | None], subject: str, text: str) -> None:
    occasion = f"breach:{row.uid}:{row.state}:{row.planned_at or ''}"
    address = reverse("breach", kwargs={"reference": row.reference})
    about = f"{row.reference}, procurement {row.procurement.reference}"
    _owe(people, f"{subject}: {row.reference}", text, about, address, occasion)


def invitation_to_answer(row: Invitation, token: str, to: str) -> None:
    """To an invited organisation: its link. The text is blanked here once it has gone, for the link opens something."""
    test = row.test
    address = settings.PUBLIC_URL + reverse("invitation", kwargs={"token": token})
    buyer = authority_name(test.procurement.authority_id)
    outbox.owe(
        to=to,
        subject=f"{buyer} asks: can this be done? {test.procurement.title}",
        text=f"{buyer} plans to buy: {test.procurement.title}.\n\n"
        "Before it decides what to ask of suppliers, it would like to know what you can do. You need no account. "
        f"It takes about ten minutes. You can change your answer until {format_date(test.closes_on)}.\n\n{address}\n\n"
        "The link is yours alone: whoever has it can answer for you. What you answer is not part of any bid. "
        "Every bidder will read what suppliers said, without names.\n",
        dedupe=f"invitation:{row.uid}",
        secret=True,
        of_use_for=timedelta(days=max((test.closes_on - business_today()).days + 1, 1)),
    )


def _requester(row: Exemption) -> list[str]:
    address = address_of(row.requested_by)
    return [address] if address else []


def _send(row: Exemption, people: Iterable[str], subject: str, text: str) -> None:
    """One mail each; an occasion is a state that a request came into at a moment."""
    moment = row.requested_at if row.state == "requested" else row.decided_at or row.screened_at
    occasion = f"exemption:{row.uid}:{row.state}:{moment:%Y%m%d%H%M%S%f}"
    address = reverse("exemption", kwargs={"reference": row.reference})
    about = f"{row.reference}, procurement {row.procurement.reference}"
    _owe(people, f"{subject}: {row.reference}", text, about, address, occasion)


def _owe(
    people: Iterable[str | None], subject: str, text: str, about: str, address: str, occasion: str
) -> None:
    for number, to in enumerate(people):
        if to:
            outbox.owe(
                to=to,
                subject=subject,
                text=f"{text}\n\n{about}\n{settings.PUBLIC_URL}{address}\n",
                dedupe=f"{occasion}:{number}",
            )
