"""How the product is served: `streamlit run serve.py`. What a visit runs is in `app.py`.

While the first visitor's browser is still loading Streamlit's own scripts, the libraries and the
default plan are read; the first page would otherwise wait for both, one after the other.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

from geo.packages.problems import DataError
from server.counting import Counting
from server.draining import Door, drain_when_stopped
from server.routes import list_routes

# Our pages are the router's (`components/navigation.py`). Taken for Streamlit's old multipage mode,
# the first page after a start would run alone, and an open page that comes back would be another.
PagesManager.uses_pages_directory = False

# Where a proxy rewrites `Host`, Streamlit asks hosts outside for this machine's own address at
# every connection, and everybody waits. Nothing of ours asks outside: no such address is known.
net_util.get_external_ip = net_util.get_internal_ip = lambda: None


@asynccontextmanager
async def _begin(_: st.App) -> AsyncIterator[dict[str, Any]]:
    drain_when_stopped()
    Thread(target=_read_ahead, name="read ahead", daemon=True).start()
    yield {}


def _read_ahead() -> None:
    from components.screens.shell.read_ahead import read_ahead

    # What is wrong with the data is said on the page, which reads it again.
    with suppress(DataError):
        read_ahead()


base = str(st.get_option("server.baseUrlPath"))
around = [Middleware(Counting, base), Middleware(Door)]
app = st.App("app.py", lifespan=_begin, routes=list_routes(base), middleware=around)
