"""One bad value in one notice costs that value or that notice, and never the rest of the file."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from socialvalue.exchange.ocds import checks, dryrun, gather, release
from socialvalue.exchange.ocds.bench import made_up
from socialvalue.exchange.ocds.dryrun import Report, examine
from socialvalue.policy.pack import default_pack_path, load_policy

POLICY = load_policy(default_pack_path())
WHOLE: dict[str, Any] = made_up(1, 0) | {
    "bids": {"statistics": [{"id": "1", "measure": "lowestValidBidValue", "value": 5, "relatedLot": "1"}]},
    "contracts": [
        {"id": "c1", "awardID": "1", "period": {"startDate": "2026-07-01", "endDate": "2028-06-30"}}
    ],
}
WHOLE["awards"][0] |= {
    "contractPeriod": {"startDate": "2026-07-01T00:00:00Z"},
    "date": "2026-06-01T00:00:00Z",
}
WHOLE["tender"] |= {"specialRegime": ["lightTouch"], "techniques": {"hasFrameworkAgreement": True}}


def examined(*releases: Any) -> Report:
    raw = json.dumps({"releases": list(releases)}).encode()
    return examine([io.BytesIO(raw)], policy=POLICY, decided_on=date(2026, 6, 1))


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a release that can hold another value: its holder and its key."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(steps):
        yield value, key
        yield from places(inner)


def mangled(path: str, value: Any) -> Any:
    """The release with another value at `awards/0/status`."""
    bad = copy.deepcopy(WHOLE)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    holder: Any = bad
    for step in steps:
        holder = holder[step]
    holder[last] = value
    return bad


DATES = ("0001-01-01T00:00:00Z", "0001-01-01", "9999-12-31T23:59:59-12:00", "2026-02-30")
TEXTS = ("", "\0", "x" * 400, "1e9999")
NUMBERS = (0, -1, 0.01, 1e300, 10**18, 10**30)
OTHERS = (True, False, None, [], {}, [[]], [None], [{}], {"id": []}, [True, "x"])
every_odd_value = (*DATES, *TEXTS, *NUMBERS, *OTHERS)
ODD = some.sampled_from(every_odd_value).map(copy.deepcopy)


@given(some.lists(some.tuples(some.integers(0, 10_000), ODD), min_size=1, max_size=4))
@settings(max_examples=300)
def test_whatever_stands_anywhere_in_a_release_the_others_are_read(changes: list[tuple[int, Any]]) -> None:
    bad = copy.deepcopy(WHOLE)
    for number, value in changes:
        found = list(places(bad))
        holder, key = found[number % len(found)]
        holder[key] = value
    later = {**copy.deepcopy(bad), "id": "later", "date": "2026-05-01T00:00:00Z"}
    report = examined(bad, later, made_up(2, 0))
    assert report.tally.balances and report.tally.releases == 3
    assert "release-unusable" not in report.problems.counts
    assert report.tally.as_json()["stored"] >= 1
    json.dumps(report.as_json())


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("awards/0/contractPeriod/startDate", "0001-01-01T00:00:00Z", "date-invalid"),
        ("awards/0/contractPeriod/startDate", "0001-01-01", "date-invalid"),
        ("tag", True, "type-wrong"),
        ("tag", 7, "type-wrong"),
        ("awards/0/status", ["active"], "type-wrong"),
        ("awards/0/status", {"is": "active"}, "type-wrong"),
        ("bids/statistics/0/measure", ["x"], "type-wrong"),
        ("bids/statistics/0/measure", {"is": "x"}, "type-wrong"),
        ("parties/0/roles", True, "type-wrong"),
        ("parties/0/roles", 7, "type-wrong"),
        ("tender/specialRegime", True, "type-wrong"),
        ("tender/lots/0/mainProcurementCategory", ["works"], "type-wrong"),
        ("awards/0/mainProcurementCategory", ["works"], "type-wrong"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_its_place_and_the_release_is_read(
    path: str, value: Any, code: str
) -> None:
    bad = mangled(path, value)
    if "mainProcurementCategory" in path:
        del bad["tender"]["mainProcurementCategory"], bad["tender"]["specialRegime"]
    report = examined(bad, made_up(2, 0))
    assert report.tally.as_json() == {"read": 2, "stored": 2, "unchanged": 0, "refused": 0}
    told = [problem for problem in report.problems.kept if problem.code == code]
    assert path in [problem.path for problem in told] or "mainProcurementCategory" in path


def test_a_placeholder_of_a_date_is_no_date_of_the_procurement() -> None:
    report = examined(mangled("tender/documents/0/datePublished", "0001-01-01T00:00:00Z"))
    assert report.proposals[0].procurement.commenced_on is None


def test_an_ocid_of_any_length_is_refused_alone() -> None:
    report = examined(mangled("ocid", "ocds-" + "x" * 200), made_up(2, 0))
    assert report.tally.as_json() == {"read": 2, "stored": 1, "unchanged": 0, "refused": 1}
    assert report.problems.counts["ocid-too-long"] == 1


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (release, "compact"),
        (gather, "check"),
        (gather, "compiled"),
        (dryrun, "procurement"),
        (checks, "_check_head"),
    ],
)
def test_a_fault_that_nobody_foresaw_costs_only_its_release(
    where: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, name, breaking(getattr(where, name)))
    report = examined(made_up(1, 0), {**made_up(3, 0), "language": "breaks"}, made_up(2, 0))
    assert report.tally.as_json() == {"read": 3, "stored": 2, "unchanged": 0, "refused": 1}
    (told,) = [problem for problem in report.problems.kept if problem.code == "release-unusable"]
    assert "(TypeError: unforeseen)" in told.text


def breaking(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, with a fault of ours for one release."""

    def breaks(first: Any, *rest: Any, **named: Any) -> Any:
        if "breaks" in repr(first):
            raise TypeError("unforeseen")
        return function(first, *rest, **named)

    return breaks
