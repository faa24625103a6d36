"""Starts the product as a user does, on a free port, and waits until it answers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLOSED = 401
"""The answer of a server that shows nothing to who has not signed in."""


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


class AppServer:
    """The product on a port of its own, which can be stopped and started again.

    `options`: of Streamlit's, e.g. `--server.baseUrlPath=duty`. `environment`: of the process's.
    """

    def __init__(self, *options: str, environment: Mapping[str, str] | None = None) -> None:
        self.port = find_free_port()
        paths = [o.partition("=")[2] for o in options if o.startswith("--server.baseUrlPath=")]
        self.address = "/".join([f"http://localhost:{self.port}", *paths])
        command = [sys.executable, "-m", "streamlit", "run", "serve.py"]
        self._command = [*command, f"--server.port={self.port}", *options]
        self._environment = os.environ | (environment or {})

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _wait_until_healthy(self.address, self._process)

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        """Without a word to the pages that are open."""
        self._process.kill()
        self._process.wait(timeout=20)

    def stop(self) -> None:
        """At once, as Ctrl+C does."""
        if os.name == "nt":
            self._process.terminate()
        else:
            self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=20)

    def drain(self) -> None:
        """As a service is stopped: the pages are sent to other replicas first."""
        self._process.terminate()

    def wait(self) -> int:
        """Until it has ended; its exit code."""
        return self._process.wait(timeout=60)


@contextmanager
def run_server(data_dir: Path | None = None) -> Iterator[str]:
    """Address of a running server, e.g. `http://localhost:40001`."""
    with run_app(environment={"DUTYMAP_DATA": str(data_dir)} if data_dir else None) as server:
        yield server.address


@contextmanager
def run_app(*options: str, environment: Mapping[str, str] | None = None) -> Iterator[AppServer]:
    """A running `AppServer`, stopped at the end."""
    server = AppServer(*options, environment=environment)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except urllib.error.HTTPError as error:
            if error.code == CLOSED:
                return
            time.sleep(0.1)
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer within 60 s")
