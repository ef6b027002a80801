"""Forms of the management team: the minute of a determination with its conditions, and what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from socialvalue.design.fields import DateField, YesNo
from socialvalue.design.forms import Form
from socialvalue.planning.forms.exemptions import StandsIn, Told
from socialvalue.planning.rules import Condition, Meeting, Outcome

ROOM_FOR: Final = (1, 2, 3)  # conditions on the page


OUTCOMES: Final = [
    (Outcome.GRANTED.value, "Granted"),
    (Outcome.WITH_CONDITIONS.value, "Granted with conditions"),
    (Outcome.REFUSED.value, "Refused: the rule stands"),
]


class Decide(StandsIn):
    """The determination of an exemption, as it is minuted. Once the procurement has begun only a refusal is left."""

    held_on = DateField(label="When did the management team meet?")
    present = Told(
        label="Who was present?",
        help_text="Names and roles. For example, “Head of procurement (chair); head of finance; two members.”",
    )
    declared = YesNo(label="Did anybody declare an interest?")
    interests = Told(
        label="What was declared, and what was done?",
        required=False,
        help_text="For example, “One member worked for the maker until 2025 and left the room.”",
    )
    outcome = forms.ChoiceField(
        label="What is determined?",
        choices=OUTCOMES,
        widget=forms.RadioSelect,
    )
    reason = Told(label="Reasons", rows=5)
    expires_on = DateField(
        label="Last day on which it counts",
        required=False,
        help_text="If it is granted. Leave it empty where it has no end. For example, 27 3 2028",
    )
    nouns: ClassVar[dict[str, str]] = {
        "held_on": "the day of the meeting",
        "present": "who was present",
        "declared": "whether anybody declared an interest",
        "interests": "what was declared",
        "outcome": "what is determined",
        "reason": "the reasons",
    }
    reveals: ClassVar[dict[tuple[str, str], str]] = {("declared", "yes"): "interests"}
    mark_optional: ClassVar[bool] = False

    def __init__(
        self, *args: Any, owners: Sequence[tuple[UUID, str]], has_begun: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)  # noqa: S101  declared above
        if has_begun:
            outcome.choices = [each for each in OUTCOMES if each[0] == Outcome.REFUSED]
        people = [("", "Choose"), *((str(uid), name) for uid, name in owners)]
        for number in ROOM_FOR:
            self.fields[f"condition_{number}"] = Told(
                label=f"Condition {number}",
                rows=2,
                required=False,
                help_text="If it is granted with conditions: what has to be done." if number == 1 else "",
            )
            self.fields[f"owner_{number}"] = forms.TypedChoiceField(
                label=f"Who sees to condition {number}", required=False, coerce=UUID, choices=people,
                empty_value=None,
            )  # fmt: skip
            self.fields[f"due_{number}"] = DateField(label=f"Condition {number} is due on", required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("declared") and not given.get("interests"):
            self.add_error("interests", "Enter what was declared and what was done")
        for number in ROOM_FOR:
            self._whole(number)
        if given.get("outcome") == Outcome.WITH_CONDITIONS.value and not any(self._filled(given)):
            self.add_error("condition_1", "Enter a condition, or choose “Granted”")
        elif given.get("outcome") in {Outcome.GRANTED.value, Outcome.REFUSED.value} and any(
            self._filled(given)
        ):
            self.add_error("outcome", "Choose “Granted with conditions”, or take the conditions out")
        return given

    def _whole(self, number: int) -> None:
        """A condition has all of its three parts or none."""
        given = self.cleaned_data
        parts = {
            f"condition_{number}": "what has to be done",
            f"owner_{number}": "who sees to it",
            f"due_{number}": "the day it is due",
        }
        if any(given.get(name) for name in parts):
            for name, noun in parts.items():
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(f"Enter {noun}"))

    @staticmethod
    def _filled(given: dict[str, Any]) -> Iterable[bool]:
        return (bool(given.get(f"condition_{number}")) for number in ROOM_FOR)

    def meeting(self) -> Meeting:
        """The meeting as it is minuted."""
        given = self.cleaned_data
        return Meeting(given["held_on"], given["present"], given["interests"] if given["declared"] else "")

    def conditions(self) -> tuple[Condition, ...]:
        """The conditions that were filled in."""
        given = self.cleaned_data
        return tuple(
            Condition(given[f"condition_{number}"], given[f"owner_{number}"], given[f"due_{number}"])
            for number in ROOM_FOR
            if given[f"condition_{number}"]
        )


class ReportCondition(Form):
    """How a condition was fulfilled."""

    told = Told(
        label="How was it fulfilled?",
        rows=4,
        help_text="For example, “The tender for the next contract is planned for May 2029 and asks for trainees.”",
    )
    nouns: ClassVar[dict[str, str]] = {"told": "how it was fulfilled"}


class CheckCondition(Form):
    """Whether a condition is fulfilled."""

    is_done = YesNo(label="Is it fulfilled?", yes="Yes, it is fulfilled", no="No, it goes back to its owner")
    finding = Told(label="What did you find?", rows=4)
    nouns: ClassVar[dict[str, str]] = {"is_done": "whether it is fulfilled", "finding": "what you found"}
