"""Forms about exemptions: the register's filters, asking, reviewing, determining."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from socialvalue.design.fields import DateField
from socialvalue.design.forms import Form
from socialvalue.planning.models import Exemption
from socialvalue.planning.queries import ExemptionsWanted
from socialvalue.planning.rules import SHORTEST_JUSTIFICATION, SHORTEST_REASON

MANY = forms.CheckboxSelectMultiple


class ExemptionFilters(Form):
    """What the register can be narrowed to; kept in the address."""

    q = forms.CharField(label="Words", required=False, max_length=200, help_text="Title, buyer or number")
    state = forms.MultipleChoiceField(
        label="State", choices=Exemption.State.choices, required=False, widget=MANY
    )
    kind = forms.MultipleChoiceField(
        label="Kind", choices=Exemption.Kind.choices, required=False, widget=MANY
    )
    mark_optional: ClassVar[bool] = False

    def wanted(self) -> ExemptionsWanted:
        """The filters for the query. A value that no choice has is left out: an old address still opens."""
        self.full_clean()
        given = self.cleaned_data
        return ExemptionsWanted(
            states=tuple(given.get("state", ())), kinds=tuple(given.get("kind", ())), text=given.get("q", "")
        )


class RequestExemption(Form):
    """Ask for an exemption: of what, for which lots, on which ground, and why."""

    kind = forms.ChoiceField(
        label="What do you ask for?", choices=Exemption.Kind.choices, widget=forms.RadioSelect
    )
    lowest = forms.DecimalField(
        label="The lower weight",
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text="Only for a weight below the minimum: what Social Value would weigh, of the total.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
    )
    lot = forms.ChoiceField(label="For which lots?", required=False)
    ground = forms.ChoiceField(
        label="On which ground?", choices=Exemption.Ground.choices, widget=forms.RadioSelect
    )
    justification = forms.CharField(
        label="Why",
        help_text="What is exceptional here, what you tried, and what would happen otherwise. Name nobody.",
        widget=forms.Textarea(attrs={"rows": 8}),
        min_length=SHORTEST_JUSTIFICATION,
        max_length=5000,
    )
    nouns: ClassVar[dict[str, str]] = {
        "kind": "what you ask for",
        "lowest": "the lower weight",
        "ground": "the ground",
        "justification": "why",
    }
    mark_optional: ClassVar[bool] = False

    def __init__(self, *args: Any, lots: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lowest"].suffix = "%"  # type: ignore[attr-defined]
        if len(lots) < 2:
            del self.fields["lot"]
            return
        choices = self.fields["lot"]
        assert isinstance(choices, forms.ChoiceField)  # noqa: S101  declared above
        choices.choices = [
            ("", "All lots"),
            *((str(number), f"Lot {number}: {title}") for number, title in lots),
        ]


class Screen(Form):
    """The standards team's review."""

    passed_on = forms.TypedChoiceField(
        label="What happens with the request?",
        choices=[("yes", "Pass it on to be determined"), ("no", "Return it: something is missing")],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    view = forms.CharField(
        label="Your view",
        help_text="What you checked and what you advise, or what is missing. The requester reads it too.",
        widget=forms.Textarea(attrs={"rows": 5}),
        min_length=SHORTEST_REASON,
        max_length=3000,
    )
    nouns: ClassVar[dict[str, str]] = {"passed_on": "what happens with the request", "view": "your view"}


class Decide(Form):
    """The determination of an exemption."""

    granted = forms.TypedChoiceField(
        label="What is determined?",
        choices=[("yes", "Grant the exemption"), ("no", "Refuse it: the rule stands")],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 5}),
        min_length=SHORTEST_REASON,
        max_length=3000,
    )
    conditions = forms.CharField(
        label="Conditions",
        required=False,
        help_text="If it is granted: what has to be done in return.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=3000,
    )
    expires_on = DateField(
        label="Last day on which it counts",
        required=False,
        help_text="If it is granted. Leave it empty where it has no end.",
    )
    nouns: ClassVar[dict[str, str]] = {"granted": "what is determined", "reason": "the reason"}
