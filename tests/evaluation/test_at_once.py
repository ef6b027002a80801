"""Two deeds at once leave one lock, one award, one version of each result, on either database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from socialvalue.evaluation import actions
from socialvalue.evaluation.models import Decision, Result
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Event
from tests.evaluation import made

AT_ONCE = 8


def at_once(deed: Callable[[], object]) -> list[str]:
    """Do it from several threads; answers "" for each that was done, else the code of the refusal."""

    def one(_: int) -> str:
        try:
            deed()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_awarding_at_once_awards_once(transactional_db: None) -> None:
    lot = made.complete()
    told = at_once(lambda: lot.award("Thanet Growers CIC"))
    assert told == ["", *["lot-awarded"] * (AT_ONCE - 1)]
    assert Decision.objects.count() == Event.objects.filter(deed="lot_awarded").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_locking_at_once_locks_once(transactional_db: None) -> None:
    lot, judge = made.opened(), made.judge()
    seat = lot.ready(judge)
    lot.score(judge)
    told = at_once(lambda: actions.lock_scores(seat=seat, by=judge))
    assert told == ["", *["wrong-state"] * (AT_ONCE - 1)]
    assert Event.objects.filter(deed="scores_locked").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_computing_at_once_gives_each_run_its_version(transactional_db: None) -> None:
    lot = made.agreed()
    assert at_once(lot.run) == [""] * AT_ONCE
    assert sorted(Result.objects.values_list("version", flat=True)) == list(range(1, AT_ONCE + 1))
