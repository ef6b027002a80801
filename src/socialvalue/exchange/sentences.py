"""What came in and went out, in sentences: one for each past-tense event."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "notices_imported": "{who} brought in a file: {new} new, {changed} changed."
}
