"""The pages of the policy room behind one door."""

from socialvalue.policy.pages.reading import do_i_need_it, glossary, policy
from socialvalue.policy.pages.rulings import (
    record_ruling,
    replace_ruling,
    ruling,
    rulings,
    rulings_csv,
    withdraw_ruling,
)

__all__ = [
    "do_i_need_it",
    "glossary",
    "policy",
    "record_ruling",
    "replace_ruling",
    "ruling",
    "rulings",
    "rulings_csv",
    "withdraw_ruling",
]
