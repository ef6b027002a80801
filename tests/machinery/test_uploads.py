"""An uploaded file arrives whatever its name is written in."""

import pytest
from django.test import RequestFactory

BOUNDARY = "a-boundary"


def part(head: bytes, content: bytes) -> bytes:
    return f"--{BOUNDARY}\r\n".encode() + head + b"\r\n\r\n" + content + b"\r\n"


def sent(name: bytes, content: bytes = b"%PDF-1.7") -> object:
    file = b'Content-Disposition: form-data; name="evidence"; filename="' + name + b'"'
    body = part(file + b"\r\nContent-Type: application/pdf", content)
    body += part(b'Content-Disposition: form-data; name="title"', b"A title") + f"--{BOUNDARY}--\r\n".encode()
    return RequestFactory().post("/", body, content_type=f"multipart/form-data; boundary={BOUNDARY}")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (b"\xed\xa0\x80.pdf", "___.pdf"),
        (b"Pr\xfcfung.pdf", "Pr_fung.pdf"),
        (b"\xff" * 300 + b".pdf", "_" * 251 + ".pdf"),
        ("Prüfung.pdf".encode(), "Prüfung.pdf"),
        (b"plain.pdf", "plain.pdf"),
    ],
)
def test_a_file_is_kept_under_a_name_that_can_be_read(name: bytes, kept: str) -> None:
    request = sent(name)
    assert request.FILES["evidence"].name == kept  # type: ignore[attr-defined]
    assert request.FILES["evidence"].read() == b"%PDF-1.7"  # type: ignore[attr-defined]
    assert request.POST["title"] == "A title"  # type: ignore[attr-defined]


def test_content_that_is_no_text_stays_as_it_is() -> None:
    content = b"\xed\xa0\x80\r\n\r\n\xff" * 5000
    assert sent(b"\xff.pdf", content).FILES["evidence"].read() == content  # type: ignore[attr-defined]
