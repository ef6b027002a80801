"""What recognition did, in sentences of a contract's history."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "badge_verified": "{who} verified the badge for {year}: {level}.",
    "badge_revoked": "{who} took the badge for {year} back: it was revoked.",
    "outside_impact_recorded": "{who} recorded impact outside the contract in {year}.",
}
