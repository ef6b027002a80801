"""What the file store takes in, refuses and leaves behind."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import files
from socialvalue.machinery.models import StoredFile
from tests.machinery.installation import Installation

NOTICE = b'{"releases": []}'


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.FILES = tmp_path / "files"
    return tmp_path / "files"


def store(*content: bytes, name: str = "notices.json", **given: Any) -> StoredFile:
    return files.store(iter(content), name=name, kinds=files.NOTICES, by=None, **given)


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_stands_under_its_digest_and_comes_back_whole(db: None, folder: Path) -> None:
    file = store(NOTICE[:5], NOTICE[5:])
    assert file.digest == hashlib.sha256(NOTICE).hexdigest() and file.size == len(NOTICE)
    assert on_disk(folder) == [folder / file.digest[:2] / file.digest]
    with files.opened(file) as content:
        assert content.read() == NOTICE


def test_the_same_content_stands_once(db: None, folder: Path) -> None:
    assert store(NOTICE).digest == store(NOTICE, name="again.json").digest
    assert len(on_disk(folder)) == 1 and StoredFile.objects.count() == 2


def endless() -> Iterator[bytes]:
    while True:
        yield b"{" * 1000


@pytest.mark.parametrize(
    ("given", "code", "status"),
    [
        (lambda: store(), "file-empty", 422),
        (lambda: store(b"", b""), "file-empty", 422),
        (
            lambda: files.store(endless(), name="a.json", kinds=files.NOTICES, by=None, limit=5000),
            "file-too-large",
            413,
        ),
        (lambda: store(b"MZ\x90\x00", name="notices.json"), "file-type", 422),
        (lambda: store(NOTICE, name="notices.exe"), "file-type", 422),
        (lambda: store(NOTICE, name="notices.json.exe"), "file-type", 422),
    ],
)
def test_a_refused_file_leaves_nothing(
    db: None, folder: Path, given: Callable[[], StoredFile], code: str, status: int
) -> None:
    with pytest.raises(Refusal) as refused:
        given()
    assert (refused.value.code, refused.value.status, refused.value.field) == (code, status, "file")
    assert on_disk(folder) == [] and not StoredFile.objects.exists()


def test_a_limit_below_a_megabyte_is_told_in_bytes(db: None) -> None:
    with pytest.raises(Refusal, match="larger than 5 bytes"):
        store(NOTICE, limit=5)


def test_the_type_is_seen_in_content_that_comes_a_byte_at_a_time(db: None) -> None:
    assert store(*(bytes([byte]) for byte in b"\xef\xbb\xbf \n" + NOTICE)).media_type == "application/json"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\Olive\\notices.json", "notices.json"),
        ("../../etc/notices.json", "notices.json"),
        ("a\x00\n.json", "a.json"),
    ],
)
def test_only_the_last_part_of_a_name_is_kept(db: None, name: str, kept: str) -> None:
    assert store(NOTICE, name=name).name == kept


def test_a_sender_who_breaks_off_leaves_nothing(db: None, folder: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield NOTICE
        raise ConnectionResetError("the browser went away")

    with pytest.raises(ConnectionResetError):
        files.store(broken(), name="notices.json", kinds=files.NOTICES, by=None)
    assert on_disk(folder) == []


def test_a_full_disk_is_told_and_leaves_nothing(
    db: None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="no room left") as refused:
        store(NOTICE)
    assert refused.value.status == 503 and on_disk(folder) == []


def test_changed_and_missing_content_is_named(db: None, folder: Path) -> None:
    changed, missing, whole = (
        store(NOTICE + b"1", name="changed.json"),
        store(NOTICE, name="gone.json"),
        store(b"[]"),
    )
    files.place(changed.digest).write_bytes(b"{}")
    files.place(missing.digest).unlink()
    assert set(files.broken_files()) == {"changed.json", "gone.json"} and whole.name


def test_what_a_killed_upload_left_is_swept_out_after_a_day(db: None, folder: Path) -> None:
    old, new = folder / "quarantine" / "old", folder / "quarantine" / "new"
    old.parent.mkdir(parents=True)
    for path in (old, new):
        path.write_bytes(b"{")
    os.utime(old, (time.time() - 90_000,) * 2)
    assert files.clear_quarantine() == 1 and on_disk(folder) == [new]


STORING = """
import secrets
from socialvalue.machinery import files
print("begun", flush=True)
while True:
    content = b"{" + secrets.token_hex(200_000).encode()
    files.store(iter([content[:1000], content[1000:]]), name="a.json", kinds=files.NOTICES, by=None)
"""


def test_a_kill_in_the_middle_leaves_no_row_without_content(installation: Installation) -> None:
    for wait in (0.05, 0.3):
        process = installation.start(STORING)
        assert process.stdout and process.stdout.readline() == "begun\n"
        time.sleep(wait)
        process.kill()
        process.wait()
    rows = [digest for (digest,) in installation.ask("SELECT digest FROM machinery_storedfile")]
    there = {path.name for path in (installation.data / "files").glob("[0-9a-f][0-9a-f]/*")}
    assert set(rows) <= there and "all match" in installation.run("check").stdout
