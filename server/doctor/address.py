"""Where the server listens, by its own settings."""

from __future__ import annotations

import os
import re
import socket
from http.client import HTTPConnection, HTTPException

import streamlit as st

from geo.packages.problems import Problem
from server.doctor.findings import Found

HEALTHY = b"ok\n"
"""What `/healthz` answers."""
EVERYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}
"""Served on all of the machine's addresses: where it then answers."""
WAIT_S = 5


def check_address() -> Found:
    """That the address is this machine's, its port nobody else's, path and name well written."""
    address, port = find_option("server.address"), int(find_option("server.port"))
    base, name = find_base(), find_option("browser.serverAddress")
    problems = []
    reason = find_obstacle(address)
    if reason:
        told = {"reason": reason}
        problems.append(Problem("address_not_ours", "server.address", value=address, details=told))
    elif is_taken(address, port) and not is_ours(address, port):
        problems.append(Problem("port_of_another", "server.port", value=str(port)))
    if not re.fullmatch(r"(/[\w.~-]+)*", base):
        problems.append(Problem("bad_base_path", "server.baseUrlPath", value=base))
    if name and not re.fullmatch(r"[\w.-]+", name):
        problems.append(Problem("bad_server_name", "browser.serverAddress", value=name))
    return Found(tuple(problems), fact=f"http://{address}:{port}{base}/")


def find_base() -> str:
    """The path that pages stand below, "" or "/duty"."""
    stripped = find_option("server.baseUrlPath").strip("/")
    return f"/{stripped}" if stripped else ""


def find_option(name: str) -> str:
    """A setting as `streamlit run` takes it: the environment's, which Streamlit's own function does
    not look at, else that of its file."""
    named = re.sub("([A-Z])", r"_\1", name.replace(".", "_")).upper()
    return os.environ.get(f"STREAMLIT_{named}") or str(st.get_option(name) or "")


def find_obstacle(address: str) -> str:
    """Why nothing can be served on an address, or ""; asked with a port that is free."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(address, 0, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.bind((place[0], 0))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def is_taken(address: str, port: int) -> bool:
    """By a program that takes a connection."""
    try:
        with socket.create_connection((EVERYWHERE.get(address, address), port), WAIT_S):
            return True
    except OSError:
        return False


def is_ours(address: str, port: int) -> bool:
    """Whether it is the product that answers there."""
    connection = HTTPConnection(EVERYWHERE.get(address, address), port, timeout=WAIT_S)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().read(len(HEALTHY) + 1) == HEALTHY
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
