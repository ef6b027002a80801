"""Whatever the layout, the same releases come out."""

import gzip
import json

import pytest

from tests.exchange.ocds.helpers import codes, package, read, release

ONE = release()
TWO = release(id="000002-2026", date="2026-02-02T09:00:00Z")
RECORD = {"ocid": ONE["ocid"], "releases": [ONE, TWO]}

LAYOUTS = {
    "package": json.dumps(package(ONE, TWO)),
    "package, pretty": json.dumps(package(ONE, TWO), indent=4),
    "package, releases first": json.dumps({"releases": [ONE, TWO], "uri": "x"}),
    "record package": json.dumps({"uri": "x", "records": [RECORD]}),
    "one record": json.dumps(RECORD),
    "list": json.dumps([ONE, TWO]),
    "list of packages": json.dumps([package(ONE), package(TWO)]),
    "lines": "\n".join(json.dumps(each) for each in (ONE, TWO)),
    "lines of packages": "\r\n".join(json.dumps(package(each)) for each in (ONE, TWO)) + "\r\n",
    "values without separator": json.dumps(ONE) + json.dumps(TWO, indent=1),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_both_releases(layout: str) -> None:
    found, problems = read(LAYOUTS[layout])
    assert [each.data for each in found] == [ONE, TWO]
    assert problems == []


def test_a_bare_release_is_one() -> None:
    assert [each.data for each in read(ONE)[0]] == [ONE]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_is_read_and_told(encoding: str) -> None:
    found, problems = read(json.dumps(package(release(language="Ỳ£")), ensure_ascii=False).encode(encoding))
    assert found[0].data["language"] == "Ỳ£"
    assert codes(problems) == ["encoding-other"]


def test_a_doubled_byte_order_mark_is_left_out() -> None:
    found, problems = read("\ufeff".encode().decode("latin-1").encode() + json.dumps(ONE).encode())
    assert len(found) == 1 and codes(problems) == ["encoding-other"]


def test_windows_bytes_are_read_and_counted() -> None:
    found, problems = read(json.dumps(release(language="£5 – 6"), ensure_ascii=False).encode("cp1252"))
    assert found[0].data["language"] == "£5 – 6"
    assert codes(problems) == ["encoding-repaired"] and "2 bytes" in problems[0].text


def test_a_compressed_file_is_read() -> None:
    assert len(read(gzip.compress(json.dumps(package(ONE, TWO)).encode()))[0]) == 2


def test_a_linked_release_is_told_and_not_fetched() -> None:
    found, problems = read(
        {"records": [{"ocid": "x", "releases": [{"url": "https://example.org/1", "tag": []}]}]}
    )
    assert found == [] and codes(problems) == ["release-linked"]


def test_a_compiled_release_is_known_as_one() -> None:
    found, _ = read({"records": [{"ocid": "x", "compiledRelease": ONE, "versionedRelease": {"ocid": "x"}}]})
    assert [each.kind.value for each in found] == ["compiled"]
