"""Mails about requirements: to whoever answers a remark or has to look at one. They carry no words of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from socialvalue.machinery import outbox
from socialvalue.machinery.permissions import Role
from socialvalue.people.queries import address_of, addresses_of
from socialvalue.planning.models import Procurement, Remark, Requirement


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


def to_look_at(*, made: Requirement, procurement: Procurement, deeds: Iterable[str]) -> None:
    """To whoever has to look before it can be confirmed: the standards team, the legal team."""
    looks = {
        "classify": (Role.STANDARDS_TEAM, "Is it about the environment?", "Please say whether it is."),
        "sign-off": (Role.LEGAL, "A legal sign-off is asked for", "Please say what the law allows."),
    }
    for deed in deeds:
        role, subject, text = looks[deed]
        people = addresses_of(role, procurement.authority_id)
        _owe(procurement, people, subject, text, f"requirement:{made.id}:{deed}")


def _send(made: Remark, procurement: Procurement, people: list[str], subject: str, text: str) -> None:
    _owe(procurement, people, subject, text, f"remark:{made.id}:{made.state}")


def _owe(procurement: Procurement, people: list[str], subject: str, text: str, occasion: str) -> None:
    address = reverse("procurement-requirements", kwargs={"reference": procurement.reference})
    for number, to in enumerate(people):
        outbox.owe(
            to=to,
            subject=f"{subject}: {procurement.reference}",
            text=f"{text}\n\n{settings.PUBLIC_URL}{address}\n",
            dedupe=f"{occasion}:{number}",
        )
