"""The sentences of a determination: each names its clause, with the very figures and dates that were used."""

from datetime import date
from decimal import Decimal

from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.money import format_money, gross
from socialvalue.policy.rules.figures import Band, Kind, Nature, Policy, Reason, ThresholdRow

WORST_VAT_RATE = Decimal(20)
"""Per cent. The standard rate is the highest there is: what an amount of unknown VAT status could come to."""

_ACT = "PSSVA 2012 s.1"


def of_band(band: Band, value: Decimal | None, row: ThresholdRow, policy: Policy) -> Reason:
    """What the policy expects of a contract of this value, against this threshold."""
    threshold, encouraged = format_money(row.amount), format_money(policy.encouraged_from)
    if value is None or (band is Band.MANDATORY and value < row.amount):
        return Reason("INC-1", "Social Value is mandatory: the law treats this contract as above threshold.")
    amount = f"{format_money(value)} including VAT"
    if band is Band.MANDATORY:
        return Reason(
            "INC-1",
            f"Social Value is mandatory and part of the tender evaluation: {amount} is not less than the "
            f"threshold of {threshold} (PA23 s.3).",
        )
    if band is Band.ENCOURAGED:
        return Reason(
            "INC-2",
            f"Social Value is strongly encouraged, in proportion: {amount} is {encouraged} or more and below "
            f"the threshold of {threshold}.",
        )
    return Reason(
        "INC-3",
        f"Social Value is not required: {amount} is below {encouraged}. Suppliers may still propose "
        "voluntary initiatives.",
    )


def of_threshold(kind: Kind, row: ThresholdRow) -> Reason:
    """Which threshold was used, from where, and for which days of commencement."""
    days = f"on or after {format_date(row.valid_from)}"
    if row.valid_to is not None:
        days = f"between {format_date(row.valid_from)} and {format_date(row.valid_to)}"
    return Reason(
        f"PA23 Sch 1 row {row.row}",
        f"The threshold for {kind.label} is {format_money(row.amount)} including VAT for a procurement that "
        f"begins {days} ({row.source}).",
    )


def of_gap(
    kind: Kind | None, commenced_on: date | None, row: ThresholdRow | None, policy: Policy
) -> list[Reason]:
    """Why no threshold could be chosen: one reason for each thing that is missing."""
    gaps = []
    if kind is None:
        gaps.append(Reason("INC-4", "The kind of contract is not known, so no threshold can be chosen."))
    if commenced_on is None:
        gaps.append(
            Reason("INC-4", "The day the procurement began is not known, so no threshold can be chosen.")
        )
    if kind is not None and commenced_on is not None and row is None:
        gaps.append(_outside_the_rows(kind, commenced_on, policy))
    return gaps


def _outside_the_rows(kind: Kind, commenced_on: date, policy: Policy) -> Reason:
    """No row counts on that day: it is before the first, after the last, or there is none at all."""
    day = format_date(commenced_on)
    rows = [row for row in policy.thresholds.rows if row.kind == kind]
    if rows and commenced_on < rows[0].valid_from:
        return Reason(
            "INC-4",
            f"The first threshold for {kind.label} counts from {format_date(rows[0].valid_from)} "
            f"({rows[0].source}). A procurement that began on {day} runs under the law before it, so no band "
            "can be given.",
        )
    if rows and rows[-1].valid_to is not None and commenced_on > rows[-1].valid_to:
        return Reason(
            "INC-4",
            f"The last threshold held for {kind.label} ends on {format_date(rows[-1].valid_to)}. For a "
            f"procurement that begins on {day} a new one is needed, so no band can be given yet.",
        )
    return Reason(
        "INC-4",
        f"No threshold for {kind.label} is held for a procurement that began on {day}, so no band can be given.",
    )


def at_worst(value: Decimal) -> Decimal:
    """The most that a value of unknown VAT status could come to, in pounds including VAT."""
    return gross(value, WORST_VAT_RATE)


def of_unknown_vat(value: Decimal, worst: Decimal, row: ThresholdRow | None, band: Band | None) -> Reason:
    """Whether the value includes VAT is not known: incomplete, with the worst case shown."""
    text = (
        f"Incomplete: it is not known whether {format_money(value)} includes VAT. At worst it is "
        f"{format_money(worst)} including VAT"
    )
    if row is not None and band is not None:
        text += f", which is {band.value} against the threshold of {format_money(row.amount)}"
        if value >= row.amount:
            text += "; without VAT on top it is too"
    return Reason("PA23 s.4", f"{text}.")


def of_notifiable(notifiable: bool | None, policy: Policy) -> list[Reason]:
    """The notices that a below-threshold contract needs, if it is notifiable."""
    if not notifiable:
        return []
    return [
        Reason(
            "PA23 s.87",
            f"Notifiable, because it is {format_money(policy.notifiable_from)} including VAT or more: "
            "publish a below-threshold tender notice if it is advertised openly, and a contract "
            "details notice.",
        )
    ]


def of_call_off(*, is_call_off: bool, above: bool | None) -> list[Reason]:
    """What is different for a contract under a framework (rulings 6)."""
    if not is_call_off:
        return []
    told = [
        Reason(_ACT, "The Social Value Act asks nothing of a call-off: it was for the framework to consider.")
    ]
    if above:
        told.append(
            Reason(
                "PA23 s.46",
                "A call-off may use only the award criteria of its framework. If that has none for Social Value, "
                "agree commitments where the law allows, or ask for an exemption.",
            )
        )
    return told


def of_act(
    applies: bool | None, kind: Kind | None, nature: Nature | None, duty_from: ThresholdRow | None
) -> list[Reason]:
    """The duty to consider Social Value before procurement starts, where it applies or is unsettled."""
    if applies is None and kind is Kind.GOODS_SERVICES and nature is None:
        return [
            Reason(_ACT, "Say whether it is for goods or services: the Social Value Act duty depends on it.")
        ]
    if not applies:
        return []
    text = (
        "The Social Value Act applies. Before the procurement starts, record how it might improve the "
        "economic, social and environmental well-being of the area, and whether to consult."
    )
    if kind is Kind.LIGHT_TOUCH and duty_from is not None:
        text += (
            f" For light touch services the duty starts at {format_money(duty_from.amount)} including VAT."
        )
    return [Reason(_ACT, text)]


def of_force(decided_on: date | None, in_force: bool, policy: Policy, commenced_on: date | None) -> Reason:
    """Under which version the decision is made, whether it is only indicative, and what began before it."""
    name = f"{policy.title} ({policy.version})"
    if decided_on is None:
        return Reason("GOV-6", f"No decision date is known, so this answer under {name} is indicative.")
    day = format_date(decided_on)
    if not in_force:
        return Reason("GOV-6", f"{name} is not in force on {day}, so this answer is indicative.")
    text = f"{name} applies to decisions made on {day}."
    if policy.effective_from_assumed and policy.effective_from is not None:
        start = format_date(policy.effective_from)
        text += f" It is still a draft: its start on {start} is assumed until the Council adopts it."
    scope = policy.parameter("earlier_contracts")
    if scope and scope.value == "baseline-only" and _is_before(commenced_on, policy.effective_from):
        text += " This procurement began before that start: if its contract was let before it too, it counts "
        text += "only as a baseline."
    return Reason("GOV-6", text)


def _is_before(day: date | None, start: date | None) -> bool:
    return day is not None and start is not None and day < start
