"""Made-up content that shows every component in every state; tests and eyes look at it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from socialvalue.design import charts, tilemap
from socialvalue.design.fields import DateField, PoundsField, YesNo
from socialvalue.design.forms import Form
from socialvalue.design.parts import (
    Answer,
    AnswerGroup,
    Colour,
    Column,
    Crumb,
    Deed,
    Empty,
    Event,
    Figure,
    Heading,
    Tab,
    Tag,
    Task,
    TaskGroup,
)

STATES = tuple(
    Tag(text, colour)
    for text, colour in zip(
        ("Not started", "In progress", "Waiting for you", "Accepted", "Overdue", "At risk", "Sealed", "New"),
        Colour,
        strict=True,
    )
)
CRUMBS = (Crumb("Home", "/"), Crumb("Contracts", "#contracts"), Crumb("Home to school transport"))
PLACES = (("east", "East district"), ("north", "North district"), ("west", "West district"))


class EveryControl(Form):
    """One field of each kind."""

    title = forms.CharField(label="Title", max_length=60, help_text="As it will be published")
    value = PoundsField(
        label="Estimated value", help_text="Over the whole contract, including VAT and extensions"
    )
    hours = forms.DecimalField(label="Volunteering", min_value=0, help_text="For example, 12.5")
    people = forms.IntegerField(label="Number of apprentices", min_value=1)
    starts = DateField(label="Contract start date")
    light_touch = YesNo(
        label="Is it a light touch contract?",
        help_text="Health, education and social care services often are",
        error_messages={"required": "Select yes if it is a light touch contract"},
    )
    kind = forms.ChoiceField(
        label="Kind of contract",
        widget=forms.RadioSelect,
        choices=[
            ("services", "Services"),
            ("goods", "Goods"),
            ("works", "Works"),
            ("other", "Something else"),
        ],
    )
    other_kind = forms.CharField(label="What kind of contract", required=False)
    places = forms.MultipleChoiceField(
        label="Where the work will be done", widget=forms.CheckboxSelectMultiple, choices=PLACES
    )
    theme = forms.ChoiceField(
        label="Theme",
        choices=[("", "---------"), ("jobs", "Jobs and skills"), ("climate", "Climate and nature")],
    )
    email = forms.EmailField(label="Email address")
    how = forms.CharField(
        label="How you will deliver it",
        widget=forms.Textarea,
        max_length=500,
        help_text="Who, where and by when",
    )
    note = forms.CharField(label="Anything else", widget=forms.Textarea, required=False)
    evidence = forms.FileField(label="Evidence", help_text="PDF, Word or a photo, up to 50 MB")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    agreed = forms.BooleanField(
        label="I have read what happens to this data",
        error_messages={"required": "Confirm that you have read what happens to this data"},
    )
    version = forms.CharField(widget=forms.HiddenInput, initial="3")

    reveals: ClassVar = {("kind", "other"): "other_kind"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].suffix = "hours"  # type: ignore[attr-defined]
        self.fields["hours"].widget.attrs["class"] = "govuk-input--width-5"
        self.fields["people"].widget.attrs["class"] = "govuk-input--width-3"
        self.fields["kind"].hints = {"works": "Building, repair and civil engineering"}  # type: ignore[attr-defined]


class Filters(forms.Form):
    """What a filterset's form looks like."""

    q = forms.CharField(label="Title or supplier", required=False)
    state = forms.MultipleChoiceField(
        label="State",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("open", "In progress"), ("late", "Overdue"), ("done", "Accepted")],
    )
    place = forms.ChoiceField(label="Place", required=False, choices=[("", "---------"), *PLACES])


class OneUpload(Form):
    evidence = forms.FileField(label="Upload your evidence", help_text="PDF, Word or a photo, up to 50 MB")


class OneQuestion(Form):
    light_touch = YesNo(
        label="Is it a light touch contract?",
        help_text="Health, education and social care services often are",
        error_messages={"required": "Select yes if it is a light touch contract"},
    )


def filled() -> EveryControl:
    """The form as it comes back with faults."""
    return EveryControl(
        {
            "title": "Home to school transport",
            "value": "two million",
            "hours": "-3",
            "people": "1.5",
            "starts_day": "31",
            "starts_month": "2",
            "starts_year": "2028",
            "kind": "other",
            "places": ["east"],
            "email": "sam@",
            "how": "Drivers will train two apprentices.",
        },
        {"evidence": SimpleUploadedFile("empty.pdf", b"")},
    )


COLUMNS = (
    Column("reference", "Reference", sort=True),
    Column("title", "Title", sort=True),
    Column("supplier", "Supplier"),
    Column("value", "Value inc. VAT", sort=True, numeric=True),
    Column("ends", "Ends", sort=True),
    Column("state", "State"),
)
SUPPLIERS = ("Bright Wheels CIC", "Northern Catering Ltd", "Hop Farm Training", "Coast & Country Buses Ltd")
TITLES = (
    "Home to school transport",
    "School meals, primary",
    "Adult learning, level 2",
    "Highways resurfacing",
)


def contracts(offset: int, limit: int) -> list[dict[str, Any]]:
    return [
        {
            "reference": f"CT-2027-{at + 1:04}",
            "title": TITLES[at % 4],
            "supplier": SUPPLIERS[at % 4],
            "value": Decimal(207_720 + at * 13_511),
            "ends": f"31 March {2028 + at % 4}",
            "state": STATES[1 + at % 5],
        }
        for at in range(offset, offset + limit)
    ]


FIGURES = (
    Figure("Committed", "1,240", "hours", "#why-committed", "for the life of the contract"),
    Figure("Due", "620", "hours", "#why-due", "by 15 May 2028"),
    Figure("Reported", "580", "hours", "#why-reported", "by the supplier"),
    Figure("Verified", "496", "hours", "#why-verified", "80% of what is due", share=0.8),
)
FOUR = (
    Heading("Commitment"),
    Heading("Where"),
    *(Heading(text, numeric=True) for text in ("Committed", "Due", "Reported", "Verified")),
    Heading("State"),
    Heading("Next review"),
)
EVENTS = (
    Event(
        "A contract manager accepted 120 hours of volunteering",
        "Friday 12 May 2028 at 4:02pm",
        "Carol, contract manager",
        "the sign-in sheets agree with the claim",
        (("Verified hours", "376", "496"), ("State", "Reported", "Verified")),
        index=1204,
    ),
    Event(
        "The supplier reported 120 hours of volunteering",
        "Monday 8 May 2028 at 9:15am",
        "Sam, Bright Wheels CIC",
        index=1187,
    ),
    Event("The contract was signed", "Saturday 1 April 2027 at 12:00pm", "The system", index=911),
)
ANSWERS = (
    AnswerGroup(
        "The contract",
        (
            Answer("Title", "Home to school transport", "#change-title"),
            Answer("Estimated value (inc. VAT)", "£2,077,200.00", "#change-value"),
            Answer("Places", "", "#change-places", lines=("East district", "North district")),
            Answer("State", "", tag=Tag("Draft", Colour.BLUE)),
        ),
    ),
    AnswerGroup("Your offer", (Answer("Volunteering", "1,240 hours", "#change-hours"),)),
)
TASKS = (
    TaskGroup(
        "About your organisation",
        (Task("Your details", None, "#details"), Task("Declarations", STATES[1], "#declarations")),
    ),
    TaskGroup(
        "Your offer",
        (
            Task("Commitments", STATES[0], "#commitments", "What, how many, where and by when"),
            Task("Check and send", Tag("Cannot start yet"), hint="First finish your commitments"),
        ),
    ),
)
TABS = (
    Tab("Overview", "?", current=True),
    Tab("Commitments", "?part=commitments", count=12),
    Tab("Deliveries", "?part=deliveries", count=1204),
    Tab("Documents", "?part=documents", count=3),
    Tab("History", "?part=history"),
)
DEED = Deed("Accept 3 deliveries", "#accept")
DEEDS = (
    Deed("Ask the supplier a question", "#ask"),
    Deed("Close the contract", "#close", because="2 deliveries are not decided"),
)
EMPTY = Empty(
    "No contracts yet",
    "A contract appears here when an award is signed. Its commitments and deliveries will be on its page.",
    Deed("See awards waiting to be signed", "#awards"),
)
BARS = charts.Chart(
    "Volunteering by place, 2027 to 2028",
    "Hours committed and verified in each district. East district has the most verified hours, 496; "
    "the figure for West district is not known.",
    ("East district", "North district", "West district"),
    (
        charts.Series("Committed", (1240, 800, 350)),
        charts.Series("Verified", (496, Decimal("212.5"), None)),
    ),
    unit="hours",
    ident="volunteering",
)
LINES = charts.Chart(
    "Apprentices in post, by quarter",
    "Apprentices due and verified each quarter. Verified rose from 2 to 15, which is 3 below what was due.",
    ("Q1 2027", "Q2", "Q3", "Q4", "Q1 2028"),
    (charts.Series("Due", (4, 8, 12, 15, 18)), charts.Series("Verified", (2, 5, None, 11, 15))),
    unit="people",
    first="Quarter",
    ident="apprentices",
)
GRID = """code,name,short,row,column,outside
A,Ashby,ASH,0,0,
B,Brook,BRO,0,1,
C,Coast,COA,0,2,
D,Dale (another authority),DAL,0,3,yes
E,Elmet,ELM,1,0,
H,Hurst,HUR,0,4,
I,Ivel,IVE,0,5,
F,Fenwick,FEN,1,1,
G,Garth,GAR,1,2,
"""
TILES = tilemap.TileMap(
    "Verified hours by district",
    "A map of equal tiles. Coast has the most hours, 1,204; Fenwick is too small to show.",
    tilemap.read_tiles(GRID),
    {
        "A": tilemap.Place("0 hours", 0, href="#ashby"),
        "B": tilemap.Place("84 hours", 1, href="#brook"),
        "C": tilemap.Place("1,204 hours", 4, href="#coast"),
        "E": tilemap.Place("310 hours", 2, href="#elmet"),
        "F": tilemap.Place("too few to show", kind=tilemap.Kind.SUPPRESSED, href="#fenwick"),
        "G": tilemap.Place("640 hours", 3, href="#garth"),
        "H": tilemap.Place("12 hours", 1, href="#hurst"),
    },
    ("none", "1 to 99 hours", "100 to 499 hours", "500 to 999 hours", "1,000 hours or more"),
    ident="hours-map",
)
