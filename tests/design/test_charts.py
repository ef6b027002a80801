"""Charts and the tile map: same figures, same bytes; words for everything; a table that holds the same."""

from dataclasses import replace
from decimal import Decimal

import html5lib
import pytest

from socialvalue.design import charts, tilemap
from socialvalue.design.gallery import BARS, GRID, LINES, TILES
from socialvalue.foundation.refusal import Refusal

DRAWN = {"bars": charts.bars(BARS), "lines": charts.lines(LINES), "map": tilemap.draw(TILES)}


@pytest.mark.parametrize("name", DRAWN)
def test_picture_is_sound_and_has_title_and_description(name: str) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parseFragment(str(DRAWN[name]))
    svg = next(node for node in root.iter() if node.tag.endswith("svg"))
    assert svg.get("role") in {"img", "group"}
    named = [
        node.get("id") for node in svg.iter() if node.tag.endswith(("}title", "}desc")) and node.get("id")
    ]
    assert svg.get("aria-labelledby").split() == named
    assert "style=" not in DRAWN[name]


def test_same_figures_same_bytes() -> None:
    assert charts.bars(BARS) == DRAWN["bars"]
    assert charts.lines(LINES) == DRAWN["lines"]
    assert tilemap.draw(TILES) == DRAWN["map"]


def test_a_value_not_known_is_said_and_not_drawn_as_nought() -> None:
    assert "not known" in DRAWN["bars"]
    assert BARS.rows[2] == ("West district", ["350", "not known"])
    assert DRAWN["lines"].count("<circle") == 9 + 2  # nine known values, two in the legend


@pytest.mark.parametrize(
    ("largest", "top"),
    [(0, 1), (1, 1), (7, 8), (18, 20), (1240, 1500), (Decimal("0.3"), Decimal("0.3"))],
)
def test_steps_are_round_and_reach_the_largest(largest: int, top: int) -> None:
    ticks = charts.steps(largest)
    assert ticks[0] == 0
    assert ticks[-1] == top
    assert len(ticks) <= 6


def test_names_are_escaped() -> None:
    evil = replace(BARS, title="<b>", about="<i>", categories=("<u>", "b", "c"))
    assert not {"<b>", "<i>", "<u>"} & set(charts.bars(evil).replace(">", ">\n").split("\n"))


def test_all_nought_draws() -> None:
    nought = replace(BARS, series=(charts.Series("None", (0, 0, 0)),))
    assert charts.bars(nought).count("<rect") == 3 + 1  # and the pattern's


def test_map_says_suppressed_outside_and_figure() -> None:
    assert "too few" in DRAWN["map"]
    assert "outside" in DRAWN["map"]
    assert 'aria-label="Coast: 1,204 hours"' in DRAWN["map"]
    assert "Dale" not in [name for name, *_ in TILES.rows]


def test_map_and_table_hold_the_same() -> None:
    assert len(TILES.rows) == sum(not tile.outside for tile in TILES.tiles)
    for name, shown, href in (row for row in TILES.rows if row[2]):
        assert f'<a href="{href}" aria-label="{name}: {shown}">' in DRAWN["map"]


def test_place_without_a_figure_says_so() -> None:
    assert "no figure" in tilemap.draw(replace(TILES, places={}))


@pytest.mark.parametrize(
    ("grid", "code"),
    [
        (GRID.replace("B,Brook,BRO,0,1", "B,Brook,BRO,0,0"), "tiles-overlap"),
        ("code,name\nA,B\n", "tiles-columns"),
    ],
)
def test_wrong_grid_is_refused(grid: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        tilemap.read_tiles(grid)
    assert refused.value.code == code
