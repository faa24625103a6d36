"""What the map's frame fetches, answered by any replica; see `components/map/files.py`."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from geo.packages.problems import DataError
from server.answering import ALWAYS_NEW, UNREADY
from store.look import look

ROOT = "/drawn"
KEPT = {"Cache-Control": "private, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
"""An address names its text by the content."""
MEDIA_TYPES = {"js": "text/javascript", "json": "application/json"}
UNKNOWN = 404


def list_drawn() -> dict[str, Callable[[Request], Awaitable[Response]]]:
    return {f"{ROOT}/{{kind}}/{{name}}": answer_drawn}


async def answer_drawn(request: Request) -> Response:
    """404 where nothing is written from what the address says, or not for everybody."""
    return await run_in_threadpool(_answer, request)


def _answer(request: Request) -> Response:
    kind, name = request.path_params["kind"], request.path_params["name"]
    try:
        with look():
            found = _find(kind, name, dict(request.query_params))
    except DataError:
        return PlainTextResponse("", UNREADY, headers=ALWAYS_NEW)
    if found is None:
        return PlainTextResponse("", UNKNOWN, headers=ALWAYS_NEW)
    packed, is_exact = found
    headers = dict(KEPT if is_exact else ALWAYS_NEW)
    media_type = MEDIA_TYPES[name.rpartition(".")[2]]
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(gzip.decompress(packed), headers=headers, media_type=media_type)
    return Response(packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=media_type)


def _find(kind: str, name: str, params: Mapping[str, str]) -> tuple[bytes, bool] | None:
    """Reads all libraries; a server starts without."""
    from components.map.drawing import DRAWINGS
    from components.screens.map.ahead import ANSWERS

    texts = {DRAWINGS.kind: DRAWINGS, ANSWERS.kind: ANSWERS}.get(kind)
    if texts is None or not name.endswith(f".{texts.extension}"):
        return None
    text, is_exact = texts.answer(name, params)
    return (text.packed, is_exact) if text else None
