"""Addresses of tendering."""

from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route
from socialvalue.tendering import pages

PROCUREMENT, OPPORTUNITY, BID = (
    "procurements/<str:reference>",
    "opportunities/<str:reference>",
    "bids/<str:reference>",
)
urlpatterns = [
    route(f"{PROCUREMENT}/methodology", pages.methodology, needs="methodology:view", name="methodology"),
    route(
        f"{PROCUREMENT}/methodology/set", pages.set_weights, needs="methodology:save", name="methodology-set"
    ),
    route(
        f"{PROCUREMENT}/methodology/bidder",
        pages.view_of_bidder,
        needs="methodology:view",
        name="bidders-view",
    ),
    route(f"{PROCUREMENT}/readiness", pages.readiness, needs="methodology:view", name="readiness"),
    route(f"{PROCUREMENT}/publish", pages.publish, needs="opportunity:publish", name="opportunity-publish"),
    route(f"{PROCUREMENT}/bids", pages.bids, needs="bid:count", name="procurement-bids"),
    route("opportunities", pages.opportunities, needs=PUBLIC, name="opportunities"),
    route(OPPORTUNITY, pages.opportunity, needs=PUBLIC, name="opportunity"),
    route(f"{OPPORTUNITY}/answer-form.docx", pages.answer_form_word, needs=PUBLIC, name="answer-form-word"),
    route(f"{OPPORTUNITY}/answer-form.pdf", pages.answer_form_pdf, needs=PUBLIC, name="answer-form-pdf"),
    route(f"{OPPORTUNITY}/bid", pages.begin, needs="bid:begin", name="bid-begin"),
    route("bids", pages.own_bids, needs="bid:begin", name="bids"),
    route(BID, pages.bid, needs="bid:view", name="bid"),
    route(f"{BID}/offer", pages.offer, needs="bid:change", name="bid-offer"),
    route(f"{BID}/more", pages.more, needs="bid:change", name="bid-more"),
    route(f"{BID}/take-back", pages.take_back, needs="bid:change", name="bid-take-back"),
    route(f"{BID}/question", pages.question, needs="bid:change", name="bid-question"),
    route(f"{BID}/price", pages.price, needs="bid:change", name="bid-price"),
    route(f"{BID}/check", pages.check, needs="bid:submit", name="bid-check"),
    route(f"{BID}/replace", pages.replace, needs="bid:replace", name="bid-replace"),
    route(f"{BID}/withdraw", pages.withdraw, needs="bid:withdraw", name="bid-withdraw"),
    route(f"{BID}/receipt", pages.receipt, needs="bid:view", name="bid-receipt"),
    route(f"{BID}/file", pages.bid_file, needs="bid:view", name="bid-file"),
]
