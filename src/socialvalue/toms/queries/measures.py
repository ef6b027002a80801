"""Reads about themes, outcomes and measures: the newest framework of an authority, one measure."""

from __future__ import annotations

from dataclasses import dataclass

from socialvalue.foundation.quantity import Unit
from socialvalue.foundation.refusal import Refusal
from socialvalue.toms.models import Framework, Measure, Outcome, Theme


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in a list. `unit` is what is counted, in words: "people"."""

    id: int
    code: str
    title: str
    unit: str
    definition: str


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """A change sought, with its measures."""

    code: str
    title: str
    about: str
    measures: tuple[MeasureLine, ...]


@dataclass(frozen=True, slots=True)
class ThemeShown:
    """A broad priority, with its outcomes."""

    code: str
    title: str
    about: str
    outcomes: tuple[OutcomeShown, ...]

    @property
    def measures(self) -> tuple[MeasureLine, ...]:
        """The measures of all its outcomes, in order."""
        return tuple(measure for outcome in self.outcomes for measure in outcome.measures)


@dataclass(frozen=True, slots=True)
class FrameworkShown:
    """One version of a council's measures."""

    id: int
    label: str
    title: str
    is_adopted: bool
    notice: str
    themes: tuple[ThemeShown, ...]


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """One measure with all that a supplier reads of it."""

    id: int
    code: str
    version: int
    title: str
    unit: Unit
    definition: str
    counting_rule: str
    place: str
    evidence: tuple[str, ...]
    not_evidence: tuple[str, ...]
    example_small: str
    example_large: str
    additionality: str
    question: str
    outcome: str
    theme: str
    framework: str
    notice: str
    is_adopted: bool
    outcome_code: str
    is_about_workforce: bool


def framework(*, authority_id: int) -> FrameworkShown | None:
    """The framework loaded last for this authority (four statements); none before one is loaded."""
    row = Framework.objects.filter(authority_id=authority_id).order_by("-id").first()
    if row is None:
        return None
    measures: dict[int, list[MeasureLine]] = {}
    found = Measure.objects.filter(framework=row).order_by("number")
    for each in found.only("outcome_id", "code", "title", "unit", "definition"):
        line = MeasureLine(each.id, each.code, each.title, Unit(each.unit).plural, each.definition)
        measures.setdefault(each.outcome_id, []).append(line)
    outcomes: dict[int, list[OutcomeShown]] = {}
    for sought in Outcome.objects.filter(theme__framework=row).order_by("number"):
        shown = OutcomeShown(sought.code, sought.title, sought.about, tuple(measures.get(sought.id, ())))
        outcomes.setdefault(sought.theme_id, []).append(shown)
    themes = (
        ThemeShown(theme.code, theme.title, theme.about, tuple(outcomes.get(theme.id, ())))
        for theme in Theme.objects.filter(framework=row).order_by("number")
    )
    return FrameworkShown(row.id, row.label, row.title, row.status == "adopted", row.notice, tuple(themes))


def themes(*, authority_id: int) -> dict[str, str]:
    """The themes of the framework loaded last, code and title, in its order (one statement)."""
    newest = Framework.objects.filter(authority_id=authority_id).order_by("-id").values("pk")[:1]
    return dict(Theme.objects.filter(framework=newest).order_by("number").values_list("code", "title"))


def measure(*, authority_id: int, code: str) -> MeasureShown:
    """A measure of the newest framework by its code (one statement). One that is not there is a 404."""
    rows = Measure.objects.filter(framework__authority_id=authority_id, code=code.upper())
    row = rows.select_related("framework", "outcome__theme").order_by("-framework_id").first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return MeasureShown(
        id=row.id,
        code=row.code,
        version=row.version,
        title=row.title,
        unit=Unit(row.unit),
        definition=row.definition,
        counting_rule=row.counting_rule,
        place=row.place,
        evidence=tuple(row.evidence.splitlines()),
        not_evidence=tuple(row.not_evidence.splitlines()),
        example_small=row.example_small,
        example_large=row.example_large,
        additionality=row.additionality,
        question=row.question,
        outcome=row.outcome.title,
        theme=row.outcome.theme.title,
        framework=row.framework.label,
        notice=row.framework.notice,
        is_adopted=row.framework.status == "adopted",
        outcome_code=row.outcome.code,
        is_about_workforce=row.outcome.is_about_workforce,
    )
