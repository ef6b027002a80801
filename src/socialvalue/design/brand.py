"""A council's brand: two names and a few colours, checked for contrast, as one stylesheet and one icon."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from socialvalue.foundation.refusal import Refusal

WHITE = "#ffffff"
SMALLEST_CONTRAST = 4.5  # WCAG 2.2 success criterion 1.4.3, ordinary text
_HEX = re.compile(r"#[0-9a-f]{6}")


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, with_: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of another colour in it."""
    pairs = ((int(colour[at : at + 2], 16), int(with_[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in pairs)


@dataclass(frozen=True)
class Brand:
    """Comes from a pack. Refused where white on `colour`, or a link on white or the tint, is below AA."""

    council: str = "Demonstration Council"
    service: str = "Social Value"
    colour: str = "#1d3557"
    link: str = "#1a65a6"

    def __post_init__(self) -> None:
        for name in ("colour", "link"):
            if not _HEX.fullmatch(getattr(self, name)):
                raise Refusal(
                    "brand-unusable",
                    f"brand {name} must be written like #1d3557, not {getattr(self, name)!r}",
                )
        for what, ink, paper in (
            ("white text on the brand colour", WHITE, self.colour),
            ("a link on white", self.link, WHITE),
            ("a link on the brand's tint", self.link, self.tint),
        ):
            if (ratio := contrast(ink, paper)) < SMALLEST_CONTRAST:
                raise Refusal(
                    "brand-unusable",
                    f"{what} has contrast {ratio:.2f}; at least {SMALLEST_CONTRAST} is needed",
                )

    @property
    def tint(self) -> str:
        """The pale surface behind the service navigation and the footer."""
        return mixed(self.colour, WHITE, 0.95)

    @cached_property
    def stylesheet(self) -> str:
        """Custom properties that recolour GOV.UK Frontend; nothing else is needed."""
        properties = {
            "--govuk-brand-colour": self.colour,
            "--govuk-link-colour": self.link,
            "--govuk-link-hover-colour": mixed(self.link, "#000000", 0.4),
            "--govuk-template-background-colour": self.tint,
            "--govuk-surface-background-colour": self.tint,
            "--govuk-surface-border-colour": mixed(self.colour, WHITE, 0.5),
            "--sv-brand-strong": mixed(self.colour, "#000000", 0.25),
        }
        return ":root{" + "".join(f"{name}:{value};" for name, value in properties.items()) + "}\n"

    @cached_property
    def version(self) -> str:
        """Names the stylesheet in its address, so that it may be kept for ever."""
        return hashlib.sha256((self.stylesheet + self.favicon).encode()).hexdigest()[:12]

    @property
    def favicon(self) -> str:
        """A plain square in the brand colour with two linked rings: given and returned."""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
            f'<rect width="32" height="32" rx="6" fill="{self.colour}"/>'
            '<g fill="none" stroke="#fff" stroke-width="3"><circle cx="12" cy="16" r="6"/>'
            '<circle cx="20" cy="16" r="6"/></g></svg>\n'
        )
