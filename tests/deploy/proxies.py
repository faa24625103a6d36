"""Starts nginx, Apache and HAProxy from the files of `deploy/`, as an office would fill them in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.app_server import ROOT, find_free_port
from tests.browser.proxy import wait_until_listening

DEPLOY = ROOT / "deploy"
PROGRAMS = "/usr/sbin:/usr/local/sbin:/opt/homebrew/bin"
MODULES = Path("/usr/lib/apache2/modules")
LOADED = (
    *("mpm_event", "authz_core", "alias", "headers", "proxy", "proxy_http", "ssl"),
    "socache_shmcb",
)


@dataclass(frozen=True)
class Office:
    """What an office fills in. `replica`: address and port of the server; `path`: as in a browser;
    `silence_s`: how long a connection may say nothing; the files lie in `folder`."""

    folder: Path
    replica: str
    certificate: Path
    key: Path
    path: str = "/"
    silence_s: int = 60


@contextmanager
def run_nginx(office: Office) -> Iterator[str]:
    """Its address, without the path."""
    port = find_free_port()
    (office.folder / "dutymap.conf").write_text(write_nginx(office, port), encoding="utf-8")
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{name}_temp_path {office.folder}/{name};\n" for name in names)
    (office.folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {office.folder}/pid; events {{}}\n"
        f"http {{\naccess_log off;\n{folders}include {office.folder}/dutymap.conf;\n}}\n"
    )
    log = office.folder / "error.log"
    options = ["-p", office.folder, "-c", office.folder / "nginx.conf", "-e", log]
    with _run([find_program("nginx"), *map(str, options)], port, {}):
        yield f"https://localhost:{port}"


def write_nginx(office: Office, port: int) -> str:
    """The lines that end in the name of a setting, with its value."""
    values = {
        "PLAIN": f"127.0.0.1:{find_free_port()}",
        "BIND": f"127.0.0.1:{port}",
        "NAME": "localhost",
        "CERTIFICATE": str(office.certificate),
        "KEY": str(office.key),
        "PATH": office.path,
        "REPLICA": f"http://{office.replica}",
        "SILENCE": f"{office.silence_s}s",
    }

    def fill(line: re.Match[str]) -> str:
        return f"{line[1]}{values[line[3]]}{line[2]}"

    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    marked = re.compile(r"^(\s*\w+ )[^ ;]+((?: ssl)?(?:;| \{))  # DUTYMAP_(\w+)$", re.MULTILINE)
    assert {line[3] for line in marked.finditer(text)} == {*values}
    return marked.sub(fill, text)


@contextmanager
def run_apache(
    office: Office, write_more: Callable[[int], str] | None = None, modules: tuple[str, ...] = ()
) -> Iterator[str]:
    """Its address, without the path. `write_more`: by the port a further file, which the site
    includes, and `modules` that this one needs."""
    port, plain = find_free_port(), find_free_port()
    site = write_apache(office, port, plain)
    if write_more:
        (office.folder / "more.conf").write_text(write_more(port), encoding="utf-8")
        before, end, after = site.rpartition("</VirtualHost>")
        site = f"{before}Include {office.folder}/more.conf\n{end}{after}"
    (office.folder / "dutymap.conf").write_text(site, encoding="utf-8")
    loaded = "".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in (*LOADED, *modules)
    )
    (office.folder / "apache.conf").write_text(
        f"ServerRoot {office.folder}\nServerName localhost\nPidFile {office.folder}/pid\n"
        f"Listen 127.0.0.1:{port}\nListen 127.0.0.1:{plain}\nErrorLog {office.folder}/error.log\n"
        f"DefaultRuntimeDir {office.folder}\n{loaded}Include {office.folder}/dutymap.conf\n"
    )
    command = [find_program("apache2"), "-D", "FOREGROUND", "-f", office.folder / "apache.conf"]
    with _run([str(part) for part in command], port, {}):
        yield f"https://localhost:{port}"


def write_apache(office: Office, port: int, plain: int) -> str:
    """The lines that begin with `Define`, with their values."""
    values = {
        "PLAIN": f"127.0.0.1:{plain}",
        "BIND": f"127.0.0.1:{port}",
        "NAME": "localhost",
        "CERTIFICATE": str(office.certificate),
        "KEY": str(office.key),
        "PATH": office.path,
        "REPLICA": office.replica,
        "SILENCE": str(office.silence_s),
    }
    text = (DEPLOY / "apache.conf").read_text(encoding="utf-8")
    defined = re.compile(r"^Define DUTYMAP_(\w+) .+$", re.MULTILINE)
    assert {line[1] for line in defined.finditer(text)} == {*values}
    return defined.sub(lambda line: f"Define DUTYMAP_{line[1]} {values[line[1]]}", text)


@contextmanager
def run_haproxy(office: Office) -> Iterator[str]:
    """Its address, without the path. It is told by the environment, and of silence in its file."""
    port = find_free_port()
    text = (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")
    silent = re.compile(r"^    timeout (client|tunnel) 60s", re.MULTILINE)
    text, count = silent.subn(rf"    timeout \1 {office.silence_s}s", text)
    assert count == 2
    (office.folder / "haproxy.cfg").write_text(text, encoding="utf-8")
    both = office.folder / "both.pem"
    both.write_bytes(office.certificate.read_bytes() + office.key.read_bytes())
    values = {
        "DUTYMAP_BIND": f"127.0.0.1:{port} ssl crt {both}",
        "DUTYMAP_REPLICA_A": office.replica,
        "DUTYMAP_REPLICA_B": f"127.0.0.1:{find_free_port()}",
    }
    command = [find_program("haproxy"), "-db", "-f", str(office.folder / "haproxy.cfg")]
    with _run(command, port, values):
        yield f"https://localhost:{port}"


PROXIES = {"nginx": run_nginx, "apache": run_apache, "haproxy": run_haproxy}


def find_program(name: str) -> str:
    return shutil.which(name, path=PROGRAMS) or name


@contextmanager
def _run(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, env=os.environ | environment)
    try:
        wait_until_listening(port, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)
