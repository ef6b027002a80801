"""A supplier's bid: one a lot, saved as they go, sent once, with a receipt; a rival sees nothing of it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import audit, events, notes
from socialvalue.planning.models import Requirement
from socialvalue.tendering import actions, queries
from socialvalue.tendering.models import Bid, Offer, Opportunity
from socialvalue.tendering.rules import lines_of
from tests import make
from tests.cast import Play, Player
from tests.strict import page, text_of
from tests.tendering import made

pytestmark = pytest.mark.django_db


def test_a_second_click_opens_the_same_draft(sam: Player) -> None:
    procurement = made.opportunity()
    address = f"/opportunities/{procurement.reference}/bid"
    assert sam.client.get(address).status_code == 200
    first = sam.client.post(address, {"lot": "1"})
    second = sam.client.post(address, {"lot": "1"})
    assert first["Location"] == second["Location"]
    assert Bid.objects.count() == 1


def test_the_only_lot_is_chosen_already(sam: Player) -> None:
    asked = page(sam.client.get(f"/opportunities/{made.opportunity().reference}/bid"))
    assert [each.get("value") for each in asked.findall(".//input[@checked]")] == ["1"]


@pytest.mark.clause("CAT-1")
def test_the_opportunity_and_the_card_say_by_when_in_words(sam: Player) -> None:
    procurement = made.opportunity()
    asked = Requirement.objects.get(lot__procurement=procurement)
    asked.steps.all().delete()
    for days in (365, 730):
        asked.steps.create(due_after_days=days, quantity=Decimal(3))
    label = made.draft(procurement, sam.person)
    for address in (f"/opportunities/{procurement.reference}", f"/bids/{label}/offer?number=1"):
        assert "By when: 3 people a year, for 2 years" in text_of(page(sam.client.get(address)))


@pytest.mark.clause("FIN-2")
def test_the_whole_way_from_the_task_list_to_the_receipt(sam: Player) -> None:
    procurement = made.opportunity()
    at = sam.client.post(f"/opportunities/{procurement.reference}/bid", {"lot": "1"})["Location"]
    assert "You have completed 0 of 3 tasks" in text_of(page(sam.client.get(at)))
    offer = {"quantity": "6", "place": "Thanet", "how": "With the college.", "evidence": "Start dates.",
             "due_on_day": "31", "due_on_month": "3", "due_on_year": "2030"}  # fmt: skip
    for part, form in {
        "offer?number=1": offer,
        "question?number=1": {"text": "With three youth hubs."},
        "price": {"price": "480,000", "within_value": "yes"},
    }.items():
        assert sam.client.get(f"{at}/{part}").status_code == 200
        assert sam.client.post(f"{at}/{part}", form).status_code == 302, part
    assert "You have completed 3 of 3 tasks" in text_of(page(sam.client.get(at)))
    checked = page(sam.client.get(f"{at}/check"))
    assert "£480,000.00" in text_of(checked)
    key = checked.find(".//input[@name='key']")
    assert key is not None
    sent = sam.client.post(f"{at}/check", {"key": key.get("value")})
    assert "Your bid was received" in text_of(page(sam.client.get(sent["Location"])))
    assert sam.client.get(at).status_code == 200


def test_the_receipt_is_kept_byte_for_byte_and_holds_without_us(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    sent = made.send(label, sam.person)
    loaded = sam.client.get(f"/bids/{label}/receipt?download=1")
    assert loaded.content == sent
    lines = lines_of(notes.text_of(sent.decode(), [audit.verifier_keys()[0]]))
    bid = Bid.objects.get()
    event = events.history(bid.uid)[0]
    assert lines["Bid"] == label
    assert lines["SHA-256 of the bid"] == event.after["sha256"]
    assert lines["Event log index"] == str(event.index)
    assert bid.received_at and bid.committed_at and bid.received_at <= bid.committed_at


def test_the_same_key_again_answers_the_same_receipt(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    assert made.send(label, sam.person) == made.send(label, sam.person)
    assert [event.deed for event in events.history(Bid.objects.get().uid)].count("bid_submitted") == 1


def test_a_form_that_is_out_of_date_sends_nothing(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    key = Bid.objects.get().idempotency
    actions.declare_price(bid=label, price=Decimal(1), within_value=True, by=sam.person)
    with pytest.raises(Refusal, match="changed after you looked"):
        actions.submit_bid(reference=label, key=key, by=sam.person)
    assert Bid.objects.get().state == "draft"


@pytest.mark.parametrize(("after", "accepted"), [(-1, True), (0, False), (1, False)])
def test_the_deadline_counts_to_the_microsecond(
    sam: Player, monkeypatch: pytest.MonkeyPatch, after: int, accepted: bool
) -> None:
    label = made.draft(made.opportunity(), sam.person)
    closes_at = Opportunity.objects.get().closes_at
    stamped = closes_at + timedelta(microseconds=after)
    monkeypatch.setattr("socialvalue.tendering.actions.submission.instant_now", lambda: stamped)
    if accepted:
        made.send(label, sam.person)
        assert Bid.objects.get().received_at == stamped
        return
    with pytest.raises(Refusal, match="was not accepted") as refused:
        made.send(label, sam.person)
    assert refused.value.status == 409
    event = events.history(Bid.objects.get().uid)[0]
    assert (event.deed, Bid.objects.get().state) == ("bid_refused", "draft")


@pytest.mark.clause("FIN-2")
def test_a_bid_that_charges_separately_cannot_be_sent(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    actions.declare_price(bid=label, price=Decimal(1), within_value=False, by=sam.person)
    with pytest.raises(Refusal, match="within the contract value"):
        made.send(label, sam.person)


@pytest.mark.clause("CAT-2")
@pytest.mark.rule(22)
def test_an_unanswered_requirement_is_told_before_sending_and_zero_is_an_answer(sam: Player) -> None:
    procurement = made.tender()
    Requirement.objects.update(unanswered="not-compliant")
    made.weigh(procurement)
    made.publish(procurement)
    label = actions.begin_bid(reference=procurement.reference, lot=1, by=sam.person)
    assert "not compliant and will not be scored" in text_of(page(sam.client.get(f"/bids/{label}/check")))
    none = actions.Given(Decimal(0), made.ENDS)
    actions.offer(bid=label, requirement=1, given=none, by=sam.person)
    assert queries.bid(reference=label, person=sam.person).standing().is_compliant


@pytest.mark.clause("CAT-3")
def test_something_more_is_offered_and_taken_back(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    measure = queries.measures_of(authority_id=make.authority().id)[0][0]
    actions.offer_more(bid=label, measure=measure, given=made.PROMISE, by=sam.person)
    assert sam.client.get(f"/bids/{label}/more").status_code == 200
    assert sam.client.get(f"/bids/{label}/take-back?number=2").status_code == 200
    assert sam.client.post(f"/bids/{label}/take-back?number=2").status_code == 302
    assert Offer.objects.filter(requirement=None).count() == 0


@pytest.mark.clause("DPA-1")
def test_nobody_can_be_reached_by_what_a_bid_says(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    who = "Call Anna on 07700 900123."
    with pytest.raises(Refusal, match="Take out a telephone number"):
        actions.answer_question(bid=label, question=1, text=who, by=sam.person)
    for field in ("place", "how", "evidence"):
        with pytest.raises(Refusal, match="Take out a telephone number") as told:
            actions.offer(
                bid=label, requirement=1, given=replace(made.PROMISE, **{field: who}), by=sam.person
            )
        assert told.value.field == field


def test_the_words_of_an_answer_are_counted_while_it_is_written(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    card = sam.client.get(f"/bids/{label}/question?number=1").content.decode()
    assert 'data-maxwords="50"' in card and "You can enter up to 50 words" in card


def test_too_many_words_are_said_beside_the_field(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    sent = sam.client.post(f"/bids/{label}/question?number=1", {"text": "word " * 51})
    assert sent.status_code == 422
    assert "has 51 words" in text_of(page(sent).find(".//*[@role='alert']"))


def test_what_was_sent_cannot_be_changed(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    made.send(label, sam.person)
    with pytest.raises(Refusal) as refused:
        actions.declare_price(bid=label, price=Decimal(1), within_value=True, by=sam.person)
    assert refused.value.status == 403


PLACES = ("", "/offer?number=1", "/more", "/question?number=1", "/price", "/check", "/receipt", "/file")


def test_a_rival_sees_nothing_of_it(play: Play) -> None:
    procurement = made.opportunity()
    label = made.draft(procurement, play("sam").person)
    made.send(label, play("sam").person)
    for place in PLACES:
        assert play("rita").client.get(f"/bids/{label}{place}").status_code == 404, place
        assert play("rita").client.post(f"/bids/{label}{place}").status_code == 404, place
    assert label not in play("rita").client.get("/bids").content.decode()
    with pytest.raises(Refusal) as refused:
        made.send(label, play("rita").person)
    assert refused.value.status == 404


def test_officers_see_only_that_bids_exist_until_they_are_opened(play: Play) -> None:
    procurement = made.opportunity()
    label = made.draft(procurement, play("sam").person)
    made.send(label, play("sam").person)
    officer = play("priya").client
    for since in (timedelta(days=-6), timedelta(minutes=59)):
        made.closed(procurement, since=since)
        listed = officer.get(f"/procurements/{procurement.reference}/bids").content.decode()
        assert "1 bid received" in listed and label not in listed and "Thanet Growers" not in listed
        for number in (label, "BID-2026-9999"):  # nobody learns which number there is
            assert officer.get(f"/bids/{number}").status_code == 404
            assert officer.get(f"/bids/{number}/file").status_code == 404
    made.closed(procurement, since=timedelta(minutes=60))
    assert label in officer.get(f"/procurements/{procurement.reference}/bids").content.decode()
    assert "With the college." in officer.get(f"/bids/{label}").content.decode()


def test_a_draft_that_was_not_sent_is_never_opened(play: Play) -> None:
    procurement = made.opportunity()
    label = made.draft(procurement, play("sam").person)
    made.closed(procurement, since=timedelta(days=2))
    assert play("priya").client.get(f"/bids/{label}").status_code == 404
    assert "not sent before" in text_of(page(play("sam").client.get(f"/bids/{label}")))
    assert instant_now() > Opportunity.objects.get().closes_at


def test_the_log_says_which_part_changed_and_never_what(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    told = events.history(Bid.objects.get(reference=label).uid)
    assert [event.after.get("part") for event in told] == ["price", "q1", "r1", None]
    assert all(event.texts == {} for event in told)
