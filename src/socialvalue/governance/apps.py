"""Governance as a Django app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Clause register, assurance."""

    name = "socialvalue.governance"
    label = "governance"
