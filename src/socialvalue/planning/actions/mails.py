"""Mails about exemptions: to whoever has to do the next thing. They name no reasons: those stay in the service."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from socialvalue.machinery import outbox
from socialvalue.machinery.permissions import Role
from socialvalue.people.queries import address_of, addresses_of
from socialvalue.planning.models import Exemption


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


def _requester(row: Exemption) -> list[str]:
    address = address_of(row.requested_by)
    return [address] if address else []


def _send(row: Exemption, people: Iterable[str], subject: str, text: str) -> None:
    """One mail each; an occasion is a state that a request came into at a moment."""
    moment = row.requested_at if row.state == "requested" else row.decided_at or row.screened_at
    occasion = f"exemption:{row.uid}:{row.state}:{moment:%Y%m%d%H%M%S%f}"
    address = settings.PUBLIC_URL + reverse("exemption", kwargs={"reference": row.reference})
    for number, to in enumerate(people):
        outbox.owe(
            to=to,
            subject=f"{subject}: {row.reference}",
            text=f"{text}\n\n{row.reference}, procurement {row.procurement.reference}\n{address}\n",
            dedupe=f"{occasion}:{number}",
        )
