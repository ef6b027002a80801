"""PDF/UA-1 by typst: tagged, with title and language; typst refuses what a screen reader could not read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import orjson
import typst

from socialvalue.design.documents.shelf import NO_TIME, ROOMS, template_path

CONTENT_TYPE: Final = "application/pdf"


def render(template: str, data: Mapping[str, Any]) -> bytes:
    """The template filled with data, which it reads as `json(bytes(sys.inputs.data))`.

    Only the fonts that typst brings are used: the file is the same on every machine.
    """
    made = typst.compile(
        str(template_path(template, "typ")),
        root=str(ROOMS),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        timestamp=NO_TIME,
        sys_inputs={"data": orjson.dumps(data).decode()},
    )
    assert isinstance(made, bytes)  # noqa: S101  one PDF is one file
    return made
