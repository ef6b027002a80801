"""A command line that answers nonsense with one clear sentence instead of a page of usage."""

import argparse
from typing import NoReturn

from socialvalue.foundation.refusal import Refusal


class Arguments(argparse.ArgumentParser):
    """`argparse` whose faults are a `Refusal`: one line on standard error, exit code 2 (rulings 40)."""

    def __init__(self, prog: str, description: str | None) -> None:
        super().__init__(
            prog=f"socialvalue {prog}",
            description=description,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:]
        raise Refusal(code="arguments", text=f"{sentence}. Help: {self.prog} --help")
