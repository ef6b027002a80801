"""The form that starts a procurement by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from socialvalue.policy.forms import FactsForm


class Start(FactsForm):
    """What is bought, the facts for the determination, the lots, and who answers for it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="What is it called?", max_length=500, help_text="For example, “School transport in Thanet”"
    )
    description = forms.CharField(
        label="What is needed, and why?",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    lots = forms.CharField(
        label="Lots",
        required=False,
        max_length=10_000,
        help_text="One title a line. Leave it empty where there is only one lot.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    responsible = forms.TypedChoiceField(label="Who answers for it?", coerce=UUID)
    nouns: ClassVar[dict[str, str]] = {
        **FactsForm.nouns,
        "title": "what it is called",
        "responsible": "who answers for it",
    }

    def __init__(self, *args: Any, officers: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(
            ["title", "description", "kind", "value", "vat", "commenced", "lots", "responsible", "key"]
        )
        choices = self.fields["responsible"]
        assert isinstance(choices, forms.TypedChoiceField)  # noqa: S101  declared above
        choices.choices = [("", "Choose an officer"), *((str(uid), name) for uid, name in officers)]

    def lot_titles(self) -> list[str]:
        """The lots that were typed, one a line."""
        return [line.strip()[:500] for line in self.cleaned_data["lots"].splitlines() if line.strip()]
