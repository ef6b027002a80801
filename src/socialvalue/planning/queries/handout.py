"""The pack of priorities and need that is handed out in market engagement: one set of words for page, PDF and Word.

Priorities and outcomes come from the council's measures, the figures from its policy (PRE-2, PRE-4). Figures of need
are passed in by whoever has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from socialvalue.design.documents.plain import Block, Heading, Paper, Points, Section, Table, Text
from socialvalue.foundation.clock import business_today
from socialvalue.people.queries import authority_name
from socialvalue.planning.queries.asked import RequirementShown
from socialvalue.planning.rules import dues_in_words
from socialvalue.policy.queries import policy_of
from socialvalue.policy.rules import Policy
from socialvalue.toms.queries import FrameworkShown, framework


@dataclass(frozen=True, slots=True)
class NeedFigure:
    """One figure of need in a place, in words, with where it comes from."""

    place: str
    need: str
    figure: str
    source: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """What one contract may ask for, where a pack is about it."""

    procurement: str
    asked: tuple[RequirementShown, ...]
    places: Mapping[str, str]  # names by code


def handout(*, authority_id: int, drafts: Drafts | None = None) -> Paper:
    """The pack as a paper (about six statements). Its figures of need are those that the drafts answer."""
    needs = needs_of(drafts) if drafts else []
    buyer = authority_name(authority_id)
    policy = policy_of(authority_id, business_today())[1]
    measures = framework(authority_id=authority_id)
    return Paper(
        title=f"Social Value: what {buyer} asks for"
        if drafts is None
        else f"Social Value in {drafts.procurement}",
        lead="The priorities, how offers are scored, and what a small organisation can expect.",
        author=buyer,
        footer=_footer(policy, measures),
        sections=tuple(_sections(buyer, policy, measures, drafts, needs)),
    )


def needs_of(drafts: Drafts) -> list[NeedFigure]:
    """The published figures that the draft requirements answer, each once, as they stood when they were chosen."""
    found = {
        (each.figure.title, each.figure.place): NeedFigure(
            drafts.places.get(each.figure.place, each.figure.place),
            each.figure.title,
            f"{each.figure.value}, {each.figure.period}",
            each.figure.source,
        )
        for each in drafts.asked
        if each.figure is not None
    }
    return list(found.values())


def _footer(policy: Policy, measures: FrameworkShown | None) -> str:
    label = f", measures {measures.label}" if measures else ""
    return f"{policy.title}, version {policy.version} ({policy.status}){label}."


def _sections(
    buyer: str,
    policy: Policy,
    measures: FrameworkShown | None,
    drafts: Drafts | None,
    needs: Sequence[NeedFigure],
) -> Iterator[Section]:
    yield Section(
        "What Social Value is",
        (
            Text(
                f"When {buyer} buys something, it also asks what else the contract can do for people here: work and "
                "training, trade for local firms, stronger communities. That is Social Value. It comes on top of what "
                "is bought, and it is promised in numbers, delivered and checked."
            ),
        ),
    )
    if drafts is not None:
        yield _drafts(drafts)
    if measures is not None:
        yield Section("The priorities", tuple(_priorities(measures)))
    if needs:
        rows = tuple((each.place, each.need, each.figure, each.source) for each in needs)
        yield Section(
            "Need by place", (Table("Figures of need", ("Place", "Need", "Figure", "Source"), rows),)
        )
    if measures is not None and drafts is None:
        yield Section("What can be offered", tuple(_measures(measures)))
    yield _scoring(policy)
    yield _small()
    yield _whom(buyer)


def _priorities(measures: FrameworkShown) -> Iterator[Block]:
    if not measures.is_adopted:
        yield Text(measures.notice)
    for theme in measures.themes:
        yield Heading(theme.title)
        yield Text(theme.about)
        yield Points(tuple(f"{outcome.title}. {outcome.about}".strip() for outcome in theme.outcomes))


def _measures(measures: FrameworkShown) -> Iterator[Block]:
    yield Text("Each contract asks for a few of these, and says how much. Nobody has to offer all of them.")
    for theme in measures.themes:
        yield Heading(f"{theme.title}: measures")
        yield Points(tuple(f"{each.title}, counted in {each.unit}" for each in theme.measures))


def _drafts(drafts: Drafts) -> Section:
    said = (
        "These are drafts. They can still change: tell us what you can do, what would make it possible, and what you "
        "cannot do. Every bidder will read what suppliers said and what was decided, without names."
    )
    if not drafts.asked:
        return Section(
            "What this contract may ask for", (Text("Nothing is proposed yet. Tell us what you could do."),)
        )
    rows = tuple(
        (
            f"{each.title} (lot {each.lot})",
            f"{each.kind} {each.asked}",
            drafts.places.get(each.place, each.place) or "Anywhere that it counts",
            "; ".join(dues_in_words(each.steps, each.asked.unit)) or "During the contract",
        )
        for each in drafts.asked
    )
    table = Table("Draft requirements", ("What", "How much", "Where", "By when"), rows)
    return Section("What this contract may ask for", (Text(said), table))


def _scoring(policy: Policy) -> Section:
    part = "answers that people judge" if policy.minimum_basis == "judged-part" else "Social Value"
    return Section(
        "How Social Value is scored",
        (
            Points(
                (
                    f"At or above the procurement threshold, at least {_percent(policy.minimum_weighting)} of all "
                    f"marks are for {part}. An exception has to be approved and is recorded.",
                    "Every tender says what is asked, how much each thing weighs and how marks are given, before "
                    "anyone bids. It does not change afterwards.",
                    "Amounts are scored by a published formula. Answers in words are marked by people who do not see "
                    "prices, on what each mark means.",
                    "What you promise becomes part of the contract. It is checked with evidence, and the results are "
                    "published.",
                )
            ),
        ),
    )


def _percent(figure: Decimal) -> str:
    return f"{figure.normalize():f}%"


def _small() -> Section:
    return Section(
        "If you are a small organisation, a charity or a social enterprise",
        (
            Points(
                (
                    "Reading, bidding, reporting and badges are free of charge here.",
                    "There are no marks for where you are based, how large you are or what kind of organisation you "
                    "are. Marks are for what reaches people in the area.",
                    "Offer what you can really do. Offering nothing for one thing is an answer too; the tender says "
                    "what follows from it.",
                    "What you do anyway for everyone does not count; what you do because of this contract does, "
                    "however small it is.",
                    "You can bid together with others: one of you answers for each promise.",
                    "What is asked should be in proportion to the contract. If it is not, say so in market engagement, "
                    "or after the tender.",
                )
            ),
        ),
    )


def _whom(buyer: str) -> Section:
    return Section(
        "Whom to ask",
        (
            Text(
                f"The notice of each contract names an officer of {buyer} and an address for questions. Before there "
                "is a notice, ask whoever gave you this paper. Questions about the service are answered under “Help”."
            ),
        ),
    )
