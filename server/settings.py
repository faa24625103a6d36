"""How people are known and what they may see: `access.toml`, read once at the start.

`DUTYMAP_ACCESS` names the file; without, it is `access.toml` in `local/`, and where there is none
nobody signs in. A server whose settings are wrong answers nothing but what is wrong with them.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

from components.session.reader import OURS
from geo.packages.package import find_local_dir
from geo.packages.problems import DataError, Problem, raise_if_any
from store.rights import read_grant

SETTING, FILE = "DUTYMAP_ACCESS", "access.toml"
NONE, PROXY, OIDC = "none", "proxy", "oidc"
EVERYONE, SIGNED_IN = "everyone", "signed_in"
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
ORIGIN = re.compile(rf"https?://(?:{HOST.pattern})(?::\d{{1,5}})?")
TOKEN = re.compile(r"[A-Za-z0-9-]+")
Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class SignIn:
    """`contact`: whom to ask, as the page before the product shows it."""

    source: str = NONE
    contact: str = ""


@dataclass(frozen=True)
class Proxy:
    """The addresses that a gateway asks from, and its headers, in small letters."""

    addresses: tuple[Network, ...] = ()
    person: str = "x-remote-user"
    name: str = "x-remote-name"
    groups: str = "x-remote-groups"


@dataclass(frozen=True)
class Oidc:
    """What a provider's claims are called. `person`: of what somebody is known by for ever;
    `issuer`: the provider's own name, "" where it is told by the address of its description."""

    person: str = "sub"
    name: str = "name"
    groups: str = "groups"
    issuer: str = ""


@dataclass(frozen=True)
class Reading:
    """`open`: to everybody; `progress`: who sees what was reported."""

    open: bool = True
    progress: str = EVERYONE


@dataclass(frozen=True)
class Sessions:
    idle_minutes: int = 30
    absolute_hours: int = 12


@dataclass(frozen=True)
class Sites:
    """`names`: of the product, any where empty. `frame_ancestors`, `cors`: origins that may frame
    it, or read what is for programs by a script; `watchers`: addresses that may read its figures;
    none where empty."""

    names: tuple[str, ...] = ()
    frame_ancestors: tuple[str, ...] = ()
    cors: tuple[str, ...] = ()
    watchers: tuple[Network, ...] = ()


@dataclass(frozen=True)
class Settings:
    """`groups`: rights as commands name them, by the group of a gateway."""

    sign_in: SignIn = SignIn()
    proxy: Proxy = Proxy()
    oidc: Oidc = Oidc()
    reading: Reading = Reading()
    sessions: Sessions = Sessions()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    sites: Sites = Sites()


class _WrongError(ValueError):
    """What a value has to be."""


Read = Callable[[object], Any]


def find_settings_file() -> Path:
    named = os.environ.get(SETTING, "")
    return Path(named) if named else find_local_dir() / FILE


def load_settings() -> Settings:
    """Raises `DataError` with everything that is wrong; a file that was named must be there."""
    path = find_settings_file()
    if not (path.exists() or os.environ.get(SETTING)):
        return Settings()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            [Problem("unreadable_file", path.name, details={"reason": str(error)})]
        ) from None
    return read_settings(text, path.name)


def read_settings(text: str, file: str = FILE) -> Settings:
    """Raises `DataError`."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError([Problem("broken_toml", file, details={"reason": str(error)})]) from None
    problems = _list_unknown(told, (*TABLES, "groups"), "", file)
    found: dict[str, Any] = {}
    for name, (build, reads) in TABLES.items():
        table = told.get(name, {})
        if not isinstance(table, dict):
            problems.append(_refuse(file, f"[{name}]", table, "a table"))
            continue
        problems += _list_unknown(table, reads, f"[{name}] ", file)
        values: dict[str, Any] = {}
        for key, read in reads.items():
            if key in table:
                try:
                    values[key] = read(table[key])
                except _WrongError as wrong:
                    problems.append(_refuse(file, f"[{name}] {key}", table[key], str(wrong)))
        found[name] = build(**values)
    found["groups"], wrong_groups = _read_groups(told.get("groups", {}), file)
    raise_if_any(problems + wrong_groups)
    settings = Settings(**found)
    raise_if_any(_list_unsuited(settings, file))
    return settings


def _list_unknown(told: Mapping[str, object], known: Any, where: str, file: str) -> list[Problem]:
    details = {"allowed": ", ".join(known)}
    return [
        Problem("setting_unknown", file, column=f"{where}{key}", details=details)
        for key in told
        if key not in known
    ]


def _refuse(file: str, key: str, value: object, expected: str) -> Problem:
    return Problem(
        "setting_value", file, column=key, value=str(value), details={"expected": expected}
    )


def _read_groups(told: object, file: str) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    if not isinstance(told, dict):
        return {}, [_refuse(file, "[groups]", told, "a table")]
    found, problems = {}, []
    for group, rights in told.items():
        try:
            found[group] = tuple(read_grant(right).write() for right in _read_texts(rights))
        except _WrongError as wrong:
            problems.append(_refuse(file, f"[groups] {group}", rights, str(wrong)))
        except DataError as error:
            expected = error.problems[0].details["expected"]
            problems.append(_refuse(file, f"[groups] {group}", rights, expected))
    return found, problems


def _list_unsuited(settings: Settings, file: str) -> list[Problem]:
    """What is right by itself and wrong together."""
    problems, proxy = [], settings.proxy
    if settings.sign_in.source == PROXY and not proxy.addresses:
        problems.append(_refuse(file, "[proxy] addresses", "", "the gateway's own, as 10.1.2.3"))
    if settings.sign_in.source == NONE and not settings.reading.open:
        wanted = f"{PROXY}, {OIDC}"
        problems.append(_refuse(file, "[sign_in] source", NONE, wanted))
    if len({proxy.person, proxy.name, proxy.groups}) < 3:
        problems.append(_refuse(file, "[proxy]", proxy.person, "three different headers"))
    return problems


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise _WrongError("a text")
    return value.strip()


def _read_texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _WrongError("a list of texts")
    return tuple(one.strip() for one in value)


def _read_switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongError("true, false")
    return value


def _choose(*choices: str) -> Read:
    def read(value: object) -> str:
        if value not in choices:
            raise _WrongError(", ".join(choices))
        return str(value)

    return read


def _count(most: int) -> Read:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            raise _WrongError(f"1 … {most}")
        return value

    return read


def _match(pattern: re.Pattern[str], expected: str) -> Read:
    def read(value: object) -> tuple[str, ...]:
        found = tuple(one.lower() for one in _read_texts(value))
        if not all(map(pattern.fullmatch, found)):
            raise _WrongError(expected)
        return found

    return read


def _read_header(value: object) -> str:
    text = _read_text(value)
    if not TOKEN.fullmatch(text) or text.lower().startswith(OURS):
        raise _WrongError("X-Remote-User")
    return text.lower()


def _read_networks(value: object) -> tuple[Network, ...]:
    """An address of everybody is none of a proxy."""
    try:
        found = tuple(ip_network(one) for one in _read_texts(value))
    except ValueError as error:
        raise _WrongError("10.1.2.3, 10.1.2.0/24, fd00::/64") from error
    if not all(network.prefixlen for network in found):
        raise _WrongError("10.1.2.3, 10.1.2.0/24, fd00::/64")
    return found


TABLES: dict[str, tuple[Callable[..., Any], dict[str, Read]]] = {
    "sign_in": (SignIn, {"source": _choose(NONE, PROXY, OIDC), "contact": _read_text}),
    "proxy": (
        Proxy,
        {
            "addresses": _read_networks,
            "person": _read_header,
            "name": _read_header,
            "groups": _read_header,
        },
    ),
    "oidc": (Oidc, dict.fromkeys(("person", "name", "groups", "issuer"), _read_text)),
    "reading": (Reading, {"open": _read_switch, "progress": _choose(EVERYONE, SIGNED_IN)}),
    "sessions": (Sessions, {"idle_minutes": _count(1440), "absolute_hours": _count(168)}),
    "sites": (
        Sites,
        {
            "names": _match(HOST, "duty.example.gov.cn"),
            "frame_ancestors": _match(ORIGIN, "https://portal.example.gov.cn"),
            "cors": _match(ORIGIN, "https://portal.example.gov.cn"),
            "watchers": _read_networks,
        },
    ),
}
"""Every table and what reads each of its keys."""
