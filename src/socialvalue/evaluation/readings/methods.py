"""The frozen methodology of a lot with what each criterion is about (one statement for any number of lots)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.tendering import rules
from socialvalue.tendering.models import Criterion


@dataclass(frozen=True, slots=True)
class CriterionRead:
    """A criterion and the requirement or question that it scores."""

    id: int
    key: str
    title: str
    rule: rules.Criterion
    requirement_id: int | None
    question_id: int | None
    question: str
    descriptors: tuple[str, ...]
    unit: str
    target: str  # what is asked, in words

    @property
    def is_judged(self) -> bool:
        """Whether evaluators give a mark."""
        return self.rule.method.is_judged

    @property
    def max_mark(self) -> int:
        """The highest mark."""
        return int(self.rule.max_mark or 0)


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a lot is scored, as published."""

    methodology: rules.Methodology
    quality: Decimal  # of the total, in per cent
    digest: str
    criteria: tuple[CriterionRead, ...]

    @property
    def judged(self) -> tuple[CriterionRead, ...]:
        """The criteria that evaluators mark."""
        return tuple(each for each in self.criteria if each.is_judged)

    def criterion(self, key: str) -> CriterionRead | None:
        """One criterion by its name."""
        return next((each for each in self.criteria if each.key == key), None)


def schemes(lot_ids: Collection[int]) -> dict[int, Scheme]:
    """The frozen methodology of each lot that has one; of several versions the newest."""
    rows = (
        Criterion.objects.filter(methodology__lot__in=lot_ids, methodology__frozen_at__isnull=False)
        .select_related("methodology", "requirement__measure", "question")
        .order_by("methodology__version", "number")
    )
    by_methodology: dict[int, list[Criterion]] = defaultdict(list)
    newest: dict[int, int] = {}
    for row in rows:
        by_methodology[row.methodology_id].append(row)
        newest[row.methodology.lot_id] = row.methodology_id
    return {lot: _scheme(by_methodology[methodology]) for lot, methodology in newest.items()}


def _scheme(rows: list[Criterion]) -> Scheme:
    frozen = rows[0].methodology
    criteria = tuple(_criterion(row) for row in rows)
    methodology = rules.Methodology(
        weight_percent=frozen.social_weight * 100,
        criteria=tuple(each.rule for each in criteria),
        share_of=rules.ShareOf(frozen.basis),
        rounding=rules.Rounding(frozen.places, rules.RoundingMode(frozen.rounding)),
        ties=tuple(frozen.tie_rule),
    )
    return Scheme(methodology, frozen.quality_weight * 100, frozen.digest, criteria)


def _criterion(row: Criterion) -> CriterionRead:
    figures: dict[str, Any] = {name: Decimal(figure) for name, figure in row.parameters.items()}
    rule = rules.Criterion(row.name, row.weight * 100, rules.Method(row.method), **figures)
    asked, question = row.requirement, row.question
    title = asked.measure.title if asked else f"Question {question.number}" if question else row.name
    return CriterionRead(
        id=row.id,
        key=row.name,
        title=title,
        rule=rule,
        requirement_id=row.requirement_id,
        question_id=row.question_id,
        question=question.text if question else "",
        descriptors=tuple(question.descriptors) if question else (),
        unit=asked.unit if asked else "",
        target=str(Quantity(asked.quantity, Unit(asked.unit))) if asked else "",
    )
