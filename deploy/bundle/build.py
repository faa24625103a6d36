"""The archive: product, packages, what installs them, and a list of hashes; twice the same bytes.

`python -m deploy.bundle.build [PLATFORM …] [--wheels FOLDER] [--into FOLDER]`
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from deploy.bundle.bill import write_bill
from deploy.bundle.platforms import GLIBC, PLATFORMS, PYTHONS, find_own
from deploy.bundle.wheels import fetch_wheels, hash_file, list_needed

ROOT = Path(__file__).parents[2]
INSTALLER = "deploy/bundle/installer/"
KEPT = ROOT / "bundles"
SHIPPED = (
    *("app.py", "serve.py", "components", "data", "deploy", "docs", "geo", "pages", "server"),
    *("store", ".streamlit", "README.md", "README.zh-CN.md", "requirements.lock"),
)
"""Of the repository; tests and benchmarks stay at home."""
LEFT_OUT = ("docs/screenshots/",)
LOCK, LICENCES, LIST = "requirements.lock", "docs/licences.md", "SHA256SUMS"
PROGRAM, TEXT = 0o755, 0o644


@dataclass(frozen=True)
class Source:
    """`files`: of the product, by their place in it; `made`: when, for every file."""

    version: str
    made: datetime
    files: Mapping[str, bytes]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "platforms", nargs="*", choices=[*PLATFORMS, []], help="else this machine's"
    )
    parser.add_argument("--wheels", type=Path, help="a folder of packages, instead of the network")
    parser.add_argument("--into", type=Path, default=KEPT)
    options = parser.parse_args(arguments)
    source = read_source()
    for platform in options.platforms or [find_own()]:
        folder = options.wheels or KEPT / "wheels" / platform
        if options.wheels is None:
            fetch_wheels(source.files[LOCK].decode(), platform, folder)
        path = build(source, platform, folder, options.into)
        print(f"{hash_file(path)}  {path}  {path.stat().st_size / 2**20:.0f} MiB", flush=True)
    return 0


def read_source() -> Source:
    """What is committed, whatever lies about; so that the version says what it is."""
    told = ["git", "log", "-1", "--format=%ct %h", "--abbrev=7"]
    seconds, name = subprocess.check_output(told, cwd=ROOT, text=True).split()
    made = datetime.fromtimestamp(int(seconds), UTC)
    packed = subprocess.check_output(["git", "archive", "--format=tar", "HEAD", *SHIPPED], cwd=ROOT)
    files = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content and not member.name.startswith(LEFT_OUT):
                files[member.name] = content.read()
    return Source(f"{made:%Y.%m.%d}-{name}", made, files)


def build(source: Source, platform: str, wheels: Path, into: Path) -> Path:
    """Write the archive; it is there whole, or not at all."""
    name = f"dutymap-{source.version}-{platform}"
    lock = source.files[LOCK].decode()
    needed = list_needed(lock, platform, wheels)
    licences = source.files[LICENCES].decode()
    bill = write_bill(name, source.version, needed, licences, source.made)
    small = {
        "bundle.json": json.dumps(describe(source, platform), indent=1).encode() + b"\n",
        "sbom.cdx.json": bill.encode(),
        LOCK: lock.encode(),
        **{
            place.removeprefix(INSTALLER): data
            for place, data in source.files.items()
            if place.startswith(INSTALLER)
        },
        **{f"product/{place}": data for place, data in source.files.items()},
    }
    large = {f"wheels/{path.name}": path for path in needed}
    sums = list_sums(small, large)
    into.mkdir(parents=True, exist_ok=True)
    target = into / f"{name}.{PLATFORMS[platform].kind}"
    beside = target.with_name(f".{target.name}.part")
    writers = {"tar": write_tar, "zip": write_zip}
    everything: dict[str, bytes | Path] = {**small, **large, LIST: sums}
    writers[PLATFORMS[platform].kind](beside, name, sorted(everything.items()), source.made)
    beside.replace(target)
    return target


def describe(source: Source, platform: str) -> dict[str, object]:
    """What the installer compares the machine with."""
    one = PLATFORMS[platform]
    glibc = list(GLIBC) if one.system == "Linux" else None
    told: dict[str, object] = {"version": source.version, "platform": platform, "glibc": glibc}
    return told | {"system": one.system, "machines": list(one.machines), "pythons": list(PYTHONS)}


def list_sums(small: Mapping[str, bytes], large: Mapping[str, Path]) -> bytes:
    """As `sha256sum --check` reads them."""
    found = {place: sha256(data).hexdigest() for place, data in small.items()}
    found |= {place: hash_file(path) for place, path in large.items()}
    return "".join(f"{found[place]}  {place}\n" for place in sorted(found)).encode()


Files = Iterable[tuple[str, bytes | Path]]


def read_each(name: str, files: Files) -> Iterator[tuple[str, bytes, int]]:
    """Each with its place in the archive and its rights."""
    for place, content in files:
        data = content if isinstance(content, bytes) else content.read_bytes()
        yield f"{name}/{place}", data, PROGRAM if place.endswith(".sh") else TEXT


def write_tar(target: Path, name: str, files: Files, made: datetime) -> None:
    """Not packed: wheels are already, and packers differ from machine to machine."""
    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as archive:
        for place, data, mode in read_each(name, files):
            member = tarfile.TarInfo(place)
            member.size, member.mode, member.mtime = len(data), mode, int(made.timestamp())
            archive.addfile(member, io.BytesIO(data))


def write_zip(target: Path, name: str, files: Files, made: datetime) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for place, data, mode in read_each(name, files):
            member = zipfile.ZipInfo(place, made.timetuple()[:6])
            member.create_system, member.external_attr = 3, (0o100000 | mode) << 16
            archive.writestr(member, data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
