"""Reads of feedback after tenders: one's own, the standards team's, the figures of a year (COM-1, EQU-1)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from socialvalue.evaluation.models import TenderFeedback
from socialvalue.evaluation.readings.feedback import FeedbackDoor
from socialvalue.evaluation.rules.feedback import (
    OPEN_FOR,
    Average,
    Opinion,
    Said,
    average,
    by_kind,
    is_open,
    nameless,
)
from socialvalue.foundation.calendar import ONE_DAY, FinancialYear
from socialvalue.foundation.clock import LONDON, business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, authorities_for, demand
from socialvalue.machinery.waiting import Waiting, waiting
from socialvalue.planning.rules import Feedback, SupplierKind, supplier_kind

MOST: Final = 20  # rows of a queue
NOT_SHOWN: Final = "Not shown: too few answered"
EXPORTED: Final = (
    "Tender",
    "Kind of supplier",
    "Was it clear (1 to 5)",
    "Was it in proportion (1 to 5)",
    "Change",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The three questions about one tender, and what was answered so far."""

    id: int
    tender: str
    clear: int | None
    proportionate: int | None
    change: str
    until: date
    is_open: bool


def asked(*, feedback: int, person: Person) -> Asked:
    """One's own feedback (one statement). Somebody else's is a 404."""
    row = TenderFeedback.objects.filter(id=feedback).select_related("procurement").first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(person, "feedback:give", FeedbackDoor(row.authority_id, row.organisation_id))
    asked_on = row.asked_at.astimezone(LONDON).date()
    return Asked(
        row.id, row.procurement.title, row.clear, row.proportionate, row.change, asked_on + OPEN_FOR,
        is_open(asked_on, business_today()),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearOfFeedback:
    """What was asked and said of the tenders of a year."""

    asked: int
    answered: int
    all: Average
    kinds: dict[SupplierKind, Average]
    said: tuple[Said, ...]


def _of_year(authorities: Collection[int], year: FinancialYear) -> QuerySet[TenderFeedback]:
    """What was asked in a year, by the days of London."""
    first, after = (
        datetime.combine(day, time.min, LONDON) for day in (year.starts_on, year.ends_on + ONE_DAY)
    )
    return TenderFeedback.objects.filter(authority__in=authorities, asked_at__gte=first, asked_at__lt=after)


def feedback_in(authorities: Collection[int], year: FinancialYear) -> Feedback:
    """The figures for the engagement programme (one statement)."""
    answered = Count("id", filter=Q(answered_at__isnull=False))
    found = _of_year(authorities, year).aggregate(asked=Count("id"), received=answered)
    part = year.label.replace("–", "-")
    return Feedback(found["asked"], found["received"], f"{reverse('feedback')}?year={part}")


def year_of_feedback(*, person: Person, year: FinancialYear) -> YearOfFeedback:
    """What was said of the tenders of a year (two statements)."""
    demand(person, "feedback:view")
    own = authorities_for(person, "feedback:view")
    found = list(_said(own, year))
    opinions = [Opinion(each.kind, each.clear, each.proportionate) for each in found if each.kind]
    figures = feedback_in(own, year)
    return YearOfFeedback(
        figures.asked, figures.received, average(opinions), by_kind(opinions), tuple(nameless(found))
    )


def _said(authorities: Collection[int], year: FinancialYear) -> Iterator[Said]:
    rows = _of_year(authorities, year).filter(answered_at__isnull=False).order_by("procurement__title", "uid")
    names = (
        "procurement__title",
        "organisation__is_sme",
        "organisation__is_vcse",
        "clear",
        "proportionate",
        "change",
    )
    for tender, is_sme, is_vcse, clear, proportionate, change in rows.values_list(*names)[:2000]:
        yield Said(
            tender, supplier_kind(is_sme=is_sme, is_vcse=is_vcse), clear or 0, proportionate or 0, change
        )


def feedback_for_export(*, person: Person, year: FinancialYear) -> Iterator[tuple[Any, ...]]:
    """The answers of a year (one statement): the columns of `EXPORTED`."""
    demand(person, "feedback:view")
    for each in nameless(_said(authorities_for(person, "feedback:view"), year)):
        kind = each.kind.value if each.kind else NOT_SHOWN
        yield (each.tender or NOT_SHOWN, kind, each.clear, each.proportionate, each.change)


def feedback_waiting(*, person: Person) -> list[Waiting]:
    """The tenders that a supplier is asked about and has not answered yet (one statement)."""
    if person.organisation_id is None:
        return []
    today = business_today()
    since = datetime.combine(today - OPEN_FOR, time.min, LONDON)
    rows = TenderFeedback.objects.filter(
        organisation_id=person.organisation_id,
        authority__in=authorities_for(person, "feedback:give", relation="bidder"),
        answered_at=None,
        asked_at__gte=since,
    ).order_by("asked_at")
    return [
        waiting(
            f"Tell us what you think of the tender “{title}”: three questions",
            reverse("tender-feedback", kwargs={"feedback": number}),
            at.astimezone(LONDON).date() + OPEN_FOR,
            today,
        )
        for number, title, at in rows.values_list("id", "procurement__title", "asked_at")[:MOST]
    ]
