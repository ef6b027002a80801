"""Forms of case studies: the list's filters, the four questions, a decision."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from socialvalue.delivery.queries import CaseStudiesWanted
from socialvalue.design.forms import Form
from socialvalue.foundation.reasons import SHORTEST_REASON

STANDINGS = [
    ("", "All"),
    ("overdue", "Overdue"),
    ("to-decide", "To decide"),
    ("returned", "Sent back"),
    ("complete", "Nothing missing"),
]


def _words(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 5}), max_length=4000
    )


class Write(Form):
    """The four questions of the policy's template (CAS-1)."""

    committed = _words(
        "What did you promise?", "We have filled in what the contract says. Add what is missing."
    )
    delivered = _words(
        "What did you do?",
        "We have filled in what you reported. Tell the story behind the numbers: what went well, and what was hard.",
    )
    who_benefited = _words(
        "Who did it help, and how?",
        "Say how many people, and what changed for them. For example, “Three school leavers now have a trade.” "
        "Do not write names, ages, addresses, or anything about someone’s health.",
    )
    where_felt = _words(
        "Where was it felt?",
        "A town or district is enough. For example, “Cliftonville and the north of Thanet.”",
    )
    nouns: ClassVar[dict[str, str]] = {
        "committed": "what you promised",
        "delivered": "what you did",
        "who_benefited": "who it helped, and how",
        "where_felt": "where it was felt",
    }


class DecideCaseStudy(Form):
    """Accept a case study, or send it back with what is missing."""

    deed = forms.ChoiceField(label="Your decision", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Reason",
        help_text="The supplier reads it. For example, “Please say how many of the five stayed on.”",
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=SHORTEST_REASON,
        max_length=2000,
    )
    nouns: ClassVar[dict[str, str]] = {"deed": "what you decide"}

    def __init__(self, *args: Any, deeds: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["deed"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = list(deeds.items())


class CaseStudyFilters(Form):
    """What the list can be narrowed to; kept in the address."""

    q = forms.CharField(
        label="Words", required=False, max_length=200, help_text="Contract, supplier or number"
    )
    standing = forms.ChoiceField(label="Case studies", choices=STANDINGS, required=False)
    mark_optional: ClassVar[bool] = False

    def wanted(self) -> CaseStudiesWanted:
        """The filters for the query. A value that no choice has is left out: an old address still opens."""
        self.full_clean()
        given: dict[str, Any] = self.cleaned_data
        return CaseStudiesWanted(text=given.get("q", ""), standing=given.get("standing", ""))
