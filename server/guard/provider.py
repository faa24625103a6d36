"""OpenID Connect as Streamlit does it: how it is set up, and whom its signed cookie names.

Streamlit keeps what the provider said of a person in a cookie of the browser, signed with a secret
of the server's. How a provider is reached stands with that secret in `.streamlit/secrets.toml`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from streamlit.auth_util import (
    encode_provider_token,
    get_cookie_with_chunks,
    get_redirect_uri,
    get_secrets_auth_section,
)
from streamlit.errors import StreamlitAuthError
from streamlit.runtime.secrets import AttrDict
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from geo.packages.problems import Problem, raise_if_any
from server.guard.paths import CALLBACK, LOG_IN
from server.settings import Settings

FILE, PROVIDER = "secrets.toml", "default"
DESCRIPTION = "/.well-known/openid-configuration"
LEAST_SECRET = 32
NEEDED = {
    "redirect_uri": f"https://duty.example.gov.cn{CALLBACK}",
    "cookie_secret": f"{LEAST_SECRET}+",
    "client_id": "…",
    "client_secret": "…",
    "server_metadata_url": f"https://id.example.gov.cn{DESCRIPTION}",
}
"""Of the section `[auth]`, each as it has to be."""
HOURS = 24
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Provider:
    """`issuer`: what it calls itself in everything it signs; `origin`: of the product, as the
    provider leads back to it."""

    issuer: str
    origin: str


def load_provider(settings: Settings) -> Provider:
    """Raises `DataError` with everything that is wrong or missing; says no secret."""
    section = get_secrets_auth_section()
    told = {key: str(section.get(key, "")).strip() for key in NEEDED}
    origin = _find_origin(section)
    described = told["server_metadata_url"]
    issuer = settings.oidc.issuer or described.removesuffix(DESCRIPTION)
    suited = {
        "redirect_uri": bool(origin),
        "cookie_secret": len(told["cookie_secret"]) >= LEAST_SECRET,
        "client_id": bool(told["client_id"]),
        "client_secret": bool(told["client_secret"]),
        "server_metadata_url": described.partition("://")[0] in PORTS and issuer != described,
    }
    raise_if_any(
        Problem("setting_value", FILE, column=f"[auth] {key}", details={"expected": expected})
        for key, expected in NEEDED.items()
        if not suited[key]
    )
    return Provider(issuer, origin)


def _find_origin(section: AttrDict) -> str:
    """Of the product, as the provider leads back to it; "" where it could not."""
    try:
        parts = urlsplit(get_redirect_uri(section) or "")
    except (ValueError, StreamlitAuthError):
        return ""
    is_whole = parts.scheme in PORTS and parts.hostname and parts.path.endswith(CALLBACK)
    return f"{parts.scheme}://{parts.netloc}" if is_whole else ""


def find_place(address: str) -> tuple[str, int | None]:
    """Host and port of an origin, with the port that its scheme has by itself."""
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or PORTS.get(parts.scheme)


def write_login() -> str:
    """The address, below the product's, from which Streamlit leads to the provider; good for two
    minutes."""
    return f"{LOG_IN}?provider={encode_provider_token(PROVIDER)}"


def find_claims(cookies: Mapping[str, str], settings: Settings) -> Mapping[str, Any] | None:
    """What the provider says of the person of a browser; None where the cookie is not of this
    server's making, for another address, from another provider, or older than a session may be."""
    secret, days = get_cookie_secret(), settings.sessions.absolute_hours / HOURS

    def read(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, ""), days)

    kept = get_cookie_with_chunks(read, USER_COOKIE_NAME)
    try:
        claims = json.loads(kept or b"null")
    except ValueError:
        return None
    if not isinstance(claims, dict) or claims.get("is_logged_in") is not True:
        return None
    provider = load_provider(settings)
    is_ours = claims.get("origin") == provider.origin and claims.get("provider") == PROVIDER
    return claims if is_ours and claims.get("iss") == provider.issuer else None
