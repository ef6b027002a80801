"""What waits for somebody in planning: rows for the queue of a home page, those due first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import F, Q
from django.urls import reverse

from socialvalue.foundation.clock import business_today
from socialvalue.machinery.permissions import Person, authorities_for, may
from socialvalue.machinery.waiting import Waiting, in_order, waiting
from socialvalue.planning.models import Determination, Exemption
from socialvalue.planning.queries.waiting_asked import waiting_about_requirements

MOST: Final = 20  # rows of a kind: the lists hold the rest
LONG_AGO: Final = timedelta(days=30)  # what began earlier is in the list of procurements, not in a queue


def waiting_for(*, person: Person) -> list[Waiting]:
    """What waits for this person: determinations, exemptions, what is asked for (at most seven statements)."""
    today = business_today()
    found: list[Waiting] = []
    if may(person, "determination:confirm"):
        found += _determinations(person, today)
    if may(person, "exemption:screen"):
        found += _exemptions(person, today, "requested", "Review")
    if may(person, "exemption:decide"):
        found += _exemptions(person, today, "with-management", "Determine")
    if may(person, "exemption:request"):
        found += _returned(person, today)
    found += waiting_about_requirements(person)
    return in_order(found)


def _determinations(person: Person, today: date) -> list[Waiting]:
    rows = (
        Determination.objects.filter(
            Q(commenced_on=None) | Q(commenced_on__gte=today - LONG_AGO),
            state="proposed",
            procurement__authority_id__in=authorities_for(person, "determination:confirm"),
            procurement__is_own=True,
            procurement__stage="planning",
        )
        .exclude(band="undetermined")
        .order_by(F("commenced_on").asc(nulls_last=True), "id")
        .values_list("procurement__reference", "procurement__title", "commenced_on")
    )
    return [
        waiting(
            f"Confirm or correct the determination of {title}",
            reverse("procurement", kwargs={"reference": reference}),
            due,
            today,
        )
        for reference, title, due in rows[:MOST]
    ]


def _exemptions(person: Person, today: date, state: str, verb: str) -> list[Waiting]:
    """Somebody's own is not theirs to review or determine."""
    rows = (
        Exemption.objects.filter(authority_id__in=authorities_for(person, "exemption:view"), state=state)
        .exclude(requested_by=person.account())
        .order_by("requested_at")
        .values_list("reference", "procurement__title", "procurement__commenced_on")
    )
    return [
        waiting(
            f"{verb} exemption {reference}, {title}",
            reverse("exemption", kwargs={"reference": reference}),
            due,
            today,
        )
        for reference, title, due in rows[:MOST]
    ]


def _returned(person: Person, today: date) -> list[Waiting]:
    rows = (
        Exemption.objects.filter(
            requested_by=person.account(), state="returned", procurement__stage="planning"
        )
        .order_by("requested_at")
        .values_list("reference", "procurement__title", "procurement__commenced_on")
    )
    return [
        waiting(
            f"Ask again for exemption {reference}, {title}: it was returned",
            reverse("exemption", kwargs={"reference": reference}),
            due,
            today,
        )
        for reference, title, due in rows[:MOST]
    ]
