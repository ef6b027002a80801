"""What waits for somebody in planning: rows for the queue of a home page, those due first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.urls import reverse

from socialvalue.foundation.clock import business_today
from socialvalue.machinery.memory import once_a_request
from socialvalue.machinery.permissions import Person, Role, authorities_for, may
from socialvalue.machinery.waiting import Waiting, in_order, waiting
from socialvalue.planning.models import ActRecord, Breach, Determination, Exemption, ExemptionCondition
from socialvalue.planning.queries.waiting_asked import waiting_about_requirements

MOST: Final = 20  # rows of a kind: the lists hold the rest
AHEAD: Final = timedelta(days=14)  # a condition waits from so long before its day
LONG_AGO: Final = timedelta(days=30)  # what began earlier is in the list of procurements, not in a queue
JUST_BEGUN: Final = timedelta(days=7)  # what began and was not published is looked for this long
SOON: Final = timedelta(days=60)  # before a procurement begins


def waiting_for(*, person: Person) -> list[Waiting]:
    """What waits for this person: determinations, exemptions and their conditions, breaches, what is asked for."""
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
    if may(person, "condition:report"):
        found += _conditions(person, today)
    if may(person, "breach:record"):
        found += _breaches(person, today)
    found += waiting_about_requirements(person)
    return in_order(found)


@dataclass(frozen=True, slots=True)
class InPreparation:
    """A procurement before publication, with what its live determination says.

    `to_decide`: this person may decide what was proposed. `to_publish`: it begins soon, and this person prepares it.
    """

    id: int
    authority_id: int
    reference: str
    title: str
    commenced_on: date | None
    band: str
    state: str
    act_applies: bool | None
    has_act_record: bool
    to_decide: bool
    to_publish: bool


@once_a_request
def in_preparation(person: Person, today: date) -> tuple[InPreparation, ...]:
    """What this person decides or prepares before publication, the first to begin first (one statement a request)."""
    record = ActRecord.objects.filter(procurement=OuterRef("procurement"))
    rows = (
        Determination.objects.filter(procurement__is_own=True, procurement__stage="planning")
        .exclude(state="replaced")
        .annotate(
            has_act_record=Exists(record),
            to_decide=ExpressionWrapper(_may_decide(person, today), BooleanField()),
            to_publish=ExpressionWrapper(_prepares(person, today), BooleanField()),
        )
        .filter(Q(to_decide=True) | Q(to_publish=True))
        .order_by(F("procurement__commenced_on").asc(nulls_last=True), "procurement_id")
    )
    found = rows.values_list(
        "procurement_id", "procurement__authority_id", "procurement__reference", "procurement__title",
        "procurement__commenced_on", "band", "state", "social_value_act_applies", "has_act_record", "to_decide",
        "to_publish",
    )  # fmt: skip
    return tuple(InPreparation(*row) for row in found[: 2 * MOST])


def _may_decide(person: Person, today: date) -> Q:
    """Determinations that somebody has to confirm or correct."""
    return Q(
        Q(commenced_on=None) | Q(commenced_on__gte=today - LONG_AGO),
        ~Q(band="undetermined"),
        state="proposed",
        procurement__authority_id__in=authorities_for(person, "determination:confirm"),
    )


def _prepares(person: Person, today: date) -> Q:
    """Procurements that begin soon: those that someone answers for; for procurement officers all."""
    soon = Q(
        procurement__authority_id__in=authorities_for(person, "requirement:propose"),
        procurement__commenced_on__gte=today - JUST_BEGUN,
        procurement__commenced_on__lte=today + SOON,
    )
    if person.holds(Role.PROCUREMENT_OFFICER):
        return soon
    return soon & (Q(procurement__responsible=person.uid) | Q(procurement__entered_by=person.uid))


def _determinations(person: Person, today: date) -> list[Waiting]:
    rows = [row for row in in_preparation(person, today) if row.to_decide]
    return [
        waiting(
            f"Confirm or correct the determination of {row.title}",
            reverse("procurement", kwargs={"reference": row.reference}),
            row.commenced_on,
            today,
        )
        for row in rows[:MOST]
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


def _conditions(person: Person, today: date) -> list[Waiting]:
    """Conditions that this person sees to, and for those who check them, what others said is done."""
    me = person.account()
    wanted = Q(owner=me, state="open", due_on__lte=today + AHEAD)
    if may(person, "condition:check"):
        wanted |= Q(state="reported") & ~Q(reported_by=me)
    rows = (
        ExemptionCondition.objects.filter(
            wanted, exemption__authority_id__in=authorities_for(person, "exemption:view")
        )
        .order_by("due_on", "id")
        .values_list("state", "number", "due_on", "exemption__reference", "exemption__procurement__title")
    )
    verbs = {"open": "Fulfil", "reported": "Check"}
    return [
        waiting(
            f"{verbs[state]} condition {number} of exemption {reference}, {title}",
            reverse("exemption", kwargs={"reference": reference}) + "#conditions",
            due,
            today,
        )
        for state, number, due, reference, title in rows[:MOST]
    ]


def _breaches(person: Person, today: date) -> list[Waiting]:
    """Breaches that this person puts right, and for those who settle them, the ones that nobody has looked at."""
    wanted = Q(owner=person.account(), state="in-hand")
    if may(person, "breach:settle"):
        wanted |= Q(state="recorded")
    rows = (
        Breach.objects.filter(wanted, authority_id__in=authorities_for(person, "breach:view"))
        .order_by(F("due_on").asc(nulls_last=True), "id")
        .values_list("state", "reference", "procurement__title", "due_on")
    )
    verbs = {"recorded": "Say what is done about", "in-hand": "Put right"}
    return [
        waiting(
            f"{verbs[state]} breach {reference}, {title}",
            reverse("breach", kwargs={"reference": reference}),
            due,
            today,
        )
        for state, reference, title, due in rows[:MOST]
    ]
