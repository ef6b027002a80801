"""Breaches: recorded once a procurement has begun, put right, closed; never an exemption (rulings 7)."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from socialvalue.foundation.clock import business_day, business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Mail
from socialvalue.planning import actions, queries
from socialvalue.planning.models import Breach, Exemption, Lot
from socialvalue.planning.rules import Missing
from tests import make
from tests.cast import Play, Player
from tests.measure import Measured
from tests.planning.made import ahead, ask, begun, breach, typed_day
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXC-2", "GOV-2")]
REMEDY = "Social Value is agreed with the supplier where that is lawful."


def waits(player: Player) -> list[str]:
    return [row.text for row in queries.waiting_for(person=player.person) if "breach" in row.text]


def plan(label: str, play: Play) -> None:
    actions.plan_breach(
        breach=label,
        remedy=REMEDY,
        owner=play("carol").person.account(),
        due_on=business_today(),
        by=play("stan").person,
    )


def test_the_whole_way_by_the_forms(play: Play) -> None:
    play("stan")
    procurement = begun()
    tab = f"/procurements/{procurement.reference}/exemption"
    assert "Record a breach" in text_of(page(play("olive").client.get(tab)))
    typed = {"missing": "below-minimum", "what": "The tender gave 6% and no exemption was granted."}
    sent = play("olive").client.post(
        f"/procurements/{procurement.reference}/breach", typed | typed_day("found_on", business_today())
    )
    at = sent["Location"]
    assert waits(play("stan")) and "SCO-1" in text_of(page(play("audrey").client.get(at)))
    due = typed_day("due_on", business_today())
    remedy = {"remedy": REMEDY, "owner": str(play("carol").person.uid)} | due
    assert play("stan").client.post(f"{at}/plan", remedy).status_code == 302
    assert waits(play("carol")) and not waits(play("stan"))
    assert (
        play("stan").client.post(f"{at}/settle?deed=close", {"outcome": "It was agreed in May."}).status_code
        == 302
    )
    shown = text_of(page(play("olive").client.get(at)))
    assert "Closed" in shown and "It was agreed in May." in shown and "£500,000" in shown
    assert "Closed" in text_of(page(play("olive").client.get(tab)))
    history = play("olive").client.get(f"/procurements/{procurement.reference}/history")
    assert "closed breach" in text_of(page(history))


def test_it_never_becomes_an_exemption(play: Play) -> None:
    procurement = begun()
    breach(procurement, play("olive"))
    with pytest.raises(Refusal, match="breach"):
        ask(procurement, play("olive"))
    assert not Exemption.objects.exists()
    assert queries.exemptions_in_force([procurement.id], business_today()) == {}


def test_before_it_began_none_is_recorded(play: Play) -> None:
    with pytest.raises(Refusal, match="has not begun"):
        breach(ahead(), play("olive"))
    assert "Record a breach" not in text_of(
        page(play("olive").client.get(f"/procurements/{ahead().reference}/exemption"))
    )


def test_where_an_exemption_counted_when_it_began_nothing_was_missing(play: Play) -> None:
    procurement = begun()
    second = Lot.objects.create(procurement=procurement, number=2, title="The north")
    make.exemption(
        procurement, lot=procurement.lots.get(number=1), state="granted", granted_on=procurement.commenced_on,
        screened_by=make.new_uid(), decided_by=make.new_uid(), reason="Because it is so.",
    )  # fmt: skip
    with pytest.raises(Refusal, match="An exemption from Social Value counted"):
        breach(procurement, play("olive"), lot=1)
    breach(procurement, play("olive"), lot=2)
    breach(procurement, play("olive"))
    assert Breach.objects.filter(lot=second).count() == 1


def test_of_one_kind_one_is_open_a_lot_and_one_for_the_whole(play: Play) -> None:
    procurement = begun()
    label = breach(procurement, play("olive"))
    with pytest.raises(Refusal, match="recorded already"):
        breach(procurement, play("priya"))
    breach(procurement, play("priya"), missing=Missing.BELOW_MINIMUM)
    breach(procurement, play("priya"), lot=1)
    with pytest.raises(Refusal, match="recorded already"):
        breach(procurement, play("priya"), lot=1)
    actions.settle_breach(breach=label, deed="dismiss", outcome=REMEDY, by=play("stan").person)
    breach(procurement, play("priya"))


def test_one_put_right_too_late_is_late(play: Play) -> None:
    label = breach(begun(), play("olive"))
    plan(label, play)
    with business_day(business_today() + timedelta(days=1)):
        assert "Late" in text_of(page(play("stan").client.get("/breaches")))
        assert queries.waiting_for(person=play("carol").person)[0].days_late == 1


def test_whoever_waits_is_told_without_reasons(play: Play) -> None:
    play("stan")
    plan(breach(begun(), play("olive")), play)
    told = Mail.objects.order_by("id").values_list("to", "text")
    assert [to for to, _ in told] == ["stan@example.org", "carol@example.org"]
    assert not any("no exemption was granted" in text for _, text in told)


@pytest.mark.parametrize("name", ["olive", "dee", "priya", "audrey"])
def test_only_the_standards_team_settles(play: Play, name: str) -> None:
    label = breach(begun(), play("olive"))
    with pytest.raises(Refusal) as refused:
        actions.settle_breach(breach=label, deed="dismiss", outcome=REMEDY, by=play(name).person)
    assert refused.value.status == 403


def test_an_auditor_reads_and_records_none(play: Play) -> None:
    label = breach(begun(), play("olive"))
    assert play("audrey").client.get(f"/breaches/{label}").status_code == 200
    with pytest.raises(Refusal):
        breach(begun(), play("audrey"))


def test_what_is_not_possible_any_more_leads_back(play: Play) -> None:
    label = breach(begun(), play("olive"))
    for deed in ("close", "reopen", "nothing"):
        assert play("stan").client.get(f"/breaches/{label}/settle?deed={deed}").status_code == 302


def test_the_list_is_filtered_downloaded_and_counted(play: Play) -> None:
    one = breach(begun(title="Road signs"), play("olive"))
    other = breach(begun(), play("olive"), missing=Missing.BELOW_MINIMUM)
    plan(other, play)
    shown = text_of(page(play("stan").client.get("/breaches?state=recorded")))
    assert one in shown and other not in shown
    answer = play("stan").client.get("/breaches.csv?missing=below-minimum")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert [(row["Reference"], row["Clause"]) for row in csv.DictReader(io.StringIO(text))] == [
        (other, "SCO-1")
    ]
    counted = page(play("audrey").client.get("/breaches/by-year"))
    links = [link.get("href") for link in counted.iter("a") if "state=recorded" in (link.get("href") or "")]
    assert len(links) == 1
    assert "1 breach" in text_of(page(play("audrey").client.get(links[0])))


def test_an_empty_list_teaches(stan: Player) -> None:
    assert "A breach never becomes an exemption" in text_of(page(stan.client.get("/breaches")))


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_list_costs_the_same_however_long(stan: Player, number: int) -> None:
    for procurement in make.procurements(number):
        make.breach(procurement)
    stan.client.get("/breaches")
    with Measured() as cost:
        body = stan.client.get("/breaches").content
    assert cost.statements <= 8, cost
    assert cost.rows <= 10 * min(number, 50) + 100
    assert len(body) <= 60_000
