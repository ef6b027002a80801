"""How badges look: their levels as tags."""

from __future__ import annotations

from typing import Final

from socialvalue.design.parts import Colour, Tag

LEVELS: Final = {
    "platinum": Tag("Platinum", Colour.PURPLE),
    "gold": Tag("Gold", Colour.YELLOW),
    "none": Tag("No badge", Colour.RED),
    "not-assessed": Tag("Not assessed"),
}
VERDICTS: Final = {
    "met": Tag("Met", Colour.GREEN),
    "missed": Tag("Missed", Colour.RED),
    "not-due": Tag("Not due"),
}
