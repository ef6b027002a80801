"""Forms of the planning record: how it is bought, what it is worth, needs like it, regard, proportion, consent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms

from socialvalue.design.fields import DateField, PoundsField, YesNo
from socialvalue.design.forms import Form
from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules.plans import LONGEST, Level, Planned
from socialvalue.planning.rules.proportion import Bought, Labour, Market
from socialvalue.planning.rules.routes import Reservation, Route
from socialvalue.planning.rules.similar import Handling
from socialvalue.planning.rules.worth import Method, OtherKind, Worth, over_call_offs
from socialvalue.policy.forms import KINDS, VAT, kind_of
from socialvalue.policy.rules import Vat

ROUTES: Final = [
    (Route.COMPETITION, "A competition above or below threshold, open to all or in stages"),
    (Route.QUOTES, "Quotes from suppliers that we choose"),
    (Route.FRAMEWORK, "Setting up a framework, for orders later"),
    (Route.CALL_OFF, "A competition under a framework"),
    (Route.CALL_OFF_DIRECT, "An order under a framework without a competition"),
    (Route.DIRECT_AWARD, "A direct award"),
    (Route.USER_CHOICE, "The people who use the service choose the supplier"),
]
RESERVATIONS: Final = [
    (Reservation.NONE, "Nobody is shut out"),
    (Reservation.UNITED_KINGDOM, "Only suppliers in the United Kingdom"),
    (Reservation.UNITED_KINGDOM_SMALL, "Only small firms and charities in the United Kingdom"),
    (Reservation.LOCAL, "Only suppliers of the Council’s own area"),
    (Reservation.LOCAL_SMALL, "Only small firms and charities of the Council’s own area"),
    (Reservation.WIDER, "Only suppliers of the own area and the counties that border it"),
    (
        Reservation.WIDER_SMALL,
        "Only small firms and charities of the own area and the counties that border it",
    ),
]
LABOURS: Final = [
    (Labour.MOST, "Most of it, such as care or cleaning"),
    (Labour.SOME, "Some of it, such as building work"),
    (Labour.LITTLE, "Little of it, such as goods or licences"),
]
MARKETS: Final = [
    (Market.SMALL, "Mostly small firms and charities"),
    (Market.MIXED, "Small and large"),
    (Market.LARGE, "Mostly large firms"),
]
LEVELS: Final = [(Level.LOW, "Low"), (Level.MEDIUM, "Medium"), (Level.HIGH, "High")]
HANDLINGS: Final = [
    (Handling.TOGETHER, "They could be one contract: count them together"),
    (Handling.APART, "They could be one contract, but there are good reasons to keep them apart"),
    (Handling.UNRELATED, "They are not the like: only the words are"),
]
RADIO = forms.RadioSelect
LINES = forms.Textarea(attrs={"rows": 3})
FEW = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"})


def _choice(label: str, choices: Any, missing: str, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=RADIO, error_messages={"required": missing}, **more
    )


class RecordRoute(Form):
    """Who needs it, how it is bought, where it is delivered."""

    service = forms.CharField(
        label="Which service needs it?", max_length=200, help_text="For example, “Adult social care”"
    )
    category = forms.CharField(label="Category", required=False, max_length=100)
    route = _choice("How is it bought?", ROUTES, "Select how it is bought")
    framework = forms.CharField(
        label="Which framework?",
        required=False,
        max_length=300,
        help_text="Only for an order or competition under one. Its reference or title.",
    )
    framework_scored = forms.ChoiceField(
        label="Did that framework score Social Value?",
        required=False,
        choices=[("", "Not known, or no framework"), ("yes", "Yes"), ("no", "No")],
    )
    reservation = _choice(
        "Who may bid?", RESERVATIONS, "Select who may bid", initial=Reservation.NONE,
        help_text="Below threshold a competition can be reserved. It is not part of Social Value and scores nothing.",
    )  # fmt: skip
    one_lot_because = forms.CharField(
        label="Why is it not divided into more lots?",
        required=False,
        max_length=2000,
        widget=LINES,
        help_text="Small firms can bid for small lots. Leave it empty if it is divided.",
    )
    places = forms.MultipleChoiceField(
        label="Where is it delivered?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave all empty for the whole area.",
    )
    nouns: ClassVar[dict[str, str]] = {
        "service": "the service that needs it",
        "framework": "the framework",
        "framework_scored": "whether the framework scored Social Value",
        "one_lot_because": "why it is not divided into more lots",
        "places": "where it is delivered",
    }

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["places"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  declared above
        field.choices = places

    def plan(self, before: Planned | None) -> Planned:
        """The answers as the rules read them, with what was known of size and term before."""
        given: dict[str, Any] = self.cleaned_data
        typed = {
            "route": Route(given["route"]),
            "framework_scored": {"yes": True, "no": False}.get(given["framework_scored"]),
            "reservation": Reservation(given["reservation"]),
            "places": tuple(given["places"]),
        }
        answers = given | typed
        return replace(before, **answers) if before else Planned(**answers)


class RecordTerm(Form):
    """How large, how long, how risky; when the notice is planned."""

    labour = _choice("How much of it is people’s work?", LABOURS, "Select how much of it is people’s work")
    market = _choice("Who is likely to bid?", MARKETS, "Select who is likely to bid")
    risk = _choice("How much could go wrong?", LEVELS, "Select how much could go wrong")
    complexity = _choice("How complex is it?", LEVELS, "Select how complex it is")
    is_capital = YesNo(
        label="Is it paid from capital?", error_messages={"required": "Select yes if it is paid from capital"}
    )
    notice_on = DateField(
        label="Planned day of the tender notice", noun="The day of the notice", required=False
    )
    starts_on = DateField(label="Planned first day of the contract", noun="The first day", required=False)
    months = forms.IntegerField(
        label="How many months does the first term last?",
        required=False,
        help_text="Leave it empty if that is not known or has no end.",
        widget=FEW,
    )
    months_more = forms.IntegerField(
        label="How many months can it be extended, in all?", required=False, widget=FEW
    )
    nouns: ClassVar[dict[str, str]] = {
        "months": "the months of the first term",
        "months_more": "the months of all extensions",
    }

    def plan(self, before: Planned) -> Planned:
        """The answers as the rules read them, with how it is bought as it was recorded."""
        given: dict[str, Any] = self.cleaned_data
        typed = {
            "labour": Labour(given["labour"]),
            "market": Market(given["market"]),
            "risk": Level(given["risk"]),
            "complexity": Level(given["complexity"]),
            "months_more": given["months_more"] or 0,
            "is_sized": True,
        }
        return replace(before, **given | typed)


class EstimateValue(Form):
    """What a contract is worth, from its parts."""

    method = _choice(
        "Who pays the supplier?",
        [
            (Method.CONTRACT, "We do"),
            (Method.CONCESSION, "The people who use it do, wholly or partly (a concession)"),
            (Method.FRAMEWORK, "We do, in many orders under one framework"),
        ],
        "Select who pays the supplier",
    )
    vat = _choice("Is VAT in the figures below?", VAT, "Select whether VAT is in the figures")
    first = PoundsField(
        label="The first term",
        required=False,
        help_text="The most we could pay for all of it, not for one year.",
    )
    options = PoundsField(
        label="All extensions and options",
        required=False,
        help_text="As if every one of them were used. They count.",
    )
    extras = PoundsField(label="Fees, prizes and anything else of value that we give", required=False)
    users = PoundsField(
        label="What users could pay the supplier, over the whole term",
        required=False,
    )
    call_offs = forms.IntegerField(
        label="How many orders there could be",
        required=False,
        help_text="Say below how much one could be worth at most.",
        widget=FEW,
    )
    each = PoundsField(
        label="The most that one order could be worth", required=False, help_text="Only for a framework."
    )
    unknown = forms.BooleanField(
        label="It cannot be estimated, for instance because nobody knows how long it lasts",
        required=False,
        help_text="The law then treats it as above threshold.",
    )
    other_kind = forms.ChoiceField(
        label="Does it also include something of another kind?", required=False, choices=[("", "No"), *KINDS]
    )
    other_amount = PoundsField(label="What that part is worth", required=False)
    other_separable = forms.ChoiceField(
        label="Could that part reasonably be bought by itself?",
        required=False,
        choices=[("", "There is no such part"), ("yes", "Yes"), ("no", "No")],
    )
    basis = forms.CharField(
        label="Where do the figures come from?",
        max_length=500,
        help_text="For example, “Last year’s bills and 3% for wages”",
    )
    reveals: ClassVar[dict[tuple[str, str], str]] = {
        ("method", "concession"): "users",
        ("method", "framework"): "call_offs",
    }
    nouns: ClassVar[dict[str, str]] = {
        "call_offs": "how many orders there could be",
        "other_kind": "the other kind",
        "other_separable": "whether that part could be bought by itself",
        "basis": "where the figures come from",
    }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("other_kind") and given.get("other_amount") is None:
            self.add_error("other_amount", "Enter what that part is worth")
        if given.get("other_kind") and not given.get("other_separable"):
            self.add_error("other_separable", "Select whether that part could be bought by itself")
        if given.get("method") == Method.FRAMEWORK and given.get("first") is not None:
            self.add_error("first", "Leave this empty for a framework: its orders are counted instead")
        if not self.errors and not given["unknown"] and not self._own(given):
            field = {"concession": "users", "framework": "each"}.get(given["method"], "first")
            self.add_error(field, "Enter what it could cost, or tick that it cannot be estimated")
        return given

    def _own(self, given: dict[str, Any]) -> list[tuple[str, Decimal | None]]:
        """The parts that were filled in, by the method that was chosen."""
        named = [("First term", given["first"]), ("Extensions and options", given["options"]),
                 ("Fees, prizes and the like", given["extras"])]  # fmt: skip
        if given["method"] == Method.CONCESSION:
            named = [("What users pay", given["users"]), *named]
        if given["method"] == Method.FRAMEWORK and given["call_offs"] and given["each"] is not None:
            named = [(f"{given['call_offs']} orders", _orders(given)), *named[1:]]
        return [(label, amount) for label, amount in named if amount is not None]

    def worth(self) -> Worth:
        """The answers as the rules read them."""
        given: dict[str, Any] = self.cleaned_data
        parts = self._own(given) + ([("What is not known", None)] if given["unknown"] else [])
        other = None
        if given["other_kind"]:
            kind, _ = kind_of(given["other_kind"])
            other = OtherKind(kind, given["other_amount"], given["other_separable"] == "yes")
        return Worth(Method(given["method"]), tuple(parts), Vat.of(given["vat"]), other)

    def clean_call_offs(self) -> int | None:
        number: int | None = self.cleaned_data["call_offs"]
        if number is not None:
            try:
                over_call_offs(number, Decimal(0))
            except Refusal as refusal:
                raise forms.ValidationError(refusal.text) from None
        return number


def _orders(given: dict[str, Any]) -> Decimal:
    return over_call_offs(given["call_offs"], given["each"])


class HandleSimilar(Form):
    """What is decided about a need like this one."""

    handling = _choice("What is right here?", HANDLINGS, "Select what is right here")
    reason = forms.CharField(
        label="Why?",
        required=False,
        max_length=2000,
        widget=LINES,
        help_text="Not needed where both are counted together.",
    )
    approver = forms.CharField(
        label="Who approved that they are kept apart?",
        required=False,
        max_length=200,
        help_text="Name and role. Only where they are kept apart.",
    )
    nouns: ClassVar[dict[str, str]] = {"reason": "why", "approver": "who approved it"}


class RecordRegard(Form):
    """How regard was had to the national statement."""

    priorities = forms.MultipleChoiceField(
        label="Which national priorities does it serve?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.CharField(
        label="How?",
        max_length=2000,
        widget=LINES,
        help_text="For example, “Split into four lots, so that small firms can bid”",
    )
    departs_because = forms.CharField(
        label="Where does it depart from the statement, and why?",
        required=False,
        max_length=2000,
        widget=LINES,
        help_text="Leave it empty if it does not.",
    )
    considered_on = DateField(label="Considered on", noun="The day on which it was considered")
    nouns: ClassVar[dict[str, str]] = {
        "priorities": "the priorities",
        "how": "how it serves them",
        "departs_because": "why it departs",
    }

    def __init__(self, *args: Any, priorities: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["priorities"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  declared above
        field.choices = priorities


class JudgeProportion(Form):
    """How many measures are asked for."""

    chosen = forms.IntegerField(label="How many measures do you ask for?", widget=FEW)
    reason = forms.CharField(
        label="Why another number than the suggested one?",
        required=False,
        max_length=2000,
        widget=LINES,
        help_text="Not needed if you keep to it.",
    )
    nouns: ClassVar[dict[str, str]] = {"chosen": "how many measures you ask for", "reason": "why"}


class RecordConsent(Form):
    """Who consented to a contract that runs past vesting."""

    given_on = DateField(label="Consent given on", noun="The day of the consent")
    given_for = forms.CharField(label="Given by", max_length=200, help_text="The body that consents.")
    document = forms.CharField(label="Its paper", max_length=300, help_text="Reference or address.")


class Copy(Form):
    """The one copy that this form starts, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class Bidding(Form):
    """What a supplier knows of a contract. Sent by GET, so that an answer can be kept and shared by its address."""

    value = PoundsField(
        label="How much is the contract worth?",
        help_text="In all, with VAT. The notice or the opportunity says it. For example, £60,000",
        error_messages={"required": "Enter how much the contract is worth"},
    )
    months = forms.IntegerField(
        label="How many months does it last?",
        required=False,
        min_value=1,
        max_value=LONGEST,
        help_text="Leave it empty if you do not know.",
        widget=FEW,
    )
    labour = _choice("How much of it is people’s work?", LABOURS, "Select how much of it is people’s work")
    nouns: ClassVar[dict[str, str]] = {
        "value": "how much the contract is worth",
        "months": "how many months it lasts",
        "labour": "how much of it is people’s work",
    }

    def bought(self) -> Bought:
        """The answers as the scale reads them; who else bids is not known."""
        given: dict[str, Any] = self.cleaned_data
        return Bought(given["value"], given["months"], Labour(given["labour"]))
