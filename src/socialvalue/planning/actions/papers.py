"""Deeds about what stands beside a request: its papers, and its reason in public words (EXC-1, rulings 7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import Max

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.personal import personal_data
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import files
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions.doors import held_exemption
from socialvalue.planning.actions.telling import tell_exemption
from socialvalue.planning.models import ExemptionPaper
from socialvalue.planning.rules import OPEN

MOST_PAPERS: Final = 20
LARGEST_PAPER: Final = 20_000_000  # bytes


@transaction.atomic
def add_paper(*, exemption: str, title: str, content: Iterable[bytes], name: str, by: Person) -> int:
    """Put a file beside a request that is not determined yet; answers its number."""
    row = held_exemption(exemption, by, "exemption-paper:add")
    if row.state not in OPEN:
        raise Refusal(
            "request-over", "The request is over: no papers can be added.", clause="EXC-1", status=409
        )
    last = row.papers.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_PAPERS:
        raise Refusal("papers-many", f"A request has at most {MOST_PAPERS} papers.", field="file")
    kept = files.store(content, name=name, kinds=files.EVIDENCE, by=by.uid, limit=LARGEST_PAPER)
    made = ExemptionPaper.objects.create(
        exemption=row,
        number=last + 1,
        title=title.strip(),
        file=kept,
        added_at=instant_now(),
        added_by=by.account(),
    )
    tell_exemption(
        row=row,
        deed="exemption_paper_added",
        by=by,
        clause="EXC-1",
        texts={},
        after={"paper": made.number, "file": kept.digest, "size": kept.size},
    )
    return made.number


@transaction.atomic
def summarise_exemption(*, exemption: str, summary: str, by: Person) -> None:
    """Write the reason of a granted exemption as the public reads it once the contract is awarded: it names nobody."""
    row = held_exemption(exemption, by, "exemption:summarise")
    if row.state != "granted":
        raise Refusal("not-granted", "Only a granted exemption is published.", clause="EXC-2", status=409)
    if found := personal_data(summary):
        raise Refusal(
            "personal-data",
            f"Take out {' and '.join(found)}: the public reads this, and it names nobody.",
            clause="DPA-1",
            field="summary",
        )
    row.summary = sufficient(summary, "EXC-2", field="summary")
    row.summarised_at, row.summarised_by = instant_now(), by.account()
    row.save(update_fields=["summary", "summarised_at", "summarised_by"])
    tell_exemption(
        row=row, deed="exemption_summarised", by=by, clause="EXC-2", texts={"summary": row.summary}
    )
