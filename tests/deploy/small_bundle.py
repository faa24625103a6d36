"""A product of a few lines with one package, bundled as the real one is."""

from __future__ import annotations

import tarfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from deploy.bundle.build import INSTALLER, Source, build
from deploy.bundle.platforms import find_own
from tests.browser.app_server import ROOT

PACKAGE, NUMBER = "thing", "1.0"
WHEEL = f"{PACKAGE}-{NUMBER}-py3-none-any.whl"
GEO = """
import os, sys, thing
print(thing.WORD, sys.argv[1:], os.environ["DUTYMAP_LOCAL"], sys.prefix)
"""
LICENCES = f"| package | version | licence |\n|---|---|---|\n| {PACKAGE} | {NUMBER} | MIT |\n"


@dataclass(frozen=True)
class Small:
    """`wheels`: a folder with the package; `archive`: written into `folder`."""

    folder: Path
    wheels: Path
    source: Source

    def build(self, platform: str = "", into: str = "once") -> Path:
        return build(self.source, platform or find_own(), self.wheels, self.folder / into)

    def unpack(self) -> Path:
        archive = self.build()
        with tarfile.open(archive) as packed:
            packed.extractall(self.folder, filter="data")
        return self.folder / archive.stem


def make_small(folder: Path, version: str = "1") -> Small:
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    write_wheel(wheels / WHEEL)
    found = sha256((wheels / WHEEL).read_bytes()).hexdigest()
    lock = f"# ours\n{PACKAGE}=={NUMBER} \\\n    --hash=sha256:{found}\n    # via us\n"
    own = [*(ROOT / INSTALLER).iterdir(), *(ROOT / "deploy").glob("*.*")]
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in own if path.is_file()}
    files |= {"geo/__main__.py": GEO.encode(), "requirements.lock": lock.encode()}
    files |= {"docs/licences.md": LICENCES.encode()}
    made = datetime(2026, 1, 2, 3, 4, 6, tzinfo=UTC)
    return Small(folder, wheels, Source(version, made, files))


def write_wheel(path: Path, word: str = "thing") -> None:
    told = f"{PACKAGE}-{NUMBER}.dist-info"
    files = {
        f"{PACKAGE}.py": f"WORD = {word!r}\n",
        f"{told}/METADATA": f"Name: {PACKAGE}\nVersion: {NUMBER}\n",
        f"{told}/WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n",
        f"{told}/RECORD": "",
    }
    with zipfile.ZipFile(path, "w") as wheel:
        for place, text in files.items():
            wheel.writestr(zipfile.ZipInfo(place), text)
