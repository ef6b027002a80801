"""Before a requirement is confirmed: the need pinned, "local" chosen, the environment and the law looked at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.models import Mail
from socialvalue.planning import actions
from socialvalue.planning.models import NeedPinned, Procurement, Requirement
from socialvalue.planning.rules.plans import Planned
from socialvalue.planning.rules.routes import Route
from socialvalue.policy.pack import default_pack_path
from socialvalue.toms.models import Framework, LocalDefinition, Measure
from socialvalue.toms.pack import load_toms
from tests import make
from tests.cast import Play, Player
from tests.strict import page, text_of

pytestmark = pytest.mark.django_db
TYPED: dict[str, Any] = {
    "lot": 1,
    "measure": "EM-2.1",
    "kind": "minimum",
    "quantity": "5",
    "place": "E07000114",
    "due": "two-years",
    "need": "Few trainees in the trade here.",
    "evidence": "The start record.",
    "unanswered": "zero",
    "is_environmental": False,
}
BELOW = {"band": "encouraged", "kind": "works", "nature": "works"}


def propose(of: Procurement, by: Player, **changes: Any) -> Requirement:
    number = actions.propose_requirement(reference=of.reference, by=by.person, **(TYPED | changes))
    return Requirement.objects.get(lot__procurement=of, number=number)


@pytest.mark.clause("PRI-2", "CAT-5")
def test_the_figure_is_kept_as_it_stood(olive: Player) -> None:
    made = propose(make.procurement(), olive, figure="apprentice-starts:E07000114")
    pinned = NeedPinned.objects.get(requirement=made)
    assert (pinned.indicator.code, pinned.place, pinned.value) == (
        "apprentice-starts",
        "E07000114",
        Decimal(827),
    )
    assert (pinned.county_value, pinned.period) == (Decimal(912), "August 2024 to July 2025")


@pytest.mark.clause("PRI-2")
@pytest.mark.parametrize(
    "figure",
    ["claimants:E07000114", "apprentice-starts:E06000035", "no-qualifications:E07000107", "nonsense"],
)
def test_a_figure_that_points_elsewhere_or_was_not_published_is_none(olive: Player, figure: str) -> None:
    with pytest.raises(Refusal, match="figure of the list"):
        propose(make.procurement(), olive, figure=figure)


@pytest.mark.clause("PRI-2", "CAT-5")
def test_the_page_offers_the_figures_of_the_place_and_the_tab_shows_the_one_chosen(olive: Player) -> None:
    address = f"/procurements/{make.procurement().reference}/requirements"
    form = f"{address}/add?lot=1&measure=EM-2.1&place=E07000114"
    shown = text_of(page(olive.client.get(form)))
    assert "Apprentices who start: 827 for every 100,000 people in Thanet" in shown
    assert "912 in the whole county" in shown and "not judged: from a survey" in shown
    typed = {
        **TYPED,
        "is_environmental": "no",
        "figure": "apprentice-starts:E07000114",
        "local": "council-area",
    }
    assert olive.client.post(form, typed).status_code == 302
    tab = text_of(page(olive.client.get(address)))
    assert "827 for every 100,000 people in Thanet" in tab and "as it stood on" in tab
    assert "The Council’s area, version 1" in tab


@pytest.mark.clause("CAT-1")
def test_local_is_chosen_from_the_pack_with_its_version_and_its_caution(olive: Player) -> None:
    procurement = make.procurement()
    form = olive.client.get(f"/procurements/{procurement.reference}/requirements/add?measure=EM-2.1")
    assert "Treat all bidders alike" in form.content.decode()
    made = propose(procurement, olive, local="delivery-site")
    assert made.local is not None and made.local.version == 1
    assert made.local_means == made.local.means
    with pytest.raises(Refusal, match="definition of the list"):
        propose(procurement, olive, local="everywhere")


@pytest.mark.rule(21)
@pytest.mark.clause("CAT-1")
@pytest.mark.parametrize(
    ("band", "refused"), [("mandatory", True), ("undetermined", True), ("encouraged", False)]
)
def test_words_about_the_bidder_are_refused_above_threshold(olive: Player, band: str, refused: bool) -> None:
    procurement = make.procurement(determination={"band": band})
    form = f"/procurements/{procurement.reference}/requirements/add?measure=EM-2.1"
    typed = {**TYPED, "is_environmental": "no", "need": "The bidder is based in Thanet."}
    sent = olive.client.post(form, typed)
    assert sent.status_code == (422 if refused else 302)
    assert not refused or "Say where the benefit must arrive" in text_of(page(sent))


@pytest.mark.rule(21)
@pytest.mark.clause("CAT-1", "PRI-1")
@pytest.mark.parametrize("code", [each.code for each in load_toms(default_pack_path()).measures])
def test_every_measure_of_the_framework_can_be_asked_for_above_threshold(olive: Player, code: str) -> None:
    procurement = make.procurement(determination={"band": "mandatory"})
    measure = Measure.objects.get(code=code)
    typed = {"measure": code, "evidence": "\n".join(measure.evidence), "quantity": "10"}
    for local in LocalDefinition.objects.values_list("code", flat=True):
        assert propose(procurement, olive, local=local, **typed).local_means


@pytest.mark.rule(23)
def test_a_measure_that_a_lot_asks_for_already_is_pointed_out(olive: Player) -> None:
    procurement = make.procurement()
    form = f"/procurements/{procurement.reference}/requirements/add?lot=1&measure=EM-2.1"
    assert "asks for this measure already" not in text_of(page(olive.client.get(form)))
    propose(procurement, olive)
    assert "asks for this measure already" in text_of(page(olive.client.get(form)))


@pytest.mark.clause("CAT-1", "PRE-3")
def test_a_requirement_is_changed_in_the_form_that_it_was_typed_in(olive: Player) -> None:
    procurement = make.procurement()
    made = propose(procurement, olive, figure="apprentice-starts:E07000114", local="council-area")
    address = f"/requirements/{made.id}/change"
    form = page(olive.client.get(address))
    kept = {
        each.get("name"): each.get("value") for each in form.iter("input") if each.get("checked") is not None
    }
    assert (kept["due"], kept["local"], kept["figure"]) == (
        "two-years", "council-area", "apprentice-starts:E07000114",
    )  # fmt: skip
    typed = {
        **TYPED,
        "quantity": "3",
        "is_environmental": "no",
        "local": "council-area",
        "figure": kept["figure"],
    }
    assert olive.client.post(address, typed).status_code == 302
    states = Requirement.objects.filter(lot__procurement=procurement).order_by("number")
    assert [(each.quantity, each.state) for each in states] == [(5, "removed"), (3, "draft")]
    assert olive.client.get(address).status_code == 302, "it was removed meanwhile"


def test_a_measure_of_the_council_before_this_one_is_chosen_anew(olive: Player) -> None:
    made = propose(make.procurement(), olive)
    Framework.objects.filter(measures=made.measure_id).update(authority=make.other_authority())
    shown = olive.client.get(f"/requirements/{made.id}/change", follow=True)
    assert "not in this council’s framework" in text_of(page(shown))


@pytest.mark.clause("CAT-1")
def test_what_cannot_be_asked_for_leaves_the_one_before(olive: Player) -> None:
    made = propose(make.procurement(), olive)
    asked = {key: value for key, value in TYPED.items() if key not in {"lot", "measure"}}
    with pytest.raises(Refusal):
        actions.change_requirement(requirement=made.id, by=olive.person, **asked | {"quantity": "0"})
    made.refresh_from_db()
    assert made.state == "draft"


@pytest.mark.clause("DPA-1")
@pytest.mark.parametrize("field", ["need", "evidence"])
def test_nobody_can_be_reached_by_what_bidders_read(olive: Player, field: str) -> None:
    with pytest.raises(Refusal, match="Take out an e-mail address") as told:
        propose(make.procurement(), olive, **{field: "Ask anna@example.org who needs it."})
    assert told.value.field == field


@pytest.mark.clause("CON-1")
def test_nothing_is_asked_for_after_the_planned_end(olive: Player) -> None:
    procurement = make.procurement()
    plan = Planned("Care", Route.COMPETITION, months=6)
    actions.record_plan(reference=procurement.reference, plan=plan, by=olive.person)
    with pytest.raises(Refusal, match="planned to last 6 months"):
        propose(procurement, olive, due="four-years")
    assert propose(procurement, olive, due="half-year").number == 1


@pytest.mark.rule(21)
def test_a_question_about_the_bidders_place_is_refused_with_what_to_write(olive: Player) -> None:
    address = f"/procurements/{make.procurement().reference}/question?lot=1"
    marks = {f"mark_{n}": f"Mark {n} in words." for n in range(6)}
    sent = olive.client.post(
        address, {"text": "How will you reach people in Ashford?", "word_limit": "400"} | marks
    )
    assert sent.status_code == 302
    sent = olive.client.post(address, {"text": "Is your head office in Kent?", "word_limit": "400"} | marks)
    assert sent.status_code == 422 and "jobs for residents of the area" in sent.content.decode()


@pytest.mark.rule(19)
@pytest.mark.clause("CTX-4")
def test_words_that_suggest_the_environment_wait_for_the_standards_team(play: Play) -> None:
    procurement, _ = make.procurement(), play("stan")
    made = propose(procurement, play("olive"), need="People want to plant trees.")
    with pytest.raises(Refusal, match="the standards team has to say"):
        actions.confirm_requirement(requirement=made.id, by=play("priya").person)
    assert Mail.objects.get(to="stan@example.org").subject.startswith("Is it about the environment?")
    address = f"/requirements/{made.id}/environment"
    assert play("priya").client.get(address).status_code == 403
    typed = {"is_environmental": "no", "reason": "It is about people who meet."}
    assert play("stan").client.post(address, typed).status_code == 302
    actions.confirm_requirement(requirement=made.id, by=play("priya").person)
    assert [event.deed for event in events.history(procurement.uid)][1] == "requirement_classified"


@pytest.mark.rule(19)
@pytest.mark.clause("CTX-4")
def test_what_is_environmental_is_never_confirmed(play: Play) -> None:
    made = propose(make.procurement(), play("olive"), need="People want to plant trees.")
    actions.classify_requirement(
        requirement=made.id, is_environmental=True, reason="It is a planting scheme.", by=play("stan").person
    )
    with pytest.raises(Refusal, match="Environment Plan"):
        actions.confirm_requirement(requirement=made.id, by=play("priya").person)


@pytest.mark.clause("INC-2")
def test_works_below_threshold_need_a_legal_sign_off_for_the_workforce(play: Play) -> None:
    procurement = make.procurement(kind="works", nature="works", determination=BELOW)
    made = propose(procurement, play("olive"))
    tab = text_of(page(play("priya").client.get(f"/procurements/{procurement.reference}/requirements")))
    assert "Local Government Act 1988 s.17" in tab and "A legal sign-off is needed first" in tab
    with pytest.raises(Refusal, match="legal sign-off is needed"):
        actions.confirm_requirement(requirement=made.id, by=play("priya").person)
    given = {"is_cleared": "yes", "note": "Community benefit within the Act.", "advised_on_0": "1"}
    given |= {"adviser": "", "advised_on_day": "1", "advised_on_month": "5", "advised_on_year": "2026"}
    sent = play("priya").client.post(f"/requirements/{made.id}/legal", given)
    assert sent.status_code == 422 and "who gave the advice" in sent.content.decode()
    actions.record_legal_sign_off(
        requirement=made.id, is_cleared=True, adviser="A. Lawyer, Legal", note="Within the Act.",
        advised_on=date(2026, 5, 1), by=play("priya").person,
    )  # fmt: skip
    actions.confirm_requirement(requirement=made.id, by=play("priya").person)


@pytest.mark.clause("INC-2")
def test_what_the_law_does_not_clear_is_not_confirmed_and_new_advice_counts(play: Play) -> None:
    procurement = make.procurement(kind="works", nature="works", determination=BELOW)
    made = propose(procurement, play("olive"))
    given = {
        "requirement": made.id,
        "adviser": "A. Lawyer",
        "note": "Not within the Act.",
        "advised_on": date(2026, 5, 1),
    }
    actions.record_legal_sign_off(is_cleared=False, by=play("stan").person, **given)
    with pytest.raises(Refusal, match="sign-off says no"):
        actions.confirm_requirement(requirement=made.id, by=play("priya").person)
    assert actions.record_legal_sign_off(is_cleared=True, by=play("stan").person, **given) == 2
    actions.confirm_requirement(requirement=made.id, by=play("priya").person)


@pytest.mark.clause("INC-2")
def test_services_and_other_outcomes_carry_no_such_caution(play: Play) -> None:
    services = make.procurement(determination=BELOW | {"kind": "goods-services", "nature": "services"})
    works = make.procurement(kind="works", nature="works", determination=BELOW)
    for made in (propose(services, play("olive")), propose(works, play("olive"), measure="CO-3.1")):
        actions.confirm_requirement(requirement=made.id, by=play("priya").person)


def test_asking_for_it_costs_a_bounded_number_of_statements(olive: Player, measured: Any) -> None:
    address = f"/procurements/{make.procurement().reference}/requirements/add?measure=EM-2.1&place=E07000114"
    olive.client.get(address)
    with measured() as cost:
        body = olive.client.get(address).getvalue()
    assert cost.statements <= 12 and len(body) <= 60_000, str(cost)
