"""The single HTML file as a value: small, sealed, harmless whatever the data say."""

from __future__ import annotations

import base64
import datetime
import hashlib
import html
import re

import pytest

from components.documents.single_file import write_single_file
from components.slides.run import list_fixed_slides
from components.texts import Texts
from geo.model import Model
from tests.taken_away import MARKUP, make_hostile

TODAY = datetime.date(2026, 11, 22)
MAX_BYTES = 1_500_000


def write(model: Model, lang: str = "zh") -> str:
    run = [*list_fixed_slides(model), *model.codes, "110118-110119"]
    return write_single_file(model, run, Texts(lang), TODAY).decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_longest_run_fits_a_message(model: Model, lang: str) -> None:
    assert len(write(model, lang).encode()) < MAX_BYTES


def test_same_bytes_on_the_same_day(model: Model) -> None:
    assert write(model) == write(model)


def test_policy_names_every_script_and_style_and_nothing_else(model: Model) -> None:
    page = write(model)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    (frame,) = re.findall(r'srcdoc="([^"]*)"', page)
    documents = [page.replace(frame, ""), html.unescape(frame)]
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        allowed = set(re.findall(r"'sha256-([^']+)'", policy.split(directive)[1].split(";")[0]))
        bodies = [b for d in documents for b in re.findall(rf"<{tag}>(.*?)</{tag}>", d, re.S)]
        found = {base64.b64encode(hashlib.sha256(b.encode()).digest()).decode() for b in bodies}
        assert found == allowed
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_no_address_is_ever_asked(model: Model) -> None:
    page = html.unescape(write(model))
    tags = re.findall(r"<(?:link|script|img|iframe|object|embed)\b[^>]*>", page)
    assert [tag for tag in tags if re.search(r"\b(?:src|href|data)=", tag)] == []
    assert "@import" not in page


def test_hostile_names_stay_text(model: Model) -> None:
    page = write(make_hostile(model))
    assert MARKUP not in page
    assert html.escape(MARKUP) in page
    assert page.count("<script>") == write(model).count("<script>")
