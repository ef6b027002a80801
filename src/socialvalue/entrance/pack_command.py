"""The command that loads a data pack."""

from __future__ import annotations

from pathlib import Path

from socialvalue.entrance import packs
from socialvalue.foundation.commandline import Arguments
from socialvalue.policy.pack_policy import default_pack_path


def pack_load(arguments: list[str]) -> int:
    """socialvalue pack load [FOLDER]: load a council's data pack; the same content again changes nothing."""
    parser = Arguments("pack load", pack_load.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="folder of the pack; left out: the default pack")
    version, is_new = packs.load(parser.parse_args(arguments).folder or default_pack_path())
    print(f"{'Loaded' if is_new else 'Already loaded:'} {version.pack}, {version.digest[:12]}.")
    return 0
