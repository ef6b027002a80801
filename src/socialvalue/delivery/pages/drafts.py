"""Answers on their way from a form over check-your-answers to the deed: signed, so that they come back as shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core import signing

from socialvalue.foundation.references import new_uid
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request

A_DAY: Final = 86_400


def sealed(request: Request, contract: str, kind: str, answers: Mapping[str, Any]) -> str:
    """The answers of this person about this contract, as one signed text with a key: sent twice, it counts once."""
    plain = {name: value for name, value in answers.items() if name != "kept"}
    own = {"contract": contract, "by": str(request.person.uid), "key": str(new_uid())}
    return signing.dumps(plain | own, salt=kind)


def opened(request: Request, contract: str, kind: str, text: str) -> dict[str, Any]:
    """The answers again; refused where someone else gave them, for another contract, or more than a day ago."""
    try:
        draft: dict[str, Any] = signing.loads(text, salt=kind, max_age=A_DAY)
    except signing.BadSignature:
        draft = {}
    if (draft.get("contract"), draft.get("by")) != (contract, str(request.person.uid)) or "key" not in draft:
        raise Refusal(
            "draft-unreadable", "These answers can no longer be sent. Start the report again.", status=409
        )
    return draft | {"kept": text}
