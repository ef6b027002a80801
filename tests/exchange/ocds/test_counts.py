"""The counts of an import balance, whatever happens."""

import io
import json

import pytest

from socialvalue.exchange.ocds.dryrun import examine
from socialvalue.exchange.ocds.report import KEPT_A_CODE, ImportTally, Outcome
from tests.exchange.ocds.helpers import package, release


def test_read_is_stored_and_unchanged_and_refused() -> None:
    lines = [release(), release(), release(ocid=None), release(id="2", tag=["compiled"]), "text"]
    report = examine([io.BytesIO(json.dumps(package(*lines)).encode())])
    assert report.tally.as_json() == {"read": 5, "stored": 1, "unchanged": 2, "refused": 2}
    assert report.tally.balances


def test_nothing_is_decided_that_was_not_read() -> None:
    tally = ImportTally()
    tally.read()
    with pytest.raises(ValueError, match="more releases"):
        tally.decide(Outcome.STORED, 2)
    assert not tally.balances


def test_of_very_many_problems_all_are_counted_and_the_left_out_are_said() -> None:
    lines = [release(id=str(number), buyer=None) for number in range(KEPT_A_CODE + 7)]
    told = examine([io.BytesIO(json.dumps(package(*lines)).encode())]).as_json()["problems"]
    assert told["by_code"]["buyer-missing"]["count"] == KEPT_A_CODE + 7
    assert told["sentences_left_out"]["buyer-missing"] == 7


def test_a_second_release_with_one_id_is_told_and_both_are_merged() -> None:
    report = examine([io.BytesIO(json.dumps(package(release(), release(language="cy"))).encode())])
    assert report.problems.counts["release-id-reused"] == 1 and report.tally.as_json()["stored"] == 2
