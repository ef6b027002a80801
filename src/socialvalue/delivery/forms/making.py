"""The form that makes a contract from an award."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from socialvalue.design.fields import DateField
from socialvalue.design.forms import Form


class MakeContract(Form):
    """When it was signed, and its first and last day."""

    signed_on = DateField(label="Day on which the contract was signed")
    starts_on = DateField(label="First day of the contract")
    ends_on = DateField(label="Last day of the contract")
    nouns: ClassVar[dict[str, str]] = {"signed_on": "the day on which it was signed"}

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        given = super().clean() or self.cleaned_data
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            raise ValidationError({"ends_on": "The last day must be on or after the first day"})
        return given
