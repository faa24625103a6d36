"""Which machines there is an archive for."""

from __future__ import annotations

import platform
from dataclasses import dataclass

PYTHONS = ("3.11", "3.12", "3.13")
"""One archive serves each of these, so that nobody has to know beforehand which is there."""
GLIBC = (2, 28)


@dataclass(frozen=True)
class Platform:
    """`system`, `machines`: as Python's `platform` names them; `tags`: of wheels, the best first;
    `markers`: as in a lock; `kind`: of the archive."""

    system: str
    machines: tuple[str, ...]
    tags: tuple[str, ...]
    markers: dict[str, str]
    kind: str = "tar"


def _list_linux_tags(machine: str) -> tuple[str, ...]:
    named = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
    tags = []
    for minor in range(GLIBC[1], 4, -1):
        tags.append(f"manylinux_2_{minor}_{machine}")
        if minor in named:
            tags.append(f"{named[minor]}_{machine}")
    return tuple(tags)


def _list_mac_tags(newest: int, machine: str, *also: str) -> tuple[str, ...]:
    """From macOS 11 on the number is one; before, 10.x."""
    versions = [f"{major}_0" for major in range(newest, 10, -1)]
    if machine == "x86_64":
        versions += [f"10_{minor}" for minor in range(16, 3, -1)]
    return tuple(f"macosx_{v}_{kind}" for v in versions for kind in (machine, "universal2", *also))


PLATFORMS = {
    "linux-x86_64": Platform(
        "Linux",
        ("x86_64",),
        _list_linux_tags("x86_64"),
        {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"},
    ),
    "linux-aarch64": Platform(
        "Linux",
        ("aarch64",),
        _list_linux_tags("aarch64"),
        {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "aarch64"},
    ),
    "windows-amd64": Platform(
        "Windows",
        ("AMD64",),
        ("win_amd64",),
        {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"},
        "zip",
    ),
    "macos-arm64": Platform(
        "Darwin",
        ("arm64",),
        _list_mac_tags(14, "arm64"),
        {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"},
    ),
    "macos-x86_64": Platform(
        "Darwin",
        ("x86_64",),
        _list_mac_tags(15, "x86_64", "intel"),
        {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "x86_64"},
    ),
}


def find_own() -> str:
    """The name of this machine's platform; raises `StopIteration` where there is none."""
    own = platform.system(), platform.machine()
    return next(
        name for name, one in PLATFORMS.items() if own[0] == one.system and own[1] in one.machines
    )
