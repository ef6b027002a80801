"""From merged notices to rows: one batch of procurements with their lots, suppliers, awards and contracts."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, Q

from socialvalue.delivery.intake import NewContract, enter_contracts
from socialvalue.evaluation.intake import NewAward, NewSupplier, enter_awards
from socialvalue.exchange.models import ImportRun, Release
from socialvalue.exchange.ocds.dryrun import Proposal, Report, propose
from socialvalue.exchange.ocds.gather import Gathered, ReleaseRef
from socialvalue.exchange.ocds.merge import compiled
from socialvalue.exchange.ocds.notices import NoticeParty, NoticeProcurement, NoticeValue
from socialvalue.exchange.ocds.problems import Problem
from socialvalue.exchange.ocds.release import parse_again
from socialvalue.exchange.ocds.report import Outcome
from socialvalue.exchange.ocds.times import london_day, order
from socialvalue.exchange.ocds.tokens import Parser
from socialvalue.foundation.clock import business_today
from socialvalue.people.intake import NewOrganisation, enter_organisations
from socialvalue.planning.intake import NewLot, NewProcurement, enter_procurements
from socialvalue.policy.council import Council
from socialvalue.policy.rules import Band, Policy

Key = tuple[str, str, str]  # ocid, the notice's own party id, name


@dataclass(slots=True)
class Stored:
    """What became of a batch."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    bands: Counter[Band] = field(default_factory=Counter)
    proposals: list[Proposal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A procurement with at least one notice that was not here yet."""

    gathered: Gathered  # merged from all its notices, old and new
    new: tuple[ReleaseRef, ...]


def store_batch(
    run: ImportRun,
    batch: Sequence[Gathered],
    policy_id: int,
    policy: Policy,
    council: Council,
    tell: Callable[[Problem], None],
) -> Stored:
    """Store what is new of a batch, in the caller's transaction; the number of statements does not grow with it."""
    stored = Stored()
    fresh = _fresh(run, batch, stored)
    proposals = [propose(each.gathered, policy, business_today()) for each in fresh]
    stored.proposals = proposals
    stored.bands.update(proposal.band for proposal in proposals)
    told = [proposal.procurement for proposal in proposals]
    organisations = enter_organisations(authority_id=run.authority_id, new=_organisations(told))
    ids = enter_procurements(
        authority_id=run.authority_id,
        policy_id=policy_id,
        new=[
            _procurement(proposal, each, organisations, policy, council)
            for proposal, each in zip(proposals, fresh, strict=True)
        ],
        by=run.asked_by,
    )
    awards = enter_awards(
        authority_id=run.authority_id, new=[new for each in told for new in _awards(each, ids, organisations)]
    )
    enter_contracts(
        authority_id=run.authority_id,
        new=[new for each in told for new in _contracts(each, ids, awards, organisations)],
    )
    Release.objects.bulk_create(
        _release(run, ids[each.gathered.ocid], each.gathered.ocid, ref) for each in fresh for ref in each.new
    )
    return stored


def _fresh(run: ImportRun, batch: Sequence[Gathered], stored: Stored) -> list[_Fresh]:
    """Which procurements have something new; their old notices are merged in."""
    here = Release.objects.filter(
        ocid__in=[each.ocid for each in batch], procurement__authority_id=run.authority_id
    )
    known: dict[str, dict[str, int]] = {}
    for ocid, digest, run_id in here.values_list("ocid", "digest", "run_id"):
        known.setdefault(ocid, {})[digest] = run_id
    fresh = []
    for each in batch:
        before = known.get(each.ocid, {})
        new = tuple(ref for ref in each.releases if ref.digest not in before)
        mine = sum(
            before.get(ref.digest) == run.id for ref in each.releases
        )  # stored before we were broken off
        stored.outcomes[Outcome.STORED] += len(new) + mine
        stored.outcomes[Outcome.UNCHANGED] += len(each.releases) - len(new) - mine
        if new:
            fresh.append(_Fresh(_merged_with_old(each, here) if before else each, new))
    return fresh


def _merged_with_old(each: Gathered, here: Iterable[Release]) -> Gathered:
    parser, digests = Parser(), {ref.digest for ref in each.releases}
    old = [row for row in here if row.ocid == each.ocid and row.digest not in digests]
    refs = [*each.releases, *(_ref(row) for row in old)]
    refs.sort(key=lambda ref: order(ref.date))
    bodies = [parse_again(ref.body, is_plain=False, parser=parser) for ref in refs]
    return Gathered(each.ocid, compiled(bodies), tuple(refs))


def _ref(row: Release) -> ReleaseRef:
    body = zlib.decompress(bytes(row.raw))
    return ReleaseRef(
        row.release_id, row.released_at, tuple(row.tag.split()), row.run.file_name, row.digest, body
    )


def _release(run: ImportRun, procurement_id: int, ocid: str, ref: ReleaseRef) -> Release:
    return Release(
        procurement_id=procurement_id,
        run=run,
        ocid=ocid[:120],
        release_id=ref.id[:200],
        digest=ref.digest,
        released_at=ref.date[:40],
        tag=" ".join(ref.tags)[:120],
        raw=zlib.compress(ref.body, 6),
    )


def _organisations(told: Iterable[NoticeProcurement]) -> dict[Key, NewOrganisation]:
    return {
        _key(each, party): NewOrganisation(
            name=party.name or "Not named",
            source=each.portal.value,
            local_key="#".join(_key(each, party)),
            identifiers=party.identifiers,
            postcode=party.postcode,
            is_sme=_is_sme(party.scale),
            is_vcse=party.vcse,
        )
        for each in told
        for party in (*each.suppliers, *([each.buyer] if each.buyer else ()))
    }


def _key(each: NoticeProcurement, party: NoticeParty) -> Key:
    return each.ocid, party.id, party.name


def _is_sme(scale: str) -> bool | None:
    return None if not scale else scale.lower() != "large"


def _procurement(
    proposal: Proposal, each: _Fresh, organisations: dict[Key, int], policy: Policy, council: Council
) -> NewProcurement:
    told, value = proposal.procurement, proposal.procurement.value
    buyer = told.buyer
    return NewProcurement(
        ocid=told.ocid,
        title=told.title or "Without a title",
        description=told.description,
        buyer_id=organisations[_key(told, buyer)] if buyer else None,
        buyer_name=buyer.name if buyer else "",
        is_own=is_own(buyer, council),
        kind=told.kind.value if told.kind else "",
        nature=told.nature.value if told.nature else "",
        regime=told.legal_basis,
        source=told.portal.value,
        external_reference=told.reference,
        commenced_on=told.commenced_on,
        commenced_by=told.commenced_why,
        published_on=_latest(each.gathered),
        search_words=(
            *(party.name for party in told.suppliers),
            told.reference,
            *(n.id for n in told.notices),
        ),
        lots=tuple(_lots(told)),
        amount=value.net if value.estimated else value.gross,
        vat="net:20" if value.estimated else ("inclusive" if value.gross is not None else "unknown"),
        value_inc_vat=value.gross,
        is_assumed=value.estimated,
        basis=f"{value.why[:1].upper()}{value.why[1:]}.",
        band=proposal.band,
        answer=proposal.determination,
        reasons=proposal.reasons,
        to_confirm=proposal.to_confirm,
        policy_in_force=policy.is_in_force(business_today()),
    )


def is_own(buyer: NoticeParty | None, council: Council) -> bool:
    """Whether the council itself buys: by its register numbers, never by its name; its trading arm is another buyer."""
    if buyer is None:
        return False
    keys = {f"{each.scheme}-{each.id}" for each in buyer.identifiers} | {buyer.id}
    return bool(keys & council.buyer_ids) and not keys & council.other_buyer_ids


def _latest(gathered: Gathered) -> date | None:
    days = [day for ref in gathered.releases if (day := london_day(ref.date))]
    return max(days) if days else None


def _lots(told: NoticeProcurement) -> Iterable[NewLot]:
    for lot in told.lots:
        net, full = _amounts(lot.value)
        yield NewLot(lot.id, lot.title, lot.description, lot.status, net, full)


def _amounts(value: NoticeValue | None) -> tuple[Decimal | None, Decimal | None]:
    """Net and gross as published; a gross amount that is only our estimate is left to the procurement."""
    if value is None:
        return None, None
    return value.net, None if value.estimated else value.gross


def _awards(
    told: NoticeProcurement, ids: dict[str, int], organisations: dict[Key, int]
) -> Iterable[NewAward]:
    parties = {party.id: party for party in told.suppliers}
    for number, award in enumerate(told.awards, start=1):
        net, full = _amounts(award.value)
        yield NewAward(
            procurement_id=ids[told.ocid],
            source_id=award.id or f"without a number {number}",
            title=award.title or told.title,
            status=award.status,
            decided_on=award.decided_on,
            value_net=net,
            value_inc_vat=full,
            lots=award.lots,
            suppliers=tuple(
                NewSupplier(organisations[_key(told, party)], party.scale, party.vcse)
                for party in (parties[supplier] for supplier in award.suppliers if supplier in parties)
            ),
        )


def _contracts(
    told: NoticeProcurement,
    ids: dict[str, int],
    awards: dict[tuple[int, str], int],
    organisations: dict[Key, int],
) -> Iterable[NewContract]:
    by_award = {award.id: award.suppliers for award in told.awards}
    parties = {party.id: party for party in told.suppliers}
    for number, contract in enumerate(told.contracts, start=1):
        net, full = _amounts(contract.value)
        suppliers = by_award.get(contract.award_id, ())
        yield NewContract(
            procurement_id=ids[told.ocid],
            award_id=awards.get((ids[told.ocid], contract.award_id)),
            source_id=contract.id or f"without a number {number}",
            title=contract.title or told.title or "Without a title",
            status=contract.status,
            signed_on=contract.signed_on,
            starts_on=contract.period.starts_on,
            ends_on=contract.period.ends_on,
            value_net=net,
            value_inc_vat=full,
            organisations=tuple(
                organisations[_key(told, parties[supplier])] for supplier in suppliers if supplier in parties
            ),
        )


def new_and_changed(run: ImportRun) -> tuple[int, int]:
    """How many procurements this import brought, and how many others it changed (one statement)."""
    touched = Release.objects.filter(run=run).values("procurement_id")
    others = list(
        Release.objects.filter(procurement_id__in=touched)
        .values("procurement_id")
        .annotate(others=Count("id", filter=~Q(run=run)))
        .values_list("others", flat=True)
    )
    return sum(number == 0 for number in others), sum(number > 0 for number in others)


def combined(reports: Sequence[Report]) -> Report:
    """The reports of several files as one."""
    whole = Report()
    for report in reports:
        whole.tally.releases += report.tally.releases
        whole.tally.outcomes.update(report.tally.outcomes)
        whole.tally.undecided += report.tally.undecided
        whole.problems.counts.update(report.problems.counts)
        whole.problems.kept += report.problems.kept
        whole.procurements += report.procurements
        whole.bands.update(report.bands)
        whole.proposals += report.proposals
    return whole


def public_address(path: str) -> str:
    """The full address of a page, for a message."""
    return f"{settings.PUBLIC_URL}{path}"
