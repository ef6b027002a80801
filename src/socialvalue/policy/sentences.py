"""What happened to the policy's data, in sentences: one for each past-tense event."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {"pack_loaded": "{who} loaded version {policy} of the policy’s data."}
