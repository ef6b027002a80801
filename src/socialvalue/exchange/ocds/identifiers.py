"""Identifiers of organisations as notices write them: repaired, doubted, or only local."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = "BCDGHJLMNPQRTVWXYZ"
_FORMS = {
    "GB-COH": re.compile(r"(?:\d{8}|[A-Z]{2}\d{6}|[A-Z]{2}\d{5}[A-Z]|R\d{7})\Z"),
    "GB-PPON": re.compile(rf"P[{_LETTERS}]{{3}}-[1-9]{{4}}-[{_LETTERS}]{{4}}\Z"),
    "GB-CHC": re.compile(r"\d{6,7}(?:-\d{1,3})?\Z"),
    "GB-SC": re.compile(r"SC\d{6}\Z"),
    "GB-NIC": re.compile(r"\d{6}\Z"),
    "GB-UKPRN": re.compile(r"\d{8}\Z"),
    "GB-NHS": re.compile(r"[A-Z0-9]{3,6}\Z"),
}
_NAMES = {
    "GB-COH": "company",
    "GB-PPON": "public procurement organisation",
    "GB-CHC": "charity (England and Wales)",
    "GB-SC": "Scottish charity",
    "GB-NIC": "Northern Irish charity",
    "GB-UKPRN": "learning provider",
    "GB-NHS": "NHS organisation",
}
LOCAL = ("GB-CFS", "GB-FTS", "GB-SRS", "GB-PCS", "GB-S2W")
_NHS_CODE = re.compile(r"(?=.*[A-Z])(?:R[A-Z0-9]{2}|[A-Z]\d{2,5}|Q[A-Z0-9]{2})\Z")
_SHORT_COMPANY = re.compile(r"\d{6,7}\Z")
_SHORT_PREFIXED = re.compile(r"([A-Z]{2})(\d{3,5})\Z")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\Z")


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier of an organisation: as the notice wrote it, and in the form its register uses."""

    scheme: str
    as_read: str
    id: str
    is_local: bool
    problem: str = ""
    said: str = ""

    @property
    def key(self) -> str:
        """`GB-COH-01234567`."""
        return f"{self.scheme}-{self.id}"

    @property
    def may_be_matched(self) -> bool:
        """True where two notices with this identifier speak of one organisation."""
        return not self.is_local and self.problem in {"", "identifier-repaired"}


@lru_cache(maxsize=4096)
def read_identifier(scheme: str, as_read: str) -> Identifier:
    """Bring one identifier to the form of its scheme, or say why it is left as read."""
    compact = re.sub(r"\s", "", as_read).upper()
    if scheme in LOCAL:
        return Identifier(scheme, as_read, as_read, True)
    form = _FORMS.get(scheme)
    if form is None:
        return Identifier(scheme, as_read, as_read, False)
    if form.match(compact):
        problem = "" if compact == as_read else "identifier-repaired"
        return Identifier(
            scheme, as_read, compact, False, problem, f"is {as_read!r}, read as {compact}" if problem else ""
        )
    if scheme == "GB-COH":
        return _doubtful_company(as_read, compact)
    said = f"is {as_read!r}, which does not have the form of a {_NAMES[scheme]} number; it is kept as read"
    return Identifier(scheme, as_read, as_read, False, "identifier-doubtful", said)


def _doubtful_company(as_read: str, compact: str) -> Identifier:
    if _SHORT_COMPANY.match(compact):
        return _repaired_company(as_read, compact.zfill(8))
    if prefixed := _SHORT_PREFIXED.match(compact):
        return _repaired_company(as_read, prefixed[1] + prefixed[2].zfill(6))
    if _NHS_CODE.match(compact):
        said = f"is {as_read!r}, an NHS organisation code and no company number; kept as read"
        return Identifier("GB-COH", as_read, as_read, False, "identifier-wrong-scheme", said)
    said = f"is {as_read!r}, no company number ({len(compact)} characters, not 8); kept as read"
    return Identifier("GB-COH", as_read, as_read, False, "identifier-doubtful", said)


def _repaired_company(as_read: str, whole: str) -> Identifier:
    said = f"is the company number {as_read!r} without its leading zeros, read as {whole}"
    return Identifier("GB-COH", as_read, whole, False, "identifier-repaired", said)


@lru_cache(maxsize=4096)
def read_postcode(as_read: str) -> tuple[str, str]:
    """The postcode in its usual form and the code of the problem it has, if any."""
    compact = re.sub(r"\s", "", as_read).upper()
    whole = f"{compact[:-3]} {compact[-3:]}"
    if not _POSTCODE.match(whole):
        return as_read, "postcode-doubtful"
    return whole, "" if whole == as_read else "postcode-repaired"
