"""The virtual environment `.venv`: made, filled from a lock file, and mended when it is broken.

An environment counts as finished when `.venv/installed` holds the hash of the lock file. That note
is taken away before an installation and written after it: an environment without one was
interrupted, and is made anew rather than trusted.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLED = VENV / "installed"
WHEELS = ROOT / "wheels"
LOCKS = ("requirements.lock", "requirements-dev.lock", "benchmarks/requirements.lock")
"""Each holds everything in those before it, in the same versions."""
PROBE = "import sys, pip; sys.exit(sys.version_info < (3, 11))"


class Trouble(Exception):
    """What a person has to do something about, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")


def say(zh: str, en: str) -> None:
    print(f"{zh}\n{en}", flush=True)


def prepare(lock: str) -> None:
    """Have an environment that holds what `lock` pins; at no cost when it is there already."""
    held = LOCKS[: LOCKS.index(lock) + 1]
    hashes = [hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in held]
    installed = INSTALLED.read_text().split() if INSTALLED.exists() else []
    sound = is_sound()
    if sound and set(hashes) <= set(installed):
        return
    if not (sound and installed):
        make_environment()
    say(f"正在安装 {lock} 所列的包，需要几分钟 …", f"Installing {lock}, which takes minutes …")
    INSTALLED.unlink(missing_ok=True)
    install(lock)
    INSTALLED.write_text("\n".join(hashes))


def is_sound() -> bool:
    """Whether the environment's Python starts, is new enough and has pip."""
    try:
        return (
            subprocess.run([PYTHON, "-c", PROBE], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


def make_environment() -> None:
    """An empty environment, in the place of whatever is there."""
    say("正在建立虚拟环境 .venv …", "Making the virtual environment .venv …")
    try:
        import venv

        with redirect_stdout(io.StringIO()):  # Debian's prints advice of its own and exits
            venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    except (ImportError, SystemExit, subprocess.CalledProcessError) as problem:
        raise Trouble(
            "这个 Python 缺少 venv 模块。Debian、Ubuntu、麒麟、统信：apt-get install python3-venv；"
            "其他系统请安装完整的 Python。",
            "This Python lacks its venv module. Debian and its kin: apt-get install python3-venv; "
            "elsewhere, install a complete Python.",
        ) from problem
    except (OSError, ValueError) as problem:
        raise Trouble(
            f"不能建立 {VENV}：{problem}。请确认磁盘未满、这个文件夹可以写入，"
            "或把它拷贝到自己的文件夹。",
            f"Cannot make {VENV}: {problem}. See that the disk is not full and that the folder can "
            "be written to, or copy it to a place of your own.",
        ) from problem


def install(lock: str) -> None:
    """Only wheels whose hash the lock names; from the folder `wheels` alone where there is one."""
    offline = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    problem = call_pip("install", "--no-deps", "-r", lock, *offline)
    if problem and offline:
        raise Trouble(
            "安装没有完成：wheels 文件夹缺少需要的包，或者是为另一种系统、"
            "另一个 Python 版本下载的。请重新下载，或删去该文件夹改为联网安装；"
            "见 README.zh-CN.md“没有网络的机器”。",
            "The installation is not finished: the folder wheels lacks a package, or was made for "
            "another system or Python. Make it again, or remove it to install from the network; "
            f'see "A machine without a network" in README.md.\n{problem}',
        )
    if problem:
        raise Trouble(
            "安装没有完成，多半是没有网络或连不上软件源。接通网络后再运行一次即可；"
            "不能联网的机器，见 README.zh-CN.md“没有网络的机器”（wheels 文件夹）。",
            "The installation is not finished, most likely for want of a network. Connect and run "
            'it again; where there is none, see "A machine without a network" in README.md '
            f"(the folder wheels).\n{problem}",
        )


def download_wheels() -> int:
    """Fill the folder `wheels` for a machine of this kind that has no network."""
    if not is_sound():
        make_environment()
    say("正在把所有的包下载到 wheels …", "Downloading every package into wheels …")
    problem = call_pip("download", "--no-deps", "-r", LOCKS[-1], "--dest", str(WHEELS))
    if problem:
        raise Trouble("下载没有完成。", f"The download is not finished.\n{problem}")
    return 0


def call_pip(command: str, *arguments: str) -> str:
    """What pip calls errors; empty when all went well."""
    options = ("--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:")
    done = subprocess.run(
        [PYTHON, "-m", "pip", command, *options, *arguments],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    return choose_errors(done.stderr.splitlines()) if done.returncode else ""


def choose_errors(lines: Sequence[str]) -> str:
    """The lines a person can use: those marked as errors, else the last; never empty."""
    errors = [line for line in lines if line.startswith("ERROR:")]
    return "\n".join(errors or lines[-1:] or ["pip"])
