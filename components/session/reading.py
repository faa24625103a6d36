"""A file as it was read, for this session alone: what is one reader's own is not shared."""

from __future__ import annotations

import streamlit as st

from geo.intake.draft import Draft
from geo.intake.read import read_plan_bytes
from geo.packages.package import hash_bytes
from geo.packages.problems import DataError

READ, SAID = "plan_read", "plan_columns"


def read_for_session(
    file_id: str, name: str, data: bytes, region: str, sheet: str | None
) -> Draft | DataError:
    """What is made of a file, or why nothing; `file_id` is another for each. The last is kept."""
    columns = find_columns(data)
    asked = (file_id, region, sheet, columns)
    last = st.session_state.get(READ)
    if last is None or last[0] != asked:
        last = st.session_state[READ] = (asked, _read(name, data, region, sheet, columns))
    found: Draft | DataError = last[1]
    return found


def find_columns(data: bytes) -> dict[str, str]:
    """What this reader said that the headings of a file are, fields by heading."""
    said: dict[str, str] = st.session_state.get(SAID, {}).get(hash_bytes(data), {})
    return said


def say_columns(data: bytes, columns: dict[str, str]) -> None:
    """From now on the file is read so, wherever this reader opens it."""
    st.session_state.setdefault(SAID, {})[hash_bytes(data)] = columns


def _read(
    name: str, data: bytes, region: str, sheet: str | None, columns: dict[str, str]
) -> Draft | DataError:
    try:
        return read_plan_bytes(name, data, region, sheet, columns)
    except DataError as error:
        return error
