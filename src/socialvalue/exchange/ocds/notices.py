"""A procurement as its notices tell it, in our words. Frozen values; nothing here decides anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from socialvalue.people.rules import Identifier
from socialvalue.policy.rules import Kind, Nature


class Portal(StrEnum):
    """Where the notices were published, told by the prefix of the ocid."""

    FIND_A_TENDER = "Find a Tender"
    CONTRACTS_FINDER = "Contracts Finder"
    PUBLIC_CONTRACTS_SCOTLAND = "Public Contracts Scotland"
    SELL2WALES = "Sell2Wales"
    OTHER = "another portal"


class Regime(StrEnum):
    """The law that a procurement runs under, as its notices state it."""

    PROCUREMENT_ACT = "procurement-act-2023"
    OLD_DIRECTIVES = "old-directives"
    PROVIDER_SELECTION = "provider-selection-regime"
    OTHER = "other"
    NOT_STATED = "not-stated"

    @property
    def has_act_thresholds(self) -> bool | None:
        """Whether the thresholds of the Procurement Act govern; None where the notices do not say."""
        return None if self is Regime.NOT_STATED else self is Regime.PROCUREMENT_ACT


class Agreement(StrEnum):
    """What is agreed: one contract, a framework, a call-off from one, or a dynamic market."""

    CONTRACT = "contract"
    FRAMEWORK = "framework"
    CALL_OFF = "call-off"
    DYNAMIC_MARKET = "dynamic-market"


@dataclass(frozen=True, slots=True)
class Notice:
    """One published notice: UK4 on 3 September 2026."""

    id: str
    notice_type: str
    document_type: str
    section: str
    published_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class NoticeParty:
    """An organisation as the notices name it. A trading arm is kept apart from the body it belongs to."""

    id: str
    name: str
    trading_as: str
    roles: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    has_local_id: bool
    postcode: str
    region: str
    scale: str
    vcse: bool | None


@dataclass(frozen=True, slots=True)
class NoticeValue:
    """The value and where it was found. `estimated`: the gross amount is ours, net plus 20 per cent."""

    net: Decimal | None
    gross: Decimal | None
    currency: str
    estimated: bool
    source: str
    why: str
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when, and until when it could be extended."""

    starts_on: date | None = None
    ends_on: date | None = None
    extendable_to: date | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One award criterion, with its weights as the notice wrote them."""

    kind: str
    name: str
    description: str
    raw: Mapping[str, Any]

    @property
    def mentions_social_value(self) -> bool:
        """True where the words stand in its name or description; whether it *is* one, a person confirms."""
        return "social value" in f"{self.name} {self.description}".casefold()


@dataclass(frozen=True, slots=True)
class NoticeLot:
    """One lot. A procurement without any has one, `is_implied`."""

    id: str
    title: str
    description: str
    status: str
    value: NoticeValue | None
    period: Period
    suits_sme: bool | None
    suits_vcse: bool | None
    criteria: tuple[Criterion, ...]
    is_implied: bool = False


@dataclass(frozen=True, slots=True)
class NoticeAward:
    """One award decision."""

    id: str
    title: str
    status: str
    decided_on: date | None
    value: NoticeValue | None
    suppliers: tuple[str, ...]
    lots: tuple[str, ...]
    period: Period


@dataclass(frozen=True, slots=True)
class NoticeContract:
    """One contract."""

    id: str
    award_id: str
    title: str
    status: str
    signed_on: date | None
    value: NoticeValue | None
    period: Period


@dataclass(frozen=True, slots=True)
class Place:
    """A place of delivery, as read: a region code, a name or a postcode."""

    region: str
    postcode: str
    name: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something the notices hint at and a person has to confirm."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class NoticeProcurement:
    """One procurement with everything its notices say that the policy asks about."""

    ocid: str
    portal: Portal
    reference: str
    title: str
    description: str
    regime: Regime
    legal_basis: str
    buyer: NoticeParty | None
    suppliers: tuple[NoticeParty, ...]
    notices: tuple[Notice, ...]
    kind: Kind | None
    kind_why: str
    nature: Nature | None
    agreement: Agreement
    procedure: str
    says_above_threshold: bool | None
    value: NoticeValue
    commenced_on: date | None
    commenced_why: str
    lots: tuple[NoticeLot, ...]
    awards: tuple[NoticeAward, ...]
    contracts: tuple[NoticeContract, ...]
    places: tuple[Place, ...]
    cpv: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
