"""What pages of higher rooms show of the policy: the tag of a band and of a ruling, the same everywhere."""

from __future__ import annotations

from typing import Final

from socialvalue.design.parts import Colour, Tag
from socialvalue.policy.rules import Band

COLOURS: Final[dict[str, Colour]] = {
    Band.MANDATORY: Colour.BLUE,
    Band.ENCOURAGED: Colour.TEAL,
    Band.VOLUNTARY: Colour.GREY,
    Band.UNDETERMINED: Colour.YELLOW,
}
RULING_STATES: Final = {
    "in-force": Tag("In force", Colour.GREEN),
    "replaced": Tag("Replaced", Colour.GREY),
    "withdrawn": Tag("Withdrawn", Colour.GREY),
}


def band_tag(band: str) -> Tag:
    """The tag of a band."""
    return Tag(band.capitalize(), COLOURS[band])
