"""Rows as a program reads them, with what a cache needs, and the addresses."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from geo.packages.problems import DataError, Problem
from server.answering import ALWAYS_NEW, UNREADY
from server.api.pages import OWN_PARAMETERS, PAGE_FORMATS
from server.api.resources import DOCUMENT, RESOURCES, Resource
from server.problems import Refused, Withheld, tell_problems
from store.look import look

ROOT = "/api/v1"
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Vary": "Accept-Encoding, Origin",
    "X-Content-Type-Options": "nosniff",
}
"""May be kept by who asked, and is asked for anew every time; then it costs no more than its
tag."""
REFUSED, CLOSED, UNKNOWN, UNCHANGED = 400, 401, 404, 304
WITHHELD = "x-dutymap-withheld"
"""What the guard says of an asker who may not know something; it lets nobody else say so."""
AGAIN_S = "30"
"""When to ask again what could not be read."""
LEAST_PACKED = 500
"""Bytes; what is less is sent as it is."""
Params = Mapping[str, str]
Body = tuple[bytes, str]
Answer = Callable[[Request], Awaitable[Response]]


def list_answers() -> dict[str, Answer]:
    """Every address of the table, with and without its ending; what else is asked for below `ROOT`
    is no page either."""
    answers: dict[str, Answer] = {ROOT: answer_list, f"{ROOT}/{DOCUMENT}": answer_document}
    for resource in RESOURCES:
        answers[f"{ROOT}/{resource.name}"] = partial(answer_rows, resource, "")
        for form in resource.formats:
            address = f"{ROOT}/{resource.name}.{form}"
            answers[address] = partial(answer_rows, resource, form)
    return {**answers, f"{ROOT}/{{rest:path}}": answer_unknown}


def list_api_routes(below: str, origins: Sequence[str]) -> list[Route]:
    """`below`: the sub-path that all of it stands below, "" for none. `origins`: of the sites whose
    scripts may read the answers in a reader's browser; none unless somebody lists them."""
    answers = list_answers().items()
    app: ASGIApp = Router([Route(f"{below}{path}", answer) for path, answer in answers])
    if origins:
        asked, told = ("If-None-Match",), ("ETag",)
        read = partial(CORSMiddleware, allow_methods=("GET", "HEAD"), allow_headers=asked)
        app = read(app, allow_origins=origins, expose_headers=told)
    return [Route(f"{below}{ROOT}", app), Route(f"{below}{ROOT}/{{rest:path}}", app)]


def list_page_routes(below: str) -> list[Route]:
    """Every page's address with an ending."""
    return [
        Route(f"{below}/{page}.{form}", partial(answer_page, page, form))
        for page in OWN_PARAMETERS
        for form in PAGE_FORMATS
    ]


async def answer_rows(resource: Resource, form: str, request: Request) -> Response:
    """`form`: what the address ends in, "" where it does not say."""

    def write(params: Params) -> Body:
        from server.api.bodies import write_rows  # reads all libraries; a server starts without

        return write_rows(resource, form, params, sees_progress=sees_progress(request))

    return await run_in_threadpool(_answer, request, write)


async def answer_page(page: str, form: str, request: Request) -> Response:
    """What a page shows by the parameters of its link."""

    def write(params: Params) -> Body:
        from server.api.bodies import write_page

        return write_page(page, form, params, sees_progress=sees_progress(request))

    return await run_in_threadpool(_answer, request, write)


def sees_progress(request: Request) -> bool:
    """Whether who stands before the server did not keep from the asker what was reported."""
    return request.headers.get(WITHHELD) != "progress"


async def answer_list(request: Request) -> Response:
    """What there is to ask for; `lang` is that of its descriptions."""
    root = request.url.path

    def write(params: Params) -> Body:
        from server.api.bodies import write_list

        return write_list(params, root)

    return await run_in_threadpool(_answer, request, write)


async def answer_document(request: Request) -> Response:
    """The OpenAPI document; `lang` is that of its descriptions."""
    root = request.url.path.removesuffix(f"/{DOCUMENT}")

    def write(params: Params) -> Body:
        from server.api.bodies import write_document

        return write_document(params, root)

    return await run_in_threadpool(_answer, request, write)


async def answer_unknown(request: Request) -> Response:
    details = {"address": f"{ROOT}/{DOCUMENT}"}
    return _refuse(UNKNOWN, [Problem("address_unknown", "URL", details=details)])


def _answer(request: Request, write: Callable[[Params], Body]) -> Response:
    """What `write` gives, or nothing where the asker has it; 400 where the address cannot be
    followed, 401 where it is not for everybody, 503 where what it asks for cannot be read."""
    from server.api.asked import read_pairs

    try:
        with look():
            body, media_type = write(read_pairs(request.query_params.multi_items()))
    except Refused as error:
        return _refuse(REFUSED, error.problems)
    except Withheld as error:
        return _refuse(CLOSED, error.problems)
    except DataError as error:
        return _refuse(UNREADY, error.problems, {"Retry-After": AGAIN_S})
    tag, headers = hashlib.sha256(body).hexdigest()[:32], dict(HEADERS)
    if len(body) >= LEAST_PACKED and "gzip" in request.headers.get("Accept-Encoding", ""):
        # A strong tag is of these very bytes, so what is packed has another; and packing here, in a
        # thread, keeps nobody else waiting.
        tag, body = f"{tag}-gzip", gzip.compress(body, mtime=0)
        headers["Content-Encoding"] = "gzip"
    headers["ETag"] = f'"{tag}"'
    had = request.headers.get("If-None-Match", "").split(",")
    if any(one.strip().removeprefix("W/") in (headers["ETag"], "*") for one in had):
        return Response(status_code=UNCHANGED, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def _refuse(
    status: int,
    problems: tuple[Problem, ...] | list[Problem],
    more: dict[str, str] | None = None,
) -> Response:
    headers = {**HEADERS, **ALWAYS_NEW, **(more or {})}
    return JSONResponse(tell_problems(problems), status, headers)
