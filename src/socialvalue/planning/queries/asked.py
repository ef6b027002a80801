"""Reads about what a procurement asks for: its Social Value Act record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from socialvalue.planning.models import ActRecord


@dataclass(frozen=True, slots=True)
class ActRecordShown:
    """How the Social Value Act duty was considered, as last recorded."""

    version: int
    economic: str
    social: str
    environmental: str
    consults: bool
    consultation: str
    considered_on: date
    recorded_at: datetime
    recorded_by: UUID


def act_record(procurement_id: int) -> ActRecordShown | None:
    """The newest record of a procurement that the person was shown (one statement); none before the first."""
    row = ActRecord.objects.filter(procurement_id=procurement_id).order_by("-version").first()
    if row is None:
        return None
    return ActRecordShown(
        version=row.version,
        economic=row.economic,
        social=row.social,
        environmental=row.environmental,
        consults=row.consults,
        consultation=row.consultation,
        considered_on=row.considered_on,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )
