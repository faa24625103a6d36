"""What a link to the month's reports shows, written and read back."""

from __future__ import annotations

import pytest

from components.screens.progress.link import ProgressLink, lead_to, read_link, write_link
from components.session.link import PARAMETERS
from components.texts import Texts
from components.words.words import Words
from tests.real_model import MODEL


@pytest.mark.parametrize(
    ("link", "params"),
    [
        (ProgressLink(), {}),
        (ProgressLink("2026-03", unit="a", stage="late"), {"period": "2026-03"}),
        (ProgressLink(step="review", at="k"), {"step": "review", "at": "k"}),
    ],
)
def test_a_link_is_read_back_as_it_was_written(link: ProgressLink, params: dict[str, str]) -> None:
    written = write_link(link)
    assert (read_link(written), params.items() <= written.items()) == (link, True)
    assert written.keys() <= PARAMETERS


def test_what_is_not_known_is_the_first_step_and_all_lines() -> None:
    assert read_link({"step": "nowhere", "stage": "best"}) == ProgressLink()


def test_an_address_keeps_the_month_and_the_language() -> None:
    words = Words(MODEL, Texts("en"))
    address = lead_to(words, ProgressLink("2026-03", "review", at="k"), step="board", at="")
    assert address == "progress?period=2026-03&lang=en"
