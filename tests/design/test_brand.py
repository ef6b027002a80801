"""A brand nobody could read is refused."""

import html5lib
import pytest

from socialvalue.design.brand import Brand, contrast, mixed
from socialvalue.foundation.refusal import Refusal


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_wcags(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01) == contrast(other, one)


@pytest.mark.parametrize(
    "wrong", [{"colour": "#888888"}, {"link": "#777777"}, {"colour": "blue"}, {"link": "#FFF"}]
)
def test_unreadable_brand_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        Brand(**wrong)
    assert refused.value.code == "brand-unusable"


def test_stylesheet_recolours_and_names_its_version() -> None:
    brand, other = Brand(colour="#5b2c6f"), Brand(colour="#14532d")
    assert "--govuk-brand-colour:#5b2c6f;" in brand.stylesheet
    assert brand.version != other.version
    assert brand.version == Brand(colour="#5b2c6f").version


def test_icon_is_sound_markup_in_the_brand_colour() -> None:
    html5lib.HTMLParser(strict=True).parseFragment(Brand().favicon)
    assert Brand().colour in Brand().favicon


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert mixed("#000000", "#ffffff", 0) == "#000000"
    assert mixed("#000000", "#ffffff", 1) == "#ffffff"
