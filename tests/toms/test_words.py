"""Words suggest; they never decide."""

import pytest

from socialvalue.toms.rules import Reading, environmental_words, personal_data_words, reading


@pytest.mark.rule(19)
@pytest.mark.clause("CTX-4")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cut carbon and waste; carbon first", ("carbon", "waste")),
        ("Plant 20 trees, pick litter", ("trees", "litter")),
        ("A weekly walk for neighbours in the country park", ()),  # people's use of a place is Community
        ("Run a training course", ()),
    ],
)
def test_words_that_suggest_the_environment_are_named(text: str, words: tuple[str, ...]) -> None:
    assert environmental_words(text) == words


@pytest.mark.clause("DPA-1")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A list of names and dates of birth", ("names", "dates of birth")),
        ("Photos of everyone who came", ("photos",)),
        ("A list of hours, without names", ()),
        ("No names. A photo of each person", ("photo",)),
        ("Totals by district", ()),
    ],
)
def test_words_that_ask_for_personal_data_are_named(text: str, words: tuple[str, ...]) -> None:
    assert personal_data_words(text) == words


def test_long_words_and_long_sentences_read_harder() -> None:
    """The cat sat: 3 words, 3 syllables: 0.39 × 3 + 11.8 × 1 − 15.59 + 5 = 2.38."""
    assert reading("The cat sat.") == Reading(3, 2.4)
    assert reading("Count each person once. Send a list.").longest_sentence == 4
    hard = "Organisations demonstrating considerable additionality necessarily differentiate proportionately"
    assert reading(hard).age > 16 > 12 > reading("Count each person once. Do not send a list.").age
    assert reading("") == Reading(0, 0.0)
