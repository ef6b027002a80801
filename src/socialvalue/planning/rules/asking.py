"""What a Defined requirement must say before it is confirmed (CAT-1, rules 19 and 21, rulings 8 to 10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules.determinations import AS_ABOVE, BELOW
from socialvalue.toms.rules import Verdict, look_at, section_17_caution

SERVICES: Final = frozenset({"light-touch", "light-touch-concession"})


def check_wording(texts: Mapping[str, str], *, band: str, places: Iterable[str]) -> None:
    """Refuses words that give marks for the bidder's own place, registration or size above threshold (rule 21).

    `texts` are by the field they were typed into; `places` are names of the council's places. Where the benefit arrives
    may be asked for: the refusal says how to write it.
    """
    if band not in AS_ABOVE:
        return
    names = tuple(places)
    for field, text in texts.items():
        for finding in look_at(text, places=names):
            if finding.verdict is Verdict.REFUSED:
                said = f"“{finding.words}”: {finding.why[:1].lower()}{finding.why[1:]}. {finding.instead}."
                raise Refusal("about-the-bidder", said, field=field, clause="SCO-4")


def is_services(kind: str, nature: str) -> bool:
    """Whether a contract is for services, as far as is known; what is not known is not taken for services."""
    return nature == "services" or (kind in SERVICES and not nature)


def section_17(*, band: str, kind: str, nature: str, about_workforce: bool) -> str:
    """The caution of section 17 where it arises: goods or works below threshold, about who works on the contract."""
    return (
        section_17_caution(
            above_threshold=band not in BELOW,
            is_services=is_services(kind, nature),
            about_workforce=about_workforce,
        )
        or ""
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a proposed requirement. None: nobody has said yet.

    `suggested` are its words that suggest the environment; `is_environmental` is what the standards team answered;
    `cautioned` says that section 17 arises, `is_cleared` what the legal sign-off says.
    """

    outcome: str
    unit: str
    evidence: str
    need: str
    suggested: tuple[str, ...] = ()
    is_environmental: bool | None = None
    cautioned: bool = False
    is_cleared: bool | None = None


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that stands in the way of confirming, and the deed that removes it."""

    code: str
    text: str
    clause: str
    deed: str = ""  # classify, sign-off


def lacking(asked: Asked) -> tuple[Lack, ...]:
    """Everything that stands in the way of confirming a requirement (rule 19)."""
    parts = (
        ("without-outcome", asked.outcome, "It belongs to no outcome: take it from a measure.", "OBJ-3"),
        ("without-unit", asked.unit, "It has no unit: take it from a measure.", "OBJ-2"),
        ("without-evidence", asked.evidence, "It does not say what proves it.", "OBJ-2"),
        ("without-need", asked.need, "It does not say which need it answers.", "PRI-2"),
    )
    found = [Lack(code, text, clause) for code, said, text, clause in parts if not said.strip()]
    return (*found, *_environment(asked), *_legal(asked))


def _environment(asked: Asked) -> Iterable[Lack]:
    """Words only suggest; a person of the standards team decides (rulings 10)."""
    if asked.is_environmental:
        yield Lack(
            "is-environmental",
            "It is about the environment: pass it on to the Environment Plan. It is not asked for here.",
            "CTX-4",
        )
    elif asked.suggested and asked.is_environmental is None:
        words = ", ".join(f"“{each}”" for each in asked.suggested)
        yield Lack(
            "maybe-environmental",
            f"{words} may be about the environment: the standards team has to say whether it is.",
            "CTX-4",
            "classify",
        )


def _legal(asked: Asked) -> Iterable[Lack]:
    if asked.cautioned and asked.is_cleared is None:
        yield Lack(
            "legal-missing",
            "A legal sign-off is needed first: section 17 of the 1988 Act may stand against it.",
            "INC-2",
            "sign-off",
        )
    elif asked.cautioned and not asked.is_cleared:
        yield Lack(
            "legal-refused", "The legal sign-off says no: change it or remove it.", "INC-2", "sign-off"
        )


def check_confirmable(asked: Asked) -> None:
    """Refuses a requirement that cannot be confirmed, with the first reason."""
    for lack in lacking(asked):
        raise Refusal(lack.code, lack.text, clause=lack.clause, status=409)
