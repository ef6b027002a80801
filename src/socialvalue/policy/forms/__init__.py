"""The forms of the policy room behind one door."""

from socialvalue.policy.forms.facts import KINDS, VAT, FactsForm, kind_of
from socialvalue.policy.forms.rulings import RecordRuling, RulingFilters, WithdrawRuling

__all__ = [
    "KINDS",
    "VAT",
    "FactsForm",
    "RecordRuling",
    "RulingFilters",
    "WithdrawRuling",
    "kind_of",
]
