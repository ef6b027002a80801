"""The rules of the room of themes, outcomes and measures."""

from socialvalue.toms.rules.bidders import Finding, Verdict, is_refused, look_at, section_17_caution
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
from socialvalue.toms.rules.need import Link, Local, local_changed
from socialvalue.toms.rules.wording import Reading, environmental_words, personal_data_words, reading

__all__ = [
    "Example",
    "Fault",
    "Finding",
    "Framework",
    "FrameworkStatus",
    "Link",
    "Local",
    "Measure",
    "MeasureKind",
    "Outcome",
    "Reading",
    "Theme",
    "Verdict",
    "changed_without_a_version",
    "environmental_words",
    "faults",
    "is_refused",
    "keeps_from_a_menu",
    "local_changed",
    "look_at",
    "personal_data_words",
    "reading",
    "section_17_caution",
]
