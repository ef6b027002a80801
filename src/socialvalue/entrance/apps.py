"""The entrance as a Django app: when every room is loaded, it wires them."""

from django.apps import AppConfig


class EntranceConfig(AppConfig):
    """Settings, addresses, home pages, command line."""

    name = "socialvalue.entrance"
    label = "entrance"

    def ready(self) -> None:
        from socialvalue.entrance import wiring  # noqa: PLC0415  Django: models are importable only now

        wiring.wire()
