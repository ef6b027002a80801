"""Forms of an exemption: asking with every answer a reviewer needs, reviewing, papers, the public summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms

from socialvalue.design.fields import YesNo
from socialvalue.design.forms import Form
from socialvalue.foundation.reasons import SHORTEST_REASON
from socialvalue.planning.models import Exemption
from socialvalue.planning.rules import SHORTEST_ANSWER, SHORTEST_JUSTIFICATION, Answers

ANSWERS: Final = ("bought", "tried", "market", "instead", "need")  # written, in the order of the page


class Told(forms.CharField):
    """A text of some lines, with the fewest characters that say something."""

    def __init__(
        self, *, rows: int = 3, least: int = SHORTEST_REASON, most: int = 3000, **given: Any
    ) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, min_length=least if given.get("required", True) else None,
                         max_length=most, **given)  # fmt: skip


class RequestExemption(Form):
    """Ask for an exemption: of what, for which lots, on which ground, and every answer that a reviewer asks for."""

    kind = forms.ChoiceField(
        label="What do you ask for?", choices=Exemption.Kind.choices, widget=forms.RadioSelect
    )
    lowest = forms.DecimalField(
        label="The lower weight",
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text="What Social Value would weigh, of the total. For example, 5%.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            ("max_decimal_places", "max_digits", "max_whole_digits", "min_value", "max_value", "invalid"),
            "Enter a share from 0 to 100, with at most two decimal places, for example 7.5",
        ),
    )
    lot = forms.ChoiceField(label="For which lots?", required=False)
    bought = Told(
        label="What is being bought, and for whom?",
        help_text="For example, “Hire of eight pumps with crews, for six weeks, for two villages that are cut off.”",
        least=SHORTEST_ANSWER,
    )
    justification = Told(
        label="Why can Social Value not be included, or the minimum not be met?",
        help_text="Say what is exceptional. For example, “Only the maker holds the parts. A direct award is lawful, "
        "and has no criteria that Social Value could be one of.” Name nobody.",
        rows=6,
        least=SHORTEST_JUSTIFICATION,
        most=5000,
    )
    ground = forms.ChoiceField(
        label="On which ground?", choices=Exemption.Ground.choices, widget=forms.RadioSelect
    )
    tried = Told(
        label="What did you try or consider instead?",
        help_text="For example, “A weight of 5%; a framework that has such a criterion; fewer requirements.”",
        least=SHORTEST_ANSWER,
    )
    market = Told(
        label="What did suppliers say when you asked them?",
        help_text="For example, “Three were asked in May. Two could take on a trainee, none within six weeks.” "
        "If nobody was asked, say why.",
        least=SHORTEST_ANSWER,
    )
    instead = Told(
        label="What will be done without it?",
        help_text="For example, “A voluntary initiative is asked for at the award; lot 2 next year asks in full.”",
        least=SHORTEST_ANSWER,
    )
    need = Told(
        label="What does that mean for the need in the area?",
        help_text="For example, “Trainees are lacking there. Nine places would be lost; a college offers four.”",
        least=SHORTEST_ANSWER,
    )
    is_urgent = YesNo(label="Is it urgent?")
    unforeseen = Told(
        label="Why could it not be foreseen?",
        required=False,
        help_text="For example, “The river rose by two metres in three days, far above its forecast.”",
    )
    nouns: ClassVar[dict[str, str]] = {
        "kind": "what you ask for",
        "lowest": "the lower weight",
        "bought": "what is being bought",
        "justification": "why",
        "ground": "the ground",
        "tried": "what you tried",
        "market": "what suppliers said",
        "instead": "what will be done without it",
        "need": "what it means for the need",
        "is_urgent": "whether it is urgent",
        "unforeseen": "why it could not be foreseen",
    }
    reveals: ClassVar[dict[tuple[str, str], str]] = {
        ("kind", "lower-weight"): "lowest",
        ("is_urgent", "yes"): "unforeseen",
    }
    mark_optional: ClassVar[bool] = False

    def __init__(self, *args: Any, lots: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lowest"].suffix = "%"  # type: ignore[attr-defined]
        if len(lots) < 2:
            del self.fields["lot"]
            return
        choices = self.fields["lot"]
        assert isinstance(choices, forms.ChoiceField)  # noqa: S101  declared above
        choices.choices = [
            ("", "All lots"),
            *((str(number), f"Lot {number}: {title}") for number, title in lots),
        ]

    def clean(self) -> dict[str, Any]:
        """What is shown only under another choice does not count."""
        given = self.cleaned_data
        if given.get("kind") != "lower-weight":
            given["lowest"] = None
        if not given.get("is_urgent"):
            given["unforeseen"] = ""
        return given

    def answers(self) -> Answers:
        """The answers as the rule takes them."""
        given = self.cleaned_data
        written = {name: given[name] for name in ANSWERS}
        return Answers(**written, is_urgent=bool(given["is_urgent"]), unforeseen=given["unforeseen"])


class StandsIn(Form):
    """A form of somebody who may stand in for a colleague (rulings 17)."""

    def __init__(self, *args: Any, colleagues: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not colleagues:
            return
        self.fields["deputy_for"] = forms.TypedChoiceField(
            label="Do you act for a colleague?",
            required=False,
            empty_value=None,
            coerce=UUID,
            choices=[
                ("", "No, for myself"),
                *((str(uid), f"As deputy for {name}") for uid, name in colleagues),
            ],
        )


class Screen(StandsIn):
    """The standards team's review."""

    opinion = forms.ChoiceField(
        label="What is the view of the standards team?",
        choices=[
            ("support", "Support it"),
            ("with-conditions", "Support it with conditions"),
            ("do-not-support", "Do not support it"),
            ("returned", "Return it with questions"),
        ],
        widget=forms.RadioSelect,
    )
    conditions = Told(label="Conditions", required=False, help_text="What the support depends on.")
    questions = Told(
        label="Questions", required=False, help_text="What the requester has to answer before it can go on."
    )
    reasons = Told(
        label="Reasons",
        rows=5,
        help_text="What you checked and why you come to this view. The requester reads it too.",
    )
    nouns: ClassVar[dict[str, str]] = {"opinion": "the view of the standards team", "reasons": "the reasons"}
    reveals: ClassVar[dict[tuple[str, str], str]] = {
        ("opinion", "with-conditions"): "conditions",
        ("opinion", "returned"): "questions",
    }
    mark_optional: ClassVar[bool] = False

    def clean(self) -> dict[str, Any]:
        """What is shown only under another choice does not count."""
        given = self.cleaned_data
        given["conditions"] = given.get("conditions", "") if given.get("opinion") == "with-conditions" else ""
        given["questions"] = given.get("questions", "") if given.get("opinion") == "returned" else ""
        return given


class Paper(Form):
    """A file beside a request."""

    title = forms.CharField(
        label="What is it?", max_length=200, help_text="For example, “The quote of the only maker”"
    )
    file = forms.FileField(
        label="File", help_text="PDF, PNG, JPG, CSV, XLSX, DOCX or TXT, up to 20 MB, without personal data."
    )
    nouns: ClassVar[dict[str, str]] = {"title": "what it is", "file": "a file"}


class Summarise(Form):
    """The reason of a granted exemption in public words."""

    summary = Told(
        label="What the public reads",
        rows=4,
        most=1000,
        help_text="Two or three sentences: why Social Value was left out or weighs less. Name nobody, no firm and no "
        "price. It is published once the contract is awarded, and not before.",
    )
    approved = forms.BooleanField(
        label="I checked that it names nobody and gives away nothing that is secret"
    )
