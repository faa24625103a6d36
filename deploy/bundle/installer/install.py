"""Installs this archive without a network: `python3 install.py [FOLDER]`.

FOLDER/releases/VERSION holds product and packages, FOLDER/current leads to the one in use, and
FOLDER/local is what the office keeps: an update leaves it, and dutymap.env, alone. The release
that was in use before stays, so that it can be gone back to.
See product/docs/install.md.
不联网安装：python3 install.py [文件夹]。更新时 local 和 dutymap.env 不动，上一版保留。
各步见 product/docs/install.zh-CN.md。
"""

import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

MINIMUM = (3, 11)
if sys.version_info < MINIMUM:
    # This file keeps to the syntax of Python 3.6, which can still say what is missing.
    FOUND = sys.version.split()[0]
    sys.exit(
        f"需要 Python 3.11、3.12 或 3.13；这是 {FOUND}。请从系统安装盘或离线软件源安装一个"
        "（Debian 12：apt-get install python3 python3-venv；Windows：python.org 的 64 位离线安装"
        "程序），再指明用哪一个：PYTHON=python3.12 sh install.sh\n"
        f"Python 3.11, 3.12 or 3.13 is needed; this is {FOUND}. Install one from the system's own "
        "media (Debian 12: apt-get install python3 python3-venv; Windows: the 64 bit offline "
        "installer of python.org), and name it: PYTHON=python3.12 sh install.sh"
    )

HERE = Path(__file__).resolve().parent
IS_WINDOWS = os.name == "nt"
DEFAULT = "C:\\dutymap" if IS_WINDOWS else "/opt/dutymap"
COMMAND = "dutymap.cmd" if IS_WINDOWS else "dutymap"
PROGRAM = ".venv/Scripts/python.exe" if IS_WINDOWS else ".venv/bin/python"
DONE = "installed"
OTHERS_ENTER = 0o001
SHELL = """#!/bin/sh
here=$(dirname -- "$(readlink -f -- "$0")")
exec "$here/current/.venv/bin/python" "$here/current/deploy/launch.py" "$@"
"""
BATCH = """@echo off\r
"%~dp0current\\.venv\\Scripts\\python.exe" "%~dp0current\\deploy\\launch.py" %*\r
"""


class Trouble(Exception):
    """What a person has to do something about, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console may not know every character
    home = Path(arguments[0] if arguments else DEFAULT).absolute()
    try:
        told = read_told(HERE)
        check_machine(told)
        check_files(HERE)
        install(told["version"], home)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except OSError as problem:
        print(f"安装没有完成：{problem}\nNot installed: {problem}", file=sys.stderr)
        return 1
    command = home / COMMAND
    print(f"已装好 {told['version']}：{home}。检查：{command} doctor；运行：{command} run")
    print(f"{told['version']} is in {home}. Check it: {command} doctor; run it: {command} run")
    if not IS_WINDOWS and os.geteuid() == 0:
        warn_of_closed(home)
        warn_of_closed(Path(sys.executable).resolve())
    return 0


def warn_of_closed(path: Path) -> None:
    """Root reaches everything, the user that the service runs as does not."""
    for folder in reversed(path.parents):
        if not folder.stat().st_mode & OTHERS_ENTER:
            print(
                f"注意：{path} 在 {folder} 里，其他用户进不去，服务的用户运行不了。请换一个位置；"
                "是 Python 的，请用系统的：PYTHON=/usr/bin/python3 sh install.sh\n"
                f"Note: {path} lies in {folder}, which other users cannot enter: the service's "
                "user could not run it. Choose another place; if it is Python, take the system's: "
                "PYTHON=/usr/bin/python3 sh install.sh",
                file=sys.stderr,
            )
            return


def read_told(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / "bundle.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        raise Trouble(
            "安装包不完整：没有 bundle.json。请重新解开安装包，在解开的文件夹里运行。",
            "The archive is not whole: there is no bundle.json. Unpack it again, and run this in "
            "the unpacked folder.",
        ) from None


def check_machine(told: dict[str, Any]) -> None:
    """That packages for this Python and this machine are in the archive."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    known = ", ".join(told["pythons"])
    if version not in told["pythons"]:
        raise Trouble(
            f"这是 Python {version}，安装包里只有给 {known} 的软件包。请安装其中一个，再指明"
            "用哪一个：PYTHON=python3.12 sh install.sh（Windows：py -3.12 install.py）。",
            f"This is Python {version}, the archive has packages for {known}. Install one of them, "
            "and name it: PYTHON=python3.12 sh install.sh (Windows: py -3.12 install.py).",
        )
    system, machine = platform.system(), platform.machine()
    if system != told["system"] or machine not in told["machines"]:
        raise Trouble(
            f"这台机器是 {system} {machine}，安装包是给 {told['platform']} 的。请换用对应"
            "的安装包。",
            f"This machine is {system} {machine}, the archive is for {told['platform']}. Take the "
            "one for this machine.",
        )
    library, number = platform.libc_ver()
    if told["glibc"] and (library != "glibc" or read_version(number) < told["glibc"]):
        wanted = ".".join(map(str, told["glibc"]))
        raise Trouble(
            f"系统的 C 库是 {library} {number}，需要 glibc {wanted} 或更新：请换用较新"
            "的系统，或用容器。",
            f"The system's C library is {library} {number}, and glibc {wanted} or newer is needed: "
            "take a newer system, or a container.",
        )


def read_version(number: str) -> list[int]:
    return [int(part) for part in number.split(".") if part.isdigit()]


def check_files(folder: Path) -> None:
    """That every file is the one that was packed, and no further package is there."""
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {place: found for found, place in (line.split("  ", 1) for line in lines)}
    for place, expected in sums.items():
        if not (folder / place).is_file():
            raise Trouble(
                f"安装包不完整，缺少 {place}，没有安装。请重新拷贝、重新解开。",
                f"{place} is missing; nothing was installed. Copy and unpack the archive again.",
            )
        if hash_file(folder / place) != expected:
            raise Trouble(
                f"{place} 与清单 SHA256SUMS 不一致，没有安装。可能是拷贝出错，也可能被人改动："
                "请从来源重新取得安装包。",
                f"{place} is not what SHA256SUMS says; nothing was installed. It was damaged on "
                "the way, or changed by somebody: get the archive from its source again.",
            )
    for path in sorted((folder / "wheels").iterdir()):
        if f"wheels/{path.name}" not in sums:
            raise Trouble(
                f"wheels/{path.name} 不在清单 SHA256SUMS 中，没有安装。请删去它。",
                f"wheels/{path.name} is not in SHA256SUMS; nothing was installed. Remove it.",
            )


def hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def install(version: str, home: Path) -> None:
    """Everything new beside what runs; it counts only when the link is turned to it."""
    os.umask(0o022)  # the user of the service has to read it
    release, local, settings = home / "releases" / version, home / "local", home / "dutymap.env"
    if not (release / DONE).exists():
        print("正在安装，需要一两分钟 …\nInstalling, which takes a minute or two …", flush=True)
        if release.exists():  # an installation that was interrupted
            shutil.rmtree(release)
        shutil.copytree(HERE / "product", release)
        make_environment(release)
        fill_environment(release)
        try_release(release)
        (release / DONE).write_text(version, encoding="utf-8")
    if not local.is_dir():
        local.mkdir(0o700)
    if not settings.exists():
        shutil.copyfile(release / "deploy" / "dutymap.env", settings)
    write_command(home / COMMAND)
    before = turn_link(home / "current", release)
    for other in (home / "releases").iterdir():
        if other.name not in (version, before):
            shutil.rmtree(other)


def make_environment(release: Path) -> None:
    make = [sys.executable, "-m", "venv", str(release / ".venv")]
    call(
        make,
        "这个 Python 不能建立虚拟环境。Debian、Ubuntu、麒麟、统信：安装 python3-venv 软件包；"
        "其他系统请安装完整的 Python。",
        "This Python cannot make a virtual environment. Debian and its kin: install the package "
        "python3-venv; elsewhere, a complete Python.",
    )


def fill_environment(release: Path) -> None:
    """By the lock alone: a list of hashes that was changed with its file is of no help."""
    options = ["--no-index", "--find-links", str(HERE / "wheels"), "--require-hashes", "--no-deps"]
    options += ["--only-binary=:all:", "--disable-pip-version-check", "--quiet"]
    call(
        [str(release / PROGRAM), "-m", "pip", "install", "-r", "requirements.lock", *options],
        "软件包没有装成，没有启用。",
        "The packages could not be installed; nothing was put to use.",
        folder=HERE,
        settings={"PIP_CONFIG_FILE": os.devnull},
    )


def try_release(release: Path) -> None:
    """Compiled, for a service that may not write here; and what it brings is read once."""
    told = "装好之后读不出自带的数据，没有启用。", "Its own data cannot be read; not put to use."
    python = str(release / PROGRAM)
    call([python, "-m", "compileall", "-q", "-x", "[.]venv", str(release)], *told)
    # Nothing that the office keeps is touched, or could be what is wrong.
    nowhere = {"DUTYMAP_LOCAL": str(release / "none")}
    call([python, "-m", "geo", "check"], *told, folder=release, settings=nowhere)


def call(
    command: list[str],
    zh: str,
    en: str,
    folder: Path = HERE,
    settings: Mapping[str, str] | None = None,
) -> None:
    """Raises `Trouble` where the command fails, with what it says."""
    ours = ("PIP_", "DUTYMAP_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        command,
        cwd=folder,
        env=kept | dict(settings or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Trouble(zh, f"{en}\n{done.stdout.strip()}")


def write_command(path: Path) -> None:
    beside = path.with_name(path.name + ".new")
    beside.write_bytes((BATCH if IS_WINDOWS else SHELL).encode())
    beside.chmod(0o755)
    beside.replace(path)


def turn_link(link: Path, release: Path) -> str:
    """It leads to the release from now on; the name of the one before, or ""."""
    before = link.resolve().name if link.exists() else ""
    if IS_WINDOWS:
        if link.exists():
            link.rmdir()
        windows: Any = import_module("_winapi")
        windows.CreateJunction(str(release), str(link))  # which needs no rights there
        return before
    beside = link.with_name(link.name + ".new")
    beside.unlink(missing_ok=True)
    beside.symlink_to(Path("releases", release.name))
    beside.replace(link)
    return before


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
