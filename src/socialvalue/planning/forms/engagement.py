"""Forms about market engagement: the statement of a procurement, events, organisations that came, the filters."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from socialvalue.design.fields import DateField, YesNo
from socialvalue.design.forms import Form
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.refusal import Refusal
from socialvalue.people.queries import OrganisationKind
from socialvalue.planning.actions import Named, Occasion
from socialvalue.planning.models import EngagementEvent, EngagementStatement
from socialvalue.planning.queries import EventsWanted
from socialvalue.planning.rules import EventKind, Statement

MANY = forms.CheckboxSelectMultiple
SHORT, LONG = 200, 3000
KIND_OF_SUPPLIER = [
    ("vcse", "A voluntary or community organisation, a charity or a social enterprise"),
    ("sme", "A small or medium-sized business"),
    ("other", "Neither"),
    ("not-known", "I do not know"),
]
KIND_FLAGS: dict[str, tuple[bool | None, bool | None]] = {  # (is_sme, is_vcse)
    "": (None, None),
    "not-known": (None, None),
    "vcse": (None, True),
    "sme": (True, False),
    "other": (False, False),
}


def words(label: str, help_text: str = "", *, rows: int = 3) -> forms.CharField:
    """A sentence or two, optional here: the deed says when it is missing."""
    return forms.CharField(
        label=label,
        required=False,
        help_text=help_text,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def line(label: str, help_text: str = "") -> forms.CharField:
    """A short line, optional."""
    return forms.CharField(label=label, required=False, help_text=help_text, max_length=SHORT)


class StateHeld(Form):
    """Engagement was held: when, with whom, what was shared, under which notice."""

    engaged_on = DateField(
        label="When it was held", required=False, help_text="The last day. For example, 27 3 2027"
    )
    with_whom = words("With whom", "Organisations, or which kinds of them and how many. Name no persons.")
    shares_priorities = forms.BooleanField(label="The policy’s priorities were shared", required=False)
    need_version = line(
        "Which version of the Council’s analysis of need was shared", "Leave it empty if none was."
    )
    not_shared_because = words("If one of the two was not shared: why not", rows=2)
    notice_reference = line(
        "Reference of notice UK2", "The preliminary market engagement notice. For example, 2027/S 000-012345"
    )
    no_notice_because = words(
        "If there was no notice: why not", "The tender notice has to say it too.", rows=2
    )
    nouns: ClassVar[dict[str, str]] = {"engaged_on": "the day on which it was held"}
    mark_optional: ClassVar[bool] = False

    def statement(self) -> Statement:
        """What is stated, for the deed."""
        return Statement(is_held=True, **self.cleaned_data)


class StateNotHeld(Form):
    """Engagement was not held: on which ground, and why."""

    ground = forms.ChoiceField(
        label="Why was the market not engaged?",
        choices=EngagementStatement.Ground.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    because = words(
        "In a sentence", "What an auditor would ask. For example, “The same service was bought in May.”"
    )
    nouns: ClassVar[dict[str, str]] = {"ground": "why the market was not engaged"}
    mark_optional: ClassVar[bool] = False

    def statement(self) -> Statement:
        """What is stated, for the deed."""
        return Statement(is_held=False, **self.cleaned_data)


class PlanEvent(Form):
    """An event of the engagement programme."""

    title = forms.CharField(label="Title", max_length=SHORT)
    kind = forms.ChoiceField(label="Kind", choices=EngagementEvent.Kind.choices, widget=forms.RadioSelect)
    takes_place_on = DateField(label="Day", noun="The day")
    is_online = YesNo(label="Is it online?", yes="Online", no="At a place")
    place = line("Where", "A place, or how people join.")
    shares_priorities = forms.BooleanField(label="The policy’s priorities are shared", required=False)
    need_version = line(
        "Which version of the Council’s analysis of need is shared", "Leave it empty if none is."
    )
    shares_drafts = forms.BooleanField(label="Draft requirements are shared", required=False)
    about = words("What it is about")
    procurements = words(
        "Procurements that it serves", "References like PR-2027-0001, one a line. It may serve none yet."
    )
    nouns: ClassVar[dict[str, str]] = {"is_online": "whether it is online", "title": "a title"}

    def occasion(self) -> Occasion:
        """What is planned, for the deed."""
        given = dict(self.cleaned_data)
        serves = tuple(given.pop("procurements").replace(",", " ").split())
        return Occasion(**given | {"kind": EventKind(given["kind"]), "procurements": serves})


class Find(Form):
    """Look for an organisation by name before one is typed; kept in the address."""

    q = forms.CharField(
        label="Name of the organisation",
        required=False,
        max_length=SHORT,
        help_text="As its people write it.",
    )
    mark_optional: ClassVar[bool] = False


class Organisation(Form):
    """One of the organisations found, or the name as typed, with its kind."""

    organisation = forms.ChoiceField(label="Which organisation is it?", widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label="What kind of organisation is it?",
        choices=KIND_OF_SUPPLIER,
        required=False,
        widget=forms.RadioSelect,
        help_text="Only where it is not known here yet.",
    )
    nouns: ClassVar[dict[str, str]] = {"organisation": "which organisation it is"}
    mark_optional: ClassVar[bool] = False

    def __init__(self, *args: Any, typed: str, found: list[OrganisationKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.typed = " ".join(typed.split())
        chooser = self.fields["organisation"]
        assert isinstance(chooser, forms.ChoiceField)  # noqa: S101  declared above
        chooser.choices = [
            *(
                (str(each.id), f"{each.name}, {each.postcode}" if each.postcode else each.name)
                for each in found
            ),
            ("typed", f"None of these: “{self.typed}”, as typed" if found else f"“{self.typed}”, as typed"),
        ]

        if not found:
            chooser.initial = "typed"

    def named(self) -> Named:
        """The organisation, for the deed."""
        chosen = self.cleaned_data["organisation"]
        is_sme, is_vcse = KIND_FLAGS[self.cleaned_data["kind"]]
        known = None if chosen == "typed" else int(chosen)
        return Named(name=self.typed, organisation=known, is_sme=is_sme, is_vcse=is_vcse)


class Came(Organisation):
    """An organisation that came to an event."""

    people = forms.IntegerField(
        label="How many of its people came?",
        min_value=1,
        max_value=500,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        help_text="A number. Names of persons are not kept.",
    )
    nouns: ClassVar[dict[str, str]] = {
        "organisation": "which organisation it is",
        "people": "how many of its people came",
    }


class EventFilters(Form):
    """What the programme can be narrowed to; kept in the address."""

    q = forms.CharField(label="Words", required=False, max_length=SHORT, help_text="Title or number")
    year = forms.CharField(label="Financial year", required=False, max_length=9, help_text="Like 2027–28")
    kind = forms.MultipleChoiceField(
        label="Kind", choices=EngagementEvent.Kind.choices, required=False, widget=MANY
    )
    state = forms.MultipleChoiceField(
        label="State", choices=EngagementEvent.State.choices, required=False, widget=MANY
    )
    mark_optional: ClassVar[bool] = False

    def clean_year(self) -> FinancialYear | None:
        """The year, as a financial year."""
        try:
            return FinancialYear.parse(self.cleaned_data["year"])
        except Refusal:
            return None

    def wanted(self) -> EventsWanted:
        """The filters for the query. A value that no choice has is left out: an old address still opens."""
        self.full_clean()
        given = self.cleaned_data
        return EventsWanted(
            year=given.get("year"),
            kinds=tuple(given.get("kind", ())),
            states=tuple(given.get("state", ())),
            text=given.get("q", ""),
        )
