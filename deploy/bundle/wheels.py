"""Packages for a machine that is another one than this, fetched by the lock and by its hashes."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from hashlib import file_digest
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import parse_wheel_filename

from deploy.bundle.platforms import PLATFORMS, PYTHONS


class Unfit(Exception):
    """A folder of wheels does not hold what the lock asks for."""


PIN = re.compile(r"(?=^[A-Za-z0-9][\w.-]*==)", re.MULTILINE)


def choose_pins(lock: str, platform: str, python: str) -> str:
    """The pins of a lock that hold there, each with its hashes and without its marker: pip would
    read markers for the machine that it runs on."""
    environment: dict[str, str | set[str]] = {**default_environment()}  # type: ignore[dict-item]
    environment |= PLATFORMS[platform].markers
    environment |= {"python_version": python, "python_full_version": f"{python}.0"}
    environment |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    kept = []
    for pin in PIN.split(lock)[1:]:
        head, _, rest = pin.partition("\n")
        requirement = Requirement(head.removesuffix("\\"))
        if requirement.marker is None or requirement.marker.evaluate(environment):
            kept.append(f"{requirement.name}{requirement.specifier} \\\n{rest}")
    return "".join(kept)


def fetch_wheels(lock: str, platform: str, folder: Path, *options: str) -> None:
    """Fill the folder with what the lock asks for on any of `PYTHONS`; a file that is there is not
    fetched again. `options`: of pip's, e.g. where to look. Raises `CalledProcessError`."""
    folder.mkdir(parents=True, exist_ok=True)
    for python in PYTHONS:
        with tempfile.TemporaryDirectory() as scratch:
            pins = Path(scratch, "pins")
            pins.write_text(choose_pins(lock, platform, python), encoding="utf-8")
            tags = [part for tag in PLATFORMS[platform].tags for part in ("--platform", tag)]
            abis = [
                part
                for abi in (f"cp{python.replace('.', '')}", "abi3", "none")
                for part in ("--abi", abi)
            ]
            subprocess.check_call(
                [
                    *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
                    *("--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"),
                    *("--python-version", python, "--implementation", "cp", *abis, *tags),
                    *("--dest", str(folder), "-r", str(pins), *options),
                ]
            )


def list_needed(lock: str, platform: str, folder: Path) -> list[Path]:
    """The wheels of a folder that the lock asks for there; others, of an earlier lock or for
    another machine, are left out. Raises `Unfit` with what is missing or changed."""
    wanted = {pin for python in PYTHONS for pin in list_pins(choose_pins(lock, platform, python))}
    tags = {"any", *PLATFORMS[platform].tags}
    found: dict[tuple[str, str], list[Path]] = {}
    for path in sorted(folder.glob("*.whl")):
        name, version, _, fitting = parse_wheel_filename(path.name)
        if {tag.platform for tag in fitting} & tags:
            found.setdefault((name, str(version)), []).append(path)
    missing = [f"{name}=={version}" for name, version in sorted(wanted - found.keys())]
    needed = sorted(path for pin in wanted & found.keys() for path in found[pin])
    locked = {*re.findall(r"--hash=sha256:([0-9a-f]{64})", lock)}
    changed = [path.name for path in needed if hash_file(path) not in locked]
    if missing or changed:
        raise Unfit(f"{folder}: missing {missing}, not what was locked {changed}")
    return needed


def list_pins(pins: str) -> set[tuple[str, str]]:
    """Name and version of each."""
    named = map(Requirement, re.findall(r"^(\S+==\S+)", pins, re.MULTILINE))
    return {(one.name, str(one.specifier).removeprefix("==")) for one in named}


def hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
