"""The working translation: every measure, with every figure of the plan's wording."""

from __future__ import annotations

import re

import pytest

from components.html.wording import write_wording
from components.texts import Texts
from components.words.wording import print_wording
from tests.real_model import MODEL

MEASURES = MODEL.plan.measures.to_dict("records")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.mark.parametrize("measure", MEASURES, ids=[m["measure_id"] for m in MEASURES])
def test_figures_are_those_of_the_wording(measure: dict[str, str]) -> None:
    def read(text: str) -> list[str]:
        return sorted(figure.replace(",", "") for figure in FIGURE.findall(text))

    # “十四五” is written with figures in English.
    assert read(measure["text_en"].replace("14th Five-Year", "")) == read(measure["text"])


@pytest.mark.parametrize("measure", MEASURES, ids=[m["measure_id"] for m in MEASURES])
def test_districts_named_are_those_of_the_wording(measure: dict[str, str]) -> None:
    districts = MODEL.region.parties[MODEL.region.parties["kind"] == "district"]
    printed = {p.name_en for p in districts.itertuples() if p.name in measure["text"]}
    assert {name for name in printed if name not in measure["text_en"]} == set()


def test_translation_is_marked_and_never_alone() -> None:
    (measure, *_) = MEASURES
    assert "Working translation" in write_wording(measure, Texts("en"))
    assert measure["text"] in write_wording(measure, Texts("en"))
    assert print_wording(measure, Texts("en")).startswith(measure["text"])
    assert "translation" not in write_wording(measure, Texts("zh"))
