"""A merged release in our words."""

from __future__ import annotations

import re
from typing import Any

from socialvalue.exchange.ocds.checks import inner, listed, objects
from socialvalue.exchange.ocds.commencement import commencement
from socialvalue.exchange.ocds.gather import Gathered
from socialvalue.exchange.ocds.kinds import agreement_of, cpv_of, kind_of, suggestions
from socialvalue.exchange.ocds.notices import (
    Criterion,
    Notice,
    NoticeAward,
    NoticeContract,
    NoticeLot,
    NoticeParty,
    NoticeProcurement,
    NoticeValue,
    Period,
    Place,
    Portal,
    Regime,
)
from socialvalue.exchange.ocds.postcodes import read_postcode
from socialvalue.exchange.ocds.times import london_day
from socialvalue.exchange.ocds.values import one_value, value_of
from socialvalue.people.rules import LOCAL, read_identifier

Release = dict[str, Any]

_PORTALS = {
    "ocds-h6vhtk": Portal.FIND_A_TENDER,
    "ocds-b5fd17": Portal.CONTRACTS_FINDER,
    "ocds-r6ebe6": Portal.PUBLIC_CONTRACTS_SCOTLAND,
    "ocds-kuma6s": Portal.SELL2WALES,
}
_TRADING = re.compile(r"\b(?:trading as|t/a)\b\s*(.+)", re.IGNORECASE)


def procurement(gathered: Gathered) -> NoticeProcurement:
    """The procurement that the merged releases tell of."""
    release = gathered.release
    tender = inner(release, "tender")
    portal = _PORTALS.get(gathered.ocid[:11].lower(), Portal.OTHER)
    parties = [_party(item) for item in objects(release, "parties")]
    notices = _notices(release)
    first = tender.get("datePublished") if portal is not Portal.FIND_A_TENDER else None
    commenced_on, commenced_why = commencement(notices, gathered.releases, first)
    kind, nature, kind_why = kind_of(release)
    awards = tuple(_award(item) for item in objects(release, "awards"))
    regime, basis = _regime(tender)
    return NoticeProcurement(
        ocid=gathered.ocid,
        portal=portal,
        reference=text(tender, "id"),
        title=text(tender, "title") or text(release, "title"),
        description=text(tender, "description"),
        regime=regime,
        legal_basis=basis,
        buyer=_buyer(release, parties),
        suppliers=_suppliers(release, parties),
        notices=notices,
        kind=kind,
        kind_why=kind_why,
        nature=nature,
        agreement=agreement_of(tender),
        procedure=text(tender, "procurementMethodDetails") or text(tender, "procurementMethod"),
        says_above_threshold=_says_above(release),
        value=value_of(release),
        commenced_on=commenced_on,
        commenced_why=commenced_why,
        lots=_lots(tender),
        awards=awards,
        contracts=tuple(_contract(item) for item in objects(release, "contracts")),
        places=_places(release),
        cpv=cpv_of(release),
        suggestions=suggestions(release, portal, kind),
    )


# parties --------------------


def _party(item: Release) -> NoticeParty:
    own = [inner(item, "identifier"), *objects(item, "additionalIdentifiers")]
    identifiers = tuple(
        read_identifier(str(each["scheme"]), str(each["id"]))
        for each in own
        if each.get("scheme") and each.get("id")
    )
    name, address, details = text(item, "name"), inner(item, "address"), inner(item, "details")
    trading = _TRADING.search(name)
    vcse = details.get("vcse")
    return NoticeParty(
        id=text(item, "id"),
        name=name,
        trading_as=trading[1].strip() if trading else "",
        roles=tuple(str(role) for role in listed(item, "roles") if isinstance(role, str)),
        identifiers=identifiers,
        has_local_id=text(item, "id").startswith(LOCAL),
        postcode=read_postcode(text(address, "postalCode"))[0] if text(address, "postalCode") else "",
        region=text(address, "region"),
        scale=text(details, "scale"),
        vcse=vcse if isinstance(vcse, bool) else None,
    )


def _buyer(release: Release, parties: list[NoticeParty]) -> NoticeParty | None:
    named = inner(release, "buyer")
    by_id = [party for party in parties if party.id and party.id == text(named, "id")]
    if by_id:
        return next((party for party in by_id if "buyer" in party.roles), by_id[0])
    if named.get("name"):
        return _party(named)
    return next((party for party in parties if "buyer" in party.roles), None)


def _suppliers(release: Release, parties: list[NoticeParty]) -> tuple[NoticeParty, ...]:
    known = {party.id: party for party in reversed(parties)}
    found: dict[tuple[str, str], NoticeParty] = {}
    for award in objects(release, "awards"):
        for supplier in objects(award, "suppliers"):
            party = known.get(text(supplier, "id")) or _party(supplier)
            found.setdefault((party.id, party.name), party)
    for party in parties:
        if "supplier" in party.roles:
            found.setdefault((party.id, party.name), party)
    return tuple(found.values())


# notices and the law --------------------


def _notices(release: Release) -> tuple[Notice, ...]:
    found = [_notice(d, s) for s in ("planning", "tender") for d in objects(inner(release, s), "documents")]
    for section in ("awards", "contracts"):
        for item in objects(release, section):
            found += [_notice(document, section) for document in objects(item, "documents")]
    for contract in objects(release, "contracts"):
        found += [
            _notice(d, "implementation") for d in objects(inner(contract, "implementation"), "documents")
        ]
    return tuple(n for n in found if n.notice_type or (n.document_type.endswith("Notice") and n.published_on))


def _notice(document: Release, section: str) -> Notice:
    return Notice(
        id=text(document, "id"),
        notice_type=text(document, "noticeType"),
        document_type=text(document, "documentType"),
        section=section,
        published_on=london_day(document.get("datePublished")),
        url=text(document, "url"),
    )


def _regime(tender: Release) -> tuple[Regime, str]:
    basis = inner(tender, "legalBasis")
    scheme, number = text(basis, "scheme"), text(basis, "id")
    if not (scheme or number):
        return Regime.NOT_STATED, ""
    known = {("UKPGA", "2023/54"): Regime.PROCUREMENT_ACT, ("UKSI", "2023/1348"): Regime.PROVIDER_SELECTION}
    if scheme == "CELEX":
        return Regime.OLD_DIRECTIVES, f"{scheme} {number}"
    return known.get((scheme, number), Regime.OTHER), f"{scheme} {number}".strip()


def _says_above(release: Release) -> bool | None:
    holders = [inner(release, "tender"), *objects(release, "awards"), *objects(release, "contracts")]
    said = [item["aboveThreshold"] for item in holders if isinstance(item.get("aboveThreshold"), bool)]
    return any(said) if said else None


# lots, awards, contracts, places --------------------


def _lots(tender: Release) -> tuple[NoticeLot, ...]:
    lots = objects(tender, "lots")
    if not lots:
        return (_lot({"id": "1", **{k: v for k, v in tender.items() if k in _IMPLIED}}, is_implied=True),)
    return tuple(_lot(lot, is_implied=False) for lot in lots)


_IMPLIED = {"title", "status", "value", "contractPeriod", "suitability", "awardCriteria"}


def _lot(lot: Release, *, is_implied: bool) -> NoticeLot:
    suits = inner(lot, "suitability")
    criteria = objects(inner(lot, "awardCriteria"), "criteria")
    return NoticeLot(
        id=text(lot, "id"),
        title=text(lot, "title"),
        description=text(lot, "description"),
        status=text(lot, "status"),
        value=_value(lot),
        period=_period(lot, "contractPeriod"),
        suits_sme=suits.get("sme") if isinstance(suits.get("sme"), bool) else None,
        suits_vcse=suits.get("vcse") if isinstance(suits.get("vcse"), bool) else None,
        criteria=tuple(
            Criterion(text(c, "type"), text(c, "name"), text(c, "description"), c) for c in criteria
        ),
        is_implied=is_implied,
    )


def _award(award: Release) -> NoticeAward:
    return NoticeAward(
        id=text(award, "id"),
        title=text(award, "title"),
        status=text(award, "status"),
        decided_on=london_day(award.get("date")),
        value=_value(award),
        suppliers=tuple(dict.fromkeys(text(supplier, "id") for supplier in objects(award, "suppliers"))),
        lots=tuple(str(lot) for lot in listed(award, "relatedLots")),
        period=_period(award, "contractPeriod"),
    )


def _contract(contract: Release) -> NoticeContract:
    return NoticeContract(
        id=text(contract, "id"),
        award_id=text(contract, "awardID"),
        title=text(contract, "title"),
        status=text(contract, "status"),
        signed_on=london_day(contract.get("dateSigned")),
        value=_value(contract),
        period=_period(contract, "period"),
    )


def _value(holder: Release) -> NoticeValue | None:
    return one_value(holder["value"], "value") if isinstance(holder.get("value"), dict) else None


def _period(holder: Release, name: str) -> Period:
    period = inner(holder, name)
    names = ("startDate", "endDate", "maxExtentDate")
    return Period(*(london_day(period.get(each)) for each in names))


def _places(release: Release) -> tuple[Place, ...]:
    items = objects(inner(release, "tender"), "items")
    for section in ("awards", "contracts"):
        items += [item for holder in objects(release, section) for item in objects(holder, "items")]
    found: dict[Place, None] = {}
    for item in items:
        for address in [*objects(item, "deliveryAddresses"), inner(item, "deliveryAddress")]:
            place = Place(
                text(address, "region"),
                text(address, "postalCode"),
                text(address, "locality") or text(address, "countryName"),
            )
            if place != Place("", "", ""):
                found[place] = None
    return tuple(found)


def text(holder: Release, name: str) -> str:
    """The text in a field; a number as it is written; anything else is no text."""
    found = holder.get(name)
    return str(found) if isinstance(found, (str, int)) and not isinstance(found, bool) else ""
