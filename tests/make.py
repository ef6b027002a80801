"""Records for tests: plain functions, valid by default, no surprises. `make.procurement(title="Road signs")`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any, Final

from socialvalue.delivery.models import Contract
from socialvalue.evaluation.models import Award
from socialvalue.exchange.models import ImportProblem, ImportRun
from socialvalue.foundation.references import new_uid
from socialvalue.people.models import Authority, Organisation, PackVersion
from socialvalue.planning.models import (
    Breach,
    Determination,
    Estimate,
    Exemption,
    Lot,
    Procurement,
    Requirement,
    RequirementStep,
)
from socialvalue.policy.models import PolicyVersion, Ruling
from socialvalue.toms.models import Measure

NOON: Final = datetime(2026, 6, 1, 12, tzinfo=UTC)
_numbers = count(1)


def next_number() -> int:
    """A number that no other record of this run has."""
    return next(_numbers)


def authority() -> Authority:
    """The authority whose pack the tests' database holds."""
    return Authority.objects.order_by("id")[0]


def other_authority() -> Authority:
    """Another council in the same installation, with a policy of its own."""
    other, new = Authority.objects.get_or_create(
        code="GB-LAE-OTH",
        defaults={"name": "Other Council", "short_name": "Other", "exists_from_on": date(1974, 4, 1)},
    )
    if new:
        own = PackVersion.objects.filter(authority=authority()).order_by("-id")[0]
        pack = PackVersion.objects.create(
            authority=other,
            pack="other",
            digest="0" * 64,
            content=own.content,
            loaded_at=NOON,
            loaded_by=None,
        )
        PolicyVersion.objects.create(
            **_owned(other), pack=pack, label="1", title="Other policy", status="draft"
        )
    return other


def policy_version(of: Authority | None = None) -> PolicyVersion:
    """The policy version of an authority."""
    return PolicyVersion.objects.filter(authority=of or authority())[0]


def _owned(of: Authority | None) -> dict[str, Authority]:
    whose = of or authority()
    return {"authority": whose, "originating_authority": whose}


def organisation(*, of: Authority | None = None, **given: Any) -> Organisation:
    """A supplier or buyer."""
    return Organisation.objects.create(
        **_owned(of), **({"name": "Brook Works Ltd", "source": "typed"} | given)
    )


def unsaved_procurement(*, of: Authority | None = None, **given: Any) -> Procurement:
    """A procurement that is not in the database yet, for many at a time."""
    number = next(_numbers)
    plain: dict[str, Any] = {
        "reference": f"PR-2026-{number:04d}",
        "title": f"School transport {number}",
        "buyer_name": "The Council",
        "kind": "goods-services",
        "nature": "services",
        "source": "typed",
        "commenced_on": date(2026, 5, 1),
        "published_on": date(2026, 5, 1),
        "search_text": f"pr-2026-{number:04d} school transport {number} the council",
        "entered_at": NOON,
    }
    return Procurement(**_owned(of), **(plain | given))


def unsaved_determination(procurement: Procurement, **given: Any) -> Determination:
    """A determination that is not in the database yet."""
    plain: dict[str, Any] = {
        "version": 1,
        "state": "proposed",
        "band": "mandatory",
        "kind": procurement.kind,
        "nature": procurement.nature,
        "value_inc_vat": Decimal(500_000),
        "threshold": Decimal(207_720),
        "threshold_from_on": date(2026, 1, 1),
        "commenced_on": procurement.commenced_on,
        "is_notifiable": False,
        "social_value_act_applies": True,
        "policy_in_force": False,
        "reasons": [{"clause": "INC-1", "text": "The estimated value is at or above the threshold."}],
        "made_at": NOON,
    }
    given.setdefault("policy", policy_version(procurement.authority))
    return Determination(procurement=procurement, **(plain | given))


def procurement(
    *, of: Authority | None = None, determination: dict[str, Any] | None = None, **given: Any
) -> Procurement:
    """A procurement with one lot, one estimate and a proposed determination."""
    made = unsaved_procurement(of=of, **given)
    made.save()
    Lot.objects.create(procurement=made, number=1, title=made.title)
    live = unsaved_determination(made, **(determination or {}))
    live.save()
    Estimate.objects.create(
        procurement=made, version=1, amount=live.value_inc_vat, vat="inclusive", value_inc_vat=live.value_inc_vat,
        basis="Typed in a test.", made_at=NOON,
    )  # fmt: skip
    return made


def procurements(number: int, *, of: Authority | None = None, **given: Any) -> list[Procurement]:
    """Many procurements, in three statements a thousand."""
    policy = policy_version(of)
    made = Procurement.objects.bulk_create([unsaved_procurement(of=of, **given) for _ in range(number)], 1000)
    Lot.objects.bulk_create([Lot(procurement=each, number=1, title=each.title) for each in made], 1000)
    Determination.objects.bulk_create([unsaved_determination(each, policy=policy) for each in made], 1000)
    return made


def import_run(*, of: Authority | None = None, **given: Any) -> ImportRun:
    """An import that has ended."""
    plain: dict[str, Any] = {
        "file_name": "notices.json",
        "file_digest": "0" * 64,
        "state": "done",
        "asked_at": NOON,
        "finished_at": NOON,
        "read": 3,
        "stored": 3,
    }
    return ImportRun.objects.create(**_owned(of), **(plain | given))


def problems(run: ImportRun, number: int) -> None:
    """Problems that an import met."""
    ImportProblem.objects.bulk_create(
        ImportProblem(
            run=run, number=n, severity="note", code="unknown-field", path=f"/releases/{n}", text="Kept."
        )
        for n in range(1, number + 1)
    )


def requirement(procurement: Procurement, **given: Any) -> Requirement:
    """A proposed Defined requirement of the first lot: four apprentices in the first year."""
    plain: dict[str, Any] = {
        "lot": procurement.lots.order_by("number")[0],
        "number": next(_numbers),
        "measure": Measure.objects.order_by("id").get(code="EM-2.1"),
        "kind": "minimum",
        "quantity": Decimal(4),
        "unit": "people",
        "need": "Few trainees in the trade here.",
        "evidence": "The start record from the college, without names.",
        "unanswered": "zero",
        "made_at": NOON,
        "made_by": new_uid(),
    }
    made = Requirement.objects.create(**(plain | given))
    RequirementStep.objects.create(requirement=made, due_after_days=365, quantity=made.quantity)
    return made


def exemption(procurement: Procurement, **given: Any) -> Exemption:
    """A request for an exemption of a whole procurement, that nobody has looked at yet."""
    plain: dict[str, Any] = {
        "reference": f"EX-2026-{next(_numbers):04d}",
        "procurement": procurement,
        "kind": "no-social-value",
        "ground": "urgent",
        "justification": "A flood has closed the school and transport is needed at once.",
        "state": "requested",
        "requested_at": NOON,
        "requested_by": new_uid(),
    }
    return Exemption.objects.create(**_owned(procurement.authority), **(plain | given))


def breach(procurement: Procurement, **given: Any) -> Breach:
    """A breach that somebody found, and nobody has settled yet."""
    plain: dict[str, Any] = {
        "reference": f"BR-2026-{next(_numbers):04d}",
        "procurement": procurement,
        "determination": procurement.determinations.get(),
        "missing": "no-social-value",
        "clause": "INC-1",
        "what": "The tender asked for nothing and no exemption was granted.",
        "found_on": NOON.date(),
        "state": "recorded",
        "recorded_at": NOON,
        "recorded_by": new_uid(),
    }
    return Breach.objects.create(**_owned(procurement.authority), **(plain | given))


def ruling(*, of: Authority | None = None, **given: Any) -> Ruling:
    """A ruling on what the policy means, in force."""
    plain: dict[str, Any] = {
        "reference": f"RU-2026-{next(_numbers):04d}",
        "question": "Does an option to extend count?",
        "answer": "Yes. The most that could be paid counts.",
        "applies": "Every procurement of this policy.",
        "asked_by": "service-officer",
        "decided_by": "standards-team",
        "decided_on": NOON.date(),
        "policy": policy_version(of),
        "state": "in-force",
        "search_text": "does an option to extend count?",
        "recorded_at": NOON,
        "recorded_by": new_uid(),
    }
    return Ruling.objects.create(**_owned(of), **(plain | given))


def award(procurement: Procurement, **given: Any) -> Award:
    """An award of a procurement."""
    owned = _owned(procurement.authority)
    return Award.objects.create(
        **owned, **({"procurement": procurement, "source_id": str(new_uid())} | given)
    )


def contract(procurement: Procurement, **given: Any) -> Contract:
    """A contract of a procurement."""
    plain = {
        "reference": f"CO-2026-{next(_numbers):04d}",
        "procurement": procurement,
        "title": procurement.title,
    }
    return Contract.objects.create(**_owned(procurement.authority), **(plain | given))
