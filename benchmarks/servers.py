"""Starts what is measured, each as its own process on a free port."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.place import SETTING
from tests.browser.app_server import ROOT, find_free_port

APPS = ROOT / "benchmarks" / "apps"
KINDS = ("ours", "bare", "tuned", "stock", "dash")
"""The product; a bare Streamlit app at Streamlit's defaults, and under our server settings; the
map with `st_folium` as its documentation shows it, at the defaults; the map with dash-leaflet."""


@dataclass(frozen=True)
class Server:
    address: str
    pid: int


@contextmanager
def serve(
    kind: str, data_dir: Path | None = None, local_dir: Path | None = None
) -> Iterator[Server]:
    """A server that answers; stopped at the end. `data_dir`, `local_dir`: other data packages for
    `ours`, and another folder of an office's own files."""
    with start(kind, data_dir, local_dir) as server:
        wait_until_healthy(server, "/" if kind == "dash" else "/_stcore/health")
        yield server


@contextmanager
def start(
    kind: str, data_dir: Path | None = None, local_dir: Path | None = None
) -> Iterator[Server]:
    """A server just started, which may not answer yet."""
    port = find_free_port()
    with tempfile.TemporaryDirectory() as scratch:
        command, folder = _write_command(kind, port, Path(scratch))
        env = os.environ | {"PYTHONPATH": str(ROOT)}
        env |= {"DUTYMAP_DATA": str(data_dir)} if data_dir else {}
        env |= name_local(local_dir) if local_dir else {}
        with (Path(scratch) / "log").open("w") as log:
            process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
            try:
                yield Server(f"http://localhost:{port}", process.pid)
            finally:
                # Asked to stop, ours would drain first; what runs without a terminal has no Ctrl+C.
                process.send_signal(signal.SIGINT if kind == "ours" else signal.SIGTERM)
                process.wait(timeout=20)


def name_local(folder: Path) -> dict[str, str]:
    """Settings under which an office's own files, and its database, lie in `folder`."""
    return {"DUTYMAP_LOCAL": str(folder), SETTING: ""}


def _write_command(kind: str, port: int, scratch: Path) -> tuple[list[str], Path]:
    streamlit = [sys.executable, "-m", "streamlit", "run"]
    if kind == "dash":
        return [sys.executable, str(APPS / "dash_app.py"), str(port), str(scratch)], scratch
    if kind == "ours":
        return [*streamlit, "serve.py", f"--server.port={port}"], ROOT
    options = [f"--server.port={port}", "--server.headless=true"]
    # Streamlit reads settings from the folder it starts in: only `tuned` starts in ours. Without
    # an address it would ask an outside host for the machine's own, which is not what we measure.
    options += ["--browser.gatherUsageStats=false", "--browser.serverAddress=localhost"]
    script = APPS / ("stock.py" if kind == "stock" else "bare.py")
    return [*streamlit, str(script), *options], ROOT if kind == "tuned" else scratch


def wait_until_healthy(server: Server, path: str, timeout_s: float = 90) -> None:
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(server.address + path, timeout=2):
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"{server.address} did not answer within {timeout_s} s")


def read_memory_mib(pid: int) -> float:
    """Memory of its own that a process holds (unique set size)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    private = [int(line.split()[1]) for line in lines if line.startswith("Private_")]
    return sum(private) / 1024


def read_cpu_s(pid: int) -> float:
    """Seconds of CPU a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
