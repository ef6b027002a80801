"""Forms of voluntary initiatives: proposing one, deciding, answering, the list's filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from socialvalue.delivery.models import Initiative
from socialvalue.delivery.rules.initiatives import SHORTEST
from socialvalue.design.fields import DateField
from socialvalue.design.forms import Form


class InitiativeFilters(Form):
    """What the list can be narrowed to; kept in the address."""

    state = forms.MultipleChoiceField(
        label="State",
        choices=Initiative.State.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mark_optional: ClassVar[bool] = False

    def states(self) -> tuple[str, ...]:
        """The states asked for; none of them: all."""
        self.full_clean()
        return tuple(self.cleaned_data.get("state", ()))


class ProposeInitiative(Form):
    """What a supplier wants to do of its own accord."""

    what = forms.CharField(
        label="What do you want to do?",
        help_text="For example, “Two of us help at the food bank, one morning a month”. Name nobody.",
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=SHORTEST,
        max_length=2000,
    )
    quantity = forms.CharField(
        label="How much, in all?",
        max_length=24,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    place = forms.ChoiceField(label="Where?", required=False)
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day")
    contract = forms.ChoiceField(
        label="Does it go with a contract of yours?",
        required=False,
        help_text="It need not. It changes nothing in the contract.",
    )
    nouns: ClassVar[dict[str, str]] = {
        "what": "what you want to do",
        "quantity": "how much, in all",
        "place": "where",
        "contract": "the contract",
    }
    mark_optional: ClassVar[bool] = False

    def __init__(
        self,
        *args: Any,
        unit: str,
        places: Sequence[tuple[str, str]],
        contracts: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"].suffix = unit  # type: ignore[attr-defined]
        named = [(reference, f"{reference} {title}") for reference, title in contracts]
        for name, none, options in (
            ("place", "Anywhere that the measure counts", places),
            ("contract", "No, it stands by itself", named),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = [("", none), *options]


class DecideInitiative(Form):
    """What the service says to an initiative."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            ("accept", "Accept it"),
            ("ask", "Ask the supplier something first"),
            ("decline", "Decline it"),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="What you tell the supplier",
        required=False,
        help_text="Your question, or why you decline. If you accept it, a word of thanks is welcome.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    nouns: ClassVar[dict[str, str]] = {"decision": "what you decide", "text": "what you tell the supplier"}
    mark_optional: ClassVar[bool] = False


class SayMore(Form):
    """The supplier's answer, or why it takes the offer back."""

    text = forms.CharField(
        label="In your words",
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=SHORTEST,
        max_length=2000,
    )
    nouns: ClassVar[dict[str, str]] = {"text": "your words"}
