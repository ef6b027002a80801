"""Feedback after a tender, in a sentence. What happens to a procurement is told in planning."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {"feedback_given": "{who} said what they think of a tender."}
