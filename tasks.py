"""Everything there is to run: `python3 tasks.py run`, or `make run`.

Needs Python 3.11 or newer and nothing else: each task makes its own virtual environment in
`.venv` and installs what the lock files pin when they changed. Tasks:

  run [port]   the product on http://localhost:8501, or on another port
  dev [port]   the same, following changes of the code
  test         every test, in a real Chromium too
  quick        every test that needs no browser
  check        format, lint (scripts too), types; whether the packages fit together
  data         rebuild the datasets and register their hashes
  screenshots  pictures of every page, into docs/screenshots
  bench        how fast it answers, side by side with others; ten minutes
  lock         write the lock files and docs/licences.md anew after a change of requirements
  wheels       download every package into wheels/, for a machine without a network
  bundle [platform]  one archive that installs without a network, into bundles/
  bundle-check this machine's archive, installed without a network and looked at; minutes
"""

import contextlib
import io
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

MINIMUM = (3, 11)
if sys.version_info < MINIMUM:
    # This file keeps to the syntax of Python 3.6, which can still say what is missing.
    FOUND = sys.version.split()[0]
    sys.exit(
        f"需要 Python 3.11 或更新版本；这是 {FOUND}。"
        "安装后可指明用哪一个：make run PYTHON=python3.12\n"
        f"Python 3.11 or newer is needed; this is {FOUND}. Install one, and name it where it "
        "is not the first: make run PYTHON=python3.12"
    )

from environment import LOCKS, PYTHON, ROOT, Trouble, download_wheels, prepare, say  # noqa: E402

RUN, DEV, BENCH = LOCKS
PORT = "8501"
CHROMIUM_SHELL = "chromium-headless-shell"
"""The same engine without a window: each page of a whole one pays for its toolbar's page too.
Times are taken in a whole one, which readers have."""
FOR_TESTS = {
    "nginx": "nginx-light",
    "apache2": "apache2",
    "/usr/lib/apache2/modules/mod_auth_openidc.so": "libapache2-mod-auth-openidc",
    "haproxy": "haproxy",
    "systemd-analyze": "systemd",
}
"""What tests start, programs and what they load, with Debian's package of each. PostgreSQL comes
with a package of Python's; Chromium and letters have ways of their own to be found, see below."""
SYSTEM_PROGRAMS = ("/usr/sbin", "/usr/local/sbin")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def main(arguments: list[str]) -> int:
    tasks = {
        "run": run_app,
        "dev": develop_app,
        "test": run_tests,
        "quick": run_quick_tests,
        "check": run_checks,
        "data": lambda: call_dev("-m", "data.build"),
        "screenshots": make_screenshots,
        "bench": run_benchmark,
        "lock": write_locks,
        "wheels": download_wheels,
        "bundle": lambda *platform: call_dev("-m", "deploy.bundle.build", *platform),
        "bundle-check": lambda: call_dev("-m", "deploy.bundle.rehearse"),
    }
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console may not know every character
    name, *options = arguments or [""]
    if name not in tasks or len(options) > (name in ("run", "dev", "bundle")):
        print(__doc__)
        return 2
    os.chdir(ROOT)
    try:
        return tasks[name](*options)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
    except (OSError, subprocess.SubprocessError) as problem:
        print(f"没有做完：{problem}\nNot finished: {problem}", file=sys.stderr)
    except KeyboardInterrupt:
        say("已停止。", "Stopped.")
    return 1


def run_app(port: str = PORT, *options: str) -> int:
    number = choose_port(port)
    prepare(RUN)
    print(f"生态职责一张图 · http://localhost:{number} · Ctrl+C 停止 / to stop", flush=True)
    try:
        return call("-m", "streamlit", "run", "serve.py", f"--server.port={number}", *options)
    except KeyboardInterrupt:
        return 0


def develop_app(port: str = PORT) -> int:
    return run_app(port, "--server.fileWatcherType=auto")


def choose_port(port: str) -> int:
    """The port as a number; `Trouble` unless the server can have it."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Trouble(
            f"“{port}”不是端口号，端口号是 1 到 65535 之间的整数。",
            f'"{port}" is no port: it is a whole number from 1 to 65535.',
        )
    if not is_free(int(port)):
        other = next(filter(is_free, range(int(PORT) + 1, 65536)))
        raise Trouble(
            f"端口 {port} 已被其他程序占用，或不允许使用。请换一个端口："
            f"make run PORT={other}（Windows：py tasks.py run {other}）。",
            f"Port {port} is taken by another program, or not allowed. Choose another: "
            f"make run PORT={other} (Windows: py tasks.py run {other}).",
        )
    return int(port)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name != "nt":  # there it would take a port away from another program
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("localhost", port))
        except OSError:
            return False
    return True


def run_tests() -> int:
    prepare(DEV)
    os.environ["CHROMIUM"] = find_chromium()
    find_programs_for_tests()
    find_chinese_font()
    return call_pytest()


def run_quick_tests() -> int:
    prepare(DEV)
    find_programs_for_tests()
    find_chinese_font()
    return call_pytest("--ignore=tests/browser")


def call_pytest(*options: str) -> int:
    # In the order of names: xdist's own would keep the longest files, the browser's, for the end.
    return call("-m", "pytest", "-n2", "--dist=loadfile", "--no-loadscope-reorder", *options)


def run_checks() -> int:
    prepare(DEV)
    return (
        call("-m", "ruff", "format", "--check", ".")
        or call("-m", "ruff", "check", ".")
        or call("-m", "mypy")
        or lint_scripts()
        or call("-m", "pip", "check")
    )


def lint_scripts() -> int:
    """What runs in the browser; oxlint is a program beside Python's, not a module of Python."""
    return subprocess.call([PYTHON.with_stem("oxlint")])


def make_screenshots() -> int:
    prepare(DEV)
    os.environ["CHROMIUM"] = find_chromium()
    return call("-m", "tests.browser.screenshots")


def run_benchmark() -> int:
    prepare(BENCH)
    os.environ["CHROMIUM"] = find_chromium(is_whole=True)
    find_programs_for_tests()
    return call("-m", "benchmarks")


def write_locks() -> int:
    """Each lock takes over the versions of the one before; then the licences of what they name."""
    prepare(DEV)
    compile_lock = ["-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    compile_lock += ["--python-version", ".".join(map(str, MINIMUM)), "--no-emit-index-url"]
    compile_lock += ["--custom-compile-command", "make lock"]
    for lock, before in zip(LOCKS, [(), ("-c", RUN), ("-c", DEV)], strict=True):
        requirements = Path(lock).with_suffix(".txt").as_posix()
        status = call(*compile_lock, *before, requirements, "-o", lock)
        if status:
            return status
    prepare(DEV)
    return call("-m", "tests.licences")


def call_dev(*arguments: str) -> int:
    prepare(DEV)
    return call(*arguments)


def call(*arguments: str) -> int:
    return subprocess.call([str(PYTHON), *arguments])


def find_chromium(is_whole: bool = False) -> str:
    """A Chromium for the browser tests: the system's, else Debian's package, else Playwright's."""
    if "CHROMIUM" in os.environ:
        return os.environ["CHROMIUM"]
    if not is_whole and not shutil.which(CHROMIUM_SHELL):
        with contextlib.suppress(subprocess.CalledProcessError):  # not every Debian has it
            install_for_debian(CHROMIUM_SHELL)
    found = find_system_chromium(is_whole)
    if found:
        return found
    # Playwright's own download fails on a closed network; then the distribution may still help.
    if call("-m", "playwright", "install", "chromium") == 0:
        probe = "from playwright.sync_api import sync_playwright as p\n"
        probe += "with p() as w: print(w.chromium.executable_path)"
        return subprocess.check_output([str(PYTHON), "-c", probe], text=True).strip()
    install_for_debian("chromium")
    found = find_system_chromium(is_whole)
    if not found:
        raise Trouble(
            "没有找到 Chromium。请安装一个，或把环境变量 CHROMIUM 设为它的路径。",
            "No Chromium found. Install one, or set CHROMIUM to its path.",
        )
    return found


def find_programs_for_tests() -> None:
    """Each is the system's own, else Debian's package."""
    path = os.pathsep.join([os.environ["PATH"], *SYSTEM_PROGRAMS])
    missing = [
        package
        for name, package in FOR_TESTS.items()
        if not shutil.which(name, os.F_OK, path)  # as a place, too; what is loaded is no program
    ]
    if missing:
        install_for_debian(*missing)


def find_chinese_font() -> None:
    """Pictures are drawn with one of the system's, else with Debian's package."""
    probe = "from components.documents.picture.letters import find_cjk_font as find; "
    if call("-c", f"{probe}raise SystemExit(find() is None)"):
        install_for_debian("fonts-noto-cjk")


def install_for_debian(*packages: str) -> None:
    """Where there is no apt-get, or no right to use it, whoever needs the packages says so."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.check_call(["apt-get", "update", "-qq"])
        subprocess.check_call(["apt-get", "install", "-y", "-qq", *packages])


def find_system_chromium(is_whole: bool = False) -> str | None:
    names = CHROMIUM_NAMES if is_whole else (CHROMIUM_SHELL, *CHROMIUM_NAMES)
    return next(filter(None, map(shutil.which, names)), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
