"""Personal data in what a supplier writes about people who benefited (DPA-1): refused where it looks like it.

A person decides about words that only suggest it (`toms.rules.wording`); what has the shape of an address, a number of
a person or a full postcode is refused at once.
"""

from socialvalue.foundation.personal import personal_data
from socialvalue.foundation.refusal import Refusal

__all__ = ["personal_data", "require_no_personal_data"]


def require_no_personal_data(text: str, field: str) -> None:
    """Refuses a text with an address, a telephone or a National Insurance number in it."""
    if found := personal_data(text):
        raise Refusal(
            "personal-data",
            f"Take out {' and '.join(found)}: say how many people benefited and how, not who they are",
            clause="DPA-1",
            field=field,
        )
