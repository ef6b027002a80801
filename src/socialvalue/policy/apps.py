"""Policy as a Django app."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Policy versions, thresholds, valuation, determination."""

    name = "socialvalue.policy"
    label = "policy"
