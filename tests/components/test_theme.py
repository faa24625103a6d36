"""Colours: Streamlit's copy equals ours, labels read on every fill."""

import tomllib
from pathlib import Path

import pytest

from components.theme import (
    DARK,
    LIGHT,
    NOT_COUNTED_FILL,
    SEQUENTIAL,
    ZERO_FILL,
    choose_ink,
    list_class_fills,
    measure_contrast,
)

CONFIG = tomllib.loads(
    (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("name", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_streamlit_theme_repeats_our_colours(name: str, tokens: dict[str, str]) -> None:
    theme = CONFIG["theme"][name]
    assert (theme["primaryColor"], theme["backgroundColor"]) == (tokens["accent"], tokens["page"])
    assert (theme["textColor"], theme["borderColor"]) == (tokens["ink"], tokens["line"])


def test_labels_read_on_every_fill() -> None:
    fills = [*SEQUENTIAL, ZERO_FILL, NOT_COUNTED_FILL]
    assert [f for f in fills if measure_contrast(choose_ink(f), f) < 4.5] == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_texts_read_on_every_ground(tokens: dict[str, str]) -> None:
    pairs = [(ink, ground) for ink in ("ink", "muted", "accent") for ground in ("page", "card")]
    pairs.append(("accent", "wash"))
    weak = [p for p in pairs if measure_contrast(tokens[p[0]], tokens[p[1]]) < 4.5]
    assert weak == []


def test_known_contrast() -> None:
    assert measure_contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_class_fills_run_from_light_to_dark(count: int) -> None:
    fills = list_class_fills(count)
    assert len(set(fills)) == count
    assert fills == sorted(fills, key=lambda fill: measure_contrast(fill, "#FFFFFF"))


def test_statistics_are_off_and_the_address_is_real() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["address"] == "localhost"
