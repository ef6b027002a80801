"""The file store: content-addressed, quarantined first, accepted only as one of the types we know (rulings 36)."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

from django.conf import settings

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import StoredFile

CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class FileKind:
    """One permitted type: what its name ends with, what its content begins with."""

    media_type: str
    endings: tuple[str, ...]
    beginnings: tuple[bytes, ...]  # after white space and a byte-order mark; empty: any text

    def fits(self, name: str, head: bytes) -> bool:
        text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return name.lower().endswith(self.endings) and (
            not self.beginnings or text.startswith(self.beginnings)
        )


NOTICES: Final = (
    FileKind("application/json", (".json",), (b"{", b"[")),
    FileKind("application/x-ndjson", (".jsonl", ".ndjson"), (b"{", b"[")),
)


def store(
    content: Iterable[bytes],
    *,
    name: str,
    kinds: tuple[FileKind, ...],
    by: UUID | None,
    limit: int | None = None,
) -> StoredFile:
    """Take a file in: streamed to quarantine, measured, typed by content, then moved to its place by digest.

    Raises a `Refusal` on field "file" for an empty, too large or unknown file; nothing of it is kept.
    """
    largest = limit or settings.LARGEST_UPLOAD
    quarantine = _folder("quarantine") / secrets.token_hex(16)
    digest, size, head = hashlib.sha256(), 0, b""
    try:
        with quarantine.open("xb") as file:
            for chunk in content:
                size += len(chunk)
                if size > largest:
                    raise _refused(
                        "file-too-large", f"The file is larger than {largest // 1_000_000} MB.", 413
                    )
                head = head or chunk[:4096]
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if not size:
            raise _refused("file-empty", f"The file “{name}” is empty. Choose a file with notices in it.")
        kind = next((kind for kind in kinds if kind.fits(name, head)), None)
        if kind is None:
            wanted = " or ".join(ending for kind in kinds for ending in kind.endings)
            raise _refused(
                "file-type", f"“{name}” is not a file we can read here. It must be a {wanted} file."
            )
        quarantine.replace(place(digest.hexdigest(), make=True))
    finally:
        quarantine.unlink(missing_ok=True)
    return StoredFile.objects.create(
        digest=digest.hexdigest(),
        name=Path(name).name[:200],
        size=size,
        media_type=kind.media_type,
        state=StoredFile.State.ACCEPTED,
        stored_at=instant_now(),
        stored_by=by,
    )


def place(digest: str, *, make: bool = False) -> Path:
    """Where the content with this sha256 stands."""
    folder = _folder(digest[:2]) if make else Path(settings.FILES) / digest[:2]
    return folder / digest


def opened(file: StoredFile) -> BinaryIO:
    """The file's content. Raises a `Refusal` where it was never accepted or has gone from the disk."""
    path = place(file.digest)
    if file.state != StoredFile.State.ACCEPTED or not path.exists():
        raise Refusal(code="file-missing", text=f"The file “{file.name}” is not available.", status=404)
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
