"""`socialvalue determine` as a person, a program and nonsense meet it."""

import json
from datetime import date
from pathlib import Path

import pytest

from socialvalue.foundation.clock import business_day
from socialvalue.policy.commands import determine
from socialvalue.policy.pack import Pack

KEYS = [
    "band",
    "value_inc_vat",
    "threshold",
    "threshold_from",
    "notifiable",
    "social_value_act_applies",
    "policy_version",
    "policy_in_force",
    "reasons",
]
ASK = ["--kind", "goods-services", "--value", "207720.00", "--commenced", "2026-02-01"]


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert determine([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.rule(1)
@pytest.mark.clause("INC-1")
def test_a_program_gets_exactly_the_agreed_keys(capsys: pytest.CaptureFixture[str], pack: Pack) -> None:
    found = answer(capsys, *ASK, "--nature", "services", "--decided", "2026-10-01")
    assert list(found) == KEYS
    assert (found["band"], found["value_inc_vat"], found["threshold"]) == (
        "mandatory",
        "207720.00",
        "207720.00",
    )
    assert (found["threshold_from"], found["notifiable"]) == ("2026-01-01", False)
    assert (found["social_value_act_applies"], found["policy_in_force"]) == (True, True)
    assert found["policy_version"] == pack.policy.version
    assert all(set(reason) == {"clause", "text"} for reason in found["reasons"])


@pytest.mark.rule(5)
@pytest.mark.parametrize(
    ("value", "vat", "including", "band"),
    [
        ("£180,000", "net:20", "216000.00", "mandatory"),
        ("200000", "exempt", "200000.00", "encouraged"),
        ("173099.99", "net:20", "207719.99", "encouraged"),
        ("200000", "inclusive", "200000.00", "encouraged"),
        ("200000", "unknown", None, "undetermined"),
    ],
)
def test_vat_is_stated_in_one_word(
    capsys: pytest.CaptureFixture[str], value: str, vat: str, including: str | None, band: str
) -> None:
    found = answer(
        capsys, "--kind", "goods-services", "--value", value, "--vat", vat, "--commenced", "2026-02-01"
    )
    assert (found["value_inc_vat"], found["band"]) == (including, band)


def test_a_decision_is_made_today_unless_it_says_when(capsys: pytest.CaptureFixture[str], pack: Pack) -> None:
    start = pack.policy.effective_from
    assert start is not None
    with business_day(start):
        assert answer(capsys, *ASK)["policy_in_force"] is True
    with business_day(date(2026, 7, 1)):
        assert answer(capsys, *ASK)["policy_in_force"] is False


def test_a_person_gets_what_why_and_what_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert determine([*ASK, "--decided", "2026-07-01"]) == 0
    text = capsys.readouterr().out
    for part in (
        "Social Value: mandatory",
        "£207,720.00 inc. VAT",
        "INC-1:",
        "indicative only",
        "Next",
        "10%",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (["--value", "-5"], "£0.00 or more"),
        (["--value", "1e400"], "pounds and pence"),
        (["--value", "NaN"], "pounds and pence"),
        (["--value", "lots"], "pounds and pence"),
        (["--value", "1.005"], "pounds and pence"),
        (["--kind", "services"], "goods-services, works"),
        (["--nature", "works"], "goods, services"),
        (["--vat", "20"], "net:20"),
        (["--vat", "net:"], "net:20"),
        (["--vat", "net:NaN"], "net:20"),
        (["--vat", "exempt:20"], "net:20"),
        (["--commenced", "2026-02-30"], "date that exists"),
        (["--decided", "yesterday"], "date that exists"),
        (["--commenced", "2028-01-01"], "2028-01-01"),
        (["--commenced", "2025-02-23"], "2025-02-23"),
        (["--pack", "/no/such/pack"], "/no/such/pack"),
        (["--file", "cases.jsonl"], "not both"),
        (["--colour", "red"], "--colour"),
        (["--va", "1"], "--va"),
        (["two\nlines\x1b[31m"], "two lines"),
    ],
)
def test_nonsense_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], change: list[str], says: str
) -> None:
    assert determine([*ASK, *change]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert says in printed.err
    assert printed.err.count("\n") == 1
    assert "Traceback" not in printed.err and "usage" not in printed.err


@pytest.mark.parametrize("missing", ["--kind", "--value", "--commenced"])
def test_what_a_question_cannot_do_without_is_asked_for(
    capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    at = ASK.index(missing)
    assert determine(ASK[:at] + ASK[at + 2 :]) == 2
    assert f"Give {missing}" in capsys.readouterr().err


def test_a_file_gets_one_answer_a_line_in_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text(
        '{"kind": "works", "value": 5193000, "commenced": "2026-01-01"}\n'
        "\n"
        '{"kind": "works", "value": "5192999.99", "commenced": "2026-01-01"}\n'
        '{"kind": "works", "value": "1", "commenced": "2028-01-01"}\n'
        '{"value": 29998.99, "commenced": null}\n',
        encoding="utf-8-sig",
    )
    assert determine(["--file", str(cases)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["band"] for each in found] == ["mandatory", "encouraged", "undetermined", "undetermined"]
    assert found[3]["value_inc_vat"] == "29998.99"


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        '"works"',
        '{"kind": "works", "value": 1e400}',
        '{"kind": "works", "value": NaN}',
        '{"kind": "works", "value": -1}',
        '{"kind": "works", "value": true}',
        '{"kind": "works", "commenced": "1 May"}',
        '{"kind": "tram"}',
        '{"kind": "works", "commened": "2026-01-01"}',
        '{"kind": "works", "kind": "concession"}',
        "[" * 100_000,
        b"\xff\xfe{}".decode("latin-1"),
    ],
)
def test_a_line_that_cannot_be_read_stops_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str
) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_bytes(line.encode("latin-1") + b'\n{"kind": "works"}\n')
    assert determine(["--file", str(cases)]) == 1
    error, after = (json.loads(each) for each in capsys.readouterr().out.splitlines())
    assert list(error) == ["line", "error"]
    assert error["line"] == 1 and error["error"]
    assert after["band"] == "undetermined"


@pytest.mark.parametrize("content", [b"", b"\n  \r\n\n"])
def test_a_file_without_a_question_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "cases.jsonl").write_bytes(content)
    assert determine(["--file", str(tmp_path / "cases.jsonl")]) == 2
    said = capsys.readouterr()
    assert said.out == "" and "cases.jsonl holds no question. Write one JSON object a line" in said.err


def test_a_file_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert determine(["--file", str(tmp_path / "none.jsonl")]) == 2
    assert determine(["--file", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 2
