"""A guard for the wording of criteria (rule 21, rulings 9): where a bidder is, is registered, or how big it is earns
no marks; where the benefit arrives may.

It reads words, not meaning, so it suggests: it names the words, why they look wrong, and a wording that would do. A
person decides; above threshold a criterion that is refused here is not published until it is reworded.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Verdict(StrEnum):
    """What a finding asks for."""

    REFUSED = "refused"  # marks for the bidder's own place, registration or size
    LOOK = "look"  # could be read so: a person looks


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that look wrong, why, and what to write instead."""

    verdict: Verdict
    words: str
    why: str
    instead: str


_BIDDER = r"(?:bidders?|tenderers?|suppliers?|contractors?|providers?|applicants?|you(?:r)?|we|our)"
_FIRM = r"(?:compan(?:y|ies)|firms?|business(?:es)?|organisations?|enterprises?|SMEs?|VCSEs?|charit(?:y|ies))"
_BENEFIT = (
    r"residents?|people|persons?|apprentices?|trainees?|pupils?|students?|schools?|colleges?|families|carers?|"
    r"volunteers?|jobs?|employees?|staff|workers?|workforce|communit(?:y|ies)|groups?|households?|events?|sessions?|"
    r"placements?|children|adults?|start-ups?|beneficiar(?:y|ies)|leavers?|seekers?|clubs?|projects?"
)
_DEED = (
    r"spend\w*|spent|buy\w*|bought|purchas\w+|sub-?contract\w*|supply chains?|invoices?|orders?|procur\w+|"
    r"source[ds]?|support\w*|help\w*|train\w*|advi[cs]\w*|mentor\w*|work with|partner with|meet the buyer|"
    r"paid|pay|payments?"
)
_OTHERS: Final = re.compile(rf"\b(?:{_BENEFIT}|{_DEED})\b", re.IGNORECASE)
_SPEND: Final = re.compile(rf"\b(?:{_DEED})\b", re.IGNORECASE)
_SEAT: Final = re.compile(
    r"\b(?:based|located|headquartered|registered|situated|established|resident|domiciled)\s+"
    r"(?:in|within|inside|near|close to|from)\b"
    r"|\b(?:head|registered|main|regional|branch|local)\s+(?:office|depot|premises|base|headquarters)\b"
    r"|\b(?:office|depot|premises|headquarters|base)\s+(?:in|within|near)\b"
    r"|\bwithin\s+\d+\s+(?:miles?|kilometres?|km)\b|\blocal\s+presence\b"
    r"|\b\w+-(?:based|headquartered)\b|\bplaces? of business\b|\bbusiness rates\b|\blocal to\b"
    r"|\bpostcodes? (?:in|within)\b|\bwith an? [\w-]+ postcode\b",
    re.IGNORECASE,
)
_SIZE: Final = re.compile(
    r"\b(?:turnover|annual revenue|number of (?:employees|staff)|SMEs?|VCSEs?|"
    r"(?:fewer|less|more) than \d[\d,]* (?:employees|staff)|"
    r"(?:micro|small|medium)(?:-sized)?(?:,? (?:or|and) (?:medium|micro)(?:-sized)?)?\s+"
    r"(?:business|enterprise|compan(?:y|ies)|firm)(?:e?s)?)\b",
    re.IGNORECASE,
)
_IS_BIDDER: Final = re.compile(rf"\b{_BIDDER}\b", re.IGNORECASE)
_IS_FIRM: Final = re.compile(rf"\b{_FIRM}\b", re.IGNORECASE)
_CHAIN: Final = re.compile(r"\bsupply chains?\b|\bsub-?contract", re.IGNORECASE)
_MARKS: Final = re.compile(
    r"\b(?:marks?|points?|scor\w+|preference|prefer\w*|favou?r\w*|priority|being|must be)\b", re.IGNORECASE
)
_SENTENCE: Final = re.compile(r"[^.;!?\n]+")

BARE: Final = 3
"""With fewer words before it, "based in the area" is said of the bidder."""

_WHY_SEAT: Final = (
    "It gives marks for where the bidder itself is, which is not about what the contract delivers"
)
_WHY_SIZE: Final = "It gives marks for the size or kind of the bidder itself"
_WHY_LOCAL: Final = "It gives marks for being a local bidder"
_INSTEAD: Final = "Say where the benefit must arrive: for example “jobs for residents of the area”"
_INSTEAD_SIZE: Final = (
    "Ask for what is done with small firms: for example “spend with small firms under this contract”"
)


def look_at(text: str, *, places: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What in the wording of a criterion looks like marks for the bidder's own place, registration or size.

    `places` are names of the council's places, so that "Ashford firms" is seen as "local firms" is.
    """
    local = _local(places)
    found: dict[str, Finding] = {}
    for sentence in _SENTENCE.findall(text):
        for finding in (*_seats(sentence), *_sizes(sentence), *_locals(sentence, local)):
            found.setdefault(finding.words.lower(), finding)
    return tuple(found.values())


def is_refused(text: str, *, places: Iterable[str] = ()) -> bool:
    """Whether the wording cannot be published above threshold."""
    return any(each.verdict is Verdict.REFUSED for each in look_at(text, places=places))


def _local(places: Iterable[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(each) for each in sorted(places, key=len, reverse=True) if each.strip())
    return re.compile(
        rf"\b(?:local|nearby{'|' + names if names else ''})(?:-based)?\s+(?P<who>[\w-]+)", re.IGNORECASE
    )


def _seats(sentence: str) -> Iterator[Finding]:
    """A seat: "based in", "registered office", "within 20 miles"."""
    for match in _SEAT.finditer(sentence):
        verdict = _verdict(sentence, match)
        if verdict is not None:
            yield Finding(verdict, _quoted(sentence, match), _WHY_SEAT, _INSTEAD)


def _sizes(sentence: str) -> Iterator[Finding]:
    """A size or kind: "turnover", "fewer than 50 employees", "SME"."""
    for match in _SIZE.finditer(sentence):
        verdict = _verdict(sentence, match)
        if verdict is not None:
            yield Finding(verdict, _quoted(sentence, match), _WHY_SIZE, _INSTEAD_SIZE)


def _locals(sentence: str, local: re.Pattern[str]) -> Iterator[Finding]:
    """A local bidder: "local suppliers score", "Ashford firms"."""
    for match in local.finditer(sentence):
        who = match["who"]
        bidder, firm = _IS_BIDDER.fullmatch(who), _IS_FIRM.fullmatch(who)
        if (bidder or firm) and not _SPEND.search(sentence[: match.start()]):
            about_bidder = bidder or _IS_BIDDER.search(sentence) or _MARKS.search(sentence)
            verdict = Verdict.REFUSED if about_bidder else Verdict.LOOK
            yield Finding(verdict, match.group(), _WHY_LOCAL, _INSTEAD)


def _verdict(sentence: str, match: re.Match[str]) -> Verdict | None:
    """Whose seat or size it is: that of the nearest noun before it. Spending with such firms is allowed."""
    before = sentence[: match.start()]
    last = {
        who: max((found.end() for found in pattern.finditer(before)), default=-1)
        for who, pattern in (("others", _OTHERS), ("bidder", _IS_BIDDER), ("firm", _IS_FIRM))
    }
    nearest = max(last, key=lambda who: last[who])
    if nearest == "bidder" and last["bidder"] >= 0:
        return Verdict.REFUSED
    if last["others"] >= 0 or _CHAIN.search(sentence):
        return None  # "jobs for people based in", "spend with firms based in": not the bidder
    if last["firm"] >= 0:
        is_bidder = last["bidder"] >= 0 or _MARKS.search(sentence)  # "the bidder is a firm based in"
        return Verdict.REFUSED if is_bidder else Verdict.LOOK
    return Verdict.REFUSED if len(before.split()) < BARE or _MARKS.search(sentence) else Verdict.LOOK


def _quoted(sentence: str, match: re.Match[str]) -> str:
    """The words found, with up to three that follow."""
    after = re.match(r"(?:\s+[\w£,-]+){0,3}", sentence[match.end() :])
    return (match.group() + (after.group() if after else "")).strip()


def section_17_caution(*, above_threshold: bool, is_services: bool, about_workforce: bool) -> str | None:
    """The caution for a measure about the workforce below threshold, where a legal sign-off is asked for (rulings 9).

    None where it does not arise: services fall under the Social Value Act 2012, and above threshold the Procurement
    Act 2023 governs.
    """
    if above_threshold or is_services or not about_workforce:
        return None
    return (
        "Local Government Act 1988 s.17: below threshold a contract for goods or works must not turn on matters that "
        "are not commercial, and the make-up of a workforce may be one. Ask for a legal sign-off."
    )
