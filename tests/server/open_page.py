"""A page that stays open: what a browser does when its connection is cut, without a browser.

It asks whether a server is there, connects with the cookie it was given, has the whole page run
with the link it shows, and gives its last click again; see docs/decisions/011.
"""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Awaitable, Callable, Sequence
from http.client import HTTPException
from itertools import cycle
from typing import Any

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from benchmarks.client import Session, open_stream

ASK_EVERY_S = 0.4
ANSWER_S = 60


class OpenPage(Session):
    """`addresses`: of the proxy, or of the replicas for who sits at their machine. `home`: the
    cookie that says which replica it is with. `texts`: what was put on the page by the last run;
    `connections`: how often it had to connect."""

    def __init__(self, addresses: Sequence[str], page: str = "", query: str = "") -> None:
        self.addresses, self.page, self.home = cycle(addresses), page, ""
        self.asked, self.texts, self.connections = query, [""], 0
        self.form: dict[str, Any] = {}

    async def connect(self) -> None:
        """Until a replica takes it, and the whole page has run."""
        async with asyncio.timeout(ANSWER_S):
            await self._connect()

    async def _connect(self) -> None:
        for address in self.addresses:
            try:
                await asyncio.to_thread(self._ask_whether_it_is_there, address)
                super().__init__(await open_stream(address, self.home))
                answered = self.connection.response
                assert answered
                self._keep(answered.headers.get("Set-Cookie"))
                self.connections += 1
                self.texts = []
                await self.show(self.page, self.asked)
                return
            except (OSError, HTTPException, ConnectionClosed, InvalidHandshake, EOFError):
                await asyncio.sleep(ASK_EVERY_S)

    def _ask_whether_it_is_there(self, address: str) -> None:
        asked = urllib.request.Request(f"{address}/_stcore/health")
        asked.add_header("Cookie", self.home)
        with urllib.request.urlopen(asked, timeout=10) as answer:
            self._keep(answer.headers.get("Set-Cookie"))

    def _keep(self, given: str | None) -> None:
        self.home = given.partition(";")[0] if given else self.home

    async def give(self, act: Callable[[], Awaitable[object]]) -> None:
        """Have it answered, whatever happens to the connection."""
        async with asyncio.timeout(ANSWER_S):
            while True:
                try:
                    self.texts = []
                    await act()
                    return
                except ConnectionClosed:
                    self.asked = self.query
                    await self.connect()

    async def choose(self, code: str) -> str:
        """Click a district of the map; what the panel then says."""
        await self.give(lambda: self.click(code))
        assert f"district={code}" in self.query, self.query
        return "\n".join(sorted(self.texts))

    async def report(self, text: str) -> None:
        """Say this of the line whose form is open, upon what the page shows."""
        await self.give(lambda: self._send_form(text))

    async def _send_form(self, text: str) -> None:
        said = {"status": "under_way", "text": text, "filled_by": "乙"}
        value = {"base_rev": self.form["rev"], "said": said}
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self.query
        message.rerun_script.fragment_id = self.form["fragment"]
        state = WidgetState(id=_make_trigger_id(self.form["id"], "events"))
        state.json_trigger_value = json.dumps([{"event": "said", "value": value}])
        message.rerun_script.widget_states.widgets.append(state)
        whole = WidgetState(id=self.form["id"], json_value="{}")
        message.rerun_script.widget_states.widgets.append(whole)
        await self._send_and_finish(message)

    def _look_at(self, message: ForwardMsg) -> None:
        super()._look_at(message)
        element = message.delta.new_element
        if element.HasField("html"):
            self.texts.append(element.html.body)
        elif element.HasField("bidi_component"):
            form = element.bidi_component
            self.form = {"id": form.id, "fragment": message.delta.fragment_id}
            self.form |= json.loads(form.json or "{}")
