"""Forms to put right what a procurement is called, to end one and to take one up again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from socialvalue.design.fields import DateField
from socialvalue.design.forms import Form
from socialvalue.foundation.reasons import SHORTEST_REASON


class Amend(Form):
    """Who answers for it; where no notice says them, its title, what is needed, its lots and the day it begins."""

    title = forms.CharField(label="What is it called?", max_length=500)
    description = forms.CharField(
        label="What is needed, and why?",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    lots = forms.CharField(
        label="Lots",
        max_length=10_000,
        help_text="One title a line.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    commenced = DateField(
        label="When does the procurement begin?",
        required=False,
        help_text="The day of its first notice. For example, 27 3 2028",
    )
    responsible = forms.TypedChoiceField(label="Who answers for it?", coerce=UUID)
    nouns: ClassVar[dict[str, str]] = {
        "title": "what it is called",
        "lots": "the title of each lot",
        "responsible": "who answers for it",
    }

    def __init__(
        self,
        *args: Any,
        officers: Sequence[tuple[UUID, str]],
        is_typed: bool,
        is_decided: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["responsible"]
        assert isinstance(choices, forms.TypedChoiceField)  # noqa: S101  declared above
        choices.choices = [("", "Choose an officer"), *((str(uid), name) for uid, name in officers)]
        for name in ("title", "description", "lots", "commenced"):
            if not is_typed or (name == "commenced" and is_decided):
                del self.fields[name]

    def lot_titles(self) -> tuple[str, ...]:
        """The lots that were typed, one a line."""
        return tuple(line.strip() for line in self.cleaned_data["lots"].splitlines() if line.strip())


class Because(Form):
    """A reason for a deed."""

    reason = forms.CharField(
        label="Reason",
        help_text="For example, “The service is brought in-house: nothing is bought.”",
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=SHORTEST_REASON,
        max_length=2000,
    )
    nouns: ClassVar[dict[str, str]] = {"reason": "the reason"}
