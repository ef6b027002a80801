"""The compiled GOV.UK Frontend is what was built, and carries nothing of GOV.UK's own branding."""

import hashlib
from pathlib import Path

import pytest

import socialvalue.design

ROOM = Path(socialvalue.design.__file__).parent
SUMS = dict(reversed(line.split()) for line in (ROOM / "frontend" / "SHA256SUMS").read_text().splitlines())


@pytest.mark.parametrize("name", sorted(SUMS))
def test_committed_file_is_the_one_that_was_built(name: str) -> None:
    assert hashlib.sha256((ROOM / "static" / "design" / name).read_bytes()).hexdigest() == SUMS[name]


@pytest.mark.parametrize("mark", ["GDS Transport", "crest.svg", "@font-face", "url("])
def test_nothing_of_govuks_branding_is_shipped(mark: str) -> None:
    for file in (ROOM / "static" / "design").glob("*.css"):
        assert mark.lower() not in file.read_text().lower(), file.name
