"""“Included? If not, why” in the encouraged band: a deed, shown, covered by figures of its own, stopping nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.planning import actions, queries
from socialvalue.planning.models import Procurement
from socialvalue.planning.rules import Coverage, WhyNot
from socialvalue.tendering import queries as tendering
from tests import make
from tests.cast import Play, Player
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("INC-2")]
DECIDED = {
    "band": "encouraged",
    "state": "confirmed",
    "why": "Checked with finance.",
    "social_value_act_applies": False,
    "policy_in_force": True,
}


def encouraged(**given: Any) -> Procurement:
    person = make.NOON  # any moment: the constraint asks who decided
    return make.procurement(determination=DECIDED | {"made_by": make.new_uid(), "made_at": person}, **given)


def answer(of: Procurement, by: Player, *, included: bool, why: WhyNot | None = None) -> int:
    return actions.record_inclusion(
        reference=of.reference,
        is_included=included,
        reason=why,
        sentence="A repair of one day.",
        by=by.person,
    )


def test_it_is_recorded_with_a_reason_and_shown(olive: Player) -> None:
    procurement = encouraged()
    address = f"/procurements/{procurement.reference}"
    assert "Nobody has answered yet" in text_of(page(olive.client.get(address)))
    typed = {"is_included": "no", "reason": "too-small", "sentence": "A repair of one day."}
    assert olive.client.post(f"{address}/included", typed).status_code == 302
    shown = text_of(page(olive.client.get(address)))
    assert "Not included. The contract is too small for it" in shown and "A repair of one day." in shown
    (event,) = events.history(procurement.uid)
    assert (event.deed, event.after["why_not"]) == ("inclusion_recorded", "too-small")


def test_left_out_without_a_reason_is_no_answer(olive: Player) -> None:
    address = f"/procurements/{encouraged().reference}/included"
    sent = olive.client.post(address, {"is_included": "no", "reason": "", "sentence": "A repair of one day."})
    assert sent.status_code == 422 and "why it is left out" in sent.content.decode()


@pytest.mark.parametrize("band", ["mandatory", "voluntary", "undetermined"])
def test_it_is_asked_only_where_the_policy_encourages(olive: Player, band: str) -> None:
    procurement = make.procurement(determination={"band": band})
    with pytest.raises(Refusal, match="only where the policy encourages"):
        answer(procurement, olive, included=True)


def test_a_later_answer_is_a_new_version(olive: Player) -> None:
    procurement = encouraged()
    assert [answer(procurement, olive, included=each, why=WhyNot.OTHER) for each in (False, True)] == [1, 2]
    last = queries.inclusion(procurement.id)
    assert last is not None and last.is_included and last.reason == ""


def test_the_band_is_covered_by_figures_of_its_own(play: Play) -> None:
    make.requirement(encouraged(title="Asked"), state="confirmed")
    answer(encouraged(title="Left out"), play("olive"), included=False, why=WhyNot.MARKET)
    encouraged(title="Silent")
    make.procurement(title="Mandatory")
    make.procurement(title="Elsewhere", is_own=False, determination=DECIDED | {"made_by": make.new_uid()})
    assert queries.covered(person=play("stan").person) == Coverage(1, 1, 1)
    shown = text_of(page(play("stan").client.get("/encouraged")))
    assert shown.count("1 of 3") >= 3 and "Suppliers of this kind cannot do it: A repair" in shown


@pytest.mark.clause("GOV-6")
def test_what_was_decided_before_the_policy_was_in_force_is_a_baseline(play: Play) -> None:
    encouraged(title="Counted")
    decided = DECIDED | {"made_by": make.new_uid(), "policy_in_force": False}
    make.procurement(title="Before", determination=decided)
    assert queries.covered(person=play("stan").person) == Coverage(0, 0, 1, baseline=1)
    shown = text_of(page(play("stan").client.get("/encouraged")))
    assert "1 of 1" in shown and "1 procurement of this size was decided while no policy" in shown
    for body in (shown, play("stan").client.get("/encouraged.csv").getvalue().decode()):
        assert "Counted" in body and "Before" not in body


@pytest.mark.parametrize(
    ("kind", "title"), [("included", "Asked"), ("left-out", "Left out"), ("no-answer", "Silent")]
)
def test_each_figure_leads_to_its_rows(play: Play, kind: str, title: str) -> None:
    make.requirement(encouraged(title="Asked"), state="confirmed")
    answer(encouraged(title="Left out"), play("olive"), included=False, why=WhyNot.MARKET)
    encouraged(title="Silent")
    for address in (f"/encouraged?answer={kind}", f"/encouraged.csv?answer={kind}"):
        body = play("stan").client.get(address).getvalue().decode()
        found = re.findall(r"(Asked|Left out|Silent)(?:<|,)", body)
        assert found == [title], address


def test_readiness_asks_for_it_and_it_stops_nothing(play: Play) -> None:
    procurement = encouraged()
    address = f"/procurements/{procurement.reference}/readiness"
    shown = text_of(page(play("priya").client.get(address)))
    assert "Included? If not, why" in shown and "Asked for" in shown
    ready = tendering.readiness(reference=procurement.reference, person=play("priya").person)
    from_the_rule = [need for need in ready.needs if need.where == "inclusion"]
    assert [need.is_missing for need in from_the_rule] == [False]
    answer(procurement, play("olive"), included=False, why=WhyNot.URGENT)
    assert "the reason is recorded" in text_of(page(play("priya").client.get(address)))
