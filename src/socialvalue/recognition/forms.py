"""Forms of recognition: the public list's filters, verifying, impact outside the contract, taking a badge back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from socialvalue.delivery.forms.commitments import reason
from socialvalue.design.fields import YesNo
from socialvalue.design.forms import Form
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.recognition.queries import Wanted

LEVELS = [("", "All"), ("gold", "Gold"), ("platinum", "Platinum")]


class Filters(Form):
    """What the list can be narrowed to; kept in the address."""

    q = forms.CharField(label="Words", required=False, max_length=200, help_text="Supplier or contract")
    level = forms.ChoiceField(label="Level", choices=LEVELS, required=False)
    year = forms.ChoiceField(label="Financial year", required=False)
    mark_optional: ClassVar[bool] = False

    def __init__(self, data: Any, *, years: Sequence[FinancialYear]) -> None:
        super().__init__(data)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [("", "All"), *((str(year.start_year), year.label) for year in years)]

    def wanted(self) -> Wanted:
        """The filters for the query. A value that no choice has is left out: an old address still opens."""
        self.full_clean()
        given: dict[str, Any] = self.cleaned_data
        year = given.get("year", "")
        return Wanted(text=given.get("q", ""), level=given.get("level", ""), year=int(year) if year else None)


class Verify(Form):
    """The contract manager's word that the badge is right."""

    accepts_impact = YesNo(
        label="Do you accept the evidence of impact outside the contract?",
        yes="Yes, the evidence shows it",
        no="No, or there is none",
    )
    reason = reason(
        "What you checked. For example, “I compared the register with the reports of all four quarters.”"
    )
    nouns: ClassVar[dict[str, str]] = {
        "accepts_impact": "whether you accept the evidence of impact outside the contract"
    }

    def __init__(self, *args: Any, has_evidence: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_evidence:
            del self.fields["accepts_impact"]


class Tell(Form):
    """What a supplier achieved outside the contract."""

    what = forms.CharField(
        label="What did you achieve outside the contract?",
        help_text="Something that this contract does not ask for. Say how many people it helped. No names. "
        "For example, “We ran a free job club in the library: 40 people came.”",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
    )
    file = forms.FileField(
        label="Evidence",
        required=False,
        help_text="One photograph or file (PDF, PNG, JPG, CSV, XLSX, DOCX or TXT, up to 20 MB), without names. "
        "Without it the Council cannot count it towards Platinum.",
    )
    nouns: ClassVar[dict[str, str]] = {"what": "what you achieved outside the contract"}


class Revoke(Form):
    """Take a badge back."""

    reason = reason(
        "Everyone who checks the badge sees that it no longer stands. For example, “An audit found a report wrong.”"
    )
