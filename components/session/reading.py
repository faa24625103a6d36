"""A file as it was read, for this session alone: what is one reader's own is not shared."""

from __future__ import annotations

import streamlit as st

from geo.intake.draft import Draft
from geo.intake.read import read_plan_bytes
from geo.packages.problems import DataError

READ = "plan_read"


def read_for_session(
    file_id: str, name: str, data: bytes, region: str, sheet: str | None
) -> Draft | DataError:
    """What is made of a file, or why nothing; `file_id` is another for each. The last is kept."""
    asked = (file_id, region, sheet)
    last = st.session_state.get(READ)
    if last is None or last[0] != asked:
        last = st.session_state[READ] = (asked, _read(name, data, region, sheet))
    found: Draft | DataError = last[1]
    return found


def _read(name: str, data: bytes, region: str, sheet: str | None) -> Draft | DataError:
    try:
        return read_plan_bytes(name, data, region, sheet)
    except DataError as error:
        return error
