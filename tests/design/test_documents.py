"""Papers to hand out: accessible PDF and Word, byte-identical twice; what is typed stays text."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from jinja2.exceptions import SecurityError, UndefinedError
from pypdf import PdfReader

from socialvalue.design.documents import Kind, render
from socialvalue.design.documents.plain import TEMPLATE, Heading, Paper, Points, Section, Table, Text
from socialvalue.design.documents.word import filled

NASTY = 'Bread & <b>butter</b> #panic("no") {{ 7 * 7 }} $x$ *bold* \\ "quoted" £5'


def paper(text: str = "Nobody has to offer all of them.") -> Paper:
    blocks = (
        Text(text),
        Heading("Employer"),
        Points(("First point", text)),
        Table("Figures of need", ("Place", "Figure"), (("Thanet", "1 in 4"), ("Swale", text))),
    )
    return Paper("What we ask for", "A lead.", "A council", "Version 1.", (Section("Priorities", blocks),))


def pdf(**given: Any) -> PdfReader:
    return PdfReader(BytesIO(render(Kind.PDF, TEMPLATE, paper(**given).data())))


def word(**given: Any) -> Any:
    return Document(BytesIO(render(Kind.WORD, TEMPLATE, paper(**given).data())))


@pytest.mark.parametrize("kind", Kind)
def test_the_same_words_make_the_same_bytes(kind: Kind) -> None:
    data = paper().data()
    assert render(kind, TEMPLATE, data) == render(kind, TEMPLATE, data)


def test_a_pdf_is_tagged_and_says_its_title_and_language() -> None:
    root = pdf().root_object
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf().metadata.title == "What we ask for"  # type: ignore[union-attr]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def kinds_of_tags(node: Any) -> list[str]:
    """The kinds of the structure tree, in the order of reading."""
    found = [str(node["/S"])] if "/S" in node else []
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        each = child.get_object() if hasattr(child, "get_object") else child
        found += kinds_of_tags(each) if isinstance(each, dict) else []
    return found


def test_a_pdf_has_headings_lists_and_a_table_with_headings_of_its_columns() -> None:
    kinds = kinds_of_tags(pdf().root_object["/StructTreeRoot"])
    for kind in ("/Title", "/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Caption"):
        assert kind in kinds, kind


def test_what_is_typed_stays_text_in_a_pdf() -> None:
    words = " ".join(page.extract_text() for page in pdf(text=NASTY).pages)
    for part in ("<b>butter</b>", "#panic", "{{ 7 * 7 }}", "*bold*", "$x$", "£5"):
        assert part in words.replace("\n", " "), part


def test_a_word_document_has_headings_points_and_a_table() -> None:
    document = word()
    styles = {each.text: each.style.name for each in document.paragraphs}
    assert (styles["What we ask for"], styles["Priorities"], styles["Employer"]) == (
        "Title",
        "Heading 1",
        "Heading 2",
    )
    assert styles["First point"] == "List Bullet"
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows][:2] == [
        ["Place", "Figure"],
        ["Thanet", "1 in 4"],
    ]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert (document.core_properties.title, document.core_properties.language) == ("What we ask for", "en-GB")


def test_what_is_typed_stays_text_in_a_word_document() -> None:
    document = word(text=NASTY)
    assert NASTY in {each.text for each in document.paragraphs}
    assert document.tables[0].rows[2].cells[1].text == NASTY


@pytest.mark.parametrize("kind", Kind)
def test_characters_that_no_document_can_hold_are_left_out(kind: Kind) -> None:
    odd = render(kind, TEMPLATE, paper(text="Swale\x0b and\x00 Thanet\ud800").data())
    assert odd == render(kind, TEMPLATE, paper(text="Swale and Thanet").data())


def test_no_file_in_a_word_document_has_a_time() -> None:
    with ZipFile(BytesIO(render(Kind.WORD, TEMPLATE, paper().data()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def template(text: str) -> bytes:
    """A Word template with one paragraph."""
    document, written = Document(), BytesIO()
    document.add_paragraph(text)
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", SecurityError),
        ("{{ title.__class__ }}", SecurityError),
        ("{{ misspelt }}", UndefinedError),
    ],
)
def test_a_template_reaches_its_data_and_nothing_else(text: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        filled(template(text), {"title": "A"})


@pytest.mark.parametrize(
    "name", ["plain", "../plain", "design/../plain", "design/plain.typ", "/etc/passwd", "a/b/c"]
)
def test_a_name_leads_to_a_template_of_a_room_and_nowhere_else(name: str) -> None:
    for kind in Kind:
        with pytest.raises(ValueError, match="does not name a room"):
            render(kind, name, {"title": "A"})
