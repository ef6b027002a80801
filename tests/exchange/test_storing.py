"""Storing notices: new, again, changed, from two files; one event a file; nothing merged by guess."""

from __future__ import annotations

import copy
import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.db import DataError, OperationalError, connection

from socialvalue.delivery.models import Contract
from socialvalue.evaluation.models import Award
from socialvalue.exchange import storing
from socialvalue.exchange.actions import import_notices
from socialvalue.exchange.models import ImportRun, Release
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Event
from socialvalue.people.models import Organisation
from socialvalue.planning import actions
from socialvalue.planning.models import Determination, Procurement
from tests.cast import Play

pytestmark = [pytest.mark.django_db, pytest.mark.clause("FIN-1")]

TENDER: dict[str, Any] = {
    "ocid": "ocds-h6vhtk-000001",
    "id": "000001-2026",
    "date": "2026-02-01T10:00:00Z",
    "tag": ["tender"],
    "buyer": {"id": "GB-PPON-PLDL-8938-YGYW", "name": "The Council"},
    "parties": [
        {
            "id": "GB-PPON-PLDL-8938-YGYW",
            "name": "The Council",
            "identifier": {"scheme": "GB-PPON", "id": "PLDL-8938-YGYW"},
            "roles": ["buyer"],
        }
    ],
    "tender": {
        "id": "T-1",
        "title": "Carers’ support",
        "mainProcurementCategory": "services",
        "legalBasis": {"scheme": "UKPGA", "id": "2023/54"},
        "value": {"amount": 173100, "amountGross": 207720, "currency": "GBP"},
        "lots": [{"id": "1", "title": "East"}, {"id": "2 - prose", "title": "West"}],
        "documents": [
            {
                "id": "000001-2026",
                "documentType": "tenderNotice",
                "noticeType": "UK4",
                "datePublished": "2026-02-01T10:00:00Z",
            }
        ],
    },
}
AWARD: dict[str, Any] = {
    "ocid": "ocds-h6vhtk-000001",
    "id": "000009-2026",
    "date": "2026-06-01T10:00:00Z",
    "tag": ["award", "contract"],
    "parties": [
        {
            "id": "GB-COH-1234567",
            "name": "Helpers Ltd",
            "identifier": {"scheme": "GB-COH", "id": "1234567"},
            "roles": ["supplier"],
            "details": {"scale": "sme", "vcse": True},
        }
    ],
    "awards": [
        {"id": "a1", "status": "active", "suppliers": [{"id": "GB-COH-1234567", "name": "Helpers Ltd"}]}
    ],
    "contracts": [
        {"id": "c1", "awardID": "a1", "period": {"startDate": "2026-07-01", "endDate": "2028-06-30"}}
    ],
}


def bring_in(folder: Path, *releases: dict[str, Any], name: str = "notices.json") -> Any:
    file = folder / name
    file.write_text(json.dumps({"releases": list(releases)}))
    return import_notices([file])


def changed(release: dict[str, Any], **tender: Any) -> dict[str, Any]:
    other = copy.deepcopy(release)
    other["id"], other["date"], other["tag"] = "000005-2026", "2026-03-01T10:00:00Z", ["tenderUpdate"]
    other["tender"] = {"id": "T-1", **tender}
    return other


def test_a_tender_notice_becomes_a_procurement_with_its_lots(tmp_path: Path) -> None:
    bring_in(tmp_path, TENDER)
    made = Procurement.objects.get()
    assert (made.title, made.is_own, made.source) == ("Carers’ support", True, "Find a Tender")
    assert list(made.lots.order_by("number").values_list("source_id", flat=True)) == ["1", "2 - prose"]


@pytest.mark.rule(1)
def test_a_determination_is_proposed_with_its_reasons(tmp_path: Path) -> None:
    bring_in(tmp_path, TENDER)
    live = Determination.objects.get()
    assert (live.state, live.band) == ("proposed", "mandatory")
    assert "INC-1" in {reason["clause"] for reason in live.reasons}


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    bring_in(tmp_path, TENDER, AWARD)
    before = [
        list(model.objects.order_by("id").values()) for model in (Procurement, Determination, Award, Release)
    ]
    report = bring_in(tmp_path, TENDER, AWARD)
    after = [
        list(model.objects.order_by("id").values()) for model in (Procurement, Determination, Award, Release)
    ]
    assert before == after
    assert report.tally.as_json() == {"read": 2, "stored": 0, "unchanged": 2, "refused": 0}


def test_one_event_a_file_not_a_row(tmp_path: Path) -> None:
    bring_in(tmp_path, TENDER, AWARD)
    assert Event.objects.filter(deed="notices_imported").count() == 1
    assert ImportRun.objects.get().stored == 2


def test_a_later_file_is_merged_with_what_is_here(tmp_path: Path) -> None:
    bring_in(tmp_path, TENDER)
    bring_in(tmp_path, AWARD, name="later.json")
    made = Procurement.objects.get()
    assert made.title == "Carers’ support"
    contract = Contract.objects.get()
    assert (contract.procurement, contract.starts_on.year) == (made, 2026)
    assert [party.organisation.name for party in contract.parties.all()] == ["Helpers Ltd"]


def test_a_changed_value_is_proposed_anew_and_the_old_one_kept(tmp_path: Path) -> None:
    bring_in(tmp_path, TENDER)
    bring_in(tmp_path, changed(TENDER, value={"amount": 10000, "amountGross": 12000, "currency": "GBP"}))
    bands = list(Determination.objects.order_by("version").values_list("state", "band"))
    assert bands == [("replaced", "mandatory"), ("proposed", "voluntary")]
    assert Procurement.objects.get().estimates.count() == 2


def test_what_an_officer_decided_stays_and_the_newer_notice_is_marked(tmp_path: Path, play: Play) -> None:
    bring_in(tmp_path, TENDER)
    actions.confirm_determination(
        reference=Procurement.objects.get().reference,
        version=1,
        reason="Checked against the tender notice.",
        by=play("priya").person,
    )
    bring_in(tmp_path, changed(TENDER, value={"amount": 10000, "amountGross": 12000, "currency": "GBP"}))
    assert Determination.objects.get().band == "mandatory"
    assert Procurement.objects.get().has_newer_notice


def test_one_company_in_two_notices_is_one_organisation(tmp_path: Path) -> None:
    other = copy.deepcopy(AWARD)
    other["ocid"], other["id"] = "ocds-h6vhtk-000002", "000010-2026"
    other["parties"][0]["identifier"]["id"] = "01234567"
    bring_in(tmp_path, AWARD, other)
    assert Organisation.objects.filter(name="Helpers Ltd").count() == 1


def test_the_same_name_without_a_register_number_stays_two(tmp_path: Path) -> None:
    notices = []
    for number in (1, 2):
        notice = copy.deepcopy(AWARD)
        notice["ocid"], notice["id"] = f"ocds-h6vhtk-00000{number}", f"{number}-2026"
        notice["parties"][0] = {"id": f"GB-CFS-{number}", "name": "Helpers Ltd", "roles": ["supplier"]}
        notice["awards"][0]["suppliers"] = [{"id": f"GB-CFS-{number}"}]
        notices.append(notice)
    bring_in(tmp_path, *notices)
    assert Organisation.objects.filter(name="Helpers Ltd").count() == 2


def test_the_trading_arm_is_another_buyer(tmp_path: Path) -> None:
    arm = copy.deepcopy(TENDER)
    arm["buyer"]["id"] = arm["parties"][0]["id"] = "GB-PPON-PYCX-4938-CCHM"
    arm["parties"][0]["identifier"]["id"] = "PYCX-4938-CCHM"
    bring_in(tmp_path, arm)
    assert not Procurement.objects.get().is_own


def test_a_planted_fault_in_one_release_costs_only_that_release(tmp_path: Path) -> None:
    nameless = {**TENDER, "ocid": 7}
    report = bring_in(tmp_path, nameless, AWARD)
    assert report.tally.as_json() == {"read": 2, "stored": 1, "unchanged": 0, "refused": 1}
    assert Procurement.objects.count() == 1


def test_the_number_of_statements_does_not_grow_with_the_batch(tmp_path: Path, measured: Any) -> None:
    def many(first: int, number: int) -> list[dict[str, Any]]:
        return [
            {**TENDER, "ocid": f"ocds-h6vhtk-{at:06d}", "id": f"{at}-2026"}
            for at in range(first, first + number)
        ]

    bring_in(tmp_path, *many(1, 1))  # what is read once a process
    with measured() as few:
        bring_in(tmp_path, *many(100, 3))
    with measured() as more:
        bring_in(tmp_path, *many(200, 60))
    assert more.statements <= few.statements + 5  # SQLite splits what holds more than 999 values


@pytest.mark.parametrize("half", ["\\ud800", "\\udc00", "\\u0000"])
def test_a_name_that_no_database_stores_does_not_end_the_import(tmp_path: Path, half: str) -> None:
    notice = (
        orjson.dumps(TENDER).decode().replace("000001-2026", f"{half}1").replace("h6vhtk", f"h6vhtk{half}")
    )
    linked = f'{{"url": "https://example.org/{half}", "id": "{half}"}}'
    file = tmp_path / "halves.json"
    file.write_text(f'{{"releases": [{notice}, {linked}]}}')
    import_notices([file])
    run = ImportRun.objects.get()
    assert (run.state, run.stored, Release.objects.get().release_id) == ("done", 1, "\ufffd1")
    assert "text-unstorable" in run.problems.values_list("code", flat=True)


@pytest.mark.parametrize("kept", [20, 3000])
def test_a_gzip_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path, kept: int) -> None:
    notices = [dict(TENDER, ocid=f"ocds-h6vhtk-{number:06}") for number in range(2000)]
    file = tmp_path / "broken.json.gz"
    file.write_bytes(gzip.compress(orjson.dumps({"releases": notices}))[:kept])
    if kept == 20:
        with pytest.raises(Refusal, match="is empty"):
            import_notices([file])
        assert ImportRun.objects.get().state == "failed"
    else:
        report = import_notices([file])
        assert report.problems.counts["file-truncated"] and ImportRun.objects.get().stored > 0


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OperationalError])
def test_an_import_that_is_broken_off_does_not_look_busy_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    def breaking(*_: Any) -> None:
        raise fault

    monkeypatch.setattr("socialvalue.exchange.storing.store_batch", breaking)
    with pytest.raises(fault):
        bring_in(tmp_path, TENDER)
    run = ImportRun.objects.get()
    assert (run.state, "broken off" in run.failure) == ("failed", True)


@pytest.mark.slow
def test_two_imports_of_one_file_at_once_store_it_once(transactional_db: None, tmp_path: Path) -> None:
    file = tmp_path / "twice.json"
    notices = [dict(AWARD, ocid=f"ocds-h6vhtk-{number:06}") for number in range(150)]
    file.write_bytes(orjson.dumps({"releases": notices}))

    def once(_: int) -> int:
        try:
            return import_notices([file]).tally.as_json()["stored"]
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(once, range(3))) == 150  # whoever comes first with a batch stores it
    assert set(ImportRun.objects.values_list("state", flat=True)) == {"done"}


def other(**fields: Any) -> dict[str, Any]:
    return {**copy.deepcopy(TENDER), "ocid": "ocds-h6vhtk-000002", "id": "000002-2026", **fields}


def test_a_notice_whose_values_are_of_every_wrong_kind_is_stored_beside_the_others(tmp_path: Path) -> None:
    odd = {
        "awards": [
            {"id": "a", "status": [], "mainProcurementCategory": [], "contractPeriod": {"startDate": 7}}
        ]
    }
    odd |= {"tag": True, "parties": [{"id": [], "roles": True}], "bids": {"statistics": [{"measure": {}}]}}
    report = bring_in(tmp_path, other(**odd), TENDER)
    assert report.tally.as_json() == {"read": 2, "stored": 2, "unchanged": 0, "refused": 0}
    assert Procurement.objects.count() == 2 and report.problems.counts["type-wrong"] >= 4


def test_a_procurement_that_cannot_be_stored_is_refused_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter = storing.enter_procurements

    def breaks(**given: Any) -> dict[str, int]:
        if any(new.title == "breaks" for new in given["new"]):
            raise DataError("value too long\nfor type character varying")
        return enter(**given)

    monkeypatch.setattr(storing, "enter_procurements", breaks)
    report = bring_in(tmp_path, TENDER, other(tender={"id": "T-2", "title": "breaks"}))
    assert report.tally.as_json() == {"read": 2, "stored": 1, "unchanged": 0, "refused": 1}
    assert Procurement.objects.get().title == "Carers’ support"
    run = ImportRun.objects.get()
    assert (run.state, run.read, run.stored, run.refused) == ("done", 2, 1, 1)
    assert "DataError: value too long" in run.problems.get(code="release-unusable").text


def test_a_database_that_is_away_is_no_fault_of_the_notices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(**given: Any) -> dict[str, int]:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(storing, "enter_procurements", away)
    with pytest.raises(OperationalError):
        bring_in(tmp_path, TENDER)
    assert ImportRun.objects.get().state == "failed"
