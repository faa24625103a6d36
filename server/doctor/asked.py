"""The server's answer to a doctor that asks through the proxy: whether what it knows of its own
question came through as it was. Nothing is told that the asker did not say."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.doctor.secret import mark_secret
from server.guard.machine import is_at_the_machine

ROOT = "/doctor"
FORGED = {"X-Remote-User": "doctor", "X-Forwarded-For": "192.0.2.1"}
"""What a browser may say of itself, and a proxy keeps to itself; the address is nobody's."""
ALWAYS_NEW = {"Cache-Control": "no-store"}


def list_doctor() -> dict[str, Callable[[Request], Awaitable[Response]]]:
    return {ROOT: answer_doctor}


async def answer_doctor(request: Request) -> Response:
    """`host`, `origin`, `scheme`, `secret`: whether each is what the asker says; `forwarded`:
    whether it was told who asks; `forged`: which of `FORGED` came as they were sent; `machine`:
    whether the asker is taken for who sits at this machine."""
    asked, sent = request.query_params, request.headers
    forged = [name for name, value in FORGED.items() if value in sent.get(name, "")]
    headers = {name: value for name, value in sent.items() if value not in FORGED.values()}
    origin = f"{asked.get('scheme')}://{asked.get('host')}"
    scheme = headers.get("x-forwarded-proto", request.url.scheme)
    address = str(st.get_option("server.address"))
    told = {
        "host": headers.get("host") == asked.get("host"),
        "origin": headers.get("origin") == origin,
        "scheme": scheme == asked.get("scheme"),
        "secret": mark_secret() == asked.get("secret"),
        "forwarded": "x-forwarded-for" in headers,
        "forged": forged,
        "machine": is_at_the_machine(address, headers),
    }
    return JSONResponse(told, headers=ALWAYS_NEW)
