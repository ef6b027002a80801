"""What happened to the policy's data and its rulings, in sentences: one for each past-tense event."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "pack_loaded": "{who} loaded version {policy} of the policy’s data.",
    "ruling_recorded": "{who} recorded this ruling.",
    "ruling_replaced": "{who} replaced this ruling by another.",
    "ruling_withdrawn": "{who} withdrew this ruling.",
}
