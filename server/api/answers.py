"""Rows as a program reads them, with what a cache needs, and the addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo.packages.problems import DataError, Problem
from server.api.resources import RESOURCES, Resource
from server.problems import Refused, tell_problem
from store.look import look

ROOT = "/api/v1"
DOCUMENT = "openapi.json"
HEADERS = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
"""May be kept, and is asked for anew every time; then it costs no more than its tag."""
REFUSED, UNKNOWN, UNREADY, UNCHANGED = 400, 404, 503, 304
Body = tuple[bytes, str]
Answer = Callable[[Request], Awaitable[Response]]


def list_answers() -> dict[str, Answer]:
    """Every address of the table, with and without its ending; what else is asked for below `ROOT`
    is no page either."""
    answers: dict[str, Answer] = {f"{ROOT}/{DOCUMENT}": answer_document}
    for resource in RESOURCES:
        answers[f"{ROOT}/{resource.name}"] = partial(answer_rows, resource, "")
        for form in resource.formats:
            address = f"{ROOT}/{resource.name}.{form}"
            answers[address] = partial(answer_rows, resource, form)
    return {**answers, f"{ROOT}/{{rest:path}}": answer_unknown}


async def answer_rows(resource: Resource, form: str, request: Request) -> Response:
    """`form`: what the address ends in, "" where it does not say."""
    params = dict(request.query_params)

    def write() -> Body:
        from server.api.bodies import write_rows  # reads all libraries; a server starts without

        return write_rows(resource, form, params)

    return await run_in_threadpool(_answer, request, write)


async def answer_document(request: Request) -> Response:
    """The OpenAPI document; `lang` is that of its descriptions."""
    params, root = dict(request.query_params), request.url.path.removesuffix(f"/{DOCUMENT}")

    def write() -> Body:
        from server.api.bodies import write_document

        return write_document(params, root)

    return await run_in_threadpool(_answer, request, write)


async def answer_unknown(request: Request) -> Response:
    details = {"address": f"{ROOT}/{DOCUMENT}"}
    return _refuse(UNKNOWN, [Problem("address_unknown", "URL", details=details)])


def _answer(request: Request, write: Callable[[], Body]) -> Response:
    """What `write` gives, or nothing where the asker has it; 400 where the address cannot be
    followed, 503 where what it asks for cannot be read."""
    try:
        with look():
            body, media_type = write()
    except Refused as error:
        return _refuse(REFUSED, error.problems)
    except DataError as error:
        return _refuse(UNREADY, error.problems)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {**HEADERS, "ETag": tag}
    had = request.headers.get("If-None-Match", "").split(",")
    if any(one.strip().removeprefix("W/") in (tag, "*") for one in had):
        return Response(status_code=UNCHANGED, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def _refuse(status: int, problems: tuple[Problem, ...] | list[Problem]) -> Response:
    told = {"problems": [tell_problem(problem) for problem in problems]}
    headers = {**HEADERS, "Cache-Control": "no-store"}
    return JSONResponse(told, status, headers)
