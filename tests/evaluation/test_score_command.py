"""`socialvalue score` as a person, a program and nonsense meet it."""

import json
from pathlib import Path
from typing import Any

import pytest

from socialvalue.entrance.cli import main
from socialvalue.evaluation.commands import score

PLAN = {"id": "plan", "weight": "6", "method": "qualitative", "max_mark": 5}
JOBS = {"id": "jobs", "weight": 4, "method": "target-ratio", "target": 8, "per": None}
BAND = {"id": "jobs", "weight": 4, "method": "bands", "bands": [{"from": 1, "score": 2}]}


def file(**changes: object) -> dict[str, Any]:
    """A sound file, with changes; a change to ... leaves the key out."""
    bids = [
        {"supplier": "Ash", "price": 1000, "offers": {"jobs": 4}, "marks": {"plan": 4}},
        {"supplier": "Birch", "price": "900.50", "offers": {"jobs": 0}, "marks": {}},
    ]
    sound = {"weight_percent": 10, "basis": "total", "criteria": [PLAN, JOBS], "bids": bids}
    return {key: value for key, value in (sound | changes).items() if value is not ...}


def run(tmp_path: Path, content: object, *options: str) -> int:
    path = tmp_path / "tender.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return score([str(path), *options])


@pytest.mark.clause("SCO-4")
@pytest.mark.rule(22)
def test_a_program_gets_exactly_the_agreed_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, file(), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "scores": [
            {"supplier": "Ash", "total": "6.80", "criteria": {"plan": "4.80", "jobs": "2.00"}},
            {"supplier": "Birch", "total": "0.00", "criteria": {"plan": "0.00", "jobs": "0.00"}},
        ],
        "ranking": ["Ash", "Birch"],
        "warnings": ["Birch: the mark for “plan” is missing; it scores 0. That is not the same as a zero."],
    }


def test_rounding_is_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    third = JOBS | {"target": 3, "weight": 4}
    bids = [{"supplier": "Ash", "offers": {"jobs": 1}}]
    rounding = {"places": 3, "mode": "ROUND_UP"}
    content = file(weight_percent=4, criteria=[third], bids=bids, rounding=rounding)
    assert run(tmp_path, content, "--json") == 0
    assert json.loads(capsys.readouterr().out)["scores"][0]["total"] == "1.334"


def test_a_person_gets_a_table_and_what_to_look_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, file()) == 0
    text = capsys.readouterr().out
    assert text.startswith("  1  Ash  6.80\n") and "Look at\n  Birch: the mark" in text


@pytest.mark.rule(17)
def test_the_lab_needs_no_bids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "method.json"
    path.write_text(json.dumps(file(bids=...)))
    assert main(["score", "lab", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["scores"] == answer["ranking"] == []
    assert answer["warnings"][0].startswith("The qualitative part is 6%, below 10% (SCO-1)")
    path.write_text("{}")
    assert main(["score", "lab", str(path)]) == main(["score", "lab", str(path), "--pack", "none"]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_a_figure_that_the_method_does_not_use_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, file(criteria=[PLAN, JOBS | {"cap": 9}]), "--json") == 0
    assert "“jobs”: target-ratio does not use “cap”." in json.loads(capsys.readouterr().out)["warnings"]


def bid(**changes: object) -> dict[str, object]:
    one: dict[str, object] = {"supplier": "Ash", "price": 5, "offers": {"jobs": 4}, "marks": {"plan": 4}}
    return one | changes


NONSENSE = [
    ("{", "not JSON: line 1"),
    ("[]", "not a JSON object"),
    ("\ufeff", "not JSON"),
    ("[" * 100_000, "not JSON"),
    ('{"bids": [], "bids": []}', "“bids” stands twice"),
    ('{"weight_percent": NaN}', "NaN is not a number"),
    ('{"weight_percent": -Infinity}', "not a number"),
    ('{"weight_percent": 1e400}', "below 10^15"),
    ('{"weight_percent": 1e-999999999}', "at most 20 decimals"),
    ('{"weight_percent": 1e99999999999999999999}', "not JSON"),
    ('{"weight_percent": 1' + "0" * 5000 + "}", "below 10^15"),
    (file(weight_percent=...), "weight_percent: give a number"),
    (file(weight_percent="ten"), "weight_percent: give a number"),
    (file(weight_percent=True), "weight_percent: give a number"),
    (file(weight_percent=0), "weight_percent: give a figure above 0"),
    (file(weight_percent=101), "up to 100"),
    (file(weight_percent=11), "add up to 10, and weight_percent is 11"),
    (file(basis="quantity"), "basis: choose one of total, quality"),
    (file(criteria=...), "criteria: write a list"),
    (file(criteria=[]), "at least one criterion"),
    (file(criteria=[1]), "number 1 is not an object"),
    (file(criteria=[{"weight": 10}]), "criterion 1, id: give a text"),
    (file(criteria=[PLAN, PLAN]), "“plan” stands twice"),
    (
        file(criteria=[PLAN, JOBS | {"method": "best"}]),
        "criterion “jobs”, method: choose one of relative-to-best",
    ),
    (file(criteria=[PLAN, JOBS | {"method": None}]), "method: give a text"),
    (file(criteria=[PLAN, JOBS | {"weight": -4}]), "weight: give a number of 0 or more"),
    (file(criteria=[PLAN, JOBS | {"target": 0}]), "needs “target”, above 0"),
    (file(criteria=[PLAN, JOBS | {"per": "head"}]), "per: choose one of bid, price"),
    (file(criteria=[PLAN, JOBS | {"traget": 1}]), "“traget” is not a key"),
    (
        file(criteria=[PLAN, BAND | {"bands": [{"from": 2, "score": 1}, {"from": 1, "score": 2}]}]),
        "ascending",
    ),
    (file(criteria=[PLAN, BAND | {"bands": [{"from": 2}]}]), "band 1, score: give a number"),
    (file(criteria=[PLAN, BAND | {"bands": 5}]), "bands: write a list"),
    (file(rounding={"places": 1.5}), "places: give a whole number"),
    (file(rounding={"places": 11}), "from 0 to 10 places"),
    (file(rounding={"mode": "sideways"}), "mode: choose one of"),
    (file(ties=["coin"]), "“coin” is not lower-price"),
    (file(ties="coin"), "ties: give a list"),
    (file(extra=1), "“extra” is not a key"),
    (file(bids=...), "bids: write a list"),
    (file(bids=[bid(), bid()]), "“Ash” stands twice"),
    (file(bids=[bid(supplier=" ")]), "bid 1, supplier: give a text"),
    (file(bids=[bid(price=-1)]), "bid of Ash, price: give a number of 0 or more"),
    (file(bids=[bid(offers=[1])]), "offers: write an object"),
    (file(bids=[bid(offers={"jbos": 1})]), "“jbos” is not a criterion"),
    (file(bids=[bid(offers={"jobs": "-1"})]), "jobs: give a number of 0 or more"),
    (file(bids=[bid(offers={"jobs": "1e3"})]), "jobs: give a number"),
    (file(bids=[bid(offers={"plan": 1})]), "“plan” belongs under marks"),
    (file(bids=[bid(marks={"plan": 5.5})]), "5.5, above the highest mark of 5"),
    (file(bids=[bid(disqualified=True)]), "“disqualified” is not a key"),
    (file(criteria=[PLAN, JOBS | {"per": "price"}], bids=[bid(price=0)]), "needs a price above 0"),
    (file(criteria=[PLAN, JOBS | {"per": "price"}], bids=[bid(price=None)]), "give its price"),
    (file(ties=["lower-price"], bids=[bid(price=None)]), "give its price"),
]


@pytest.mark.parametrize(("content", "says"), NONSENSE, ids=[says for _, says in NONSENSE])
def test_nonsense_is_refused_in_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: object, says: str
) -> None:
    assert run(tmp_path, content, "--json") == 2
    answer = capsys.readouterr()
    assert says in answer.err and answer.err.count("\n") == 1 and not answer.out


@pytest.mark.parametrize("given", [[], ["--bogus"], ["nowhere.json"], ["a", "b"], ["a\x00b"], ["."]])
def test_a_wrong_call_is_one_line_too(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", *given]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_name_cannot_forge_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, file(bids=[bid(supplier="Ash\n  1  Elm  99.00 \ud800", marks={})])) == 0
    assert "\n  1  Elm" not in capsys.readouterr().out
