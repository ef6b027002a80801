"""The rules of governance, by subject."""

from socialvalue.governance.rules.clauses import Carried, Clause, read_register
from socialvalue.governance.rules.guides import Guide, Part, Point, Reader, Toolkit

__all__ = ["Carried", "Clause", "Guide", "Part", "Point", "Reader", "Toolkit", "read_register"]
