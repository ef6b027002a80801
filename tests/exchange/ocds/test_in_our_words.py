"""A merged notice in our words: value, kind, commencement, parties."""

import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.exchange.ocds.dryrun import examine
from socialvalue.exchange.ocds.notices import Agreement, NoticeProcurement, Portal, Regime
from socialvalue.policy.rules import Kind, Nature
from tests.exchange.ocds.helpers import package, release


def told(*releases: dict[str, Any]) -> NoticeProcurement:
    report = examine([io.BytesIO(json.dumps(package(*releases)).encode())])
    return report.proposals[0].procurement


def tender(**fields: Any) -> NoticeProcurement:
    return told(release(tender={"id": "SC1", "title": "Care"} | fields))


def value(amount: Any, full: Any = None) -> dict[str, Any]:
    return {"amount": amount, "currency": "GBP"} | ({} if full is None else {"amountGross": full})


def test_a_published_gross_value_is_taken_as_it_is() -> None:
    found = tender(value=value(100, 115)).value
    assert (found.net, found.gross, found.estimated) == (Decimal(100), Decimal(115), False)


def test_a_missing_gross_value_is_estimated_and_says_so() -> None:
    found = tender(value=value(173100)).value
    assert (found.gross, found.estimated, found.source) == (Decimal("207720.00"), True, "tender/value")


def test_the_lots_are_added_up_where_the_tender_has_no_value() -> None:
    lots = [{"id": "1 - Caustic Soda", "value": value(100, 120)}, {"id": "2", "value": value(50, 60)}]
    found = tender(lots=lots, value=value("0.01"))
    assert (found.value.gross, found.value.source) == (Decimal(180), "tender/lots")
    assert [lot.id for lot in found.lots] == ["1 - Caustic Soda", "2"]


def test_awards_stand_in_and_cancelled_ones_do_not_count() -> None:
    awards = [
        {"id": "1", "status": "active", "value": value(10, 12)},
        {"id": "2", "status": "cancelled", "value": value(90)},
    ]
    found = told(release(tender={"id": "1", "value": value(0)}, awards=awards)).value
    assert (found.gross, found.source) == (Decimal(12), "awards")
    assert found.passed_over == (
        "tender/value: the amount is 0, which says nothing about the value and is not used",
    )


def test_a_value_in_euros_is_not_used() -> None:
    assert tender(value={"amount": 500000, "currency": "EUR"}).value.gross is None


@pytest.mark.parametrize(
    ("fields", "kind", "nature"),
    [
        ({"mainProcurementCategory": "services"}, Kind.GOODS_SERVICES, Nature.SERVICES),
        ({"mainProcurementCategory": "goods"}, Kind.GOODS_SERVICES, Nature.GOODS),
        ({"mainProcurementCategory": "works"}, Kind.WORKS, None),
        ({"specialRegime": ["lightTouch"]}, Kind.LIGHT_TOUCH, None),
        (
            {"specialRegime": ["concession"], "mainProcurementCategory": "services"},
            Kind.CONCESSION,
            Nature.SERVICES,
        ),
        ({"specialRegime": ["lightTouch", "concession"]}, Kind.LIGHT_TOUCH_CONCESSION, None),
        ({"specialRegime": ["defence"], "mainProcurementCategory": "goods"}, None, Nature.GOODS),
        ({}, None, None),
    ],
)
def test_the_kind_is_what_the_notice_states(
    fields: dict[str, Any], kind: Kind | None, nature: Nature | None
) -> None:
    found = tender(**fields)
    assert (found.kind, found.nature) == (kind, nature) and found.kind_why


def notice(kind: str, at: str, number: str = "000001-2026") -> dict[str, Any]:
    return {"id": number, "noticeType": kind, "documentType": "x", "datePublished": at}


def test_a_tender_notice_just_before_midnight_utc_counts_as_the_london_day() -> None:
    assert tender(documents=[notice("UK4", "2026-06-30T23:30:00Z")]).commenced_on == date(2026, 7, 1)


def test_the_first_of_several_tender_notices_commences() -> None:
    documents = [notice("UK4", "2026-01-05T10:00:00Z", "2"), notice("UK4", "2025-12-30T10:00:00Z")]
    assert tender(documents=documents).commenced_on == date(2025, 12, 30)


def test_a_transparency_notice_commences() -> None:
    awards = [{"id": "1", "documents": [notice("UK5", "2026-03-01T10:00:00Z")]}]
    assert told(release(tag=["award"], awards=awards)).commenced_on == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("tag", "kind", "why"),
    [
        ("planning", "UK2", "do not commence"),
        ("award", "UK6", "award or contract"),
        ("tenderUpdate", "UK4", "change"),
    ],
)
def test_other_notices_do_not_commence_and_say_why(tag: str, kind: str, why: str) -> None:
    found = told(release(tag=[tag], tender={"id": "1", "documents": [notice(kind, "2026-03-01T10:00:00Z")]}))
    assert found.commenced_on is None and why in found.commenced_why


def test_the_latest_release_by_the_clock_wins_wherever_it_stands_in_the_file() -> None:
    newest = release(id="3", date="2026-06-01T09:30:00+01:00", tender={"id": "1", "title": "Newest"})
    before = release(id="2", date="2026-06-01T09:15:00+01:00", tender={"id": "1", "title": "Before"})
    first = release(id="1", date="2026-06-01T08:20:00Z", tender={"id": "1", "title": "Between"})
    assert told(newest, before, first).title == "Newest"
    assert told(first, before).title == "Between"


def test_a_repaired_company_number_is_found_by_its_whole_form() -> None:
    own = {"scheme": "GB-COH", "id": "1234567"}
    other = {"scheme": "GB-CHC", "id": "1109792"}
    party = {
        "id": "1",
        "name": "A",
        "roles": ["supplier"],
        "identifier": own,
        "additionalIdentifiers": [other],
    }
    found = told(release(parties=[party])).suppliers[0].identifiers
    assert [(each.key, each.as_read, each.may_be_matched) for each in found] == [
        ("GB-COH-01234567", "1234567", True),
        ("GB-CHC-1109792", "1109792", True),
    ]


def test_a_trading_arm_is_not_its_council() -> None:
    name = "A Council trading as Procurement Services"
    buyer = {"id": "GB-PPON-PYCX-4938-CCHM", "name": name, "roles": ["buyer"]}
    found = told(release(buyer={"id": buyer["id"]}, parties=[buyer])).buyer
    assert found is not None and (found.name, found.trading_as) == (name, "Procurement Services")


def test_the_portal_the_law_and_the_agreement_are_told() -> None:
    basis = {"scheme": "CELEX", "id": "32014L0024"}
    found = tender(legalBasis=basis, procurementMethodDetails="Call-off from a framework agreement")
    assert (found.portal, found.regime) == (Portal.FIND_A_TENDER, Regime.OLD_DIRECTIVES)
    assert found.agreement is Agreement.CALL_OFF and len(found.lots) == 1 and found.lots[0].is_implied
