"""`/metrics`: how this process is doing, as Prometheus reads it.

For who keeps the machine: it asks each replica from the machine itself, or from an address that was
allowed, and never through a proxy. No figure names a person, nor what somebody looked at.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache, partial
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit import __version__ as STREAMLIT

from server.answering import ALWAYS_NEW
from server.counting import REGISTRY
from server.guard.machine import is_forwarded
from server.readiness import list_checks
from server.sessions import list_sessions
from store.look import look

ROOT = Path(__file__).parents[1]
PROGRAM = ("app.py", "serve.py", "components", "geo", "pages", "server", "store")
UNKNOWN = 404


def list_metrics(watchers: Sequence[str]) -> dict[str, Callable[[Request], object]]:
    """`watchers`: addresses or networks, beside this machine, that may read."""
    return {"/metrics": partial(answer_metrics, tuple(watchers))}


async def answer_metrics(watchers: Sequence[str], request: Request) -> Response:
    """404 for whoever may not read it, as at the proxy."""
    asker = request.client.host if request.client else ""
    own, _ = request.scope.get("server") or ("", None)
    if not may_read(asker, request.headers, (own, *watchers)):
        return PlainTextResponse("", UNKNOWN, headers=ALWAYS_NEW)
    told = await run_in_threadpool(generate_latest, REGISTRY)
    return Response(told, headers={**ALWAYS_NEW, "Content-Type": CONTENT_TYPE_LATEST})


def may_read(asker: str, headers: Iterable[str], watchers: Sequence[str]) -> bool:
    """`asker`: whose connection it is; what a proxy hands on may be anybody's. `watchers`: with the
    address that this machine was asked at, which is also the asker's where it asks itself."""
    if is_forwarded(headers):
        return False
    try:
        place = ip_address(asker)
    except ValueError:
        return False
    place = getattr(place, "ipv4_mapped", None) or place
    return place.is_loopback or any(place in network for network in _list_networks(watchers))


def _list_networks(watchers: Sequence[str]) -> Iterator[IPv4Network | IPv6Network]:
    for watcher in watchers:
        with suppress(ValueError):  # a server that listens at a file has no address
            yield ip_network(watcher)


class Figures(Collector):
    """What stands at the moment it is asked for."""

    def collect(self) -> Iterator[Metric]:
        yield _count_sessions()
        yield _tell_readiness()
        yield from _weigh_caches()
        yield _tell_build()
        yield _tell_packages()


def _count_sessions() -> Metric:
    return GaugeMetricFamily("dutymap_sessions_open", "Pages connected.", len(list_sessions()))


def _tell_readiness() -> Metric:
    told = GaugeMetricFamily(
        "dutymap_ready", "1 where /readyz has nothing against it.", labels=["check"]
    )
    for check in list_checks():
        told.add_metric([check.name], not check.problems)
    return told


def _weigh_caches() -> Iterator[Metric]:
    from components.map.drawing import DRAWINGS
    from components.screens.map.ahead import ANSWERS
    from components.session.remember import count_remembered

    entries = GaugeMetricFamily("dutymap_cache_entries", "What is kept.", labels=["cache"])
    weight = GaugeMetricFamily("dutymap_cache_bytes", "What it weighs.", labels=["cache"])
    for texts in (DRAWINGS, ANSWERS):
        count, size = texts.weigh()
        entries.add_metric([texts.kind], count)
        weight.add_metric([texts.kind], size)
    entries.add_metric(["remembered"], count_remembered())
    yield entries
    yield weight


def _tell_build() -> Metric:
    told = {
        "build": hash_program(),
        "python": platform.python_version(),
        "streamlit": STREAMLIT,
    }
    return InfoMetricFamily("dutymap_build", "The same on replicas that run the same.", told)


@cache
def hash_program() -> str:
    """Of everything that is the program, whatever it was installed from."""
    found = hashlib.sha256()
    for name in PROGRAM:
        place = ROOT / name
        paths = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in paths:
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
                found.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:12]


def _tell_packages() -> Metric:
    """None where they cannot be read, which `dutymap_ready` says."""
    from store.shelf import list_metas  # reads libraries; a server starts without

    told = InfoMetricFamily("dutymap_package", "Plans that open.", labels=["plan"])
    with look():
        for code, meta in list_metas().items():
            told.add_metric([code], {"version": meta["version"]})
    return told


disable_created_metrics()
REGISTRY.register(Figures())
ProcessCollector(registry=REGISTRY)
