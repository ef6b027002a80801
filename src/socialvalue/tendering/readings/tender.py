"""What a procurement asks and how each lot is scored: read for officers, bidders and the deeds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, QuerySet

from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.planning.models import Lot, Requirement
from socialvalue.planning.rules import DueStep, LotKnown, dues_in_words
from socialvalue.tendering import rules
from socialvalue.tendering.models import Methodology
from socialvalue.toms.rules import is_refused


@dataclass(frozen=True, slots=True)
class Asked:
    """A confirmed requirement as a bidder reads it. `steps` are days from the contract's start and amounts."""

    id: int
    number: int
    measure_id: int
    code: str
    title: str
    definition: str
    counting_rule: str
    kind: str
    quantity: Decimal
    unit: str
    place: str
    local_means: str
    need: str
    evidence: str
    unanswered: str
    steps: tuple[tuple[int, Decimal], ...] = ()

    @property
    def key(self) -> str:
        """Its name in criteria, forms and examples."""
        return f"r{self.number}"

    @property
    def amount(self) -> str:
        """The quantity in words: "12 people"."""
        return str(Quantity(self.quantity, Unit(self.unit)))

    @property
    def dues(self) -> tuple[str, ...]:
        """By when how much is due, in words."""
        return dues_in_words([DueStep(days, amount) for days, amount in self.steps], Unit(self.unit))

    @property
    def published(self) -> rules.Requirement:
        """As the rule for unanswered requirements sees it."""
        return rules.Requirement(self.key, self.title, rules.Consequence(self.unanswered))


@dataclass(frozen=True, slots=True)
class AskedInWords:
    """A qualitative question."""

    id: int
    number: int
    text: str
    word_limit: int
    descriptors: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its name in criteria, forms and examples."""
        return f"q{self.number}"

    @property
    def max_mark(self) -> int:
        """The highest mark: what each means is described from 0 up."""
        return max(len(self.descriptors) - 1, 1)


@dataclass(frozen=True, slots=True)
class Method:
    """The methodology of a lot, with the weight of quality in per cent of the total."""

    id: int
    version: int
    quality: Decimal
    methodology: rules.Methodology
    additional: str
    frozen_at: datetime | None
    digest: str

    def weight_of(self, key: str) -> Decimal | None:
        """The points of a criterion; none where it has no weight."""
        return next((each.weight for each in self.methodology.criteria if each.id == key), None)


@dataclass(frozen=True, slots=True)
class LotShown:
    """A lot: what it asks and how it is scored."""

    id: int
    number: int
    title: str
    requirements: tuple[Asked, ...]
    drafts: int
    questions: tuple[AskedInWords, ...]
    method: Method | None

    def titles(self) -> dict[str, str]:
        """The words for each criterion."""
        return {each.key: each.title for each in self.requirements} | {
            each.key: f"Question {each.number}" for each in self.questions
        }

    def about_bidder(self, places: Collection[str]) -> tuple[str, ...]:
        """Questions and requirements of which typed words give marks for the bidder's own place or size (rule 21)."""
        texts = [(f"question {each.number}", each.text) for each in self.questions]
        for each in self.requirements:
            texts += [(f"requirement “{each.title}”", text) for text in (each.need, each.evidence)]
        return tuple(dict.fromkeys(name for name, text in texts if is_refused(text, places=places)))

    def ready(
        self, exemption: str, finding: rules.MinimumFinding | None, places: Collection[str]
    ) -> rules.LotReady:
        """As the rule for publication looks at it. `places` are names of the council's places."""
        unweighted = [
            name for key, name in self.titles().items() if self.method and not self.method.weight_of(key)
        ]
        return rules.LotReady(
            LotKnown(self.number, self.drafts, len(self.requirements), bool(self.questions), exemption),
            self.method is not None,
            tuple(unweighted),
            self.about_bidder(places),
            finding,
        )


QUESTION: Final = ("id", "number", "text", "word_limit", "descriptors")


def lots(*, procurement_id: int, only: int | None = None, held: bool = False) -> tuple[LotShown, ...]:
    """The lots of a procurement, or the one of this number (three statements). `held`: until the deed is done."""
    rows = Lot.objects.filter(procurement_id=procurement_id)
    if held:
        rows = rows.select_for_update(of=("self",))
    if only is not None:
        rows = rows.filter(number=only)
    return tuple(shown for _, shown in _read(rows))


def lot_of(row: Lot) -> LotShown:
    """One lot (three statements)."""
    return _read(Lot.objects.filter(id=row.id))[0][1]


def lots_of_many(procurement_ids: Iterable[int]) -> dict[int, list[LotShown]]:
    """The lots of many procurements, by procurement (three statements)."""
    found: dict[int, list[LotShown]] = defaultdict(list)
    for procurement_id, shown in _read(Lot.objects.filter(procurement_id__in=list(procurement_ids))):
        found[procurement_id].append(shown)
    return found


def _read(rows: QuerySet[Lot]) -> list[tuple[int, LotShown]]:
    """These lots with the ids of their procurements, in the order of both."""
    with_questions: Any = rows.annotate(**{f"its_{name}": F(f"questions__{name}") for name in QUESTION})
    ordered = with_questions.order_by("procurement_id", "number", "id", "its_number")
    found = [list(lines) for _, lines in groupby(ordered[:5000], lambda line: line.id)]
    ids = [lines[0].id for lines in found]
    asked, drafts = _requirements(ids)
    methods = _methods(ids)
    return [
        (
            lot.procurement_id,
            LotShown(
                lot.id,
                lot.number,
                lot.title,
                tuple(asked[lot.id]),
                drafts[lot.id],
                tuple(_question(line) for line in (lot, *more) if line.its_id is not None),
                methods.get(lot.id),
            ),
        )
        for lot, *more in found
    ]


def _question(line: Any) -> AskedInWords:
    """A question that was read beside its lot."""
    return AskedInWords(
        line.its_id, line.its_number, line.its_text, line.its_word_limit, tuple(line.its_descriptors)
    )


def _requirements(lot_ids: Iterable[int]) -> tuple[dict[int, list[Asked]], dict[int, int]]:
    with_steps: Any = (  # annotated columns that the types do not know
        Requirement.objects.filter(lot__in=lot_ids)
        .exclude(state="removed")
        .select_related("measure")
        .annotate(step_days=F("steps__due_after_days"), step_quantity=F("steps__quantity"))
        .order_by("number", "id", "step_days")
    )
    asked: dict[int, list[Asked]] = defaultdict(list)
    drafts: dict[int, int] = defaultdict(int)
    for _, lines in groupby(with_steps, lambda line: line.id):
        row, *more = lines
        if row.state == "draft":
            drafts[row.lot_id] += 1
        else:
            steps = (
                (line.step_days, line.step_quantity) for line in (row, *more) if line.step_days is not None
            )
            asked[row.lot_id].append(_asked(row, tuple(steps)))
    return asked, drafts


def _asked(row: Requirement, steps: tuple[tuple[int, Decimal], ...]) -> Asked:
    measure = row.measure
    return Asked(
        row.id, row.number, measure.id, measure.code, measure.title, measure.definition, measure.counting_rule,
        row.kind, row.quantity, row.unit, row.place, row.local_means, row.need, row.evidence, row.unanswered, steps,
    )  # fmt: skip


def _methods(lot_ids: Iterable[int]) -> dict[int, Method]:
    """The newest methodology of each lot."""
    later = Methodology.objects.filter(lot=OuterRef("lot"), version__gt=OuterRef("version"))
    newest = Methodology.objects.filter(~Exists(later), lot__in=lot_ids)
    columns = {name: F(f"criteria__{name}") for name in ("number", "name", "weight", "method", "parameters")}
    with_criteria: Any = newest.annotate(**{f"its_{name}": column for name, column in columns.items()})
    found = {}
    for lot, lines in groupby(with_criteria.order_by("lot", "its_number"), lambda line: line.lot_id):
        rows = list(lines)
        found[lot] = _method(rows[0], [row for row in rows if row.its_number is not None])
    return found


def _method(row: Methodology, criteria: list[Any]) -> Method:
    methodology = rules.Methodology(
        weight_percent=row.social_weight * 100,
        criteria=tuple(_criterion(each) for each in criteria),
        share_of=rules.ShareOf(row.basis),
        rounding=rules.Rounding(row.places, rules.RoundingMode(row.rounding)),
        ties=tuple(row.tie_rule),
    )
    return Method(
        row.id, row.version, row.quality_weight * 100, methodology, row.additional, row.frozen_at, row.digest
    )


def _criterion(row: Any) -> rules.Criterion:
    """A criterion that was read beside its methodology."""
    figures: dict[str, Any] = {name: Decimal(figure) for name, figure in row.its_parameters.items()}
    return rules.Criterion(row.its_name, row.its_weight * 100, rules.Method(row.its_method), **figures)


def criteria_of(lot: LotShown, weights: dict[str, Decimal]) -> tuple[rules.Criterion, ...]:
    """The criteria that these weights make of what a lot asks: a target ratio on quantity, a mark on words."""
    asked = [
        rules.Criterion(each.key, weights[each.key], rules.Method.TARGET_RATIO, target=each.quantity)
        for each in lot.requirements
        if weights.get(each.key)
    ]
    in_words = [
        rules.Criterion(
            each.key, weights[each.key], rules.Method.QUALITATIVE, max_mark=Decimal(each.max_mark)
        )
        for each in lot.questions
        if weights.get(each.key)
    ]
    return (*asked, *in_words)
