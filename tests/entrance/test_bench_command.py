"""`socialvalue bench pages` with sizes that it cannot measure at: one sentence, before anything is made."""

import pytest

from socialvalue.entrance.bench import run
from socialvalue.foundation.refusal import Refusal


@pytest.mark.parametrize("sizes", [["-1"], ["0"], ["1000", "-5"]])
def test_a_size_that_is_no_number_of_records_is_refused(sizes: list[str]) -> None:
    with pytest.raises(Refusal, match="Give --at one record or more"):
        run(["pages", "--at", *sizes])
