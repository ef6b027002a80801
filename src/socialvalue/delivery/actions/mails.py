"""Mail to whoever waits after a deed of delivery: contract managers, the supplier's person who reported."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from socialvalue.machinery import outbox
from socialvalue.machinery.permissions import Role
from socialvalue.people.queries import address_of, addresses_of, addresses_of_organisations


def to_managers(*, authority_id: int, subject: str, text: str, path: str, occasion: str) -> None:
    """To every contract manager of the authority: something waits for a decision."""
    _send(addresses_of(Role.CONTRACT_MANAGER, authority_id), subject, text, path, occasion)


def to_service(
    *, authority_id: int, responsible: UUID | None, subject: str, text: str, path: str, occasion: str
) -> None:
    """To the officer who answers for it; where nobody does, to every service officer of the authority."""
    own = address_of(responsible) if responsible else None
    people = [own] if own else addresses_of(Role.SERVICE_OFFICER, authority_id)
    _send(people, subject, text, path, occasion)


def to_person(*, uid: UUID, subject: str, text: str, path: str, occasion: str) -> None:
    """To one person, if their account still stands."""
    address = address_of(uid)
    _send([address] if address else [], subject, text, path, occasion)


def to_organisation(*, organisation: int, subject: str, text: str, path: str, occasion: str) -> None:
    """To everyone who works for an organisation."""
    people = addresses_of_organisations([organisation]).get(organisation, [])
    _send(people, subject, text, path, occasion)


def _send(people: Iterable[str], subject: str, text: str, path: str, occasion: str) -> None:
    for number, to in enumerate(people):
        outbox.owe(
            to=to,
            subject=subject,
            text=f"{text}\n\n{settings.PUBLIC_URL}{path}\n",
            dedupe=f"{occasion}:{number}",
        )
