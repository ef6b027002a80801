"""Forms of tendering: the weights of a lot, publication, the parts of a bid."""

from __future__ import annotations

import re
from datetime import datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from socialvalue.design.fields import DateField, PoundsField, YesNo
from socialvalue.design.forms import Form
from socialvalue.foundation.calendar import london_instant
from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.refusal import Refusal
from socialvalue.tendering import rules
from socialvalue.tendering.queries import LotShown

SHORT = {"class": "govuk-input--width-5", "inputmode": "decimal"}
LONG_TEXT = 4000


class Percent(forms.DecimalField):
    """A share in per cent with at most two places."""

    suffix = "%"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=0,
            max_value=100,
            max_digits=5,
            decimal_places=2,
            widget=forms.TextInput(attrs=dict(SHORT)),
            **kwargs,
        )


class Weights(Form):
    """How a lot is scored: two weights, and the share of each requirement and question."""

    share_of = forms.ChoiceField(
        label="How price and quality are compared",
        choices=[
            (rules.ShareOf.TOTAL.value, "Price and quality are both given points"),
            (rules.ShareOf.PRICE_PER_QUALITY_POINT.value, "Price for each quality point"),
        ],
        widget=forms.RadioSelect,
        initial=rules.ShareOf.TOTAL.value,
    )
    quality = Percent(label="Weight of quality, Social Value included", help_text="Per cent of the total")
    social = Percent(label="Weight of Social Value", help_text="The weights below must add up to it")
    nouns: ClassVar[dict[str, str]] = {
        "share_of": "how price and quality are compared",
        "quality": "the weight of quality",
        "social": "the weight of Social Value",
    }

    def __init__(self, data: Any, *, lot: LotShown) -> None:
        self.lot = lot
        super().__init__(data, initial=_as_saved(lot))
        for name, field in _of_lot(lot).items():
            self.fields[name] = field
            self._name_the_faults(name, field)

    def weights(self) -> dict[str, Decimal]:
        """The share of each requirement and question that has one."""
        return {key: self.cleaned_data[key] for key in self.lot.titles() if self.cleaned_data.get(key)}


def _of_lot(lot: LotShown) -> dict[str, forms.Field]:
    """A weight for each requirement and question, and how additional offers count."""
    asked: dict[str, forms.Field] = {
        each.key: _weight(each.title, f"Target: {each.amount}") for each in lot.requirements
    }
    asked |= {each.key: _weight(f"Question {each.number}", each.text[:200]) for each in lot.questions}
    asked["additional"] = forms.CharField(
        label="How Additional Social Value counts",
        required=False,
        max_length=300,
        help_text="What bidders read. For example, “It is not scored; it is written into the contract.”",
    )
    return asked


def _as_saved(lot: LotShown) -> dict[str, Any]:
    if lot.method is None:
        return {}
    scored = lot.method.methodology
    return {
        "share_of": scored.share_of.value,
        "quality": _plain(lot.method.quality),
        "social": _plain(scored.weight_percent),
        "additional": lot.method.additional,
    } | {each.id: _plain(each.weight) for each in scored.criteria}


def _weight(label: str, hint: str) -> Percent:
    return Percent(label=f"Weight of “{label}”", help_text=hint, required=False)


def _plain(figure: Decimal) -> str:
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Publish(Form):
    """What bidders need to know beside what is asked."""

    notice_reference = forms.CharField(
        label="Reference of the published notice",
        max_length=60,
        help_text="The tender notice on Find a Tender or Contracts Finder, such as 2026/S 000-012345",
    )
    notice_address = forms.URLField(
        label="Address of the notice",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Its page on Find a Tender or Contracts Finder: where bidders read how to bid",
    )
    closes_on = DateField(label="Last day for bids")
    closes_time = forms.CharField(
        label="Time on that day",
        max_length=5,
        initial="12:00",
        help_text="UK time, such as 12:00. A bid that arrives at this minute is too late.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    starts_on = DateField(label="First day of the contract")
    ends_on = DateField(label="Last day of the contract")

    def clean_closes_time(self) -> time:
        """The time as a London clock shows it."""
        typed = str(self.cleaned_data["closes_time"])
        if not re.fullmatch(r"([01]?\d|2[0-3])[:.][0-5]\d", typed):
            raise ValidationError("Enter a time of the day, like 12:00")
        hour, minute = re.split("[:.]", typed)
        return time(int(hour), int(minute))

    def clean(self) -> dict[str, Any]:
        """The instant at which the time for bids ends."""
        given = super().clean() or self.cleaned_data
        if given.get("closes_on") and given.get("closes_time"):
            try:
                given["closes_at"] = london_instant(
                    datetime.combine(given["closes_on"], given["closes_time"])
                )
            except Refusal as refusal:
                raise ValidationError({"closes_time": refusal.text}) from None
        return given


class QuantityField(forms.CharField):
    """A quantity as people type it, "1,250.5"."""

    def __init__(self, *, unit: str = "count", **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs=dict(SHORT)), **kwargs)
        self.unit = unit

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            return Quantity.parse(typed, Unit(self.unit)).amount
        except Refusal as refusal:
            raise ValidationError(refusal.text) from None


def _long(label: str, hint: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class OfferForm(Form):
    """One commitment on one card: how much, where, by when, how, proved how. Nothing needs no more words.

    Not `asks_when`: what is asked says by when already.
    """

    quantity = QuantityField(label="How much you offer", help_text="Enter 0 if you offer nothing")
    place = forms.CharField(
        label="Where",
        required=False,
        max_length=100,
        help_text="If you know: a town, district or “anywhere in the area”",
    )
    due_on = DateField(label="By when all of it is done", required=False)
    how = _long(
        "How you will do it",
        "Who does what, and with whom. Leave it empty if you offer nothing",
        required=False,
    )
    evidence = _long(
        "How you will prove it",
        "What you will send us as evidence. Do not name anyone. Leave it empty if you offer nothing",
        required=False,
    )
    nouns: ClassVar[dict[str, str]] = {
        "quantity": "how much you offer",
        "due_on": "the day by when all of it is done",
        "how": "how you will do it",
        "evidence": "how you will prove it",
    }
    mark_optional: ClassVar[bool] = False  # what is left out depends on how much is offered

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None, asks_when: bool = True) -> None:
        super().__init__(data, initial=initial)
        if not asks_when:
            del self.fields["due_on"]

    def clean(self) -> dict[str, Any]:
        """An offer of something says by when, how, and proved how; an offer of nothing is whole as it is."""
        given = super().clean() or {}
        if given.get("quantity"):
            for name in ("due_on", "how", "evidence"):
                if name in self.fields and not given.get(name) and name not in self.errors:
                    self.add_error(name, f"Enter {self.nouns[name]}")
        return given


class MoreForm(OfferForm):
    """An additional offer: a measure from the list, and why it would not happen anyway."""

    measure = forms.ChoiceField(label="What you offer")
    additionality = _long(
        "Why it would not happen anyway", "What you do now already, and what is added by this contract"
    )
    nouns: ClassVar[dict[str, str]] = {
        **OfferForm.nouns,
        "measure": "what you offer",
        "additionality": "why it would not happen anyway",
    }

    def __init__(self, data: Any, *, measures: list[tuple[int, str, str]]) -> None:
        super().__init__(data)
        self.order_fields(["measure"])
        choice = self.fields["measure"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  declared above
        choice.choices = [
            ("", "Choose a measure"),
            *((str(each), f"{title} ({Unit(unit).plural})") for each, title, unit in measures),
        ]


class QuestionForm(Form):
    """The answer to a question, whose words are counted while they are typed."""

    text = forms.CharField(label="Your answer", max_length=100_000, widget=forms.Textarea(attrs={"rows": 15}))

    def __init__(self, *args: Any, most_words: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["data-most-words"] = most_words


class PriceForm(Form):
    """The price, and the declaration about it."""

    price = PoundsField(label="Your price for the whole contract, without VAT")
    within_value = YesNo(
        label="Is everything you offer delivered within this price, with no separate charge?",
        help_text="Social Value is delivered within the contract value. A bid that charges for it cannot be sent.",
    )
    nouns: ClassVar[dict[str, str]] = {
        "price": "your price",
        "within_value": "whether everything is delivered within this price",
    }


class SendForm(Form):
    """The one small form that sends a bid: the key of the answers that were looked at."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class LotForm(Form):
    """Which lot a bid is for."""

    lot = forms.TypedChoiceField(label="Which lot do you bid for?", coerce=int, widget=forms.RadioSelect)
    nouns: ClassVar[dict[str, str]] = {"lot": "the lot you bid for"}

    def __init__(self, data: Any, *, lots: tuple[LotShown, ...]) -> None:
        super().__init__(data)
        choice = self.fields["lot"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  declared above
        choice.choices = [(str(each.number), f"Lot {each.number}: {each.title}") for each in lots]
        if len(lots) == 1:
            choice.initial = lots[0].number  # nothing to choose: one press begins the bid
