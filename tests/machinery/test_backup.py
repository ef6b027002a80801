"""Backup, restore and check, with real processes: what was saved comes back whole or not at all."""

import io
import json
import shutil
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from tests.machinery.installation import Installation

pytestmark = pytest.mark.slow

Installations = Callable[[], Installation]
WRITING = """
import secrets
from django.db import transaction
from socialvalue.machinery import events, files
from socialvalue.machinery.permissions import SYSTEM
print("begun", flush=True)
for number in range({most}):
    with transaction.atomic():
        content = b"{{" + secrets.token_hex(3000).encode()
        file = files.store(iter([content]), name="a.json", kinds=files.NOTICES, by=None)
        events.append(deed="thing_noted", record="thing", uid=file.uid, by=SYSTEM, texts={{"reason": "because"}})
"""

HOLDING = """
import time
from django.db import connection
connection.ensure_connection()
print("begun", flush=True)
time.sleep(60)
"""


def write(installation: Installation, most: int) -> None:
    assert installation.start(WRITING.format(most=most)).wait(120) == 0


def saved(installation: Installation) -> Path:
    done = installation.run("backup")
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def manifest(archive: Path) -> dict[str, object]:
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]


def test_what_was_saved_comes_back_and_still_matches_its_checkpoints(installations: Installations) -> None:
    old, new = installations(), installations()
    write(old, 3)
    point = old.run("audit", "checkpoint").stdout
    archive = saved(old)
    assert archive.stat().st_mode & 0o777 == 0o600
    restored = new.run("restore", str(archive), "--replace")
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert new.events() == old.events() and "1 checkpoints hold" in restored.stdout
    kept = new.data / "note"
    kept.write_text(point.rstrip("\n") + "\n")
    assert new.run("audit", "verify", str(kept)).returncode == 0


def test_a_restore_over_data_is_refused_and_changes_nothing(installation: Installation) -> None:
    archive, before = saved(installation), installation.events()
    refused = installation.run("restore", str(archive))
    assert refused.returncode == 2 and "--replace" in refused.stderr and installation.events() == before


def test_a_backup_while_writing_goes_on_holds_every_file_that_its_database_names(
    installations: Installations,
) -> None:
    busy, new = installations(), installations()
    writer = busy.start(WRITING.format(most=10_000))
    assert writer.stdout and writer.stdout.readline() == "begun\n"
    archive = saved(busy)
    assert writer.poll() is None
    writer.kill()
    restored = new.run("restore", str(archive), "--replace")
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert manifest(archive)["events"] == new.events() and manifest(archive)["missing"] == []


def test_a_killed_writer_leaves_a_sound_installation(installation: Installation) -> None:
    for wait in (0.1, 0.4):
        process = installation.start(WRITING.format(most=10_000))
        assert process.stdout and process.stdout.readline() == "begun\n"
        time.sleep(wait)
        process.kill()
        process.wait()
    checked = installation.run("check")
    assert checked.returncode == 0, checked.stdout


def test_a_killed_backup_leaves_no_archive(installation: Installation) -> None:
    write(installation, 20)
    for wait in (0.7, 1.0, 1.3):
        process = installation.start("", "backup")
        time.sleep(wait)
        process.kill()
        process.wait()
    for archive in (installation.data / "backups").glob("*.tar"):
        assert manifest(archive)["format"]  # whoever was faster than the kill is whole


def test_a_killed_restore_leaves_the_old_state_or_the_new(installations: Installations) -> None:
    old, new = installations(), installations()
    write(old, 20)
    archive, before = saved(old), new.events()
    for wait in (0.8, 1.1, 1.4):
        process = new.start("", "restore", str(archive), "--replace")
        time.sleep(wait)
        process.kill()
        process.wait()
        assert new.events() in {before, old.events()}
        checked = new.run("check")
        assert checked.returncode == 0, checked.stdout


def truncated(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])


def empty(archive: Path) -> None:
    archive.write_bytes(b"")


def bent(archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0xFF
    archive.write_bytes(content)


def other_kind(archive: Path) -> None:
    told = manifest(archive)
    name = str(told["database"])
    other = {"database.sqlite3": "database.dump", "database.dump": "database.sqlite3"}[name]
    told["database"] = other
    told["members"] = {other: told["members"][name]}  # type: ignore[index]
    repack(archive, told, {name: other})


def escaping(archive: Path) -> None:
    told = manifest(archive)
    told["members"]["files/../../evil"] = "0" * 64  # type: ignore[index]
    repack(archive, told, {})


def without_members(archive: Path) -> None:
    told = manifest(archive)
    del told["members"]
    repack(archive, told, {})


def without_events(archive: Path) -> None:
    repack(archive, manifest(archive) | {"events": "many"}, {})


def a_list(archive: Path) -> None:
    repack(archive, [], {})  # type: ignore[arg-type]


def no_json(archive: Path) -> None:
    with tarfile.open(archive, "w") as target:
        member = tarfile.TarInfo("manifest.json")
        member.size = 1
        target.addfile(member, io.BytesIO(b"{"))


def no_manifest(archive: Path) -> None:
    with tarfile.open(archive, "w"):
        pass


def without_its_database(archive: Path) -> None:
    with tarfile.open(archive) as source:
        content = source.extractfile("manifest.json").read()  # type: ignore[union-attr]
    with tarfile.open(archive, "w") as target:
        member = tarfile.TarInfo("manifest.json")
        member.size = len(content)
        target.addfile(member, io.BytesIO(content))


SPOILT = {
    truncated: "it breaks off, or is no tar archive",
    empty: "it breaks off, or is no tar archive",
    bent: "is not what was saved",
    other_kind: "Change DATABASE_URL",
    escaping: "files/../../evil is not what was saved",
    without_members: "its manifest.json does not say “members”",
    without_events: "its manifest.json does not say “events”",
    a_list: "its manifest.json is not of the form",
    no_json: "its manifest.json is damaged",
    no_manifest: "it has no manifest.json",
    without_its_database: "is not what was saved",
}


def repack(archive: Path, told: dict[str, object], renamed: dict[str, str]) -> None:
    draft = archive.with_suffix(".draft")
    with tarfile.open(archive) as source, tarfile.open(draft, "w") as target:
        for member in source.getmembers():
            content = source.extractfile(member).read()  # type: ignore[union-attr]
            if member.name == "manifest.json":
                content = json.dumps(told).encode()
            member.name, member.size = renamed.get(member.name, member.name), len(content)
            target.addfile(member, io.BytesIO(content))
    shutil.move(draft, archive)


def test_a_bad_archive_is_refused_in_one_line_and_nothing_is_touched(installations: Installations) -> None:
    old, new = installations(), installations()
    write(old, 3)
    archive, before = saved(old), new.events()
    for spoil, said in SPOILT.items():
        spoiled = archive.with_name(f"{spoil.__name__}.tar")
        shutil.copy(archive, spoiled)
        spoil(spoiled)
        refused = new.run("restore", str(spoiled), "--replace")
        assert refused.returncode == 2 and said in refused.stderr, (spoil, refused)
        assert len(refused.stderr.strip().splitlines()) == 1 and "Traceback" not in refused.stderr
        assert new.events() == before


def test_an_archive_that_is_not_there_or_a_folder_is_called_so(installation: Installation) -> None:
    for path, said in (
        (installation.data / "missing.tar", "is not there"),
        (installation.data, "is a folder"),
    ):
        refused = installation.run("restore", str(path))
        assert refused.returncode == 2 and refused.stderr.startswith(f"“{path}” {said}")
        assert len(refused.stderr.splitlines()) == 1 and "[Errno" not in refused.stderr


def test_a_restore_under_a_running_service_is_refused(installation: Installation) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL replaces its tables in one transaction")
    archive = saved(installation)
    holder = installation.start(HOLDING)
    assert holder.stdout and holder.stdout.readline() == "begun\n"
    refused = installation.run("restore", str(archive), "--replace")
    assert refused.returncode == 2 and "Stop it" in refused.stderr


def test_check_says_in_one_line_that_the_database_cannot_be_read(installation: Installation) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a file that is not a database")
    (installation.data / "socialvalue.sqlite3").write_bytes(b"nonsense" * 1000)
    checked = installation.run("check")
    assert checked.returncode == 1 and "FAULT database" in checked.stdout and checked.stderr == ""
