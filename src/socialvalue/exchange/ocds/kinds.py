"""What kind of contract a procurement is, from what its notices state; hints are told, never taken."""

from __future__ import annotations

from typing import Any

from socialvalue.exchange.ocds.checks import inner, listed, objects
from socialvalue.exchange.ocds.notices import Agreement, Portal, Suggestion
from socialvalue.policy.rules import Kind, Nature

Release = dict[str, Any]

_NATURES = {"goods": Nature.GOODS, "services": Nature.SERVICES}
_LIGHT_TOUCH_CPV = ("55", "75", "80", "85", "92", "98", "791", "797")


def kind_of(release: Release) -> tuple[Kind | None, Nature | None, str]:
    """Kind, nature, and the sentence that says where they come from or why there are none."""
    tender = inner(release, "tender")
    regimes = {str(name).casefold() for name in listed(tender, "specialRegime") if isinstance(name, str)}
    categories = _categories(release, tender)
    nature = _NATURES.get(next(iter(categories)) if len(categories) == 1 else "")
    light, concession = "lighttouch" in regimes, "concession" in regimes
    if regimes & {"defence", "utilities"}:
        return (
            None,
            nature,
            "Defence and utilities contracts have thresholds of their own, which are not held",
        )
    if light or concession:
        kind = (
            Kind.LIGHT_TOUCH if not concession else Kind.LIGHT_TOUCH_CONCESSION if light else Kind.CONCESSION
        )
        return kind, nature, f"The notice states the special regime {', '.join(sorted(regimes))}"
    if not categories:
        return None, None, "No notice says whether it is goods, services or works"
    if len(categories) > 1:
        return None, None, f"The notices name {' and '.join(sorted(categories))} without a main one"
    category = next(iter(categories))
    if category not in ("goods", "services", "works"):
        return None, None, f"“{category}” is not a category that the standard knows"
    return (
        (Kind.WORKS if category == "works" else Kind.GOODS_SERVICES),
        nature,
        f"The notice states {category}",
    )


def _categories(release: Release, tender: Release) -> set[str]:
    """The main category of the tender; where it has none, those of its lots or awards."""
    main = tender.get("mainProcurementCategory")
    if isinstance(main, str) and main:
        return {main}
    for holders in (objects(tender, "lots"), objects(release, "awards")):
        named = [item.get("mainProcurementCategory") for item in holders]
        found = {name for name in named if isinstance(name, str) and name}
        if found:
            return found
    return set()


def agreement_of(tender: Release) -> Agreement:
    """Whether it is a contract, a framework, a call-off or a dynamic market, as the notice says."""
    techniques = inner(tender, "techniques")
    details = str(tender.get("procurementMethodDetails") or "").casefold()
    if "call-off" in details or "award under framework" in details or "further competition" in details:
        return Agreement.CALL_OFF
    if techniques.get("hasDynamicPurchasingSystem"):
        return Agreement.DYNAMIC_MARKET
    if techniques.get("hasFrameworkAgreement"):
        return Agreement.FRAMEWORK
    return Agreement.CONTRACT


def cpv_of(release: Release) -> tuple[str, ...]:
    """Every CPV code of the procurement, the main one first."""
    tender = inner(release, "tender")
    holders = [tender, *objects(tender, "items")]
    holders += [item for award in objects(release, "awards") for item in objects(award, "items")]
    found: dict[str, None] = {}
    for holder in holders:
        main = holder.get("classification")
        for each in [
            *([main] if isinstance(main, dict) else []),
            *objects(holder, "additionalClassifications"),
        ]:
            if str(each.get("scheme", "")).upper() == "CPV" and each.get("id"):
                found[str(each["id"])] = None
    return tuple(found)


def suggestions(release: Release, portal: Portal, kind: Kind | None) -> tuple[Suggestion, ...]:
    """What the CPV code hints at where the notice does not say."""
    codes = cpv_of(release)
    if not codes:
        return ()
    found = []
    if kind is None:
        found.append(Suggestion("kind", f"CPV {codes[0]} is usually {_usual(codes[0])}: confirm"))
    if (
        portal is not Portal.FIND_A_TENDER
        and kind is Kind.GOODS_SERVICES
        and codes[0].startswith(_LIGHT_TOUCH_CPV)
    ):
        said = f"CPV {codes[0]} is in a division with light touch services: confirm"
        found.append(Suggestion("kind", said))
    return tuple(found)


def _usual(code: str) -> str:
    if code.startswith("45"):
        return "works"
    return "goods" if code[:2] < "45" or code.startswith("48") else "services"
