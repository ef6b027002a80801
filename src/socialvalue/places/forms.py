"""Finding an area."""

from __future__ import annotations

from django import forms

from socialvalue.design.forms import Form


class FindArea(Form):
    """A postcode or the first half of one. Only the first half is used, and nothing is kept."""

    postcode = forms.CharField(
        label="Postcode",
        max_length=10,
        required=False,
        help_text="The first half is enough, for example CT9. We do not keep it.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "postal-code"}),
    )
    mark_optional = False
