"""Forms of a breach: recording it, what is done about it, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from socialvalue.design.fields import DateField
from socialvalue.design.forms import Form
from socialvalue.planning.forms.exemptions import Told
from socialvalue.planning.models import Breach


class RecordBreach(Form):
    """What was found to be missing."""

    missing = forms.ChoiceField(
        label="What was missing?", choices=Breach.Missing.choices, widget=forms.RadioSelect
    )
    lot = forms.ChoiceField(label="In which lots?", required=False)
    what = Told(
        label="What was found?",
        rows=4,
        help_text="For example, “The tender of 4 May gave Social Value 6% of the total, and no exemption was granted.” "
        "Name nobody.",
    )
    found_on = DateField(label="When was it found?")
    nouns: ClassVar[dict[str, str]] = {
        "missing": "what was missing",
        "what": "what was found",
        "found_on": "the day it was found",
    }
    mark_optional: ClassVar[bool] = False

    def __init__(self, *args: Any, lots: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(lots) < 2:
            del self.fields["lot"]
            return
        field = self.fields["lot"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [
            ("", "All lots"),
            *((str(number), f"Lot {number}: {title}") for number, title in lots),
        ]


class PlanBreach(Form):
    """What is done about a breach."""

    remedy = Told(
        label="What is done about it?",
        rows=4,
        help_text="For example, “Social Value is agreed with the supplier where that is lawful; officers are trained.”",
    )
    owner = forms.TypedChoiceField(label="Who sees to it?", coerce=UUID)
    due_on = DateField(label="Until when?")
    nouns: ClassVar[dict[str, str]] = {
        "remedy": "what is done about it",
        "owner": "who sees to it",
        "due_on": "the day until when",
    }

    def __init__(self, *args: Any, owners: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [("", "Choose"), *((str(uid), name) for uid, name in owners)]


class SettleBreach(Form):
    """What came of a breach: or why it was none, or why it is taken up again."""

    outcome = Told(label="Say why, and what came of it", rows=4)
    nouns: ClassVar[dict[str, str]] = {"outcome": "why, and what came of it"}
