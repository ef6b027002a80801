"""Secrets and keys of an installation: made once, for their owner only, never written over.

Knows no Django: `entrance/configuration.py` needs it before there are settings.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

OWNER_ONLY: Final = 0o600


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """The content of this file; where there is none, what `make` answers, written whole and once.

    Two processes that start together read the same secret: whoever is first puts a finished file in its place, and
    the other's is thrown away. A reader never sees half of one.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
                file.write(make())
                file.flush()
                os.fsync(file.fileno())
            os.link(draft, path)  # refuses, unlike a rename, where the other was first
        except FileExistsError:
            pass
        finally:
            draft.unlink(missing_ok=True)
    return path.read_bytes()


def kept_secret(data: Path, name: str) -> str:
    """A random secret of this name in the data folder (mode 600)."""
    return kept(data / "secrets" / name, lambda: secrets.token_urlsafe(64).encode()).decode().strip()
