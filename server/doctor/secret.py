"""The secret that cookies of sign-in are signed with, and a mark of it to compare machines by."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import streamlit as st

SECRETS = Path(".streamlit", "secrets.toml")


def read_secret() -> str:
    """ "" where nobody signs in with the product itself."""
    told = st.secrets.get("auth", {}) if SECRETS.exists() else {}
    return str(told.get("cookie_secret", ""))


def mark_secret() -> str:
    """By which two machines are compared, and from which the secret cannot be told."""
    secret = read_secret()
    return hmac.new(secret.encode(), b"doctor", hashlib.sha256).hexdigest()[:8] if secret else "-"
