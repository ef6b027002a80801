"""The one form renderer: every control, its hint, its error, and the way there from the summary."""

from decimal import Decimal
from typing import Any, ClassVar

import html5lib
import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.core.validators import RegexValidator

from socialvalue.design.fields import DateField, PoundsField, YesNo
from socialvalue.design.forms import Form, error_links
from socialvalue.design.gallery import EveryControl, Filters, filled

HIDDEN = ("version",)
NAMES = [name for name in EveryControl.base_fields if name not in HIDDEN]


def described(html: str) -> set[str]:
    return {part for node in tree(html).iter() for part in (node.get("aria-describedby") or "").split()}


def tree(html: object) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(str(html))


def ids(html: object) -> set[str]:
    return {node.get("id") for node in tree(html).iter() if node.get("id")}


@pytest.mark.parametrize(
    "form", [EveryControl(), filled(), Filters()], ids=["empty", "with faults", "filters"]
)
def test_form_is_sound_markup_without_double_ids(form: forms.Form) -> None:
    every = [node.get("id") for node in tree(form).iter() if node.get("id")]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("name", NAMES)
def test_every_control_is_govuks_and_labelled(name: str) -> None:
    root = tree(EveryControl()[name].as_field_group())
    inputs = [node for node in root.iter() if node.tag in {"input", "select", "textarea"}]
    labels = {node.get("for") for node in root.iter("label")}
    assert inputs
    for node in inputs:
        assert "govuk-" in node.get("class")
        assert node.get("id") in labels


@pytest.mark.parametrize("name", ["title", "value", "starts", "light_touch", "how", "evidence"])
def test_hint_is_tied_to_its_control(name: str) -> None:
    html = str(EveryControl()[name].as_field_group())
    assert f"id_{name}-hint" in described(html) <= ids(html)


@pytest.mark.parametrize("name", sorted(set(filled().errors) - set(HIDDEN)))
def test_fault_is_shown_and_tied(name: str) -> None:
    html = str(filled()[name].as_field_group())
    assert "govuk-error-message" in html
    assert f"id_{name}-error" in described(html) <= ids(html)


def test_summary_leads_to_controls_that_exist_in_the_order_of_the_page() -> None:
    form = filled()
    links = [link.href.removeprefix("#") for link in error_links(form) if link.href]
    html = str(form)
    assert set(links) <= ids(html)
    assert links == sorted(links, key=lambda link: html.index(f'id="{link}"'))
    assert "id_starts_day" in links


def test_no_form_no_summary() -> None:
    assert error_links(None) == [] == error_links(EveryControl())


def test_messages_are_made_from_labels() -> None:
    errors = EveryControl({}).errors
    assert errors["title"] == ["Enter the title"]
    assert errors["theme"] == ["Select the theme"]
    assert errors["how"] == ["Enter how you will deliver it"]
    assert errors["evidence"] == ["Upload the evidence"]
    assert errors["starts"] == ["Enter the contract start date"]


def test_stock_messages_of_django_are_never_shown() -> None:
    kinds = (forms.Field, forms.IntegerField, forms.ChoiceField, forms.FileField)
    stock = {str(text) for kind in kinds for text in kind.default_error_messages.values()}
    lists = [faults for form in (EveryControl({}), filled()) for faults in form.errors.values()]
    assert not stock & {fault for faults in lists for fault in faults}


def test_a_question_without_its_own_message_is_refused_when_the_form_is_made() -> None:
    class Vague(Form):
        ready = YesNo(label="Is it ready?")

    with pytest.raises(ImproperlyConfigured, match="ready"):
        Vague()


def test_a_noun_is_enough_for_a_question() -> None:
    class Clear(Form):
        nouns: ClassVar = {"ends": "the date it ends"}
        ends = DateField(label="When does it end?")

    assert Clear({}).errors["ends"] == ["Enter the date it ends"]
    assert Clear({"ends_day": "1"}).errors["ends"] == ["The date it ends must include a month and a year"]


def test_a_validators_own_words_stay() -> None:
    class Postcode(Form):
        code = forms.CharField(
            label="Postcode", validators=[RegexValidator("^[A-Z]+$", "Enter a full postcode")]
        )

    assert Postcode({"code": "1"}).errors["code"] == ["Enter a full postcode"]


def test_text_of_a_person_is_escaped_everywhere() -> None:
    evil = "<script>alert(1)</script>"

    class Evil(Form):
        text = forms.CharField(label=evil, help_text=evil, initial=evil)
        choice = forms.ChoiceField(label=evil, choices=[(evil, evil)], widget=forms.RadioSelect)
        many = forms.ChoiceField(label="Many", choices=[(evil, evil)])
        when = DateField(label=evil, help_text=evil)

    assert "<script" not in str(Evil())
    assert "<script" not in str(Evil({"text": evil, "when_day": evil, "choice": evil}))


def test_a_field_revealed_by_a_choice_stands_under_it_once() -> None:
    html = str(EveryControl())
    assert html.count('name="other_kind"') == 1
    assert "conditional-id_kind" in html


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("£1,234.50", "1234.50"), ("1234.5", "1234.50"), (" 0 ", "0.00"), ("207720", "207720.00")],
)
def test_pounds_are_read_as_people_write_them(typed: str, amount: str) -> None:
    assert PoundsField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["two", "1e9", "-5", "1,23", "1.234", "NaN"])
def test_what_is_not_pounds_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        PoundsField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "fault", "parts"),
    [
        (("31", "2", "2028"), "Start must be a real date, like 27 3 2028", ["day"]),
        (("1", "13", "2028"), "Start must be a real date, like 27 3 2028", ["month"]),
        (("1", "", "2028"), "Start must include a month", ["month"]),
        (("1", "1", "28"), "Year must include 4 numbers", ["year"]),
        (("1", "1", "0001"), "Year must be from 1900 to 2199", ["year"]),
        (("31", "12", "9999"), "Year must be from 1900 to 2199", ["year"]),
        (("x", "1", "2028"), "Start must be a real date, like 27 3 2028", ["day"]),
    ],
)
def test_date_says_which_part_is_wrong(typed: tuple[str, ...], fault: str, parts: list[str]) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        DateField(label="Start").clean(list(typed))
    assert refused.value.messages == [fault]
    assert refused.value.params == {"parts": parts}


def test_date_takes_a_month_by_name() -> None:
    assert str(DateField(label="Start").clean(["1", "April", "2027"])) == "2027-04-01"


@pytest.mark.parametrize(("given", "meant"), [("yes", True), ("no", False)])
def test_yes_and_no(given: str, meant: bool) -> None:
    assert YesNo().clean(given) is meant


def test_neither_yes_nor_no_is_none_where_it_may_be_left_out() -> None:
    assert YesNo(required=False).clean("") is None
