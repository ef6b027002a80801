"""Forms beside a requirement: the environment, the law, remarks; the encouraged band; the list's filters."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar, Final

from django import forms

from socialvalue.design.fields import DateField, YesNo
from socialvalue.design.forms import Form
from socialvalue.foundation.reasons import SHORTEST_REASON
from socialvalue.planning.models import BANDS, Requirement
from socialvalue.planning.queries import RequirementsWanted
from socialvalue.planning.queries.all_requirements import Asks
from socialvalue.planning.rules import Included, WhyNot

MANY = forms.CheckboxSelectMultiple
WHY_NOT: Final = {
    WhyNot.TOO_SMALL: "The contract is too small for it",
    WhyNot.MARKET: "Suppliers of this kind cannot do it",
    WhyNot.NO_CRITERION: "A direct award, or a framework that does not ask for it",
    WhyNot.URGENT: "It is urgent",
    WhyNot.OTHER: "Something else",
}
STATES: Final = [
    (Requirement.State.DRAFT.value, "Proposed"),
    (Requirement.State.CONFIRMED.value, "Confirmed"),
    (Requirement.State.REMOVED.value, "Removed"),
]
ANSWERS: Final = {
    Included.INCLUDED: "Included",
    Included.LEFT_OUT: "Not included, with a reason",
    Included.NO_ANSWER: "No answer yet",
}


def _text(label: str, hint: str, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        min_length=SHORTEST_REASON,
        max_length=2000,
    )


class Classify(Form):
    """The standards team says whether a requirement is about the environment."""

    is_environmental = YesNo(
        label="Is it about the environment?",
        yes="Yes, it belongs to the plan for the environment",
        no="No, it is Social Value",
    )
    reason = _text("Reason", "For example, “The garden is where people meet: the benefit is company”.", 3)
    nouns: ClassVar[dict[str, str]] = {"is_environmental": "whether it is about the environment"}


class SignOff(Form):
    """What the law says to a requirement."""

    is_cleared = YesNo(label="May it be asked for?", yes="Yes, as it is", no="No: change it or remove it")
    adviser = forms.CharField(
        label="Who gave the advice",
        required=False,
        max_length=200,
        help_text="Name and team. If you are of the legal team and it is your own advice, leave it empty.",
    )
    note = _text("The advice in short", "What was looked at, and why it may or may not be asked for.")
    advised_on = DateField(label="Day of the advice")
    nouns: ClassVar[dict[str, str]] = {
        "is_cleared": "whether it may be asked for",
        "note": "the advice in short",
    }


class SendRemark(Form):
    """A remark of the standards team."""

    text = _text(
        "Your remark",
        "What should be looked at again, and why. The procurement shows it until it is answered.",
    )


class AnswerRemark(Form):
    """The answer to a remark."""

    answer = _text("Your answer", "What you changed, or why it stays as it is.")


class Include(Form):
    """“Included? If not, why.”"""

    is_included = YesNo(label="Is Social Value included?")
    reason = forms.ChoiceField(
        label="Why is it left out?",
        choices=[(why.value, text) for why, text in WHY_NOT.items()],
        required=False,
        widget=forms.RadioSelect,
        help_text="Only if it is not included.",
    )
    sentence = _text(
        "In a sentence", "How it is included, or what you considered. For example, “A one-day repair”.", 3
    )
    nouns: ClassVar[dict[str, str]] = {
        "is_included": "whether Social Value is included",
        "reason": "why it is left out",
        "sentence": "a sentence",
    }
    mark_optional: ClassVar[bool] = False


class RequirementFilters(Form):
    """What the list of requirements can be narrowed to; kept in the address."""

    q = forms.CharField(label="Words", required=False, max_length=200, help_text="Title, buyer or number")
    state = forms.MultipleChoiceField(label="State", choices=STATES, required=False, widget=MANY)
    band = forms.MultipleChoiceField(label="Band", choices=BANDS, required=False, widget=MANY)
    outcome = forms.ChoiceField(label="Outcome", required=False)
    measure = forms.ChoiceField(label="Measure", required=False)
    remarks = forms.BooleanField(label="With an open remark", required=False)
    mark_optional: ClassVar[bool] = False

    def __init__(self, data: Any, *, asks: Callable[[], Asks]) -> None:
        super().__init__(data)
        known = cache(asks)
        for name, of in (("measure", "measures"), ("outcome", "outcomes")):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = lambda of=of: [("", "All"), *getattr(known(), of).items()]

    def wanted(self) -> RequirementsWanted:
        """The filters for the query. A value that no choice has is left out: an old address still opens."""
        self.full_clean()
        given = self.cleaned_data
        return RequirementsWanted(
            text=given.get("q", ""),
            measures=tuple(filter(None, [given.get("measure", "")])),
            outcomes=tuple(filter(None, [given.get("outcome", "")])),
            states=tuple(given.get("state", ())),
            bands=tuple(given.get("band", ())),
            open_remarks=bool(given.get("remarks")),
        )


class EncouragedFilters(Form):
    """What the rows of the encouraged band can be narrowed to."""

    answer = forms.MultipleChoiceField(
        label="Answer",
        choices=[(each.value, text) for each, text in ANSWERS.items()],
        required=False,
        widget=MANY,
    )
    mark_optional: ClassVar[bool] = False

    def answers(self) -> tuple[str, ...]:
        """The answers asked for; none of them: all."""
        self.full_clean()
        return tuple(self.cleaned_data.get("answer", ()))
