"""The machine, what is installed on it, and the folder of the office; nothing is changed."""

from __future__ import annotations

import os
import platform
import re
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.markers import Marker

from geo.packages.package import find_local_dir
from geo.packages.problems import Problem
from server.doctor.findings import Found, find, note
from server.doctor.secret import SECRETS, mark_secret, read_secret
from server.settings import find_settings_file, load_settings

LOCK = Path(__file__).parents[2] / "requirements.lock"
PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==(\S+?)(?: ; (.*))? \\$", re.MULTILINE)
LEAST_FREE = 500 * 2**20
"""Bytes: a plan with its original, its versions and a backup of it all."""
LEAST_SECRET = 32
OPEN_TO_OTHERS, OTHERS_CHANGE = 0o007, 0o002


def check_packages() -> Found:
    """That each package that the lock has for this machine is there, as it was tested."""
    wrong, count = [], 0
    for name, tested, marker in PIN.findall(LOCK.read_text(encoding="utf-8")):
        if marker and not Marker(marker).evaluate():
            continue
        count += 1
        found = find_version(name)
        if found != tested:
            details = {"tested": tested}
            wrong.append(Problem("package_untested", name, value=found, details=details))
    return Found(tuple(wrong), fact=f"Python {platform.python_version()}, {count} packages")


def find_version(package: str) -> str:
    """ "" where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def check_data() -> Found:
    """That what opens by default can be read; reads libraries that the other checks do without."""
    from components.session.link import read_plan_code
    from components.session.models import get_model

    plan = read_plan_code({})
    get_model(plan)
    return Found(fact=plan)


def check_folder() -> Found:
    """That the office's folder can be written to, has room, and is nobody else's."""
    folder = find_local_dir()
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            free = shutil.disk_usage(there).free
    except OSError as error:
        details = {"reason": error.strerror or str(error)}
        return find(Problem("unwritable", str(folder), details=details))
    fact = f"{folder}, {free / 2**30:.1f} GiB"
    if free < LEAST_FREE:
        details = {"least": f"{LEAST_FREE // 2**20} MiB"}
        return find(Problem("disk_nearly_full", str(folder), None, None, fact, details), fact)
    notes = []
    if there == folder and is_open_to_others(folder):
        notes.append(Problem("folder_open", str(folder)))
    if os.name != "nt" and there == folder and folder.stat().st_uid != os.geteuid():
        details = {"owner": folder.owner()}
        notes.append(Problem("other_user", str(folder), details=details))
    return Found(notes=tuple(notes), fact=fact)


def is_open_to_others(path: Path) -> bool:
    """Windows keeps rights otherwise, and is not asked."""
    return os.name != "nt" and bool(path.stat().st_mode & OPEN_TO_OTHERS)


def check_fonts() -> Found:
    """Reads libraries that the other checks do without."""
    from components.documents.picture.letters import find_cjk_font

    font = find_cjk_font()
    return Found(fact=font.name) if font else note(Problem("no_chinese_font", platform.system()))


def check_access() -> Found:
    """That the settings of who may come in can be read, and are nobody else's to change."""
    source = load_settings().sign_in.source
    path = find_settings_file()
    if not path.exists():
        return Found(fact=source)
    fact = f"{path} {source}"
    if os.name != "nt" and path.stat().st_mode & OTHERS_CHANGE:
        return find(Problem("settings_open", str(path)), fact)
    return Found(fact=fact)


def check_secret() -> Found:
    """That cookies of sign-in are signed with a secret that nobody guesses; `fact`: its mark."""
    secret, mark = read_secret(), mark_secret()
    if not secret:
        return Found(fact=mark)
    if len(secret) < LEAST_SECRET:
        details = {"least": str(LEAST_SECRET)}
        return find(Problem("secret_too_short", str(SECRETS), details=details), mark)
    if is_open_to_others(SECRETS):
        return find(Problem("secret_open", str(SECRETS)), mark)
    return Found(fact=mark)
