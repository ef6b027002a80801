"""The pages of governance behind one door."""

from socialvalue.governance.pages.clauses import clauses
from socialvalue.governance.pages.toolkit import guide, toolkit

__all__ = ["clauses", "guide", "toolkit"]
