"""Themes, outcomes and measures as data: one version of what a council counts (SCO-2, OBJ-2, OBJ-3, OBJ-4)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from socialvalue.foundation.quantity import Quantity, Unit


class MeasureKind(StrEnum):
    """How an offer is judged. Delivery is counted in the measure's unit either way."""

    QUANTITATIVE = "quantitative"  # by its quantity
    QUALITATIVE = "qualitative"  # by the answer to the measure's question


class FrameworkStatus(StrEnum):
    """Whether a council has made the measures its own."""

    STARTER = "starter"
    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True)
class Theme:
    """A broad priority of the policy."""

    code: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A change sought under a theme. `theme` is that theme's code.

    `is_about_workforce`: its measures say who works on the contract, which the 1988 Act s.17 speaks of.
    """

    code: str
    theme: str
    title: str
    about: str
    is_about_workforce: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """What an offer could be on a contract of some size."""

    contract: str
    quantity: Quantity
    why: str

    def __str__(self) -> str:
        return f"{self.contract}: {self.quantity}. {self.why}"


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that can be counted, with what counts and what does not. `outcome` is that outcome's code.

    `place` says where the benefit must arrive; `question` is what a bidder answers to a qualitative measure; a new
    wording is a new `version`.
    """

    code: str
    outcome: str
    title: str
    kind: MeasureKind
    unit: Unit
    definition: str
    counting_rule: str
    place: str
    evidence: tuple[str, ...]
    not_evidence: tuple[str, ...]
    example_small: Example
    example_large: Example
    additionality: str
    question: str = ""
    version: int = 1

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a supplier reads of it."""
        examples = (str(self.example_small), str(self.example_large))
        own = (self.title, self.definition, self.counting_rule, self.place, self.question, self.additionality)
        return tuple(each for each in (*own, *self.evidence, *self.not_evidence, *examples) if each)


@dataclass(frozen=True, slots=True)
class Framework:
    """One version of a council's themes, outcomes and measures. A published version never changes."""

    label: str
    title: str
    status: FrameworkStatus
    notice: str
    valid_from: date | None
    valid_to: date | None
    themes: tuple[Theme, ...]
    outcomes: tuple[Outcome, ...]
    measures: tuple[Measure, ...]

    def counts_on(self, day: date) -> bool:
        """Whether requirements can be taken from it on that day."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)

    def measure(self, code: str) -> Measure | None:
        """The measure with this code; None if there is none."""
        return next((each for each in self.measures if each.code == code), None)

    def outcomes_of(self, theme: Theme) -> tuple[Outcome, ...]:
        """The outcomes of a theme, in order."""
        return tuple(each for each in self.outcomes if each.theme == theme.code)

    def measures_of(self, outcome: Outcome) -> tuple[Measure, ...]:
        """The measures of an outcome, in order."""
        return tuple(each for each in self.measures if each.outcome == outcome.code)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a framework, and with which code."""

    code: str
    remedy: str


def faults(framework: Framework) -> tuple[Fault, ...]:
    """Everything that keeps a framework from being used."""
    found = [*_twice(framework), *_ends_loose(framework)]
    for measure in framework.measures:
        found += _of_measure(measure)
    return tuple(found)


def _twice(framework: Framework) -> Iterator[Fault]:
    parts: tuple[tuple[Theme | Outcome | Measure, ...], ...] = (
        framework.themes,
        framework.outcomes,
        framework.measures,
    )
    codes = Counter(each.code for part in parts for each in part)
    return (
        Fault(code, "This code stands twice: give each its own") for code, times in codes.items() if times > 1
    )


def _ends_loose(framework: Framework) -> Iterator[Fault]:
    for outcome in framework.outcomes:
        if outcome.theme not in {each.code for each in framework.themes}:
            yield Fault(outcome.code, f"There is no theme {outcome.theme}: name one that there is")
        if not framework.measures_of(outcome):
            yield Fault(outcome.code, "It has no measure: add one, or leave the outcome out")
    for theme in framework.themes:
        if not framework.outcomes_of(theme):
            yield Fault(theme.code, "It has no outcome: add one, or leave the theme out")
    for measure in framework.measures:
        if measure.outcome not in {each.code for each in framework.outcomes}:
            yield Fault(measure.code, f"There is no outcome {measure.outcome}: name one that there is")


def _of_measure(measure: Measure) -> Iterator[Fault]:
    if not measure.evidence or not measure.not_evidence:
        yield Fault(measure.code, "Say what counts as evidence and what does not")
    if bool(measure.question) is not (measure.kind is MeasureKind.QUALITATIVE):
        yield Fault(measure.code, "Give a question to a qualitative measure, and to no other")
    if measure.example_small.quantity.amount <= 0 or measure.example_large.quantity.amount <= 0:
        yield Fault(measure.code, "Give examples above 0")
    if measure.example_small.quantity.amount > measure.example_large.quantity.amount:
        yield Fault(measure.code, "Make the example for a large contract at least as much as the small one")


def changed_without_a_version(before: Framework, after: Framework) -> tuple[str, ...]:
    """Codes of measures that say something else under the same version number. A contract stays on its version."""
    return tuple(
        old.code
        for old in before.measures
        if (new := after.measure(old.code)) is not None and new != old and new.version <= old.version
    )


def keeps_from_a_menu(
    measure: Measure | None, *, need: str, is_environmental: bool | None, quantity: Decimal | None = None
) -> tuple[str, ...]:
    """Why a Defined requirement cannot be taken from a measure (rule 19); empty if it can.

    `is_environmental` is a person's answer (rulings 10): None is not asked yet. `need` links it to a need.
    """
    found = []
    if measure is None:
        return ("Take it from a measure: that gives it an outcome, a unit and a rule for evidence.",)
    if not need.strip():
        found.append("Say which need it answers.")
    if is_environmental is None:
        found.append("Someone must say whether it is about the environment.")
    elif is_environmental:
        found.append(
            "It is about the environment: pass it on to the Environment Plan. It is not counted here."
        )
    if quantity is not None and quantity < 0:
        found.append("Ask for a quantity of 0 or more.")
    return tuple(found)
