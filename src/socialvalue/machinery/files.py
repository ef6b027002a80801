"""The file store: content-addressed, quarantined first, accepted only as one of the types we know (rulings 36)."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PureWindowsPath
from typing import BinaryIO, Final
from uuid import UUID

from django.conf import settings

from socialvalue.foundation.clock import instant_now, machine_instant
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import StoredFile

HEAD: Final = 4096  # bytes that show what a file is
QUARANTINE: Final = "quarantine"


@dataclass(frozen=True, slots=True)
class FileKind:
    """One permitted type: what its name ends with, what its content begins with."""

    media_type: str
    endings: tuple[str, ...]
    beginnings: tuple[bytes, ...]  # after white space and a byte-order mark; empty: any text
    member: str = ""  # of an archive: a file that must be in it

    def fits(self, name: str, head: bytes) -> bool:
        text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        begins = text.startswith(self.beginnings) if self.beginnings else b"\0" not in head
        return name.lower().endswith(self.endings) and begins

    def holds(self, path: Path) -> bool:
        """Whether an archive is what it says: its main file is in it, and no macros are."""
        if not self.member:
            return True
        try:
            with zipfile.ZipFile(path) as archive:
                inside = {name.lower() for name in archive.namelist()}
        except (zipfile.BadZipFile, NotImplementedError, ValueError):
            return False
        return self.member in inside and not any(name.endswith("vbaproject.bin") for name in inside)


NOTICES: Final = (
    FileKind("application/json", (".json",), (b"{", b"[")),
    FileKind("application/x-ndjson", (".jsonl", ".ndjson"), (b"{", b"[")),
)

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
EVIDENCE: Final = (
    FileKind("application/pdf", (".pdf",), (b"%PDF-",)),
    FileKind("image/png", (".png",), (b"\x89PNG\r\n\x1a\n",)),
    FileKind("image/jpeg", (".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    FileKind(f"{_OFFICE}spreadsheetml.sheet", (".xlsx",), (b"PK\x03\x04",), "xl/workbook.xml"),
    FileKind(f"{_OFFICE}wordprocessingml.document", (".docx",), (b"PK\x03\x04",), "word/document.xml"),
    FileKind("text/csv", (".csv",), ()),
    FileKind("text/plain", (".txt",), ()),
)
"""What shows that something was delivered. It is handed out only as a download, never shown by us."""


def store(
    content: Iterable[bytes],
    *,
    name: str,
    kinds: tuple[FileKind, ...],
    by: UUID | None,
    limit: int | None = None,
) -> StoredFile:
    """Take a file in: streamed to quarantine, measured, typed by content, then moved to its place by digest.

    Raises a `Refusal` on field "file" for an empty, too large or unknown file; nothing of it is kept. The content
    stands in its place, safe from a power cut, before the row that speaks of it.
    """
    called = _plain_name(name)
    quarantine = _folder(QUARANTINE) / secrets.token_hex(16)
    try:
        taken = _take_in(content, quarantine, limit or settings.LARGEST_UPLOAD)
        if not taken.size:
            raise _refused("file-empty", f"The file “{called}” is empty. Choose another file.")
        kind = next((kind for kind in kinds if kind.fits(called, taken.head)), None)
        if kind is None or not kind.holds(quarantine):
            wanted = " or ".join(ending for kind in kinds for ending in kind.endings)
            raise _refused(
                "file-type", f"“{called}” is not a file we can read here. It must be a {wanted} file."
            )
        target = place(taken.digest, make=True)
        quarantine.replace(target)
        _settle(target.parent)
    except OSError as fault:
        if fault.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise Refusal(
            "disk-full",
            "The service has no room left for files. Nothing was saved. Tell its operator.",
            status=503,
        ) from None
    finally:
        quarantine.unlink(missing_ok=True)
    return StoredFile.objects.create(
        digest=taken.digest,
        name=called,
        size=taken.size,
        media_type=kind.media_type,
        state=StoredFile.State.ACCEPTED,
        stored_at=instant_now(),
        stored_by=by,
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    digest: str
    size: int
    head: bytes


def _take_in(content: Iterable[bytes], target: Path, largest: int) -> _Taken:
    digest, size, head = hashlib.sha256(), 0, b""
    with target.open("xb") as file:
        for chunk in content:
            size += len(chunk)
            if size > largest:
                raise _refused("file-too-large", f"The file is larger than {_in_words(largest)}.", 413)
            head = head if len(head) >= HEAD else head + chunk[:HEAD]
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return _Taken(digest.hexdigest(), size, head[:HEAD])


def _in_words(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size:,} bytes"


def _plain_name(name: str) -> str:
    """The last part of a name, from any system, without characters that do not show."""
    last = PureWindowsPath(name).name
    shown = "".join(character for character in last if character.isprintable()).strip()
    return shown[-200:] or "file"


def _settle(folder: Path) -> None:
    """Make a rename safe from a power cut (where the system can open folders)."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clear_quarantine(older_than: timedelta = timedelta(days=1)) -> int:
    """Throw away what uploads left behind when their process died; answers how many. A repeating task."""
    oldest = machine_instant() - older_than
    left = [path for path in _folder(QUARANTINE).iterdir() if path.stat().st_mtime < oldest.timestamp()]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def place(digest: str, *, make: bool = False) -> Path:
    """Where the content with this sha256 stands."""
    folder = _folder(digest[:2]) if make else Path(settings.FILES) / digest[:2]
    return folder / digest


def opened(file: StoredFile) -> BinaryIO:
    """The file's content. Raises a `Refusal` where it was never accepted or has gone from the disk."""
    path = place(file.digest)
    if file.state != StoredFile.State.ACCEPTED or not path.exists():
        raise Refusal(code="file-unavailable", text=f"The file “{file.name}” is not available.", status=404)
    return path.open("rb")


def broken_files() -> Iterable[str]:
    """The names of accepted files whose content is missing or no longer matches its digest."""
    for file in StoredFile.objects.filter(state=StoredFile.State.ACCEPTED).iterator():
        path = place(file.digest)
        if not path.exists() or digest_of(path) != file.digest:
            yield file.name


def digest_of(path: Path) -> str:
    """The sha256 of a file's content, in constant memory."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _folder(name: str) -> Path:
    folder = Path(settings.FILES) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _refused(code: str, text: str, status: int = 422) -> Refusal:
    return Refusal(code=code, text=text, field="file", status=status)
