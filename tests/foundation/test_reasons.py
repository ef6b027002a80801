"""A reason has ten characters that can be seen."""

import pytest

from socialvalue.foundation.reasons import SHORTEST_REASON, length, sufficient
from socialvalue.foundation.refusal import Refusal

ZERO_WIDTH, TURNED = "\u200b", "\u202e"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Not needed", 10),
        ("  ok \n", 2),
        (TURNED + ZERO_WIDTH * 20, 0),
        ("a\nb", 3),
        ("Zoë’s café", 10),
        ("", 0),
    ],
)
def test_only_what_can_be_seen_is_counted(text: str, seen: int) -> None:
    assert length(text) == seen


def test_a_reason_is_kept_without_the_white_space_around_it() -> None:
    assert sufficient("  Not needed \n", "INC-4") == "Not needed"
    assert len("Not needed") == SHORTEST_REASON


@pytest.mark.parametrize("text", ["Not neede", " " * 20, ZERO_WIDTH * 20, "ok" + ZERO_WIDTH * 20])
def test_one_that_says_nothing_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(Refusal, match="at least 10 characters") as told:
        sufficient(text, "INC-4", field="why")
    assert (told.value.field, told.value.clause) == ("why", "INC-4")
