"""How the product is served: `streamlit run serve.py`. What a visit runs is in `app.py`.

While the first visitor's browser is still loading Streamlit's own scripts, the libraries and the
default plan are read; the first page would otherwise wait for both, one after the other.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

import streamlit as st


@asynccontextmanager
async def _warm_up(_: st.App) -> AsyncIterator[dict[str, Any]]:
    Thread(target=_read_ahead, name="read ahead", daemon=True).start()
    yield {}


def _read_ahead() -> None:
    from components.cache import read_ahead

    read_ahead()


app = st.App("app.py", lifespan=_warm_up)
