"""What happened to people and roles, in sentences: one for each past-tense event."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "authority_founded": "{who} entered this council.",
    "user_added": "{who} added this account.",
    "account_closed": "{who} closed this account.",
    "second_step_removed": "{who} removed the second sign-in step of this account.",
    "role_given": "{who} gave the role {role}.",
    "role_ended": "{who} ended the role {role}.",
}
