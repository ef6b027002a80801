"""Deed: a procurement is started by hand, before there is any notice (PRE-1), with a determination proposed for it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events, series
from socialvalue.machinery.permissions import Person, demand
from socialvalue.people.queries import authority_name, holders
from socialvalue.planning.actions.doors import Door
from socialvalue.planning.actions.figures import figures_of, keep_estimate, record_determination
from socialvalue.planning.models import Lot, Procurement
from socialvalue.planning.permissions import RESPONSIBLE
from socialvalue.planning.rules import DETERMINATION, PROCUREMENT
from socialvalue.policy import queries as policy_queries
from socialvalue.policy.rules import Facts, determine

MOST_LOTS = 100


def start_procurement(
    *,
    key: UUID,
    authority_id: int,
    title: str,
    description: str,
    lots: Sequence[str],
    facts: Facts,
    responsible: UUID,
    by: Person,
) -> str:
    """Start a procurement that no notice tells of yet; answers its reference. The same `key` again finds the same one.

    `facts` is what the determination is made from, as an officer typed it; without `lots` there is one of its title.
    """
    demand(by, "procurement:start", Door(authority_id, PROCUREMENT.begins))
    _check(title, lots, responsible, authority_id)
    try:
        with transaction.atomic():
            return _known(key, by) or _started(
                key, authority_id, title.strip(), description.strip(), lots, facts, responsible, by
            )
    except IntegrityError:  # a second click was first
        known = _known(key, by)
        if known is not None:
            return known
        if Procurement.objects.filter(uid=key).exists():  # somebody else's: a form of ours never sends that
            raise Refusal(
                "form-used", "This form was used already. Open it again from the start.", status=409
            ) from None
        raise


def _known(key: UUID, by: Person) -> str | None:
    rows = Procurement.objects.filter(uid=key, entered_by=by.account())
    return rows.values_list("reference", flat=True).first()


def _check(title: str, lots: Sequence[str], responsible: UUID, authority_id: int) -> None:
    if not title.strip():
        raise Refusal("title-missing", "Enter what is bought.", field="title")
    if len(lots) > MOST_LOTS:
        raise Refusal("too-many-lots", f"Enter {MOST_LOTS} lots or fewer.", field="lots")
    if responsible not in {uid for uid, _ in holders(RESPONSIBLE, authority_id)}:
        raise Refusal("officer-unknown", "Select an officer of the list.", field="responsible")


def _started(
    key: UUID,
    authority_id: int,
    title: str,
    description: str,
    lots: Sequence[str],
    facts: Facts,
    responsible: UUID,
    by: Person,
) -> str:
    version, policy = policy_queries.policy_of(authority_id, business_today())
    answer = determine(facts, policy)
    (label,) = series.take("PR", business_today().year)
    buyer = authority_name(authority_id)
    made = Procurement.objects.create(
        uid=key,
        authority_id=authority_id,
        originating_authority_id=authority_id,
        reference=label,
        title=title,
        description=description,
        buyer_name=buyer,
        kind=facts.kind.value if facts.kind else "",
        nature=facts.nature.value if facts.nature else "",
        source="typed",
        commenced_on=facts.commenced_on,
        commenced_by="As planned by an officer.",
        search_text=f"{label} {title} {buyer}".lower(),
        responsible=responsible,
        entered_at=instant_now(),
        entered_by=by.account(),
    )
    Lot.objects.bulk_create(
        Lot(procurement=made, number=number, title=name[:500])
        for number, name in enumerate(lots or [title], start=1)
    )
    keep_estimate(made, facts.value, facts.vat, answer.value_inc_vat, by)
    proposed = record_determination(made, answer, facts, version, state=DETERMINATION.begins, why="", by=None)
    events.append(
        deed="procurement_entered",
        record="procurement",
        uid=made.uid,
        by=by,
        clause="PRE-1",
        after={**figures_of(proposed), "lots": max(len(lots), 1), "responsible": str(responsible)},
        texts={"title": title, "description": description},
    )
    return label
