"""The addresses of the server that are no pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from server.answering import ALWAYS_NEW, UNREADY
from server.api.answers import Answer, list_api_routes, list_page_routes
from server.doctor.asked import list_doctor
from server.drawn import list_drawn
from server.metrics import list_metrics
from server.problems import tell_problems
from server.readiness import CHECKS, READING, list_checks


async def answer_health(request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n", headers=ALWAYS_NEW)


async def answer_readiness(names: Iterable[str], request: Request) -> Response:
    """`{"ready", "checks": [{"name", "ready", "problems"}]}`, 503 where one is not. See
    `tell_problems`."""
    checks = await run_in_threadpool(list_checks, names)
    told = [
        {
            "name": check.name,
            "ready": not check.problems,
            **tell_problems(check.problems),
        }
        for check in checks
    ]
    is_ready = not any(check.problems for check in checks)
    status = 200 if is_ready else UNREADY
    return JSONResponse({"ready": is_ready, "checks": told}, status, headers=ALWAYS_NEW)


ANSWERS: dict[str, Answer] = {
    "/healthz": answer_health,
    "/readyz": partial(answer_readiness, CHECKS),
    "/readyz/reading": partial(answer_readiness, READING),
    **list_doctor(),
    **list_drawn(),
}


def list_routes(
    base: str, origins: Sequence[str] = (), watchers: Sequence[str] = ()
) -> list[Route]:
    """`base`: the sub-path that pages stand below, "" for none. A proxy asks below it, as for a
    page; who looks after the machine asks at its root. `origins`: see `list_api_routes`,
    `watchers`: see `list_metrics`."""
    below = base.strip("/")
    roots = ["", f"/{below}"] if below else [""]
    answers = {**ANSWERS, **list_metrics(watchers)}
    routes = []
    for root in roots:
        routes += [Route(f"{root}{path}", answer) for path, answer in answers.items()]
        routes += [*list_api_routes(root, origins), *list_page_routes(root)]
    return routes
