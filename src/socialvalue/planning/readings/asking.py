"""How a requirement stands before it is confirmed: read alike by the deed that confirms it and by its page."""

from __future__ import annotations

from dataclasses import dataclass

from socialvalue.planning import rules
from socialvalue.planning.models import Determination, LegalSignOff, Requirement
from socialvalue.toms.rules import environmental_words


@dataclass(frozen=True, slots=True)
class Band:
    """What the live determination of a procurement says."""

    band: str
    kind: str
    nature: str


def band_of(procurement_id: int) -> Band:
    """The band, kind and nature of the live determination (one statement)."""
    rows = Determination.objects.filter(procurement_id=procurement_id).exclude(state="replaced")
    return Band(*rows.values_list("band", "kind", "nature").get())


def asked(row: Requirement, of: Band, is_cleared: bool | None) -> rules.Asked:
    """A requirement as the rule sees it; its measure with outcome and its check have been read with it."""
    measure = row.measure
    checked = getattr(row, "checked", None)
    return rules.Asked(
        outcome=measure.outcome.code,
        unit=row.unit,
        evidence=row.evidence,
        need=row.need,
        suggested=environmental_words(f"{row.need}\n{row.evidence}"),
        is_environmental=checked.is_environmental if checked else None,
        cautioned=bool(caution(row, of)),
        is_cleared=is_cleared,
    )


def caution(row: Requirement, of: Band) -> str:
    """The caution of section 17, where it arises."""
    about = row.measure.outcome.is_about_workforce
    return rules.section_17(band=of.band, kind=of.kind, nature=of.nature, about_workforce=about)


def is_cleared(row: Requirement) -> bool | None:
    """What the newest legal sign-off says (one statement); None before the first."""
    rows = LegalSignOff.objects.filter(requirement=row).order_by("-version")
    return rows.values_list("is_cleared", flat=True).first()


def texts_of(row: Requirement) -> dict[str, str]:
    """What an officer typed that bidders are judged by, by field (rule 21).

    The words of the measure and of its "local" are the framework's, approved for all: spend with small or local firms
    may be asked for (rulings 9).
    """
    return {"need": row.need, "evidence": row.evidence}
