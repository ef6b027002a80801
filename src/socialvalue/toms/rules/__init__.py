"""The rules of the room of themes, outcomes and measures."""

from socialvalue.toms.rules.framework import (
    Example,
    Fault,
    Framework,
    FrameworkStatus,
    Measure,
    MeasureKind,
    Outcome,
    Theme,
    changed_without_a_version,
    faults,
    keeps_from_a_menu,
)
from socialvalue.toms.rules.wording import Reading, environmental_words, personal_data_words, reading

__all__ = [
    "Example",
    "Fault",
    "Framework",
    "FrameworkStatus",
    "Measure",
    "MeasureKind",
    "Outcome",
    "Reading",
    "Theme",
    "changed_without_a_version",
    "environmental_words",
    "faults",
    "keeps_from_a_menu",
    "personal_data_words",
    "reading",
]
