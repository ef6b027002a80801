"""`socialvalue determine`: what the policy asks of a procurement, and why. Needs no settings, no database."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TypeVar

from socialvalue.foundation.calendar import format_date, parse_date
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.money import format_money, parse_money
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy import rules
from socialvalue.policy.pack_policy import default_pack_path, load_policy
from socialvalue.policy.rules import Band, Determination, Facts, Kind, Nature, Policy, Vat, VatStatus

Word = TypeVar("Word", bound=StrEnum)

DONE, DONE_WITH_PROBLEMS, REFUSED = 0, 1, 2

HELP = """\
What the policy asks of a procurement, and why.

One question:  --kind goods-services --nature services --value 207720.00 --commenced 2026-02-01
Many:          --file cases.jsonl  (or - for standard input)

A file has one JSON object a line with the keys kind, nature, value, vat, commenced and decided, and gets one
JSON answer a line, in order. What a line leaves out is not known, and its answer says what that means; a line
that cannot be read is answered {"line": 7, "error": "..."}.

Exit codes: 0 answered, 1 answered but some lines of the file could not be read, 2 refused: one line says why.
A single question for a date without thresholds is refused; in a file it is answered as undetermined."""

CASE_KEYS = ("kind", "nature", "value", "vat", "commenced", "decided")

NEXT = {
    Band.MANDATORY: "Give Social Value its weighting in the tender ({minimum}% of the total or more, SCO-1), "
    "or obtain an exemption before the procurement begins (EXC-1).",
    Band.ENCOURAGED: "Record whether Social Value is included, in proportion, and if not, why (INC-2).",
    Band.VOLUNTARY: "Nothing is required. A supplier may start a voluntary initiative (INC-3).",
    Band.UNDETERMINED: "Settle what is missing, then ask again.",
}

_RATE = re.compile(r"\d{1,2}(\.\d{1,2})?", re.ASCII)


def determine(arguments: list[str]) -> int:
    """Answer one question or a file of them; the exit code is 0, 1 or 2 (see HELP)."""
    try:
        return _answer(arguments)
    except Refusal as refusal:
        print("".join(each if each.isprintable() else " " for each in refusal.text), file=sys.stderr)
        return REFUSED


def _answer(arguments: list[str]) -> int:
    given = _parser().parse_args(arguments)
    policy = load_policy(Path(given.pack) if given.pack else default_pack_path())
    if given.file is not None:
        if any(getattr(given, key) is not None for key in CASE_KEYS):
            raise Refusal("arguments", "Give either --file or one question, not both")
        return _answer_file(given.file, policy)
    for key in ("kind", "value", "commenced"):
        if getattr(given, key) is None:
            raise Refusal("arguments", f"Give --{key}. Help: socialvalue determine --help", field=key)
    facts = facts_from({key: getattr(given, key) for key in CASE_KEYS})
    answer = rules.determine(facts, policy)
    if answer.threshold is None and facts.commenced_on is not None:
        raise Refusal("no-threshold", f"{facts.commenced_on}: {answer.reasons[0].text}", field="commenced")
    print(json.dumps(as_json(answer)) if given.json else as_text(answer, policy))
    return DONE


def _parser() -> Arguments:
    parser = Arguments("determine", HELP)
    parser.add_argument("--kind", help=" | ".join(Kind))
    parser.add_argument("--nature", help="of goods-services: " + " | ".join(Nature))
    parser.add_argument("--value", help="the estimated value in pounds, with all options, like 207720.00")
    parser.add_argument("--vat", help="inclusive (if left out) | exempt | net:20 | unknown")
    parser.add_argument("--commenced", help="the day the procurement began or will begin, like 2026-02-01")
    parser.add_argument("--decided", help="the day of the decision (today, if left out)")
    parser.add_argument("--pack", help="the folder of a council's data pack")
    parser.add_argument("--file", help="a file of questions, one JSON object a line; - for standard input")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    return parser


def facts_from(case: dict[str, str | None]) -> Facts:
    """The facts of a question as typed. None is not known; a decision is made today unless it says when."""
    value, vat, decided = case.get("value"), case.get("vat"), case.get("decided")
    return Facts(
        kind=_word(case.get("kind"), Kind, "kind"),
        nature=_word(case.get("nature"), Nature, "nature"),
        value=None if value is None else parse_money(value, field="value"),
        vat=Vat() if vat is None else _vat(vat),
        commenced_on=_day(case.get("commenced"), "commenced"),
        decided_on=business_today() if decided is None else parse_date(decided, field="decided"),
    )


def _word(text: str | None, words: type[Word], field: str) -> Word | None:
    if text is None:
        return None
    try:
        return words(text)
    except ValueError:
        raise Refusal("unknown-word", f"{field}: choose one of {', '.join(words)}", field=field) from None


def _day(text: str | None, field: str) -> date | None:
    return None if text is None else parse_date(text, field=field)


def _vat(text: str) -> Vat:
    status, colon, rate = text.partition(":")
    if not colon and status in (VatStatus.INCLUSIVE, VatStatus.EXEMPT, VatStatus.UNKNOWN):
        return Vat(VatStatus(status))
    if status == VatStatus.NET and _RATE.fullmatch(rate):
        return Vat(VatStatus.NET, Decimal(rate))
    raise Refusal(
        "vat-unreadable",
        "vat: choose inclusive, exempt, unknown or net with a rate, like net:20",
        field="vat",
    )


def _answer_file(name: str, policy: Policy) -> int:
    problems, answered = False, 0
    called = "Standard input" if name == "-" else name
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as lines:
            for answer in answers(lines, policy):
                problems, answered = problems or "error" in answer, answered + 1
                print(json.dumps(answer))
    except OSError as error:
        raise Refusal("file-unreadable", f"{called} cannot be read: {error.strerror}", field="file") from None
    if not answered:
        raise Refusal("file-empty", f"{called} holds no question. Write one JSON object a line", field="file")
    return DONE_WITH_PROBLEMS if problems else DONE


def answers(lines: BinaryIO | Iterable[bytes], policy: Policy) -> Iterator[dict[str, object]]:
    """An answer for every line that is not blank, in order; for one that cannot be read, its error."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield as_json(rules.determine(facts_from(_case(line)), policy))
        except Refusal as refusal:
            yield {"line": number, "error": refusal.text}


def _case(line: bytes) -> dict[str, str | None]:
    """The question on a line. Numbers stay as written, so that no penny is lost to floating point."""
    try:
        case = json.loads(
            line.decode("utf-8-sig"),
            parse_float=str,
            parse_int=str,
            parse_constant=str,
            object_pairs_hook=_without_repeats,
        )
    except (ValueError, RecursionError):
        raise Refusal("line-unreadable", "This line is not a JSON object in UTF-8") from None
    if not isinstance(case, dict):
        raise Refusal("line-unreadable", "This line is not a JSON object: write {…}")
    for key, value in case.items():
        if key not in CASE_KEYS:
            raise Refusal("unknown-key", f"“{key[:40]}” is not a key: use {', '.join(CASE_KEYS)}", field=key)
        if not isinstance(value, str | None):
            raise Refusal("line-unreadable", f"{key}: give a text, a number or null", field=key)
    return case


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    unique = dict(pairs)
    if len(unique) != len(pairs):
        raise Refusal("line-unreadable", "A key stands twice in this line: keep one")
    return unique


def as_json(answer: Determination) -> dict[str, object]:
    """The answer as JSON values; amounts are decimal strings with two places, days are ISO dates."""
    return {
        "band": answer.band.value,
        "value_inc_vat": _amount(answer.value_inc_vat),
        "threshold": _amount(answer.threshold),
        "threshold_from": None if answer.threshold_from is None else answer.threshold_from.isoformat(),
        "notifiable": answer.notifiable,
        "social_value_act_applies": answer.social_value_act_applies,
        "policy_version": answer.policy_version,
        "policy_in_force": answer.policy_in_force,
        "reasons": [{"clause": reason.clause, "text": reason.text} for reason in answer.reasons],
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def as_text(answer: Determination, policy: Policy) -> str:
    """The answer for a person: what, with which figures, why, and what to do next."""
    figures = {
        "Estimated value": _money(answer.value_inc_vat),
        "Threshold": _money(answer.threshold)
        + (f", in force from {format_date(answer.threshold_from)}" if answer.threshold_from else ""),
        "Notifiable contract": _yes_no(answer.notifiable),
        "Social Value Act": _yes_no(answer.social_value_act_applies),
        "Policy": f"{answer.policy_version}, {'in force' if answer.policy_in_force else 'indicative only'}",
    }
    lines = [f"Social Value: {answer.band.value}", ""]
    lines += [f"{name:<20}{text}" for name, text in figures.items()]
    lines += ["", "Why"]
    lines += [f"  {reason.clause}: {reason.text}" for reason in answer.reasons]
    lines += ["", "Next", f"  {NEXT[answer.band].format(minimum=f'{policy.minimum_weighting:f}')}"]
    return "\n".join(lines)


def _money(amount: Decimal | None) -> str:
    return "not known" if amount is None else f"{format_money(amount)} inc. VAT"


def _yes_no(answer: bool | None) -> str:
    return {True: "yes", False: "no", None: "not known"}[answer]
