"""`socialvalue ledger` as a person, a program and nonsense meet it."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from socialvalue.delivery.commands import ledger

Asked = Callable[..., tuple[int, str, str]]

DELIVERED = {
    "date": "2028-03-31",
    "quantity": 8,
    "state": "accepted",
    "reported_at": "2028-04-02T10:00:00Z",
    "decided_at": "2028-05-02T10:00:00+01:00",
}
FILE: dict[str, Any] = {
    "contract": {"start": "2026-09-01", "end": "2029-08-31"},
    "commitments": [
        {
            "id": "C-1",
            "measure": "EMP-1",
            "unit": "people",
            "quantity": 10,
            "profile": [{"due": "2028-03-31", "quantity": "10.0"}],
            "variations": [],
            "deliveries": [DELIVERED],
        }
    ],
}


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Asked:
    """Ask about a file: its content as values, text or bytes."""

    def asked(content: object, *arguments: str) -> tuple[int, str, str]:
        path = tmp_path / "contract.json"
        text = content if isinstance(content, bytes | str) else json.dumps(content)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        moment = () if "--as-at" in arguments else ("--as-at", "2028-05-15")
        code = ledger(["--file", str(path), *moment, *arguments])
        return code, *capsys.readouterr()

    return asked


def rows(answer: tuple[int, str, str]) -> list[dict[str, str]]:
    assert answer[0] == 0, answer[2]
    return json.loads(answer[1])["commitments"]  # type: ignore[no-any-return]


@pytest.mark.clause("CON-1")
def test_a_program_gets_exactly_the_agreed_keys_as_decimal_texts(ask: Asked) -> None:
    (row,) = rows(ask(FILE, "--json"))
    assert list(row) == ["id", "committed", "due", "reported", "verified", "state", "why"]
    assert row == {
        "id": "C-1",
        "committed": "10",
        "due": "10",
        "reported": "8",
        "verified": "8",
        "state": "short",
        "why": "10 people due by 15 May 2028, 8 reported, 8 verified: what is missing was due on 31 March 2028 "
        "(45 days before), more than the 30 days allowed.",
    }


@pytest.mark.rule(39)
@pytest.mark.parametrize(
    ("known", "reported", "verified"),
    [
        ("2028-04-02T09:59:59.999999Z", "0", "0"),
        ("2028-04-02T10:00:00Z", "8", "0"),
        ("2028-04-02T11:00:00", "8", "0"),  # London, in summer time
        ("2028-04-02T10:59", "0", "0"),
        ("2028-04-01", "0", "0"),
        ("2028-04-02", "8", "0"),
        ("2028-05-02T09:00:00Z", "8", "8"),
    ],
)
def test_known_at_takes_an_instant_or_a_whole_day(
    ask: Asked, known: str, reported: str, verified: str
) -> None:
    (row,) = rows(ask(FILE, "--known-at", known, "--json"))
    assert (row["reported"], row["verified"]) == (reported, verified)


def test_a_person_gets_the_figures_and_why(ask: Asked) -> None:
    code, text, _ = ask(FILE, "--known-at", "2028-05-02")
    assert code == 0
    for part in (
        "As at 15 May 2028, as known on Tuesday 2 May 2028 at 11:59pm",
        "C-1: short (people)",
        "committed 10  due 10  reported 8  verified 8  (80% of what is due)",
        "more than the 30 days allowed.",
    ):
        assert part in text
    assert "no commitments" in ask({**FILE, "commitments": []})[1]


def test_a_file_may_come_through_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(FILE).encode("utf-8-sig"))))
    assert ledger(["--file", "-", "--as-at", "2028-03-31", "--json"]) == 0
    assert '"state": "at-risk"' in capsys.readouterr().out


def test_what_may_be_left_out_is(ask: Asked) -> None:
    short = {
        "id": "C",
        "unit": "hours",
        "quantity": "1.5",
        "profile": [{"due": "2028-03-31", "quantity": 1.5}],
    }
    plain = {"date": "2028-03-31", "quantity": "1.5", "state": "accepted", "reported_at": None}
    found = rows(ask({**FILE, "commitments": [short, {**short, "id": "D", "deliveries": [plain]}]}, "--json"))
    assert [(each["verified"], each["state"]) for each in found] == [("0", "short"), ("1.5", "met")]


def test_part_acceptance_variation_and_termination_are_read(ask: Asked) -> None:
    given = deepcopy(FILE)
    given["contract"]["terminated"] = "2028-04-30"
    given["commitments"][0]["deliveries"][0]["accepted_quantity"] = "7.5"
    given["commitments"][0]["variations"] = [
        {"from": "2028-01-01", "profile": [{"due": "2028-03-31", "quantity": 9}], "decided_at": "2028-01-05"}
    ]
    (row,) = rows(ask(given, "--json"))
    assert [row[key] for key in ("committed", "due", "reported", "verified", "state")] == [
        "9", "9", "7.5", "7.5", "ended-early",
    ]  # fmt: skip
    assert rows(ask(given, "--json", "--known-at", "2028-04-02T10:00Z"))[0]["reported"] == "8"
    assert rows(ask(given, "--json", "--known-at", "2028-01-04"))[0]["committed"] == "10"


def test_a_delivery_before_the_contract_is_counted_and_reported(ask: Asked) -> None:
    given = deepcopy(FILE)
    given["commitments"][0]["deliveries"][0]["date"] = "2026-08-31"
    code, text, problem = ask(given, "--json")
    assert (code, json.loads(text)["commitments"][0]["verified"]) == (1, "8")
    assert problem == (
        "C-1: the delivery of 31 August 2026 lies before the contract starts on 1 September 2026. It is counted: check "
        "its date.\n"
    )


def test_a_delivery_on_the_first_day_of_the_contract_is_no_problem(ask: Asked) -> None:
    assert ask(changed(f"{GIVEN}.date", "2026-09-01"))[::2] == (0, "")


def changed(path: str, value: object) -> dict[str, Any]:
    """The file with another value at "commitments.0.id"; `...` takes the key away."""
    given = deepcopy(FILE)
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    place: Any = given
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return given


FIRST = "commitments.0"
GIVEN = f"{FIRST}.deliveries.0"


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("contract", ..., "contract: it is missing"),
        ("contract", [], "contract: give an object"),
        ("contract.start", ..., "contract.start: it is missing"),
        ("contract.start", "2026-02-30", "contract.start: Enter a date that exists"),
        ("contract.start", 20260901, "contract.start: give a text"),
        ("contract.end", "2026-08-31", "contract: A contract cannot end before it starts"),
        ("contract.terminated", "2029-09-01", "contract: A contract is terminated on one of its own days"),
        ("contract.finish", "2029-09-01", "“finish” is not a key: use start, end"),
        ("commitments", ..., "commitments: it is missing"),
        ("commitments", {}, "commitments: give a list"),
        ("commitments", [1], "commitments[0]: give an object"),
        (f"{FIRST}.id", ..., "commitments[0].id: it is missing"),
        (f"{FIRST}.id", 7, "commitments[0].id: give a text"),
        (f"{FIRST}.id", " ", "commitments[0].id: give a text of 1 to 100"),
        (f"{FIRST}.id", "a\nb", "commitments[0].id: give a text of 1 to 100"),
        (f"{FIRST}.id", "\ud800", "commitments[0].id: give a text of 1 to 100"),
        (f"{FIRST}.unit", None, "commitments[0].unit: it is missing"),
        (f"{FIRST}.quantity", 9, "commitments[0].profile: it adds up to 10, but the quantity is 9"),
        (f"{FIRST}.quantity", -10, "commitments[0].quantity: Enter a number of 0 or more"),
        (f"{FIRST}.quantity", True, "commitments[0].quantity: give a number"),
        (f"{FIRST}.quantity", float("nan"), "Enter a number of 0 or more"),
        (f"{FIRST}.quantity", float("inf"), "Enter a number of 0 or more"),
        (f"{FIRST}.quantity", "1e400", "Enter a number of 0 or more"),
        (f"{FIRST}.quantity", "1,0", "Enter a number of 0 or more"),
        (f"{FIRST}.quantity", "9" * 5000, "number below 1,000,000,000,000"),
        (f"{FIRST}.quantity", "0.00001", "Enter a number of 0 or more"),
        (f"{FIRST}.profile", ..., "commitments[0].profile: it is missing"),
        (f"{FIRST}.profile.0.due", "31 March", "commitments[0].profile[0].due: Enter a date"),
        (f"{FIRST}.variations", [{"from": "2028-01-01"}], "variations[0].profile: it is missing"),
        (f"{FIRST}.variations", [{"from": "2028-01-01", "profile": []}] * 2, "two start on one day"),
        (f"{GIVEN}.date", "2028-02-30", "deliveries[0].date: Enter a date"),
        (f"{GIVEN}.quantity", [], "deliveries[0].quantity: give a number"),
        (f"{GIVEN}.state", "done", "“done” is not a state: use reported, accepted, rejected"),
        (f"{GIVEN}.state", "reported", "deliveries[0]: it is only reported"),
        (f"{GIVEN}.accepted_quantity", 9, "No more can be accepted than was reported: 9 is more than 8"),
        (f"{GIVEN}.reported_at", "yesterday", "reported_at: give a time like"),
        (f"{GIVEN}.reported_at", "2028-03-26T01:30:00", "01:30 on 26 March 2028 does not exist"),
        (f"{GIVEN}.reported_at", "2028-13-01T10:00:00Z", "reported_at: give a time like"),
        (f"{GIVEN}.reported_at", "9999-12-31", "reported_at: give a time like"),
        (f"{GIVEN}.reported_at", "1899-12-31T10:00:00Z", "reported_at: give a time like"),
        (f"{GIVEN}.reported_at", "0001-01-01T00:00:00+05:00", "reported_at: give a time like"),
        (f"{GIVEN}.decided_at", "2028-04-01T10:00:00Z", "cannot be decided before it is reported"),
        (f"{GIVEN}.sate", "accepted", "“sate” is not a key"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_one_line_that_names_the_place(
    ask: Asked, path: str, value: object, says: str
) -> None:
    code, out, problem = ask(changed(path, value), "--json")
    assert (code, out) == (2, "")
    assert says in problem
    assert problem.count("\n") == 1 and "Traceback" not in problem


def test_what_is_only_reported_has_no_accepted_quantity(ask: Asked) -> None:
    given = changed(GIVEN, {"date": "2028-03-31", "quantity": 8, "state": "reported", "accepted_quantity": 8})
    assert "it is only reported" in ask(given)[2]


def test_a_report_dated_by_its_day_may_be_decided_within_that_day(ask: Asked) -> None:
    given = changed(f"{GIVEN}.reported_at", "2028-05-02")
    assert rows(ask(given, "--json", "--known-at", "2028-05-02T09:00:00Z"))[0]["verified"] == "8"


def test_one_id_for_two_commitments_is_refused(ask: Asked) -> None:
    code, _, problem = ask({**FILE, "commitments": FILE["commitments"] * 2})
    assert code == 2 and "“C-1” stands twice" in problem


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "not JSON"),
        ("[1", "not JSON"),
        ("[]", "The file: give an object"),
        ("7", "The file: give an object"),
        (b"\xff\xfe{}", "not JSON in UTF-8"),
        ("[" * 100_000, "not JSON"),
        ('{"contract": {}, "contract": {}}', "a key stands twice"),
        (
            json.dumps(FILE).replace('"quantity": 10,', '"quantity": 1e400,'),
            "commitments[0].quantity: Enter a number",
        ),
    ],
)
def test_what_is_no_contract_at_all_is_refused(ask: Asked, content: str | bytes, says: str) -> None:
    code, out, problem = ask(content, "--json")
    assert (code, out) == (2, "")
    assert says in problem and problem.count("\n") == 1


def test_an_early_known_at_is_refused_where_a_missing_time_would_decide(ask: Asked) -> None:
    undated = changed(f"{GIVEN}.decided_at", ...)
    assert rows(ask(undated, "--json"))[0]["verified"] == "8"
    code, _, problem = ask(undated, "--known-at", "2028-06-01")
    assert code == 2 and "the delivery of 31 March 2028 does not say when it was decided" in problem
    assert rows(ask(undated, "--json", "--known-at", "2028-04-01"))[0]["reported"] == "0"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--contract", "CT-1", "--file", "x", "--as-at", "2028-03-31"], "--contract or --file, not both"),
        (["--contract", "CT-2027-0001"], "Give --as-at"),
        (["--as-at", "2028-03-31"], "Give --file"),
        (["--file", "x.json"], "Give --as-at"),
        (["--file", "x.json", "--as-at", "2028-02-30"], "date that exists"),
        (["--file", "x.json", "--as-at", "2028-03-31", "--known-at", "soon"], "known-at: give a time like"),
        (["--file", "/no/such", "--as-at", "2028-03-31"], "/no/such cannot be read: No such file"),
        (["--file", "a\0b", "--as-at", "2028-03-31"], "cannot be read"),
        (["--file", "/", "--as-at", "2028-03-31"], "cannot be read"),
        (["--file", "x.json", "--as-at", "2028-03-31", "--pack", "/no/such"], "/no/such"),
        (["--colour"], "--colour"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert ledger(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and says in printed.err and printed.err.count("\n") == 1


def test_any_day_of_the_calendar_may_be_asked_about(ask: Asked) -> None:
    assert rows(ask(FILE, "--json", "--as-at", "0001-01-01"))[0]["state"] == "not-due"
    assert rows(ask(FILE, "--json", "--as-at", "9999-12-31"))[0]["state"] == "short"


def test_it_starts_without_django() -> None:
    seen = (
        "import sys, socialvalue.delivery.commands; print(any(m.startswith('django') for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
