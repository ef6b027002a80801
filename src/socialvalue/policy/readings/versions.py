"""Reads about the policy: the version in force, its pack, its thresholds."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import orjson
from django.db.models import F

from socialvalue.foundation.refusal import Refusal
from socialvalue.people.models import PackVersion
from socialvalue.people.queries import newest_pack_version, on_show
from socialvalue.policy.council import Council, load_council
from socialvalue.policy.models import PolicyVersion, Threshold
from socialvalue.policy.pack import Pack, load_pack
from socialvalue.policy.rules import Policy


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack version as the database holds it, read back into values."""

    id: int
    pack: Pack
    council: Council
    files: Mapping[str, str]  # by name, for rooms that read a file of their own


@lru_cache(maxsize=8)
def _read_back(digest: str, content: bytes) -> tuple[Pack, Council, Mapping[str, str]]:
    files: dict[str, str] = orjson.loads(content)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, Path(name).name).write_text(text, encoding="utf-8")
        return load_pack(Path(folder)), load_council(Path(folder)), files


@lru_cache(maxsize=8)
def _by_digest(version_id: int, digest: str) -> LoadedPack:
    content = bytes(PackVersion.objects.values_list("content", flat=True).get(id=version_id))
    return LoadedPack(version_id, *_read_back(digest, content))


def newest_pack(authority_id: int) -> LoadedPack:
    """The pack version loaded last for this authority (one statement a request; its content is read once a process)."""
    row = newest_pack_version(authority_id)
    if row is None:
        raise Refusal("no-pack", "No data pack is loaded. Run “socialvalue pack load”.", status=503)
    return _by_digest(*row)


def pack_on_show() -> LoadedPack | None:
    """The newest pack of the authority whose public face this is, or none (one statement a request)."""
    shown = on_show()
    return _by_digest(shown.pack_id, shown.digest) if shown and shown.pack_id else None


def policy_of(authority_id: int, decided_on: date | None = None) -> tuple[int, Policy]:
    """The policy version a decision of this day is made under, with its row's id (at most one statement a request).

    That is the version in force on the day; where none is, the newest one, and the answer is indicative (rulings 1).
    """
    newest = newest_pack_version(authority_id)
    newest_first = _versions(authority_id, *newest) if newest else ()
    if not newest_first:
        raise Refusal("no-pack", "No data pack is loaded. Run “socialvalue pack load”.", status=503)
    in_force = (version for version in newest_first if decided_on and version.is_in_force(decided_on))
    version = next(in_force, newest_first[0])
    return version.id, _by_digest(version.pack_id, version.digest).pack.policy


@dataclass(frozen=True, slots=True)
class _Version:
    id: int
    pack_id: int
    digest: str
    from_on: date | None
    to_on: date | None

    def is_in_force(self, day: date) -> bool:
        """Whether it holds on this day. A version without a first day is not in force yet."""
        return self.from_on is not None and self.from_on <= day and (self.to_on is None or self.to_on >= day)


@lru_cache(maxsize=8)
def _versions(authority_id: int, newest_id: int, digest: str) -> tuple[_Version, ...]:
    """The policy versions of an authority, newest first. They come with packs and never change (rulings 35).

    So they are read once a process for as long as no newer pack is loaded: its id and digest say so.
    """
    rows = PolicyVersion.objects.filter(authority_id=authority_id, pack_id__lte=newest_id).order_by("-id")
    wanted = ("id", "pack_id", "pack__digest", "effective_from_on", "effective_to_on")
    return tuple(_Version(*row) for row in rows.values_list(*wanted))


@dataclass(frozen=True, slots=True)
class ThresholdShown:
    """One row of the public table of thresholds: £ including VAT."""

    row: int
    kind: str
    amount_inc_vat: Decimal
    from_on: date
    to_on: date | None
    source: str


def thresholds(pack_id: int) -> list[ThresholdShown]:
    """All rows of a pack version, in the Act's order, newest first (one statement)."""
    rows = Threshold.objects.filter(pack_id=pack_id).order_by(F("from_on").desc(), "row")
    return [
        ThresholdShown(*row)
        for row in rows.values_list("row", "kind", "amount_inc_vat", "from_on", "to_on", "source")
    ]
