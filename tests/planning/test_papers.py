"""Papers beside a request: taken in by the file store, handed out as downloads, to those who may read it (EXC-1)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning import actions
from socialvalue.planning.models import Exemption, ExemptionPaper
from tests import make
from tests.cast import Play
from tests.planning.made import ahead, ask
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXC-1")]


def quote(name: str = "quote.pdf", content: bytes = b"%PDF-1.7 made up") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_paper_is_added_and_read_by_whoever_reviews(play: Play) -> None:
    label = ask(ahead(), play("olive"))
    at = f"/exemptions/{label}/add-paper"
    assert (
        play("olive").client.post(at, {"title": "The only maker’s quote", "file": quote()}).status_code == 302
    )
    assert "The only maker’s quote" in text_of(page(play("stan").client.get(f"/exemptions/{label}")))
    answer = play("stan").client.get(f"/exemptions/{label}/paper?number=1")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 made up"
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and "sandbox" in answer["Content-Security-Policy"]
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("quote.exe", b"MZ", "not a file we can read here"),
        ("quote.pdf", b"MZ", "not a file we can read here"),
        ("quote.pdf", b"", "empty"),
    ],
)
def test_a_file_of_another_kind_is_refused_beside_its_field(
    play: Play, name: str, content: bytes, said: str
) -> None:
    label = ask(ahead(), play("olive"))
    sent = play("olive").client.post(
        f"/exemptions/{label}/add-paper", {"title": "A quote", "file": quote(name, content)}
    )
    assert sent.status_code == 422 and said in text_of(page(sent))
    assert not ExemptionPaper.objects.exists()


def test_nothing_is_added_once_it_is_determined(play: Play) -> None:
    row = make.exemption(ahead(), state="withdrawn", reason="Not needed now.")
    with pytest.raises(Refusal, match="over"):
        actions.add_paper(
            exemption=row.reference,
            title="A quote",
            content=[b"%PDF-"],
            name="q.pdf",
            by=play("olive").person,
        )
    assert play("olive").client.get(f"/exemptions/{row.reference}/add-paper").status_code == 302


@pytest.mark.parametrize("number", ["", "2", "x"])
def test_a_paper_that_is_not_there_leads_back(play: Play, number: str) -> None:
    label = ask(ahead(), play("olive"))
    answer = play("stan").client.get(f"/exemptions/{label}/paper?number={number}")
    assert answer.status_code == 302


def test_those_who_may_not_read_the_request_do_not_get_its_papers(play: Play) -> None:
    label = ask(ahead(), play("olive"))
    actions.add_paper(
        exemption=label, title="A quote", content=[b"%PDF-"], name="q.pdf", by=play("olive").person
    )
    assert play("sam").client.get(f"/exemptions/{label}/paper?number=1").status_code == 403
    theirs = make.exemption(make.procurement(of=make.other_authority()))
    assert play("stan").client.get(f"/exemptions/{theirs.reference}/paper?number=1").status_code == 404
    assert Exemption.objects.count() == 2
