"""Forms of planning: the list's filters, confirming, correcting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, ClassVar

from django import forms

from socialvalue.design.fields import DateField, YesNo
from socialvalue.design.forms import Form
from socialvalue.planning.models import BANDS, KINDS
from socialvalue.planning.queries import Wanted
from socialvalue.planning.rules import SHORTEST_REASON
from socialvalue.policy.forms import FactsForm

STATES = [("proposed", "To confirm"), ("confirmed", "Confirmed"), ("corrected", "Corrected")]
MANY = forms.CheckboxSelectMultiple


class Filters(Form):
    """What the list can be narrowed to; kept in the address."""

    q = forms.CharField(
        label="Words", required=False, max_length=200, help_text="Title, buyer, supplier or number"
    )
    band = forms.MultipleChoiceField(label="Band", choices=BANDS, required=False, widget=MANY)
    state = forms.MultipleChoiceField(label="Determination", choices=STATES, required=False, widget=MANY)
    whose = forms.ChoiceField(
        label="Bought by",
        choices=[("", "Anyone"), ("own", "This council"), ("others", "Others")],
        required=False,
    )
    kind = forms.MultipleChoiceField(label="Kind of contract", choices=KINDS, required=False, widget=MANY)
    source = forms.ChoiceField(label="Source", required=False)
    mark_optional: ClassVar[bool] = False

    def __init__(self, data: Any, *, sources: Callable[[], Sequence[str]]) -> None:
        super().__init__(data)
        choices = self.fields["source"]
        assert isinstance(choices, forms.ChoiceField)  # noqa: S101  declared above
        choices.choices = cache(lambda: [("", "All"), *((source, source) for source in sources())])

    def wanted(self) -> Wanted:
        """The filters for the query. A value that no choice has is left out: an old address still opens."""
        self.full_clean()
        given = self.cleaned_data
        return Wanted(
            text=given.get("q", ""),
            bands=tuple(given.get("band", ())),
            states=tuple(given.get("state", ())),
            kinds=tuple(given.get("kind", ())),
            source=given.get("source", ""),
            whose=given.get("whose", ""),
        )


def _reason(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=SHORTEST_REASON,
        max_length=2000,
    )


class Confirm(Form):
    """Agree with a proposed determination."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = _reason("Reason", "What you checked. For example, “The value includes both extension years.”")


class Correct(FactsForm):
    """Put right the facts of a determination."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = _reason(
        "Reason", "What was wrong and how you know. For example, “The notice gave the value without VAT.”"
    )
    nouns: ClassVar[dict[str, str]] = {**FactsForm.nouns, "reason": "the reason"}


def _words(label: str, hint: str, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}), max_length=2000
    )


class Considered(Form):
    """How the Social Value Act duty was considered."""

    economic = _words("Economic well-being", "How what is bought might help jobs, skills or local firms.")
    social = _words("Social well-being", "How it might help people’s health, safety or community.")
    environmental = _words("Environmental well-being", "How it might help the environment.")
    consults = YesNo(
        label="Is consultation needed?",
        yes="Yes, people or groups are asked",
        no="No, it is not needed here",
    )
    consultation = _words(
        "With whom, or why not",
        "For example, “Parents of pupils who use the buses, in March”, or “The same need was asked about last year”.",
        3,
    )
    considered_on = DateField(label="Considered on")
    nouns: ClassVar[dict[str, str]] = {
        "economic": "how economic well-being was considered",
        "social": "how social well-being was considered",
        "environmental": "how environmental well-being was considered",
        "consults": "whether consultation is needed",
        "consultation": "with whom, or why not",
        "considered_on": "the day it was considered",
    }
