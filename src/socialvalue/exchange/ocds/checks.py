"""What is wrong with a release: its shape against the standard, and what the standard cannot see."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from socialvalue.exchange.ocds.postcodes import read_postcode
from socialvalue.exchange.ocds.problems import Problem, Where
from socialvalue.exchange.ocds.times import has_zone, instant
from socialvalue.exchange.ocds.tokens import RawNumber
from socialvalue.foundation.money import PENNY
from socialvalue.people.rules import LOCAL, read_identifier

Json = Any
Release = dict[str, Any]
Find = Callable[[str, str, str], None]

NO_DATE = b'"0001-'
PLACEHOLDER = 1
LARGEST = 10**12
LONGEST_OCID = 120
_YEAR_ONE = re.compile(r"0001-\d\d-\d\d")
_POUNDS = ("GBP", None)
_TOLD_ELSEWHERE = {"ocid", "id", "date"}
_NAMES = {"string": "a text", "number": "a number", "integer": "a whole number", "object": "an object"} | {
    "array": "a list",
    "boolean": "true or false",
}


@cache
def _shapes() -> jsonschema_rs.Draft4Validator:
    text = Path(__file__).with_name("shapes.json").read_text(encoding="utf-8")
    return jsonschema_rs.Draft4Validator(json.loads(text), validate_formats=True)


def check(
    release: Release, where: Where, *, has_raw_numbers: bool = False, has_no_dates: bool = False
) -> list[Problem]:
    """Every problem of one release. An empty list costs next to nothing.

    `has_no_dates`: its text holds `NO_DATE`, which the standard takes for a date.
    """
    found: list[Problem] = []

    def find(code: str, path: str, text: str) -> None:
        found.append(where.problem(code, path, text))

    _check_shape(_without_raw(release) if has_raw_numbers else release, find)
    if has_no_dates:
        _check_no_dates(release, "", find)
    _check_head(release, find)
    _check_parties(release, find)
    if not all(map(_is_sound, _values_of(release))):
        for path, value in amounts(release):
            _check_amount(path, value, find)
    _check_awards(release, find)
    return found


# the shape --------------------


def _check_shape(release: Release, find: Find) -> None:
    shapes = _shapes()
    if shapes.is_valid(release):
        return
    for error in shapes.iter_errors(release):
        path = "/".join(str(step) for step in error.instance_path)
        kind = error.kind
        if isinstance(kind, jsonschema_rs.ValidationErrorKind.Required):
            if path or kind.property not in _TOLD_ELSEWHERE:
                find("field-missing", f"{path}/{kind.property}".lstrip("/"), "is required and missing")
        elif isinstance(kind, jsonschema_rs.ValidationErrorKind.Format):
            _tell_date(path, str(error.instance), find)
        elif isinstance(kind, jsonschema_rs.ValidationErrorKind.Type):
            wanted = " or ".join(_NAMES[name] for name in kind.types if name != "null")
            find(
                "type-wrong",
                path,
                f"is {_shown(error.instance)}, where the standard has {wanted}; it is kept as it is",
            )


def _tell_date(path: str, text: str, find: Find) -> None:
    if path == "date" and instant(text) is None:
        return
    if instant(text) is None:
        find("date-invalid", path, f"is {_shown(text)}, which is not a date; it is kept as text and not used")
    elif not has_zone(text):
        find("date-without-zone", path, f"is {text} without a time zone; it is read as London time")


def _check_no_dates(value: Json, path: str, find: Find) -> None:
    """Tell the dates in the year 1, with which programs fill a field that has none."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, item in steps:
        here = f"{path}/{step}".lstrip("/")
        if isinstance(item, (dict, list)):
            _check_no_dates(item, here, find)
        elif isinstance(item, str) and "date" in str(step).lower() and path and _YEAR_ONE.match(item):
            find("date-invalid", here, f"is {_shown(item)}, a placeholder; it is kept as text and not used")


def _without_raw(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _without_raw(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_raw(item) for item in value]
    return 0 if isinstance(value, RawNumber) else value


def _shown(value: Json) -> str:
    text = f"“{value}”" if isinstance(value, str) else json.dumps(value, default=str)
    return text if len(text) <= 60 else f"{text[:57]}…"


# the head and the parties --------------------


def _check_head(release: Release, find: Find) -> None:
    if not release.get("ocid") or not isinstance(release["ocid"], str):
        find(
            "release-without-ocid",
            "ocid",
            "is missing: nobody can say which procurement this release belongs to",
        )
    elif len(release["ocid"]) > LONGEST_OCID:
        find("ocid-too-long", "ocid", f"has {len(release['ocid'])} characters, not {LONGEST_OCID} at most")
    if release.get("id") in (None, ""):
        find("release-without-id", "id", "is missing; the release is known by its ocid and date")
    date = release.get("date")
    if not isinstance(date, str) or instant(date) is None:
        find(
            "release-without-date", "date", f"is {_shown(date)}; the release is merged before the dated ones"
        )
    if not isinstance(release.get("buyer"), dict):
        names = [p.get("name") for p in objects(release, "parties") if "buyer" in listed(p, "roles")]
        said = f"the party {names[0]} with that role stands in" if names else "no party has that role either"
        find("buyer-missing", "buyer", f"is missing; {said}")


def _check_parties(release: Release, find: Find) -> None:
    seen: dict[str, Release] = {}
    local = 0
    for place, party in enumerate(objects(release, "parties")):
        identifier = str(party.get("id", ""))
        local += identifier.startswith(LOCAL)
        before = seen.setdefault(identifier, party)
        if before is not party and identifier:
            same = "word for word" if before == party else "with different details"
            find("party-duplicated", f"parties/{place}/id", f"is {identifier}, listed before {same}")
        _check_party(f"parties/{place}", party, find)
    if local:
        said = "has an id" if local == 1 else "have ids"
        find(
            "identifier-local",
            "parties",
            f"({local}) {said} that only this portal uses, never matched elsewhere",
        )


def _check_party(path: str, party: Release, find: Find) -> None:
    own, address = party.get("identifier"), party.get("address")
    if not (party.get("name") or address or own):
        find("party-nameless", path, f"({party.get('id')}) has neither name, address nor identifier")
    if isinstance(own, dict):
        _check_identifier(f"{path}/identifier", own, find)
    if "additionalIdentifiers" in party:
        for each in objects(party, "additionalIdentifiers"):
            _check_identifier(f"{path}/additionalIdentifiers", each, find)
    if isinstance(address, dict) and isinstance(address.get("postalCode"), str):
        read_as, problem = read_postcode(address["postalCode"])
        if problem and _is_british(address):
            doubtful = problem == "postcode-doubtful"
            rest = "is not a postcode; it is kept as read" if doubtful else f"is read as {read_as}"
            find(problem, f"{path}/address/postalCode", f"“{address['postalCode']}” {rest}")


def _check_identifier(path: str, each: Release, find: Find) -> None:
    if each.get("scheme") and each.get("id"):
        read = read_identifier(str(each["scheme"]), str(each["id"]))
        if read.problem:
            find(read.problem, f"{path}/id", read.said)


def _is_british(address: Release) -> bool:
    if "country" in address:
        return address["country"] in ("GB", "UK")
    name = str(address.get("countryName", "")).casefold()
    return name in ("", "united kingdom", "england", "scotland", "wales", "northern ireland", "uk")


# money --------------------


def amounts(release: Release) -> Iterator[tuple[str, Release]]:
    """Every value object that we use, with its path."""
    tender = release.get("tender")
    if isinstance(tender, dict):
        for name in ("value", "minValue", "maxValue"):
            if isinstance(tender.get(name), dict):
                yield f"tender/{name}", tender[name]
        yield from _values("tender/lots", objects(tender, "lots"))
    yield from _values("awards", objects(release, "awards"))
    yield from _values("contracts", objects(release, "contracts"))


def _values(path: str, items: list[Release]) -> Iterator[tuple[str, Release]]:
    for place, item in enumerate(items):
        if isinstance(item.get("value"), dict):
            yield f"{path}/{place}/value", item["value"]


def _values_of(release: Release) -> list[Release]:
    """As `amounts`, without the paths: most releases have nothing to tell, and paths take time to write."""
    tender = release.get("tender")
    holders = objects(release, "awards") + objects(release, "contracts")
    found: list[Any] = []
    if type(tender) is dict:
        holders += objects(tender, "lots")
        found = [tender.get("value"), tender.get("minValue"), tender.get("maxValue")]
    found += [holder.get("value") for holder in holders]
    return [value for value in found if type(value) is dict]


def _is_sound(value: Release) -> bool:
    """Whether `_check_amount` has nothing to tell."""
    if value.get("currency") not in _POUNDS:
        return False
    for name in ("amount", "amountGross"):
        amount: Any = value.get(name)
        kind = type(amount)
        if (kind is int or kind is Decimal) and (
            not PLACEHOLDER < amount < LARGEST or (kind is Decimal and amount != amount.quantize(PENNY))
        ):
            return False
    return True


def _check_amount(path: str, value: Release, find: Find) -> None:
    for name in ("amount", "amountGross"):
        amount = value.get(name)
        if amount is None or isinstance(amount, bool) or not isinstance(amount, (int, Decimal)):
            continue
        fault = amount_fault(amount)
        if fault:
            find(fault[0], f"{path}/{name}", f"is {shown_amount(amount)}, {fault[1]}")
    currency = value.get("currency")
    if currency not in _POUNDS:
        find(
            "currency-other",
            f"{path}/currency",
            f"is {_shown(currency)}, not pounds; the amount is kept and not used",
        )


def amount_fault(amount: int | Decimal) -> tuple[str, str] | None:
    """Why an amount cannot be taken as a value, as code and words."""
    if amount == 0:
        return "amount-zero", "which says nothing about the value and is not used"
    if amount < 0:
        return "amount-negative", "which no value can be; it is not used"
    if amount <= PLACEHOLDER:
        return "amount-token", "a placeholder that is not used as a value"
    if amount >= LARGEST:
        return "amount-enormous", "more than any public contract; it is kept and not used"
    if type(amount) is Decimal and amount != amount.quantize(PENNY):
        return "amount-fraction", "which has fractions of a penny"
    return None


def shown_amount(amount: int | Decimal) -> str:
    """An amount for a sentence, however large."""
    text = f"{amount:f}" if amount else "0"
    return text if len(text) <= 40 else f"{text[:37]}…"


# awards and bids --------------------


def _check_awards(release: Release, find: Find) -> None:
    won: set[str] = set()
    for place, award in enumerate(objects(release, "awards")):
        suppliers = objects(award, "suppliers")
        if len(suppliers) > 1:
            _check_suppliers(f"awards/{place}/suppliers", suppliers, find)
        if award.get("status") == "active" and suppliers:
            won.update(str(lot) for lot in listed(award, "relatedLots"))
    tender = release.get("tender")
    for place, lot in enumerate(objects(tender, "lots") if won and type(tender) is dict else []):
        if lot.get("status") == "cancelled" and str(lot.get("id")) in won:
            find(
                "lot-status-odd", f"tender/lots/{place}/status", "is “cancelled” although the lot was awarded"
            )
    bids = release.get("bids")
    if isinstance(bids, dict):
        _check_bids(objects(bids, "statistics"), find)


def _check_suppliers(path: str, suppliers: list[Release], find: Find) -> None:
    seen: set[str] = set()
    for place, supplier in enumerate(suppliers):
        identifier = str(supplier.get("id", ""))
        if identifier and identifier in seen:
            name = supplier.get("name") or identifier
            find("supplier-duplicated", f"{path}/{place}", f"lists {name} ({identifier}) a second time")
        seen.add(identifier)


def _check_bids(statistics: list[Release], find: Find) -> None:
    values: dict[tuple[str, str], Any] = {}
    for item in statistics:
        values[str(item.get("measure")), str(item.get("relatedLot"))] = item.get("value")
    for (measure, lot), low in values.items():
        high: Any = values.get(("highestValidBidValue", lot))
        if measure != "lowestValidBidValue" or not _is_amount(low) or not _is_amount(high):
            continue
        if low > high or (low <= PLACEHOLDER < high):
            said = f"has a lowest bid of {shown_amount(low)} beside a highest of {shown_amount(high)}"
            find("bid-statistics-odd", "bids/statistics", said)


def _is_amount(value: Json) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


# walking --------------------


def objects(holder: Release, name: str) -> list[Release]:
    """The objects of a list field; nothing else that may stand there."""
    found = holder.get(name)
    return [item for item in found if type(item) is dict] if type(found) is list else []


def inner(holder: Release, name: str) -> Release:
    """The object in a field, or an empty one."""
    found = holder.get(name)
    return found if isinstance(found, dict) else {}


def listed(holder: Release, name: str) -> list[Any]:
    """What a list field holds, whatever it is; nothing where no list stands there."""
    found = holder.get(name)
    return found if isinstance(found, list) else []
