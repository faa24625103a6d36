"""Each way in which a person is known: what a request says of who asks, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from starlette.types import Scope

from server.guard.headers import (
    clean_text,
    find_cookies,
    find_plain,
    find_value,
    find_values,
    read_text,
)
from server.guard.machine import LOOPBACK
from server.guard.provider import find_claims
from server.settings import NONE, OIDC, PROXY, Network, Settings

SECURE = {"http": "https", "ws": "wss"}
MAX_PERSON, MAX_NAME, MAX_GROUPS = 200, 100, 200


@dataclass(frozen=True)
class Identity:
    """`person`: what they are known by, for ever; `name`: what they are called."""

    person: str
    name: str
    source: str
    groups: tuple[str, ...] = ()


def find_peer(scope: Scope) -> str:
    """The address at the other end of the socket; what a header says of it counts for nothing."""
    return str((scope.get("client") or ("",))[0])


@lru_cache(1024)
def is_listed(peer: str, networks: tuple[Network, ...]) -> bool:
    try:
        address = ip_address(peer.partition("%")[0])
    except ValueError:  # a socket without an address
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in networks)


def find_scheme(scope: Scope, settings: Settings) -> str:
    """As a listed proxy says that it was asked. Where none is listed one on this machine is
    believed, as by a server before any settings."""
    networks, peer = settings.proxy.addresses, find_peer(scope)
    is_proxy = is_listed(peer, networks) if networks else peer in LOOPBACK
    told = find_plain(scope["headers"], "x-forwarded-proto") if is_proxy else ""
    if told not in {*SECURE, *SECURE.values()}:
        return str(scope["scheme"])
    plain = "ws" if scope["type"] == "websocket" else "http"
    return SECURE[plain] if told in SECURE.values() else plain


def find_address(scope: Scope, settings: Settings) -> str:
    """Where who asks sits, for the audit: as a listed proxy tells it, else the peer."""
    peer = find_peer(scope)
    if not is_listed(peer, settings.proxy.addresses):
        return peer
    told = find_plain(scope["headers"], "x-forwarded-for").rpartition(",")[2].strip()
    return told[:45] or peer


def read_none(scope: Scope, settings: Settings) -> Identity | None:
    """Nobody is known."""
    return None


def read_proxy(scope: Scope, settings: Settings) -> Identity | None:
    """As the gateway says in its headers, where it is the gateway that asks."""
    proxy, headers = settings.proxy, scope["headers"]
    if not is_listed(find_peer(scope), proxy.addresses):
        return None
    person = find_value(headers, proxy.person)
    if not person or len(person) > MAX_PERSON:
        return None
    listed = [read_text(value) for value in find_values(headers, proxy.groups)]
    groups = tuple(group for text in listed for group in split_groups(text))
    name = find_value(headers, proxy.name)[:MAX_NAME] or person
    return Identity(person, name, PROXY, groups[:MAX_GROUPS])


def split_groups(text: str) -> list[str]:
    """By semicolons, else by commas, unless these part the name of one in a directory."""
    mark = ";" if ";" in text or "=" in text else ","
    return [group.strip() for group in text.split(mark) if group.strip()]


def read_oidc(scope: Scope, settings: Settings) -> Identity | None:
    """As an OpenID Connect provider said at sign-in, in the cookie that Streamlit signs."""
    return read_cookies(find_cookies(scope["headers"]), settings)


def read_cookies(cookies: Mapping[str, str], settings: Settings) -> Identity | None:
    """Nobody where the claim by which people are known is missing, or is no text."""
    names = settings.oidc
    claims = find_claims(cookies, settings)
    person = clean_text(claims.get(names.person)) if claims else ""
    if claims is None or not person or len(person) > MAX_PERSON:
        return None
    told = claims.get(names.groups, [])
    listed = split_groups(told) if isinstance(told, str) else told
    cleaned = map(clean_text, listed) if isinstance(listed, list) else ()
    groups = tuple(group for group in cleaned if group)
    name = clean_text(claims.get(names.name))[:MAX_NAME] or person
    return Identity(person, name, OIDC, groups[:MAX_GROUPS])


SOURCES: dict[str, Callable[[Scope, Settings], Identity | None]] = {
    NONE: read_none,
    PROXY: read_proxy,
    OIDC: read_oidc,
}
