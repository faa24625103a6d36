"""The archive of this machine, installed where there is no network, and looked at; on Linux.

`python -m deploy.bundle.rehearse [--wheels FOLDER]` builds it twice, damages a package, installs it
in a network namespace of its own that has no way out, serves, and updates. It prints what it saw;
takes some minutes and 2 GB of the disk.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path

from deploy.bundle.build import LIST, build, read_source
from deploy.bundle.platforms import find_own
from deploy.bundle.wheels import fetch_wheels, hash_file

ALONE = "--alone"
SET_FLAGS, UP = 0x8914, 1
OUTSIDE = ("192.0.2.1", 443)
"""An address that is nobody's."""
PORT = 8779
START_S = 90
MIB = 2**20


def main(arguments: list[str]) -> int:
    if arguments[:1] == [ALONE]:
        return look_at(*map(Path, arguments[1:]))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheels", type=Path, help="a folder of packages, instead of the network")
    options = parser.parse_args(arguments)
    source, platform = read_source(), find_own()
    with tempfile.TemporaryDirectory(prefix="dutymap-rehearsal-") as name:
        folder = Path(name)
        wheels = options.wheels or folder / "wheels"
        if options.wheels is None:
            fetch_wheels(source.files["requirements.lock"].decode(), platform, wheels)
        archive = build(source, platform, wheels, folder / "once")
        again = build(source, platform, wheels, folder / "again")
        require("twice the same bytes", hash_file(archive) == hash_file(again))
        shutil.rmtree(again.parent)
        print(f"{archive.name}: {archive.stat().st_size / MIB:.0f} MiB, twice the same", flush=True)
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        archive.unlink()
        unpacked = folder / archive.stem
        refuse_damage(unpacked, folder / "home")
        own = ["--map-root-user"] if os.geteuid() else []
        command = [sys.executable, "-m", "deploy.bundle.rehearse", ALONE]
        command += [str(unpacked), str(folder / "home")]
        return subprocess.call(["unshare", "--net", *own, *command])


def require(what: str, holds: bool) -> None:
    if not holds:
        sys.exit(f"does not hold: {what}")


def refuse_damage(unpacked: Path, home: Path) -> None:
    wheel = max((unpacked / "wheels").iterdir(), key=lambda path: path.stat().st_size)
    with wheel.open("r+b") as file:
        file.seek(1000)
        letter = file.read(1)
        file.seek(1000)
        file.write(bytes([letter[0] ^ 1]))
    done = call_installer(unpacked, home)
    require("a damaged package is refused by its name", wheel.name in done.stderr)
    require("and nothing is installed", done.returncode == 1 and not home.exists())
    print(f"damaged, and refused: {done.stderr.splitlines()[-1]}", flush=True)
    with wheel.open("r+b") as file:
        file.seek(1000)
        file.write(letter)


def call_installer(unpacked: Path, home: Path) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(unpacked / "install.sh"), str(home)]
    environment = os.environ | {"PYTHON": find_plain_python()}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def find_plain_python() -> str:
    """That of the machine, not of the environment this runs in."""
    return str(Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}"))


def look_at(unpacked: Path, home: Path) -> int:
    """Where nothing outside can be reached."""
    set_up_loopback()
    with socket.socket() as probe:
        require("nothing outside is reached", probe.connect_ex(OUTSIDE) != 0)
    began = time.monotonic()
    done = call_installer(unpacked, home)
    require(f"it is installed: {done.stderr}", done.returncode == 0)
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
    print(f"installed in {time.monotonic() - began:.0f} s, {size / MIB:.0f} MiB", flush=True)
    require("the doctor finds nothing", subprocess.call([str(home / "dutymap"), "doctor"]) == 0)
    serve(home, see_pages)
    keep(home)
    update(unpacked, home)
    print("updated: what the office keeps and its settings are as they were", flush=True)
    serve(home, see_pages)
    return 0


def set_up_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", UP))


def serve(home: Path, look: Callable[[], None]) -> None:
    environment = os.environ | {"STREAMLIT_SERVER_PORT": str(PORT)}
    began = time.monotonic()
    server = subprocess.Popen([str(home / "dutymap"), "run"], env=environment)
    try:
        while time.monotonic() < began + START_S and server.poll() is None:
            with suppress(OSError):
                ask("/readyz")
                look()
                print(f"ready after {time.monotonic() - began:.0f} s", flush=True)
                return
            time.sleep(0.2)
        require("it serves", False)
    finally:
        server.terminate()
        server.wait(60)


def see_pages() -> None:
    require("a page is answered", b"<title>" in ask("/"))
    rows = ask("/api/v1/duties.csv").decode().splitlines()
    print(f"a page is answered, and {len(rows) - 1} duties", flush=True)


def ask(path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as answer:
        return bytes(answer.read())


def keep(home: Path) -> None:
    """What an office has by then: a database, and settings of its own."""
    subprocess.check_call([str(home / "dutymap"), "db", "init"])
    with (home / "dutymap.env").open("a") as file:
        file.write("# ours\n")


def update(unpacked: Path, home: Path) -> None:
    """By an archive of another version."""
    before = (home / "current").resolve()
    kept = [hash_file(path) for path in (home / "local" / "dutymap.db", home / "dutymap.env")]
    told = json.loads((unpacked / "bundle.json").read_text())
    (unpacked / "bundle.json").write_text(json.dumps(told | {"version": "next"}))
    sums = (unpacked / LIST).read_text().splitlines()
    own = f"{hash_file(unpacked / 'bundle.json')}  bundle.json"
    changed = [own if line.endswith("  bundle.json") else line for line in sums]
    (unpacked / LIST).write_text("\n".join(changed) + "\n")
    done = call_installer(unpacked, home)
    require(f"it is updated: {done.stderr}", done.returncode == 0)
    require("the new one is in use", (home / "current").resolve().name == "next")
    require("the one before is there", before.is_dir())
    found = [hash_file(path) for path in (home / "local" / "dutymap.db", home / "dutymap.env")]
    require("what the office keeps is as it was", found == kept)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
