"""A refusal says what, why and about which field, and survives a trip between processes."""

import pickle

from socialvalue.foundation.refusal import Refusal


def test_a_refusal_reads_as_its_sentence() -> None:
    refusal = Refusal("exemption-own", "Someone else must decide your request", clause="EXC-2", status=403)
    assert str(refusal) == refusal.text
    assert (refusal.code, refusal.clause, refusal.field, refusal.status) == (
        "exemption-own",
        "EXC-2",
        None,
        403,
    )


def test_a_refusal_can_be_carried_between_processes() -> None:
    refusal = Refusal("code", "Sentence", clause="INC-1", field="value", status=409)
    copy = pickle.loads(pickle.dumps(refusal))  # noqa: S301
    assert vars(copy) == vars(refusal)
    assert copy.args == refusal.args
