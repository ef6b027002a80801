"""Delivery as a Django app."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Contracts."""

    name = "socialvalue.delivery"
    label = "delivery"
