"""Forms of planning: the list's filters, confirming, correcting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Final

from django import forms

from socialvalue.design.fields import DateField, YesNo
from socialvalue.design.forms import Form
from socialvalue.foundation.reasons import SHORTEST_REASON
from socialvalue.planning.models import BANDS, KINDS, Requirement
from socialvalue.planning.queries import Wanted
from socialvalue.planning.rules import Due
from socialvalue.policy.forms import FactsForm

STATES = [("proposed", "To confirm"), ("confirmed", "Confirmed"), ("corrected", "Corrected")]
MANY = forms.CheckboxSelectMultiple


class Filters(Form):
    """What the list can be narrowed to; kept in the address."""

    q = forms.CharField(
        label="Words", required=False, max_length=200, help_text="Title, buyer, supplier or number"
    )
    band = forms.MultipleChoiceField(label="Band", choices=BANDS, required=False, widget=MANY)
    state = forms.MultipleChoiceField(label="Determination", choices=STATES, required=False, widget=MANY)
    whose = forms.ChoiceField(
        label="Bought by",
        choices=[("", "Anyone"), ("own", "This council"), ("others", "Others")],
        required=False,
    )
    kind = forms.MultipleChoiceField(label="Kind of contract", choices=KINDS, required=False, widget=MANY)
    source = forms.ChoiceField(label="Source", required=False)
    mark_optional: ClassVar[bool] = False

    def __init__(self, data: Any, *, sources: Callable[[], Sequence[str]]) -> None:
        super().__init__(data)
        choices = self.fields["source"]
        assert isinstance(choices, forms.ChoiceField)  # noqa: S101  declared above
        choices.choices = cache(lambda: [("", "All"), *((source, source) for source in sources())])

    def wanted(self) -> Wanted:
        """The filters for the query. A value that no choice has is left out: an old address still opens."""
        self.full_clean()
        given = self.cleaned_data
        return Wanted(
            text=given.get("q", ""),
            bands=tuple(given.get("band", ())),
            states=tuple(given.get("state", ())),
            kinds=tuple(given.get("kind", ())),
            source=given.get("source", ""),
            whose=given.get("whose", ""),
        )


def _reason(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=SHORTEST_REASON,
        max_length=2000,
    )


class Confirm(Form):
    """Agree with a proposed determination."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = _reason("Reason", "What you checked. For example, “The value includes both extension years.”")


class Correct(FactsForm):
    """Put right the facts of a determination."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = _reason(
        "Reason", "What was wrong and how you know. For example, “The notice gave the value without VAT.”"
    )
    nouns: ClassVar[dict[str, str]] = {**FactsForm.nouns, "reason": "the reason"}

    def __init__(self, *args: Any, has_parts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        value = self.fields["value"]
        value.label = "What is the most this contract alone could cost?"
        if has_parts:
            value.required = self.fields["vat"].required = False
            value.help_text = "Leave it empty, or as it is, to keep the parts of the estimate."

    def clean(self) -> dict[str, Any]:
        """A value says whether VAT is in it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("value") is not None and "vat" in given and not given["vat"]:
            self.add_error("vat", "Select whether VAT is in that figure")
        return given


def _words(label: str, hint: str, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}), max_length=2000
    )


class Considered(Form):
    """How the Social Value Act duty was considered."""

    economic = _words("Economic well-being", "How what is bought might help jobs, skills or local firms.")
    social = _words("Social well-being", "How it might help people’s health, safety or community.")
    environmental = _words("Environmental well-being", "How it might help the environment.")
    consults = YesNo(
        label="Is consultation needed?",
        yes="Yes, people or groups are asked",
        no="No, it is not needed here",
    )
    consultation = _words(
        "With whom, or why not",
        "For example, “Parents of pupils who use the buses, in March”, or “The same need was asked about last year”.",
        3,
    )
    considered_on = DateField(label="Considered on")
    nouns: ClassVar[dict[str, str]] = {
        "economic": "how economic well-being was considered",
        "social": "how social well-being was considered",
        "environmental": "how environmental well-being was considered",
        "consults": "whether consultation is needed",
        "consultation": "with whom, or why not",
        "considered_on": "the day it was considered",
    }


DUES: Final = {
    Due.HALF_YEAR: "Within six months of the start",
    Due.YEAR: "Within the first year",
    Due.TWO_YEARS: "In equal parts over two years",
    Due.THREE_YEARS: "In equal parts over three years",
    Due.FOUR_YEARS: "In equal parts over four years",
}
UNANSWERED: Final = {
    "zero": "The bid scores nothing for it",
    "not-compliant": "The bid does not comply and cannot win",
}


NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice, with what is said under it."""

    value: str
    text: str
    hint: str = ""


class AskFor(Form):
    """A Defined requirement from one measure: how much, where, by when, why, proved how."""

    kind = forms.ChoiceField(
        label="What kind of requirement is it?", choices=Requirement.Kind.choices, widget=forms.RadioSelect
    )
    quantity = forms.CharField(
        label="How much", max_length=24, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    place = forms.ChoiceField(label="Where", required=False)
    due = forms.ChoiceField(
        label="By when",
        choices=[(due.value, text) for due, text in DUES.items()],
        help_text="Counted from the day the contract starts.",
        widget=forms.RadioSelect,
    )
    local = forms.ChoiceField(label="What does “local” mean here?", required=False, widget=forms.RadioSelect)
    figure = forms.ChoiceField(
        label="Which figure shows the need?",
        required=False,
        help_text="It is kept as it stands today, with its place and its source.",
        widget=forms.RadioSelect,
    )
    need = _words(
        "Which need it answers",
        "Why here, and how you know, in your own words. For example, “Few trainees in the trade here”.",
    )
    evidence = _words("What proves it", "One kind of evidence a line. Never ask for names or health.", 5)
    unanswered = forms.ChoiceField(
        label="What happens if a bidder leaves it out?",
        choices=list(UNANSWERED.items()),
        help_text="Bidders are told before they bid.",
        widget=forms.RadioSelect,
    )
    is_environmental = YesNo(
        label="Is it about carbon, energy, waste or wildlife?",
        help_text="Those belong to the Council’s plan for the environment, not to Social Value.",
    )
    nouns: ClassVar[dict[str, str]] = {
        "kind": "whether it is a minimum or a target",
        "quantity": "how much is asked for",
        "due": "by when it is due",
        "need": "which need it answers",
        "evidence": "what proves it",
        "unanswered": "what happens if a bidder leaves it out",
        "is_environmental": "whether it is about the environment",
    }
    mark_optional: ClassVar[bool] = False

    def __init__(
        self,
        *args: Any,
        unit: str,
        places: Sequence[tuple[str, str]],
        local: Sequence[Option] = (),
        figures: Sequence[Option] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"].suffix = unit  # type: ignore[attr-defined]
        self._offer(
            "place", [Option("", "Anywhere that the measure counts"), *(Option(*each) for each in places)]
        )
        self._offer("local", [Option(NONE, "As the measure says"), *local])
        self._offer("figure", [*figures, Option(NONE, "None of these: my words below say it")])
        for name, options in (("local", local), ("figure", figures)):
            if not options:
                del self.fields[name]

    def _offer(self, name: str, options: Sequence[Option]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [(each.value, each.text) for each in options]
        field.hints = {each.value: each.hint for each in options if each.hint}  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What was typed, for the deed: nothing chosen is nothing."""
        chosen = {name: self.cleaned_data.get(name, "") for name in ("local", "figure")}
        return self.cleaned_data | {name: "" if value == NONE else value for name, value in chosen.items()}


class Remove(Form):
    """Take a requirement out."""

    reason = _reason("Reason", "For example, “The service already asks for this in the specification.”")


class Withdraw(Form):
    """Take a request back."""

    reason = _reason(
        "Reason", "For example, “The requirement was made smaller, so nothing has to be exempted.”"
    )


MARKS: Final = (
    "No answer, or nothing of use.",
    "Poor: says little about this contract, with no plan.",
    "Weak: a plan with large gaps.",
    "Fair: a plan for this contract, with some gaps.",
    "Good: a clear plan with people, dates and places.",
    "Excellent: a clear plan with people, dates and places, and proof that it has worked before.",
)


class Ask(Form):
    """The question that bidders of a lot answer in words, and what each mark means."""

    text = _words("The question", "What you want to know. One thing is better than three.")
    word_limit = forms.IntegerField(
        label="Most words in an answer",
        min_value=50,
        max_value=5000,
        initial=500,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    nouns: ClassVar[dict[str, str]] = {"text": "the question", "word_limit": "the most words in an answer"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for mark, words in enumerate(MARKS):
            field = forms.CharField(
                label=f"What mark {mark} means",
                max_length=300,
                initial=words,
                error_messages={"required": f"Enter what mark {mark} means"},
            )
            self.fields[f"mark_{mark}"] = field

    def descriptors(self) -> list[str]:
        """What the marks mean, from 0 up."""
        return [self.cleaned_data[f"mark_{mark}"] for mark in range(len(MARKS))]
