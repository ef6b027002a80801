"""What a request remembers: asked once, forgotten with the answer."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from socialvalue.machinery.memory import RequestMemory, once_a_request

ASKED: list[int] = []


@once_a_request
def double(number: int) -> int:
    ASKED.append(number)
    if number < 0:
        raise ValueError(number)
    return 2 * number


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    ASKED.clear()


def answered_with(*numbers: int) -> None:
    """One request whose page asks for these."""

    def page(_: object) -> HttpResponse:
        return HttpResponse(" ".join(str(double(number)) for number in numbers))

    RequestMemory(page)(RequestFactory().get("/"))


def test_the_same_question_is_asked_once_a_request() -> None:
    answered_with(3, 4, 3)
    assert ASKED == [3, 4]


def test_the_next_request_asks_anew() -> None:
    answered_with(3)
    answered_with(3)
    assert ASKED == [3, 3]


def test_outside_a_request_nothing_is_remembered() -> None:
    assert (double(3), double(3)) == (6, 6)
    assert ASKED == [3, 3]


def test_a_page_that_fails_leaves_nothing_behind() -> None:
    with pytest.raises(ValueError, match="-1"):
        answered_with(3, -1)
    double(3)
    assert ASKED == [3, -1, 3]
