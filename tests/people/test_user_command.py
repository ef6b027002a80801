"""`socialvalue user`: what it does, and one clear line for what it cannot."""

import pytest

from socialvalue.entrance import cli
from tests.cast import Player

Told = pytest.CaptureFixture[str]


def run(told: Told, *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["user", *arguments])
    out, err = told.readouterr()
    return code, out.strip(), err.strip()


def test_an_account_from_its_first_day_to_its_last(db: None, capsys: Told) -> None:
    assert run(capsys, "add", "new@example.org", "New Person")[0] == 0
    assert run(capsys, "give", "new@example.org", "evaluator")[1] == "new@example.org: evaluator given."
    assert "evaluator" in run(capsys, "list")[1]
    assert run(capsys, "end", "new@example.org", "evaluator")[1] == "new@example.org: evaluator ended."
    assert run(capsys, "close", "new@example.org")[1] == "new@example.org: closed."
    assert run(capsys, "list")[1].endswith("closed")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "required: what"),
        (["fire", "a@example.org"], "invalid choice: 'fire'"),
        (["add", "a@example.org"], "an e-mail address and a name or role"),
        (["add", "nonsense", "A"], "not an e-mail address"),
        (["add", "olive@example.org", "Olive"], "already an account"),
        (["give", "nobody@example.org", "evaluator"], "There is no account for nobody@example.org"),
        (["give", "olive@example.org", "king"], "There is no role “king”. The roles are: service-officer"),
        (["give", "olive@example.org", "audit", "--authority", "X"], "no authority “X” here. Name one with"),
        (["end", "olive@example.org", "audit"], "does not hold"),
        (["second-step", "nobody@example.org"], "There is no account"),
        (["close", "olive@example.org", "extra"], "needs an e-mail address"),
        (["list", "--colour"], "Unrecognized arguments: --colour"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_code_2(
    olive: Player, capsys: Told, arguments: list[str], says: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "") and says in err and len(err.splitlines()) == 1, err


def test_a_lost_phone_is_helped(olive: Player, capsys: Told) -> None:
    assert run(capsys, "second-step", "olive@example.org")[0] == 0
    response = olive.client.get("/procurements")
    assert response.status_code == 302 and "2fa" in response["Location"]
