"""The real files, against a count that uses no code of ours."""

import json
from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from socialvalue.exchange.ocds.dryrun import examine
from socialvalue.policy.pack import default_pack_path, load_policy
from tests.exchange.ocds.helpers import NOTICES, needs_notices

CONTRACTS_FINDER = NOTICES / "contracts-finder-2025-03.json"
pytestmark = needs_notices


def counted_by_hand() -> Counter[str]:
    """Bands by plain arithmetic: the latest of each ocid, its first tender day, its value plus 20 per cent."""
    groups: dict[str, list[Any]] = {}
    for each in json.loads(CONTRACTS_FINDER.read_text(), parse_float=Decimal)["releases"]:
        groups.setdefault(each["ocid"], []).append(each)
    bands: Counter[str] = Counter()
    for releases in groups.values():
        bands[band_by_hand(sorted(releases, key=lambda each: str(each["date"])))] += 1
    return bands


def band_by_hand(releases: list[Any]) -> str:
    days, tenders = [], [each["tender"] for each in releases]
    for each in tenders:
        days += [each.get("datePublished")]
        days += [
            d.get("datePublished")
            for d in each.get("documents", [])
            if d.get("documentType") == "tenderNotice"
        ]
    london = ZoneInfo("Europe/London")
    known = sorted(datetime.fromisoformat(day).astimezone(london).date().isoformat() for day in days if day)
    category = tenders[-1].get("mainProcurementCategory")
    amounts = [tenders[-1].get("value", {}).get("amount") or 0]
    amounts += [sum(award["value"]["amount"] for award in releases[-1].get("awards", []))]
    net = next((Decimal(amount) for amount in amounts if amount > 1), None)
    if not known or not category or net is None or not "2025-02-24" <= known[0] <= "2025-12-31":
        return "undetermined"
    gross, threshold = net * Decimal("1.2"), Decimal(5372609 if category == "works" else 214904)
    return "mandatory" if gross >= threshold else "encouraged" if gross >= Decimal(29999) else "voluntary"


def test_the_contracts_finder_file_splits_as_counted_by_hand() -> None:
    report = examine([CONTRACTS_FINDER], policy=load_policy(default_pack_path()))
    assert report.tally.as_json() == {"read": 200, "stored": 200, "unchanged": 0, "refused": 0}
    assert report.procurements == 190
    expected = counted_by_hand()
    assert {band.value: count for band, count in report.bands.items()} == dict(expected)
    assert all(proposal.reasons for proposal in report.proposals)


def test_the_same_file_twice_is_unchanged_the_second_time() -> None:
    report = examine([CONTRACTS_FINDER, CONTRACTS_FINDER])
    assert report.tally.as_json() == {"read": 400, "stored": 200, "unchanged": 200, "refused": 0}


def test_every_notice_type_of_the_sample_is_known() -> None:
    report = examine([NOTICES / "find-a-tender-2026-09-sample.json"], policy=load_policy(default_pack_path()))
    assert report.procurements == 13 and report.tally.balances
    types = {notice.notice_type for each in report.proposals for notice in each.procurement.notices}
    assert types >= {"UK1", "UK2", "UK4", "UK5", "UK6", "UK7", "UK10", "UK12"}
    named = [
        c
        for each in report.proposals
        for lot in each.procurement.lots
        for c in lot.criteria
        if c.mentions_social_value
    ]
    assert [(criterion.kind, criterion.description) for criterion in named] == [("cost", "10")]
    old = [each for each in report.proposals if each.procurement.regime.value == "old-directives"]
    assert len(old) == 3 and all("do not govern" in each.reasons[0].text for each in old)


def test_the_excerpts_of_the_council_are_read_as_compiled() -> None:
    report = examine([NOTICES / "kcc_contracts_finder_excerpts.json"])
    assert report.tally.as_json()["stored"] == 4
    assert {each.procurement.reference[:7] for each in report.proposals} >= {"KENT001"}
