"""What can be wrong with a notice: one stable code, one severity and one plain sentence each."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from socialvalue.foundation.refusal import shown


class Severity(StrEnum):
    """How much a problem matters."""

    NOTE = "note"
    WARNING = "warning"
    REFUSED = "refused"


class Problem(NamedTuple):
    """One fault found in one place, told in one sentence."""

    file: str
    release: str
    ocid: str
    path: str
    code: str
    text: str
    severity: Severity

    def as_json(self) -> dict[str, str]:
        """The problem as it stands in a report."""
        return {key: str(value) for key, value in self._asdict().items()}


class Where(NamedTuple):
    """The file and release that problems are found in."""

    file: str
    release: str = ""
    ocid: str = ""

    def problem(self, code: str, path: str, text: str) -> Problem:
        """Make a problem whose sentence begins with the place: `Release 083529-2026: …`."""
        name = f"Release {self.release}" if self.release else self.file
        place = f" {path.lstrip('/')}" if path else ""
        return Problem(
            self.file, self.release, self.ocid, path, code, f"{name}:{place} {text}.", CODES[code][0]
        )

    def unusable(self, fault: Exception) -> Problem:
        """What nobody foresaw in one release costs that release, never the rest; the fault is named."""
        named = f"{type(fault).__name__}: {shown(str(fault))}".rstrip(": ")
        return self.problem(
            "release-unusable", "", f"holds something that cannot be used ({named}); it is left out"
        )


_N, _W, _R = Severity.NOTE, Severity.WARNING, Severity.REFUSED

CODES: dict[str, tuple[Severity, str]] = {
    # the file
    "file-truncated": (_W, "The file breaks off; what stands before the break is read"),
    "file-broken": (_W, "A stretch of the file is not JSON; reading goes on at the next release"),
    "file-without-notices": (_W, "No release stands in the file where the standard has them"),
    "file-abandoned": (_W, "After too many attempts to find the next release the rest is not read"),
    "encoding-repaired": (_W, "Bytes that are not UTF-8 are read as Windows-1252"),
    "encoding-other": (_N, "The file is not in UTF-8 or begins with a byte-order mark"),
    # numbers and text
    "number-impossible": (_W, "A number no system can hold is kept as text"),
    "number-invalid": (_W, "Something that is not a JSON number stands where a number belongs; kept as text"),
    "key-duplicated": (_W, "A field is written twice in one object; the last is kept"),
    "key-broken": (_W, "The name of a field is damaged; the field is kept under the name it has"),
    "text-control": (_W, "A text holds characters that JSON forbids; they are repaired"),
    "text-unstorable": (
        _W,
        "A text holds a NUL or half of a character pair; replaced by the replacement sign",
    ),
    "syntax-repaired": (_W, "A fault of syntax that leaves no doubt is repaired"),
    # the release as a whole
    "release-unreadable": (_R, "The release is not JSON even after repair"),
    "release-too-large": (_R, "The release is larger than this reader holds"),
    "release-too-deep": (_R, "The release is nested deeper than any notice is"),
    "release-unusable": (_R, "The release holds something that this program cannot use"),
    "release-not-object": (_R, "Something else stands where a release belongs"),
    "release-without-ocid": (_R, "Without an ocid nobody can say which procurement it belongs to"),
    "ocid-too-long": (_R, "The ocid is longer than any procurement's"),
    "release-without-id": (_W, "The release has no id; it is known by its ocid and date"),
    "release-without-date": (_W, "The release has no usable date; it is merged before the dated ones"),
    "release-linked": (_N, "The release is only linked; nothing is fetched"),
    "release-repeated": (_N, "The same release was already read, word for word"),
    "release-id-reused": (_W, "Two different releases have one id; both are merged"),
    "compiled-set-aside": (_N, "A compiled release beside its own releases is not merged again"),
    # merging
    "list-id-duplicated": (_W, "Two different things have the same id in one list; both are kept"),
    "list-repeated": (_N, "One thing stands twice in a list, word for word; it is kept once"),
    "merge-type-changed": (_W, "A field changed its kind between releases; the later one is kept"),
    # fields
    "type-wrong": (_W, "A field holds another kind of value than the standard says; kept as it is"),
    "field-missing": (_W, "A field that the standard requires is missing"),
    "date-without-zone": (_W, "A time without a zone is read as London time"),
    "date-invalid": (_W, "Not a date; kept as text and not used"),
    "buyer-missing": (_W, "No buyer is named at the top; a party with that role stands in"),
    "party-nameless": (_W, "A party has neither name, address nor identifier"),
    "party-duplicated": (_W, "Two parties have the same id"),
    "supplier-duplicated": (_W, "A supplier stands twice in one award"),
    "identifier-repaired": (_N, "A company number is brought to its eight characters"),
    "identifier-doubtful": (_W, "An identifier does not have the form of its scheme; kept as read"),
    "identifier-wrong-scheme": (_W, "An identifier belongs to another scheme; kept as read"),
    "identifier-local": (_N, "An id that only its portal uses; never matched across portals"),
    "postcode-repaired": (_N, "A postcode is brought to its usual form"),
    "postcode-doubtful": (_W, "Not a postcode; kept as read"),
    "amount-zero": (_W, "The amount is 0, which is not used as a value"),
    "amount-token": (_W, "The amount is a placeholder such as 0.01, which is not used as a value"),
    "amount-negative": (_W, "The amount is negative, which is not used as a value"),
    "amount-enormous": (_W, "The amount is larger than any public contract; to be confirmed"),
    "amount-fraction": (_W, "The amount has fractions of a penny"),
    "currency-other": (_W, "The amount is not in pounds sterling"),
    "lot-status-odd": (_N, "A lot is called cancelled although something was awarded for it"),
    "bid-statistics-odd": (_N, "The lowest and highest bid do not fit together"),
}
