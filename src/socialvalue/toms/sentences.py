"""What happened to the measures, in sentences: one for each past-tense event."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "framework_loaded": "{who} loaded version {label} of the themes, outcomes and measures."
}
