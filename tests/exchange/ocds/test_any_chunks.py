"""Where a file happens to be cut into pieces makes no difference."""

import io
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from socialvalue.exchange.ocds import source
from socialvalue.exchange.ocds.window import Window
from tests.exchange.ocds.helpers import codes, package, read, release

texts = st.text(max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(values, st.integers(1, 40), st.integers(1, 20), st.booleans())
def test_the_end_of_any_value_is_found_through_any_window(
    value: Any, piece: int, ahead: int, plain: bool
) -> None:
    text = json.dumps([value], ensure_ascii=plain)
    pieces = [text[at : at + piece] for at in range(0, len(text), piece)] + [', "next"']
    window = Window(iter(pieces), lookahead=ahead)
    window.peek()
    end = window.find_end()
    assert end is not None and json.loads(window.text[window.at : end]) == [value]


@given(st.lists(st.dictionaries(texts, values, max_size=3), max_size=4), st.integers(8, 50))
@settings(max_examples=60)
def test_any_pieces_give_the_same_releases(bodies: list[dict[str, Any]], piece: int) -> None:
    releases = [release(id=str(place), planning=body) for place, body in enumerate(bodies)]
    raw = json.dumps(package(*releases), ensure_ascii=False).encode("utf-8", "replace")
    pieces = "".join(source.text_of(io.BytesIO(raw), lambda code, text: None, chunk=piece))
    assert pieces == raw.decode()
    assert len(read(raw)[0]) == len(releases)


@given(values)
def test_any_json_in_a_release_comes_through(value: Any) -> None:
    found, problems = read(release(planning={"x": value}))
    expected = json.loads(json.dumps(value).replace("\\u0000", "\\ufffd"))
    assert len(found) == 1 and set(codes(problems)) <= {"text-unstorable", "number-impossible"}
    if not problems:
        assert found[0].data["planning"] == {"x": expected}


@given(st.binary(max_size=200))
def test_no_bytes_bring_it_down(raw: bytes) -> None:
    found, problems = read(b'{"releases":[' + raw)
    assert isinstance(found, list) and isinstance(problems, list)
