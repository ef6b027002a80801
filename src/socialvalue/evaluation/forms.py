"""Forms of evaluation: the panel, marks, agreement, the other parts, the award."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from socialvalue.design.fields import DateField, YesNo
from socialvalue.design.forms import Form
from socialvalue.evaluation.queries import Desk
from socialvalue.evaluation.readings import CriterionRead
from socialvalue.evaluation.rules import Conflict
from socialvalue.foundation.reasons import SHORTEST_REASON, length

LONG_TEXT = 4000
MOST_PLACES = 4


def _long(label: str, hint: str = "", rows: int = 4, **given: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        **given,
    )


class Appoint(Form):
    """Who is to score."""

    user = forms.TypedChoiceField(label="Who is to score this lot?", coerce=UUID, widget=forms.RadioSelect)
    nouns: ClassVar[dict[str, str]] = {"user": "who is to score this lot"}

    def __init__(self, data: Any, *, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        choice = self.fields["user"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  declared above
        choice.choices = list(people)


class Declare(Form):
    """An evaluator's interests."""

    has_interest = YesNo(
        label="Do you have an interest in any of these bidders?",
        help_text="For example: you, your family or a close friend works there, owns part of it, or has done lately.",
        yes="Yes, I have an interest to declare",
        no="No, I have none",
    )
    interests = _long(
        "What is it?",
        "Say what it is and with which bidder. Only those who decide can read it.",
        required=False,
    )
    nouns: ClassVar[dict[str, str]] = {
        "has_interest": "whether you have an interest",
        "interests": "what it is",
    }
    reveals: ClassVar[dict[tuple[str, str], str]] = {("has_interest", "yes"): "interests"}
    mark_optional: ClassVar[bool] = False

    def clean(self) -> dict[str, Any]:
        """An interest is said in words; "no" wins over words that were left in the box."""
        given = super().clean() or self.cleaned_data
        if given.get("has_interest") and not given.get("interests", "").strip():
            raise ValidationError({"interests": "Enter what it is"})
        if given.get("has_interest") is False:
            given["interests"] = ""
        return given


class Decide(Form):
    """What is done about somebody's interest."""

    decision = forms.TypedChoiceField(
        label="What do you decide?",
        coerce=Conflict,
        choices=[
            (Conflict.NONE.value, "It is no conflict: they score"),
            (
                Conflict.MITIGATED.value,
                "It is a conflict that can be mitigated: they score, as you say below",
            ),
            (Conflict.REMOVED.value, "It is a conflict: they leave the panel and see nothing more"),
        ],
        widget=forms.RadioSelect,
    )
    reason = _long("Why, and what is done about it")
    nouns: ClassVar[dict[str, str]] = {"decision": "what you decide", "reason": "why"}


class Release(Form):
    """Why somebody leaves a panel."""

    reason = _long("Why they cannot go on", "Their marks stay unseen and do not count.")


def _scale(criterion: CriterionRead) -> list[tuple[str, str]]:
    """0 to the highest mark, with what each means."""
    said = dict(enumerate(criterion.descriptors))
    marks = range(criterion.max_mark + 1)
    return [(str(mark), f"{mark}: {said[mark]}" if said.get(mark) else str(mark)) for mark in marks]


def _mark(label: str, criterion: CriterionRead, **given: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, choices=_scale(criterion), widget=forms.RadioSelect, **given
    )


class Marks(Form):
    """Marks and reasons for every bid of a question; any may be left for later."""

    mark_optional: ClassVar[bool] = False

    def __init__(self, data: Any, *, desk: Desk, criterion: CriterionRead) -> None:
        self.bids = {bid.reference: bid.bidder for bid in desk.bids}
        before = {
            bid: desk.marks[bid, criterion.key] for bid in self.bids if (bid, criterion.key) in desk.marks
        }
        initial: dict[str, Any] = {f"mark-{bid}": str(each.mark) for bid, each in before.items()}
        initial |= {f"reason-{bid}": each.reason for bid, each in before.items()}
        super().__init__(data, initial=initial)
        for bid in desk.bids:
            self._add(
                f"mark-{bid.reference}", _mark(f"Your mark for {bid.bidder}", criterion, required=False)
            )
            hint = "Cite the bid: where it says what."
            reason = _long(f"Your reason for {bid.bidder}", hint, required=False)
            self._add(f"reason-{bid.reference}", reason)

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self._name_the_faults(name, field)

    def clean(self) -> dict[str, Any]:
        """A mark has its reason, and a reason its mark."""
        given = super().clean() or self.cleaned_data
        for bid, bidder in self.bids.items():
            mark, reason = given.get(f"mark-{bid}"), given.get(f"reason-{bid}", "").strip()
            if mark not in (None, "") and length(reason) < SHORTEST_REASON:
                self.add_error(f"reason-{bid}", f"Enter a reason of at least 10 characters for {bidder}")
            if reason and mark in (None, ""):
                self.add_error(f"mark-{bid}", f"Choose a mark for {bidder}")
        return given

    def given(self) -> dict[str, tuple[int, str]]:
        """Mark and reason of every bid that has them."""
        found = self.cleaned_data
        return {
            bid: (found[f"mark-{bid}"], found[f"reason-{bid}"])
            for bid in self.bids
            if found.get(f"mark-{bid}") not in (None, "")
        }


class Agree(Form):
    """The agreed mark, its reason, who was there."""

    reason = _long("The agreed reason", "The bidder reads it: cite its bid, and name no other bidder.")
    present = forms.TypedMultipleChoiceField(
        label="Who was present", coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    nouns: ClassVar[dict[str, str]] = {"mark": "the agreed mark", "present": "who was present"}

    def __init__(
        self,
        data: Any,
        *,
        criterion: CriterionRead,
        panel: Sequence[tuple[UUID, str]],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["mark"] = _mark("The agreed mark", criterion)
        self._name_the_faults("mark", self.fields["mark"])
        self.order_fields(["mark", "reason", "present"])
        choice = self.fields["present"]
        assert isinstance(choice, forms.TypedMultipleChoiceField)  # noqa: S101  declared above
        choice.choices = [(str(user), name) for user, name in panel]


class OtherPoints(Form):
    """The points of price and other quality of every bid."""

    def __init__(self, data: Any, *, bids: Sequence[tuple[str, str]], most: Decimal) -> None:
        super().__init__(data)
        for reference, bidder in bids:
            field = forms.DecimalField(
                label=f"Points of {bidder}",
                help_text=f"From 0 to {most.normalize():f}, for price and all quality but Social Value",
                min_value=0,
                max_value=most,
                decimal_places=MOST_PLACES,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
            )
            self.fields[reference] = field
            self._name_the_faults(reference, field)


class AwardForm(Form):
    """What an award needs beside the result: the day of the notice, and why it is value for money."""

    notice_on = DateField(
        label="Day on which the award notice is published",
        help_text="The bidders are told at once. The standstill begins on this day. For example, 27 3 2028",
    )
    value_for_money = _long(
        "Why this is value for money",
        "The statement of the award report: what the Council gets for the price, Social Value included (FIN-3).",
        6,
    )
    nouns: ClassVar[dict[str, str]] = {"notice_on": "the day of the award notice"}


MARKS = [("5", "5: fully"), ("4", "4"), ("3", "3: partly"), ("2", "2"), ("1", "1: not at all")]


class GiveFeedback(Form):
    """What a bidder thinks of a tender."""

    clear = forms.TypedChoiceField(
        label="Was what we asked clear?", choices=MARKS, coerce=int, widget=forms.RadioSelect
    )
    proportionate = forms.TypedChoiceField(
        label="Was it in proportion to the contract?", choices=MARKS, coerce=int, widget=forms.RadioSelect
    )
    change = _long("What should we change?", required=False)
    nouns: ClassVar[dict[str, str]] = {
        "clear": "whether what we asked was clear",
        "proportionate": "whether it was in proportion to the contract",
        "change": "what we should change",
    }
