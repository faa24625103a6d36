"""A client that speaks Streamlit's own websocket: opens a session, clicks, waits for the answer."""

from __future__ import annotations

import json
import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.pages import DISTRICTS

FINISHED = {
    ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY,
    ForwardMsg.ScriptFinishedStatus.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
}


async def open_stream(address: str, cookie: str = "") -> ClientConnection:
    """A connection as a page has it; `cookie`: what the browser was given."""
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    return await connect(
        url,
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
        compression=None,
        additional_headers={"Cookie": cookie} if cookie else None,
    )


class Session:
    """One visitor. `clicked`: the id of what is clicked, the map's component or the bare button."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.query = ""
        self.clicked = ""
        self.fragment = ""
        self.is_map = False
        self.clicks = 0
        self.received_bytes = 0

    @classmethod
    async def open(cls, address: str, query: str = "") -> Session:
        """Connect and run the page once; raises where the script fails."""
        session = cls(await open_stream(address))
        await session.show("", query)
        return session

    async def click(self, code: str = "") -> float:
        """Click a district, by default the next, or the button; seconds until the script has
        finished."""
        self.clicks += 1
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.fragment_id = self.fragment
        state = WidgetState(id=self.clicked)
        if self.is_map:
            code = code or DISTRICTS[self.clicks % len(DISTRICTS)]
            state.json_value = json.dumps({"unit_code": code, "n": self.clicks})
        else:
            state.trigger_value = True
        message.rerun_script.widget_states.widgets.append(state)
        started = time.perf_counter()
        await self._send_and_finish(message)
        return time.perf_counter() - started

    async def show(self, page: str, query: str) -> None:
        """Open another view in the same session, as a link does; `page` is empty for the map."""
        self.query = query
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        await self._send_and_finish(message)

    async def close(self) -> None:
        await self.connection.close()

    async def _send_and_finish(self, sent: BackMsg) -> None:
        await self.connection.send(sent.SerializeToString())
        while True:
            data = await self.connection.recv()
            self.received_bytes += len(data)
            received = ForwardMsg()
            received.ParseFromString(data)
            if received.HasField("delta"):
                self._look_at(received)
            elif received.HasField("page_info_changed"):
                self.query = received.page_info_changed.query_string
            elif received.HasField("script_finished"):
                if received.script_finished in FINISHED:
                    return
                if received.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    raise RuntimeError(f"script ended with {received.script_finished}")

    def _look_at(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.HasField("exception"):
            raise RuntimeError(f"{element.exception.type}: {element.exception.message}")
        if element.HasField("component_instance"):
            self.clicked, self.is_map = element.component_instance.id, True
            self.fragment = message.delta.fragment_id
        elif element.HasField("button") and not self.is_map and element.button.label == "next":
            self.clicked, self.fragment = element.button.id, message.delta.fragment_id
