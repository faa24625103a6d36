"""Widget labels are Markdown to Streamlit, images included; names from data are not."""

from __future__ import annotations

import re


def escape_markdown(text: str) -> str:
    """`text` as a label that shows it letter by letter."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!~:$<>|&])", r"\\\1", text)
