"""Doing the deed that a form asks for: what every page of a deed shares."""

from __future__ import annotations

from collections.abc import Callable

from socialvalue.design.forms import Form
from socialvalue.foundation.refusal import Refusal


def done(form: Form, deed: Callable[[], object]) -> bool:
    """Do the deed if the form allows; a refusal that the person can put right stands beside its field."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        return False
    return True
