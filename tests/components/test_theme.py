"""Colours: Streamlit's copy equals ours, labels read on every fill."""

import re
import tomllib
from pathlib import Path

import pytest

from components.theme import (
    DARK,
    LIGHT,
    MAP_DARK,
    MAP_LIGHT,
    PLACE_TONES,
    SEQUENTIAL,
    choose_ink,
    list_class_fills,
    measure_contrast,
    write_frame_css_variables,
)

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_streamlit_theme_repeats_our_colours(name: str, tokens: dict[str, str]) -> None:
    theme = CONFIG["theme"][name]
    assert (theme["primaryColor"], theme["backgroundColor"]) == (tokens["accent"], tokens["page"])
    assert (theme["textColor"], theme["borderColor"]) == (tokens["ink"], tokens["line"])


COLOUR = re.compile(r"(?<!&)#[0-9A-Fa-f]{3,8}\b(?=[\s;,\"')])")
FILLS = [*SEQUENTIAL, "zero", "uncounted", "unnamed", "selection"]


@pytest.mark.parametrize("on_map", [MAP_LIGHT, MAP_DARK])
def test_labels_read_on_every_fill(on_map: dict[str, str]) -> None:
    fills = [on_map[name] for name in FILLS]
    assert [f for f in fills if measure_contrast(choose_ink(f), f) < 4.5] == []
    assert [name for name in FILLS if f"--on-{name}:" not in write_frame_css_variables()] == []


def test_badges_read() -> None:
    assert [n for n, pair in PLACE_TONES.items() if measure_contrast(*pair) < 4.5] == []


def test_a_dark_map_has_every_colour() -> None:
    assert MAP_LIGHT.keys() == MAP_DARK.keys() and LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_texts_read_on_every_ground(tokens: dict[str, str]) -> None:
    pairs = [(ink, ground) for ink in ("ink", "muted", "accent") for ground in ("page", "card")]
    pairs.append(("accent", "wash"))
    weak = [p for p in pairs if measure_contrast(tokens[p[0]], tokens[p[1]]) < 4.5]
    assert weak == []


def test_known_contrast() -> None:
    assert measure_contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
@pytest.mark.parametrize(("on_map", "tokens"), [(MAP_LIGHT, LIGHT), (MAP_DARK, DARK)])
def test_more_is_further_from_the_page(
    count: int, on_map: dict[str, str], tokens: dict[str, str]
) -> None:
    fills = [on_map[name] for name in list_class_fills(count)]
    assert len(set(fills)) == count
    assert fills == sorted(fills, key=lambda fill: measure_contrast(fill, tokens["page"]))


@pytest.mark.parametrize("kind", ["css", "js", "html"])
def test_styles_and_scripts_know_colours_by_their_names(kind: str) -> None:
    files = list((ROOT / "components").rglob(f"*.{kind}"))
    found = {path.name: COLOUR.findall(path.read_text(encoding="utf-8")) for path in files}
    assert len(found) > 5
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_statistics_are_off_and_the_address_is_real() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["address"] == "localhost"
