"""What is wrong with a release: each fault has one code and one sentence."""

from typing import Any

import pytest

from socialvalue.exchange.ocds.checks import check
from socialvalue.exchange.ocds.problems import CODES, Where
from tests.exchange.ocds.helpers import release

WHERE = Where("test.json", "000001-2026", "ocds-h6vhtk-000001")


def party(**fields: Any) -> dict[str, Any]:
    return {"id": "GB-PPON-PBCD-1234-GHJL", "name": "A supplier", "roles": ["supplier"]} | fields


def coh(number: str) -> dict[str, Any]:
    return {"parties": [party(identifier={"scheme": "GB-COH", "id": number})]}


def award(*suppliers: str) -> dict[str, Any]:
    return {"awards": [{"id": "1", "suppliers": [{"id": name, "name": name} for name in suppliers]}]}


def value(amount: Any, currency: str = "GBP") -> dict[str, Any]:
    return {"tender": {"id": "1", "value": {"amount": amount, "currency": currency}}}


FAULTS: list[tuple[str, dict[str, Any]]] = [
    ("release-without-id", {"id": None}),
    ("release-without-ocid", {"ocid": ""}),
    ("release-without-date", {"date": "yesterday"}),
    ("date-without-zone", {"tender": {"id": "1", "tenderPeriod": {"endDate": "2025-07-01T12:00:00"}}}),
    ("date-invalid", {"tender": {"id": "1", "tenderPeriod": {"endDate": "31/02/2025"}}}),
    ("type-wrong", {"tender": {"id": "1", "title": ["Care"]}}),
    ("field-missing", {"tender": {"title": "Care"}}),
    ("buyer-missing", {"buyer": None}),
    ("party-nameless", {"parties": [{"id": "1", "roles": ["supplier"]}]}),
    ("party-duplicated", {"parties": [party(), party(name="Another")]}),
    ("supplier-duplicated", award("A", "B", "A")),
    ("identifier-repaired", coh("1234567")),
    ("identifier-repaired", coh("SC 12345")),
    ("identifier-doubtful", coh("123456789")),
    ("identifier-wrong-scheme", coh("RJR")),
    ("identifier-local", {"parties": [party(id="GB-CFS-1")]}),
    ("postcode-repaired", {"parties": [party(address={"postalCode": "me141xx"})]}),
    ("postcode-doubtful", {"parties": [party(address={"postalCode": "PH1"})]}),
    ("amount-zero", value(0)),
    ("amount-token", value(1)),
    ("amount-negative", value(-5)),
    ("amount-enormous", value(10**15)),
    ("currency-other", value(500, "EUR")),
]


@pytest.mark.parametrize(
    ("code", "fault"), FAULTS, ids=[f"{place}-{code}" for place, (code, _) in enumerate(FAULTS)]
)
def test_a_planted_fault_is_told_once(code: str, fault: dict[str, Any]) -> None:
    found = [problem for problem in check(release(**fault), WHERE) if problem.code == code]
    assert len(found) == 1
    assert found[0].text.startswith("Release 000001-2026: ") and found[0].text.endswith(".")


def test_a_sound_release_has_no_problem() -> None:
    sound = coh("01234567") | value(50_000) | award("A", "B")
    assert check(release(**sound), WHERE) == []


def test_every_code_says_what_it_means() -> None:
    assert all(meaning and not meaning.endswith(".") for _, meaning in CODES.values())
