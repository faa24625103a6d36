"""The open pages of this process, as Streamlit's runtime holds them.

Streamlit has no way of its own to close a connection, nor to ask whether a page is being made; what
is read here is checked by the tests that drain a server.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from streamlit.runtime import exists, get_instance
from streamlit.runtime.app_session import AppSessionState
from streamlit.runtime.session_manager import ActiveSessionInfo

RESTARTS = 1012
"""The code of a connection that a server closes because it stops: who is there asks again."""


def list_sessions() -> list[ActiveSessionInfo]:
    """Every page that is connected now."""
    return get_instance()._session_mgr.list_active_sessions() if exists() else []


def is_busy(session: ActiveSessionInfo) -> bool:
    """Whether its page, or a part of it, is being made."""
    return session.session._state == AppSessionState.APP_IS_RUNNING


async def close(session: ActiveSessionInfo) -> None:
    """Close its connection; the page connects again by itself, to whoever is there."""
    client: Any = session.client
    with suppress(RuntimeError):  # gone in the meantime
        await client._websocket.close(RESTARTS)
