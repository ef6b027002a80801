"""What the tests of this room share."""

import shutil
from pathlib import Path

import pytest

from socialvalue.policy.pack import Pack, default_pack_path, load_pack


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The pack that a fresh start loads."""
    return load_pack(default_pack_path())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of that pack, to be spoilt."""
    return Path(shutil.copytree(default_pack_path(), tmp_path / "pack"))
