"""Colours of the product, in one place, and the contrast rule for labels.

`.streamlit/config.toml` repeats those Streamlit needs; a test keeps the two equal.
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
}
SELECTION = "#C8871E"
SEQUENTIAL = ("#EEF5EA", "#CFE5C6", "#9FCFA0", "#63AE80", "#2C8560", "#0E5A43")
PLACE_STROKES = {
    "plan": "#1C2B2A",
    "duty": "#1C2B2A",
    "context": "#6D8BA0",
    "background": "#8B8478",
}
"""Lines and outlines of sites by role; `map/assets/places.js` has them too."""
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
"""Fill and ink of badges by role or level; `map/assets/district_map.css` has them too."""
ZERO_FILL = "#FFFFFF"
NOT_COUNTED_FILL = "#E6E9E8"


def list_class_fills(count: int) -> list[str]:
    """`count` (1 to 5) colours, light to dark, spread over the palette without its lightest."""
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
    return max((LIGHT["ink"], "#FFFFFF"), key=lambda ink: measure_contrast(ink, fill))


def write_css_variables() -> str:
    """The colours as CSS custom properties for the page, following its colour scheme."""
    pairs = "".join(f"--{name}:light-dark({LIGHT[name]},{DARK[name]});" for name in LIGHT)
    return f".stApp{{{pairs}--selection:{SELECTION};}}"


def write_frame_css_variables() -> str:
    """The same for the map's frame, which learns the theme as `data-theme` on its body."""
    light = "".join(f"--{name}:{value};" for name, value in LIGHT.items())
    dark = "".join(f"--{name}:{value};" for name, value in DARK.items())
    return f"body.dm{{{light}}}body.dm[data-theme=dark]{{{dark}}}"


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
