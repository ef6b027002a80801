"""Forms of the log of rulings: its filters, recording one, withdrawing one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError

from socialvalue.design.fields import DateField
from socialvalue.design.forms import Form
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.models import Ruling
from socialvalue.policy.ports import clause_ids
from socialvalue.policy.queries import RulingsWanted
from socialvalue.policy.rules import SHORTEST_TEXT, Answered, clauses_in

MANY: Final = forms.CheckboxSelectMultiple


class RulingFilters(Form):
    """What the log can be narrowed to; kept in the address."""

    q = forms.CharField(label="Words", required=False, max_length=200, help_text="Of the question or answer")
    clause = forms.CharField(label="Clause", required=False, max_length=10, help_text="For example, SCO-1")
    state = forms.MultipleChoiceField(
        label="State", choices=Ruling.State.choices, required=False, widget=MANY
    )
    mark_optional: ClassVar[bool] = False

    def wanted(self) -> RulingsWanted:
        """The filters for the query. A value that no choice has is left out: an old address still opens."""
        self.full_clean()
        given = self.cleaned_data
        return RulingsWanted(
            states=tuple(given.get("state", ())), clause=given.get("clause", ""), text=given.get("q", "")
        )


def _text(label: str, hint: str, rows: int) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=hint, widget=widget, min_length=SHORTEST_TEXT, max_length=4000
    )


class RecordRuling(Form):
    """A question about the policy and its answer."""

    question = _text(
        "What was asked?",
        "For example, “Does an option to extend count towards the threshold when it may never be used?” Name nobody.",
        3,
    )
    clauses = forms.CharField(
        label="Which clauses is it about?", max_length=100, help_text="One or more. For example, INC-1, SCO-1"
    )
    answer = _text(
        "What is the answer?", "For example, “Yes. The most that could be paid counts, options included.”", 5
    )
    applies = _text(
        "Where does it apply?", "For example, “Every procurement that commences after 1 April 2027.”", 2
    )
    asked_by = forms.ChoiceField(label="Who asked?")
    decided_by = forms.ChoiceField(label="Who decided?")
    decided_on = DateField(label="When was it decided?")
    nouns: ClassVar[dict[str, str]] = {
        "question": "what was asked",
        "clauses": "the clauses it is about",
        "answer": "the answer",
        "applies": "where it applies",
        "asked_by": "who asked",
        "decided_by": "who decided",
        "decided_on": "the day it was decided",
    }

    def __init__(self, *args: Any, roles: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("asked_by", "decided_by"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = [("", "Choose"), *roles.items()]

    def clean_clauses(self) -> tuple[str, ...]:
        """The clauses that were typed, each of them known."""
        try:
            return clauses_in(self.cleaned_data["clauses"], clause_ids())
        except Refusal as refusal:
            raise ValidationError(refusal.text, code=refusal.code) from None

    def answered(self) -> Answered:
        """What was filled in."""
        return Answered(**self.cleaned_data)


class WithdrawRuling(Form):
    """End a ruling without another in its place."""

    reason = _text(
        "Why is it withdrawn?", "For example, “The policy says it itself now, in its version 2.”", 3
    )
    nouns: ClassVar[dict[str, str]] = {"reason": "why it is withdrawn"}
