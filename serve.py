"""How the product is served: `streamlit run serve.py`. What a visit runs is in `app.py`.

While the first visitor's browser is still loading Streamlit's own scripts, the libraries and the
default plan are read; the first page would otherwise wait for both, one after the other.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any

import streamlit as st
import uvicorn.config
from starlette.middleware import Middleware
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

from components.session.reader import know_people
from geo.packages.problems import DataError, Problem, print_problems
from server.counting import Counting
from server.draining import Door, drain_when_stopped
from server.guard.guard import Guard
from server.guard.kept import Kept
from server.guard.people import People
from server.guard.provider import load_provider
from server.headers import HeadersMiddleware
from server.routes import list_routes
from server.settings import OIDC, Settings, load_settings

# Our pages are the router's (`components/navigation.py`). Taken for Streamlit's old multipage mode,
# the first page after a start would run alone, and an open page that comes back would be another.
PagesManager.uses_pages_directory = False

# Where a proxy rewrites `Host`, Streamlit asks hosts outside for this machine's own address at
# every connection, and everybody waits. Nothing of ours asks outside: no such address is known.
net_util.get_external_ip = net_util.get_internal_ip = lambda: None

# uvicorn believes whatever asks from this machine where a request comes from: who is on the list of
# proxies is told by the socket, and the guard reads the rest itself.
setattr(uvicorn.config, "ProxyHeadersMiddleware", lambda app, trusted_hosts: app)  # noqa: B010


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


def _read_settings() -> tuple[Settings, tuple[Problem, ...]]:
    """Where they are wrong nothing is answered but what is wrong."""
    try:
        settings = load_settings()
        if settings.sign_in.source == OIDC:
            load_provider(settings)
    except DataError as error:
        print_problems(error.problems)
        return Settings(), error.problems
    return settings, ()


def _build_guard(settings: Settings, problems: Sequence[Problem], base: str) -> Middleware:
    kept = Kept(settings)
    know_people(kept.find_grants)
    listens = str(st.get_option("server.address"))
    return Middleware(Guard, settings, People(kept), base=base, listens=listens, problems=problems)


base = str(st.get_option("server.baseUrlPath"))
settings, problems = _read_settings()
around = [
    Middleware(HeadersMiddleware, settings, base),
    Middleware(Counting, base),
    Middleware(Door),
    _build_guard(settings, problems, base),
]
routes = list_routes(base, settings.sites.cors, [str(one) for one in settings.sites.watchers])
app = st.App("app.py", lifespan=_begin, routes=routes, middleware=around)
