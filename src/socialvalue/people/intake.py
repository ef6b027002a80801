"""Organisations as an import brings them, many at a time. No event of their own: an import logs one a file."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from socialvalue.people.models import Organisation, OrganisationIdentifier
from socialvalue.people.queries import organisations_by_identifier
from socialvalue.people.rules import Identifier

Key = TypeVar("Key", bound=Hashable)
LOCAL_SCHEME = "notice-party"  # an organisation known only by its place in one notice


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation as a source names it. `local_key` names it where no register does."""

    name: str
    source: str
    local_key: str
    identifiers: tuple[Identifier, ...] = ()
    postcode: str = ""
    is_sme: bool | None = None
    is_vcse: bool | None = None

    def marks(self) -> tuple[tuple[str, str], ...]:
        """What says that two records are the same organisation: register numbers, else its place in the notice."""
        sound = tuple((each.scheme, each.id) for each in self.identifiers if each.may_be_matched)
        return sound or ((LOCAL_SCHEME, hashlib.sha256(self.local_key.encode()).hexdigest()),)


def enter_organisations(*, authority_id: int, new: Mapping[Key, NewOrganisation]) -> dict[Key, int]:
    """Find or make each organisation; answers its id by the caller's key (at most four statements).

    Two are the same only by a sound number of a register. Where one record's numbers point to two organisations,
    the first number decides and nothing is merged.
    """
    known = organisations_by_identifier(authority_id, {key for each in new.values() for key in each.marks()})
    made: dict[tuple[str, str], Organisation] = {}
    fresh: list[Organisation] = []
    for organisation in new.values():
        if any(key in known or key in made for key in organisation.marks()):
            continue
        row = _row(authority_id, organisation)
        fresh.append(row)
        made.update(dict.fromkeys(organisation.marks(), row))
    Organisation.objects.bulk_create(fresh)
    ids = known | {key: row.id for key, row in made.items()}
    found = {name: next(ids[key] for key in each.marks() if key in ids) for name, each in new.items()}
    _keep_numbers(authority_id, new, found, set(known))
    return found


def _row(authority_id: int, new: NewOrganisation) -> Organisation:
    return Organisation(
        authority_id=authority_id,
        originating_authority_id=authority_id,
        name=new.name[:300],
        source=new.source[:40],
        is_sme=new.is_sme,
        is_vcse=new.is_vcse,
        postcode=new.postcode[:10],
    )


def _keep_numbers(
    authority_id: int,
    new: Mapping[Key, NewOrganisation],
    found: Mapping[Key, int],
    known: set[tuple[str, str]],
) -> None:
    """Write down every number not known yet; a number that already names another organisation stays where it is."""
    rows: dict[tuple[str, str, str, int], OrganisationIdentifier] = {}
    for name, organisation in new.items():
        for scheme, value in organisation.marks():
            if (scheme, value) not in known:
                rows.setdefault(
                    (scheme, value, "", 0), _number(authority_id, found[name], scheme, value, value, "")
                )
        for each in organisation.identifiers:
            if not each.may_be_matched:
                key = (each.scheme, each.id, each.said, found[name])
                fault = each.said or "This number is the portal’s own."
                rows.setdefault(
                    key, _number(authority_id, found[name], each.scheme, each.id, each.as_read, fault)
                )
    unsound = {(scheme, value, at) for (scheme, value, _, at) in rows if at}
    here = OrganisationIdentifier.objects.filter(
        authority_id=authority_id, organisation_id__in={at for _, _, at in unsound}
    ).exclude(fault="")
    seen = set(here.values_list("scheme", "value", "organisation_id")) if unsound else set()
    OrganisationIdentifier.objects.bulk_create(
        row
        for (scheme, value, _, at), row in rows.items()
        if not at or (scheme[:40], value[:200], at) not in seen
    )


def _number(
    authority_id: int, organisation_id: int, scheme: str, value: str, as_read: str, fault: str
) -> OrganisationIdentifier:
    return OrganisationIdentifier(
        authority_id=authority_id,
        organisation_id=organisation_id,
        scheme=scheme[:40],
        value=value[:200],
        as_read=as_read[:200],
        fault=fault[:200],
    )
