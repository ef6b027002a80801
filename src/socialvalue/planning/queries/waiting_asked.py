"""What waits for somebody about requirements: remarks to answer, the environment to decide, legal advice to record."""

from __future__ import annotations

from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet
from django.urls import reverse

from socialvalue.machinery.permissions import Person, Role, authorities_for, may
from socialvalue.machinery.waiting import Waiting, columns
from socialvalue.planning.models import Remark, Requirement
from socialvalue.planning.rules import is_services
from socialvalue.planning.rules.determinations import BELOW
from socialvalue.toms.rules import environmental_words

MOST = 20  # rows of a kind
LOOKED_THROUGH = 200  # proposed requirements whose words are read


def waiting_about_requirements(person: Person) -> list[Waiting]:
    """What waits for this person about requirements besides remarks (at most two statements)."""
    found: list[Waiting] = []
    if may(person, "requirement:classify"):
        found += _to_classify(person)
    if person.holds(Role.LEGAL):
        found += _to_sign_off(person)
    return found


def open_remarks(procurement_id: int) -> int:
    """How many remarks about a procurement's requirements wait for an answer (one statement)."""
    return Remark.objects.filter(requirement__lot__procurement_id=procurement_id, state="open").count()


def remarks_to_answer(person: Person) -> QuerySet[Any, Any]:
    """Of the procurements that somebody answers for; those that nobody does wait for procurement officers."""
    procurement = "requirement__lot__procurement"
    rows = Remark.objects.filter(
        **{f"{procurement}__authority_id__in": authorities_for(person, "remark:answer")}, state="open"
    )
    mine = Q(**{f"{procurement}__responsible": person.uid})
    if person.holds(Role.PROCUREMENT_OFFICER):
        mine |= Q(**{f"{procurement}__responsible": None})
    return columns(
        rows.filter(mine),
        "answer-remark",
        key="requirement_id",
        number="number",
        title=f"{procurement}__title",
        about="requirement__measure__title",
        since="sent_at",
    )


def _to_classify(person: Person) -> list[Waiting]:
    """Proposed requirements whose words suggest the environment and that nobody has looked at."""
    rows = Requirement.objects.filter(
        lot__procurement__authority_id__in=authorities_for(person, "requirement:classify"),
        lot__procurement__stage="planning",
        state=Requirement.State.DRAFT,
        checked=None,
    ).order_by("id")
    columns = ("id", "need", "evidence", "measure__title", "lot__procurement__title")
    return [
        Waiting(
            f"Say whether “{measure}” is about the environment, {title}",
            reverse("requirement-classify", kwargs={"requirement": id_}),
        )
        for id_, need, evidence, measure, title in rows.values_list(*columns)[:LOOKED_THROUGH]
        if environmental_words(f"{need}\n{evidence}")
    ][:MOST]


def _to_sign_off(person: Person) -> list[Waiting]:
    """Proposed requirements about the workforce of goods or works below threshold, without advice (rulings 9)."""
    live = FilteredRelation(
        "lot__procurement__determinations", condition=~Q(lot__procurement__determinations__state="replaced")
    )
    rows = (
        Requirement.objects.filter(
            lot__procurement__authority_id__in=authorities_for(person, "legal-sign-off:record"),
            lot__procurement__stage="planning",
            state=Requirement.State.DRAFT,
            measure__outcome__is_about_workforce=True,
            sign_offs=None,
        )
        .annotate(live=live)
        .filter(live__band__in=BELOW)
        .order_by("id")
    )
    columns = ("id", "measure__title", "lot__procurement__title", "live__kind", "live__nature")
    return [
        Waiting(
            f"Say what the law allows of “{measure}”, {title}",
            reverse("requirement-legal", kwargs={"requirement": id_}),
        )
        for id_, measure, title, kind, nature in rows.values_list(*columns)[:LOOKED_THROUGH]
        if not is_services(kind, nature)
    ][:MOST]
