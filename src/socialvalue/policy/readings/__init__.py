"""Readings that deeds and pages of the policy room share."""

from socialvalue.policy.readings.versions import (
    LoadedPack,
    ThresholdShown,
    newest_pack,
    pack_on_show,
    policy_of,
    thresholds,
)

__all__ = ["LoadedPack", "ThresholdShown", "newest_pack", "pack_on_show", "policy_of", "thresholds"]
