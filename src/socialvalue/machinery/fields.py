"""How numbers are kept: integer pence, integer ten-thousandths, integer basis points (rulings 26).

SQLite has no exact decimals, so the database holds integers and the product sees `Decimal`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models


class ScaledField(models.BigIntegerField):  # type: ignore[type-arg]
    """A `Decimal` kept as an integer of `10 ** places`. Raises `ValueError` for a number that does not fit exactly."""

    places: int = 0
    if TYPE_CHECKING:  # what a model's attribute takes and gives, for the type checker
        _pyi_private_set_type: Decimal | int | str  # type: ignore[assignment]
        _pyi_private_get_type: Decimal  # type: ignore[assignment]
        _pyi_lookup_exact_type: Decimal | int | str  # type: ignore[assignment]

    def from_db_value(self, value: int | None, *_: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.places)

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> int | None:
        if value is None:
            return None
        scaled = Decimal(value).scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} has more than {self.places} decimal places.")
        return int(scaled)

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


class PoundsField(ScaledField):
    """£, kept as pence."""

    places = 2


class AmountField(ScaledField):
    """A quantity's amount, kept as ten-thousandths; its unit stands in a column beside it."""

    places = 4


class ShareField(ScaledField):
    """A share between 0 and 1, kept as basis points."""

    places = 4
