"""`socialvalue score lab`: what a method does, before anybody is bound by it. Needs no settings, no database."""

import sys
from pathlib import Path
from typing import Final

from socialvalue.evaluation import rules
from socialvalue.evaluation.commands import DONE, REFUSED, contents, tell
from socialvalue.evaluation.score_file import read, unused
from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack import default_pack_path, load_policy

HELP: Final = """\
Check a method of scoring before it is published: relative methods, missing caps, the part given by judgement, bands,
the rule for ties; with trial bids also what would turn their order round.

The file is that of “socialvalue score”; bids may be left out. The minimum (SCO-1) is that of the data pack.

Exit codes: 0 checked, 2 refused: one line says why."""


def lab(arguments: list[str]) -> int:
    """Check the method of a file, with its trial bids if it has some; the exit code is 0 or 2 (see HELP)."""
    try:
        return _answer(arguments)
    except Refusal as refusal:
        print("".join(each if each.isprintable() else " " for each in refusal.text), file=sys.stderr)
        return REFUSED


def _answer(arguments: list[str]) -> int:
    parser = Arguments("score lab", HELP)
    parser.add_argument("file", help="the file with the method; - for standard input")
    parser.add_argument("--pack", help="the folder of a council's data pack")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    given = parser.parse_args(arguments)
    methodology, bids = read(contents(given.file), needs_bids=False)
    policy = load_policy(Path(given.pack) if given.pack else default_pack_path())
    scores = rules.score(methodology, bids)
    found = rules.lab(methodology, bids or None, minimum_judged=policy.minimum_weighting)
    tell(scores, [*found, *unused(methodology), *scores.warnings], in_json=given.json)
    return DONE
