"""A field to paste a table into, from Word, WPS, Excel or a web page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from components.texts import Texts

KEY = "plan_paste"
SCRIPT = Path(__file__).with_name("paste.js")
_FIELD = st.components.v2.component(
    KEY, js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
)


def show_paste(take: Callable[[str, bytes], None], t: Texts) -> None:
    """`take` gets the name and the bytes of what was pasted: HTML where the clipboard has it, which
    knows merged cells, else its text, whose cells are parted by tabs."""
    _FIELD(
        key=KEY,
        data={"placeholder": t("plans.paste")},
        on_pasted_change=lambda: _take(st.session_state[KEY]["pasted"], take, t),
    )


def _take(pasted: Any, take: Callable[[str, bytes], None], t: Texts) -> None:
    """What comes from the browser is checked here."""
    html, text = (str((pasted or {}).get(kind) or "") for kind in ("html", "text"))
    if html:
        take(f"{t('plans.pasted')}.html", html.encode("utf-8", "replace"))
    elif text:
        take(f"{t('plans.pasted')}.tsv", text.encode("utf-8", "replace"))
