"""The few fields Django lacks: pounds as people write them, a date in three parts, yes or no."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from socialvalue.foundation.money import parse_money
from socialvalue.foundation.refusal import Refusal

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class PoundsField(forms.DecimalField):
    """An amount typed as a person writes it, "£1,234.50", as a Decimal with two places."""

    prefix = "£"
    widget = forms.TextInput

    def __init__(self, *, allow_negative: bool = False, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, **kwargs)
        self.allow_negative = allow_negative
        self.widget.attrs.setdefault("inputmode", "decimal")
        self.widget.attrs.setdefault("class", "govuk-input--width-10")
        self.widget.attrs["spellcheck"] = "false"

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        try:
            return parse_money(str(value), allow_negative=self.allow_negative)
        except Refusal as refused:
            raise ValidationError(refused.text, code=refused.code) from None


class DateWidget(forms.MultiWidget):
    """Day, month and year as three inputs; values stay as typed when they are wrong."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        numbers = {"inputmode": "numeric"}
        super().__init__(
            {
                "day": forms.TextInput(numbers | {"class": "govuk-input--width-2"}),
                "month": forms.TextInput(numbers | {"class": "govuk-input--width-2"}),
                "year": forms.TextInput(numbers | {"class": "govuk-input--width-4"}),
            },
            attrs,
        )

    def decompress(self, value: date | str | None) -> list[Any]:
        if isinstance(value, str):
            value = date.fromisoformat(value)
        return [value.day, value.month, value.year] if value else [None, None, None]


YEARS: Final = range(1900, 2200)  # beyond them no contract lies, and a year to either side is still a date


class DateField(forms.MultiValueField):
    """A calendar day in three inputs, from 1900 to 2199. Its errors say which part is missing or cannot be."""

    widget = DateWidget
    is_date_in_parts = True

    def __init__(self, *, noun: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "For example, 27 3 2028")
        self.noun = noun
        parts = [forms.CharField(required=False) for _part in PARTS]
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def _named(self) -> str:
        """The date's name at the start of a sentence."""
        return self.noun or str(self.label or "The date")

    def clean(self, value: Any) -> date | None:
        typed = [str(part or "").strip() for part in (value or ("", "", ""))]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if gaps := [part for part, text in zip(PARTS, typed, strict=True) if not text]:
            raise self._fault(f"{self._named()} must include a {' and a '.join(gaps)}", "incomplete", gaps)
        day = self._day(typed)
        self.run_validators(day)
        return day

    def _day(self, typed: list[str]) -> date:
        wrong = [part for part, text in zip(PARTS, typed, strict=True) if not _is_number(text, part)]
        if "year" in wrong and _is_number(typed[2], "day"):
            raise self._fault("Year must include 4 numbers", "invalid", ["year"])
        if wrong:
            raise self._fault(f"{self._named()} must be a real date, like 27 3 2028", "invalid", wrong)
        day, month, year = (_number(text) for text in typed)
        if year not in YEARS:
            raise self._fault(f"Year must be from {YEARS[0]} to {YEARS[-1]}", "invalid", ["year"])
        try:
            return date(year, month, day)
        except ValueError:
            at_fault = ["month"] if not 1 <= month <= 12 else ["day"]
            raise self._fault(
                f"{self._named()} must be a real date, like 27 3 2028", "invalid", at_fault
            ) from None

    def _fault(self, text: str, code: str, parts: list[str]) -> ValidationError:
        return ValidationError(text, code=code, params={"parts": parts})

    def has_changed(self, initial: Any, data: Any) -> bool:
        typed = [str(part or "").strip() for part in (data or ())]
        return typed != [str(part or "") for part in DateWidget().decompress(initial)]


def _is_number(text: str, part: str) -> bool:
    if part == "month" and text[:3].lower() in MONTHS:
        return True
    return text.isascii() and text.isdigit() and (len(text) == 4 if part == "year" else len(text) <= 2)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS.index(text[:3].lower()) + 1


class YesNo(forms.TypedChoiceField):
    """Yes or no, with neither chosen beforehand; a bool, or None where it may be left out."""

    widget = forms.RadioSelect

    def __init__(self, *, yes: str = "Yes", no: str = "No", **kwargs: Any) -> None:
        kwargs.setdefault("empty_value", None)
        super().__init__(
            choices=[("yes", yes), ("no", no)], coerce=lambda value: value in ("yes", True), **kwargs
        )
        if len(yes) + len(no) < 20:
            self.widget.attrs.setdefault("class", "govuk-radios--inline")

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
