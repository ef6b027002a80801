"""Word documents from a .docx template, always in a sandbox: a template can reach its data and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from socialvalue.design.documents.shelf import NO_TIME, template_path

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST: Final = 255  # characters of a property, as Word has it
CONTENTS: Final = "[Content_Types].xml"  # first in the archive, as Word writes it


def render(template: str, data: Mapping[str, Any]) -> bytes:
    """The template filled with data. What people typed is escaped: it cannot become a part of the document's XML."""
    return filled(template_path(template, "docx").read_bytes(), data)


def filled(template: bytes, data: Mapping[str, Any]) -> bytes:
    """A template's bytes filled with data, in the sandbox."""
    document = DocxTemplate(BytesIO(template))
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render(dict(data), jinja_env=sandbox, autoescape=True)
    properties = document.docx.core_properties
    properties.title, properties.author, properties.comments = (
        str(data["title"])[:LONGEST],
        str(data.get("author", ""))[:LONGEST],
        "",
    )
    properties.language, properties.last_modified_by = "en-GB", ""
    properties.created = properties.modified = NO_TIME.replace(tzinfo=None)
    written = BytesIO()
    document.save(written)
    return _without_time(written.getvalue())


def _without_time(archive: bytes) -> bytes:
    """The same archive with its files in one order and no time of writing."""
    out = BytesIO()
    with ZipFile(BytesIO(archive)) as given, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as made:
        for name in sorted(given.namelist(), key=lambda name: (name != CONTENTS, name)):
            entry = ZipInfo(name, date_time=NO_TIME.timetuple()[:6])
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            made.writestr(entry, given.read(name))
    return out.getvalue()
