"""What waits for somebody in planning: rows for the queue of a home page, those due first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import F, Q
from django.urls import reverse

from socialvalue.foundation.clock import business_today
from socialvalue.machinery.permissions import Person, may
from socialvalue.planning.models import Determination, Exemption

MOST: Final = 20  # rows of a kind: the lists hold the rest
LONG_AGO: Final = timedelta(days=30)  # what began earlier is in the list of procurements, not in a queue


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits for somebody: what, where it is done, until when, and by how many days it is late."""

    text: str
    href: str
    due: date | None
    days_late: int = 0


def waits(text: str, href: str, due: date | None, today: date) -> Waits:
    """A row; it is late from the day after it was due."""
    return Waits(text, href, due, max((today - due).days, 0) if due else 0)


def in_order(rows: Iterable[Waits]) -> list[Waits]:
    """The latest first, then by the day it is due; what has no day comes last."""
    return sorted(rows, key=lambda row: (row.due is None, row.due or date.max, row.text))


def waiting_for(*, person: Person) -> list[Waits]:
    """What waits for this person: determinations, exemptions to review, determine or mend (at most four statements)."""
    today = business_today()
    found: list[Waits] = []
    if may(person, "determination:confirm"):
        found += _determinations(person, today)
    if may(person, "exemption:screen"):
        found += _exemptions(person, today, "requested", "Review")
    if may(person, "exemption:decide"):
        found += _exemptions(person, today, "with-management", "Determine")
    if may(person, "exemption:request"):
        found += _returned(person, today)
    return in_order(found)


def _determinations(person: Person, today: date) -> list[Waits]:
    rows = (
        Determination.objects.filter(
            Q(commenced_on=None) | Q(commenced_on__gte=today - LONG_AGO),
            state="proposed",
            procurement__authority_id__in=person.authorities(),
            procurement__is_own=True,
            procurement__stage="planning",
        )
        .exclude(band="undetermined")
        .order_by(F("commenced_on").asc(nulls_last=True), "id")
        .values_list("procurement__reference", "procurement__title", "commenced_on")
    )
    return [
        waits(
            f"Confirm or correct the determination of {title}",
            reverse("procurement", kwargs={"reference": reference}),
            due,
            today,
        )
        for reference, title, due in rows[:MOST]
    ]


def _exemptions(person: Person, today: date, state: str, verb: str) -> list[Waits]:
    """Somebody's own is not theirs to review or determine."""
    rows = (
        Exemption.objects.filter(authority_id__in=person.authorities(), state=state)
        .exclude(requested_by=person.account())
        .order_by("requested_at")
        .values_list("reference", "procurement__title", "procurement__commenced_on")
    )
    return [
        waits(
            f"{verb} exemption {reference}, {title}",
            reverse("exemption", kwargs={"reference": reference}),
            due,
            today,
        )
        for reference, title, due in rows[:MOST]
    ]


def _returned(person: Person, today: date) -> list[Waits]:
    rows = (
        Exemption.objects.filter(
            requested_by=person.account(), state="returned", procurement__stage="planning"
        )
        .order_by("requested_at")
        .values_list("reference", "procurement__title", "procurement__commenced_on")
    )
    return [
        waits(
            f"Ask again for exemption {reference}, {title}: it was returned",
            reverse("exemption", kwargs={"reference": reference}),
            due,
            today,
        )
        for reference, title, due in rows[:MOST]
    ]
