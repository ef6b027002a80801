"""Mails about remarks: to whoever answers for the procurement, and back to whoever sent it. They carry no remark."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from socialvalue.machinery import outbox
from socialvalue.machinery.permissions import Role
from socialvalue.people.queries import address_of, addresses_of
from socialvalue.planning.models import Procurement, Remark


def to_answer(*, made: Remark, procurement: Procurement) -> None:
    """To the officer who answers for the procurement; to the procurement officers where nobody does."""
    own = address_of(procurement.responsible) if procurement.responsible else None
    people = [own] if own else addresses_of(Role.PROCUREMENT_OFFICER, procurement.authority_id)
    _send(
        made, procurement, people, "A remark to answer", "The standards team has a remark. Please answer it."
    )


def answered(*, made: Remark, procurement: Procurement) -> None:
    """To whoever sent the remark."""
    sender = address_of(made.sent_by)
    _send(
        made, procurement, [sender] if sender else [], "Your remark was answered", "Please read the answer."
    )


def _send(made: Remark, procurement: Procurement, people: list[str], subject: str, text: str) -> None:
    address = reverse("procurement-requirements", kwargs={"reference": procurement.reference})
    for number, to in enumerate(people):
        outbox.owe(
            to=to,
            subject=f"{subject}: {procurement.reference}",
            text=f"{text}\n\n{settings.PUBLIC_URL}{address}\n",
            dedupe=f"remark:{made.id}:{made.state}:{number}",
        )
