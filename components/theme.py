"""Colours of the product, in one place, and the contrast rule for labels.

`.streamlit/config.toml` repeats those Streamlit needs; a test keeps the two equal. Styles and
scripts know a colour by its name, as a custom property.
"""

from __future__ import annotations

LIGHT = {
    "ink": "#1C2B2A",
    "muted": "#5B6B68",
    "line": "#E3E8E6",
    "page": "#FBFCFB",
    "card": "#FFFFFF",
    "wash": "#EEF5EA",
    "accent": "#0B6E4F",
    "outline": "#7D928B",
    "on-accent": "#FFFFFF",
    "differs": "#FDF6EA",
}
DARK = {
    "ink": "#E6EDEA",
    "muted": "#9DB0AA",
    "line": "#2B3A37",
    "page": "#101817",
    "card": "#172220",
    "wash": "#1F302B",
    "accent": "#5CC49A",
    "outline": "#6F827C",
    "on-accent": "#101817",
    "differs": "#33291A",
}
SEQUENTIAL = tuple(f"seq-{step}" for step in range(6))
"""The sequential palette by name: the higher, the more, and the further from the page."""
MAP_LIGHT = {
    "seq-0": "#EEF5EA",
    "seq-1": "#CFE5C6",
    "seq-2": "#9FCFA0",
    "seq-3": "#63AE80",
    "seq-4": "#2C8560",
    "seq-5": "#0E5A43",
    "zero": "#FFFFFF",
    "uncounted": "#E6E9E8",
    "unnamed": "#E9EEEC",
    "border": "#FFFFFF",
    "edge": "#7D928B",
    "mark": "#1C2B2A",
    "hatch": "#7C9A8E",
    "tint": "#5F7E76",
    "tint-line": "#7C978F",
    "doubt": "#5B6B68",
    "selection": "#C8871E",
    "stroke-plan": "#1C2B2A",
    "stroke-duty": "#1C2B2A",
    "stroke-context": "#6D8BA0",
    "stroke-background": "#8B8478",
}
"""Colours of maps. `border` parts districts, `edge` goes around those that are nearly white; `mark`
is whatever is drawn in ink; `stroke-…` are lines and outlines of sites by role."""
MAP_DARK = {
    "seq-0": "#1C2C27",
    "seq-1": "#21413A",
    "seq-2": "#2A5B4B",
    "seq-3": "#37795D",
    "seq-4": "#6FB893",
    "seq-5": "#B9E8CB",
    "zero": "#18211F",
    "uncounted": "#2A3331",
    "unnamed": "#222C2A",
    "border": "#101817",
    "edge": "#6F827C",
    "mark": "#E6EDEA",
    "hatch": "#7C9A8E",
    "tint": "#8FB0A6",
    "tint-line": "#6E8A81",
    "doubt": "#9DB0AA",
    "selection": "#E5A53C",
    "stroke-plan": "#E6EDEA",
    "stroke-duty": "#E6EDEA",
    "stroke-context": "#8FB0C6",
    "stroke-background": "#A89F90",
}
PLACE_TONES = {
    "plan": ("#1C2B2A", "#FFFFFF"),
    "national": ("#1C2B2A", "#FFFFFF"),
    "municipal": ("#2C8560", "#FFFFFF"),
    "district": ("#CFE5C6", "#1C2B2A"),
    "duty": ("#FFFFFF", "#1C2B2A"),
    "context": ("#E4ECF1", "#34505F"),
    "background": ("#FFFFFF", "#5B6B68"),
    "unknown": ("#FFFFFF", "#5B6B68"),
}
"""Fill and ink of badges by role or level; `duty`, at no place the plan names, is hollow. A badge
brings its own ground along, so it is the same on a dark page."""
INK, PAPER = LIGHT["ink"], "#FFFFFF"


def list_class_fills(count: int) -> list[str]:
    """`count` (1 to 5) colours by name, spread over the palette without its first."""
    palette = SEQUENTIAL[1:]
    if count == 1:
        return [palette[2]]
    return [palette[round(i * (len(palette) - 1) / (count - 1))] for i in range(count)]


def measure_contrast(first: str, second: str) -> float:
    """WCAG contrast ratio of two `#RRGGBB` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def choose_ink(fill: str) -> str:
    """Black-green or white, whichever reads better on `fill`."""
    return max((INK, PAPER), key=lambda ink: measure_contrast(ink, fill))


def write_css_variables() -> str:
    """The colours as CSS custom properties for the page, following its colour scheme."""
    light, dark = _list_properties(LIGHT, MAP_LIGHT), _list_properties(DARK, MAP_DARK)
    pairs = {name: f"light-dark({light[name]},{dark[name]})" for name in light}
    return f".stApp{{{_write_properties(pairs)}}}"


def write_frame_css_variables() -> str:
    """The same for the map's frame, which learns the theme as `data-theme` on its body."""
    light, dark = _list_properties(LIGHT, MAP_LIGHT), _list_properties(DARK, MAP_DARK)
    rules = f"body.dm{{{_write_properties(light)}}}"
    dark_rule = f"body.dm[data-theme=dark]{{{_write_properties(dark)}}}"
    return f"{rules}@media screen{{{dark_rule}}}"


def _list_properties(page: dict[str, str], on_map: dict[str, str]) -> dict[str, str]:
    """Colours by name, with the ink on each of a map's fills as `on-…`."""
    fills = (*SEQUENTIAL, "zero", "uncounted", "unnamed", "selection")
    inks = {f"on-{name}": choose_ink(on_map[name]) for name in fills}
    tones = {f"tone-{name}": fill for name, (fill, _) in PLACE_TONES.items()}
    tones |= {f"on-tone-{name}": ink for name, (_, ink) in PLACE_TONES.items()}
    return {**page, **on_map, **inks, **tones}


def _write_properties(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
