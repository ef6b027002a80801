"""Every pair of the OCDS merge conformance suite: input releases and the expected merged release."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from socialvalue.exchange.ocds.derive import merge_rules
from socialvalue.exchange.ocds.merge import Duplicates, compiled, rule_tree, versioned

SUITE = Path(__file__).parents[2] / ".." / "shared" / "data" / "ocds" / "ocds-merge-fixtures"
SCHEMAS = {"1.0": "release-schema-1__0__3", "1.1": "release-schema-1__1__4", "schema": "schema"}
ENDINGS = ("-compiled", "-versioned", "-append", "-by-position")
EXPECTED = sorted(path for path in SUITE.glob("*/*.json") if path.stem.endswith(ENDINGS))


def test_the_whole_suite_is_there() -> None:
    if not SUITE.is_dir():
        pytest.skip("the merge fixtures (../shared/data/ocds/ocds-merge-fixtures) are not here")
    assert len([path for path in EXPECTED if path.stem.endswith(("-compiled", "-versioned"))]) == 50
    assert len(EXPECTED) == 53


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_merging_gives_what_the_suite_expects(expected: Path) -> None:
    ending = next(ending for ending in ENDINGS if expected.stem.endswith(ending))
    releases = json.loads(expected.with_stem(expected.stem.removesuffix(ending)).read_text())
    schema = json.loads((SUITE / f"{SCHEMAS[expected.parent.name]}.json").read_text())
    overrides = {}
    if ending in ("-append", "-by-position"):  # the suite merges these twice over
        overrides = {"nested/array": Duplicates(ending[1:])}
        releases += copy.deepcopy(releases)
    rules = rule_tree(merge_rules(schema), overrides)
    merge = versioned if ending == "-versioned" else compiled
    assert merge(releases, rules=rules, duplicates=Duplicates.OVERWRITE) == json.loads(expected.read_text())
