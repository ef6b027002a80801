"""Forms about what was promised: agreeing a commitment, varying it, ending a contract early."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms

from socialvalue.delivery.rules import Instalment
from socialvalue.design.fields import DateField
from socialvalue.design.forms import Form
from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.reasons import SHORTEST_REASON
from socialvalue.foundation.refusal import Refusal

NUMBER: Final = {"inputmode": "decimal", "class": "govuk-input--width-10"}
CATEGORIES: Final = [
    ("defined", "Defined: the Council asked for it"),
    ("additional", "Additional: the supplier offered it beyond that"),
]


def reason(hint: str) -> forms.CharField:
    """Why, in the words of whoever does it."""
    return forms.CharField(
        label="Reason",
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=SHORTEST_REASON,
        max_length=2000,
    )


class Instalments(Form):
    """How much is due by which day: a box for each day that is likely, and one more day of one's own."""

    mark_optional: ClassVar[bool] = False

    def __init__(self, *args: Any, days: Sequence[date], unit: str, **kwargs: Any) -> None:
        self.days, self.unit = tuple(days), Unit(unit)
        super().__init__(*args, **kwargs)
        for number, day in enumerate(self.days):
            hint = "In this box what falls due by that day, not the running total." if not number else ""
            self.fields[f"due_{day.isoformat()}"] = self._number(f"Due by {format_date(day)}", hint)
        self.fields["other_on"] = DateField(
            label="Another day", required=False, help_text="If some of it is due on a day that is not above."
        )
        self.fields["other_quantity"] = self._number("Due by that other day", "")
        self.order_fields(self.order())

    def order(self) -> list[str]:
        """The fields as they stand on the page."""
        ours = [*(f"due_{day.isoformat()}" for day in self.days), "other_on", "other_quantity"]
        return [*self.first, *ours, *(name for name in self.fields if name not in {*self.first, *ours})]

    first: ClassVar[tuple[str, ...]] = ()
    allows_nothing: ClassVar[bool] = False  # 0 typed, and nothing else, says that nothing is due any more

    def _says_nothing(self) -> bool:
        return any((self.cleaned_data.get(f"due_{day.isoformat()}") or "").strip() for day in self.days)

    def _number(self, label: str, hint: str) -> forms.CharField:
        field = forms.CharField(
            label=label, required=False, max_length=24, help_text=hint, widget=forms.TextInput(attrs=NUMBER)
        )
        field.suffix = self.unit.plural  # type: ignore[attr-defined]
        return field

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        steps = []
        for day in self.days:
            quantity = self._read(f"due_{day.isoformat()}")
            if quantity:
                steps.append(Instalment(day, quantity))
        other, quantity = given.get("other_on"), self._read("other_quantity")
        if other and quantity:
            steps.append(Instalment(other, quantity))
        elif other and "other_quantity" not in self.errors:
            self.add_error("other_quantity", "Enter how much is due by that other day")
        elif quantity and "other_on" not in self.errors:
            self.add_error("other_on", "Enter the other day")
        if not steps and not self.errors and not (self.allows_nothing and self._says_nothing()):
            self.add_error(f"due_{self.days[0].isoformat()}", "Enter how much is due by at least one day")
        given["steps"] = tuple(sorted(steps, key=lambda step: step.due_on))
        return given

    def _read(self, name: str) -> Decimal | None:
        text = (self.cleaned_data.get(name) or "").removeprefix("£")
        if not text:
            return None
        try:
            return Quantity.parse(text, self.unit).amount
        except Refusal as refusal:
            self.add_error(name, refusal.text)
            return None


class Agree(Instalments):
    """A commitment that is written into a contract."""

    category = forms.ChoiceField(
        label="What kind of commitment is it?", choices=CATEGORIES, widget=forms.RadioSelect
    )
    place = forms.ChoiceField(label="Where", required=False)
    evidence = forms.CharField(
        label="What proves it",
        help_text="One kind of evidence a line. Never ask for names or health.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
    )
    answerable = forms.TypedChoiceField(
        label="Who answers for it?",
        coerce=int,
        widget=forms.RadioSelect,
        help_text="One party to the contract.",
    )
    first: ClassVar[tuple[str, ...]] = ("category",)
    nouns: ClassVar[dict[str, str]] = {
        "category": "whether it is Defined or Additional",
        "evidence": "what proves it",
        "answerable": "who answers for it",
    }

    def __init__(
        self, *args: Any, places: Sequence[tuple[str, str]], parties: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("place", [("", "Anywhere that the measure counts"), *places]),
            ("answerable", parties),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = list(choices)


class Vary(Instalments):
    """A new profile in place of the one in force; 0 everywhere takes the commitment back to nothing."""

    allows_nothing: ClassVar[bool] = True
    holds_from = DateField(
        label="From which day does it hold?", help_text="That day included. For example, 1 4 2027"
    )
    reason = reason(
        "Why it is varied, and who agreed. For example, “The college closed its course in March.”"
    )
    first: ClassVar[tuple[str, ...]] = ("holds_from",)
    nouns: ClassVar[dict[str, str]] = {"holds_from": "the day from which it holds"}


class End(Form):
    """A contract that ended early."""

    terminated_on = DateField(label="What was its last day?", help_text="For example, 31 12 2027")
    reason = reason("Why it ended. For example, “The supplier closed its office in the county.”")
    nouns: ClassVar[dict[str, str]] = {"terminated_on": "the last day"}
