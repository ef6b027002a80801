"""What happened to people and roles, in sentences: one for each past-tense event."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "authority_founded": "{who} entered this council.",
    "user_added": "{who} added this account.",
    "role_given": "{who} gave the role {role}.",
    "role_ended": "{who} ended the role {role}.",
}
