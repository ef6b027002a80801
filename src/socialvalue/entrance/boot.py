"""Starting Django, for whatever process we are."""

from __future__ import annotations

import os

import django
from django.apps import apps


def boot() -> None:
    """Start Django once; safe to call again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialvalue.entrance.settings")  # noqa: TID251
    if not apps.ready:
        django.setup()
