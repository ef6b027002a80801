"""The words of a page, a PDF or a Word document, for tests that compare them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from pypdf import PdfReader

from tests.strict import page, text_of


def words_of(response: Any, kind: str) -> str:
    """The words of a page (""), a ".pdf" or a ".docx"."""
    if kind == "":
        return text_of(page(response))
    if kind == ".pdf":
        pages = PdfReader(BytesIO(response.content)).pages
        return " ".join(" ".join(each.extract_text().split()) for each in pages)
    document = Document(BytesIO(response.content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    footer = document.sections[0].footer.paragraphs
    return " ".join([*(each.text for each in (*document.paragraphs, *footer)), *cells])
