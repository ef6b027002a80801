"""The command line of tendering: check a receipt without the service."""

from __future__ import annotations

import hashlib
from pathlib import Path

from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import notes
from socialvalue.tendering.rules import lines_of

LONGEST = 64 * 1024  # bytes of a receipt


def verify_receipt(arguments: list[str]) -> int:
    """Check that a receipt was signed with this key, and that it is about this bid.

    socialvalue verify-receipt FILE --key KEY [--bid FILE]
    """
    parser = Arguments("verify-receipt", verify_receipt.__doc__)
    parser.add_argument("file", type=Path, help="the receipt as it was downloaded")
    parser.add_argument("--key", required=True, help="the verifier key of the service")
    parser.add_argument("--bid", type=Path, help="the bid as it was downloaded")
    given = parser.parse_args(arguments)
    try:
        note = given.file.read_bytes()[:LONGEST].decode()
        text = notes.text_of(note, [given.key])
    except (OSError, UnicodeDecodeError, notes.NoteFault) as fault:
        raise Refusal("receipt-unsound", f"The receipt does not hold. {fault}") from None
    lines = lines_of(text)
    print("The signature holds.")
    print(text, end="")
    return _about(given.bid, lines) if given.bid else 0


def _about(bid: Path, lines: dict[str, str]) -> int:
    try:
        content = hashlib.sha256(bid.read_bytes()).hexdigest()
    except OSError as fault:
        raise Refusal("bid-unreadable", f"The bid cannot be read. {fault}") from None
    if content != lines.get("SHA-256 of the bid"):
        print("The bid in the file is not the one that the receipt is about.")
        return 1
    print("It is about the bid in the file.")
    return 0
