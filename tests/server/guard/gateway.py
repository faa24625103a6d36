"""Starts Apache from the files of `deploy/`, as the gateway that signs people in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.deploy.certificates import write_certificate
from tests.deploy.proxies import DEPLOY, Office, run_apache
from tests.server.guard.provider import Provider

MODULES = ("authn_core", "authz_user", "auth_openidc")


@contextmanager
def run_gateway(
    folder: Path, provider: Provider, product: int, unknown: str = "auth"
) -> Iterator[str]:
    """Its address. `product`: the port; `unknown`: what is done with who has not signed in."""
    office = Office(folder, f"127.0.0.1:{product}", *write_certificate(folder))
    with run_apache(
        office, lambda port: write_gateway(provider, port, unknown), MODULES
    ) as address:
        yield address


def write_gateway(provider: Provider, port: int, unknown: str) -> str:
    """The lines that begin with `Define`, with their values."""
    values = {
        "PROVIDER": provider.issuer,
        "CALLBACK": f"https://localhost:{port}/gateway",
        "CLIENT": "duty",
        "CLIENT_SECRET": "of-tests",
        "PASSPHRASE": "a-passphrase-of-tests",
        "UNKNOWN": unknown,
        "SIGN_IN": "/sign-in",
    }
    text = (DEPLOY / "apache-oidc.conf").read_text(encoding="utf-8")
    defined = re.compile(r"^Define DUTYMAP_(\w+) .+$", re.MULTILINE)
    assert {line[1] for line in defined.finditer(text)} == {*values}
    return defined.sub(lambda line: f"Define DUTYMAP_{line[1]} {values[line[1]]}", text)
