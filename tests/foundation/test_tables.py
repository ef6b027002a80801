"""CSV files are read with their problems, and written so that a spreadsheet runs nothing."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.tables import csv_lines, read_csv, safe_cell


def test_a_table_is_read_by_its_headers() -> None:
    table = read_csv('Supplier , Value\r\n"Smith, Jones",10\r\n\r\nRita,20\r\n'.encode("utf-8-sig"))
    assert table.headers == ("Supplier", "Value")
    assert [row.cells["Supplier"] for row in table.rows] == ["Smith, Jones", "Rita"]
    assert [row.line for row in table.rows] == [2, 4]
    assert table.problems == ()


def test_a_cell_may_hold_several_lines() -> None:
    table = read_csv(b'a,b\n"one\ntwo",3\nx,y\n')
    assert table.rows[0].cells == {"a": "one\ntwo", "b": "3"}
    assert table.rows[1].line == 4


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"a,a\n1,2\n", 1, "repeats the header"),
        (b"a,\n1,2\n", 1, "has no header"),
        (b"a,b\n1,2,3\n", 2, "More cells than headers: 3"),
        (b"a,b\n1\n", 2, "1 cells for 2 headers"),
    ],
)
def test_a_problem_names_its_line_and_drops_no_row(content: bytes, line: int, says: str) -> None:
    table = read_csv(content)
    assert len(table.rows) == 1
    assert [(problem.line, says in problem.text) for problem in table.problems] == [(line, True)]


def test_an_unclosed_quotation_mark_is_reported() -> None:
    table = read_csv(b'a,b\n1,2\n"' + b"x" * 1_100_000)
    assert len(table.rows) == 1
    assert "cannot be read beyond" in table.problems[0].text


def test_nothing_but_blank_lines_is_an_empty_table() -> None:
    assert read_csv(b"\n , \n").headers == ()


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 1622", "-1+2", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", "-", "|cmd", "-£5"]
)
def test_a_cell_that_could_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    ("value", "cell"), [("-5.00", "-5.00"), (-5, "-5"), ("12", "12"), (None, ""), ("Kent", "Kent")]
)
def test_numbers_and_plain_text_stay_as_they_are(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=2, max_size=2)))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    lines = list(csv_lines(["a", "b"], rows))
    assert len(lines) == len(rows) + 1
    read = list(csv.reader(io.StringIO("".join(lines), newline="")))
    assert read == [["a", "b"], *[[safe_cell(cell) for cell in row] for row in rows]]
    assert lines[0] == "a,b\r\n"
