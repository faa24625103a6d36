"""Both catalogues hold the same keys and placeholders. `tests.asked_texts` finds the dead ones."""

from __future__ import annotations

import re

from components.texts import LANGUAGES, NOUNS, read_catalogue


def list_placeholders(text: str) -> set[str]:
    """Nouns aside, of which each language says what it needs."""
    return {name for name in re.findall(r"\{(\w+)\}", text) if name.lower() not in NOUNS}


def test_languages_have_the_same_keys() -> None:
    assert set(read_catalogue("zh")) ^ set(read_catalogue("en")) == set()


def test_no_text_holds_a_count_a_year_or_a_place_of_one_plan() -> None:
    """Such words come from the data; a tile service may be named by the setting that asks it."""
    bound = re.compile(
        r"北京|Beijing|天地图|Tianditu|GS\(|(19|20)\d\d(?!×)|十五|三条|[Ff]ifteen"
        r"|16 ?(区|districts)|年底前|by year end|废弃矿山|abandoned mine"
    )
    offenders = [
        (lang, key)
        for lang in LANGUAGES
        for key, text in read_catalogue(lang).items()
        if bound.search(text) and not key.startswith("basemap.")
    ]
    assert offenders == []


def test_placeholders_agree() -> None:
    zh, en = read_catalogue("zh"), read_catalogue("en")
    assert [k for k in zh if list_placeholders(zh[k]) != list_placeholders(en[k])] == []
