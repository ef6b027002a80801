"""What was agreed, the run of the published method, and the points of the other parts."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from socialvalue.evaluation import actions
from socialvalue.evaluation.commands import score as score_command
from socialvalue.evaluation.models import Consensus, Result, Score
from socialvalue.foundation.refusal import Refusal
from tests.cast import Player
from tests.evaluation import made

pytestmark = pytest.mark.django_db
THANET, MEDWAY = "Thanet Growers CIC", "Medway Works Ltd"


@pytest.mark.rule(27)
def test_nothing_is_agreed_before_all_have_locked(ed: Player) -> None:
    lot = made.opened()
    lot.scored(ed.person)
    lot.ready(made.judge())
    with pytest.raises(Refusal, match="before all evaluators have locked"):
        lot.agree(THANET, 3)


@pytest.mark.rule(27)
def test_an_agreed_mark_is_a_new_record_beside_the_individual_ones() -> None:
    lot = made.locked()
    assert (lot.agree(THANET, 4), lot.agree(THANET, 3, reason="Looked at again on Monday.")) == (1, 2)
    assert list(Consensus.objects.order_by("version").values_list("mark", flat=True)) == [4, 3]
    assert sorted(Score.objects.values_list("mark", flat=True)) == [3, 3, 4, 4]


def test_somebody_of_the_panel_was_present() -> None:
    lot = made.locked()
    for present in ([], [made.judge().account()]):
        with pytest.raises(Refusal, match="who of the panel"):
            lot.agree(THANET, 4, present=present)


@pytest.mark.rule(27)
def test_an_agreed_mark_has_its_own_reason() -> None:
    with pytest.raises(Refusal, match="at least 10"):
        made.locked().agree(THANET, 4, reason="")


@pytest.mark.clause("SCO-4", "CTX-2")
def test_the_result_is_what_the_published_method_gives() -> None:
    result = made.agreed().run()
    totals = {each["supplier"]: each["total"] for each in result.scores["scores"]}
    assert list(totals.values()) == ["18.00", "12.50"]  # 5 × 6 ÷ 10 + 15 × 4 ÷ 4; 5 × 10 ÷ 10 + 15 × 2 ÷ 4
    assert result.scores["ranking"] == list(totals)


@pytest.mark.clause("SCO-4", "TEN-2")
def test_anyone_computes_the_same_from_the_stored_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = made.agreed().run()
    file = tmp_path / "lot.json"
    file.write_text(json.dumps(result.given))
    assert score_command([str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == result.scores


def test_no_result_while_a_mark_is_not_agreed() -> None:
    lot = made.locked()
    lot.agree(THANET, 4)
    with pytest.raises(Refusal, match="Agree a mark for every bid"):
        lot.run()


@pytest.mark.rule(25)
def test_an_earlier_run_is_kept() -> None:
    lot = made.agreed()
    first = lot.run()
    lot.agree(MEDWAY, 4)
    second = lot.run()
    assert [each.version for each in Result.objects.order_by("version")] == [1, 2]
    assert first.digest != second.digest
    first.refresh_from_db()
    assert first.scores["scores"][1]["total"] == "12.50"


@pytest.mark.rule(26)
def test_a_signal_asks_and_never_changes_a_score() -> None:
    lot = made.locked()
    lot.agree(THANET, 4)
    lot.agree(MEDWAY, 2)
    warned = lot.run().scores
    assert [each["total"] for each in warned["scores"]] == ["18.00", "12.50"]
    assert isinstance(warned["warnings"], list)


@pytest.mark.rule(28)
def test_other_parts_come_after_social_value_is_locked_and_only_once() -> None:
    lot = made.agreed()
    with pytest.raises(Refusal, match="Compute the result first"):
        lot.other()
    lot.run()
    lot.other()
    with pytest.raises(Refusal, match="are locked"):
        lot.other(first=Decimal(1))
    lot.agree(THANET, 1)
    with pytest.raises(Refusal, match="Compute the result first"):
        lot.other()


def test_other_parts_fill_what_social_value_leaves() -> None:
    lot = made.agreed()
    lot.run()
    with pytest.raises(Refusal, match="from 0 to 80"):
        lot.other(first=Decimal("80.01"))


def test_an_evaluator_cannot_compute_or_agree(ed: Player) -> None:
    lot = made.agreed()
    with pytest.raises(Refusal) as refused:
        actions.run_result(reference=lot.reference, lot=1, by=ed.person)
    assert refused.value.status == 403
