"""Forms about testing draft requirements: asking, inviting, answering by a link, deciding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms

from socialvalue.design.fields import DateField
from socialvalue.design.forms import Form
from socialvalue.planning.actions import Said
from socialvalue.planning.forms.engagement import LONG, Organisation
from socialvalue.planning.models import FeasibilityAnswer
from socialvalue.planning.queries import DraftShown
from socialvalue.planning.rules import Decision, Verdict

LONGEST_ANSWER = 2000


class OpenTest(Form):
    """Which draft requirements suppliers are asked about, until when."""

    requirements = forms.MultipleChoiceField(
        label="Which draft requirements?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Those that are proposed and not confirmed yet.",
    )
    message = forms.CharField(
        label="What you would like to say to those you invite",
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example, what the contract is about, when it starts and how large it is.",
    )
    closes_on = DateField(label="Last day to answer", help_text="Within three months. For example, 27 3 2027")
    nouns: ClassVar[dict[str, str]] = {"requirements": "at least one draft requirement"}

    def __init__(self, *args: Any, drafts: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["requirements"]
        assert isinstance(chooser, forms.MultipleChoiceField)  # noqa: S101  declared above
        chooser.choices = [(str(number), text) for number, text in drafts]


class Invite(Organisation):
    """An organisation to invite, and where its link is sent."""

    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="The link is sent there. Leave it empty to copy the link and send it yourself.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class AnswerTest(Form):
    """What a supplier says of each draft requirement: two fields for each, named by its number."""

    mark_optional: ClassVar[bool] = False

    def __init__(self, *args: Any, drafts: Sequence[DraftShown], **kwargs: Any) -> None:
        self.drafts = drafts
        super().__init__(*args, **kwargs)
        self.fields |= {name: field for each in drafts for name, field in _fields_of(each)}

    def said(self) -> dict[int, Said]:
        """What is answered, for the deed."""
        given = self.cleaned_data
        return {
            each.item: Said(Verdict(given[f"verdict_{each.item}"]), given[f"words_{each.item}"])
            for each in self.drafts
        }


def _fields_of(each: DraftShown) -> Iterator[tuple[str, forms.Field]]:
    yield (
        f"verdict_{each.item}",
        forms.ChoiceField(
            label=f"Can “{each.title}” be achieved?",
            choices=FeasibilityAnswer.Verdict.choices,
            widget=forms.RadioSelect,
            error_messages={"required": f"Select whether “{each.title}” can be achieved"},
        ),
    )
    yield (
        f"words_{each.item}",
        forms.CharField(
            label=f"“{each.title}”: with which changes, or why not",
            required=False,
            max_length=LONGEST_ANSWER,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="If it can be achieved as it is, you can leave this empty.",
        ),
    )


class DecideDraft(Form):
    """What becomes of a draft requirement after what suppliers said."""

    decision = forms.ChoiceField(
        label="What becomes of it?",
        choices=[
            ("kept", "It is kept as it is"),
            ("changed", "It is changed: next, change it under “Requirements”"),
            ("dropped", "It is dropped: it is removed now"),
        ],
        widget=forms.RadioSelect,
    )
    said = forms.CharField(
        label="What suppliers said",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In your words. Every bidder will read it: do not say who said what.",
    )
    reason = forms.CharField(
        label="The reason for the decision",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Every bidder will read it.",
    )
    nouns: ClassVar[dict[str, str]] = {
        "decision": "what becomes of it",
        "said": "what suppliers said",
        "reason": "the reason for the decision",
    }

    def decided(self) -> dict[str, Any]:
        """What is decided, for the deed."""
        given = self.cleaned_data
        return {"decision": Decision(given["decision"]), "said": given["said"], "reason": given["reason"]}
