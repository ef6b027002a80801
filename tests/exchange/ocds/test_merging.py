"""Merging a procurement: what the fixtures do not cover, and the peer as an oracle."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.exchange.ocds import derive as derive_module
from socialvalue.exchange.ocds.derive import merge_rules, shapes
from socialvalue.exchange.ocds.merge import Clash, Duplicates, compiled, rule_tree, uk_rules, versioned
from tests.exchange.ocds.helpers import NOTICES, needs_notices, release

SOURCE = NOTICES / "uk_patched_release_schema.json"


def merged(*tenders: dict[str, Any], **how: Any) -> dict[str, Any]:
    return compiled([release(tender=tender) for tender in copy.deepcopy(tenders)], **how)["tender"]  # type: ignore[no-any-return]


def test_null_removes_a_whole_object() -> None:
    assert merged({"id": "1", "value": {"amount": 5}}, {"value": None}) == {"id": "1"}


def test_two_different_things_with_one_id_are_both_kept_and_told() -> None:
    clashes: list[Clash] = []
    lots = [{"id": "1", "title": "A"}, {"id": "1", "title": "B"}]
    assert merged({"lots": lots}, {"lots": lots}, report=clashes.append)["lots"] == lots
    assert {clash.code for clash in clashes} == {"list-id-duplicated"}


def test_the_same_thing_twice_is_kept_once_and_told() -> None:
    clashes: list[Clash] = []
    assert merged({"lots": [{"id": "1"}, {"id": "1"}]}, report=clashes.append) == {"lots": [{"id": "1"}]}
    assert [clash.code for clash in clashes] == ["list-repeated"]


def test_things_without_id_are_never_mixed() -> None:
    lots = [{"title": "A"}, {"id": None, "title": "B"}]
    assert merged({"lots": lots})["lots"] == [{"title": "A"}, {"title": "B"}]


def test_a_repetition_does_not_double_what_it_holds() -> None:
    lot = {"id": "1", "options": [{"title": "A"}]}
    assert merged({"lots": [lot, lot]}, report=lambda clash: None) == {"lots": [lot]}


def test_things_without_id_stand_for_themselves_in_every_release() -> None:
    lots = [{"title": "A"}]
    peer = pytest.importorskip("ocdsmerge").Merger(
        merge_rules={("id",): "omitWhenMerged", ("date",): "omitWhenMerged"}
    )
    releases = [release(tender={"lots": lots}), release(tender={"lots": lots})]
    assert merged({"lots": lots}, {"lots": lots}) == peer.create_compiled_release(releases)["tender"]
    assert merged({"lots": lots}, {"lots": lots}) == {"lots": lots + lots}


def test_a_change_of_kind_keeps_the_later_and_is_told() -> None:
    clashes: list[Clash] = []
    assert merged({"value": "five"}, {"value": {"amount": 5}}, report=clashes.append) == {
        "value": {"amount": 5}
    }
    assert [clash.code for clash in clashes] == ["merge-type-changed"]


def test_the_name_of_a_field_broken_by_a_line_wrap_is_told() -> None:
    clashes: list[Clash] = []
    merged({"contactP    oint": {"name": "x"}}, report=clashes.append)
    assert [(clash.code, clash.path) for clash in clashes] == [("key-broken", "/tender")]


def test_the_history_of_a_field_is_kept() -> None:
    history = versioned([release(tender={"title": "A"}), release(id="2", tender={"title": "B"})])["tender"][
        "title"
    ]
    assert [(each["releaseID"], each["value"]) for each in history] == [("000001-2026", "A"), ("2", "B")]


@needs_notices
@pytest.mark.parametrize(("name", "derive"), [("merge_rules.json", merge_rules), ("shapes.json", shapes)])
def test_the_committed_rules_are_those_of_the_schema(name: str, derive: Any) -> None:
    committed = json.loads(Path(str(derive_module.__file__)).with_name(name).read_text())
    assert committed == derive(json.loads(SOURCE.read_text()))


# the peer as an oracle --------------------

leaves = st.none() | st.integers(0, 3) | st.text("xy", max_size=2)
objects = st.deferred(
    lambda: st.fixed_dictionaries(
        {}, optional={"a": leaves, "b": leaves, "o": objects, "lots": lists, "whole": lists}
    )
)
lists = st.lists(
    st.tuples(st.integers(0, 3), st.dictionaries(st.sampled_from("cd"), leaves, max_size=2)), max_size=3
).map(lambda pairs: [{"id": number, **fields} for number, fields in dict(pairs).items()])


def pruned(value: Any) -> Any:
    """Without empty things: the peer keeps some that the standard leaves open."""
    if isinstance(value, dict):
        kept = {key: pruned(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in ({}, [])}
    return [pruned(item) for item in value] if isinstance(value, list) else value


@given(st.lists(objects, min_size=1, max_size=4))
def test_merging_agrees_with_the_peer(bodies: list[dict[str, Any]]) -> None:
    peer = pytest.importorskip("ocdsmerge")
    rules = {"id": "omitWhenMerged", "date": "omitWhenMerged", "tender/whole": "wholeListMerge"}
    releases = [
        release(date=f"2026-01-{day:02d}T00:00:00Z", tender=body) for day, body in enumerate(bodies, 1)
    ]
    theirs = peer.Merger(merge_rules={tuple(path.split("/")): rule for path, rule in rules.items()})
    expected = (
        theirs.create_compiled_release(copy.deepcopy(releases)),
        theirs.create_versioned_release(releases),
    )
    ours = copy.deepcopy(releases)
    how = {"rules": rule_tree(rules), "duplicates": Duplicates.OVERWRITE}
    assert pruned(versioned(ours, **how)) == pruned(expected[1])  # type: ignore[arg-type]
    assert pruned(compiled(ours, **how)) == pruned(expected[0])  # type: ignore[arg-type]


@needs_notices
def test_real_notices_merge_as_the_peer_merges_them() -> None:
    peer = pytest.importorskip("ocdsmerge")
    rules = merge_rules(json.loads(SOURCE.read_text()))
    theirs = peer.Merger(merge_rules={tuple(path.split("/")): rule for path, rule in rules.items()})
    groups: dict[str, list[Any]] = {}
    for name in ("contracts-finder-2025-03.json", "find-a-tender-2026-09-sample.json"):
        for each in json.loads((NOTICES / name).read_text())["releases"]:
            groups.setdefault(each["ocid"], []).append(each)
    for releases in groups.values():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("warnings.warn", lambda *said, **how: None)
            expected = theirs.create_compiled_release(copy.deepcopy(releases))
        ours = compiled(
            sorted(releases, key=lambda r: r["date"]), rules=uk_rules(), duplicates=Duplicates.OVERWRITE
        )
        assert pruned(ours) == pruned(expected)
    assert len(groups) == 203
