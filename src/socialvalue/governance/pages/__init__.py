"""The pages of governance behind one door."""

from socialvalue.governance.pages.clauses import clauses
from socialvalue.governance.pages.toolkit import guide, guide_pdf, guide_word, toolkit

__all__ = ["clauses", "guide", "guide_pdf", "guide_word", "toolkit"]
