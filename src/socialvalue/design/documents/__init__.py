"""Documents to hand out: accessible PDF by typst, Word by docxtpl, from one set of data. Byte-identical twice.

    render(Kind.PDF, "design/plain", data)    # data: strings, numbers, lists, dicts; `plain.Paper.data()` makes it

A template stands in its room's `documents/`: `planning/documents/letter.typ`, `letter.docx`. What people typed reaches
it only as values: typst reads them as text, never as markup, and Word templates run in a sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from socialvalue.design.documents import pdf, word

UNSOUND: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Kind(StrEnum):
    """The kinds of file, by their ending."""

    PDF = "pdf"
    WORD = "docx"

    @property
    def content_type(self) -> str:
        """As a response names it."""
        return pdf.CONTENT_TYPE if self is Kind.PDF else word.CONTENT_TYPE


def render(kind: Kind, template: str, data: Mapping[str, Any]) -> bytes:
    """The document as a file. `template` is its room and name: "design/plain".

    `data["title"]` is the document's title. The same data gives the same bytes: there is no clock in a document.
    """
    sound = _sound(dict(data))
    return pdf.render(template, sound) if kind is Kind.PDF else word.render(template, sound)


def _sound(value: Any) -> Any:
    """The same without characters that neither XML nor typst can hold, whoever typed them."""
    if isinstance(value, str):
        return UNSOUND.sub("", value)
    if isinstance(value, Mapping):
        return {key: _sound(each) for key, each in value.items()}
    return [_sound(each) for each in value] if isinstance(value, (list, tuple)) else value
