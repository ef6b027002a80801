"""The ledger once more, naively and from the raw JSON: whole ten-thousandths, ISO texts, one walk along the days.

Shares no code with the rules. It takes a file in which every report and decision has its time.
"""

from datetime import date, timedelta
from typing import Any

GRACE = 30


def units(text: str) -> int:
    """Ten-thousandths."""
    whole, _, part = str(text).partition(".")
    return int(whole) * 10_000 + int(part.ljust(4, "0") or "0")


def walk(file: dict[str, Any], as_at: str, known_at: str | None) -> list[tuple[int, int, int, int, str]]:
    """Committed, due, reported, verified and state of each commitment."""
    return [_one(each, file["contract"], as_at, known_at or "9") for each in file["commitments"]]


def _one(
    given: dict[str, Any], term: dict[str, str], as_at: str, known_at: str
) -> tuple[int, int, int, int, str]:
    plan, due, reported, verified, ended = given["profile"], 0, 0, 0, False
    day = date(2026, 8, 31)
    while day.isoformat() <= as_at:  # from before the first day, one by one
        today = day.isoformat()
        if not ended:
            plan = next((v["profile"] for v in given["variations"] if v["from"] == today), plan)
            due = sum(units(part["quantity"]) for part in plan if part["due"] <= today)
            last = day
        ended = ended or term.get("terminated") == today
        for each in given["deliveries"]:
            if each["date"] == today and each["reported_at"] <= known_at:
                decided = each.get("decided_at", "~") <= known_at
                reported += 0 if decided and each["state"] == "rejected" else units(each["quantity"])
                verified += units(each["quantity"]) if decided and each["state"] == "accepted" else 0
        day += timedelta(days=1)
    committed = sum(units(part["quantity"]) for part in plan)
    excused = min(last, date.fromisoformat(as_at) - timedelta(days=GRACE + 1)).isoformat()
    overdue = sum(units(part["quantity"]) for part in plan if part["due"] <= excused)
    questions = (
        ("ended-early", ended), ("not-due", due == verified == 0), ("exceeded", verified > committed),
        ("met", verified == committed), ("on-track", verified >= due), ("at-risk", reported >= due),
        ("at-risk", reported >= overdue), ("short", True),
    )  # fmt: skip
    return committed, due, reported, verified, next(state for state, holds in questions if holds)
