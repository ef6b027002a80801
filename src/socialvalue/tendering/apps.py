"""Tendering as a Django app."""

from django.apps import AppConfig


class TenderingConfig(AppConfig):
    """Methodology, opportunities, bids, receipts."""

    name = "socialvalue.tendering"
    label = "tendering"
