"""What the history of a procurement keeps of its exemptions and breaches: codes and days, never the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.planning.models import Breach, Exemption, ExemptionCondition


def tell_exemption(
    *,
    row: Exemption,
    deed: str,
    by: Person,
    clause: str,
    texts: Mapping[str, str],
    before: str = "",
    after: Mapping[str, Any] | None = None,
    deputy_for: UUID | None = None,
) -> None:
    """An event about an exemption; `before` is its state before, where the deed changed it."""
    events.append(
        deed=deed,
        record="procurement",
        uid=row.procurement.uid,
        by=by,
        clause=clause,
        before={"exemption_state": before or row.state},
        after={
            "exemption": row.reference,
            "exemption_state": row.state,
            "exemption_kind": row.kind,
            "lot": row.lot.number if row.lot else None,
            "lowest_percent": None if row.lowest is None else str((row.lowest * 100).normalize()),
            "expires_on": row.expires_on.isoformat() if row.expires_on else None,
            **(after or {}),
        },
        texts=texts,
        on_behalf_of=deputy_for,
    )


def tell_condition(
    *, row: ExemptionCondition, deed: str, by: Person, before: str, texts: Mapping[str, str]
) -> None:
    """An event about one condition of an exemption."""
    tell_exemption(
        row=row.exemption,
        deed=deed,
        by=by,
        clause="EXC-2",
        texts=texts,
        after={
            "condition": row.number,
            "condition_before": before,
            "condition_state": row.state,
            "due_on": row.due_on.isoformat(),
        },
    )


def tell_breach(*, row: Breach, deed: str, by: Person, before: str, texts: Mapping[str, str]) -> None:
    """An event about a breach, in the history of its procurement."""
    events.append(
        deed=deed,
        record="procurement",
        uid=row.procurement.uid,
        by=by,
        clause=row.clause,
        before={"breach_state": before},
        after={
            "breach": row.reference,
            "breach_state": row.state,
            "missing": row.missing,
            "lot": row.lot.number if row.lot else None,
            "found_on": row.found_on.isoformat(),
            "due_on": row.due_on.isoformat() if row.due_on else None,
        },
        texts=texts,
    )
