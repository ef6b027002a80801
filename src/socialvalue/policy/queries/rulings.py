"""Reads about what the policy means: the log, one ruling with its versions, those in force on a clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.orders import ordered
from socialvalue.machinery.permissions import Person, authorities_for, demand
from socialvalue.policy.models import Ruling, RulingClause

MOST: Final = 200  # in force, beside the clauses


@dataclass(frozen=True, slots=True)
class RulingShown:
    """One ruling. `stage` is its state."""

    id: int
    uid: UUID
    authority_id: int
    reference: str
    question: str
    answer: str
    applies: str
    asked_by: str
    decided_by: str
    decided_on: date
    policy: str
    stage: str
    replaces: str | None
    replaced_by: str | None
    why_ended: str
    recorded_at: datetime
    recorded_by: UUID
    ended_at: datetime | None
    ended_by: UUID | None
    clauses: tuple[str, ...] = ()

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to the ruling."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class RulingsWanted:
    """The filters of the log, as they stand in the address. Empty: not filtered."""

    states: tuple[str, ...] = ()
    clause: str = ""
    text: str = ""


ORDERS: Final = {"decided": ("decided_on", "id"), "state": ("state", "id")}
COLUMNS: Final = (
    "id", "uid", "authority_id", "reference", "question", "answer", "applies", "asked_by", "decided_by", "decided_on",
    "policy__label", "state", "replaces__reference", "replaced_by__reference", "why_ended", "recorded_at",
    "recorded_by", "ended_at", "ended_by",
)  # fmt: skip


def _matching(person: Person, wanted: RulingsWanted) -> QuerySet[Ruling]:
    rows = Ruling.objects.filter(authority_id__in=authorities_for(person, "ruling:view"))
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    if wanted.clause:
        rows = rows.filter(clauses__clause=wanted.clause.upper())
    for word in wanted.text.lower().split()[:8]:
        rows = rows.filter(search_text__contains=word)
    return rows


def count_rulings(*, person: Person, wanted: RulingsWanted) -> int:
    """How many rulings match (one statement)."""
    demand(person, "ruling:view")
    return _matching(person, wanted).count()


def rulings(
    *, person: Person, wanted: RulingsWanted, order: str, offset: int, limit: int
) -> list[RulingShown]:
    """One page of the log (two statements). `order` is a key of `ORDERS`, "-" before it for descending."""
    demand(person, "ruling:view")
    rows = ordered(_matching(person, wanted), ORDERS, order).values_list(*COLUMNS)
    return _with_clauses(rows[offset : offset + limit])


def ruling(*, reference: str, person: Person) -> RulingShown:
    """One ruling as this person may see it (two statements). Someone else's is a 404."""
    found = _with_clauses(Ruling.objects.filter(reference=reference).values_list(*COLUMNS)[:1])
    if not found:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(person, "ruling:view", found[0])
    return found[0]


def ruling_versions(shown: RulingShown) -> list[RulingShown]:
    """What stood before a ruling that the person was shown, newest first (two statements, however many)."""
    rows = Ruling.objects.filter(authority_id=shown.authority_id, id__lt=shown.id, state="replaced")
    known = {row[3]: row for row in rows.order_by("-id").values_list(*COLUMNS)[:MOST]}
    found, label = [], shown.replaces
    while label in known:
        found.append(RulingShown(*known[label]))
        label = found[-1].replaces
    return found


def rulings_in_force(
    *, authorities: Iterable[int], clauses: Iterable[str] = ()
) -> dict[str, list[RulingShown]]:
    """By clause, the rulings in force that are about it, newest first (two statements). No clauses: all of them."""
    rows = Ruling.objects.filter(authority_id__in=list(authorities), state="in-force")
    wanted = tuple(clauses)
    if wanted:
        rows = rows.filter(clauses__clause__in=wanted).distinct()
    found: dict[str, list[RulingShown]] = {}
    for each in _with_clauses(rows.order_by("-decided_on", "-id").values_list(*COLUMNS)[:MOST]):
        for clause in each.clauses:
            if not wanted or clause in wanted:
                found.setdefault(clause, []).append(each)
    return found


def _with_clauses(rows: Iterable[tuple[Any, ...]]) -> list[RulingShown]:
    shown = [RulingShown(*row) for row in rows]
    if not shown:
        return []
    named: dict[int, list[str]] = {}
    about = RulingClause.objects.filter(ruling__in=[each.id for each in shown]).order_by("id")
    for of, clause in about.values_list("ruling_id", "clause"):
        named.setdefault(of, []).append(clause)
    return [replace(each, clauses=tuple(named.get(each.id, ()))) for each in shown]


EXPORTED: Final = {
    "Reference": "reference",
    "Question": "question",
    "Answer": "answer",
    "Where it applies": "applies",
    "Asked by": "asked_by",
    "Decided by": "decided_by",
    "Decided on": "decided_on",
    "Policy version": "policy__label",
    "State": "state",
    "Replaces": "replaces__reference",
    "Replaced by": "replaced_by__reference",
}


def rulings_for_export(*, person: Person, wanted: RulingsWanted, order: str) -> Iterator[tuple[Any, ...]]:
    """Every matching ruling with its clauses, in blocks, in constant memory."""
    demand(person, "ruling:export")
    rows = ordered(_matching(person, wanted), ORDERS, order).values_list("id", *EXPORTED.values())
    named = dict[int, list[str]]()
    for of, clause in RulingClause.objects.order_by("id").values_list("ruling_id", "clause").iterator():
        named.setdefault(of, []).append(clause)
    for id_, *row in rows.iterator(chunk_size=2000):
        yield (*row, " ".join(named.get(id_, ())))
