"""Search over records: by reference, title, supplier, notice number; what this person may see, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from socialvalue.delivery import queries as delivery
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, may
from socialvalue.planning import queries as planning
from socialvalue.policy import queries as policy

MOST: Final = 20  # hits of a kind
REFERENCE: Final = re.compile(r"(BR|DV|EN|RU|VI)-\d{4}-\d{4,}", re.IGNORECASE)
NAMED: Final[dict[str, tuple[str, str, Callable[..., object]]]] = {  # route, permission, read
    "BR": ("breach", "breach:view", planning.breach),
    "DV": ("delivery", "contract:view", delivery.delivery),
    "EN": ("engagement-event", "engagement:view", planning.event),
    "RU": ("ruling", "ruling:view", policy.ruling),
    "VI": ("initiative", "initiative:view", delivery.initiative),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found."""

    text: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class Hits:
    """The records of one kind: the first of them, how many there are, where all of them stand."""

    kind: str
    first: tuple[Hit, ...]
    total: int
    all_at: str


def find(person: Person, text: str) -> list[Hits]:
    """Procurements, contracts and exemptions that match, those kinds that this person may see (six statements)."""
    if not text:
        return []
    found = [*_procurements(person, text), *_contracts(person, text), *_exemptions(person, text)]
    return [hits for hits in found if hits.total]


def the_only(found: list[Hits]) -> str:
    """The address of the only hit; empty where there are none or several."""
    return found[0].first[0].href if len(found) == 1 and found[0].total == 1 else ""


def record_named(person: Person, text: str) -> str:
    """The address of a record of another kind whose whole reference was entered; empty where they know of none."""
    match = REFERENCE.fullmatch(text)
    if match is None:
        return ""
    name, permission, read = NAMED[match[1].upper()]
    if not may(person, permission):
        return ""
    try:
        read(reference=text.upper(), person=person)
    except Refusal:
        return ""
    return reverse(name, args=[text.upper()])


def _procurements(person: Person, text: str) -> list[Hits]:
    if not may(person, "procurement:view"):
        return []
    wanted = planning.Wanted(text=text)
    rows = planning.procurements(person=person, wanted=wanted, order="-published", offset=0, limit=MOST)
    total = planning.count_procurements(person=person, wanted=wanted) if len(rows) == MOST else len(rows)
    hits = (
        Hit(row.title, reverse("procurement", args=[row.reference]), f"{row.reference}, {row.buyer}")
        for row in rows
    )
    return [Hits("Procurements", tuple(hits), total, reverse("procurements"))]


def _contracts(person: Person, text: str) -> list[Hits]:
    if not may(person, "contract:view"):
        return []
    wanted = delivery.Wanted(text=text)
    rows = delivery.contracts(person=person, wanted=wanted, order="-ends", offset=0, limit=MOST)
    total = delivery.count_contracts(person=person, wanted=wanted) if len(rows) == MOST else len(rows)
    hits = (
        Hit(
            row.title,
            reverse("contract", args=[row.reference]),
            f"{row.reference}, {row.lead or 'no supplier known'}",
        )
        for row in rows
    )
    return [Hits("Contracts", tuple(hits), total, reverse("contracts"))]


def _exemptions(person: Person, text: str) -> list[Hits]:
    if not may(person, "exemption:view"):
        return []
    wanted = planning.ExemptionsWanted(text=text)
    rows = planning.exemptions(person=person, wanted=wanted, order="-requested", offset=0, limit=MOST)
    total = planning.count_exemptions(person=person, wanted=wanted) if len(rows) == MOST else len(rows)
    hits = (Hit(row.title, reverse("exemption", args=[row.reference]), row.reference) for row in rows)
    return [Hits("Exemptions", tuple(hits), total, reverse("exemptions"))]
