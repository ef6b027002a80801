"""Deeds of policy: a council's data pack is loaded into immutable rows (rulings 35)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import orjson
from django.db import transaction

from socialvalue.machinery import events
from socialvalue.machinery.permissions import SYSTEM, Person
from socialvalue.people import actions as people_actions
from socialvalue.places.actions import NewPlace, enter_need, enter_places
from socialvalue.policy.council import load_council
from socialvalue.policy.models import PolicyVersion, Threshold
from socialvalue.policy.pack import Pack
from socialvalue.policy.pack import load_pack as read_pack
from socialvalue.policy.pack_need import load_need

if TYPE_CHECKING:
    from socialvalue.people.models import Authority, PackVersion


@transaction.atomic
def load_pack(*, folder: Path, by: Person = SYSTEM) -> tuple[PackVersion, bool]:
    """Load a pack for its authority; answers the version and whether it is new.

    The same content again changes nothing. Changed content is a new version beside the old one: decisions keep
    pointing to the version they were made under. Refuses a pack with a fault before anything is written.
    """
    pack, council = read_pack(folder), load_council(folder)
    need = load_need(folder, places={place.code for place in pack.places if place.inside})
    authority = people_actions.found_authority(
        code=council.code,
        name=pack.brand.council,
        short_name=pack.brand.short,
        place=council.place,
        exists_from_on=council.exists_from,
        by=by,
    )
    version, is_new = people_actions.enter_pack(
        authority=authority, pack=pack.name, digest=pack.digest, content=_content(folder), by=by
    )
    if not is_new:
        return version, False
    _enter_policy(version, authority, pack)
    enter_places(
        pack=version,
        places=_places(pack),
        outward_codes=((each.outward, each.place_code, each.postcodes) for each in pack.outward_codes),
    )
    if need is not None:
        enter_need(pack=version, need=need, area=council.place)
    events.append(
        deed="pack_loaded",
        record="pack",
        uid=version.uid,
        by=by,
        clause="GOV-6",
        after={"pack": pack.name, "digest": pack.digest, "policy": pack.policy.version},
    )
    return version, True


def _content(folder: Path) -> bytes:
    files = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file()}
    return orjson.dumps(files, option=orjson.OPT_SORT_KEYS)


def _enter_policy(version: PackVersion, authority: Authority, pack: Pack) -> None:
    policy = pack.policy
    PolicyVersion.objects.create(
        authority=authority,
        originating_authority=authority,
        pack=version,
        label=policy.version,
        title=policy.title,
        status=policy.status.value,
        effective_from_on=policy.effective_from,
        effective_to_on=policy.effective_to,
    )
    Threshold.objects.bulk_create(
        Threshold(
            pack=version,
            row=row.row,
            kind=row.kind,
            amount_inc_vat=row.amount,
            from_on=row.valid_from,
            to_on=row.valid_to,
            source=row.source,
        )
        for row in policy.thresholds.rows
    )


def _places(pack: Pack) -> list[NewPlace]:
    tiles = {tile.place_code: (tile.row, tile.column, tile.short) for tile in pack.tiles}
    places = [
        NewPlace(
            code=place.code,
            name=place.name,
            kind=_kind(place.type, place.inside),
            within=place.parent,
            region=place.itl3,
            aliases=place.aliases,
            tile=tiles.get(place.code),
        )
        for place in pack.places
    ]
    divisions = [
        NewPlace(
            code=division.code,
            name=division.name,
            kind="division",
            within=division.district_code,
            seats=division.seats,
            aliases=division.old_codes,
        )
        for division in pack.divisions
    ]
    return places + divisions


def _kind(type_: str, inside: bool) -> str:
    if not inside:
        return "outside"
    return "county" if type_.lower() == "county" else "district"
