"""`socialvalue import ocds` and `bench import`: exit codes, one clear line, no database."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from socialvalue.exchange.commands import bench_import, import_ocds
from socialvalue.foundation.refusal import Refusal

RELEASE = {
    "ocid": "ocds-h6vhtk-000001",
    "id": "000001-2026",
    "date": "2026-02-01T09:00:00Z",
    "tag": ["tender"],
    "initiationType": "tender",
    "buyer": {"id": "1", "name": "A council"},
    "tender": {
        "id": "1",
        "mainProcurementCategory": "services",
        "value": {"amount": 173100, "currency": "GBP"},
    },
}


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    file = tmp_path / "notices.json"
    file.write_text(json.dumps({"releases": [RELEASE]}))
    return file


def test_a_sound_file_is_done(notices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_ocds([str(notices), "--dry-run"]) == 0
    assert "1 mandatory" in capsys.readouterr().out


def test_a_file_with_a_problem_is_done_with_problems(notices: Path, tmp_path: Path) -> None:
    notices.write_text(notices.read_text().replace("173100", "1e9999"))
    assert import_ocds([str(notices), "--dry-run", "--report", str(tmp_path / "out.json")]) == 1
    report = json.loads((tmp_path / "out.json").read_text())
    assert report["balances"] and report["problems"]["by_code"]["number-impossible"]["count"] == 1


def test_json_is_one_object(notices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import_ocds([str(notices), "--dry-run", "--json"])
    proposal = json.loads(capsys.readouterr().out)["proposals"][0]
    assert (proposal["band"], proposal["value_inc_vat"], proposal["value_estimated"]) == (
        "mandatory",
        "207720.00",
        True,
    )


@pytest.mark.parametrize("content", [b"", b"<html>", b"ocid;id"])
def test_what_is_not_json_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(Refusal) as refused:
        import_ocds([str(tmp_path / "x"), "--dry-run"])
    assert "\n" not in refused.value.text


@pytest.mark.parametrize("content", ["[]", '{"releases": {}}', '{"releases": []}', '{"records": null}'])
def test_a_file_without_notices_says_so_and_is_no_success(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (tmp_path / "x.json").write_text(content)
    assert import_ocds([str(tmp_path / "x.json"), "--dry-run"]) == 1
    assert "x.json: holds no notices" in capsys.readouterr().out


def test_no_such_file_is_refused() -> None:
    with pytest.raises(Refusal, match="There is no file"):
        import_ocds(["/nowhere/x.json", "--dry-run"])


def test_a_dry_run_never_loads_django(notices: Path) -> None:
    code = (
        "import sys; from socialvalue.exchange.commands import import_ocds; "
        f"import_ocds([{str(notices)!r}, '--dry-run']); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("size", ["0", "-3", "nan", "inf", "1e9"])
def test_a_measurement_of_no_size_is_refused(size: str) -> None:
    with pytest.raises(Refusal, match="Give --size in MB"):
        bench_import(["--size", size])


def test_the_measurement_says_speed_and_memory(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_import(["--size", "3", "--json"]) == 0
    ours = json.loads(capsys.readouterr().out)[0]
    assert ours["who"] == "ours" and ours["releases"] > ours["procurements"] > 0
    assert 0 < ours["peak_megabytes"] < 100
