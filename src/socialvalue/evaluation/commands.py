"""`socialvalue score`: what a published method makes of the bids. Needs no settings, no database."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from socialvalue.evaluation import rules
from socialvalue.evaluation.rules import Bid, Scores, Signal
from socialvalue.evaluation.score_file import as_json, read, unused
from socialvalue.evaluation.tie_words import tie_said
from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.refusal import Refusal, shown
from socialvalue.tendering.rules import Methodology, ShareOf

DONE, REFUSED = 0, 2
LARGEST_FILE: Final = 20_000_000  # bytes

HELP: Final = """\
Score bids by a published method, exactly, and say what to look at.

The file is one JSON object (or - for standard input):
  weight_percent  the weight of Social Value; the weights of the criteria add up to it
  basis           what it is a share of: total (if left out) | quality | price-per-quality-point
  criteria        a list of {id, weight, method, …}; each method has its figures:
                    relative-to-best                      full marks at the best offer
                    capped-relative  cap                  the same, and no more than the cap counts
                    target-ratio     target               full marks at the target
                    bands            bands [{from, score}] the score of the band that is reached
                    points           points_per_unit, full_points
                    qualitative      max_mark             a mark by judgement
                  "per": "price" compares the quantity for each pound of the price
  rounding        {places, mode}: half-up (if left out) | half-even | half-down | up | down
  ties            what separates equal totals, in order: lower-price, exact-total, the id of a criterion
  bids            a list of {supplier, price, offers {id: quantity}, marks {id: mark}}

Scores are computed exactly and only the total is rounded; bids rank by that total. Bids that no published rule
separates share a rank. What a bid leaves out scores 0 and is told as missing; zero is zero.

“socialvalue score lab” checks a method before it is published.

Exit codes: 0 scored, 2 refused: one line says why."""


def score(arguments: list[str]) -> int:
    """Score the bids of a file; the exit code is 0 or 2 (see HELP)."""
    try:
        return _answer(arguments)
    except Refusal as refusal:
        print("".join(each if each.isprintable() else " " for each in refusal.text), file=sys.stderr)
        return REFUSED


def _answer(arguments: list[str]) -> int:
    parser = Arguments("score", HELP)
    parser.add_argument("file", help="the file with method and bids; - for standard input")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    given = parser.parse_args(arguments)
    methodology, bids = read(contents(given.file))
    scores = rules.score(methodology, bids)
    warnings = [*unused(methodology), *scores.warnings]
    told = [] if given.json else decided(methodology, bids, scores)
    tell(scores, [*warnings, *told], in_json=given.json)
    return DONE


def decided(methodology: Methodology, bids: Sequence[Bid], scores: Scores) -> list[Signal]:
    """What the published rule made of equal totals, for people; shared ranks are told by the scorer."""
    by_total = replace(methodology, share_of=ShareOf.TOTAL)
    found = rules.ties(by_total, bids, scores.bids, {})
    return [Signal("tie-decided", tie_said(each, str, {})) for each in found if each.behind]


def tell(scores: Scores, warnings: Sequence[Signal], *, in_json: bool) -> None:
    """Print scores and warnings, each of these once."""
    once = list(dict.fromkeys(each.text for each in warnings))
    print(json.dumps(as_json(scores, once)) if in_json else as_text(scores, once))


def contents(name: str) -> bytes:
    """The bytes of a file, or of standard input."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(LARGEST_FILE + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is not a file name"
        raise Refusal("file-unreadable", f"{shown(name)} cannot be read: {reason}", field="file") from None
    if len(content) > LARGEST_FILE:
        raise Refusal("file-too-large", f"{shown(name)} is larger than 20 MB", field="file")
    return content


def as_text(scores: Scores, warnings: list[str]) -> str:
    """The answer for a person: rank, supplier, total, criteria; then what to look at."""
    by_name = {each.supplier: each for each in scores.bids}
    lines = []
    for name in scores.ranking:
        each = by_name[name]
        lines.append(f"{each.rank:>3}  {shown(name)}  {each.total:f}")
        lines += [f"       {shown(key)}: {value:f}" for key, value in each.criteria.items()]
    if not lines:
        lines.append("There are no bids.")
    if warnings:
        lines += ["", "Look at"]
        lines += [f"  {''.join(each if each.isprintable() else ' ' for each in text)}" for text in warnings]
    return "\n".join(lines)
