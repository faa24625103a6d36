"""Colours that are told apart by every eye, and in grey print."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from components.charts import SERIES_COLOURS, SERIES_SYMBOLS
from components.theme import (
    DARK,
    LIGHT,
    MAP_DARK,
    MAP_LIGHT,
    list_class_fills,
    measure_contrast,
)

EYES = {
    "normal": None,
    "protanopia": "protanomaly",
    "deuteranopia": "deuteranomaly",
    "tritanopia": "tritanomaly",
}
CLEARLY_APART = 9.0
"""In CAM02-UCS, where 1 is about what an eye just sees side by side."""
MAPS = [MAP_LIGHT, MAP_DARK]
GREY_STEP = 6.0
"""Of lightness (CIE L*), 100 from black to white."""


def see(colour: str, eye: str) -> np.ndarray:
    """The colour in sRGB as this eye sees it, with the receptor missing altogether."""
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    if EYES[eye] is None:
        return rgb
    space = {"name": "sRGB1+CVD", "cvd_type": EYES[eye], "severity": 100}
    return np.clip(cspace_convert(rgb, space, "sRGB1"), 0, 1)


def find_close(pairs: list[tuple[str, str]], eye: str) -> list[tuple[str, str, float]]:
    distances = [(a, b, deltaE(see(a, eye), see(b, eye), input_space="sRGB1")) for a, b in pairs]
    return [(a, b, round(float(d), 1)) for a, b, d in distances if d < CLEARLY_APART]


def list_steps(on_map: dict[str, str], count: int) -> list[str]:
    return [on_map[name] for name in ("zero", *list_class_fills(count))]


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
@pytest.mark.parametrize("on_map", MAPS)
def test_classes_are_told_apart(on_map: dict[str, str], count: int, eye: str) -> None:
    steps = list_steps(on_map, count)
    assert find_close(list(pairwise(steps)), eye) == []


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("on_map", MAPS)
def test_selection_stands_out_from_every_fill(on_map: dict[str, str], eye: str) -> None:
    fills = [on_map["uncounted"], *list_steps(on_map, 5)]
    assert find_close([(on_map["selection"], fill) for fill in fills], eye) == []


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_classes_print_in_grey(count: int) -> None:
    steps = list_steps(MAP_LIGHT, count)
    lightness = [float(cspace_convert(see(fill, "normal"), "sRGB1", "CIELab")[0]) for fill in steps]
    assert [(a, b) for a, b in pairwise(lightness) if a - b < GREY_STEP] == []


@pytest.mark.parametrize("eye", EYES)
def test_series_differ_in_shape_where_they_are_close(eye: str) -> None:
    assert len(set(SERIES_SYMBOLS)) == len(SERIES_COLOURS)
    assert find_close(list(combinations(SERIES_COLOURS, 2)), eye) == []


def test_lines_that_carry_meaning_are_seen() -> None:
    """3 : 1 (WCAG 1.4.11); on a fill like itself the selection is seen by its halo."""
    pairs = [(LIGHT["outline"], LIGHT["page"]), (DARK["outline"], DARK["page"])]
    for on_map in MAPS:
        pairs += [(on_map[name], on_map["border"]) for name in ("selection", "edge", "mark")]
        pairs += [(on_map["hatch"], on_map["zero"])]
    assert [pair for pair in pairs if measure_contrast(*pair) < 3] == []
