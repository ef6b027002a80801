"""Deeds of themes, outcomes and measures: a pack's framework is loaded into immutable rows (rulings 35)."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
from django.db import transaction

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import SYSTEM, Person
from socialvalue.places.queries import indicator_ids
from socialvalue.toms import models
from socialvalue.toms.pack import FILE, load_toms
from socialvalue.toms.pack_need import LINKS, LOCAL, load_links, load_local
from socialvalue.toms.rules import Framework, Link, Local, changed_without_a_version, local_changed

if TYPE_CHECKING:
    from socialvalue.people.models import PackVersion


@transaction.atomic
def load_framework(*, pack: PackVersion, folder: Path, by: Person = SYSTEM) -> tuple[models.Framework, bool]:
    """Load the measures of a pack version from its folder; answers the framework and whether it is new.

    Once loaded for a pack version it never changes: requirements and commitments keep pointing to it. Refuses a
    measure that says something else than before under the same version of its wording.
    """
    framework = load_toms(folder)
    there = models.Framework.objects.filter(pack=pack, label=framework.label).first()
    if there is not None:
        return there, False
    links, local = load_links(folder), load_local(folder)
    _keeps_its_word(pack, framework, local)
    made = models.Framework.objects.create(
        authority_id=pack.authority_id,
        originating_authority_id=pack.authority_id,
        pack=pack,
        label=framework.label,
        title=framework.title,
        status=framework.status.value,
        notice=framework.notice,
        valid_from_on=framework.valid_from,
        valid_to_on=framework.valid_to,
    )
    outcomes = _enter_outcomes(made, framework)
    _enter_measures(made, framework, outcomes)
    _enter_links(made, links, outcomes)
    _enter_local(made, local)
    events.append(
        deed="framework_loaded",
        record="framework",
        uid=made.uid,
        by=by,
        clause="OBJ-4",
        after={"label": made.label, "status": made.status, "measures": len(framework.measures)},
    )
    return made, True


def _keeps_its_word(pack: PackVersion, framework: Framework, local: tuple[Local, ...]) -> None:
    last = models.Framework.objects.filter(authority_id=pack.authority_id).order_by("-id").first()
    for row in last.local_definitions.order_by("number") if last else ():
        if local_changed(local, code=row.code, version=row.version, means=row.means):
            raise Refusal(
                "local-changed",
                f"{LOCAL}, {row.code}: it means something else than before. Give it the next “version”.",
                clause="CAT-1",
                field=row.code,
            )
    text = orjson.loads(last.pack.content).get(FILE) if last else None
    if text is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, FILE).write_text(text, encoding="utf-8")
        changed = changed_without_a_version(load_toms(Path(folder)), framework)
    if changed:
        raise Refusal(
            "measure-changed",
            f"{FILE}, {changed[0]}: it says something else than before. Give it the next “version”.",
            clause="OBJ-2",
            field=changed[0],
        )


def _enter_outcomes(made: models.Framework, framework: Framework) -> dict[str, models.Outcome]:
    themes = {
        each.code: models.Theme(
            framework=made, code=each.code, title=each.title, about=each.about, number=number
        )
        for number, each in enumerate(framework.themes, 1)
    }
    models.Theme.objects.bulk_create(themes.values())
    outcomes = {
        each.code: models.Outcome(
            theme=themes[each.theme],
            code=each.code,
            title=each.title,
            about=each.about,
            is_about_workforce=each.is_about_workforce,
            number=number,
        )
        for number, each in enumerate(framework.outcomes, 1)
    }
    models.Outcome.objects.bulk_create(outcomes.values())
    return outcomes


def _enter_measures(
    made: models.Framework, framework: Framework, outcomes: dict[str, models.Outcome]
) -> None:
    models.Measure.objects.bulk_create(
        models.Measure(
            framework=made,
            outcome=outcomes[each.outcome],
            code=each.code,
            version=each.version,
            title=each.title,
            kind=each.kind.value,
            unit=each.unit.value,
            definition=each.definition,
            counting_rule=each.counting_rule,
            place=each.place,
            evidence="\n".join(each.evidence),
            not_evidence="\n".join(each.not_evidence),
            example_small=str(each.example_small),
            example_large=str(each.example_large),
            additionality=each.additionality,
            question=each.question,
            number=number,
        )
        for number, each in enumerate(framework.measures, 1)
    )


def _enter_links(
    made: models.Framework, links: tuple[Link, ...], outcomes: dict[str, models.Outcome]
) -> None:
    indicators = indicator_ids(made.pack_id)
    for link in links:
        for code, known in ((link.indicator, indicators.keys()), (link.outcome, outcomes.keys())):
            if code not in known:
                raise Refusal("pack-fault", f"{LINKS}, [[links.link]]: there is no {code}", field=code)
    models.NeedLink.objects.bulk_create(
        models.NeedLink(
            framework=made,
            indicator_id=indicators[link.indicator],
            outcome=outcomes[link.outcome],
            why=link.why,
            approved_by=link.approved_by,
            approved_on=link.approved_on,
            number=number,
        )
        for number, link in enumerate(links, 1)
    )


def _enter_local(made: models.Framework, local: tuple[Local, ...]) -> None:
    models.LocalDefinition.objects.bulk_create(
        models.LocalDefinition(
            framework=made,
            code=each.code,
            version=each.version,
            title=each.title,
            means=each.means,
            caution=each.caution,
            approved_by=each.approved_by,
            number=number,
        )
        for number, each in enumerate(local, 1)
    )
