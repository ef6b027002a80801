"""A plain paper as a file to download, made once a process for the same words."""

from __future__ import annotations

from functools import lru_cache

import orjson
from django.http import HttpResponse

from socialvalue.design.documents import Kind, render
from socialvalue.design.documents.plain import TEMPLATE, Paper


def hand_out(kind: Kind, paper: Paper, name: str) -> HttpResponse:
    """The paper as an attachment of this name, without its ending."""
    response = HttpResponse(_made(kind, orjson.dumps(paper.data())), content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


@lru_cache(maxsize=16)
def _made(kind: Kind, data: bytes) -> bytes:
    """The bytes of these words: the same words make the same file."""
    return render(kind, TEMPLATE, orjson.loads(data))
