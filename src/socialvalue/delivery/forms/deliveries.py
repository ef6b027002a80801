"""Forms of delivery: the list's filters, a report, a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from socialvalue.delivery.queries import Line, Wanted
from socialvalue.design.fields import DateField
from socialvalue.design.forms import Form
from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.reasons import SHORTEST_REASON
from socialvalue.foundation.refusal import Refusal

STAGES = [
    ("", "All"),
    ("running", "Running"),
    ("not-started", "Not started"),
    ("ended", "Ended"),
    ("ended-early", "Ended early"),
    ("unknown", "Dates not known"),
]


class Filters(Form):
    """What the list can be narrowed to; kept in the address."""

    q = forms.CharField(label="Words", required=False, max_length=200, help_text="Title, supplier or number")
    stage = forms.ChoiceField(label="Stage", choices=STAGES, required=False)
    commitments = forms.ChoiceField(
        label="Commitments", choices=[("", "All"), ("yes", "With"), ("no", "Without")], required=False
    )
    mandatory = forms.ChoiceField(
        label="Social Value", choices=[("", "All"), ("yes", "Mandatory, and started")], required=False
    )
    waiting = forms.ChoiceField(
        label="Deliveries", choices=[("", "All"), ("yes", "Waiting for a decision")], required=False
    )
    mark_optional: ClassVar[bool] = False

    def wanted(self) -> Wanted:
        """The filters for the query. A value that no choice has is left out: an old address still opens."""
        self.full_clean()
        given: dict[str, Any] = self.cleaned_data
        return Wanted(
            text=given.get("q", ""),
            stage=given.get("stage", ""),
            with_commitments=given.get("commitments", ""),
            waiting=given.get("waiting", ""),
            mandatory=given.get("mandatory", ""),
        )


class Report(Form):
    """What was delivered of a commitment: a few taps on a phone."""

    commitment = forms.TypedChoiceField(label="Which commitment?", coerce=int, widget=forms.RadioSelect)
    quantity = forms.CharField(
        label="How many?",
        max_length=30,
        help_text="Only what was done since your last report, in the unit of the commitment.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )
    delivered_on = DateField(label="When was it done?", help_text="The last day, if it took several.")
    place = forms.ChoiceField(label="Where was it done?", required=False)
    what_changed = forms.CharField(
        label="What changed, and for whom?",
        help_text="No names, addresses or telephone numbers. For example, “Three school leavers from Margate started "
        "as gardeners and are still with us.”",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    file = forms.FileField(
        label="Evidence",
        required=False,
        help_text="One photograph or file (PDF, PNG, JPG, CSV, XLSX, DOCX or TXT, up to 20 MB), without names.",
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    nouns: ClassVar[dict[str, str]] = {
        "commitment": "which commitment it belongs to",
        "quantity": "how many",
        "delivered_on": "the day it was done",
        "place": "where it was done",
        "what_changed": "what changed, and for whom",
    }

    def __init__(self, *args: Any, lines: Sequence[Line], places: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {line.number: Unit(line.unit) for line in lines}
        chosen = [(line.number, f"{line.name} {line.title} ({Unit(line.unit).plural})") for line in lines]
        where = [("", "Not in one place, or elsewhere"), *sorted(places.items(), key=lambda place: place[1])]
        for name, choices in (("commitment", chosen), ("place", where)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("commitment") and given.get("quantity"):
            try:
                unit = self.units[given["commitment"]]
                given["quantity"] = Quantity.parse(given["quantity"].removeprefix("£"), unit).amount
            except Refusal as refusal:
                self.add_error("quantity", refusal.text)
        return given


class Send(Form):
    """The answers that were checked, signed so that they come back as they were shown."""

    draft = forms.CharField(widget=forms.HiddenInput)


class Decide(Form):
    """A decision about a delivery, with its reason."""

    deed = forms.ChoiceField(label="Your decision", widget=forms.RadioSelect)
    quantity = forms.CharField(
        label="How many do you accept?",
        required=False,
        max_length=30,
        help_text="Leave it empty to accept all of it.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )
    reason = forms.CharField(
        label="Reason",
        help_text="The supplier reads it. For example, “The register shows seven starts, not eight.”",
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=SHORTEST_REASON,
        max_length=2000,
    )
    reveals: ClassVar[dict[tuple[str, str], str]] = {("deed", "accept"): "quantity"}
    nouns: ClassVar[dict[str, str]] = {"deed": "what you decide", "quantity": "how many you accept"}

    def __init__(self, *args: Any, deeds: Mapping[str, str], unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        field = self.fields["deed"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = list(deeds.items())
        if "accept" not in deeds:
            del self.fields["quantity"]

    def clean_quantity(self) -> Decimal | None:
        text = self.cleaned_data["quantity"]
        if not text:
            return None
        try:
            return Quantity.parse(text, Unit(self.unit)).amount
        except Refusal as refusal:
            raise forms.ValidationError(refusal.text) from None


class Respond(Decide):
    """What whoever reported a delivery says to the council's question, or why they take it back."""

    nouns: ClassVar[dict[str, str]] = Decide.nouns | {"deed": "what you want to do", "reason": "your answer"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deed"].label = "What do you want to do?"
        reason = self.fields["reason"]
        reason.label = "Your answer, or why you withdraw it"
        reason.help_text = "The contract manager reads it. Do not name anyone you helped."
