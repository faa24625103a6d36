"""Everything there is to run: `python3 tasks.py run`, or `make run`.

Needs Python 3.11 or newer and nothing else: each task makes its own virtual environment in
`.venv` and installs the pinned requirements when they changed. Tasks:

  run          the product on http://localhost:8501
  dev          the same, following changes of the code
  test         every test, in a real Chromium too
  check        format, lint, types
  data         rebuild the datasets and register their hashes
  screenshots  pictures of every page, into docs/screenshots
  bench        how fast it answers, side by side with others; ten minutes
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MINIMUM = (3, 11)
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "benchmarks/requirements.txt")
"""Each includes those before it."""
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def main(arguments: list[str]) -> int:
    tasks = {
        "run": run_app,
        "dev": lambda: run_app("--server.fileWatcherType=auto"),
        "test": run_tests,
        "check": run_checks,
        "data": lambda: call_dev("-m", "data.build"),
        "screenshots": make_screenshots,
        "bench": run_benchmark,
    }
    if len(arguments) != 1 or arguments[0] not in tasks:
        print(__doc__)
        return 2
    if sys.version_info < MINIMUM:
        print(f"Python {'.'.join(map(str, MINIMUM))} or newer is needed; this is {sys.version}.")
        return 1
    os.chdir(ROOT)
    return tasks[arguments[0]]()


def run_app(*options: str) -> int:
    prepare("requirements.txt")
    print("生态职责一张图 · http://localhost:8501 · Ctrl+C 停止 / to stop", flush=True)
    try:
        return call("-m", "streamlit", "run", "serve.py", *options)
    except KeyboardInterrupt:
        return 0


def run_tests() -> int:
    prepare("requirements-dev.txt")
    os.environ["CHROMIUM"] = find_chromium()
    find_nginx()
    return call("-m", "pytest", "-n", "2", "--dist", "loadfile")


def run_checks() -> int:
    prepare("requirements-dev.txt")
    return (
        call("-m", "ruff", "format", "--check", ".")
        or call("-m", "ruff", "check", ".")
        or call("-m", "mypy")
    )


def make_screenshots() -> int:
    prepare("requirements-dev.txt")
    os.environ["CHROMIUM"] = find_chromium()
    return call("-m", "tests.browser.screenshots")


def run_benchmark() -> int:
    prepare("benchmarks/requirements.txt")
    os.environ["CHROMIUM"] = find_chromium()
    return call("-m", "benchmarks")


def call_dev(*arguments: str) -> int:
    prepare("requirements-dev.txt")
    return call(*arguments)


def call(*arguments: str) -> int:
    return subprocess.call([str(PYTHON), *arguments])


def prepare(requirements: str) -> None:
    """Make the virtual environment and install what `requirements` pins, once per change."""
    wanted = hashlib.sha256()
    for name in REQUIREMENTS[: REQUIREMENTS.index(requirements) + 1]:
        wanted.update((ROOT / name).read_bytes())
    stamp = VENV / f"{requirements.replace('/', '-')}.sha256"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted.hexdigest():
        return
    if not PYTHON.exists():
        print("Making the virtual environment .venv …", flush=True)
        make_environment()
    print(f"Installing {requirements} …", flush=True)
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.check_call([*install, "-r", requirements])
    stamp.write_text(wanted.hexdigest())


def make_environment() -> None:
    try:
        venv.create(VENV, with_pip=True)
    except (subprocess.CalledProcessError, ImportError):
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("Python's venv module is incomplete; on Debian: apt-get install python3-venv")


def find_chromium() -> str:
    """A Chromium for the browser tests: the system's, else Playwright's, else Debian's package."""
    found = os.environ.get("CHROMIUM") or find_system_chromium()
    if found:
        return found
    # Playwright's own download fails on a closed network; then the distribution may still help.
    if call("-m", "playwright", "install", "chromium") == 0:
        probe = "from playwright.sync_api import sync_playwright as p\n"
        probe += "with p() as w: print(w.chromium.executable_path)"
        return subprocess.check_output([str(PYTHON), "-c", probe], text=True).strip()
    install_for_debian("chromium", "fonts-noto-cjk")
    found = find_system_chromium()
    if not found:
        sys.exit("No Chromium found. Install one, or set CHROMIUM to its path.")
    return found


def find_nginx() -> None:
    """The tests of proxies start one of their own: the system's, else Debian's package."""
    if not shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin"):
        install_for_debian("nginx-light")


def install_for_debian(*packages: str) -> None:
    """Where there is no apt-get, or no right to use it, whoever needs the packages says so."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.check_call(["apt-get", "update", "-qq"])
        subprocess.check_call(["apt-get", "install", "-y", "-qq", *packages])


def find_system_chromium() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
