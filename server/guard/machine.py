"""Without sign-in, whoever sits at the machine itself may write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
OF_PROXIES = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip")
"""What a proxy adds to a request; so is everything that begins with `x-forwarded-`."""


def is_forwarded(names: Iterable[str]) -> bool:
    """Whether a proxy handed a request on: by the names of its headers, in small letters."""
    return any(name in OF_PROXIES or name.startswith("x-forwarded-") for name in names)


def is_at_the_machine(address: str, headers: Mapping[str, str]) -> bool:
    """`address`: what the server listens on; `headers`: of the request. A proxy without marks of
    its own is known by `Origin`, which the browser writes, and which is then another than `Host`; a
    foreign name that was made to lead to this machine is known by `Host`."""
    told = {name.lower(): value for name, value in headers.items()}
    named = [f"//{told['host']}"] if "host" in told else []
    named += [told["origin"]] if "origin" in told else []
    places = {*map(_find_place, named)}
    is_direct = len(places) <= 1 and {host for host, _ in places} <= LOOPBACK
    return address in LOOPBACK and not is_forwarded(told) and is_direct


def _find_place(address: str) -> tuple[str, int | None]:
    """Host and port."""
    try:
        parts = urlsplit(address)
        return parts.hostname or "", parts.port
    except ValueError:  # brackets that are no address, or a port that is no number
        return "", None
