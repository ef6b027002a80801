"""What pages of higher rooms share with a procurement's own: its place in the crumbs, its tabs."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.urls import reverse

from socialvalue.design.parts import Crumb, Tab
from socialvalue.planning.ports import EXTRA_TABS
from socialvalue.planning.queries import ProcurementShown

LIST: Final = Crumb("Procurements", "/procurements")


def tabs(shown: ProcurementShown, current: str) -> tuple[Tab, ...]:
    """The sections of a procurement, those of higher rooms among them."""
    own = (
        ("Overview", "procurement"),
        ("Lots", "procurement-lots"),
        ("Requirements", "procurement-requirements"),
        ("Engagement", "procurement-engagement"),
        ("Exemption", "procurement-exemption"),
    )
    all_tabs = (*own, *EXTRA_TABS, ("History", "procurement-history"))
    return tuple(
        Tab(text, reverse(name, kwargs={"reference": shown.reference}), current=name == current)
        for text, name in all_tabs
    )


def percent(figure: Decimal) -> str:
    """A figure in per cent, without noughts at its end: "7.5%"."""
    return f"{figure.normalize():f}%"
