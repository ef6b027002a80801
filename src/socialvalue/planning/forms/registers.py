"""What the registers of exemptions and breaches can be narrowed to; kept in the address."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms

from socialvalue.design.forms import Form
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today
from socialvalue.planning.models import BANDS, Breach, Exemption
from socialvalue.planning.queries import BreachesWanted, ExemptionsWanted

MANY: Final = forms.CheckboxSelectMultiple
YEARS_BACK: Final = 10
EITHER: Final = {"yes": True, "no": False}


class Register(Form):
    """A register that is narrowed by words and by a financial year."""

    q = forms.CharField(label="Words", required=False, max_length=200, help_text="Title, buyer or number")
    year = forms.ChoiceField(label="Financial year", required=False)
    mark_optional: ClassVar[bool] = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = FinancialYear.of(business_today()).start_year
        years = [FinancialYear(start).label for start in range(this, this - YEARS_BACK, -1)]
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [("", "Any"), *((label.replace("–", "-"), label) for label in years)]

    def year_wanted(self) -> FinancialYear | None:
        """The financial year that was chosen."""
        label = self.cleaned_data.get("year", "")
        return FinancialYear.parse(label) if label else None


class ExemptionFilters(Register):
    """What the register of exemptions can be narrowed to."""

    state = forms.MultipleChoiceField(
        label="State", choices=Exemption.State.choices, required=False, widget=MANY
    )
    conditions = forms.ChoiceField(
        label="Conditions", required=False, choices=[("", "Any"), ("yes", "With"), ("no", "Without")]
    )
    counts = forms.ChoiceField(
        label="Counts today",
        required=False,
        choices=[("", "Any"), ("yes", "Yes"), ("no", "It has ended")],
    )
    kind = forms.MultipleChoiceField(
        label="Kind", choices=Exemption.Kind.choices, required=False, widget=MANY
    )
    ground = forms.MultipleChoiceField(
        label="Ground", choices=Exemption.Ground.choices, required=False, widget=MANY
    )
    band = forms.MultipleChoiceField(label="Band", choices=BANDS, required=False, widget=MANY)
    buyer = forms.CharField(label="Buyer", required=False, max_length=100)

    def wanted(self) -> ExemptionsWanted:
        """The filters for the query. A value that no choice has is left out: an old address still opens."""
        self.full_clean()
        given = self.cleaned_data
        return ExemptionsWanted(
            states=tuple(given.get("state", ())),
            kinds=tuple(given.get("kind", ())),
            grounds=tuple(given.get("ground", ())),
            bands=tuple(given.get("band", ())),
            conditions=EITHER.get(given.get("conditions", "")),
            counts=EITHER.get(given.get("counts", "")),
            year=self.year_wanted(),
            buyer=given.get("buyer", ""),
            text=given.get("q", ""),
        )


class BreachFilters(Register):
    """What the list of breaches can be narrowed to."""

    state = forms.MultipleChoiceField(
        label="State", choices=Breach.State.choices, required=False, widget=MANY
    )
    missing = forms.MultipleChoiceField(
        label="What was missing", choices=Breach.Missing.choices, required=False, widget=MANY
    )

    def wanted(self) -> BreachesWanted:
        """The filters for the query. A value that no choice has is left out: an old address still opens."""
        self.full_clean()
        given = self.cleaned_data
        return BreachesWanted(
            states=tuple(given.get("state", ())),
            missing=tuple(given.get("missing", ())),
            year=self.year_wanted(),
            text=given.get("q", ""),
        )
