"""Who writes, where nobody signs in: the user of the machine."""

import getpass


def find_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system without a name for its user
        return "unknown"
