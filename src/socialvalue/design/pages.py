"""The brand's two files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from socialvalue.design.ports import frame_for

FOR_EVER = "public, max-age=31536000, immutable"  # the address changes with the content


def _file(text: str, content_type: str) -> HttpResponse:
    return HttpResponse(text, content_type=content_type, headers={"Cache-Control": FOR_EVER})


def brand(request: HttpRequest, version: str) -> HttpResponse:
    """The colours of the council as custom properties."""
    return _file(frame_for(request).brand.stylesheet, "text/css; charset=utf-8")


def favicon(request: HttpRequest, version: str) -> HttpResponse:
    return _file(frame_for(request).brand.favicon, "image/svg+xml")
