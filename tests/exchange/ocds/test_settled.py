"""A release with nothing to settle is taken as it is: the short way answers what the long way does."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from socialvalue.exchange.ocds import merge
from socialvalue.exchange.ocds.settled import is_settled

NAMES = ["id", "tender", "title", "lots", "awards", "suppliers", "parties", "roles", "value", "amount"]
plain = some.none() | some.integers(0, 3) | some.sampled_from(["", "a", "b"])
values = some.recursive(
    plain,
    lambda inner: (
        some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=12,
)
releases = some.dictionaries(some.sampled_from(NAMES), values, max_size=6)


@given(releases)
def test_short_and_long_way_answer_the_same(body: dict[str, Any]) -> None:
    release = {"ocid": "ocds-1", "date": "2026-01-01", "tag": ["tender"], **body}
    merge._NAMES_MET.update(NAMES, ["ocid", "date"])
    answer = merge.compiled([deepcopy(release)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge, "is_settled", lambda body, known: False)
        assert merge.compiled([release]) == answer


@pytest.mark.parametrize(
    "body",
    [
        {"title": None},
        {"tender": {}},
        {"lots": []},
        {"lots": [{"id": "1"}, {"id": 1}]},
        {"tender": {"lots": [{"id": "1"}, "text"]}},
        {"ti tle": "a damaged name"},
    ],
    ids=str,
)
def test_what_merging_would_change_is_not_settled(body: dict[str, Any]) -> None:
    assert not is_settled(body, {"title", "tender", "lots", "id"})
