"""What words suggest about a measure or an offer: the environment, personal data, hard reading. A person decides."""

import re
from dataclasses import dataclass
from typing import Final

_ENVIRONMENT: Final = re.compile(
    r"\b(?:carbon|co2e?|emissions?|net[- ]zero|climate|energy|solar|renewable\w*|electric vehicles?|waste|recycl\w+|"
    r"litter|landfill|plastics?|pollut\w+|biodivers\w+|wildlife|habitats?|nature|trees?|woodland|environment\w*|"
    r"sustainab\w+|air quality|greenhouse)\b",
    re.IGNORECASE,
)
_PERSONAL: Final = re.compile(
    r"\b(?:names?|dates? of birth|birthdays?|home address(?:es)?|full postcodes?|phone numbers?|e-?mail address(?:es)?|"
    r"national insurance|NI numbers?|medical|diagnos\w+|photographs?|photos?|"
    r"signatures?|passports?|ethnicity|religion)\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(r"\b(?:no|not|never|without|leave out|remove|nor|do not)\b[^.;]*$", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[.!?]+(?=\s|$)")
_WORD: Final = re.compile(r"[A-Za-z’'-]+")
_VOWELS: Final = re.compile(r"[aeiouy]+")


def environmental_words(text: str) -> tuple[str, ...]:
    """Words that suggest an environmental measure: carbon, energy, waste, biodiversity belong elsewhere (CTX-4)."""
    return tuple(dict.fromkeys(each.group().lower() for each in _ENVIRONMENT.finditer(text)))


def personal_data_words(text: str) -> tuple[str, ...]:
    """Words that ask for personal data of people who benefit (DPA-1). "No names" does not ask for names."""
    return tuple(
        dict.fromkeys(
            each.group().lower()
            for each in _PERSONAL.finditer(text)
            if not _DENIED.search(text[: each.start()])
        )
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text reads: words in its longest sentence, and the age at which it is read easily."""

    longest_sentence: int
    age: float


def reading(text: str) -> Reading:
    """By sentence and word length (Flesch–Kincaid, plus five years of age). A help to writers, not a verdict."""
    sentences = [words for each in _SENTENCE.split(text) if (words := _WORD.findall(each))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Reading(0, 0.0)
    by_sentence = len(words) / len(sentences)
    by_word = sum(_syllables(word) for word in words) / len(words)
    return Reading(max(map(len, sentences)), round(0.39 * by_sentence + 11.8 * by_word - 15.59 + 5, 1))


def _syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end: near enough for an average."""
    plain = word.lower().rstrip("’'s")
    groups = len(_VOWELS.findall(plain))
    silent = plain.endswith("e") and not plain.endswith(("le", "ee"))
    ed = plain.endswith("ed") and not plain.endswith(("ted", "ded"))
    return max(1, groups - silent - ed)
