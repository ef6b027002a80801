"""Pages: the tab's title, lists kept in the address, strict names, the bridge for sign-in pages."""

from typing import Any

import html5lib
import jinja2
import pytest
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory

from socialvalue.design import gallery, ports
from socialvalue.design.listing import Listing, turns
from socialvalue.design.page import render
from socialvalue.design.parts import Column, Deed

QUESTION = "design/layouts/question.html"
COLUMNS = (Column("ref", "Reference", sort=True), Column("value", "Value", numeric=True))


@pytest.fixture(autouse=True)
def plain_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_bound", [lambda _request: ports.Frame()])


def request(query: str = "") -> Any:
    return RequestFactory().get(f"/?{query}")


def listing(query: str = "", total: int = 204) -> Listing:
    return Listing.of(
        request(query), COLUMNS, total=total, order="ref", noun="contract", export="/contracts.csv"
    )


def test_faults_answer_422_and_stand_in_the_title() -> None:
    page = render(request(), QUESTION, title="Every control", form=gallery.filled())
    assert page.status_code == 422
    assert b"<title>Error: Every control " in page.content
    assert render(request(), QUESTION, title="Every control", form=gallery.EveryControl()).status_code == 200


def test_page_is_parsed_strictly() -> None:
    page = render(request(), QUESTION, title="Every control", form=gallery.filled())
    html5lib.HTMLParser(strict=True).parse(page.content.decode())


def test_label_of_a_single_question_is_the_heading() -> None:
    page = render(request(), QUESTION, title="Is it a light touch contract?", form=gallery.OneQuestion())
    assert page.content.count(b"<h1") == 1
    assert b'<h1 class="govuk-fieldset__heading">' in page.content


def test_title_of_a_record_is_escaped() -> None:
    page = render(request(), "design/layouts/record.html", title="<script>x</script>", reference="<b>")
    assert b"<script>x" not in page.content
    assert b"<b>" not in page.content


def test_a_deed_not_allowed_says_why_and_has_no_button() -> None:
    deed = Deed("Send your bid", "/send", because="2 tasks are not complete")
    text = render(request(), "design/layouts/record.html", title="Bid", deed=deed).content.decode()
    assert "2 tasks are not complete" in text
    assert "/send" not in text


@pytest.mark.parametrize(
    "source", ["{{ mistyped }}", "{% if mistyped %}{% endif %}", "{{ record.mistyped }}"]
)
def test_a_mistyped_name_fails(source: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        engines["jinja2"].from_string(source).render({"record": Deed("a", "b")})


def test_a_key_left_out_of_a_dict_shows_nothing_as_the_macros_need() -> None:
    assert engines["jinja2"].from_string("[{{ given.left.out }}]").render({"given": {}}) == "[]"


def test_filters_write_as_the_council_writes() -> None:
    source = (
        "{{ 207720 | pounds }}, {{ 1 | count('contract') }}, {{ 1204 | count('contract') }}, {{ nothing }}"
    )
    assert (
        engines["jinja2"].from_string(source).render({"nothing": None})
        == "£207,720.00, 1 contract, 1,204 contracts, "
    )


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [(1, 1, [1]), (1, 5, [1, 2, 0, 5]), (5, 9, [1, 0, 4, 5, 6, 0, 9]), (3, 5, [1, 2, 3, 4, 5])],
)
def test_turns_skip_only_where_two_or_more_are_left_out(number: int, pages: int, shown: list[int]) -> None:
    assert turns(number, pages) == shown


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 1), ("page=3", 3), ("page=99", 5), ("page=0", 1), ("page=x", 1), ("page=-2", 1)],
)
def test_a_page_that_is_not_there_falls_back(query: str, number: int) -> None:
    assert listing(query).number == number


def test_only_columns_that_sort_can_be_asked_for() -> None:
    assert listing("sort=-ref").order == "-ref"
    assert listing("sort=value").order == "ref"
    assert listing("sort=password").order == "ref"


def test_filters_stay_in_every_link() -> None:
    asked = listing("place=east&place=west&page=2")
    hrefs = [asked.paging.next, asked.download, *(heading.href for heading in asked.headings if heading.href)]
    for href in hrefs:
        assert QueryDict(href.partition("?")[2]).getlist("place") == ["east", "west"]
    assert "page=" not in asked.download


def test_counts_in_words() -> None:
    assert listing("page=2").shown == "Showing 51 to 100 of 204 contracts"
    assert listing(total=1).shown == "1 contract"
    assert listing(total=1).paging is None


def test_sign_in_pages_stand_in_our_layout() -> None:
    title, content = "{% in_layout %} Sign <b>in</b>", "{% with_content %}<h1>{{ name }}</h1>"
    source = f"{{% load socialvalue %}}{title} {content}{{% with_scripts %}}{{% end_in_layout %}}"
    html = engines["django"].from_string(source).render({"name": "<i>"}, request())
    assert "<title>&lt;i&gt; – Social Value" in html  # the tab says what the page's heading says
    assert "<h1>&lt;i&gt;</h1>" in html
    assert "govuk-footer" in html
