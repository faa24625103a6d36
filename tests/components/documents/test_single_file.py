"""The single HTML file as a value: small, sealed, harmless whatever the data say."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from functools import cache

import lxml.html
import pytest

from components.documents.single_file import write_single_file
from components.slides.run import list_fixed_slides
from components.texts import Texts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from tests.real_model import MODEL
from tests.taken_away import MARKUP, make_hostile

TODAY = datetime.date(2026, 11, 22)
MAX_BYTES = 1_500_000


def write(model: Model, lang: str = "zh") -> str:
    run = [*list_fixed_slides(model), *model.codes, "110118-110119"]
    return write_single_file(Origin(Words(model, Texts(lang)), TODAY), run).decode()


@cache
def write_once(lang: str = "zh") -> str:
    """The file of the real model."""
    return write(MODEL, lang)


def read(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


def read_frame(page: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The map's document, which stands in an attribute of the page."""
    (frame,) = page.xpath("//iframe/@srcdoc")
    return read(frame)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_longest_run_fits_a_message(lang: str) -> None:
    assert len(write_once(lang).encode()) < MAX_BYTES


def test_same_bytes_on_the_same_day(model: Model) -> None:
    assert write(model) == write_once()


def test_policy_names_every_script_and_style_and_nothing_else() -> None:
    page = read(write_once())
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    documents = [page, read_frame(page)]
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        allowed = set(re.findall(r"'sha256-([^']+)'", policy.split(directive)[1].split(";")[0]))
        bodies = [body for document in documents for body in document.xpath(f"//{tag}/text()")]
        found = {base64.b64encode(hashlib.sha256(b.encode()).digest()).decode() for b in bodies}
        assert found == allowed
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_no_address_is_ever_asked() -> None:
    page = read(write_once())
    for document in (page, read_frame(page)):
        assert document.xpath("//link | //@src | //@href | //@data") == []
        assert [style for style in document.xpath("//style/text()") if "@import" in style] == []


def test_hostile_names_stay_text(model: Model) -> None:
    hostile, harmless = read(write(make_hostile(model))), read(write_once())
    for path in ("//script", "//iframe", "//style"):
        assert len(hostile.xpath(path)) == len(harmless.xpath(path))
    assert hostile.xpath("//img | //*[@onerror]") == []
    assert read_frame(hostile).xpath("//img | //*[@onerror]") == []
    options = hostile.xpath("//select/option[@value='110119']/text()")
    assert options == [MARKUP, MARKUP]
    assert hostile.xpath("//section[@data-code='110119']/h1/text()")[0] == MARKUP
