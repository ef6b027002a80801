"""Identifiers of organisations: which are sound, which can be repaired, which name an organisation everywhere.

An identifier is repaired only where the register's own rule leaves one reading (a company number that a spreadsheet
robbed of its leading zeros). Whatever was read is kept beside it. Two organisations are the same only by a sound
identifier of a register; never by a guess from a name or from a portal's own number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Scheme:
    """One register of organisations, as org-id.guide or the Central Digital Platform names it."""

    code: str
    name: str
    pattern: re.Pattern[str]
    everywhere: bool = True  # the number names one organisation in every source


def _scheme(code: str, name: str, pattern: str, *, everywhere: bool = True) -> tuple[str, Scheme]:
    return code, Scheme(code, name, re.compile(pattern), everywhere)


_CONSONANT: Final = "BCDGHJLMNPQRTVWXYZ"  # of a PPON: no vowels, no F, K or S
_COMPANY_PREFIX: Final = (
    "SC|NI|OC|SO|NC|R0|ZC|LP|SL|NL|FC|SF|NF|GE|GN|GS|IP|SP|NP|RS|SR|NO|RC|AC|SA|NA|IC|SI|CE|CS|PC|OE|ES|NV"
    "|SG|NZ|SE"
)

SCHEMES: Final[dict[str, Scheme]] = dict(
    (
        _scheme(
            "GB-COH", "Companies House", rf"(\d{{8}}|(?:{_COMPANY_PREFIX})\d{{6}}|(?:IP|SP|NP|RS|NO)\d{{5}}R)"
        ),
        _scheme("GB-CHC", "Charity Commission", r"\d{6,7}(-\d{1,3})?"),
        _scheme("GB-SC", "Office of the Scottish Charity Regulator", r"SC\d{6}"),
        _scheme("GB-NIC", "Charity Commission for Northern Ireland", r"\d{6}"),
        _scheme(
            "GB-PPON",
            "Central Digital Platform (PPON)",
            rf"P[{_CONSONANT}]{{3}}-[1-9]{{4}}-[{_CONSONANT}]{{3}}[CDGHJLMNPQRTVWXYZ]",
        ),
        _scheme("GB-LAE", "Local authorities for England", r"[A-Z]{3,4}"),
        _scheme("GB-MPR", "Mutuals Public Register", r"[0-9A-Z]{2,8}R?"),
        _scheme("GB-UKPRN", "UK Register of Learning Providers", r"\d{8}"),
        _scheme("GB-NHS", "NHS Organisation Data Service", r"[0-9A-Z]{3,8}"),
        _scheme("GB-SRS", "Old Contracts Finder register", r"\S.*", everywhere=False),
        _scheme("GB-CFS", "Contracts Finder's own number", r"\S.*", everywhere=False),
        _scheme("GB-FTS", "Find a Tender's own number", r"\S.*", everywhere=False),
    )
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier as checked: its value in the register's form, what was read, and what is wrong with it."""

    scheme: str
    value: str
    as_read: str
    repaired: str = ""  # a sentence, where the value was repaired
    fault: str = ""  # a sentence, where it cannot be this register's number

    @property
    def sound(self) -> bool:
        return not self.fault

    @property
    def names_one_organisation(self) -> bool:
        """Whether this alone says that two records are the same organisation."""
        scheme = SCHEMES.get(self.scheme)
        return self.sound and scheme is not None and scheme.everywhere


def checked(scheme: str, as_read: str) -> Identifier:
    """Check one identifier; repair it where only one reading is possible. Never raises, never guesses."""
    text = unicodedata.normalize("NFC", as_read).strip()
    value = text.upper().replace(" ", "")
    known = SCHEMES.get(scheme)
    if not value:
        return Identifier(scheme, "", as_read, fault="It is empty.")
    if known is None:
        return Identifier(scheme, text, as_read)
    if scheme.startswith("GB-") and not known.everywhere:
        return Identifier(scheme, text, as_read)
    if known.pattern.fullmatch(value):
        return Identifier(scheme, value, as_read, repaired=_spacing(text, value))
    return _repaired(known, value, as_read)


def _spacing(text: str, value: str) -> str:
    return "" if text == value else "Spaces or lower-case letters were put right."


def _repaired(scheme: Scheme, value: str, as_read: str) -> Identifier:
    if scheme.code == "GB-COH":
        return _repaired_company(value, as_read)
    if scheme.code == "GB-NIC" and re.fullmatch(r"NIC\d{6}", value):
        return Identifier(
            scheme.code, value[3:], as_read, repaired="The letters NIC before the number were left off."
        )
    return Identifier(
        scheme.code, value, as_read, fault=f"“{as_read}” does not have the form of a {scheme.name} number."
    )


def _repaired_company(value: str, as_read: str) -> Identifier:
    short = re.fullmatch(r"([A-Z]{2})?(\d{1,7})", value)
    if short:
        prefix, digits = short.group(1) or "", short.group(2)
        padded = prefix + digits.zfill(8 - len(prefix))
        enough = len(digits) >= (4 if prefix else 5)  # shorter ones may be anything
        if enough and SCHEMES["GB-COH"].pattern.fullmatch(padded):
            return Identifier(
                "GB-COH", padded, as_read, repaired=f"Leading zeros were put back: {as_read} is {padded}."
            )
    if re.fullmatch(r"R[A-Z0-9]{2}", value):
        return Identifier(
            "GB-COH", value, as_read, fault=f"“{as_read}” looks like an NHS code, not a company number."
        )
    return Identifier(
        "GB-COH",
        value,
        as_read,
        fault=f"“{as_read}” is not a company number: it needs 8 characters, such as 01234567.",
    )
