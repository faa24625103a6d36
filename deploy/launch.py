"""The command `dutymap` of an installation: `dutymap run` serves, anything else goes to the command
line of the product, `dutymap doctor` for one.

Settings are the lines of `dutymap.env` beside the command; what the environment says goes before
them. See docs/install.md, and docs/install.zh-CN.md in Chinese.
装好之后的 dutymap 命令：dutymap run 提供服务，其余参数交给命令行，如 dutymap doctor。
设置在 dutymap.env。
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PRODUCT = Path(__file__).absolute().parents[1]
"""By the name that stays over an upgrade: a link is not followed."""
HOME = PRODUCT.parent
SETTINGS = "dutymap.env"
SERVE = ("-m", "streamlit", "run", "serve.py")
USAGE = (
    "用法：dutymap run 提供服务；dutymap doctor 检查；dutymap db backup 文件 备份。\n"
    "Usage: dutymap run serves; dutymap doctor checks; dutymap db backup FILE backs up."
)


def main(arguments: list[str]) -> int:
    if not arguments:
        print(USAGE)
        return 2
    command = [str(find_program(sys.executable)), *choose(arguments)]
    environment = build_environment(HOME, os.environ)
    if os.name != "nt":
        os.chdir(PRODUCT)
        os.execve(command[0], command, environment)  # the same process: who stops it, stops it
    try:
        return subprocess.call(command, cwd=PRODUCT, env=environment)
    except KeyboardInterrupt:
        return 0


def find_program(program: str) -> Path:
    """The same Python by the name of its release: what it imports later is of that release too,
    also when an update has turned the link meanwhile."""
    path = Path(program)
    if not path.is_relative_to(PRODUCT):
        return path
    return PRODUCT.resolve() / path.relative_to(PRODUCT)


def choose(arguments: list[str]) -> tuple[str, ...]:
    if arguments[0] == "run":
        return (*SERVE, *arguments[1:])
    return ("-m", "geo", *arguments)


def build_environment(home: Path, given: Mapping[str, str]) -> dict[str, str]:
    """What an office keeps lies beside the product, so that an upgrade leaves it alone."""
    local = {"DUTYMAP_LOCAL": str(home / "local"), "PYTHONUTF8": "1"}
    return local | read_settings(home / SETTINGS) | dict(given)


def read_settings(path: Path) -> dict[str, str]:
    """`NAME=value` a line, as systemd and compose read them; the value to the end of its line."""
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    pairs = (line.partition("=") for line in lines if not line.lstrip().startswith("#"))
    return {name.strip(): value.strip() for name, sign, value in pairs if sign}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
