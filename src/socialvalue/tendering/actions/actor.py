"""Who did it: every row of this room that names a person needs one with an account."""

from __future__ import annotations

from uuid import UUID

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person


def actor(by: Person) -> UUID:
    """The uid of whoever does a deed."""
    if by.uid is None:
        raise Refusal(code="sign-in-needed", text="You need to sign in first.", status=403)
    return by.uid
