"""What real notices have broken importers with: reported, never lost, never fatal."""

import json

import pytest

from socialvalue.exchange.ocds.problems import Problem
from socialvalue.exchange.ocds.reader import read_releases
from socialvalue.exchange.ocds.tokens import RawNumber
from socialvalue.foundation.refusal import Refusal
from tests.exchange.ocds.helpers import NOTICES, codes, needs_notices, package, read, release


def with_amount(token: str) -> str:
    return json.dumps(package(release(tender={"value": {"amount": "@"}}), release(id="2"))).replace(
        '"@"', token
    )


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("1e9999", "number-impossible"),
        ("-1E+400", "number-impossible"),
        ("9" * 5000, "number-impossible"),
        ("0." + "1" * 60, "number-impossible"),
        (" 000", "number-invalid"),
        ("NaN", "number-invalid"),
        ("-Infinity", "number-invalid"),
        ("1.", "number-invalid"),
        ("£12.50", "number-invalid"),
    ],
)
def test_a_number_no_system_holds_is_kept_as_its_token(token: str, code: str) -> None:
    found, problems = read(with_amount(token))
    amount = found[0].data["tender"]["value"]["amount"]
    assert isinstance(amount, RawNumber) and amount == token.strip()
    assert codes(problems) == [code] and problems[0].path == "/tender/value/amount"
    assert len(found) == 2


def test_a_field_written_twice_is_told_with_both_values() -> None:
    text = json.dumps(release()).replace('"language": "en"', '"language": "en", "language": "cy"')
    found, problems = read(text)
    assert found[0].data["language"] == "cy"
    assert codes(problems) == ["key-duplicated"] and "'en'" in problems[0].text


def test_nul_and_half_characters_are_replaced_and_told() -> None:
    found, problems = read(json.dumps(release(language="a\0b\ud800c😀")))
    assert found[0].data["language"] == "a�b�c😀"
    assert codes(problems) == ["text-unstorable"]


def test_an_escaped_backslash_before_u0000_is_left_alone() -> None:
    found, problems = read(json.dumps(release(language="\\u0000")))
    assert found[0].data["language"] == "\\u0000" and problems == []


def test_a_line_break_inside_a_text_is_repaired() -> None:
    found, problems = read(json.dumps(package(release(language="a@b"), release(id="2"))).replace("@", "\n"))
    assert [each.data["language"] for each in found] == ["a\nb", "en"]
    assert codes(problems) == ["text-control"]


def test_a_comma_too_many_is_left_out() -> None:
    found, problems = read(
        json.dumps(package(release(), release(id="2"))).replace('"en",', '"en",').replace("]}", ",]}")
    )
    assert len(found) == 2 and set(codes(problems)) <= {"syntax-repaired", "file-broken"}


def test_a_bomb_of_brackets_costs_only_itself() -> None:
    bomb = '{"ocid":"x","id":"1","a":' + "[" * 200_000 + "]" * 200_000 + "}"
    found, problems = read(f'{{"releases":[{bomb},{json.dumps(release())}]}}')
    assert len(found) == 1 and codes(problems) == ["release-too-deep"]


def test_an_enormous_release_costs_only_itself() -> None:
    giant = json.dumps(release(language="x" * 6_000_000))
    found, problems = read(f'{{"releases":[{giant},{json.dumps(release(id="2"))}]}}')
    assert [each.data["id"] for each in found] == ["2"]
    assert len(problems) == 1 and problems[0].severity == "refused"


def test_a_release_with_a_lost_quote_costs_only_itself() -> None:
    text = json.dumps(package(release(), release(id="2"), release(id="3"))).replace('"Care"', 'Care"', 1)
    found, problems = read(text)
    assert [each.data["id"] for each in found][-1] == "3" and len(found) >= 1
    assert "release-unreadable" in codes(problems)


@pytest.mark.parametrize("kept", [0.4, 0.6, 0.95])
def test_a_file_that_breaks_off_gives_what_stands_before(kept: float) -> None:
    text = json.dumps(package(*(release(id=str(number)) for number in range(20))))
    found, problems = read(text[: int(len(text) * kept)])
    assert [each.data["id"] for each in found] == [str(number) for number in range(len(found))]
    assert len(found) >= int(20 * kept) - 2
    assert codes(problems) == ["file-truncated"]


def test_something_else_among_the_releases_is_told() -> None:
    found, problems = read(package(release(), "text", 5, None, ["x"], release(id="2")))
    assert len(found) == 2 and codes(problems) == ["release-not-object"] * 4


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b" \r\n", "file-empty"),
        (b"\xef\xbb\xbf", "file-empty"),
        (b"<!DOCTYPE html><html>", "file-html"),
        (b"<?xml version='1.0'?>", "file-not-json"),
        (b"ocid,id\n1,2", "file-not-json"),
        (b"\x89PNG\r\n", "file-not-json"),
    ],
)
def test_what_is_not_json_is_refused_in_one_sentence(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(content)
    assert refused.value.code == code and "\n" not in refused.value.text


@needs_notices
def test_the_traps_of_find_a_tender_are_told() -> None:
    problems: list[Problem] = []
    found = list(read_releases(NOTICES / "find-a-tender-traps.json", problems.append))
    assert found[0].data["tender"]["lotDetails"] == {"maximumLotsBidPerSupplier": "1e9999"}
    assert problems[0].text == (
        "Release 083529-2026: tender/lotDetails/maximumLotsBidPerSupplier is the number 1e9999, which no system can"
        " hold; it is kept as text."
    )
