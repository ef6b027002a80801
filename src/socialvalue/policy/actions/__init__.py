"""The deeds of the policy room behind one door."""

from socialvalue.policy.actions.packs import load_pack
from socialvalue.policy.actions.rulings import record_ruling, replace_ruling, withdraw_ruling

__all__ = ["load_pack", "record_ruling", "replace_ruling", "withdraw_ruling"]
