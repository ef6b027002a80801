"""The documents that code writes say what the code does."""

from pathlib import Path

import pytest

from socialvalue.entrance.documents import FOLDER, documents, run


@pytest.mark.parametrize("name", sorted(documents()))
def test_a_generated_document_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text() == documents()[name], "run: python3 start.py cli docs"


def test_every_generated_document_is_one_that_code_writes() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(documents())


def test_the_command_writes_what_is_missing_and_then_has_nothing_to_say(tmp_path: Path) -> None:
    assert run(["--check", "--to", str(tmp_path)]) == 1
    assert run(["--to", str(tmp_path)]) == 0
    assert run(["--check", "--to", str(tmp_path)]) == 0


def test_the_matrix_names_every_permission_and_the_diagram_every_step() -> None:
    assert "determination:confirm" in documents()["permissions.md"]
    assert "proposed --> confirmed: confirm" in documents()["states.md"]
