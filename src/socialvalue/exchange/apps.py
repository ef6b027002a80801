"""Exchange as a Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Notices and open data, in and out."""

    name = "socialvalue.exchange"
    label = "exchange"
