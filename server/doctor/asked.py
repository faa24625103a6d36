"""The server's answer to a doctor that asks through the proxy: whether what it knows of its own
question came through as it was. Nothing is told that the asker did not say."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.answering import ALWAYS_NEW
from server.doctor.secret import mark_secret
from server.guard.machine import is_at_the_machine
from server.guard.sources import find_peer, is_listed
from server.settings import NONE, PROXY, load_settings

ROOT = "/doctor"
FORGED_ADDRESS, FORGED_PERSON = "192.0.2.1", "doctor-who-is-nobody"
"""What a doctor says of itself as a browser may, and a proxy keeps to itself."""


def list_doctor() -> dict[str, Callable[[Request], Awaitable[Response]]]:
    return {ROOT: answer_doctor}


async def answer_doctor(request: Request) -> Response:
    """`host`, `origin`, `scheme`, `secret`: whether each is what the asker says; `forwarded`:
    whether it was told by the proxy who asks; `listed`: whether this proxy is believed who somebody
    is; `forged`: whether a browser would be; `machine`: whether the asker is taken for who sits at
    this machine."""
    settings = await run_in_threadpool(load_settings)
    asked, headers = request.query_params, dict(request.headers)
    scheme = headers.get("x-forwarded-proto", request.url.scheme)
    teller = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    is_forwarded = bool(teller) and teller != FORGED_ADDRESS
    if not is_forwarded:
        headers.pop("x-forwarded-for", "")
    source, listens = settings.sign_in.source, str(st.get_option("server.address"))
    told = {
        "host": headers.get("host") == asked.get("host"),
        "origin": headers.get("origin") == f"{asked.get('scheme')}://{asked.get('host')}",
        "scheme": scheme == asked.get("scheme"),
        "secret": mark_secret() == asked.get("secret"),
        "forwarded": is_forwarded,
        "listed": source != PROXY or is_listed(find_peer(request.scope), settings.proxy.addresses),
        "forged": source == PROXY and FORGED_PERSON in headers.get(settings.proxy.person, ""),
        "machine": source == NONE and is_at_the_machine(listens, headers),
    }
    return JSONResponse(told, headers=ALWAYS_NEW)
