"""How parties are named on a map and counted in its legend."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from components.texts import LANGUAGES, Texts
from components.words.units import count_parties, name_on_map, print_cell
from components.words.words import Words
from geo.model import Model


@pytest.mark.parametrize(("lang", "name"), [("zh", "经开区"), ("en", "BDA")])
def test_a_long_english_name_has_a_short_one_on_maps(model: Model, lang: str, name: str) -> None:
    words = Words(model, Texts(lang))
    assert name_on_map(words, "bda") == name
    assert name_on_map(Words(model, Texts("en")), "110118") == "Miyun"


@pytest.mark.parametrize(
    ("codes", "counted"),
    [
        (["110101", "110102"], "2 个区"),
        (["110101", "bda"], "1 个区、1 个同级单位"),
        (["bda"], "1 个同级单位"),
        ([], ""),
    ],
)
def test_districts_and_what_is_on_a_par_are_counted_apart(
    model: Model, codes: list[str], counted: str
) -> None:
    assert count_parties(Words(model, Texts("zh")), codes) == counted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_name_for_several_units_is_told_by_all_of_them_in_english(
    model: Model, lang: str
) -> None:
    names = pd.DataFrame(
        [("东西城", code, "named") for code in ("110101", "110102")],
        columns=["spelling", "unit_code", "basis"],
    )
    own = replace(model.region, unit_names=pd.concat([model.region.unit_names, names]))
    words = Words(replace(model, region=own), Texts(lang))
    told = {"zh": "东西城、各区政府", "en": "Dongcheng, Xicheng, All districts"}
    assert print_cell(words, "东西城;各区政府") == told[lang]
