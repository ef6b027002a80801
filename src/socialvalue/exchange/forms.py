"""Bringing in a file."""

from __future__ import annotations

from django import forms

from socialvalue.design.forms import Form


class UploadNotices(Form):
    """One file of notices."""

    file = forms.FileField(
        label="File of notices",
        help_text="A .json or .jsonl file as Find a Tender or Contracts Finder gives it, up to 200 MB.",
        error_messages={"required": "Choose a file of notices"},
    )
