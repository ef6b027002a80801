"""Forms of delivery: the list's filters, the day of the ledger."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from socialvalue.delivery.queries import Wanted
from socialvalue.design.fields import DateField
from socialvalue.design.forms import Form

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
        )


class AsAt(Form):
    """The day for which the ledger is asked."""

    as_at = DateField(label="As at", noun="The day", help_text="What was delivered on or before this day")
