"""Pages that stand in a frame of another site, by `?embed=true` in their link.

Streamlit keeps that parameter to itself: it is no part of the view, and stays while the view
changes.
"""

from __future__ import annotations

import streamlit as st

EMBEDDED = {"map": "", "district": "district", "compare": "compare"}
"""The pages that another site may show, and their paths; see `server/headers.py`."""
ASKED = "embed=true"


def is_embedded() -> bool:
    return bool(st.context.is_embedded)
