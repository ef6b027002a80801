"""The toolkit: guides that the pack holds, tools that lead somewhere, words that suppliers understand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse

from socialvalue.design.documents import Kind
from socialvalue.foundation.refusal import Refusal
from socialvalue.governance.pack import FILE, check_toolkit, toolkit_of
from socialvalue.governance.rules import Guide, Point, Reader
from socialvalue.policy.pack import default_pack_path, read_table
from tests.cast import Browser
from tests.documents import words_of
from tests.strict import page, text_of

pytestmark = [pytest.mark.clause("GOV-4"), pytest.mark.clause("OBJ-1"), pytest.mark.clause("PRE-4")]
PACK = toolkit_of(read_table(default_pack_path() / FILE))


def test_there_are_guides_for_suppliers_and_for_officers() -> None:
    assert all(len(PACK.for_reader(reader)) >= 3 for reader in Reader)


@pytest.mark.parametrize("guide", PACK.guides, ids=lambda guide: guide.slug)
def test_every_page_that_a_guide_leads_to_is_there(guide: object) -> None:
    for part in guide.parts:  # type: ignore[attr-defined]
        for point in part.points:
            try:
                assert not point.page or reverse(point.page)
            except NoReverseMatch:
                pytest.fail(f"{point.text}: no page {point.page}")


@pytest.mark.parametrize("guide", PACK.for_reader(Reader.SUPPLIERS), ids=lambda guide: guide.slug)
def test_suppliers_read_short_sentences(guide: object) -> None:
    said = [text for part in guide.parts for text in (*part.text, *(point.text for point in part.points))]  # type: ignore[attr-defined]
    sentences = [each for text in said for each in re.split(r"(?<=[.!?:]) ", text)]
    assert max((len(each.split()) for each in sentences), default=0) <= 25


def test_a_guide_is_read_by_anyone(visitor: Browser) -> None:
    assert "Your first bid" in text_of(page(visitor.get("/toolkit")))
    assert "0 is an answer" in text_of(page(visitor.get("/toolkit/first-bid")))
    assert visitor.get("/toolkit/no-such-guide").status_code == 404


@pytest.mark.parametrize("guide", PACK.guides, ids=lambda guide: guide.slug)
@pytest.mark.parametrize("kind", Kind)
def test_every_guide_and_template_is_a_file_too(visitor: Browser, guide: Guide, kind: Kind) -> None:
    response = visitor.get(f"/toolkit/{guide.slug}.{kind}")
    assert response["Content-Type"] == kind.content_type
    assert response["Content-Disposition"] == f'attachment; filename="{guide.slug}.{kind}"'
    words = " ".join(words_of(response, f".{kind}").split())
    for part in guide.parts:
        assert part.title in words and all(start in words for start in part.starts)
    assert visitor.get(f"/toolkit/no-such-guide.{kind}").status_code == 404


def test_a_template_has_blank_lines_to_fill_in(visitor: Browser) -> None:
    form = PACK.guide("short-answer-form")
    assert form is not None and form.is_template and not PACK.guides[0].is_template
    assert form.parts[0].lines == (("", "", "", "", ""),) * 3
    assert "Templates to fill in" in text_of(page(visitor.get("/toolkit")))
    shown = page(visitor.get("/toolkit/short-answer-form"))
    assert "What will prove it" in text_of(shown)
    lines = [text_of(each) for each in shown.iter("th") if each.get("scope") == "row"]
    assert lines == ["1", "2", "3"] * 2


def test_a_table_without_lines_is_refused(tmp_path: Path) -> None:
    part = '[[guide.part]]\ntitle = "C"\ncolumns = ["D"]\n'
    (tmp_path / FILE).write_text(
        f'notice = "N"\n[[guide]]\nslug = "a"\nreader = "officers"\ntitle = "A"\nlead = "B"\n{part}'
    )
    with pytest.raises(Refusal, match="both “columns” and “lines”"):
        check_toolkit(tmp_path)


def test_a_point_may_lead_to_a_page() -> None:
    assert Point.of("See them. -> measures") == Point("See them.", "measures")
    assert Point.of("Nothing more") == Point("Nothing more")


def test_two_guides_at_one_address_are_refused(tmp_path: Path) -> None:
    part = '[[guide.part]]\ntitle = "C"\ntext = ["D"]\n'
    one = f'[[guide]]\nslug = "a"\nreader = "officers"\ntitle = "A"\nlead = "B"\n{part}'
    (tmp_path / FILE).write_text(f'notice = "N"\n{one}{one}')
    with pytest.raises(Refusal) as told:
        check_toolkit(tmp_path)
    assert "another slug" in told.value.text
