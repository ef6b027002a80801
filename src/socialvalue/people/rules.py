"""Identifiers of organisations as sources write them: sound, repaired, doubted, or only a portal's own.

An identifier is repaired only where the register's own rule leaves one reading (a company number that a spreadsheet
robbed of its leading zeros). Whatever was read is kept beside it. Two organisations are the same only by a sound
identifier of a register; never by a guess from a name or from a portal's own number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Scheme:
    """One register of organisations, as org-id.guide or the Central Digital Platform names it."""

    code: str
    noun: str  # "a … number"
    form: re.Pattern[str]


def _scheme(code: str, noun: str, form: str) -> tuple[str, Scheme]:
    return code, Scheme(code, noun, re.compile(form))


_CONSONANT: Final = "BCDGHJLMNPQRTVWXYZ"  # of a PPON: no vowels, no F, K or S
_COMPANY_PREFIXES: Final = (
    "AC|CE|CS|FC|FE|GE|GI|GN|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NV|NZ|OC|OE|PC|R0|RC|RS|SA|SC|SE|SF|SG|SI|SL|SO"
    "|SP|SR|SZ|ZC"
)
_COMPANY: Final = (
    rf"\d{{8}}|(?:{_COMPANY_PREFIXES})\d{{6}}|R\d{{7}}|(?:IP|SP|NP|RS|NO)\d{{5}}R"  # R: a registered society
)

SCHEMES: Final[dict[str, Scheme]] = dict(
    (
        _scheme("GB-COH", "company", _COMPANY),
        _scheme("GB-CHC", "charity (England and Wales)", r"\d{6,7}(?:-\d{1,3})?"),
        _scheme("GB-SC", "Scottish charity", r"SC\d{6}"),
        _scheme("GB-NIC", "Northern Irish charity", r"\d{6}"),
        _scheme(
            "GB-PPON",
            "public procurement organisation",
            rf"P[{_CONSONANT}]{{3}}-[1-9]{{4}}-[{_CONSONANT}]{{4}}",
        ),
        _scheme("GB-LAE", "local authority (England)", r"[A-Z]{3,4}"),
        _scheme("GB-MPR", "mutual society", r"[0-9A-Z]{2,8}"),
        _scheme("GB-UKPRN", "learning provider", r"\d{8}"),
        _scheme("GB-NHS", "NHS organisation", r"[A-Z0-9]{3,8}"),
    )
)
LOCAL: Final = ("GB-CFS", "GB-FTS", "GB-SRS", "GB-PCS", "GB-S2W")  # numbers that a portal gave for itself

REPAIRED: Final = "identifier-repaired"
DOUBTFUL: Final = "identifier-doubtful"
WRONG_SCHEME: Final = "identifier-wrong-scheme"

_NHS_CODE: Final = re.compile(r"(?=.*[A-Z])(?:R[A-Z0-9]{2}|[A-Z]\d{2,5}|Q[A-Z0-9]{2})")
_REGISTER: Final = re.compile(r"[A-Z]{2,3}-[A-Z0-9-]+")  # country and register, as org-id.guide writes them
_SHORT_COMPANY: Final = re.compile(r"\d{6,7}")
_SHORT_PREFIXED: Final = re.compile(rf"({_COMPANY_PREFIXES})(\d{{3,5}})")


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier of an organisation: as the source wrote it, and in the form its register uses."""

    scheme: str
    as_read: str
    id: str
    is_local: bool
    problem: str = ""  # a code; empty: nothing to say
    said: str = ""  # the problem, to follow “the identifier …”

    @property
    def key(self) -> str:
        """`GB-COH-01234567`."""
        return f"{self.scheme}-{self.id}"

    @property
    def may_be_matched(self) -> bool:
        """True where two sources with this identifier speak of one organisation."""
        return bool(self.id) and not self.is_local and self.problem in {"", REPAIRED}


@lru_cache(maxsize=4096)
def read_identifier(scheme: str, as_read: str) -> Identifier:
    """Bring one identifier to the form of its scheme, or say why it is left as read. Never raises, never guesses."""
    text = unicodedata.normalize("NFKC", as_read)
    compact = "".join(
        character for character in text if character.isprintable() and not character.isspace()
    ).upper()
    if not compact:
        return Identifier(scheme, as_read, "", scheme in LOCAL, DOUBTFUL, "is empty")
    known = SCHEMES.get(scheme)
    if known is None:  # a register that we do not know is believed; what names none is the portal's own
        return Identifier(scheme, as_read, text.strip(), scheme in LOCAL or not _REGISTER.fullmatch(scheme))
    if known.form.fullmatch(compact):
        return _sound(scheme, as_read, compact)
    if scheme == "GB-COH":
        return _doubtful_company(as_read, compact)
    if scheme == "GB-NIC" and known.form.fullmatch(compact.removeprefix("NIC")):
        return _sound(scheme, as_read, compact.removeprefix("NIC"))
    said = f"is {as_read!r}, which does not have the form of a {known.noun} number; it is kept as read"
    return Identifier(scheme, as_read, as_read, False, DOUBTFUL, said)


def _sound(scheme: str, as_read: str, whole: str) -> Identifier:
    if whole == as_read:
        return Identifier(scheme, as_read, whole, False)
    return Identifier(scheme, as_read, whole, False, REPAIRED, f"is {as_read!r}, read as {whole}")


def _doubtful_company(as_read: str, compact: str) -> Identifier:
    if _SHORT_COMPANY.fullmatch(compact):
        return _repaired_company(as_read, compact.zfill(8))
    if prefixed := _SHORT_PREFIXED.fullmatch(compact):
        return _repaired_company(as_read, prefixed[1] + prefixed[2].zfill(6))
    if _NHS_CODE.fullmatch(compact):
        said = f"is {as_read!r}, an NHS organisation code and no company number; kept as read"
        return Identifier("GB-COH", as_read, as_read, False, WRONG_SCHEME, said)
    said = f"is {as_read!r}, no company number ({len(compact)} characters, not 8); kept as read"
    if len(compact) == 8:
        said = f"is {as_read!r}, which does not have the form of a company number; kept as read"
    return Identifier("GB-COH", as_read, as_read, False, DOUBTFUL, said)


def _repaired_company(as_read: str, whole: str) -> Identifier:
    said = f"is the company number {as_read!r} without its leading zeros, read as {whole}"
    return Identifier("GB-COH", as_read, whole, False, REPAIRED, said)
