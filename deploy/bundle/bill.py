"""What an archive holds, as CycloneDX: every package with its wheels, their hashes, its licence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.utils import parse_wheel_filename

from deploy.bundle.wheels import hash_file

PRODUCT = "dutymap"
ROW = re.compile(r"^\| (\S+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def write_bill(
    name: str, version: str, wheels: Iterable[Path], licences: str, made: datetime
) -> str:
    """JSON. `name`: of the archive; `licences`: the text of docs/licences.md. The same for the same
    wheels, whenever it is written."""
    told = {package: licence.strip() for package, _, licence in ROW.findall(licences)}
    root = Component(name=PRODUCT, version=version, type=ComponentType.APPLICATION, bom_ref=name)
    packages: dict[tuple[str, str], list[Path]] = {}
    for wheel in wheels:
        package, number, _, _ = parse_wheel_filename(wheel.name)
        packages.setdefault((package, str(number)), []).append(wheel)
    parts = [build_part(*pin, files, told) for pin, files in packages.items()]
    bom = Bom(components=parts, serial_number=uuid5(NAMESPACE_URL, _hash_all(packages)))
    bom.metadata.component, bom.metadata.timestamp = root, made
    bom.register_dependency(root, parts)
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def build_part(
    package: str, version: str, files: Iterable[Path], told: Mapping[str, str]
) -> Component:
    """A package and, below it, its files; raises `KeyError` where its licence is not told."""
    address = PackageURL("pypi", None, package, version)
    wheels = [
        Component(
            name=file.name,
            type=ComponentType.FILE,
            bom_ref=file.name,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=hash_file(file))],
        )
        for file in files
    ]
    return Component(
        name=package,
        version=version,
        purl=address,
        bom_ref=str(address),
        licenses=[LicenseFactory().make_from_string(told[package])],
        components=wheels,
    )


def _hash_all(packages: Mapping[tuple[str, str], list[Path]]) -> str:
    names = sorted(
        f"{hash_file(file)}  {file.name}" for files in packages.values() for file in files
    )
    return sha256("\n".join(names).encode()).hexdigest()
