"""The four questions of "Do I need Social Value?"."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from socialvalue.design.fields import DateField, PoundsField
from socialvalue.design.forms import Form
from socialvalue.foundation.clock import business_today
from socialvalue.policy.rules import Facts, Kind, Nature, Vat

KINDS = [
    ("services", "Services"),
    ("goods", "Goods"),
    ("works", "Works, such as building or road works"),
    ("light-touch", "Light touch services, such as social care, health or education"),
    ("concession", "A concession: the supplier is paid by the people who use the service"),
    ("light-touch-concession", "A concession for light touch services"),
]
VAT = [
    ("inclusive", "The value includes VAT"),
    ("net:20", "VAT at 20% must be added"),
    ("net:5", "VAT at 5% must be added"),
    ("exempt", "No VAT is charged"),
    ("unknown", "I do not know"),
]


def kind_of(code: str) -> tuple[Kind, Nature | None]:
    """The kind of contract and its nature behind a choice: the law has one threshold for goods and services."""
    if code in Nature.__members__.values():
        return Kind.GOODS_SERVICES, Nature(code)
    return Kind(code), None


class FactsForm(Form):
    """What the policy needs to know. Sent by GET, so that an answer can be kept and shared by its address."""

    kind = forms.ChoiceField(
        label="What are you buying?",
        choices=KINDS,
        widget=forms.RadioSelect,
        help_text="If it is a mixture, choose the main part.",
        error_messages={"required": "Select what you are buying"},
    )
    value = PoundsField(
        label="What is the most you could spend?",
        help_text="Over the whole contract, with every possible extension. For a concession: the most the supplier "
        "could receive. For example, 2 years at £60,000 with 2 possible years more is £240,000.",
        error_messages={"required": "Enter the most you could spend"},
    )
    vat = forms.ChoiceField(
        label="Is VAT in that figure?",
        choices=VAT,
        widget=forms.RadioSelect,
        help_text="Thresholds include VAT.",
        error_messages={"required": "Select whether VAT is in that figure"},
    )
    commenced = DateField(
        label="When does the procurement begin?",
        noun="The date the procurement begins",
        help_text="The day the tender notice is published or, without one, the day you first contact a supplier to "
        "award a contract. Talking to the market before that does not count. For example, 27 3 2027",
        error_messages={"required": "Enter the date the procurement begins"},
    )
    nouns: ClassVar[dict[str, str]] = {
        "kind": "what you are buying",
        "value": "the most you could spend",
        "vat": "whether VAT is in that figure",
        "commenced": "the date the procurement begins",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].hints = {  # type: ignore[attr-defined]  # drawn by design.controls
            "concession": "For example a café in a park.",
            "light-touch": "The threshold is higher.",
        }

    def facts(self) -> Facts:
        """The answers as the rule reads them."""
        given: dict[str, Any] = self.cleaned_data
        kind, nature = kind_of(given["kind"])
        return Facts(kind, nature, given["value"], Vat.of(given["vat"]), given["commenced"], business_today())
