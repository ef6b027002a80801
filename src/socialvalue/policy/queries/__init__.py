"""The reads of the policy room behind one door."""

from socialvalue.policy.queries.rulings import (
    EXPORTED,
    ORDERS,
    RulingShown,
    RulingsWanted,
    count_rulings,
    ruling,
    ruling_versions,
    rulings,
    rulings_for_export,
    rulings_in_force,
)
from socialvalue.policy.readings import (
    LoadedPack,
    ThresholdShown,
    newest_pack,
    pack_on_show,
    policy_of,
    thresholds,
)

__all__ = [
    "EXPORTED",
    "ORDERS",
    "LoadedPack",
    "RulingShown",
    "RulingsWanted",
    "ThresholdShown",
    "count_rulings",
    "newest_pack",
    "pack_on_show",
    "policy_of",
    "ruling",
    "ruling_versions",
    "rulings",
    "rulings_for_export",
    "rulings_in_force",
    "thresholds",
]
